"""When each plan reaches each stage of each national item, and the national deadlines: the committed data."""

import polars as pl
import pytest

from dxcompare import timeline
from dxcompare.evidence.lineage import AS_WRITTEN
from dxcompare.evidence.links import links
from dxcompare.evidence.marks import evidence
from dxcompare.present.slide import finding_of
from dxcompare.questions.timeline.stages import dated
from tests.conftest import without


def verdict(ds, plan, item):
    return timeline(ds).to_frame("deadlines").filter(plan_id=plan, item_id=item).row(0, named=True)


def test_deadlines_by_hand(ds):
    assert (
        verdict(ds, "imari-2021", "system_standardisation")["verdict"] == "in_time"
    )  # 稼働 R7, deadline end of FY2025
    kitakami = verdict(ds, "kitakami-2023", "system_standardisation")
    assert kitakami["verdict"] == "no_step"  # its schedule renews internal systems; the target is an indicator
    assert "100" in kitakami["targets"]
    assert verdict(ds, "nasukarasuyama-2024", "system_standardisation")["verdict"] == "illegible"  # erratum e09
    assert verdict(ds, "kitakami-2023", "online_procedures")["verdict"] == "past"
    assert verdict(ds, "tomi-2022", "mynumber_card")["verdict"] == "state"
    assert verdict(ds, "nasukarasuyama-2024", "eltax_public_money")["verdict"] == "started"


@pytest.mark.parametrize(
    ("fy", "quarter", "due", "expected"),
    [
        (2025, 4, 2, "late"),
        (2025, None, 2, "cannot_tell"),
        (2025, 2, 2, "in_time"),
        (2025, None, None, "in_time"),
        (2026, None, None, "late"),
    ],
)
def test_a_year_cannot_meet_a_deadline_within_it(ds, fy, quarter, due, expected):
    is_it = pl.col("measure_id") == "tomi-2022/2-1"
    milestone = ds.milestone.with_columns(
        fy=pl.when(is_it & (pl.col("step_text") == "移行")).then(fy).otherwise("fy"),
        quarter=pl.when(is_it & (pl.col("step_text") == "移行")).then(pl.lit(quarter, pl.Int64)).otherwise("quarter"),
    )
    item = ds.item.with_columns(
        deadline_quarter=pl.when(pl.col("item_id") == "system_standardisation")
        .then(pl.lit(due, pl.Int64))
        .otherwise("deadline_quarter")
    )
    assert (
        verdict(without(ds, milestone=milestone, item=item), "tomi-2022", "system_standardisation")["verdict"]
        == expected
    )


def test_reached_stages_start_where_they_are_printed(ds):
    rows = timeline(ds).to_frame("reached").filter(plan_id="tomi-2022", item_id="system_standardisation")
    assert rows.select("stage", "fy").rows() == [("prepare", 2022), ("launch", 2025)]  # 準備 ⇒ ⇒ 移行
    lost = timeline(ds).to_frame("reached").filter(plan_id="nasukarasuyama-2024")
    assert not lost["span_known"].any()


def test_steps_come_through_tags_and_codes_of_the_dx_plan_and_tags_of_the_data_act(ds):
    def pairs(framework):
        return set(timeline(ds, framework=framework).to_frame("reached").select("plan_id", "item_id").iter_rows())

    acting = ds.measure_item.join(ds.measure.select("measure_id", "plan_id"), on="measure_id")
    tied = set(acting.filter(framework="dx").select("plan_id", "item_id").iter_rows())
    assert pairs("dx")
    assert pairs("dx") <= tied
    for by in ("stated", "a"):
        who = {"stated": "plan"}.get(by, by)
        said = ds.judgement.filter(pl.col("value") != "no", subject_kind="measure", framework="dx", who=who)
        mine = said.join(ds.measure.select("measure_id", "plan_id"), left_on="subject_id", right_on="measure_id")
        found = timeline(ds, by=by).to_frame("reached").select("plan_id", "item_id")
        assert found.height
        old = {"online_procedures": "frontyard_reform"}  # read against its own version an item may have its later name
        allowed = {
            (plan, name)
            for plan, item in mine.select("plan_id", "item_id").iter_rows()
            for name in (item, old.get(item, item))
        }
        assert set(found.iter_rows()) <= allowed
    assert pairs("kanmin") <= set(
        acting.filter(framework="kanmin", basis="stated").select("plan_id", "item_id").iter_rows()
    )
    assert {plan for plan, _ in pairs("kanmin")} == {"tomi-2022", "kitakami-2023"}


@pytest.mark.parametrize("by", ["stated+adjudicated", "stated", "a", "b"])
def test_coverage_and_timeline_count_the_same_steps_for_an_item(ds, by):
    counted = evidence(ds, "dx", AS_WRITTEN, by).filter(kind="step").select("plan_id", "item_id", "id")
    of_measures = links(ds, "dx", AS_WRITTEN, by).select("plan_id", "measure_id", "item_id").unique()
    reviews = ds.milestone.filter(stage="review")["milestone_id"].implode()
    told = dated(ds, of_measures).filter(~pl.col("carried")).select("plan_id", "item_id", id="milestone_id")
    assert set(told.iter_rows()) == set(counted.filter(~pl.col("id").is_in(reviews)).iter_rows())
    assert told.height > 100


def test_the_method_says_whose_deadlines(ds):
    assert "Deadlines are those of the version in force." in timeline(ds).method.en
    assert "Deadlines are those of version 2.0." in timeline(ds, version="2.0").method.en
    assert timeline(ds, framework="kanmin").method.ja.endswith("計画が施策に記した柱に結び付けた。")


