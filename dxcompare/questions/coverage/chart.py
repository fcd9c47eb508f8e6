"""Charts of coverage: plan × national item, five marks in each cell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from dxcompare.evidence.marks import MARKS
from dxcompare.present import style
from dxcompare.present.labels import heads
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.questions.coverage.tables import CELL_BLANKS
from dxcompare.words import typography
from dxcompare.words.text import Text, column, shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes


#: signs in the cells: the plan itself names the item, and we found it too; only the plan; a chapter treats it; in doubt.
BOTH, NAMED, CHAPTER, DOUBT = "●", "◇", Text("章", "ch."), Text("?", "?")
#: A cell without a measure, in few words.
NONE = Text("番号付き施策なし", "no numbered measure")
#: What a mark may be → the sign that stands for it in text, and in words.
SIGNS: dict[str, tuple[str, Text]] = {
    "true": ("■", Text("ある", "there")),
    "other": ("□", Text("施策の指標はあるが、この事項を測らない", "the measure has indicators, none of the item")),
    "false": ("・", Text("ない", "not there")),
    "null": ("?", Text("読み取れない・判定していない", "not legible, or not assessed")),
}
_BLANK_MARKS = {"not_applicable": "—", "not_assessed": "?", "withheld": "×"}
_PITCH, _MARK = 2.6, 1.9  # mm
#: Plans up to which the names of items have all their room.
WIDE = 8


def signs(row: dict) -> list[str]:
    """What each of the five marks of a cell is, a key of :data:`SIGNS`."""
    found = [{True: "true", False: "false", None: "null"}[row[name]] for name in MARKS]
    return [
        "other" if name == "has_indicator" and sign == "false" and row["other_kpis"] else sign
        for name, sign in zip(MARKS, found, strict=True)
    ]


def figure_of(row: dict) -> str:
    """How many of the readable marks are true: no score."""
    return f"{row['marks']}/{row['readable']}"


def unassessed(matrix: pl.DataFrame) -> list[str]:
    """The items of which nothing can be said in any plan: listed, not drawn."""
    kinds = matrix.group_by("item_id", maintain_order=True).agg(
        nothing=pl.col("blank").is_in(["not_assessed", "not_applicable"]).fill_null(False).all(),
        open=(pl.col("blank") == "not_assessed").any(),
    )
    return kinds.filter("nothing", "open")["item_id"].to_list()


@style.draws(Coverage, "matrix", Text("一覧図", "Matrix"))
def matrix(result: Coverage, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Five marks in each cell and how many of them are filled; ● where the plan itself names the item."""
    cells = result.to_frame("matrix")
    plans = cells.select("plan_id", "version").unique("plan_id", maintain_order=True)
    left = unassessed(cells)
    items = cells.filter(~pl.col("item_id").is_in(left)).unique("item_id", maintain_order=True)
    rows, row_height, label = items.height, 7.6, 58.0 if plans.height <= WIDE else 44.0
    sections = items.get_column("section").to_list()
    breaks = [i for i in range(1, rows) if sections[i] != sections[i - 1]]
    height = rows * row_height
    known = {row["plan_id"]: row for row in result.to_frame("plans").iter_rows(named=True)}
    cities = result.plan_names(lang)
    each = min((width_mm - label - 1) / plans.height, 40.0)
    labels = [_plan_label(known[plan], cities[plan], version, lang) for plan, version in plans.iter_rows()]
    if each < NARROWEST:
        labels = [label.replace("–", "\n–") for label in labels]
    above, points = heads(labels, each, 8)
    head_mm = max(22.0, 6 + 4 * max(name.count("\n") + 1 for name in above))
    figure, top = style.sheet(
        width_mm,
        head_mm + height,
        result.title.to(lang),
        reading(lang),
        *listed(result, left, lang),
        *(note.to(lang) for note in result.caveats),
        style.source_line(result.source_line(lang), lang),
    )
    axes = style.place(figure, label, top + head_mm, each * plans.height, height)
    values = {(row["plan_id"], row["item_id"]): row for row in cells.iter_rows(named=True)}
    read = [n for n, name in enumerate(MARKS) if cells[name].is_not_null().any()]  # of the data act only measures were
    for x, plan in enumerate(plans.get_column("plan_id")):
        with style.city(axes, plan):
            for y, item in enumerate(items.get_column("item_id")):
                _cell(axes, x, y, values[plan, item], read, each, row_height, lang)
    axes.set(xlim=(0, plans.height), ylim=(rows or 1, 0), xticks=[], yticks=[])  # none where nobody has coded yet
    for y in breaks:
        axes.axhline(y, color=style.INK, linewidth=0.8)
    for spine in axes.spines.values():
        spine.set_visible(False)
    for x, (plan, head) in enumerate(zip(plans["plan_id"], above, strict=True)):
        style.of_city(axes.text(x + 0.5, -0.72, head, ha="center", va="bottom", fontsize=points, linespacing=1.4), plan)
        for n in read if _pitch(each) > 2.4 else ():  # else in the words above alone
            place, initial = x + (_first(each) + n * _pitch(each)) / each, INITIAL[list(MARKS)[n]].to(lang)
            axes.text(place, -0.12, initial, ha="center", va="bottom", fontsize=style.SMALL, color=style.GREY)
    for y, row in enumerate(items.iter_rows(named=True)):
        style.row_name(
            axes, -1.6 / (each * plans.height), y + 0.5, shown(row[column("name", lang)], lang), label - 2, 8
        )
    told = ("plan_id", "name", "stated", "coded", *MARKS, "marks", "readable", "blank")
    return style.Chart(figure, "coverage-matrix", result.title.to(lang), data=cells, columns=told)


