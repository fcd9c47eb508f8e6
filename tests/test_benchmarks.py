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


def test_recovery_is_tried_by_scenario():
    """One small scenario; only the full run writes what `simulated` shows."""
    command = [sys.executable, str(ROOT / "benchmarks" / "recovery.py"), "2", "3", "follow_up", "integer_weights"]
    written = (ROOT / "dxcompare/questions/simulated/published.csv").read_bytes()
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [line.split(" | ")[:2] for line in done.stdout.splitlines()[1:]] == [
        ["follow_up", "72"],
        ["integer_weights", "84"],
    ]
    assert (ROOT / "dxcompare/questions/simulated/published.csv").read_bytes() == written


def test_the_power_of_the_audit_is_measured_again():
    """What the table states stands beside it, for both surveys and all kinds of error."""
    command = [sys.executable, str(ROOT / "benchmarks" / "audit_power.py"), "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[2] == ["digit", "value", "swapped", "neighbours", "base", "copied"]
    assert {line[0] for line in lines[3:]} == {"kitakami-ict-2022", "nasukarasuyama-ikou-2021"}
