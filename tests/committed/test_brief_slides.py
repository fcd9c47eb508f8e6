"""The slides and sheets that begin the pack of a city: every title is recounted, the plan stands beside the others."""

import re

import openpyxl
import polars as pl
import pytest
from pptx import Presentation

import dxcompare
from dxcompare.present.slide import headline_of, slides_of
from dxcompare.report.deck import deck
from dxcompare.report.pack import LEFT
from dxcompare.report.workbook import workbook
from tests.committed.test_same_numbers import numbers
from tests.tiers import each, first

PLANS = dxcompare.load().plans()["plan_id"].to_list()


def recounted(ds, plan):
    """What the titles of its slides count, in their order, from the data and other questions."""
    code = ds.plans().filter(plan_id=plan).item(0, "municipality_code")
    result = dxcompare.brief(ds, plan)
    matrix = dxcompare.coverage(ds).to_frame()
    mine = {row["item_id"]: row for row in matrix.filter(plan_id=plan).iter_rows(named=True)}
    items = result.to_frame("items")
    acting = {row["item_id"]: mine[row["item_id"]]["has_measure"] for row in items.iter_rows(named=True)}
    here = items.filter(pl.col("could") > 0, ~pl.col("standing").is_in(["not_applicable", "not_assessed"]))["item_id"]
    others = matrix.filter(pl.col("plan_id") != plan, "has_measure")["item_id"].to_list()
    targets = result.to_frame("targets")
    seen = [row for row in targets.iter_rows(named=True) if row["seen"] in ("yes", "met_only")]
    lacking = [
        item for item in here if not acting[item] and items.filter(item_id=item).item(0, "standing") == "wanting"
    ]
    yield [ds.kpi.filter(plan_id=plan).height, len(seen), len(lacking)]
    yield [here.len(), sum(acting[item] for item in here), sum(acting[item] and item not in others for item in here)]
    figures = result.to_frame("figures")
    rates = figures.filter(pl.col("beside") == "median")
    inside = [q1 <= float(own) <= q3 for q1, own, q3 in rates.select("peers_q1", "value_text", "peers_q3").iter_rows()]
    yield [rates.height, rates["peers_n"].max(), sum(inside)]
    done = ds.reference_stat.filter(
        pl.col("indicator_id").is_in(figures.filter(pl.col("beside") == "share")["indicator_id"].to_list()),
        area_code=code,
    )
    yield [done["indicator_id"].n_unique(), done.filter(value_text="実施")["indicator_id"].n_unique()]
    ages = result.to_frame("ages").filter(topic_ja=result.to_frame("ages").item(0, "topic_ja"))
    yield [ages["percent"].min(), ages["percent"].max()]
    yield [result.to_frame("cautions").height - 1]


def counted(title):
    """The numbers of a title; bands of age that have no mark of their own are none of them."""
    return +(numbers(re.sub(r"\d+〜\d+歳|\d+歳以上|\d+代以上|\d+代|\(\d+–\d+\)", "", title)))


@pytest.mark.parametrize("lang", each(2, first(["ja", "en"])))
@pytest.mark.parametrize("plan", each(3, PLANS))
def test_every_title_is_recounted(ds, plan, lang):
    result = dxcompare.brief(ds, plan)
    titles = [spec.title or headline_of(result, lang).to(lang) for spec in slides_of(result, lang)]
    expected = list(recounted(ds, plan))
    assert len(titles) == len(expected)
    for title, count in zip(titles, expected, strict=True):
        assert sorted(counted(title).elements()) == sorted(map(float, count)), title


@pytest.mark.parametrize("plan", first(PLANS))
def test_the_matrix_has_the_plan_first_and_the_marks_of_the_others(ds, plan):
    result = dxcompare.brief(ds, plan)
    frame = slides_of(result, "ja")[1].frame
    names = dxcompare.coverage(ds).plan_names("ja")
    assert frame["plan_id"].unique(maintain_order=True).to_list()[0] == names[plan]
    whole = slides_of(dxcompare.coverage(ds), "ja")[0].frame
    marks = {row["plan_id"] + row["item_id"]: row["signs"] for row in whole.iter_rows(named=True)}
    assert {row["plan_id"] + row["item_id"]: row["signs"] for row in frame.iter_rows(named=True)} == marks


def test_rates_are_drawn_with_the_quartiles_of_each_place(ds):
    result = dxcompare.brief(ds, "03206")
    drawn = slides_of(result, "en")[2]
    rows = result.to_frame("figures").filter(pl.col("beside") == "median")
    assert drawn.frame.height == 4 * rows.height == len(set(drawn.order))
    own = drawn.frame.filter(series="Kitakami")
    assert own["value"].to_list() == [float(value) for value in rows["value_text"]]
    assert own["low"].null_count() == own.height
    peers = drawn.frame.filter(pl.col("row").str.starts_with("peers"))
    assert peers.select("value", "low", "high").rows() == rows.select("peers", "peers_q1", "peers_q3").rows()


@pytest.mark.long
def test_deck_and_workbook_of_a_city_begin_with_it_beside_the_others(ds, tmp_path):
    result, alone = dxcompare.brief(ds, "03206"), ds.only("kitakami-2023")
    pages = Presentation(deck(alone, tmp_path / "a.pptx", "en", ahead=[result], leave=LEFT)).slides
    titles = [page.shapes.title.text_frame.text for page in pages]
    assert titles[1] == "The DX plan of Kitakami: 18 findings"
    assert titles[2].startswith("Kitakami: 7 of 15 indicators")
    assert not any("items assessed" in title for title in titles)  # the marks of the plan alone would repeat the matrix
    book = openpyxl.load_workbook(workbook(alone, tmp_path / "a.xlsx", "en", [result]))
    assert book.sheetnames[1:3] == ["Four answers", "City by item"]
    heads = [cell.value for cell in book["City by item"][1]]
    assert heads[2].startswith("Kitakami")
    assert {head.split(" ")[0] for head in heads[3:]} == {"Nasukarasuyama", "Tomi", "Imari"}
    assert "never_used" not in [cell.value for row in book["Shares by age"] for cell in row]  # no codes
    assert book["Official figures side by side"].max_row == result.to_frame("figures").height + 1
    assert book["Official figures"].max_row > 1000  # the whole table of another question keeps its place
