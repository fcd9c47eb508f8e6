"""What all declared tables say of a column, where a frame may be any of them."""

import polars as pl
import pytest

import dxcompare
from dxcompare.present import declared
from dxcompare.present.show import show


def test_a_table_has_a_vocabulary_of_its_own(ds):
    """Four tables have a column `verdict`; what they call it and what its codes mean is their own."""
    codes = {
        "evaluation": ("done", "判定", "実施・達成"),
        "timeline.deadlines": ("in_time", "計画の工程", "期限に間に合う工程がある"),
        "outcomes.promised": ("reached", "照合の結果", "達した"),
        "audit": ("untestable", "判定", "調べられない"),
    }
    for name, (code, head, words) in codes.items():
        table = show(pl.DataFrame({"verdict": [code]}), lang="ja", table=name).frame
        assert (table.columns, table.item()) == ([head], words), name
    for name, frame in (("deadlines", dxcompare.timeline(ds)), ("promised", dxcompare.outcomes(ds))):
        rows = frame.to_frame(name).filter(verdict="not_applicable" if name == "promised" else "state")
        said = show(rows, lang="ja").same  # nothing is named: the table that the frame has most in common with speaks
        assert {"deadlines": "工程では測れない期限", "promised": "策定時の版にない事項"}[name] in said


def test_where_tables_differ_most_of_them_speak():
    assert declared.said_of(["plan_id", "name_ja", "title_ja"])["title_ja"].heading.ja == "題名"
    assert declared.said_of(["blank"])["blank"].heading.ja == "空欄の理由"
    words = declared.said_of(["kind"])["kind"].words
    assert {words[code].en for code in ("measure", "prefecture", "numeric")} == {"measure", "prefecture", "numeric"}
    assert declared.said_of(["no_such_column"]) == {}


def test_a_table_that_is_not_declared_is_named():
    with pytest.raises(KeyError, match=r"no table 'coverage\.matrixx'; did you mean 'coverage\.matrix'"):
        show(pl.DataFrame({"n": [1]}), table="coverage.matrixx")
    assert declared.table("coverage.matrix") is declared.tables()["coverage.matrix"]
