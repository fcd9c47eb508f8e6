"""Whether a plan's prose agrees with its own tables: the committed data."""

import polars as pl
import pytest

from dxcompare.questions.claims.compute import checked, claims
from tests.committed.surveys import K, N
from tests.conftest import without
from tests.tiers import each

PLAN = "nasukarasuyama-2024"


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


def test_statements_are_counted_and_not_readings(ds):
    """138 rows of `claims.csv`, 112 statements; one is contradicted in every fair reading."""
    found = claims(ds).to_frame()
    assert ds.claim.height == found["readings"].sum() == 138
    assert dict(found.group_by("verdict").len().iter_rows()) == {
        "supported": 84,
        "supported_after_rounding": 16,
        "depends_on_reading": 7,
        "contradicted": 1,
        "cannot_be_checked": 4,
    }
    assert found.filter(verdict="depends_on_reading")["claim_id"].to_list() == [
        "kitakami-2023/c36",  # who waits
        "kitakami-2023/c43",  # at which ages
        "kitakami-2023/s06",  # who is middle-aged
        "kitakami-2023/s13",
        "nasukarasuyama-2024/c09",  # who is young
        "nasukarasuyama-2024/c18",  # who is old
        "nasukarasuyama-2024/p07",
    ]


def test_a_contradiction_is_a_fault_on_the_same_page(ds):
    """What a fair reader can reconcile is no contradiction, and no fault among the notes on the sources."""
    assert claims(ds).to_frame().filter(verdict="contradicted")["claim_id"].to_list() == ["kitakami-2023/c32"]
    faults = ds.erratum.filter(kind="prose", nature="fault")
    assert faults.select("erratum_id", "question_id", "option_id").rows() == [
        ("kitakami-2023/e15", f"{K}/q3_1", "convenience_store_certificates")
    ]


def test_what_the_staff_say_is_no_statement_about_the_table(ds):
    """那須烏山市 p.8: they speak of what is still to be done, the table of targets met."""
    row = claims(ds).to_frame().row(by_predicate=pl.col("claim_id") == f"{PLAN}/e05", named=True)
    assert (row["verdict"], row["readings"], row["holding"]) == ("cannot_be_checked", 2, 0)


def test_both_readings_are_recorded_whichever_holds(ds):
    """那須烏山市 p.34: the benefit is doubted by 42.7 % up to the 30s (41.3 % above), by 40.6 % up to the 20s (41.8 %)."""
    found = claims(ds).to_frame("readings").filter(statement_id=f"{PLAN}/c09")
    assert found.select("claim_id", "verdict", "numbers_en").rows() == [
        (f"{PLAN}/c09", "supported", "42.71 > 41.26"),
        (f"{PLAN}/c35", "contradicted", "40.59 > 41.81"),
    ]


def test_every_age_class_without_bounds_is_read_widely_and_narrowly(ds):
    young = ds.claim.filter(pl.col("plan_id") == PLAN, pl.col("claim_ja").str.contains("若年層|高齢層"))
    checked_ = young.filter(pl.col("predicate").is_not_null())
    firsts = checked_.filter(pl.col("other_reading").is_null())["claim_id"].to_list()
    assert len(firsts) == 14
    assert set(checked_["other_reading"].drop_nulls()) == set(firsts)


def test_no_statement_about_a_withheld_table_is_decided(ds):
    asked = ds.claim.filter(question_id=f"{N}/q18").join(ds.claim_check, on="claim_id")
    assert asked.height == 3
    assert set(asked["verdict"]) == {"cannot_be_checked"}


@pytest.mark.long
def test_a_statement_that_only_a_likely_base_decides_says_so(ds):
    """那須烏山市 p.38, of people in their fifties 102 were asked question 17, as is likely: 80.3 % of 127."""
    row = ds.claim_check.filter(claim_id=f"{PLAN}/c23").row(0, named=True)
    assert (row["verdict"], row["leans_on"], row["missing"]) == ("supported", "likely", None)
    assert row["numbers"].endswith("80.31 ≥ 80")
    strict = checked(ds, "recovered").filter(claim_id=f"{PLAN}/c23").row(0, named=True)
    assert (strict["verdict"], strict["missing"]) == ("cannot_be_checked", "q17 50-59: n")
    assert strict["numbers"].endswith("? ≥ 80")


def test_sampling_error_is_told_or_the_reason_why_not(ds):
    found = ds.claim_check
    assert (found["within_error"].is_null() == found["error_reason"].is_not_null()).all()
    assert dict(found.filter(pl.col("error_reason").is_not_null()).group_by("error_reason").len().iter_rows()) == {
        "no_sample": 11,
        "not_checked": 4,
        "quoted": 2,
        "overlap": 4,
    }


def test_clear_tendencies_are_clear(ds):
    """SNS, calls, video, streaming and games up to the 30s against the rest: each clear, though the 30s and 40s are close."""
    found = ds.claim_check.filter(pl.col("claim_id").is_in([f"kitakami-2023/c{n}" for n in (13, 14, 15, 16, 17)]))
    assert found["within_error"].to_list() == [False] * 5
    assert found["closest_within_error"].to_list() == [True] * 5
    facebook, tiktok = (
        ds.claim_check.filter(claim_id=f"kitakami-2023/{one}").row(0, named=True) for one in ("c25", "c58")
    )
    assert (facebook["within_error"], facebook["error_leans_on"]) == (False, "likely")
    assert (tiktok["within_error"], tiktok["error_leans_on"]) == (True, "likely")  # 14.4 % and 12.5 %


def test_a_wide_spread_is_wide_whichever_two_bands_show_it(ds):
    """北上市 Q1: the smartphone spreads more than television, whose highest band has 24 people: from the 30s to 70 and
    over by 61.4 points, 37.8 more than the 23.6 of television."""
    found = ds.claim_check.filter(claim_id="kitakami-2023/c43")
    assert found.select("verdict", "within_error").rows() == [("contradicted", False)]


def test_the_contradiction_is_smaller_than_sampling_error(ds):
    """18 of 96 are 18.8 %, with an interval from 12 to 28 %."""
    assert ds.claim_check.filter(claim_id="kitakami-2023/c32").item(0, "within_error") is True


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
    each(
        3,
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
            ('count("q2_2", "facebook", "female") > 0', "supported"),  # by a likely base
        ],
    ),
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
    assert claim(ds, 'share("q1", "pc", "30-39") > 50')["within_error"] is True
    assert claim(ds, 'share("q1", "pc", "30-39") > 40')["within_error"] is False


@pytest.mark.long
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
