"""What no person types: characters that nobody can see, letters that are lost or look like others, programs' words."""

import pytest

from dxcompare.sources.accidents import check, composed
from dxcompare.sources.reader import Reader
from dxcompare.tables import like
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import Unreadable

LEGAL = (
    "電子申請（50％以上）",
    "𠮷野家・髙﨑・葛\U000e0100城・神\ufe00",  # beyond the basic plane, and how a kanji is drawn
    "👨\u200d👩\u200d👧と👍🏽、❤\ufe0f",
    "①Ⅲ㈱㌔½²",
    "Ａ～Ｚ　ｱｲｳ",
    "プラスα、β版、μm、kΩ",
    "デジタルデバйд",  # a misprint with letters that look like no Latin one
    "Служба поддержки сервиса",
    "ㇷ\u309a",
    "العربية ١٢",
    "หน้า",
    "1行目\n2行目",
    "2025年4月1日、4月1日から",
    "項目 # 1、C#",
    "＝（実施数÷全数）×100",
    "true story, nanometre, nullable",
    "1-1",
    "é",
    "O'Brien's",
    *("R&D", "AT&T;", "[参考]", "x_y_", "<窓口>", "3 < 5", "目標 ['令和'] 7"),
)
WRONG = {
    "unseen": (
        *(
            "5\u200b0%",
            "窓\u200c口",
            "\u202e01",
            "\u2066a\u2069",
            "窓\u00ad口",
            "窓\u00a0口",
            "a\u2003b",
            "a\tb",
            "a\x00b",
        ),
        *(
            "a\x0bb",
            "a\x85b",
            "a\u2028b",
            "\ue000",
            "a\u3164",
            "k\ufeff01",
            "5\ufe0f0",
            "か\ufe00",
            "5\u03010",
            "1\u20e3",
            "窓\u200d口",
        ),
        "\ufffe",
    ),
    "lost_letters": (
        "計\ufffd画",
        "計〓画",
        "計画を策定".encode().decode("cp932", "ignore"),
        "è¨ˆç\x94»".replace("\x94", "”"),
    ),
    "look_alike": ("АI活用", "k0１Ο", "ІТ活用", "⻑野県", "٣٥%", "𝟓０％", "10Ο%"),
    "excel_error": ("#REF!", "＃REF!", "#N/A", "####", "合計 #NAME? 件", "#DIV/0!"),
    "excel_formula": (
        "=A1+B2",
        "=R[-1]C",
        "=RC[2]",
        "+A1",
        "@SUM(A1)",
        "=SUM(A1:A3)",
        "=1+2",
        '="0123"',
        "=-A1",
        "＝SUM(A1)",
        "='表'!A1",
        "=表!A1",
        "=(A1+B1)",
        "={1,2}",
    ),
    "excel_text": ("'0123", "'50%", "'手続"),
    "excel_date": ("2-Jan", "Jan-24", "1月2日", "１月２日", "2024-01-02 00:00:00", "2024/1/2 0:00"),
    "excel_number": ("1E+05", "1.2E+10", "1e5", "-3E-04"),
    "blank_line": ("目標1\n\n窓口", "50\n 　\n60"),
    "program_word": (
        *("TRUE", "FALSE", "NaN", "nan", "None", "NULL", "<NA>"),
        *(
            "窓口_x000D_",
            "窓(cid:123)口",
            "窓口&nbsp;改革",
            "R&amp;D",
            "窓口<br>改革",
            "<p>窓口</p>",
            "['窓口']",
            "b'k01'",
        ),
    ),
}


@pytest.mark.parametrize("text", LEGAL)
def test_what_is_printed_passes(text):
    check(text)
    assert composed(text) == text


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in WRONG.items() for text in texts])
def test_what_nobody_prints_is_told_by_its_kind(kind, text):
    with pytest.raises(Unreadable) as error:
        check(text)
    assert error.value.kind == kind
    if kind == "unseen":
        assert "⟨U+" in error.value.found
        assert error.value.found.isprintable()


def test_a_number_of_something_is_no_date_and_no_fraction():
    for text in ("1.0", "12.00", "2024/1/2"):
        check(text)
        with pytest.raises(Unreadable):
            check(text, "name")


def test_an_id_stands_on_one_line():
    check("k\n01", "name")
    with pytest.raises(Unreadable, match="blank_line"):
        check("k\n01", "id")


