"""A plan that prints all that real ones do, in no word of English, through every question."""

import pytest

import dxcompare
from dxcompare.panel.state import Explorer, Refused, State
from dxcompare.questions import registry
from tests.assemble.madeup import BY_AGE, ID, RAW, loaded
from tests.assemble.test_amounts import SERIES
from tests.assemble.test_evaluation import EVALUATION
from tests.assemble.test_schedules import NAMED, schedule
from tests.assemble.test_surveys import MEANS
from tests.tiers import first

MORE = {
    f"{RAW}/kpi_places.csv": ("kpi,measure,policy,goal,plan,page,where", "k01,,,目標1 窓口,,2,表", "k02,,,,yes,3,表"),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    parts = (SERIES, BY_AGE, MEANS, schedule("短期,R7上期～R8", "検討,運用", periods=NAMED[:2]), EVALUATION)
    return loaded(tmp_path_factory.mktemp("whole"), *parts, MORE)


def test_everything_of_it_is_in_the_tables(whole):
    heights = {name: whole[name].height for name in ("kpi_value", "milestone", "mean_score", "response", "evaluation")}
    assert heights == {"kpi_value": 8, "milestone": 2, "mean_score": 2, "response": 4, "evaluation": 3}
    assert whole.milestone["until_fy"].to_list() == [2024, 2026]


@pytest.mark.parametrize("lang", first(["ja", "en"]))
def test_it_goes_through_every_question(whole, lang):
    explorer, seen = Explorer(whole), set()
    for question in registry.questions():
        if not question.of_data:
            continue
        state = explorer.settle(State(lang, analysis=question.name))
        try:
            view = explorer.view(state)
        except Refused:
            continue
        assert view.table.frame.height
        seen.add(question.name)
    assert seen >= {
        "overview",
        "coverage",
        "ambition",
        "timeline",
        "previous",
        "shares",
        "bases",
        "audit",
        "differences",
    }


def test_its_pages_show_the_japanese_where_there_is_no_english(whole):
    assert whole.only(ID).kpi["name_en"].to_list() == ["利用率", "満足度"]
    assert "窓口改革" in dxcompare.show(whole.measure, lang="en")._repr_html_()
