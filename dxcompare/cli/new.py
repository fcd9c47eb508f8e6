"""`dxcompare new`: the folder of a city, or a workbook to fill in."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dxcompare.cli.common import DATA, LANG, fail, found, helped, onwards, option, or_exit

if TYPE_CHECKING:
    from dxcompare.onboarding.new import City


@helped(
    """市のフォルダー、または書き込み用のExcelファイルを作る。

    CODE は団体コード（5桁か6桁。先頭の 0 が落ちていてもよい）か、市区町村名。共同の計画は + でつなぐ。
    すでにあるものには書き込まない。
    """,
    """Make a city's folder, or a workbook to fill in.

    CODE is the municipality's code (five or six digits, a lost zero is put back) or its name; of a joint
    plan several, joined by +. What is there already is refused.
    """,
)
@click.argument("code")
@option(
    "--start",
    required=True,
    ja="計画の最初の年度（2022、R4、令和4年度）。",
    en="First year of the plan: 2022, R4 or 令和4年度.",
)
@option("--end", default="", ja="最後の年度。", en="Last year of the plan.")
@option(
    "--workbook",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    ja="フォルダーでなく、書き込み用のExcelファイル（.xlsx）を作る。",
    en="Make a workbook (.xlsx) in place of the folder.",
)
@option(
    "--name",
    default="",
    ja="フォルダー名のコードのあとの部分。指定がなければ市区町村名のローマ字。",
    en="What the folder is called after the code; by default the name in romaji.",
)
@DATA
@LANG
def command(
    code: str, start: str, end: str, workbook: Path | None, name: str, data: Path | None, lang: str | None
) -> None:
    from dxcompare.onboarding import new
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.text import Text, language

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    try:
        city = or_exit(lambda: new.city(folder, code, start, end, name), lang)
        written = [_workbook(workbook, folder, city, lang)] if workbook else new.make(folder, city, lang)
    except new.Refused as error:
        if error.usage:
            raise click.UsageError(error.said.to(lang)) from None
        fail(ValueError(error.said.to(lang)))
    for note in city.notes:
        click.echo(note.to(lang))
    click.echo("、".join(city.names) + f" ({'+'.join(city.codes)})")
    for path in written:
        click.echo(f"  {path}")
    if not workbook:
        reads = (
            f"dxcompare extract 計画.pdf --json proposals.jsonl → dxcompare add proposals.jsonl --city {city.codes[0]}"
        )
        click.echo(
            Text(
                f"計画の文書から読み取るなら {reads}。手で書き込むなら、上のファイルに書く。書き方は data/README.ja.md",
                f"To read the plan's document: {reads.replace('計画.pdf', 'plan.pdf')}. Or fill in the files above by hand; "
                "how: data/README.md",
            ).to(lang)
        )
    then = f"dxcompare add {shlex.quote(str(workbook))}" if workbook else f"dxcompare check {city.folder}"
    click.echo(onwards(Text(f"次は {then}", f"Next: {then}").to(lang), data))


def _workbook(path: Path, folder: Path, city: City, lang: str) -> Path:
    from dxcompare.onboarding.workbook import make
    from dxcompare.words.faults import PackageMissing

    try:
        return make(path, folder, city, lang)
    except PackageMissing as error:
        fail(error)
