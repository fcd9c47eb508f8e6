"""Tidy tables folder by folder: folders of plans assembled apart from each other, then joined with what is for all.

A row of a plan's folder rests on that folder, on its decisions and on what is for all, never on another plan. So the
rows of a folder may be kept, and joined with those of others. What holds between plans is looked at when they are
joined. Whatever is not sound here is assembled together by :func:`dxcompare.assemble.build`, which alone tells faults.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dxcompare import assemble
from dxcompare.assemble import check
from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.names import city_of
from dxcompare.assemble.themes import LETTERS, with_letters
from dxcompare.sources import values
from dxcompare.sources.kept import digest
from dxcompare.tables import DERIVED, TABLES, TIDY
from dxcompare.words.faults import DataFaults

#: Tables whose rows are of two plans: made when folders are joined.
OF_TWO = ("kpi_pair", "theme_pair")
#: The column that says in which folder a row was made, while folders lie in one frame.
FOLDER = "_folder"
#: Sees a table of all parts.
Whole = Callable[[str], pl.DataFrame]


@dataclass(frozen=True)
class Facts:
    """What must be known of a folder where it is joined with others.

    Attributes
    ----------
    ids : list of str
        Of its plan and surveys.
    coded : bool or None
        Whether anybody has coded its measures; None where nobody need.
    said : list of tuple
        Who says anything of measures, and how: act, who, framework, whether an item is named.
    rows : dict of str to tuple of int
        Table → how many rows it has, and a number that is another for other rows.
    loose : list of str
        Tables whose rows do not all say in their keys whose they are.
    """

    ids: list[str]
    coded: bool | None
    said: list[list]
    rows: dict[str, list[int]]
    loose: list[str]


@dataclass(frozen=True)
class Parts:
    """Some folders: the facts of each by name, and the rows of all, folder after folder."""

    facts: dict[str, Facts]
    tables: dict[str, pl.DataFrame]
    shared: dict[str, int]  # table → rows that are of no folder


#: What is for all, by a digest of it: in a process it is read once.
_for_all: dict[str, assemble.ForAll] = {}


def _assembled(
    data: Path, names: Sequence[str], of_all: str, beside: Callable[[Assembly], None] | None = None
) -> tuple[Assembly, dict[str, pl.DataFrame]] | None:
    """The workbench and its tables; None if anything is wrong."""
    known = _for_all.get(of_all)
    try:
        assembly, frames = assemble.raw(data, None, names, beside, apart=beside is None, known=known)
    except DataFaults:
        return None
    if assembly.faults or assembly.skipped or not assembly.complete:
        return None
    if known is None:
        _for_all.clear()
        _for_all[of_all] = assemble.for_all(assembly)
    return assembly, frames


def apart(data: Path, names: Sequence[str], of_all: str) -> Parts | None:
    """Assemble some folders apart from each other; None if anything is wrong with one, or with what is for all.

    Parameters
    ----------
    data : Path
    names : sequence of str
    of_all : str
        A digest of what is for all.
    """
    if (found := _assembled(data, names, of_all)) is None:
        return None
    assembly, frames = found
    here = {name: number for number, name in enumerate(names)}
    numbers: dict[str, int | None] = {}
    of = [
        numbers[file] if file in numbers else numbers.setdefault(file, here.get(city_of(file)))
        for file in (record.file for _, record, *_ in assembly.origins)
    ]
    folder = pl.Series(FOLDER, of, pl.Int32)
    units = [*assembly.rows["unit"], *assembly.again]
    frames |= {"unit": check.framed(TIDY["unit"], units)}
    placed = {name: frame.with_columns(folder.gather(frame["_at"])).drop("_at") for name, frame in frames.items()}
    placed["theme_option"] = placed["theme_option"].with_columns(
        pl.lit(None, frames["theme_option"].schema[name]).alias(name) for name in LETTERS
    )
    shared = {name: frame[FOLDER].null_count() for name, frame in placed.items() if name not in OF_TWO}
    mine = {name: frame.filter(pl.col(FOLDER).is_not_null()) for name, frame in placed.items() if name not in OF_TWO}
    ids = {folder.name: folder.ids() for folder in assembly.raw.plans}
    said: dict[int, list[list]] = {}
    for number, *one in _said(mine["judgement"]).iter_rows():
        said.setdefault(number, []).append(one)
    ordered, rows, loose = in_folders(mine, [ids.get(name, []) for name in names])
    return Parts(
        {
            name: Facts(ids.get(name, []), _coded(assembly, name), said.get(number, []), rows[number], loose[number])
            for name, number in here.items()
        },
        ordered,
        shared,
    )


def in_folders(
    tables: Mapping[str, pl.DataFrame], ids: Sequence[list[str]]
) -> tuple[dict[str, pl.DataFrame], list[dict[str, list[int]]], list[list[str]]]:
    """Tables with a column :data:`FOLDER` folder after folder, without it; and of each folder its rows and loose tables."""
    rows: list[dict[str, list[int]]] = [{} for _ in ids]
    loose: list[list[str]] = [[] for _ in ids]
    ordered = {}
    for name, frame in tables.items():
        of, plain = frame[FOLDER], frame.drop(FOLDER)
        counted = (
            pl.DataFrame({FOLDER: of, "hash": plain.hash_rows()})
            .group_by(FOLDER)
            .agg(pl.len(), pl.col("hash").bitwise_xor())
        )
        for number, length, content in counted.iter_rows():
            rows[number][name] = [length, content]
        if len(_owned(frame, TABLES[name].keys(), ids)) < frame.height:
            for number in of.unique():
                loose[number].append(name)
        ordered[name] = frame.sort(FOLDER, maintain_order=True).drop(FOLDER)
    return ordered, rows, loose


def placed(name: str, frame: pl.DataFrame, ids: Sequence[list[str]]) -> pl.DataFrame:
    """A table whose keys say whose their rows are, with the numbers of folders; rows of others are left out."""
    return _owned(frame, TABLES[name].keys(), ids)


def _owned(frame: pl.DataFrame, keys: Iterable[str], ids: Sequence[list[str]]) -> pl.DataFrame:
    """The rows of which a part of the key begins with the id of a plan or survey (of their folder, where it is known)."""
    owners = pl.DataFrame(
        [(owner, number) for number, several in enumerate(ids) for owner in several],
        schema={"_owner": pl.String, FOLDER: pl.Int32},
        orient="row",
    )
    known, best = {*owners["_owner"]}, frame.clear().with_columns(pl.lit(0, pl.Int32).alias(FOLDER))
    for key in keys:
        if frame.schema[key] != pl.String or not frame.height:
            continue
        if (frame[key][0] or "").partition("/")[0] in known:
            on = ["_owner", *[FOLDER] * (FOLDER in frame.columns)]
            owner = pl.col(key).str.split_exact("/", 1).struct.field("field_0").alias("_owner")
            found = frame.with_columns(owner).join(owners, on=on, how="inner", maintain_order="left").drop("_owner")
            best = found if found.height > best.height else best
    return best


def _said(judgement: pl.DataFrame) -> pl.DataFrame:
    texts = [pl.col(name).cast(pl.String) for name in ("act", "who", "framework")]
    of_measures = judgement.filter(pl.col("subject_kind").cast(pl.String) == "measure")
    return of_measures.select(pl.col(FOLDER), *texts, named=pl.col("item_id") != "none").unique().sort(pl.all())


def _coded(assembly: Assembly, name: str) -> bool | None:
    folder = next(folder for folder in assembly.raw.plans if folder.name == name)
    if any(file.startswith("codes_") for file in assembly.decisions[name].files):
        return True
    return None if folder.of_no_version else False


def joined(
    data: Path, facts: Mapping[str, Facts], counts: Mapping[str, int], of_all: str, whole: Whole
) -> dict[str, pl.DataFrame] | None:
    """What is for all, in the presence of all plans: tables of the rows that are of no folder; None if anything is wrong.

    Parameters
    ----------
    data : Path
    facts : mapping of str to Facts
        Folder → what is known of it.
    counts : mapping of str to int
        How many rows were of no folder where the folders were assembled.
    of_all : str
        A digest of what is for all.
    whole : callable
        Name of a table → the rows of all folders.
    """
    ids = [one for of in facts.values() for one in of.ids]
    coded = {of.coded for of in facts.values()}
    if len({*ids}) < len(ids) or {True, False} <= coded:
        return None
    if (found := _assembled(data, (), of_all, lambda assembly: _seed(assembly, whole))) is None:
        return None
    assembly, frames = found
    own = pl.Series([("/" in record.file) for _, record, *_ in assembly.origins], dtype=pl.Boolean)
    shared = {name: frame.filter(own.gather(frame["_at"])).drop("_at") for name, frame in frames.items()}
    if any(shared[name].height != n for name, n in counts.items()):
        return None  # a folder has rows of a file that is for all
    loose = {name for of in facts.values() for name in of.loose} | {
        name for name, frame in shared.items() if frame.height
    }
    for name in loose - {*OF_TWO} if ids else ():
        every = pl.concat([shared[name], whole(name)])
        if (once(every) if name == "unit" else every).select(TIDY[name].keys()).is_duplicated().any():
            return None
    return shared


def finished(name: str, frame: pl.DataFrame, pairs: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    """A table as :func:`dxcompare.assemble.build` makes it, of the rows that are for all, then those of folders.

    `pairs` gives the table `theme_pair`, on which the letters of options rest. A derived table is in order folder by
    folder, however the question that computes it sorts what it says of one thing.
    """
    if name in DERIVED:
        keys = TABLES[name].keys()
        return frame.sort(
            keys[: 1 + next(at for at, key in enumerate(keys) if key.endswith("_id"))], maintain_order=True
        )
    if name == "unit":
        frame = once(frame)
    if name == "theme_option":
        frame = with_letters(frame, pairs())
    return check.in_order(name, frame)


def once(units: pl.DataFrame) -> pl.DataFrame:
    """A unit that several folders have stands there once, as the first of them says it."""
    seen: set[str] = set()
    first = [not (unit in seen or seen.add(unit)) for unit in map(values.same, units["unit"])]  # type: ignore[func-returns-value]
    return units.filter(pl.Series(first, dtype=pl.Boolean))


#: Tables of all folders that pairs, and figures for all, refer to.
_SEEDS = ("source", "plan", "survey", "theme_option", "derived_kpi", "kpi_survey", "kpi_actual")


def _seed(assembly: Assembly, whole: Whole) -> None:
    """Take up what is to be held against what other plans have."""
    for name in _SEEDS:
        assembly.seed(name, whole(name))
    ends = ("first", "second")
    asked = {record[f"{end}_question"] for record in assembly.shared["theme_pairs.csv"] for end in ends}
    named = {record[end] for record in assembly.shared["kpi_pairs.csv"] for end in ends}
    for name, frame in _referred(whole, asked, named).items():
        assembly.seed(name, frame)
    assembly.seed("reference_stat", whole("reference_stat").unique("indicator_id", keep="last", maintain_order=True))


def _referred(whole: Whole, questions: set[str], kpis: set[str]) -> dict[str, pl.DataFrame]:
    """Questions and indicators of which something is said that may be of another plan, these and others."""
    questions = questions | {*whole("theme_option")["question_id"]}
    for name in ("derived_kpi", "kpi_survey", "kpi_actual"):
        frame = whole(name)
        kpis = kpis.union(*(frame[column] for column in ("kpi_id", "derived_id") if column in frame.columns))
    return {
        "question": whole("question").filter(pl.col("question_id").is_in(questions)),
        "kpi": whole("kpi").filter(pl.col("kpi_id").is_in(kpis)),
    }


def footing(facts: Mapping[str, Facts], shared: Mapping[str, list[int]], whole: Whole, pairs: Whole) -> str:
    """A digest of all of the folders on which :func:`joined` rests: where it is the same, so is what that gives.

    Parameters
    ----------
    facts : mapping of str to Facts
    shared : mapping of str to list of int
        The rows that are of no folder, as facts have them.
    whole : callable
        As in :func:`joined`.
    pairs : callable
        One of :data:`OF_TWO` → its rows.
    """
    loose = {name for of in facts.values() for name in of.loose} | {
        name for name, (height, _) in shared.items() if height
    }
    said = [
        (
            name,
            of.ids,
            of.coded,
            of.loose,
            [of.rows.get(table) for table in sorted({*_SEEDS, "reference_stat", *loose})],
        )
        for name, of in facts.items()
    ]
    asked = {*pairs("theme_pair")["first_question_id"], *pairs("theme_pair")["second_question_id"]}
    named = {*pairs("kpi_pair")["first_id"], *pairs("kpi_pair")["second_id"]}
    referred = [(name, frame.hash_rows().to_list()) for name, frame in _referred(whole, asked, named).items()]
    return digest(repr(said), repr(referred))
