"""The rules of a page: which strokes are borders of cells, which are arrows, and the cells they make."""

from __future__ import annotations

import itertools
import statistics
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

from dxcompare.extract.blocks import Box

#: rules nearer to each other than this are one (double rules, borders drawn as boxes side by side)
NEAR = 4.0
#: what is thinner than this is a rule, even if it is drawn as a filled box
THIN = 3.0


@dataclass
class Rules:
    """What is drawn on a page.

    Attributes
    ----------
    level, upright : list of dict
        Horizontal and vertical rules, as pdfplumber's edges.
    arrows : list of Box
        Strokes and shapes that stand within a table and end where no rule is.
    shades : list of Box
        Filled boxes without a border.
    cuts : list of float
        Heights at which vertical rules end without a horizontal one, as where a page's end cuts a row.
    """

    level: list[dict[str, Any]]
    upright: list[dict[str, Any]]
    arrows: list[Box]
    shades: list[Box]
    cuts: list[float] = field(default_factory=list)

    def tables(self) -> list[list[Box]]:
        """The cells of each table, by the rules that enclose them."""
        edges = merge_edges([*self.level, *self.upright], NEAR, NEAR, NEAR, NEAR)
        crossings = edges_to_intersections(edges, NEAR, NEAR)
        cells = [box for box in intersections_to_cells(crossings) if box[2] - box[0] > NEAR and box[3] - box[1] > NEAR]
        return [table for table in cells_to_tables(cells) if len(table) > 1]


def of_page(page: Any) -> Rules:
    """Read the rules of a page of pdfplumber."""
    level: list[dict] = []
    upright: list[dict] = []
    shades: list[Box] = []
    shapes: list[Box] = []
    for line in page.lines:
        flat, steep = abs(line["bottom"] - line["top"]) < 1.5, abs(line["x1"] - line["x0"]) < 1.5
        if flat != steep:
            (level if flat else upright).append(_edge(line, "h" if flat else "v"))
    for rect in page.rects:
        box = _box(rect)
        if min(box[2] - box[0], box[3] - box[1]) < THIN:
            flat = box[2] - box[0] > box[3] - box[1]
            (level if flat else upright).append(_edge(rect, "h" if flat else "v"))
        elif rect.get("stroke"):
            for side in _sides(box):
                (level if side["orientation"] == "h" else upright).append(side)
        elif not _white(rect.get("non_stroking_color")):
            shades.append(box)
    for curve in page.curves:
        box = _box(curve)
        if min(box[2] - box[0], box[3] - box[1]) < THIN:  # a border whose ends are cut aslant
            flat = box[2] - box[0] > box[3] - box[1]
            (level if flat else upright).append(_edge(curve, "h" if flat else "v"))
        elif box[2] - box[0] > 8:
            shapes.append(box)
    level, drawn = _without_arrows(level, upright)
    upright = _closed(level, upright)
    cut = _cut(level, upright)
    return Rules([*level, *cut], upright, [*drawn, *shapes], shades, [edge["top"] for edge in cut])


def shaded(rules: Rules) -> Rules:
    """The rules that the edges of filled boxes make, for tables without any other."""
    sides = [side for box in rules.shades for side in _sides(box)]
    return Rules(
        [side for side in sides if side["orientation"] == "h"],
        [side for side in sides if side["orientation"] == "v"],
        [],
        [],
    )


def _without_arrows(level: list[dict], upright: list[dict]) -> tuple[list[dict], list[Box]]:
    """Horizontal rules, and the arrows among them: one ends away from every vertical rule, and no other ends there."""
    if not upright:
        return level, []
    merged = [
        edge
        for stroke in {edge["stroke"] for edge in level}
        for edge in merge_edges([e for e in level if e["stroke"] == stroke], 1, 1, NEAR, NEAR)
    ]
    columns = sorted({round(edge["x0"], 1) for edge in upright})
    usual = statistics.median(edge["stroke"] for edge in level) if level else 0
    ends: dict[int, set[int]] = defaultdict(set)
    for edge in merged:
        for end in (edge["x0"], edge["x1"]):
            for near in (-1, 0, 1):
                ends[round(end / 3) + near].add(id(edge))
    rules, arrows = [], []
    for edge in merged:
        loose = [
            end
            for end in (edge["x0"], edge["x1"])
            if not any(abs(end - x) <= 2 for x in columns) and len(ends[round(end / 3)]) < 2
        ]
        thick = edge["stroke"] > 1.8 * usual and edge["x1"] - edge["x0"] < 0.8 * (columns[-1] - columns[0])

        inside = columns[0] - NEAR < edge["x0"] and edge["x1"] < columns[-1] + NEAR
        if (loose or thick) and inside:
            arrows.append((edge["x0"], edge["top"] - 1, edge["x1"], edge["top"] + 1))
        else:
            rules.append(edge)
    return rules, arrows


