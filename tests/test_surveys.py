"""Surveys: bases, tests of tables, statements; on the data and on tables broken on purpose."""

import dataclasses

import polars as pl
import pytest

from dxcompare import bases
from dxcompare.dataset.read import typed
from dxcompare.questions.audit.compute import audited
from dxcompare.questions.bases.recovery import response_counts, survey_bases
from dxcompare.questions.claims.compute import checked
from dxcompare.tables.vocabularies import AUDIT_TESTS

K, N = "kitakami-ict-2022", "nasukarasuyama-ikou-2021"


def without(ds, **changes):
    return dataclasses.replace(ds, tables={**ds.tables, **changes})


def edited(ds, where, **values):
    """The dataset with some printed cells changed, and the bases that follow."""
    change = [
        pl.when(where).then(pl.lit(value)).otherwise(pl.col(name)).cast(ds.response.schema[name]).alias(name)
        for name, value in values.items()
    ]
    ds = without(ds, response=ds.response.with_columns(change))
    return without(ds, survey_base=typed("survey_base", survey_bases(ds)))


def cell(question, option=None, group=None):
    found = pl.col("question_id") == question
    for name, value in (("option_id", option), ("group_id", group)):
        found = found & (pl.col(name) == value) if value else found
    return found


def known(ds, question, kind="age"):
    rows = ds.survey_base.filter(pl.col("question_id") == f"{K}/{question}", pl.col("group_type") == kind)
    return dict(rows.select("group_id", "n").iter_rows())


# ---- bases


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
    """Nasukarasuyama's question 17 prints a base that is withheld; for the 50s two bases fit, 51 and 102."""
    rows = {row["group_id"]: row for row in ds.survey_base.filter(question_id=f"{N}/q17").iter_rows(named=True)}
    assert (rows["50-59"]["n"], rows["50-59"]["candidates"], rows["50-59"]["certainty"]) == (
        None,
        "51|102",
        "ambiguous",
    )
    assert (rows["30-39"]["n"], rows["30-39"]["n_printed"], rows["30-39"]["certainty"]) == (80, 98, "recovered")
    assert rows["total"]["n"] == 543
    withheld = ds.survey_base.filter(pl.col("question_id") == f"{N}/q18", pl.col("group_type") != "total")
    assert withheld["n"].null_count() == withheld.height


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


# ---- audit


def verdicts(ds, question, test):
    return dict(audited(ds).filter(question_id=question, test=test).select("scope", "verdict").iter_rows())


def test_the_data_has_no_inconsistency_without_an_erratum(ds):
    failed = ds.audit.filter(verdict="inconsistent")
    assert set(failed["question_id"]) == {f"{N}/q17", f"{N}/q18"}
    assert failed["erratum_id"].null_count() == 0


def test_every_kind_of_test_is_made(ds):
    assert set(ds.audit["test"]) == set(AUDIT_TESTS)


def test_power_depends_on_the_base(ds):
    """764 people: about a quarter of errors would be found. 32 people: 97 %."""
    total = ds.audit.filter(question_id=f"{N}/q11", test="impossible_cells", scope="total").item(0, "power")
    assert total == pytest.approx(1 - 765 / 1001, abs=1e-3)


@pytest.mark.parametrize(
    ("test", "question", "where", "values", "scope"),
    [
        ("impossible_cells", f"{N}/q11", cell(f"{N}/q11", "points", "18-19"), {"percent": 12.6}, "age"),
        ("heading_base", f"{N}/q12", cell(f"{N}/q12", group="total"), {"n_printed": 765}, "table"),
        ("groups_total", f"{N}/q13", cell(f"{N}/q13", group="70+"), {"n_printed": 175}, "age"),
        ("options_total", f"{N}/q14", cell(f"{N}/q14", "other", "total"), {"percent": 9.0}, "age"),
        ("single_sum", f"{N}/q19", cell(f"{N}/q19", "no_need", "total"), {"percent": 52.9}, "total"),
        ("no_answer", f"{N}/q15", cell(f"{N}/q15", "no_answer", "70+"), {"percent": 40.1}, "age"),
    ],
)
def test_each_test_finds_what_it_is_for(ds, test, question, where, values, scope):
    assert verdicts(ds, question, test)[scope] == "consistent"
    assert verdicts(edited(ds, where, **values), question, test)[scope] == "inconsistent"


