"""How many cells a person types until a city builds without a fault: from its plan as a PDF, each city in turn left out.

The tables of a plan are printed by `benchmarks.extraction`, read with `extract`, taken by `add`, and answered by a
person who knows what is in `data/` and types only what differs: a text of a proposal that is wrong, the reason of a
rejection or a decision, a row that nobody proposed. Of the city every file and decision is taken away first, and what
`mappings/all/` says of it alone. Keys pressed to accept are counted apart, a table of sure rows as one.

    python -m benchmarks.onboarding [--city PLAN] [--layout NAME] [--show]

writes `benchmarks/onboarding.csv`. `faults_left` are those of a build at the end: steps whose line breaks were lost in
reading, and what belongs to several things at once, which a person has to type besides. The word lists of proposed
decisions and the layouts were made by people who knew these cities, so a city that nobody knew will take more. What a plan prints outside these tables (tags, chapters, statistics), notes on its
faults, official figures, kinds of promise and a second coder are not needed to build; their cells are counted as
`beside`.
"""

from __future__ import annotations

import argparse
import csv
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, fields
from pathlib import Path

import yaml

from benchmarks.decisions import without
from benchmarks.extraction import typeset
from benchmarks.extraction.cities import City as Printed
from benchmarks.extraction.cities import cities
from benchmarks.extraction.layouts import LAYOUTS
from benchmarks.extraction.score import score
from benchmarks.extraction.tables import KINDS
from dxcompare.assemble import build
from dxcompare.extract import document
from dxcompare.extract.proposals import lines
from dxcompare.onboarding import new, taken
from dxcompare.onboarding.accept.desk import alike
from dxcompare.onboarding.city import City
from dxcompare.onboarding.proposals import Proposed
from dxcompare.onboarding.review import Review
from dxcompare.sources.files import CsvFile, changes
from dxcompare.sources.writing import replace
from dxcompare.tables import form
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import DataFaults

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_suffix(".csv")
PERSON = "person"
#: Raw files that come from the tables of the document, by the columns in which people look.
PRINTED = {
    "measures": ("ref", "goal", "policy", "title_ja", "department"),
    "kpis": ("name_ja", "baseline_text", "target_text"),
}
#: Decisions that a build needs, by the columns that say them.
DECIDED = {
    "kpis.csv": ("unit", "direction", "scale", "lower_bound", "upper_bound", "period"),
    "groups.csv": ("group_type", "age_min", "age_max"),
    "stages.csv": ("stage",),
}
#: Decisions of which one thing may have several: which column is the item.
ITEMS = {"kpi_items.csv": "kpi", "codes_rules.csv": "measure", "step_items.csv": "phrase"}


@dataclass
class Row:
    """A city: cells typed by what they are of, keys pressed, proposals, questions, faults left, and cells beside."""

    city: str
    layout: str
    typed: int = 0
    cards: int = 0
    document: int = 0
    decisions: int = 0
    reasons: int = 0
    keys: int = 0
    proposals: int = 0
    asked: int = 0
    faults_left: int = 0
    beside: int = 0


