"""How far a city is: what is wrong, what is still to do, and a line a table."""

import csv
import shutil

import pytest
from click.testing import CliRunner

from dxcompare.cli import main
from dxcompare.onboarding import progress, proposals
from dxcompare.onboarding.proposals import Proposed
from tests.assemble.breaking import add, change, drop_row, remove
from tests.conftest import ROOT
from tests.tiers import first

TOMI, HAKODATE = "20219_tomi", "01202_hakodate"
PLAN = """plan_id: hakodate-2025
municipality_code: '01202'
title_ja:
status: adopted
start_text: 令和7年度
end_text: 令和9年度
framework_version: '3.0'
framework_reason:
source_id: hakodate-2025-plan
page:
where: 表紙
"""
SOURCE = """sources:
  - source_id: hakodate-2025-plan
    title: 計画
    publisher: 函館市
    document:
    published: '2025'
    accessed:
    licence: facts
    note:
"""


def run(*words):
    return CliRunner().invoke(main, [str(word) for word in words], env={"LC_ALL": "C", "DXCOMPARE_LANG": ""})


def lines(state):
    return {line.file: line for line in state.lines}


@pytest.fixture
def begun(tomi):
    """A city of which headings stand there, one measure and one indicator; beside another."""
    return _begin(tomi)


@pytest.fixture
def beside(whole):
    """The same beside all that were published."""
    shutil.copytree(ROOT / "data" / "processed", whole / "processed")
    return _begin(whole)


def _begin(data):
    folder = data / "raw" / HAKODATE
    folder.mkdir()
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (folder / "source.yaml").write_text(SOURCE, encoding="utf-8")
    rows = {
        "measures": "1,①,,,窓口改革,,,,,,,2,表\n2,②,,,,,,,,,,2,表\n",
        "kpis": "k01,利用率,,10%,R6,50％,R9,,,2,表\n",
        "kpi_places": "k01,1,,2,表\n",
        "errata": "",
    }
    for name, text in rows.items():
        heading = (data / "raw" / TOMI / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]
        (folder / f"{name}.csv").write_text(f"{heading}\n{text}", encoding="utf-8")
    return data


def test_of_a_finished_city_nothing_is_wrong_or_left(tomi):
    state = progress.state(tomi, TOMI)
    assert (state.wrong, state.to_do) == ([], [])
    with (tomi / "raw" / TOMI / "measures.csv").open(encoding="utf-8") as file:
        measures = len(list(csv.DictReader(file)))
    found = lines(state)
    assert (found["measures.csv"].rows, found["measures.csv"].decided) == (measures, None)
    for coder in "ab":
        assert (found[f"mappings/codes_{coder}.csv"].decided, found[f"mappings/codes_{coder}.csv"].undecided) == (
            measures,
            0,
        )
    assert not [line for line in state.lines if line.blank or line.undecided or line.waiting]


@pytest.mark.long
def test_what_is_not_there_yet_is_to_do_and_not_wrong(begun):
    state = progress.state(begun, HAKODATE)
    assert state.wrong == []
    at = [(fault.place.file.rpartition("/")[2], fault.place.column, fault.kind) for fault in state.to_do]
    assert at == [
        ("codes_*.csv", "measure", "unmapped"),
        ("codes_*.csv", "measure", "unmapped"),
        ("kpis.csv", "kpi", "unmapped"),
        ("kpis.csv", "kpi", "unmapped"),
        ("measures.csv", "title_ja", "missing"),
        ("plan.yaml", "title_ja", "missing"),
        ("plan.yaml", "framework_reason", "missing"),
        ("source.yaml", "document", "missing"),
    ]
    found = lines(state)
    assert [
        (found[name].rows, found[name].blank) for name in ("plan.yaml", "measures.csv", "kpis.csv", "errata.csv")
    ] == [
        (1, 2),
        (2, 1),
        (1, 0),
        (0, 0),
    ]
    undecided = {name: (line.decided, line.undecided) for name, line in found.items() if line.decided is not None}
    assert undecided == {"mappings/codes_*.csv": (0, 2), "mappings/kpis.csv": (0, 1), "mappings/kpi_items.csv": (0, 1)}


