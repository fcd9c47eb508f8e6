"""What is particular to PDF: two readers, pages, letters, and what is refused."""

import dataclasses

import pdfplumber
import pypdf
import pypdfium2
import pytest
from PIL import Image

from benchmarks.extraction import unembedded
from benchmarks.extraction.tables import Sheet, Spot
from dxcompare.extract import document, readers
from dxcompare.extract.blocks import CannotRead
from dxcompare.extract.picture import ASKED, SURE, drawn
from tests.extract.printed import HEAD, pdf, proposals, rows, table
from tests.tiers import each

KPIS = table(["指標", "現状値", "目標値"], ["利用率", "15.9%", "50.0%"], ["手続数", "13件", "50件"])
ENDS = ("name_ja", "baseline_text", "target_text")


def test_what_the_two_readers_read_differently_is_a_question(tmp_path, monkeypatch):
    """Each reader in turn loses the decimal point of one cell."""
    path = pdf(tmp_path, KPIS)
    assert all(one.sure for one in proposals(path))
    for name in ("first", "second"):
        with monkeypatch.context() as patch:
            read = getattr(readers, name)
            patch.setattr(readers, name, lambda *words, read=read: lost(read(*words)))
            one, other = proposals(path)
        assert [column for column, _ in one.doubts] == ["baseline_text", "target_text"]
        assert {*one.doubts[0][1].readings} == {"15.9%", "159%"}
        assert other.sure


def lost(letters):
    return [one for one in letters if one.text != "."]


def test_letters_whose_font_does_not_say_which_they_are_are_a_question(tmp_path, monkeypatch):
    read = readers.second
    path = pdf(tmp_path, KPIS)
    monkeypatch.setattr(
        readers, "second", lambda *words: [dataclasses.replace(one, unmapped=one.text == "3") for one in read(*words)]
    )
    assert [[column for column, _ in one.doubts] for one in proposals(path)] == [[], ["baseline_text"]]


def test_letters_printed_four_times_are_read_once(tmp_path):
    bold = "#place(dx: 0.15pt)[{0}]#place(dx: 0.3pt)[{0}]#place(dx: 0.45pt)[{0}]{0}"
    path = pdf(tmp_path, table(["指標", "現状値", "目標値"], ["重要度", bold.format("2014件"), bold.format("11.44%")]))
    assert rows(path, "kpis", *ENDS) == [("重要度", "2014件", "11.44%")]


def test_letters_printed_over_each_other_are_a_question(tmp_path):
    over = "#place[検討する]#place(dx: 4pt)[実施する]　　　　　"
    path = pdf(tmp_path, table(["取組", "R5", "R6"], ["窓口", over, "拡充"]))
    (one,) = proposals(path)
    assert {column for column, _ in one.doubts} == {"R5"}


def test_text_that_runs_over_the_border_stays_in_its_cell(tmp_path):
    body = [["満足", "470(61.5%)", "17(53.1%)"], ["不満", "100(18.2%)", "9(12.3%)"]]
    path = pdf(tmp_path, "問1\n" + table(["選択肢", "全体", "男性"], *body, columns="(3cm, 1.55cm, 1.55cm)"))
    assert rows(path, "survey", "全体", "男性") == [("470(61.5%)", "17(53.1%)"), ("100(18.2%)", "9(12.3%)")]


def test_a_table_goes_on_over_the_page(tmp_path):
    body = [[f"指標その{n}", f"{n}件", f"{n}0件"] for n in range(1, 60)]
    whole = [tuple(row) for row in body]
    for options in ("", "stroke: (x: none, y: 0.5pt), ", "stroke: none, fill: (x, y) => if y == 0 { luma(220) }, "):
        path = pdf(tmp_path, table(["指標", "現状値", "目標値"], *body, options=options))
        assert rows(path, "kpis", *ENDS) == whole
        assert {one.page for one in proposals(path)} == {1, 2}


def test_a_cell_that_the_end_of_a_page_cuts_is_whole_and_asked_about(tmp_path):
    long = "窓口の手続きを順次見直して電子申請の対象を広げ利用者の声を聞いて改める"
    body = [["書かない窓口", "検討", long], ["電子契約", "設計", "運用"]]
    path = pdf(tmp_path, "#v(23.2cm)\n" + table(["取組", "R5", "R6"], *body, columns="(4cm, 3cm, 2.5cm)"))
    assert rows(path, "schedule", "track", "R5", "R6") == [tuple(row) for row in body]
    assert [one.sure for one in proposals(path)] == [False, True]


