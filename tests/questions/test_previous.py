"""What the plans' predecessors left undone, by national item."""

import polars as pl

from dxcompare import previous
from dxcompare.present.slide import finding_of
from tests.plans import NATIONAL, A, B, made, one, rows

VERDICTS = rows(
    "plan_id number item_ja verdict verdict_text locator",
    (A, 1, "カード", "done", "○", "p.1"),
    (A, 2, "カード", "not_done", "×", "p.2"),
    (A, 3, "RPA", "partly", "△", "p.3"),
    (A, 4, "祭り", "done", "○", "p.4"),
    (B, 1, "統計", "partly", "B", "p.5"),
)
ITEMS = rows(
    "plan_id number item_id reason",
    (A, 1, "card", "名"),
    (A, 2, "card", "名"),
    (A, 3, "rpa", "名"),
    (A, 4, "none", "なし"),
    (B, 1, "statistics", "名"),
    (B, 1, "card", "名"),  # one verdict on two items
)
MEASURE = rows("measure_id plan_id", ("a-2021/1", A), ("a-2021/2", A), ("b-2023/1", B))
ACTS = [
    ("a-2021/1", "card", "plan"),
    ("a-2021/1", "card", "a"),
    ("a-2021/2", "card", "a"),
    ("a-2021/2", "rpa", "a", "secondary"),
    ("a-2021/2", "ai", "plan"),
    ("b-2023/1", "telework", "a"),
    ("b-2023/1", "card", "b"),  # another coder
    ("a-2021/1", "kanmin_online", "plan"),
]


def result(**tables):
    return previous(made(ACTS, **{"measure": MEASURE, "evaluation": VERDICTS, "evaluation_item": ITEMS, **tables}))


def test_verdicts_are_counted_by_item_and_beside_them_the_measures_of_the_new_plan():
    """Two measures on the card, though one is tagged and coded; RPA is AI now; no measure is an answer, too."""
    table = result().to_frame()
    assert table.select("plan_id", "item_id", "done", "partly", "not_done", "measures").rows() == [
        (A, "card", 1, 0, 1, 2),
        (A, "ai", 0, 1, 0, 1),
        (A, "none", 1, 0, 0, None),
        (B, "card", 0, 1, 0, 0),
        (B, "open_data", 0, 1, 0, 0),
    ]
    assert one(table, plan_id=A, item_id="none")["short_en"] == "no national item"
    assert one(table, plan_id=A, item_id="ai")["short_ja"] == "AI"


def test_the_measures_beside_them_go_by_the_judgement_that_is_asked_for():
    """The plan tags one measure with the card and one with AI; the second coder found the card in the other plan."""
    tables = {"measure": MEASURE, "evaluation": VERDICTS, "evaluation_item": ITEMS}
    counted = {
        by: dict(
            previous(made(ACTS, **tables), by=by)
            .to_frame()
            .filter(pl.col("item_id") != "none")
            .select(pl.concat_str("plan_id", pl.lit(" "), "item_id"), "measures")
            .iter_rows()
        )
        for by in ("stated", "a", "b")
    }
    none = dict.fromkeys((f"{A} card", f"{A} ai", f"{B} card", f"{B} open_data"), 0)
    assert counted == {
        "stated": {**none, f"{A} card": 1, f"{A} ai": 1},
        "a": {**none, f"{A} card": 2, f"{A} ai": 1},
        "b": {**none, f"{B} card": 1},
    }


def test_each_verdict_is_shown_with_its_item_and_reason():
    table = result().to_frame("verdicts")
    assert table.height == 6
    assert (
        one(table, plan_id=A, number=3).items()
        >= {
            **{
                "item_ja": "RPA",
                "verdict": "partly",
                "verdict_text": "△",
                "item_id": "ai",
                "reason": "名",
                "locator": "p.3",
            }
        }.items()
    )
    assert sorted(table.filter(plan_id=B, number=1)["item_id"]) == ["card", "open_data"]


def test_the_headline_counts_the_verdicts_of_each_city_and_adds_none_up():
    """A verdict on two items is one; of one plan nothing is said of other cities; of none nothing at all."""
    assert finding_of(result(), "en") == (
        "Own verdicts on previous plans: Alpha, of 4: 1 partly done, 1 not done; Beta, of 1: 1 partly done "
        "(each city in its own words; counts do not compare)"
    )
    assert finding_of(result(), "ja") == (
        "前計画の自己評価：甲市は4件のうち一部実施1件、未達成1件、乙市は1件のうち一部実施1件"
        "（評価の言葉は市ごとに違い、件数は比べない）"
    )
    alone = result(evaluation=VERDICTS[:2], evaluation_item=ITEMS[:2])
    assert finding_of(alone, "en") == (
        "Own verdicts on previous plans: Alpha, of 2: 1 not done (in the city's own words)"
    )
    assert finding_of(result(evaluation=[], evaluation_item=[]), "en") is None


def test_plans_stand_in_the_order_of_their_municipality_codes():
    turned = [
        {**row, "municipality_code": code}
        for row, code in zip(NATIONAL["plan"], ("01002", "01001", "02001"), strict=True)
    ]
    assert result(plan=turned).to_frame()["plan_id"].unique(maintain_order=True).to_list() == [B, A]


def test_only_plans_that_print_verdicts_are_named():
    assert result().to_frame("plans")["plan_id"].to_list() == [A, B]
    first = result(evaluation=VERDICTS[:4], evaluation_item=ITEMS[:4])
    assert first.to_frame("plans")["plan_id"].to_list() == [A]
    assert first.sources.select("source_id", "title").rows() == [("s", "資料")]
