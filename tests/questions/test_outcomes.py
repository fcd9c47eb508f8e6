"""What was promised, and what official figures say."""

import polars as pl
import pytest

from dxcompare import coverage, outcomes
from tests.plans import NATIONAL, A, B, C, made, one, rows
from tests.tiers import each

#: Share of residents with a card: 80 % by FY2025, which ends on 31 March 2026.
KPI = {
    **{"kpi_id": "a-2021/k1", "plan_id": A, "name_ja": "保有率", "unit": "%", "kind": "numeric", "comparator": "ge"},
    **{"target": 80.0, "target_text": "80%以上", "target_fy": 2025, "locator": "p.4"},
}
MEASURE = rows("measure_id plan_id", ("a-2021/1", A), ("a-2021/2", A), ("b-2023/1", B))
ACTS = [
    ("a-2021/1", "card", "a"),
    ("a-2021/1", "fax", "a", "secondary"),
    ("a-2021/2", "online", "a"),
    ("b-2023/1", "none", "a"),
]
PLACES = rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1"))
SPEAKS = [("kpi", "a-2021/k1", "card")]
PLACE = ("plan_id", "item_id")
SAME = rows("kpi_id indicator_id relation caution", ("a-2021/k1", "held", "same", "分母"))


def figure(value, as_of="2024-10-01", **more):
    row = {"indicator_id": "held", "area_code": "01001", "group_id": "total", "as_of": as_of, "unit": "%"}
    return {**row, "source_id": "s", "value": value, "value_text": str(value), **more}


def result(*figures, kpi=(KPI,), acts=ACTS, **tables):
    given = {"measure": MEASURE, "kpi_measure": PLACES, "kpi_actual": SAME, "unit": rows("unit", "%", "人")}
    indicator = rows("indicator_id name_ja name_en", ("held", "保有率", "Held"), ("issued", "交付率", "Issued"))
    return outcomes(
        made(
            acts,
            **{
                **given,
                "speaks": SPEAKS,
                "kpi": list(kpi),
                "indicator": indicator,
                "reference_stat": list(figures),
                **tables,
            },
        )
    )


def told(*figures, kpi=None, **tables):
    promised = result(*figures, kpi=[{**KPI, **(kpi or {})}], **tables).to_frame()
    return one(promised, kpi_id="a-2021/k1", item_id="card")


# a target against the latest figure


@pytest.mark.parametrize(
    ("value", "as_of", "verdict"),
    each(
        5,
        [
            (81.0, "2022-01-01", "reached"),
            (80.0, "2022-01-01", "reached"),
            (79.9, "2022-01-01", "not_yet"),
            (79.9, "2026-03-30", "not_yet"),
            (79.9, "2026-03-31", "not_reached"),
            (79.9, "2027-01", "not_reached"),
            (79.9, "2025", "not_yet"),
            (79.9, "2026", "not_reached"),  # a year alone is over when the next one is
        ],
    ),
)
def test_a_target_that_rises(value, as_of, verdict):
    row = told(figure(value, as_of))
    assert (row["verdict"], row["actual"], row["as_of"]) == (verdict, value, as_of)


@pytest.mark.parametrize(
    ("value", "comparator", "verdict"),
    each(3, [(80.0, "eq", "reached"), (80.0, "gt", "not_yet"), (80.1, "gt", "reached"), (80.0, None, "reached")]),
)
def test_a_strict_bound_is_not_reached_by_itself(value, comparator, verdict):
    assert told(figure(value), kpi={"comparator": comparator})["verdict"] == verdict


@pytest.mark.parametrize(
    ("value", "comparator", "verdict"),
    [(79.0, "le", "reached"), (80.0, "le", "reached"), (80.0, "lt", "not_yet"), (80.1, "le", "not_yet")],
)
def test_a_target_that_falls(value, comparator, verdict):
    assert told(figure(value), kpi={"comparator": comparator, "direction": "lower"})["verdict"] == verdict


@pytest.mark.parametrize(
    ("kpi", "figure_", "verdict"),
    each(
        4,
        [
            ({"target": None, "kind": "qualitative"}, {}, "shown_only"),
            ({"unit": "人"}, {}, "shown_only"),  # another unit
            ({"target_fy": None}, {}, "shown_only"),  # never late
            ({"target_fy": None}, {"value": 90.0}, "reached"),
            ({}, {"as_of": None}, "shown_only"),  # a figure without a date
            ({}, {"as_of": None, "value": 90.0}, "reached"),
            ({}, {"as_of": None, "year": 2026}, "not_reached"),
            ({}, {"as_of": None, "year": 2025}, "not_yet"),
            ({}, {"value": None, "value_text": "実施"}, "in_place"),
            ({}, {"value": None, "value_text": "未実施"}, "not_in_place"),
        ],
    ),
)
def test_what_a_figure_can_say(kpi, figure_, verdict):
    given = {"value": 50.0, "value_text": "50", **figure_}
    assert told({**figure(1.0), **given}, kpi=kpi)["verdict"] == verdict


