"""The sheets of the plans that are here: every sentence holds, and each is one page in both languages."""

from datetime import date
from io import BytesIO

import polars as pl
import pypdf
import pytest

import dxcompare
from dxcompare.report import brief
from tests.tiers import each, first

PLANS = dxcompare.load().plans()["plan_id"].to_list()


@pytest.mark.parametrize("lang", first(["ja", "en"]))
@pytest.mark.parametrize("plan", each(8, PLANS))
def test_a_sheet_is_one_page_with_its_four_answers(ds, plan, lang):
    sheet = brief.sheet_of(ds, plan, lang)
    (page,) = pypdf.PdfReader(BytesIO(brief.printed(sheet, date(2026, 11, 26)))).pages
    text = "".join(page.extract_text().split())
    assert len(sheet.answers) == 4
    for question, answer in sheet.answers:
        assert "".join(question.split()) in text
        assert "".join(answer.split()).translate(str.maketrans("“”", '""' if lang == "en" else "“”")) in text
    assert (float(page.mediabox.width), float(page.mediabox.height)) == pytest.approx((595.28, 841.89), abs=0.1)


@pytest.mark.parametrize("plan", first(PLANS))
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
            assert row["only_could"] == acting.filter(~pl.col("in_doubt"))[row["only_mark"]].count()
            assert cell[row["only_mark"]]
            assert not acting[row["only_mark"]].any()
        assert row["could"] <= others.filter(item_id=row["item_id"])["has_measure"].count()


@pytest.mark.long
def test_a_city_without_a_survey_is_given_japans_figures_and_told_so(ds):
    surveyed = set(ds.survey["plan_id"])
    for plan in PLANS:
        result = dxcompare.brief(ds, plan)
        assert result.to_frame("ages")["scope"].unique().to_list() == ["city" if plan in surveyed else "nation"]
        assert result.answers[2].answer.ja.startswith("住民調査なし") == (plan not in surveyed)


def test_wishes_are_no_exclusion(ds):
    tells = {(row["question_id"], row["option_id"]): row["tells"] for row in ds.theme_option.iter_rows(named=True)}
    for plan in ds.survey["plan_id"].unique():
        shown = dxcompare.brief(ds, plan).to_frame("ages").select("question_id", "option_id").unique()
        assert {tells[one] for one in shown.iter_rows()} == {"state"}
    assert {"wish", "worry"} < set(tells.values())


@pytest.mark.long
def test_the_first_answer_names_whatever_is_scarce_or_lacking_and_no_row_of_it_is_cut(ds):
    """By one rule: alone; in half of the plans or fewer; in most of the others and not here."""
    for plan in PLANS:
        result = dxcompare.brief(ds, plan)
        answer = result.answers[0].answer.ja
        named = set()
        for row in result.to_frame("items").iter_rows(named=True):
            n, could = row["acting"], row["could"]
            if row["standing"] == "shared" and n and 2 * (n + 1) <= could + 1:
                assert f"「{row['short_ja']}」（{could + 1}計画中{n + 1}）" in answer
                named.add(row["short_ja"])
            if row["standing"] == "wanting" and 2 * n > could:
                assert f"「{row['short_ja']}」（{could}計画中{n}" in answer
                named.add(row["short_ja"])
            if row["wanting_mark"] and 2 * row["wanting_n"] > row["wanting_could"]:
                assert f"「{row['short_ja']}」（{row['wanting_could']}計画中{row['wanting_n']}" in answer
                named.add(row["short_ja"])
            if row["only_mark"]:
                assert f"「{row['short_ja']}」（{row['only_could'] + 1}計画中）" in answer
                named.add(row["short_ja"])
        assert named
        assert named <= {row[0] for row in result.sheet("ja").left[0].cut(0).rows}
        first = result.sheet("ja").right[0].cut(0).rows
        assert bool(first) == (result.to_frame("items")["only_mark"].count() > 0)


@pytest.mark.long
def test_no_figure_older_than_the_plan_goes_unmarked(ds):
    for plan, start in ds.plans().select("plan_id", "start_fy").iter_rows():
        result = dxcompare.brief(ds, plan)
        (block,) = (one for one in result.sheet("ja").right if one.title.startswith("公的統計"))
        old = result.to_frame("figures").filter(pl.col("as_of") < f"{start}-04-01").height
        assert sum("（計画前）" in row[0] for row in block.rows) == old
        assert not any("…" in row[0] for row in block.rows)


def test_the_english_sheet_names_the_source_of_japans_ages_in_english(ds):
    for plan in set(PLANS) - set(ds.survey["plan_id"]):
        (block,) = (one for one in dxcompare.brief(ds, plan).sheet("en").left if one.title.startswith("By age"))
        assert "quoted" in block.note
        assert block.note.isascii() or not any("ぁ" <= letter <= "鿿" for letter in block.note)


def test_the_date_of_the_version_is_not_taken_for_that_of_figures(ds):
    assert dxcompare.brief(ds, PLANS[0]).sheet("ja").small[-1].endswith("データの版の日付で、値の時点ではない。")


def test_official_figures_are_those_of_the_tables(ds):
    for plan, code in ds.plans().select("plan_id", "municipality_code").iter_rows():
        for row in dxcompare.brief(ds, plan).to_frame("figures").filter(beside="median").iter_rows(named=True):
            printed = ds.reference_stat.filter(indicator_id=row["indicator_id"])
            for area, column in ((f"{code[:2]}000", "prefecture"), ("00000", "nation")):
                assert printed.filter(area_code=area, group_id="median").item(0, "value") == row[column]
