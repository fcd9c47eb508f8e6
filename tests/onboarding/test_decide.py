"""What is proposed of a city of which nothing is decided."""

import pytest

from dxcompare.onboarding import decide
from dxcompare.words.unknown import UnknownName
from tests.conftest import ROOT
from tests.onboarding.decide_city import CITY, PLAN, new_city, write


def test_a_city_with_its_plans_card_alone_has_no_proposals(tmp_path):
    assert decide.propose(new_city(tmp_path), CITY) == []


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(UnknownName, match=CITY):
        decide.propose(new_city(tmp_path), "01202_hakodat")


def test_indicators_are_proposed_without_any_other_table(tmp_path):
    data = new_city(tmp_path)
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "オンライン申請の利用率", "target_text": "70％"})
    (found,) = [one for one in decide.propose(data, CITY) if one.table == "mappings/kpis.csv"]
    assert (found.table, found.by, found.status, found.sure) == ("mappings/kpis.csv", "rules", "proposed", True)
    assert found.row == {
        "kpi": f"{PLAN}/k01",
        "unit": "%",
        "direction": "higher",
        "scale": "percent",
        "lower_bound": "0",
        "upper_bound": "100",
        "period": "point",
        "reason": "割合",
    }


def test_a_target_in_percent_of_an_amount_is_told_in_the_unit_of_the_amount(tmp_path):
    data = new_city(tmp_path)
    ends = {"baseline_text": "120万枚", "target_text": "30％減"}
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "用紙の使用枚数", **ends})
    found, *_ = decide.propose(data, CITY)
    assert [question["column"] for question in found.questions] == ["period"]  # of what time, nobody says
    assert {name: found.row[name] for name in ("unit", "direction", "scale")} == {
        "unit": "枚",
        "direction": "lower",
        "scale": "count",
    }


def test_what_is_decided_is_not_proposed_again(tmp_path):
    data = new_city(tmp_path)
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "利用率", "target_text": "70％"})
    write(data / "mappings" / CITY / "kpis.csv", {"kpi": f"{PLAN}/k01", "unit": "%"})
    assert not [one for one in decide.propose(data, CITY) if one.table == "mappings/kpis.csv"]


@pytest.mark.long
def test_of_the_cities_that_are_there_everything_is_decided():
    for folder in (ROOT / "data" / "mappings").iterdir():
        assert folder.name == "all" or decide.propose(ROOT / "data", folder.name) == []


def test_nothing_is_written(tmp_path):
    data = new_city(tmp_path)
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "利用率", "target_text": "70％"})
    before = {path: path.stat().st_mtime_ns for path in data.rglob("*")}
    decide.propose(data, CITY)
    assert {path: path.stat().st_mtime_ns for path in data.rglob("*")} == before
