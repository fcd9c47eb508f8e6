"""A plan among many: beside those nearest in population, and its place in the distribution of all."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from dxcompare.dataset.loaded import Dataset
from dxcompare.present.asked import NothingToDraw
from dxcompare.present.mime import Bundle
from dxcompare.present.result import Result
from dxcompare.questions import registry
from dxcompare.report.answers import results_of
from dxcompare.words.most import MOST
from dxcompare.words.text import Text

#: The headings, and what is to be known before one reads on.
BESIDE = Text("人口の近い計画と並べると", "Beside the plans nearest in population")
AMONG = Text("すべての計画の分布の中で", "In the distribution of all plans")
READING = Text(
    "◆や印の位置は、順位でも評価でもない。数や割合は、計画の長さ・書かれた年・照らす国の計画の版・指標の選び方で変わる。nは値のある"
    "計画（または指標）の数で、ここにない計画は含まない。",
    "The place of a mark is neither a rank nor a judgement: numbers and shares follow the length of a plan, its year, the "
    "national version it is read against and the choice of indicators. n counts the plans (or indicators) that have a value; "
    "plans that are not here are not in it.",
)
#: The question whose chart sets a plan beside others.
BESIDE_IN = "coverage"


def parts(ds: Dataset, plan: str, lang: str) -> list[str | Bundle]:
    """What stands at the end of the page of a plan, where there are more than can be named beside one another.

    Parameters
    ----------
    ds : Dataset
        All plans.
    plan : str
        Its id.
    lang : {"ja", "en"}
    """
    found: list[str | Bundle] = [_h2("beside", BESIDE, lang)]
    found += [_drawn(result, lang, city=plan) for result in results_of(ds, BESIDE_IN)]
    found += [_h2("among", AMONG, lang), f"<p>{escape(READING.to(lang))}</p>"]
    for name in registry.names():
        found += [
            one
            for result in results_of(ds, name)[:MOST]
            if result.count() > MOST
            for one in _marked(result, plan, lang)
        ]
    return found


def _marked(result: Result, plan: str, lang: str) -> Iterator[str | Bundle]:
    """Its charts that are distributions in which a plan can be marked, if it is in them."""
    for kind in result.kinds():
        if "mark" in result.options(kind)["option"]:
            yield _drawn(result, lang, kind=kind, mark=plan)


def _drawn(result: Result, lang: str, **asked: str) -> str | Bundle:
    try:
        return result.plot(lang=lang, **asked).bundle(lang)
    except NothingToDraw as error:
        return f'<p class="blank">{escape(str(error))}</p>'


def _h2(anchor: str, title: Text, lang: str) -> str:
    return f'<h2 id="{anchor}">{escape(title.to(lang))}</h2>'
