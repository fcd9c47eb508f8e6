"""Arguments that cannot be meant: of no name, of the wrong kind, out of range. All public functions are held to this.

What a function takes is read off its signature, so that nothing is declared twice; an annotation that is not understood
lets anything through.
"""

from __future__ import annotations

import ast
import functools
import inspect
import numbers
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from dxcompare.words.text import Text
from dxcompare.words.unknown import UnknownName

P = ParamSpec("P")
T = TypeVar("T")
C = TypeVar("C", bound=type)


class WrongArgument(TypeError, ValueError):
    """An argument that a function does not take as it is given; the message says what it takes.

    Parameters
    ----------
    text : Text
    lang : {"ja", "en"}, optional
        By default that of the run.
    """

    def __init__(self, text: Text, lang: str | None = None):
        super().__init__(text.to(lang))


class UnknownArgument(UnknownName, TypeError):
    """An argument, or an option of a chart or file, of a name that is not taken."""


def _listed(value: object) -> bool:
    return isinstance(value, Collection) and not isinstance(value, (str, bytes, Mapping))


def _named(*names: str) -> Callable[[object], bool]:
    """Whether a value is of a class of one of these names, which need not be imported for it."""
    return lambda value: any(one.__name__ in names for one in type(value).__mro__)


def _pair(value: object) -> bool:
    return isinstance(value, (tuple, list)) and len(value) == 2 and all(isinstance(one, str) for one in value)


_PAIR = Text("（日本語, 英語）の組", "a pair (Japanese, English)")


#: What an annotation may say → whether a value is that, and its words.
KINDS: dict[str, tuple[Callable[[object], bool], Text]] = {
    "str": (lambda value: isinstance(value, str), Text("文字列", "a text")),
    "bool": (_named("bool", "bool_"), Text("True か False", "True or False")),
    "int": (
        lambda value: isinstance(value, numbers.Integral) and not isinstance(value, bool),
        Text("整数", "a whole number"),
    ),
    "float": (lambda value: isinstance(value, numbers.Real) and not isinstance(value, bool), Text("数", "a number")),
    "Path": (lambda value: isinstance(value, Path), Text("パス", "a path")),
    "Sequence": (_listed, Text("文字列のリスト", "a list of texts")),
    "Collection": (_listed, Text("文字列のリスト", "a list of texts")),
    "Columns": (
        lambda value: (_listed(value) or isinstance(value, Mapping)) and len(value) > 0,  # type: ignore[arg-type]
        Text("列名のリスト（または列名と見出しの辞書）", "a list of columns, or a mapping of columns to headings"),
    ),
    "Pair": (_pair, _PAIR),
    "Text": (_pair, _PAIR),
    "tuple": (_pair, _PAIR),
    "type": (lambda value: isinstance(value, type), Text("型", "a type")),
    "Mapping": (lambda value: isinstance(value, Mapping), Text("辞書", "a mapping")),
    "DataFrame": (
        lambda value: _named("DataFrame")(value) and type(value).__module__.startswith("polars"),
        Text("polars のデータフレーム", "a polars frame"),
    ),
    "Dataset": (_named("Dataset"), Text("load() の返すデータ", "the data that load() gives")),
    "None": (lambda value: value is None, Text("", "")),
}


#: Argument → the least and the most it may be, wherever it is one.
RANGES: dict[str, tuple[float, float | None]] = {
    "rows": (1, None),
    "decimals": (0, 12),
    "draws": (1, None),
    "seed": (0, None),
    "seeds": (0, None),
    "surveys": (1, None),
    "from_age": (0, 120),
    "age_min": (0, 120),
    "age_max": (0, 120),
    "width_mm": (100, 1000),
}


#: Longest value that a message repeats.
_LONGEST = 40


def checked(function: Callable[P, T], *, method: bool = False) -> Callable[P, T]:
    """The same function, which refuses what it does not take before it begins.

    Parameters
    ----------
    function : callable
    method : bool
        Whether its first argument is the object.
    """

    @functools.wraps(function)
    def refusing(*args: P.args, **kwargs: P.kwargs) -> T:
        check(function, args[1:] if method else args, kwargs, skip=int(method))
        return function(*args, **kwargs)

    return refusing


def checks(owner: C) -> C:
    """A class whose public methods are all :func:`checked`."""
    for name, one in list(vars(owner).items()):
        if inspect.isfunction(one) and not name.startswith("_"):
            setattr(owner, name, checked(one, method=True))
    return owner


