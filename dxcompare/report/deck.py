"""The whole comparison as one deck: what is in the data, each analysis, its findings, method and limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import covered, edition_of, title_of
from dxcompare.present import style
from dxcompare.present.grid import grid, pages
from dxcompare.present.pptx import BODY_TOP, EDGE, HIGH, WIDE, Show
from dxcompare.present.result import METHODS_VERSION
from dxcompare.present.slide import Slide
from dxcompare.questions import registry
from dxcompare.words import typography
from dxcompare.words.text import Text, shown

#: Type sizes of a list, in points; its place, in millimetres; and the gap between its sentences, in lines.
SIZES, LIST_TOP, LIST_HIGH, GAP = (20, 18, 16, 14), 34.0, 140.0, 0.6


def limits(ds: Dataset) -> list[Text]:
    """What must be said of everything, as far as these plans give cause for it."""
    said = [
        Text(
            "計画に書かれたことの比較であり、取組の成果や優劣の比較ではない。順位も総合点も付けない。",
            "Plans are compared by what they say, not by what was achieved; there is no ranking and no total score.",
        )
        if ds.plan.height > 1
        else Text(
            "計画に書かれたことであり、取組の成果ではない。総合点は付けない。",
            "This is what the plan says, not what was achieved; there is no total score.",
        ),
        Text(
            "「記載なし」「対象外」「未判定」「集計に不使用」は別のものとして示し、0とは扱わない。",
            "‘Not stated’, ‘not applicable’, ‘not assessed’ and ‘withheld’ are kept apart, and none is a zero.",
        ),
        Text(
            "出典の誤り、記載のないこと、読み取りの限界は分けて記録し、直さない。使えない値は使わない。",
            "Errors in the sources, what they do not state and limits of our reading are recorded apart, none is repaired; values that cannot be used are not used.",
        ),
    ]
    if ds.survey.height:
        said.append(
            Text(
                "計画に記載のない回答者数は、割合から一つに決まるときだけ復元した。",
                "Bases that plans do not state are recovered only where the percentages leave one answer.",
            )
        )
    if ds.survey.height > 1:
        said.append(
            Text(
                "調査は問い方が違う。市の間では、問いと回答対象が同じ範囲でだけ比べる。",
                "Surveys differ in wording; cities are compared only as far as questions and bases allow.",
            )
        )
    return [
        *said,
        Text(
            f"方法の定義：docs/methods.md（版 {METHODS_VERSION}）。数値はすべて .xlsx で書き出せる。",
            f"Definitions: docs/methods.md (version {METHODS_VERSION}). All figures can be exported as .xlsx.",
        ),
    ]


def deck(ds: Dataset, path: Path, lang: str, findings: Iterable[tuple[str, Sequence[str]]] = ()) -> Path:
    """Write the comparison as a deck of slides.

    Parameters
    ----------
    ds : Dataset
    path : Path
        Ends in `.pptx`.
    lang : {"ja", "en"}
    findings : iterable of (str, sequence of str)
        Question and sentences, as the report's notebooks state them; a slide for each question.

    Returns
    -------
    Path

    Raises
    ------
    PackageMissing
        If python-pptx is not installed.
    """
    show = Show(lang, edition_of(ds))
    _cover(show, ds)
    for question in registry.questions():
        for result in question.shown(ds):
            show.add(result)
    for asked, sentences in findings:
        _list(show, Text("分かったこと：", "Findings: ").to(lang) + asked, sentences)
    _list(show, Text("方法と限界", "Method and limits").to(lang), [limit.to(lang) for limit in limits(ds)])
    _sources(show, ds)
    show.save(path)
    return path


def _cover(show: Show, ds: Dataset) -> None:
    lang = show.lang
    said = title_of(ds).to(lang)
    page = show.page(said)
    title = page.shapes.title
    title.left, title.top, title.width, title.height = (
        round(size * 36_000) for size in (EDGE, HIGH * 0.36, WIDE - 2 * EDGE, 20)
    )
    show.write(title.text_frame, [said], 36, style.INK)
    show.text(page, [covered(ds).to(lang)], HIGH * 0.36 + 24, 20, 18, style.GREY)
    show.text(page, [style.MADE.to(lang)], HIGH * 0.36 + 40, 10, 12, style.GREY)


def _list(show: Show, title: str, sentences: Sequence[str]) -> None:
    """Sentences one under the other, in the largest type that holds them; more slides where none does."""
    texts = [shown(sentence, show.lang) for sentence in sentences]
    for size in SIZES:
        groups = _filled(texts, size)
        if len(groups) == 1:
            break
    for number, group in enumerate(groups, 1):
        page = show.page(shown(title, show.lang) + show.counted(number, len(groups)), notes=group)
        show.text(page, group, LIST_TOP, LIST_HIGH, size, style.INK, gap=size * GAP)


def _filled(texts: Sequence[str], size: float) -> list[list[str]]:
    """The texts in groups that a slide holds."""
    groups: list[list[str]] = [[]]
    used = 0.0
    for text in texts:
        lines = typography.wrap(text, typography.line_width((WIDE - 2 * EDGE) * 0.9, size)).count("\n") + 1
        high = (lines * 1.25 + GAP) * size * 0.3528
        if used + high > LIST_HIGH and groups[-1]:
            groups.append([])
            used = 0
        groups[-1].append(text)
        used += high
    return groups


def _sources(show: Show, ds: Dataset) -> None:
    lang = show.lang
    heads = {
        "title": Text("題名", "Title"),
        "publisher": Text("発行者", "Publisher"),
        "published": Text("公表日", "Published"),
        "licence": Text("利用条件", "Licence"),
    }
    table = ds.source.select(
        pl.col(name).map_elements(lambda text: shown(text, lang), return_dtype=pl.String).alias(head.to(lang))
        for name, head in heads.items()
    )
    show.tables(pages(grid(Slide(table)), WIDE - 2 * EDGE, HIGH - BODY_TOP - EDGE), Text("出典", "Sources").to(lang))
