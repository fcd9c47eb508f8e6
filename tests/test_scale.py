"""What the benchmark of growth says of what it measured. How fast anything is, is not tested."""

import subprocess
import sys

import pytest

from benchmarks.baseline import WORK
from benchmarks.scale import BUILDS, Measured, against, analyses, table
from tests.conftest import ROOT


def test_growth_is_told_between_sizes_and_what_was_ended_says_so():
    rows = [
        Measured(10, "ours", "build", 1.5, 1.0, 100.0),
        Measured(1000, "ours", "build", 200.0, 100.0, 900.4),
        Measured(10, "ours", "quick", 0.0, 0.001, 90.0),
        Measured(1000, "ours", "quick", 0.5, 0.5, 91.0),
        Measured(10, "ours", "slow", 1.0, 1.0, 90.0),
        Measured(1000, "ours", "slow", None, None, None),
        Measured(10, "baseline", "slow", 2.0, 2.0, 90.0),
    ]
    assert table(rows, 600).splitlines() == [
        "| work | 10: wall s | CPU s | MiB | 1,000: wall s | CPU s | MiB | grows as |",
        "|---|---|---|---|---|---|---|---|",
        "| build | 1.50 | 1.00 | 100 | 200.00 | 100.00 | 900 | n^1.00 |",
        "| quick | 0.00 | 0.00 | 90 | 0.50 | 0.50 | 91 | – |",
        "| slow | 1.00 | 1.00 | 90 | > 600 | – | – | – |",
        "| baseline: slow | 2.00 | 2.00 | 90 | – | – | – | – |",
    ]


def test_rivals_are_compared_over_what_both_did():
    rows = [
        Measured(10, "ours", "build", 9.0, 9.0, 90.0),
        Measured(10, "ours", "even", 1.0, 1.0, 90.0),
        Measured(10, "ours", "quick", 1.0, 1.0, 90.0),
        Measured(10, "ours", "ended", None, None, None),
        Measured(10, "baseline", "even", 1.5, 1.5, 90.0),
        Measured(10, "baseline", "quick", 9.5, 9.5, 90.0),
        Measured(10, "baseline", "ended", 7.0, 7.0, 90.0),
        Measured(1000, "ours", "even", 1.0, 1.0, 90.0),
    ]
    assert [*against(rows)] == ["Of 10 plans the baseline takes 5.5 times our CPU seconds; least for even, 1.5."]


def test_every_rival_is_of_work_of_ours():
    assert WORK.keys() <= analyses().keys()


@pytest.mark.slow
def test_all_work_is_done_on_a_nation_of_two():
    command = [sys.executable, "-m", "benchmarks.scale", "--plans", "2", "--baseline"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert sum(line.startswith("| ") for line in done.stdout.splitlines()) == 1 + 1 + len(BUILDS) + len(
        analyses()
    ) - 1 + len(WORK)
