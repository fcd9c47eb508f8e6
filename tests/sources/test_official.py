"""Official tables brought by a user: recognised, checked place by place, never overwriting what is there."""

import csv
import sys
from types import SimpleNamespace

import openpyxl
import polars as pl
import pytest
from click.testing import CliRunner

import dxcompare
from dxcompare import reference
from dxcompare.cli import main
from dxcompare.pipeline import run
from dxcompare.sources.areas import check_digit
from dxcompare.sources.official.files import printed
from dxcompare.sources.official.store import add, listed
from dxcompare.words.faults import DataFaults
from tests.cities import HERE, TOMI, leave_out
from tests.conftest import ROOT
from tests.sources.broken_official import (
    CARDS,
    HELD,
    KITAKAMI,
    ORGANISATION,
    SAPPORO,
    SERVICE,
    STATUS,
    USE,
    WRONG,
    table,
)
from tests.tiers import each, first


@pytest.fixture
def bring(data, tmp_path):
    """Write a text to a file and add it."""

    def go(text, name="表.csv", encoding="utf-8-sig", **options):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return add(path, data, lang="en", **options)

    return go


@pytest.fixture
def official():
    """The official files as downloaded, where a developer has them."""
    folder = next(
        (parent / "shared" / "reference" for parent in ROOT.parents if (parent / "shared" / "reference").is_dir()), None
    )
    if folder is None:
        pytest.skip("the official files are not part of the project")
    return folder


def written(done):
    with done.path.open(encoding="utf-8", newline="") as lines:
        return {(row["indicator"], row["area_code"]): row for row in csv.DictReader(lines)}


