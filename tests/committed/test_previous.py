"""What the plans' predecessors left undone: the committed data."""

from dxcompare import previous
from dxcompare.present.slide import finding_of


def test_previous_by_hand(ds):
    rows = previous(ds).to_frame()
    assert rows.filter(plan_id="nasukarasuyama-2024")["done"].sum() == 15
    assert rows.filter(plan_id="nasukarasuyama-2024")["not_done"].sum() == 11
    assert rows.filter(plan_id="kitakami-2023")["partly"].sum() == 6
    assert rows.filter(item_id="none")["measures"].to_list() == [None]


def test_the_headline_by_hand(ds):
    assert finding_of(previous(ds), "ja") == (
        "前計画の自己評価：北上市は14件のうち一部実施6件、那須烏山市は26件のうち未達成11件"
        "（評価の言葉は市ごとに違い、件数は比べない）"
    )
