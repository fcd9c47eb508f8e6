"""Which measure acts on which item, and what else speaks for it: the committed data."""

import polars as pl

from dxcompare.evidence.links import steps
from tests.conftest import without


def test_project_steps_count_only_through_the_mapping(ds):
    assert steps(ds).filter(plan_id="kitakami-2023").height > 200
    bare = without(ds, project_measure=ds.project_measure.with_columns(measure_id=pl.lit(None, pl.String)))
    assert steps(bare).filter(plan_id="kitakami-2023").is_empty()
