"""How far recovered bases can be trusted; how surveys are made up is tried in methods/recovery/test_simulate.py."""

from dxcompare import simulated
from dxcompare.methods.recovery.simulate import BROKEN, simulate
from dxcompare.questions.simulated import compute
from dxcompare.questions.simulated.compute import OUTCOMES
from dxcompare.questions.simulated.tables import BROKEN as NAMES


def test_what_is_shown_is_the_simulation_of_so_many_surveys():
    """Five ways, two decimals, three numbers of percentages: 30 times two surveys of seven groups."""
    found = simulated(2, seed=3)
    assert found.to_frame("outcomes").equals(simulate(2, seed=3))
    assert not found.to_frame().equals(simulated(2, seed=4).to_frame())
    assert found.to_frame()["bases"].sum() == 30 * 2 * 7
    assert "架空の調査60件" in found.method.ja
    assert "Recovery of 60 made-up surveys (7 groups" in found.method.en
    assert found.sources.is_empty()


def test_two_hundred_surveys_of_a_kind_unless_others_are_asked_for(monkeypatch):
    asked = []

    def noted(surveys, seed):
        asked.append((surveys, seed))
        return simulate(1)

    monkeypatch.setattr(compute, "simulate", noted)
    simulated()
    simulated(3, 4)
    assert asked == [(200, 20210401), (3, 4)]


def test_every_base_has_one_outcome_and_every_outcome_a_name():
    frame = simulated(1).to_frame()
    assert (frame.select(*OUTCOMES).sum_horizontal() == frame["bases"]).all()
    assert set(NAMES) == set(BROKEN) == set(frame["broken"])
