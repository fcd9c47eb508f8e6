"""A city as a workbook: made from the declarations, and taken in without a digit changed."""

import datetime as dt
import shutil
import warnings

import openpyxl
import pytest

from dxcompare.onboarding import filled_in, new, workbook
from dxcompare.onboarding.entered import mark
from dxcompare.onboarding.sheets import GUIDE, MARK, NAMES, named, pages
from dxcompare.sources.files import CsvFile
from dxcompare.words.faults import DataFaults
from tests.conftest import ROOT
from tests.test_cli import run
from tests.tiers import first

DATA = ROOT / "data"
TOMI = "20219_tomi"


@pytest.fixture
def blank(data, tmp_path):
    """A workbook for 函館市, with nothing but what is known."""
    return workbook.make(tmp_path / "hakodate.xlsx", data, new.city(data, "01202", "R5", "R9"), "ja")


def opened(path):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(path)


def put(path, sheet, **cells):
    """Fill in cells by their addresses."""
    book = opened(path)
    for address, value in cells.items():
        book[sheet][address] = value
    book.save(path)
    return path


def fill(path, sheet, *rows):
    """Fill in rows by their headings, below the guidance."""
    book = opened(path)
    page = book[sheet]
    heads = {cell.value: cell.column for cell in page[1]}
    for number, row in enumerate(rows, start=3):
        for heading, value in row.items():
            page.cell(number, heads[heading]).value = value
    book.save(path)


def faults(path, data):
    with pytest.raises(DataFaults) as error:
        filled_in.take(path, data, lang="ja")
    return error.value.faults


def test_every_table_is_a_sheet_with_headings_and_guidance(blank):
    book = opened(blank)
    assert book["はじめに"]["A1"].value == MARK
    for page in pages():
        sheet = book[NAMES[page.file].ja]
        for at, (name, heading) in enumerate(page.headings.items(), start=1):
            cell, how = (
                (sheet.cell(at, 1), sheet.cell(at, 3)) if page.upright else (sheet.cell(1, at), sheet.cell(2, at))
            )
            if page.form.free and name in ("page", "where", "source"):
                continue  # behind the periods
            assert cell.value == heading.ja
            assert how.value == page.guide(name, "ja")
            assert how.value.startswith(GUIDE.ja)
            assert "`" not in how.value
    assert [cell.value for cell in book["工程表"][1]][3:8] == [f"{year}年度" for year in range(2023, 2028)]


@pytest.mark.parametrize("lang", [0, 1])
def test_no_heading_stands_twice_and_no_name_of_a_sheet(lang):
    assert len({text[lang] for text in NAMES.values()}) == len(NAMES)
    for page in pages():
        assert len({text[lang] for text in page.headings.values()}) == len(page.headings), page.file
        for name, text in page.headings.items():
            assert page.column(text[lang]) == name
        assert named(NAMES[page.file][lang]) == page
        assert len(NAMES[page.file][lang]) <= 31


