"""Values of indicators by year and role, and what an indicator keeps of them."""

import polars as pl
import pytest

from dxcompare import ambition
from dxcompare.assemble import build
from dxcompare.evidence.links import places, printed_kpis
from tests.assemble.madeup import ID, OWN, PLAN, RAW, changed, faults, lay, loaded, with_rows
from tests.tiers import first

VALUES = f"{RAW}/kpi_values.csv"
HEAD = "kpi,role,year_text,value_text,page,where"
#: one target a year, two baselines, actuals: nothing of them in kpis.csv
SERIES = {
    **with_rows(f"{RAW}/kpis.csv", "k02,満足度,,,,,,,3,表"),
    VALUES: (
        HEAD,
        "k02,baseline,R3,54.2%,3,表",
        "k02,baseline,R5.3末,55.0%,3,表",
        "k02,target,R5,56.2%,3,表",
        "k02,target,R9,57.0%,3,表",
        "k02,target,R7,56.4%,3,表",
        "k02,actual,R5,55.9%,3,表",
    ),
    **with_rows(f"{RAW}/kpi_places.csv", "k02,1-2,,3,表"),
    **with_rows(f"{OWN}/kpis.csv", f"{ID}/k02,%,higher,percent,0,100,point,割合"),
    **with_rows(f"{OWN}/kpi_items.csv", f"{ID}/k02,none,満足度,a"),
}


@pytest.mark.long
def test_an_indicator_keeps_the_last_year_of_each_role(tmp_path):
    tables = build(lay(tmp_path, SERIES))
    kept = tables["kpi"].row(1, named=True)
    assert (kept["baseline"], kept["baseline_fy"], kept["baseline_as_of"]) == (55.0, 2022, "2023-03")
    assert (kept["target"], kept["target_fy"], kept["target_text"]) == (57.0, 2027, "57.0%")
    assert kept["kind"] == "numeric"
    mine = tables["kpi_value"].filter(kpi_id=f"{ID}/k02").select("role", "fy", "as_of", "value", "decimals")
    assert mine.rows() == [
        ("actual", 2023, None, 55.9, 1),
        ("baseline", 2021, None, 54.2, 1),
        ("baseline", 2022, "2023-03", 55.0, 1),
        ("target", 2023, None, 56.2, 1),
        ("target", 2025, None, 56.4, 1),
        ("target", 2027, None, 57.0, 1),
    ]


def test_a_value_without_a_year_counts_as_the_last(tmp_path):
    part = changed(f"{RAW}/kpis.csv", "50％,令和9年度", "60％,")
    kept = build(lay(tmp_path, part, {VALUES: (HEAD, "k01,target,R9,50%,3,表")}))["kpi"].row(0, named=True)
    assert (kept["target"], kept["target_fy"]) == (60, None)


def test_what_kpis_csv_prints_is_a_value_too_and_once(tmp_path):
    tables = build(lay(tmp_path, {VALUES: (HEAD, "k01,target,R9,50%,3,表", "k01,actual,R5,20.5%,3,表")}))
    assert tables["kpi_value"].select("role", "fy", "value_text", "locator").rows() == [
        ("actual", 2023, "20.5%", "p.3 表"),
        ("baseline", 2022, "10.5%", "p.2 表"),
        ("target", 2027, "50％", "p.2 表"),
    ]


@pytest.mark.long
def test_a_series_goes_through_ambition(tmp_path):
    rows = ambition(loaded(tmp_path, SERIES)).to_frame().filter(kpi_id=f"{ID}/k02")
    assert rows.select("target_class", "change", "years").row(0) == ("change", 2.0, 5)


def test_two_values_of_one_year_are_a_fault(tmp_path):
    english, japanese = faults(tmp_path, {VALUES: (HEAD, "k01,actual,R5,20.5%,3,表", "k01,actual,2023,21%,3,表")})
    assert english == [
        f"data/{VALUES}, row 3, column 'kpi': '{ID}/k01 + actual + 2023' is a duplicate (also data/{VALUES}, row 2)"
    ]
    assert "重複しています" in japanese[0]


def test_a_value_of_no_indicator_is_a_fault(tmp_path):
    english, _ = faults(tmp_path, {VALUES: (HEAD, "k1,actual,R5,20.5%,3,表")})
    assert english == [
        f"data/{VALUES}, row 2, column 'kpi': 'k1' does not exist in data/raw/01202_hakodate/kpis.csv; did you mean 'k01'?"
    ]


