"""What people decide, against itself and against what is printed: each accident in its smallest form."""

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.mutations.base import WORLD, Base
from tests.tiers import each

OWN, OTHER, ALL = "mappings/01202_hakodate", "mappings/01203_otaru", "mappings/all"
RAW, RAW_OTHER = "raw/01202_hakodate", "raw/01203_otaru"
KPIS, YEARLY, QUARTERS = f"{OWN}/kpis.csv", f"{RAW}/schedules/yearly.csv", f"{RAW_OTHER}/schedules/p1.csv"
PERIODS = f"{OWN}/periods.csv"
READINGS = f"{OTHER}/readings.csv"
SPARE = (
    "  - {source_id: otaru-2024-other, title: 別の文書, publisher: 小樽市, document: o.pdf, published: '2024', "
    "accessed: '2026-01-06', licence: 事実, note: ほか}\n"
)
SHORT = (YEARLY, "R5,令和6年度", "短期,令和6年度")
BARE = (
    f"{RAW}/kpis.csv",
    '講座の参加者,People in classes,"1,200人",令和4年度,"2,000人"',
    '{},x,"1,200",令和4年度,"2,000"',
)


def decided(row):
    return (READINGS, None, f"otaru-2024,k01,target,100％,{row},理由\n")


def named(name):
    return (BARE[0], BARE[1], BARE[2].format(name))


