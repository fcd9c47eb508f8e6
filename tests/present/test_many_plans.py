"""Of many plans a chart shows the distribution, or a chosen city and those nearest to it; else it says what to choose."""

import itertools

import polars as pl
import pytest
from pptx import Presentation

import dxcompare
from dxcompare.dataset import Dataset
from dxcompare.dataset.peers import nearest
from dxcompare.panel.state import Explorer, State
from dxcompare.present.asked import PAGE, TooMany
from dxcompare.present.labels import SMALL
from dxcompare.questions import registry
from dxcompare.report.deck import deck
from dxcompare.words.most import MOST
from dxcompare.words.text import LANGUAGES
from tests.present.overlaps import overlaps, smallest

#: Codes of nine municipalities beside the four of the data: with them they are thirteen.
CODES = ("01202", "01203", "01204", "01205", "01206", "01207", "01208", "01209", "01210")
#: Kinds that have a distribution.
SPREADS = {
    ("overview", "contents"),
    ("overview", "periods"),
    ("coverage", "matrix"),
    ("timeline", "stages"),
    ("ambition", "classes"),
    ("ambition", "levels"),
    ("ambition", "targets"),
    ("ambition", "scales"),
    ("ambition", "pace"),
}


def copied(ds: Dataset, codes: tuple[str, ...]) -> Dataset:
    """The data with copies of its plans, in turn, as those of other municipalities."""
    plans = ds.plans().select("plan_id", "municipality_code").rows()
    tables = dict(ds.tables)
    for code, (plan, own) in zip(codes, itertools.cycle(plans), strict=False):
        part, old = ds.only(plan), plan.rpartition("-")[0]
        for name, frame in part.tables.items():
            texts = frame.select(pl.selectors.string()).columns
            ids = frame.with_columns(pl.col(texts).str.replace_all(rf"\b{old}-", f"x{code}-"))
            of_plan = [any(pair) for pair in zip(*(ids[one].ne_missing(frame[one]) for one in texts), strict=True)]
            more = ids.filter(pl.Series(of_plan, dtype=pl.Boolean)) if texts else ids.clear()
            if "municipality_code" in texts:
                more = more.with_columns(pl.col("municipality_code").str.replace_all(own, code))
            tables[name] = pl.concat([tables[name], more])
    return Dataset(tables, ds.folder)


@pytest.fixture(scope="module")
def many(ds):
    return copied(ds, CODES)


@pytest.fixture(scope="module")
def few(many):
    return many.only(*many.plans()["plan_id"][:MOST])


def made(ds, name):
    question = registry.question(name)
    return question.made(ds, **question.example(ds))


def high(chart):
    return chart.figure.get_size_inches()[1] * 25.4


def test_the_copies_are_plans_of_their_own(ds, many, few):
    assert many.plan.height == 13 == many.plans()["municipality_code"].n_unique()
    assert (few.plan.height, few.plans()["plan_id"].is_in(many.plans()["plan_id"]).all()) == (12, True)
    copies = many.plans().filter(pl.col("plan_id").str.starts_with("x"))["plan_id"]
    for plan, copy in zip(ds.plans()["plan_id"], copies, strict=False):
        for table in ("measure", "kpi", "milestone", "evaluation"):
            assert ds.only(plan)[table].height == many.only(copy)[table].height, (table, plan, copy)


@pytest.mark.parametrize("name", [name for name in registry.names() if name not in ("brief", "recover", "simulated")])
def test_every_chart_of_thirteen_plans_is_a_page_or_says_what_to_choose(many, name):
    result = made(many, name)
    for kind in result.kinds():
        for lang in LANGUAGES:
            if (name, kind) in SPREADS:
                chart = result.plot(kind, lang=lang)
                assert high(chart) <= PAGE, kind
                assert smallest(chart.figure) >= SMALL, kind
                assert overlaps(chart.figure) == [], kind
                assert not chart.data.is_empty()
                assert len(chart.alt) <= 200, chart.alt
            elif result.count() > MOST:
                with pytest.raises(TooMany, match=r"12.*city=.*plans="):
                    result.plot(kind, lang=lang)
        if result.chosen:
            chart = result.plot(kind, lang="en", city="Kitakami")
            assert high(chart) <= PAGE, kind
            # which has a panel for the city alone
            assert kind == "beside" or "Of 13 plans: Kitakami" in words(chart), kind
        elif result.count() <= MOST:
            assert high(result.plot(kind)) <= PAGE, kind


def words(chart):
    return " ".join("".join(one.get_text() for one in chart.figure.texts).split())


