"""What no person types: characters that nobody can see, letters that are lost or look like others, programs' words."""

import pytest

from dxcompare.sources.accidents import check, composed
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
    "excel_formula": ("=A1+B2", "=SUM(A1:A3)", "=1+2", '="0123"', "=-A1", "＝SUM(A1)"),
    "excel_text": ("'0123", "'50%"),
    "excel_date": ("2-Jan", "Jan-24", "1月2日", "１月２日", "2024-01-02 00:00:00", "2024/1/2 0:00"),
    "excel_number": ("1E+05", "1.2E+10", "1e5", "-3E-04"),
    "program_word": ("TRUE", "FALSE", "NaN", "nan", "None", "NULL", "<NA>"),
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


def test_a_date_may_be_a_date_and_a_value_is_asked_about_elsewhere():
    check("2024/1/2", "date")
    check("1月2日", "date")
    check("NaN", "value")
    check("1E+05", "value")
    with pytest.raises(Unreadable):
        check("#REF!", "value")


def test_letters_with_their_marks_apart_are_one():
    assert composed("テ\u3099シ\u3099タルe\u0301") == "デジタルé"
    assert composed("神\ufe00 ㇷ\u309a") == "神\ufe00 ㇷ\u309a"
