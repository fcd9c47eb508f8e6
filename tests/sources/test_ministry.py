"""The ministry's own layouts: titles above, dates in headings, no codes; blocks of columns; lists with marks."""

import csv
import zipfile

import pytest
from click.testing import CliRunner

from dxcompare.cli import main
from dxcompare.sources.official.figures import agrees, day
from dxcompare.sources.official.store import add
from dxcompare.words.faults import Fault, OfficialFaults, Place
from tests.sources.test_official import book

TITLE = ["マイナンバーカード交付状況（令和4年12月末日現在）"]
HEAD = ["都道府県名", "市区町村名", "人口\n（令和4年1月1日時点）", "交付枚数", "人口に対する交付枚数率"]
PROCEDURES = ["図書館の図書貸出予約等", "水道使用開始届等"]
PARTS = ["手続の有無", "済/未", "年間総件数", "うちオンライン申請件数", "オンライン利用率"]
AREA = ["", "団体コード", "都道府県名", "市区町村名", "", ""]


@pytest.fixture
def bring(data, tmp_path):
    def go(sheets, name="表.xlsx", **options):
        return add(book(tmp_path / name, sheets), data, lang="en", **options)

    return go


def written(done):
    with done.path.open(encoding="utf-8", newline="") as lines:
        return {(row["indicator"], row["area_code"]): row for row in csv.DictReader(lines)}


def wrong(bring, *args, **options):
    with pytest.raises(OfficialFaults) as error:
        bring(*args, **options)
    return str(error.value).splitlines()[1:]


# Cards


def test_cards_of_the_ministrys_own_sheet(bring):
    rows = [
        TITLE,
        [],
        HEAD,
        ["全国", "", 125927902, 72_000_000, 57.2],
        ["北海道", "北海道", 5183687, 2_900_000, 55.9],
        ["北海道", "石狩郡当別町", 15348, 8185, 53.3],
        ["東京都", "府中市", 260253, 166_000, 63.8],
        ["広島県", "府中市", 37_000, 21_000, 56.8],
        ["茨城県", "龍ヶ崎市", 76_000, 45_000, 59.2],
        ["宮城県", "富谷町", 52_000, 30_000, 57.7],
        ["※ 人口は住民基本台帳による"],
    ]
    done = bring({"説明": [["この表について"]], "市区町村別": rows})
    found = written(done)
    assert {code for _, code in found} == {"01303", "13206", "34208", "08208", "04216"}
    rate = found["mynumber_issuance_rate", "04216"]
    assert (rate["value_text"], rate["as_of"], rate["year"]) == ("57.7", "2022-12-31", "2022")
    assert rate["population"] == "住民基本台帳人口（2022-01-01）"
    assert done.layout == "mynumber-issued"
    assert [note.says("en").partition(": ")[2] for note in done.notes if note.kind != "unread_sheet"] == [
        "the row of '全国' is left out (the nation)",
        "the row of '北海道北海道' is left out (a prefecture (北海道))",
        "'宮城県富谷町' is read as today's (富谷町, since 2016-10-10 富谷市 (04216))",
        "the remark '※ 人口は住民基本台帳による' is left out",
    ]


def test_cards_held_are_never_cards_issued(bring):
    head = [*HEAD[:3], "保有枚数（令和6年6月末時点）", "人口に対する保有枚数率"]
    done = bring({"表": [head, ["北海道", "札幌市", 1956928, 1_400_000, 71.5]]})
    assert done.layout == "mynumber-held"
    assert {key: row["value_text"] for key, row in written(done).items()} == {
        ("mynumber_held", "01100"): "1400000",
        ("mynumber_held_rate", "01100"): "71.5",
    }
    assert {row["as_of"] for row in written(done).values()} == {"2024-06-30"}
    assert wrong(bring, {"表": [head, ["北海道", "札幌市", 1956928, 1_400_000, 17.5]]}) == [
        "- 表.xlsx, row 2, column '人口に対する保有枚数率': found 17.5, but 1,400,000 of 1,956,928 is 71.5"
    ]


def test_a_ward_among_municipalities_is_left_out(bring):
    head = [*HEAD, "団体コード"]
    rows = [["北海道", "札幌市", 1960668, 1113718, 56.8, "011002"], ["北海道", "札幌市中央区", 100, 50, 50.0, "011011"]]
    done = bring({"表": [TITLE, head, *rows]})
    assert done.areas == 1
    assert done.notes == (
        Fault(
            Place("表.xlsx", 4, "団体コード"),
            "skipped",
            {"found": "011011", "ja": "札幌市の行政区", "en": "a ward of 札幌市"},
        ),
    )


