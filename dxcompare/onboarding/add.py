"""What people filled in or ministries published: told apart by what it holds, and taken in by whoever knows its kind.

What is of no other kind is an official table, or a fault of one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dxcompare.onboarding import answers, entered, filled_in, sheets, taken
from dxcompare.onboarding.new import Refused
from dxcompare.sources.official import store
from dxcompare.sources.writing import one_writer
from dxcompare.words.faults import listed
from dxcompare.words.text import Text, language


@dataclass(frozen=True)
class Options:
    """What a person says of a file beside it.

    Attributes
    ----------
    city : str
        Folder of the city, of proposals.
    by : str
        Who proposes or answers.
    published, accessed, as_of : str
        Dates of an official table.
    replace : bool
        Whether a workbook's cell takes the place of one that says something else.
    lang : str
    """

    city: str = ""
    by: str = ""
    published: str = ""
    accessed: str = ""
    as_of: str = ""
    replace: bool = False
    lang: str = ""


def kind(path: Path) -> str:
    """What a file is: `lines` of JSON, a `workbook` of ours, `answers` to a review, or `official`."""
    first = path.read_bytes()[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if first.startswith(b"{") or path.suffix.lower() in (".jsonl", ".ndjson"):
        return "lines"
    return {sheets.MARK: "workbook", answers.MARK: "answers"}.get(entered.mark(path), "official")


def add(path: Path, data: Path, options: Options) -> list[Text]:
    """Take in a file.

    Parameters
    ----------
    path : Path
    data : Path
        The folder that holds `raw/` and `mappings/`.
    options : Options

    Returns
    -------
    list of Text
        What it was, and what was done, a line each.

    Raises
    ------
    DataFaults
        What is wrong in it; then nothing was written.
    Refused
        If an option says something of another kind of file.
    Busy
        If another run writes to the data.
    """
    what = kind(path)
    given = [name for name, value in vars(options).items() if value and name not in (*MEANT[what], "lang")]
    if given:
        said = "、".join(f"--{name.replace('_', '-')}" for name in given)
        ja, en = NAMES[what]
        raise Refused(
            Text(
                f"{path.name} は{ja}なので、{said} は使われません。外してください",
                f"{path.name} is {en}, of which {said} says nothing; leave it out",
            )
        )
    with one_writer(data):
        return TAKERS[what](path, data, options)


def official(path: Path, data: Path, options: Options) -> list[Text]:
    """Add an official table."""
    done = store.add(path, data, options.published, options.accessed, options.as_of, language(options.lang or None))
    name = done.path.name
    notes = (listed(list(done.notes), lang, 20) for lang in ("ja", "en"))
    return [
        *(Text(ja, en) for ja, en in zip(*notes, strict=True)),
        Text(
            f"公的統計の表。{name}: {done.areas:,}団体、{done.figures:,}件を追加（同じ値がすでにあった {done.present:,}件、空欄 "
            f"{done.blank:,}、調査無し {done.not_surveyed:,}）。次は dxcompare build",
            f"An official table. {name}: {done.areas:,} areas, {done.figures:,} figures ({done.present:,} were there "
            f"with the same value; {done.blank:,} blank cells, {done.not_surveyed:,} not surveyed). Now run dxcompare build",
        ),
    ]


def workbook(path: Path, data: Path, options: Options) -> list[Text]:
    """Take in a city's workbook."""
    return filled_in.take(path, data, options.replace, options.lang or None)


def lines(path: Path, data: Path, options: Options) -> list[Text]:
    """Keep proposals until a person accepts them."""
    return taken.proposed(path, data, options.city, options.by, options.lang or None)


def answered(path: Path, data: Path, options: Options) -> list[Text]:
    """Take the answers to a review."""
    return taken.answered(path, data, options.by, options.lang or None)


Taker = Callable[[Path, Path, Options], list[Text]]
#: Kind of file → who takes it in.
TAKERS: dict[str, Taker] = {"lines": lines, "workbook": workbook, "answers": answered, "official": official}
#: Kind of file → which options say something of it, and what it is called.
MEANT: dict[str, tuple[str, ...]] = {
    "lines": ("city", "by"),
    "workbook": ("replace",),
    "answers": ("by",),
    "official": ("published", "accessed", "as_of"),
}
NAMES: dict[str, Text] = {
    "lines": Text("案", "a file of proposals"),
    "workbook": Text("書き込み用のExcelファイル", "a workbook of a city"),
    "answers": Text("確認の答え", "a sheet of answers"),
    "official": Text("公的統計の表", "an official table"),
}
