"""What the plans' predecessors left undone: the committed data."""

from dxcompare import previous


def test_previous_by_hand(ds):
    rows = previous(ds).to_frame()
    assert rows.filter(plan_id="nasukarasuyama-2024")["done"].sum() == 15
    assert rows.filter(plan_id="nasukarasuyama-2024")["not_done"].sum() == 11
    assert rows.filter(plan_id="kitakami-2023")["partly"].sum() == 6
    assert rows.filter(item_id="none")["measures"].to_list() == [None]
