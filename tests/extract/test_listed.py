"""Measures, schedules and survey tables."""

import pytest

from tests.extract.printed import pdf, proposals, rows, table

MEASURE = ("ref", "goal", "policy", "title_ja", "department")


def test_levels_merged_downwards_hold_for_all_their_rows(tmp_path):
    heads = ["基本目標", "施策", "取組", "担当課"]
    body = [
        ["table.cell(rowspan: 2)[便利なまち]", "table.cell(rowspan: 2)[(1) 窓口]", "① 書かない窓口", "市民課"],
        ["② 電子申請", "総務課"],
    ]
    path = pdf(tmp_path, table(heads, *body, columns=4))
    assert rows(path, "measures", *MEASURE) == [
        ("①", "便利なまち", "(1) 窓口", "書かない窓口", "市民課"),
        ("②", "便利なまち", "(1) 窓口", "電子申請", "総務課"),
    ]


def test_measures_stand_in_headings_too_and_once(tmp_path):
    text = "= 基本目標１：便利なまち\n■取組内容\n\n① 書かない窓口\n\nこれは(1)説明の文章である。\n\n② 電子申請\n\n"
    path = pdf(tmp_path, text + table(["番号", "取組名", "担当課"], ["②", "電子申請", "総務課"]))
    assert rows(path, "measures", "ref", "goal", "title_ja") == [
        ("①", "基本目標１：便利なまち", "書かない窓口"),
        ("②", "基本目標１：便利なまち", "電子申請"),
    ]


def test_contents_are_no_measures(tmp_path):
    path = pdf(tmp_path, "施策１　窓口 #box(width: 1fr, repeat[．]) 12")
    assert proposals(path) == []


def test_a_list_to_be_ticked_off_is_of_measures(tmp_path):
    path = pdf(tmp_path, table(["No.", "取組名", "R5進捗", "R6進捗"], ["1", "電子申請", "", ""], ["2", "窓口", "", ""]))
    assert rows(path, "measures", "ref", "title_ja") == [("1", "電子申請"), ("2", "窓口")]
    assert len(proposals(path)) == 2


def test_a_card_is_a_measure_with_indicator_and_schedule(tmp_path):
    card = [
        ["施策名称", "table.cell(colspan: 2)[産－① セミナーの開催]"],
        ["担当課", "table.cell(colspan: 2)[商工課]"],
        ["数値目標", "table.cell(colspan: 2)[参加社数 年１０社以上]"],
        ["区分", "R5", "R6"],
        ["取組内容", "検討", "実施"],
    ]
    path = pdf(tmp_path, table(*card, columns=3))
    assert rows(path, "measures", "ref", "title_ja", "department") == [("産－①", "セミナーの開催", "商工課")]
    assert rows(path, "kpis", "name_ja", "target_text") == [("参加社数", "年１０社以上")]
    assert rows(path, "schedule", "measure", "track", "R5", "R6") == [("産－①", "取組内容", "検討", "実施")]


def test_a_card_goes_on_over_the_page(tmp_path):
    card = [
        ["施策名称", "table.cell(colspan: 2)[産－① セミナーの開催]"],
        ["数値目標", "table.cell(colspan: 2)[参加社数 年１０社以上]"],
        ["区分", "R5", "R6"],
        ["取組内容", "検討", "実施"],
    ]
    path = pdf(tmp_path, "#v(24.2cm)\n" + table(*card, columns="(4cm, 4cm, 4cm)"))
    assert rows(path, "measures", "title_ja") == [("セミナーの開催",)]
    assert rows(path, "kpis", "name_ja", "target_text") == [("参加社数", "年１０社以上")]
    assert rows(path, "schedule", "measure", "R5", "R6") == [("産－①", "検討", "実施")]
    assert {one.page for one in proposals(path)} == {1, 2}


def test_a_schedule_keeps_its_headings_marks_and_merged_periods(tmp_path):
    heads = ["取組項目", "R5上期", "R5下期", "R6", "R7以降"]
    path = pdf(tmp_path, table(heads, ["電子契約", "○", "→", "table.cell(colspan: 2)[実施]"], columns=5))
    assert rows(path, "schedule", "track", *heads[1:]) == [("電子契約", "○", "→", "実施", "実施")]


def test_an_arrow_drawn_as_a_line_goes_on_and_is_asked_about(tmp_path):
    arrow = "table.cell(colspan: 1)[#place(horizon, dx: -5pt)[#line(length: 100% + 10pt, stroke: 2pt + blue)]]"
    body = [["電子契約", "実施", arrow, arrow], ["窓口", "検討", "実施", "拡充"]]
    path = pdf(tmp_path, table(["取組", "R5", "R6", "R7"], *body, columns="(3cm, 3cm, 3cm, 3cm)"))
    assert rows(path, "schedule", "R5", "R6", "R7") == [("実施", "⇒", "⇒"), ("検討", "実施", "拡充")]
    assert [one.sure for one in proposals(path)] == [False, True]


def test_a_coloured_ground_without_text_goes_on_and_is_asked_about(tmp_path):
    blue = "table.cell(fill: aqua)[]"
    path = pdf(tmp_path, table(["取組", "R5", "R6", "R7"], ["窓口", "table.cell(fill: aqua)[構築]", blue, ""]))
    assert rows(path, "schedule", "R5", "R6", "R7") == [("構築", "⇒", "")]
    assert not proposals(path)[0].sure


