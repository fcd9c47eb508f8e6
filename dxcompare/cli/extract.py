"""`dxcompare extract`: propose rows from a document."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, fail, helped, option


@helped(
    """文書（.pdf、.docx、.xlsx、.html、.txt）の表から、行の案を取り出す。

    施策・指標・工程・調査表の1行を、1行の JSON にする。どの表のものか、記載されたままの文言、ページ、位置、確かめる
    べきこと。PDFはどのセルも pdfplumber と pypdfium2 で二度読み、違いはすべて問いになる。画像だけの文書や、文字の対応が
    ない書体は断る。文字の層そのものの誤りは見つからない。追加のパッケージ（extra の extract）が要る。
    案は、dxcompare review で人が認めるまでデータにならない。
    """,
    """Propose rows from a document: .pdf, .docx, .xlsx, .html, .txt.

    Each row of a table is one line of JSON: which table of ours, the texts as stated, page, where
    on it each stands, and what must be asked. Of a PDF every cell is read twice, by pdfplumber and by
    pypdfium2, and each difference is a question. A scan, or fonts without a usable character map, are
    refused; a text layer that is itself wrong cannot be found. Needs the packages of the extra `extract`.
    No proposal enters the data before a person accepts it (dxcompare review).
    """,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--json",
    "out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    ja="案の書き出し先（1行に一つ）。",
    en="File to write the proposals to, one a line.",
)
@option(
    "--pictures",
    type=click.Path(file_okay=False, path_type=Path),
    default=None,
    ja="読み取った枠を重ねたページの図の書き出し先。",
    en="Folder for pictures of the pages with the grid that was found.",
)
@DATA
@LANG
def command(file: Path, out: Path, pictures: Path | None, data: Path | None, lang: str | None) -> None:
    from dxcompare.extract import document
    from dxcompare.extract.blocks import CannotRead
    from dxcompare.extract.proposals import lines, summary
    from dxcompare.sources.writing import replace
    from dxcompare.words.faults import PackageMissing
    from dxcompare.words.text import language

    lang = language(lang)
    try:
        found = document.proposals(document.read(file))
        replace(out, lines(found, lang))
        if pictures:
            from dxcompare.extract.picture import drawn

            drawn(file, found, pictures)
    except CannotRead as error:
        click.echo(f"{file.name}: {error.message.to(lang)}", err=True)
        sys.exit(1)
    except PackageMissing as error:
        fail(error)
    click.echo(summary(found).to(lang))
