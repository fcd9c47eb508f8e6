"""`dxcompare extract`: propose rows from a document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dxcompare.cli.common import LANG, fail


@click.command(
    help="""Propose rows from a document: .pdf, .docx, .xlsx, .html, .txt.

    文書の表から、施策・指標・工程・調査表の行の案を作る。案は人が認めるまでデータに入らない。

    Each row of a table is one line of JSON: which table of ours, the texts as printed, page, where
    on it each stands, and what must be asked. Of a PDF every cell is read twice, by pdfplumber and by
    pypdfium2, and each difference is a question. A scan, or fonts without a usable character map, are
    refused; a text layer that is itself wrong cannot be found. Needs the packages of the extra `extract`.
    """
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--json",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write the proposals to, one a line. 案の書き出し先。",
)
@click.option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    help="Folder for pictures of the pages with the grid that was found. 読み取った枠を重ねた図の書き出し先。",
)
@LANG
def command(file: Path, out: Path, pictures: Path | None, lang: str | None) -> None:
    from dxcompare.extract import document
    from dxcompare.extract.blocks import CannotRead
    from dxcompare.extract.proposals import lines, summary
    from dxcompare.words.faults import PackageMissing
    from dxcompare.words.text import language

    lang = language(lang)
    try:
        found = document.proposals(document.read(file))
        out.write_text(lines(found, lang), encoding="utf-8")
        if pictures:
            from dxcompare.extract.picture import drawn

            drawn(file, found, pictures)
    except CannotRead as error:
        click.echo(f"{file.name}: {error.message.to(lang)}", err=True)
        sys.exit(1)
    except (PackageMissing, OSError) as error:
        fail(error)
    click.echo(summary(found).to(lang))