#: accident → (file, text that is there, text in its place; None adds it)…, the file at fault, its place, the kind
CASES = {
    "人 where % is printed": [(KPIS, "k01,%,", "k01,人,"), KPIS, (2, "unit"), "unit_differs"],
    "no unit where % is printed": [(KPIS, "k03,%,", "k03,,"), KPIS, (4, "unit"), "unit_differs"],
    "a unit other than a later value has": [
        (f"{RAW}/kpi_values.csv", "1,350人", "1,350件"), KPIS, (3, "unit"), "unit_differs",
    ],
    "a unit other than the name has": [
        named("参加者（件）"), (f"{RAW}/kpi_values.csv", "1,350人", "1,350"), KPIS, (3, "unit"), "unit_differs"],
    "percent of 人": [(KPIS, "人,higher,count,0,", "人,higher,percent,0,9000"), KPIS, (3, "scale"), "scale_and_unit"],
    "a count in %": [(KPIS, "k01,%,higher,percent", "k01,%,higher,count"), KPIS, (2, "scale"), "scale_and_unit"],
    "no scale of numbers": [(KPIS, "k01,%,higher,percent,0,100", "k01,%,higher,none,,"), KPIS, (2, "scale"), "rule"],
    "a scale of words": [(KPIS, "k04,,,none", "k04,,,percent"), KPIS, (5, "scale"), "not_of_words"],
    "bounds of words": [(KPIS, "k04,,,none,,", "k04,,,none,0,"), KPIS, (5, "lower_bound"), "not_of_words"],
    "a unit of words": [(KPIS, "k04,,", "k04,人,"), KPIS, (5, "unit"), "not_of_words"],
    "bounds reversed": [(KPIS, "k01,%,higher,percent,0,100", "k01,%,higher,rate,90,5"), KPIS, (2, "upper_bound"), "bounds_reversed"],
    "a bound that a value passes": [(KPIS, "count,0,,", "count,0,1500,"), KPIS, (3, "upper_bound"), "bound_passed"],
    "a share of at most 60": [
        (KPIS, "k01,%,higher,percent,0,100", "k01,%,higher,percent,0,60"), KPIS, (2, "upper_bound"), "other_bound",
    ],
    "a count below nothing": [(KPIS, "count,0,", "count,-5,"), KPIS, (3, "lower_bound"), "other_bound"],
    "a share without a bound": [(KPIS, "k01,%,higher,percent,0,100", "k01,%,higher,percent,0,"), KPIS, (2, "upper_bound"), "missing"],
    "an actual below nothing": [
        (f"{RAW}/kpi_values.csv", '"1,350人"', "-1350人"), f"{RAW}/kpi_values.csv", (5, "value_text"), "beyond_bound",
    ],
    "lower is better, and it rises": [(KPIS, "k01,%,higher", "k01,%,lower"), KPIS, (2, "direction"), "worse_target"],
    "per year where it is cumulative": [
        (f"{RAW}/kpis.csv", '"2,000人"', "累計2000人"), (KPIS, "not_stated", "per_year"), KPIS, (3, "period"), "not_in_list",
    ],
    "per year where the name says cumulative": [
        named("参加者（累計）"), (KPIS, "not_stated", "per_year"), KPIS, (3, "period"), "period_differs",
    ],
    "cumulative where the name says a year": [
        named("年間の参加者"), (KPIS, "not_stated", "cumulative"), KPIS, (3, "period"), "period_differs",
    ],
    "percent of 人, derived": [
        (f"{OWN}/derived_kpis.csv", "higher,count,", "higher,percent,"), f"{OWN}/derived_kpis.csv", (2, "scale"), "scale_and_unit",
    ],
    "a derived direction": [
        (f"{OWN}/derived_kpis.csv", "人,higher", "人,lower"), f"{OWN}/derived_kpis.csv", (2, "direction"), "not_in_list",
    ],
    "a derived bound": [
        (f"{OWN}/derived_kpis.csv", "count,0,,", "count,0,700,"), f"{OWN}/derived_kpis.csv", (2, "upper_bound"), "bound_passed",
    ],
    # readings
    "a number that the text does not have": [decided("amount,90,,,%,,,,"), READINGS, (2, "value"), "other_number"],
    "a unit that the text does not have": [decided("amount,100,,,人,,,,"), READINGS, (2, "unit"), "unit_differs"],
    "a range reversed": [decided("range,100,80,,%,,,,"), READINGS, (2, "high"), "bounds_reversed"],
    "a part of nothing": [decided("ratio,100,,0,%,,,,"), READINGS, (2, "of"), "not_base"],
    "a comparator of a range": [decided("range,80,100,,%,ge,,,"), READINGS, (2, "comparator"), "not_used"],
    "a unit of words read": [(READINGS, None, "otaru-2024,k01,baseline,28/34手続,words,,,,手続,,,,,理由\n"), READINGS, (2, "unit"), "not_used"],
    # decisions that nothing uses
    "a man by age": [(f"{OWN}/groups.csv", "男性,sex", "男性,age"), f"{OWN}/groups.csv", (5, "group_type"), "group_type"],
    "a step of a state": [
        (f"{OWN}/deadline_steps.csv", "arrives", "state"), f"{OWN}/deadline_steps.csv", (2, "reach"), "rule",
    ],
    "a step of no measure": [
        (f"{ALL}/deadline_steps.csv", "online,,,", "online,,運用,"), f"{ALL}/deadline_steps.csv", (2, "reach"), "rule",
    ],
    "a deadline that there is not": [
        (f"{ALL}/deadline_steps.csv", None, "counter,,,state,なし,none\n"), f"{ALL}/deadline_steps.csv", (3, "item"), "no_deadline",
    ],
    "a verdict of none and an item": [
        (f"{OWN}/evaluation_items.csv", None, "hakodate-2023,1,none,なし\n"), f"{OWN}/evaluation_items.csv", (4, "item"), "rule",
    ],
    "a step of an item without a rule": [
        (f"{OWN}/step_items.csv", "検討,counter", "検討,telework"), f"{OWN}/step_items.csv", (2, "item"), "no_such",
    ],
    "dashes of tables without any": [
        (f"{OTHER}/dashes.csv", "", "survey,dash,reason\notaru-ict-2023,zero,理由\n"), f"{OTHER}/dashes.csv", (2, "survey"), "unused_dash",
    ],
    "a survey of another city": [
        (f"{OWN}/kpi_surveys.csv", "hakodate-ict-2022", "otaru-ict-2023"), f"{OWN}/kpi_surveys.csv", (2, "survey"), "other_towns",
    ],
    "a pair the other way round": [
        (f"{ALL}/kpi_pairs.csv", None, "otaru-2024/k01,hakodate-2023/k01,counter,no,なし,none\n"), f"{ALL}/kpi_pairs.csv", (3, "first"), "duplicate",
    ],
    # references
    "a pair with a misspelt plan": [
        (f"{ALL}/kpi_pairs.csv", "otaru-2024/", "otaru-2042/"), f"{ALL}/kpi_pairs.csv", (2, "second"), "not_of_plan",
    ],
    "a file that is not there": [
        (f"{OWN}/unprinted.csv", "measures.csv", "measure.csv"), f"{OWN}/unprinted.csv", (2, "file"), "no_such",
    ],
    "a column that is not there": [
        (f"{OWN}/unprinted.csv", "title_ja", "title"), f"{OWN}/unprinted.csv", (2, "text"), "no_transcript",
    ],
    "a text that is not there": [
        (f"{OWN}/unprinted.csv", ",窓口の改革,", ",窓口の変革,"), f"{OWN}/unprinted.csv", (2, "text"), "no_transcript",
    ],
    "a project's goal": [(f"{RAW_OTHER}/projects.csv", "目標A,窓口課,②", "目標B,窓口課,②"), f"{RAW_OTHER}/projects.csv", (3, "goal"), "says_other"],
    "a project's name": [
        (f"{RAW_OTHER}/projects.csv", "p1,窓口のプロジェクト,Counter project,目標A,窓口課,②", "p1,窓口,Counter project,目標A,窓口課,②"),
        f"{RAW_OTHER}/projects.csv", (3, "name_ja"), "says_other",
    ],
    "a baseline of no letters": [(f"{RAW}/kpis.csv", "10.5%", "∞"), f"{RAW}/kpis.csv", (2, "baseline_text"), "undecided"],
    # periods
    "a period that ends before it begins": [
        (PERIODS, "", "heading,start_text,end_text,reason\n短期,R8,R5,理由\n"), SHORT, PERIODS, (2, "end_text"), "rule",
    ],
    "a period without a beginning": [
        (PERIODS, "", "heading,start_text,end_text,reason\n短期,,R5,理由\n"), SHORT, PERIODS, (2, "start_text"), "missing",
    ],
    "years out of order": [(YEARLY, "R5,令和6年度", "令和6年度,R5"), YEARLY, (1, "R5"), "periods_apart"],
    "a year left out": [(YEARLY, "R7～R8", "R8"), YEARLY, (1, "R8"), "periods_apart"],
    "a year in two columns": [(YEARLY, "R7～R8", "R6～R8"), YEARLY, (1, "R6～R8"), "periods_apart"],
    "a year in two spellings": [(YEARLY, "R5,", "2024,"), YEARLY, (1, "令和6年度"), "same_period"],
    "quarters out of order": [(QUARTERS, "R6,2Q", "R7,2Q"), QUARTERS, (3, "quarter"), "periods_apart"],
    "a quarter left out": [(QUARTERS, "R6,3Q,導入,→\n", ""), QUARTERS, (4, "quarter"), "periods_apart"],
    "a quarter in two spellings": [(QUARTERS, "R6,2Q", "2024,1Q"), QUARTERS, (3, "quarter"), "duplicate"],
    "a sub-item without a column": [
        (QUARTERS, "", "fy,quarter,①\nR6,1Q,検討\nR6,2Q,導入\nR6,3Q,運用\n"), QUARTERS, (1, None), "no_track",
    ],
    "a plan of 14 years": [(f"{RAW}/plan.yaml", "令和10年3月", "令和19年3月"), f"{RAW}/plan.yaml", (7, "end_text"), "long_plan"],
}  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("decided"))


