"""How a column is declared, and what every table is."""

from __future__ import annotations

from collections.abc import Sequence

import dataframely as dy

CODE = r"^\d{5}$"


ID = r"^[a-z0-9]+(-[a-z0-9]+)*-\d{4}$"


DATE = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def _meta(ja: str, key: bool = False, ref: str | None = None, values: Sequence[str] = (), unit: str = "") -> dict:
    return {"ja": ja, "key": key, "ref": ref, "values": list(values), "unit": unit}


def text(
    en: str, ja: str, *, key: bool = False, null: bool = False, ref: str | None = None, pattern: str | None = None
) -> dy.String:
    """A column of text; `ref` names the `table.column` it points to."""
    return dy.String(nullable=null, regex=pattern, description=en, metadata=_meta(ja, key, ref))


def one_of(values: Sequence[str], en: str, ja: str, *, key: bool = False, null: bool = False) -> dy.String:
    """A column of text with a closed, ordered list of values."""
    return dy.String(
        nullable=null,
        description=en,
        check={"values": lambda column: column.is_in(list(values))},
        metadata=_meta(ja, key, values=values),
    )


def whole(
    en: str,
    ja: str,
    *,
    null: bool = False,
    least: int | None = 0,
    most: int | None = None,
    unit: str = "",
    key: bool = False,
) -> dy.Int64:
    """A column of whole numbers."""
    return dy.Int64(nullable=null, min=least, max=most, description=en, metadata=_meta(ja, key, unit=unit))


def year(en: str, ja: str, *, null: bool = False, key: bool = False) -> dy.Int64:
    """A fiscal or calendar year."""
    return whole(en, ja, null=null, least=1950, most=2100, unit="year", key=key)


def number(
    en: str, ja: str, *, null: bool = False, least: float | None = None, most: float | None = None, unit: str = ""
) -> dy.Float64:
    """A column of numbers."""
    return dy.Float64(nullable=null, min=least, max=most, description=en, metadata=_meta(ja, unit=unit))


def flag(en: str, ja: str, *, null: bool = False) -> dy.Bool:
    """A column of true and false."""
    return dy.Bool(nullable=null, description=en, metadata=_meta(ja))


def source_id(*, key: bool = False) -> dy.String:
    return text("where the row comes from", "出典", key=key, ref="source.source_id")


def locator() -> dy.String:
    return text("where in the document: page, section, table, row", "出典中の位置")


class Table(dy.Schema):
    """Base of all tables."""

    @classmethod
    def keys(cls) -> list[str]:
        """The columns that together name a row; one of them may be null."""
        return [name for name, column in cls.columns().items() if (column.metadata or {}).get("key")]

    @classmethod
    def fields(cls) -> dict[str, dy.Column]:
        """The columns that are written to files, in order."""
        return {name: column for name, column in cls.columns().items() if name != "_at"}


class Built(Table):
    """Base of the tables that are built from raw files."""

    #: Number of the printed cell the row was built from; never written to a file.
    at = dy.UInt32(alias="_at", nullable=True)
