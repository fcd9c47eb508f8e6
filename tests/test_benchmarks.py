"""The benchmarks run, and what they compare agrees. How fast they are is not tested."""

import csv
import subprocess
import sys

import pytest

from benchmarks import decisions, onboarding
from benchmarks.extraction.cities import cities
from dxcompare.onboarding.decide.city import city
from tests.conftest import ROOT


@pytest.mark.long
def test_the_loop_and_the_fast_way_agree():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "survey_bases.py"), "20", "1"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "times faster per table" in done.stdout


@pytest.mark.slow
def test_the_report_and_nbconvert_make_the_same_findings():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "report.py"), "1", "00_start_here"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("times faster than nbconvert") == 3


@pytest.mark.long
def test_the_imports_are_compared():
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "imports.py"), "1"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("times import pandas") == 3


#: kind of table → recall and precision that are aimed at
AIMS = {"measures": 0.95, "kpis": 0.95, "kpi_values": 0.95, "schedule": 0.9, "survey": 0.99}


def test_plans_are_read_as_well_as_is_aimed_at():
    """What the full run wrote down: over all layouts and plans, and no wrong digit without a question."""
    with (ROOT / "benchmarks/extraction/results.csv").open(encoding="utf-8", newline="") as file:
        results = list(csv.DictReader(file))
    over_all = {row["table"]: row for row in results if row["layout"] == row["plan"] == "all"}
    assert over_all.keys() == AIMS.keys()
    for table, aim in AIMS.items():
        assert float(over_all[table]["recall"]) >= aim, table
        assert float(over_all[table]["precision"]) >= aim, table
    assert [row for row in results if row["wrong_unasked"] != "0"] == []


@pytest.mark.long
def test_a_layout_is_printed_and_read():
    command = [sys.executable, "-m", "benchmarks.extraction.run", "--layout", "merged", "--city", "tomi"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    read = {tuple(line.split()[1:7]) for line in done.stdout.splitlines() if line.split()[0] == "merged"}
    assert read == {
        ("measures", "tomi-2022", "14", "14", "1.000", "1.000"), ("measures", "all", "14", "14", "1.000", "1.000"),
        ("kpis", "tomi-2022", "6", "6", "1.000", "1.000"), ("kpis", "all", "6", "6", "1.000", "1.000"),
        ("schedule", "tomi-2022", "56", "56", "1.000", "1.000"), ("schedule", "all", "56", "56", "1.000", "1.000"),
    }  # fmt: skip


@pytest.mark.long
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


@pytest.mark.long
def test_the_power_of_the_audit_is_measured_again():
    """What the table states stands beside it, for both surveys and all kinds of error."""
    command = [sys.executable, str(ROOT / "benchmarks" / "audit_power.py"), "4"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[2] == ["digit", "value", "swapped", "neighbours", "base", "copied"]
    assert {line[0] for line in lines[3:]} == {"kitakami-ict-2022", "nasukarasuyama-ikou-2021"}


def published():
    with decisions.RESULTS.open(encoding="utf-8", newline="") as file:
        return [decisions.Row(kind, name, *map(int, counts)) for kind, name, *counts in list(csv.reader(file))[1:]]


@pytest.mark.long
def test_proposed_decisions_are_as_good_as_is_published():
    """One city left out, and the texts of others: what was measured is what stands in the file and in the documents."""
    rows, one = published(), "20219_tomi"
    assert decisions.RESULTS.read_text(encoding="utf-8") == decisions.written(rows)
    assert [row for row in decisions._of(one) if row.decisions] == [row for row in rows if row.city == one]
    assert list(decisions.unseen()) == [row for row in rows if row.city == decisions.UNSEEN]
    for path, text in decisions.documents(rows).items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name}: run python -m benchmarks.decisions"
        for of in (decisions.ALL, decisions.UNSEEN):
            assert decisions.table(rows, "ja" if ".ja." in path.name else "en", of) in text
    over_all = {row.kind: row for row in rows if row.city == decisions.ALL}
    assert over_all.keys() == {kind.name for kind in decisions.KINDS} | {"no_answer"}
    for kind, row in over_all.items():  # who accepts all that is sure takes in hardly a wrong one
        assert row.sure_right >= 0.97 * row.sure, kind
        assert row.right >= 0.9 * row.proposed, kind
    elsewhere = [row for row in rows if row.city == decisions.UNSEEN]
    assert sum(row.sure_right for row in elsewhere) >= 0.97 * sum(row.sure for row in elsewhere)


@pytest.mark.slow
def test_proposed_decisions_of_every_city_are_as_good_as_is_published():
    assert list(decisions.measure()) == published()


def test_a_city_left_out_has_no_decision_and_no_word_of_its_own(tmp_path):
    """Or what is measured would be read off, and not proposed."""
    name = "41205_imari"
    left = city(decisions.without(name, tmp_path), name)
    assert not [record for sheet in left.raw.mappings[name].values() for record in sheet]
    steps = {record["phrase"] for record in left.shared("stages.csv")}
    assert "セミナーの開催" not in steps
    assert "年度の取組総括、改善" in steps
    assert "社" not in {record["unit"] for record in left.shared("units.csv")}


@pytest.mark.long
def test_a_plan_is_brought_in_with_few_cells_typed():
    """The whole way again for one city and layout, as it was written down; the aim is that for a plan of this size."""
    with onboarding.RESULTS.open(encoding="utf-8", newline="") as file:
        results = {(row["city"], row["layout"]): row for row in csv.DictReader(file)}
    printed = next(one for one in cities() if one.plan == "tomi-2022")
    again = onboarding.measured(printed, "20219_tomi", "grid")
    assert {name: str(number) for name, number in vars(again).items()} == results["20219_tomi", "grid"]
    assert again.typed < 150
    assert again.faults_left == 0
