"""A small language for statements about tables: `lowest("q1", "smartphone", "..30-39") >= 96`.

A predicate is a Python expression of comparisons, `and`, `or`, `not`, arithmetic, numbers, texts and
calls of the functions below; nothing else. It is parsed here, evaluated where the tables are, and has
three values: what a table does not hold is unknown, not false.
"""

from __future__ import annotations

import ast
import operator
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

#: function → what its arguments name. A `?` marks those that may be left out.
FUNCTIONS: dict[str, tuple[str, ...]] = {
    "share": ("question", "option", "group"),  # the printed percentage
    "lowest": ("question", "option", "groups"),
    "highest": ("question", "option", "groups"),
    "rank": ("question", "option", "groups", "besides?"),  # the worst rank among the options
    "pooled": ("question", "option", "groups"),  # percentage of all people in the groups together
    "pooled_rank": ("question", "option", "groups", "besides?"),
    "count": ("question", "option", "groups"),
    "base": ("question", "groups"),  # people
    "sampled": (),
    "valid": (),
    "web": (),  # questionnaires sent out, valid answers, of these by web
    "verdicts": ("verdict?",),
    "verdict": ("number",),  # of the plan on its predecessor
}


#: Functions whose values are whole numbers, which no statement rounds.
WHOLE = {"rank", "pooled_rank", "count", "base", "sampled", "valid", "web", "verdicts"}


RANKS = {"rank", "pooled_rank"}


_ARITHMETIC: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


_COMPARE: dict[type, Callable[[Any, Any], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}


_OTHER = (
    ast.Expression,
    ast.BoolOp,
    ast.And,
    ast.Or,
    ast.UnaryOp,
    ast.Not,
    ast.USub,
    ast.BinOp,
    ast.Compare,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
)


#: How long an expression may be, and how deep; how much of one that cannot be read is shown.
LONGEST, DEEPEST, SHOWN = 4_000, 60, 80
#: How a number is written; more digits than these a float would round.
NUMBER = re.compile(r"\d{1,12}(\.\d{1,3})?")


class Unknown(LookupError):
    """A value that the tables do not hold; its text says which."""


class NotPredicate(ValueError):
    """A text that is no expression of this language, or says nothing; `found` is the part that is none, `why` the reason."""

    def __init__(self, found: str, why: str | None = None):
        super().__init__(found)
        self.found, self.why = found, why


@dataclass(frozen=True)
class Call:
    """A function of a predicate with its arguments."""

    name: str
    arguments: tuple[str | int, ...]

    def named(self) -> dict[str, str | int]:
        """The arguments by what they name."""
        return {
            kind.removesuffix("?"): value for kind, value in zip(FUNCTIONS[self.name], self.arguments, strict=False)
        }


def parse(text: str) -> ast.expr:
    """Parse a predicate.

    Raises
    ------
    NotPredicate
        If it is no expression of this language.

    Examples
    --------
    >>> [call.name for call in calls(parse('100 * web() / valid() == 27.2'))]
    ['web', 'valid']
    """
    if len(text) > LONGEST or "#" in text:  # a comment would be left out
        raise NotPredicate(text[:SHOWN], "too_long" if len(text) > LONGEST else None)
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotPredicate(text[:SHOWN]) from error
    if _depth(tree) > DEEPEST:
        raise NotPredicate(text[:SHOWN], "too_long")
    for node in ast.walk(tree):
        if not isinstance(node, (*_OTHER, *_ARITHMETIC, *_COMPARE)):
            raise NotPredicate(text)
        if isinstance(node, ast.Constant) and not _plain(node, text):
            raise NotPredicate(text)
        if isinstance(node, ast.Name) and node.id not in FUNCTIONS:
            raise NotPredicate(node.id)
        if isinstance(node, ast.Call):
            call = _call(node)
            most, least = len(FUNCTIONS[call.name]), sum(not k.endswith("?") for k in FUNCTIONS[call.name])
            if not least <= len(call.arguments) <= most:
                raise NotPredicate(ast.unparse(node))
    return tree.body


def _plain(node: ast.Constant, text: str) -> bool:
    """Whether a constant is a text, or a number in digits: not True, None, 1e5 or 0x1F."""
    # the segment is looked for last: it splits the text anew, a tenth of the time of a build if of every constant
    return isinstance(node.value, str) or NUMBER.fullmatch(ast.get_source_segment(text, node) or "") is not None


def _depth(tree: ast.AST) -> int:
    """How deep an expression is nested."""
    level, depth = [tree], 0
    while level:
        level, depth = [child for node in level for child in ast.iter_child_nodes(node)], depth + 1
    return depth


def _call(node: ast.Call) -> Call:
    plain = all(isinstance(argument, ast.Constant) for argument in node.args) and not node.keywords
    if not isinstance(node.func, ast.Name) or not plain:
        raise NotPredicate(ast.unparse(node))
    if node.func.id not in FUNCTIONS:
        raise NotPredicate(node.func.id)
    return Call(node.func.id, tuple(argument.value for argument in node.args))  # type: ignore[attr-defined]


def calls(tree: ast.AST) -> Iterator[Call]:
    """The functions that a predicate calls, in order."""
    if isinstance(tree, ast.Call):
        yield _call(tree)
    else:
        for node in ast.iter_child_nodes(tree):
            yield from calls(node)


_SIDES = {
    "eq": (ast.Eq, ast.Eq),
    "ge": (ast.GtE, ast.LtE),
    "gt": (ast.Gt, ast.Lt),
    "le": (ast.LtE, ast.GtE),
    "lt": (ast.Lt, ast.Gt),
}


def compares(tree: ast.expr, comparator: str) -> bool:
    """Whether a predicate compares with a number so (`ge`: at least), from either side.

    >>> compares(parse("valid() >= 5"), "ge"), compares(parse("5 <= valid()"), "ge"), compares(parse("5 < valid()"), "ge")
    (True, True, False)
    """
    right, left = _SIDES[comparator]
    return any(
        (isinstance(op, right) and not any(isinstance(part, ast.Call) for part in ast.walk(after)))
        or (isinstance(op, left) and not any(isinstance(part, ast.Call) for part in ast.walk(before)))
        for node in ast.walk(tree)
        if isinstance(node, ast.Compare)
        for (before, after), op in zip(neighbours(node), node.ops, strict=True)
    )


def neighbours(node: ast.Compare) -> list[tuple[ast.expr, ast.expr]]:
    """The two sides of each sign of a comparison."""
    return [*zip((node.left, *node.comparators), node.comparators, strict=False)]


def exact(value: float | int | Decimal) -> Fraction:
    """A printed number as the fraction it says: 27.2 is 272/10."""
    return Fraction(str(value))


def rounded(value: Fraction, step: Fraction) -> Fraction:
    """A number to the nearest multiple of `step`, halves up (to even, 7.25 would become 7.2).

    >>> rounded(exact(7.25), exact(0.1)) == exact(7.3)
    True
    """
    steps = Decimal((value / step).numerator) / Decimal((value / step).denominator)
    return Fraction(int(steps.quantize(Decimal(1), ROUND_HALF_UP))) * step


def holds(tree: ast.expr, look_up: Callable[[Call], Any], step: Fraction | None = None) -> bool | None:
    """Whether a predicate is true; None if the tables do not hold what decides it.

    Parameters
    ----------
    tree : ast.expr
        From :func:`parse`.
    look_up : callable
        The value of a call; raises :class:`Unknown`.
    step : Fraction, optional
        Sides of a comparison that hold a call are rounded to it first.
    """
    return decided(tree, lambda leaf: _holds(leaf, look_up, step))


def decided(tree: ast.expr, leaf: Callable[[ast.expr], bool | None]) -> bool | None:
    """Whether a predicate is true, from what is known of its comparisons; Kleene's three values.

    Parameters
    ----------
    tree : ast.expr
        From :func:`parse`.
    leaf : callable
        Whether a part that is no `and`, `or`, `not` is true; None if that is not known.
    """
    if isinstance(tree, ast.BoolOp):
        outcomes = [decided(part, leaf) for part in tree.values]
        decisive = isinstance(tree.op, ast.Or)
        return decisive if decisive in outcomes else None if None in outcomes else not decisive
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not):
        outcome = decided(tree.operand, leaf)
        return None if outcome is None else not outcome
    return leaf(tree)


