"""`dxcompare check`: what is wrong, and what is still to do."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dxcompare.cli.common import DATA, LANG, fail, found, helped, onwards, option, or_exit

if TYPE_CHECKING:
    import polars as pl

    from dxcompare.words.faults import Fault


@helped(
    """データを確かめる。誤り、残る作業、出典についての記録を示す。

    読むだけで、何も書き込まない。CITY（コード、名前、ローマ字、フォルダー）を指定すれば、その市の誤り、残る作業、
    表ごとの進みを示す。誤りがあれば終了コードは 1 になり、残る作業は誤りとしない。--against を付ければ、どのセルも
    文書にあるか、二回目の転記と同じかを見る。

    CITY がなければすべてを確かめ、表を作れない理由があれば終了コードは 1 になる。誤りは1行に一つ、ファイル、行、列、
    見つかったもの、あるべきもの、考えられる間違いを示す。data/mappings/all の、どの計画にも使われていない行は
    参考として示す。別の市で使うかもしれない。
    """,
    """Validate the data: what is wrong, what is to do, the errata.

    Reads raw data, mappings and processed tables; writes nothing. CITY is a code, romaji, a name or a
    folder: what is wrong there, what is still to do, and how far each table is. Exit code 1 if anything is
    wrong; what is still to do in CITY is no fault. With --against its cells are looked up in a document,
    or compared with a second transcription.

    Without CITY all are checked, and what stands in the way of a build exits with 1. Every fault is one
    line: file, row, column, what was found, what was expected and the likely slip. Rows of
    data/mappings/all that no plan here needs are listed as notes; they may serve another city.
    """,
)
@click.argument("city", required=False)
@option(
    "--against",
    type=click.Path(exists=True, path_type=Path),
    ja="CITY の文書、文書のフォルダー、または二回目の転記のフォルダー。すべてのセルがそこにあるかを見る。",
    en="A document of CITY, a folder with its documents, or a second transcription: is every cell in it.",
)
@DATA
@LANG
def command(city: str | None, against: Path | None, data: Path | None, lang: str | None) -> None:
    from dxcompare.sources.folder import data_folder
    from dxcompare.sources.writing import settled
    from dxcompare.words.text import Text, language

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    settled(folder)
    if against and not city:
        needs = Text("--against には CITY が要る", "--against needs CITY")
        raise click.UsageError(needs.to(lang))
    if against:
        from dxcompare.onboarding.against.command import run

        run(folder, city or "", against, lang)
    if city:
        _city(folder, city, data, lang)
    else:
        _all(folder, lang)


def _city(folder: Path, name: str, data: Path | None, lang: str) -> None:
    """How far one city is."""
    from dxcompare.onboarding import progress
    from dxcompare.onboarding.city import find
    from dxcompare.words.unknown import UnknownName

    try:
        city = find(folder, name, lang).name
    except UnknownName as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    state = or_exit(lambda: progress.state(folder, city), lang)
    for line in progress.says(state, lang):
        click.echo(line)
    if not (state.wrong or state.to_do):
        click.echo(onwards("次は dxcompare build" if lang == "ja" else "Next: dxcompare build", data))
    sys.exit(bool(state.wrong))


def _all(folder: Path, lang: str) -> None:
    """Whether all builds, and is what was built. A city in which something is wrong or to do is left out of the rest."""
    from dxcompare.assemble import assembled
    from dxcompare.assemble.publish import differences
    from dxcompare.onboarding import progress
    from dxcompare.pipeline import made
    from dxcompare.words.faults import DataFaults, Fault, Place

    everywhere, _ = or_exit(lambda: assembled(folder, lang), lang)
    states = progress.states(folder, everywhere) if everywhere.faults else []
    left = [state for state in states if state.wrong or state.to_do]
    wrong = progress.of_no_city(folder, everywhere)
    shared = bool(wrong)
    wrong += [fault for state in left for fault in state.wrong]
    if wrong:
        click.echo(str(DataFaults(wrong, lang)), err=True)
    for state in left:
        for line in progress.still(state, lang) if state.to_do else ():
            click.echo(line)
    rest = [state.city for state in states if state not in left]
    if shared or (left and not rest):
        sys.exit(1)
    notes: list[Fault] = []
    tables = or_exit(lambda: made(folder, lang, notes, rest if left else None), lang)
    if not (left and progress.published(folder, tables["plan"]["plan_id"].to_list())):
        stale = [
            Fault(Place(f"{folder.name}/processed/{one}"), "stale", {}, "build") for one in differences(tables, folder)
        ]
        if stale:
            fail(DataFaults(stale, lang))
    _told(tables, notes, [state.city for state in left], lang)
    sys.exit(bool(left))


def _told(tables: dict[str, pl.DataFrame], notes: list[Fault], left: list[str], lang: str) -> None:
    """The errata, the notes, and how many tables are sound."""
    from dxcompare.dataset.notes import natures
    from dxcompare.tables.vocabularies import NATURES

    errata = tables["erratum"].sort("source_id", "erratum_id")
    ja = lang == "ja"
    for row in errata.iter_rows(named=True):
        what, treatment = (row["what"], row["treatment"]) if ja else (row["what_en"], row["treatment_en"])
        said = NATURES[row["nature"]].to(lang)
        if row["quarantine"]:
            said += "、集計に不使用" if ja else ", withheld"
        click.echo(
            f"{row['erratum_id']}  {row['locator']}: {f'【{said}】' if ja else f'[{said}] '}{what} → {treatment}"
        )
    for note in notes:
        click.echo(("参考　" if ja else "note: ") + note.says(lang))
    counts = sum(frame.height for frame in tables.values())
    without = (f"{'、'.join(left)} を除き、" if ja else f"Without {', '.join(left)}: ") if left else ""
    click.echo(
        f"{without}データの誤り0件。{len(tables)}表、{counts:,}行。出典についての記録{errata.height}件：{natures(errata).ja}。"
        if ja
        else f"{without}0 faults in {len(tables)} tables, {counts:,} rows; {errata.height} notes on the sources: {natures(errata).en}."
    )
