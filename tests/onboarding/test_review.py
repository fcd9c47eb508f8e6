"""A review: what waits and in which order, one by one in the terminal, and as a workbook."""

import pytest

from dxcompare.assemble import build
from dxcompare.onboarding import proposals, review, taken
from dxcompare.onboarding.review import Review
from tests.onboarding import fresh
from tests.onboarding.fresh import kept, kpi, measure, typed
from tests.test_cli import run
from tests.tiers import first


@pytest.fixture
def city(tmp_path):
    return fresh.city(tmp_path)


def tables(review):
    return [one.table for one in review.waiting()]


@pytest.mark.long
def test_what_others_refer_to_comes_first(city):
    review = Review.of(kept(city, *reversed(fresh.plan())))
    assert list(dict.fromkeys(tables(review))) == ["measures", "kpis", "schedule"]


@pytest.mark.long
def test_what_is_open_by_rules_comes_up_by_the_answers(city):
    review = Review.of(kept(city, measure("1-①", "窓口改革"), kpi("利用率")), "tanaka")
    assert review.accept(review.waiting()) == []
    review.renew()
    place = next(one for one in review.waiting() if one.table == "kpi_places")
    assert (place.row["plan"], place.sure, place.questions[0]["readings"]) == ("yes", False, ["1-① 窓口改革"])
    assert "mappings/kpis.csv" in tables(review)
    assert review.change(place, {**place.row, "plan": "", "measure": "1-① 窓口改革"}) == []
    assert (city.raw / "kpi_places.csv").read_text(encoding="utf-8").splitlines()[1].startswith("k01,1,")
    again = Review.of(city, "tanaka")
    assert "kpi_places" not in tables(again)
    assert [one.status for one in again.proposals if one.table == "kpi_places"] == ["changed"]


@pytest.mark.long
def test_a_value_that_is_not_sure_and_a_year_that_looks_wrong_are_asked_with_the_row_that_answers(city):
    typed(city)
    odd = kpi("窓口の手続の件数", base="①5件、②3回", baseline_year_text="H15", measure="1-①")
    review = Review.of(kept(city, measure("1-①", "窓口改革"), odd), "tanaka")
    review.accept(review.waiting())
    review.renew()
    reading, year = (
        next(one for one in review.waiting() if one.table == f"mappings/{name}.csv")
        for name in ("readings", "accepted")
    )
    assert (reading.row["text"], reading.sure) == ("①5件、②3回", False)
    assert "①5件、②3回" in reading.questions[0]["why"]
    assert [left.why.en for left in review.accept([reading, year])] == ["'reason' is blank"] * 2
    for one in (reading, year):
        assert review.change(one, {**one.row, "kind": one.row["kind"] or "words", "reason": "二つの数"}) == []
    again = Review.of(city)
    assert not {"mappings/readings.csv", "mappings/accepted.csv"} & {*tables(again)}


@pytest.mark.long
def test_what_a_document_may_print_is_asked_and_what_nobody_prints_is_not(city):
    typed(city)
    first = Review.of(kept(city, measure("1-①", "窓口改革"), measure("1-②", "電子申請")), "tanaka")
    first.accept(first.waiting())
    path = city.raw / "measures.csv"
    text = path.read_text(encoding="utf-8")
    assert "窓口改革" in text
    assert "電子申請" in text
    path.write_text(text.replace("窓口改革", "4月1日").replace("電子申請", "計\ufffd画"), encoding="utf-8")
    rows = [one.row for one in review.asked(city, "en") if one.table == "mappings/accepted.csv"]
    assert rows == [{"kind": "excel_date", "found": "4月1日", "reason": ""}]


@pytest.mark.long
def test_a_break_inside_a_cell_is_a_question_like_any_other(city):
    typed(city)
    odd = kpi("学校紹介DVDの制作", base="－", target="１年間収録しDVD化\n中学校へ配布", plan="yes")
    review = Review.of(kept(city, odd), "tanaka")
    assert review.accept(review.waiting()) == []
    review.renew()
    one = next(one for one in review.waiting() if one.table == "mappings/readings.csv")
    assert (one.row["text"], one.row["kind"]) == ("１年間収録しDVD化\n中学校へ配布", "words")
    assert review.change(one, {**one.row, "reason": "言葉による目標"}) == []
    assert "mappings/readings.csv" not in tables(Review.of(city))


