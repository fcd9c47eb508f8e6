"""What people and spreadsheet programs do to a workbook before they hand it in: nothing of it is lost in silence."""

import datetime as dt
import shutil

import openpyxl
import pytest

from dxcompare.onboarding import add, filled_in, new, workbook
from dxcompare.onboarding.entered import mark
from dxcompare.onboarding.new import Refused
from dxcompare.onboarding.sheets import MARK
from dxcompare.sources.files import CsvFile
from dxcompare.words.faults import DataFaults
from tests.conftest import ROOT
from tests.onboarding.test_workbook import fill, opened, put
from tests.tiers import first

HAKODATE = "01202_hakodate"


@pytest.fixture
def world(tmp_path):
    """A small made-up world, without the city."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "tests" / "mutations" / "world", data)
    for part in ("raw", "mappings"):
        shutil.rmtree(data / part / HAKODATE)
    return data


@pytest.fixture
def book(world, tmp_path):
    """Its workbook, with two measures."""
    path = workbook.make(tmp_path / "h.xlsx", world, new.city(world, "01202", "R5", "R9"), "ja")
    fill(path, "施策", {"施策ID": "1-1", "題名": "窓口"}, {"施策ID": "1-2", "題名": "テレワーク"})
    return path


def changed(path, change):
    """The workbook, changed by a function of it."""
    it = opened(path)
    change(it)
    it.save(path)
    return path


def told(path, data):
    """Every fault, as it is told; nothing was written."""
    before = set(data.parent.rglob("*"))
    with pytest.raises(DataFaults) as error:
        filled_in.take(path, data, lang="ja")
    assert set(data.parent.rglob("*")) == before
    return [fault.says("ja") for fault in error.value.faults]


def measures(data):
    return [row["title_ja"] for row in CsvFile(data / "raw" / HAKODATE / "measures.csv").rows]


@pytest.mark.parametrize("state", first(["hidden", "veryHidden"]))
def test_a_sheet_that_is_hidden_is_taken_in(world, book, state):
    changed(book, lambda it: setattr(it["施策"], "sheet_state", state))
    filled_in.take(book, world)
    assert measures(world) == ["窓口", "テレワーク"]


def test_a_blank_behind_the_name_of_a_sheet_changes_nothing(world, book):
    changed(book, lambda it: setattr(it["施策"], "title", "施策 "))
    filled_in.take(book, world)
    assert measures(world) == ["窓口", "テレワーク"]


@pytest.mark.parametrize("area", first(["C3:C4", "E3:F3"]))
def test_merged_cells_are_a_fault(world, book, area):
    put(book, "施策", C3="目標1")
    changed(book, lambda it: it["施策"].merge_cells(area))
    (said,) = told(book, world)
    assert said.startswith(
        f"h.xlsx [施策] 3行目 列「{'目標・分野' if area[0] == 'C' else '題名'}」: セル {area} が結合"
    )


@pytest.mark.long
def test_merged_cells_with_nothing_in_them_are_none(world, book):
    changed(book, lambda it: it["施策"].merge_cells("G10:G20"))
    filled_in.take(book, world)
    assert measures(world) == ["窓口", "テレワーク"]


@pytest.mark.long
def test_what_stands_beside_the_values_of_a_record_is_a_fault(world, book):
    put(book, "計画", D3="函館市計画")
    assert told(book, world) == [
        "h.xlsx [計画] 3行目 列「題名」: セル D3 に「函館市計画」があります。値は B 列に書いてください"
    ]


@pytest.mark.long
def test_a_cell_far_away_is_told_at_once(world, book):
    """Row by row and cell by cell it would be 17 thousand million."""
    put(book, "施策", XFD1048576="あ")
    put(book, "計画", A1048576="メモ")
    assert sorted(told(book, world)) == [
        "h.xlsx [施策] 1048576行目: 「あ」の列に見出しがありません",
        "h.xlsx [計画] 1048576行目 列「メモ」: 項目「メモ」は使えません",
    ]


@pytest.mark.parametrize("folder", first(["../../evil", "01202_../x", "/etc/x", "hakodate", "01202_函館"]))
def test_a_city_lies_in_a_folder_of_its_own_and_nowhere_else(world, book, folder):
    put(book, "はじめに", B2=folder)
    assert told(book, world) == [f"h.xlsx [はじめに] 2行目: 「{folder}」は決まった形（01202_hakodate）ではありません"]


@pytest.mark.long
def test_a_folder_begins_with_the_code_of_the_plan(world, book):
    put(book, "はじめに", B2="99999_x")
    (said,) = told(book, world)
    assert said.startswith("h.xlsx [計画] 2行目 列「団体コード」: 団体コード「01202」の計画は")


@pytest.mark.long
def test_a_year_that_became_a_date_is_told_once(world, book):
    put(book, "計画", B5=dt.datetime(2023, 4, 1))
    (said,) = told(book, world)
    assert said.startswith("h.xlsx [計画] 5行目 列「開始年度」: 表計算ソフトが日付にしています")


@pytest.mark.long
def test_a_workbook_without_its_plan_says_what_is_needed(world, book):
    changed(book, lambda it: it.remove(it["計画"]))
    assert told(book, world) == [
        "h.xlsx [計画] 列「団体コード」: 値が必要ですが空欄です",
        "h.xlsx [計画] 列「開始年度」: 値が必要ですが空欄です",
    ]


@pytest.mark.parametrize(
    "change",
    first(
        [
            lambda it: it.remove(it["はじめに"]),
            lambda it: it.move_sheet("はじめに", 30),
            lambda it: it["はじめに"].__setitem__("A1", "メモ"),
        ],
    ),
)
def test_a_workbook_is_known_without_its_first_sheet(world, book, change):
    changed(book, change)
    assert mark(book) == MARK
    filled_in.take(book, world)
    assert measures(world) == ["窓口", "テレワーク"]


def test_a_workbook_of_others_is_none_of_ours(tmp_path):
    it = openpyxl.Workbook()
    it.active.title = "計画"
    it.save(tmp_path / "x.xlsx")
    assert mark(tmp_path / "x.xlsx") == ""


@pytest.mark.parametrize("options", first([{"city": "函館市"}, {"by": "x"}, {"published": "2024"}]))
def test_an_option_that_says_nothing_of_a_workbook_is_refused(world, book, options):
    with pytest.raises(Refused) as error:
        add.add(book, world, add.Options(**options))
    assert error.value.said.ja == (
        f"h.xlsx は書き込み用のExcelファイルなので、--{next(iter(options))} は使われません。外してください"
    )
    assert not (world / "raw" / HAKODATE).exists()
