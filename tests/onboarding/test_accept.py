"""An accepted proposal becomes a row, and nothing that is there is overwritten."""

import pytest

from dxcompare.onboarding.accept import accept
from tests.onboarding import fresh
from tests.onboarding.fresh import answer, kpi, measure, row, step, text


@pytest.fixture
def city(tmp_path):
    return fresh.city(tmp_path)


def taken(city, *ones, **more):
    """Accept; returns why proposals were left."""
    return [left.why.en for left in accept(city, ones, "tanaka", fresh.DAY, ones, **more)]


def columns(city, path, *names):
    """Some columns of a file's rows."""
    heads, *rows = (line.split(",") for line in text(city, path))
    return [tuple(cells[heads.index(name)] for name in names) for cells in rows]


def test_ids_are_given_by_order_and_each_says_who_accepted_it(city):
    ones = fresh.plan()
    assert taken(city, *ones) == []
    assert columns(city, "measures.csv", "measure", "ref", "title_ja", "page") == [
        ("1", "1-①", "窓口改革", "2"),
        ("2", "1-②", "電子申請", "2"),
    ]
    assert columns(city, "kpis.csv", "kpi", "name_ja", "target_text") == [("k01", "利用率", "50％")]
    assert columns(city, "kpi_places.csv", "kpi", "measure") == [("k01", "1")]
    assert text(city, "schedules/yearly.csv") == [
        "measure,track,R5,R6,span,page,where",
        "1,,検討,実施,known,,PDF 3枚目 年次計画",
        "2,,実施,⇒,known,,PDF 3枚目 年次計画",
    ]
    assert {(one.status, one.answered_by, one.answered_on) for one in ones} == {("accepted", "tanaka", fresh.DAY)}
    assert ones[1].became == "raw/01202_hakodate/measures.csv 2"


def test_rows_stand_in_the_order_of_the_document_whenever_they_are_accepted(city):
    first, second, third = ones = [measure("①", "甲"), measure("②", "乙"), measure("③", "丙")]
    for one in (third, first, second):
        assert accept(city, [one], "t", fresh.DAY, ones) == []
    assert [title for (title,) in columns(city, "measures.csv", "title_ja")] == ["甲", "乙", "丙"]
    assert columns(city, "measures.csv", "measure") == [("1",), ("2",), ("3",)]


def test_what_waits_keeps_its_number_unless_it_is_rejected(city):
    ones = [kpi(name, plan="yes") for name in "甲乙丙"]
    ones[0].status = "rejected"
    for one in (ones[2], ones[1]):
        assert accept(city, [one], "t", fresh.DAY, ones) == []
    assert columns(city, "kpis.csv", "kpi", "name_ja") == [("k01", "乙"), ("k02", "丙")]


def test_accepting_again_changes_nothing_and_a_blank_is_filled(city):
    taken(city, measure("1-①", "窓口改革"))
    before = text(city, "measures.csv")
    assert taken(city, measure("１－①", "窓口 改革")) == []  # width and blanks are printing
    assert text(city, "measures.csv") == before
    assert taken(city, measure("1-①", "窓口改革", department="総務課")) == []
    assert columns(city, "measures.csv", "title_ja", "department") == [("窓口改革", "総務課")]


def test_what_says_something_else_waits_unless_another_row_is_wanted(city):
    taken(city, kpi("利用率", plan="yes"))
    other = kpi("利用率", target="60％", plan="yes")
    assert taken(city, other) == ["k01 of kpis.csv says something else (target_text: 50％)"]
    assert other.waits
    assert columns(city, "kpis.csv", "target_text") == [("50％",)]
    assert taken(city, other, another=[other.key]) == []
    assert columns(city, "kpis.csv", "kpi", "target_text") == [("k01", "50％"), ("k02", "60％")]


def test_an_indicator_of_an_unknown_measure_is_left_whole(city):
    assert taken(city, kpi("利用率", measure="9-⑨ ない施策")) == ["of which measure is this row ('9-⑨ ない施策')?"]
    assert columns(city, "kpis.csv", "kpi") == []


def test_a_place_that_differs_is_another_place(city):
    taken(city, measure("1-①", "窓口改革"), kpi("利用率", measure="1-①"))
    assert taken(city, row("kpi_places", kpi="k01", goal="目標1 窓口", where="図")) == []
    assert columns(city, "kpi_places.csv", "kpi", "measure", "goal") == [("k01", "1", ""), ("k01", "", "目標1 窓口")]


def value(role, year, text, name="利用率"):
    return row("kpi_values", name_ja=name, role=role, year_text=year, value_text=text)


