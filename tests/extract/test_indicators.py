"""Tables of indicators, in the layouts that plans print them in."""

import pytest

from tests.extract.printed import pdf, proposals, rows, table
from tests.tiers import each

ENDS = ("name_ja", "baseline_text", "target_text")
YEARS = ("baseline_year_text", "target_year_text")
HEADS = ["指標", "現状値（R4）", "目標値（R7）"]
BODY = [["手続数", "13件", "50件"], ["交付率", "40％", "－"], ["利用率", "15.9%", "100%"]]
TRUTH = [tuple(row) for row in BODY]

LAYOUTS = {
    "grid": table(HEADS, *BODY),
    "across": table(HEADS, *BODY, options="stroke: (x: none, y: 0.5pt), "),
    "no rules but three": table(
        HEADS, *BODY, options="stroke: none, table.hline(y: 0), table.hline(y: 1), table.hline(y: 4), "
    ),
    "open at its sides": table(HEADS, *BODY, options="stroke: (x, y) => (left: if x > 0 { 0.5pt }, y: 0.5pt), "),
    "each cell a box": table(HEADS, *BODY, options="gutter: 3pt, "),
    "coloured headings only": table(HEADS, *BODY, options="stroke: none, fill: (x, y) => if y == 0 { luma(220) }, "),
    "an arrow between": table(
        ["指標", "現状値（R4）", "", "目標値（R7）"], *([a, b, "⇒", c] for a, b, c in BODY)
    ),
    "stacked": table(
        ["table.cell(rowspan: 2)[指標]", "現状値", "目標値"], ["R4", "R7"], *BODY, columns=3
    ),
    "years beside": table(
        ["指標", "現状値", "年度", "目標値", "年度"], *([a, b, "R4", c, "R7"] for a, b, c in BODY)
    ),
}  # fmt: skip


@pytest.mark.parametrize("layout", each(4, LAYOUTS))
def test_both_ends_are_read_in_every_layout(layout, tmp_path):
    path = pdf(tmp_path, LAYOUTS[layout])
    assert rows(path, "kpis", *ENDS) == TRUTH
    assert {*rows(path, "kpis", *YEARS)} == {("R4", "R7")}
    assert not [one for one in proposals(path) if one.table != "kpis"]


def test_values_by_year_are_a_series_and_an_indicator(tmp_path):
    heads = ["table.cell(rowspan: 2)[指標]", "table.cell(rowspan: 2)[基準値]", "table.cell(colspan: 2)[目標値]"]
    path = pdf(tmp_path, table(heads, ["令和6年度", "令和7年度"], ["利用率", "10%", "20%", "30%"], columns=4))
    assert rows(path, "kpis", *ENDS, *YEARS) == [("利用率", "10%", "30%", "", "令和7年度")]
    assert rows(path, "kpi_values", "year_text", "role", "value_text") == [
        ("", "baseline", "10%"), ("令和6年度", "target", "20%"), ("令和7年度", "target", "30%")
    ]  # fmt: skip
    headings = "kpi", "role", "year_text", "value_text", "where", "name_ja"
    assert {tuple(one.row) for one in proposals(path) if one.table == "kpi_values"} == {headings}


def test_targets_and_actuals_of_a_year_are_told_apart(tmp_path):
    heads = ["table.cell(rowspan: 2)[指標]", "table.cell(rowspan: 2)[現状値]", "table.cell(colspan: 2)[R5]"]
    path = pdf(tmp_path, table(heads, ["目標", "実績"], ["利用率", "10%", "20%", "18%"], columns=4))
    assert rows(path, "kpi_values", "role", "value_text") == [("baseline", "10%"), ("target", "20%"), ("actual", "18%")]


def test_a_unit_above_or_beside_a_value_belongs_to_it(tmp_path):
    above = pdf(tmp_path, table(HEADS, ["入学者数", "人 \\ 57", "％ \\ +2.76"]), "above.pdf")
    assert rows(above, "kpis", *ENDS) == [("入学者数", "57人", "+2.76％")]
    beside = pdf(tmp_path, table(["指標", "単位", "現状値", "目標値"], ["入学者数", "人", "57", "60人"]), "beside.pdf")
    assert rows(beside, "kpis", *ENDS) == [("入学者数", "57人", "60人")]


def test_two_indicators_in_one_cell_are_two(tmp_path):
    path = pdf(tmp_path, table(HEADS, ["参加団体数 \\ 参加者数", "3団体 \\ 20人", "5団体 \\ 100人"]))
    assert rows(path, "kpis", *ENDS) == [("参加団体数", "3団体", "5団体"), ("参加者数", "20人", "100人")]


def test_a_name_broken_over_lines_is_one(tmp_path):
    name = "学習の中でＩＣＴ機器を使うのは勉強の役に立つと思う生徒の割合"
    path = pdf(tmp_path, table(HEADS, [name, "89.2%", "93.0%"], columns="(3cm, 3cm, 3cm)"))
    assert rows(path, "kpis", *ENDS) == [(name, "89.2%", "93.0%")]


def test_a_figure_of_the_past_is_no_indicator(tmp_path):
    path = pdf(tmp_path, "= 人口の推移\n" + table(["区分", "H27", "R2"], ["総人口", "30,107", "29,000"]))
    assert [one.table for one in proposals(path)] == ["other"]


def test_a_banner_is_an_indicator_to_be_asked_about(tmp_path):
    path = pdf(tmp_path, "#text(fill: red)[入学者数40人（2014年度）→]#text(fill: blue)[年60人（2019年度）]")
    (one,) = proposals(path)
    assert [one.row[name] for name in (*ENDS, *YEARS)] == ["入学者数", "40人", "年60人", "2014年度", "2019年度"]
    assert not one.sure
