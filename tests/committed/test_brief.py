"""The sheets of the plans that are here: every sentence holds, and each is one page in both languages."""

from datetime import date
from io import BytesIO

import polars as pl
import pypdf
import pytest

import dxcompare
from dxcompare.report import brief

PLANS = dxcompare.load().plans()["plan_id"].to_list()


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("plan", PLANS)
def test_a_sheet_is_one_page_with_its_four_answers(ds, plan, lang):
    sheet = brief.sheet_of(ds, plan, lang)
    (page,) = pypdf.PdfReader(BytesIO(brief.printed(sheet, date(2026, 11, 26)))).pages
    text = "".join(page.extract_text().split())
    assert len(sheet.answers) == 4
    for question, answer in sheet.answers:
        assert "".join(question.split()) in text
        assert "".join(answer.split()).translate(str.maketrans("“”", '""' if lang == "en" else "“”")) in text
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.28, 841.89), abs=0.1)


@pytest.mark.parametrize("plan", PLANS)
def test_what_is_lacking_is_lacking_in_the_matrix_and_there_elsewhere(ds, plan):
    matrix = dxcompare.coverage(ds).to_frame()
    mine = {row["item_id"]: row for row in matrix.filter(plan_id=plan).iter_rows(named=True)}
    others = matrix.filter(pl.col("plan_id") != plan)
    for row in dxcompare.brief(ds, plan).to_frame("items").iter_rows(named=True):
        cell, acting = mine[row["item_id"]], others.filter("has_measure", item_id=row["item_id"])
        if row["standing"] == "wanting":
            assert cell["blank"] == "not_stated"
            assert not cell["optional"]
            assert not cell["has_chapter"]
            assert acting.height
        if row["standing"] == "only":
            assert cell["has_measure"]
            assert acting.is_empty()
        if row["only_mark"]:
            assert cell[row["only_mark"]]
            assert not acting[row["only_mark"]].any()
        assert row["could"] <= others.filter(item_id=row["item_id"])["has_measure"].count()


def test_a_city_without_a_survey_is_given_japans_figures_and_told_so(ds):
    surveyed = set(ds.survey["plan_id"])
    for plan in PLANS:
        result = dxcompare.brief(ds, plan)
        assert result.to_frame("ages")["scope"].unique().to_list() == ["city" if plan in surveyed else "nation"]
        assert result.answers[2].answer.ja.startswith("住民調査なし") == (plan not in surveyed)


def test_official_figures_are_those_of_the_tables(ds):
    for plan, code in ds.plans().select("plan_id", "municipality_code").iter_rows():
        for row in dxcompare.brief(ds, plan).to_frame("figures").filter(beside="median").iter_rows(named=True):
            printed = ds.reference_stat.filter(indicator_id=row["indicator_id"])
            for area, column in ((f"{code[:2]}000", "prefecture"), ("00000", "nation")):
                assert printed.filter(area_code=area, group_id="median").item(0, "value") == row[column]
