"""Data whose texts hold what people and their programs put into cells."""

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said

#: Letters outside the basic plane, emoji of several parts, what typesetters, spreadsheets, XML and HTML take for theirs,
#: letters that join, letters from the right, controls.
ODD = (
    "=cmd()\U00020bb7\U0001f468\u200d\U0001f469\u200d\U0001f467 $1億〜$2億$ \\alpha_{x}^2 _x0041_ <b>&amp;\"'{}%s か\u3099 葛\U000e0100城 "
    "\u0645\u0631\u202e \u200b\x07\x1b\x0b"
)
#: Columns in which any text may stand, but which others look up.
LOOKED_UP = (
    "digest", "url", "locator", "version", "file", "predicate", "value", "framework_version", "candidates", "constraints",
    "numbers", "missing", "unsourced", "steps_lost", "tags_lost", "items",
)  # fmt: skip


def free(name: str) -> list[str]:
    """The columns of a table in which people write what they like."""
    if name == "edition":
        return []
    columns = TABLES[name].fields()
    return [
        column
        for column, declared in columns.items()
        if declared.dtype == pl.String
        and not (about := said(declared)).key
        and not about.ref
        and not about.words
        and not about.spoken
        and not about.date
        and not column.endswith(("_id", "_code", "percent_text"))
        and column not in LOOKED_UP
    ]


def odd(ds: Dataset, more: str = ODD, *, before: str = "") -> Dataset:
    """The data set with odd letters at the end of each free text, and others at its beginning."""
    tables = {
        name: frame.with_columns(
            (pl.lit(before) + pl.col(column) + pl.lit(more)).alias(column)
            for column in free(name)
            if column in frame.columns
        )
        for name, frame in ds.tables.items()
        if name in TABLES
    }
    return Dataset(tables, ds.folder)