#: mark → what stands above it in each column.
INITIAL = {
    "has_measure": Text("施", "M"),
    "has_step": Text("工", "S"),
    "has_indicator": Text("指", "I"),
    "has_target": Text("目", "T"),
    "has_baseline": Text("現", "B"),
}


#: Width of a cell in mm from which on what stands in it stands on one line, and below which its marks have a line alone;
#: and what a narrower one says without a measure.
NARROW, NARROWEST, _NONE_HERE = 27.0, 14.0, Text("施策なし", "no measure")
_NONE_LEAST = Text("なし", "none")


def _first(each: float) -> float:
    """Where the first mark of a cell stands, in mm from its left."""
    return max(1.7 if each >= NARROW else 1.3 if each >= NARROWEST else 1.4, (each - 26) / 2)


def _pitch(each: float) -> float:
    """From mark to mark, in mm: in a narrow cell, as much as leaves room for the figure, if that stands beside them."""
    return _PITCH if each >= NARROW else min(_PITCH, (each - (6.3 if each >= NARROWEST else 1.2)) / 5)


def _cell(axes: Axes, x: int, y: int, row: dict, read: list[int], each: float, tall: float, lang: str) -> None:
    from matplotlib.patches import Rectangle

    blank = row["blank"]
    hatch = "////" if blank == "not_applicable" else None
    edge = style.PALE if hatch else style.RULE
    box = Rectangle((x + 0.02, y + 0.04), 0.96, 0.92, facecolor="white", hatch=hatch, edgecolor=edge, linewidth=0.5)
    axes.add_patch(box)
    middle: dict[str, Any] = {"va": "center", "fontsize": style.SMALL, "color": style.GREY}
    if blank and blank != "not_stated":
        pad = {"facecolor": "white", "edgecolor": "none", "pad": 1}
        axes.text(x + 0.5, y + 0.52, _BLANK_MARKS[blank], ha="center", bbox=pad, **{**middle, "fontsize": 8})
        return
    chapter = CHAPTER.to(lang) if row["has_chapter"] else ""
    if blank and not row["has_indicator"]:
        none = (NONE if each >= NARROW else _NONE_HERE if each >= NARROWEST else _NONE_LEAST).to(lang)
        text = Text("　", " ").to(lang).join(filter(None, (none, chapter)))
        text = typography.wrap(
            text, typography.line_width(each - (2 if lang == "ja" else 5 if each >= NARROW else 3.5), style.SMALL)
        )
        axes.text(x + 0.5, y + 0.52, text, ha="center", linespacing=1, **middle)
        return
    pitch, mark, first = _pitch(each), _MARK if each >= NARROW else 0.6 * _pitch(each), _first(each)
    level = y + (0.5 if each >= NARROW else 0.3)
    for n in read:
        square(axes, x + (first + n * pitch) / each, level, signs(row)[n], mark / each, mark / tall)
    named = BOTH if row["stated"] and row["coded"] else NAMED if row["stated"] else ""
    more = " ".join(filter(None, (named, chapter, DOUBT.to(lang) if row["in_doubt"] else "")))
    if each < NARROWEST:
        axes.text(x + 0.5, y + 0.72, figure_of(row) + more.replace(" ", ""), ha="center", **middle)
        return
    place = first + (len(read) or 1) * pitch - mark / 2
    axes.text(x + place / each, level + 0.02, figure_of(row), ha="left", **{**middle, "color": style.INK})
    if each >= NARROW:
        axes.text(x + (place + 5.3) / each, level + 0.02, more, ha="left", **middle)
    else:  # on a second line
        axes.text(x + 0.5, y + 0.74, more, ha="center", **middle)


