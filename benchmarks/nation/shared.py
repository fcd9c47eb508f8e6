"""What the plans of a made-up nation share: the national frame, official figures, decisions on words and on pairs."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from benchmarks.nation import words
from benchmarks.nation.indicators import DAYS, Paired
from benchmarks.nation.plan import STAGES, City
from benchmarks.nation.printed import Files, Row
from benchmarks.nation.survey import OF_THEME

DATA = Path(__file__).resolve().parents[2] / "data"
#: What is copied as it is committed.
NATIONAL = ("items.csv", "versions.csv", "lineage.csv", "deadline_changes.csv", "source.yaml")
REFERENCE = (
    "municipalities.csv",
    "former_codes.csv",
    "census_2020.csv",
    "digital_agency_dx_2024.csv",
    "ict_white_paper.csv",
)
#: The document of the figures in whose place there are made-up ones, and what is left out beside a whole made-up table.
LEFT_OUT = "https://www.soumu.go.jp/kojinbango_card/kofujokyo.html"
COUNTED, DASHBOARD = "digital_agency_dx_2024.csv", "source_id: digital-agency-dx-2024"
ALL = (
    "coders.csv",
    "coding_rules.csv",
    "deadline_steps.csv",
    "edition.csv",
    "indicators.csv",
    "labels.csv",
    "themes.csv",
    "verdicts.csv",
)

STATISTICS = "indicator area_code group year as_of name_ja population value_text unit where"
KPI_PAIRS = "first second item comparable because"
THEME_PAIRS = "theme first_question first_option second_question second_option letter reason"


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a committed file below `data/`."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cities() -> list[City]:
    """All municipalities; where several are called the same, their code is in their ids, too."""
    found = rows("raw/reference/municipalities.csv")
    romaji = [re.sub("[^a-z0-9]+", "-", row["name_en"].rpartition(" ")[0].lower()).strip("-") for row in found]
    seen: dict[str, int] = {}
    for name in romaji:
        seen[name] = seen.get(name, 0) + 1
    return [
        City(
            code,
            row["name_ja"],
            name if seen[name] == 1 else f"{name}-{code}",
            row["prefecture_ja"],
            int(row["population"] or 0),
        )
        for row, name in zip(found, romaji, strict=True)
        for code in (row["municipality_code"],)
    ]


def labels() -> dict[str, str]:
    """National item → a tag that names it alone."""
    found: dict[str, set[str]] = {}
    for row in rows("mappings/all/labels.csv"):
        if row["framework"] == "dx" and row["item"]:
            found.setdefault(row["label_text"], set()).add(row["item"])
    return {item: label for label, items in found.items() if len(items) == 1 for item in items}


def write(
    root: Path,
    stages: dict[str, str],
    official: dict[str, list[float]],
    chain: Iterable[Paired],
    themed: list[str],
    *,
    counted: bool = True,
) -> None:
    """Write what is shared.

    Parameters
    ----------
    root : Path
        The data folder.
    stages : dict of str to str
        Step → stage, of all steps that plans print.
    official : dict of str to list of float
        Municipality → share of residents with a card on each of :data:`DAYS`.
    chain : iterable of Paired
        The indicators of each plan; those of one are held against those of the next.
    themed : list of str
        The surveys that measure themes.
    counted : bool
        Whether the dashboard's figures of the committed data, and the counts over all municipalities, are there.
    """
    for folder, names in (("raw/national", NATIONAL), ("raw/reference", REFERENCE), ("mappings/all", ALL)):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for name in (one for one in names if counted or one != COUNTED):
            shutil.copyfile(DATA / folder / name, root / folder / name)
    files = Files(root)
    card = """  - source_id: made-up-issuance
    title: マイナンバーカード交付率（架空）
    publisher: 架空
    document: made_up_issuance.csv
    published: 2022-12
    accessed: 2026-11-20
    licence: 架空の数値
    note: benchmarks/nation が作った
"""
    cards = (DATA / "raw/reference/source.yaml").read_text(encoding="utf-8")
    kept = [
        one
        for one in re.split("(?m)^(?=  - )", cards)
        if f"document: {LEFT_OUT}" not in one and (counted or DASHBOARD not in one)
    ]
    files.text("raw/reference/source.yaml", "".join(kept) + card)
    figures = [
        (words.OFFICIAL[1], code, "total", fy, day, "マイナンバーカード交付率", "架空", f"{value:.1f}", "%", code)
        for code, values in sorted(official.items())
        for (day, fy), value in zip(DAYS.items(), values, strict=True)
    ]
    files.csv("raw/reference/made_up_issuance.csv", STATISTICS, figures)
    known = {row["unit"]: row["unit_en"] for row in rows("mappings/all/units.csv")}
    files.csv("mappings/all/units.csv", "unit unit_en", (known | words.UNITS).items())
    decided = [(phrase, stage, "架空の語") for phrase, stage in sorted(stages.items())]
    files.csv("mappings/all/stages.csv", STAGES, decided)
    files.csv("mappings/all/kpi_pairs.csv", KPI_PAIRS, _pairs(chain), always=True)
    options = [
        (theme, f"{first}/{q}", o, f"{second}/{q}", o, "c", "架空の判断")
        for n, first in enumerate(themed)
        for second in themed[n + 1 :]
        for theme, (q, o) in OF_THEME.items()
    ]
    files.csv("mappings/all/theme_pairs.csv", THEME_PAIRS, options, always=True)


def _pairs(chain: Iterable[Paired]) -> Iterable[Row]:
    """Each plan's indicators against those of the one before it, an item a row: they compare if they count the same."""
    before = Paired()
    for one in chain:
        for item in sorted(before.of.keys() & one.of.keys())[:4]:
            (first, kind), (second, other) = before.of[item], one.of[item]
            same = kind == other and kind.period != "not_stated"
            yield first, second, item, "yes" if same else "no", "架空の判断"
        before = one
