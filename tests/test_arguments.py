"""No argument is ignored, and none ends in a message of Python's own: every public function refuses what it does not take.

Names that are not there are the matter of `test_unknown_names.py`; here it is arguments of no name, of another kind, out
of range, and those that contradict each other.
"""

import inspect
import re
import runpy

import pandas as pd
import polars as pl
import pytest

import dxcompare
from dxcompare.present.options import OPTIONS
from dxcompare.present.result import Result
from dxcompare.questions import registry
from dxcompare.words.arguments import RANGES, UnknownArgument, WrongArgument, _kinds, check
from dxcompare.words.text import LANGUAGES
from tests.conftest import ROOT

#: Arguments that take what no annotation tells.
ANYTHING = {"plan", "measures", "kpis", "printed"}
#: What stands for an argument that must be given; none of the functions is reached.
GIVEN = {"str": "x", "int": 20, "bool": True, "Mapping": {}, "DataFrame": pl.DataFrame(), "Path": "x"}
PYTHON = re.compile(r"unexpected keyword|positional argument|NoneType|object has no|required .*argument")
JAPANESE = re.compile("[ぁ-んァ-ヶ一-龠]")


def owners():
    registry.charts()
    found = {result for result, _ in Result.plots if result.__module__.startswith("dxcompare.")}
    return [dxcompare.Dataset, Result, *sorted(found, key=str)]


def public():
    """Every public function and method, with how many of its parameters are the object itself."""
    for name in dxcompare.__all__:
        if inspect.isfunction(getattr(dxcompare, name)):
            yield pytest.param(getattr(dxcompare, name), (), id=name)
    for owner in owners():
        for name, method in vars(owner).items():
            if inspect.isfunction(method) and not name.startswith("_"):
                yield pytest.param(method, (None,), id=f"{owner.__name__}.{name}")


def parameters(function, own):
    found = list(inspect.signature(function).parameters.values())[len(own) :]
    return [one for one in found if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]


def needed(function, own, ds):
    """Something for every argument that must be given."""
    return {
        one.name: ds if one.name == "ds" else GIVEN[_kinds(one.annotation)[0][0]] if _kinds(one.annotation) else None
        for one in parameters(function, own)
        if one.default is one.empty
    }


def refused(call, kind, lang, monkeypatch, *words):
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    with pytest.raises(kind) as raised:
        call()
    said = str(raised.value)
    assert not PYTHON.search(said), said
    assert bool(JAPANESE.search(said)) == (lang == "ja"), said
    for word in words:
        assert word in said
    return said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("function", "own"), [*public()])
def test_an_argument_of_no_name_is_refused(ds, function, own, lang, monkeypatch):
    takes = inspect.signature(function).parameters.values()
    if any(one.kind is one.VAR_KEYWORD for one in takes):  # held against what they are passed on to, below
        return
    given = needed(function, own, ds)
    refused(lambda: function(*own, **given, no_such=1), UnknownArgument, lang, monkeypatch, "no_such")


@pytest.mark.parametrize(("function", "own"), [*public()])
def test_an_argument_of_another_kind_is_refused(ds, function, own, monkeypatch):
    for lang in LANGUAGES:
        for one in parameters(function, own):
            assert _kinds(one.annotation) or one.name in ANYTHING, f"{one.name}: {one.annotation} is not understood"
            if one.name not in ANYTHING:
                given = {**needed(function, own, ds), one.name: object()}
                refused(lambda given=given: function(*own, **given), WrongArgument, lang, monkeypatch, f"{one.name}=")


@pytest.mark.parametrize(("function", "own"), [*public()])
def test_a_number_out_of_range_is_refused(ds, function, own, monkeypatch):
    for one in parameters(function, own):
        if one.name in RANGES and "Mapping" not in str(one.annotation):
            least, most = RANGES[one.name]
            for wrong in [least - 1] if most is None else [least - 1, most + 1]:
                given = {**needed(function, own, ds), one.name: wrong}
                refused(lambda given=given: function(*own, **given), WrongArgument, "en", monkeypatch, f"{one.name}=")


@pytest.mark.parametrize(("function", "own"), [*public()])
def test_what_is_lacking_and_what_is_too_much_are_told(ds, function, own, monkeypatch):
    given = needed(function, own, ds)
    for name in given:
        less = {one: value for one, value in given.items() if one != name}
        refused(lambda less=less: function(*own, **less), WrongArgument, "ja", monkeypatch, f"{name}=")
    if any(one.kind is one.VAR_POSITIONAL for one in inspect.signature(function).parameters.values()):
        return
    by_place = [one for one in parameters(function, own) if one.kind is one.POSITIONAL_OR_KEYWORD]
    refused(lambda: function(*own, *[None] * (len(by_place) + 1)), WrongArgument, "en", monkeypatch)


def charts():
    registry.charts()
    return [pytest.param(draw, id=f"{result.__name__}-{kind}") for (result, kind), (_, draw) in Result.plots.items()]


