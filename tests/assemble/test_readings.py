"""What the text alone does not say is decided in readings.csv; until then it is a fault that prints the row."""

import csv
import io

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.assemble.breaking import KITAKAMI, OF_ALL, OF_KITAKAMI, OF_NASU, OF_TOMI, TOMI, add, change, write
from tests.tiers import first

HEAD = "plan,indicator,end,text,kind,value,high,of,unit,comparator,approximate,period,relative_to,reason"
OWN = f"{OF_NASU}/readings.csv"


def kpi(data, kpi_id):
    return build(data)["kpi"].filter(kpi_id=kpi_id).row(0, named=True)


def faults(data):
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    return error.value.faults


def target(data, text):
    """Print another target for Tomi's share of cards issued, of which the baseline is 40%."""
    change("40%,2021 (R3),100%", f"40%,2021 (R3),{_quoted(text)}")(data / TOMI / "kpis.csv")


def _quoted(text):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([text])
    return out.getvalue()[:-1]


@pytest.mark.parametrize(
    ("text", "row"),
    first(
        [
            ("１０Ｏ％", "tomi-2022,k02,target,１０Ｏ％,,,,,,,,,,"),
            ("①80％、②90％", "tomi-2022,k02,target,①80％、②90％,,,,,,,,,,"),
            ("30％に引上げ", "tomi-2022,k02,target,30％に引上げ,amount,30,,,%,,,,,"),
            ("10ポイント以上向上", "tomi-2022,k02,target,10ポイント以上向上,amount,50,,,%,ge,,,現状 40%,"),
            ("5ポイント以上減", "tomi-2022,k02,target,5ポイント以上減,amount,35,,,%,le,,,現状 40%,"),
            ("２倍", "tomi-2022,k02,target,２倍,amount,80,,,%,,,,現状 40%,"),
            ("R3比10％増", "tomi-2022,k02,target,R3比10％増,,,,,%,,,,R3,"),  # points, or a tenth of 40%?
            ("5Ｇの活用", "tomi-2022,k02,target,5Ｇの活用,words,,,,,,,,,"),
            ("１年間収録しDVD化\n配布", 'tomi-2022,k02,target,"１年間収録しDVD化\n配布",words,,,,,,,,,'),
            ("月平均1,200％", 'tomi-2022,k02,target,"月平均1,200％",amount,1200,,,%,,,,,'),
        ],
    ),
)
def test_a_fault_prints_the_row_to_paste(tomi, text, row):
    target(tomi, text)
    (fault,) = [fault for fault in faults(tomi) if fault.kind == "undecided"]
    assert fault.data["paste"] == row
    assert fault.place.says("en") == "data/raw/20219_tomi/kpis.csv, row 3, column 'target_text'"
    assert row in fault.says("ja")
    assert row in fault.says("en")
    assert "data/mappings/20219_tomi/readings.csv" in fault.says("ja")
    assert "heading" not in fault.data  # the file is there


@pytest.mark.long
def test_a_new_file_needs_its_heading(data):
    change("70.0%,R10年度", "７Ｏ％,R10年度")(data / "raw/09215_nasukarasuyama/kpis.csv")
    (fault,) = faults(data)
    assert fault.data["heading"] == HEAD
    assert HEAD in fault.says("ja")


@pytest.mark.long
def test_a_pasted_row_decides_once_it_has_a_reason(tomi):
    target(tomi, "10ポイント以上向上")
    row = "tomi-2022,k02,target,10ポイント以上向上,amount,50,,,%,ge,,,現状 40%,"
    add(row)(tomi / OF_TOMI / "readings.csv")
    assert [(fault.kind, fault.place.column) for fault in faults(tomi)] == [("missing", "reason")]
    change(row, f"{row}現状値に足す")(tomi / OF_TOMI / "readings.csv")
    read = kpi(tomi, "tomi-2022/k02")
    assert (read["target_text"], read["target"], read["comparator"]) == ("10ポイント以上向上", 50, "ge")


@pytest.mark.long
def test_a_decision_holds_for_the_text_alone_that_it_was_made_on(tomi):
    """⑤0%か and 50%か are one to a search, and are not the same."""
    add("tomi-2022,k02,target,50%か,amount,50,,,%,,,,,試し")(tomi / OF_TOMI / "readings.csv")
    target(tomi, "⑤0%か")
    assert [(fault.kind, fault.data["found"]) for fault in faults(tomi)] == [("undecided", "⑤0%か")]
    change("⑤0%か", "５０％か")(tomi / TOMI / "kpis.csv")  # the width of letters is no other text
    assert kpi(tomi, "tomi-2022/k02")["target"] == 50


def test_a_decision_that_nothing_needs_is_a_fault(tomi):
    add("tomi-2022,k02,target,99％,amount,99,,,%,,,,,試し")(tomi / OF_TOMI / "readings.csv")
    assert [(fault.kind, fault.place.row) for fault in faults(tomi)] == [("unused_of", 4)]


