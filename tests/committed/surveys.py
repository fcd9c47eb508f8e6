"""The committed surveys, and how a test breaks them."""

import polars as pl

from dxcompare.dataset.read import typed
from dxcompare.questions.bases.recovery import survey_bases
from tests.conftest import without

K, N = "kitakami-ict-2022", "nasukarasuyama-ikou-2021"


def edited(ds, where, **values):
    """The dataset with some printed cells changed, and the bases that follow."""
    change = [
        pl.when(where).then(pl.lit(value)).otherwise(pl.col(name)).cast(ds.response.schema[name]).alias(name)
        for name, value in values.items()
    ]
    ds = without(ds, response=ds.response.with_columns(change))
    return without(ds, survey_base=typed("survey_base", survey_bases(ds)))


def cell(question, option=None, group=None):
    found = pl.col("question_id") == question
    for name, value in (("option_id", option), ("group_id", group)):
        found = found & (pl.col(name) == value) if value else found
    return found