def test_values_by_year_belong_to_their_indicator_and_are_not_repeated(city):
    ones = [
        kpi("利用率", plan="yes"),
        value("baseline", "R4", "10%"),
        value("target", "R7", "30％"),
        value("", "R8", "1"),
    ]
    assert taken(city, *ones, value("target", "R7", "35％"), value("target", "R9", "50％", "ない")) == [
        "'role' is blank",
        "k01 of kpi_values.csv says something else (target: 30％)",
        "there is no indicator 'ない' yet; accept it first",
    ]
    assert columns(city, "kpi_values.csv", "kpi", "role", "year_text", "value_text") == [
        ("k01", "target", "R7", "30％")
    ]
    assert taken(city, value("target", "R9", "60％")) == ["k01 of kpis.csv says something else (target: 50％)"]


@pytest.mark.parametrize(
    ("label", "found"),
    [("1-① 窓口改革", ("1", "")), ("窓口改革", ("1", "")), ("1-①", ("1", "")), ("１－①　試行", ("1", "試行"))],
)
def test_the_label_of_a_schedule_names_the_measure(city, label, found):
    taken(city, *fresh.plan()[:2])
    assert taken(city, step(label, R5="検討")) == []
    assert columns(city, "schedules/yearly.csv", "measure", "track") == [found]


def test_each_set_of_periods_is_a_file(city):
    taken(city, *fresh.plan()[:2])
    taken(city, step("1-①", R5="検討"), step("1-②", R6="実施"), step("1-② 試行", R5="試行"))
    assert columns(city, "schedules/yearly.csv", "measure", "R5") == [("1", "検討"), ("2", "試行")]
    assert columns(city, "schedules/yearly_2.csv", "measure", "R6") == [("2", "実施")]


def test_a_schedule_by_quarters_is_a_project_with_its_sub_items(city):
    said = {"where": "スマート窓口"}
    ones = [row("schedule", fy="R5", quarter=f"{n}Q", **{"①": f"甲{n}", "②": f"乙{n}"}, **said) for n in (1, 2)]
    assert taken(city, *ones) == []
    assert columns(city, "projects.csv", "project", "name_ja", "track") == [
        ("p1", "スマート窓口", "①"),
        ("p1", "スマート窓口", "②"),
    ]
    assert text(city, "schedules/p1.csv") == ["fy,quarter,①,②", "R5,1Q,甲1,乙1", "R5,2Q,甲2,乙2"]


def test_a_survey_gets_its_question_options_and_tables(city):
    ones = [
        answer("パソコン", 全体="40.0", 男性="41.0"),
        answer("スマートフォン", 全体="60.0", 男性="59.0"),
        answer("n", 全体="200", 男性="90"),
        answer("合計", 全体="100.0", 男性="100.0"),
        answer("パソコン", 北部="38.0"),
        answer("スマートフォン", 北部="62.0"),
    ]
    assert taken(city, *ones) == []
    home = "surveys/survey"
    assert text(city, f"{home}/q3.csv")[:2] == ["選択肢,全体,男性", "n,200,90"]
    assert len(text(city, f"{home}/q3.csv")) == 5
    assert text(city, f"{home}/q3_t2.csv") == ["選択肢,北部", "パソコン,38.0", "スマートフォン,62.0"]
    assert text(city, f"{home}/options.csv") == ["question,option,option_ja", "q3,o1,パソコン", "q3,o2,スマートフォン"]
    assert columns(city, f"{home}/questions.csv", "question", "ref", "wording_ja", "answer") == [
        ("q3", "問3", "使う機器", "single")
    ]
    assert 'survey_id: "hakodate-survey-2023"' in text(city, f"{home}/survey.yaml")
    assert taken(city, answer("パソコン", 全体="45.0", 男性="41.0")) == [
        "行 of q3.csv says something else (全体: 40.0)"
    ]


def test_those_who_did_not_answer_are_called_so(city):
    options = ("パソコン", "無効・無回答", "わからない", "不明")
    assert taken(city, *(answer(option, 全体="25.0") for option in options)) == []
    assert columns(city, "surveys/survey/options.csv", "option", "option_ja") == [
        ("o1", "パソコン"),
        ("no_answer", "無効・無回答"),
        ("o3", "わからない"),
        ("o4", "不明"),  # the question has one already
    ]


