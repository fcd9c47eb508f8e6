"""The panel's controls, without a browser."""

import sys

import pytest

import dxcompare
from dxcompare.panel.widgets import Panel
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.text import Text
from tests.tiers import some


@pytest.fixture
def panel(ds):
    return Panel(ds, "ja")


def shown(panel):
    return {name for name, control in panel.controls.items() if control.layout.display != "none"}


@pytest.mark.long
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


@pytest.mark.long
def test_the_language_can_be_changed(panel):
    assert panel.controls["analysis"].description == "分析"
    panel.controls["lang"].value = "en"
    for name, control in panel.controls.items():
        assert control.description == panel.labels[name].en
    assert "Which national items" in panel.table.value
    assert "Source: " in panel.notes.value


@pytest.mark.long
def test_an_error_is_a_sentence_and_passes(panel, monkeypatch):
    panel.controls["plans"].value = ("imari-2021",)
    panel.controls["analysis"].value = "shares"
    assert "（伊万里市）には、「住民調査の設問」に使うデータ（調査）がない" in panel.message.value
    assert panel.chart.value == panel.table.value == ""
    panel.controls["plans"].value = ()
    assert panel.message.value == ""
    monkeypatch.setattr(panel.explorer, "view", lambda state: 1 / 0)
    panel.controls["kind"].value = "table"
    assert panel.message.value == '<p role="status">表示できない：ZeroDivisionError: division by zero</p>'


@pytest.mark.parametrize("ending", some([".svg", ".png", ".pdf", ".csv", ".xlsx", ".pptx"], ".svg", ".csv"))
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


@pytest.mark.long
def test_while_it_computes_it_says_so_and_then_no_more(panel):
    said = []
    panel.message.observe(lambda change: said.append(change["new"]), names="value")
    asked = panel.explorer.view
    panel.explorer.view = lambda state: said.append(("busy" in panel.box._dom_classes, state.analysis)) or asked(state)
    panel.controls["analysis"].value = "themes"
    assert said == ['<p role="status">計算中です。しばらくお待ちください……</p>', (True, "themes"), ""]
    assert "busy" not in panel.box._dom_classes


@pytest.mark.long
def test_pages_are_turned(panel):
    assert panel.before.layout.display == panel.after.layout.display == "none"  # coverage has one
    panel.controls["analysis"].value = "ambition"
    assert (panel.before.disabled, panel.after.disabled) == (True, False)
    chart = panel.chart.value
    for _ in range(3):
        panel.after.click()
    assert (panel.before.disabled, panel.after.disabled) == (False, True)
    assert "61〜71行目" in panel.table.value
    assert panel.chart.value == chart
    panel.before.click()
    assert "41〜60行目" in panel.table.value
    panel.controls["kind"].value = "levels"
    assert panel.before.disabled


@pytest.mark.long
def test_the_code_is_there_and_escaped(panel):
    assert "<pre>import dxcompare as dx\n\nresult = dx.coverage(ds)\n" in panel.code.value
    assert "このコード" not in panel.code.value
    panel.controls["lang"].value = "en"
    assert "<summary>Code for this screen" in panel.code.value


@pytest.mark.long
def test_a_refusal_of_the_library_is_told_without_its_type(panel, monkeypatch):
    def refuse(state):
        raise WrongArgument(Text("だめ", "no"))

    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    monkeypatch.setattr(panel.explorer, "view", refuse)
    panel.controls["kind"].value = "matrix"
    panel.refresh()
    assert panel.message.value == '<p role="status">だめ</p>'


@pytest.mark.long
def test_in_a_terminal_it_is_a_line(panel, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    assert repr(panel.box) == "explore(): shown as the last line of a JupyterLab cell"