@pytest.mark.long
def test_a_half_filled_city_stops_no_other(beside):
    """The others are checked to the end, what was published too; the data cannot be built, so the exit code is 1."""
    done = run("check", "--data", beside, "--lang", "en")
    assert (done.exit_code, done.stderr) == (1, "")
    said = done.output.splitlines()
    assert said[0] == f"{HAKODATE}: 8 things still to do"
    assert said[-1].startswith(f"Without {HAKODATE}: 0 faults in ")
    assert sum(line.startswith("kitakami-2023/") for line in said) > 10  # the errata of the others
    change("施策", "施 策")(beside / "processed" / "measure.csv")
    assert "measure.csv: differs from what the raw data builds" in run("check", "--data", beside, "--lang", "en").stderr


@pytest.mark.long
def test_of_one_city_what_is_to_do_is_no_fault(begun):
    done = run("check", "hakodate", "--data", begun, "--lang", "ja")
    assert done.exit_code == 0
    said = done.output.splitlines()
    assert said[0] == f"{HAKODATE}: 誤り0件、これからすること8件"
    assert "- measures.csv: 2行、必要な空欄1" in said
    assert "- mappings/codes_*.csv: 決定済み0、未決定2" in said
    add("9,⑨,,,題,,,,,,,p.3,表")(begun / "raw" / HAKODATE / "measures.csv")
    done = run("check", "01202", "--data", begun, "--lang", "en")
    assert done.exit_code == 1
    assert done.output.startswith(f"{HAKODATE}: 1 fault, 9 things still to do\n\nWrong\n")


@pytest.mark.long
def test_what_is_wrong_in_another_city_is_not_told(beside):
    """Nor does it keep links and unused decisions of this one from being looked at."""
    (beside / "raw" / "03206_kitakami" / "plan.yaml").write_text("plan_id: [", encoding="utf-8")
    change(",1-1,", ",1-9,")(beside / "raw" / TOMI / "kpi_places.csv")
    assert {fault.kind for fault in progress.state(beside, TOMI).wrong} == {"no_such"}
    assert {fault.kind for fault in progress.state(beside, "03206_kitakami").wrong} == {"yaml"}
    assert progress.state(beside, "41205_imari").wrong == []
    done = run("check", "--data", beside, "--lang", "en")
    assert done.exit_code == 1
    assert "2 faults in 2 files; nothing was written." in done.stderr
    assert "plan.yaml, row 1: not readable as YAML" in done.stderr
    assert "'tomi-2022/1-9' does not exist in data/raw/20219_tomi/measures.csv" in done.stderr
    assert "Without 01202_hakodate, 03206_kitakami, 20219_tomi: 0 faults in " in done.output


@pytest.mark.parametrize(
    ("file", "edit", "line", "kind"),
    first(
        [
            (f"mappings/{TOMI}/kpis.csv", drop_row("tomi-2022/k02"), ("mappings/kpis.csv", 5, 1), "unmapped"),
            (f"raw/{TOMI}/kpis.csv", change("13件", "1３-4件"), ("mappings/readings.csv", 2, 1), "undecided"),
            (
                f"raw/{TOMI}/kpis.csv",
                change("2025 (R7)", "2045 (R27)"),
                ("mappings/accepted.csv", 0, 1),
                "year_outside",
            ),
        ],
    ),
)
def test_what_is_undecided_is_counted_where_it_would_stand(tomi, file, edit, line, kind):
    edit(tomi / file)
    state = progress.state(tomi, TOMI)
    assert (state.wrong, [fault.kind for fault in state.to_do]) == ([], [kind])
    found = lines(state)[line[0]]
    assert (found.decided, found.undecided) == line[1:]


