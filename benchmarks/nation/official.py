"""The dashboard's two tables of all municipalities, as it publishes them, with made-up values; `dxcompare add` reads them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.nation.printed import Files
from benchmarks.nation.shared import rows

#: What is known of a published table: its edition, and the day it was fetched.
PUBLISHED, ACCESSED = "2024-07-12", "2026-11-20"
#: The table of rates of use has so many procedures; of a procedure so many municipalities print nothing. The real one of
#: 2024 leaves three cells in four blank and has 50,000 figures with the other table; these two have 90,000.
PROCEDURES, BLANK = 52, 0.295
#: Municipalities that were not asked how they are organised, and those that offer no procedure.
NOT_ASKED, NONE_OFFERED = 8, 2
FILES = {"status": "市区町村比較.csv", "use": "行政手続のオンライン申請率.csv"}
STRUCTURE = "自治体DXの推進体制等"

Official = dict[tuple[str, str], str]


def write(folder: Path, seed: int) -> Official:
    """Write both tables.

    Parameters
    ----------
    folder : Path
        Gets :data:`FILES`.
    seed : int

    Returns
    -------
    dict of (str, str) to str
        Indicator and municipality → the figure as it is to be read; blank cells are not there.
    """
    known = [row for row in rows("mappings/all/indicators.csv") if row["edition"] == PUBLISHED]
    towns = sorted(rows("raw/reference/municipalities.csv"), key=lambda town: town["municipality_code"])
    use = [row for row in known if row["indicator"].startswith("online_use_")]
    rng = np.random.default_rng([seed, len(towns)])
    truth: Official = {}
    for name, listed in (
        ("status", [row for row in known if row not in use]),
        ("use", use[:PROCEDURES]),
    ):
        lines = [["", "", *(town["name_ja"] for town in towns)]]
        for row, cells in zip(listed, _cells(listed, rng, len(towns)), strict=True):
            lines.append([row["section"], row["heading"], *cells])
            for town, cell in zip(towns, cells, strict=True):
                if cell.strip("%"):
                    truth[row["indicator"], town["municipality_code"]] = cell.rstrip("%")
        Files(folder).csv(FILES[name], lines[0], lines[1:])
    return truth


def _cells(listed: list[dict[str, str]], rng: np.random.Generator, n: int) -> Iterator[list[str]]:
    """The printed cells of each row."""
    offered = rng.integers(12, 27, n)
    offered[rng.choice(n, NONE_OFFERED, replace=False)] = 0
    done = rng.binomial(offered, rng.beta(2, 3, n))
    for row in listed:
        name, unit = row["indicator"], row["unit"]
        if unit == "状況":
            asked = rng.random(n) < rng.uniform(0.2, 0.9)
            cells = np.where(asked, "実施", "未実施").astype(object)
            if row["section"] == STRUCTURE:
                cells[rng.choice(n, NOT_ASKED, replace=False)] = "調査無し"
        elif unit == "手続":
            cells = (done if name.endswith("_done") else offered).astype(str)
        elif name == "online_32_procedures":  # a share of nothing is a lone sign
            cells = [f"{100 * part / whole:.0f}%" if whole else "%" for part, whole in zip(done, offered, strict=True)]
        elif name.startswith("online_use_"):
            rates = np.where(rng.random(n) < 0.3, 0, 100 * rng.beta(0.5, 2, n))
            cells = np.where(rng.random(n) < BLANK, "", [f"{rate:.1f}%" for rate in rates])
        else:
            cells = [f"{rate:.0f}%" for rate in np.clip(rng.normal(75, 7, n), 40, 99)]
        yield [str(cell) for cell in cells]
