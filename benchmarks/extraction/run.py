"""Recall and precision of `extract` by kind of table, layout and city.

python -m benchmarks.extraction.run [--layout NAME] [--kind KIND] [--city PLAN] [--show]
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from pathlib import Path

from benchmarks.extraction import office, typeset, unembedded
from benchmarks.extraction.cities import City, cities
from benchmarks.extraction.layouts import LAYOUTS, Layout
from benchmarks.extraction.score import Score, score
from benchmarks.extraction.tables import KINDS, Sheet
from dxcompare.extract import document
from dxcompare.extract.proposals import Proposal

READ = {
    "measures": ("measures",),
    "kpis": ("kpis", "kpi_values"),
    "schedule": ("schedule",),
    "survey": ("survey",),
    "cards": ("measures", "kpis", "schedule"),
}


def printed(city: City, layout: Layout, kind: str, folder: Path) -> tuple[list[Sheet], Path | None]:
    """The tables of one kind of a city, printed in a layout; no path if the city or the machine lacks what it needs."""
    sheets = KINDS[kind](city, layout.way)
    path = folder / f"{city.plan}_{layout.name}_{kind}"
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


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("layout", "kind", "city", "keep"):
        parser.add_argument(f"--{name}", default="")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    total: dict[tuple[str, str], Score] = defaultdict(Score)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(chosen.keep or made)
        for layout in LAYOUTS:
            if chosen.layout and layout.name not in chosen.layout.split(","):
                continue
            for city in cities():
                if not city.plan.startswith(chosen.city):
                    continue
                for kind in KINDS:
                    if chosen.kind and kind != chosen.kind:
                        continue
                    sheets, path = printed(city, layout, kind, folder)
                    if not path:
                        continue
                    found: list[Proposal] = document.proposals(document.read(path))
                    for table in READ[kind]:
                        if not any(sheet.kind == table or table in sheet.also for sheet in sheets):
                            continue
                        got, missed, wrong = score(table, sheets, found)
                        total[layout.name, table] += got
                        total["all", table] += got
                        total[city.plan, table] += got
                        if chosen.show:
                            print(layout.name, city.plan, table, got)
                            for one in missed[:8]:
                                print("   -", one)
                            for one in wrong[:8]:
                                print("   +", one)
                    strays = {one.table for one in found} - set(READ[kind])
                    if chosen.show and strays:
                        print(
                            "   strays",
                            layout.name,
                            city.plan,
                            kind,
                            strays,
                            [o.row.get("text", "")[:200] for o in found if o.table == "other"][:2],
                        )
    for (name, table), got in total.items():
        print(
            f"{name:22} {table:11} {got.truth:>6} {got.recall:.3f} {got.precision:.3f} silent {got.silent} asked {got.asked}"
        )


if __name__ == "__main__":
    main()
