"""What a processed file has become that is not as the build wrote it: where, as far as its own declaration can tell."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import polars as pl

from dxcompare.sources.encodings import decoded, other, reads
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said
from dxcompare.words.faults import Fault, Place, unlisted
from dxcompare.words.text import Text

#: What a cell of a type is, in words.
KINDS = {
    pl.Int64: Text("整数（桁区切りなし）", "a whole number, without separators"),
    pl.Float64: Text("数値", "a number"),
    pl.Boolean: Text("true か false", "true or false"),
}
#: How many places of a file are told.
MOST = 3


def faults(file: str, name: str, raw: bytes, rows: int | None) -> list[Fault]:
    """Where a table is no longer what its declaration says.

    Parameters
    ----------
    file : str
        How the file is called in messages.
    name : str
        Of the table.
    raw : bytes
    rows : int or None
        How many rows the build wrote; None where that is not known.

    Returns
    -------
    list of Fault
        The first few; that it is another, where nothing more can be told.
    """
    return list(islice(_found(file, name, raw, rows), MOST)) or [Fault(Place(file), "altered")]


def _found(file: str, name: str, raw: bytes, rows: int | None) -> Iterator[Fault]:
    text, encoding = decoded(raw)
    if encoding not in ("BOM", "UTF-8"):
        row = next((at for at, line in enumerate(raw.split(b"\n"), start=1) if not reads(line, "utf-8")), 1)
        yield Fault(Place(file, row), *(("other_encoding", {"found": encoding}) if encoding else ("encoding", {})))
        return
    if not text.strip() or (what := other(raw)):
        yield Fault(Place(file), *(("other_file", {"what": what}) if text.strip() else ("empty_file", {})))
        return
    fields = TABLES[name].fields()
    try:
        heads, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    except (csv.Error, ValueError) as error:
        yield Fault(Place(file), "csv", {"problem": error})
        return
    yield from (Fault(Place(file, 1, one), "missing_column", {"name": one}) for one in fields if one not in heads)
    yield from (Fault(Place(file, 1, one), "unknown_column", {"found": one}) for one in heads if one not in fields)
    for row, line in enumerate(lines, start=2):
        if len(line) != len(heads):
            yield Fault(Place(file, row), "width", {"found": len(line), "columns": len(heads)})
            continue
        for column, cell in zip(heads, line, strict=True):
            if column in fields:
                yield from _cell(Place(file, row, column), cell, fields[column])
    if rows is not None and len(lines) > rows:
        yield Fault(Place(file, rows + 2), "rows_more", {"found": len(lines), "rows": rows})
    elif rows is not None and len(lines) < rows:
        yield Fault(Place(file, len(lines) + 1), "rows_lost", {"found": len(lines), "rows": rows})


def _cell(place: Place, cell: str, declared: Any) -> Iterator[Fault]:
    words, pattern = [*said(declared).words], getattr(declared, "regex", None)
    if not cell:
        if not declared.nullable:
            yield Fault(place, "missing")
    elif words and cell not in words:
        yield unlisted(place, cell, words)
    elif pattern and not re.search(pattern, cell):
        yield Fault(place, "pattern", {"found": cell, "pattern": pattern})
    elif not _reads(cell, declared.dtype):
        yield Fault(place, "not_kind", {"found": cell, "kind": KINDS[declared.dtype].to()})


def _reads(cell: str, dtype: Any) -> bool:
    """Whether a cell is written as the build writes a value of its type."""
    if dtype == pl.Boolean:
        return cell in ("true", "false")
    if dtype in (pl.Int64, pl.Float64):
        return bool(re.fullmatch(r"-?\d+" if dtype == pl.Int64 else r"-?\d+(\.\d+)?(e-?\d+)?|NaN|-?inf", cell))
    return True