def test_a_figure_near_it_is_shown_with_its_caution():
    near = [{**SAME[0], "relation": "near"}]
    row = told(figure(90.0), kpi_actual=near)
    assert (row["verdict"], row["actual"], row["relation"], row["caution"]) == ("shown_only", 90.0, "near", "分母")
    assert (row["indicator_ja"], row["indicator_en"], row["target_text"]) == ("保有率", "Held", "80%以上")
    assert (row["kpi_locator"], row["source_id"]) == ("p.4", "s")


def test_another_quantity_is_refused():
    other = [{**SAME[0], "relation": "different"}]
    found = result(figure(90.0), kpi_actual=other)
    assert one(found.to_frame(), kpi_id="a-2021/k1", item_id="card")["verdict"] == "not_measurable"
    assert found.to_frame("refused").select("kpi_id", "indicator_id", "caution").rows() == [
        ("a-2021/k1", "held", "分母")
    ]
    assert found.to_frame("series").is_empty()
    assert result(figure(90.0)).to_frame("refused").is_empty()


def test_the_latest_figure_of_the_city_itself_counts():
    """Not another city's, not one over municipalities, none that was not surveyed; a dated one before an undated."""
    figures = [
        figure(70.0, "2024-10-01"),
        figure(60.0, "2023-10-01"),
        figure(90.0, None),
        figure(91.0, "2025-01-01", area_code="01002"),
        figure(92.0, "2025-01-01", group_id="median"),
        figure(93.0, "2025-01-01", indicator_id="issued"),
        figure(None, "2025-01-01", value_text="調査無し"),
    ]
    assert told(*figures)["actual"] == 70.0
    assert told(figure(90.0, area_code="01002"))["verdict"] == "not_measurable"


def test_a_later_year_is_later_than_a_date():
    assert told(figure(70.0, None, year=2024), figure(60.0, "2023-10-01"))["actual"] == 70.0
    assert told(figure(70.0, None, year=2023), figure(60.0, "2023-10-01"))["actual"] == 60.0


def test_two_figures_for_one_indicator_are_two_rows():
    both = [*SAME, {**SAME[0], "indicator_id": "issued", "relation": "near"}]
    table = result(figure(70.0), figure(75.0, indicator_id="issued"), kpi_actual=both).to_frame().filter(item_id="card")
    assert table.filter(plan_id=A).select("indicator_id", "verdict").rows() == [
        ("held", "not_yet"),
        ("issued", "shown_only"),
    ]
    alone = result(figure(70.0), kpi_actual=both).to_frame().filter(item_id="card", plan_id=A)
    assert alone["indicator_id"].to_list() == ["held"]


# every plan and item


def test_every_cell_says_what_it_is():
    acts = [*ACTS, ("a-2021/1", "ai", "plan")]
    table = result(
        acts=acts, coding_rule=rows("item_id", *"card online ai telework counter open_data fax".split())
    ).to_frame()
    at = {(row["plan_id"], row["item_id"]): row["verdict"] for row in table.iter_rows(named=True)}
    assert at[A, "card"] == "not_measurable"  # an indicator without a figure
    assert at[A, "counter"] == "no_target"  # a measure on what was called online then, without an indicator
    assert (A, "online") not in at
    assert at[A, "fax"] == at[A, "ai"] == "no_target"  # the indicator of the measure measures something else
    assert at[A, "telework"] == at[B, "card"] == "not_stated"
    assert at[B, "fax"] == "not_applicable"
    assert at[B, "telework"] == "not_assessed"  # could not be sourced
    assert not {"core", "talent"} & {
        item for _, item in at
    }  # the code book does not know them, and no measure names them


@pytest.mark.parametrize(
    ("by", "card", "fax"),
    [
        ("either", "no_target", "not_measurable"),
        ("a", "not_stated", "not_measurable"),
        ("b", "no_target", "not_measurable"),
        ("stated", "no_target", "not_measurable"),
    ],
)
def test_which_item_an_indicator_measures_is_decided_whoever_ties_its_measure_to_which(by, card, fax):
    acts = [("a-2021/1", "card", "plan"), ("a-2021/1", "fax", "a"), ("a-2021/1", "card", "b")]
    speaks = [("kpi", "a-2021/k1", "fax")]
    ds = made(acts, speaks, measure=MEASURE[:1], kpi=[KPI], kpi_measure=PLACES, unit=rows("unit", "%"))
    table = outcomes(ds, by=by).to_frame()
    assert [one(table, plan_id=A, item_id=item)["verdict"] for item in ("card", "fax")] == [card, fax]


