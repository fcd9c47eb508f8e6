"""Recall and precision of `dxcompare extract` by layout, kind of table and city.

python -m benchmarks.extraction.run [--layout NAME,…] [--kind KIND] [--city PLAN] [--show] [--write]
"""

from __future__ import annotations

import argparse
import csv
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.extraction import habits, office, typeset, unembedded
from benchmarks.extraction.cities import City, cities
from benchmarks.extraction.layouts import LAYOUTS, Layout
from benchmarks.extraction.score import Score, score
from benchmarks.extraction.tables import KINDS, Sheet
from dxcompare.extract import document

RESULTS = Path(__file__).with_name("results.csv")
TABLES = ("measures", "kpis", "kpi_values", "schedule", "survey")


def printed(city: City, layout: Layout, kind: str, folder: Path) -> tuple[list[Sheet], Path | None]:
    """The tables of one kind of a city, printed in a layout; no path if the city or the machine lacks what it needs."""
    path = folder / f"{city.plan}_{layout.name}_{kind}"
    if (kind == "plan") != (layout.made_by == "habits"):
        return [], None
    if kind == "plan":
        return habits.pdf(city, path := path.with_suffix(".pdf")), path
    sheets = KINDS[kind](city, layout.way)
    if not sheets or (layout.made_by in ("calc", "chromium") and not office.program(layout.made_by)):
        return sheets, None
    match layout.made_by:
        case "typst":
            typeset.pdf(sheets, layout.style, path := path.with_suffix(".pdf"))
        case "unembedded":
            unembedded.pdf(sheets, path := path.with_suffix(".pdf"))
        case "docx":
            office.word(sheets, path := path.with_suffix(".docx"), landscape=kind == "schedule")
        case "chromium" | "html":
            office.web(sheets, path := path.with_suffix(".html"))
        case "calc" | "xlsx":
            office.workbook(sheets, path := path.with_suffix(".xlsx"))
    return sheets, office.pdf(path) if layout.made_by in ("calc", "chromium") else path


def measured(layout: Layout, city: City, kind: str, folder: Path, *, show: bool = False) -> dict[str, Score]:
    """Print, read and hold against the truth: a score for each kind of table that must be read."""
    sheets, path = printed(city, layout, kind, folder)
    if path is None:
        return {}
    found = document.proposals(document.read(path))
    scores = {}
    for table in TABLES:
        if any(sheet.kind == table or sheet.also.get(table) for sheet in sheets):
            scores[table], missed, wrong = score(table, sheets, found)
            if show:
                print(layout.name, city.plan, table, scores[table])
                print(*(f"   - {one}" for one in missed[:8]), *(f"   + {one}" for one in wrong[:8]), sep="\n")
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("layout", "kind", "city", "keep"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--write", action="store_true", help="write results.csv")
    chosen = parser.parse_args()
    total: dict[tuple[str, str, str], Score] = defaultdict(Score)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(chosen.keep or made)
        for layout in LAYOUTS:
            if chosen.layout and layout.name not in chosen.layout.split(","):
                continue
            for city in cities():
                for kind in (*KINDS, "plan"):
                    if city.plan.startswith(chosen.city) and chosen.kind in ("", kind):
                        for table, got in measured(layout, city, kind, folder, show=chosen.show).items():
                            total[layout.name, table, city.plan] += got
    rows = _rows(total)
    for row in rows:
        if row["plan"] == "all" or chosen.city:
            print(
                " ".join(
                    f"{row[name]!s:>{width}}" for name, width in zip(row, (12, 11, 20, 6, 6, 7, 7, 7, 6), strict=True)
                )
            )
    if chosen.write:
        with RESULTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)


def _rows(total: dict[tuple[str, str, str], Score]) -> list[dict[str, object]]:
    """A row for each layout, table and city, and for all cities and all layouts."""
    sums: dict[tuple[str, str, str], Score] = defaultdict(Score)
    for (layout, table, plan), got in total.items():
        for key in {(layout, table, plan), (layout, table, "all"), ("all", table, plan), ("all", table, "all")}:
            sums[key] += got
    return [
        {
            "layout": layout,
            "table": table,
            "plan": plan,
            "truth": got.truth,
            "read": got.read,
            "recall": f"{got.recall:.3f}",
            "precision": f"{got.precision:.3f}",
            "wrong_unasked": got.silent,
            "asked": got.asked,
        }
        for (layout, table, plan), got in sums.items()
    ]


if __name__ == "__main__":
    main()
