"""The bases that surveys do not print, and the counts behind percentages: the committed data."""

import polars as pl
import pytest

from dxcompare import bases, claims, recover
from dxcompare.questions.bases.recovery import response_counts, survey_bases
from tests.committed.surveys import K, N, cell, edited
from tests.conftest import without


def known(ds, question, kind="age"):
    rows = ds.survey_base.filter(pl.col("question_id") == f"{K}/{question}", pl.col("group_type") == kind)
    return dict(rows.select("group_id", "n").iter_rows())


def test_bases_that_the_plan_does_not_print(ds):
    """Recovered by us: no plan prints them. The filtered questions' bases are the counts of the filtering options."""
    assert known(ds, "q1") == {
        "16-19": 24,
        "20-29": 64,
        "30-39": 96,
        "40-49": 136,
        "50-59": 150,
        "60-69": 162,
        "70+": 217,
        "no_answer": 12,
    }
    assert known(ds, "q1") == known(ds, "q2_1") == known(ds, "q3_1")
    assert sum(known(ds, "q1").values()) <= ds.survey.filter(survey_id=K).item(0, "valid")
    counted = {
        q: dict(ds.response_count.filter(cell(f"{K}/{q}", option)).select("group_id", "count").iter_rows())
        for q, option in (("q2_1", "sns"), ("q3_1", "no_card"))
    }
    assert known(ds, "q2_2") == counted["q2_1"]
    assert known(ds, "q3_2") == counted["q3_1"]


def test_what_cannot_be_told_is_not(ds):
    """Nasukarasuyama's question 17 prints a base that is withheld; for the 50s two bases fit, 51 and 102, one is likely."""
    rows = {row["group_id"]: row for row in ds.survey_base.filter(question_id=f"{N}/q17").iter_rows(named=True)}
    assert (rows["50-59"]["n"], rows["50-59"]["candidates"], rows["50-59"]["certainty"]) == (
        None,
        "51|102",
        "likely",
    )
    assert (rows["30-39"]["n"], rows["30-39"]["n_printed"], rows["30-39"]["certainty"]) == (80, 98, "recovered")
    assert rows["total"]["n"] == 543
    withheld = ds.survey_base.filter(pl.col("question_id") == f"{N}/q18", pl.col("group_type") != "total")
    assert withheld["n"].null_count() == withheld.height


def test_four_bases_are_likely(ds):
    """As trying all combinations finds; the totals of questions 17 and 18 are those of headings."""
    likely = ds.survey_base.filter(certainty="likely").select("question_id", "group_id", "n", "n_likely").rows()
    assert likely == [
        (f"{K}/q2_2", "female", None, 299),
        (f"{N}/q17", "50-59", None, 102),
        (f"{N}/q17", "60-69", None, 109),
        (f"{N}/q17", "karasuyama_west", None, 245),
    ]
    heading = ds.survey_base.filter(certainty="heading").select("question_id", "group_id", "n").rows()
    assert heading == [(f"{N}/q17", "total", 543), (f"{N}/q18", "total", 181)]
    assert ds.survey_base.filter(certainty="recovered").height == 49


@pytest.mark.long
def test_likely_bases_let_one_more_statement_be_checked(ds):
    usual, asked = (claims(ds, certainty=how).to_frame() for how in ("recovered", "likely"))
    assert asked.equals(claims(ds).to_frame())
    apart = usual.join(asked, on="claim_id", suffix="_asked").filter(pl.col("verdict") != pl.col("verdict_asked"))
    assert apart.select("claim_id", "verdict", "verdict_asked").rows() == [
        ("nasukarasuyama-2024/c23", "cannot_be_checked", "supported")
    ]


def test_the_surveys_go_through_the_public_door(ds):
    """Their tables as a researcher would hand them over give the same bases."""
    for survey_id, filters in (
        (K, {"q2_2": ("q2_1", "sns"), "q3_2": ("q3_1", "no_card")}),
        (N, {"q17": ("q16", "needed")}),
    ):
        found = recover(**handed_over(ds, survey_id, filters)).to_frame()
        mine = ds.survey_base.filter(pl.col("question_id").str.starts_with(survey_id)).with_columns(
            question=pl.col("question_id").str.split("/").list.last(), group_type=pl.col("group_type").cast(pl.String)
        )
        both = mine.join(
            found, left_on=["question", "group_type", "group_id"], right_on=["question", "group_type", "group"]
        )
        assert both.height == mine.height == found.height
        for name in ("n", "candidates", "posterior"):
            assert both[name].equals(both[f"{name}_right"], null_equal=True), (survey_id, name)
        assert (both["certainty"] == both["certainty_right"]).all()
        assert both["constraints"].to_list() == both["reason"].to_list()