def test_an_unreadable_value_of_a_series_points_to_its_cell(tmp_path):
    english, _ = faults(tmp_path, {VALUES: (HEAD, "k01,actual,R5末頃か,20.5%,3,表", "k01,aim,R6,3%,3,表")})
    assert [line.partition(": ")[0] for line in english] == [
        f"data/{VALUES}, row 2, column 'year_text'",
        f"data/{VALUES}, row 3, column 'role'",
    ]


def test_an_indicator_without_any_target_is_a_fault(tmp_path):
    english, _ = faults(tmp_path, SERIES, {VALUES: (HEAD, "k02,actual,R5,55%,3,表")})
    assert english == [f"data/{RAW}/kpis.csv, row 3, column 'target_text': a value is needed; the cell is blank"]


# ranges, ratios, rates


def printed(baseline, target):
    return changed(f"{RAW}/kpis.csv", "10.5%,R5.3末,50％", f"{baseline},R5.3末,{target}")


def decided(*cells):
    return {f"{OWN}/kpis.csv": (PLAN[f"{OWN}/kpis.csv"][0], f"{ID}/k01,{','.join(cells)},理由")}


def read_so(*rows):
    """A part: decisions on how texts are read."""
    head = "plan,indicator,end,text,kind,value,high,of,unit,comparator,approximate,period,relative_to,reason"
    return {f"{OWN}/readings.csv": (head, *(f"{ID},k01,{row},理由" for row in rows))}


@pytest.mark.long
def test_a_range_keeps_both_ends_and_promises_the_least(tmp_path):
    ds = loaded(tmp_path, printed("10%", "50～60％"))
    assert ds.kpi.select("target", "target_high", "comparator").row(0) == (50, 60, "ge")
    assert ds.kpi_value.filter(role="target").select("value", "high").row(0) == (50, 60)
    assert ambition(ds).to_frame()["change"][0] == 40
    falling = loaded(tmp_path, printed("70%", "20～40％"), decided("%", "lower", "percent", "0", "100", "point"))
    assert ambition(falling).to_frame()["change"][0] == 30
    assert falling.kpi["comparator"].to_list() == ["le"]


@pytest.mark.long
def test_a_baseline_that_is_a_range_makes_the_change_uncertain(tmp_path):
    row = ambition(loaded(tmp_path, printed("10～20％", "50％"))).to_frame().row(0, named=True)
    assert (row["change"], row["change_low"], row["change_high"]) == (35, 30, 40)


@pytest.mark.long
def test_a_ratio_is_a_share_where_it_is_decided_so_else_a_count(tmp_path):
    share = build(lay(tmp_path, printed("17/34手続", "34手続中34手続")))["kpi"].row(0, named=True)
    assert (share["baseline"], share["baseline_of"], share["target"], share["target_of"]) == (50, 34, 100, 34)
    units = {f"{OWN}/units.csv": ("unit", "手続")}
    count = decided("手続", "higher", "count", "0", "34", "point")
    kept = build(lay(tmp_path, printed("17/34手続", "34手続中34手続"), count, units))["kpi"].row(0, named=True)
    assert (kept["baseline"], kept["target"], kept["target_of"]) == (17, 34, 34)


@pytest.mark.long
@pytest.mark.parametrize(
    ("baseline", "target", "period", "unit", "value"),
    [
        ("月30時間", "月20時間以内", "per_month", "時間", 20),
        ("週3回", "週2回以下", "per_week", "回", 2),
        ("1日4.5時間", "1日3.5時間以内", "per_day", "時間", 3.5),
        ("20分/件", "12分/件以下", "per_case", "分", 12),
    ],
)
def test_a_rate_is_a_level(tmp_path, baseline, target, period, unit, value):
    units = {f"{OWN}/units.csv": ("unit,unit_en", f"{unit},")} if unit not in ("回",) else {}
    ds = loaded(tmp_path, printed(baseline, target), decided(unit, "lower", "amount", "0", "", period), units)
    row = ambition(ds).to_frame().row(0, named=True)
    assert (row["period"], row["target_class"], row["target"]) == (period, "bound", value)
    assert row["change"] > 0


