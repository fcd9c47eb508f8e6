"""How much of each plan is in the data."""

from dxcompare import overview
from tests.plans import NATIONAL, A, B, C, made, rows, table

Q = "alpha-2022/q1"
CONTENT = {
    "measure": rows("measure_id plan_id", ("a-2021/1", A), ("a-2021/2", A), ("b-2023/1", B)),
    "kpi": rows("kpi_id plan_id kind", ("b-2023/k1", B, "qualitative")),
    "milestone": rows(
        "measure_id plan_id fy stage carried",
        ("a-2021/1", A, 2022, "build", False),
        ("a-2021/1", A, 2023, "build", True),  # ⇒
        ("a-2021/2", A, 2023, "launch", False),
        ("b-2023/1", B, 2023, None, False),  # the name of an indicator
    ),
    "evaluation": rows("plan_id number", (B, 1), (B, 2)),
    "survey": rows("survey_id municipality_code valid", ("alpha-2022", "01001", 50)),
    "question": rows("question_id survey_id", (Q, "alpha-2022"), ("alpha-2022/q2", "alpha-2022")),
    "response": table(Q, {"20-29": (20, {"yes": 5, "no": 15}), "70+": (30, {"yes": 5, "no": 25})}),
    "erratum": rows(
        "erratum_id nature",
        ("a-2021/e1", "fault"),
        ("c-2025/e1", "reading"),
        ("c-2025/e2", "reading"),
        ("c-2025/e3", "not_stated"),
    ),
}


def test_what_is_there_is_counted_by_plan():
    """What a plan does not print is blank; that nothing wrong was found in one is a count of none."""
    contents = overview(made(**CONTENT)).to_frame()
    counts = {(row["what"], row["plan_id"]): row["count"] for row in contents.iter_rows(named=True)}
    assert {what: [counts[what, plan] for plan in (A, B, C)] for what in dict.fromkeys(contents["what"])} == {
        "measures": [2, 1, None],
        "kpis": [None, 1, None],
        "steps": [2, None, None],
        "verdicts": [None, 2, None],
        "questions": [2, None, None],
        "cells": [4, None, None],
        "fault": [1, 0, 0],
        "not_stated": [0, 0, 1],
        "reading": [0, 0, 2],
    }


def test_versions_and_surveys_are_listed():
    found = overview(made(**CONTENT))
    assert found.to_frame("versions")["version"].to_list() == ["1", "2", "3"]
    assert found.to_frame("surveys").select("survey_id", "plan_id").rows() == [("alpha-2022", A)]
    assert found.to_frame("plans")["plan_id"].to_list() == [A, B, C]
    assert found.sources.select("source_id", "title", "national").rows() == [("s", "資料", False)]


def test_the_documents_that_tell_of_versions_and_print_surveys_are_sources():
    version = [{**row, "source_id": "n" + row["version"]} for row in NATIONAL["framework_version"]]
    source = rows(
        "source_id title", ("s", "資料"), ("q", "調査"), ("n1", "版1"), ("n2", "版2"), ("n3", "版3"), ("n2016", "法")
    )
    survey = [{**CONTENT["survey"][0], "source_id": "q"}]
    found = overview(made(**{**CONTENT, "survey": survey}, source=source, framework_version=version))
    assert found.sources["source_id"].to_list() == ["s", "q", "n1", "n2", "n3"]  # the act is no version of the plan
    assert found.source_line("en").startswith("Source: 資料, 調査, 3 documents on the national plan. ")
    assert found.source_line("ja").startswith("出典：資料、調査、国の計画についての資料3件　")
    one = overview(made(source=source, framework_version=version[:1]))
    assert one.source_line("en").startswith("Source: 資料, 版1. ")  # a single one is named


def test_what_lies_before_and_after_all_periods_is_drawn_whole():
    """A survey two years before the first plan, and a version published years after the last has ended."""
    surveys = rows("survey_id municipality_code valid start", ("alpha-2022", "01001", 50, "2019-02-03"))
    versions = rows("framework version published", ("dx", "1", "2020-12-25"), ("dx", "2", "2031-03-01"))
    plans = rows("plan_id municipality_code start_fy end_fy framework_version", (A, "01001", 2021, 2023, "1"))
    tables = {"survey": surveys, "framework_version": versions, "plan": plans}
    figure = overview(made(**tables)).plot("periods", lang="ja").figure
    figure.draw_without_rendering()
    axes = figure.axes[0]
    (mark,) = (line for line in axes.lines if line.get_marker() == "D")
    at = axes.transData.transform((mark.get_xdata()[0], 0))[0]
    assert at - mark.get_markersize() / 2 * figure.dpi / 72 > axes.get_window_extent().x0
    names = [text.get_window_extent() for text in axes.texts if "版" in text.get_text()]
    assert len(names) == 2
    assert max(box.x1 for box in names) < figure.bbox.x1
    assert axes.get_xlim()[1] > 2031
