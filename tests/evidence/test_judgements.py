"""Who judged that a measure acts on an item, what holds where coders disagree, and what `by` counts."""

import inspect
import re

import polars as pl
import pytest

from dxcompare import coverage, outcomes, previous, timeline
from dxcompare.evidence.judgements import (
    SETTLED,
    acting,
    adjudications,
    asked_by,
    choices,
    coders,
    looked_at,
    whose,
)
from dxcompare.words.arguments import checked
from tests.conftest import without
from tests.plans import made, rows
from tests.tiers import each

MEASURE = rows("measure_id", "a-2021/1", "a-2021/2", "a-2021/3", "a-2021/4")
FIRST = [
    ("a-2021/1", "card", "a", "primary"),
    ("a-2021/1", "fax", "a", "secondary"),
    ("a-2021/2", "none", "a", "primary"),
    ("a-2021/3", "ai", "a", "primary"),
    ("a-2021/4", "online", "a", "primary"),
]
SECOND = [
    ("a-2021/1", "fax", "b", "primary"),
    ("a-2021/2", "ai", "b", "primary"),
    ("a-2021/2", "card", "b", "secondary"),
    ("a-2021/3", "none", "b", "primary"),
    ("a-2021/4", "online", "b", "primary"),
    ("a-2021/4", "card", "b", "secondary"),
]
TAG = [("a-2021/4", "telework", "plan")]


def decided(*cells):
    return {"adjudication": rows("measure_id item_id decision", *cells)}


def judged(*cells):
    return made([*FIRST, *SECOND, *TAG], measure=MEASURE, **decided(*cells))


def found(by, *cells):
    frame = acting(judged(*cells), by)
    return sorted(frame.select("measure_id", "item_id", "role").iter_rows(), key=str)


def said(acts):
    return sorted(((measure, item, role) for measure, item, _, role in acts), key=str)


TAGGED = ("a-2021/4", "telework", None)


def test_coders_are_those_who_coded():
    assert coders(judged()) == coders(made([*SECOND, *FIRST, *TAG], measure=MEASURE)) == ["a", "b"]
    assert coders(judged(("a-2021/2", "ai", "acts"))) == ["a", "b"]
    assert coders(made(TAG, measure=MEASURE)) == []


def test_by_is_chosen_from_whoever_judged():
    assert list(choices(made(TAG, measure=MEASURE))) == ["stated+adjudicated", "stated"]
    assert list(choices(judged())) == ["stated+adjudicated", "stated", "a", "b"]
    decided = list(choices(judged(("a-2021/2", "ai", "acts"))))
    assert decided == ["stated+adjudicated", "either", "stated", "a", "b", "adjudicated"]


def test_what_nobody_says_is_taken_by_every_question_is_a_tag_or_an_adjudicated_code():
    """One value, whatever is asked."""
    for ask in (coverage, outcomes, previous, timeline):
        assert inspect.signature(ask).parameters["by"].default == SETTLED == "stated+adjudicated", ask.__name__


def test_each_value_of_by_counts_its_own_judgements():
    assert found("stated") == [TAGGED]
    assert found("a") == said(FIRST)
    assert found("b") == said(SECOND)
    assert found("stated+b") == sorted([*said(SECOND), TAGGED], key=str)
    assert found("either") == found("stated+a") == sorted([*said(FIRST), TAGGED], key=str)
    cell = ("a-2021/2", "ai", "acts")
    assert found("stated+adjudicated", cell) == sorted([*found("adjudicated", cell), TAGGED], key=str)
    assert found("either", cell) == found("stated+a")  # the first coder, whatever was decided
    assert found("adjudicated", cell) != said(FIRST)


def test_where_nothing_is_decided_adjudicated_codes_are_the_first_coders():
    assert found("adjudicated") == said(FIRST)
    assert found("stated+adjudicated") == found("stated+a")
    assert whose(judged(), "stated+adjudicated") == whose(judged(), "stated+a")


def test_where_nobody_has_coded_either_is_the_tags():
    ds = made(TAG, measure=MEASURE)
    for by in ("either", "stated+adjudicated"):
        assert acting(ds, by).rows() == acting(ds, "stated").rows() != []
        assert whose(ds, by) == ("計画の記載だけ", "tags of the plan only")
    with pytest.raises(ValueError, match=r"here are stated\+adjudicated, either, stated"):
        acting(ds, "adjudicated")


def test_what_is_judged_of_other_things_is_not_judged_of_measures():
    ds = judged()
    step = ds.judgement.with_columns(subject_kind=pl.lit("step").cast(ds.judgement.schema["subject_kind"]))
    both = without(ds, judgement=pl.concat([ds.judgement, step]))
    for by in choices(ds):
        assert acting(both, by).rows() == acting(ds, by).rows()
        assert looked_at(both, by).rows() == looked_at(ds, by).rows()


