"""Whether a plan's prose agrees with its own tables: the committed data."""

import polars as pl
import pytest

from dxcompare.questions.claims.compute import checked, claims
from tests.committed.surveys import K, N
from tests.conftest import without


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


def test_a_statement_that_holds_if_read_otherwise_says_so(ds):
    """Five are contradicted; of three of them another fair reading of the same sentence holds."""
    found = claims(ds).to_frame()
    assert found.filter(verdict="contradicted").height == 5
    assert found.filter("holds_otherwise")["claim_id"].to_list() == [
        "kitakami-2023/c36",
        "kitakami-2023/c43",
        "kitakami-2023/s07",
    ]


def test_no_statement_about_a_withheld_table_is_decided(ds):
    asked = ds.claim.filter(question_id=f"{N}/q18").join(ds.claim_check, on="claim_id")
    assert asked.height == 3
    assert set(asked["verdict"]) == {"cannot_be_checked"}


def test_a_base_in_doubt_leaves_a_statement_open(ds):
    row = ds.claim_check.filter(claim_id="nasukarasuyama-2024/c23").row(0, named=True)
    assert (row["verdict"], row["missing"]) == ("cannot_be_checked", "q17 50-59: n")
    assert row["numbers"].endswith("? ≥ 80")


def claim(ds, predicate, precision=None, comparator="eq", about=False):
    row = ds.claim.filter(claim_id="kitakami-2023/c04").with_columns(
        predicate=pl.lit(predicate),
        precision=pl.lit(precision, dtype=pl.Float64),
        comparator=pl.lit(comparator, ds.claim.schema["comparator"]),
        about=pl.lit(about),
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


@pytest.mark.parametrize(
    ("comparator", "about", "verdict"),
    [
        ("ge", False, "contradicted"),
        ("ge", True, "supported_after_rounding"),
        ("eq", False, "supported_after_rounding"),
    ],
)
def test_a_bound_is_not_rounded_unless_it_is_hedged(ds, comparator, about, verdict):
    """96.9 % is not 97 % or more; it may be about 97 % or more."""
    assert claim(ds, 'share("q1", "smartphone", "20-29") >= 97', 1, comparator, about)["verdict"] == verdict


def test_statements_keep_their_bounds(ds):
    """北上市 p.24: about 95 % or more; p.21: 14-18 %; 那須烏山市 p.39: about 80 %."""
    said = {one: rest for one, *rest in ds.claim.select("claim_id", "comparator", "about").iter_rows()}
    assert said["kitakami-2023/c55"] == ["ge", True]
    assert said["kitakami-2023/c32"] == ["between", False]
    assert said["kitakami-2023/c04"] == ["ge", False]
    assert said["nasukarasuyama-2024/c24"] == ["eq", True]
    assert said["kitakami-2023/c03"] == [None, False]


def test_a_difference_within_sampling_error_is_said(ds):
    near = 'share("q1", "pc", "30-39") > share("q1", "pc", "20-29")'
    far = 'share("q1", "pc", "30-39") > share("q1", "pc", "70+")'
    assert claim(ds, near)["within_error"] is True
    assert claim(ds, far)["within_error"] is False
    assert claim(ds, 'share("q1", "pc", "30-39") > 50')["within_error"] is None


def test_statements_are_checked_in_their_own_survey(ds):
    """A second survey of the same city, with other percentages, changes no verdict on the first."""

    def again(frame, change=None):
        copy = frame.filter(pl.any_horizontal(pl.col(pl.String).str.starts_with(K))).with_columns(
            pl.col(pl.String).str.replace(K, "kitakami-ict-2026", literal=True)
        )
        return pl.concat([frame, copy.with_columns(**change) if change else copy])

    tables = {name: again(ds[name]) for name in ("survey", "question", "survey_base")}
    tables["response"] = again(ds.response, {"percent": pl.col("percent") / 2})
    tables["response_count"] = again(
        ds.response_count, {"count": pl.col("count") // 2, "percent": pl.col("percent") / 2}
    )
    both = without(ds, **tables)
    was = dict(checked(ds).select("claim_id", "verdict").iter_rows())
    now = dict(checked(both).select("claim_id", "verdict").iter_rows())
    asked = ds.claim.filter(pl.col("question_id").is_not_null())["claim_id"].to_list()
    assert {claim: now[claim] for claim in asked} == {claim: was[claim] for claim in asked}
