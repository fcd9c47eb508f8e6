"""The made-up nation: deterministic, without a fault, and the library finds in it what was put in."""

import hashlib

import numpy as np
import pandas as pd
import polars as pl
import pytest

import dxcompare
from benchmarks.baseline import WORK
from benchmarks.nation import SURVEYED, generate, official
from benchmarks.nation.official import FILES
from dxcompare.assemble import assembled
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.quartiles import counted
from dxcompare.dataset.read import typed
from dxcompare.evidence.marks import MARKS
from dxcompare.questions.audit.compute import audited
from dxcompare.questions.bases.recovery import response_counts, survey_bases
from dxcompare.questions.claims.compute import checked
from dxcompare.sources.official.store import add
from dxcompare.tables import DERIVED
from tests.tiers import each

#: Two surveys: one whose bases are printed and that has an impossible percentage, one whose bases are recovered.
PLANS, SEED = 6, 46
#: One row of the matrix for two items: front-yard reform took over from online procedures.
JOINED = ("frontyard_reform",)
CELL = ("question_id", "option_id", "group_id")
DERIVING = {"survey_base": survey_bases, "response_count": response_counts, "audit": audited, "claim_check": checked}


@pytest.fixture(scope="module")
def nation(tmp_path_factory):
    """Six plans, assembled, with the derived tables that are asked about; and what is true of them."""
    data = tmp_path_factory.mktemp("nation") / "data"
    truth = generate(data, PLANS, SEED)
    assembly, tables = assembled(data)
    ds = Dataset({name: typed(name, frame) for name, frame in tables.items()}, data)
    for name, compute in DERIVING.items():
        ds = ds.with_table(name, typed(name, DERIVED[name].validate(compute(ds), cast=True)))
    return ds, truth, assembly


