"""Values of indicators by year and role, and what an indicator keeps of them."""

import polars as pl
import pytest

from dxcompare import ambition
from dxcompare.assemble import amounts, build
from dxcompare.assemble.amounts import Amount
from dxcompare.evidence.links import places, printed_kpis
from dxcompare.sources import values
from tests.assemble.madeup import ID, OWN, PLAN, RAW, changed, faults, lay, loaded, with_rows

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
    assert english == [f"data/{VALUES}, row 2, column 'kpi': 'k1' does not exist in kpis.csv; did you mean 'k01'?"]


def test_an_unreadable_value_of_a_series_points_to_its_cell(tmp_path):
    english, _ = faults(tmp_path, {VALUES: (HEAD, "k01,actual,R5末頃か,20.5%,3,表", "k01,aim,R6,3%,3,表")})
    assert [line.partition(": ")[0] for line in english] == [
        f"data/{VALUES}, row 2, column 'year_text'",
        f"data/{VALUES}, row 3, column 'role'",
    ]


def test_an_indicator_without_any_target_is_a_fault(tmp_path):
    english, _ = faults(tmp_path, SERIES, {VALUES: (HEAD, "k02,actual,R5,55%,3,表")})
    assert english == [f"data/{RAW}/kpis.csv, row 3, column 'target_text': a value is needed; the cell is blank"]


# what the one reader of values may say of a text


def read_as(monkeypatch, **texts):
    """Stand in for the decided readings of texts."""

    def amount(assembly, record, column):
        if record[column] in texts:
            return texts[record[column]]
        found = values.quantity(record[column]) if record[column] else None
        return None if found is None else Amount(found.value, found.comparator, found.decimals)

    monkeypatch.setattr(amounts, "amount", amount)


def printed(baseline, target):
    return changed(f"{RAW}/kpis.csv", "10.5%,R5.3末,50％", f"{baseline},R5.3末,{target}")


def decided(*cells):
    return {f"{OWN}/kpis.csv": (PLAN[f"{OWN}/kpis.csv"][0], f"{ID}/k01,{','.join(cells)},理由")}


def test_a_range_keeps_both_ends_and_promises_the_least(tmp_path, monkeypatch):
    read_as(monkeypatch, **{"50～60％": Amount(50, "eq", 0, high=60), "40～20％": Amount(20, "eq", 0, high=40)})
    ds = loaded(tmp_path, printed("10%", "50～60％"))
    assert ds.kpi.select("target", "target_high").row(0) == (50, 60)
    assert ds.kpi_value.filter(role="target").select("value", "high").row(0) == (50, 60)
    assert ambition(ds).to_frame()["change"][0] == 40
    falling = loaded(tmp_path, printed("70%", "40～20％"), decided("%", "lower", "percent", "0", "100", "point"))
    assert ambition(falling).to_frame()["change"][0] == 30


def test_a_baseline_that_is_a_range_makes_the_change_uncertain(tmp_path, monkeypatch):
    read_as(monkeypatch, **{"10～20％": Amount(10, "eq", 0, high=20)})
    row = ambition(loaded(tmp_path, printed("10～20％", "50％"))).to_frame().row(0, named=True)
    assert (row["change"], row["change_low"], row["change_high"]) == (35, 30, 40)


def test_a_ratio_is_a_share_where_it_is_decided_so_else_a_count(tmp_path, monkeypatch):
    read_as(monkeypatch, **{"17/34手続": Amount(17, "eq", 0, of=34), "34/34手続": Amount(34, "eq", 0, of=34)})
    share = build(lay(tmp_path, printed("17/34手続", "34/34手続")))["kpi"].row(0, named=True)
    assert (share["baseline"], share["baseline_of"], share["target"], share["target_of"]) == (50, 34, 100, 34)
    count = decided("件", "higher", "count", "0", "34", "point")
    kept = build(lay(tmp_path, printed("17/34手続", "34/34手続"), count))["kpi"].row(0, named=True)
    assert (kept["baseline"], kept["target"], kept["target_of"]) == (17, 34, 34)


@pytest.mark.parametrize("period", ["per_month", "per_week", "per_day", "per_case", "per_person"])
def test_a_rate_is_a_level(tmp_path, monkeypatch, period):
    read_as(monkeypatch, **{"月30件": Amount(30, "eq", 0, period), "月20件": Amount(20, "le", 0, period)})
    ds = loaded(tmp_path, printed("月30件", "月20件"), decided("件", "lower", "count", "0", "", period))
    row = ambition(ds).to_frame().row(0, named=True)
    assert (row["period"], row["target_class"], row["change"]) == (period, "bound", 10)


# owners


def owned(*rows):
    return {f"{RAW}/kpi_places.csv": ("kpi,measure,policy,goal,plan,page,where", *rows)}


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


@pytest.mark.parametrize("row", ["k01,,,,,2,表", "k01,1-1,,目標1 窓口,,2,表", "k01,,方針1,,yes,2,表"])
def test_an_indicator_has_one_owner(tmp_path, row):
    (english,), (japanese,) = faults(tmp_path, owned(row))
    assert english.endswith("kpi_places.csv, row 2: exactly one of measure, policy, goal, plan is needed")
    assert japanese.endswith("measure、policy、goal、plan のうち一つだけが必要です")


def test_a_goal_that_no_measure_stands_under_is_a_fault(tmp_path):
    (english,), _ = faults(tmp_path, owned("k01,,,目標2,,2,表"))
    assert "column 'goal': '目標2' does not exist in measures.csv" in english


def test_a_measure_without_a_number_and_without_english(tmp_path):
    ds = loaded(tmp_path)
    assert ds.measure["ref"].to_list() == ["①", None]
    assert ds.measure["title_en"].to_list() == ["窓口改革", "電子申請"]  # the Japanese stands there
    written = pl.read_csv(ds.folder / "measure.csv")
    assert written["title_en"].null_count() == 2