def test_a_chosen_city_stands_first_and_the_chart_says_who_is_with_it(many):
    chart = dxcompare.coverage(many).plot(city="北上市", lang="ja")
    plans = chart.data["plan_id"].unique(maintain_order=True).to_list()
    found, times = nearest(many, "北上市", MOST, many.plan["plan_id"])
    assert (plans[0], set(plans), len(plans)) == ("kitakami-2023", set(found), MOST)
    assert f"13計画のうち、北上市の計画と、人口が最も近い11計画（人口は{times[0]:.2g}～{times[1]:.2g}倍）。" in words(
        chart
    )
    two = dxcompare.coverage(many).plot(plans=["北上市", "函館市"], lang="ja")
    assert two.data["plan_id"].n_unique() == 2
    assert "13計画のうち、選んだ2計画。" in words(two)
    with pytest.raises(TooMany):
        dxcompare.coverage(many).plot(plans=many.plan["plan_id"].to_list())


def test_the_nearest_are_nearest_in_population(many):
    people = dict(many.municipality.select("municipality_code", "population").iter_rows())
    codes = dict(many.plans().select("plan_id", "municipality_code").iter_rows())
    found, (low, high) = nearest(many, "函館市", 5, many.plan["plan_id"])
    own = people["01202"]
    away = [max(people[codes[one]] / own, own / people[codes[one]]) for one in found]
    assert found[0] == "x01202-2023" or codes[found[0]] == "01202"
    assert away == sorted(away)
    left = [max(people[code] / own, own / people[code]) for plan, code in codes.items() if plan not in found]
    assert max(away) <= min(left)
    times = [people[codes[one]] / own for one in found[1:]]
    assert (low, high) == (min(times), max(times))


def test_where_nobody_was_counted_the_nearest_are_those_by_code(many):
    towns = many.municipality.with_columns(
        population=pl.when(pl.col("municipality_code") == "01206").then(None).otherwise("population")
    )
    uncounted = Dataset({**many.tables, "municipality": towns}, many.folder)
    found, times = nearest(uncounted, "01206", 3, many.plan["plan_id"])
    codes = dict(many.plans().select("plan_id", "municipality_code").iter_rows())
    assert ([codes[one] for one in found], times) == (["01206", "01205", "01207"], None)


def test_of_twelve_plans_each_is_drawn_by_name(few):
    chart = dxcompare.coverage(few).plot(lang="ja")
    assert chart.data["plan_id"].n_unique() == MOST
    assert overlaps(chart.figure) == []
    assert "計画のうち" not in words(chart)


def test_a_distribution_is_of_all_plans_and_marks_one(many):
    result = dxcompare.coverage(many)
    chart = result.plot(lang="ja", mark="北上市")
    cells = result.to_frame().filter(item_id="telework")
    row = chart.data.filter(item_id="telework").row(0, named=True)
    assert row["n"] == cells["has_measure"].count() > MOST
    assert row["has_indicator"] == pytest.approx(100 * cells["has_indicator"].mean())
    assert "北上市" in words(chart)
    assert "13計画すべて" in words(chart)
    counts = dxcompare.overview(many).plot("contents", lang="en")
    own = dxcompare.overview(many).to_frame().filter(what="measures")["count"]
    assert counts.data.row(0, named=True) == {
        "what": "measures",
        "n": 13,
        "q1": own.quantile(0.25, "linear"),
        "median": own.median(),
        "q3": own.quantile(0.75, "linear"),
    }


def test_slides_and_workbooks_take_the_chosen_set(many, tmp_path):
    result = dxcompare.coverage(many)
    with pytest.raises(TooMany):
        result.save(tmp_path / "all.pptx", lang="ja")
    with pytest.raises(TooMany):
        deck(many, tmp_path / "deck.pptx", "ja")
    assert not list(tmp_path.iterdir())
    result.save(tmp_path / "near.pptx", lang="ja", city="北上市")
    shown = [
        s.text_frame.text
        for page in Presentation(tmp_path / "near.pptx").slides
        for s in page.shapes
        if s.has_text_frame
    ]
    assert any("13計画のうち、北上市の計画と、人口が最も近い11計画" in text for text in shown)
    two = result.only("北上市", "函館市")
    assert two.save(tmp_path / "two.xlsx", lang="ja").exists()
    assert two.to_frame()["plan_id"].n_unique() == 2


def test_the_panel_shows_the_table_and_says_how_to_choose(many):
    explorer = Explorer(many)
    view = explorer.view(explorer.settle(State("ja", analysis="previous")))
    assert view.chart is None or view.result.count() <= MOST
    view = explorer.view(explorer.settle(State("ja", analysis="outcomes")))
    assert view.chart is None
    assert "12計画まで" in view.note
