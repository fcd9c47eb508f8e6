"""Count over the official table of all municipalities, which is not in the repository, and keep the counts.

Run when the dashboard has a new edition, or peers are chosen in another way:
    scripts/quartiles.py 市区町村比較.csv 行政手続のオンライン申請率.csv
The files are the dashboard's, as published. Of its figures `data/raw/reference/digital_agency_dx_2024.csv` gets, beside
the cities' own: how many municipalities have one, how many of them have it in place, median and quartiles; over the
whole country, and for the first table over the prefectures of the cities that have plans and over their peers by
population.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import polars as pl

import dxcompare
from dxcompare.dataset.peers import TIMES
from dxcompare.dataset.places import NATION
from dxcompare.dataset.quartiles import COUNTED, PUBLISHED, counted, members, planned
from dxcompare.sources.areas import Areas
from dxcompare.sources.official.tables import read
from dxcompare.sources.reader import Reader, Record
from dxcompare.tables import form
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import Fault
from dxcompare.words.typography import number

DATA = Path(__file__).parent.parent / "data"
TARGET = DATA / "raw" / "reference" / "digital_agency_dx_2024.csv"
#: Columns that are counted over the country alone: of so many procedures few municipalities of a prefecture have any.
NATION_ONLY = "online_use_"
SAYS = {
    "answered": "値のある市区町村",
    "done": "実施と答えた市区町村",
    "q1": "市区町村の第1四分位",
    "median": "市区町村の中央値",
    "q3": "市区町村の第3四分位",
}
NEAR = {
    "answered": "人口の近い市区町村のうち値のあるもの",
    "done": "人口の近い市区町村のうち実施と答えたもの",
    **{name: f"人口の近い{SAYS[name]}" for name in ("q1", "median", "q3")},
}


def figures(paths: list[Path]) -> tuple[pl.DataFrame, dict[str, Record]]:
    """The municipalities' own figures, as rows of `reference_stat`; and the dashboard's indicators."""
    reader, faults, rows = Reader(DATA.parent), list[Fault](), []
    known = reader.sheet(DATA / "mappings" / "all" / "indicators.csv", form("indicators.csv", Folder.ALL)).records
    ds = dxcompare.load()
    areas = Areas(ds.municipality.iter_rows(named=True), ds.former_code.iter_rows(named=True))
    for path in paths:
        table = read(path, known, areas, "", "", faults)
        assert table is not None
        assert not faults, faults
        for row, _ in table.rows:
            rows.append(row)
    frame = pl.DataFrame(rows).select(
        "area_code",
        "value_text",
        "unit",
        indicator_id="indicator",
        year=pl.col("year").replace("", None).cast(pl.Int64),
        as_of=pl.col("as_of").replace("", None),
        value=pl.col("value_text").cast(pl.Float64, strict=False),
        source_id=pl.lit("digital-agency-dx-2024"),
    )
    return frame, {record["indicator"]: record for record in known if record["edition"]}


def rows(paths: list[Path]) -> list[dict[str, str]]:
    """The counts, as rows of the file."""
    ds = dxcompare.load()
    names = dict(ds.areas().select("area_code", "area_ja").iter_rows())
    own, known = figures(paths)
    counts = counted(own, members(ds, planned(ds), PUBLISHED)).sort("of", "area_code", maintain_order=True).to_dicts()
    none = [name for name in known if name not in {row["indicator_id"] for row in counts}]
    blank = dict.fromkeys(COUNTED)
    counts += [{**blank, "indicator_id": name, "of": "nation", "area_code": NATION, "n": 0} for name in none]
    found = []
    for row in counts:
        if row["of"] != "nation" and row["indicator_id"].startswith(NATION_ONLY):
            continue
        one, values = known[row["indicator_id"]], {**row, "answered": row["n"]}
        over = {
            "nation": "全市区町村",
            "prefecture": f"{names[row['area_code']]}の全市町村",
            "peers": f"人口が{names[row['area_code']]}の{1 / TIMES:g}～{TIMES:g}倍の市区町村",
        }[row["of"]]
        near = row["of"] == "peers"
        found += [
            {
                "indicator": row["indicator_id"],
                "area_code": row["area_code"],
                "group": "peers_" * near + group,
                "year": one["year"],
                "as_of": one["as_of"],
                "name_ja": one["name_ja"],
                "population": (NEAR if near else SAYS)[group],
                "value_text": number(values[group]).replace(",", ""),
                "unit": "団体" if group in COUNTED[:2] else one["unit"],
                "where": f"{one['section']} {over}（編者の集計）",
            }
            for group in COUNTED
            if values[group] is not None
        ]
    return found


def main() -> None:
    with TARGET.open(encoding="utf-8", newline="") as file:
        own = [row for row in csv.DictReader(file) if row["group"] == "total"]
    with TARGET.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(own[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows([*own, *rows([Path(path) for path in sys.argv[1:]])])


if __name__ == "__main__":
    main()