def _holds(tree: ast.expr, look_up: Callable[[Call], Any], step: Fraction | None) -> bool | None:
    try:
        if not isinstance(tree, ast.Compare):
            return bool(value(tree, look_up))
        sides = [_side(node, look_up, step) for node in (tree.left, *tree.comparators)]
    except Unknown:
        return None
    return all(_COMPARE[type(op)](left, right) for op, left, right in zip(tree.ops, sides, sides[1:], strict=False))


def _side(node: ast.expr, look_up: Callable[[Call], Any], step: Fraction | None) -> Any:
    found = value(node, look_up)
    varies = any(isinstance(part, ast.Call) for part in ast.walk(node))
    whole = isinstance(node, ast.Call) and _call(node).name in WHOLE
    return rounded(found, step) if step and varies and not whole and isinstance(found, Fraction) else found


def value(node: ast.expr, look_up: Callable[[Call], Any]) -> Any:
    """The value of an expression: a text, a number as a fraction, or whatever else `look_up` gives to add up."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else exact(node.value)  # type: ignore[arg-type]
    if isinstance(node, ast.Call):
        found = look_up(_call(node))
        return exact(found) if isinstance(found, (int, float, Decimal)) else found
    if isinstance(node, ast.UnaryOp):
        return -value(node.operand, look_up)
    assert isinstance(node, ast.BinOp)
    left, right = value(node.left, look_up), value(node.right, look_up)
    if isinstance(node.op, ast.Div) and right == 0:
        raise Unknown(f"{ast.unparse(node.right)} = 0")
    return _ARITHMETIC[type(node.op)](left, right)


_SIGNS = {ast.Eq: "=", ast.NotEq: "≠", ast.Lt: "<", ast.LtE: "≤", ast.Gt: ">", ast.GtE: "≥"}


def filled_in(tree: ast.expr, look_up: Callable[[Call], Any]) -> str:
    """The predicate with numbers for its calls, such as `96.9 ≥ 96`; `?` where one is unknown."""
    if isinstance(tree, ast.BoolOp):
        word = ", " if isinstance(tree.op, ast.And) else " or "
        return word.join(filled_in(part, look_up) for part in tree.values)
    if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not):
        return f"not ({filled_in(tree.operand, look_up)})"
    if isinstance(tree, ast.Compare):
        sides = [_shown(side, look_up) for side in (tree.left, *tree.comparators)]
        return sides[0] + "".join(f" {_SIGNS[type(op)]} {side}" for op, side in zip(tree.ops, sides[1:], strict=True))
    return _shown(tree, look_up)


def _shown(node: ast.expr, look_up: Callable[[Call], Any]) -> str:
    try:
        found = value(node, look_up)
    except Unknown:
        return "?"
    ranked = isinstance(node, ast.Call) and _call(node).name in RANKS
    return found if isinstance(found, str) else "#" * ranked + f"{float(round(found, 2)):g}"
