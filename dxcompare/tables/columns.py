"""How a column is declared, and what every table is."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, ClassVar, TypeVar

import dataframely as dy
import polars as pl

from dxcompare.tables.raw import YES, Pair, Raw, Typed
from dxcompare.words.text import Text

F = TypeVar("F", pl.DataFrame, pl.LazyFrame)

CODE = r"^\d{5}$"
CODES = r"^\d{5}(\+\d{5})*$"
ID = r"^[a-z0-9]+(-[a-z0-9]+)*-\d{4}$"
DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


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
    spoken : mapping of str to Text
        Words for some of its values, where others may stand as well.
    unit : str
    decimals : int or None
        Decimals in which a computed number is shown; None shows it as it is, to four figures.
    raw : tuple of Raw
        The typed columns from which it is read; empty where it is not typed.
    printed : bool
        Whether it keeps its text as printed, and is not normalised; columns named `…_text` always do.
    first : int or None
        Of the order of rows in their file: the number of the first.
    positive : bool
        Whether a number cannot be negative: then what is not zero never reads as zero.
    stands_in : str or None
        The column whose text stands here once loaded, where this one is blank: the Japanese, of an English name that
        nobody has given.
    beside : str or None
        The column, or pair of columns `_ja`, `_en`, that says the same in words: where that stands, people are not
        shown this one. What the names of columns suggest, `x_ja` beside `x_id`, need not be said.
    date : bool
        Whether it is a date, `2022`, `2022-12` or `2022-12-31`, as exactly as it is known.
    """

    heading: Text
    meaning: Text
    key: bool = False
    ref: str | None = None
    words: Mapping[str, Text] = field(default_factory=dict)
    spoken: Mapping[str, Text] = field(default_factory=dict)
    unit: str = ""
    decimals: int | None = None
    raw: tuple[Raw, ...] = ()
    printed: bool = False
    first: int | None = None
    positive: bool = False
    beside: str | None = None
    stands_in: str | None = None
    date: bool = False


def said(column: dy.Column) -> Said:
    """What a column says of itself."""
    return (column.metadata or {})["said"]


def _metadata(heading: Pair, meaning: Pair | None, raw: Raw | None = None, **more: Any) -> dict[str, Any]:
    """By default the meaning is the heading, its English in lower case."""
    ja, en = heading
    meant = Text(*(meaning or (ja, en[:1].lower() + en[1:])))
    return {"said": Said(Text(*heading), meant, raw=(raw,) if raw else (), **more)}


def _read(raw: Raw | None, reads: str, **more: Any) -> Raw | None:
    """A typed column, read as its kind of tidy column is unless it says otherwise."""
    return raw and replace(raw, reads=raw.reads or reads, **more)


def text(
    heading: Pair,
    meaning: Pair | None = None,
    *,
    key: bool = False,
    null: bool = False,
    ref: str | None = None,
    pattern: str | None = None,
    raw: Raw | None = None,
    printed: bool = False,
    spoken: Mapping[str, Text] | None = None,
    beside: str | None = None,
) -> dy.String:
    """A column of text; `ref` names the `table.column` it points to."""
    typed = _read(raw, "date" if pattern == DATE else "text")
    says = {
        "key": key, "ref": ref, "printed": printed, "spoken": spoken or {}, "beside": beside, "date": pattern == DATE,
    }  # fmt: skip
    return dy.String(nullable=null, regex=pattern, metadata=_metadata(heading, meaning, typed, **says))


def english(
    of: str, heading: Pair, meaning: Pair | None = None, *, raw: Raw | None = None, key: bool = False
) -> dy.String:
    """A column of English that need not be given: where it is blank, the Japanese of the column `of` stands there."""
    typed = _read(raw, "text", optional=True)
    return dy.String(nullable=True, metadata=_metadata(heading, meaning, typed, key=key, stands_in=of))


