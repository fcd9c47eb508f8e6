"""A plan of one's own tables: as good as one from files, filled up by stated rules, refused with the same messages."""

from pathlib import Path

import pandas as pd
import polars as pl
import pytest
import yaml

from dxcompare.questions import registry
from dxcompare.sources import values
from dxcompare.sources.frames import cell, rows
from dxcompare.words.faults import FrameFaults
from dxcompare.words.unknown import UnknownName
from tests.cities import DATA, IMARI, KITAKAMI, NASUKARASUYAMA, TOMI
from tests.plans import one
from tests.tiers import each, some

PLAN = {"municipality": "函館市", "title": "函館市DX推進計画", "start": "令和6年度", "end": 2028}
MEASURES = {
    "title": ["窓口の改革", "テレワーク", "庁内の研修"],
    "item": ["frontyard_reform+online_procedures", "telework", "none"],
}
KPIS = {
    "name": ["電子申請の利用率", "テレワークの実施者", "待ち時間"],
    "baseline": ["12.5%", 20, "15分"],
    "baseline_year": [2023, 2023, 2023],
    "target": ["50%以上", 100, "10分以下"],
    "target_year": [2028, 2028, 2028],
    "unit": [None, "人", None],
    "measure": ["窓口の改革", 2, 3],
    "item": ["online_procedures", None, None],
}
SCHEDULE = {
    "measure": ["1", "1", "2", "2"],
    "year": [2024, 2025, 2024, 2026],
    "step": ["検討する", "書かない窓口を始める", "端末を配る", "対象を広げる"],
    "stage": ["study", "launch", "prepare", "expand"],
    "item": ["frontyard_reform", "frontyard_reform", None, None],
}


#: A question with one answer each, and one with several.
TABLES = {
    "問1": {
        "選択肢": ["n", "スマートフォン", "パソコン", "使わない"],
        "全体": [100, 62, 30, 8.0],
        "20代": [40, 80.0, 17.5, 2.5],
        "70歳以上": [60, 50, 38.3, 11.7],
    },
    "問2": pd.DataFrame(
        {"答": ["窓口", "電話", "ウェブ"], "男性": ["80.5", "42.0", "31.1"], "女性": ["75.0", "40.1", "29.9"]}
    ),
}


@pytest.fixture(scope="module")
def more(ds):
    frames = {
        "schedule": SCHEDULE,
        "survey": {"name": "市民調査", "start": "2023-07-01", "valid": 100},
        "tables": TABLES,
    }
    return ds.add(PLAN, pd.DataFrame(MEASURES), pl.DataFrame(KPIS, strict=False), **frames)


@pytest.fixture(scope="module")
def small(ds):
    """One plan: what is added to it is derived in a third of the time."""
    return ds.only("tomi-2022")


def said(ds, lang="en", **frames):
    """What is wrong with some tables."""
    with pytest.raises(FrameFaults) as error:
        ds.add(**{"plan": PLAN, **frames})
    head, *lines = str(FrameFaults(error.value.faults, lang)).splitlines()
    assert head == (
        f"{len(lines)} fault{'s' * (len(lines) > 1)} in the tables; nothing was added (rows count from the headings, row 1)."
        if lang == "en"
        else f"表に {len(lines)} 件の誤りがあります。何も加えていません（行は、見出しを1行目として数えます）。"
    )
    return [line.removeprefix("- ") for line in lines]


