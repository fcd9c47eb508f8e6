"""Which options measure a theme, and how far those of two surveys compare."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations

import polars as pl

from dxcompare.assemble.assembly import Assembly
from dxcompare.assemble.home import Home, reads
from dxcompare.sources.reader import Sheet
from dxcompare.tables.themes import ThemePair
from dxcompare.words.faults import missing_row

#: What `theme_option` says of the pairs of an option.
LETTERS = ("comparability", "reason", "reason_en")

_ENDS = ("first", "second")


@reads(ThemePair)
def theme_pairs(home: Home, sheet: Sheet) -> None:
    """Pairs of surveys that are here."""
    assembly = home.assembly
    here = {row["survey_id"] for row in assembly.rows["survey"]}
    for record in sheet:
        if assembly.complete and not all(record[f"{end}_question"].partition("/")[0] in here for end in _ENDS):
            assembly.idle.append(record)
        else:
            assembly.read("theme_pair", record)


def check(assembly: Assembly) -> None:
    """Options of themes must be there; a theme that none measures serves a plan that is not here."""
    for row in assembly.rows["theme_option"]:
        if not (row["question_id"] and row["option_id"]):
            continue  # said already
        survey, _, question = row["question_id"].rpartition("/")
        options = assembly.options.get((survey, question), {row["option_id"]})
        if row["option_id"] not in options:
            place = assembly.place(row, "option_id")
            assembly.faults.append(missing_row(place, row["option_id"], options, "options.csv"))
    measured = {row["theme_id"] for row in assembly.rows["theme_option"]}
    assembly.idle += [assembly.record(row) for row in assembly.rows["theme"] if row["theme_id"] not in measured]
    senses = {
        (row["theme_id"], row["question_id"], row["option_id"]): row["polarity"]
        for row in assembly.rows["theme_option"]
    }
    if not assembly.complete or assembly.apart:
        return
    asked, known = {row["question_id"] for row in assembly.rows["question"]}, len(assembly.faults)
    for row in assembly.rows["theme_pair"]:
        _pair(assembly, row, senses, asked)
    named = {row[f"{end}_question_id"] for row in assembly.rows["theme_pair"] for end in _ENDS}
    if named <= asked and len(assembly.faults) == known:  # a slip in a pair is not a missing pair, too
        _undecided(assembly)


def _undecided(assembly: Assembly) -> None:
    """Any two options of a theme in two surveys have a letter: without one nothing would say that they do not compare."""
    pairs = assembly.rows["theme_pair"]
    decided = {
        (row["theme_id"], *(_option(row, f"{end}_") for end in ends)) for row in pairs for ends in (_ENDS, _ENDS[::-1])
    }
    themes: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    options = assembly.rows["theme_option"]
    for at, row in enumerate(options):
        themes[row["theme_id"]].append((at, row["question_id"].partition("/")[0], _option(row)))
    lacking = sorted(
        (first[0], second[0])
        for theme, measured in themes.items()
        for first, second in combinations(measured, 2)
        if first[1] != second[1] and (theme, first[2], second[2]) not in decided
    )
    for first, second in lacking:
        found = " / ".join((options[first]["theme_id"], _option(options[first]), _option(options[second])))
        place, file = assembly.place(options[second], "option_id"), f"{assembly.shared.folder}/theme_pairs.csv"
        assembly.fault(place, "unmapped", "add_row", found=found, file=file)


def _option(row: dict, end: str = "") -> str:
    return f"{row[f'{end}question_id']}:{row[f'{end}option_id']}"


def _pair(assembly: Assembly, row: dict, senses: dict[tuple[str, str, str], int], asked: set[str]) -> None:
    """Two options of the theme, of different surveys; those that compare have one sense."""
    found = []
    for end in _ENDS:
        question, option = row[f"{end}_question_id"], row[f"{end}_option_id"]
        known = {one for theme, asked, one in senses if (theme, asked) == (row["theme_id"], question)}
        if option in known:
            found.append(senses[row["theme_id"], question, option])
        elif question in asked:
            place = assembly.place(row, f"{end}_option_id")
            assembly.faults.append(missing_row(place, option or "", known, "theme_option"))
    if row["first_question_id"].partition("/")[0] == row["second_question_id"].partition("/")[0]:
        assembly.fault(
            assembly.place(row, "second_question_id"),
            "rule",
            ja="二つの選択肢は別の調査のものでなければなりません",
            en="the two options must belong to different surveys",
        )
    elif row["letter"] != "d" and len(set(found)) > 1:
        assembly.fault(
            assembly.place(row, "letter"),
            "rule",
            ja="向きの違う選択肢は比べられません（d にしてください）",
            en="options of opposite polarity do not compare: the letter must be d",
        )


def with_letters(options: pl.DataFrame, pairs: pl.DataFrame) -> pl.DataFrame:
    """Rows of `theme_option`, with the letter and reason of the best of their pairs; null where they have none."""
    key = ["theme_id", "question_id", "option_id"]
    ends = [
        pairs.select(
            "theme_id",
            *(pl.col(f"{end}_{name}").alias(name) for name in key[1:]),
            *("letter", "reason", "reason_en"),
        )
        for end in _ENDS
    ]
    best = (
        pl.concat(ends)
        .sort(pl.col("letter").cast(pl.String), maintain_order=True)
        .unique(key, keep="first", maintain_order=True)
        .rename({"letter": "comparability"})
    )
    return options.drop(LETTERS).join(best, on=key, how="left", maintain_order="left").select(options.columns)
