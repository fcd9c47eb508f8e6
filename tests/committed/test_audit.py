"""Whether the printed survey tables are possible: the committed data."""

import numpy as np
import polars as pl
import pytest

import dxcompare
from dxcompare.dataset.read import typed
from dxcompare.dataset.surveys import printed
from dxcompare.methods.recovery import audit as methods
from dxcompare.methods.recovery import power as seeding
from dxcompare.present.worksheet import sheets_of
from dxcompare.questions.audit.compute import audited
from dxcompare.questions.audit.tables import TestsPower
from dxcompare.questions.bases.recovery import survey_bases
from dxcompare.tables.columns import said
from dxcompare.tables.vocabularies import AUDIT_TESTS
from dxcompare.words.text import LANGUAGES
from tests.committed.surveys import K, N, cell, edited
from tests.conftest import without
from tests.tiers import each, first


def verdicts(ds, question, test):
    return dict(audited(ds).filter(question_id=question, test=test).select("scope", "verdict").iter_rows())


def test_the_data_has_no_inconsistency_without_an_erratum(ds):
    failed = ds.audit.filter(verdict="inconsistent")
    assert set(failed["question_id"]) == {f"{N}/q17", f"{N}/q18"}
    assert failed["erratum_id"].null_count() == 0


def test_every_kind_of_test_is_made(ds):
    assert set(ds.audit["test"]) == set(AUDIT_TESTS)


@pytest.mark.long
def test_every_test_that_passes_says_how_surely_it_finds_an_error(ds):
    """But of tables that are withheld as a whole, and of copies where no earlier table has the same columns."""
    tests = dxcompare.audit(ds).to_frame("tests_power")
    rows = tests.filter(verdict="consistent")
    powers = pl.max_horizontal(pl.col("^power_.*$"))
    silent = rows.filter(powers.is_null())
    assert set(silent["question_id"]) == {f"{N}/q18", f"{K}/q2_2"}
    assert silent.filter(question_id=f"{K}/q2_2")["test"].to_list() == ["copied_table"]
    others = tests.filter(pl.col("verdict") != "consistent")
    assert others.filter(powers.is_not_null()).is_empty()


def test_what_leans_on_recovered_bases_says_so(ds):
    of = {(row["question_id"], row["test"], row["scope"]): row for row in ds.audit.iter_rows(named=True)}
    leaning = [key for key, row in of.items() if row["leans_on"] == "recovered" and row["verdict"] != "untestable"]
    assert {question for question, *_ in leaning} == {f"{K}/{one}" for one in ("q1", "q2_1", "q2_2", "q3_1", "q3_2")}
    assert {test for _, test, _ in leaning} == {"no_answer"}
    assert of[f"{K}/q1", "impossible_cells", "age"]["verdict"] == "untestable"
    assert of[f"{K}/q1", "fitting_base", "age"]["verdict"] == "consistent"


@pytest.mark.long
@pytest.mark.parametrize(("question", "scope"), [(f"{K}/q1", "age"), (f"{N}/q11", "age"), (f"{N}/q11", "total")])
def test_power_is_what_seeding_the_data_set_finds(ds, question, scope):
    """Forty other percentages, one at a time, through the tables of the data set themselves."""
    rng = np.random.default_rng(7)
    cells = ds.response.filter(question_id=question, group_type=scope).filter(pl.col("percent").is_not_null())
    of = dict.fromkeys(ds.audit["test"].cast(pl.String).unique(), 0)
    before = failures(ds, question)
    for at in rng.integers(cells.height, size=40):
        one = cells.row(int(at), named=True)
        value = float(rng.integers(1001)) / 10
        where = cell(question, one["option_id"], one["group_id"])
        for test in failures(edited(ds, where, percent=value), question) - before:
            of[test] += value != one["percent"]
    stated = (
        dxcompare.audit(ds)
        .to_frame("seeded")
        .filter(question_id=question, scope=scope, error="value")
        .filter(pl.col("test") != "any")
    )
    assert stated.height > 1
    for row in stated.iter_rows(named=True):
        assert of[row["test"]] / 40 == pytest.approx(row["found"] / row["seeded"], abs=0.2), row["test"]


def failures(ds, question):
    return set(audited(ds).filter(question_id=question, verdict="inconsistent")["test"].cast(pl.String))


@pytest.mark.parametrize(
    ("test", "question", "where", "values", "scope"),
    first(
        [
            ("impossible_cells", f"{N}/q11", cell(f"{N}/q11", "points", "18-19"), {"percent": 12.6}, "age"),
            ("heading_base", f"{N}/q12", cell(f"{N}/q12", group="total"), {"n_printed": 765}, "total"),
            ("groups_total", f"{N}/q13", cell(f"{N}/q13", group="70+"), {"n_printed": 175}, "age"),
            ("options_total", f"{N}/q14", cell(f"{N}/q14", "other", "total"), {"percent": 9.0}, "age"),
            ("single_sum", f"{N}/q19", cell(f"{N}/q19", "no_need", "total"), {"percent": 52.9}, "total"),
            ("no_answer", f"{N}/q15", cell(f"{N}/q15", "no_answer", "70+"), {"percent": 40.1}, "age"),
        ],
    ),
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


@pytest.mark.parametrize("error", each(6, seeding.ERRORS))
def test_what_an_error_has_no_part_in_may_be_left_as_it_was(ds, error):
    """Every table of the surveys, one error of the kind in each breakdown: all anew finds the same."""
    rng = np.random.default_rng(3)
    for row in ds.survey.iter_rows(named=True):
        whole = printed(ds, row)
        trial = seeding.Trial(whole)
        for at, table in enumerate(whole.tables):
            for scope in (*table.groups, "table"):
                for changes in seeding._drawn(whole.tables, at, scope, error, 1, rng):
                    anew = methods.audited(methods.Printed(*trial._with(changes)))
                    noticed = {
                        name
                        for before, after in zip(trial.before, anew, strict=True)
                        for name in seeding._more(before, after)
                    }
                    assert trial.noticed(changes) == noticed, (table.question, scope, changes)


@pytest.mark.long
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_sheet_of_few_surveys_says_how_surely_each_test_finds_an_error(ds, lang):
    result = dxcompare.audit(ds)
    (sheet,) = sheets_of(result, lang)
    power = [said(one).heading.to(lang) for name, one in TestsPower.fields().items() if name.startswith("power_")]
    assert len(power) == 6
    assert {*power} <= {*sheet.frame.columns}
