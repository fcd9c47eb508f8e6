"""The panel's controls, without a browser."""

import sys

import pytest

import dxcompare
from dxcompare.panel.widgets import Panel


@pytest.fixture
def panel(ds):
    return Panel(ds, "ja")


def shown(panel):
    return {name for name, control in panel.controls.items() if control.layout.display != "none"}


def test_controls_follow_the_analysis(panel):
    assert shown(panel) == {"lang", "analysis", "plans", "kind", "framework", "version", "by", "plan_id", "item_id"}
    panel.controls["analysis"].value = "themes"
    assert shown(panel) == {"lang", "analysis", "plans", "kind", "theme_id"}
    assert panel.evidence.value == ""


def test_a_change_redraws(panel):
    before = panel.chart.value, panel.table.value
    panel.controls["analysis"].value = "shares"
    assert "<svg" in panel.chart.value
    assert panel.chart.value != before[0]
    assert panel.table.value != before[1]


def test_the_language_can_be_changed(panel):
    assert panel.controls["analysis"].description == "分析"
    panel.controls["lang"].value = "en"
    for name, control in panel.controls.items():
        assert control.description == panel.labels[name].en
    assert "Which national items" in panel.table.value
    assert "Source: " in panel.notes.value


def test_an_error_is_a_sentence_and_passes(panel, monkeypatch):
    panel.controls["plans"].value = ("imari-2021",)
    panel.controls["analysis"].value = "shares"
    assert "住民調査のない計画" in panel.message.value
    assert panel.chart.value == panel.table.value == ""
    panel.controls["plans"].value = ()
    assert panel.message.value == ""
    monkeypatch.setattr(panel.explorer, "view", lambda state: 1 / 0)
    panel.controls["kind"].value = "table"
    assert panel.message.value == '<p role="status">表示できない：ZeroDivisionError: division by zero</p>'


@pytest.mark.parametrize("ending", [".svg", ".png", ".pdf", ".csv"])
def test_save(panel, tmp_path, monkeypatch, ending):
    monkeypatch.chdir(tmp_path)
    panel.file.value = f"図{ending}"
    panel.button.click()
    assert "保存した：図" in panel.message.value
    assert (tmp_path / f"図{ending}").stat().st_size > 1000
    panel.button.click()
    assert "はすでにある" in panel.message.value


def test_without_ipywidgets_it_says_what_to_do(ds, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(ImportError, match="pip install ipywidgets"):
        dxcompare.explore(ds)
