"""How made-up plans print years and amounts: in several ways, each of which says one thing."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from random import Random

_WIDE = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
Row = Sequence[object]


def era(year: int) -> tuple[str, int]:
    """The era of a fiscal year, by its letter in Latin script, and the year in it."""
    return ("R", year - 2018) if year > 2018 else ("H", year - 1988)


def fiscal(year: int, style: int) -> str:
    """A fiscal year: `令和7年度`, `R7`, `2025 (R7)`, `令和７年度`, `2025`, or its last day `令和8年3月31日`."""
    letter, n = era(year + (style == 5))
    name, counted = {"R": "令和", "H": "平成"}[letter], "元" if n == 1 else str(n)
    return (
        f"{name}{counted}年度",
        f"{letter}{n}",
        f"{year} ({letter}{n})",
        f"{name}{counted}年度".translate(_WIDE),
        str(year),
        f"{name}{counted}年3月31日",
    )[style]


#: How many ways there are; of a heading above a schedule the last is none.
STYLES = 6


def amount(rng: Random, value: float, decimals: int, unit: str, period: str) -> str:
    """An amount as a plan may print it: width of digits, comma, unit and period in several places."""
    number = f"{value:.{decimals}f}" if decimals else f"{value:,.0f}" if rng.random() < 0.7 else f"{value:.0f}"
    way = rng.random()
    if way < 0.15:
        return number.replace(",", "").translate(_WIDE) + unit.translate(_WIDE)
    if way < 0.25 and not number.startswith("0"):
        return f"約{number}{unit}"
    if period == "per_year" and way < 0.5:
        return f"{number}{unit}/年" if way < 0.4 else f"年{number}{unit}"
    if period == "cumulative" and way < 0.5:
        return f"累計{number}{unit}"
    return number if way > 0.95 else number + unit


class Files:
    """The files of a folder, each written whole."""

    def __init__(self, root: Path):
        self.root = root

    def csv(self, name: str, columns: str | Sequence[str], rows: Iterable[Row], *, always: bool = False) -> None:
        """A table, if it has rows."""
        rows = list(rows)
        if rows or always:
            with io.StringIO(newline="") as text:
                writer = csv.writer(text, lineterminator="\n")
                writer.writerow(columns.split() if isinstance(columns, str) else columns)
                writer.writerows(rows)
                self.text(name, text.getvalue())

    def card(self, name: str, *entries: dict[str, object], listed: str = "") -> None:
        """A card, or a list of them under a key; texts are quoted as JSON quotes them, which is YAML, too."""
        lines = [f"{listed}:"] if listed else []
        for entry in entries:
            for n, (key, value) in enumerate(entry.items()):
                lead = "" if not listed else "    " if n else "  - "
                lines.append(f"{lead}{key}:{'' if value is None else ' ' + _yaml(value)}")
        self.text(name, "\n".join(lines) + "\n")

    def text(self, name: str, text: str) -> None:
        """A file."""
        path = self.root / name
        if not path.parent.is_dir():
            path.parent.mkdir(parents=True)
        path.write_bytes(text.encode())


def _yaml(value: object) -> str:
    return str(value) if isinstance(value, int) else f'"{value}"'
