"""`dxcompare add`: takes in what was filled in or published, and says which it is."""

from __future__ import annotations

from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, fail, found, or_exit


@click.command(help="""Take in a workbook, proposals, answers, or an official table.""")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--city", default="", help="Of proposals: the folder of the city.")
@click.option("--by", default="", help="Of proposals and answers: who made them.")
@click.option(
    "--published", default="", help="Of an official table: when it was published (YYYY-MM-DD, YYYY-MM, YYYY)."
)
@click.option("--accessed", default="", help="When you downloaded it.")
@click.option("--as-of", default="", help="The date of its figures, where it prints none.")
@click.option("--replace", is_flag=True, help="Of a workbook: its cells take the place of those that differ.")
@DATA
@LANG
def command(
    file: Path,
    city: str,
    by: str,
    published: str,
    accessed: str,
    as_of: str,
    replace: bool,
    data: Path | None,
    lang: str | None,
) -> None:
    from dxcompare.onboarding import add
    from dxcompare.onboarding.new import Refused
    from dxcompare.onboarding.taken import Unsaid
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.text import language
    from dxcompare.words.unknown import UnknownName

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    options = add.Options(city, by, published, accessed, as_of, replace, lang)
    try:
        for line in or_exit(lambda: add.add(file, folder, options), lang):
            click.echo(line.to(lang))
    except Refused as error:
        fail(ValueError(error.said.to(lang)))
    except (UnknownName, Unsaid) as error:
        raise click.UsageError(str(error)) from None