def test_a_date_may_be_a_date_and_a_value_is_asked_about_elsewhere():
    check("2024/1/2", "date")
    check("1月2日", "date")
    check("NaN", "value")
    check("1E+05", "value")
    with pytest.raises(Unreadable):
        check("#REF!", "value")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("⻑寿課", "⟨U+2ED1 CJK RADICAL LONG ONE → 長⟩寿課"),
        ("住⺠、⺟子", "住⟨U+2EA0 CJK RADICAL CIVILIAN → 民⟩、⟨U+2E9F CJK RADICAL MOTHER → 母⟩子"),
        ("Β版", "⟨U+0392 GREEK CAPITAL LETTER BETA → B⟩版"),
        ("⺀", "⟨U+2E80 CJK RADICAL REPEAT⟩"),
        ("市民課\n\n税務課", "市民課⏎⏎税務課"),
    ],
)
def test_what_is_meant_is_told_on_one_line(text, said):
    with pytest.raises(Unreadable) as error:
        check(text)
    assert error.value.found == said


def test_letters_with_their_marks_apart_are_one():
    assert composed("テ\u3099シ\u3099タルe\u0301") == "デジタルé"
    assert composed("神\ufe00 ㇷ\u309a") == "神\ufe00 ㇷ\u309a"


def sheet(tmp_path, name, folder, *lines):
    """The faults of a file, as messages."""
    path = tmp_path / name
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    reader = Reader(tmp_path)
    read = reader.sheet(path, *like(name, folder))
    return read, [fault.says("en") for fault in reader.faults]


KPIS = "kpi,name_ja,baseline_text,baseline_year_text,target_text,target_year_text,formula_text,note_text,page,where"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("k01,窓\u200b口,10%,R5,50%,R9,,,2,表", "column 'name_ja': 窓⟨U+200B ZERO WIDTH SPACE⟩口 holds a character that nobody can see"),
        ("1月2日,窓口,10%,R5,50%,R9,,,2,表", "column 'kpi': the spreadsheet made a date of it (1月2日)"),
        ("k01,窓口,10%,R5,#REF!,R9,,,2,表", "column 'target_text': '#REF!' is what a spreadsheet shows of an error"),
        ("k01,窓口,10%,R55,50%,R9,,,2,表", "column 'baseline_year_text': 'R55' cannot be read as"),
        ("k01,窓口,10%,R5,50%,44927,,,2,表", "column 'target_year_text': '44927' cannot be read as"),
        ("k01,窓口,10%,R5,50%,R9,,,2.0,表", "column 'page': a page is a number from 1 on"),
        ("k01,窓口,10%,R5,50%,R9,=SUM(A1),,2,表", "column 'formula_text': it is a formula"),
    ],
)  # fmt: skip
def test_a_cell_of_any_file_is_looked_at_once(tmp_path, row, said):
    _, (fault,) = sheet(tmp_path, "kpis.csv", Folder.PLAN, KPIS, row)
    assert said in fault


def test_a_value_that_is_an_accident_is_asked_about_no_more(tmp_path):
    read, _ = sheet(tmp_path, "kpis.csv", Folder.PLAN, KPIS, "k01,窓口,10%,R5,#REF!,R9,,,2,表")
    assert read.records[0]["target_text"] == ""


def test_a_heading_is_looked_at_too(tmp_path):
    _, said = sheet(tmp_path, "units.csv", Folder.ALL, "un\u200bit,unit_en", "人,people")
    assert any("row 1" in one and "U+200B" in one for one in said)


@pytest.mark.parametrize(
    ("name", "lines", "said"),
    [
        (
            "stages.csv",
            ("phrase,stage,reason,first_stage", "検討,study,,"),
            "column 'reason': a value is needed; the cell is blank",
        ),
        ("stages.csv", ("phrase,stage,reason,first_stage", "検討,study,－,"), "'－' gives no reason; say why"),
        ("accepted.csv", ("kind,found,reason", "year_outside,R20,<reason>"), "'<reason>' gives no reason"),
        (
            "codes_a.csv",
            ("measure,item,role,note", "x-2023/1,none,primary,<reason>"),
            "column 'note': '<reason>' gives no reason",
        ),
    ],
)
def test_a_decision_says_why(tmp_path, name, lines, said):
    _, (fault,) = sheet(tmp_path, name, Folder.CITY, *lines)
    assert said in fault


def test_a_column_that_nothing_reads_is_read_all_the_same(tmp_path):
    head = "indicator,name_ja,name_en,caution,caution_en,section,heading,unit,population,edition,year,as_of"
    for bad in ("0000-00-00", "2023/04/01"):
        row = f"x,名,name,注,note,節,見出し,%,全,2024-07-12,2023,{bad}"
        _, (fault,) = sheet(tmp_path, "indicators.csv", Folder.ALL, head, row)
        assert "column 'as_of'" in fault


def test_a_file_with_marks_apart_is_read_and_noted(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("unit,unit_en\nか\u3099,x\n", encoding="utf-8")
    reader = Reader(tmp_path)
    read = reader.sheet(path, *like("units.csv", Folder.ALL))
    assert read.records[0]["unit"] == "が"
    assert [note.kind for note in reader.notes] == ["read_decomposed"]
    assert not reader.faults
