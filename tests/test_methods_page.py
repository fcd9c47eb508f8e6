"""What docs/methods.md says is so: its references stand in the list, its figures are recomputed."""

import ast
import calendar
import random
import re

import numpy as np
import polars as pl
import pytest
from scipy import stats

from dxcompare import ambition, gradients, simulated
from dxcompare.methods.intervals import adjusted, difference_p, standardised, wilson
from dxcompare.methods.isotonic import against_p, order_p
from dxcompare.methods.recovery.simulate import BROKEN, HOLDS, by_scenario, simulate
from dxcompare.methods.scales import SCALES, Move, measure
from tests.conftest import ROOT
from tests.tiers import each

PAGE = (ROOT / "docs" / "methods.md").read_text(encoding="utf-8")
TEXT, _, LISTED = PAGE.partition("\n## References\n")

NAME = r"[A-Z][\w’–-]+"
#: Brown & Heathers 2017; Newcombe (1998c); Kendall's (1938); Zapf et al. 2016
CITATION = re.compile(rf"((?:{NAME}, )*(?:{NAME} & )?{NAME}(?: et al\.)?)(?:['’]s)? \(?((?:19|20)\d\d[a-c]?)\b")
ENTRY = re.compile(r"- \*\*(.+?)\*\* .+ \*For:\* .+\.")
#: A word and a year that are no reference.
NOT_CITED = {"People 2020", *(f"{month} {year}" for month in calendar.month_name[1:] for year in range(2010, 2030))}

#: Bases of 北上市 by age, from the 20s.
N = np.array([64, 96, 136, 150, 162, 217])


def cited(text):
    return {" ".join(found) for found in CITATION.findall(" ".join(text.split()))} - NOT_CITED


def listed(text):
    return [match[1] if (match := ENTRY.fullmatch(line)) else line for line in text.splitlines() if line[:1] == "-"]


