"""What people filled in or ministries published: told apart by what it holds."""

import json

import openpyxl
import pytest

from dxcompare.onboarding import add, new, workbook
from tests.test_cli import run
from tests.tiers import first

TOMI = "20219_tomi"
LINE = {"table": "measures", "row": {"ref": "9-①", "title_ja": "新しい施策"}, "page": 1}
CARDS = "総務省　マイナンバーカード交付状況（令和3年2月1日時点）\n都道府県名,市区町村名,人口,交付枚数,人口に対する交付枚数率\n長野県,安曇野市,29647,14000,47.2%\n"


def files(data):
    return {path: path.read_bytes() for path in data.rglob("*") if path.is_file()}


def workbook_of(data, tmp_path):
    return workbook.make(tmp_path / "w.xlsx", data, new.city(data, "01202", "R5"), "ja")


def lines(data, tmp_path):
    path = tmp_path / "proposals.txt"
    path.write_text(json.dumps(LINE, ensure_ascii=False) + "\n", encoding="utf-8-sig")
    return path


def official(data, tmp_path):
    path = tmp_path / "kofu.csv"
    path.write_text(CARDS, encoding="cp932")
    return path


def answers(data, tmp_path):
    run("add", lines(data, tmp_path), "--city", "20219", "--data", data)
    run("review", "20219", "--sheet", tmp_path / "answers.xlsx", "--by", "x", "--data", data)
    return tmp_path / "answers.xlsx"


def other_book(data, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["都道府県名", "市区町村名"])
    book.save(tmp_path / "other.xlsx")
    return tmp_path / "other.xlsx"


@pytest.mark.parametrize(
    ("made", "kind"),
    first(
        [
            (workbook_of, "workbook"),
            (lines, "lines"),
            (official, "official"),
            (answers, "answers"),
            (other_book, "official"),
        ],
    ),
)
def test_a_file_says_what_it_is(data, tmp_path, made, kind):
    assert add.kind(made(data, tmp_path)) == kind


@pytest.mark.parametrize(
    ("made", "words", "ja", "en"),
    first(
        [
            (workbook_of, (), "様式。01202_hakodate", "A workbook. 01202_hakodate"),
            (
                lines,
                ("--city", "東御市"),
                "案（JSON Lines）。20219_tomi: 1件",
                "Proposals (JSON lines). 20219_tomi: 1 kept",
            ),
            (official, (), "公的統計の表。added_mynumber_issued", "An official table. added_mynumber_issued"),
        ],
    ),
)
def test_it_says_which_it_was_and_twice_changes_nothing(data, tmp_path, made, words, ja, en):
    path, before = made(data, tmp_path), files(data)
    first = run("add", path, *words, "--data", data, "--lang", "ja")
    assert first.exit_code == 0, first.stderr
    assert ja in first.output
    there = files(data)
    assert there != before
    again = run("add", path, *words, "--data", data, "--lang", "en")
    assert (again.exit_code, en.replace(": 1 kept", ": 0 kept") in again.output) == (0, True)
    assert files(data) == there


@pytest.mark.long
def test_an_official_table_is_added_as_the_former_command_does(data, tmp_path):
    path = official(data, tmp_path)
    added = run("add", path, "--data", data, "--published", "2023-01-10", "--lang", "ja")
    there = files(data)
    former = run("reference", "add", path, "--data", data, "--published", "2023-01-10", "--lang", "ja")
    assert files(data) == there
    assert (added.exit_code, former.exit_code) == (0, 0)
    assert "3件を追加" in added.output
    assert "同じ値がすでにあった 3件" in former.output
    assert "今は dxcompare add kofu.csv" in former.stderr


def test_an_unknown_table_is_a_fault_and_writes_nothing(data, tmp_path):
    before = files(data)
    done = run("add", other_book(data, tmp_path), "--data", data, "--lang", "ja")
    assert done.exit_code == 1
    assert "other.xlsx" in done.stderr
    assert files(data) == before


def test_proposals_of_no_city_are_refused(data, tmp_path):
    assert run("add", lines(data, tmp_path), "--data", data, "--lang", "ja").exit_code == 2
    assert run("add", lines(data, tmp_path), "--city", "札幌市", "--data", data, "--lang", "ja").exit_code == 2


def test_a_workbook_whose_code_is_no_municipality_s_is_refused(data, tmp_path):
    path = workbook_of(data, tmp_path)
    book = openpyxl.load_workbook(path)
    book["計画"]["B2"] = "01000"
    book.save(path)
    done = run("add", path, "--data", data, "--lang", "ja")
    assert (done.exit_code, "都道府県（北海道）" in done.stderr) == (1, True)
    assert not (data / "raw" / "01202_hakodate").exists()