@pytest.mark.parametrize(
    ("row", "kind", "column"),
    first(
        [
            ("several,,,,,,,,,r", "not_in_list", "kind"),
            ("relative,10,,,%,,,,,r", "not_in_list", "kind"),
            ("amount,,,,%,,,,,r", "missing", "value"),
            ("range,50,,,%,,,,,r", "missing", "high"),
            ("ratio,5,,,%,,,,,r", "missing", "of"),
            ("amount,5割,,,%,,,,,r", "not_number", "value"),
            ("amounts,50,,,%,,,,,r", "not_in_list", "kind"),
            ("amount,50,,,%,≥,,,,r", "not_in_list", "comparator"),
            ("amount,50,,,人,,,,,r", "unit_differs", "unit"),
            ("amount,50,,,%,,,per_year,,r", "not_in_list", "period"),
        ],
    ),
)
def test_a_decision_is_held_against_its_form(tomi, row, kind, column):
    target(tomi, "50％くらいか")
    add(f"tomi-2022,k02,target,50％くらいか,{row}")(tomi / OF_TOMI / "readings.csv")
    found = [(fault.kind, fault.place.column) for fault in faults(tomi)]
    assert (kind, column) in found
    assert "undecided" not in {kind for kind, _ in found}


@pytest.mark.parametrize(
    ("text", "value", "comparator", "more"),
    first(
        [
            ("80％程度", 80, "eq", {"target_approximate": True}),
            ("約80％以上", 80, "ge", {"target_approximate": True}),
            ("７割", 70, "eq", {}),
            ("50～60％", 50, "ge", {"target_high": 60}),
            ("90％（18/20手続）", 90, "eq", {}),
            ("100％（令和7年度）", 100, "eq", {}),
        ],
    ),
)
def test_what_a_target_says_is_kept(tomi, text, value, comparator, more):
    target(tomi, text)
    read = kpi(tomi, "tomi-2022/k02")
    assert (read["target"], read["comparator"]) == (value, comparator)
    assert {name: read[name] for name in ("target_high", "target_approximate")} == {
        "target_high": None,
        "target_approximate": False,
        **more,
    }


@pytest.mark.long
def test_a_ratio_keeps_its_whole(data):
    change("０%,R4,100%", "5/19件,R4,12/19件")(data / KITAKAMI / "kpis.csv")
    change("k01,%,higher,percent", "k01,件,higher,count")(data / OF_KITAKAMI / "kpis.csv")
    read = kpi(data, "kitakami-2023/k01")
    assert [read[name] for name in ("baseline", "baseline_of", "target", "target_of")] == [5, 19, 12, 19]


@pytest.mark.long
def test_a_baseline_keeps_its_bound_and_hedge(data):
    change("０%,R4,100%", "約10%以上,R4,100%")(data / KITAKAMI / "kpis.csv")
    read = kpi(data, "kitakami-2023/k01")
    assert (read["baseline"], read["baseline_comparator"], read["baseline_approximate"]) == (10, "ge", True)


@pytest.mark.long
def test_a_target_that_is_not_stated_is_no_target_in_words(tomi):
    target(tomi, "未定")
    assert [(fault.kind, fault.place.column) for fault in faults(tomi)] == [("rule", "direction")]
    change("tomi-2022/k02,%,higher", "tomi-2022/k02,%,")(tomi / OF_TOMI / "kpis.csv")
    read = kpi(tomi, "tomi-2022/k02")
    assert (read["kind"], read["target"]) == ("not_stated", None)


def test_the_printed_unit_is_held_against_the_one_decided(tomi):
    target(tomi, "70人")
    (fault,) = faults(tomi)
    assert (fault.kind, fault.place.column) == ("unit_differs", "unit")
    assert fault.says("en").endswith(
        "the unit decided is '%', the unit stated '人' (data/raw/20219_tomi/kpis.csv, row 3, column 'target_text')"
    )


@pytest.mark.long
def test_what_is_to_be_maintained_has_that_direction(tomi):
    target(tomi, "40％以上を維持")
    assert [(fault.kind, fault.place.column) for fault in faults(tomi)] == [("not_in_list", "direction")]
    change("tomi-2022/k02,%,higher", "tomi-2022/k02,%,maintain")(tomi / OF_TOMI / "kpis.csv")
    assert kpi(tomi, "tomi-2022/k02")["comparator"] == "ge"


@pytest.mark.long
def test_a_quoted_change_is_a_figure_by_decision(data):
    (data / OF_KITAKAMI / "readings.csv").unlink()
    (fault,) = faults(data)
    assert fault.data["paste"] == "kitakami-2023,ghg_emissions_change/all,value,46％削減,amount,-46,,,%,,,,,"


@pytest.mark.long
def test_a_reference_table_goes_the_same_way(whole):
    name = whole / "raw/reference/ict_white_paper.csv"
    change(",83.4,", ",83･4,")(name)
    (fault,) = faults(whole)
    assert fault.data["file"] == "data/mappings/all/readings.csv"
    assert fault.data["paste"].startswith(",internet_use/total,value,83･4,,,,,,,,,,")
    write(HEAD, ",internet_use/total,value,83･4,amount,83.4,,,%,,,,,中点は小数点")(whole / OF_ALL / "readings.csv")
    row = build(whole)["reference_stat"].filter(value_text="83･4").row(0, named=True)
    assert (row["value"], row["comparator"]) == (83.4, "eq")


@pytest.mark.long
def test_a_cell_of_a_survey_is_decided_too(data):
    change("54.7", "54･7")(data / KITAKAMI / "surveys/ict2022/q1_age.csv")
    (fault,) = faults(data)
    assert fault.kind == "not_percent"
    name = fault.data["paste"].split(",")[1]
    assert name.startswith("kitakami-ict-2022/q1/")
    add(f"kitakami-2023,{name},percent,54･7,amount,54.7,,,%,,,,,中点は小数点")(data / OF_KITAKAMI / "readings.csv")
    cell = build(data)["response"].filter(percent_text="54･7").row(0, named=True)
    assert (cell["percent"], cell["decimals"], cell["reading"]) == (54.7, 1, "printed")
