"""Which indicators of different cities compare: the committed data."""

from dxcompare import matched


def test_pairs_say_why(ds):
    pairs = matched(ds).to_frame()
    card = pairs.filter(item_id="mynumber_card").row(0, named=True)
    assert card["comparable"] is False
    assert "交付" in card["because"]
    assert pairs["because"].null_count() == 0
    assert (pairs["first_plan_id"] != pairs["second_plan_id"]).all()
