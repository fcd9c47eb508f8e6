"""`dxcompare check`: is everything in order."""

from __future__ import annotations

from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, fail, found, or_exit


@click.command(
    help="""Validate the data and list the errata.

    Reads raw data, mappings and processed tables; writes nothing. Every fault is one line: file,
    row, column, what was found, what was expected and the likely slip. Exit code 1 if there is any.
    Rows of data/mappings/all that no plan here needs are listed as notes; they may serve another city.
    """
)
@click.argument("city", required=False)
@click.option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    help="A document of CITY, a folder with its documents, or a second transcription: is every cell in it.",
)
@DATA
@LANG
def command(city: str | None, against: Path | None, data: Path | None, lang: str | None) -> None:
    from dxcompare.assemble.publish import differences
    from dxcompare.dataset.notes import natures
    from dxcompare.pipeline import made
    from dxcompare.sources.folder import data_folder
    from dxcompare.tables.vocabularies import NATURES
    from dxcompare.words.faults import DataFaults, Fault, Place
    from dxcompare.words.text import language

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    if against:
        from dxcompare.onboarding.against.command import run

        run(folder, city or "", against, lang)
    notes: list[Fault] = []
    tables = or_exit(lambda: made(folder, lang, notes), lang)
    stale = [
        Fault(Place(f"{folder.name}/processed/{name}"), "stale", {}, "build") for name in differences(tables, folder)
    ]
    if stale:
        fail(DataFaults(stale, lang))
    errata = tables["erratum"].sort("source_id", "erratum_id")
    ja = lang == "ja"
    for row in errata.iter_rows(named=True):
        what, treatment = (row["what"], row["treatment"]) if ja else (row["what_en"], row["treatment_en"])
        said = NATURES[row["nature"]].to(lang)
        if row["quarantine"]:
            said += "、使用停止" if ja else ", withheld"
        click.echo(
            f"{row['erratum_id']}  {row['locator']}: {f'【{said}】' if ja else f'[{said}] '}{what} → {treatment}"
        )
    for note in notes:
        click.echo(("参考　" if ja else "note: ") + note.says(lang))
    counts = sum(frame.height for frame in tables.values())
    click.echo(
        f"データの誤り0件。{len(tables)}表、{counts:,}行。出典についての記録{errata.height}件：{natures(errata).ja}。"
        if ja
        else f"0 faults in {len(tables)} tables, {counts:,} rows; {errata.height} notes on the sources: {natures(errata).en}."
    )
