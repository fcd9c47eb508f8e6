"""`dxcompare export`: slides and workbooks, and what one city takes away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dxcompare.cli.common import DATA, LANG, fail, found, helped, option
from dxcompare.words.text import Text

if TYPE_CHECKING:
    from dxcompare.dataset import Dataset
    from dxcompare.report.pack import Findings


@helped(
    """比較の結果を、スライド（.pptx）か表計算のファイル（.xlsx）に書き出す。

    \b
    .pptx  分析ごとに1、2枚のスライド。図と表は編集でき、方法と注意はノートにある
    .xlsx  各分析の表、市×事項の表、方法と注意、列の説明、出典

    --city を付けると、PATH はフォルダーになり（既定は pack-コード）、その市の1枚もの（PDF）・スライド・表計算の
    ファイルを、--lang がなければ両言語で書く。スライドと表計算のファイルは、ほかの計画と並べたものから始まる。
    フォルダーのほかのファイルには手を付けない。

    追加のパッケージ（extra の export、1枚ものは report）が要る。データと合わなくなった所見があれば止まる。
    """,
    """Write the comparison to PATH: slides (.pptx) or a workbook (.xlsx).

    \b
    .pptx  a deck: a slide or two per analysis, with native charts and tables that can be
           edited, methods and caveats in the notes, the findings, the sources
    .xlsx  the tables of each analysis, cities by items, methods, what the columns
           mean, the sources

    With --city, PATH is a folder (by default pack-CODE) that gets the city's page (PDF), slides
    and workbook, in both languages unless --lang names one. Slides and workbook begin with the city
    beside the others. Other files there are left alone.

    Needs the packages of the extra `export`, the page that of `report`. A finding that the data no longer bear out stops it.
    """,
)
@click.argument("path", type=click.Path(path_type=Path), required=False)
@DATA
@LANG
@option(
    "--city",
    ja="一つの市の資料一式を書く。コード（03206）か市名で指定する。",
    en="Write what one city takes away, by its code (03206) or name.",
)
@option(
    "--findings/--no-findings",
    default=True,
    show_default=True,
    ja="レポートの所見をスライドに引くか。ノートブックを実行する。",
    en="Whether the deck quotes the report's findings; this executes the notebooks.",
)
@option(
    "--template",
    type=click.Path(dir_okay=False, exists=True, path_type=Path),
    ja="スライドのひな形（.pptx）。そのレイアウト・書体・配色を使う。",
    en="A presentation (.pptx) whose layouts, fonts and colours the slides take.",
)
def command(
    path: Path | None, data: Path | None, lang: str | None, city: str | None, findings: bool, template: Path | None
) -> None:
    from dxcompare.dataset import load
    from dxcompare.present.asked import TooMany, few
    from dxcompare.present.template import TemplateUnreadable
    from dxcompare.report.notebook import ReportFailed
    from dxcompare.report.snapshot import snapshot
    from dxcompare.words.faults import PackageMissing
    from dxcompare.words.text import LANGUAGES, language
    from dxcompare.words.unknown import UnknownName

    langs = (language(lang),) if lang or not city else LANGUAGES
    _check(path, city, template, language(lang))
    folder = found(lambda: load(data)).folder.parent  # without a checkout there are no notebooks, and no findings
    try:
        with snapshot(folder) as copy:  # findings and tables of one build
            said = partial(_findings, folder, copy) if findings else lambda lang, plans=None: ()
            if city or path is None:
                _city(load(copy), city or "", path, langs, said, template)
            elif path.suffix.lower() == ".xlsx":
                from dxcompare.report.workbook import workbook

                progress = partial(click.echo, err=True)
                click.echo(workbook(load(copy), path, langs[0], progress=progress))
            else:
                from dxcompare.report.deck import deck

                ds = load(copy)
                few(ds.plan.height)  # before the findings, which take their time
                click.echo(deck(ds, path, langs[0], said(langs[0]), template))
    except TemplateUnreadable as error:
        raise click.BadParameter(str(error), param_hint="--template") from error
    except UnknownName as error:
        raise click.BadParameter(str(error), param_hint="--city") from error
    except TooMany as error:
        fail(ReportFailed(_too_many(error.count).to(language(lang))))
    except PackageMissing as error:
        fail(ReportFailed(error.said.to(language(lang))))
    except ReportFailed as error:
        fail(error)


def _too_many(count: int) -> Text:
    """Which files can be written of so many plans."""
    from dxcompare.words.most import MOST

    return Text(
        f"スライドに名前を挙げて並べられるのは{MOST}計画まで（データには{count:,}計画）。--city 市区町村 を付けると、その計画と、"
        "人口が近い計画を並べて書き出す。.xlsx には上限がない",
        f"slides show {MOST} plans by name at most, and the data have {count:,}. With --city they are of one plan beside those "
        "nearest to it in population; an .xlsx has no such limit",
    )


def _check(path: Path | None, city: str | None, template: Path | None, lang: str) -> None:
    """What can be said of the arguments before anything is read."""
    wrong: Text | None = None
    if path is None:
        if not city:
            raise click.MissingParameter(param_hint="PATH", param_type="argument")
    elif city:
        if path.exists() and not path.is_dir():
            wrong = Text(f"{path} はフォルダーではない", f"{path} is no folder")
    elif path.suffix.lower() not in (".pptx", ".xlsx") or path.is_dir():
        wrong = Text(f"{path.name} は .pptx か .xlsx で終わるべきもの", f"{path.name} should end in .pptx or .xlsx")
    elif not path.absolute().parent.is_dir():
        wrong = Text(f"フォルダー {path.parent} がない", f"there is no folder {path.parent}")
    if wrong:
        raise click.BadParameter(wrong.to(lang), param_hint="PATH")
    if template and not city and path and path.suffix.lower() != ".pptx":
        only = Text(".pptx にだけ使える", "only slides (.pptx) have one")
        raise click.BadParameter(only.to(lang), param_hint="--template")


def _city(
    ds: Dataset,
    city: str,
    path: Path | None,
    langs: Iterable[str],
    findings: Callable[..., Findings],
    template: Path | None,
) -> None:
    """Write the pack of one city into a folder."""
    import polars as pl

    from dxcompare.dataset.names import UnknownCity
    from dxcompare.report import folder as folders
    from dxcompare.report import pack

    try:
        code = ds.city(city)
        plans = pack.plans_of(ds, code)
    except UnknownCity:  # a name of several: those that have a plan are told apart, or there is one alone
        plans = pack.plans_called(ds, city)
        code = ds.plan.row(by_predicate=pl.col("plan_id") == plans[0], named=True)["municipality_code"]
    files: dict[str, bytes] = {}
    for one in langs:
        files |= pack.of_city(ds, plans, one, findings(one, plans), template)
    path = path or Path(f"pack-{code}")
    beside = folders.others(path)
    folders.write(path, files)
    if beside:
        click.echo(beside.to(), err=True)
    for name in files:
        click.echo(path / name)


def _findings(folder: Path, copy: Path, lang: str, plans: Iterable[str] | None = None) -> Findings:
    """Question and findings of every notebook, or of the pages of some plans."""
    from dxcompare.report.notebook import NEEDS
    from dxcompare.report.site import findings
    from dxcompare.words.faults import are_there

    are_there(NEEDS, "report", lang)
    return findings(folder, lang, plans, copy)
