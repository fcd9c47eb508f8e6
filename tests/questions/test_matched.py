"""Which indicators of different cities can be compared directly, and which only look alike."""

from dxcompare import matched
from dxcompare.present.slide import slides_of
from tests.plans import A, B, C, made, one, rows

KPI = rows(
    "kpi_id plan_id name_ja unit kind baseline baseline_text target target_text target_fy period locator",
    ("a-2021/k1", A, "交付率", "%", "numeric", 40.0, "40%", 90.0, "90%", 2025, "point", "p.1"),
    ("b-2023/k1", B, "保有率", "%", "numeric", None, None, 80.0, "80%", 2026, "point", "p.2"),
    ("b-2023/k2", B, "件数", "件", "numeric", None, None, 200.0, "200件", 2026, "cumulative", "p.3"),
    ("c-2025/k1", C, "年間件数", "件", "numeric", None, None, 60.0, "60件", 2028, "per_year", "p.4"),
)
DERIVED = [
    {
        **{"derived_id": "b-2023/k2-yearly", "kpi_id": "b-2023/k2", "name_ja": "年平均", "unit": "件"},
        **{"period": "per_year", "target": 50.0, "target_arithmetic": "200 / 4"},
    }
]
PAIRS = rows(
    "first_id second_id item_id comparable because because_en",
    ("a-2021/k1", "c-2025/k1", "ai", False, "別の量", "other things"),
    ("a-2021/k1", "b-2023/k1", "card", False, "交付と保有", "issued and held"),
    ("b-2023/k2-yearly", "c-2025/k1", "data", True, "同じ定義", "same definition"),
)


def result(pairs=PAIRS, **tables):
    given = {"kpi": KPI, "derived_kpi": DERIVED, "kpi_pair": pairs, "unit": rows("unit", "%", "件")}
    return matched(made(**{**given, **tables}))


def test_pairs_that_compare_come_first_then_by_item():
    """The first and the last item of the priorities, then open data, which was `data`."""
    table = result().to_frame()
    assert table.select("item_id", "comparable").rows() == [("open_data", True), ("card", False), ("ai", False)]
    assert table["short_en"].to_list() == ["Data", "Card", "AI"]
    swapped = [PAIRS[0], {**PAIRS[1], "item_id": "ai", "first_id": "b-2023/k1", "second_id": "c-2025/k1"}, PAIRS[1]]
    assert result([*swapped, {**PAIRS[0], "second_id": "b-2023/k1"}]).to_frame().select(
        "first_id", "second_id"
    ).rows() == [
        ("a-2021/k1", "b-2023/k1"),
        ("a-2021/k1", "b-2023/k1"),
        ("a-2021/k1", "c-2025/k1"),
        ("b-2023/k1", "c-2025/k1"),
    ]


def test_the_reason_is_given_in_both_languages():
    table = result().to_frame()
    yes, no = one(table, item_id="open_data"), one(table, item_id="card")
    assert [yes[name] for name in ("comparable", "because", "because_en")] == [True, "同じ定義", "same definition"]
    assert [no[name] for name in ("comparable", "because", "because_en")] == [False, "交付と保有", "issued and held"]


def test_each_side_is_told_in_full():
    """What a reader compares stands in the pair; the rest of what is printed of either, in a table of its own."""
    row = one(result().to_frame(), item_id="card")
    names = ("plan_id", "name_ja", "target_text")
    assert [row[f"first_{name}"] for name in names] == [A, "交付率", "90%"]
    assert [row[f"second_{name}"] for name in names] == [B, "保有率", "80%"]
    known = result().to_frame("indicators")
    names = ("plan_id", "name_ja", "unit", "baseline", "baseline_text", "target", "target_text", "target_fy", "locator")
    first, second = (one(known, kpi_id=row[f"{end}_id"]) for end in ("first", "second"))
    assert [first[name] for name in names] == [A, "交付率", "%", 40.0, "40%", 90.0, "90%", 2025, "p.1"]
    assert [second[name] for name in names] == [B, "保有率", "%", None, None, 80.0, "80%", 2026, "p.2"]