@dataclass
class Person:
    """Who knows the answers, and counts what is typed."""

    truth: City
    city: City
    row: Row
    ids: dict[str, str] = field(default_factory=dict)  # our short ids → those of the truth

    def file(self, name: str, *, decided: bool = False) -> list[dict[str, str]]:
        home = self.truth.mappings if decided else self.truth.raw
        return CsvFile(home / name).rows

    def know(self) -> None:
        """Which of our ids is which of the truth's."""
        for table, id_, by in (("measures", "measure", ("ref", "title_ja")), ("kpis", "kpi", ("name_ja",))):
            there = self.file(f"{table}.csv")
            for mine in CsvFile(self.city.raw / f"{table}.csv").rows:
                for other in there:
                    if all(alike(mine[name], other[name]) for name in by):
                        self.ids.setdefault(f"{table}:{mine[id_]}", other[id_])

    def whole(self, table: str, ours: str) -> str:
        """The id of the truth for a whole id of ours."""
        plan, _, short = ours.partition("/")
        return f"{plan}/{self.ids.get(f'{table}:{short}', '')}"

    def answer(self, review: Review) -> None:
        """Answer everything that waits once."""
        waiting = review.waiting()
        for table in dict.fromkeys(one.table for one in waiting):
            mine = [one for one in waiting if one.table == table]
            self.row.proposals += len(mine)
            self.row.asked += sum(not one.sure for one in mine)
            right = [one for one in mine if self.right(one) and one.sure]
            self.row.keys += bool(right) + len(mine) - len(right)
            review.accept(right)
            for one in mine:
                if one.waits:
                    self.one(review, one)
            self.know()

    def right(self, one: Proposed) -> bool:
        return self.wanted(one) == {}

    def wanted(self, one: Proposed) -> dict[str, str] | None:
        """The texts that have to be changed; None if there is no such row."""
        name = one.table.removeprefix("mappings/")
        if name in ITEMS:
            return {} if self.item(one) in self.items(name) else None
        if name in DECIDED:
            return self.changes(one, name)
        if one.table == "kpi_places":
            return self.owner(one)
        return {}

    def item(self, one: Proposed) -> tuple[str, ...]:
        name, said = one.table.removeprefix("mappings/"), one.said
        if name == "kpi_items.csv":
            return self.whole("kpis", said["kpi"]), said["item"]
        measure = self.whole("measures", said["measure"]) if said.get("measure") else said.get("project", "")
        return (measure, said["item"]) if name == "codes_rules.csv" else (measure, said["phrase"], said["item"])

    def items(self, name: str) -> set[tuple[str, ...]]:
        if name == "codes_rules.csv":
            return {(row["measure"], row["item"]) for row in self.file("codes_a.csv", decided=True)}
        rows = self.file(name, decided=True)
        if name == "kpi_items.csv":
            return {(row["kpi"], row["item"]) for row in rows}
        return {(row["measure"] or row["project"], row["phrase"], row["item"]) for row in rows}

    def changes(self, one: Proposed, name: str) -> dict[str, str] | None:
        said = one.said
        if name == "stages.csv":
            rows = CsvFile(ROOT / "data" / "mappings" / "all" / name).rows + self.file(name, decided=True)
            found = [row for row in rows if alike(row["phrase"], said["phrase"])]
        elif name == "groups.csv":
            found = [row for row in self.file(name, decided=True) if alike(row["label"], said["label"])]
        else:
            key = self.whole("kpis", said["kpi"])
            found = [row for row in self.file(name, decided=True) if row["kpi"] == key]
        if not found:
            return None
        columns = DECIDED[name]
        return {c: found[0].get(c, "") for c in columns if found[0].get(c, "") != said.get(c, "")}

    def owner(self, one: Proposed) -> dict[str, str]:
        """For what an indicator is printed; a measure is named by its number and title."""
        id_ = self.ids.get(f"kpis:{one.said['kpi']}", "")
        there = next((row for row in self.file("kpi_places.csv") if row["kpi"] == id_), {})
        names = {m["measure"]: f"{m['ref']} {m['title_ja']}" for m in self.file("measures.csv")}
        truth = {
            "measure": names.get(there.get("measure", ""), ""),
            **{name: there.get(name, "") for name in ("policy", "goal", "plan")},
        }
        return {name: text for name, text in truth.items() if not alike(text, one.said.get(name, ""))}

    def one(self, review: Review, one: Proposed) -> None:
        """Accept, change or reject a proposal."""
        wanted = self.wanted(one)
        if wanted is None:
            review.reject([one], "違う")
            self.row.reasons += 1
            return
        row = {**one.said, **wanted}
        self.row.decisions += sum(bool(text) for text in wanted.values()) or bool(wanted)
        if "reason" in row and not (row["reason"] or one.why):
            row["reason"] = "文書のとおり"
            self.row.reasons += 1
        review.change(one, row, another=True)

    def cards(self) -> None:
        """Type what the cards of plan and document need."""
        for name in ("plan.yaml", "source.yaml"):
            path = self.city.raw / name
            card, truth = (
                yaml.safe_load((home / name).read_text(encoding="utf-8")) for home in (self.city.raw, self.truth.raw)
            )
            mine, there = (one["sources"][0] if "sources" in one else one for one in (card, truth))
            declared = form(name, Folder.PLAN)
            assert declared is not None
            for key in mine:
                if mine[key] is None:
                    needed = not declared.columns[key].optional and there.get(key)
                    mine[key] = there[key] if needed else ""
                    self.row.cards += bool(needed)
            path.write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")
        for path in self.city.raw.glob("surveys/*/survey.yaml"):
            there = yaml.safe_load(next(self.truth.raw.glob("surveys/*/survey.yaml")).read_text(encoding="utf-8"))
            card = yaml.safe_load(path.read_text(encoding="utf-8"))
            for key in card:
                if not card[key] and there.get(key) not in (None, ""):
                    card[key] = str(there[key])
                    self.row.cards += 1
            path.write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")

    def correct(self) -> None:
        """Type what the document's tables say and nobody proposed, or said wrong."""
        self.know()
        for table, columns in PRINTED.items():
            id_ = "measure" if table == "measures" else "kpi"
            mine = {self.ids.get(f"{table}:{row[id_]}"): row for row in CsvFile(self.city.raw / f"{table}.csv").rows}
            for row in self.file(f"{table}.csv"):
                there = mine.get(row[id_], {})
                wrong = [name for name in columns if row[name] and not alike(row[name], there.get(name, ""))]
                self.row.document += len(wrong)

    def lacking(self) -> Iterator[tuple[str, dict[str, str]]]:
        """The decisions that nobody proposed."""
        back = {f"{key.partition(':')[0]}:{other}": key.partition(":")[2] for key, other in self.ids.items()}
        plan = self.city.plan_id
        there = CsvFile(self.city.mappings / "codes_rules.csv").rows
        have = {(self.whole("measures", row["measure"]), row["item"]) for row in there}
        for row in self.file("codes_a.csv", decided=True):
            short = back.get(f"measures:{row['measure'].partition('/')[2]}")
            if short and (row["measure"], row["item"]) not in have:
                ours = {**row, "measure": f"{plan}/{short}"}
                if row["role"] == "primary" and any(
                    one["measure"] == ours["measure"] and one["role"] == "primary" for one in there
                ):
                    ours["role"] = "secondary"
                yield "codes_rules.csv", ours
        for name in ("kpis.csv", "kpi_items.csv"):
            have = {
                (self.whole("kpis", row["kpi"]), row.get("item", "")) for row in CsvFile(self.city.mappings / name).rows
            }
            for row in self.file(name, decided=True):
                short = back.get(f"kpis:{row['kpi'].partition('/')[2]}")
                if short and (row["kpi"], row.get("item", "")) not in have:
                    yield name, {**row, "kpi": f"{plan}/{short}", "reason_en": "", "coder": "rules"}

    def type(self, rows: Iterable[tuple[str, Mapping[str, str]]]) -> None:
        for name, row in rows:
            file = CsvFile(self.city.mappings / name, form(name, Folder.CITY))
            cells = {key: text for key, text in row.items() if key in file.columns or not key.endswith("_en")}
            file.add(cells)
            save(file)
            self.row.decisions += sum(bool(text) for key, text in cells.items() if key != "coder")