def test_of_many_faults_twenty_are_told_and_the_rest_counted(bring):
    rows = [["北海道", f"架空{n}市", 100, 50, 50.0] for n in range(25)]
    lines = wrong(bring, {"表": [TITLE, HEAD, *rows]})
    assert len(lines) == 21
    assert lines[-1] == "(5 more)"


def test_the_command_tells_what_was_left_out(data, tmp_path):
    path = book(
        tmp_path / "表.xlsx",
        {"表": [TITLE, HEAD, ["全国", "", 10, 5, 50.0], ["北海道", "札幌市", 1960668, 1113718, 56.8]]},
    )
    done = CliRunner().invoke(main, ["reference", "add", str(path), "--data", str(data), "--lang", "ja"])
    assert done.exit_code == 0, done.output
    assert "- 表.xlsx 3行目 列「市区町村名」: 「全国」の行は読みませんでした（全国）" in done.output


@pytest.mark.parametrize(("text", "found"), [("令和元年5月1日", "2019-05-01"), ("R4.12末", "2022-12-31"), ("2024年2月末", "2024-02-29"), ("2022/02/31", None), ("2022/13/01", None), ("令和4年度", None), ("H31.4.1", "2019-04-01"), ("12", None)])  # fmt: skip
def test_the_day_of_a_text(text, found):
    assert day(text) == found


@pytest.mark.parametrize(("rate", "part", "whole", "kinds"), [("56.8", "1113718", "1960668", []), ("65.8", "1113718", "1960668", ["rate_of"]), ("57", "1113718", "1960668", []), ("50.0", "5000", "1000", ["part_of_whole"]), ("0", "0", "0", [])])  # fmt: skip
def test_a_rate_is_that_of_its_counts(rate, part, whole, kinds):
    faults = []
    agrees(rate, part, whole, Place("t"), faults)
    assert [fault.kind for fault in faults] == kinds


# The survey of procedures


def survey(parts=PARTS, first="令和5年度", rows=(), names=PROCEDURES):
    """A sheet of the survey: the year above, a row of procedures, one of what their columns are, then the rows."""
    top = [*AREA, *(cell for name in names for cell in [name, *[""] * (len(parts) - 1)])]
    return [[first], ["オンライン利用状況調査"], top, [*[""] * len(AREA), *parts * len(names)], *rows]


SAPPORO = ["", "011002", "北海道", "札幌市", "", "", "有", "済", 1000, 423, "0.423", "無", "", "", "", ""]
HOKKAIDO = ["", "010006", "北海道", "", "", "", "有", "未", "", "", "", "無", "", "", "", ""]


def test_the_survey_of_procedures(bring):
    done = bring({"都道府県": survey(rows=[HOKKAIDO]), "市町村": survey(rows=[SAPPORO, ["（注）空欄は該当なし"]])})
    found = written(done)
    assert {key: row["value_text"] for key, row in found.items()} == {
        ("online_status_32_01", "01000"): "未",
        ("online_status_32_01", "01100"): "済",
        ("online_use_32_01", "01100"): "42.3",
    }
    assert found["online_status_32_01", "01100"]["as_of"] == "2023-04-01"
    assert (found["online_use_32_01", "01100"]["year"], found["online_use_32_01", "01100"]["as_of"]) == ("2022", "2022")
    assert [note.kind for note in done.notes] == ["remark"]
    assert done.blank == 5  # a blank says that there is no such procedure


def test_codes_of_five_digits_and_fewer_columns_are_read(bring):
    row = ["", "1100", "北海道", "札幌市", "", "", "済", "未"]
    found = written(bring({"市町村": survey(["済/未"], "2025", [row])}))
    assert {key: row["value_text"] for key, row in found.items()} == {
        ("online_status_32_01", "01100"): "済",
        ("online_status_32_05", "01100"): "未",
    }
    assert {row["as_of"] for row in found.values()} == {"2025-04-01"}


def test_a_heading_that_disagrees_is_a_fault_and_no_column_is_shifted(bring):
    shifted = [PARTS[1], PARTS[0], *PARTS[2:]]
    lines = wrong(bring, {"市町村": survey(shifted, rows=[SAPPORO])})
    assert len(lines) == 2
    assert "column '図書館の図書貸出予約等': the heading '手続の有無' is not what stands here" in lines[0]
    assert "the heading '備考' is not" in wrong(bring, {"市町村": survey([*PARTS[:4], "備考"], rows=[SAPPORO])})[0]
    assert "expected: 済/未" in wrong(bring, {"市町村": survey([PARTS[0], *PARTS[2:]], rows=[SAPPORO])})[0]


