"""What `dxcompare build` runs: all or nothing, and the same bytes each time."""

import os
import shutil
import subprocess
import sys

import pytest

import dxcompare
from dxcompare import pipeline
from dxcompare.tables import TABLES
from tests.cities import TOMI
from tests.conftest import ROOT
from tests.few import copied


@pytest.fixture
def one(tmp_path):
    """One plan: that it is written whole or not at all is no matter of size."""
    return copied(tmp_path / "data", TOMI)


@pytest.mark.long
def test_same_input_same_bytes(one):
    pipeline.run(one)
    first = {path.name: path.read_bytes() for path in (one / "processed").iterdir()}
    shutil.rmtree(one.parent / ".cache")  # or nothing were made again
    pipeline.run(one)
    assert {path.name: path.read_bytes() for path in (one / "processed").iterdir()} == first
    assert set(first) == {f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")} | {"datapackage.json"}


def test_a_fault_leaves_everything_as_it_was(one):
    pipeline.run(one)
    before = {path.name: path.read_bytes() for path in (one / "processed").iterdir()}
    card = next((one / "raw").glob("*/plan.yaml"))
    card.write_text(card.read_text(encoding="utf-8").replace("status:", "state:"), encoding="utf-8")
    with pytest.raises(dxcompare.words.faults.DataFaults):
        pipeline.run(one)
    assert {path.name: path.read_bytes() for path in (one / "processed").iterdir()} == before


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
