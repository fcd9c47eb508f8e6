"""Schedules with periods of two ends, by name or without an end; and what is asked of years and arrows."""

import pytest

import dxcompare
from dxcompare.assemble import build
from tests.assemble.madeup import ID, OWN, RAW, changed, faults, lay, loaded
from tests.tiers import first

FILE = f"{RAW}/schedules/a.csv"
STAGES = {"検討": "study", "導入": "launch", "運用": "operate"}


def schedule(headings, *rows, name=FILE, **decided):
    """A part: a schedule of measure 1-1, and decisions on its words."""
    lines = [f"1-1,,{row},known,5,表" for row in rows]
    part = {name: (f"measure,track,{headings},span,page,where", *lines)}
    words = [f"{word},{stage},理由," for word, stage in STAGES.items() if any(word in row for row in rows)]
    part[f"{OWN}/stages.csv"] = ("phrase,stage,reason,first_stage", *words)
    for file, rows_ in decided.items():
        part[f"{OWN}/{file}.csv"] = rows_
    return part


NAMED = ("heading,start_text,end_text,reason", "短期,令和5年4月,令和7年3月,p.3", "中期,R7,,p.3")


def spans(tables):
    columns = "step_text", "fy", "quarter", "until_fy", "until_quarter", "open_ended"
    return tables["milestone"].select(columns).rows()


def test_halves_spans_and_open_ends(tmp_path):
    part = schedule("R5上期,R5下期,R6,R7～R8,R9以降", "検討,,,導入,運用")
    assert spans(build(lay(tmp_path, part))) == [
        ("検討", 2023, 1, 2023, 2, False),
        ("導入", 2025, None, 2026, None, False),
        ("運用", 2027, None, None, None, True),
    ]


def test_a_single_year_says_no_second_end(tmp_path):
    assert spans(build(lay(tmp_path, schedule("R5,令和6年度", "検討,導入")))) == [
        ("検討", 2023, None, None, None, False),
        ("導入", 2024, None, None, None, False),
    ]


def test_periods_by_name_are_decided(tmp_path):
    part = schedule("短期,中期", "検討,導入", periods=NAMED)
    assert spans(build(lay(tmp_path, part))) == [
        ("検討", 2023, None, 2024, None, False),
        ("導入", 2025, None, None, None, True),
    ]


def test_a_name_without_a_decision_is_asked_for_where_it_belongs(tmp_path):
    part = schedule("短期,中期", "検討,導入", periods=NAMED[:2])
    (english,), (japanese,) = faults(tmp_path, part)
    assert english.startswith(f"data/{FILE}, row 1, column '中期': data/{OWN}/periods.csv does not say what to do with")
    assert "「中期」の扱いが" in japanese


@pytest.mark.parametrize("twice", first(["令和5年度", "2023", "R5"]))
def test_one_period_under_two_headings_is_a_fault(tmp_path, twice):
    english, _ = faults(tmp_path, schedule(f"R5年度,{twice}", "検討,導入"))
    assert english == [
        f"data/{FILE}, row 1, column '{twice}': '{twice}' and 'R5年度' are the same period; one column would be lost; "
        "of months of one quarter make one column, with a heading such as R5.4～R5.6"
    ]


def test_years_that_say_no_era_are_decided(tmp_path):
    decided = ("heading,start_text,end_text,reason", "6年度,R6,R6,令和5年度の次", "R8以前,R7,R8,表の見出し")
    part = schedule("令和5年度,6年度,R8以前", "検討,導入,運用", periods=decided)
    tables = build(lay(tmp_path, part))
    assert sorted(tables["milestone"]["fy"]) == [2023, 2024, 2025]


def test_what_is_no_heading_of_a_period_is_told_how_one_looks(tmp_path):
    english, japanese = faults(tmp_path, schedule("R5,備考", "検討,導入"))
    assert "column '備考' is unknown; above periods stand such as 令和5年度, R5上期, R7～R8, R9以降" in english[0]
    assert "「R5上期」「R7～R8」「R9以降」のような形で読みます" in japanese[0]


def test_one_heading_twice_is_a_fault(tmp_path):
    (english,), _ = faults(tmp_path, schedule("R5,R5", "検討,導入"))
    assert english.startswith(f"data/{FILE}, row 1")
    assert "several columns have the heading 'R5' (C, D); all but one would be lost" in english


# questions, and their answers


