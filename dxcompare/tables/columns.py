"""How a column is declared, and what every table is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar

import dataframely as dy

from dxcompare.words.text import Text

CODE = r"^\d{5}$"
ID = r"^[a-z0-9]+(-[a-z0-9]+)*-\d{4}$"
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"

#: Japanese and English.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Said:
    """What a column says of itself to people; kept in the metadata of its dataframely column.

    Attributes
    ----------
    heading : Text
        What stands above it in tables that people read.
    meaning : Text
        What the code book says of it.
    key : bool
        Whether it is one of the columns that together name a row.
    ref : str or None
        The `table.column` it points to.
    words : mapping of str to Text
        Its closed list of values in their order, each in words; empty where any text may stand.
    unit : str
    decimals : int or None
        Decimals in which a computed number is shown; None shows it as it is, to four figures.
    """

    heading: Text
    meaning: Text
    key: bool = False
    ref: str | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    unit: str = ""
    decimals: int | None = None


def said(column: dy.Column) -> Said:
    """What a column says of itself."""
    return (column.metadata or {})["said"]


def _metadata(heading: Pair, meaning: Pair | None, **more: Any) -> dict[str, Any]:
    """By default the meaning is the heading, its English in lower case."""
    ja, en = heading
    return {"said": Said(Text(*heading), Text(*(meaning or (ja, en[:1].lower() + en[1:]))), **more)}


def text(
    heading: Pair,
    meaning: Pair | None = None,
    *,
    key: bool = False,
    null: bool = False,
    ref: str | None = None,
    pattern: str | None = None,
) -> dy.String:
    """A column of text; `ref` names the `table.column` it points to."""
    return dy.String(nullable=null, regex=pattern, metadata=_metadata(heading, meaning, key=key, ref=ref))


def one_of(
    words: Mapping[str, Text], heading: Pair, meaning: Pair | None = None, *, key: bool = False, null: bool = False
) -> dy.String:
    """A column of text with a closed, ordered list of values, each in words."""
    values = list(words)
    return dy.String(
        nullable=null,
        check={"values": lambda column: column.is_in(values)},
        metadata=_metadata(heading, meaning, key=key, words=words),
    )


def whole(
    heading: Pair,
    meaning: Pair | None = None,
    *,
    null: bool = False,
    least: int | None = 0,
    most: int | None = None,
    unit: str = "",
    key: bool = False,
) -> dy.Int64:
    """A column of whole numbers."""
    return dy.Int64(nullable=null, min=least, max=most, metadata=_metadata(heading, meaning, key=key, unit=unit))


def year(heading: Pair, meaning: Pair | None = None, *, null: bool = False, key: bool = False) -> dy.Int64:
    """A fiscal or calendar year."""
    return whole(heading, meaning, null=null, least=1950, most=2100, unit="year", key=key)


def number(
    heading: Pair,
    meaning: Pair | None = None,
    *,
    null: bool = False,
    least: float | None = None,
    most: float | None = None,
    unit: str = "",
    decimals: int | None = None,
) -> dy.Float64:
    """A column of numbers."""
    return dy.Float64(
        nullable=null, min=least, max=most, metadata=_metadata(heading, meaning, unit=unit, decimals=decimals)
    )


def flag(heading: Pair, meaning: Pair | None = None, *, null: bool = False) -> dy.Bool:
    """A column of true and false."""
    return dy.Bool(nullable=null, metadata=_metadata(heading, meaning))


def source_id(*, key: bool = False) -> dy.String:
    """Where a row comes from."""
    return text(("出典", "Source"), ("出典", "where the row comes from"), key=key, ref="source.source_id")


def locator() -> dy.String:
    """Where in the document."""
    return text(("位置", "Place"), ("出典中の位置", "where in the document: page, section, table, row"))


class Table(dy.Schema):
    """Base of all tables."""

    #: What one row is, in words; not the docstring, which `python -OO` drops.
    one_row: ClassVar[Text]

    @classmethod
    def keys(cls) -> list[str]:
        """The columns that together name a row; one of them may be null."""
        return [name for name, column in cls.fields().items() if said(column).key]

    @classmethod
    def fields(cls) -> dict[str, dy.Column]:
        """The columns that are written to files, in order."""
        return {name: column for name, column in cls.columns().items() if name != "_at"}


class Built(Table):
    """Base of the tables that are built from raw files."""

    #: Number of the printed cell the row was built from; never written to a file.
    at = dy.UInt32(alias="_at", nullable=True)