@pytest.mark.parametrize("draw", charts())
def test_every_option_of_every_chart_is_held_to_its_kind(draw, monkeypatch):
    taken = list(inspect.signature(draw).parameters.values())[1:]
    for one in taken:
        if one.name != "lang":
            assert _kinds(one.annotation), f"{one.name}: {one.annotation} is not understood"
            for lang in LANGUAGES:
                options = {one.name: object()}
                refused(
                    lambda options=options, lang=lang: check(draw, (), options, skip=1, given=("lang",), lang=lang),
                    WrongArgument,
                    lang,
                    monkeypatch,
                )


def test_what_charts_take_is_said_in_both_languages_by_results_and_in_the_gallery(ds, monkeypatch):
    registry.charts()
    taken = {name for one, kind in Result.plots for name in one.options(kind)["option"]}
    assert {"city", "plans", "mark"} <= taken
    assert {name for name in taken if name not in OPTIONS} == set()
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    said = dxcompare.reference(ds, "dx_cio").options("standing")
    assert said["option"].to_list() == ["indicator", "as_of", "width_mm", "mark", "city", "plans"]
    assert said["default"].to_list() == [None, None, "170.0", None, None, None]
    assert not said["meaning"].str.contains(JAPANESE.pattern).any()
    assert dxcompare.ambition(ds).options(lang="ja").filter(option="item")["name"].to_list() == [
        "目標",
        "四つの尺度",
        "1年当たり",
    ]
    with pytest.raises(ValueError, match="no kind of chart 'pie'; there are matrix"):
        dxcompare.coverage(ds).options("pie")
    gallery = (ROOT / "docs" / "gallery.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(ROOT / "scripts" / "gallery.py"))["options_table"]() in gallery, "run: make docs"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_options_of_charts_and_files_that_there_are_not(ds, lang, monkeypatch, tmp_path):
    coverage, shares = dxcompare.coverage(ds), dxcompare.shares(ds, "kitakami-ict-2022/q1")
    said = refused(lambda: coverage.plot(item="telework"), UnknownArgument, lang, monkeypatch, "item", "width_mm")
    assert "lang" not in said  # which is an argument of `plot` itself
    for ending in (".svg", ".csv", ".xlsx", ".pptx"):
        refused(
            lambda e=ending: coverage.save(tmp_path / f"x{e}", item="x"), UnknownArgument, lang, monkeypatch, "item"
        )
    assert list(tmp_path.iterdir()) == []
    refused(
        lambda: shares.plot("dots", options="smartphone"), WrongArgument, lang, monkeypatch, "options=['smartphone']"
    )
    refused(lambda: shares.plot("dots", options=[]), WrongArgument, lang, monkeypatch, "options=")
    refused(lambda: shares.plot(width_mm=-5), WrongArgument, lang, monkeypatch, "width_mm=", "-5")
    with pytest.raises(FileNotFoundError, match={"ja": "フォルダー .* がない", "en": "there is no folder"}[lang]):
        coverage.save(tmp_path / "no" / "x.csv")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_arguments_that_would_be_ignored(ds, lang, monkeypatch):
    dx, question = dxcompare, "nasukarasuyama-ikou-2021/q11"
    for call, word in [
        (lambda: dx.gradients(ds, "smartphone_use", question_id=question), "theme_id="),
        (lambda: dx.gradients(ds, from_age=90), "from_age=90"),
        (lambda: dx.standardise(ds, from_age=90), "from_age=90"),
        (lambda: dx.coverage(ds, "kanmin", assumed=True), "assumed=True"),
        (lambda: dx.shares(ds, question, "district", finite_population=True), "finite_population=True"),
        (lambda: dx.reference(ds, ["dx_cio", "dx_ai"]).plot(), "dx_cio, dx_ai"),
        (lambda: dx.show(ds.plan, rows=-1), "-1"),
        (lambda: dx.show(ds.plan, []), "headings="),
        (lambda: dx.coverage(ds).show(columns="name"), "columns="),
        (lambda: dx.coverage(ds).show(caption="x"), "caption="),
        (lambda: dx.coverage(ds).show(rows=True), "rows="),
        (lambda: dx.coverage(None), "ds="),
        (lambda: ds.people("03206", 30, 20), "30"),
    ]:
        refused(call, WrongArgument, lang, monkeypatch, word)
    assert "dx-cio" in dx.reference(ds, ["dx_cio", "dx_ai"]).plot(indicator="dx_cio").id


def test_what_is_taken_passes(ds):
    """Numbers of numpy, lists of polars, a text where a list of one is meant; whole numbers where decimals may be."""
    import numpy as np

    assert dxcompare.show(ds.plan, rows=np.int64(2)).frame.height == 2
    assert dxcompare.finding(np.bool_(True), "x", "x").text.en == "x"
    shares = dxcompare.shares(ds, "kitakami-ict-2022/q1")
    assert shares.plot("dots", options=pl.Series(["smartphone"]), width_mm=150)
    assert dxcompare.reference(ds, "dx_cio", ds.plans()["municipality_code"]).to_frame().height


def test_a_frame_of_pandas_is_told_from_one_of_polars():
    with pytest.raises(WrongArgument, match=r"must be a polars frame, not pandas\.DataFrame"):
        dxcompare.show(pd.DataFrame({"a": [1]}), lang="en")
