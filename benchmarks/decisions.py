"""How many decisions of a city are proposed, and how many of those are right, each city in turn left out.

Of the city that is left out every decision is taken away: its folder of `mappings/`, the steps in `stages.csv` and the
units in `units.csv` that no other city has. What it then gets proposed is held against what was decided of it. Of steps'
items the codes of its measures stay, since they are decided before. The words are closed lists of people who knew these
cities, so they are not left out; how well they do elsewhere, `benchmarks/unseen.csv` says: indicators, titles of measures
and steps of other plans as printed, decided by one machine reader before any rule was run on them.

    python -m benchmarks.decisions

writes `benchmarks/decisions.csv`, and the tables of `docs/coding.md` and `docs/coding.ja.md`.
"""

from __future__ import annotations

import csv
import re
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from dxcompare.onboarding import decide
from dxcompare.onboarding.decide import indicators, items, steps
from dxcompare.onboarding.decide.city import City, city
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.words.text import Text

ROOT = Path(__file__).parents[1]
RESULTS = Path(__file__).with_suffix(".csv")
ALL, UNSEEN = "all", "unseen"
#: files of decisions that stay where the items of steps are measured: what is decided before
BEFORE = ("codes_a.csv", "adjudication.csv", "project_measures.csv")


@dataclass(frozen=True)
class Kind:
    """A kind of decision: its file, what a row is about, and which columns must agree for it to be right."""

    name: str
    title: Text
    file: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]


_KPI = ("kpis.csv", ("kpi",))
KINDS = (
    Kind("unit", Text("指標の単位", "unit of an indicator"), *_KPI, ("unit",)),
    Kind("direction", Text("よい向き", "which way is better"), *_KPI, ("direction",)),
    Kind("scale", Text("尺度", "scale"), *_KPI, ("scale",)),
    Kind("bounds", Text("上限と下限", "bounds"), *_KPI, ("lower_bound", "upper_bound")),
    Kind("period", Text("数え方の期間", "period"), *_KPI, ("period",)),
    Kind(
        "group",
        Text("集計表の列が誰か（区分と年齢）", "who a column of a survey is (type and ages)"),
        "groups.csv",
        ("survey", "label"),
        ("group_type", "age_min", "age_max"),
    ),
    Kind("stage", Text("工程の段階", "stage of a step"), "stages.csv", ("phrase",), ("stage",)),
    Kind(
        "measure_items", Text("施策の事項", "items of a measure"), items.CODES, ("measure", "item"), ("measure", "item")
    ),
    Kind("kpi_items", Text("指標の事項", "items of an indicator"), "kpi_items.csv", ("kpi", "item"), ("kpi", "item")),
    Kind(
        "step_items",
        Text("工程の事項", "items of a step"),
        "step_items.csv",
        ("measure", "project", "track", "phrase", "item"),
        ("item",),
    ),
    Kind("level", Text("指標の種類", "kind of promise"), "kpi_levels.csv", ("kpi",), ("level",)),
)
NO_ANSWER = Text("無回答の選択肢", "which options are no answer")


@dataclass(frozen=True)
class Row:
    """What was measured: decisions that there are, those proposed, right, sure, and sure and right."""

    kind: str
    city: str
    decisions: int
    proposed: int
    right: int
    sure: int
    sure_right: int


Key = tuple[str, ...]


def without(name: str, folder: Path, keep: Sequence[str] = ()) -> Path:
    """The data as if nothing had been decided of a city but what is kept; in a new folder below this one."""
    data = folder / "data"
    shutil.copytree(ROOT / "data" / "mappings", data / "mappings")
    (data / "raw").symlink_to(ROOT / "data" / "raw")
    for path in (data / "mappings" / name).iterdir():
        if path.name not in keep:
            path.unlink()
    (data / "mappings" / name / "kpi_levels.csv").write_text(
        "kpi,level,lacks,reason,reason_en,coder\n", encoding="utf-8"
    )
    full = city(ROOT / "data", name)
    others = [one for one in full.raw.plans if one.name != name]
    phrases = {values.same(step) for one in others for step in steps.printed(one)}
    _keep(data / "mappings" / ALL / "stages.csv", "phrase", phrases)
    units = {record["unit"] for one in others for record in full.decisions("kpis.csv", one.name)}
    _keep(data / "mappings" / ALL / "units.csv", "unit", units)
    return data