def square(axes: Axes, x: float, y: float, sign: str, wide: float, tall: float) -> None:
    """A mark: filled, hollow, a dot, or a question mark. The shapes tell them apart without colour."""
    from matplotlib.patches import Rectangle

    if sign in ("true", "other"):
        face, edge = style.SHADES[4] if sign == "true" else "white", style.SHADES[4]
        box = Rectangle((x - wide / 2, y - tall / 2), wide, tall, facecolor=face, edgecolor=edge, linewidth=0.7)
        axes.add_patch(box)
    elif sign == "null":
        axes.text(x, y + 0.02, "?", ha="center", va="center", fontsize=style.SMALL, color=style.INK)
    else:
        axes.text(x, y, "·", ha="center", va="center", fontsize=style.SMALL + 1, color=style.GREY)


def _plan_label(plan: dict, name: str, version: str | None, lang: str) -> str:
    """A plan's column heading: municipality, years, version it is read against, if any."""
    read = Text(f"{version}版", f"v{version}") if version else Text("照らす版なし", "no version")
    return f"{style.head(name)}\n{style.years(plan)}\n{read.to(lang)}"


def listed(result: Coverage, left: list[str], lang: str) -> list[str]:
    """The items that nobody assessed, in a sentence; none where there are none."""
    names = dict(result.to_frame("items").select("item_id", column("short", lang)).iter_rows())
    said = Text("、", "; ").to(lang).join(shown(names[item], lang) for item in left)
    return (
        [Text(f"どの計画でも判定していない事項：{said}。", f"Not assessed in any plan: {said}.").to(lang)]
        if left
        else []
    )


def reading(lang: str) -> str:
    """How to read the marks and signs."""
    marks = (
        "・".join(name.to(lang) for name in MARKS.values())
        if lang == "ja"
        else ", ".join(name.to(lang).lower() for name in MARKS.values())
    )
    each = "　".join(f"{sign} {words.to(lang)}" for sign, words in SIGNS.values())
    if lang == "ja":
        return (
            f"五つの印（左から{marks}）：{each}。数字は記載の具体度で、読める印のうち付いたものの数。"
            "指標・目標・現状値は入れ子\n"
            f"{BOTH}計画が事項名を記載し、編者の判定も一致　{NAMED}計画の記載だけ　印なし 編者の判定だけ　"
            f"{CHAPTER.ja} 番号付き施策の外の章が扱う\n"
            f"斜線— {CELL_BLANKS['not_applicable'].ja}（策定時の版にない）　セルの? 判定していないか、版にあるか確かめられない　"
            f"右端の{DOUBT.ja} 施策はあるが、事項がその版にあるか確かめられない"
        )
    return (
        f"Five marks, from the left {marks}: {each}. The figure: how many of the readable marks are filled. "
        "Indicator, target and baseline are nested.\n"
        f"{BOTH} named by the plan and coded by us   {NAMED} named by the plan only   no sign: coded only   "
        f"{CHAPTER.en} treated in a chapter outside the numbered measures\n"
        "hatched — not in the version in force   ? for a cell: not assessed, or not sourced in that version   "
        "? at its end: acted on, though no source tells if that version has the item"
    )
