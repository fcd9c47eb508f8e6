"""`dxcompare build`: make the processed tables."""

from __future__ import annotations

from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, found, helped, or_exit


@helped(
    """整った表（data/processed）を作る。

    data/raw と data/mappings を読み、data/processed を置き換える。誤りがあるか途中で止めたときは、前の表が残る。
    """,
    """Make the processed tables: all of them, or none.

    Reads data/raw and data/mappings and replaces data/processed. If a fault is found, or the
    command is interrupted, the tables that were there remain.
    """,
)
@DATA
@LANG
def command(data: Path | None, lang: str | None) -> None:
    from dxcompare.pipeline import heights, run
    from dxcompare.pipeline.workers import available
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.text import language

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    tables = or_exit(lambda: run(folder, lang, processes=available()), lang)
    for name, height in heights(tables).items():
        click.echo(f"{name:18} {height:>6,}")
