"""Who judged that a measure acts on an item: the committed data."""

import polars as pl

from dxcompare.evidence.judgements import codes
from tests.conftest import without


def test_adjudicated_codes_keep_one_primary_per_measure(ds):
    """Decided away, decided for, from `none` and to nothing: always one main item."""
    codes_a = ds.measure_item.filter(coder="a")
    main = codes_a.filter(measure_id="tomi-2022/1-2", role="primary").item(0, "item_id")
    other = codes_a.filter(measure_id="tomi-2022/2-7").with_columns(  # coder a: none
        item_id=pl.lit("security"), coder=pl.lit("b"), role=pl.lit("primary").cast(codes_a.schema["role"])
    )
    decisions = pl.DataFrame(
        {
            "measure_id": ["tomi-2022/1-2", "tomi-2022/2-7"],
            "item_id": [main, "security"],
            "decision": ["does_not_act", "acts"],
            "reason": ["x", "y"],
        }
    )
    both = without(ds, measure_item=pl.concat([ds.measure_item, other]), adjudication=decisions)
    found = codes(both, "adjudicated")
    assert found.filter(role="primary").group_by("measure_id").len()["len"].to_list() == [1] * ds.measure.height
    assert found.filter(measure_id="tomi-2022/2-7")["item_id"].to_list() == ["security"]
    assert main not in found.filter(measure_id="tomi-2022/1-2")["item_id"].to_list()
