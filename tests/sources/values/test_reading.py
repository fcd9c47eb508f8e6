"""Printed texts to what they say: by hand, and as properties that hold for any text."""

import csv
import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dxcompare.sources.values import Value, folded, numeric, read
from dxcompare.sources.values.dates import undated
from dxcompare.tables.counters import COUNTERS
from dxcompare.tables.vocabularies import COMPARATORS, PERIODS, VALUE_KINDS, VALUE_STATUS, WHY_ASKED
from dxcompare.tables.wording import ABOUT_BEFORE, BOUNDS_AFTER
from tests.conftest import ROOT

OWN = Path(__file__).with_name("printed.csv")
#: a second set of texts, where it lies beside the project
BESIDE = [path for path in (one / "shared/trials/values.csv" for one in ROOT.parents) if path.is_file()]
NOT_COMPARED = {"range", "ratio", "relative", "several"}


def rows(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def wrong(row, found):
    """What a sure reading says otherwise than the row, whose blanks are not compared; a blank value or period is none."""
    if found.kind != row["kind"]:
        return [] if found.kind in row["also"].split("|") else ["kind"]
    differ = []
    for column in ("value", "high", "of"):
        said = getattr(found, column)
        if row[column]:
            differ += [column] * (said is None or said != Decimal(row[column]))
        elif column == "value" and found.kind not in NOT_COMPARED:
            differ += [column] * (said is not None)
    for column in ("unit", "comparator"):
        differ += [column] * (row[column] not in ("", getattr(found, column)))
    if found.kind not in NOT_COMPARED:
        differ += ["period"] * ((found.period or "") != row["period"])
        differ += [name for name in ("approximate", "maintain") if getattr(found, name) != (row[name] == "yes")]
    return differ


@pytest.mark.parametrize("path", [OWN, *BESIDE], ids=lambda path: path.name)
def test_no_text_is_changed_without_asking_and_most_are_read(path):
    """Of texts that a person can read, 85 of 100 are read; none is read as something else."""
    taken = [(row, read(row["text"])) for row in rows(path)]
    changed = {row["text"]: wrong(row, found) for row, found in taken if found.sure and wrong(row, found)}
    assert changed == {}
    readable = [found.sure for row, found in taken if row["kind"] != "unreadable"]
    assert len(readable) > 100
    assert sum(readable) >= 0.85 * len(readable)


def test_the_texts_are_many_and_half_of_them_were_not_looked_at():
    """`held` was read once, when the grammar stood; `after` was written after that."""
    sets = Counter(row["half"] for row in rows(OWN))
    assert min(sets["tuned"], sets["held"]) > 200
    assert sets["after"] > 80
    assert len({row["text"] for row in rows(OWN)}) == sum(sets.values())


def test_every_way_to_read_must_agree():
    """With a gap, a rate may be two columns; two units may be one amount; 万 may go for both ends."""
    for text, why in [
        ("1回 20人", "run_together"),
        ("1年6か月", "two_units"),
        ("1～2万人", "unclear_range"),
        ("30％に削減", "level_or_change"),
        ("2倍増", "times_more"),
        ("最大30人以上", "contradiction"),
        ("100％（19/20校）", "contradiction"),
        ("1.234人", "comma_or_point"),
        ("毎月10日", "date_or_amount"),
        ("5ポイント", "points_alone"),
        ("年20回/年", "contradiction"),
        ("1年間5件", "ambiguous"),
        ("（5）", "no_unit"),
        ("30人から50人", "unclear_range"),
        ("3/4", "date_or_ratio"),
        ("35/10万人", "no_unit"),
        ("①②5件", "contradiction"),
        ("3億5千", "doubtful_numeral"),
        ("ー10％", "unclear_sign"),
        ("- 10％", "unclear_sign"),
    ]:
        found = read(text)
        assert (found.status, found.why) == ("proposed", why), text


def test_words_in_brackets_that_tell_of_the_amount_are_asked_about():
    for text in ("30人（概数）", "100％（一部）", "5％（前年度比）", "10件（一人三件）", "80％（以上）", "5件（新規）"):
        assert read(text).status == "proposed", text
    for text in ("30人（見込み）", "30人（R5）", "30人（男性）", "4.2（5点満点）"):
        assert read(text).sure, text


def test_two_amounts_that_are_one_statement_are_not_several():
    assert read("男性80％、女性70％").kind == "several"
    for text in ("80％以上、かつ90％未満", "10人、うち女性3人", "80％以上、または5件"):
        assert not read(text).sure, text


def test_a_share_in_brackets_must_agree():
    assert read("95％（19/20校）").sure
    assert read("33.3％（1/3）").sure
    assert not read("33.4％（1/3）").sure
    assert read("19/20校（95％）").sure
    assert not read("19/20校（96％）").sure


def test_a_unit_that_the_table_says_makes_a_bare_number_an_amount():
    assert read("45292").why == "spreadsheet_date"
    assert read("45292", "人").sure
    assert read("2025").why == "year_or_amount"
    assert read("2025", "人").sure
    assert read("1.234", "人").why == "comma_or_point"
    assert read("0.582").sure


def test_what_stands_beside_an_amount_is_kept():
    assert read("70％（R9）").note == "R9"
    assert read("令和9年度末までに70％").note == "令和9年度末までに"
    assert read("①80％").note == "①"
    assert read("R4比15％増").relative_to == "R4"
    assert read("前年度比5％減").relative_to == "前年度"


def test_decimals_tell_how_far_a_number_is_rounded():
    for text, decimals in [("70.0%", 1), ("70%", 0), ("1.4億円", -7), ("1,200千円", -3), ("7割", -1), ("ゼロ", 0)]:
        assert read(text).decimals == decimals, text


def test_a_long_text_is_prose():
    assert read("実施" * 300).kind == "words"
    for text in ("約" * 300 + "5件", "5件、" * 100, "(" * 300 + "5" + ")" * 300, "1," * 300, "5" * 300):
        assert not read(text).sure


def test_a_letter_that_could_not_be_decoded_makes_a_text_unreadable():
    assert read("実施\ufffd").status == "unreadable"


@pytest.mark.parametrize("text", ["(½/ 短\n①)!元", "フ6(R\n～短7)"])
def test_a_line_may_break_within_brackets(text):
    assert read(text).status != "sure"


# --- properties ---------------------------------------------------------------------------------------------------------

DIGITS = "0123456789０１２３４５６７８９"
PIECES = st.sampled_from(
    [
        *DIGITS,
        *"①②Ⅲ½²Ol一千件人回%％年月日校円約超増減割倍比中にのを（）～-－▲△+/、,.・\u3000 \n→",
        *(
            "1,234 12.5 ３０ 三十 百万 億円 ポイント か月 時間 業務 年度 R5 令和7年度 (R8) ※1 毎年 1回 1人当たり 5年間で".split()
        ),
        *("程度 以上 未満 維持 累計 延べ 当たり うち 最大 実施 未定 前年度 向上 導入".split()),
    ]
)
TEXTS = st.one_of(st.lists(PIECES, max_size=7).map("".join), st.text(max_size=12))


@pytest.mark.long
@given(TEXTS)
@example("")
@example("\x00")
@example("(((")
def test_any_text_is_read_and_a_reading_is_well_formed(text):
    found = read(text)
    assert found.status in VALUE_STATUS
    assert (found.kind is None) == (found.status == "unreadable")
    assert found.kind is None or found.kind in VALUE_KINDS
    assert (found.why is None) == found.sure
    assert found.why is None or found.why in WHY_ASKED
    assert found.period is None or found.period in PERIODS
    assert found.comparator is None or found.comparator in COMPARATORS
    counted = {"amount": ("value",), "relative": ("value",), "range": ("value", "high"), "ratio": ("value", "of")}
    for name in ("value", "high", "of"):
        assert (getattr(found, name) is not None) == (name in counted.get(found.kind, ())), (text, name)


@given(TEXTS)
def test_words_without_asking_hold_no_digit_but_of_dates(text):
    found = read(text)
    if found.sure and found.kind in ("words", "missing"):
        outside = undated(folded(found.note or text) if found.kind == "missing" else folded(text))
        assert not any(map(numeric, outside))


@given(TEXTS, st.data())
def test_every_digit_counts(text, data):
    """Another digit anywhere in a text makes another reading, or none that is sure: no digit is left out."""
    found = read(text)
    digits = [i for i, letter in enumerate(text) if letter in DIGITS]
    if not digits or not found.sure or found.kind in ("words", "missing", "several"):
        return
    at = data.draw(st.sampled_from(digits))
    width = DIGITS[:10] if text[at].isascii() else DIGITS[10:]
    other = data.draw(st.sampled_from([digit for digit in width if digit != text[at]]))
    changed = text[:at] + other + text[at + 1 :]
    assert read(changed) != found, (text, changed)


@given(TEXTS)
def test_the_numbers_of_a_sure_value_are_printed(text):
    """What is taken is made of the digits that stand there, and every run of them outside dates is taken."""
    found = read(text)
    if not found.sure or found.kind not in ("amount", "range", "ratio", "relative"):
        return
    if any(letter in "一二三四五六七八九十百千万億" for letter in text):
        return  # a scale adds zeros, and a Japanese numeral has no digits
    numbers = "".join(f"{number:f}" for number in (found.value, found.high, found.of) if number is not None)
    beside = folded(f"{found.note or ''}{found.unit or ''}{found.relative_to or ''}")
    printed = Counter(re.findall("[1-9]", undated(folded(text))))
    left = printed - Counter(re.findall(r"\d", numbers)) - Counter(re.findall(r"\d", beside))
    assert left <= Counter("1" if found.period else ""), text  # the 1 of 1回当たり


NUMBERS = st.one_of(
    st.integers(0, 10**7).map(Decimal), st.decimals(0, 1000, places=1).map(lambda number: number.copy_abs())
)
UNITS = sorted(COUNTERS - {"割", "倍", "年", "日", "か年", "ポイント", "pt", "%ポイント", "パーセントポイント"})


@given(
    NUMBERS,
    st.sampled_from(UNITS),
    st.sampled_from(["", *ABOUT_BEFORE]),
    st.sampled_from(["", *BOUNDS_AFTER]),
    st.sampled_from(
        [("", None), ("毎年", "per_year"), ("月", "per_month"), ("1回当たり", "per_event"), ("累計", "cumulative")]
    ),
    st.booleans(),
    st.booleans(),
)
def test_an_amount_is_read_as_it_was_written(number, unit, about, bound, period, wide, commas):
    text = f"{period[0]}{about}{number:,f}{unit}{bound}" if commas else f"{period[0]}{about}{number:f}{unit}{bound}"
    if wide:
        text = text.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789,.%"})
    wanted = Value(
        "sure",
        "amount",
        number,
        unit=unit,
        comparator=BOUNDS_AFTER.get(bound, "eq"),
        approximate=bool(about),
        period=period[1],
        decimals=1 if "." in f"{number:f}" else 0,
    )
    found = read(text)
    if not found.sure:  # a person may be asked: 台 is both a unit and 50台, 分 and 分間
        assert replace(found, status="sure", why=None, note=None) == wanted or found.kind != "amount"
    else:
        assert found == wanted


@given(NUMBERS, NUMBERS, st.sampled_from(["件", "人", "%", "回"]), st.sampled_from("~～〜-－"))
def test_a_range_keeps_both_ends(one, other, unit, span):
    low, high = sorted((one, other))
    found = read(f"{low:f}{span}{high:f}{unit}")
    assert (found.kind, found.value, found.high, found.unit) == ("range", low, high, unit)
    assert found.sure == (low < high)
    assert not read(f"{high:f}{span}{low:f}{unit}").sure
