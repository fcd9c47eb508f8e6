"""The whole comparison as one workbook: what each question found, as it is read, with what must be known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import covered, edition_of, title_of
from dxcompare.present import xlsx
from dxcompare.present.about import about
from dxcompare.present.reading import Columns, read
from dxcompare.present.result import Result
from dxcompare.present.slide import finding_of
from dxcompare.present.worksheet import Sheet, sheet_of, sheets_of
from dxcompare.questions import registry
from dxcompare.sources import writing
from dxcompare.tables import TABLES
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, plural, shown

#: What every reader must know, beside the name of the first thing said.
NOTES = (
    (
        Text("読み方", "How to read"),
        Text(
            "1シートが1表。1行目は見出しで、意味は見出しのメモと「列の説明」シートにある。見出しの▼で絞り込める。",
            "A sheet is a table. Its first row holds headings, explained in the note on each and in the sheet Columns.",
        ),
    ),
    (
        Text("空欄", "Blanks"),
        Text(
            "空欄は値がないことを表し、0ではない。「対象外」「未判定」「記載なし」は別のものである。",
            "An empty cell has no value; it is not zero. ‘Not applicable’, ‘not assessed’ and ‘not stated’ differ.",
        ),
    ),
    (
        Text("言えないこと", "What cannot be said"),
        Text(
            "計画に書かれたことの比較であり、取組の成果や優劣の比較ではない。数の大小を順位として読まない。",
            "Plans are compared by what they say, not by what was achieved; larger numbers are no better rank.",
        ),
    ),
    (
        Text("出典の誤り", "Errors in the sources"),
        Text(
            "出典の誤り、記載のないこと、読み取りの限界は「出典についての記録」シートに分けて記し、直していない。",
            "Errors and gaps of the sources and limits of our reading are listed in the sheet Notes on the sources; "
            "nothing is repaired.",
        ),
    ),
)


#: Tables of the data that are shown as they are read: name → what the sheet is called, and its columns.
DATA: dict[str, tuple[Text, Columns]] = {
    "source": (
        Text("出典", "Sources"),
        ("title", "publisher", "published", "accessed", "licence", "stands_for", "document", "checked_by"),
    ),
    "erratum": (
        Text("出典についての記録", "Notes on the sources"),
        ("source_id", "locator", "nature", "kind", "what", "treatment", "quarantine"),
    ),
}


def workbook(
    ds: Dataset,
    path: Path,
    lang: str,
    ahead: Sequence[Result] = (),
    progress: Callable[[str], object] = lambda line: None,
) -> Path:
    """Write :func:`packed`; whole or not at all."""
    writing.replace(path, packed(ds, lang, ahead, progress))
    return path


def packed(
    ds: Dataset, lang: str, ahead: Sequence[Result] = (), progress: Callable[[str], object] = lambda line: None
) -> bytes:
    """The whole comparison: what it is, the tables of each question, methods, columns, sources, notes on these.

    Parameters
    ----------
    ds : Dataset
    lang : {"ja", "en"}
        Language of names, headings and words.
    ahead : sequence of Result
        Whose sheets come first: what a plan is beside others that are not in the data set.
    progress : callable
        Called with a line of text before each question is answered, and before the file is written.

    Returns
    -------
    bytes
        Of a file that ends in `.xlsx`.

    Raises
    ------
    PackageMissing
        If XlsxWriter is not installed.
    """
    results, edition = [*_ahead(ahead, lang), *_results(ds, lang, progress)], edition_of(ds)
    notes = [
        (Text("対象", "Plans"), covered(ds)),
        *_beside(ahead, lang),
        *([(Text("データの版", "Data"), edition)] * bool(edition.ja)),
        *NOTES,
    ]
    found = _once([_printed(sheet, lang) for _, _, sheets in results for sheet in sheets])
    methods = _methods(((name, result) for name, every, _ in results for result in every), lang)
    sheets = [*found, methods, *(_printed(sheet, lang) for sheet in _data(ds, lang))]
    title = title_of(ds) + Text("　結果一式", ": results")
    said = [(what.to(lang), text.to(lang)) for what, text in notes]
    progress(Text("ファイルに書き出す", "writing the file").to(lang))
    return xlsx.packed(title.to(lang), said, [*sheets, _columns(sheets, lang)], lang, edition)


def _ahead(results: Sequence[Result], lang: str) -> Iterator[tuple[str, list[Result], list[Sheet]]]:
    """The title, the result itself and its sheets; of a further result the sheets bear a number."""
    for n, result in enumerate(results, 1):
        again = f" ({n})" if n > 1 else ""
        sheets = [replace(sheet, name=sheet.name + again) for sheet in sheets_of(result, lang)]
        said = finding_of(result, lang)
        first = replace(sheets[0], meaning=result.title.to(lang) + (f"\n{said}" if said else ""))
        yield result.title.to(lang), [result], [first, *sheets[1:]]


def _beside(ahead: Sequence[Result], lang: str) -> Iterator[tuple[Text, Text]]:
    """Which plans that are not in the data set stand on a sheet of what goes ahead."""
    for result in ahead:
        beside = getattr(result, "beside", None)
        if isinstance(beside, Result):
            name, n = sheets_of(beside, lang)[0].name, beside.to_frame()["plan_id"].n_unique()
            yield (
                Text("並べる計画", "Beside it"),
                Text(f"シート「{name}」には{n}計画を並べる。", f"The sheet {name} has {plural(n, 'plan', 'plans')}. ")
                + beside.which,
            )


def _once(sheets: Iterable[Sheet]) -> list[Sheet]:
    """The sheets without those of a plan alone that stand ahead beside others: of the same name, with fewer columns."""
    found: dict[str, Sheet] = {}
    return [
        sheet
        for sheet in sheets
        if not {*sheet.frame.columns} <= {*found.setdefault(sheet.name, sheet).frame.columns}
        or found[sheet.name] is sheet
    ]


def _results(
    ds: Dataset, lang: str, progress: Callable[[str], object]
) -> Iterator[tuple[str, list[Result], list[Sheet]]]:
    """The title of every question, its results and its sheets; several results of one question stand one under the other.

    The first sheet of a question is called as the question is unless it has a name of its own, and says what was found.
    """
    questions = registry.questions()
    for n, question in enumerate(questions, 1):
        progress(f"{n}/{len(questions)} {question.title.to(lang)}")
        made = [(result, sheets_of(result, lang)) for result in question.tabled(ds)]
        if not made:
            continue
        result, sheets = made[0]
        if len(made) > 1:
            asked = Text("問い", "Question").to(lang)
            frames = [
                sheet.frame.insert_column(0, pl.lit(one.title.to(lang)).alias(asked))
                for one, of in made
                for sheet in of[:1]
            ]
            sheets = [replace(sheets[0], frame=pl.concat(frames, how="diagonal_relaxed"))]
            meaning = question.title.to(lang)
        else:
            said = finding_of(result, lang)
            meaning = result.title.to(lang) + (f"\n{said}" if said else "")
        main = sheet_of(result, None, lang).name
        yield (
            question.title.to(lang),
            [one for one, _ in made],
            [
                replace(sheet, name=question.title.to(lang), meaning=meaning) if sheet.name == main else sheet
                for sheet in sheets
            ],
        )


def _methods(results: Iterable[tuple[str, Result]], lang: str) -> Sheet:
    """What must be known of the results, beside them."""
    heads = [Text("シート", "Sheet"), Text("種類", "Kind"), Text("内容", "Text")]
    rows = [(name, what, text) for name, result in results for what, text in _about(result, lang)]
    frame = pl.DataFrame(rows, schema=[head.to(lang) for head in heads], orient="row").unique(maintain_order=True)
    meaning = Text("結果の問い、方法、注意、出典", "Question, method, caveats and sources of the results")
    return Sheet(Text("方法と注意", "Methods and caveats").to(lang), frame, meaning.to(lang))


def _about(result: Result, lang: str) -> list[tuple[str, str]]:
    """What is to be known of a result; documents of many plans are counted, since a sheet of its own lists them."""
    rows, n, said = about(result, lang), result.sources.height, Text("出典", "Source").to(lang)
    if n <= 2 * MOST:
        return rows
    listed = DATA["source"][0].to(lang)
    counted = Text(f"文書{n:,}件（シート「{listed}」に一覧）", f"{n:,} documents, listed in the sheet {listed}").to(
        lang
    )
    first = next(at for at, (what, _) in enumerate(rows) if what == said)
    return [
        (what, counted if at == first else text) for at, (what, text) in enumerate(rows) if what != said or at == first
    ]


def _columns(sheets: Iterable[Sheet], lang: str) -> Sheet:
    """What every heading of the sheets means."""
    heads = [Text("シート", "Sheet"), Text("見出し", "Heading"), Text("意味", "Meaning"), Text("単位", "Unit")]
    rows = [
        (sheet.name, head, sheet.said[head].meaning.to(lang), sheet.said[head].unit or None)
        for sheet in sheets
        for head in sheet.frame.columns
        if head in sheet.said
    ]
    frame = pl.DataFrame(rows, schema=dict.fromkeys((head.to(lang) for head in heads), pl.String), orient="row")
    meaning = Text("各シートの見出しの意味と単位", "What the headings of the sheets mean, and units")
    return Sheet(Text("列の説明", "Columns").to(lang), frame, meaning.to(lang))


def _data(ds: Dataset, lang: str) -> Iterator[Sheet]:
    """Tables of the data, as they are read."""
    names = {"source.source_id": dict(ds.source.select("source_id", "title").iter_rows())}
    for name, (called, columns) in DATA.items():
        whole = read(ds[name], lang, table=TABLES[name], columns=columns, names=names)
        said = {head: whole.said[column] for column, head in whole.heads.items()}
        yield Sheet(called.to(lang), whole.headed(), TABLES[name].one_row.to(lang), said)


def _printed(sheet: Sheet, lang: str) -> Sheet:
    """A sheet without the columns that say nothing, its texts as they are printed."""
    frame = sheet.frame
    kept = [name for name in frame.columns if frame[name].null_count() < frame.height or not frame.height]
    texts = pl.col(pl.String, pl.Enum, pl.Categorical)
    printed = frame.select(kept).with_columns(
        texts.cast(pl.String).map_elements(lambda text: shown(text, lang), return_dtype=pl.String)
    )
    return replace(sheet, frame=printed)
