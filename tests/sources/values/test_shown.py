"""What a text was read as, for people and for programs."""

import json

from hypothesis import given
from hypothesis import strategies as st

from dxcompare.sources.values import read
from dxcompare.sources.values.shown import KEYS, as_line, in_words

AMOUNT = {
    "text": "約1,200件/年",
    "status": "sure",
    "kind": "amount",
    "value": 1200,
    "high": None,
    "of": None,
    "unit": "件",
    "comparator": "eq",
    "approximate": True,
    "period": "per_year",
    "maintain": False,
    "note": None,
}


def test_a_line_has_the_twelve_keys():
    assert json.loads(as_line("約1,200件/年")) == AMOUNT
    assert tuple(AMOUNT) == KEYS


def test_what_is_unreadable_has_no_kind():
    found = json.loads(as_line("１０Ｏ％"))
    assert (found["status"], found["kind"], found["value"]) == ("unreadable", None, None)


def test_a_line_may_be_a_json_string():
    assert json.loads(as_line('"80％\\n70％"\n'.encode()))["text"] == "80％\n70％"
    assert json.loads(as_line('"80％\n'.encode()))["text"] == '"80％'  # no JSON: the text itself


def test_the_end_of_a_line_and_a_mark_of_order_are_no_text():
    assert json.loads(as_line("\ufeff5件\r\n".encode()))["text"] == "5件"


def test_numbers_keep_their_digits():
    assert '"value": 12345678901234567.5' in as_line("12345678901234567.5km")  # more than a float holds
    assert '"value": 4.0' in as_line("４．０")


@given(st.text())
def test_one_line_for_one_text(text):
    line = as_line(text)
    assert line.splitlines() == [line]
    assert json.loads(line)["text"] == text
    line.encode()


@given(st.binary())
def test_one_line_for_any_bytes(line):
    assert len(as_line(line.replace(b"\n", b"")).splitlines()) == 1


def test_words_for_people():
    said = {
        "２倍以上": ("確か：基準からの増減・倍率 2倍以上", "sure: a change from a baseline, ≥ 2 倍"),
        "50～60％": ("確か：範囲 50～60%", "sure: a range, 50 to 60 %"),
        "5/19校": ("確か：全体のうちの数 19のうち5校", "sure: a part of a whole, 5 of 19 校"),
        "0件を維持（R9）": ("確か：量 0件、維持、（R9）", "sure: an amount, 0 件, to be maintained, (R9)"),
        "5ポイント": (
            "案（人が決める）：量 5ポイント、※ポイントは増減か水準か分からない",
            "proposed, a person decides: an amount, 5 ポイント, * points may be a change or a level",
        ),
    }
    for text, (ja, en) in said.items():
        assert (in_words(read(text), "ja"), in_words(read(text), "en")) == (ja, en)
