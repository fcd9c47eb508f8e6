"""How much of each plan is in the data: the committed data."""

import polars as pl

from dxcompare.questions.overview.compute import overview
from tests.conftest import without


def test_what_a_plan_does_not_print_is_blank_and_no_erratum_is_none(ds):
    whole = ds.erratum.filter(~pl.col("erratum_id").str.starts_with("imari"))
    rows = overview(without(ds, erratum=whole)).to_frame("contents")
    imari = dict(rows.filter(plan_id="imari-2021").select("what", "count").iter_rows())
    assert (imari["questions"], imari["cells"], imari["verdicts"]) == (None, None, None)
    assert (imari["fault"], imari["not_stated"], imari["reading"]) == (0, 0, 0)
