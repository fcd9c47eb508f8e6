"""Answers to a review as a workbook: how it is written, and how it is taken."""

import sys

import openpyxl
import pytest

from dxcompare.onboarding import add, proposals, taken
from dxcompare.onboarding.review import Review
from dxcompare.words.faults import DataFaults
from tests.onboarding import fresh
from tests.onboarding.fresh import kept, kpi, measure, typed
from tests.test_cli import run


@pytest.fixture
def city(tmp_path):
    return fresh.city(tmp_path)


@pytest.mark.long
def test_a_sheet_says_where_a_reason_is_wanted(city, tmp_path):
    typed(city)
    review = Review.of(
        kept(city, kpi("学校紹介DVDの制作", base="－", target="１年間収録しDVD化\n中学校へ配布", plan="yes")), "t"
    )
    review.accept(review.waiting())
    path = tmp_path / "answers.xlsx"
    run("review", fresh.NAME, "--sheet", path, "--data", city.data, "--lang", "en")
    pages = openpyxl.load_workbook(path).worksheets[1:]
    asks = {page.title: page["C2"].value for page in pages}
    assert [name for name, said in asks.items() if "write why in the column of reasons" in (said or "")] == [
        name for name in asks if "readings" in name
    ]
    assert any("readings" in name for name in asks)


def fill(path, sheet, *rows, by="tanaka"):
    """Answer rows of a sheet: row number, then column → text."""
    book = openpyxl.load_workbook(path)
    book.worksheets[0]["B3"] = by
    at = book.worksheets[sheet]
    heads = [cell.value for cell in at[1]]
    for name in dict.fromkeys(name for _, cells in rows for name in cells):
        if name not in heads:  # a column that somebody adds
            heads.append(name)
            at.cell(1, len(heads)).value = name
    for number, cells in rows:
        for name, text in cells.items():
            at.cell(number, heads.index(name) + 1).value = text
    book.save(path)


@pytest.fixture
def sheet(city, tmp_path):
    kept(city, measure("1-①", "窓口改革"), measure("1-②", "電子由請", sure=False), measure("1-③", "目次"))
    path = tmp_path / "answers.xlsx"
    done = run("review", fresh.NAME, "--sheet", path, "--data", city.data, "--lang", "en")
    assert "3 to answer" in done.output
    return path


def test_a_sheet_is_answered_and_taken(city, sheet):
    answer = {"answer": "accept"}
    fill(
        sheet,
        1,
        (2, answer),
        (3, {**answer, "Title (Japanese)": "電子申請"}),
        (4, {"answer": "reject", "why not": "目次"}),
    )
    for said in ("2 accepted, 1 rejected", "0 accepted, 0 rejected"):
        done = run("add", sheet, "--data", city.data, "--lang", "en")
        assert (done.exit_code, said in done.output) == (0, True), done.output
    assert [one.status for one in proposals.read(city.mappings)[:3]] == ["accepted", "changed", "rejected"]
    rows = (city.raw / "measures.csv").read_text(encoding="utf-8").splitlines()[1:]
    assert ["窓口改革" in rows[0], "電子申請" in rows[1], len(rows)] == [True, True, 2]


def test_its_cells_are_text_with_lists_to_choose_from(sheet):
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[1]
    assert {cell.number_format for cell in page[2]} == {"@"}
    lists = [one.formula1 for one in page.data_validations.dataValidation]
    assert any("accept,reject" in one for one in lists)
    assert page.column_dimensions[page.cell(1, page.max_column).column_letter].hidden


@pytest.mark.long
def test_an_answer_must_be_one_of_the_list_and_a_rejection_say_why(city, sheet):
    before = proposals.read(city.mappings)
    fill(sheet, 1, (2, {"answer": "yes"}), (3, {"answer": "reject"}), (4, {"answer": "accept", "Title (Japanese)": 5}))
    with pytest.raises(DataFaults) as error:
        taken.answered(sheet, city.data)
    said = [fault.says("en") for fault in error.value.faults]
    assert [fault.kind for fault in error.value.faults] == ["not_in_list", "missing", "not_typed_text"]
    assert "row 4" in said[2]
    assert proposals.read(city.mappings) == before


@pytest.mark.long
def test_a_column_may_be_added_and_one_that_the_table_does_not_have_is_a_fault(city, sheet):
    fill(sheet, 1, (2, {"answer": "accept", "所管": "総務課［再掲］"}))
    taken.answered(sheet, city.data)
    assert "総務課［再掲］" in fresh.text(city, "measures.csv")[1]
    before = proposals.read(city.mappings)
    fill(sheet, 1, (3, {"answer": "accept", "担当": "総務課"}))
    with pytest.raises(DataFaults) as error:
        taken.answered(sheet, city.data)
    assert [(fault.kind, fault.place.column) for fault in error.value.faults] == [("unknown_column", "担当")]
    assert proposals.read(city.mappings) == before


@pytest.mark.long
def test_a_row_that_is_added_to_a_sheet_is_no_proposal(city, sheet):
    fill(sheet, 1, (5, {"answer": "accept", "Title (Japanese)": "電子決裁"}))
    with pytest.raises(DataFaults, match="電子決裁"):
        taken.answered(sheet, city.data)


