"""The benchmarks run, and what they compare agrees. How fast they are is not tested."""

import subprocess
import sys

from tests.conftest import ROOT


def test_the_loop_and_the_fast_way_agree():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "survey_bases.py"), "20", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "times faster per table" in done.stdout


def test_the_report_and_nbconvert_make_the_same_findings():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "report.py"), "1", "00_start_here"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("times faster than nbconvert") == 3


def test_the_imports_are_compared():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "imports.py"), "1"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("times import pandas") == 3