def check(
    function: Callable[..., Any],
    args: tuple[Any, ...],
    kwargs: Mapping[str, Any],
    *,
    skip: int = 0,
    given: tuple[str, ...] = (),
    what: str = "argument",
    lang: str | None = None,
    besides: Iterable[str] = (),
) -> None:
    """Hold arguments against what a function takes.

    Parameters
    ----------
    function : callable
    args, kwargs
        As they would be given to it.
    skip : int
        How many of its first parameters others give.
    given : tuple of str
        Names of parameters that others give.
    what : str
        What a name is of: a key of :data:`dxcompare.words.unknown.THINGS`.
    lang : {"ja", "en"}, optional
    besides : iterable of str
        Names that are taken before, which a message lists, too.

    Raises
    ------
    UnknownArgument
        If there is none of a name.
    WrongArgument
        If one is missing, one too many, of another kind, or out of range.
    """
    taken = [one for one in _taken(function)[skip:] if one.name not in given]
    by_place = [one for one in taken if one.kind is one.POSITIONAL_OR_KEYWORD]
    names = [one.name for one in taken if one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)]
    called = f"{function.__name__}()"
    any_name = any(one.kind is one.VAR_KEYWORD for one in taken)
    for name in kwargs:
        if name not in names and name not in getattr(function, "also", ()) and not any_name:
            raise UnknownArgument(what, name, dict.fromkeys([*names, *besides]), lang)
    more = next((one for one in taken if one.kind is one.VAR_POSITIONAL), None)
    if len(args) > len(by_place) and more is None:
        n, rest = len(by_place), [f"{one}=" for one in names[len(by_place) :]]
        raise WrongArgument(
            Text(
                f"{called} に名前なしで渡せる引数は{n}個まで（渡されたのは{len(args)}個）。"
                + (f"ほかは名前を付けて渡す：{'、'.join(rest)}" if rest else ""),
                f"{called} takes {n} arguments without a name at most, not {len(args)}"
                + (f"; give the others by name: {', '.join(rest)}" if rest else ""),
            ),
            lang,
        )
    values = dict(zip([one.name for one in by_place], args, strict=False)) | dict(kwargs)
    known = {one.name: one for one in taken}
    lacking = [name for name in names if known[name].default is inspect.Parameter.empty and name not in values]
    if lacking:
        raise WrongArgument(
            Text(f"{called} には {lacking[0]}= が要る", f"{called} needs {lacking[0]}="),
            lang,
        )
    for name, value in values.items():
        if name in known:
            _hold(called, name, value, known[name], lang)
    for value in args[len(by_place) :] if more else ():
        _hold(called, more.name if more else "", value, more or taken[0], lang)


def _hold(called: str, name: str, value: Any, parameter: inspect.Parameter, lang: str | None) -> None:
    """Hold one value against its annotation and its range."""
    kinds = _kinds(parameter.annotation)
    if kinds and not any(_is(value, kind, inner) for kind, inner in kinds):
        words = list(dict.fromkeys(KINDS[kind][1] for kind, _ in kinds if kind != "None"))
        shown = _shown(value)
        hint = Text("", "")
        if isinstance(value, str) and any(kind in ("Sequence", "Collection") for kind, _ in kinds):
            hint = Text(f"。{name}=[{value!r}] と書く", f"; write {name}=[{value!r}]")
        if parameter.kind is parameter.VAR_POSITIONAL and _listed(value) and all(isinstance(one, str) for one in value):
            said = ", ".join(repr(one) for one in value)
            whole = f"{called[:-2]}({said})" if len(said) <= _LONGEST else f"{called[:-2]}(*…)"
            hint = Text(f"。リストにせず {whole} と書く", f"; write {whole}, without a list")
        raise WrongArgument(
            Text(
                f"{called} の {name}= には{'か'.join(one.ja for one in words)}を渡す（渡されたのは {shown}）",
                f"{name}= of {called} must be {' or '.join(one.en for one in words)}, not {shown}",
            )
            + hint,
            lang,
        )
    if name in RANGES and isinstance(value, numbers.Real) and not isinstance(value, bool):
        least, most = RANGES[name]
        number = float(value)
        if number < least or (most is not None and number > most):
            ends = (
                Text(f"{least}以上", f"{least} or more")
                if most is None
                else Text(f"{least}以上{most}以下", f"from {least} to {most}")
            )
            raise WrongArgument(
                Text(
                    f"{called} の {name}= は{ends.ja}とする（渡されたのは {value}）",
                    f"{name}= of {called} must be {ends.en}, not {value}",
                ),
                lang,
            )


def _is(value: object, kind: str, inner: str) -> bool:
    fits = KINDS[kind][0](value)
    if fits and kind in ("Sequence", "Collection") and inner == "str":
        names = list(value)  # type: ignore[call-overload]
        return all(isinstance(one, str) for one in names) and (kind == "Collection" or bool(names))
    return fits


def _shown(value: object) -> str:
    said = repr(value)
    short = len(said) <= _LONGEST and "\n" not in said
    of = type(value).__module__.partition(".")[0]
    return said if short else f"{of}.{type(value).__name__}".removeprefix("builtins.")


@cache
def _taken(function: Callable[..., Any]) -> tuple[inspect.Parameter, ...]:
    return tuple(inspect.signature(function).parameters.values())


@cache
def _kinds(annotation: Any) -> tuple[tuple[str, str], ...]:
    """The kinds that an annotation allows, each with what is in it; none if it is not understood."""
    said = annotation if isinstance(annotation, str) else getattr(annotation, "__name__", "")
    try:
        parts = _parts(ast.parse(said, mode="eval").body)
    except SyntaxError:
        return ()
    return tuple(parts) if all(kind in KINDS for kind, _ in parts) else ()


def _parts(node: ast.expr) -> list[tuple[str, str]]:
    if isinstance(node, ast.BinOp):
        return [*_parts(node.left), *_parts(node.right)]
    if isinstance(node, ast.Subscript):
        return [(kind, ast.unparse(node.slice)) for kind, _ in _parts(node.value)]
    return [(ast.unparse(node).rpartition(".")[2], "")]


def options_of(function: Callable[..., Any]) -> dict[str, object]:
    """Name of an option that a chart takes → its default; without the result and the language."""
    return {
        one.name: one.default
        for one in _taken(function)[1:]
        if one.name != "lang" and one.kind in (one.POSITIONAL_OR_KEYWORD, one.KEYWORD_ONLY)
    }
