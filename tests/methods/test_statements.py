"""The language of statements about tables: what it reads, what it refuses, how it rounds and what it leaves open."""

import re

import pytest

from dxcompare.methods.statements import NotPredicate, Unknown, calls, exact, filled_in, holds, parse, rounded

VALUES = {"sampled": 200, "valid": 150, "web": 41}


def look_up(call):
    if call.name == "share":
        if call.arguments[1] == "lost":
            raise Unknown("q1 lost: percent")
        return exact({"half": 50.5, "third": 33.3}[call.arguments[1]])
    if call.name == "rank":
        return 2
    if call.name == "verdict":
        return "done"
    return VALUES[call.name]


def true(text, step=None):
    return holds(parse(text), look_up, None if step is None else exact(step))


HALF, THIRD, LOST = ('share("q1", "half", "x")', 'share("q1", "third", "x")', 'share("q1", "lost", "x")')


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{HALF} == 50.5", True),
        (f"{HALF} != 50.5", False),
        (f"{HALF} > 50.5", False),
        (f"{HALF} >= 50.5", True),
        (f"{HALF} < 50.5", False),
        (f"{HALF} <= 50.5", True),
        (f"{THIRD} < {HALF} < 60", True),
        (f"{THIRD} < {HALF} < 50", False),
        (f"{HALF} > 60 or {THIRD} > 30", True),
        (f"{HALF} > 60 or {THIRD} > 40", False),
        (f"{HALF} > 40 and {THIRD} > 40", False),
        (f"{HALF} > 40 and {THIRD} > 30", True),
        (f"not {HALF} > 60", True),
        (f"{HALF} + {THIRD} == 83.8", True),
        (f"{HALF} - {THIRD} == 17.2", True),  # exactly, though 50.5 − 33.3 is not 17.2 in binary
        (f"{THIRD} * 3 == 99.9", True),
        ("valid() / sampled() == 0.75", True),
        (f"-{HALF} < -50", True),
        ('verdict(3) == "done"', True),
        ('verdict(3) == "partly"', False),
        ("valid()", True),
    ],
)
def test_what_holds(text, expected):
    assert true(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{LOST} > 1", None),
        (f"not {LOST} > 1", None),
        (f"{LOST} > 1 or {HALF} > 40", True),  # whatever it is
        (f"{LOST} > 1 or {HALF} > 60", None),
        (f"{LOST} > 1 and {HALF} > 60", False),
        (f"{LOST} > 1 and {HALF} > 40", None),
        (f"1 < {LOST} < 2", None),
        (LOST, None),
    ],
)
def test_what_the_tables_do_not_hold_is_unknown(text, expected):
    assert true(text) is expected


@pytest.mark.parametrize(
    ("text", "step", "expected"),
    [
        (f"{HALF} == 51", 1, True),
        (f"{HALF} == 50", 1, False),
        (f"{HALF} == 50", 10, True),
        (f"{HALF} >= 51", 1, True),
        (f"{THIRD} == 33.5", 0.5, True),
        ("100 * web() / sampled() == 21", 1, True),  # 20.5
        ("valid() == 200", 100, False),  # numbers of people are not rounded
        ('rank("q1", "half", "x") == 0', 10, False),
        (f"{HALF} == 50.5", 1, False),  # what is not looked up stays as it is
    ],
)
def test_sides_are_rounded_to_the_statements_own_step(text, step, expected):
    assert true(text, step) is expected


def test_halves_are_rounded_up():
    assert [rounded(exact(value), exact(1)) for value in (0.5, 1.5, 2.5, 2.4)] == [1, 2, 3, 2]
    assert rounded(exact(45), exact(10)) == 50


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (f"{HALF} >= 50", "50.5 ≥ 50"),
        (f"{THIRD} < {HALF} < 60", "33.3 < 50.5 < 60"),
        (f"{HALF} > 1 and {LOST} > 2", "50.5 > 1, ? > 2"),
        (f"{HALF} > 1 or {HALF} <= 2", "50.5 > 1 or 50.5 ≤ 2"),
        (f"not {HALF} == 1", "not (50.5 = 1)"),
        ('rank("q1", "half", "x") != 1', "#2 ≠ 1"),
        ("100 * web() / valid() > 27", "27.33 > 27"),
        ('verdict(1) == "done"', "done = done"),
        ("valid()", "150"),
    ],
)
def test_a_statement_is_shown_with_its_numbers(text, shown):
    assert filled_in(parse(text), look_up) == shown


def test_calls_come_in_order_with_what_their_arguments_name():
    found = list(calls(parse('rank("q1", "a", "x", "b") == 1 or base("q2", "age") > valid()')))
    assert [call.name for call in found] == ["rank", "base", "valid"]
    assert found[0].named() == {"question": "q1", "option": "a", "groups": "x", "besides": "b"}
    assert found[1].named() == {"question": "q2", "groups": "age"}


@pytest.mark.parametrize(
    "text",
    [
        "valid( == 1",
        "valid() ** 2 == 4",
        "valid() if web() else 1",
        "lambda: 1",
        "valid().real",
        "other() == 1",
        "valid == total",
        'share("q1", "a") == 1',
        'share("q1", "a", "x", "y") == 1',
        'rank("q1", "a", "x", "b", "c") == 1',
        "valid(1) == 1",
        "share('q1', 'a', valid()) == 1",
        "verdict(number=1) == 'done'",
        "valid() == None",
        "(valid())(1)",
        "valid() in [1]",
        "valid() == 2\x00",
    ],
)
def test_what_is_no_statement_is_refused(text):
    with pytest.raises(NotPredicate) as error:
        parse(text)
    part, whole = (re.sub(r"\W", "", said) for said in (error.value.found, text))  # it may be laid out anew
    assert part
    assert part in whole


def test_optional_arguments_may_be_left_out():
    assert [call.arguments for call in calls(parse('verdicts() == verdicts("done")'))] == [(), ("done",)]
