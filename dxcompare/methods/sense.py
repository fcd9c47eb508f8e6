"""Whether an expression of :mod:`dxcompare.methods.statements` says something: what is compared with what, and which groups.

An expression that can be read may still mean nothing: a text held against a number, two constants compared, a range of
ages from old to young. Such a one is no statement, true or false, and is refused where it is written.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from fractions import Fraction

from dxcompare.methods import statements
from dxcompare.methods.statements import NotPredicate

#: Functions whose value is a text; that of the others is a number.
TEXTS = {"verdict"}
#: What an argument names → whether it is a number.
NUMBERED = {"number"}
#: Functions whose value is a percentage, and those whose value is a rank.
PERCENTAGES, RANKS = {"share", "lowest", "highest", "pooled"}, {"rank", "pooled_rank"}
#: Functions that count people, each of whom must be counted once.
COUNTING = {"pooled", "pooled_rank", "count", "base"}


class NoGroup(LookupError):
    """A name of groups that a table does not have, or that names none; `found` is it, `why` a hint where that is no slip."""

    def __init__(self, found: str, why: str | None = None):
        super().__init__(found)
        self.found, self.why = found, why


def check(tree: ast.expr) -> None:
    """Refuse an expression that compares nothing, or what does not compare.

    Raises
    ------
    NotPredicate
        With the part that makes no sense, and why: `no_comparison`, `no_number`, `no_truth`, `other_kind`,
        `text_order`, `constants`, `itself`, `by_zero`, `argument`, `twice`, `beyond`.

    Examples
    --------
    >>> check(statements.parse("valid() >= 5"))
    >>> check(statements.parse("valid() >= '5'"))
    Traceback (most recent call last):
    dxcompare.methods.statements.NotPredicate: valid() >= '5'
    """
    if _kind(tree) != "truth":
        raise NotPredicate(ast.unparse(tree), "no_comparison")


def _kind(node: ast.expr) -> str:
    """What an expression is: `number`, `text` or `truth`."""
    if isinstance(node, ast.Constant):
        return "text" if isinstance(node.value, str) else "number"
    if isinstance(node, ast.Call):
        call = next(statements.calls(node))
        for name, argument in call.named().items():
            if (name in NUMBERED) == isinstance(argument, str):
                raise NotPredicate(ast.unparse(node), "argument")
        options = str(call.named().get("option", "")).split("+")
        if len({*options}) < len(options):
            raise NotPredicate(ast.unparse(node), "twice")
        return "text" if call.name in TEXTS else "number"
    if isinstance(node, ast.Name):  # a function that is not called
        raise NotPredicate(node.id)
    if isinstance(node, ast.BoolOp):
        return _all(node.values, "truth", "no_truth")
    if isinstance(node, ast.UnaryOp):
        return _all(
            [node.operand], *(("truth", "no_truth") if isinstance(node.op, ast.Not) else ("number", "no_number"))
        )
    if isinstance(node, ast.BinOp):
        _all([node.left, node.right], "number", "no_number")
        if isinstance(node.op, ast.Div) and _constant(node.right) == 0:
            raise NotPredicate(ast.unparse(node), "by_zero")
        if isinstance(node.op, ast.Mult) and 0 in (_constant(node.left), _constant(node.right)):
            raise NotPredicate(ast.unparse(node), "constants")
        alike = ast.dump(node.left) == ast.dump(node.right) and _constant(node) is None
        if alike and isinstance(node.op, (ast.Sub, ast.Div)):
            raise NotPredicate(ast.unparse(node), "itself")
        return "number"
    if not isinstance(node, ast.Compare):  # a name without brackets
        raise NotPredicate(ast.unparse(node))
    _compared(node)
    return "truth"


def _all(parts: Sequence[ast.expr], wanted: str, why: str) -> str:
    for part in parts:
        if _kind(part) != wanted:
            raise NotPredicate(ast.unparse(part), why)
    return wanted


def _compared(node: ast.Compare) -> None:
    """The sides of a comparison are of one kind; of any two neighbours one is looked up, and they are not the same."""
    kinds = {_kind(side) for side in (node.left, *node.comparators)}
    if "truth" in kinds or len(kinds) > 1:
        raise NotPredicate(ast.unparse(node), "other_kind")
    if kinds == {"text"} and not {type(op) for op in node.ops} <= {ast.Eq, ast.NotEq}:
        raise NotPredicate(ast.unparse(node), "text_order")
    for left, right in statements.neighbours(node):
        if not any(True for side in (left, right) for _ in statements.calls(side)):
            raise NotPredicate(ast.unparse(node), "constants")
        if ast.dump(left) == ast.dump(right):
            raise NotPredicate(ast.unparse(node), "itself")
        if any(_beyond(side, _constant(other)) for side, other in ((left, right), (right, left))):
            raise NotPredicate(ast.unparse(node), "beyond")


def _beyond(node: ast.expr, number: Fraction | None) -> bool:
    """Whether a percentage or a rank is held against a number that none can be."""
    name = next(statements.calls(node)).name if isinstance(node, ast.Call) and number is not None else ""
    return number is not None and (
        (name in PERCENTAGES and not 0 <= number <= 100) or (name in RANKS and (number < 1 or number.denominator > 1))
    )


def _constant(node: ast.expr) -> Fraction | None:
    """The number of an expression that looks nothing up."""
    if any(True for _ in statements.calls(node)):
        return None
    found = statements.value(node, lambda call: None)
    return found if isinstance(found, Fraction) else None


def compared_texts(tree: ast.expr) -> Iterator[str]:
    """The texts that an expression compares with what is looked up."""
    for node in ast.walk(tree):
        for side in (node.left, *node.comparators) if isinstance(node, ast.Compare) else ():
            if isinstance(side, ast.Constant) and isinstance(side.value, str):
                yield side.value


def compared_numbers(tree: ast.expr, *, rounded: bool = False) -> Iterator[Fraction]:
    """The numbers that an expression compares with what is looked up; `rounded`: with what a statement may round.

    >>> [*map(str, compared_numbers(statements.parse("-2 * 3 < web() and valid() / 2 == 0.5")))]
    ['-6', '1/2']
    >>> [*map(str, compared_numbers(statements.parse("-2 * 3 < web() and valid() / 2 == 0.5"), rounded=True))]
    ['1/2']
    """
    for node in ast.walk(tree):
        for pair in statements.neighbours(node) if isinstance(node, ast.Compare) else ():
            for side, other in (pair, pair[::-1]):
                whole = isinstance(other, ast.Call) and next(statements.calls(other)).name in statements.WHOLE
                if (found := _constant(side)) is not None and not (rounded and whole):
                    yield found


def groups(text: str, table: Sequence[tuple[str, str, bool]]) -> list[str]:
    """The groups that a text names: ids, ranges of ages, all of a kind, `all`.

    Parameters
    ----------
    text : str
    table : sequence of (str, str, bool)
        The groups of the table in its order: id, kind, whether it is a band with an age.

    Raises
    ------
    NoGroup
        If one is not in the table, a range is of no bands or runs from old to young, or one is named twice.

    Examples
    --------
    >>> bands = [("male", "sex", False), ("16-19", "age", True), ("20-29", "age", True)]
    >>> groups("..20-29,male", bands), groups("age", bands), groups("all", bands)
    (['16-19', '20-29', 'male'], ['16-19', '20-29'], ['16-19', '20-29'])
    """
    ages = [name for name, kind, aged in table if kind == "age" and aged]
    found: list[str] = []
    for part in text.split(","):
        first, dots, last = part.partition("..")
        if dots:
            for end in filter(None, (first, last)):
                if end not in ages:
                    raise NoGroup(end, "no_band" if end in {name for name, *_ in table} else None)
            start, stop = ages.index(first) if first else 0, ages.index(last) if last else len(ages) - 1
            if start > stop:
                raise NoGroup(part, "reversed" if ages else None)
            named = ages[start : stop + 1]
        elif part == "age":
            named = ages
        elif part == "all":
            whole = [name for name, kind, _ in table if kind == "total"]
            named = whole or [name for name, kind, _ in table if kind == "age"]
        else:
            named = [name for name, kind, _ in table if kind == part] or [name for name, *_ in table if name == part]
        if not named:
            raise NoGroup(part)
        found += named
    if len({*found}) < len(found):
        raise NoGroup(text, "twice")
    return found


def counted_twice(function: str, named: Sequence[str], table: Sequence[tuple[str, str, bool]]) -> bool:
    """Whether a function that counts people is asked of groups of several kinds, which share people.

    >>> counted_twice("count", ["male", "20-29"], [("male", "sex", False), ("20-29", "age", True)])
    True
    """
    kinds = {name: kind for name, kind, _ in table}
    return function in COUNTING and len({kinds[name] for name in named}) > 1
