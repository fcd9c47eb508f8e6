"""What must be said of a data set: its version and date, its plans, drafts, and plans whose period has ended."""

import pytest

from dxcompare import coverage, overview
from dxcompare.dataset.notes import covered, edition_of, marked, silence
from dxcompare.present.style import head
from dxcompare.words.text import Text
from tests.plans import NATIONAL, A, made, rows

PLAN = [{**NATIONAL["plan"][0], "status": "draft"}, *NATIONAL["plan"][1:]]


def dated(*days):
    return made(plan=PLAN, edition=[{"version": f"0.{n}", "date": day} for n, day in enumerate(days)])


def test_version_and_date_are_those_of_the_last_edition():
    said = edition_of(dated("2026-04-01", "2025-01-31"))
    assert said == Text("データ 0.0版（2026-04-01現在）", "Data version 0.0, as of 2026-04-01")
    assert edition_of(made(edition=[])) == Text("", "")


@pytest.mark.parametrize(
    ("day", "ended"),
    [
        ("2026-03-31", []),  # the last day of FY2025, with which the first plan ends
        ("2026-04-01", [A]),
        ("2027-04-01", [A, "b-2023"]),
        ("1999-12-31", []),  # the date of the data, not the clock
    ],
)
def test_a_period_has_ended_at_the_date_of_the_data(day, ended):
    plans = dated(day).plans()
    assert plans.filter("ended")["plan_id"].to_list() == ended


def test_without_a_date_no_period_has_ended():
    assert made(edition=[]).plans()["ended"].to_list() == [False] * 3


def test_a_plan_is_marked_wherever_it_is_listed():
    ds = dated("2026-04-01")
    name = Text("甲市（案）（計画期間終了）", "Alpha (draft) (period ended)")
    assert covered(ds).ja == f"{name.ja}、乙市、丙町の3計画"
    assert covered(ds).en == f"3 plans: {name.en}, Beta, Gamma"
    for result in (coverage(ds), overview(ds)):
        assert [result.plan_names(lang)[A] for lang in ("ja", "en")] == [name.ja, name.en]
    assert (head(name.ja), head(name.en)) == ("甲市（案）\n計画期間終了", "Alpha (draft)\nperiod ended")
    assert head("甲市（東県）") == "甲市（東県）"
    assert marked(Text("甲", "A"), {"status": "adopted", "ended": False}) == Text("甲", "A")


def test_every_result_says_where_it_stands():
    ds = dated("2026-04-01")
    result = coverage(ds, by="stated")
    assert result.source_line("ja") == "出典：資料　データ 0.0版（2026-04-01現在）"
    assert result.source_line("en") == "Source: 資料. Data version 0.0, as of 2026-04-01"


def test_those_who_did_not_answer_are_in_no_interval():
    names = "survey_id municipality_code name_ja name_en sampled valid"
    ds = made(
        survey=rows(
            names,
            ("alpha-2022", "01001", "調査甲", "Survey A", 1700, 871),
            ("beta-2022", "01002", "調査乙", "Survey B", 2000, 764),
            ("gamma-2022", "02001", "調査丙", "Survey C", None, 300),
        )
    )
    (both,) = silence(ds.survey)
    assert both.ja.startswith(
        "有効な回答のなかった人（調査甲では49％、調査乙では62％）の答えは、区間に反映されていない。"
    )
    assert both.en.startswith(
        "Those who gave no valid answer (49 % in the Survey A, 62 % in the Survey B) are in none of the"
    )
    (one,) = silence(ds.survey.head(1))
    assert one.ja.startswith("調査対象のうち有効な回答のなかった49％の人の答えは、")
    assert one.en.startswith("The 49 % who were asked and gave no valid answer are in none of the intervals")
    assert silence(ds.survey.tail(1)) == []