def test_an_item_that_only_a_tag_names_is_shown_but_not_assessed_elsewhere():
    table = result(acts=[*ACTS, ("a-2021/1", "systems", "plan")], coding_rule=rows("item_id", "card")).to_frame()
    at = {(row["plan_id"], row["item_id"]): row["verdict"] for row in table.iter_rows(named=True)}
    assert at[A, "systems"] == "no_target"  # the tag ties a measure to it, though the code book has no rule for it
    assert at[A, "counter"] == "no_target"


@pytest.mark.parametrize("by", each(3, ["stated", "a", "b", "either", "stated+adjudicated"]))
def test_a_cell_is_blank_for_the_reason_that_coverage_gives(by):
    """Tags of one plan alone, and a coder who left out a plan: who is asked decides what was looked at."""
    acts = [*ACTS, ("a-2021/1", "ai", "plan"), ("a-2021/2", "none", "b")]
    ds = made(acts, SPEAKS, measure=MEASURE, kpi=[KPI], kpi_measure=PLACES, unit=rows("unit", "%"))
    cells = {(row["plan_id"], row["item_id"]): row["blank"] for row in coverage(ds, by=by).to_frame().to_dicts()}
    told = outcomes(ds, by=by).to_frame().filter(pl.col("kpi_id").is_null(), pl.col("verdict") != "no_target")
    assert {"not_stated", "not_assessed", "not_applicable"} == set(told["verdict"].cast(str))
    assert told.filter(pl.col("verdict") != pl.Series([cells[at] for at in told.select(PLACE).iter_rows()])).is_empty()
    shown = set(outcomes(ds, by=by).to_frame().select(PLACE).iter_rows())
    items = {item for _, item in shown}
    assert shown == {(plan, item) for plan, item in cells if item in items}


def test_an_indicator_of_an_item_that_the_code_book_does_not_know_is_shown():
    table = result(speaks=[("kpi", "a-2021/k1", "fax")], acts=[], coding_rule=rows("item_id", "card")).to_frame()
    row = one(table, plan_id=A, item_id="fax")
    assert (row["kpi_id"], row["verdict"], row["short_en"]) == ("a-2021/k1", "not_measurable", "Fax")


def test_a_measure_without_an_indicator_hides_behind_one_with():
    """Two measures mainly on the card, one with an indicator: no row without."""
    acts = [*ACTS[:1], ("a-2021/2", "card", "a")]
    table = result(figure(90.0), acts=acts).to_frame().filter(plan_id=A, item_id="card")
    assert table["kpi_id"].to_list() == ["a-2021/k1"]
    twice = [*PLACES, *rows("kpi_id measure_id", ("a-2021/k1", "a-2021/2"))]
    assert result(figure(90.0), acts=acts, kpi_measure=twice).to_frame().filter(plan_id=A, item_id="card").height == 1


def test_rows_stand_by_item_plan_and_indicator():
    two = [KPI, {**KPI, "kpi_id": "a-2021/k0"}]
    places = [*PLACES, *rows("kpi_id measure_id", ("a-2021/k0", "a-2021/1"))]
    table = result(kpi=two, kpi_measure=places, speaks=[*SPEAKS, ("kpi", "a-2021/k0", "card")]).to_frame()
    assert table.filter(item_id="card").select("plan_id", "kpi_id").rows() == [
        (A, "a-2021/k0"),
        (A, "a-2021/k1"),
        (B, None),
        (C, None),
    ]
    assert table["item_id"].unique(maintain_order=True).to_list()[:2] == ["counter", "card"]
    assert table.select("short_ja", "short_en").row(0) == ("オンライン化／窓口", "Online / Counter")


# the series beside it