def save(file: CsvFile) -> None:
    """Write a file if it changed."""
    for path, text in changes({file.path: file}).items():
        replace(path, text)


def alone(printed: Printed, name: str, folder: Path) -> Path:
    """The data without a city."""
    data = without(name, folder)
    raw = data / "raw"
    raw.unlink()
    shutil.copytree(ROOT / "data" / "raw", raw, ignore=shutil.ignore_patterns(name))
    shutil.rmtree(data / "mappings" / name)
    ids = (f"{printed.plan}/", f"{printed.plan.rpartition('-')[0]}-")
    for path in (data / "mappings" / "all").glob("*.csv"):
        file = CsvFile(path)
        file.rows = [row for row in file.rows if not any(text.startswith(ids) for text in row.values())]
        save(file)
    return data


def measured(printed: Printed, name: str, layout: str = "grid", *, show: bool = False) -> Row:
    """The whole way of one city."""
    look, row = next(one for one in LAYOUTS if one.name == layout), Row(name, layout)
    with tempfile.TemporaryDirectory() as made:
        data = alone(printed, name, Path(made))
        code, _, romaji = name.partition("_")
        years = yaml.safe_load((ROOT / "data" / "raw" / name / "plan.yaml").read_text(encoding="utf-8"))
        of = new.city(data, code, str(years["start_text"]), str(years["end_text"]), romaji)
        new.make(data, of, "ja")
        row.cards += 3
        city = City(data, name)
        sheets = [one for kind in ("measures", "kpis", "schedule", "survey") for one in KINDS[kind](printed, look.way)]
        pdf, found = Path(made) / "plan.pdf", Path(made) / "plan.jsonl"
        typeset.pdf(sheets, look.style, pdf)
        read = document.proposals(document.read(pdf))
        found.write_text(lines(read, "ja"), encoding="utf-8")
        for table in ("schedule", "survey"):  # cells that were not read, or read wrong
            held = score(table, sheets, read)[0]
            row.document += held.truth - held.right
        taken.proposed(found, data, name)
        person = Person(City(ROOT / "data", name), city, row)
        review = Review.of(city, PERSON, "ja")
        seen: Counter[str] = Counter()
        while waiting := [one for one in review.waiting() if not seen[one.key]]:
            seen.update(one.key for one in waiting)
            person.answer(review)
            person.cards()
            review.renew()
        person.correct()
        person.type(list(person.lacking()))
        review.renew()
        row.faults_left = len(_faults(data, name, show=show))
        row.typed = row.cards + row.document + row.decisions + row.reasons
        row.beside = beside(person)
    return row


