"""Parts of many: a row for each quantity, a bar of all with a piece for each part, and what one marked city has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.evidence.lineage import item_names
from dxcompare.present import spread, style
from dxcompare.words.text import Text
from dxcompare.words.typography import line_width, width_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from dxcompare.present.result import Result

#: Height of a row, of its bar, of a line of the key; width of names, of the number of all, of the marked city: millimetres.
ROW, BAR, KEY, NAME, NUMBER, OWN = 6.4, 4.4, 4.6, 50.0, 15.0, 27.0
#: The narrowest piece that holds its number, in millimetres; points of what stands in and beside bars.
LEAST, POINTS = 6.0, 7.5

#: A part: what it is called, its colour, and its hatch if it has one.
Part = tuple[Text, str, str | None]


@dataclass(frozen=True)
class Stack:
    """A row: how many there are of each part, and what the marked city has, in words."""

    name: str
    counts: Mapping[str, int]
    own: str = ""

    @property
    def n(self) -> int:
        """All of them."""
        return sum(self.counts.values())


def stacks(
    result: Result,
    lang: str,
    width_mm: float,
    name: str,
    title: str,
    lines: Sequence[Stack],
    parts: Mapping[str, Part],
    reading: Text,
    marked: str = "",
    whole: str | None = None,
    notes: Sequence[Text] = (),
) -> style.Chart:
    """A chart of such rows.

    Parameters
    ----------
    name, title : str
        Of the chart.
    lines : sequence of Stack
    parts : mapping of str to Part
        In the order in which they are drawn.
    reading : Text
        What a bar is of.
    marked : str
        What the marked city is called; blank if none is.
    whole : str, optional
        Of what it is; by default of all plans.
    notes : sequence of Text
    """
    used = {code: part for code, part in parts.items() if any(line.counts.get(code) for line in lines)}
    keys = list(_keys([(colour, hatch, said.to(lang)) for said, colour, hatch in used.values()], width_mm))
    head = KEY * len(keys) + 5
    shares = Text("棒の中の数字は割合（％）、nは数", "Figures in the bars: per cent; n: how many there are")
    figure, top = style.sheet(
        width_mm,
        head + ROW * len(lines) + 2,
        title,
        (spread.all_of(result, lang, marked) if whole is None else whole)
        + reading.to(lang)
        + Text("。", ". ").to(lang)
        + shares.to(lang),
        *(note.to(lang) for note in notes),
        style.source_line(result.source_line(lang), lang),
    )
    for n, entries in enumerate(keys):
        style.key(figure, top + KEY * n, entries)
    across = width_mm - NAME - NUMBER - (OWN if marked else 0)
    axes = style.place(figure, NAME, top + head, across, ROW * len(lines))
    axes.set(xlim=(0, 100), ylim=(len(lines) - 0.5, -0.5), xticks=[], yticks=[])
    for spine in axes.spines.values():
        spine.set_visible(False)
    columns = [("n", across + NUMBER - 1, style.GREY)]
    columns += [(f"◆ {marked}", across + NUMBER + OWN - 1, style.GREY)] if marked else []
    for said, at, colour in columns:
        axes.text(at / across * 100, -0.62, said, ha="right", va="bottom", fontsize=style.SMALL, color=colour)
    for y, line in enumerate(lines):
        style.row_name(axes, -1.5 / across, y, line.name, NAME - 2, 8)
        _bar(axes, y, line, used, across)
        beside = [(f"{line.n:,}", columns[0][1], style.GREY)]
        beside += [(line.own or "—", columns[1][1], style.COLOURS[1])] if marked else []
        for said, at, colour in beside:
            axes.text(at / across * 100, y, said, ha="right", va="center", fontsize=POINTS, color=colour)
    names = {code: said.to(lang) for code, (said, _, _) in used.items()}
    data = pl.DataFrame(
        [(line.name, names[code], line.counts.get(code, 0), line.n) for line in lines for code in used],
        schema={"what": pl.String, "part": pl.String, "count": pl.Int64, "n": pl.Int64},
        orient="row",
    )
    return style.Chart(figure, name, title, _meaning(lines[0], names, lang), data)


def _keys(entries: Sequence[tuple[str, str | None, str]], width_mm: float) -> list[list[tuple[str, str | None, str]]]:
    """The key, on as many lines as it needs."""
    lines: list[list[tuple[str, str | None, str]]] = [[]]
    left = room = line_width(width_mm, POINTS)
    for entry in entries:
        wide = width_of(entry[2]) + 6
        if lines[-1] and wide > left:
            lines.append([])
            left = room
        lines[-1].append(entry)
        left -= wide
    return lines


def _bar(axes: Axes, y: int, line: Stack, parts: Mapping[str, Part], across: float) -> None:
    """All of a row, piece by piece, with the number of those that have room for it."""
    left = 0.0
    for code, (_, colour, hatch) in parts.items():
        share = 100 * line.counts.get(code, 0) / line.n if line.n else 0
        if not share:
            continue
        axes.barh(y, share, left=left, height=BAR / ROW, color=colour, edgecolor=style.GREY, linewidth=0.4, hatch=hatch)
        if share * across / 100 >= LEAST:
            axes.text(
                left + share / 2,
                y,
                percent(share),
                ha="center",
                va="center",
                fontsize=POINTS,
                color="white" if colour in _DARK else style.INK,
                bbox=style.ON_HATCH if hatch else None,
            )
        left += share


#: Colours on which letters are white.
_DARK = (style.SHADES[5], style.SHADES[4], style.STEPS[5], style.INK, style.GREY)


def in_order(result: Result, rows: pl.DataFrame) -> list[pl.DataFrame]:
    """The rows of each national item, in the order of the national plan; those of none last."""
    places: dict[str, int] = {}
    if result.asked:
        ds = result.asked.ds
        versions = ds.framework_version.filter(framework="dx")["version"].to_list()
        places = {item: n for n, item in enumerate(item_names(ds, "dx", versions)["item_id"])}
    found = rows.partition_by("item_id", maintain_order=True)
    return sorted(found, key=lambda of: places.get(of.item(0, "item_id"), len(places)))


def percent(share: float) -> str:
    """A share as a whole number; one that is not quite nothing or all is not rounded to it.

    >>> percent(0.2), percent(50.4), percent(99.9), percent(100.0)
    ('<1', '50', '>99', '100')
    """
    return "<1" if 0 < share < 0.5 else ">99" if 99.5 <= share < 100 else f"{share:.0f}"


def _meaning(line: Stack, names: Mapping[str, str], lang: str) -> str:
    """The first row in words, for those who cannot see the chart."""
    said = [
        f"{name} {percent(100 * line.counts[code] / line.n)}%" for code, name in names.items() if line.counts.get(code)
    ]
    between = Text("：", ": ").to(lang)
    return f"{line.name} (n={line.n:,}){between}{style.as_fit(said, lang, 100)}"
