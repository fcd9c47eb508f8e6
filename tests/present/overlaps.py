"""What of a drawn chart covers what: words and other words, words and marks."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.colors import to_rgba
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from dxcompare.present import style

#: Colours of what stands behind a drawing: rules, grids, frames of cells.
BEHIND = {to_rgba(colour)[:3] for colour in (style.RULE, "white", style.PALE)}


@dataclass(frozen=True)
class Word:
    text: str
    box: Bbox
    points: float


def words(figure):
    """Every text that is seen, with the box of its letters; draws the figure."""
    figure.draw_without_rendering()
    found, unseen = [], _unseen(figure)
    for text in figure.findobj(lambda artist: hasattr(artist, "get_text") and hasattr(artist, "get_fontsize")):
        said = text.get_text()
        if not said.strip() or not text.get_visible() or id(text) in unseen:
            continue
        box = text.get_window_extent() if not isinstance(text, Annotation) else _annotated(text)
        lines = said.count("\n") + 1
        trim = 0.12 * box.height / lines  # letters do not fill their line
        found.append(
            Word(said, Bbox.from_extents(box.x0 + 0.5, box.y0 + trim, box.x1 - 0.5, box.y1 - trim), text.get_fontsize())
        )
    return found


def _annotated(text):
    from matplotlib.text import Text

    return Text.get_window_extent(text)


def _unseen(figure):
    """The labels of ticks that are not drawn: beyond the ends of an axis, or of no axis."""
    found = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        shown = {id(tick) for tick in axis._update_ticks()} if axis.axes.axison else set()
        ticks = [tick for tick in (*axis.majorTicks, *axis.minorTicks) if id(tick) not in shown]
        found |= {id(label) for tick in ticks for label in (tick.label1, tick.label2)}
    return found


def marks(figure):
    """Every mark, bar and line that says something, as boxes; what stands behind is none."""
    found = []
    dots = figure.dpi / 72
    for axes in figure.axes:
        for line in axes.lines:
            if not line.get_visible() or len(line.get_xdata()) == 0:
                continue
            at = line.get_transform().transform(np.column_stack([line.get_xdata(), line.get_ydata()]).astype(float))
            if line.get_marker() not in (None, "", "None", " "):
                half = line.get_markersize() * dots / 2
                wide = 1.0 if line.get_marker() == "|" else half
                found += [Bbox.from_extents(x - wide, y - half, x + wide, y + half) for x, y in at]
            elif to_rgba(line.get_color())[:3] not in BEHIND and line.get_linestyle() not in ("None", ""):
                half = line.get_linewidth() * dots / 2
                for (x0, y0), (x1, y1) in pairwise(at):
                    steps = 1 if x0 == x1 or y0 == y1 else 12  # a slope in short pieces
                    ends = np.linspace((x0, y0), (x1, y1), steps + 1)
                    found += [
                        Bbox.from_extents(
                            min(a[0], b[0]) - half,
                            min(a[1], b[1]) - half,
                            max(a[0], b[0]) + half,
                            max(a[1], b[1]) + half,
                        )
                        for a, b in pairwise(ends)
                    ]
        for patch in axes.patches:
            if patch.get_visible():
                box = patch.get_window_extent()
                if box.width > 0.5:
                    found.append(box)
    return found


def _over(a, b):
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0.7 and min(a.y1, b.y1) - max(a.y0, b.y0) > 0.7


def _within(a, b):
    return a.x0 >= b.x0 - 1 and a.x1 <= b.x1 + 1 and a.y0 >= b.y0 - 1 and a.y1 <= b.y1 + 1


def overlaps(figure):
    """Pairs of what covers one another; a word that stands within a bar or a cell is its label."""
    with style.house():
        said = words(figure)
        drawn = marks(figure)
    found = [
        (one.text, other.text) for n, one in enumerate(said) for other in said[n + 1 :] if _over(one.box, other.box)
    ]
    for one in said:
        for box in drawn:
            if _over(one.box, box) and not _within(one.box, box):
                found.append((one.text, "mark"))
                break
    return found


def smallest(figure):
    """The size of the smallest letters, in points."""
    with style.house():
        return min(word.points for word in words(figure))
