"""How far recovered bases can be trusted; how surveys are made up is tried in methods/recovery/test_simulate.py."""

import pytest

from dxcompare import simulated
from dxcompare.methods.recovery.simulate import BROKEN, PUBLISHED, by_scenario, simulate
from dxcompare.questions.simulated import compute
from dxcompare.questions.simulated.compute import OUTCOMES
from dxcompare.questions.simulated.tables import BROKEN as NAMES


@pytest.fixture(scope="module")
def found():
    return simulated(2, seed=3)


def test_what_is_shown_is_the_simulation_of_so_many_surveys(found):
    """Of nineteen ways, with two decimals and three numbers of percentages, twelve are left out: follow-ups of one
    question, and coarser steps of whole percents."""
    assert found.to_frame("outcomes").equals(simulate(2, seed=3))
    assert found.to_frame().equals(found.declared_tables()["scenarios"].typed(by_scenario(simulate(2, seed=3))))
    assert not found.to_frame("outcomes").equals(simulated(2, seed=4).to_frame("outcomes"))
    assert "架空の調査204件" in found.method.ja
    assert "Recovery of 204 made-up surveys (7 groups" in found.method.en
    assert 204 == 2 * (19 * 2 * 3 - 3 * 2 - 2 * 3)
    assert found.sources.is_empty()


def test_two_hundred_surveys_of_a_kind_unless_others_are_asked_for(monkeypatch):
    asked = []

    def noted(surveys, seed):
        asked.append((surveys, seed))
        return simulate(1, broken=("nothing",))

    monkeypatch.setattr(compute, "simulate", noted)
    simulated()
    simulated(3, 4)
    assert asked == [(200, PUBLISHED), (3, 4)]


def test_every_base_has_one_outcome_and_every_outcome_a_name(found):
    frame = found.to_frame("outcomes")
    assert (frame.select(*OUTCOMES).sum_horizontal() == frame["bases"]).all()
    assert set(NAMES) == set(BROKEN) == set(frame["broken"])


@pytest.mark.parametrize(("lang", "said"), [("ja", "復元"), ("en", "recovered")])
def test_the_chart_names_the_wrong_among_those_recovered(found, lang, said):
    row = found.to_frame().filter(broken="integer_weights").row(0, named=True)
    texts = [text.get_text() for text in found.plot(lang=lang).figure.findobj(lambda one: hasattr(one, "get_text"))]
    assert any(said in text and f"{row['wrong']:,}" in text and f"{row['recovered']:,}" in text for text in texts)
