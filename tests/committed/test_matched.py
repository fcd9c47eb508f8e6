"""Which indicators of different cities compare: the committed data."""

import pytest

from dxcompare import matched


def test_pairs_say_why(ds):
    pairs = matched(ds).to_frame()
    card = pairs.filter(item_id="mynumber_card").row(0, named=True)
    assert card["comparable"] is False
    assert "交付" in card["because"]
    assert pairs["because"].null_count() == 0
    assert (pairs["first_plan_id"] != pairs["second_plan_id"]).all()


def test_classes_per_head(ds):
    """北上市: 60 a year among 93,045 people; 伊万里市: 120 (480 ÷ 4) among 52,629; a rate stands by itself."""
    pairs = matched(ds).to_frame().filter("comparable")
    heads = {row[0]: row[1:] for row in pairs.select("item_id", "first_per_1000", "second_per_1000").iter_rows()}
    assert heads == {"security": (None, None), "digital_divide": pytest.approx((60 / 93.045, 120 / 52.629))}
