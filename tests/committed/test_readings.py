"""What was inferred once and is now said as the documents say it: the committed data."""

import polars as pl
import pytest

from dxcompare import ambition, matched, shares
from dxcompare.methods.scales import SCALES
from dxcompare.sources import values
from tests.conftest import ROOT

#: indicators that merely stand in the column of a year: neither print nor formula says what they count over
UNSTATED = {
    *(f"kitakami-2023/{kpi}" for kpi in ("k04", "k05", "k06", "k08", "k15")),
    *(f"imari-2021/{kpi}" for kpi in ("k21", "k22", "k23", "k24")),
    "tomi-2022/k06",
    "nasukarasuyama-2024/k13",
}
IN_WORDS = {
    *(f"tomi-2022/{kpi}" for kpi in ("k01", "k03", "k04", "k05")),
    *(f"imari-2021/{kpi}" for kpi in ("k27", "k28", "k29", "k31")),
}


def test_a_period_that_is_not_printed_is_not_guessed(ds):
    assert set(ds.kpi.filter(period="not_stated")["kpi_id"]) == UNSTATED


def test_nothing_is_measured_over_a_period_not_stated(ds):
    """But that none is to happen, and none does, holds over any period: incidents and leaks."""
    rows = ambition(ds).to_frame().filter(pl.col("kpi_id").is_in(UNSTATED))
    classes = dict(rows.select("kpi_id", "target_class").iter_rows())
    none = {"tomi-2022/k06", "nasukarasuyama-2024/k13"}
    assert {kpi for kpi, kind in classes.items() if kind == "period_not_stated"} == UNSTATED - none
    assert {classes[kpi] for kpi in none} == {"maintain"}
    eight = rows.row(by_predicate=pl.col("kpi_id") == "kitakami-2023/k08", named=True)  # 3 → 5
    assert {eight[scale] for scale in SCALES} == {None}
    assert {eight[f"{scale}_undefined"] for scale in SCALES} == {"period_not_stated"}


def test_what_rested_on_a_guess_has_fallen(ds):
    assert "kitakami-2023/k15-yearly" not in ds.derived_kpi["derived_id"]
    pairs = matched(ds).to_frame()
    assert pairs.height == 17
    compared = pairs.filter("comparable").select("first_id", "second_id").rows()
    assert not {kpi for pair in compared for kpi in pair} & UNSTATED


def test_a_target_in_words_has_no_direction(ds):
    assert set(ds.kpi.filter(pl.col("direction").is_null())["kpi_id"]) == IN_WORDS
    assert set(ds.kpi.filter(kind="qualitative")["kpi_id"]) == IN_WORDS


def test_a_title_is_the_one_that_the_plan_uses_twice(ds):
    """Heading of its section and schedule; the list's is a variant, which e02 records."""
    assert ds.measure.filter(measure_id="tomi-2022/3-2").item(0, "title_ja") == "デジタル人材の確保・育成"
    assert "デジタル技術活用人材の教育・育成" in ds.erratum.filter(erratum_id="tomi-2022/e02").item(0, "what")


@pytest.mark.parametrize(
    ("indicator", "group", "value", "comparator", "about"),
    [
        ("population_change_from_2015", "age_15_64", -7.5, "eq", False),
        ("population_change_from_2015", "age_65_over_share", 9.7, "eq", False),
        ("ghg_emissions_change", "all", -46, "eq", False),
        ("telework_rate", "all", 30, "ge", False),
        ("mynumber_card_application", "residents", 70, "gt", False),
        ("smartphone_ownership", "childrearing", 95, "ge", True),
        ("saga_plan_ict_share", "saga_plan", 40, "eq", True),
        ("iot_ai_use", "introduced_or_planned", 20, "eq", True),
    ],
)
def test_quoted_figures_keep_sign_and_bound(ds, indicator, group, value, comparator, about):
    row = ds.reference_stat.filter(indicator_id=indicator, group_id=group).row(0, named=True)
    assert (row["value"], row["comparator"], row["about"]) == (value, comparator, about)


def test_figures_of_official_tables_are_no_bounds(ds):
    own = ds.reference_stat.filter(pl.col("source_id").is_in(ds.plan["source_id"].implode()).not_())
    assert set(own.filter(pl.col("value").is_not_null())["comparator"]) == {"eq"}
    assert not own["about"].any()
    assert own.filter(pl.col("value").is_null())["comparator"].null_count() == own["value"].null_count() > 0


def test_a_summary_without_a_date_has_none(ds):
    assert ds.source.filter(source_id="kitakami-2023-summary").item(0, "published") is None


def test_filters_that_no_document_prints_say_that_they_are_inferred(ds):
    inferred = ds.question.filter("base_inferred")["question_id"].to_list()
    assert [one.rpartition("/")[2] for one in sorted(inferred)] == ["q2_2", "q3_2", "q17", "q18"]
    assert set(ds.question.filter(pl.col("base_option").is_not_null())["question_id"]) <= set(inferred)
    said = shares(ds, "kitakami-ict-2022/q3_2").caveats[0]
    assert said.ja.endswith("持っていないと答えた人（記載がなく、編者の推定）。")
    assert said.en.endswith("Who was asked is not stated but inferred.")
    assert "推定" not in shares(ds, "kitakami-ict-2022/q1").caveats[0].ja


def test_the_indicators_of_the_four_plans_are_read_without_asking(ds):
    """What the plans print is plain; three quoted changes are all that a person had to decide."""
    decided = list((ROOT / "data/mappings").glob("*/readings.csv"))
    assert sum(len(path.read_text(encoding="utf-8").splitlines()) - 1 for path in decided) == 3
    for end in ("baseline", "target"):
        for text, value, decimals in (
            ds.kpi.select(f"{end}_text", end, f"{end}_decimals").drop_nulls(f"{end}_text").rows()
        ):
            found = values.read(text)
            assert found.sure, text
            assert (None if found.value is None else float(found.value), found.decimals) == (value, decimals), text


def test_a_hedged_or_bounded_baseline_would_say_so(ds):
    assert not ds.kpi["baseline_approximate"].any()
    assert not ds.kpi["target_approximate"].any()
    assert set(ds.kpi["baseline_comparator"].drop_nulls()) == {"eq"}
    assert ds.kpi["target_high"].null_count() == ds.kpi["target_of"].null_count() == ds.kpi.height
