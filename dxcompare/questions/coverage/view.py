"""Coverage as it opens: national items down, plans across, five marks in each cell."""

from __future__ import annotations

import polars as pl

from dxcompare.evidence.marks import MARKS
from dxcompare.present import style
from dxcompare.present.result import Result
from dxcompare.present.show import Shown
from dxcompare.questions.coverage.chart import CHAPTER, DOUBT, INITIAL, NONE, SIGNS, figure_of, signs
from dxcompare.questions.coverage.tables import CELL_BLANKS
from dxcompare.tables.columns import Said
from dxcompare.words.text import Text, column, shown

#: The signs of a terminal, where squares are of uncertain width; a mark that is there stands by its initial.
_TYPED: dict[str, tuple[Text, Text]] = {
    "other": (Text("副", "o"), Text("別のものを測る指標", "indicator of something else")),
    "false": (Text("・", "."), Text("ない", "not there")),
    "null": (Text("？", "?"), Text("読めない・未判定", "not legible or assessed")),
}


#: Kind of blank of a cell → what stands for it in a terminal, and what that is.
_TYPED_BLANKS: dict[str, tuple[Text, Text]] = {
    "not_stated": (Text("--", "--"), NONE),
    "not_applicable": (Text("対象外", "n/a"), Text("", "")),
    "not_assessed": (Text("未判定", "?????"), Text("", "")),
}


def crossed(result: Result, lang: str, *, typed: bool = False) -> Shown:
    """The matrix as people read it.

    Parameters
    ----------
    result : Coverage
    lang : {"ja", "en"}
    typed : bool
        Whether for a terminal: initials in place of squares, and short names of items.

    Returns
    -------
    Shown
        A row per item; a column per plan.
    """
    cells = result.to_frame("matrix")
    names = result.plan_names(lang)
    if typed:  # that a period is over is said by the table `plans`
        names = {plan: style.head(name).split("\n")[0] for plan, name in names.items()}
    items = cells.unique("item_id", maintain_order=True)
    says = {(row["plan_id"], row["item_id"]): _says(row, lang, typed=typed) for row in cells.iter_rows(named=True)}
    plans = cells["plan_id"].unique(maintain_order=True).to_list()
    name = column("short" if typed else "name", lang)
    item = Text("国の事項", "National item").to(lang)
    frame = pl.DataFrame(
        {
            item: [shown(text, lang) for text in items[name]],
            **{names[plan]: [says[plan, one] for one in items["item_id"]] for plan in plans},
        }
    )
    said = tuple(Said(Text(one, one), Text(one, one)) for one in frame.columns)
    return Shown(frame, result.title.to(lang), lang, ("item_id", *plans), said, _key(lang, typed=typed))


def _says(row: dict, lang: str, *, typed: bool) -> str:
    blank, chapter = row["blank"], CHAPTER.to(lang) if row["has_chapter"] else ""
    if blank and not row["has_indicator"]:
        if typed:
            return _TYPED_BLANKS[blank][0].to(lang) if blank in _TYPED_BLANKS else CELL_BLANKS[blank].to(lang)
        kind = NONE if blank == "not_stated" else CELL_BLANKS[blank]
        return " ".join(filter(None, (kind.to(lang), chapter)))
    found = zip(MARKS, signs(row), strict=True)
    if typed:
        return "".join(INITIAL[mark].to(lang) if sign == "true" else _TYPED[sign][0].to(lang) for mark, sign in found)
    marks = "".join(SIGNS[sign][0] for _, sign in found)
    return " ".join(filter(None, (marks, figure_of(row), chapter, DOUBT.to(lang) if row["in_doubt"] else "")))


def _key(lang: str, *, typed: bool) -> str:
    """How to read a cell."""
    between = Text("、", ", ").to(lang)
    if typed:
        there = [f"{INITIAL[mark].to(lang)} {name.to(lang)}" for mark, name in MARKS.items()]
        signed = [*_TYPED.values(), *_TYPED_BLANKS.values()]
        others = [f"{sign.to(lang)} {words.to(lang)}" for sign, words in signed if words.to(lang)]
        return between.join([*there, *others])
    marks = between.join(name.to(lang) for name in MARKS.values())
    each = Text("　", "   ").to(lang).join(f"{sign} {words.to(lang)}" for sign, words in SIGNS.values())
    return Text(f"左から{marks}：{each}", f"From the left {marks}: {each}").to(lang)