def lay(world, *edits):
    world.put_back()
    for file, old, new in edits:
        path = world.data / file
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert not old or old in text, (file, old)
        path.write_text(text + new if old is None else text.replace(old, new) if old else new, encoding="utf-8")


def told(world):
    try:
        build(world.data, "en")
    except DataFaults as error:
        return error.faults
    return []


@pytest.mark.parametrize("name", each(20, CASES))
def test_it_is_a_fault_at_its_place(world, name):
    *edits, file, (row, column), kind = CASES[name]
    lay(world, *edits)
    first, *more = told(world)
    assert (first.place.file, first.place.row, first.place.column, first.kind) == (f"data/{file}", row, column, kind)
    assert len(more) <= (name == "a sub-item without a column") * 2
    said = [first.says(lang) for lang in ("en", "ja")]
    assert said[0] != said[1]
    assert "{" not in "".join(said)


ASKED = {name: case for name, case in CASES.items() if case[-1] in (
    "other_bound", "worse_target", "period_differs", "other_number", "long_plan", "periods_apart",
) and "quarter" not in name}  # fmt: skip


@pytest.mark.parametrize("name", each(10, ASKED))
def test_a_document_that_says_so_is_believed(world, name):
    *edits, file, _, _ = CASES[name]
    lay(world, *edits)
    asked = told(world)
    city = OTHER if "otaru" in file else OWN
    rows = "".join(f'{fault.kind},"{fault.data["found"]}",記載のとおり\n' for fault in asked)
    lay(world, *edits, (f"{city}/accepted.csv", "", f"kind,found,reason\n{rows}"))
    answered = {(fault.kind, fault.data["found"]) for fault in asked}
    left = [(fault.kind, fault.data["found"]) for fault in told(world)]
    assert not answered & {*left}
    assert {kind for kind, _ in left} <= {"periods_apart"}  # of years out of order, one pair at a time is asked about


def test_what_is_for_plans_that_are_not_here_is_a_note(world):
    lay(
        world,
        (f"{ALL}/kpi_pairs.csv", "otaru-2024/", "sapporo-2024/"),
        (f"{RAW_OTHER}/source.yaml", None, SPARE),
    )
    notes = []
    assert build(world.data, "en", notes)["kpi_pair"].is_empty()
    assert {(note.kind, note.place.file.rpartition("/")[2]) for note in notes} == {
        ("idle", "kpi_pairs.csv"),
        ("unused", "source.yaml"),
    }
