"""The whole comparison as one deck: what is in the data, each analysis, its findings, method and limits."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import covered, edition_of, title_of
from dxcompare.present import style
from dxcompare.present.asked import few
from dxcompare.present.cells import dress
from dxcompare.present.glyphs import legal
from dxcompare.present.pptx import POINT, READING, Show
from dxcompare.present.result import METHODS_VERSION, Result
from dxcompare.questions import registry
from dxcompare.sources import writing
from dxcompare.words.text import Text, plural, shown

#: Gap between the sentences of a list, in lines; type sizes of the lines below the title of the cover, in points.
GAP, COVERED = 0.5, (18, 12, 12)


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


def deck(
    ds: Dataset,
    path: Path,
    lang: str,
    findings: Iterable[tuple[str, Sequence[str]]] = (),
    template: Path | None = None,
    ahead: Sequence[Result] = (),
    leave: Collection[str] = (),
) -> Path:
    """Write :func:`packed`; whole or not at all."""
    writing.replace(path, packed(ds, lang, findings, template, ahead, leave))
    return path


def packed(
    ds: Dataset,
    lang: str,
    findings: Iterable[tuple[str, Sequence[str]]] = (),
    template: Path | None = None,
    ahead: Sequence[Result] = (),
    leave: Collection[str] = (),
) -> bytes:
    """The comparison as a deck of slides: what was found, the slides that bear it out, method, sources.

    Parameters
    ----------
    ds : Dataset
    lang : {"ja", "en"}
    findings : iterable of (str, sequence of str)
        Question and sentences, as the report's notebooks state them; a slide for each question.
    template : Path, optional
        A presentation whose layouts, fonts and colours are taken.
    ahead : sequence of Result
        Shown before the questions: what a plan is beside others that are not in the data set.
    leave : collection of str
        Questions that are left out, since what stands ahead has their slides.

    Returns
    -------
    bytes
        Of a file that ends in `.pptx`.

    Raises
    ------
    TooMany
        If there are more plans than a slide can show by name.
    PackageMissing
        If python-pptx is not installed.
    TemplateUnreadable
        If the template cannot be used.
    """
    few(ds.plan.height, lang)
    show = Show(lang, edition_of(ds), template)
    _cover(show, ds)
    found = [said for result in ahead for said in show.add(result)]
    for question in registry.questions():
        for result in question.shown(ds) if question.name not in leave else ():
            found += show.add(result)[:1]
    _summary(show, ds, found)
    for asked, sentences in findings:
        first, *others = sentences or [asked]
        _list(show, first, others, Text("本文の所見：", "Findings in full: ").to(lang) + asked)
    first, *others = [limit.to(lang) for limit in limits(ds)]
    _list(show, first, others, Text("方法と限界", "Method and limits").to(lang))
    _sources(show, ds)
    return show.packed()


def _cover(show: Show, ds: Dataset) -> None:
    from pptx.util import Pt

    page = show.file.slides.add_slide(show.start.cover)
    said = [title_of(ds).to(show.lang), covered(ds).to(show.lang), style.MADE.to(show.lang), show.edition]
    for place in list(page.placeholders):
        index = place.placeholder_format.idx
        lines = {0: said[:1], 1: said[1:]}.get(index)
        if lines is None or not place.has_text_frame:
            place._element.getparent().remove(place._element)
            continue
        place.text_frame.text = ""
        for i, line in enumerate(lines):
            frame = place.text_frame
            run = (frame.paragraphs[0] if i == 0 else frame.add_paragraph()).add_run()
            run.text = legal(line)
            dress(run, show.lang, Pt(COVERED[i]) if index else None, style.GREY if index else None)


def _summary(show: Show, ds: Dataset, found: Sequence[tuple[str, Any]]) -> None:
    """What was found, behind the cover: each a link to its slide."""
    if not found:
        return
    n, name = len(found), title_of(ds)
    told = Text(f"{name.ja}について分かったこと：{n}件", f"{name.en}: {plural(n, 'finding', 'findings')}")
    if ds.plan.height > 1:
        told = Text(
            f"{ds.plan.height}計画を比べて分かったこと：{n}件",
            f"What comparing {ds.plan.height} plans shows: {plural(n, 'finding', 'findings')}",
        )
    head = told.to(show.lang)
    groups, done = _filled(show, head, [title for title, _ in found]), 0
    ids = show.file.slides._sldIdLst
    for number, group in enumerate(groups, 1):
        page, room = show.page(head + show.counted(number, len(groups)), notes=[head, *group])
        box = show.text(page, group, room, READING, style.INK, gap=READING * GAP)
        for paragraph, (_, target) in zip(box.text_frame.paragraphs, found[done : done + len(group)], strict=True):
            _link(paragraph.runs[0], page, target)
        done += len(group)
        ids.insert(number, ids[-1])


def _link(run: Any, page: Any, target: Any) -> None:
    """Make a run jump to a slide; python-pptx links whole shapes only."""
    from pptx.opc.constants import RELATIONSHIP_TYPE

    link = run._r.get_or_add_rPr().add_hlinkClick(page.part.relate_to(target.part, RELATIONSHIP_TYPE.SLIDE))
    link.set("action", "ppaction://hlinksldjump")


def _list(show: Show, title: str, sentences: Sequence[str], reading: str) -> None:
    """A sentence as the title, the others one under the other; more slides where one does not hold them."""
    head, texts = shown(title, show.lang), [shown(sentence, show.lang) for sentence in sentences]
    groups = _filled(show, head, texts, reading)
    for number, group in enumerate(groups, 1):
        page, room = show.page(head + show.counted(number, len(groups)), reading, notes=[head, *group])
        if group:
            show.text(page, group, room, READING, style.INK, gap=READING * GAP)


def _filled(show: Show, head: str, texts: Sequence[str], reading: str = "") -> list[list[str]]:
    """The texts in groups that a slide holds."""
    room = show.room(head + show.counted(9, 9), reading, "", "")
    groups: list[list[str]] = [[]]
    used = 0.0
    for text in texts:
        high = show.high([text], READING, room.width - 3) + GAP * READING * POINT
        if used + high > room.height and groups[-1]:
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
    n = table.height
    title = Text(
        f"出典は{n}件。利用条件は出典ごとに違う", f"The {plural(n, 'source', 'sources')}, each with its terms of use"
    )
    show.tables(table, title.to(lang))