def test_a_sum_is_compared_through_what_follows_from_it():
    row = one(result().to_frame(), item_id="open_data")
    known = result().to_frame("indicators")
    first, second = (one(known, kpi_id=row[f"{end}_id"]) for end in ("first", "second"))
    assert (first["arithmetic"], first["target"], first["period"]) == ("200 ÷ 4", 50, "per_year")
    assert (first["plan_id"], second["target"], second["arithmetic"]) == (B, 60, None)


def test_a_pair_on_an_item_of_no_version_is_not_lost():
    table = result([*PAIRS, {**PAIRS[1], "second_id": "c-2025/k1", "item_id": "kanmin_online"}]).to_frame()
    row = one(table, item_id="kanmin_online")
    assert (row["short_ja"], row["first_plan_id"], row["second_plan_id"]) == (None, A, C)


def test_a_pair_of_a_plan_that_is_not_there_is_left_out():
    without_c = [row for row in KPI if row["plan_id"] != C]
    found = result(kpi=without_c)
    assert found.to_frame()["item_id"].to_list() == ["card"]
    assert found.to_frame("plans")["plan_id"].to_list() == [A, B]
    without_a = [row for row in KPI if row["plan_id"] != A]
    assert result(kpi=without_a).to_frame()["item_id"].to_list() == ["open_data"]


def test_how_many_compare_is_said():
    assert result().caveats[0].en.startswith("Of 3 pairs, 1 compares.")
    assert result(PAIRS[:2]).caveats[0].ja.startswith("挙げた2組のうち、比べられるのは0組。")
    assert result(PAIRS[:2]).caveats[0].en.startswith("Of 2 pairs, 0 compare.")
    assert result([]).to_frame().is_empty()


#: The counts of the pair that compares, as counts; and the census of their cities, 50,000 and 8,000 people.
COUNTS = {
    "kpi": [{**row, "scale": "count" if row["unit"] == "件" else "percent"} for row in KPI],
    "derived_kpi": [{**DERIVED[0], "scale": "count"}],
}
CENSUS = [
    {
        **{"indicator_id": "population", "area_code": code, "group_id": "total", "unit": "人", "source_id": "census"},
        **{"year": year, "as_of": f"{year}-10-01", "value_text": str(people), "value": float(people)},
    }
    for code, year, people in (("01002", 2015, 99999), ("01002", 2020, 50000), ("02001", 2020, 8000))
]
SOURCES = rows("source_id title", ("s", "資料"), ("census", "国勢調査"))


def test_counts_that_compare_stand_per_head():
    """50 a year among 50,000 people and 60 among 8,000: 1.0 and 7.5 per 1,000, of the latest census."""
    found = result(**COUNTS, reference_stat=CENSUS, source=SOURCES)
    row = one(found.to_frame(), item_id="open_data")
    assert (row["first_per_1000"], row["second_per_1000"]) == (1.0, 7.5)
    apart = found.to_frame().filter(~found.to_frame()["comparable"])
    assert apart["first_per_1000"].null_count() == apart["second_per_1000"].null_count() == 2
    assert found.sources["title"].to_list() == ["資料", "国勢調査"]
    assert "年平均（人口千人当たり1.0）" in slides_of(found, "ja")[0].frame.row(0)[1]


def test_nothing_stands_per_head_where_either_is_no_count_or_without_a_census():
    shares = {**COUNTS, "derived_kpi": [{**DERIVED[0], "scale": "percent"}]}
    for tables in ({**shares, "reference_stat": CENSUS}, COUNTS, {**COUNTS, "reference_stat": CENSUS[:2]}):
        found = result(**tables, source=SOURCES)
        assert found.to_frame().select("first_per_1000", "second_per_1000").null_count().row(0) == (3, 3)
        assert found.sources["title"].to_list() == ["資料"]