def strings():
    """Docstrings and texts of the package."""
    for path in sorted((ROOT / "dxcompare").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def figures(pattern):
    """Numbers of the page: the groups of a pattern that stands in it once."""
    found = re.findall(pattern, TEXT)
    assert len(found) == 1, (pattern, found)
    groups = found[0] if isinstance(found[0], tuple) else (found[0],)
    return [float(one.replace(",", "")) for one in groups]


def test_citations_are_recognised():
    text = "Brown & Heathers 2017; of Zou, Huang &\nZhang 2009, Kendall's (1938) τ; Zapf et al. 2016, March; (Newcombe 1998c)"
    assert cited(text) == {
        "Brown & Heathers 2017",
        "Zou, Huang & Zhang 2009",
        "Kendall 1938",
        "Zapf et al. 2016",
        "Newcombe 1998c",
    }
    assert listed("- **Kendall 1938** A measure. *For:* τ.\n- Kendall 1939") == ["Kendall 1938", "- Kendall 1939"]


@pytest.mark.long
def test_what_is_cited_is_listed_and_what_is_listed_is_cited():
    other = (path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md") if path.name != "methods.md")
    entries = listed(LISTED)
    assert entries == sorted(set(entries))
    assert cited(TEXT) | set().union(*map(cited, other), *map(cited, strings())) == set(entries)


@pytest.mark.long
def test_random_targets_reverse_as_often_as_the_page_says():
    """Baselines anywhere, targets anywhere above: that orders differ is a property of the formulas."""
    share, pairs = figures(r"in (\d+) % of ([\d,]+) pairs")
    rng = random.Random(20260401)

    def target():
        baseline = rng.uniform(0, 100)
        move = Move(baseline, rng.uniform(baseline, 100), 1, lower=0, upper=100, ideal=100, share=True)
        return [measure(scale, move).value for scale in SCALES]

    reversed_pairs = sum(len({a > b for a, b in zip(target(), target(), strict=True)}) > 1 for _ in range(int(pairs)))
    assert 100 * reversed_pairs / pairs == pytest.approx(share, abs=0.5)


def test_orders_of_indicators_are_as_the_page_says(ds):
    """Indicators in percent that go from a baseline, their pairs, and those in opposite orders on two scales."""
    result = ambition(ds)
    shown = result.in_percent()["kpi_id"]
    assert "maintain" not in result.in_percent()["target_class"]
    pairs = result.rank_reversals().filter(
        pl.col("first").is_in(shown.implode()), pl.col("second").is_in(shown.implode())
    )
    size, opposite, of, clear = figures(
        r"Of the (\d+) stated indicators in percent .*?, (\d+) of the (\d+) pairs are such .*?, (\d+) of them regardless"
    )
    assert [size, opposite, of] == [len(shown), pairs.height, len(shown) * (len(shown) - 1) / 2]
    assert clear == pairs["clear"].sum()
    tau = {(r["first"], r["second"]): round(r["tau"], 2) for r in result.concordance().iter_rows(named=True)}
    least, most = figures(r"between ([\d.]+) \(relative, gap closed\) and ([\d.]+) \(gap closed, log-odds\)")
    assert (min(tau.values()), max(tau.values())) == (tau["relative", "gap"], tau["gap", "log_odds"]) == (least, most)


def test_non_response_is_larger_than_any_interval(ds):
    """Share of those asked who did not answer, against the widest interval of a share from age 20."""
    missing = {
        s: 100 - 100 * valid / sampled for s, sampled, valid in ds.survey["survey_id", "sampled", "valid"].rows()
    }
    shares = ds.answers("likely").filter(pl.col("age_min") >= 20, pl.col("low").is_not_null())
    widest = shares.group_by("survey_id").agg(width=(pl.col("high") - pl.col("low")).max())
    wide = dict(widest.iter_rows())
    order = sorted(missing)
    assert figures(r"(\d+) % of those asked in 北上市 and (\d+) % in 那須烏山市") == [round(missing[s]) for s in order]
    assert figures(r"in a span of (\d+) and (\d+) points") == [round(missing[s]) for s in order]
    assert figures(r"from age 20 spans (\d+) and (\d+)") == [round(wide[s]) for s in order]
    assert all(wide[s] < missing[s] for s in order)


def test_the_simulation_is_told_as_it_is():
    scenarios = simulated().to_frame()
    holds, trace = scenarios.filter("holds"), scenarios.filter(~pl.col("holds") & pl.col("trace"))
    assert "broken in seventeen ways" in TEXT
    assert "nineteen scenarios" in TEXT
    assert len(BROKEN) == len(HOLDS) + 17 == 19
    recovered, likely = figures(r"none of ([\d,]+) recovered bases was wrong and fewer than 1 in ([\d,]+) of those")
    assert holds["wrong"].sum() == 0
    assert recovered == round(holds["recovered"].sum(), -3)
    assert holds["likely_wrong"].sum() < holds["likely"].sum() / likely
    (bases,) = figures(r"leave a trace, fewer than 1 in ([\d,]+) of all bases")
    assert (trace["wrong"] < trace["bases"] / bases).all()
    wrong = trace.filter(pl.col("wrong") > 0).sort("wrong", descending=True)
    assert wrong["broken"].to_list() == ["mean_of_bands", "weighted_by_sex"]
    found = figures(r"(\d+) of (\d+) \(mean of two bands\) and (\d) of (\d) \(weights within bands\)")
    assert found == [number for row in wrong["wrong", "recovered"].rows() for number in row]
    assert "wrong more often than not" in TEXT
    assert (2 * trace["likely_wrong"] > trace["likely"]).any()


@pytest.mark.long
def test_weights_within_small_groups_are_the_exception():
    row = by_scenario(simulate(300, 3, broken=("weighted_by_sex",))).row(0, named=True)
    found = figures(r"(\d+) of ([\d,]+) bases, and (\d+) of the (\d+) that are called recovered")
    assert found == [row["wrong"], row["bases"], row["wrong"], row["recovered"]]


def test_one_arbitrary_value_in_theory():
    small, at_small, large, at_large = figures(
        r"theory gives 1 − \(n \+ 1\)/V: (\d+) % at n = (\d+), (\d+) % at n = (\d+)"
    )
    assert [round(100 * (1 - (n + 1) / 1001)) for n in (at_small, at_large)] == [small, large]


def test_wilson_covers_what_the_page_says():
    """Exact, over all counts: shares from 2 to 98 %, bases from 30 to 764."""
    shares, covered = np.linspace(0.02, 0.98, 193), []
    for n in (30, 64, 217, 764):
        counts = np.arange(n + 1)
        low, high = wilson(counts, np.full(n + 1, n))
        inside = (low <= shares[:, None]) & (shares[:, None] <= high)
        covered.append((stats.binom.pmf(counts, n, shares[:, None]) * inside).sum(axis=1))
    least, average = figures(r"([\d.]+) % at the least and (\d+) % on average")
    assert 100 * np.min(covered) == pytest.approx(least, abs=0.05)
    assert 100 * np.mean(covered) == pytest.approx(average, abs=0.5)


@pytest.mark.parametrize(
    ("shares", "rare"),
    each(
        3,
        [
            ([0.4, 0.3, 0.15, 0.1, 0.05], False),
            ([0.6, 0.1, 0.1, 0.1, 0.1], False),
            ([0.2] * 5, False),
            ([0.9, 0.04, 0.02, 0.02, 0.02], True),
        ],
    ),
)
def test_tables_without_a_difference_have_a_finding_as_often_as_the_page_says(shares, rare):
    """The options of a question share 100 %, each band is held against all others: the tests depend on one another."""
    usual, draws, where_rare = figures(
        r"a false finding in (\d) % of ([\d,]+) draws, in (\d) % where four of the options"
    )
    rng = np.random.default_rng(12)
    yes = np.array([rng.multinomial(n, shares, int(draws)) for n in N])  # bands, draws, options
    rest, others = yes.sum(axis=0) - yes, (N.sum() - N)[:, None, None]
    bases, p = N[:, None, None], yes.sum(axis=0) / N.sum()
    z = (yes / bases - rest / others) / np.sqrt(p * (1 - p) * (1 / bases + 1 / others))
    tables = (2 * stats.norm.sf(abs(z))).transpose(1, 0, 2).reshape(int(draws), -1)
    called = (np.sort(tables) <= 0.05 * np.arange(1, 31) / 30).any(axis=1)
    by_hand = [difference_p(*row) for row in zip(yes[:, 0, 2], N, rest[:, 0, 2], N.sum() - N, strict=True)]
    assert tables[0].reshape(6, 5)[:, 2] == pytest.approx(by_hand)  # the fast way is the library's
    assert called[:200].tolist() == [min(adjusted(row)) <= 0.05 for row in tables[:200]]
    assert 100 * called.mean() == pytest.approx(where_rare if rare else usual, abs=0.5)


@pytest.mark.parametrize(
    "shares", [[0.97, 0.95, 0.94, 0.89, 0.77, 0.35], [0.05] * 6, [0.5, 0.4, 0.3, 0.2, 0.1, 0.05]], ids=str
)
def test_standardised_shares_are_covered_as_the_page_says(shares):
    weights, rng = np.array([79, 90, 110, 120, 130, 220]), np.random.default_rng(12)
    truth = weights @ shares / weights.sum()
    ends = [standardised(yes, N, weights)[1:] for yes in rng.binomial(N, shares, (2000, 6))]
    least, most = figures(r"coverage (\d+) to (\d+) % in 2,000 draws")
    assert least - 0.5 <= 100 * np.mean([low <= truth <= high for low, high in ends]) <= most + 0.5


def drawn(shares):
    """Of 2,000 samples, the percentage called ordered, and of those that no test says turns back."""
    called, passed = [], []
    for yes in np.random.default_rng(12).binomial(N, shares, (2000, 6)).tolist():
        up, down = order_p(yes, N), order_p(yes, N, rising=False)
        called.append(2 * min(up, down) <= 0.05)
        passed.append(called[-1] and against_p(yes, N, rising=up < down) > 0.05)
    return 100 * np.mean(called), 100 * np.mean(passed)


@pytest.mark.long
def test_equal_shares_are_called_ordered_as_often_as_the_page_says():
    level, high, low = figures(r"about (\d) % of cases at shares of (\d+) % and of (\d) %")
    assert [drawn(share / 100)[0] for share in (high, low)] == pytest.approx([level] * 2, abs=1)


@pytest.mark.long
def test_a_hump_is_called_ordered_as_often_as_the_page_says():
    """No card in 北上市: 44, 39, 54, 57, 47, 47 %."""
    found = figures(r"(\d+) % are called ordered, and in (\d+) % `against_p` does not object")
    assert list(drawn(np.array([28, 37, 73, 86, 76, 101]) / N)) == pytest.approx(found, abs=2)


def test_what_was_not_found_is_not_there(ds):
    silent = ds.audit.filter(pl.col("test").is_in(["fitting_base", "groups_total", "single_sum", "no_answer"]))
    assert silent["test"].n_unique() == 4
    assert silent.filter(verdict="inconsistent").is_empty()
    assert gradients(ds).to_frame("contrasts").is_empty()
    aged = ds.response.filter(pl.col("age_min").is_not_null())["question_id"].unique()
    shapes = pl.concat(gradients(ds, question_id=one).to_frame() for one in aged).drop_nulls("fit_p")
    assert figures(r"the (\d+) options by age whose slope can be fitted; in (\d+) a straight line") == [
        shapes.height,
        shapes.filter(pl.col("fit_p") <= 0.05).height,
    ]
    assert figures(r"A dip over age\*\*: none among the (\d+) options") == [shapes.height]
    assert "dip" not in shapes["shape"]
    assert "input" not in ds.kpi_level["level"]
    assert ambition(ds).to_frame("measurability")["with_source"].sum() == 0
    assert ds.survey["weighted"].null_count() == ds.survey.height == 2
    assert ds.survey["municipality_code"].is_unique().all()
    judged = ds.coder.filter(pl.col("coder").is_in(ds.judgement["who"].to_list()))
    assert set(judged["kind"]) == {"plan", "model"}