# As from files


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def of_files(folder):
    """The files of a city as tables, with what all plans' words mean for it."""
    raw, decided, shared = DATA / "raw" / folder, DATA / "mappings" / folder, DATA / "mappings" / "all"
    card, cards = (
        yaml.load((raw / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        for name in ("plan.yaml", "source.yaml")
    )
    flat = [
        {k: v for k, v in one.items() if k != "checked"}
        | {f"checked.{k}": v for k, v in one.get("checked", {}).items()}
        for one in cards["sources"]
    ]
    given = {"plan": card, "source": flat} | {path.stem: read(path) for path in raw.glob("*.csv")}
    drawn = {path.stem: read(path) for path in sorted((raw / "schedules").glob("*.csv"))}
    given |= {"schedules": drawn} if "projects" in given else {"schedule": pd.concat(drawn.values())}
    for of in (raw / "surveys").glob("*"):
        given["survey"] = yaml.load((of / "survey.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
        given |= {name: read(of / f"{name}.csv") for name in ("questions", "options")}
        given["tables"] = {
            path.stem: read(path) for path in sorted(of.glob("*.csv")) if path.stem not in ("questions", "options")
        }
    for path in sorted(decided.glob("*.csv")):
        frame = read(path)
        if path.stem == "kpis":
            frame["kpi"] = frame["kpi"].str.partition("/")[2]
            given["kpis"] = given["kpis"].merge(frame, on="kpi")
        elif path.stem.startswith("codes_"):
            coded = frame.assign(coder=path.stem.removeprefix("codes_"))
            given["codes"] = pd.concat([given["codes"], coded]) if "codes" in given else coded
        else:
            given[path.stem] = frame
    steps = {
        values.same(line)
        for frame in drawn.values()
        for column in frame
        for text in frame[column]
        for line in text.split("\n")
    }
    printed = {"stages": steps, "labels": set(), "verdicts": set()}
    for name, table, column in (("labels", "tags", "label_text"), ("verdicts", "evaluation", "verdict_text")):
        printed[name] = {values.same(text) for text in given[table][column]} if table in given else set()
    for name, column in (("stages", "phrase"), ("labels", "label_text"), ("verdicts", "verdict_text")):
        words = read(shared / f"{name}.csv")
        given[name] = words[[values.same(text) in printed[name] for text in words[column]]]
    for name in ("kpi_pairs", "theme_pairs"):
        pairs = read(shared / f"{name}.csv")
        own = (f"{folder.split('_')[1]}-",)
        given[name] = pairs[[any(str(cell).startswith(own) for cell in row) for row in pairs.itertuples()]]
    return given


@pytest.mark.long
@pytest.mark.parametrize(
    ("folder", "plan"),
    [
        (NASUKARASUYAMA, "nasukarasuyama-2024"),
        (TOMI, "tomi-2022"),
        (IMARI, "imari-2021"),
        (KITAKAMI, "kitakami-2023"),
    ],
)
def test_a_city_added_by_its_files_is_the_city_that_was_built(ds, folder, plan):
    """Every table, those of results too, and pairs with other plans."""
    less = ds.only(*(other for other in ds.plan["plan_id"] if other != plan))
    more = less.add(**of_files(folder))
    assert less.measure.height < more.measure.height
    assert less.kpi_pair.height < more.kpi_pair.height
    assert [name for name in ds if not more[name].equals(ds[name])] == []


# A few columns


def test_the_data_set_does_not_change(ds, more):
    assert "hakodate-2024" not in ds.plan["plan_id"]
    assert more.plan.height == ds.plan.height + 1
    assert list(more) == list(ds)
    for name in ds:
        assert more[name].schema == ds[name].schema
        old = more[name].join(ds[name], on=ds[name].columns, how="semi", nulls_equal=True)
        assert old.height == ds[name].height, name


def test_what_is_left_out_follows_the_rules(more):
    plan = one(more.plan, plan_id="hakodate-2024")
    assert (plan["municipality_code"], plan["start_fy"], plan["end_fy"]) == ("01202", 2024, 2028)
    assert (plan["framework_version"], plan["status"], plan["title_en"]) == ("2.3", "adopted", "函館市DX推進計画")
    assert "初年度より前に公表された最後の版" in plan["framework_reason"]
    source = one(more.source, source_id=plan["source_id"])
    assert (source["publisher"], source["note"]) == ("函館市", "ds.add で加えた表。文書と照らしていない")
    measures = more.measure.filter(plan_id="hakodate-2024")
    assert measures["measure_id"].to_list() == [f"hakodate-2024/{n}" for n in (1, 2, 3)]
    assert measures["locator"].to_list() == ["measures 2", "measures 3", "measures 4"]
    codes = more.measure_item.filter(measure_id="hakodate-2024/1")
    assert codes.select("item_id", "role", "coder").rows() == [
        ("frontyard_reform", "primary", "user"),
        ("online_procedures", "secondary", "user"),
    ]
    assert one(more.coder, coder="user")["kind"] == "person"


def test_indicators_are_read_by_the_rules(more):
    rate, people, wait = more.kpi.filter(plan_id="hakodate-2024").rows(named=True)
    read = ("unit", "direction", "scale", "lower_bound", "upper_bound", "period", "baseline", "target", "comparator")
    assert [rate[name] for name in read] == ["%", "higher", "percent", 0, 100, "not_stated", 12.5, 50, "ge"]
    assert [people[name] for name in read] == ["人", "higher", "count", 0, None, "not_stated", 20, 100, "eq"]
    assert [wait[name] for name in read] == ["分", "lower", "count", 0, None, "not_stated", 15, 10, "le"]
    judged = more.judgement.filter(subject_kind="kpi", plan_id="hakodate-2024")
    assert judged.select("subject_id", "item_id").rows() == [
        ("hakodate-2024/k01", "online_procedures"),
        ("hakodate-2024/k02", "telework"),  # the one item of its measure
        ("hakodate-2024/k03", "none"),
    ]
    assert more.kpi_measure.filter(pl.col("kpi_id") == "hakodate-2024/k01")["measure_id"].to_list() == [
        "hakodate-2024/1"
    ]


def test_the_cells_of_coverage_are_those_of_the_tables(more):
    cells = registry.question("coverage").ask(more).to_frame().filter(plan_id="hakodate-2024")
    card, counters, remote = (one(cells, item_id=item) for item in ("mynumber_card", "frontyard_reform", "telework"))
    counts = ("measures", "steps", "kpis")
    assert [counters[name] for name in counts] == [1, 2, 1]  # online procedures are part of the item in 2.3
    assert [remote[name] for name in counts] == [1, 2, 1]
    assert remote["has_target"]
    assert (card["blank"], remote["blank"]) == ("not_stated", None)


def test_a_survey_is_read_by_the_rules(more):
    asked = one(more.survey, survey_id="hakodate-survey-2023")
    assert (asked["name_ja"], asked["min_age"], asked["valid"]) == ("市民調査", 20, 100)
    first, second = more.question.filter(survey_id="hakodate-survey-2023").rows(named=True)
    assert (first["ref"], first["answer"], second["answer"]) == ("問1", "single", "multiple")
    cells = more.response.filter(question_id="hakodate-survey-2023/問1")
    young = one(cells, option_ja="スマートフォン", group_ja="20代")
    assert (young["percent"], young["decimals"], young["n_printed"]) == (80, 1, 40)  # 80.0, as 17.5 beside it
    assert (young["group_type"], young["group_id"], young["age_min"], young["age_max"]) == ("age", "20-29", 20, 29)
    old = one(cells, option_ja="使わない", group_ja="70歳以上")
    assert (old["group_id"], old["age_max"], old["option_id"]) == ("70+", None, "o3")
    assert set(more.response.filter(question_id="hakodate-survey-2023/問2")["group_id"]) == {"male", "female"}


@pytest.mark.long
def test_a_column_that_nobody_knows_is_asked_for(small):
    table = {"選択肢": ["はい", "いいえ"], "18～19歳": [40.5, 59.5], "西部": [60.0, 40.0]}
    (line,) = said(small, survey={"name": "調査"}, tables={"q1": table})
    assert line == "q1, row 1, column '西部': groups does not say what to do with '西部'; add a row there"
    who = {"label": "西部", "group_type": "district", "group": "west"}
    more = small.add(PLAN, survey={"name": "調査"}, tables={"q1": table}, groups=who)
    assert set(more.response.filter(question_id="hakodate-survey-2024/q1")["group_id"]) == {"18-19", "west"}
    (line,) = said(small, survey={"name": "調査"}, tables={"q1": {**table, "18～19歳": [405, 59.5]}}, groups=who)
    assert line.startswith("q1, row 2, column '18～19歳': '405.0' cannot be read as a percentage")


@pytest.mark.parametrize("name", some([one.name for one in registry.questions() if one.of_data], "coverage", "shares"))
def test_every_question_is_answered_and_every_chart_drawn(more, name):
    question = registry.question(name)
    result = question.made(more, **question.example(more))
    assert any(frame.height for frame in result.tables.values())
    for kind in result.kinds():
        for lang in ("ja", "en"):
            chart = result.plot(kind, lang=lang)
            assert chart.data.height
    if "plans" in result.tables and "hakodate-2024" in result.tables["plans"].get_column("plan_id"):
        assert result.plan_names("ja")["hakodate-2024"] == "函館市"


@pytest.mark.long
def test_a_plan_alone_of_measures_without_items_is_not_assessed(small):
    alone = small.add(PLAN, [{"title": "窓口の改革"}], {"name": "利用率", "target": "50%", "direction": "higher"})
    cells = registry.question("coverage").ask(alone).to_frame().filter(plan_id="hakodate-2024")
    assert set(cells["blank"].drop_nulls()) <= {"not_assessed", "not_applicable"}
    assert cells["has_measure"].null_count() == cells.height
    assert alone.judgement.filter(plan_id="hakodate-2024").is_empty()


@pytest.mark.long
def test_japanese_headings_and_codes_will_do(small):
    plan = pd.DataFrame([{"市区町村": 12025, "題名": "計画", "開始年度": 2024, "終了年度": 2026}])
    more = small.add(plan, pd.DataFrame({"題名": ["甲"], "所管": [None]}))
    assert one(more.measure, plan_id="hakodate-2024")["title_ja"] == "甲"


@pytest.mark.long
def test_years_may_be_columns(small):
    steps = pd.DataFrame({"measure": [1], "R6": ["検討"], "2025": ["→"]})
    more = small.add(PLAN, {"title": ["甲"], "item": ["telework"]}, schedule=steps)
    found = more.milestone.filter(plan_id="hakodate-2024").select("fy", "stage", "carried").rows()
    assert found == [(2024, "study", False), (2025, "study", True)]


# What is wrong


def test_a_column_that_lacks_or_is_unknown_is_named(small):
    assert said(small, measures={"titel": ["甲"]}) == [
        "measures, row 1, column 'titel': column 'titel' is unknown; did you mean 'title_ja'?"
    ]
    assert said(small, measures={"department": ["課"]}) == ["measures, row 1: column 'title' is missing"]
    assert said(small, "ja", measures={"department": ["課"]}) == ["measures 1行目: 列「title」がありません"]
    twice = said(small, measures={"title": ["甲"], "題名": ["乙"]})
    assert twice == ["measures, row 1, column '題名': '題名' is a duplicate (also measures, row 1, column 'title')"]


@pytest.mark.parametrize(
    ("frames", "message"),
    each(8, [
        ({"plan": {**PLAN, "municipality": "40305"}}, "plan, row 2, column 'municipality': '40305' is no municipality of today: 那珂川町, since 2018-10-01 那珂川市 (40231)"),
        ({"plan": {**PLAN, "municipality": "府中市"}}, "put the prefecture before it"),
        ({"plan": {**PLAN, "municipality": "函舘市"}}, "did you mean '函館市'?"),
        ({"plan": {**PLAN, "start": "来年"}}, "plan, row 2, column 'start': '来年' cannot be read as a fiscal year"),
        ({"plan": {**PLAN, "end": 2020}}, "plan, row 2, column 'end': the last year lies before the first"),
        ({"plan": {**PLAN, "status": "final"}}, "plan, row 2, column 'status': found 'final'; expected one of adopted, draft"),
        ({"plan": [PLAN, PLAN]}, "plan: one plan at a time; there are 2 rows"),
        ({"measures": {"title": ["甲", None]}}, "measures, row 3, column 'title': a value is needed; the cell is blank"),
        ({"measures": {"title": ["甲"], "item": ["telewrok"]}}, "measures, row 2, column 'item': 'telewrok' does not exist in coding_rules"),
        ({"measures": {"title": ["甲", "乙"], "item": ["telework", ""]}}, "measures, row 3, column 'item': say of '乙' in the table measures: item; or add a table codes"),
        ({"measures": {"measure": ["1", "1"], "title": ["甲", "乙"]}}, "measures, row 3, column 'measure': 'hakodate-2024/1' is a duplicate"),
        ({"kpis": {"name": ["率"], "target": ["50%"]}}, "say of '率' in the table kpis: direction"),
        ({"kpis": {"name": ["率"], "baseline": ["1%"], "target": ["500%"]}}, "kpis, row 2, column 'target': the target lies outside its bounds"),
        ({"kpis": {"name": ["率"], "baseline": ["1%"], "target": ["50%"], "measure": ["9"]}}, "kpis, row 2, column 'measure': 'hakodate-2024/9' does not exist in measure"),
        ({"measures": MEASURES, "kpis": {"name": ["率"], "baseline": ["1%"], "target": ["5%"], "measure": [1]}}, "say of '率' in the table kpis: item; or add a table kpi_items"),
        ({"measures": {"title": ["甲"], "item": ["telework"], "coder": ["me"]}}, "measures, row 2, column 'coder': 'me' does not exist in coders"),
    ]),
)  # fmt: skip
def test_what_is_wrong_is_told_with_table_row_and_column(small, frames, message):
    lines = said(small, **frames)
    assert len(lines) == 1, lines
    assert message in lines[0]


def test_a_plan_that_is_there_is_refused(more):
    lines = said(more)
    assert any("'hakodate-2024' is a duplicate" in line for line in lines), lines


def test_a_table_of_another_name_is_refused(small):
    with pytest.raises(UnknownName, match="no table 'kpi'; did you mean 'kpis'"):
        small.add(PLAN, kpi={"name": ["a"]})
    with pytest.raises(TypeError, match=r"a int is no table|int は表として読めない"):
        small.add(PLAN, measures=3)


@pytest.mark.long
def test_one_who_coded_is_said_truthfully(small):
    measures = {"title": ["甲"], "item": ["telework"], "coder": ["gpt"]}
    more = small.add(PLAN, measures, coders={"coder": "gpt", "kind": "model", "name": "機械"})
    assert one(more.coder, coder="gpt")["kind"] == "model"
    assert more.measure_item.filter(measure_id="hakodate-2024/1")["coder"].to_list() == ["gpt"]


# Accidents

SURVEY = {"name": "調査"}


def titled(text):
    return {"measures": {"title": ["甲", text], "item": ["none", "none"]}}


@pytest.mark.parametrize(
    ("frames", "message"),
    [
        (titled("窓口\f"), "measures, row 3, column 'title': 窓口⟨U+000C"),
        (titled("窓\u200b口"), "measures, row 3, column 'title': 窓⟨U+200B ZERO WIDTH SPACE⟩口 holds a character that nobody can see"),
        (titled("⻑寿"), "measures, row 3, column 'title': ⟨U+2ED1 CJK RADICAL LONG ONE → 長⟩寿 holds a letter that merely"),
        (titled("計\ufffd画"), "measures, row 3, column 'title': letters of '計\ufffd画' are lost"),
        (titled("窓口??課"), "measures, row 3, column 'title': letters of '窓口??課' are lost"),
        (titled("#REF!"), "measures, row 3, column 'title': '#REF!' is what a spreadsheet shows of an error"),
        (titled("=SUM(A1)"), "measures, row 3, column 'title': it is a formula"),
        (titled("'24年度"), "measures, row 3, column 'title': the apostrophe of"),
        (titled("4月1日"), "add the row 'excel_date,4月1日,<reason>' to accepted"),
        (titled("1e5"), "add the row 'excel_number,1e5,<reason>' to accepted"),
        (titled("None"), "add the row 'program_word,None,<reason>' to accepted"),
        (titled("〃"), "add the row 'ditto,〃,<reason>' to accepted"),
        (titled("窓口<br>改革"), "measures, row 3, column 'title': '窓口<br>改革' is what a program writes"),
        (titled("甲\n\n乙"), "measures, row 3, column 'title': '甲⏎⏎乙' holds a blank line"),
        ({"measures": {"title": ["甲"], "item": ["none"], "ref": [pd.Timestamp("2024-01-02")]}}, "column 'ref': the spreadsheet made a date of it"),
        ({"measures": {"measure": ["a+b"], "title": ["甲"], "item": ["none"]}}, "column 'measure': an id has no '+' in it"),
        ({"measures": MEASURES, "kpis": {**KPIS, "target": ["#REF!", 100, "10分以下"]}}, "kpis, row 2, column 'target': '#REF!'"),
        ({"measures": MEASURES, "schedule": {**SCHEDULE, "step": ["#REF!", *SCHEDULE["step"][1:]]}}, "schedule, row 2, column 'step': '#REF!'"),
        ({"survey": SURVEY, "tables": {"q1": {"選択肢": ["はい", "いい\u200bえ"], "全体": [40, 60]}}}, "q1, row 3, column '選択肢': いい⟨U+200B"),
        ({"survey": SURVEY, "tables": {"q1": {"選択肢": ["はい", "いいえ"], "全体": ["#REF!", 60]}}}, "q1, row 2, column '全体': '#REF!' is what"),
    ],
)  # fmt: skip
def test_an_accident_in_a_table_is_told_once(small, frames, message):
    (line,) = said(small, **frames)
    assert message in line


@pytest.mark.long
def test_what_a_document_prints_so_is_taken_once_accepted_says_so(small):
    answer = {"kind": ["excel_date"], "found": ["4月1日"], "reason": ["記載のとおり"]}
    more = small.add(PLAN, **titled("4月1日"), accepted=answer)
    assert more.measure.filter(plan_id="hakodate-2024")["title_ja"].to_list() == ["甲", "4月1日"]
    (line,) = said(small, **titled("4月2日"), accepted=answer)
    assert "'excel_date,4月2日,<reason>'" in line


@pytest.mark.parametrize(
    ("frames", "message"),
    [
        ({"measures": {**MEASURES, "item": ["telewrok", "telewrok", "none"]}}, "coding_rules: there is no row for 'telewrok', to which 2 rows refer (measures)"),
        ({"measures": MEASURES, "schedule": {**SCHEDULE, "measure": ["9", "9", "2", "2"]}}, "nothing refers to 'hakodate-2024/1', but 2 rows to 'hakodate-2024/9' (schedule)"),
    ],
)  # fmt: skip
def test_one_slip_is_one_fault(small, frames, message):
    (line,) = said(small, **frames)
    assert message in line
    assert line.endswith("more because of it)")


# Frames


@pytest.mark.parametrize(
    ("value", "text"),
    [(50.0, "50"), (69.5, "69.5"), ("69.50", "69.50"), (1e6, "1000000"), (None, ""), (float("nan"), ""), (pd.NA, ""), (pd.NaT, ""), (pd.Timestamp("2024-03-01"), "2024-03-01"), (False, ""), (["a", "b"], "a+b"), (-3, "-3")],
)  # fmt: skip
def test_a_value_is_the_text_of_a_file(value, text):
    assert cell(value) == text


@pytest.mark.parametrize(
    "frame",
    [
        {"a": [1, "x"], "b": [None, 2.0]},
        [{"a": 1, "b": None}, {"a": "x", "b": 2.0}],
        pd.DataFrame({"a": [1, "x"], "b": [None, 2.0]}),
        pl.DataFrame({"a": ["1", "x"], "b": [None, 2.0]}),
        pl.LazyFrame({"a": ["1", "x"], "b": [None, 2.0]}),
        pl.DataFrame({"a": ["1", "x"], "b": [None, 2.0]}).to_arrow(),
    ],
)
def test_any_table_gives_the_same_rows(frame):
    assert rows(frame) == (["a", "b"], [{"a": "1", "b": ""}, {"a": "x", "b": "2"}])


@pytest.mark.parametrize("plan", [{"title": {"a", "b"}}, {"title": ["a"], "item": [{"a", "b"}]}])
def test_a_set_has_no_order_and_is_refused(plan):
    with pytest.raises(TypeError, match="a set has no order; give a list"):
        rows(plan)