def book(path, sheets):
    """A workbook of sheets: name → rows."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path)
    return path


def test_dashboard_of_municipalities(bring):
    done = bring(STATUS)
    rows = written(done)
    assert done.layout == "dx-status-municipalities"
    assert done.path.name == "added_dx_status_municipalities_2024_07_12.csv"
    assert (done.areas, done.figures, done.present, done.blank, done.not_surveyed) == (
        4,
        13,
        5,
        2,
        1,
    )  # 4 × 5 cells, one city known
    assert rows["dx_cio", "01100"] == {
        "indicator": "dx_cio",
        "area_code": "01100",
        "group": "total",
        "year": "2023",
        "as_of": "2023-04-01",
        "name_ja": "CIOの任命",
        "population": "市町村",
        "value_text": "実施",
        "unit": "状況",
        "where": f"{ORGANISATION} 札幌市",
    }
    assert rows["online_26_procedures", "01100"]["value_text"] == "0"
    assert rows["mynumber_held_rate", "01202"]["value_text"] == "71"
    assert rows["dx_telework", "01100"]["as_of"] == ""
    assert rows["dx_cio", "17204"]["value_text"] == "調査無し"
    assert ("mynumber_held_rate", "17204") not in rows
    assert ("dx_cio", "03206") not in rows


def test_online_use_and_prefectures(bring):
    use = bring(table("市区町村名,,札幌市,函館市", f"{USE},転出届,6.3%,", f"{USE},入札,,0%"))
    assert use.layout == "dx-online-use-municipalities"
    assert {key: row["value_text"] for key, row in written(use).items()} == {
        ("online_use_32_11", "01100"): "6.3",
        ("online_use_32_08", "01202"): "0",
    }
    prefectures = bring(table("都道府県,,北海道,岩手県", f"{USE},自動車税住所変更届,,42.5%", f"{USE},建築確認,4.8%,"))
    assert prefectures.layout == "dx-online-use-prefectures"
    assert prefectures.present == 1
    row = written(prefectures)["online_use_32_14", "01000"]
    assert (row["year"], row["population"]) == ("2022", "都道府県")


@pytest.mark.parametrize("encoding", first(["utf-8", "utf-8-sig", "cp932"]))
def test_cards_issued(bring, encoding):
    done = bring(
        table(CARDS, SAPPORO, KITAKAMI, '2022/12/31,東京都,三宅村,2313,"1,112",48.1,2022/01/01,2022/12/31,<NA>'),
        encoding=encoding,
        published="2023-01",
        accessed="2026-11-21",
    )
    rows = written(done)
    assert (done.layout, done.figures, done.present) == ("mynumber-issued", 6, 3)
    assert rows["mynumber_issued", "01100"]["value_text"] == "1113718"
    assert rows["mynumber_issued", "13381"]["value_text"] == "1112"
    rate = rows["mynumber_issuance_rate", "01100"]
    assert (rate["value_text"], rate["as_of"], rate["population"]) == (
        "56.8",
        "2022-12-31",
        "住民基本台帳人口（2022-01-01）",
    )
    assert {indicator for indicator, _ in rows}.isdisjoint({"mynumber_held_rate"})


def test_excel_is_read(data, tmp_path):
    made = openpyxl.Workbook()
    for row in (["", "", "札幌市", "函館市"], [SERVICE, "マイナンバーカードの保有状況", 0.72, "71%"]):
        made.active.append(row)
    made.active["C2"].number_format = "0%"
    made.save(tmp_path / "table.xlsx")
    rows = written(add(tmp_path / "table.xlsx", data))
    assert [rows["mynumber_held_rate", code]["value_text"] for code in ("01100", "01202")] == ["72", "71"]


def test_excel_without_openpyxl(data, tmp_path, monkeypatch):
    book(tmp_path / "table.xlsx", {"表": [["a", "b"], [1, 2]]})
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(
        DataFaults, match=r"needs openpyxl \(`pip install 'dxcompare\[export\]'`\); or save it as 'CSV UTF-8'"
    ):
        add(tmp_path / "table.xlsx", data, lang="en")


@pytest.mark.long
def test_twice_is_harmless_and_cards_are_replaced(bring, data):
    folder = data / "raw" / "reference"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    bring(STATUS, accessed="2026-11-21")
    once = {path.name: path.read_bytes() for path in folder.iterdir()}
    bring(STATUS, accessed="2026-11-21")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == once
    assert once["source.yaml"].startswith(before["source.yaml"])
    assert {name for name in once if once[name] != before.get(name)} == {
        "source.yaml",
        "added_dx_status_municipalities_2024_07_12.csv",
    }
    bring(STATUS, accessed="2026-12-01")
    card = (folder / "source.yaml").read_text(encoding="utf-8")
    assert card.count("source_id: added-") == 1
    assert "2026-12-01" in card
    assert "2026-11-21" not in card


@pytest.mark.long
def test_a_second_file_of_the_same_date_is_put_beside_the_first(bring, data):
    bring(table(CARDS, SAPPORO))
    bring(table(CARDS, KITAKAMI.replace("北上市", "花巻市").replace("32069", "32051")))
    added = next((data / "raw" / "reference").glob("added_*.csv")).read_text(encoding="utf-8")
    assert "01100" in added
    assert "03205" in added
    with pytest.raises(DataFaults, match="1113718"):
        bring(table(CARDS, SAPPORO.replace("1113718", "1113719")))


@pytest.mark.parametrize(
    ("value", "shown", "text"),
    [
        (0.1234, "0.00%", "12.34%"),
        (0.126, "0%", "13%"),
        (0.6665, "0.0%", "66.7%"),
        (12.345, "0.0", "12.3"),
        (7, "General", "7"),
    ],
)
def test_a_cell_is_read_as_the_sheet_shows_it(value, shown, text):
    assert printed(SimpleNamespace(value=value, number_format=shown)) == text


def test_another_edition_needs_its_date(bring):
    with pytest.raises(
        DataFaults, match="none is set for the edition of 2025-07-01 \\(set: 2024-07-12\\); give --as-of"
    ):
        bring(STATUS, published="2025-07-01")
    done = bring(STATUS.replace("72%", "80%"), published="2025-07-01", as_of="2025-04-01")
    assert done.present == 0
    assert {row["as_of"] for row in written(done).values()} == {"2025-04-01"}


def test_dates_of_the_card_are_checked(bring):
    with pytest.raises(DataFaults, match=r"表.csv, column '--accessed': found '11/21'; expected the form"):
        bring(STATUS, accessed="11/21")


@pytest.mark.parametrize("case", each(16, WRONG))
def test_what_is_wrong_is_named_and_nothing_written(bring, data, case):
    text, parts, japanese = WRONG[case]
    folder = data / "raw" / "reference"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(DataFaults) as error:
        bring(text)
    message = str(error.value)
    assert len(error.value.faults) == 1, message
    for part in parts:
        assert part in message
    assert japanese in str(DataFaults(error.value.faults, "ja"))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_namesakes_are_told_apart_by_their_neighbours(bring):
    rows = written(bring(table(",,札幌市,伊達市,青森市,福島市,伊達市,宇都宮市", f"{HELD},1%,2%,3%,4%,5%,6%")))
    assert {code: row["value_text"] for (_, code), row in rows.items()} == {
        "01100": "1",
        "01233": "2",
        "02201": "3",
        "07201": "4",
        "07213": "5",
        "09201": "6",
    }


def test_a_hand_picked_row_tells_no_namesakes_apart(bring):
    with pytest.raises(DataFaults, match="府中市"):
        bring(table(",,北上市,府中市,東御市", f"{HELD},1%,2%,3%"))


@pytest.mark.parametrize(
    ("code", "digit"), [("01100", "2"), ("13381", "7"), ("41205", "8"), ("03206", "9"), ("47382", "1")]
)
def test_check_digit(code, digit):
    assert check_digit(code) == digit


def test_what_is_added_is_built_and_looked_up(bring, data):
    for city in {*HERE} - {TOMI}:  # of one plan less is derived
        leave_out(data, city)
    bring(STATUS, published="2024-07-12", accessed="2026-11-21")
    run(data)
    ds = dxcompare.load(data)
    result = reference(ds, "dx_cio", ["17204", "01202", "01203", "03206"])
    got = {row["area_code"]: row for row in result.to_frame().iter_rows(named=True)}
    assert [got[code]["blank"] for code in ("17204", "01202", "01203")] == ["not_surveyed", "in_words", "no_figure"]
    assert got["17204"]["value"] is None
    assert got["01203"]["value_text"] is None
    assert (got["01202"]["area_ja"], got["01202"]["area_en"], got["01202"]["value_text"]) == (
        "函館市",
        "Hakodate",
        "未実施",
    )
    assert got["03206"]["source_id"] == "digital-agency-dx-2024"
    assert got["01202"]["source_id"] == "added-dx-status-municipalities-2024-07-12"
    assert got["01202"]["caution_en"] == "Organisation items are as of 1 April 2023."
    card = ds.source.filter(source_id="added-dx-status-municipalities-2024-07-12").row(0, named=True)
    assert (card["document"], card["published"], card["accessed"]) == ("表.csv", "2024-07-12", "2026-11-21")


@pytest.mark.long
def test_command(data, tmp_path):
    (tmp_path / "表.csv").write_text(STATUS, encoding="utf-8")
    go = lambda *words: CliRunner().invoke(main, [*map(str, words)], env={"LC_ALL": "C", "DXCOMPARE_LANG": ""})  # noqa: E731
    done = go("reference", "add", tmp_path / "表.csv", "--data", data)
    assert done.exit_code == 0
    assert "4 areas, 13 figures (5 were there with the same value; 2 blank cells, 1 not surveyed)" in done.output
    lines = go("reference", "list", "--data", data).output.splitlines()
    assert [line.split() for line in lines if line.startswith("dx_cio ") and "added" in line] == [
        ["dx_cio", "状況", "2023-04-01", "3", "added-dx-status-municipalities-2024-07-12"]
    ]
    assert any("undated" in line and line.startswith("mynumber_held_rate") for line in lines)
    (tmp_path / "表.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    wrong = go("reference", "add", tmp_path / "表.csv", "--data", data, "--lang", "ja")
    assert wrong.exit_code == 1
    assert "何も書き込んでいません" in wrong.stderr
    for words in (("reference", "--help"), ("reference", "add", "--help"), ("reference", "list", "--help")):
        assert len(go(*words).output.splitlines()) > 6


def test_listed_counts_areas(data):
    row = listed(data).row(by_predicate=(pl.col("indicator") == "mynumber_issued"), named=True)
    assert (row["unit"], row["first"], row["last"], row["dates"], row["areas"]) == (
        "枚",
        "2017-03-08",
        "2022-12-31",
        46,
        9,
    )


@pytest.mark.slow
def test_the_real_files(official, data):
    files = sorted((official / "digital_agency_dx").glob("*DX*.csv")) + sorted(
        (official / "mynumber").glob("all_*.csv")
    )
    done = [add(path, data) for path in files]
    assert {d.layout: d.areas for d in done} == {
        "dx-status-municipalities": 1741,
        "dx-online-use-municipalities": 1741,
        "dx-status-prefectures": 47,
        "dx-online-use-prefectures": 47,
        "mynumber-issued": 1741,
    }
    status = next(d for d in done if d.layout == "dx-status-municipalities")
    assert (status.figures + status.present + status.blank, status.not_surveyed) == (1741 * 15, 8 * 7)
    run(data)
    figures = reference(dxcompare.load(data), "dx_telework").to_frame().filter(kind="municipality")
    assert figures.height == 1741
    assert figures.filter(value_text="実施").height == 1055


def test_a_hidden_older_sheet_is_not_taken(data, tmp_path):
    path = book(tmp_path / "b.xlsx", {"古い": [["", "", "札幌市"], [SERVICE, "マイナンバーカードの保有状況", "12%"]]})
    made = openpyxl.load_workbook(path)
    made["古い"].sheet_state = "hidden"
    new = made.create_sheet("新しい")
    for row in (["", "", "札幌市"], [SERVICE, "マイナンバーカードの保有状況", "72%"]):
        new.append(row)
    made.save(path)
    assert written(add(path, data))["mynumber_held_rate", "01100"]["value_text"] == "72"


def test_a_day_with_its_time_is_that_day(bring):
    done = bring(table(CARDS, SAPPORO.replace("2022/12/31,1", "2022/12/31 0:00:00,1")))
    assert {row["as_of"] for row in written(done).values()} == {"2022-12-31"}


def test_utf_16_is_read(bring):
    assert bring(table(CARDS, SAPPORO), encoding="utf-16").figures == 3


def test_what_is_not_read_is_told(bring, tmp_path):
    rows = [line.split(",") for line in (CARDS.replace('"', "") + ",備考", SAPPORO + ",訂正あり")]
    path = book(tmp_path / "表.xlsx", {"市区町村": rows, "都道府県": rows})
    notes = [note.says("ja") for note in bring(path.read_bytes(), "表.xlsx").notes]
    assert notes == [
        "表.xlsx [市区町村] 1行目 列「備考」: この列は読みませんでした（「訂正あり」など）",
        "表.xlsx [都道府県]: このシート（ファイル）は読みませんでした",
    ]


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"published": "2024-13-45"}, "--published"),
        ({"as_of": "2025-02-30"}, "--as-of"),
        ({"published": "2024-01-02", "accessed": "2024-01-01"}, "accessed 2024-01-01, before it was published"),
        ({"as_of": "2020-01-01"}, "column '交付件数基準日': the table has a column of dates"),
    ],
)
def test_dates_that_cannot_be_are_refused(bring, options, says):
    with pytest.raises(DataFaults) as error:
        bring(table(CARDS, SAPPORO), **options)
    assert says in str(error.value)


def test_a_table_accessed_in_the_year_it_was_published_is_in_order(bring):
    assert bring(table(CARDS, SAPPORO), published="2024-01-02", accessed="2024").figures == 3