def test_lists_to_choose_from(blank):
    book = opened(blank)

    def choices(sheet, address):
        for one in book[sheet].data_validations.dataValidation:
            if address in one.sqref:
                name, _, cells = one.formula1.removeprefix("=").partition("!")
                return [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
        return None

    assert choices("計画", "B4") == ["策定済み", "案"]
    assert choices("年度別の値", "B3") == ["現状値", "目標値", "実績値"]
    assert "自治体の行政手続のオンライン化［online_procedures］" in choices("判断・指標の事項", "B3")
    assert "%" in choices("判断・指標の読み方", "B1000")
    assert choices("指標の箇所", "B3")[:1] == [book["施策"]["A3"].value]  # the ids of the sheet of measures
    assert choices("施策", "A3") is None


def test_what_is_known_is_there(blank):
    book = opened(blank)
    known = {row[0].value: row[1].value for row in book["計画"].iter_rows() if row[1].value}
    assert known == {
        "計画ID": "hakodate-2023",
        "団体コード": "01202",
        "開始年度": "R5",
        "終了年度": "R9",
        "出典": "hakodate-2023-plan",
    }


def test_the_same_bytes_every_time(data, blank, tmp_path):
    again = workbook.make(tmp_path / "again.xlsx", data, new.city(data, "01202", "R5", "R9"), "ja")
    assert again.read_bytes() == blank.read_bytes()


def test_it_lies_outside_raw_and_nothing_is_overwritten(data, tmp_path):
    for path, code, why in (
        (data / "raw" / "x.xlsx", 2, "data/raw の外に"),
        (tmp_path / "x.csv", 2, ".xlsx で終わるべき"),
        (tmp_path / "no" / "x.xlsx", 2, "フォルダー"),
        (data / "mappings" / "x.xlsx", 0, ""),
        (data / "mappings" / "x.xlsx", 1, "すでにあります"),
    ):
        done = run("new", "01202", "--start", "R5", "--workbook", path, "--data", data, "--lang", "ja")
        assert (done.exit_code, why in "".join(done.stderr.split("\n"))) == (code, True)
    done = run("new", "20219", "--start", "2030", "--workbook", tmp_path / "y.xlsx", "--data", data, "--lang", "ja")
    assert (done.exit_code, "すでにあります" in done.stderr) == (1, True)
    assert not (tmp_path / "y.xlsx").exists()


@pytest.mark.parametrize("folder", first([TOMI, "41205_imari", "09215_nasukarasuyama"]))
@pytest.mark.parametrize("lang", first(["ja", "en"]))
def test_a_city_taken_in_from_its_workbook_is_the_same(data, tmp_path, folder, lang):
    raw, decided = data / "raw" / folder, data / "mappings" / folder
    card = CsvFile(raw / "plan.yaml")
    text = (raw / "plan.yaml").read_text(encoding="utf-8")
    start = next(line.partition(": ")[2] for line in text.splitlines() if line.startswith("start_text"))
    assert card
    path = workbook.make(tmp_path / "w.xlsx", data, new.city(data, folder[:5], start), lang)
    assert filled_in.take(path, data)[1].en == "  nothing is new in it"
    before = {one: CsvFile(one).rows for one in (*raw.glob("*.csv"), *raw.glob("schedules/*.csv"))}
    before |= {decided / name: CsvFile(decided / name).rows for name in new.DECIDED}
    before[raw / "plan.yaml"] = workbook._records(data, raw / "plan.yaml", "")
    before[raw / "source.yaml"] = workbook._records(data, raw / "source.yaml", "sources")
    shutil.rmtree(raw)
    shutil.rmtree(decided)
    filled_in.take(path, data)
    for one, rows in before.items():
        if one.suffix == ".yaml":
            now = workbook._records(data, one, "sources" if one.name == "source.yaml" else "")
        else:
            now = CsvFile(one).rows
        own = [{k: v for k, v in row.items() if v and not k.endswith("_en")} for row in rows]
        assert [{k: v for k, v in row.items() if v} for row in now] == own, one
    filled = {one: one.read_bytes() for one in (*raw.rglob("*.*"), *decided.rglob("*.*"))}
    assert filled_in.take(path, data)[1].en == "  nothing is new in it"
    assert {one: one.read_bytes() for one in (*raw.rglob("*.*"), *decided.rglob("*.*"))} == filled


@pytest.mark.parametrize(
    ("value", "shown", "kind"),
    first(
        [
            (dt.datetime(2026, 1, 2), "mm-dd", "excel_date"),  # 1-2
            (100000.0, "0.00E+00", "excel_number"),  # 1e5
            (0.5, "0%", "excel_number"),  # 50%
            (0.5, "General", "excel_number"),  # 0.50
            (1200, "#,##0", "excel_number"),  # 1,200
            (123456789012, "General", "excel_number"),  # shown as 1.23457E+11
            (True, "General", "excel_number"),
            ("=1+1", "General", "excel_formula"),
            (dt.time(1, 30), "h:mm", "excel_date"),
        ],
    ),
)
def test_what_excel_made_of_a_text_is_a_fault(data, blank, value, shown, kind):
    book = opened(blank)
    page = book["指標"]
    page["A3"], page["B3"], page["E3"] = "k01", "利用率", value
    page["E3"].number_format = shown
    book.save(blank)
    (fault,) = faults(blank, data)
    assert (fault.kind, fault.place.says("ja")) == (kind, "hakodate.xlsx [指標] 3行目 列「目標値（記載）」")
    assert not (data / "raw" / "01202_hakodate").exists()


@pytest.mark.long
def test_a_whole_number_shown_by_its_digits_is_these_digits(data, blank):
    fill(blank, "指標", {"指標ID": "k01", "名称": "件数", "目標値（記載）": 1200, "ページ": 12.0})
    filled_in.take(blank, data)
    (row,) = CsvFile(data / "raw" / "01202_hakodate" / "kpis.csv").rows
    assert (row["target_text"], row["page"]) == ("1200", "12")


@pytest.mark.long
def test_texts_stay_as_they_are_printed(data, blank):
    fill(
        blank,
        "指標",
        {"指標ID": "k01", "名称": "＝割合", "目標値（記載）": "５０％\n（R9）", "現状値（記載）": "－", "備考": "1-2"},
    )
    put(blank, "施策", A3="1-1", E3="窓口")
    filled_in.take(blank, data)
    (row,) = CsvFile(data / "raw" / "01202_hakodate" / "kpis.csv").rows
    assert [row[name] for name in ("name_ja", "target_text", "baseline_text", "note_text")] == [
        "＝割合",
        "５０％\n（R9）",
        "－",
        "1-2",
    ]


def test_a_cell_that_says_something_else_is_not_overwritten_without_saying(data, tmp_path):
    path = workbook.make(tmp_path / "w.xlsx", data, new.city(data, "20219", "R4"), "ja")
    put(path, "指標", E4="90%")
    put(path, "計画", B3="別の計画名")
    kpis = data / "raw" / TOMI / "kpis.csv"
    before = kpis.read_bytes()
    found = [fault.says("ja") for fault in faults(path, data)]
    assert found == [
        "w.xlsx [指標] 4行目 列「目標値（記載）」: 「90%」ですが、すでに「100%」とあります"
        f"（data/raw/{TOMI}/kpis.csv 3行目 列「target_text」）。様式の文言に改めるなら --replace を付けてください",
        "w.xlsx [計画] 3行目 列「題名」: 「別の計画名」ですが、すでに「東御市情報化推進計画（案）」とあります"
        f"（data/raw/{TOMI}/plan.yaml 列「title_ja」）。様式の文言に改めるなら --replace を付けてください",
    ]
    assert kpis.read_bytes() == before
    done = run("add", path, "--replace", "--data", data, "--lang", "ja")
    assert done.exit_code == 0
    assert "指標: 1セルを書き換え" in done.output
    assert [row["target_text"] for row in CsvFile(kpis).rows][1] == "90%"
    assert 'title_ja: "別の計画名"\n' in (kpis.parent / "plan.yaml").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_blank_is_filled_and_a_new_row_stands_where_it_is_printed(data, tmp_path):
    path = workbook.make(tmp_path / "w.xlsx", data, new.city(data, "20219", "R4"), "ja")
    book = opened(path)
    page = book["施策"]
    page.insert_rows(4)
    for cell, text in zip(page[4], ["1-1b", "1-①の2", "1 市民の利便性向上", "", "追加の施策"], strict=False):
        cell.value = text
    page["F3"] = "総務課"
    book.save(path)
    filled_in.take(path, data)
    rows = CsvFile(data / "raw" / TOMI / "measures.csv").rows
    assert [row["measure"] for row in rows][:3] == ["1-1", "1-1b", "1-2"]
    assert rows[0]["department"] == "総務課"


@pytest.mark.long
def test_what_is_wrong_in_a_sheet_is_said_by_its_place(data, blank):
    put(blank, "計画", B4="採択")
    put(blank, "施策", E3="番号のない施策", Q3="はみ出し", P1="メモ")
    put(blank, "国の事項の札", A3="1-1", C3="dx", D3="札")
    found = {(fault.kind, fault.place.says("ja")) for fault in faults(blank, data)}
    assert found == {
        ("not_in_list", "hakodate.xlsx [計画] 4行目 列「策定済み・案」"),
        ("unknown_column", "hakodate.xlsx [施策] 1行目 列「メモ」"),
        ("no_heading", "hakodate.xlsx [施策] 3行目"),
        ("missing", "hakodate.xlsx [施策] 3行目 列「施策ID」"),
    }


def test_sheets_of_one_s_own_are_left_aside_and_said(data, blank):
    book = opened(blank)
    book.create_sheet("下書き")["B2"] = "1e5"
    book.save(blank)
    (said,) = (line.ja for line in filled_in.take(blank, data) if "下書き" in line.ja)
    assert said == "hakodate.xlsx [下書き]: 様式にないシートなので読んでいません"


@pytest.mark.long
def test_a_survey_lies_in_a_folder_of_its_own(data, blank):
    fill(
        blank, "設問", {"設問ID": "q1", "番号": "問1", "設問": "使うもの", "単数・複数回答": "複数回答", "ページ": "3"}
    )
    fill(blank, "選択肢", {"設問ID": "q1", "選択肢ID": "pc", "選択肢": "パソコン"})
    put(blank, "集計 q1", B1="全体", C1="20代", A3="n", B3="200", C3="80", A4="パソコン", B4="61.0%", C4="92.5%")
    (fault, *_) = faults(blank, data)
    assert fault.kind == "no_survey"
    put(blank, "調査", B1="hakodate-ict-2022")
    filled_in.take(blank, data)
    folder = data / "raw" / "01202_hakodate" / "surveys" / "ict"
    assert CsvFile(folder / "q1.csv").rows[1] == {"選択肢": "パソコン", "全体": "61.0%", "20代": "92.5%"}
    assert CsvFile(folder / "questions.csv").rows[0]["answer"] == "multiple"
    assert 'survey_id: "hakodate-ict-2022"' in (folder / "survey.yaml").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_plan_filled_in_by_workbook_alone_builds(data, blank):
    """A person who knows the plan, and no Python: sheet by sheet, then `add`, then `check`."""
    book = opened(blank)
    answers = {
        "題名": "函館市DX計画",
        "策定済み・案": "策定済み",
        "策定時の自治体DX推進計画の版": "2.3",
        "版の判断理由": "時期",
        "ページ": "1",
        "ページの中の位置": "表紙",
    }
    for row in book["計画"].iter_rows(max_col=2):
        row[1].value = answers.get(row[0].value, row[1].value)
    book.save(blank)
    fill(blank, "文書", {"文書": "函館市DX計画", "ファイル名": "plan.pdf", "利用条件": "事実だけを収める"})
    fill(blank, "施策", {"施策ID": "1", "番号": "①", "題名": "窓口改革", "ページ": 2, "ページの中の位置": "表"})
    kpi = {
        "指標ID": "k01",
        "名称": "利用率",
        "現状値（記載）": "10.5%",
        "現状値の年度": "R4",
        "目標値（記載）": "50％",
        "目標年度": "令和9年度",
    }
    fill(blank, "指標", {**kpi, "ページ": 2, "ページの中の位置": "表"})
    fill(blank, "指標の箇所", {"指標ID": "k01", "施策ID": "1", "ページ": 2, "ページの中の位置": "表"})
    fill(
        blank,
        "工程表",
        {
            "施策ID": "1",
            "工程の読み取り": "分かる",
            "2023年度": "検討",
            "2024年度": "運用",
            "ページ": 3,
            "ページの中の位置": "表",
        },
    )
    reading = {
        "指標ID": "k01",
        "単位": "%",
        "よい向き": "高いほど",
        "尺度": "割合",
        "下限": 0,
        "上限": 100,
        "数え方": "時点",
        "理由": "割合",
    }
    fill(blank, "判断・指標の読み方", reading)
    done = run("add", blank, "--data", data, "--lang", "ja")
    assert done.exit_code == 0, done.stderr
    assert "指標: 1行を追加" in done.output
    checked = run("check", "01202", "--data", data, "--lang", "ja")
    assert checked.exit_code == 0, checked.output  # nothing is wrong; two decisions are still to do
    assert "誤り0件、これからすること2件" in checked.output


def test_a_workbook_is_known_by_its_first_cell(blank, tmp_path):
    assert mark(blank) == MARK
    (tmp_path / "x.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (tmp_path / "x.csv").write_text(MARK, encoding="utf-8")
    assert (mark(tmp_path / "x.xlsx"), mark(tmp_path / "x.csv")) == ("", "")


def test_a_printed_text_that_ends_like_a_choice_stays_whole(data, blank):
    fill(blank, "施策", {"施策ID": "1", "題名": "窓口改革［再掲］"})
    filled_in.take(blank, data, lang="ja")
    assert CsvFile(data / "raw" / "01202_hakodate" / "measures.csv").rows[0]["title_ja"] == "窓口改革［再掲］"