@pytest.fixture
def indicators(city, tmp_path):
    """A sheet of two measures of one number, and indicators under them."""
    ones = [measure("①", title) for title in ("窓口改革", "電子申請")]
    kpis = [kpi("利用率", measure="①窓口改革"), kpi("申請数", measure="①電子申請"), kpi("満足度")]
    path = tmp_path / "answers.xlsx"
    run("review", fresh.NAME, "--sheet", path, "--data", kept(city, *ones, *kpis).data, "--lang", "ja")
    return path


@pytest.mark.long
def test_a_measure_that_was_put_right_is_found_by_what_was_read_too(city, indicators):
    yes = {"答え": "認める"}
    fill(indicators, 1, (2, {**yes, "番号": "1-①", "題名": "窓口の改革"}), (3, {**yes, "番号": "2-①"}))
    fill(indicators, 2, (2, yes), (3, yes), (4, {**yes, "計画全体のもの": "はい"}))
    done = run("add", indicators, "--data", city.data, "--lang", "ja")
    assert (done.exit_code, "認めた 5件" in done.output) == (0, True), done.output
    assert [line.split(",")[:5] for line in fresh.text(city, "kpi_places.csv")[1:]] == [
        ["k01", "1", "", "", ""],
        ["k02", "2", "", "", ""],
        ["k03", "", "", "", "yes"],
    ]


@pytest.mark.long
def test_answers_that_could_not_be_taken_are_said_and_an_error(city, indicators):
    yes = {"答え": "認める"}
    fill(indicators, 1, (2, yes), (3, yes))
    fill(indicators, 2, (2, {**yes, "施策（番号と題名）": "①"}), (3, yes))
    done = run("add", indicators, "--data", city.data, "--lang", "ja")
    assert (done.exit_code, "2行目: 「①」は1 ① 窓口改革、2 ① 電子申請のどれか分からない" in done.output) == (1, True)
    assert "認めた 3件、認めない 0件、取り込めなかった 1件、残り" in done.output
    assert "申請数" in fresh.text(city, "kpis.csv")[1]


@pytest.mark.long
def test_a_sheet_of_decisions_says_what_they_are_about_and_takes_words(city, indicators):
    yes = {"答え": "認める"}
    fill(indicators, 1, (2, yes), (3, yes))
    fill(indicators, 2, (2, yes), (3, yes))
    taken.answered(indicators, city.data)
    run("review", fresh.NAME, "--sheet", indicators, "--data", city.data, "--lang", "ja")
    book = openpyxl.load_workbook(indicators)
    number, page = next((n, s) for n, s in enumerate(book.worksheets) if s.title.endswith("判断・指標の読み方"))
    first = {head.value: cell.value for head, cell in zip(page[1], page[2], strict=True)}
    assert (first["何について"], first["よい向き"]) == ("利用率: 10%（R4） → 50％（R9）", "高いほど")
    lists = [one.formula1 for one in page.data_validations.dataValidation if one.formula1.startswith("lists!")]
    at = {cell.value for column in book["lists"].columns for cell in column}
    assert (len(lists) > 2, {"高いほど", "低いほど", "維持"} <= at) == (True, True)
    fill(indicators, number, (2, {**yes, "よい向き": "上"}))
    with pytest.raises(DataFaults) as error:
        taken.answered(indicators, city.data)
    assert [(fault.kind, fault.place.column) for fault in error.value.faults] == [("not_in_list", "よい向き")]
    fill(indicators, number, (2, {**yes, "よい向き": "維持"}))
    taken.answered(indicators, city.data)
    rows = (city.mappings / "kpis.csv").read_text(encoding="utf-8").splitlines()
    assert rows[1].split(",")[rows[0].split(",").index("direction")] == "maintain"


@pytest.mark.long
def test_what_is_answered_later_or_not_at_all_waits(city, sheet):
    fill(sheet, 1, (2, {"answer": "later"}), (3, {"answer": "後で"}))  # either language will do
    assert "0 accepted, 0 rejected, 0 not taken" in taken.answered(sheet, city.data)[-1].en
    assert [one.status for one in proposals.read(city.mappings)] == ["proposed"] * 3


@pytest.mark.long
def test_who_answered_a_sheet_must_be_said(city, sheet):
    fill(sheet, 1, (2, {"answer": "accept"}), by=None)
    with pytest.raises(taken.Unsaid):
        taken.answered(sheet, city.data)
    assert run("add", sheet, "--data", city.data).exit_code == 2
    assert run("add", sheet, "--by", "sato", "--data", city.data).exit_code == 0
    assert proposals.read(city.mappings)[0].answered_by == "sato"


def test_a_workbook_of_something_else_is_none(tmp_path):
    book = openpyxl.Workbook()
    book.save(tmp_path / "x.xlsx")
    assert add.kind(tmp_path / "x.xlsx") == "official"


def test_where_nothing_waits_no_sheet_is_written(city, tmp_path):
    done = run("review", fresh.NAME, "--sheet", tmp_path / "answers.xlsx", "--data", city.data, "--lang", "en")
    assert (done.exit_code, "0 left" in done.output) == (0, True)
    assert not (tmp_path / "answers.xlsx").exists()


@pytest.mark.long
def test_without_its_package_a_sheet_is_not_written_and_says_what_is_missing(city, tmp_path, monkeypatch):
    kept(city, measure("1-①", "窓口改革"))
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    done = run("review", fresh.NAME, "--sheet", tmp_path / "answers.xlsx", "--data", city.data, "--lang", "en")
    assert done.exit_code == 1
    assert "pip install 'dxcompare[export]'" in done.output + done.stderr
    assert not (tmp_path / "answers.xlsx").exists()
