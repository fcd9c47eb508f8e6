"""The steps of the plans: which text is one step, its stage, whose it is, its place in the plan."""

import polars as pl
import pytest

from dxcompare.sources.values import same

IMARI = "imari-2021"


def texts(ds, *cell):
    """The steps of one cell: measure, fiscal year, row of the sheet."""
    measure, fy, row = cell
    rows = ds.milestone.filter(measure_id=f"{IMARI}/{measure}", fy=fy, track=row).sort("position")
    return rows.select("step_text", pl.col("stage").cast(pl.String)).rows()


@pytest.mark.parametrize(
    ("measure", "fy", "row"),
    [
        ("g13", 2021, "実施評価指標"),  # p.17
        ("g14", 2022, "実施評価指標"),  # p.17
        ("g20", 2022, "実施評価指標"),  # p.20
        ("g20", 2022, "取組内容"),  # p.20
    ],
)
def test_a_step_that_a_line_breaks_in_two_is_one(ds, measure, fy, row):
    """意向、状況調査, as 行－⑬ and 行－⑭ print it among their actions; erratum e21."""
    ((text, stage),) = texts(ds, measure, fy, row)
    assert text.endswith("意向状況調査")
    assert stage == "study"


def test_considering_to_widen_is_one_step_and_no_widening(ds):
    """行－⑳ FY2025, p.20: 検証結果での拡大 / 見直し等検討, among the actions 適用業務の拡大等検討."""
    assert texts(ds, "g20", 2025, "実施評価指標") == [("運用", "operate"), ("検証結果での拡大見直し等検討", "operate")]


def test_two_things_in_one_cell_are_two_steps(ds):
    """北上市 p1① 1Q and 2Q of R5, p.34: online consultation, and its records as data; erratum e29."""
    rows = ds.milestone.filter(project_id="kitakami-2023/p1", track="①", fy=2023).sort("position")
    told = rows.select("quarter", "step_text", pl.col("stage").cast(pl.String), "items").rows()
    assert told[:4] == [
        (1, "オンライン相談試験運用開始、", "pilot", "online_procedures+frontyard_reform"),
        (1, "相談記録データ化に向けたシステム改修", "build", "bpr"),
        (2, "オンライン相談本格運用開始、", "launch", "online_procedures+frontyard_reform"),
        (2, "相談記録データ化のテスト運用開始", "pilot", "bpr"),
    ]


def test_a_step_of_several_stages_says_which_it_names_first(ds):
    """That is how a lost span is dated; of the other plans' too, where the words are the same."""
    several = dict(
        ds.milestone.filter(pl.col("first_stage").is_not_null(), plan_id="nasukarasuyama-2024")
        .select("step_text", pl.concat_str("first_stage", pl.lit("→"), "stage"))
        .iter_rows()
    )
    assert several == {
        "オンライン化の環境整備・運用": "build→operate",
        "キャッシュレス化の運用・拡充（各公共施設使用料、eLTAXの活用など）": "operate→expand",
        "公共施設予約システムの機能拡充（オンライン決済など）導入・運用": "launch→operate",
        "行政手続きのオンライン化に伴うオンライン決済システムの導入検討・運用": "study→operate",
        "アプリ導入・運用": "launch→operate",
        "チャットボット導入・運用": "launch→operate",
        "セグメント別配信導入・運用": "launch→operate",
        "業務量調査・対象業務の選定": "study→prepare",
        "導入・運用": "launch→operate",
    }


STAGES = {
    "ＲＰＡ・ＡＩ－ＯＣＲ等導入業務検討": "study",  # 伊万里市 行－⑬: nothing is in use yet
    "(要望に応じて)次年度支援検討、予算要求": "prepare",  # 北上市 p4 2Q of R7: no word of a review
    "業務量調査・対象業務の選定": "prepare",  # 那須烏山市 2-1-1: choosing, as in 対象業務の選定
    "SNS運用ルールの再構築": "prepare",  # 北上市 p6②: a rule, as AIガイドライン策定
}


@pytest.mark.parametrize(("text", "stage"), STAGES.items())
def test_stages_decided_by_what_the_words_say(ds, text, stage):
    alike = pl.col("step_text").map_elements(same, return_dtype=pl.String) == same(text)
    found = ds.milestone.filter(alike)
    assert found["stage"].cast(pl.String).unique().to_list() == [stage]


def test_the_seminars_on_electronic_commerce_are_steps_of_the_measure_that_names_it(ds):
    """北上市 p3③, p.36, names 消費者向け電子取引の導入促進, an action of 2-1."""
    of = dict(ds.project_measure.filter(project_id="kitakami-2023/p3").select("track", "measure_id").iter_rows())
    assert of == {"①": "kitakami-2023/2-2", "②": "kitakami-2023/2-2", "③": "kitakami-2023/2-1"}


def test_steps_are_counted_within_their_plan(ds):
    for (plan,), rows in ds.milestone.group_by("plan_id"):
        assert sorted(rows["position"]) == list(range(1, rows.height + 1)), plan


def test_a_step_speaks_only_for_items_that_somebody_ties_its_measure_to(ds):
    tied = ds.judgement.filter(pl.col("value") != "no", subject_kind="measure", framework="dx")
    of = ds.milestone.join(
        ds.project_measure.rename({"measure_id": "mapped"}), on=["project_id", "track"], how="left"
    ).with_columns(measure_id=pl.coalesce("measure_id", "mapped"))
    decided = of.filter(~pl.col("carried"), pl.col("items").is_not_null(), pl.col("items") != "none")
    pairs = decided.with_columns(item_id=pl.col("items").str.split("+")).explode("item_id")
    strange = pairs.join(tied, left_on=["measure_id", "item_id"], right_on=["subject_id", "item_id"], how="anti")
    assert decided.height > 200
    assert strange.select("milestone_id", "item_id").rows() == []


def test_the_items_of_a_step_are_judgements_with_their_reason(ds):
    judged = ds.judgement.filter(subject_kind="step")
    assert judged.select("reason", "reason_en").null_count().row(0) == (0, 0)
    items = judged.group_by("subject_id").agg(pl.col("item_id").sort())
    held = ds.milestone.filter(~pl.col("carried"), pl.col("items").is_not_null()).select(
        subject_id="milestone_id", item_id=pl.col("items").str.split("+").list.sort()
    )
    assert items.sort("subject_id").equals(held.sort("subject_id"))
