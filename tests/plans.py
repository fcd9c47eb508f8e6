"""Made-up plans, so small that every answer can be worked by hand; a test states the rows that matter.

Three cities, each with a plan of its own version of the national plan; items that stay, are renamed,
merged, widened, split, appear, vanish and cannot be sourced. What a test does not state is filled in
from the declarations of the tables, so that a column more breaks no test.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import polars as pl

from dxcompare.assemble.judgements import measure_items
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.questions.bases.recovery import response_counts, survey_bases
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said

A, B, C = "a-2021", "b-2023", "c-2025"


def rows(columns: str, *values: tuple | str) -> list[dict]:
    """Rows of a table, written as a table: `rows("measure_id policy", ("a-2021/1", "P"), ("a-2021/2", None))`."""
    names = columns.split()
    return [dict(zip(names, value if isinstance(value, tuple) else (value,), strict=True)) for value in values]


#: What is the same for every test, unless it says otherwise.
NATIONAL: dict[str, list[dict]] = {
    "edition": rows("version date", ("9.9", "2024-01-01")),  # no plan's period has ended
    "source": rows("source_id title", ("s", "資料")),
    "municipality": rows(
        "municipality_code name_ja name_en prefecture_ja prefecture_en",
        ("01001", "甲市", "Alpha City", "東県", "East"),
        ("01002", "乙市", "Beta City", "東県", "East"),
        ("02001", "丙町", "Gamma Town", "西県", "West"),
    ),
    "plan": rows(
        "plan_id municipality_code start_fy end_fy framework_version",
        (A, "01001", 2021, 2025, "1"),
        (B, "01002", 2023, 2026, "2"),
        (C, "02001", 2025, 2028, "3"),
    ),
    "framework_version": rows(
        "framework version unsourced",
        ("dx", "1", None),
        ("dx", "2", "telework"),  # nobody knows whether the second version has it
        ("dx", "3", None),
        ("kanmin", "2016", None),
    ),
    "item": rows(
        "framework version item_id section name_ja name_en deadline_fy deadline_quarter deadline_status",
        ("dx", "1", "card", "priority", "カードの普及", "Card: uptake", 2022, None, "original"),
        ("dx", "1", "online", "priority", "オンライン化", "Online", 2022, None, "original"),
        ("dx", "1", "rpa", "priority", "RPA", "RPA", None, None, None),
        ("dx", "1", "telework", "priority", "テレワーク", "Telework", None, None, None),
        ("dx", "1", "data", "other", "データ", "Data", None, None, None),
        ("dx", "1", "statistics", "other", "統計", "Statistics", None, None, None),
        ("dx", "1", "systems", "together", "システム", "Systems", 2025, None, "original"),
        ("dx", "1", "fax", "other", "ファクス", "Fax", None, None, None),
        ("dx", "2", "card", "priority", "カード", "Card", 2022, None, "original"),
        ("dx", "2", "online", "priority", "オンライン化", "Online", 2024, 2, "original"),
        ("dx", "2", "ai", "priority", "AI・RPA", "AI and RPA", None, None, None),
        ("dx", "2", "open_data", "other", "オープンデータ", "Open data", None, None, None),
        ("dx", "2", "core", "together", "基幹システム", "Core systems", 2025, 4, "original"),
        ("dx", "2", "cloud", "together", "クラウド", "Cloud", None, None, None),
        ("dx", "3", "counter", "priority", "窓口", "Counter", None, None, None),
        ("dx", "3", "card", "priority", "カードの利用", "Card: use", None, None, None),
        ("dx", "3", "ai", "priority", "AI", "AI", 2026, 2, "original"),
        ("dx", "3", "telework", "priority", "テレワーク", "Telework", None, None, None),
        ("dx", "3", "open_data", "other", "オープンデータ", "Open data", None, None, None),
        ("dx", "3", "core", "together", "基幹システム", "Core systems", 2027, None, "original"),
        ("dx", "3", "cloud", "together", "クラウド", "Cloud", None, None, None),
        ("dx", "3", "talent", "organisation", "人材", "Staff", None, None, None),
        ("kanmin", "2016", "kanmin_online", "category", "手続", "Procedures", None, None, None),
        ("kanmin", "2016", "kanmin_divide", "category", "格差", "Gaps", None, None, None),
    ),
    "item_lineage": rows(
        "from_version from_item_id to_version to_item_id relation confidence",
        ("1", "card", "2", "card", "same", "high"),
        ("1", "online", "2", "online", "same", "medium"),
        ("1", "rpa", "2", "ai", "renamed", "high"),
        ("1", "telework", "3", "telework", "same", "high"),  # passes over the second
        ("1", "data", "2", "open_data", "merged", "high"),
        ("1", "statistics", "2", "open_data", "merged", "high"),
        ("1", "systems", "2", "core", "split", "high"),
        ("1", "systems", "2", "cloud", "split", "high"),
        ("2", "card", "3", "card", "renamed", "low"),
        ("2", "online", "3", "counter", "widened", "high"),
        ("2", "ai", "3", "ai", "same", "high"),
        ("2", "open_data", "3", "open_data", "same", "high"),
        ("2", "core", "3", "core", "same", "high"),
        ("2", "cloud", "3", "cloud", "same", "high"),
    ),
    "coder": rows("coder kind", ("plan", "plan"), *((coder, "model") for coder in "abc")),
    "coding_rule": rows(  # all but `talent`, which nobody has looked for
        "item_id", *"card online ai telework open_data systems core cloud counter fax".split()
    ),
}


def made(acts: Iterable[tuple] = (), speaks: Iterable[tuple] = (), **tables: list[dict]) -> Dataset:
    """A dataset of these rows, of :data:`NATIONAL` where a table is not given, and of what follows from them.

    Parameters
    ----------
    acts : list of tuples
        Who says that a measure acts on an item: measure_id, item_id, who (`plan`, or a coder), and of
        a coder the role (by default `primary`). Items that begin with `kanmin` are of that framework.
        Of a measure that a coder has coded, every other item of the code book is a `no`.
    speaks : list of tuples
        What was decided of indicators, steps and chapters: kind (`kpi`, `step`, `chapter`), id, item_id or `none`.
    **tables : lists of dicts
        Table → rows, as :func:`rows` gives them. What `adjudication` decides is judged so by `c`.
    """
    given = {**tables, "judgement": [], "measure_item": []}
    unknown = set(given) - set(TABLES)
    assert not unknown, f"no such table: {unknown}"
    frames = dict(_national())
    for name in TABLES:
        if name == "judgement":
            plans = dict(frames["measure"].select("measure_id", "plan_id").iter_rows())
            book = [row["item_id"] for row in given.get("coding_rule", NATIONAL["coding_rule"])]
            judged = _judged(list(acts), book, given.get("adjudication", []), plans)
            judged += [
                {
                    **{"plan_id": subject.partition("/")[0], "subject_kind": kind, "subject_id": subject},
                    **{"framework": "dx", "item_id": item, "act": "coded", "who": "e", "value": "yes"},
                    **{"reason": f"why {item}", "reason_en": f"why {item}"},
                }
                for kind, subject, item in speaks
            ]
            frames[name] = _frame(name, judged, frames)
        elif name == "measure_item":
            frames[name] = typed(name, measure_items(frames["judgement"].with_columns(_at=pl.lit(0))).drop("_at"))
        elif name in given:
            frames[name] = _frame(name, given[name], frames)
    if "response" in given and "survey_base" not in given:
        for name, compute in (("survey_base", survey_bases), ("response_count", response_counts)):
            frames[name] = typed(name, compute(Dataset(frames, FOLDER)))
    return Dataset(frames, FOLDER)


#: Where made-up data do not lie.
FOLDER = Path("made up")


@cache
def _national() -> dict[str, pl.DataFrame]:
    frames: dict[str, pl.DataFrame] = {}
    for name in TABLES:
        frames[name] = _frame(name, NATIONAL.get(name, []), frames)
    return frames


def _judged(acts: list[tuple], book: list[str], decided: list[dict], plans: dict[str, str]) -> list[dict]:
    """The rows of `judgement`: tags, codes with what was left out, decisions."""
    said = []
    for measure, item, who, *role in acts:
        if who == "plan":
            said.append((measure, item, "stated", who, "yes", f"【{item}】", None))
        else:
            said.append((measure, item, "coded", who, *(role or ["primary"]), None, f"{who}: {item}"))
    coded = {(measure, who): set() for measure, _, act, who, *_ in said if act == "coded"}
    for measure, item, act, who, *_ in said:
        if act == "coded":
            coded[measure, who].add(item)
    for (measure, who), found in coded.items():
        said += [(measure, item, "coded", who, "no", None, None) for item in book if item not in found]
    values = {"acts": "yes", "does_not_act": "no", "primary": "primary"}
    for row in decided:
        value = values[row["decision"]]
        said.append((row["measure_id"], row["item_id"], "adjudicated", "c", value, None, row.get("reason")))
    names = "subject_id item_id act who value label_text reason"
    why = {(row["measure_id"], row["item_id"]): row.get("reason_en") for row in decided}
    return [
        {
            **row,
            "reason_en": why.get((row["subject_id"], row["item_id"])) if row["act"] == "adjudicated" else None,
            "plan_id": plans.get(row["subject_id"], A),
            "framework": "kanmin" if row["item_id"].startswith("kanmin") else "dx",
        }
        for row in rows(names, *said)
    ]


def _frame(name: str, given: list[dict], frames: Mapping[str, pl.DataFrame]) -> pl.DataFrame:
    """The rows of a table, filled up, held against its rules, typed, and in the order of its keys as they are built."""
    table = TABLES[name]
    declared = table.fields()
    for row in given:
        assert set(row) <= set(declared), f"{name} has no column {set(row) - set(declared)}"
    if name == "survey":  # its plan is that of its municipality
        of = dict(frames["plan"].select("municipality_code", "plan_id").iter_rows())
        given = [{"plan_id": of.get(row.get("municipality_code", ""), A), **row} for row in given]
    filled = [
        {column: row[column] if column in row else _default(name, column, number, frames) for column in declared}
        for number, row in enumerate(given, start=1)
    ]
    frame = pl.DataFrame(filled, schema={column: one.dtype for column, one in declared.items()})
    hidden = [
        pl.lit(None, one.dtype).alias(column) for column, one in table.columns().items() if column not in declared
    ]
    table.validate(frame.with_columns(hidden))
    assert frame.select(table.keys()).is_unique().all(), f"{name}: a key is repeated"
    return typed(name, frame.sort(table.keys(), maintain_order=True))


def _default(name: str, column: str, number: int, frames: Mapping[str, pl.DataFrame]) -> object:
    """What a column holds where a test does not say: nothing if it may, else the least that is allowed."""
    declared = TABLES[name].fields()[column]
    about = said(declared)
    if declared.nullable and not about.stands_in:
        return None
    if about.words:
        return next(iter(about.words))
    table, _, key = (about.ref or "").partition(".")
    if table in frames and frames[table].height:
        return frames[table].item(0, key)
    if column == "position":
        return number
    if about.key and len(TABLES[name].keys()) == 1:
        return f"{name}-{number}"
    kind = declared.dtype
    return (
        False if kind == pl.Boolean else f"{column}" if kind == pl.String else max(getattr(declared, "min", 0) or 0, 0)
    )


# ---- surveys


def table(
    question: str,
    columns: Mapping[str, tuple[int | None, Mapping[str, float | None]]],
    *,
    kind: str = "age",
    decimals: int = 1,
    **cells: object,
) -> list[dict]:
    """The cells of a printed table, by group: its base and, by option, how many people chose it.

    Parameters
    ----------
    question : str
    columns : dict
        Group → (base, option → people; None for a blank cell). Ages are read from the name (`20-29`, `70+`).
    kind : {"age", "sex", "district", "total"}
    decimals : int
        Printed with the percentage, rounded half up.
    **cells
        Any column of `response`, the same in all cells (`n_printed=None`: bases are not printed).
    """
    found = []
    for place, (group, (n, chosen)) in enumerate(columns.items(), start=1):
        low, high = _ages(group)
        for position, (option, people) in enumerate(chosen.items(), start=1):
            value = None if people is None else percent(people, n, decimals)
            found.append(
                {
                    "question_id": question,
                    "option_id": option,
                    "group_type": kind,
                    "group_id": group,
                    "option_ja": f"選択肢{option}",
                    "option_en": option,
                    "option_position": position,
                    "group_ja": f"{group}歳" if low else group,
                    "group_en": group,
                    "group_position": place,
                    "age_min": low,
                    "age_max": high,
                    "n_printed": n,
                    "percent_text": None if value is None else f"{value:.{decimals}f}",
                    "percent": value,
                    "decimals": None if value is None else decimals,
                    "reading": "blank" if value is None else "printed",
                    "quarantined": False,
                    "n_quarantined": False,
                    **cells,
                }
            )
    return found


def percent(people: float, n: int, decimals: int = 1) -> float:
    """100 · people ÷ n, rounded half up as plans print it."""
    step = Decimal(1).scaleb(-decimals)
    return float((Decimal(100) * Decimal(people) / n).quantize(step, ROUND_HALF_UP))


def _ages(group: str) -> tuple[int | None, int | None]:
    low, _, high = group.rstrip("+").partition("-")
    if not low.isdigit():
        return None, None
    return int(low), int(high) if high else None


def census(area: str, **people: int) -> list[dict]:
    """The census of an area by five-year bands, named `_20_24`, `_85`: rows of `reference_stat`."""
    return [
        {
            "indicator_id": "population",
            "area_code": area,
            "group_id": name.strip("_").replace("_", "-") + ("" if name.count("_") > 1 else "+"),
            "year": 2020,
            "source_id": "census-2020",
            "value_text": str(value),
            "value": float(value),
            "unit": "人",
        }
        for name, value in people.items()
    ]


def one(frame: pl.DataFrame, **where: object) -> dict:
    """The only row that is so."""
    return frame.row(by_predicate=pl.all_horizontal(pl.col(name) == value for name, value in where.items()), named=True)
