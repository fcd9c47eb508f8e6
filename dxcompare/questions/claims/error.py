"""Whether sampling error could turn the verdict on a statement: its predicate, with intervals in place of values.

A comparison is then true, false or undecided; `and`, `or` and `not` carry that on. What holds of every group is true
only if it is of each; what holds of any one is tried at a level divided by the number of groups (Bonferroni), since
the most extreme would be picked.
"""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from dxcompare.methods import statements
from dxcompare.methods.intervals import LEVEL
from dxcompare.methods.mover import Combination, NotLinear, Overlap, Share, interval
from dxcompare.methods.statements import RANKS, Call, Unknown
from dxcompare.questions.claims.values import Values

#: Functions whose values come from those who answered.
SAMPLED = {"share", "lowest", "highest", "rank", "pooled", "pooled_rank", "count", "base"}


#: Functions that pick the most extreme group.
EXTREMES = {"lowest", "highest"}


#: How far rounding to a step reaches beyond a number, in steps: comparison → below, above.
REACH = {ast.Eq: Fraction(1, 2), ast.GtE: Fraction(1, 2), ast.LtE: Fraction(1, 2)}


class _Blank(Exception):
    """There is no interval; its text is one of `ERROR_REASONS`."""


@dataclass(frozen=True)
class Chances:
    """The error allowed for calling a comparison true, and for calling it false."""

    true: float = 1 - LEVEL
    false: float = 1 - LEVEL


def within(
    tree: ast.expr, values: Values, step: Fraction | None = None, *, pooled: bool
) -> tuple[bool | None, str | None]:
    """Whether sampling error leaves open if a predicate is true.

    Parameters
    ----------
    tree : ast.expr
        From :func:`dxcompare.methods.statements.parse`.
    values : Values
    step : Fraction, optional
        What the statement rounds to: what lies within it of a number counts as the number.
    pooled : bool
        Whether tendencies are taken as a whole: every group here against every group there
        (`lowest(…) > highest(…)`) as both together, an order of several (`a > b > c`) by its linear contrast.

    Returns
    -------
    within, reason
        None with the reason, one of `vocabularies.ERROR_REASONS`, where it cannot be told.
    """
    if not any(call.name in SAMPLED for call in statements.calls(tree)):
        return None, "no_sample"
    found: dict[bool, list[bool | None]] = {}
    tested, reasons = False, []
    for widest in (True, False):
        for unknown in (True, False):
            judge = _Judge(values, step, pooled, widest, unknown)
            found.setdefault(widest, []).append(statements.decided(tree, judge))
            tested |= judge.tested
            reasons += judge.reasons
    if not tested:
        return None, next(iter(reasons), "no_sample")
    if all(outcome is None for outcome in found[False]):
        return True, None
    if None not in found[True] and len({*found[True]}) == 1:
        return False, None
    return None, next(iter(reasons), "overlap")


def pools(tree: ast.expr) -> bool:
    """Whether a predicate states a tendency: every group here against every group there, or an order of several."""
    compared = [node for node in ast.walk(tree) if isinstance(node, ast.Compare)]
    return any(
        _ordered(node) or any(_every(left, type(op), right) for left, op, right in _pairs(node)) for node in compared
    )


def _pairs(node: ast.Compare) -> Iterable[tuple[ast.expr, ast.cmpop, ast.expr]]:
    return zip((node.left, *node.comparators), node.ops, node.comparators, strict=False)


def _ordered(node: ast.Compare) -> bool:
    """Whether it puts several shares in order, all of them one way."""
    ways = {type(op) for op in node.ops}
    return (
        len(node.ops) > 1
        and (ways <= {ast.Gt, ast.GtE} or ways <= {ast.Lt, ast.LtE})
        and all(_name(side) in ("share", "pooled") for side in (node.left, *node.comparators))
    )


def _every(left: ast.expr, op: type[ast.cmpop], right: ast.expr) -> bool:
    big, small = (left, right) if op in (ast.Gt, ast.GtE) else (right, left)
    names = _name(big), _name(small)
    return (
        op not in (ast.Eq, ast.NotEq)
        and ("lowest" in names[:1] or "highest" in names[1:])
        and names[0] in ("lowest", "share", "pooled")
        and names[1] in ("highest", "share", "pooled")
    )


def _name(node: ast.expr) -> str | None:
    return next(statements.calls(node)).name if isinstance(node, ast.Call) else None


