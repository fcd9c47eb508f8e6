"""`dxcompare report`: write the HTML pages."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from dxcompare.cli.common import DATA, fail, found, helped, option


@helped(
    """変わったノートブックを実行し、HTMLのページとスライド、表計算ファイルを書く。

    どのページも一つで完結し、通信なしで読める。動かないセルや、データと合わなくなった所見は、その場所に示され、
    ほかのページは書かれ、終了コードは 1 になる。データにない計画についてのページは省く。書き出したファイルは
    manifest.json に記録し、それ以外のファイルと、後で変更されたファイルには手を付けない。

    計画が12を超えると、目次と、すべての計画を合わせたページだけを作り、市区町村のページは --city で求めたものを加える。
    前に作ったページは残し、データが変われば作り直す。
    """,
    """Execute the notebooks that changed; write pages, slides and workbook.

    Each page stands alone and reads offline. A cell that fails, or a finding that the data no longer
    bear out, is named and marked in its place; the other pages are written, and the exit code is 1.
    Essays on plans that are not in the data are left out. What notebooks gave is kept in .cache/report.
    manifest.json lists what was written; other files, and those changed since, are left alone.

    Of more than 12 plans only the index and the pages of all plans together are made; --city adds
    the page of a city. Pages made before stay, and follow the data.
    """,
)
@DATA
@option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("reports"),
    show_default=True,
    ja="ページを書くフォルダー。",
    en="Folder to write the pages to.",
)
@option(
    "--lang",
    type=click.Choice(["ja", "en", "both"]),
    default="both",
    show_default=True,
    is_eager=True,
    ja="ページの言語。both なら英語は en/ に置く。",
    en="Language of the pages; of both, the English ones lie in en/.",
)
@option(
    "--city",
    "cities",
    multiple=True,
    ja="この市区町村のページも作る。コード（03206）・名前・計画のIDで指定する。繰り返してよい。12計画までは、なくても作る。",
    en="Make the page of this city, too: by code (03206), name or id of the plan; may be repeated. Up to 12 plans have one anyway.",
)
def command(data: Path | None, out: Path, lang: str, cities: tuple[str, ...]) -> None:
    from dxcompare.report.notebook import NEEDS, ReportFailed
    from dxcompare.report.site import make
    from dxcompare.sources.folder import data_folder
    from dxcompare.words.faults import PackageMissing, are_there
    from dxcompare.words.text import language
    from dxcompare.words.unknown import UnknownName

    language()  # that of what is said must be known before anything is executed
    try:
        are_there(NEEDS, "report")
    except PackageMissing as error:
        fail(error)
    folder = found(lambda: data_folder(data))
    try:
        pages = found(lambda: make(folder, out, lang, progress=click.echo, cities=cities))
    except UnknownName as error:
        raise click.BadParameter(str(error), param_hint="--city") from error
    except ReportFailed as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    click.echo(f"{pages[0]}")