def test_a_copied_table_is_found(ds):
    first = ds.response.filter(question_id=f"{N}/q11")
    copy = first.with_columns(question_id=pl.lit(f"{N}/q12"))
    changed = without(ds, response=pl.concat([ds.response.filter(pl.col("question_id") != f"{N}/q12"), copy]))
    changed = without(changed, survey_base=typed("survey_base", survey_bases(changed)))
    row = audited(changed).filter(question_id=f"{N}/q12", test="copied_table").row(0, named=True)
    assert (row["verdict"], row["detail"]) == ("inconsistent", "問11")


def test_tables_of_the_same_two_values_are_no_copies(ds):
    """Halves and zeros recur by themselves; with a third value, a whole table that recurs does not."""

    def twice(*values):
        even = pl.Series(values, dtype=pl.Float64)
        first = ds.response.filter(question_id=f"{N}/q11").with_columns(
            percent=pl.lit(even).gather(pl.int_range(pl.len()) % len(values))
        )
        copy = first.with_columns(question_id=pl.lit(f"{N}/q12"))
        others = ds.response.filter(~pl.col("question_id").is_in([f"{N}/q11", f"{N}/q12"]))
        return verdicts(without(ds, response=pl.concat([others, first, copy])), f"{N}/q12", "copied_table")

    assert twice(50.0, 0.0) == {"table": "consistent"}
    assert twice(50.0, 0.0, 25.0) == {"table": "inconsistent"}


@pytest.mark.parametrize(("oldest", "verdict"), [(167, "consistent"), (168, "inconsistent")])
def test_groups_may_be_everyone_and_no_more(ds, oldest, verdict):
    """32 + 69 + 98 + 102 + 127 + 169 and 167 of 70 and over are the 764 who answered."""
    assert (
        verdicts(edited(ds, cell(f"{N}/q13", group="70+"), n_printed=oldest), f"{N}/q13", "groups_total")["age"]
        == verdict
    )


def test_ninety_nine_point_nine_is_normal(ds):
    """Rounding alone can make a sum of 99.9 or 100.1."""
    sums = ds.response.filter(question_id=f"{N}/q19").group_by("group_id").agg(pl.col("percent").sum().round(1))
    assert {99.9, 100.1} & set(sums["percent"])
    assert set(verdicts(ds, f"{N}/q19", "single_sum").values()) == {"consistent"}


def test_whole_percentages_of_many_people_are_untestable(ds):
    changed = edited(ds, cell(f"{N}/q11"), decimals=0, percent=30.0)
    assert verdicts(changed, f"{N}/q11", "impossible_cells")["total"] == "untestable"


# ---- statements


def test_verdicts_by_hand(ds):
    """Read in the documents: 18.8 % is not 14–18 %; 51.8 % is about half; a table without the option tells nothing."""
    found = dict(ds.claim_check.select("claim_id", "verdict").iter_rows())
    assert found["kitakami-2023/c04"] == "supported"
    assert found["kitakami-2023/c32"] == "contradicted"
    assert found["nasukarasuyama-2024/c30"] == "supported_after_rounding"
    assert found["nasukarasuyama-2024/c27"] == "cannot_be_checked"
    assert found["nasukarasuyama-2024/e05"] == "contradicted"


def test_a_verdict_may_turn_on_the_reading(ds):
    """Kitakami p.18: television spreads 23.6 points over all ages, the smartphone 64.5; up to the 50s 14.6 and 10.7.
    p.21: 45.26 % wait for a card if those who did not say are among them, 44.21 % if not."""
    found = {
        claim_id.partition("/")[2]: rest
        for claim_id, *rest in ds.claim_check.filter(pl.col("claim_id").str.starts_with("kitakami"))
        .select("claim_id", "verdict", "numbers")
        .iter_rows()
    }
    assert found["c43"] == ["contradicted", "23.6 > 38.7, 23.6 > 64.5, 23.6 > 32, 34.4 > 38.7, 34.4 > 64.5, 34.4 > 32"]
    assert found["c44"] == ["supported", "14.6 > 8.1, 14.6 > 10.7, 14.6 > 11.5, 29.1 > 8.1, 29.1 > 10.7, 29.1 > 11.5"]
    assert found["c36"] == ["contradicted", "45.26 = 40"]
    assert found["c54"] == ["supported_after_rounding", "44.21 = 40"]


