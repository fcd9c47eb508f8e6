"""Verdicts on the plan before: words that mean one thing in one plan, and what cannot be assessed."""

import pytest

import dxcompare
from dxcompare.assemble import build
from dxcompare.present.slide import finding_of
from tests.assemble.madeup import ID, OWN, RAW, lay, loaded

EVALUATION = {
    f"{RAW}/evaluation.csv": (
        "number,goal,policy,item_ja,verdict_text,page,where",
        "1,,,窓口,○,4,表",
        "2,,,カード,評価できない,4,表",
        "3,,,カード,一部実施,4,表",
    ),
    f"{OWN}/evaluation_items.csv": (
        "plan,number,item,reason",
        f"{ID},1,frontyard_reform,名",
        f"{ID},2,mynumber_card,名",
        f"{ID},3,mynumber_card,名",
    ),
    f"{OWN}/verdicts.csv": (
        "verdict_text,verdict,reason",
        "○,partly,凡例では「概ね実施」",
        "評価できない,not_assessable,凡例のとおり",
        "一部実施,not_done,この計画の凡例では未達成",
    ),
}


def test_a_verdict_of_the_plan_stands_before_the_one_of_all(tmp_path):
    verdicts = build(lay(tmp_path, EVALUATION))["evaluation"]["verdict"].to_list()
    assert verdicts == ["partly", "not_assessable", "not_done"]  # in all/, 一部実施 is `partly`


@pytest.mark.long
def test_what_cannot_be_assessed_goes_through_the_question(tmp_path):
    result = dxcompare.previous(loaded(tmp_path, EVALUATION))
    found = result.to_frame("items").select("item_id", "partly", "not_done", "not_assessable").sort("item_id").rows()
    assert found == [("frontyard_reform", 1, 0, 0), ("mynumber_card", 0, 1, 1)]
    assert finding_of(result, "en").startswith(
        "Own verdicts on previous plans: Hakodate, of 3: 1 partly done, 1 not done"
    )
    for lang, word in (("ja", "評価できない"), ("en", "cannot be assessed")):
        chart = result.plot(lang=lang)
        assert chart.data.height
        assert word in chart.svg()
        assert result.show(lang=lang)._repr_html_()
