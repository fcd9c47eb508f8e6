"""The panel without a browser: what is chosen, what is offered, what is shown, what is said when it fails."""

import dataclasses
import sys

import polars as pl
import pytest

import dxcompare
from dxcompare.panel.state import Explorer, Refused, State, save
from dxcompare.questions import registry
from tests.tiers import first, some

ANALYSES = [one.name for one in registry.questions() if one.of_data]


@pytest.fixture(scope="module")
def explorer(ds):
    return Explorer(ds)


def withs(explorer, lang="en", **choices):
    return explorer.settle(State(lang).choose(**choices))


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("analysis", some(ANALYSES, "coverage"))
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


@pytest.mark.parametrize("analysis", first(["shares", "themes", "gradients", "bases", "audit", "claims"]))
def test_a_plan_without_a_survey_is_told_so(explorer, analysis):
    for lang, said in (
        ("en", r"\(Imari\) have no data for .* There are some of Kitakami, "),
        ("ja", "（伊万里市）には、.*あるのは 北上市、"),
    ):
        state = withs(explorer, lang, analysis=analysis, plans=("imari-2021",))
        with pytest.raises(Refused, match=said):
            explorer.view(state)


def test_the_reason_is_that_of_the_question_and_no_other(explorer):
    """One that asks for no survey does not blame a survey."""
    state = withs(explorer, analysis="previous", plans=("tomi-2022",))
    with pytest.raises(Refused, match=r"no data for 'Verdicts on previous plans' .* There are some of Kitakami, Nasu"):
        explorer.view(state)


@pytest.mark.long
def test_the_table_is_paged_and_another_choice_begins_anew(explorer):
    state = withs(explorer, analysis="ambition")
    first = explorer.view(state)
    assert first.pages == 4
    assert "(rows 1–20 of 71)" in first.table.caption
    last = explorer.view(dataclasses.replace(state, page=3))
    assert last.table.frame.height == 11
    assert "(rows 61–71 of 71)" in last.table.caption
    pages = [explorer.view(dataclasses.replace(state, page=page)).table.frame for page in range(4)]
    assert pl.concat(pages).equals(explorer.result(state).show(lang="en").frame)
    assert dataclasses.replace(state, page=3).choose(kind="levels").page == 0
    assert explorer.view(withs(explorer)).pages == 1  # coverage is a matrix, and whole


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("analysis", some(ANALYSES, "shares"))
def test_the_code_shows_what_is_on_the_screen(ds, explorer, analysis, lang):
    state = withs(explorer, lang, analysis=analysis)
    view, displayed = explorer.view(state), []
    *lines, last = view.code.split("\n")
    names = {"ds": ds, "display": displayed.append}
    exec("\n".join(lines), names)
    assert eval(last, names).page(0, view.result.opens).frame.equals(view.table.frame)
    charts = [one for one in displayed if hasattr(one, "svg")]
    assert [one.svg() for one in charts] == ([view.chart.svg()] if view.chart else [])
    assert ("evidence" in view.code) == (view.evidence is not None)


@pytest.mark.long
def test_the_code_names_what_is_chosen_and_leaves_out_what_is_usual(explorer):
    usual = explorer.view(withs(explorer)).code
    assert "result = dx.coverage(ds)\n" in usual
    chosen = withs(explorer, framework="kanmin", by="stated", plans=("tomi-2022",))
    assert "result = dx.coverage(ds.only('tomi-2022'), framework='kanmin', by='stated')\n" in explorer.view(chosen).code


@pytest.mark.parametrize("ending", first([".xlsx", ".pptx"]))
def test_a_workbook_and_slides_can_be_saved_also_of_what_has_no_chart(explorer, tmp_path, ending, monkeypatch):
    view = explorer.view(withs(explorer, analysis="differences"))
    assert save(view, str(tmp_path / f"a{ending}"), "ja").stat().st_size > 5000
    assert (
        save(view, str(tmp_path / "a.csv"), "ja").read_text(encoding="utf-8-sig").startswith("question_id,option_id,")
    )
    monkeypatch.setitem(sys.modules, {".xlsx": "xlsxwriter", ".pptx": "pptx"}[ending], None)
    with pytest.raises(Refused, match=r"これには .* が要る。`pip install"):
        save(view, str(tmp_path / f"b{ending}"), "ja")


@pytest.mark.parametrize(
    ("name", "said"),
    first([("chart.gif", "must end in one of"), ("", "must end in one of"), ("no/chart.svg", "no folder")]),
)
def test_save_refuses(explorer, tmp_path, monkeypatch, name, said):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Refused, match=said):
        save(explorer.view(withs(explorer)), name, "en")
    assert list(tmp_path.iterdir()) == []


def test_what_has_no_chart_says_so(explorer, tmp_path):
    with pytest.raises(Refused, match="no chart"):
        save(explorer.view(withs(explorer, analysis="differences")), str(tmp_path / "a.svg"), "en")
