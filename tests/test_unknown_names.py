"""A mistyped name, wherever it is given, is answered in one way: what it is no name of, what was meant, what there is."""

import ast
import inspect
import pickle
import re

import pytest

import dxcompare
from dxcompare.methods.scales import Move, measure
from dxcompare.questions import registry
from dxcompare.questions.recover.read import EXAMPLE
from dxcompare.words.text import LANGUAGES
from dxcompare.words.unknown import LISTED, THINGS, UnknownAttribute, UnknownName, meant, one_of
from tests.conftest import ROOT
from tests.tiers import first

#: argument → a name that is there.
THERE = {
    "area_code": "03206",
    "areas": "03206",
    "as_of": "2023-04-01",
    "basis": "stated",
    "by": "stated",
    "certainty": "likely",
    "choice": "en",
    "city": "03206",
    "dash": "zero",
    "framework": "kanmin",
    "group_type": "age",
    "indicator": "dx_telework",
    "item": "telework",
    "item_id": "telework",
    "lang": "en",
    "measure_id": "kitakami-2023/4-1",
    "options": "smartphone",
    "percent_of": "people",
    "plan_id": "tomi-2022",
    "plan_ids": "tomi-2022",
    "question_id": "kitakami-ict-2022/q1",
    "table": "evaluation_item",
    "tables": EXAMPLE["tables"],
    "theme_id": "smartphone_use",
    "version": "2.3",
}
#: (function, argument) → a name that is there, where the argument is of something else than elsewhere.
BUT = {
    ("Coverage.unmeasured", "by"): "measure",
    ("Dataset.peers", "by"): "population",
    ("Dataset.quartiles", "by"): "population",
}
#: Texts that are no names of anything.
NOT_NAMES = {"ja", "en", "caption", "headings", "path", "data", "name", "kind"}
#: Arguments of `recover` that hold names of its own tables; tests/questions/test_recover.py mistypes them.
NOT_NAMES |= {"tables", "groups", "total", "same_people", "filters", "decimals", "no_answer", "multiple", "printed"}
#: Numbers that must be given.
NUMBERS = {"age_min": 20, "age_max": 29}

SAYS = {
    "en": r"no [a-z ]+ '{}'; (did you mean '{}'\? There|there) are .+",
    "ja": r"「{}」という[^「」]+はありません。(「{}」ではありませんか。)あるのは .+です。",
}


def arguments(function):
    """The names a function takes: those of text, without what is no name."""
    return [
        name
        for name, one in inspect.signature(function).parameters.items()
        if "str" in str(one.annotation) and name not in NOT_NAMES
    ]


def answered(call, there, lang, monkeypatch):
    """Whether calling with a name that is nearly `there` is answered as it should be, in the language of the run."""
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    wrong = there + "x"
    with pytest.raises(UnknownName) as raised:
        call(wrong)
    assert isinstance(raised.value, KeyError)
    assert isinstance(raised.value, ValueError)
    said = str(raised.value)
    assert re.fullmatch(SAYS[lang].format(re.escape(wrong), re.escape(there)), said), said
    assert there in said.replace(wrong, "")


def public():
    """Every public function and method that takes names, with a name it takes."""
    for name in dxcompare.__all__:
        function = getattr(dxcompare, name)
        if inspect.isfunction(function):
            yield from ((f"{name}({argument})", function, argument) for argument in arguments(function))
    registry.charts()
    for owner in [dxcompare.Dataset, *kinds_of_result()]:
        for name, method in inspect.getmembers(owner, inspect.isfunction):
            if not name.startswith("_") and method.__qualname__.startswith(owner.__name__):
                yield from ((f"{owner.__name__}.{name}({one})", method, one) for one in arguments(method))


def kinds_of_result():
    from dxcompare.present.result import Result

    return sorted({result for result, _ in Result.plots if result.__module__.startswith("dxcompare.")}, key=str)


def ask(function, argument, ds, value):
    """Call with one name given, and everything else that must be given as it should be."""
    given = {}
    for name, one in inspect.signature(function).parameters.items():
        if name == "self":
            owner = function.__qualname__.partition(".")[0]
            given[name] = ds if owner == "Dataset" else getattr(dxcompare, owner.lower())(ds)
        elif name == "ds":
            given[name] = ds
        elif name in NUMBERS:
            given[name] = NUMBERS[name]
        elif name != argument and one.default is one.empty and one.kind is not one.VAR_POSITIONAL:
            given[name] = ds.plan if name == "frame" else THERE[name]
    if inspect.signature(function).parameters[argument].kind is inspect.Parameter.VAR_POSITIONAL:
        return function(*given.values(), value)
    first = [given.pop("self")] if "self" in given else []  # a method that remembers calls it otherwise
    return function(*first, **given, **{argument: value})


