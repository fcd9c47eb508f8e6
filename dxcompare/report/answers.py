"""A page of what each question finds in whatever plans are loaded: made from the registry, without an essay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from html import escape

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import covered
from dxcompare.present.asked import NothingToDraw
from dxcompare.present.finding import Finding
from dxcompare.present.mime import Bundle
from dxcompare.present.result import ROWS, Result
from dxcompare.present.slide import headline_of
from dxcompare.questions import registry
from dxcompare.report.cache import Store
from dxcompare.report.page import Page, assemble
from dxcompare.words.text import Text, shown

TITLE = Text(
    "読み込んだすべての計画について、問いごとに何が分かるか",
    "What does each question find in all plans that are loaded?",
)


def pages(ds: Dataset, lang: str) -> list[Page]:
    """The page `answers`: of each question that the whole comparison shows, its finding, first chart and caveats.

    Parameters
    ----------
    ds : Dataset
    lang : {"ja", "en"}

    Returns
    -------
    list of Page
    """
    parts: list[str | Bundle] = []
    silent = []
    for question in registry.questions():
        found = [part for result in question.shown(ds) for part in _parts(question.name, result, lang)]
        parts += found
        if question.overall and question.of_data and not found:
            silent.append(question.title.to(lang))
    if silent:
        parts.append(f'<p class="quiet">{escape(SILENT.to(lang) + Text("、", ", ").to(lang).join(silent))}</p>')
    return [assemble("answers", "essay", escape(TITLE.to(lang)), _lead(ds, lang), parts, lang)]


#: Before the names of questions that find nothing.
SILENT = Text(
    "該当する資料がないため示していない問い：", "Questions left out, since there is nothing of the kind here: "
)


def kept(ds: Dataset, lang: str, store: Store, key: str) -> list[Page]:
    """The same, drawn only if what the key stands for has changed: drawing takes longer than most notebooks."""
    name = f"answers.{lang}"
    found = store.get(name, key)
    if found is None:
        found = [asdict(page) for page in pages(ds, lang)]
        store.put(name, key, found)
    return [Page(**fields) for fields in found]


def _lead(ds: Dataset, lang: str) -> str:
    """Which plans it is about, and what the page is not."""
    whose = covered(ds)
    text = Text(
        f"{whose.ja}に、同じ問いを立てた。文も図もデータだけから作ったもので、個々の計画の事情には触れない。",
        f"{whose.en}. The same questions whatever the plans: sentences and charts are made of the data alone, and know "
        "nothing of the circumstances of any one plan.",
    )
    return f"<p>{escape(text.to(lang))}</p>"


def _parts(name: str, result: Result, lang: str) -> Iterator[str | Bundle]:
    yield f'<h2 id="{escape(name)}">{escape(shown(result.title.to(lang), lang))}</h2>'
    said = headline_of(result, lang)
    if said:
        yield Finding(said).bundle(lang)
    yield _picture(result, lang)
    notes = "".join(f"<li>{escape(shown(note.to(lang), lang))}</li>" for note in (result.method, *result.caveats))
    yield f"<ul>{notes}</ul><p><small>{escape(result.source_line(lang))}</small></p>"


def _picture(result: Result, lang: str) -> str | Bundle:
    """The first chart; the main table of a result that has none; a sentence where there is nothing to show."""
    try:
        if result.kinds():
            return result.plot(lang=lang).bundle(lang)
    except NothingToDraw as error:
        return f'<p class="blank">{escape(str(error))}</p>'
    return result.show(lang=lang, rows=ROWS)._repr_html_()
