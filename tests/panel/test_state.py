"""The panel without a browser: what is chosen, what is offered, what is shown, what is said when it fails."""

import pytest

import dxcompare
from dxcompare.panel.state import Explorer, Refused, State, save
from dxcompare.questions import registry


@pytest.fixture(scope="module")
def explorer(ds):
    return Explorer(ds)


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


def test_judgements_are_chosen_by_name(explorer):
    """In the words of the method, so that list and caption say the same."""
    offered = {by: name for name, by in explorer.options("by", withs(explorer))}
    assert offered == {
        "stated+adjudicated": "Tags of the plan or adjudicated codes",
        "either": "Tags of the plan or the codes of coder a",
        "stated": "Tags of the plan only",
        "a": "The codes of coder a only",
        "b": "The codes of coder b only",
        "adjudicated": "Adjudicated codes only",
    }
    for analysis in ("coverage", "timeline"):
        told = {explorer.result(withs(explorer, analysis=analysis, by=by)).method.en for by in offered}
        assert len(told) == len(offered)


def test_targets_are_narrowed_to_an_item(ds, explorer):
    """All stand first; on offer are the items that an indicator measures."""
    offered = {item: name for name, item in explorer.options("item", withs(explorer, analysis="ambition"))}
    assert next(iter(offered.items())) == ("", "All")
    assert "telework" in offered
    assert "planned_approach" not in offered
    state = withs(explorer, analysis="ambition")
    assert explorer.result(state).to_frame().height == ds.kpi.height
    view = explorer.view(withs(explorer, analysis="ambition", item="telework", kind="scales"))
    assert view.chart.data["kpi_id"].to_list() == ["nasukarasuyama-2024/k11"]


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
    assert evidence.caption.startswith("Evidence: Tomi (draft) (period ended) × ")


def test_questions_are_those_of_the_plans_and_groups_those_of_the_question(explorer):
    state = withs(explorer, analysis="shares", plans=("nasukarasuyama-2024",))
    offered = [value for _, value in explorer.options("question_id", state)]
    assert offered
    assert all(value.startswith("nasukarasuyama") for value in offered)
    assert state.chosen["group_type"] in [value for _, value in explorer.options("group_type", state)]


@pytest.mark.parametrize("analysis", ["shares", "themes", "gradients", "bases", "audit", "claims"])
def test_a_plan_without_a_survey_is_told_so(explorer, analysis):
    state = withs(explorer, analysis=analysis, plans=("imari-2021",))
    with pytest.raises(Refused, match="a plan may state no survey"):
        explorer.view(state)


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