def one_of(
    words: Mapping[str, Text],
    heading: Pair,
    meaning: Pair | None = None,
    *,
    key: bool = False,
    null: bool = False,
    raw: Raw | None = None,
) -> dy.String:
    """A column of text with a closed, ordered list of values, each in words."""
    values = list(words)
    return dy.String(
        nullable=null,
        check={"values": lambda column: column.is_in(values)},
        metadata=_metadata(heading, meaning, _read(raw, "text"), key=key, words=words),
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
    raw: Raw | None = None,
) -> dy.Int64:
    """A column of whole numbers."""
    more = _metadata(heading, meaning, _read(raw, "whole"), key=key, unit=unit)
    return dy.Int64(nullable=null, min=least, max=most, metadata=more)


def year(
    heading: Pair, meaning: Pair | None = None, *, null: bool = False, key: bool = False, raw: Raw | None = None
) -> dy.Int64:
    """A fiscal or calendar year."""
    typed = _read(raw, "fiscal_year")
    return whole(heading, meaning, null=null, least=1950, most=2100, unit="year", key=key, raw=typed)


def order(meaning: Pair, *, first: int = 1) -> dy.Int64:
    """The place of a row in its file, counted from `first`."""
    return dy.Int64(min=first, metadata=_metadata(("順序", "Order"), meaning, first=first))


def number(
    heading: Pair,
    meaning: Pair | None = None,
    *,
    null: bool = False,
    least: float | None = None,
    most: float | None = None,
    unit: str = "",
    decimals: int | None = None,
    key: bool = False,
    raw: Raw | None = None,
) -> dy.Float64:
    """A column of numbers."""
    positive = least is not None and least >= 0
    says = {"key": key, "unit": unit, "decimals": decimals, "positive": positive}
    return dy.Float64(
        nullable=null, min=least, max=most, metadata=_metadata(heading, meaning, _read(raw, "number"), **says)
    )


def chance(heading: Pair, meaning: Pair | None = None, *, null: bool = False) -> dy.Float64:
    """A column of probabilities, to three decimals."""
    return number(heading, meaning, null=null, least=0, most=1, decimals=3)


def flag(
    heading: Pair,
    meaning: Pair | None = None,
    *,
    null: bool = False,
    raw: Raw | None = None,
    spoken: Mapping[str, Text] | None = None,
) -> dy.Bool:
    """A column of true and false; typed as `yes` or a blank unless `raw` says otherwise.

    People read yes and no (in a grid ○ and ×), or what is `spoken` of `true` and `false`.
    """
    typed = raw and _read(raw, "yes", words=raw.words or YES)
    return dy.Bool(nullable=null, metadata=_metadata(heading, meaning, typed, spoken=spoken or {}))


def like(
    column: dy.Column,
    heading: Pair | None = None,
    meaning: Pair | None = None,
    *,
    key: bool = False,
    null: bool | None = None,
    **more: Any,
) -> dy.Column:
    """A column of another table once more, in a table that is computed from it.

    Parameters
    ----------
    column : dataframely.Column
        Such as `Measure.title_ja`.
    heading, meaning : (str, str), optional
        Where the other table's do not fit here; a heading alone is the meaning too.
    key : bool
        Whether it is of the key here.
    null : bool, optional
        Whether it may be blank here; by default as there.
    **more
        Other attributes of :class:`Said`.

    Examples
    --------
    >>> said(like(year(("年度", "Fiscal year")), ("最後の年度", "Last fiscal year"))).meaning.en
    'last fiscal year'
    """
    again = copy.copy(column)
    changed = _metadata(heading, meaning)["said"] if heading else said(column)
    more = {"stands_in": None, **more}  # what is computed is computed of loaded tables
    again.metadata = {"said": replace(said(column), heading=changed.heading, meaning=changed.meaning, key=key, **more)}
    again.nullable = column.nullable if null is None else null
    return again


PAGE = Raw(
    "page",
    (
        "記載されたページ番号（数字だけ）。分からなければ空欄",
        "the printed page number (digits only), blank if it cannot be told",
    ),
)
WHERE = Raw(
    "where",
    (
        "ページの中の位置（章・節、表、行）。文書の言葉で短く",
        "where on the page: chapter or section, table, row, in the document's own words, short",
    ),
    ours=True,
)
SOURCE = Raw(
    "source",
    (
        "この計画とは別の文書から写した行だけ、その文書の `source_id`",
        "only where a row comes from another document of the folder than the plan itself: its `source_id`",
    ),
    ours=True,
)


