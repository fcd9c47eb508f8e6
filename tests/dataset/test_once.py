"""What is computed once of a data set: remembered with it and with no other."""

import copy
import dataclasses
import pickle

import polars as pl
import pytest

from dxcompare.dataset import Dataset
from dxcompare.dataset.once import once
from dxcompare.evidence.links import links
from dxcompare.evidence.marks import evidence, evidence_parts
from dxcompare.questions import registry


@pytest.fixture
def small(tmp_path):
    return Dataset({"plan": pl.DataFrame({"plan_id": ["a", "b"]})}, tmp_path)


@pytest.fixture
def calls():
    return []


@pytest.fixture
def asked(calls):
    @once
    def asked(ds, name="x", versions=None):
        calls.append((name, versions))
        return [name]

    return asked


def test_the_same_is_computed_once_however_it_is_asked(small, asked, calls):
    assert asked(small) is asked(small, "x") is asked(small, name="x") is asked(small, "x", None)
    assert calls == [("x", None)]


def test_other_arguments_are_another_question(small, asked, calls):
    asked(small, "x", {"a": "1"})
    asked(small, "x", {"a": "1"})
    asked(small, "x", {"a": "2"})
    asked(small, "y", ["a"])
    assert calls == [("x", {"a": "1"}), ("x", {"a": "2"}), ("y", ["a"])]


def test_functions_are_told_apart(small, asked):
    other = once(lambda ds, name="x": "another")
    assert asked(small) == ["x"]
    assert other(small) == "another"


def test_an_error_is_not_remembered(small, calls):
    @once
    def fails(ds):
        calls.append("fails")
        raise ValueError

    for _ in range(2):
        with pytest.raises(ValueError):  # noqa: PT011
            fails(small)
    assert calls == ["fails"] * 2


@pytest.mark.parametrize(
    "another",
    [
        copy.copy,
        copy.deepcopy,
        lambda ds: pickle.loads(pickle.dumps(ds)),
        lambda ds: dataclasses.replace(ds, tables={"plan": ds.plan}),
    ],
)
def test_a_copy_remembers_nothing_and_has_the_same_tables(small, asked, calls, another):
    asked(small)
    made = another(small)
    assert made.plan.equals(small.plan)
    assert made.folder == small.folder
    asked(made)
    assert len(calls) == 2


def test_some_plans_alone_remember_nothing(ds):
    first = ds.plans()["plan_id"][0]
    assert ds.only(first).plans()["plan_id"].to_list() == [first]


def test_a_data_set_with_one_table_more_remembers_what_it_did(small, asked, calls):
    asked(small)
    more = small.with_table("new", pl.DataFrame({"n": [1]}))
    assert more.new.height == 1
    assert "new" not in small.tables
    asked(more)
    assert len(calls) == 1
    asked(more, "later")
    asked(small, "later")
    assert len(calls) == 3


def test_a_table_that_is_there_is_not_replaced(small):
    with pytest.raises(ValueError, match="there is a table 'plan'"):
        small.with_table("plan", small.plan)
    with pytest.raises(TypeError):
        small.tables["plan"] = small.plan


def test_evidence_is_made_once(ds):
    assert links(ds, "dx", "3.0", "either") is links(ds, "dx", version="3.0", by="either")
    assert links(ds, "dx", "3.0", "either") is not links(ds, "dx", "3.0", "stated")
    assert evidence(ds, "dx", "3.0", "either") is evidence(ds, "dx", "3.0", "either")
    assert evidence_parts(ds) is evidence_parts(ds)
    assert ds.answers() is ds.answers()


class Watched(dict):
    """What is remembered, and how it was when it came."""

    def __init__(self):
        super().__init__()
        self.before = {}

    def __setitem__(self, key, value):
        super().__setitem__(key, value)
        if isinstance(value, (dict, set, list)):
            self.before[key] = copy.deepcopy(value)


def test_no_question_changes_what_is_remembered(ds):
    fresh, watched = copy.copy(ds), Watched()
    object.__setattr__(fresh, "_remembered", watched)
    for question in registry.questions():
        list(question.shown(fresh))
    assert len(watched.before) > 5
    for key, value in watched.before.items():
        assert watched[key] == value, key


@pytest.mark.parametrize("made", [set, pl.Series])
def test_whatever_holds_names_may_be_asked_with(small, asked, calls, made):
    asked(small, versions=made(["a"]))
    asked(small, versions=made(["a"]))
    asked(small, versions=made(["b"]))
    assert len(calls) == 2
