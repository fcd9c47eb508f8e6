"""Proposals as lines of JSON."""

import json

from dxcompare.extract.blocks import Cell, Doubt
from dxcompare.extract.proposals import TABLES, Proposal, lines, summary
from dxcompare.words.text import Text


def made():
    one = Proposal("kpis", {}, 3)
    one.put("name_ja", Cell("利用率", (1.04, 2.0, 3.0, 4.06)))
    one.put("target_text", Cell("", (5, 6, 7, 8), [Doubt(Text("日", "en"), ("a", "b"))]))
    return one


def test_a_line_has_what_is_agreed_and_nothing_else():
    for lang, why in (("ja", "日"), ("en", "en")):
        assert json.loads(lines([made()], lang)) == {
            "table": "kpis",
            "row": {"name_ja": "利用率", "target_text": ""},
            "page": 3,
            "boxes": {"name_ja": [1.0, 2.0, 3.0, 4.1]},
            "sure": False,
            "questions": [{"column": "target_text", "why": why, "readings": ["a", "b"]}],
        }
    assert "利用率" in lines([made()])
    assert lines([made(), made()]).count("\n") == 2


def test_the_summary_counts_kinds_and_questions():
    said = summary([made(), Proposal("survey", {}), Proposal("survey", {})])
    assert said.en == "3 proposals (indicators 1, rows of survey tables 2); 1 with a question."
    assert said.ja == "案3件（指標1、調査表の行2）。うち確認が要るもの1件。"
    assert summary([]).en.startswith("0 proposals (none)")
    assert [*TABLES] == ["measures", "kpis", "kpi_values", "schedule", "survey", "other"]