def test_quarters_as_rows(tmp_path):
    body = [["table.cell(rowspan: 2)[R5]", "1Q", "検討", "設計"], ["2Q", "実施", ""]]
    path = pdf(tmp_path, table(["年度", "時期", "①", "②"], *body, columns=4))
    assert rows(path, "schedule", "fy", "quarter", "①", "②") == [("R5", "1Q", "検討", "設計"), ("R5", "2Q", "実施", "")]


def test_a_survey_has_its_options_and_printed_headings(tmp_path):
    path = pdf(
        tmp_path, "問3 機器\n" + table(["", "全体", "18～29歳"], ["スマホ", "80.1%", "-"], ["その他", "5.0%", "1.2%"])
    )
    assert rows(path, "survey", "選択肢", "全体", "18～29歳") == [("スマホ", "80.1%", "-"), ("その他", "5.0%", "1.2%")]


def test_a_survey_printed_the_other_way_round_is_turned(tmp_path):
    path = pdf(
        tmp_path, "問3 機器\n" + table(["", "スマホ", "無回答"], ["男性", "80.1", "1.0"], ["女性", "70.0", "2.0"])
    )
    assert rows(path, "survey", "選択肢", "男性", "女性") == [("スマホ", "80.1", "70.0"), ("無回答", "1.0", "2.0")]


def test_counts_and_shares_are_both_read(tmp_path):
    heads = ["table.cell(rowspan: 2)[選択肢]", "table.cell(colspan: 2)[男性]", "table.cell(colspan: 2)[女性]"]
    path = pdf(tmp_path, table(heads, ["人数", "％", "人数", "％"], ["満足", "392", "70.0", "40", "10.5"], columns=5))
    assert rows(path, "survey", "男性 人数", "男性 ％", "女性 ％") == [("392", "70.0", "10.5")]


def test_two_numbers_in_one_cell_are_a_question(tmp_path):
    path = pdf(tmp_path, "問3\n" + table(["選択肢", "全体", "男性"], ["満足", "10 20", "5"], ["不満", "1.0", "2.0"]))
    asked = {one.row["選択肢"]: one.sure for one in proposals(path)}
    assert asked == {"満足": False, "不満": True}


def test_indicators_under_headings_of_measures_say_of_which_they_are(tmp_path):
    """As plans print them that have a table of indicators below each measure, and a banner below each goal."""
    heads = ["重要業績評価指標", "現状値（2014年度）", "目標値（2019年度）"]
    text = (
        "= Ⅲ．戦略の展開\n= ２．雇用の場の創出\n#text(fill: red)[就業者数０人（2014年度）→]#text(fill: blue)[５年間で６人（2019年度）]\n\n■具体的な施策\n\n"
        f"① 新産業の立ち上げ\n\nこれは説明の文章である。\n\n{table(heads, ['就業者数', '－', '５年間で１人'])}\n\n"
        f"② 就農者の育成\n\nこれも説明の文章である。\n\n{table(heads, ['新規就農者数', '－', '５年間で３人'])}"
    )
    path = pdf(tmp_path, text)
    assert rows(path, "measures", "ref", "goal", "policy") == [
        ("①", "２．雇用の場の創出", ""),
        ("②", "２．雇用の場の創出", ""),
    ]
    assert rows(path, "kpis", "name_ja", "goal", "measure") == [
        ("就業者数", "２．雇用の場の創出", ""),
        ("就業者数", "", "①新産業の立ち上げ"),
        ("新規就農者数", "", "②就農者の育成"),
    ]


def test_a_table_of_indicators_after_all_measures_is_of_none(tmp_path):
    heads = ["指標", "現状値", "目標値"]
    measures = "\n\n".join(f"■取組内容\n\n{number} 取組{number}" for number in "①②③④")
    path = pdf(tmp_path, f"{measures}\n\n{table(heads, ['手続数', '3件', '9件'])}")
    assert len(rows(path, "measures", "ref")) == 4
    assert rows(path, "kpis", "name_ja", "measure") == [("手続数", "")]


@pytest.mark.parametrize(
    "printed_table",
    [
        # what is done, and by whom: no targets
        table(
            ["目標", "実施する者"],
            ["①出産費用の給付や、育児休業時の経済支援の措置について、積極的に情報提供します", "総務課長"],
            columns=2,
        ),
        # pay and ages by kind of employer: no answers
        table(
            ["区分", "公務員平均年齢", "公務員平均月額", "公務員職員数"],
            ["北海道", "57.1歳", "319,700円", "166人"],
            ["国", "51.2歳", "288,144円", "1,829人"],
        ),
        # a chart whose labels lie about its years
        table(["④比率(％)1,800.00 1,600.00 1,400.00 1,200.00 H24 H25 H26", "H27", "値"], ["当該値", "1.2", "3"]),
    ],
    ids=["actions", "pay", "chart"],
)
def test_what_only_looks_like_a_table_of_ours_is_not_understood(tmp_path, printed_table):
    assert {one.table for one in proposals(pdf(tmp_path, printed_table))} == {"other"}