def handed_over(ds, survey_id, filters):
    """A survey of the data set as the arguments of `recover`; what is withheld is left out."""
    cells = ds.response.filter(pl.col("question_id").str.starts_with(survey_id)).with_columns(
        question=pl.col("question_id").str.split("/").list.last(),
        printed=pl.when(~pl.col("quarantined")).then(
            pl.when(pl.col("reading") == "dash_as_zero").then(pl.lit("0.0")).otherwise("percent_text")
        ),
    )
    asked = ds.question.filter(survey_id=survey_id).with_columns(
        question=pl.col("question_id").str.split("/").list.last()
    )
    tables = {
        name: cells.filter(question=name)
        .sort("option_position", "group_type", "group_position")
        .pivot("group_id", index="option_id", values="printed")
        for name in asked.sort("position")["question"]
        if name in cells["question"]
    }
    kinds = cells.group_by("group_type").agg(pl.col("group_id").unique(maintain_order=True))
    bases = cells.filter(~pl.col("n_quarantined"), pl.col("n_printed").is_not_null())
    headings = {name: n for name, n in {"q17": 543, "q18": 181}.items() if survey_id == N}
    everyone = [name for name in asked["question"] if name not in filters and name not in headings]
    valid = ds.survey.filter(survey_id=survey_id).item(0, "valid")
    return {
        "tables": tables,
        "groups": dict(kinds.iter_rows()),
        "same_people": [name for name in everyone if name in tables or name == "q16"],
        "filters": filters,
        "total": {next(name for name in everyone if name in tables): valid, **headings},
        "printed": bases.unique(["question", "group_id"]).select("question", group="group_id", n="n_printed"),
        "multiple": asked.filter(pl.col("answer") == "multiple", pl.col("question").is_in(list(tables)))[
            "question"
        ].to_list(),
        "weighted": None,
    }


def test_counts_by_hand(ds):
    """35.5 % of 217 is 77 (35.48); 61.5 % of 764 is 470 (61.52)."""
    row = ds.response_count.filter(cell(f"{K}/q1", "smartphone", "70+")).row(0, named=True)
    assert (row["count"], row["n"]) == (77, 217)
    assert ds.response_count.filter(cell(f"{N}/q11", "health_insurance_licence", "total")).item(0, "count") == 470


def test_a_whole_percentage_of_many_has_no_count_but_an_interval(ds):
    changed = edited(ds, cell(f"{N}/q11", "points", "total"), percent=28.0, decimals=0)
    row = response_counts(changed).filter(cell(f"{N}/q11", "points", "total")).row(0, named=True)
    assert row["count"] is None
    assert row["low"] < 28 < row["high"]


def test_a_misprinted_cell_does_not_move_a_base(ds):
    """Any one digit of a column changed: the base is the same, or none is given."""
    for percent in (41.5, 35.4, 35.9, 53.5):
        changed = edited(ds, cell(f"{K}/q1", "smartphone", "70+"), percent=percent)
        found = dict(changed.survey_base.filter(question_id=f"{K}/q1").select("group_id", "n").iter_rows())
        assert found["70+"] in (217, None)
        assert found["40-49"] == 136


def test_a_column_that_fits_nothing_is_inconsistent(ds):
    where = cell(f"{K}/q1", group="70+") & pl.col("option_id").is_in(["smartphone", "pc", "tv", "tablet"])
    changed = edited(ds, where, percent=12.3)
    rows = changed.survey_base.filter(cell(f"{K}/q1", group="70+"))
    assert rows.item(0, "certainty") == "inconsistent"
    assert rows.item(0, "n") is None


def test_a_question_with_bases_of_its_own_stands_alone(ds):
    """A column of bases unlike the other questions': other people were asked."""
    changed = edited(ds, cell(f"{N}/q13", group="30-39"), n_printed=90)
    found = changed.survey_base.filter(pl.col("group_id") == "30-39", pl.col("question_id").str.starts_with(N))
    assert dict(found.select("question_id", "n").iter_rows())[f"{N}/q13"] == 90
    assert dict(found.select("question_id", "n").iter_rows())[f"{N}/q12"] == 98


def test_no_survey_no_bases(ds):
    empty = without(ds, survey=ds.survey.clear(), question=ds.question.clear(), response=ds.response.clear())
    assert survey_bases(empty).is_empty()
    assert survey_bases(empty).columns == ds.survey_base.columns


def test_constraints_are_said_in_words(ds):
    table = bases(ds).to_frame()
    why = table.filter(question_id=f"{N}/q17", group_id="50-59").row(0, named=True)
    assert why["why_ja"] == "選択肢ごとの和が総数と合う、割合3個、集団の和は543人まで、どの集団でもない人は10人まで"
    assert why["why_en"].endswith("at most 10 people in no group")
