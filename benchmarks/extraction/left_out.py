"""Each city in turn left out of the tuning: the numbers that can be tuned are chosen on the others, and tried on it.

python -m benchmarks.extraction.left_out
"""

from __future__ import annotations

import tempfile
from collections import defaultdict
from pathlib import Path
from unittest import mock

from benchmarks.extraction.cities import cities
from benchmarks.extraction.layouts import LAYOUTS
from benchmarks.extraction.run import measured
from benchmarks.extraction.score import Score
from dxcompare.extract import gutters, rules, spaced

#: what can be tuned: module, name, the values tried; the first is the one in use
NUMBERS = [
    (spaced, "APART", (0.7, 0.5, 1.0)),
    (gutters, "AROUND", (0.1, 0.0, 0.25)),
    (rules, "NEAR", (4.0, 2.0, 6.0)),
]
#: layouts that depend on them
TRIED = ("across", "ends", "boxes", "brackets")


def main() -> None:
    tried = {}
    with tempfile.TemporaryDirectory() as made:
        for module, name, values in NUMBERS:
            for value in values[(module, name) != NUMBERS[0][:2] :]:
                with mock.patch.object(module, name, value):
                    tried[name, value] = _scores(Path(made))
    usual = tried[NUMBERS[0][1], NUMBERS[0][2][0]]
    tried |= {(name, values[0]): usual for _, name, values in NUMBERS}
    for city in usual:
        chosen = {}
        for _, name, values in NUMBERS:
            chosen[name] = max(values, key=lambda value: _without(tried[name, value], city))
        same = all(chosen[name] == values[0] for _, name, values in NUMBERS)
        worst = min(tried[name, chosen[name]][city].recall for _, name, _ in NUMBERS)
        print(f"{city:22} chosen without it {chosen}{' (as in use)' if same else ''}; recall on it {worst:.3f}")


def _scores(folder: Path) -> dict[str, Score]:
    """Of all kinds together, by city."""
    found: dict[str, Score] = defaultdict(Score)
    for layout in LAYOUTS:
        for city in cities() if layout.name in TRIED else ():
            for kind in ("kpis", "schedule"):
                for got in measured(layout, city, kind, folder).values():
                    found[city.plan] += got
    return found


def _without(scores: dict[str, Score], city: str) -> float:
    """How well the other cities are read."""
    others = [score for name, score in scores.items() if name != city]
    return sum(score.recall + score.precision for score in others)


if __name__ == "__main__":
    main()