@pytest.mark.long
def test_proposals_wait_until_they_are_answered(tomi):
    waits = [
        Proposed("measures", {}),
        Proposed("schedule", {}),
        Proposed("other", {}),
        Proposed("mappings/kpis.csv", {}),
    ]
    answered = [Proposed("measures", {}, status=status) for status in ("accepted", "changed", "rejected")]
    proposals.write(tomi / "mappings" / TOMI, waits + answered)
    state = progress.state(tomi, TOMI)
    assert (state.wrong, state.to_do) == ([], [])
    waiting = {line.file: line.waiting for line in state.lines if line.waiting}
    assert waiting == {"measures.csv": 1, "schedules/*.csv": 1, "other": 1, "mappings/kpis.csv": 1}
    assert "- mappings/kpis.csv: 6 decided, 0 undecided, 1 proposal waits for an answer" in progress.says(state, "en")


@pytest.mark.long
def test_of_one_city_every_fault_is_told_of_all_the_first_of_each_file(tomi):
    (tomi / "mappings" / TOMI / "kpi_items.csv").write_text("kpi,item,reason,coder\n", encoding="utf-8")
    state = progress.state(tomi, TOMI)
    said = progress.says(state, "en")
    assert said[0] == f"{TOMI}: 0 faults, 6 things still to do"
    assert [f"tomi-2022/k0{n}" in " ".join(said) for n in range(1, 7)] == [True] * 6
    assert not [line for line in said if line.endswith("more)")]
    assert [line for line in progress.still(state, "en") if line.endswith("more)")] == ["(1 more)"]


@pytest.mark.long
def test_what_was_not_understood_is_told_in_words(tomi):
    proposals.write(tomi / "mappings" / TOMI, [Proposed("other", {})])
    said = progress.says(progress.state(tomi, TOMI), "ja")
    assert said[-1] == "- 文書のうち読み取れなかった表1（dxcompare review が示します。データなら打ち込みます）"


@pytest.mark.long
def test_decided_in_a_file_is_what_stands_in_it(tomi):
    """Not what the decisions about all say of the same plan."""
    with (tomi / "mappings" / TOMI / "units.csv").open("w", encoding="utf-8") as file:
        file.write("unit,unit_en\n件,cases\n")
    assert lines(progress.state(tomi, TOMI))["mappings/units.csv"].decided == 1


@pytest.mark.long
def test_a_plan_of_no_version_of_the_national_plan_needs_no_codes_nor_items_until_they_are_begun(begun):
    change("framework_version: '3.0'", "framework_version: none")(begun / "raw" / HAKODATE / "plan.yaml")
    undecided = {
        name: line.undecided for name, line in lines(progress.state(begun, HAKODATE)).items() if line.undecided
    }
    assert undecided == {"mappings/kpis.csv": 1}
    own = begun / "mappings" / HAKODATE
    own.mkdir()
    (own / "codes_a.csv").write_text("measure,item,role,note\nhakodate-2025/1,none,,\n", encoding="utf-8")
    add("k02,普及率,,10%,R6,50％,R9,,,2,表")(begun / "raw" / HAKODATE / "kpis.csv")
    items = "kpi,item,reason,reason_en,coder\nhakodate-2025/k01,none,国の計画より古い,,a\n"
    (own / "kpi_items.csv").write_text(items, encoding="utf-8")
    undecided = {
        name: line.undecided for name, line in lines(progress.state(begun, HAKODATE)).items() if line.undecided
    }
    assert undecided == {"mappings/kpis.csv": 2, "mappings/codes_a.csv": 1, "mappings/kpi_items.csv": 1}


@pytest.mark.long
def test_a_file_that_is_needed_and_lacks_is_wrong(tomi):
    remove(tomi / "raw" / TOMI / "kpis.csv")
    assert "no_file" in {fault.kind for fault in progress.state(tomi, TOMI).wrong}


def test_no_such_city_is_a_slip_of_the_command():
    done = run("check", "tomo", "--data", ROOT / "data", "--lang", "en")
    assert done.exit_code == 2
    assert "no city 'tomo'" in done.stderr


def test_without_the_decisions_about_all_it_says_so(tomi):
    shutil.rmtree(tomi / "mappings" / "all")
    done = run("check", "tomi", "--data", tomi, "--lang", "en")
    assert done.exit_code == 1
    assert "mappings/all: there is no such folder" in done.stderr
