"""Who judged that a measure acts on an item, and on whose judgement results rest: the committed data."""

import re

import polars as pl
import pytest

from dxcompare import coverage, outcomes, previous, timeline
from dxcompare.evidence.judgements import acting, choices
from dxcompare.tables import DERIVED
from tests.conftest import ROOT, without


def test_every_coder_says_yes_or_no_to_every_item_of_the_code_book(ds):
    rows = ds.judgement.filter(pl.col("item_id") != "none", act="coded", subject_kind="measure")
    every = ds.measure.height * ds.coding_rule.height
    assert rows.group_by("who").len().sort("who").rows() == [("a", every), ("b", every)]
    assert set(rows["item_id"]) == set(ds.coding_rule["item_id"])
    nothing = ds.judgement.filter(subject_id="tomi-2022/2-7", act="coded", who="a")
    assert nothing.filter(item_id="none").select("value", "who").rows() == [("primary", "a")]
    assert nothing.filter(value="no").height == ds.coding_rule.height
    assert set(ds.judgement.filter(value="no")["act"]) == {"coded", "adjudicated"}


def test_tags_are_judgements_of_the_plan(ds):
    tags = ds.judgement.filter(act="stated")
    assert tags.select("who", "value").unique().rows() == [("plan", "yes")]
    assert tags["label_text"].null_count() == 0
    one = tags.filter(subject_id="nasukarasuyama-2024/1-1-1").row(0, named=True)
    assert (one["plan_id"], one["reason"]) == (
        "nasukarasuyama-2024",
        "政策単位の記載: 1 行政手続きのデジタル化の推進",
    )


def test_adjudicated_codes_keep_one_primary_per_measure(ds):
    """Decided away, and decided for where the first coder found none: always one main item."""
    said = ds.judgement.filter(subject_id="tomi-2022/2-7", item_id="security", who="a")  # no
    main = ds.judgement.filter(subject_id="tomi-2022/1-2", value="primary", who="a")
    more = [
        row.with_columns(act=pl.lit(act), who=pl.lit("b"), value=pl.lit(value)).cast(ds.judgement.schema)
        for row, act, value in ((said, "coded", "primary"), (said, "adjudicated", "yes"), (main, "adjudicated", "no"))
    ]
    found = acting(without(ds, judgement=pl.concat([ds.judgement, *more])), "adjudicated")
    assert found.filter(role="primary").group_by("measure_id").len()["len"].to_list() == [1] * ds.measure.height
    assert found.filter(measure_id="tomi-2022/2-7")["item_id"].to_list() == ["security"]
    assert main.item(0, "item_id") not in found.filter(measure_id="tomi-2022/1-2")["item_id"].to_list()


def test_coverage_asked_the_old_way_is_coverage_asked_the_new_way(ds):
    with pytest.warns(DeprecationWarning, match='by="stated"'):
        before = coverage(ds, basis="stated")
    after = coverage(ds, by="stated")
    assert before.method == after.method
    for name, table in after.tables.items():
        assert before.to_frame(name).equals(table), name


@pytest.mark.parametrize("ask", [timeline, previous, outcomes])
def test_the_other_questions_take_coder_with_a_warning(ds, monkeypatch, ask):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    with pytest.warns(DeprecationWarning, match=r'の basis= と coder= は次の版でなくなる。by="stated\+a" と書く'):
        before = ask(ds, coder="a")
    assert before.to_frame().equals(ask(ds, by="stated+a").to_frame())


def test_by_is_given_by_name(ds):
    """What stood in its place was `coder`, and meant a tag or a code of that coder."""
    for ask, before in (
        *((one, ("dx", "as_written")) for one in (coverage, timeline)),
        *((one, ()) for one in (previous, outcomes)),
    ):
        with pytest.raises(TypeError, match="give the others by name: by="):
            ask(ds, *before, "a")


def test_the_old_table_of_coverage_is_read_from_the_new_one_as_the_changelog_says(ds):
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    code = next(block for block in re.findall(r"```python\n(.*?)```", text, re.S) if "depth_either" in block)
    names = {"ds": ds, "pl": pl}
    exec(re.sub(r"^  ", "", code, flags=re.M), names)
    old = names["old"]
    columns = (
        "framework version plan_id item_id as_written stated coded depth_either depth_stated depth_coded blank measures "
        "kpis steps"
    ).split()
    assert set(columns) <= set(old.columns)
    assert "depth_own" not in old.columns  # cannot be read from it, as is said there
    assert old.height == 388
    # rows of the table: tag and code, tag alone, code alone, a lost schedule, and blanks
    for line in (
        "dx,1.0,kitakami-2023,mynumber_card,false,true,false,1,1,0,,1,0,0",
        "dx,2.0,kitakami-2023,security,true,true,true,5,5,5,,2,1,4",
        "dx,1.0,nasukarasuyama-2024,telework,false,false,true,5,,5,,1,1,",
        "dx,1.0,imari-2021,planned_approach,true,false,false,,,,not_assessed,,,",
        "dx,1.0,tomi-2022,digital_divide,true,false,true,2,,2,,1,0,1",
        "kanmin,2016,imari-2021,kanmin_divide,true,false,false,,,,not_assessed,,,",
    ):
        row = line.split(",")
        framework, version, plan, item = row[:4]
        cell = old.filter(framework=framework, version=version, plan_id=plan, item_id=item).row(0, named=True)
        assert ["" if cell[name] is None else str(cell[name]).lower() for name in columns] == row


def test_the_derived_table_is_the_matrix_of_every_choice(ds):
    names = [name for name in DERIVED["coverage"].fields() if name not in ("framework", "by", "as_written")]
    for by in choices(ds):
        table = ds.coverage.filter(framework="dx", version="2.0", by=by).select(names)
        matrix = coverage(ds, version="2.0", by=by).to_frame().select(names).sort("plan_id", "item_id")
        assert table.equals(matrix), by
    assert ds.coverage.select("framework", "version").unique().height == ds.framework_version.height
