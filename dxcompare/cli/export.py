"""`dxcompare export`: slides and workbooks."""

from __future__ import annotations

from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, fail, found, helped, option


@helped(
    """比較の結果を、スライド（.pptx）か表計算のファイル（.xlsx）に書き出す。

    \b
    .pptx  分析ごとに1、2枚のスライド。図と表は編集でき、方法と注意はノートにある
    .xlsx  各分析の表、市×事項の表、方法と注意、列の説明、出典

    追加のパッケージ（extra の export）が要る。データと合わなくなった所見があれば止まる。
    """,
    """Write the comparison to PATH: slides (.pptx) or a workbook (.xlsx).

    \b
    .pptx  a deck: a slide or two per analysis, with native charts and tables that can be
           edited, methods and caveats in the notes, the findings, the sources
    .xlsx  the tables of each analysis, cities by items, methods, what the columns
           mean, the sources

    Needs the packages of the extra `export`. A finding that the data no longer bear out stops it.
    """,
)
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@DATA
@LANG
@option(
    "--findings/--no-findings",
    default=True,
    show_default=True,
    ja="レポートの所見をスライドに引くか。ノートブックを実行する。",
    en="Whether the deck quotes the report's findings; this executes the notebooks.",
)
def command(path: Path, data: Path | None, lang: str | None, findings: bool) -> None:
    from dxcompare.dataset import load
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.faults import PackageMissing
    from dxcompare.words.text import language

    lang = language(lang)
    ending = path.suffix.lower()
    if ending not in (".pptx", ".xlsx"):
        raise click.BadParameter(
            f"{path.name} は .pptx か .xlsx で終わるべきもの"
            if lang == "ja"
            else f"{path.name} should end in .pptx or .xlsx",
            param_hint="PATH",
        )
    if not path.absolute().parent.is_dir():
        raise click.BadParameter(
            f"フォルダー {path.parent} がない" if lang == "ja" else f"there is no folder {path.parent}",
            param_hint="PATH",
        )
    folder = found(lambda: data_folder(data))
    ds = found(lambda: load(folder))
    try:
        if ending == ".xlsx":
            from dxcompare.report.workbook import workbook

            click.echo(workbook(ds, path, lang))
        else:
            from dxcompare.report.deck import deck

            click.echo(deck(ds, path, lang, _findings(folder, lang) if findings else ()))
    except PackageMissing as error:
        fail(error)


def _findings(folder: Path, lang: str) -> list[tuple[str, list[str]]]:
    """Question and findings of every notebook."""
    from dxcompare.report.notebook import ReportFailed
    from dxcompare.report.site import findings

    try:
        return findings(folder, lang)
    except ReportFailed as error:
        fail(error)
