"""The committed data itself: complete, and what the raw data builds.

Counts are the plans' own, section by section, counted in the documents.
"""

import re

import polars as pl
import pytest

from dxcompare import load
from dxcompare.assemble import build
from dxcompare.assemble.publish import differences
from dxcompare.pipeline import made
from dxcompare.tables import DERIVED
from tests.conftest import ROOT

#: plan → table → (rows, where they are counted)
COUNTS = {
    "kitakami-2023": {
        "measure": (15, "第５章 基本施策：4+4+3+4"),
        "kpi": (15, "第５章 評価指標：4+4+3+4"),
        "project": (24, "第６章 9プロジェクトの小項目：3+3+3+3+3+2+2+3+2"),
        "evaluation": (14, "第３章（１）：3+3+4+4"),
    },
    "tomi-2022": {
        "measure": (14, "5 取組事項：5+7+2"),
        "kpi": (6, "5(4) 目標値の表"),
        "milestone": (56, "5(5) 予定スケジュール：14行×4年"),
    },
    "imari-2021": {"measure": (28, "８ 個別取組：5+21+2"), "kpi": (34, "８ 数値目標：産7、行24、地3")},
    "nasukarasuyama-2024": {
        "measure": (21, "第4章Ⅲ 体系図：8+6+7"),
        "kpi": (16, "第4章Ⅳ KPI（重複を除く）"),
        "evaluation": (26, "第2章Ⅳ-1 目標値数26項目"),
    },
}
#: question → (options, groups) of its printed tables
TABLES = {
    "kitakami-ict-2022/q1": [("age", 9, 8)],
    "kitakami-ict-2022/q2_1": [("age", 14, 8)],
    "kitakami-ict-2022/q2_2": [("age", 7, 8), ("sex", 7, 2)],
    "kitakami-ict-2022/q3_1": [("age", 10, 8)],
    "kitakami-ict-2022/q3_2": [("age", 8, 8)],
    **{
        f"nasukarasuyama-ikou-2021/{q}": [("total", n, 1), ("age", n, 7), ("district", n, 4)]
        for q, n in {"q11": 6, "q12": 6, "q13": 6, "q14": 8, "q15": 8, "q17": 5, "q18": 5, "q19": 4}.items()
    },
}


@pytest.mark.parametrize(("plan", "table"), [(plan, table) for plan in COUNTS for table in COUNTS[plan]])
def test_tables_are_complete(ds, plan, table):
    rows, where = COUNTS[plan][table]
    assert ds[table].filter(plan_id=plan).height == rows, where


@pytest.mark.parametrize("question", TABLES)
def test_survey_tables_are_complete(ds, question):
    cells = ds.response.filter(question_id=question)
    got = [
        (
            kind,
            cells.filter(group_type=kind)["option_id"].n_unique(),
            cells.filter(group_type=kind)["group_id"].n_unique(),
        )
        for kind, _, _ in TABLES[question]
    ]
    assert got == TABLES[question]
    assert cells.height == sum(options * groups for _, options, groups in TABLES[question])


def test_every_printed_survey_question_is_there(ds):
    assert ds.question.group_by("survey_id").len().sort("survey_id")["len"].to_list() == [5, 9]


def test_tags_as_printed(ds):
    """北上市 第５章: 36 printed tags (two bare dashes and the empty bracket give none), one names two items."""
    stated = ds.measure_item.filter(basis="stated").join(ds.measure, on="measure_id")
    counts = dict(
        stated.group_by("plan_id", "framework")
        .len()
        .select(pl.concat_str("plan_id", pl.lit(" "), "framework"), "len")
        .iter_rows()
    )
    assert counts == {
        "kitakami-2023 kanmin": 15,
        "kitakami-2023 dx": 21,
        "tomi-2022 kanmin": 5,
        "nasukarasuyama-2024 dx": 6,
    }


def test_marks_are_data_about_the_plan(ds):
    marks = dict(ds.measure.filter(pl.col("mark").is_not_null()).group_by("plan_id").len().iter_rows())
    assert marks == {"tomi-2022": 6, "imari-2021": 3}


