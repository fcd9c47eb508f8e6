"""`dxcompare new`: the folder of a city, or a workbook to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dxcompare.cli.common import DATA, LANG, fail, found, or_exit

if TYPE_CHECKING:
    from dxcompare.onboarding.new import City


@click.command(
    help="""Make a city's folder, or a workbook to fill in.

    CODE is the municipality's code of five or six digits, or its name.
    """
)
@click.argument("code")
@click.option("--start", required=True, help="First year of the plan: 2022, R4 or 令和4年度.")
@click.option("--end", default="", help="Last year of the plan.")
@click.option(
    "--workbook",
    type=click.Path(dir_okay=False, path_type=Path),
    default=None,
    help="Make a workbook (.xlsx) in place of the folder.",
)
@click.option("--name", default="", help="What the folder is called after the code.")
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
    then = f"dxcompare add {workbook}" if workbook else f"dxcompare check {city.folder}"
    click.echo(Text(f"次は {then}", f"Next: {then}").to(lang))


def _workbook(path: Path, folder: Path, city: City, lang: str) -> Path:
    from dxcompare.onboarding.workbook import make
    from dxcompare.words.faults import PackageMissing

    try:
        return make(path, folder, city, lang)
    except PackageMissing as error:
        fail(error)