@pytest.mark.long
def test_what_a_sum_counts_over_and_what_a_change_comes_to_is_decided(tmp_path):
    whole = decided("人", "higher", "count", "0", "", "cumulative")
    tables = build(lay(tmp_path, printed("－", "5年間で6人"), whole))
    assert tables["kpi"].select("target", "period", "baseline").row(0) == (6, "cumulative", None)
    english, _ = faults(tmp_path, printed("10.0％", "5ポイント向上"))
    (row,) = [line for line in english if "readings.csv" in line]
    assert "k01,target,5ポイント向上,amount,15.0" in row
    part = read_so("target,5ポイント向上,amount,15.0,,,%,,,,現状 10.0%")
    assert build(lay(tmp_path, printed("10.0％", "5ポイント向上"), part))["kpi"]["target"].to_list() == [15]


@pytest.mark.parametrize(
    ("baseline", "target", "row"),
    first([("120万枚", "30％減", "840000,,,枚"), ("12.5件", "30％減", "8.75,,,件"), ("16件", "1.5倍", "24,,,件")]),
)
def test_what_multiplying_leaves_at_the_end_is_no_printed_digit(tmp_path, baseline, target, row):
    english, _ = faults(tmp_path, printed(baseline, target))
    (line,) = [line for line in english if "k01,target" in line]
    assert f"k01,target,{target},amount,{row}" in line


@pytest.mark.long
def test_a_value_of_a_series_is_decided_as_any_other(tmp_path):
    values = {VALUES: (HEAD, "k01,actual,R5,１０Ｏ％,3,表")}
    english, _ = faults(tmp_path, values)
    assert english[0].startswith(f"data/{VALUES}, row 2, column 'value_text'")
    tables = build(lay(tmp_path, values, read_so("actual,１０Ｏ％,amount,100,,,%,,,,")))
    assert tables["kpi_value"].filter(role="actual")["value"].to_list() == [100]


# owners


def owned(*rows):
    return {f"{RAW}/kpi_places.csv": ("kpi,measure,policy,goal,plan,page,where", *rows)}


@pytest.mark.long
@pytest.mark.parametrize(
    ("row", "owner", "measures"),
    [
        ("k01,1-1,,,,2,表", "measure", [f"{ID}/1-1"]),
        ("k01,,方針1,,,2,表", "policy", [f"{ID}/1-1", f"{ID}/1-2"]),
        ("k01,,,目標1 窓口,,2,表", "goal", []),
        ("k01,,,,yes,2,表", "plan", []),
    ],
)
def test_an_indicator_is_of_a_measure_policy_goal_or_plan(tmp_path, row, owner, measures):
    ds = loaded(tmp_path, owned(row))
    assert places(ds)["printed_for"].to_list() == [owner]
    assert printed_kpis(ds)["measure_id"].to_list() == measures
    found = ambition(ds).to_frame("measurability").row(0, named=True)
    assert found["measures_without_kpi"] == 2 - len(measures)


@pytest.mark.parametrize("row", first(["k01,,,,,2,表", "k01,1-1,,目標1 窓口,,2,表", "k01,,方針1,,yes,2,表"]))
def test_an_indicator_has_one_owner(tmp_path, row):
    (english,), (japanese,) = faults(tmp_path, owned(row))
    assert english.endswith("kpi_places.csv, row 2: exactly one of measure, policy, goal, plan is needed")
    assert japanese.endswith("measure、policy、goal、plan のうち一つだけが必要です")


def test_a_goal_that_no_measure_stands_under_is_a_fault(tmp_path):
    (english,), _ = faults(tmp_path, owned("k01,,,目標2,,2,表"))
    assert "column 'goal': '目標2' does not exist in data/raw/01202_hakodate/measures.csv" in english


@pytest.mark.long
def test_a_measure_without_a_number_and_without_english(tmp_path):
    ds = loaded(tmp_path)
    assert ds.measure["ref"].to_list() == ["①", None]
    assert ds.measure["title_en"].to_list() == ["窓口改革", "電子申請"]  # the Japanese stands there
    written = pl.read_csv(ds.folder / "measure.csv")
    assert written["title_en"].null_count() == 2


def test_a_cell_of_a_decision_that_its_kind_does_not_use_is_a_fault(tmp_path):
    english, _ = faults(tmp_path, printed("10.5%", "１０Ｏ％"), read_so("target,１０Ｏ％,amount,100,120,,%,,,,"))
    assert any("column 'high': 'high' is not used where kind is 'amount'" in fault for fault in english)
