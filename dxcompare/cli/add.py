"""`dxcompare add`: takes in what was filled in or published, and says which it is."""

from __future__ import annotations

from pathlib import Path

import click

from dxcompare.cli.common import DATA, LANG, fail, found, helped, onwards, option, or_exit


@helped(
    """書き込んだExcelファイル、案、確認の答え、公的統計の表を取り込む。

    どれであるかは、ファイルの中身から分かる。

    \b
    Excelファイル  dxcompare new --workbook で作り、書き込んだもの
    案            dxcompare extract、言語モデル、同僚によるもの（1行に一つのJSON）
    確認の答え    dxcompare review --sheet で作り、答えたもの
    公的統計      デジタル庁 自治体DXの取組に関するダッシュボード（CSV）、
                  総務省 マイナンバーカード交付状況・保有状況（CSV、Excel）、
                  総務省 自治体DX・情報化推進概要 個別資料（Excel、zip）

    誤りがあれば何も書き込まない。同じものを二度取り込んでも、何も変わらない。
    """,
    """Take in what was filled in, proposed, answered or published.

    Which it is, is told from what it holds.

    \b
    a workbook         made by `dxcompare new --workbook`, filled in
    proposals          from `dxcompare extract`, a model or a colleague (JSON, one a line)
    answers            a sheet of `dxcompare review --sheet`, answered
    official tables    デジタル庁 自治体DXの取組に関するダッシュボード (CSV),
                       総務省 マイナンバーカード交付状況、保有状況 (CSV, Excel),
                       総務省 自治体DX・情報化推進概要 個別資料 (Excel, zip)

    If anything is wrong, nothing is written. Taking a file in twice changes nothing.
    """,
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@option(
    "--city",
    default="",
    ja="案：どの市のものか（コード、名前、フォルダー）。",
    en="Of proposals: the city (code, name or folder).",
)
@option("--by", default="", ja="案と答え：だれによるものか。", en="Of proposals and answers: who made them.")
@option(
    "--published",
    default="",
    ja="公的統計：公表日（YYYY-MM-DD、YYYY-MM、YYYY）。",
    en="Of an official table: when it was published (YYYY-MM-DD, YYYY-MM, YYYY).",
)
@option("--accessed", default="", ja="公的統計：取得日。", en="Of an official table: when you downloaded it.")
@option(
    "--as-of",
    default="",
    ja="公的統計：表に時点がないときの時点。",
    en="Of an official table: the date of its figures, if it states none.",
)
@option(
    "--replace",
    is_flag=True,
    ja="Excelファイル：すでにある文言と違うセルを、書き込んだものに改める。",
    en="Of a workbook: its cells take the place of those that differ.",
)
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
    from dxcompare.onboarding.taken import Partly, Unsaid
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.text import language
    from dxcompare.words.unknown import UnknownName

    lang = language(lang)
    folder = found(lambda: data_folder(data))
    options = add.Options(city, by, published, accessed, as_of, replace, lang)
    try:
        for line in or_exit(lambda: add.add(file, folder, options), lang):
            click.echo(onwards(line.to(lang), data))
    except Partly as error:
        for line in error.lines:
            click.echo(onwards(line.to(lang), data))
        raise SystemExit(1) from None
    except Refused as error:
        fail(ValueError(error.said.to(lang)))
    except (UnknownName, Unsaid) as error:
        raise click.UsageError(str(error)) from None