def test_stages_by_hand(ds):
    """Kitakami and local society, FY2023: in use from the first quarter, expanded in the fourth."""
    result = timeline(ds)
    first = {
        (r["plan_id"], r["item_id"]): (r["fy"], r["stage"]) for r in result.to_frame("first_use").iter_rows(named=True)
    }
    assert first["kitakami-2023", "regional_digitalisation"] == (2023, "operate")
    assert first["imari-2021", "telework"] == (2024, "launch")  # 開始 before 運用 of the same year
    assert first["kitakami-2023", "open_data_kanmin"] == (2025, "launch")  # opened, not entered, in FY2025
    assert first["nasukarasuyama-2024", "ai_rpa"] == (2025, "launch")  # 導入・運用, after the guideline
    local = result.to_frame("periods").filter(plan_id="kitakami-2023", item_id="regional_digitalisation", fy=2023)
    assert dict(local.select("quarter", "stage").iter_rows())[4] == "expand"
    assert dict(local.select("quarter", "stage").iter_rows())[3] == "operate"
    used = (
        result.to_frame("reached")
        .filter(plan_id="tomi-2022", item_id="mynumber_card", stage="operate")
        .row(0, named=True)
    )
    assert used["fy"] <= used["last_fy"]


FIRST = {
    # 那須烏山市: the step that names eLTAX, not the booking system; and no publicity for the card
    ("nasukarasuyama-2024", "eltax_public_money"): (
        2024,
        False,
        "operate",
        "キャッシュレス化の運用・拡充（各公共施設使用料、eLTAXの活用など）",
    ),
    ("nasukarasuyama-2024", "frontyard_reform"): (
        2024,
        False,
        "launch",
        "公共施設予約システムの機能拡充（オンライン決済など）導入・運用",
    ),
    # 北上市: the records of nurseries, not staff's requests online (3Q) nor online consultation (2Q)
    ("kitakami-2023", "bpr"): (2023, True, "launch", "大規模保育園システム運用開始"),
    # 伊万里市: told by a row whose span is known
    ("imari-2021", "ai_rpa"): (2022, True, "launch", "システム実装稼働"),
}


@pytest.mark.parametrize(("plan", "item"), FIRST)
def test_a_first_year_rests_on_a_step_of_the_item(ds, plan, item):
    row = timeline(ds).to_frame("first_use").filter(plan_id=plan, item_id=item).row(0, named=True)
    assert (row["fy"], row["span_known"], row["stage"], row["step_text"]) == FIRST[plan, item]
    steps = ds.milestone.filter(plan_id=plan, step_text=row["step_text"], locator=row["locator"])
    assert steps.height
    for items, measure in steps.select("items", "measure_id").iter_rows():
        if items is None:  # then the measure is on this item alone
            assert set(ds.measure_item.filter(measure_id=measure, framework="dx")["item_id"]) == {item}
        else:
            assert item in items.split("+")


def test_the_first_years_of_a_schedule_of_lost_spans_are_lower_bounds(ds):
    """那須烏山市 alone: 伊万里市's years are told by the rows of evaluation beside those of actions."""
    first = timeline(ds).to_frame("first_use").filter(pl.col("fy").is_not_null())
    assert first.filter(~pl.col("span_known"))["plan_id"].unique().to_list() == ["nasukarasuyama-2024"]
    assert not first.filter(plan_id="nasukarasuyama-2024")["span_known"].any()


def test_the_chart_ends_with_the_last_year_of_the_last_plan(ds):
    assert timeline(ds).plot(lang="ja").figure.axes[0].get_xlim() == (2021, 2029)  # 那須烏山市, FY2024–2028


def test_the_headline_counts_deadlines_that_a_step_can_meet(ds):
    """By hand: 東御市 and 伊万里市 standardise in time, 北上市's step is none; 那須烏山市's schedule is lost, its eLTAX free."""
    assert finding_of(timeline(ds), "en") == (
        "Of 5 national deadlines that a step can meet (plan by item), 2 have a step in time "
        "(apart from these, 1 is not legible and 1 is for each body to decide)"
    )


def test_a_continuation_begins_nothing(ds):
    carried = ds.milestone.with_columns(
        carried=pl.when(pl.col("measure_id") == "tomi-2022/2-1").then(True).otherwise("carried")
    )
    rows = timeline(without(ds, milestone=carried)).to_frame("first_use")
    assert rows.filter(plan_id="tomi-2022", item_id="system_standardisation").item(0, "why") == "no_step"


def test_no_year_of_first_use_is_said_why(ds):
    rows = {(r["plan_id"], r["item_id"]): r for r in timeline(ds).to_frame("first_use").iter_rows(named=True)}
    assert rows["tomi-2022", "system_standardisation"]["fy"] == 2025
    why = {
        (plan.split("-")[0], item): rows[plan, item]["why"]
        for plan, item in (
            ("nasukarasuyama-2024", "telework"),
            ("kitakami-2023", "telework"),
            ("tomi-2022", "frontyard_reform"),
            ("imari-2021", "security"),
            ("kitakami-2023", "system_standardisation"),
        )
    }
    assert list(why.values()) == ["illegible", "no_measure", "not_applicable", "no_measure", "no_step"]
    assert all((row["fy"] is None) == (row["why"] is not None) for row in rows.values())
    uncoded = {row["why"] for (_, item), row in rows.items() if item == "planned_approach"}
    assert uncoded == {"not_assessed"}  # the code book has no rule for it
