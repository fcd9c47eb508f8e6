"""An accepted proposal becomes a row of a raw file, or of a file of decisions. Nothing that is there is overwritten.

Ids are given by the order of rows, as for an added plan (:mod:`dxcompare.assemble.filled`); what says where a row
stands comes from the proposal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dxcompare.onboarding.accept import decisions, indicators, schedules, surveys  # noqa: F401 - here for their takers
from dxcompare.onboarding.accept.desk import TAKERS, Desk, Refused, needed
from dxcompare.onboarding.city import City
from dxcompare.onboarding.proposals import Proposed
from dxcompare.tables import form
from dxcompare.tables.raw import Folder
from dxcompare.words.text import Text

#: In this order what refers to a row comes after it.
ORDER = ("measures", "chapters", "kpis", "kpi_places", "kpi_values", "projects", "schedule", "survey")

NOTHING = Text("表として読めなかったもの。認められない", "a table that was not understood; it cannot be accepted")
NO_TABLE = Text("「{table}」という表はない", "there is no table {table!r}")


@dataclass(frozen=True)
class Left:
    """A proposal that could not be taken, and why.

    Attributes
    ----------
    clash : bool
        Whether a row of its name is there and says something else.
    """

    proposal: Proposed
    why: Text
    clash: bool = False


def accept(
    city: City,
    chosen: Iterable[Proposed],
    by: str,
    on: str,
    everything: Sequence[Proposed] = (),
    *,
    another: Collection[str] = (),
) -> list[Left]:
    """Make rows of proposals, and write the files.

    Parameters
    ----------
    city : City
    chosen : iterable of Proposed
        Those that are accepted; they are marked so, and say where they went.
    by, on : str
        Who accepts, and on which day (YYYY-MM-DD).
    everything : sequence of Proposed
        All of the city, in order.
    another : collection of str
        Keys of those of which a row is wanted beside one of its name that says something else.

    Returns
    -------
    list of Left
        Those that could not be taken; they wait as before.
    """
    desk, left = Desk(city, by, everything), []
    for one in sorted(chosen, key=_order):
        desk.another = one.key in another
        try:
            one.became = _taken(desk, one)
        except Refused as refused:
            left.append(Left(one, refused.why, refused.clash))
            continue
        one.status = "changed" if one.taken else "accepted"
        one.answered_by, one.answered_on = by, on
    surveys.finish(desk, [one for one in everything if one.waits])
    desk.save()
    return left


def _order(one: Proposed) -> int:
    return ORDER.index(one.table) if one.table in ORDER else len(ORDER)


def _taken(desk: Desk, one: Proposed) -> str:
    if one.table == "other":
        raise Refused(NOTHING)
    if one.table.startswith(decisions.PREFIX):
        return decisions.take(desk, one)
    if taker := TAKERS.get(one.table):
        return taker(desk, one)
    if form(f"{one.table}.csv", Folder.PLAN) is None:
        raise Refused(NO_TABLE, table=one.table)
    if one.table == "measures":
        needed(one.said, "title_ja")
    return desk.put(desk.plan(one.table), one, one.said)
