"""`dxcompare check CITY --against …`: a document, a folder of documents, or a second transcription."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click

from dxcompare.extract.blocks import CannotRead
from dxcompare.onboarding.against import document
from dxcompare.onboarding.against.result import STATUS, Against, Answer, against
from dxcompare.onboarding.city import find
from dxcompare.sources import double_entry
from dxcompare.sources.reader import Reader, Record
from dxcompare.tables.transcribed import BY_PERSON, BY_RULE
from dxcompare.words.faults import DataFaults
from dxcompare.words.text import Text
from dxcompare.words.unknown import UnknownName

NO_DOCUMENT = Text(
    "{path} に転記のファイルも、source.yaml にある文書（{known}）もありません",
    "{path} holds neither a transcription nor a document that source.yaml names ({known})",
)


def run(data: Path, name: str, path: Path, lang: str) -> NoReturn:
    """Print the lines, and end: 0 if every cell is found or explained, 1 if not, 2 if the city is not there."""
    try:
        found = list(lines(data, find(data, name, lang).name, path, lang))
    except UnknownName as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except DataFaults as error:
        click.echo(str(DataFaults(error.faults, lang)), err=True)
        sys.exit(1)
    except CannotRead as error:
        click.echo(error.message.to(lang), err=True)
        sys.exit(1)
    for line, _ in found:
        click.echo(line)
    sys.exit(any(wrong for _, wrong in found))


def lines(data: Path, city: str, path: Path, lang: str) -> Iterator[tuple[str, bool]]:
    """The lines to print, each with whether it says that something is wrong.

    Parameters
    ----------
    data : Path
        The data folder, with `raw/` and `mappings/`.
    city : str
        The city's folder in `data/raw/`.
    path : Path
        A document; a folder with documents under the names that `source.yaml` gives; or a second transcription, a
        folder like the city's own.
    lang : {"ja", "en"}

    Raises
    ------
    DataFaults
        If a file is not in its form.
    dxcompare.extract.blocks.CannotRead
        If the document cannot be read.
    """
    raw = data / "raw" / city
    if path.is_dir() and any((path / name).is_file() for name in ("plan.yaml", "measures.csv", "kpis.csv")):
        yield from compared(raw, path, lang)
        return
    known = sources(raw)
    if path.is_dir():
        found = [(path / name, source) for name, source in known.items() if (path / name).is_file()]
        if not found:
            yield NO_DOCUMENT.to(lang).format(path=path, known=", ".join(known)), True
    else:
        found = [(path, known.get(path.name, ""))]
    for file, source in found:
        yield from said(against(raw, document.read(file), data / "mappings" / city, source), lang)


def sources(raw: Path) -> dict[str, str]:
    """The documents of a city, by the names of their files, with their `source_id`."""
    top = Reader(raw).yaml(raw / "source.yaml") if (raw / "source.yaml").is_file() else None
    cards: object = top.cells.get("sources") if isinstance(top, Record) else None
    found = [card for card in cards if isinstance(card, Record)] if isinstance(cards, list) else []
    return {card["document"]: card["source_id"] for card in found}


def compared(first: Path, second: Path, lang: str) -> Iterator[tuple[str, bool]]:
    """Two transcriptions, cell by cell."""
    ja, result = lang == "ja", double_entry.compare(first, second)
    for one in result.differences:
        row = "" if one.row is None else (f" {one.row}行目" if ja else f", row {one.row}")
        yield f"{one.file}{row} {one.column}: {one.first!r} ≠ {one.second!r}", True
    count, differ = result.cells, len(result.differences)
    yield (f"{count:,}セルを照合、{differ}セルが相違" if ja else f"{count:,} cells compared, {differ} differ"), False


def said(found: Against, lang: str) -> Iterator[tuple[str, bool]]:
    """What became of the cells: those that need a look, then a line a file, then the sum."""
    ja = lang == "ja"
    if not found.answers:
        yield (
            Text(
                f"{found.document}: この文書から転記したセルはありません", f"{found.document}: no cell comes from it"
            ).to(lang),
            False,
        )
        return
    for one in found.answers:
        if one.status in ("missing", "elsewhere"):
            yield f"{_place(one, lang)}: {STATUS[one.status].to(lang)}{_where(one, lang)}", one.status == "missing"
    for one in found.answers:
        if one.status in ("differs", "explained"):
            kind = (BY_RULE | BY_PERSON)[one.kind].to(lang)
            printed = f"{'：' if ja else ': '}{one.printed}" if one.printed else ""
            yield f"{'参考　' if ja else 'note: '}{_place(one, lang)}: {kind}{printed}{_where(one, lang)}", False
    for fault in found.faults:
        yield fault.says(lang), True
    for file in found.files:
        yield f"{file}: {_counts(found, file, lang)}", False
    pages = (
        ""
        if found.paged
        else Text("。改ページがないので、ページは確かめていない", "; without page breaks, so pages are not checked").to(
            lang
        )
    )
    yield f"{found.document} (SHA-256 {found.digest[:12]}): {_counts(found, None, lang)}{pages}", False
    yield (
        (
            f"照らさないセル：ID・コード・決まった語 {found.codes}、ほかの文書から {found.others}"
            if ja
            else f"cells not looked up: ids, codes and closed lists {found.codes}, from other documents {found.others}"
        ),
        False,
    )


def _place(one: Answer, lang: str) -> str:
    cell = one.cell
    row = f"{cell.row}行目" if lang == "ja" else f"row {cell.row}"
    return f"{cell.file} {row} {cell.column} 「{cell.text}」".replace("\n", "⏎")


def _where(one: Answer, lang: str) -> str:
    if not one.section and not one.page:
        return ""
    page = "" if one.page is None else (f"{one.page}ページ " if lang == "ja" else f"page {one.page} ")
    return f"（{page}{one.section}）" if lang == "ja" else f" ({page}{one.section})"


def _counts(found: Against, file: str | None, lang: str) -> str:
    total = sum(file in (None, one.cell.file) for one in found.answers)
    parts = [f"{said.to(lang)} {count:,}" for status, said in STATUS.items() if (count := found.count(status, file))]
    return f"{total:,}セル（{'、'.join(parts)}）" if lang == "ja" else f"{total:,} cells ({', '.join(parts)})"
