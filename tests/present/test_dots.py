"""Charts of marks in parts: one scale, one colour for a series, names that do not touch."""

import polars as pl

from dxcompare.present.dots import split
from dxcompare.present.slide import Slide

ROWS = [(f"name {n}", kind, float(n)) for n in range(30) for kind in ("first", "second") if n < 20 or kind == "second"]
FRAME = pl.DataFrame(ROWS, ["name", "kind", "value"], orient="row")


def test_parts_have_one_scale_and_a_series_keeps_its_colour():
    spec = Slide(FRAME, "dots", category="name", series="kind", value="value")
    parts = split(spec, 300, 100)
    assert len(parts) > 2
    assert {(part.least, part.most) for part in parts} == {(0.0, 29.0)}
    assert [name for part in parts for name in part.frame["name"].unique(maintain_order=True)] == [
        f"name {n}" for n in range(30)
    ]
    first, last = parts[0], parts[-1]
    assert last.frame["kind"].unique().to_list() == ["second"]
    assert last.fills == [first.fills[1]]


def test_long_names_take_more_slides():
    long = FRAME.with_columns(name=pl.col("name") + " " + "long name " * 20)
    spec = Slide(FRAME, "dots", category="name", series="kind", value="value")
    few, more = (len(split(Slide(frame, "dots", "name", "kind", "value"), 300, 100)) for frame in (FRAME, long))
    assert len(split(spec, 300, 100)) == few < more
