"""Whether the printed survey tables are possible: the committed data."""

import polars as pl
import pytest

from dxcompare.dataset.read import typed
from dxcompare.questions.audit.compute import audited
from dxcompare.questions.bases.recovery import survey_bases
from dxcompare.tables.vocabularies import AUDIT_TESTS
from tests.committed.surveys import N, cell, edited
from tests.conftest import without


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


@pytest.mark.parametrize("form", ["{}（複数回答3つまで）", "3つまで選択（{}）"])
def test_a_heading_that_says_more_is_the_same_base(ds, form):
    """Read alike where bases are recovered and where tables are tested: 543, not 5433 and not 3."""
    before, after = form.split("{}")
    longer = without(ds, question=ds.question.with_columns(base_n_text=before + pl.col("base_n_text") + after))
    assert longer.question["base_n_text"].str.contains("3つまで").any()
    assert survey_bases(longer).equals(survey_bases(ds))
    assert audited(longer).equals(audited(ds))