@pytest.mark.parametrize("lang", first(LANGUAGES))
@pytest.mark.parametrize(("function", "argument"), [pytest.param(*rest, id=name) for name, *rest in public()])
def test_every_name_that_a_public_function_takes(ds, function, argument, lang, monkeypatch):
    there = BUT.get((function.__qualname__, argument), THERE[argument])
    answered(lambda wrong: ask(function, argument, ds, wrong), there, lang, monkeypatch)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_tables_columns_and_names_of_the_library(ds, lang, monkeypatch):
    result = dxcompare.coverage(ds)
    for call, there in [
        (lambda name: ds[name], "measure"),
        (lambda name: getattr(ds, name), "measure"),
        (ds.to_pandas, "measure"),
        (ds.codebook, "measure"),
        (result.to_frame, "evidence"),
        (lambda name: dxcompare.show(ds.measure, {name: ("施策", "Measure")}), "title_ja"),
        (lambda name: getattr(dxcompare, name), "coverage"),
        (lambda name: measure(name, Move(1, 2, 1)), "relative"),
    ]:
        answered(call, there, lang, monkeypatch)


@pytest.mark.long
def test_kinds_of_chart(ds, monkeypatch):
    """Of every question; the language asked for goes before that of the run."""
    of_question = {"question_id": THERE["question_id"]}
    asked = {
        "brief": {"city": "03206"},
        "agreement": {"draws": 5},
        "recover": EXAMPLE,
        "shares": of_question,
        "differences": of_question,
    }
    for question in registry.questions():
        given = asked.get(question.name, {})
        result = question.ask(ds, **given) if question.of_data else question.ask(**given)
        for kind in result.kinds():
            for lang in LANGUAGES:
                answered(lambda wrong, ask=result.plot: ask(wrong), kind, lang, monkeypatch)
    with pytest.raises(UnknownName, match="という図の種類はありません"):
        dxcompare.overview(ds).plot("pie", lang="ja")


@pytest.mark.parametrize("lang", first(LANGUAGES))
def test_options_of_charts_and_files(ds, lang, monkeypatch, tmp_path):
    shares = dxcompare.shares(ds, THERE["question_id"])
    figures = dxcompare.reference(ds, "dx_cio")
    for call, there in [
        (lambda name: shares.plot("dots", options=[name]), "smartphone"),
        (lambda name: shares.save(tmp_path / "x.pptx", options=[name]), "smartphone"),
        (lambda name: shares.save(tmp_path / "x.csv", table=name), "survey"),
        (lambda name: shares.save(tmp_path / f"x{name}"), ".pptx"),
        (lambda name: shares.save(tmp_path / "x.pptx", name), "table"),
        (lambda name: shares.plot().save(tmp_path / f"x{name}"), ".png"),
        (lambda name: dxcompare.bases(ds).plot(group_type=name), "age"),
        (lambda name: figures.plot(indicator=name), "dx_cio"),
        (lambda name: figures.plot(as_of=name), THERE["as_of"]),
    ]:
        answered(call, there, lang, monkeypatch)


def test_a_name_like_none_that_is_there_and_a_long_list():
    assert str(UnknownName("plan", "x", [], "en")) == "no plan 'x'; there are none"
    assert str(UnknownName("plan", "x", [], "ja")) == "「x」という計画はありません。一つもありません。"
    many = [f"n{i:03}" for i in range(1000)]
    assert str(UnknownName("item", "x", many, "en")).endswith(" are n000, n001, n002, n003, n004, … (1,000 in all)")
    assert str(UnknownName("item", "n77", many, "ja")).endswith("n977、n877、n797、n787、n779 など1,000件です。")
    assert str(UnknownName("item", "x", many[:LISTED], "en")).endswith(f"n{LISTED - 2:03}, n{LISTED - 1:03}")
    one_of("item", "n999", many)


def test_other_names_of_the_same_things_are_meant_but_neither_listed_nor_counted():
    with pytest.raises(UnknownName) as raised:
        meant("plan", "函舘市", ["a", "b"], {"函館市": "a", "Hakodate": "a"})
    assert str(UnknownName(*raised.value.args[:3], "ja", *raised.value.args[4:])) == (
        "「函舘市」という計画はありません。「函館市」ではありませんか。あるのは a、b です。"
    )


def test_options_that_choose_plans_are_listed_with_those_of_a_chart(ds):
    with pytest.raises(UnknownName) as raised:
        dxcompare.coverage(ds).plot(near="東御市")
    assert {"width_mm", "city", "plans"} <= {*raised.value.args[2]}


def test_a_wrong_language_of_the_run_is_said_in_that_of_the_locale(monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "jpn")
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    with pytest.raises(
        UnknownName, match="「jpn」という言語（環境変数 DXCOMPARE_LANG）はありません。あるのは ja、en です。"
    ):
        dxcompare.language()


def test_asking_with_a_dot_is_answered_as_python_expects(ds):
    assert not hasattr(ds, "mesure")
    assert not hasattr(dxcompare, "coverge")
    found = pickle.loads(pickle.dumps(UnknownAttribute("table", "mesure", ["measure"], "en")))
    assert isinstance(found, AttributeError)
    assert "did you mean 'measure'" in str(found)
    assert pickle.loads(pickle.dumps(ds)).plan.equals(ds.plan)


@pytest.mark.long
def test_what_a_name_is_of_exists_in_both_languages():
    """Every word that the library gives to `one_of` and its errors."""
    used = set()
    for path in (ROOT / "dxcompare").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in (
                "one_of",
                "UnknownName",
                "UnknownAttribute",
            ):
                used |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
    assert used <= set(THINGS)
    assert len(used) > 15
    assert all(re.search("[ぁ-んァ-ヶ一-龠]", text.ja) and text.en.isascii() for text in THINGS.values())