@pytest.mark.long
def test_what_the_cells_of_a_table_are_is_asked_and_answered(city):
    typed(city)
    ones = [fresh.answer(option, "問1 機器（1つだけ）", 全体=share) for option, share in (("甲", "0.7"), ("乙", "0.3"))]
    review = Review.of(kept(city, *ones), "tanaka")
    review.accept(review.waiting())
    review.renew()
    one = next(one for one in review.waiting() if one.table == "questions")
    assert (one.row["question"], one.sure, one.questions[0]["readings"]) == ("q1", False, ["percent", "count", "both"])
    assert review.change(one, {**one.row, "cells": "percent"}) == []
    rows = (city.raw / "surveys" / "survey" / "questions.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].split(",")[rows[0].split(",").index("cells")] == "percent"
    assert "questions" not in tables(Review.of(city))


@pytest.mark.long
def test_a_question_that_stands_no_longer_goes(city):
    review = Review.of(kept(city, measure("1-①", "窓口改革"), kpi("利用率")), "tanaka")
    review.accept(review.waiting())
    review.renew()
    assert "kpi_places" in tables(review)
    with (city.raw / "kpi_places.csv").open("a", encoding="utf-8") as file:
        file.write("k01,1,,,,,2,表\n")
    assert "kpi_places" not in tables(Review.of(city))


@pytest.mark.long
def test_a_rejection_says_why(city):
    review = Review.of(kept(city, measure("1-①", "目次")), "tanaka")
    with pytest.raises(ValueError, match="reason"):
        Review(city, "tanaka", review.proposals, "en").reject(review.waiting(), " ")
    review.reject(review.waiting(), "目次の行")
    one = proposals.read(city.mappings)[0]
    assert (one.status, one.reason, one.answered_by) == ("rejected", "目次の行", "tanaka")
    assert Review.of(city).waiting() == []


def asked(city, keys, *words):
    """A review in the terminal: what was shown."""
    from click.testing import CliRunner

    from dxcompare.cli import main

    given = "\n".join(keys) + "\n"
    env = {"LC_ALL": "C", "DXCOMPARE_LANG": ""}
    words = ["review", fresh.NAME, "--data", str(city.data), *words]
    return CliRunner().invoke(main, words, input=given, env=env)


@pytest.mark.long
def test_one_by_one_in_the_terminal(city):
    kept(city, measure("1-①", "窓口改革"), measure("1-②", "目次"), measure("1-③", "電子由請"))
    done = asked(city, ["a", "r", "not a measure", "c", "4", "電子申請", "", "q"], "--by", "tanaka", "--lang", "en")
    assert done.exit_code == 0, done.output
    assert "Title (Japanese): 窓口改革" in done.output
    rows = (city.raw / "measures.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert [line.split(",")[1] for line in rows] == ["1-①", "1-③"]
    assert "電子申請" in rows[1]
    first, second, third = proposals.read(city.mappings)[:3]
    assert (first.status, second.status, third.status) == ("accepted", "rejected", "changed")
    assert (third.row["title_ja"], third.taken) == ("電子由請", {"title_ja": "電子申請"})


@pytest.mark.long
def test_an_interrupted_review_goes_on_where_it_stopped(city):
    kept(city, *(measure(f"1-{n}", f"施策{n}") for n in "①②③"))
    asked(city, ["a"], "--by", "tanaka")  # the input ends
    done = asked(city, ["q"], "--by", "tanaka", "--lang", "ja")
    assert "残り2件" in done.output
    assert "施策②" in done.output
    assert "施策①" not in done.output


def test_all_sure_ones_of_a_table_at_once(city):
    kept(city, measure("1-①", "甲"), measure("1-②", "乙"), measure("1-③", "丙", sure=False), kpi("利用率", plan="yes"))
    asked(city, ["A", "q"], "--by", "tanaka")
    assert [one.status for one in proposals.read(city.mappings)][:4] == ["accepted", "accepted", "proposed", "proposed"]


@pytest.mark.long
def test_who_answers_is_asked(city):
    kept(city, measure("1-①", "窓口改革"))
    done = asked(city, ["田中", "a", "q"], "--lang", "ja")
    assert "お名前" in done.output
    assert proposals.read(city.mappings)[0].answered_by == "田中"


@pytest.mark.long
def test_what_the_keys_do_is_said_where_it_is_asked(city):
    kept(city, measure("1-①", "窓口改革"))
    for key in ("h", "?"):
        done = asked(city, [key, "q"], "--by", "tanaka", "--lang", "ja")
        assert (done.exit_code, "理由を尋ねる" in done.output) == (0, True), done.output
    assert "理由を尋ねる" not in asked(city, ["q"], "--by", "tanaka", "--lang", "ja").output


@pytest.mark.long
def test_a_decision_is_shown_and_changed_in_words(city):
    review = Review.of(kept(city, measure("1-①", "窓口改革"), kpi("利用率", plan="yes")), "tanaka")
    review.accept(review.waiting())
    review.renew()
    assert "mappings/kpis.csv" in tables(review)
    done = asked(city, ["c", "3", "維持", "", "q"], "--by", "tanaka", "--lang", "ja")
    for said in ("利用率: 10%（R4） → 50％（R9）", "よい向き: 高いほど", "高いほど / 低いほど / 維持"):
        assert said in done.output, done.output
    rows = (city.mappings / "kpis.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].split(",")[rows[0].split(",").index("direction")] == "maintain"


def test_a_city_that_is_not_there_is_a_slip_of_usage(city):
    done = run("review", "札幌市", "--data", city.data, "--lang", "en")
    assert done.exit_code == 2
    assert fresh.NAME in done.output


def test_a_damaged_list_of_proposals_is_a_fault(city):
    (city.mappings / proposals.FILE).write_text("{\n", encoding="utf-8")
    done = run("review", fresh.NAME, "--data", city.data, "--lang", "en")
    assert (done.exit_code, "row 1" in done.output) == (1, True)


@pytest.mark.long
def test_an_indicator_without_a_place_is_not_taken_for_placed(city):
    review = Review.of(kept(city, kpi("利用率")), "tanaka")
    review.accept(review.waiting())
    review.renew()
    one = next(one for one in review.waiting() if one.table == "kpi_places")
    assert [left.why.en for left in review.change(one, {**one.row, "plan": ""})] == [
        "say of which measure, policy or goal it is, or that it is of the whole plan (plan: yes)"
    ]


def test_from_lines_to_a_build_without_a_fault(city, tmp_path):
    typed(city)
    path = tmp_path / "lines.jsonl"
    path.write_text(fresh.lines(*fresh.plan()), encoding="utf-8")
    taken.proposed(path, city.data, fresh.NAME)
    review = Review.of(city, "tanaka")
    for _ in range(4):
        review.accept(review.waiting())
        review.renew()
    code = {"measure": "1", "item": "frontyard_reform", "role": "primary", "note": "窓口"}
    review.proposals += [
        fresh.row("mappings/codes_*.csv", by="person:tanaka", **code),
        fresh.row("mappings/codes_*.csv", by="person:tanaka", **{**code, "measure": "2", "item": "online_procedures"}),
    ]
    if not (city.mappings / "kpi_items.csv").read_text(encoding="utf-8").count("\n") > 1:
        review.proposals.append(fresh.row("mappings/kpi_items.csv", kpi="k01", item="frontyard_reform", why="窓口"))
    assert review.accept(review.waiting()) == []
    made = build(city.data, "en")
    assert made["measure"]["title_ja"].to_list() == ["窓口改革", "電子申請"]
    assert made["kpi"].select("name_ja", "baseline", "target", "target_fy").rows() == [("利用率", 10.0, 50.0, 2027)]
    assert made["milestone"]["fy"].to_list() == [2023, 2024, 2023, 2024]


@pytest.mark.long
def test_decisions_are_shown_in_the_words_of_the_reader(city):
    row = {"kpi": f"{fresh.NAME}/k01", "direction": "lower", "period": "point"}
    kept(city, fresh.row("mappings/kpis.csv", **row))
    for lang, words in (
        ("ja", ("よい向き: 低いほど", "数え方: 時点")),
        ("en", ("Better: lower\n", "Counted over: at a time")),
    ):
        shown = asked(city, ["q"], "--by", "tanaka", "--lang", lang).output
        assert all(one in shown for one in words), shown


@pytest.mark.parametrize(
    ("lang", "says"), first([("ja", "10枚目　全体像 基本目標"), ("en", "page 10 of the file: 全体像 基本目標")])
)
def test_what_was_not_understood_is_named_with_its_page(city, lang, says):
    kept(city, proposals.Proposed("other", {"where": "全体像", "text": "基本目標\t施策"}, page=10, sure=False))
    done = run("review", fresh.NAME, "--by", "tanaka", "--data", city.data, "--lang", lang)
    lines = done.output.splitlines()
    assert any(line.strip().startswith(says) for line in lines[:-1])
    assert lines[-1].endswith(f"--data {city.data}")
