"""Official tables as ministries publish them, brought into `data/raw/reference/`.

A table is recognised by its headings: `data/mappings/all/indicators.csv` says which indicator stands
under which. Only figures that are not there yet are written, to a file of their own with an origin
card; a figure that contradicts one that is there stops the run.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import polars as pl

from dxcompare.sources import cards
from dxcompare.sources.areas import Areas
from dxcompare.sources.encodings import decoded
from dxcompare.sources.folders import ALL
from dxcompare.sources.official.tables import NOT_SURVEYED, read
from dxcompare.sources.reader import Reader, Record
from dxcompare.sources.writing import replace_all
from dxcompare.tables import form, like
from dxcompare.tables.columns import DATE
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import DataFaults, Fault, OfficialFaults, Place, Unreadable

TOWNS, FORMER = "municipalities.csv", "former_codes.csv"


#: how figures stand in `data/raw/reference/`
(FIGURES,) = like("*.csv", Folder.REFERENCE)


@dataclass(frozen=True)
class Layout:
    """A kind of official table: what its file here is called, and what its origin card says."""

    name: str
    title: str
    publisher: str
    licence: str


_AGENCY = ("デジタル庁", "デジタル庁ウェブサイト利用規約（CC BY 4.0互換）")


_MINISTRY = ("総務省", "政府標準利用規約（第2.0版）")


_SURVEY = "自治体DX・情報化推進概要 個別資料"


_DASHBOARD = "自治体DXの取組に関するダッシュボード"


LAYOUTS = {
    layout.name: layout
    for layout in (
        Layout("dx-status-municipalities", f"{_DASHBOARD}（市区町村比較）", *_AGENCY),
        Layout("dx-online-use-municipalities", f"{_DASHBOARD}（市区町村、行政手続のオンライン申請率）", *_AGENCY),
        Layout("dx-status-prefectures", f"{_DASHBOARD}（都道府県比較）", *_AGENCY),
        Layout("dx-online-use-prefectures", f"{_DASHBOARD}（都道府県、行政手続のオンライン申請率）", *_AGENCY),
        Layout("mynumber-issued", "マイナンバーカード交付状況（市区町村別）", *_MINISTRY),
        Layout("mynumber-held", "マイナンバーカード保有状況（市区町村別）", *_MINISTRY),
        Layout("online-procedures", f"{_SURVEY}「（６）オンライン利用状況調査」", *_MINISTRY),
        Layout("adopted-ai", f"{_SURVEY}（AIの導入団体）", *_MINISTRY),
        Layout("adopted-rpa", f"{_SURVEY}（RPAの導入団体）", *_MINISTRY),
        Layout("adopted-genai", f"{_SURVEY}（生成AIの導入団体）", *_MINISTRY),
        Layout("late-systems", "標準化の移行が間に合わない見込みのシステムの一覧", *_AGENCY),
    )
}


@dataclass(frozen=True)
class Added:
    """What :func:`add` did.

    Attributes
    ----------
    layout : str
    path : Path
        The file that holds the figures.
    figures, areas : int
        Figures written, and the areas of the whole table.
    present : int
        Figures that were there already, with the same value.
    blank, not_surveyed : int
        Blank cells (no row is made of them) and cells that say 調査無し (a row without a value).
    notes : tuple of Fault
        Rows that were left out (wards, prefectures, remarks), and former codes and names that were read as today's.
    """

    layout: str
    path: Path
    figures: int
    areas: int
    present: int
    blank: int
    not_surveyed: int
    notes: tuple[Fault, ...] = ()


def add(
    path: Path, data: Path, published: str = "", accessed: str = "", as_of: str = "", lang: str | None = None
) -> Added:
    """Bring an official table into `data`/raw/reference.

    Parameters
    ----------
    path : Path
        A CSV (UTF-8 or Shift_JIS) or Excel file as published, or a zip of such; the table may stand on any sheet.
    data : Path
        The folder that holds `raw/` and `mappings/`.
    published, accessed : str, optional
        Dates for the origin card (`YYYY-MM-DD`, `YYYY-MM` or `YYYY`).
    as_of : str, optional
        The date the figures are for. Needed where the table prints none and `published` is not an
        edition whose dates are in `mappings/all/indicators.csv`.
    lang : {"ja", "en"}, optional
        Language of the messages.

    Returns
    -------
    Added

    Raises
    ------
    OfficialFaults
        If the layout is not known, a place or value cannot be read, figures contradict each other, or one that is
        there; the first 20 are told one by one. Then nothing was written.
    """
    reader = Reader(data.parent)
    known = reader.sheet(data / "mappings" / ALL / "indicators.csv", *like("indicators.csv", Folder.ALL))
    towns = reader.sheet(data / "raw" / "reference" / TOWNS, *like(TOWNS, Folder.REFERENCE))
    former = reader.sheet(data / "raw" / "reference" / FORMER, *like(FORMER, Folder.REFERENCE))
    stop(reader.faults, lang)
    faults = [
        Fault(Place(path.name, None, option), "pattern", {"found": text, "pattern": "2024-07-12, 2024-07, 2024"})
        for option, text in (("--published", published), ("--accessed", accessed), ("--as-of", as_of))
        if text and not _date(text)
    ]
    if published and accessed and accessed < published[: len(accessed)]:
        told = {"found": accessed, "published": published}
        faults.append(Fault(Place(path.name, None, "--accessed"), "before_published", told))
    stop(faults, lang)
    table = read(path, known.records, Areas(towns.records, former.records), published, as_of, faults)
    stop(faults, lang)
    assert table is not None
    name = f"added-{table.layout}-{table.edition}"
    target = data / "raw" / "reference" / f"{name.replace('-', '_')}.csv"
    there = _there(reader, target, {row["indicator"] for row, _ in table.rows})
    kept = (
        [{name: record[name] for name in FIGURES.columns} for record in reader.sheet(target, FIGURES)]
        if target.is_file()
        else []
    )
    fresh = []
    for row, place in table.rows:
        old = there.get(_key(row))
        if old is None:
            fresh.append(row)
        elif not _equal(old["value_text"], row["value_text"]):
            faults.append(
                Fault(
                    place,
                    "conflict",
                    {"found": row["value_text"], "there": old["value_text"], "first": old.place("value_text")},
                    "edition",
                )
            )
    stop([*reader.faults, *faults], lang)
    origins = data / "raw" / "reference" / "source.yaml"
    card = _card(
        origins,
        {
            "source_id": name,
            **{key: getattr(LAYOUTS[table.layout], key) for key in ("title", "publisher")},
            "document": path.name,
            "published": published,
            "accessed": accessed,
            "licence": LAYOUTS[table.layout].licence,
            "note": "dxcompare add で追加した公式の表。すでにあった値は含まない。空欄のセルは行にしていない",
        },
        lang,
    )
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, FIGURES.columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows([*kept, *fresh])
    replace_all({origins: card, target: buffer.getvalue()}, data)
    return Added(
        table.layout,
        target,
        len(fresh),
        len(table.areas),
        len(table.rows) - len(fresh),
        table.blank,
        sum(row["value_text"] == NOT_SURVEYED for row, _ in table.rows),
        tuple(table.notes),
    )


def listed(data: Path) -> pl.DataFrame:
    """The official figures in `data`/raw/reference.

    Returns
    -------
    polars.DataFrame
        indicator, unit, first, last (dates; null where the table prints none), dates, areas
        (municipalities, prefectures and the nation), source.

    Raises
    ------
    DataFaults
        If a file is not in the form of its kind.
    """
    reader = Reader(data.parent)
    frames = [pl.DataFrame(schema=dict.fromkeys([*FIGURES.columns, "source"], pl.String))]
    for path in sorted((data / "raw" / "reference").glob("*.csv")):
        if form(path.name, Folder.REFERENCE) == FIGURES:
            sheet = reader.sheet(path, FIGURES)
            frames.append(
                pl.DataFrame(
                    [record.cells for record in sheet], schema=dict.fromkeys(FIGURES.columns, pl.String)
                ).with_columns(source=pl.lit(path.stem.replace("_", "-")))
            )
    stop(reader.faults, None)
    date = pl.coalesce(pl.col("as_of", "year").replace("", None))
    return (
        pl.concat(frames)
        .filter(pl.col("unit") != "団体")
        .with_columns(date=date)
        .group_by("indicator", "unit", "source", maintain_order=True)
        .agg(
            first=pl.col("date").min(),
            last=pl.col("date").max(),
            dates=pl.col("date").drop_nulls().n_unique(),
            areas=pl.col("area_code").n_unique(),
        )
        .sort("indicator", "source")
        .select("indicator", "unit", "first", "last", "dates", "areas", "source")
    )


def stop(faults: list[Fault], lang: str | None) -> None:
    """Raise the faults, if there are any."""
    if faults:
        raise OfficialFaults(faults, lang)


def _date(text: str) -> bool:
    """Whether a date is one of the calendar, as far as it is given."""
    try:
        return bool(re.fullmatch(DATE, text)) and bool(date.fromisoformat(f"{text}-01-01"[:10]))
    except ValueError:
        return False


def _key(row: dict[str, str] | Record) -> tuple[str, ...]:
    return tuple(row[name] for name in ("indicator", "area_code", "group", "year", "as_of"))


def _there(reader: Reader, target: Path, indicators: set[str]) -> dict[tuple[str, ...], Record]:
    """The figures for these indicators that are there, in the target file too."""

    def figures() -> Iterator[Record]:
        for path in sorted(target.parent.glob("*.csv")):
            if form(path.name, Folder.REFERENCE) == FIGURES:
                yield from reader.sheet(path, FIGURES)

    return {_key(record): record for record in figures() if record["indicator"] in indicators}


def _equal(one: str, other: str) -> bool:
    """Whether two figures agree as far as the one with fewer decimals is printed."""
    if one == other:
        return True
    try:
        first, second = Decimal(one), Decimal(other)
    except ArithmeticError:
        return False
    unit = Decimal(1).scaleb(max(int(number.as_tuple().exponent) for number in (first, second)))
    return first.quantize(unit, ROUND_HALF_UP) == second.quantize(unit, ROUND_HALF_UP)


def _card(path: Path, card: dict[str, str], lang: str | None) -> str:
    """`source.yaml` with an origin card: in place of the one with its id, else at the end."""
    place = Place(f"{path.parents[2].name}/raw/reference/{path.name}")
    text, encoding = decoded(path.read_bytes()) if path.is_file() else ("", "UTF-8")
    try:
        if encoding is None:
            raise Unreadable("encoding", card["source_id"])
        return cards.filled(text.replace("\r\n", "\n"), card, "sources", "source_id")
    except Unreadable as error:
        raise DataFaults([Fault(place, error.kind, {"found": error.found})], lang) from None