class _Judge:
    """Whether a comparison is true whatever the sampling error."""

    def __init__(self, values: Values, step: Fraction | None, pooled: bool, widest: bool, unknown: bool):
        self.values, self.step, self.pooled, self.widest, self.unknown = values, step, pooled, widest, unknown
        self.tested = False
        self.reasons: list[str] = []

    def __call__(self, node: ast.expr) -> bool | None:
        if not isinstance(node, ast.Compare):
            return statements.holds(node, self.values, self.step)
        if self.pooled and _ordered(node):
            return self._known(lambda: self._contrast(node))
        found = [self._pair(*pair) for pair in _pairs(node)]
        return False if False in found else None if None in found else True

    def _pair(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> bool | None:
        alone = ast.Compare(left, [op], [right])
        if not any(call.name in SAMPLED for call in statements.calls(alone)):
            return statements.holds(alone, self.values, self.step)
        if _name(left) in RANKS:
            return self._known(lambda: self._rank(next(statements.calls(left)), op, right))
        return self._known(lambda: self._compare(left, op, right))

    def _known(self, judged: Callable[[], bool | None]) -> bool | None:
        try:
            return judged()
        except Unknown:
            self.reasons.append("base_unknown")
        except Overlap:
            self.reasons.append("groups_overlap")
        except NotLinear:
            self.reasons.append("form")
        except _Blank as blank:
            self.reasons.append(str(blank))
        return self.unknown

    # ---- shares and numbers

    def _contrast(self, node: ast.Compare) -> bool | None:
        """Whether shares fall, or rise, as a whole: those of three groups, the first less the last."""
        sides = [self._side(side, False)[1][0] for side in (node.left, *node.comparators)]
        falls = isinstance(node.ops[0], (ast.Gt, ast.GtE))
        whole = Combination()
        for place, side in enumerate(sides if falls else reversed(sides)):
            whole += side * Fraction(len(sides) - 1 - 2 * place, 2)
        return self._sign(whole, True)(Chances())

    def _compare(self, left: ast.expr, op: ast.cmpop, right: ast.expr) -> bool | None:
        kind = type(op)
        reach = self.step * REACH.get(kind, Fraction(0)) if self.step and _number(left, right) else Fraction(0)
        if kind in (ast.Eq, ast.NotEq):
            at_least, at_most = self._larger(left, right, reach, False), self._larger(right, left, reach, False)
            same = False if False in (at_least, at_most) else None if None in (at_least, at_most) else True
            return same if kind is ast.Eq or same is None else not same
        big, small = (left, right) if kind in (ast.Gt, ast.GtE) else (right, left)
        together = self.pooled and _every(left, kind, right)
        return self._larger(big, small, reach, kind in (ast.Gt, ast.Lt), together)

    def _larger(
        self, big: ast.expr, small: ast.expr, reach: Fraction, strict: bool, together: bool = False
    ) -> bool | None:
        """Whether one side is larger than the other, or lies no more than `reach` below it."""
        picked, here = self._side(big, together)
        other, there = self._side(small, together)

        def against(mine: Combination) -> Callable[[Chances], bool | None]:
            return lambda allowed: _over(
                other == "lowest", [self._sign(mine - theirs + reach, strict) for theirs in there], allowed
            )

        return _over(picked == "highest", [against(mine) for mine in here], Chances())

    def _sign(self, difference: Combination, strict: bool) -> Callable[[Chances], bool | None]:
        def sign(allowed: Chances) -> bool | None:
            if not difference.terms:
                return difference.constant > 0 or (difference.constant == 0 and not strict)
            self.tested = True
            if interval(difference, widest=self.widest, level=1 - allowed.true)[0] > 0:
                return True
            return False if interval(difference, widest=self.widest, level=1 - allowed.false)[1] < 0 else None

        return sign

    def _side(self, node: ast.expr, together: bool) -> tuple[str | None, list[Combination]]:
        """What a side is: the groups of an extreme, or pairs of a spread, one by one; else one combination."""
        name = _name(node)
        if name in EXTREMES or _spread(node):
            asked = {key: str(one) for key, one in next(statements.calls(node)).named().items()}
            if together:
                return None, [self._share(**asked)]
            question, option = asked["question"], asked["option"]
            each = {
                group: self._share(question, option, group) for group in self.values.named(question, asked["groups"])
            }
            if name:
                return name, list(each.values())
            falling = sorted(each, key=lambda group: self.values.percent(question, option, group), reverse=True)
            pairs = [each[high] - each[low] for high, low in itertools.combinations(falling, 2)]
            return "highest", pairs or [Combination()]
        found = statements.value(node, self._combination)
        return None, [found if isinstance(found, Combination) else Combination(found)]

    def _combination(self, call: Call) -> Any:
        asked = {key: str(one) for key, one in call.named().items()}
        if call.name in ("share", "pooled"):
            return self._share(asked["question"], asked["option"], asked.get("groups", asked.get("group", "")))
        if call.name == "count" or (call.name == "base" and asked["question"] in self.values.filtered):
            return self._people(asked["question"], asked.get("option"), asked["groups"])
        if call.name in RANKS or call.name in EXTREMES:
            raise _Blank("form")
        return self.values(call)

    def _share(self, question: str, option: str, groups: str) -> Combination:
        """The percentage of an option among all people of some groups."""
        named = self.values.named(question, groups)
        shares = [self._one(question, option, group) for group in named]
        n = sum(share.n for share in shares)
        return Combination(terms={share: Fraction(100 * share.n, n) for share in shares})

    def _one(self, question: str, option: str, group: str) -> Share:
        n = self.values.base(question, group)
        if n is None:
            raise Unknown(f"{question} {group}: n")
        count = sum(self.values.people(question, one, group) for one in option.split("+"))
        if count > n:  # options that do not exclude each other
            raise _Blank("overlap")
        single = question in self.values.single
        return Share(self.values.kinds[group], group, question, option, count, n, single)

    def _people(self, question: str, option: str | None, groups: str) -> Combination:
        """How many people gave an answer, or were put a question that only some were: of all who were asked anything."""
        found = Combination()
        for group in self.values.named(question, groups):
            everyone = [self.values.base(one, group) for one in self.values.groups]
            n = max((one for one in everyone if one is not None), default=None)
            own = self.values.base(question, group)
            count = own if option is None else self.values.people(question, option, group)
            if n is None or count is None:
                raise Unknown(f"{question} {group}: n")
            one = Share(self.values.kinds[group], group, question, option or "", count, n)
            found += Combination(terms={one: Fraction(n)})
        return found

    # ---- ranks

    def _rank(self, call: Call, op: ast.cmpop, right: ast.expr) -> bool | None:
        """Whether an option has a rank, or a better one, in every group: who is surely above it, who surely below."""
        if any(statements.calls(right)):
            raise _Blank("form")
        rank = statements.value(right, self.values)
        asked = {key: str(one) for key, one in call.named().items()}
        question, option = asked["question"], asked["option"]
        groups = self.values.named(question, asked["groups"])
        exactly = isinstance(op, ast.Eq)
        if not isinstance(op, (ast.Eq, ast.LtE)) or (exactly and rank > 1 and len(groups) > 1 and call.name == "rank"):
            raise _Blank("form")
        others = [one for one in self.values.options(question, asked.get("besides", "")) if one != option]

        def of(groups: str) -> Callable[[Chances], bool | None]:
            mine = self._share(question, option, groups)
            below = [self._sign(mine - self._share(question, other, groups), True) for other in others]

            def judged(allowed: Chances) -> bool | None:
                sure = [one(allowed) for one in below]
                picked = [one(Chances(allowed.true / len(others), allowed.false / len(others))) for one in below]
                if len(others) - sure.count(True) <= rank - 1 and (not exactly or sure.count(False) == rank - 1):
                    return True
                too_low = picked.count(False) >= rank
                too_high = exactly and len(others) - picked.count(True) < rank - 1
                return False if too_low or too_high else None

            return judged

        each = [asked["groups"]] if call.name == "pooled_rank" else groups
        return _over(False, [of(one) for one in each], Chances())


def _over(any_one: bool, judged: list[Callable[[Chances], bool | None]], allowed: Chances) -> bool | None:
    """Whether any one, or every one, is true; what is picked out of several is held to the chance of any."""
    many = len(judged)
    if any_one:
        found = [one(Chances(allowed.true / many, allowed.false)) for one in judged]
        return True if True in found else None if None in found else False
    found = [one(Chances(allowed.true, allowed.false / many)) for one in judged]
    return False if False in found else None if None in found else True


def _number(left: ast.expr, right: ast.expr) -> bool:
    return any(not any(isinstance(part, ast.Call) for part in ast.walk(side)) for side in (left, right))


def _spread(node: ast.expr) -> bool:
    """Whether it is the highest less the lowest of the same groups."""
    if not (isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub)):
        return False
    if (_name(node.left), _name(node.right)) != ("highest", "lowest"):
        return False
    high, low = (next(statements.calls(side)) for side in (node.left, node.right))
    return high.arguments == low.arguments