def test_the_page_of_the_file_and_the_printed_one(tmp_path):
    head = HEAD.replace("margin: 2cm", "margin: 2cm, footer: align(center)[－ 7 －]")
    (one, *_) = proposals(pdf(tmp_path, "#pagebreak()\n" + KPIS, head=head))
    assert (one.page, one.row["page"]) == (2, "7")
    x0, top, x1, bottom = one.boxes["target_text"]
    assert 0 < x0 < x1 < 596
    assert 0 < top < bottom < 200


def test_a_chart_is_no_table_and_named_once(tmp_path):
    (one,) = proposals(
        pdf(tmp_path, f"#table(columns: 14, {', '.join('[]' if n % 20 else '[12]' for n in range(140))})")
    )
    assert (one.table, one.row, one.sure) == ("other", {}, False)


def test_a_scan_is_refused(tmp_path):
    path = tmp_path / "scan.pdf"
    Image.new("RGB", (400, 500), "white").save(path)
    with pytest.raises(CannotRead) as error:
        document.read(path)
    assert "scan" in error.value.message.en
    assert "画像" in error.value.message.ja


def unmapped(tmp_path, share):
    """A PDF in which so many of ten cells are of a font that has no character map."""
    sheet = Sheet(
        "kpis", "", [[Spot("指標名"), Spot("目標値")], *([Spot("あいう"), Spot("12")] for _ in range(9))], [1, 1], []
    )
    path = tmp_path / "font.pdf"
    unembedded.pdf([sheet], path)
    data = path.read_bytes()
    for _ in range(share):
        data = data.replace(b"/Encoding /UniJIS-UTF16-H", b"/Encoding /Identity-H     ", 1)
        data = data.replace(b"/Ordering (Japan1)", b"/Ordering (Identi)", 1)
    path.write_bytes(data)
    return path


def test_fonts_without_a_character_map_are_refused(tmp_path):
    assert rows(unmapped(tmp_path, 0), "kpis", "name_ja", "target_text") == [("あいう", "12")] * 9
    with pytest.raises(CannotRead, match="%") as error:
        document.read(unmapped(tmp_path, 1))
    assert "character map" in error.value.message.en


def test_what_is_no_pdf_is_refused(tmp_path):
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4 nothing")
    with pytest.raises(CannotRead):
        document.read(path)
    path = tmp_path / "x.doc"
    path.write_bytes(b"")
    with pytest.raises(CannotRead) as error:
        document.read(path)
    assert ".docx" in error.value.message.en


def test_a_protected_file_is_refused(tmp_path):
    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path, KPIS))
    writer.encrypt("secret", algorithm="RC4-128")
    path = tmp_path / "locked.pdf"
    writer.write(path)
    with pytest.raises(CannotRead) as error:
        document.read(path)
    assert "password" in error.value.message.en


@pytest.mark.parametrize("angle", each(3, [0, 90, 180, 270]))
def test_a_table_that_lies_on_its_side_is_read_upright(angle, tmp_path):
    path = pdf(tmp_path, f"#rotate({angle}deg, reflow: true)[{KPIS}]")
    assert rows(path, "kpis", *ENDS) == [("利用率", "15.9%", "50.0%"), ("手続数", "13件", "50件")]
    with Image.open(drawn(path, proposals(path), tmp_path)[0]) as picture:
        assert (picture.width > picture.height) == (angle in (90, 270))


def test_the_grid_is_drawn_over_the_page(tmp_path):
    path = pdf(tmp_path, KPIS)
    found = proposals(path)
    (one,) = drawn(path, found, tmp_path / "pictures")
    assert one.name == "page_001.png"
    assert SURE in colours(one)
    assert ASKED not in colours(one)
    found[0].doubts.append(("name_ja", None))
    drawn(path, found, tmp_path / "pictures")
    assert ASKED in colours(one)


def colours(path):
    with Image.open(path) as picture:
        return {colour for _, colour in picture.getcolors(1 << 20)}


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_both_readers_place_letters_alike_on_turned_pages(angle, tmp_path):
    writer = pypdf.PdfWriter(clone_from=pdf(tmp_path, KPIS))
    writer.pages[0].rotate(angle)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    with pdfplumber.open(path) as book, pypdfium2.PdfDocument(path) as again:
        page = book.pages[0]
        one = readers.first(page)
        other = readers.second(again[0], again[0].get_mediabox(), angle, float(page.height))
    assert len(one) > 20
    for letter in one:
        near = [each for each in other if each.text == letter.text and abs(middle(each)[0] - middle(letter)[0]) < 4]
        assert any(abs(middle(each)[1] - middle(letter)[1]) < 4 for each in near), letter


def middle(letter):
    return (letter.x0 + letter.x1) / 2, (letter.top + letter.bottom) / 2
