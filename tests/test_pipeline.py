"""What `dxcompare build` runs: all or nothing, and the same bytes each time."""

import os
import subprocess
import sys

import pytest

import dxcompare
from dxcompare import pipeline
from dxcompare.tables import TABLES
from tests.conftest import ROOT


def test_same_input_same_bytes(data):
    pipeline.run(data)
    first = {path.name: path.read_bytes() for path in (data / "processed").iterdir()}
    pipeline.run(data)
    assert {path.name: path.read_bytes() for path in (data / "processed").iterdir()} == first
    assert set(first) == {f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")} | {"datapackage.json"}


def test_a_fault_leaves_everything_as_it_was(data):
    pipeline.run(data)
    before = {path.name: path.read_bytes() for path in (data / "processed").iterdir()}
    card = next((data / "raw").glob("*/plan.yaml"))
    card.write_text(card.read_text(encoding="utf-8").replace("status:", "state:"), encoding="utf-8")
    with pytest.raises(dxcompare.words.faults.DataFaults):
        pipeline.run(data)
    assert {path.name: path.read_bytes() for path in (data / "processed").iterdir()} == before


@pytest.mark.slow
def test_a_killed_build_leaves_a_whole_folder(data):
    """Kill the process for real, at several moments."""
    pipeline.run(data)
    code = "import sys; from pathlib import Path; from dxcompare import pipeline\nfor _ in range(50): pipeline.run(Path(sys.argv[1]))"
    for seconds in ("1.2", "1.7", "2.1"):
        subprocess.run(
            ["timeout", "-s", "KILL", seconds, sys.executable, "-c", code, str(data)],
            check=False,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
        )
        assert dxcompare.load(data).plan.height == 4