@pytest.mark.parametrize(
    ("heading", "cells", "found"),
    [
        ("問1 機器（いくつでも）", ("40.0", "60.0"), "multiple"),
        ("問1 機器（1つだけ）", ("40.0", "10.0"), "single"),
        ("問1 機器", ("40.0", "30.0"), "multiple"),
    ],
)
def test_whether_a_question_allows_several_answers(city, heading, cells, found):
    ones = [answer(option, heading, 全体=text) for option, text in zip("甲乙", cells, strict=True)]
    assert accept(city, ones[:1], "t", fresh.DAY, ones) == []
    assert columns(city, "surveys/survey/questions.csv", "answer") == [("",)]  # a row of it still waits
    accept(city, ones[1:], "t", fresh.DAY, ones)
    assert columns(city, "surveys/survey/questions.csv", "answer") == [(found,)]


def cells_of(city, *ones):
    assert taken(city, *ones) == []
    return text(city, "surveys/survey/q3.csv"), columns(city, "surveys/survey/questions.csv", "answer", "cells")


def test_a_count_and_its_percentage_in_two_columns_are_one_cell(city):
    said = {"全体 人数": "392", "全体 ％": "70.0", "男性 人数": "90", "男性 ％": "60.0%"}
    table, asked = cells_of(city, answer("甲", **said), answer("乙", **dict.fromkeys(said, "-")))
    assert table == ["選択肢,全体,男性", "甲,392(70.0%),90(60.0%)", "乙,-,-"]
    assert asked == [("multiple", "both")]


def test_counts_that_say_so_are_counts(city):
    table, asked = cells_of(city, answer("甲", 全体="392件"), answer("乙", 全体="1,200件"))
    assert table[1:] == ["甲,392件", '乙,"1,200件"']
    assert asked == [("multiple", "count")]


def test_a_second_breakdown_does_not_take_the_name_of_another_question(city):
    ones = [answer("甲", "Q2 甲", 全体="1.0"), answer("甲", "Q2 甲", 北部="2.0"), answer("甲", "Q2-2 乙", 全体="3.0")]
    assert taken(city, *ones) == []
    home = city.raw / "surveys" / "survey"
    assert {path.name for path in home.glob("q2*")} == {"q2.csv", "q2_t2.csv", "q2_2.csv"}


def decided(city, name):
    return (city.mappings / name).read_text(encoding="utf-8").splitlines()


def test_a_decision_takes_whole_ids_and_the_coder_and_stands_once(city):
    reading = {"kpi": "k01", "unit": "%", "direction": "higher", "scale": "percent", "period": "point"}
    one = row("mappings/kpis.csv", **reading, why="割合", by="rules")
    assert taken(city, one) == []
    assert decided(city, "kpis.csv")[1] == "hakodate-2023/k01,%,higher,percent,,,point,割合"
    other = row("mappings/kpis.csv", **{**reading, "direction": "lower"}, why="割合", by="rules")
    assert taken(city, other) == ["hakodate-2023/k01 of kpis.csv says something else (direction: higher)"]
    items = [row("mappings/kpi_items.csv", kpi="k01", item=item, why="r") for item in ("a", "b", "a")]
    assert taken(city, *items) == []
    heads, *rows = (line.split(",") for line in decided(city, "kpi_items.csv"))
    said = [dict(zip(heads, line, strict=True)) for line in rows]
    assert [(one["kpi"], one["item"], one["coder"]) for one in said] == [
        ("hakodate-2023/k01", "a", "tanaka"),
        ("hakodate-2023/k01", "b", "tanaka"),
    ]


def test_a_decision_needs_its_reason(city):
    row_of = {"kind": "year_outside", "found": "2020"}
    assert taken(city, row("mappings/accepted.csv", **row_of)) == ["'reason' is blank"]
    assert not (city.mappings / "accepted.csv").exists()


def test_the_codes_of_a_model_stay_the_models(city):
    code = {"measure": "1", "item": "bpr", "role": "primary", "note": "x"}
    assert taken(city, row("mappings/codes_*.csv", by="model:gpt", **code)) == []
    assert taken(city, row("mappings/codes_*.csv", by="person:sato", **code)) == []
    assert decided(city, "codes_gpt.csv")[1] == decided(city, "codes_tanaka.csv")[1] == "hakodate-2023/1,bpr,primary,x"
    coders = (city.shared / "coders.csv").read_text(encoding="utf-8").splitlines()
    kinds = {line.split(",")[0]: line.split(",")[1] for line in coders}
    assert (kinds["gpt"], kinds["tanaka"]) == ("model", "person")


def test_what_was_not_understood_or_has_no_table_is_no_row(city):
    assert taken(city, row("other", text="x"), row("nothing", a="b")) == [
        "a table that was not understood; it cannot be accepted",
        "there is no table 'nothing'",
    ]
