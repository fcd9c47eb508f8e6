"""The panel without a browser: what is chosen, what is offered, what is shown, what is said when it fails."""

import sys

import polars as pl
import pytest

import dxcompare
from dxcompare.panel.state import Explorer, Refused, State, save
from dxcompare.panel.widgets import Panel
from dxcompare.questions import registry


@pytest.fixture(scope="module")
def explorer(ds):
    return Explorer(ds)


@pytest.fixture
def panel(ds):
    return Panel(ds, "ja")


def withs(explorer, lang="en", **choices):
    return explorer.settle(State(lang).choose(**choices))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("analysis", [one.name for one in registry.questions() if one.of_data])
def test_every_analysis_shows_a_table_and_every_kind_of_chart(explorer, analysis, lang):
    state = withs(explorer, lang, analysis=analysis)
    for _, kind in explorer.options("kind", state) or [("", None)]:
        view = explorer.view(withs(explorer, lang, analysis=analysis, kind=kind))
        assert view.table.caption.startswith(view.result.title.to(lang))
        assert view.table.frame.height
        assert (view.chart is None) == (kind is None)


def test_a_choice_not_on_offer_becomes_the_first_that_is(explorer):
    state = withs(explorer, framework="kanmin", version="2.0", kind="pie")
    assert (state.chosen["version"], state.kind) == ("as_written", "matrix")
    assert state.chosen["item_id"] == explorer.options("item_id", state)[0][1]


def test_plans_narrow_everything(explorer):
    state = withs(explorer, plans=("tomi-2022",), plan_id="imari-2021")
    assert state.chosen["plan_id"] == "tomi-2022"
    assert explorer.view(state).result.to_frame("matrix")["plan_id"].unique().to_list() == ["tomi-2022"]


def test_the_items_on_offer_are_those_of_the_matrix(ds, explorer):
    for framework, version in (*ds.framework_version.select("framework", "version").iter_rows(), ("dx", "as_written")):
        state = withs(explorer, framework=framework, version=version)
        items = explorer.result(state).to_frame("matrix")["item_id"].unique(maintain_order=True).to_list()
        assert [value for _, value in explorer.options("item_id", state)] == items


def test_what_is_chosen_of_one_question_stays_for_the_next(explorer):
    state = withs(explorer, analysis="themes")
    theme = explorer.options("theme_id", state)[-1][1]
    assert theme != state.chosen["theme_id"]
    moved = explorer.settle(state.choose(theme_id=theme).choose(analysis="gradients"))
    assert moved.chosen["theme_id"] == theme


def test_evidence_is_that_of_the_cell(ds, explorer):
    state = withs(explorer, plan_id="tomi-2022", item_id="telework")
    wanted = dxcompare.coverage(ds).evidence("tomi-2022", "telework").unique(["kind", "id"])
    evidence = explorer.view(state).evidence
    assert evidence.frame.height == wanted.height > 0
    assert set(evidence.frame["Place"]) == set(wanted["locator"])
    assert evidence.caption.startswith("Evidence: Tomi × ")


def test_questions_are_those_of_the_plans_and_groups_those_of_the_question(explorer):
    state = withs(explorer, analysis="shares", plans=("nasukarasuyama-2024",))
    offered = [value for _, value in explorer.options("question_id", state)]
    assert offered
    assert all(value.startswith("nasukarasuyama") for value in offered)
    assert state.chosen["group_type"] in [value for _, value in explorer.options("group_type", state)]


@pytest.mark.parametrize("analysis", ["shares", "themes", "gradients", "bases", "audit", "claims"])
def test_a_plan_without_a_survey_is_told_so(explorer, analysis):
    state = withs(explorer, analysis=analysis, plans=("imari-2021",))
    with pytest.raises(Refused, match="a plan may print no survey"):
        explorer.view(state)


def test_only_leaves_no_row_of_another_plan(ds):
    alone = ds.only("kitakami-2023")
    assert alone.question.height == ds.question.filter(pl.col("survey_id") == "kitakami-ict-2022").height
    assert alone.response["question_id"].is_in(alone.question["question_id"].to_list()).all()
    assert alone.kpi["plan_id"].unique().to_list() == ["kitakami-2023"]
    assert alone.item.height == ds.item.height
    assert (
        0
        < alone.erratum.filter(pl.col("erratum_id").str.starts_with("kitakami")).height
        == alone.erratum.filter(pl.col("erratum_id").str.contains("-20")).height
    )
    assert ds.only(*ds.plan["plan_id"]).plan.height == ds.plan.height


@pytest.mark.parametrize("wrong", [(), ("kitakami-2032",)])
def test_only_refuses_what_is_not_a_plan(ds, wrong):
    with pytest.raises(KeyError, match="plans are"):
        ds.only(*wrong)


def shown(panel):
    return {name for name, control in panel.controls.items() if control.layout.display != "none"}


def test_controls_follow_the_analysis(panel):
    assert shown(panel) == {"lang", "analysis", "plans", "kind", "framework", "version", "basis", "plan_id", "item_id"}
    panel.controls["analysis"].value = "themes"
    assert shown(panel) == {"lang", "analysis", "plans", "kind", "theme_id"}
    assert panel.evidence.value == ""


def test_a_change_redraws(panel):
    before = panel.chart.value, panel.table.value
    panel.controls["analysis"].value = "shares"
    assert "<img" in panel.chart.value
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


@pytest.mark.parametrize(
    ("name", "said"), [("chart.gif", "must end in"), ("", "must end in"), ("no/chart.svg", "no folder")]
)
def test_save_refuses(explorer, tmp_path, monkeypatch, name, said):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match=said):
        save(explorer.view(withs(explorer)), name, "en")
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_chart_says_so(explorer, tmp_path):
    with pytest.raises(Refused, match="no chart"):
        save(explorer.view(withs(explorer, analysis="differences")), str(tmp_path / "a.svg"), "en")


def test_without_ipywidgets_it_says_what_to_do(ds, monkeypatch):
    monkeypatch.setitem(sys.modules, "ipywidgets", None)
    with pytest.raises(ImportError, match="pip install ipywidgets"):
        dxcompare.explore(ds)
