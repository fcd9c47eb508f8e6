"""Median and quartiles over municipalities: worked by hand, and those that are published."""

import numpy as np
import polars as pl
import pytest

from dxcompare.dataset.quartiles import COUNTED, LEAST, MANY, census_figures, counted, quartiles
from dxcompare.words.unknown import UnknownName
from tests.conftest import without
from tests.plans import made, one, rows


def figure(area, value, indicator="held", text=None, **more):
    told = {"value": value, "value_text": text or str(value), "unit": "%" if text is None else "状況", "source_id": "s"}
    return {
        "indicator_id": indicator,
        "area_code": area.zfill(5),
        "group_id": "total",
        "year": 2023,
        "as_of": None,
        **told,
        **more,
    }


def over(figures, *inside):
    table = made(reference_stat=figures).reference_stat
    return counted(
        table, pl.DataFrame({"area_code": "00000", "of": "nation", "member": [code.zfill(5) for code in inside]})
    )


def test_quartiles_by_hand():
    """10, 20, 30, 50: the quartiles lie a quarter and three quarters of the way: 17.5 and 35."""
    figures = [figure(str(code), value) for code, value in zip("0123", (50.0, 10.0, 30.0, 20.0), strict=True)]
    row = over([*figures, figure("9", 1000.0)], "0", "1", "2", "3").row(0, named=True)
    assert (row["n"], row["q1"], row["median"], row["q3"], row["done"], row["unit"]) == (4, 17.5, 25.0, 35.0, None, "%")
    assert [row["q1"], row["q3"]] == np.quantile([50, 10, 30, 20], [0.25, 0.75]).tolist()


def test_few_figures_have_a_median_and_no_quartiles():
    row = over([figure(str(code), float(code)) for code in range(LEAST - 1)], "0", "1", "2").row(0, named=True)
    assert (row["n"], row["q1"], row["median"], row["q3"]) == (3, None, 1.0, None)


def test_who_was_not_asked_is_not_counted():
    told = ["実施", "未実施", "調査無し", "実施"]
    row = over([figure(str(i), None, text=text) for i, text in enumerate(told)], *"0123").row(0, named=True)
    assert (row["n"], row["done"], row["median"], row["unit"]) == (3, 2, None, None)


def test_two_tables_of_one_figure_both_count_and_the_commoner_is_the_source():
    own = [figure(str(code), float(code)) for code in range(4)]
    more = [figure("0", 9.0, source_id="r"), figure("8", 9.0, source_id="r")]
    row = over([*own, *more], "0", "1", "2", "3").row(0, named=True)
    assert (row["n"], row["median"], row["source_id"]) == (5, 2.0, "s")
    tied = over([figure("0", 1.0), figure("1", 1.0, source_id="r")], "0", "1")
    assert tied["source_id"].to_list() == ["r"]  # of as many, the first by name


def test_each_figure_and_group_has_its_row_and_what_a_group_lacks_has_none():
    figures = [figure("1", 1.0), figure("2", 2.0), figure("2", 5.0, year=2024), figure("3", 3.0, indicator="sold")]
    members = pl.DataFrame(
        {"area_code": ["a", "a", "b"], "of": ["peers"] * 3, "member": ["00001", "00002", "00003"]}
    ).vstack(pl.DataFrame({"area_code": ["c"], "of": ["peers"], "member": ["00009"]}))
    found = counted(made(reference_stat=figures).reference_stat, members)
    assert sorted(found.select("indicator_id", "year", "area_code", "n", "median").rows()) == [
        ("held", 2023, "a", 2, 1.5),
        ("held", 2024, "a", 1, 5.0),
        ("sold", 2023, "b", 1, 3.0),
    ]


def test_population_and_age_are_of_all_municipalities(ds):
    nation = one(ds.quartiles("03206"), indicator_id="share_65", of="nation")
    shares = ds.municipality["share_65"].drop_nulls().to_numpy()
    assert nation["n"] == len(shares) == 1740
    assert [nation[q] for q in ("q1", "median", "q3")] == pytest.approx(np.quantile(shares, [0.25, 0.5, 0.75]))
    assert census_figures(ds, ["population"]).height == 1740


def test_published_counts_go_with_the_peers_of_today(ds):
    """Whether AI is in use was asked of all: as many answered as there are peers. Else scripts/quartiles.py is due."""
    found = ds.quartiles().filter(indicator_id="dx_ai", of="peers")
    assert found["area_code"].to_list() == sorted(ds.plans()["municipality_code"])
    for code, n in found.select("area_code", "n").iter_rows():
        assert n == len(ds.peers(code).codes)


def test_whatever_has_a_median_has_its_number_and_quartiles(ds):
    found = ds.quartiles().filter(pl.col("median").is_not_null())
    assert found.filter(pl.col("n") >= LEAST)["q1"].null_count() == 0
    assert found.filter(pl.col("q1") > pl.col("median")).is_empty()
    assert found.filter(pl.col("q3") < pl.col("median")).is_empty()
    assert found.filter((pl.col("n") < LEAST) & pl.col("q1").is_not_null()).is_empty()
    there = ds.reference_stat.filter(group_id="median").select("indicator_id", "area_code", median="value")
    both = there.join(found, on=["indicator_id", "area_code", "median"])
    assert both.height == there.height == 73


def test_a_table_that_was_added_is_counted(ds):
    """Published counts stay; what they do not have is computed of the rows that are there."""
    codes = [*ds.peers("03206", "prefecture").codes, "03206", *ds.peers("09215", "prefecture").codes][:60]
    added = [figure(code, float(i), indicator="mynumber_held_rate", year=None) for i, code in enumerate(codes)]
    table = pl.concat([ds.reference_stat, made(reference_stat=added).reference_stat], how="diagonal_relaxed")
    more = without(ds, reference_stat=table.unique(["indicator_id", "area_code", "group_id", "year", "as_of"]))
    held = more.quartiles().filter(indicator_id="mynumber_held_rate")
    assert held.equals(ds.quartiles().filter(indicator_id="mynumber_held_rate"))
    other = more.quartiles("01202").filter(indicator_id="mynumber_held_rate")
    counted_of = len({*codes} & {*ds.peers("01202").codes})
    assert other.select("of", "n").rows() == [("peers", counted_of), ("nation", 1741)]  # none in its prefecture
    alike = more.quartiles("03206", by=["kind", "prefecture"]).filter(indicator_id="mynumber_held_rate", of="peers")
    assert alike["n"].to_list() == [len(ds.peers("03206", ["kind", "prefecture"]).codes)]


def test_fewer_than_many_are_no_table_of_all():
    towns = rows(
        "municipality_code name_ja name_en name_kana prefecture_ja prefecture_en population share_65",
        *((f"01{200 + i}", f"市{i}市", f"C{i} City", "し", "東県", "East", 1000, 30.0) for i in range(MANY)),
    )
    for n, found in ((MANY, 3), (MANY - 1, 0)):
        ds = made(municipality=towns, reference_stat=[figure(f"01{200 + i}", float(i)) for i in range(n)])
        assert ds.quartiles("01200").filter(indicator_id="held").height == found


def test_names_are_refused(ds):
    with pytest.raises(UnknownName, match="no municipality"):
        ds.quartiles("北神市")
    with pytest.raises(UnknownName, match="no way to choose peers"):
        ds.quartiles("03206", "size")
    assert quartiles(ds, ["03000", "00000"])["of"].unique().sort().to_list() == ["nation", "prefecture"]
    assert {*ds.reference_stat["group_id"]} >= {*COUNTED}