def beside(person: Person) -> int:
    """Cells of the tables of the city that a build does not need, English apart."""
    files = [
        person.truth.raw / f"{n}.csv" for n in ("tags", "chapters", "statistics", "errata", "claims", "evaluation")
    ]
    names = (
        "chapter_items",
        "evaluation_items",
        "kpi_actuals",
        "kpi_levels",
        "kpi_surveys",
        "deadline_steps",
        "codes_b",
    )
    files += [
        person.truth.mappings / f"{name}.csv" for name in (*names, "derived_kpis", "theme_options", "adjudication")
    ]
    rows = [row for path in files for row in CsvFile(path).rows]
    return sum(bool(text) and not name.endswith("_en") for row in rows for name, text in row.items())


def _faults(data: Path, name: str, *, show: bool) -> list[str]:
    try:
        build(data, "ja")
    except DataFaults as error:
        found = [fault.says("ja") for fault in error.faults if name in fault.place.file]
        if show:
            print(*found, sep="\n")
        return found
    return []


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--city", default="")
    parser.add_argument("--layout", default="")
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    folders = {path.name.partition("_")[2]: path.name for path in (ROOT / "data" / "raw").glob("*_*")}
    rows = []
    for printed in cities():
        if printed.plan.startswith(chosen.city):
            name = folders[printed.plan.rpartition("-")[0]]
            for layout in [chosen.layout] if chosen.layout else ("grid", "merged"):
                rows.append(measured(printed, name, layout, show=chosen.show))
                print(rows[-1])
    if not (chosen.city or chosen.layout):
        with RESULTS.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow([one.name for one in fields(Row)])
            out.writerows(astuple(row) for row in rows)


if __name__ == "__main__":
    main()
