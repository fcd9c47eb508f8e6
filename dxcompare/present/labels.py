"""Labels beside marks, where they cover neither marks nor one another; rows as high as their names need."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

import numpy as np

from dxcompare.dataset.notes import ENDED
from dxcompare.present.plain import cut
from dxcompare.words.typography import line_width, width_of, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: The smallest letters of a chart, in points on paper.
SMALL = 7.0


#: The smallest letters above a column that is narrower than a word; a word that is wider yet is broken.
LEAST = 6.0


#: Half letters up to which a line of a name above a column is rather made smaller than broken: a city of four letters.
SHORT = 8


#: What stands under a plan whose period has ended, above a column that is narrower.
ENDED_SHORT = "期間\n終了"


#: How high rows are whose names take one line, two, or three.
HEIGHTS = {1: 1.0, 2: 1.25, 3: 1.75}


#: Left, lower, right, upper end, in pixels.
Box = tuple[float, float, float, float]


def on_lines(name: str, width_mm: float, points: float = SMALL, most: int = 3) -> list[str]:
    """A name on one line or on as few, even ones; … if it is longer than `most` lines."""
    widest = line_width(width_mm, points)
    if width_of(name) > widest * (most + 1):  # what is not shown need not be broken into lines
        name = cut(name, widest * (most + 1))
    lines = wrap(name, widest).split("\n")
    if len(lines) > most:
        return [*lines[: most - 1], lines[most - 1] + "…"]
    even = range(min(widest, width_of(name) // len(lines)), widest)
    return next((found for cells in even if len(found := wrap(name, cells).split("\n")) == len(lines)), lines)


def heads(names: Iterable[str], width_mm: float, points: float) -> tuple[list[str], float]:
    """Names above columns, all in one type size: the given one if all lines fit, else a small one on more lines.

    Smaller yet only where a word is wider than its column; one that is too wide then, too, is broken by syllables.
    """
    found = list(names)
    widest = max((width_of(line) for name in found for line in name.split("\n")), default=0)
    if widest * 1.08 > line_width(width_mm, points):
        points = SMALL
    word = max((width_of(one) for name in found for one in name.split() if one.isascii()), default=0)
    while word * 1.08 > line_width(width_mm, points) and points > LEAST:
        points -= 0.5
    most = int(line_width(width_mm, points) / 1.08)
    if word > most:
        found = [re.sub(r"[!-~]+", lambda one: broken(one[0], most), name) for name in found]
    short = max((wide for name in found for line in name.split("\n") if (wide := width_of(line)) <= SHORT), default=0)
    sizes = (points - step / 2 for step in range(int(2 * (points - LEAST)) + 1))
    points = next((size for size in sizes if short <= line_width(width_mm - 0.8, size)), points)
    room = line_width(width_mm - 0.8, points)
    if room < width_of(ENDED.ja):  # which would be broken inside a word
        found = [name.replace(ENDED.ja, ENDED_SHORT) for name in found]
    return [wrap(name, room) for name in found], points


#: The last letter of a syllable: a vowel, or an n before a consonant.
SYLLABLE = re.compile(r"[aeiou](?!n(?:[^aeiouy]|$))(?=[^aeiou\W\d])|n(?=[^aeiouy\W\d])", re.IGNORECASE)


def broken(word: str, most: int) -> str:
    """A word of Latin letters on lines of so many letters at most, broken where a syllable of Japanese ends.

    >>> broken("Higashimatsushima", 9).split("\\n"), broken("Shinshinotsu", 6).split("\\n")
    (['Higashi-', 'matsushi-', 'ma'], ['Shin-', 'shino-', 'tsu'])
    >>> broken("Rhythms-123456789", 8).split("\\n")
    ['Rhythms-', '1234567-', '89']
    """
    if len(word) <= most or most < 3:
        return word
    ends = [n for n in range(2, most) if SYLLABLE.match(word, n - 1)]
    hyphens = [n for n in range(2, most + 1) if word[n - 1] == "-"]
    if hyphens:
        return f"{word[: hyphens[-1]]}\n{broken(word[hyphens[-1] :], most)}"
    at = ends[-1] if ends else most - 1
    return f"{word[:at]}-\n{broken(word[at:], most)}"


def rows(heights: Iterable[float]) -> tuple[list[float], float]:
    """Where the middles of rows lie, the first at 0 where all are 1 high, and how high they are together.

    >>> rows([1, 1, 2, 1])
    ([0.0, 1.0, 2.5, 4.0], 5)
    """
    high = list(heights)
    ends = list(accumulate(high, initial=0))
    return [(start + end - 1) / 2 for start, end in pairwise(ends)], ends[-1]


def beside(axes: Axes, labels: Sequence[tuple[float, float, str, str]], points: float = SMALL) -> None:
    """Numbers beside the marks at x, y, in a colour, on a side where nothing is drawn; where there is none, no number.

    Limits and all marks must be there before.
    """
    dots = axes.figure.dpi / 72
    taken = drawn(axes)
    window = axes.get_window_extent()
    for x, y, text, colour in labels:
        across, up = axes.transData.transform((x, y))
        wide, high, away = width_of(text) * points / 2 * 1.1 * dots, points * dots, 4.5 * dots
        for side, rise in ((1, 0.6), (1, 0), (-1, 0.6), (-1, 0), (1, -0.6), (-1, -0.6), (0, 1.2), (0, -1.2)):
            left = across + side * away - (wide if side < 0 else wide / 2 if side == 0 else 0)
            lower = up + rise * (high if side else away + high / 2) - high / 2
            box = (left, lower, left + wide, lower + high)
            if (
                window.x0 < box[0]
                and box[2] < window.x1 + away
                and window.y0 < box[1]
                and not any(_over(box, other) for other in taken)
            ):
                x0, y0 = axes.transData.inverted().transform((left, lower + high / 2))
                axes.text(x0, y0, text, fontsize=points, va="center", ha="left", color=colour, zorder=5)
                taken.append(box)
                break


def apart(places: Sequence[float], away: float, highest: float) -> list[float]:
    """Places in ascending order, pushed up where one is nearer to the one below than `away`, and down from `highest`.

    >>> apart([10, 12, 60], 11, 100), apart([80, 95, 99], 11, 100)
    ([10, 21, 60], [78, 89, 100])
    """
    found = list[float]()
    for at in places:
        found.append(max(at, found[-1] + away) if found else at)
    for n in reversed(range(len(found))):
        found[n] = min(found[n], found[n + 1] - away if n + 1 < len(found) else max(highest, places[-1]))
    return found


def drawn(axes: Axes) -> list[Box]:
    """Where marks and lines are; a slope in short pieces."""
    dots, found = axes.figure.dpi / 72, list[Box]()
    for line in axes.lines:
        at = line.get_transform().transform(np.column_stack(line.get_data()).astype(float))
        if line.get_marker() not in ("", "None", None):
            half = line.get_markersize() / 2 * dots
            found += [(x - half, y - half, x + half, y + half) for x, y in at]
        if line.get_linestyle() not in ("", "None"):
            half = line.get_linewidth() / 2 * dots
            for start, end in pairwise(at):
                steps = np.linspace(start, end, 2 if (start == end).any() else 13)
                low, high = np.minimum(steps[:-1], steps[1:]) - half, np.maximum(steps[:-1], steps[1:]) + half
                found += [(*a, *b) for a, b in zip(low.tolist(), high.tolist(), strict=True)]
    return found


def _over(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
