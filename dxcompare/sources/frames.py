"""A user's own tables as records of text, as a file would give them: pandas, polars, dicts and lists of them."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import polars as pl

from dxcompare.sources import typed, values
from dxcompare.sources.accidents import KINDS
from dxcompare.sources.csv_text import BLANKS
from dxcompare.sources.parsers import readable
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.columns import Table, said
from dxcompare.tables.raw import Form
from dxcompare.words.faults import Fault, Place
from dxcompare.words.text import Text

#: What no cell holds within a list of several.
NESTED = (Mapping, list, tuple, set, bytes)
#: Where the first row of a frame stands, counted as a spreadsheet counts: the headings are row 1.
FIRST_ROW = 2


def cell(value: Any) -> str:
    """A value as it would stand in a file: a blank is empty, 50.0 is `50`, several are joined by `+`.

    >>> cell(50.0), cell(0.5), cell(None), cell(["a", "b"]), cell(True)
    ('50', '0.5', '', 'a+b', 'yes')
    """
    if value is None or type(value).__name__ in ("NAType", "NaTType") or (isinstance(value, float) and value != value):
        return ""
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, (float, Decimal)):
        plain = f"{Decimal(repr(value) if isinstance(value, float) else value):f}"
        return plain.rstrip("0").rstrip(".") if isinstance(value, float) and "." in plain else plain
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):  # the first of several may be the main one
        raise TypeError(Text("集合（set）には順がない。リストで渡す", "a set has no order; give a list").to())
    if isinstance(value, (Mapping, bytes)) or (
        isinstance(value, (list, tuple, pl.Series)) and any(isinstance(one, NESTED) for one in value)
    ):
        found = repr(value)
        raise TypeError(Text(f"セルの値 {found} は文言ではない", f"the value {found} of a cell is no text").to())
    if isinstance(value, (list, tuple, pl.Series)):
        return "+".join(map(cell, value))
    return str(value).strip(BLANKS)


def rows(frame: Any) -> tuple[list[str], list[dict[str, str]]]:
    """The headings of a table and its rows.

    Parameters
    ----------
    frame : polars.DataFrame, pandas.DataFrame, mapping, or list of mappings
        A mapping of single values is one row, one of lists is columns. Anything else that polars can read will do.

    Raises
    ------
    TypeError
        If it is no table.
    """
    if isinstance(frame, Mapping):
        several = any(isinstance(value, (list, tuple, pl.Series)) for value in frame.values())
        lengths = {len(value) for value in frame.values() if isinstance(value, (list, tuple, pl.Series))}
        if len(lengths) > 1:
            raise TypeError(Text("列の長さが違う", "the columns have different lengths").to())
        frame = pl.DataFrame({str(name): _texts(column) for name, column in frame.items()}) if several else [frame]
    elif isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    elif hasattr(frame, "to_dict") and hasattr(frame, "iloc"):  # pandas, whose columns may mix numbers and texts
        frame = _of_pandas(frame)
    if isinstance(frame, (list, tuple)) and all(isinstance(row, Mapping) for row in frame):
        made = [{str(name): cell(value) for name, value in row.items()} for row in frame]
        return list(dict.fromkeys(name for row in made for name in row)), made
    if not isinstance(frame, pl.DataFrame):
        try:
            frame = pl.DataFrame(frame)
        except (TypeError, ValueError) as error:
            found = type(frame).__name__
            raise TypeError(Text(f"{found} は表として読めない", f"a {found} is no table").to()) from error
    return frame.columns, [{name: cell(value) for name, value in row.items()} for row in frame.to_dicts()]


def _of_pandas(frame: Any) -> pl.DataFrame:
    """A table of pandas; its index must be a number of rows, and its columns each have a name of its own."""
    if not hasattr(frame, "columns"):
        raise TypeError(Text("列が一つだけ（Series）で、表ではない", "a Series is one column, and no table").to())
    names = [str(name) for name in frame.columns]
    if twice := sorted({name for name in names if names.count(name) > 1}):
        found = "、".join(twice)
        raise TypeError(Text(f"列「{found}」が二つある", f"there are two columns {found}").to())
    index = frame.index
    if index.nlevels > 1 or index.name is not None or any(isinstance(one, str) for one in index):
        found = "、".join(str(name) for name in index.names if name is not None) or str(index[0])
        ja = f"索引に値がある（{found}）。reset_index() で列にするか、reset_index(drop=True) で捨てる"
        en = f"the index holds values ({found}); make columns of them by reset_index(), or drop them by reset_index(drop=True)"
        raise TypeError(Text(ja, en).to())
    return pl.DataFrame({name: _texts(frame.iloc[:, at].tolist()) for at, name in enumerate(names)})


def _texts(column: Iterable[Any]) -> list[str]:
    return [cell(value) for value in column]


def headings(*forms: Form) -> dict[str, str]:
    """What a column may be called → its name in the file of the first of the forms that has it.

    A column goes by its name in the file, by that without `_ja` or `_text`, by the name of the column of the data set
    that is read from it, and by its heading in either language.
    """
    found: dict[str, str] = {}
    for form in forms:
        for name in form.columns:
            found.setdefault(_plain(name), name)
    for form in forms:
        for name in form.columns:
            found.setdefault(_plain(name.removesuffix("_ja").removesuffix("_text")), name)
        for own, column in form.of.fields().items() if issubclass(form.of, Table) else ():
            for raw in said(column).raw[:1] if own != "locator" else ():
                name = raw.name or own
                if name in form.columns:
                    for other in (own, said(column).heading.ja, said(column).heading.en):
                        found.setdefault(_plain(other), name)
    return found


def _plain(name: str) -> str:
    return values.same(name).casefold()


def amiss(records: Iterable[Record], form: Form, columns: Collection[str]) -> list[Fault]:
    """The accidents of some columns of a table, and ids that cannot be ones; what else must hold is told when it is read."""
    copies = [
        replace(record, cells={name: text for name, text in record.cells.items() if name in columns})
        for record in records
    ]
    return [fault for fault in typed.faults(copies, form) if fault.kind in {*KINDS, "id_sign"}]


def sheet(
    name: str, frame: Any, forms: Iterable[Form], faults: list[Fault], more: Mapping[str, str]
) -> tuple[Sheet, dict[str, str]]:
    """A table as the sheet of a file, its columns under the names that the file has; and what the table calls these.

    Parameters
    ----------
    name : str
        What messages call it.
    frame : any table
        As :func:`rows` takes it.
    forms : iterable of Form
        The file, and those of the decisions on its rows, which the table may say beside them.
    faults : list of Fault
        Takes up columns that are unknown, or stand there twice.
    more : mapping of str to str
        Further names of columns → their names here.

    Returns
    -------
    Sheet, dict of str to str
        Rows count as in a spreadsheet, whose headings are row 1.
    """
    forms = list(forms)
    known = {_plain(other): own for other, own in more.items()} | headings(*forms)
    found, given = rows(frame)
    names: dict[str, str] = {}
    free: list[str] = []
    heads = next((form.free.heads for form in forms if form.free), "")
    for heading in found:
        own = known.get(_plain(heading), "")
        if not own and heads and readable(heading, heads):
            own = heading
            free.append(heading)
        if own and own in names.values():
            other = next(one for one, name_ in names.items() if name_ == own)
            first = Place(name, 1, other)
            faults.append(Fault(Place(name, 1, heading), "duplicate", {"found": heading, "first": first}))
        elif own:
            names[heading] = own
        else:
            near = difflib.get_close_matches(heading, [*known, *known.values()], 1)
            data = {"found": heading, "near": known.get(near[0], near[0]) if near else ""}
            faults.append(Fault(Place(name, 1, heading), "unknown_column", data, "did_you_mean" if near else None))
    records = [
        Record(name, row, {own: cells.get(heading, "") for heading, own in names.items()})
        for row, cells in enumerate(given, start=FIRST_ROW)
    ]
    for form in forms:
        mine = {one for one in names.values() if one in form.columns or one in free}
        faults += [fault for fault in amiss(records, form, mine) if fault not in faults]
    made = Sheet(name, list(names.values()), records, forms[0] if forms else None, free)
    return made, {own: heading for heading, own in names.items()}
