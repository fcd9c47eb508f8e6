"""Of many plans a chart shows the distribution, or a chosen city and those nearest to it; else it says what to choose."""

import itertools
from collections import Counter

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
from dxcompare.questions.audit.compute import Audit
from dxcompare.questions.matched.compute import Matched
from dxcompare.questions.outcomes.chart import CELL
from dxcompare.questions.outcomes.tables import VERDICTS
from dxcompare.report.deck import deck
from dxcompare.tables.common import AuditPower
from dxcompare.tables.vocabularies import EVALUATION_VERDICTS
from dxcompare.words.most import MOST
from dxcompare.words.text import LANGUAGES
from tests.present.overlaps import overlaps, smallest
from tests.tiers import first

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
    ("outcomes", "promised"),
    ("outcomes", "series"),
    ("previous", "verdicts"),
    ("matched", "pairs"),
    ("claims", "verdicts"),
    ("bases", "table"),
    ("audit", "matrix"),
    ("reference", "standing"),
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


@pytest.mark.parametrize(
    "name", first([name for name in registry.names() if name not in ("brief", "recover", "simulated")])
)
def test_every_chart_of_thirteen_plans_is_a_page_or_says_what_to_choose(many, name):
    result = made(many, name)
    for kind in result.kinds():
        for lang in LANGUAGES:
            if result.count() > MOST and (name, kind) in SPREADS:
                readable(result.plot(kind, lang=lang, **indicator(name)))
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


def indicator(name):
    return {"indicator": "mynumber_held_rate"} if name == "reference" else {}


def readable(chart):
    assert high(chart) <= PAGE
    assert smallest(chart.figure) >= SMALL
    assert overlaps(chart.figure) == []
    assert not chart.data.is_empty()
    assert len(chart.alt) <= 200, chart.alt


@pytest.fixture(scope="module")
def surveyed(ds):
    """Fourteen plans with a survey, statements about it, and verdicts on the plan before."""
    return copied(ds.only(*ds.survey["plan_id"]), (*CODES, "01211", "01212", "01213"))


@pytest.mark.long
@pytest.mark.parametrize("name", ["bases", "audit", "claims", "previous"])
def test_so_is_that_of_many_surveys_and_verdicts(surveyed, name):
    result = made(surveyed, name)
    assert result.count() > MOST
    for kind in result.kinds():
        for lang in LANGUAGES:
            readable(result.plot(kind, lang=lang))


def spread(result, kind):
    """The function that draws the distribution, whatever the number of plans."""
    return result._spread(kind)


def words(chart):
    return " ".join("".join(one.get_text() for one in chart.figure.texts).split())


@pytest.mark.long
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


def test_the_plan_of_a_city_stands_among_those_chosen(many):
    chart = dxcompare.coverage(many).plot(city="北上市", plans=["函館市"])
    assert chart.data["plan_id"].n_unique() == 2


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


@pytest.mark.long
def test_of_twelve_plans_each_is_drawn_by_name(few):
    chart = dxcompare.coverage(few).plot(lang="ja")
    assert chart.data["plan_id"].n_unique() == MOST
    assert overlaps(chart.figure) == []
    assert "計画のうち" not in words(chart)


@pytest.mark.long
@pytest.mark.parametrize("name", ["coverage", "outcomes", "timeline", "ambition", "overview"])
def test_twelve_long_names_stand_beside_one_another(longest, name):
    result = made(longest, name)
    for kind in result.kinds():
        if (name, kind) != ("outcomes", "series"):  # of which the copies have no figures
            assert overlaps(result.plot(kind, lang="en").figure) == [], kind


@pytest.fixture(scope="module")
def longest(ds):
    """Twelve plans of the municipalities whose names are longest in English."""
    towns = ds.municipality.sort(pl.col("name_en").str.len_chars(), descending=True)["municipality_code"].head(MOST)
    every = copied(ds, tuple(towns))
    return every.only(*every.plans().filter(pl.col("municipality_code").is_in(towns.implode()))["plan_id"])


@pytest.mark.long
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


def test_what_came_of_targets_is_counted_by_plan_and_item(many):
    result = dxcompare.outcomes(many)
    chart = result.plot("promised", lang="en", mark="北上市")
    cells = result.to_frame().group_by("plan_id", "item_id").agg(pl.col("verdict").cast(pl.String))
    item = "mynumber_card"
    told = [min(one, key=list(VERDICTS).index) for one in cells.filter(item_id=item)["verdict"].to_list()]
    judged = [one for one in told if one not in ("not_applicable", "not_assessed")]
    name = result.to_frame("items").filter(item_id=item).item(0, "short_en")
    rows = chart.data.filter(what=name)
    assert rows["n"].unique().to_list() == [len(judged)]
    found = dict(rows.select("part", "count").iter_rows())
    assert {part: n for part, n in found.items() if n} == Counter(CELL[one].en for one in judged)
    assert "◆ Kitakami" in words(chart)