def test_quarterly_schedule(ds):
    """北上市 第６章: 9 projects, FY2023–2025 by quarter."""
    steps = ds.milestone.filter(plan_id="kitakami-2023")
    assert steps["project_id"].n_unique() == 9
    assert sorted(steps["fy"].unique()) == [2023, 2024, 2025]
    assert steps["quarter"].null_count() == 0


def test_a_continuation_carries_the_stage_forward(ds):
    row = ds.milestone.filter(measure_id="tomi-2022/1-2").sort("fy")
    assert row["step_text"].to_list() == ["実施", "⇒", "⇒", "⇒"]
    assert row["stage"].to_list() == ["operate"] * 4
    assert row["carried"].to_list() == [False, True, True, True]


def test_an_indicator_is_once_however_often_it_is_printed(ds):
    places = ds.kpi_measure.filter(kpi_id="nasukarasuyama-2024/k03")
    assert places["policy"].to_list() == [
        "1 行政手続きのデジタル化の推進",
        "2 デジタル技術を活用した地域活性化",
        "3 着実に伝わる情報発信の推進",
    ]


def test_a_baseline_marked_with_an_earlier_year_has_that_year(ds):
    row = ds.kpi.filter(kpi_id="kitakami-2023/k02").row(0, named=True)
    assert (row["baseline"], row["baseline_fy"], row["target"], row["upper_bound"]) == (96, 2019, 101, None)
    assert row["baseline_note"] == "R4 の欄に R1 の値"


def test_blanks_are_blanks(ds):
    """A dash is zero only by a recorded decision; a lost cell stays null."""
    dash = ds.response.filter(percent_text="-")
    assert set(dash["reading"]) == {"dash_as_zero"}
    assert set(dash["question_id"].str.split("/").list.first()) == {"kitakami-ict-2022"}
    lost = ds.response.filter(question_id="nasukarasuyama-ikou-2021/q15", option_id="no_answer", group_id="total")
    assert lost.row(0, named=True)["percent"] is None
    assert ds.kpi.filter(plan_id="imari-2021")["baseline"].null_count() == 34


def test_a_copied_table_is_withheld_and_kept(ds):
    copied = ds.response.filter(question_id="nasukarasuyama-ikou-2021/q18")
    assert copied["quarantined"].all()
    assert copied["percent_text"].null_count() == 0
    assert not ds.response.filter(question_id="nasukarasuyama-ikou-2021/q17")["quarantined"].any()
    assert ds.response.filter(question_id="nasukarasuyama-ikou-2021/q17")["n_quarantined"].all()


def test_age_ranges_respect_who_was_asked(ds):
    young = ds.response.filter(group_id="18-19").row(0, named=True)
    assert (young["group_ja"], young["age_min"], young["age_max"]) == ("10代後半", 18, 19)
    oldest = ds.response.filter(group_id="70+")
    assert oldest["age_max"].null_count() == oldest.height
    assert ds.response.filter(group_id="no_answer", group_type="age")["age_min"].is_null().all()


def test_statements_about_the_plans_own_tables(ds):
    """北上市 第３章（２） 50, 第４章 1, verdicts p.16 2, summary 12; 那須烏山市 資料編 33, 第2章 p.7 9, verdicts p.6 and p.8 5."""
    first = ds.claim.filter(pl.col("other_reading").is_null())
    found = dict(first.group_by("source_id").len().iter_rows())
    assert found == {"kitakami-2023-plan": 53, "kitakami-2023-summary": 12, "nasukarasuyama-2024-plan": 47}


def test_all_municipalities(ds):
    assert ds.municipality.height == 1741
    assert ds.municipality.filter(municipality_code="03206").row(0)[1:] == (
        "北上市",
        "Kitakami City",
        "きたかみし",
        "岩手県",
        "Iwate",
        93045,
        27.7,
    )
    assert ds.municipality["name_kana"].str.contains(r"^[ぁ-ゖー]+(し|く|ちょう|まち|むら|そん)$").all()
    nobody = ds.municipality.filter(pl.col("population").is_null() | pl.col("share_65").is_null())
    assert nobody["name_ja"].to_list() == ["双葉町"]  # the census counted nobody there
    # the four cities and the nation, as the table of age bands has them
    bands = ds.reference_stat.filter(source_id="census-2020", indicator_id="population", group_id="total")
    own = dict(ds.municipality.select("municipality_code", "population").iter_rows())
    assert {code: own[code] for code in bands["area_code"] if code != "00000"} == {
        code: value for code, value in bands.select("area_code", "value").iter_rows() if code != "00000"
    }
    assert ds.municipality["population"].sum() == bands.filter(area_code="00000")["value"][0]