def test_what_stands_under_a_right_heading_is_checked_too(bring):
    (line,) = wrong(bring, {"市町村": survey(rows=[[*SAPPORO[:7], "1000", *SAPPORO[8:]]])})
    assert "column '図書館の図書貸出予約等': found '1000'; expected one of 済, 未" in line
    (line,) = wrong(bring, {"市町村": survey(rows=[[*SAPPORO[:10], "42.3", *SAPPORO[11:]]])})
    assert "'42.3' is no share from 0 to 1" in line
    (line,) = wrong(bring, {"市町村": survey(rows=[[*SAPPORO[:9], 900, *SAPPORO[10:]]])})
    assert "found 42.3, but 900 of 1,000 is 90.0" in line


@pytest.mark.long
def test_a_procedure_that_nobody_knows_is_left_out_and_said(bring):
    done = bring({"市町村": survey(rows=[SAPPORO], names=[PROCEDURES[0], "新しい手続"])})
    assert [note.says("en") for note in done.notes] == [
        "表.xlsx, row 3, column '新しい手続': the procedure '新しい手続' is left out, since indicators.csv does not have it"
    ]
    assert wrong(bring, {"市町村": survey(first="", rows=[SAPPORO])})[0].endswith(
        "the table states no date; give --as-of"
    )


def test_a_workbook_inside_a_zip_with_japanese_names(bring, data, tmp_path):
    path = book(tmp_path / "inner.xlsx", {"市町村": survey(rows=[SAPPORO])})
    packed = tmp_path / "個別資料.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        info = zipfile.ZipInfo("x" * 8 + ".xlsx")
        archive.writestr(info, path.read_bytes())
        archive.writestr("readme.txt", "x")
    name = "利用状況".encode("cp932")
    packed.write_bytes(packed.read_bytes().replace(b"x" * 8, name))
    assert written(add(packed, data))["online_status_32_01", "01100"]["value_text"] == "済"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("readme.pdf", "x")
    with pytest.raises(OfficialFaults, match="the archive holds no Excel or CSV file"):
        add(packed, data, lang="en")


@pytest.mark.long
def test_two_precisions_of_one_figure_agree(bring, data):
    """The dashboard prints 6.3 % where the ministry's sheet has 0.0634: no contradiction."""
    bring({"市町村": survey(rows=[SAPPORO])})
    more = [*SAPPORO[:8], 10000, 4233, "0.4233", *SAPPORO[11:]]
    assert bring({"市町村": survey(rows=[more])}).figures == 0
    (line,) = wrong(bring, {"市町村": survey(rows=[[*SAPPORO[:8], 1000, 500, "0.5", *SAPPORO[11:]]])})
    assert "found '50.0', but the figure that is there says '42.3'" in line


# Lists with marks


def test_who_uses_a_tool_and_who_tries_it(bring):
    rows = [
        ["生成ＡＩの導入団体一覧（令和6年12月31日現在）"],
        ["都道府県名", "団体名", "導入済", "実証中"],
        ["北海道", "北海道", "○", ""],
        ["北海道", "札幌市", "○", "○"],
        ["北海道", "函館市", "", "○"],
    ]
    found = written(bring({"一覧": rows}))
    assert {key: row["value_text"] for key, row in found.items()} == {
        ("genai_adopted", "01000"): "導入済み",
        ("genai_adopted", "01100"): "導入済み",
        ("genai_adopted", "01202"): "実証中",
    }
    assert {row["as_of"] for row in found.values()} == {"2024-12-31"}
    (line,) = wrong(bring, {"一覧": [*rows[:-1], ["北海道", "函館市", "", "検討"]]})
    assert "found '検討'; expected one of ○" in line


def test_whose_systems_cannot_move_in_time(bring):
    services = ["児童手当", "子ども・子育て支援", "住民基本台帳", "戸籍の附票", "印鑑登録", "選挙人名簿管理", "固定資産税", "個人住民税", "法人住民税", "軽自動車税"]  # fmt: skip
    head = ["団体コード", "都道府県名", "市区町村名", *services]
    row = ["011002", "北海道", "札幌市", "", "", "○", *[""] * 7]
    found = written(bring({"表": [head, row]}, as_of="2025-12-31"))
    assert {key: row["value_text"] for key, row in found.items()} == {("late_system_03", "01100"): "該当"}
    (line,) = wrong(bring, {"表": [[*head, "新業務"], [*row, ""]]}, as_of="2025-12-31")
    assert "the heading '新業務' is not what stands here" in line
    assert wrong(bring, {"表": [head, row]}) == ["- 表.xlsx: the table states no date; give --as-of"]