def test_it_has_no_fault(nation):
    ds, truth, assembly = nation
    assert assembly.faults == []
    assert ds.plan["plan_id"].sort().to_list() == sorted(truth.plans)
    assert ds.survey.height == -(-PLANS // SURVEYED)


def test_coverage_has_the_marks_that_were_put_in(nation):
    ds, truth, _ = nation
    matrix = dxcompare.coverage(ds).to_frame("matrix")
    told = matrix.filter(pl.col("has_measure").is_not_null(), ~pl.col("item_id").is_in(JOINED))
    assert told.height > 10 * PLANS
    for row in told.iter_rows(named=True):
        marks = truth.plans[row["plan_id"]].marks.get(row["item_id"], set())
        assert {name for name in MARKS if row[name]} == marks, (row["plan_id"], row["item_id"])


def test_ambition_reads_what_was_printed(nation):
    ds, truth, _ = nation
    result = dxcompare.ambition(ds)
    ends = {kpi: ends for one in truth.plans.values() for kpi, ends in one.ends.items()}
    found = {kpi: ends for kpi, *ends in result.to_frame().select("kpi_id", "baseline", "target").iter_rows()}
    assert found == {kpi: [*one] for kpi, one in ends.items()}
    assert sum(None not in one for one in ends.values()) > 5 * PLANS
    pace = {kpi: ends for one in truth.plans.values() for kpi, ends in one.pace.items()}
    assert pace
    observed = result.to_frame("observed").select("kpi_id", "from_value", "to_value").iter_rows()
    assert {kpi: (first, last) for kpi, first, last in observed} == pace


def test_coders_differ_as_was_put_in(nation):
    ds, truth, _ = nation
    row = dxcompare.agreement(ds, draws=2).to_frame("pairs").filter(first="a", second="b", item_id="all")
    assert row.item(0, "only_first") + row.item(0, "only_second") == sum(one.differing for one in truth.plans.values())


def test_recovered_bases_are_right(nation):
    ds, truth, _ = nation
    bases = {key: n for one in truth.plans.values() for key, n in one.bases.items()}
    counts = {key: n for one in truth.plans.values() for key, n in one.counts.items()}
    told = ds.survey_base.filter(pl.col("n").is_not_null())
    found = {(question, group): n for question, group, n in told.select("question_id", "group_id", "n").iter_rows()}
    assert found == {key: n for key, n in bases.items() if key in found}
    assert told.filter(certainty="recovered").height > 20  # not only printed
    cells = ds.response_count.join(ds.response.filter(~pl.col("quarantined")), on=CELL)
    wrong = {(one.question, one.option, one.group) for plan in truth.plans.values() for one in plan.misprints}
    behind = {tuple(key): count for *key, count in cells.select(*CELL, "count").iter_rows() if count is not None}
    assert {key for key, count in behind.items() if counts[key] != count} <= wrong
    assert len(behind) > 400


def test_tables_print_the_answers_but_for_the_misprints(nation):
    ds, truth, _ = nation
    plans = truth.plans.values()
    wrong = {(one.question, one.option, one.group): one for plan in plans for one in plan.misprints}
    counts, bases = ({k: n for plan in plans for k, n in getattr(plan, of).items()} for of in ("counts", "bases"))
    off = set()
    for *cell, percent, decimals in ds.response.select(*CELL, "percent", "decimals").iter_rows():
        share = 100 * counts[tuple(cell)] / bases[cell[0], cell[2]]
        if abs(percent - share) > 0.5 * 10.0 ** -(decimals or 0) + 1e-9:
            off.add((*cell, f"{percent:.{decimals}f}"))
    assert off == {(*key, one.printed) for key, one in wrong.items()}


def test_the_audit_finds_the_misprints_that_no_base_gives(nation):
    ds, truth, _ = nation
    wrong = [one for plan in truth.plans.values() for one in plan.misprints]
    failed = set(ds.audit.filter(verdict="inconsistent")["question_id"])
    sure = {one.question for one in wrong if one.impossible}
    assert sure
    assert sure <= failed
    # where bases are recovered, all tables of the survey bear one wrong digit
    assert {name.partition("/")[0] for name in failed} <= {one.question.partition("/")[0] for one in wrong}


def test_statements_hold_where_the_tables_bear_them_out(nation):
    ds, truth, _ = nation
    claims = {name: holds for one in truth.plans.values() for name, holds in one.claims.items()}
    said = dict(ds.claim_check.select("claim_id", pl.col("verdict").cast(pl.String)).iter_rows())
    assert said.keys() == claims.keys()
    assert {name for name, verdict in said.items() if verdict == "contradicted"} == {
        name for name, holds in claims.items() if not holds
    }


@pytest.mark.long
def test_a_municipality_may_have_several_editions(tmp_path):
    truth = generate(tmp_path / "data", 4, SEED, editions=2)
    assembly, tables = assembled(tmp_path / "data")
    assert assembly.faults == []
    plans = tables["plan"].sort("start_fy")
    assert plans["start_fy"].to_list() == [2017, 2017, 2018, 2018]
    assert plans["municipality_code"].n_unique() == len(truth.plans) / 2
    assert plans["revises"].drop_nulls().sort().to_list() == plans["plan_id"][:2].sort().to_list()


def test_the_same_seed_gives_the_same_bytes_and_fewer_plans_are_among_more(tmp_path):
    digests = []
    for name, plans, seed in (("one", 3, 1), ("again", 3, 1), ("more", 4, 1), ("other", 3, 2)):
        generate(tmp_path / name, plans, seed)
        files = {path.relative_to(tmp_path / name): path for path in (tmp_path / name).rglob("*") if path.is_file()}
        digests.append({str(at): hashlib.sha256(path.read_bytes()).hexdigest() for at, path in files.items()})
    one, again, more, other = digests
    assert one == again
    assert {at for at in one if at[:10] not in ("mappings/a", "raw/refere") and more[at] != one[at]} == set()
    assert one != other


@pytest.fixture(scope="module")
def rivals(nation, tmp_path_factory):
    """What pandas and statsmodels make of the same tables, by the name of the work."""
    folder = tmp_path_factory.mktemp("processed")
    for name, frame in nation[0].tables.items():
        frame.write_csv(folder / f"{name}.csv", include_bom=True)
    return lambda name, **more: WORK[name].act(WORK[name].ready(folder), **more)


def agree(ours, theirs, keys, within=1e-9):
    """The same rows, and in each the same values; numbers as near as that."""
    ours = (ours if isinstance(ours, pd.DataFrame) else ours.to_pandas()).reindex(columns=theirs.columns)
    ours, theirs = (one.astype(dict.fromkeys(keys, str)).sort_values(keys) for one in (ours, theirs))
    assert len(ours)
    for name, column in theirs.items():
        if pd.api.types.is_float_dtype(column):
            np.testing.assert_allclose(ours[name].to_numpy(float), column, within, within, err_msg=name)
        else:
            assert [*map(blank, ours[name])] == [*map(blank, column)], name


def blank(value):
    return None if pd.isna(value) else value


def test_coverage_and_similarity_are_those_of_pandas(nation, rivals):
    result = dxcompare.coverage(nation[0])
    agree(result.to_frame("matrix"), rivals("coverage"), ["plan_id", "item_id"])
    pairs = result.profile_similarity().to_pandas(), rivals("coverage: similarity")
    agree(*map(in_order, pairs), ["first", "second"])


def test_agreement_is_that_of_pandas(nation, rivals):
    ours = dxcompare.agreement(nation[0], draws=100).to_frame("pairs")
    assert ours["low"].drop_nulls().len() > 5
    agree(ours, rivals("agreement", draws=100), ["first", "second", "item_id"])


def test_ambition_and_reversals_are_those_of_pandas(nation, rivals):
    result = dxcompare.ambition(nation[0])
    ours = result.to_frame("scales").filter(pl.col("value").is_not_null())
    theirs = rivals("ambition").drop(columns="unit").replace([np.inf, -np.inf], np.nan)
    agree(ours, theirs, ["kpi_id", "measure"])
    agree(in_order(result.rank_reversals().to_pandas()), in_order(rivals("ambition: reversals")), ["first", "second"])


def in_order(pairs):
    """Pairs with the first name first, and what is said of either turned with it."""
    ends = {"first": "second", "first_ahead": "second_ahead", "only_first": "only_second"}
    turned = pairs.rename(columns=ends | {there: here for here, there in ends.items()})[pairs.columns]
    return pairs.where(pairs["first"] < pairs["second"], turned)


#: Ours ends when deviances are as near as 1e-8, and then its errors are of the step before.
WITHIN = {"gradients": 1e-5, "differences": 1e-9}


@pytest.mark.parametrize("ask", each(2, WITHIN))
def test_surveys_are_those_of_statsmodels(nation, rivals, ask):
    ds = nation[0]
    ours = getattr(dxcompare, ask)(ds, question_id=ds.question["question_id"].to_list()).to_frame()
    keys = ["question_id", "option_id", *["group_id"] * (ask == "differences")]
    agree(ours, rivals(f"{ask}: every question"), keys, WITHIN[ask])


@pytest.fixture(scope="module")
def dashboard(tmp_path_factory):
    """The dashboard's made-up tables, added; and what they print."""
    data = tmp_path_factory.mktemp("dashboard") / "data"
    truth = generate(data, 1, SEED, dashboard=True).official
    added = [add(data / "official" / file, data, official.PUBLISHED, official.ACCESSED) for file in FILES.values()]
    rows = pl.concat([pl.read_csv(one.path, infer_schema=False) for one in added])
    return truth, added, rows.with_columns(pl.col("year").cast(pl.Int64))


@pytest.mark.long
def test_the_dashboards_figures_are_those_that_it_prints(dashboard):
    truth, added, rows = dashboard
    assert sum(one.figures for one in added) == len(truth) == rows.height > 85_000
    assert [one.areas for one in added] == [1741, 1741]
    told = dict(zip(rows.select("indicator", "area_code").iter_rows(), rows["value_text"], strict=True))
    exact = {key for key, text in truth.items() if text != told[key]}
    assert {(float(truth[key]), key) for key in exact} == {(float(told[key]), key) for key in exact}


@pytest.mark.long
def test_quartiles_of_the_dashboard_are_those_of_what_it_prints(dashboard):
    truth, _, rows = dashboard
    use = {code: float(text) for (name, code), text in truth.items() if name == "online_use_32_05"}
    ai = [text for (name, _), text in truth.items() if name == "dx_ai"]
    figures = rows.rename({"indicator": "indicator_id"}).with_columns(
        pl.lit("s").alias("source_id"), pl.col("value_text").cast(pl.Float64, strict=False).alias("value")
    )
    everywhere = pl.DataFrame({"area_code": "00000", "of": "nation", "member": sorted({code for _, code in truth})})
    found = counted(figures, everywhere)
    rate = found.filter(indicator_id="online_use_32_05").row(0, named=True)
    assert rate["n"] == len(use) < 1741
    assert [rate[q] for q in ("q1", "median", "q3")] == pytest.approx(
        np.quantile(list(use.values()), [0.25, 0.5, 0.75])
    )
    assert found.filter(indicator_id="dx_ai").select("n", "done").row(0) == (1741, ai.count("実施"))
    asked = [text for (name, _), text in truth.items() if name == "dx_cio"]
    assert found.filter(indicator_id="dx_cio").item(0, "n") == 1741 - asked.count("調査無し") == 1733
