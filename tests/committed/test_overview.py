"""How much of each plan is in the data: the committed data."""

import polars as pl
import pytest

from dxcompare.questions.overview.compute import overview
from tests.conftest import without
from tests.present.overlaps import overlaps


def test_what_a_plan_does_not_print_is_blank_and_no_erratum_is_none(ds):
    whole = ds.erratum.filter(~pl.col("erratum_id").str.starts_with("imari"))
    rows = overview(without(ds, erratum=whole)).to_frame("contents")
    imari = dict(rows.filter(plan_id="imari-2021").select("what", "count").iter_rows())
    assert (imari["questions"], imari["cells"], imari["verdicts"]) == (None, None, None)
    assert (imari["fault"], imari["not_stated"], imari["reading"]) == (0, 0, 0)


@pytest.mark.long
def test_no_line_of_a_version_crosses_the_years_of_a_plan(ds):
    """They stand on the bar, or on white; a survey's mark does not lie on them either."""
    started = ds.survey.with_columns(start=pl.lit("2023-05"))
    short = ds.plan.with_columns(end_fy=pl.when(pl.col("plan_id") != "tomi-2022").then("end_fy").otherwise("start_fy"))
    for data in (ds, without(ds, survey=started), without(ds, plan=short)):
        figure = overview(data).plot("periods").figure
        assert overlaps(figure) == []
        (axes,) = figure.axes
        bars = [one.get_window_extent() for one in axes.patches]
        years = [one for one in axes.texts if "–" in one.get_text()]
        assert len(years) == len(bars) == data.plan.height
        for one in years:
            box = one.get_window_extent()
            inside = any(bar.x0 <= box.x0 and box.x1 <= bar.x1 and bar.y0 <= box.y0 for bar in bars)
            assert inside or one.get_bbox_patch().get_facecolor()[:3] == (1, 1, 1), one.get_text()
