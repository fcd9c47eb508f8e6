"""The sheet of one plan as a page of A4 and as HTML, however little or much there is."""

import sys
from dataclasses import replace
from datetime import date
from io import BytesIO

import lxml.html
import pypdf
import pytest

from dxcompare import brief as ask
from dxcompare.present.sheet import Bar, Block, Sheet
from dxcompare.report import brief
from dxcompare.report.cache import Store
from tests.plans import A, made, rows

ON = date(2026, 11, 26)
LITTLE = Sheet(
    "ja", "甲市", "2021年度〜。", (("問い", "答え"),), (Block("事項"),), (Block("目標"),), (Block("注意"),), ("出典",)
)


def read(printed):
    return [page.extract_text().replace("\n", "") for page in pypdf.PdfReader(BytesIO(printed)).pages]


def much(n, letters, lang="ja"):
    """A sheet with so many rows of so long names in every block."""
    name = ("長い名前" if lang == "ja" else "long name ") * letters
    block = Block(
        "表",
        "読み方" * 20,
        ("名", "値"),
        (60, 33),
        tuple((f"{i}{name}", Bar(50, "50％")) for i in range(n)),
        more="ほか{n}件",
    )
    return replace(
        LITTLE,
        lang=lang,
        answers=(("問い", "答え" * 60),) * 4,
        left=(replace(block, elastic=True), block),
        right=(replace(block, elastic=True), block),
        foot=(Block("注意", rows=tuple(("注意" * 25,) for _ in range(9))),),
    )


def test_a_sheet_of_nearly_nothing_is_one_page():
    (page,) = read(brief.printed(LITTLE, ON))
    assert "甲市" in page
    assert "出典" in page


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_sheet_of_very_much_is_one_page_and_counts_what_it_leaves_out(lang):
    n = 40
    sheet = much(n, 6, lang)
    (page,) = read(brief.printed(sheet, ON))
    rests = [int(one.partition("件")[0]) for one in page.split("ほか")[1:]]
    assert len(rests) == 4
    assert page.count("50％") == 4 * n - sum(rests)
    assert min(n - rest for rest in rests) >= brief.LEAST


@pytest.mark.long
def test_the_longer_column_alone_is_cut():
    sheet = replace(much(60, 1), right=(Block("目標", rows=(("一つ", "1"),), widths=(60, 33)),))
    (page,) = read(brief.printed(sheet, ON))
    assert page.count("ほか") == 2
    assert "一つ" in page


@pytest.mark.long
def test_long_texts_are_cut_where_they_have_no_room_which_is_said(monkeypatch):
    monkeypatch.setattr(brief, "SIZES", (6.6,))
    monkeypatch.setattr(brief, "CUTS", ())
    long = "とても長い名前の施策" * 30
    sheet = replace(much(9, 2), answers=((long[:10], long * 10),) * 4, title=long)
    sheet = replace(sheet, left=tuple(replace(one, rows=((long, "1"),) * 9) for one in sheet.left))
    (page,) = read(brief.printed(sheet, ON))
    assert "長い文言は「…」で切った。" in page
    assert long not in page
    assert "切った" not in read(brief.printed(much(3, 3), ON))[0]


@pytest.mark.long
def test_what_fits_on_no_page_is_refused(monkeypatch):
    monkeypatch.setattr(brief, "CUTS", ())
    sheet = replace(LITTLE, answers=(("問い", "答え"),) * 400)
    with pytest.raises(brief.TooMuch):
        brief.printed(sheet, ON)


def test_letters_that_cannot_be_printed_are_named_at_the_foot():
    sheet = replace(LITTLE, left=(Block("表", widths=(1, 1), rows=(("\U00020bb7野家\x07", "1"),)),))
    (page,) = read(brief.printed(sheet, ON))
    assert "〓：ここに描けない字。〓野家〓 (U+20BB7 U+0007)" in page
    assert "描けない字" not in read(brief.printed(LITTLE, ON))[0]


def test_a_sheet_that_fits_on_no_page_has_no_pdf_and_the_report_goes_on(monkeypatch):
    ds = made(
        [("a-2021/1", "card", "a")],
        measure=MEASURE,
        plan=rows("plan_id municipality_code start_fy", (A, "01001", 2021)),
    )
    monkeypatch.setattr(brief, "printed", lambda *given: (_ for _ in ()).throw(brief.TooMuch("甲市")))
    found = brief.sheets(ds, "ja")
    assert found.files == {}
    assert "PDFは作っていない。1枚に収まらない。" in found.parts[A]


def test_the_same_sheet_gives_the_same_bytes():
    assert brief.printed(LITTLE, ON) == brief.printed(LITTLE, ON)


def test_signs_of_typst_and_of_html_are_printed_as_they_stand():
    said = '#x *y* _z_ "引用" \\ $1 <b>&amp;'
    sheet = replace(LITTLE, title=said, left=(Block("表", widths=(1, 1), rows=((said, "1"),)),))
    assert read(brief.printed(sheet, ON))[0].count(said) == 2
    page = lxml.html.fromstring(brief.html(sheet, "01001", "—"))
    assert page.xpath("//h2")[0].text == said
    assert page.xpath("//th[@scope='row']")[0].text == said


def test_html_has_answers_tables_bars_and_what_is_left_out():
    page = lxml.html.fromstring(brief.html(much(20, 1), "01001", '<a href="city.pdf">PDF</a>'))
    assert page.xpath("//section[@data-city='01001']/p/a/@href") == ["city.pdf"]
    assert [one.text for one in page.xpath("//dt")] == ["問い"] * 4
    table = page.xpath("//table")[0]
    assert [one.text for one in table.xpath(".//th[@scope='col']")] == ["名", "値"]
    assert len(table.xpath(".//tbody/tr")) == brief.ROOM["ja"]
    assert table.getnext().text == f"ほか{20 - brief.ROOM['ja']}件"
    assert set(page.xpath("//i/span/@style")) == {"width:50.0%"}


MEASURE = rows("measure_id plan_id title_ja", ("a-2021/1", A, "カード普及"))


@pytest.mark.long
def test_a_plan_of_one_measure_has_a_sheet():
    ds = made([("a-2021/1", "card", "a")], measure=MEASURE)
    sheet = ask(ds, A).sheet("ja")
    (page,) = read(brief.printed(sheet, ON))
    for said in ("甲市", "指標の記載がない", "住民調査なし", "公的統計の値なし", "9.9 版"):
        assert said in page


def test_without_typst_the_pages_stand_and_say_what_is_missing(monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    found = brief.sheets(made([("a-2021/1", "card", "a")], measure=MEASURE), "ja")
    assert found.files == {}
    assert "typst" in found.parts[A]
    assert "PDFは作っていない" in found.parts[A]


@pytest.mark.long
def test_sheets_are_kept_until_their_key_changes(tmp_path, monkeypatch):
    ds = made([("a-2021/1", "card", "a")], measure=MEASURE)
    store = Store(tmp_path)
    first = brief.kept(ds, "ja", store, "k", ds.plan["plan_id"])
    assert set(first.files) == {f"city-{plan}.pdf" for plan in ds.plan["plan_id"]}
    monkeypatch.setattr(brief, "sheets", lambda *_: pytest.fail("made anew"))
    assert brief.kept(ds, "ja", store, "k", ds.plan["plan_id"]) == first
    with pytest.raises(pytest.fail.Exception):
        brief.kept(ds, "ja", store, "other", ds.plan["plan_id"])