def _keep(path: Path, column: str, known: set[str]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    at = heads.index(column)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(heads)
        out.writerows(row for row in rows if values.same(row[at]) in known or row[at] in known)


def decided(kind: Kind, full: City, left: City) -> dict[Key, Mapping[str, str]]:
    """What was decided of a city and is left out."""
    if kind.file == "stages.csv":
        known = {values.same(record["phrase"]) for record in left.shared(kind.file)}
        mine = {values.same(step) for step in steps.printed(full.folder)} - known
        return {
            _key(kind, one.cells): one.cells for one in full.shared(kind.file) if values.same(one["phrase"]) in mine
        }
    if kind.file == items.CODES:
        coded = items.Items(full).coded
        rows = [{"measure": measure, "item": item} for measure, found in coded.items() for item in found or ["none"]]
    else:
        rows = [record.cells for record in full.decisions(kind.file)]
    return {_key(kind, row): row for row in rows}


def _key(kind: Kind, row: Mapping[str, str]) -> Key:
    return tuple(values.same(row[name]) for name in kind.keys)


def measured(kind: Kind, name: str, proposals: Sequence[Proposed], full: City, left: City) -> Row:
    """How many of a kind are proposed of a city, and right."""
    truth = decided(kind, full, left)
    made = [one for one in proposals if one.table == f"mappings/{kind.file}"]
    if kind.name == "step_items":  # a step that needs no row, and has none, is not measured
        needed = {key[:-1] for key in truth}
        made = [one for one in made if _key(kind, one.row)[:-1] in needed]
    right = [_agrees(kind, one, truth) for one in made]
    sure = [not {*kind.columns} & {str(question["column"]) for question in one.questions} for one in made]
    both = sum(a and b for a, b in zip(right, sure, strict=True))
    return Row(kind.name, name, len(truth), len(made), sum(right), sum(sure), both)


def _agrees(kind: Kind, one: Proposed, truth: dict[Key, Mapping[str, str]]) -> bool:
    found = truth.get(_key(kind, one.row))
    return found is not None and all(one.row[name] == found[name] for name in kind.columns)


def no_answers(name: str, full: City) -> Row:
    """Which options are those who did not answer; every option is decided by its words."""
    options = [option for survey in full.folder.surveys for option in survey.options]
    right = sum(decide.silent(one["option_ja"]) == (one["option"] == "no_answer") for one in options)
    return Row("no_answer", name, len(options), len(options), right, len(options), right)


def measure() -> Iterator[Row]:
    """Every kind of every city, and of all together."""
    names = [folder.name for folder in city(ROOT / "data", "20219_tomi").raw.plans]
    rows = [row for name in names for row in _of(name)]
    for kind in dict.fromkeys(row.kind for row in rows):
        mine = [row for row in rows if row.kind == kind and row.decisions]
        yield from mine
        sums = [sum(getattr(row, field.name) for row in mine) for field in fields(Row)[2:]]
        yield Row(kind, ALL, *sums)
    yield from unseen()


def _of(name: str) -> Iterator[Row]:
    full = city(ROOT / "data", name)
    for keep in ((), BEFORE):
        with tempfile.TemporaryDirectory() as made:
            data = without(name, Path(made), keep)
            proposals, left = decide.propose(data, name), city(data, name)
            for kind in KINDS:
                if (kind.name == "step_items") == bool(keep):
                    yield measured(kind, name, proposals, full, left)
    yield no_answers(name, full)


def unseen() -> Iterator[Row]:
    """What is proposed of the texts in `unseen.csv`, of none of the cities here."""
    with RESULTS.with_name("unseen.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    here = city(ROOT / "data", "20219_tomi")
    units, ends = [one["unit"] for one in here.shared("units.csv")], steps.learnt(here.shared("stages.csv"))
    tried: dict[str, list[tuple[bool, bool] | None]] = {}
    for row in rows:
        cells = {"name_ja": row["name"], "baseline_text": row["baseline"], "target_text": row["target"]}
        record = Record("unseen.csv", None, cells)
        if row["kind"] == "kpi":
            read = indicators.reading(indicators.printed(record), "unseen/k01", units)
            for name in ("unit", "direction", "scale", "period"):
                tried.setdefault(name, []).append(read and _answer(read, name, row[name]))
        if row["items"]:
            about = next(iter(items.speaks(row["name"])), None) if row["kind"] == "measure" else None
            found = about and (about.item == row["items"], False)
            if row["kind"] == "kpi":
                made = next(iter(items.indicator(record, "unseen/k01", [], items.Items(here))), None)
                found = made and _answer(made, "item", row["items"])
            tried.setdefault(f"{row['kind']}_items", []).append(found)
        if row["stage"]:
            step = steps.stage(row["name"], ends)
            tried.setdefault("stage", []).append(step and _answer(step, "stage", row["stage"]))
    for kind, answers in tried.items():
        made_of = [answer for answer in answers if answer]
        right, sure, both = (sum(map(test, made_of)) for test in (lambda a: a[0], lambda a: a[1], all))
        yield Row(kind, UNSEEN, len(answers), len(made_of), right, sure, both)


def _answer(one: Proposed, column: str, text: str) -> tuple[bool, bool]:
    """Whether a column is right, and whether it is sure."""
    return one.row[column] == text, column not in {question["column"] for question in one.questions}


def table(rows: Sequence[Row], lang: str, of: str = ALL) -> str:
    """The table of the documents, in one language."""
    titles = {kind.name: kind.title for kind in KINDS} | {"no_answer": NO_ANSWER}
    heads = {
        "ja": ("決めること", "決めた数", "提案", "うち正しい", "うち確か", "確かで正しい"),
        "en": ("decision", "decided", "proposed", "of these right", "of these sure", "sure and right"),
    }[lang]
    lines = [f"| {' | '.join(heads)} |", f"|---|{'---:|' * 5}"]
    for row in rows:
        if row.city == of:
            numbers = row.decisions, row.proposed, row.right, row.sure, row.sure_right
            lines.append(f"| {titles[row.kind].to(lang)} | {' | '.join(map(str, numbers))} |")
    return "\n".join(lines)


def documents(rows: Sequence[Row]) -> dict[Path, str]:
    """The documents with their tables made anew."""
    found = {}
    for lang, name in (("en", "coding.md"), ("ja", "coding.ja.md")):
        path = ROOT / "docs" / name
        text = path.read_text(encoding="utf-8")
        for of, mark in ((ALL, "decisions"), (UNSEEN, "unseen")):
            made = table(rows, lang, of)
            between = rf"(?<=<!-- {mark}: made by benchmarks/decisions.py -->\n).*?(?=\n<!-- /{mark} -->)"
            text = re.sub(between, lambda _, made=made: made, text, flags=re.DOTALL)
        found[path] = text
    return found


def written(rows: Sequence[Row]) -> str:
    """The file of results."""
    lines = [",".join(field.name for field in fields(Row)), *(",".join(map(str, astuple(row))) for row in rows)]
    return "\n".join(lines) + "\n"


def main() -> None:
    rows = list(measure())
    RESULTS.write_text(written(rows), encoding="utf-8", newline="\n")
    for path, text in documents(rows).items():
        path.write_text(text, encoding="utf-8", newline="\n")
    print(table(rows, "en"), table(rows, "en", UNSEEN), sep="\n\n")


if __name__ == "__main__":
    main()
