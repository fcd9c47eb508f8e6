"""The audit at once: what of a city's survey tables cannot be as it was typed, even while tables are not complete.

Single cells are tested as they stand in the files, so that the first table is tested before anything is decided of it.
What tables say together (sums, copies, groups and total) is tested by the question `audit`, of surveys in which nothing
else is wrong; an option whose row is not typed yet counts as a blank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

import polars as pl

from dxcompare.assemble.assembly import Assembly
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.dataset.surveys import coded
from dxcompare.methods.recovery.grim import BLANK, SCALE, VALUE, counts, excludable
from dxcompare.methods.recovery.survey import Column, read
from dxcompare.questions import registry
from dxcompare.sources import cells, values
from dxcompare.sources.folder import PROCESSED
from dxcompare.sources.folders import SurveyFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables import DERIVED, TIDY
from dxcompare.words.faults import Fault, Place, Unreadable

#: The row of bases of a table, and the column of its options.
_BASES, _OPTIONS = "n", "選択肢"


def doubts(assembly: Assembly, tables: Mapping[str, pl.DataFrame], wrong: Iterable[Fault]) -> list[Fault]:
    """What cannot be as it was typed, of a city that is built alone; `wrong`: the faults that it has."""
    withheld = {
        assembly.place(row, "percent_text")
        for row in assembly.rows["response"]
        if row["quarantined"] or row["n_quarantined"]
    }
    surveys = [survey for folder in assembly.raw.plans for survey in folder.surveys if _of_people(survey)]
    found = [fault for survey in surveys for fault in _cells(survey) if fault.place not in withheld]
    files = [fault.place.file for fault in wrong]
    sound = {
        survey.card["survey_id"]: survey
        for survey in surveys
        if not any(file.startswith(f"{PurePosixPath(survey.card.file).parent}/") for file in files)
    }
    told = {fault.place.file for fault in found}
    for row in _findings(assembly, tables, [*sound]):
        survey, _, question = row["question_id"].partition("/")
        at = [sheet.file for sheet in sound[survey].tables[question]]
        if row["test"] != "impossible_cells" or not told & {*at}:
            found.append(Fault(Place(at[0]), "doubt", {"ja": row["text_ja"], "en": row["text_en"]}, "audit"))
    return found


def _of_people(survey: SurveyFolder) -> bool:
    """Whether its percentages are shares of the people that are its base, as far as is known."""
    return survey.card["weighted"] != "yes" and survey.card["percent_of"] != "mentions"


def _cells(survey: SurveyFolder) -> Iterable[Fault]:
    """The percentages that cannot come from the base above them."""
    found = [
        column
        for question in survey.questions
        for sheet in survey.tables.get(question["question"], ())
        if question["cells"] != "count"
        for column in _columns(sheet, question["cells"] or "percent")
    ]
    for column, (_, at) in zip(read(column for column, _ in found), found, strict=True):
        n = column.printed or 0
        for option, value in column.cells.items():
            if n and excludable(value, n):
                least, greatest = counts(value, n)
                if least > greatest:
                    place, text = at[option]
                    near = [f"{k}/{n} = {100 * k / n:.2f}" for k in _near(value, n)]
                    yield Fault(place, "impossible", {"found": text.rstrip("%％"), "n": n, "near": near}, "audit")


def _near(value: int, n: int) -> list[int]:
    """The counts just below and above a percentage of n."""
    below = int(VALUE[value]) * n // int(SCALE[value])
    return [k for k in (below, below + 1) if k <= n]


def _columns(sheet: Sheet, kind: str) -> Iterable[tuple[Column, dict[str, tuple[Place, str]]]]:
    """The columns of a table whose base is printed, and the place and text of each cell."""
    bases = next((record for record in sheet if values.same(record[_OPTIONS]) == _BASES), None)
    for label in sheet.free if bases else ():
        n = _people(bases, label)
        codes, places = {}, {}
        for record in sheet:
            if record is not bases:
                option = f"{record.row}"
                codes[option], places[option] = _code(record[label], kind), (record.place(label), record[label])
        if n:
            yield Column(sheet.file, "", label, codes, n), places


def _people(bases: Record | None, label: str) -> int | None:
    try:
        return cells.cell(bases[label], "count").count if bases else None
    except Unreadable:
        return None


def _code(text: str, kind: str) -> int:
    """The code of a cell; of what is no percentage, a blank."""
    try:
        found = cells.cell(text, kind)
    except Unreadable:
        return BLANK
    percent = None if found.percent is None else float(found.percent)
    return coded({"reading": "printed", "percent": percent, "decimals": found.decimals})


def _findings(assembly: Assembly, tables: Mapping[str, pl.DataFrame], surveys: list[str]) -> Iterable[dict]:
    """What the question `audit` finds in these surveys, and no erratum deals with."""
    if not surveys:
        return []
    frames = {name: _lenient(name, frame) for name, frame in tables.items()}
    frames["survey"] = frames["survey"].filter(pl.col("survey_id").is_in(surveys))
    frames["response"] = pl.concat([frames["response"], *_untyped(assembly, frames["response"])])
    more = {name: typed(name, table.create_empty()) for name, table in DERIVED.items()}
    audit = registry.question("audit")
    plain = Dataset({**more, **frames}, assembly.raw.reader.root / PROCESSED)
    tested = typed("audit", audit.derived["audit"](plain))
    result = audit.ask(Dataset({**more, **frames, "audit": tested}, plain.folder))
    return result.tables["findings"].filter(pl.col("erratum_id").is_null()).iter_rows(named=True)


def _lenient(name: str, frame: pl.DataFrame) -> pl.DataFrame:
    """A table in its types; words that are not in their lists are faults, and here null."""
    kinds = {column: kind for column, kind in TIDY[name].kinds().items() if isinstance(kind, pl.Enum)}
    known = {
        column: pl.when(pl.col(column).is_in(kind.categories.implode())).then(column) for column, kind in kinds.items()
    }
    return typed(name, frame.with_columns(**known))


def _untyped(assembly: Assembly, response: pl.DataFrame) -> Iterable[pl.DataFrame]:
    """Blank cells of the options that a table does not have yet."""
    for (survey, question), options in assembly.options.items():
        mine = response.filter(question_id=f"{survey}/{question}")
        left = sorted(options - set(mine["option_id"]))
        if mine.height and left:
            heads = mine.unique(["group_type", "group_id"], keep="first", maintain_order=True)
            blank = heads.drop("option_id").join(pl.DataFrame({"option_id": left}), how="cross")
            none = {
                name: pl.lit(None, response.schema[name])
                for name in ("percent", "percent_text", "decimals", "count_printed")
            }
            reading = pl.lit("blank", pl.String).cast(response.schema["reading"])
            yield blank.with_columns(**none, reading=reading).select(response.columns)