def source_id(raw: Raw | None = None, *, key: bool = False) -> dy.String:
    """Where a row comes from."""
    return text(("出典", "Source"), ("出典", "where the row comes from"), key=key, ref="source.source_id", raw=raw)


def locator(*raw: Raw) -> dy.String:
    """Where in the document, made from what is typed of page and place."""
    more = _metadata(("位置", "Place"), ("出典中の位置", "where in the document: page, section, table, row"))
    more["said"] = replace(more["said"], raw=raw)
    return dy.String(nullable=False, metadata=more)


@dataclass(frozen=True)
class Demand:
    """What a rule of a table demands.

    Attributes
    ----------
    says : Text
        What is wrong where it does not hold.
    columns : tuple of str
        The columns it speaks of; the first is the one that a fault points to.
    """

    says: Text
    columns: tuple[str, ...]


def rule(says: Pair, *columns: str) -> Callable[[Callable[[Any], pl.Expr]], Any]:
    """A rule over several columns of a row, with the words of its fault and the columns that it speaks of."""

    def declare(holds: Callable[[Any], pl.Expr]) -> Any:
        made = dy.rule()(holds)
        made.demand = Demand(Text(*says), columns)  # type: ignore[attr-defined]
        return made

    return declare


class Table(Typed, dy.Schema):
    """Base of all tables."""

    #: What a table of a result is called: above it, and as the name of its sheet (31 letters at most).
    called: ClassVar[Text]

    @classmethod
    def keys(cls) -> list[str]:
        """The columns that together name a row; one of them may be null."""
        return [name for name, column in cls.fields().items() if said(column).key]

    @classmethod
    def fields(cls) -> dict[str, dy.Column]:
        """The columns that are written to files, in order."""
        return dict(_fields(cls))

    @classmethod
    def raw(cls) -> dict[str, Raw]:
        """The columns of the files it is read from: those of its tidy columns, then others."""
        found: dict[str, Raw] = {}
        for name, column in cls.fields().items():
            for one in said(column).raw:
                typed = replace(one, name=one.name or name, help=one.help or said(column).meaning)
                found.setdefault(typed.name, typed)
        return found | super().raw()

    @classmethod
    def demand(cls, name: str) -> Demand:
        """What one of its rules demands."""
        return next(vars(kind)[name].demand for kind in cls.__mro__ if name in vars(kind))

    @classmethod
    def kinds(cls) -> dict[str, pl.DataType]:
        """The polars types of its columns once loaded: closed lists of values are ordered enums."""
        return dict(_kinds(cls))

    @classmethod
    def typed(cls, frame: F) -> F:
        """A frame with its declared columns in their types, and the Japanese where there is no English."""
        there = frame.collect_schema()
        filled = {name: pl.coalesce(name, of) for name, of in _stand_ins(cls) if name in there and of in there}
        other: dict[Any, pl.DataType] = {
            name: kind for name, kind in _kinds(cls).items() if name in there and there[name] != kind
        }
        frame = frame.with_columns(**filled) if filled else frame
        return frame.cast(other) if other else frame


# what is declared does not change, and is asked of every row and every result


@cache
def _fields(table: type[Table]) -> dict[str, dy.Column]:
    return {name: column for name, column in table.columns().items() if name != "_at"}


@cache
def _stand_ins(table: type[Table]) -> list[tuple[str, str]]:
    return [(name, of) for name, column in _fields(table).items() if (of := said(column).stands_in)]


@cache
def _kinds(table: type[Table]) -> dict[str, pl.DataType]:
    kinds = {}
    for name, column in _fields(table).items():
        values = list(said(column).words)
        kinds[name] = pl.Enum(values) if values else column.dtype
    return kinds


class Built(Table):
    """Base of the tables that are built from raw files."""

    #: Number of the printed cell the row was built from; never written to a file.
    at = dy.UInt32(alias="_at", nullable=True)