@pytest.mark.long
def test_figures_and_targets_of_many_stand_side_by_side(many):
    result = dxcompare.outcomes(many)
    data = result.plot("series", lang="en").data
    own = result.to_frame("series").filter(kind="municipality", group_id="total", unit="%").sort("as_of")
    last = own.unique("kpi_id", keep="last").join(result.to_frame().unique("kpi_id"), on="kpi_id")
    last = last.filter(pl.col("target").is_not_null())
    often = last["indicator_id"].value_counts().sort("count", "indicator_id", descending=[True, False])
    last = last.filter(indicator_id=often.item(0, "indicator_id"))
    assert data.item(0, "n") == last.height > 0
    assert data.item(0, "median") == last["value"].median()
    assert data.item(1, "median") == last["target"].median()
    assert data.item(2, "median") == (last["value"] - last["target"]).median()


@pytest.mark.long
def test_verdicts_and_pairs_are_counted_by_item(surveyed, ds):
    result = dxcompare.previous(surveyed)
    data = result.plot(lang="ja").data
    items = result.to_frame("items")
    assert data.group_by("part").agg(pl.col("count").sum()).sort("part").rows() == sorted(
        (said.ja, items[verdict].sum()) for verdict, said in EVALUATION_VERDICTS.items() if items[verdict].sum()
    )
    order = dxcompare.coverage(surveyed).to_frame()["item_id"].unique(maintain_order=True).to_list()
    shown = dict(items.select("short_ja", "item_id").iter_rows())
    places = [order.index(one) for name in data["what"].unique(maintain_order=True) if (one := shown[name]) in order]
    assert places == sorted(places)
    pairs = dxcompare.matched(ds)
    told = spread(Matched, "pairs")(pairs, lang="ja").data
    assert told.group_by("part").agg(pl.col("count").sum()).sort("part")["count"].to_list() == [
        pairs.to_frame().filter(comparable=one).height for one in (False, True)
    ]


@pytest.mark.long
def test_shares_of_statements_and_columns_are_by_plan_and_survey(surveyed):
    claims = dxcompare.claims(surveyed)
    supported = claims.to_frame().group_by("plan_id").agg((pl.col("verdict").cast(pl.String) == "supported").mean())
    row = claims.plot(lang="ja", mark="北上市").data.row(0, named=True)
    assert (row["n"], row["median"]) == (14, pytest.approx(100 * supported["verdict"].median()))
    bases = dxcompare.bases(surveyed)
    printed = bases.to_frame().group_by("survey_id").agg((pl.col("certainty").cast(pl.String) == "printed").mean())
    row = bases.plot(lang="ja").data.row(0, named=True)
    assert (row["n"], row["median"]) == (14, pytest.approx(100 * printed["certainty"].median()))
    audit = dxcompare.audit(surveyed)
    counts = audit.plot(lang="ja").data.group_by("part").agg(pl.col("count").sum())
    assert counts["count"].sum() == audit.to_frame("tests").height


@pytest.mark.long
def test_an_official_figure_is_of_all_those_with_plans_and_those_near_one(many):
    held = "mynumber_held_rate"
    towns = many.municipality["municipality_code"]
    rates = [float(40 + i % 50) for i in range(len(towns))]
    added = pl.DataFrame({"area_code": towns, "value": rates}).with_columns(
        pl.lit(held).alias("indicator_id"),
        pl.lit("total").alias("group_id"),
        pl.lit("%").alias("unit"),
        pl.col("value").cast(pl.String).alias("value_text"),
        pl.lit("2030-01-01").alias("as_of"),
        pl.lit("digital-agency-dx-2024").alias("source_id"),
        pl.lit("x").alias("name_ja"),
        pl.lit("").alias("locator"),
        pl.lit(False).alias("about"),
    )
    stats = pl.concat([many.reference_stat, added], how="diagonal_relaxed")
    ds = Dataset({**many.tables, "reference_stat": stats}, many.folder)
    result = dxcompare.reference(ds, held)
    chart = result.plot("standing", lang="ja", mark="北上市")
    readable(chart)
    at = dict(zip(towns, rates, strict=True))
    planned = [at[code] for code in ds.plans()["municipality_code"]]
    near = [at[code] for code in ds.peers("03206").codes]
    within = [at[code] for code in ds.peers("03206", "prefecture").codes] + [at["03206"]]
    expected = [(len(of), pl.Series(of).median()) for of in (rates, planned, within, near)]
    assert chart.data.select("n", "median").rows() == expected
    assert "表にある1,741団体。時点：2030年1月1日。◆北上市" in words(chart).replace(" ", "")