def test_no_statement_about_a_withheld_table_is_decided(ds):
    asked = ds.claim.filter(question_id=f"{N}/q18").join(ds.claim_check, on="claim_id")
    assert asked.height == 3
    assert set(asked["verdict"]) == {"cannot_be_checked"}


def test_a_base_in_doubt_leaves_a_statement_open(ds):
    row = ds.claim_check.filter(claim_id="nasukarasuyama-2024/c23").row(0, named=True)
    assert (row["verdict"], row["missing"]) == ("cannot_be_checked", "q17 50-59: n")
    assert row["numbers"].endswith("? ≥ 80")


def claim(ds, predicate, precision=None, claim_id="kitakami-2023/c04"):
    row = ds.claim.filter(claim_id=claim_id).with_columns(
        predicate=pl.lit(predicate), precision=pl.lit(precision, dtype=pl.Float64)
    )
    return checked(without(ds, claim=row)).row(0, named=True)


@pytest.mark.parametrize(
    ("predicate", "verdict"),
    [
        ('share("q1", "smartphone", "70+") == 35.5', "supported"),
        ('lowest("q1", "smartphone", "..30-39") == 96.9', "supported"),
        ('highest("q1", "smartphone", "60-69..") == 77.2', "supported"),
        ('rank("q1", "smartphone", "70+") == 2', "supported"),
        ('rank("q1", "smartphone", "70+", "never_used") == 1', "supported"),
        ('count("q1", "smartphone", "60-69..") == 125 + 77', "supported"),
        ('base("q1", "20-29,70+") == 64 + 217', "supported"),
        ('base("q1", "all") == 861 and base("q1", "age") == 849', "supported"),
        ('pooled("q1", "smartphone", "60-69..") > 53.29', "supported"),
        ('pooled_rank("q1", "smartphone", "all") == 1', "supported"),
        ('share("q1", "tv+pc", "70+") == 29.1', "supported"),
        ("sampled() == 1700 and valid() == 871 and web() == 237", "supported"),
        ('verdicts() == 14 and verdicts("not_done") == 0', "supported"),
        ('verdict(1) == "done"', "supported"),
        ('not share("q1", "smartphone", "70+") > 40', "supported"),
        ('share("q1", "smartphone", "70+") > 40 or valid() == 871', "supported"),
        ('-share("q1", "smartphone", "70+") > -40', "supported"),
        ("valid() == 872", "contradicted"),
        ('share("q2_2", "facebook", "male") > 90', "contradicted"),
        ('count("q2_2", "facebook", "female") > 0', "cannot_be_checked"),
    ],
)
def test_the_language_of_statements(ds, predicate, verdict):
    assert claim(ds, predicate)["verdict"] == verdict


@pytest.mark.parametrize(
    ("predicate", "step", "verdict"),
    [
        ('share("q1", "smartphone", "70+") == 36', 1, "supported_after_rounding"),
        ('share("q1", "smartphone", "70+") == 35', 1, "contradicted"),
        (
            'rank("q1", "never_used", "70+") == 1 and share("q1", "never_used", "70+") == 40',
            10,
            "supported_after_rounding",
        ),
        ("100 * web() / valid() == 27.2", 0.1, "supported_after_rounding"),
    ],
)
def test_statements_round_to_their_own_precision(ds, predicate, step, verdict):
    assert claim(ds, predicate, step)["verdict"] == verdict


def test_a_difference_within_sampling_error_is_said(ds):
    near = 'share("q1", "pc", "30-39") > share("q1", "pc", "20-29")'
    far = 'share("q1", "pc", "30-39") > share("q1", "pc", "70+")'
    assert claim(ds, near)["within_error"] is True
    assert claim(ds, far)["within_error"] is False
    assert claim(ds, 'share("q1", "pc", "30-39") > 50')["within_error"] is None