def test_a_judgement_says_who_judged_and_why():
    columns = ("basis", "role", "label_text", "note", "framework", "plan_id")
    rows_ = {by: acting(judged(), by).filter(measure_id="a-2021/4").select(columns).rows() for by in ("stated", "a")}
    assert rows_ == {
        "stated": [("stated", None, "【telework】", None, "dx", "a-2021")],
        "a": [("coded", "primary", None, "a: online", "dx", "a-2021")],
    }


@pytest.mark.parametrize("by", ["coded", "z", "a+b", "a+stated", "stated+", "plan", ""])
def test_nobody_judged_so(by):
    with pytest.raises(
        ValueError, match=f"no judgement {re.escape(repr(by))}; .*here are stated[+]adjudicated, either, "
    ):
        found(by)


# what was decided


@pytest.mark.parametrize(
    ("cell", "measure", "expected"),
    each(
        3,
        [
            # what the first coder found, and the decision takes away: the other item becomes the main one
            (("a-2021/1", "card", "does_not_act"), "a-2021/1", [("fax", "primary")]),
            (("a-2021/1", "fax", "does_not_act"), "a-2021/1", [("card", "primary")]),
            # what only the second found: beside the first coder's main item, or in place of none
            (("a-2021/4", "card", "acts"), "a-2021/4", [("card", "secondary"), ("online", "primary")]),
            (("a-2021/2", "ai", "acts"), "a-2021/2", [("ai", "primary")]),
            (("a-2021/2", "card", "acts"), "a-2021/2", [("card", "primary")]),
            # nothing is left
            (("a-2021/3", "ai", "does_not_act"), "a-2021/3", [("none", "primary")]),
            # what the first coder has said already, or has not
            (("a-2021/1", "fax", "acts"), "a-2021/1", [("card", "primary"), ("fax", "secondary")]),
            (("a-2021/2", "ai", "does_not_act"), "a-2021/2", [("none", "primary")]),
            # another is the main item: one the first coder has, or has not, or has already
            (("a-2021/1", "fax", "primary"), "a-2021/1", [("card", "secondary"), ("fax", "primary")]),
            (("a-2021/4", "card", "primary"), "a-2021/4", [("card", "primary"), ("online", "secondary")]),
            (("a-2021/1", "card", "primary"), "a-2021/1", [("card", "primary"), ("fax", "secondary")]),
            (("a-2021/2", "card", "primary"), "a-2021/2", [("card", "primary")]),
        ],
    ),
)
def test_a_decision_changes_one_cell_and_leaves_one_main_item(cell, measure, expected):
    own = [(item, role) for of, item, role in found("adjudicated", cell) if of == measure]
    assert own == expected


def test_what_no_coder_found_may_be_decided():
    """A cut set of judgements, say; it is a code as others are."""
    frame = acting(made(FIRST, measure=MEASURE, **decided(("a-2021/3", "fax", "primary"))), "adjudicated")
    assert frame.filter(measure_id="a-2021/3").select("item_id", "basis", "role").sort("item_id").rows() == [
        ("ai", "coded", "secondary"),
        ("fax", "coded", "primary"),
    ]


def test_what_is_not_decided_stays_as_the_first_coder_found_it():
    rest = [row for row in found("adjudicated", ("a-2021/2", "ai", "acts")) if row[0] != "a-2021/2"]
    assert rest == [row for row in found("a") if row[0] != "a-2021/2"]


def test_what_is_left_comes_before_what_is_new():
    """Of card and fax the main one goes, and a third comes in: fax stands where it stood, and is the main item."""
    third = ("a-2021/1", "ai", "b", "secondary")
    cells = decided(("a-2021/1", "card", "does_not_act"), ("a-2021/1", "ai", "acts"))
    frame = acting(made([*FIRST, *SECOND, third], measure=MEASURE, **cells), "adjudicated")
    own = frame.filter(measure_id="a-2021/1").select("item_id", "role", "note")
    assert sorted(own.iter_rows()) == [("ai", "secondary", "b: ai"), ("fax", "primary", "a: fax")]


def test_a_decision_gives_its_reason_in_place_of_the_coders():
    """In both languages; a coder's reason stands where the decision gives none."""
    why = {"reason": "券面", "reason_en": "stated on it"}
    cell = {"adjudication": [{"measure_id": "a-2021/1", "item_id": "fax", "decision": "acts", **why}]}
    frame = acting(made(FIRST, measure=MEASURE, **cell), "adjudicated").filter(measure_id="a-2021/1")
    assert frame.sort("item_id").select("item_id", "note", "note_en").rows() == [
        ("card", "a: card", None),
        ("fax", "券面", "stated on it"),
    ]