@pytest.mark.long
def test_a_few_municipalities_are_not_called_all(many):
    """Without the table of all, the nation is what was counted over it; of municipalities those with plans alone are drawn."""
    status = dxcompare.reference(many, "dx_cio").plot("standing", lang="ja", mark="北上市")
    counts = many.reference_stat.filter(indicator_id="dx_cio", area_code="00000").rows_by_key("group_id", named=True)
    done, answered = (int(counts[of][0]["value"]) for of in ("done", "answered"))
    bars = status.data.filter(what="全国の市区町村")
    assert bars.filter(pl.col("count") > 0)["count"].to_list() == [done, answered - done]
    own = many.reference_stat.filter(
        pl.col("area_code").is_in(many.plans()["municipality_code"].implode()), indicator_id="dx_cio", group_id="total"
    )
    assert status.data.filter(what="データに計画のある団体")["n"][0] == own.height == 4
    held = dxcompare.reference(many, "mynumber_held_rate")
    nation = held.to_frame("quartiles").filter(of="nation").row(0, named=True)
    chart = held.plot("standing", lang="ja", mark="北上市")
    readable(chart)
    first = chart.data.row(0, named=True)
    assert first == {"what": "全国の市区町村", **{name: nation[name] for name in ("n", "q1", "median", "q3")}}
    assert "計画のある13団体のうち、表に値があるのは4団体。" in words(chart)
    apart = many.only(*many.plans().filter(pl.col("plan_id").str.starts_with("x"))["plan_id"])
    towns = dxcompare.reference(copied(apart, tuple(f"0121{n}" for n in range(1, 5))), "mynumber_held_rate")
    rows = towns.plot("standing", lang="ja").data  # no row without a value
    assert rows["what"].to_list() == ["全国の市区町村"]


@pytest.mark.long
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
    view = explorer.view(explorer.settle(State("ja", analysis="outcomes")))
    assert "13計画すべて" in words(view.chart)
    view = explorer.view(explorer.settle(State("ja", analysis="reference", kind="beside")))
    assert view.chart is None
    assert "12計画まで" in view.note


@pytest.mark.long
def test_who_is_passed_over_and_that_no_more_have_room_is_said(many, surveyed):
    """The nearest are those that have something to show, as many as a page holds."""
    claims = dxcompare.claims(many)
    having = claims.to_frame()["plan_id"].n_unique()
    assert 2 < having < MOST
    for lang, said in (
        ("ja", f"該当のある計画のうち人口が最も近い{having - 1}計画"),
        ("en", f"the {having - 1} nearest in population of those that have what is shown"),
    ):
        assert said in words(claims.plot(lang=lang, city="北上市"))
    assert "該当のある" not in words(dxcompare.claims(surveyed).plot(lang="ja", city="北上市"))
    timeline = dxcompare.timeline(many)
    chart = timeline.plot(lang="ja", city="北上市")
    drawn = chart.data["plan_id"].n_unique()
    assert drawn < MOST
    assert f"人口が最も近い{drawn - 1}計画" in words(chart)
    assert "倍、図に入る数まで）" in words(chart)
    assert "図に入る数" not in words(dxcompare.coverage(many).plot(lang="ja", city="北上市"))


@pytest.mark.long
def test_words_of_a_distribution_are_explained_where_it_stands(many, surveyed):
    """As they are in the chart of few plans, and beside the marks of one city."""
    ambition = dxcompare.ambition(many)
    assert "各指標をいずれか一つに分類" in words(ambition.plot("classes", lang="ja"))
    assert "期間の累計は" in words(ambition.plot("classes", lang="ja", mark="北上市"))
    assert "Inputs: money, staff" in words(ambition.plot("levels", lang="en"))
    assert "「見出し」は" in words(dxcompare.bases(surveyed).plot(lang="ja"))
    assert "棒の左の印は北上市" in words(dxcompare.coverage(many).plot(lang="ja", mark="北上市"))


def test_what_takes_long_is_worked_out_for_no_more_plans_than_have_room(surveyed, monkeypatch):
    """Of twelve plans the sheet is known to be too high before the power of any test is measured."""
    measured = []
    nothing = AuditPower.typed(pl.DataFrame(schema={name: one.dtype for name, one in AuditPower.fields().items()}))
    monkeypatch.setattr(Audit, "seeded", lambda self: measured.append(self.count()) or nothing)
    chart = dxcompare.audit(surveyed).plot("matrix", lang="ja", city="北上市")
    drawn = chart.data["survey_id"].n_unique()
    assert 1 <= drawn < MOST
    assert measured == [drawn]
    assert high(chart) <= PAGE