def _closed(level: list[dict], upright: list[dict]) -> list[dict]:
    """The vertical rules, with those that a table open at its sides lacks."""
    by_ends = defaultdict(list)
    for edge in merge_edges(level, 1, 1, NEAR, NEAR):
        by_ends[round(edge["x0"] / 3), round(edge["x1"] / 3)].append(edge)
    added = []
    for edges in by_ends.values():
        edges.sort(key=lambda edge: edge["top"])
        for above, below in itertools.pairwise(edges):
            top, bottom, x0, x1 = above["top"], below["top"], above["x0"], above["x1"]
            inside = [
                edge["x0"]
                for edge in upright
                if x0 - NEAR < edge["x0"] < x1 + NEAR and edge["top"] < bottom - NEAR and edge["bottom"] > top + NEAR
            ]
            for x in (x0, x1):
                if inside and not any(abs(other - x) <= NEAR for other in inside):
                    added += [side for side in _sides((x, top, x, bottom)) if side["orientation"] == "v"][:1]
    return [*upright, *added]


def _cut(level: list[dict], upright: list[dict]) -> list[dict]:
    """Rules where vertical ones end together without one, as at the end of a page that cuts a row."""
    found = []
    for side in ("top", "bottom"):
        ends = defaultdict(list)
        for edge in merge_edges(upright, NEAR, NEAR, NEAR, NEAR):
            ends[round(edge[side] / 3)].append(edge)
        for edges in ends.values():
            y = edges[0][side]
            x0, x1 = min(edge["x0"] for edge in edges), max(edge["x0"] for edge in edges)
            met = any(abs(rule["top"] - y) < 2 * NEAR and rule["x0"] < x1 and rule["x1"] > x0 for rule in level)
            if len(edges) > 2 and not met:
                found.append(_made(x0, y, x1, y, "h"))
    return found


def _box(thing: dict) -> Box:
    return thing["x0"], thing["top"], thing["x1"], thing["bottom"]


def _white(colour: Any) -> bool:
    """Whether a filling cannot be seen."""
    if colour is None:
        return False
    parts = [*colour] if isinstance(colour, list | tuple) else [colour]
    if not all(isinstance(part, int | float) for part in parts):
        return False
    return all(part == 0 for part in parts) if len(parts) == 4 else all(part >= 0.99 for part in parts)


def _edge(thing: dict, orientation: str) -> dict[str, Any]:
    """A stroke or a thin box as an edge in its middle."""
    x0, top, x1, bottom = _box(thing)
    if orientation == "h":
        top = bottom = (top + bottom) / 2
    else:
        x0 = x1 = (x0 + x1) / 2
    thin = min(thing["bottom"] - thing["top"], thing["x1"] - thing["x0"])
    return _made(x0, top, x1, bottom, orientation) | {"stroke": thin or thing.get("linewidth") or 0.0}


def _made(x0: float, top: float, x1: float, bottom: float, orientation: str) -> dict[str, Any]:
    return {
        "x0": x0,
        "x1": x1,
        "top": top,
        "bottom": bottom,
        "width": x1 - x0,
        "height": bottom - top,
        "orientation": orientation,
        "object_type": "line",
        "stroke": 0.5,
    }


def _sides(box: Box) -> list[dict[str, Any]]:
    x0, top, x1, bottom = box
    return [
        _made(x0, top, x0, bottom, "v"),
        _made(x1, top, x1, bottom, "v"),
        _made(x0, top, x1, top, "h"),
        _made(x0, bottom, x1, bottom, "h"),
    ]
