"""A page of what each question finds in whatever plans are loaded: made from the registry, without an essay.

Of more plans than can be named beside one another it is the page of the nation: every chart is a distribution.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from html import escape
from itertools import islice

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import covered
from dxcompare.dataset.once import once
from dxcompare.present.asked import NothingToDraw, TooMany
from dxcompare.present.finding import Finding
from dxcompare.present.mime import Bundle
from dxcompare.present.result import ROWS, Result
from dxcompare.present.slide import headline_of
from dxcompare.questions import registry
from dxcompare.report.cache import Store
from dxcompare.report.page import Page, assemble
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, shown

TITLE = Text(
    "読み込んだすべての計画について、問いごとに何が分かるか",
    "What does each question find in all plans that are loaded?",
)


def pages(ds: Dataset, lang: str) -> list[Page]:
    """The page `answers`: of each question that the whole comparison shows, its finding, first chart and caveats.

    Of many plans all charts that are distributions; what is asked of each survey by itself is left to pages of cities.

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
        results = results_of(ds, question.name)
        if len(results) > MOST:
            parts += [_h2(question.name, question.title, lang), f"<p>{escape(EACH.to(lang))}</p>"]
            continue
        found = [part for result in results for part in _parts(question.name, result, lang)]
        parts += found
        if question.overall and question.of_data and not found:
            silent.append(question.title.to(lang))
    if silent:
        parts.append(f'<p class="quiet">{escape(SILENT.to(lang) + Text("、", ", ").to(lang).join(silent))}</p>')
    title = TITLE if ds.plan.height <= MOST else NATION
    return [assemble("answers", "essay", escape(title.to(lang)), _lead(ds, lang), parts, lang)]


@once
def results_of(ds: Dataset, name: str) -> list[Result]:
    """What the whole comparison shows of a question: one more than can stand together, at most."""
    return [*islice(registry.question(name).shown(ds), MOST + 1)]


#: The title of the page of more plans than can be named.
NATION = Text("すべての計画を合わせて見ると、何が分かるか", "Of all plans together, what can be said?")


#: In the place of as many results as there are surveys.
EACH = Text(
    f"この問いには調査ごとに答える。調査が{MOST}を超えるので、ここには並べない。計画を作った市区町村のページにある。",
    f"This is answered survey by survey, and there are more than {MOST}: see the pages of the cities.",
)


#: In the place of a chart that is not one of many plans.
UNDRAWN = Text(
    f"{MOST}計画までを並べる図なので、ここには描いていない：",
    f"Not drawn here, since plans stand in it by name, {MOST} at most: ",
)


#: Before what must be known of single plans, where there are many.
SINGLE = Text("個々の計画についての注意", "What must be known of single plans")


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
    if ds.plan.height > MOST:
        text += Text(
            "図は計画の分布で、順位ではない。nは値のある（判定できた）計画の数で、図ごとに違う。計画は書かれた年も、"
            "照らす国の計画の版も違い、集まった計画が全国を代表するとは限らない。",
            " Charts are distributions of plans, no ranking; n is the number of plans that have a value, and differs from chart "
            "to chart. Plans are of different years and national versions, and those gathered here need not represent Japan.",
        )
    return f"<p>{escape(text.to(lang))}</p>"


def _parts(name: str, result: Result, lang: str) -> Iterator[str | Bundle]:
    yield _h2(name, result.title, lang)
    said = headline_of(result, lang)
    if said:
        yield Finding(said).bundle(lang)
    many = result.count() > MOST
    if many:
        yield from _distributions(result, lang)
    else:
        yield _picture(result, lang)
    single = [note for note in result.caveats if many and _named(result, note)]
    notes = _list((result.method, *(note for note in result.caveats if note not in single)), lang)
    if single:
        notes += f"<details><summary>{SINGLE.to(lang)} ({len(single):,})</summary>{_list(single, lang)}</details>"
    yield f"{notes}<p><small>{escape(result.source_line(lang))}</small></p>"


def _h2(anchor: str, title: Text, lang: str) -> str:
    return f'<h2 id="{escape(anchor)}">{escape(shown(title.to(lang), lang))}</h2>'


def _list(notes: Iterable[Text], lang: str) -> str:
    return f"<ul>{''.join(f'<li>{escape(shown(note.to(lang), lang))}</li>' for note in notes)}</ul>"


def _named(result: Result, note: Text) -> bool:
    """Whether a caveat is of single plans: it begins with what a municipality is called."""
    names = result.asked.ds.plans()["name_ja"] if result.asked else ()
    return note.ja.startswith(tuple(names))


def _distributions(result: Result, lang: str) -> Iterator[str | Bundle]:
    """All charts of a result of many plans that are drawn of as many; the others are named."""
    undrawn = []
    for kind, name in result.kinds().items():
        try:
            yield result.plot(kind, lang).bundle(lang)
        except TooMany:
            undrawn.append(name.to(lang))
        except NothingToDraw as error:
            yield f'<p class="blank">{escape(str(error))}</p>'
    if undrawn:
        yield f'<p class="quiet">{escape(UNDRAWN.to(lang) + Text("、", ", ").to(lang).join(undrawn))}</p>'


def _picture(result: Result, lang: str) -> str | Bundle:
    """The first chart; the main table of a result that has none; a sentence where there is nothing to show."""
    try:
        if result.kinds():
            return result.plot(lang=lang).bundle(lang)
    except NothingToDraw as error:
        return f'<p class="blank">{escape(str(error))}</p>'
    return result.show(lang=lang, rows=ROWS)._repr_html_()