def test_every_row_can_be_walked_back(ds):
    for name, frame in ds.tables.items():
        if "locator" in frame.columns and name != "measure_item":
            assert frame["locator"].null_count() == 0, name
            assert frame["source_id"].is_in(ds.source["source_id"]).all(), name


def test_every_measure_has_one_primary_code(ds):
    primary = ds.measure_item.filter(basis="coded", role="primary")
    for coder in ("a", "b"):
        assert primary.filter(coder=coder)["measure_id"].sort().to_list() == ds.measure["measure_id"].sort().to_list()


def test_who_transcribed_and_coded_is_said_truthfully(ds):
    """Machine readers, all of them; a person who joins says so on the origin card or in `coders.csv`."""
    assert set(ds.source.filter(pl.col("cells_compared").is_not_null())["checked_by"]) == {"model"}
    assert set(ds.coder.filter(~pl.col("coder").is_in(["plan", "rules"]))["kind"]) == {"model"}
    assert "rules" not in set(ds.judgement["who"])  # nothing that rules proposed has been accepted yet
    assert {"a", "b", "c"} < set(ds.coder["coder"])
    assert set(ds.judgement.filter(act="adjudicated")["who"]) == {"c"}
    for name in ("README.md", "README.ja.md", "docs/coding.md", "docs/methods.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert re.search("machine reader|機械（言語モデル）", text), name


#: Words that would make persons of machine readers.
PERSONS = re.compile(r"二人|ふたり|一人による|一人目|一人が|[Tt]wo (people|persons)|(second|another|by one) person")


def test_no_text_makes_persons_of_machine_readers():
    texts = [
        path
        for place in ("*.md", "docs/*.md", "data/*.md", "data/raw/*/source.yaml", "data/mappings/all/coders.csv")
        for path in ROOT.glob(place)
    ]
    texts += [path for room in ("dxcompare", "notebooks") for path in (ROOT / room).rglob("*.*y*")]
    texts += [ROOT / "data" / "processed" / name for name in ("source.csv", "coder.csv", "datapackage.json")]
    found = {
        f"{path.relative_to(ROOT)}: {line.strip()[:80]}"
        for path in texts
        if path.suffix in (".md", ".yaml", ".csv", ".json", ".py", ".ipynb")
        for line in path.read_text(encoding="utf-8").splitlines()
        if PERSONS.search(line)
    }
    assert len(texts) > 200
    assert found == set()


def test_double_entry_is_recorded(ds):
    checked = ds.source.filter(pl.col("cells_compared").is_not_null())
    assert set(ds.plan["source_id"]) == set(checked["source_id"])


def test_census_bands_add_up(ds):
    census = ds.reference_stat.filter(source_id="census-2020")
    bands = census.filter(pl.col("group_id") != "total").group_by("area_code").agg(pl.col("value").sum())
    totals = census.filter(group_id="total").select("area_code", total="value")
    joined = bands.join(totals, on="area_code")
    assert joined.height == 5
    assert joined.filter(pl.col("value") != pl.col("total")).is_empty()


def test_issuance_rates_are_cards_over_population(ds):
    cards = ds.reference_stat.filter(source_id="mynumber-issuance", group_id="total")
    wide = cards.pivot("indicator_id", index=["area_code", "as_of"], values="value").drop_nulls()
    off = (wide["mynumber_issued"] / wide["mynumber_issuance_base"] * 100 - wide["mynumber_issuance_rate"]).abs()
    assert wide.height > 180
    assert off.max() < 0.11


def test_processed_is_what_raw_builds():
    """The tidy tables, and those that are derived from them."""
    tables = made(ROOT / "data")
    assert set(DERIVED) < set(tables)
    assert differences(tables, ROOT / "data") == []


@pytest.mark.long
def test_the_data_still_build(data):
    assert build(data, "en")["project_measure"].height == 24
    assert load(ROOT / "data").deadline_step.height == 8