def test_the_first_coders_main_item_stays_where_it_stands_among_others():
    acts = [("a-2021/1", "card", "a", "secondary"), ("a-2021/1", "fax", "a"), ("a-2021/1", "ai", "b")]
    frame = acting(made(acts, measure=MEASURE, **decided(("a-2021/1", "ai", "acts"))), "adjudicated")
    assert dict(frame.select("item_id", "role").iter_rows()) == {
        **{"ai": "secondary", "card": "secondary"},
        "fax": "primary",
    }


def test_a_tag_is_nobodys_code():
    """The plan prints telework on the fourth measure; only what a coder found can be decided for."""
    assert TAGGED not in found("adjudicated", ("a-2021/4", "card", "acts"))


def test_decisions_are_listed_with_who_decided():
    ds = judged(("a-2021/2", "ai", "acts"), ("a-2021/1", "card", "does_not_act"))
    assert adjudications(ds).select("measure_id", "item_id", "value", "who").rows() == [
        ("a-2021/1", "card", "no", "c"),
        ("a-2021/2", "ai", "yes", "c"),
    ]


# what was looked for


def test_what_a_coder_looked_for_is_told_from_what_the_coder_found():
    """Every item of the code book in every measure coded: the second coder has not coded the third plan's."""
    book = rows("item_id", "card", "fax", "ai")
    acts = [*FIRST[:3], *SECOND[:1], *TAG]
    cells = decided(("a-2021/1", "card", "does_not_act"))
    ds = made(acts, measure=MEASURE, coding_rule=book, **cells)
    seen = {by: set(looked_at(ds, by).select("measure_id", "item_id").iter_rows()) for by in choices(ds)}
    first = {(measure, item) for measure in ("a-2021/1", "a-2021/2") for item in ("card", "fax", "ai")}
    second = {("a-2021/1", item) for item in ("card", "fax", "ai")}
    assert seen == {
        **dict.fromkeys(("stated+adjudicated", "either", "a", "adjudicated"), first),
        **{"stated": set(), "b": second},
    }


# in words


@pytest.mark.parametrize(
    ("by", "ja", "en"),
    [
        ("stated+adjudicated", "計画の記載と裁定後の判定のどちらか", "tags of the plan or adjudicated codes"),
        ("either", "計画の記載と判定者aの判定のどちらか", "tags of the plan or the codes of coder a"),
        ("stated", "計画の記載だけ", "tags of the plan only"),
        ("a", "判定者aの判定だけ", "the codes of coder a only"),
        ("b", "判定者bの判定だけ", "the codes of coder b only"),
        ("adjudicated", "裁定後の判定だけ", "adjudicated codes only"),
        ("stated+b", "計画の記載と判定者bの判定のどちらか", "tags of the plan or the codes of coder b"),
    ],
)
def test_whose_judgement_in_words(by, ja, en):
    assert whose(judged(("a-2021/2", "ai", "acts")), by) == (ja, en)


# basis= and coder=, one more release


@checked
@asked_by
def ask(ds, *, by="either"):
    """A question that answers what it was asked by."""
    return by


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ({"basis": "either"}, "either"),
        ({"basis": "stated"}, "stated"),
        ({"basis": "stated", "coder": "b"}, "stated"),
        ({"basis": "coded"}, "a"),
        ({"basis": "coded", "coder": "b"}, "b"),
        ({"coder": "a"}, "stated+a"),
        ({"coder": "adjudicated"}, "stated+adjudicated"),
        ({"basis": "either", "coder": "b"}, "stated+b"),
    ],
)
def test_the_old_arguments_warn_and_name_the_new_spelling(monkeypatch, old, new):
    said = {"en": "basis= and coder= of ask() go with the next release; write", "ja": "ask() の basis= と coder="}
    for lang, words in said.items():
        monkeypatch.setenv("DXCOMPARE_LANG", lang)
        with pytest.warns(DeprecationWarning, match=re.escape(words)) as told:
            assert ask(judged(), **old) == new
        assert f'by="{new}"' in str(told[0].message)
        assert told[0].filename == __file__


def test_the_old_arguments_do_not_go_with_the_new():
    with pytest.raises(TypeError, match="by="):
        ask(judged(), by="stated", basis="stated")
    with pytest.raises(ValueError, match="no basis 'guess'; there are either, stated, coded"):
        ask(judged(), basis="guess")