def test_figures_of_city_prefecture_and_nation_in_the_targets_unit():
    figures = [
        figure(70.0, "2024-10-01"),
        figure(60.0, "2023-10-01"),
        figure(65.0, area_code="01000"),
        figure(66.0, area_code="00000"),
        figure(64.0, area_code="00000", group_id="median"),
        figure(63.0, area_code="00000", group_id="done"),
        figure(62.0, area_code="01002"),
        figure(5.0, "2024-11-01", unit="人"),
        figure(None, "2024-12-01", value_text="調査無し"),
    ]
    found = result(*figures)
    series = found.to_frame("series")
    assert series.sort("kind", "as_of", "group_id").select("kind", "group_id", "as_of", "value").rows() == [
        ("municipality", "total", "2023-10-01", 60.0),
        ("municipality", "total", "2024-10-01", 70.0),
        ("prefecture", "total", "2024-10-01", 65.0),
        ("nation", "total", "2024-10-01", 66.0),
        ("nation", "median", "2024-10-01", 64.0),
    ]
    assert series["as_of"].to_list()[:2] == ["2023-10-01", "2024-10-01"]  # the city's own first, by date
    assert series.select("area_code", "area_ja", "area_en").row(0) == ("01001", "甲市", "Alpha")
    assert set(series["kpi_id"]) == {"a-2021/k1"}
    assert result(*figures, kpi=[{**KPI, "unit": None}]).to_frame("series").is_empty()


def test_sources_are_those_that_are_cited():
    source = rows("source_id title", ("s", "計画"), ("t", "統計"), ("u", "別"))
    assert result(figure(90.0, source_id="t"), source=source).sources["source_id"].to_list() == ["s", "t"]
    only_wider = result(figure(90.0, area_code="00000", source_id="t"), source=source)
    assert only_wider.sources["source_id"].to_list() == ["s", "t"]


@pytest.mark.long
def test_figures_without_a_date_are_named():
    assert [note.en for note in result(figure(90.0, None)).caveats][1:] == ["Figures without a date: Held."]
    assert [note.ja for note in result(figure(90.0, None)).caveats][1:] == ["統計に時点が書かれていないもの：保有率。"]
    for dated in (result(figure(90.0)), result(figure(90.0, None, year=2024)), result()):
        assert len(dated.caveats) == 1


def test_of_many_plans_those_in_doubt_are_left_out_whatever_they_have():
    """Telework may be in the second version: B acts on it, eleven others of that version do not, A surely does."""
    towns = {f"t{n}": f"020{n}" for n in range(10, 21)}
    given = {
        "plan": [
            *NATIONAL["plan"],
            *(
                {**NATIONAL["plan"][1], "plan_id": f"{town}-2023", "municipality_code": code}
                for town, code in towns.items()
            ),
        ],
        "municipality": [
            *NATIONAL["municipality"],
            *({**NATIONAL["municipality"][2], "municipality_code": code} for code in towns.values()),
        ],
        "measure": [*MEASURE, *({"measure_id": f"{town}-2023/1", "plan_id": f"{town}-2023"} for town in towns)],
    }
    acts = [*ACTS[:-1], ("a-2021/2", "telework", "a", "secondary"), ("b-2023/1", "telework", "a")]
    acts += [(f"{town}-2023/1", "none", "a") for town in towns]
    chart = result(acts=acts, **given).plot("promised", lang="en")
    (name,) = result().to_frame("items").filter(item_id="telework")["short_en"]
    assert chart.data.filter(pl.col("count") > 0, what=name).select("count", "n").rows() == [(1, 1)]
    said = " ".join(text.get_text() for text in chart.figure.texts).replace("\n", " ")
    assert f"tells if their version has the item: {name} 12." in said


def test_over_time_plans_without_a_series_are_named_and_not_cited():
    """Two indicators of one plan have a figure, of one caution; the third plan has neither, and its document is not used."""
    sources = rows("source_id title", ("a", "甲計画"), ("b", "乙計画"), ("c", "丙計画"), ("s", "統計"))
    plans = [{**plan, "source_id": plan["plan_id"][0]} for plan in NATIONAL["plan"]]
    found = result(
        figure(70.0),
        kpi=[KPI, {**KPI, "kpi_id": "a-2021/k2"}],
        kpi_actual=rows(
            "kpi_id indicator_id relation caution", *((f"a-2021/k{n}", "held", "same", "分母が違う") for n in (1, 2))
        ),
        speaks=[("kpi", f"a-2021/k{n}", "card") for n in (1, 2)],
        source=sources,
        plan=plans,
    )
    said = "".join(one.get_text() for one in found.plot("series", lang="ja").figure.texts).replace("\n", "")
    assert said.count("分母が違う") == 1
    assert "図にない計画：乙市、丙町。" in said
    assert "出典：甲計画、統計" in said
    assert "乙計画" not in said
    every = result(figure(70.0), plan=plans[:1], source=sources)
    assert "図にない" not in "".join(one.get_text() for one in every.plot("series", lang="ja").figure.texts)