@pytest.mark.long
def test_an_arrow_in_a_first_year_is_asked_about_and_may_be_accepted(tmp_path):
    part = schedule("R5,R6", "→,導入")
    (english,), (japanese,) = faults(tmp_path, part)
    assert english == (
        f"data/{FILE}, row 2, column 'R5': '1-1 →' continues a step, but none stands before it; if the document says so, "
        f"add the row 'arrow_first,1-1 →,<reason>' to data/{OWN}/accepted.csv"
    )
    assert "文書のとおりなら" in japanese
    answer = {f"{OWN}/accepted.csv": ("kind,found,reason", "arrow_first,1-1 →,前年度から続く")}
    assert build(lay(tmp_path, part, answer))["milestone"].height == 2


def test_an_answer_that_nothing_asks_for_is_a_fault(tmp_path):
    answer = {f"{OWN}/accepted.csv": ("kind,found,reason", "arrow_first,1-1 →,前年度から続く")}
    (english,), _ = faults(tmp_path, schedule("R5,R6", "検討,→"), answer)
    assert "nothing in the data uses" in english


@pytest.mark.parametrize("heading", first(["2019", "2048", "R2～R3"]))
def test_a_year_outside_the_plan_is_asked_about(tmp_path, heading):
    part = schedule(f"{heading},R6", "検討,導入")
    (english,), (japanese,) = faults(tmp_path, part)
    assert f"column '{heading}': {heading} lies outside the plan's period (2023 to 2027)" in english
    assert "計画期間（2023〜2027年度）から外れています" in japanese
    answer = {f"{OWN}/accepted.csv": ("kind,found,reason", f"year_outside,{heading},前の計画から続く")}
    assert build(lay(tmp_path, part, answer))["milestone"].height == 2


@pytest.mark.parametrize(
    ("years", "asked"), first([("R5.3末,50％,2048", "target 2048"), ("H10,50％,R9", "baseline 1998")])
)
def test_a_year_of_an_indicator_far_from_the_plan_is_asked_about(tmp_path, years, asked):
    (english,), _ = faults(tmp_path, changed(f"{RAW}/kpis.csv", "R5.3末,50％,令和9年度", years))
    assert f"{ID}/k01 {asked} lies outside the plan's period" in english


# through the timeline


def first(ds, item="frontyard_reform"):
    frame = dxcompare.timeline(ds).to_frame("first_use")
    return frame.filter(item_id=item).row(0, named=True)


@pytest.mark.long
def test_a_step_of_several_years_begins_in_the_first_or_later(tmp_path):
    ds = loaded(tmp_path, schedule("R5,R6～R7", "検討,運用"))
    row = first(ds)
    assert (row["fy"], row["stage"], row["span_known"]) == (2024, "operate", False)
    result = dxcompare.timeline(ds)
    assert any("period of several years" in note.en for note in result.caveats)
    drawn = result.to_frame("periods").filter(item_id="frontyard_reform").select("fy", "stage", "span_known").rows()
    assert drawn == [(2023, "study", True), (2024, "operate", False), (2025, "operate", False)]
    assert result.plot(lang="ja").data.height == 3


@pytest.mark.long
def test_a_half_year_stands_in_its_two_quarters(tmp_path):
    ds = loaded(tmp_path, schedule("R5上期,R5下期", "検討,運用"))
    drawn = dxcompare.timeline(ds).to_frame("periods").filter(item_id="frontyard_reform")
    assert drawn.select("fy", "quarter", "stage").rows() == [
        (2023, 1, "study"),
        (2023, 2, "study"),
        (2023, 3, "operate"),
        (2023, 4, "operate"),
    ]
    assert (first(ds)["fy"], first(ds)["span_known"]) == (2023, True)


@pytest.mark.long
def test_an_open_period_is_a_lower_bound(tmp_path):
    row = first(loaded(tmp_path, schedule("R5,R7以降", "検討,運用")))
    assert (row["fy"], row["span_known"]) == (2025, False)


@pytest.mark.long
def test_years_alone_are_told_as_before(tmp_path):
    result = dxcompare.timeline(loaded(tmp_path, schedule("R5,R6", "検討,運用")))
    assert not any("several years" in note.en for note in result.caveats)


def test_a_row_that_stands_there_twice_is_a_fault(tmp_path):
    (english,), _ = faults(tmp_path, schedule("R5,R6", "検討,導入", "検討,導入"))
    assert "row 3, column 'measure': '1-1' is a duplicate" in english


def test_a_measure_may_have_two_rows(tmp_path):
    assert faults(tmp_path, schedule("R5,R6", "検討,導入", "検討,運用")) == ([], [])
