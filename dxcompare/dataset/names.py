"""A plan by its id, or by what its municipality or itself is called; a municipality by its name, reading or code; and
the one order in which plans stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.dataset.once import once
from dxcompare.sources.areas import Areas
from dxcompare.words.faults import Fault, Place
from dxcompare.words.text import language
from dxcompare.words.unknown import UnknownName, meant

if TYPE_CHECKING:
    from dxcompare.dataset.loaded import Dataset

_NAMES = ("name_ja", "name_en", "title_ja", "title_en", "municipality_code")


@once
def plan_names(ds: Dataset) -> dict[str, str]:
    """What plans are called → their ids: by municipality, in either language, its code, or title; no name of several."""
    plans = ds.plans().join(ds["plan"].select("plan_id", "title_ja", "title_en"), on="plan_id", maintain_order="left")
    named = [(row[column], row["plan_id"]) for row in plans.iter_rows(named=True) for column in _NAMES if row[column]]
    several = {one for one, n in Counter(one for one, _ in set(named)).items() if n > 1}
    return {one: plan for one, plan in named if one not in several}


def plan_named(ds: Dataset, name: str) -> str:
    """The id of the plan that is asked for by its id, a name, or whatever else names the municipality of one alone.

    Raises
    ------
    UnknownName
        If there is none, or the name is of several.
    """
    try:
        return meant("plan", name, ds["plan"]["plan_id"], plan_names(ds))
    except UnknownName:
        own = ds["plan"].filter(municipality_code=_city(ds, name)[0] or "")["plan_id"]
        if len(own) != 1:
            raise
        return own[0]


class UnknownCity(UnknownName):
    """A name of several municipalities, or of none of today; says which, or what it is."""

    def __init__(self, fault: Fault, lang: str | None = None):
        Exception.__init__(self, fault, lang)

    def __str__(self) -> str:
        fault, lang = self.args
        return fault.told(lang or language())


@once
def _areas(ds: Dataset) -> Areas:
    return Areas(ds["municipality"].iter_rows(named=True), ds["former_code"].iter_rows(named=True))


def _city(ds: Dataset, name: str) -> tuple[str | None, list[Fault]]:
    """The code of a municipality of today, or why it is none."""
    faults: list[Fault] = []
    return _areas(ds).read(str(name), Place(""), faults), faults


def city_named(ds: Dataset, name: str) -> str:
    """See :meth:`dxcompare.dataset.loaded.Dataset.city`."""
    of_plan = ds["plan"].filter(plan_id=str(name))["municipality_code"].to_list()
    if of_plan and "+" not in of_plan[0]:
        return of_plan[0]
    code, faults = _city(ds, name)
    if code:
        return code
    if of_plan:
        allowed = [_areas(ds).says(one).ja for one in of_plan[0].split("+")]
        raise UnknownCity(Fault(Place(""), "which_prefecture", {"found": name, "allowed": allowed}))
    if faults[0].kind in ("no_such", "not_municipality"):
        coded = any(letter.isdigit() for letter in str(name))
        raise UnknownName("municipality", name, ds["municipality"]["municipality_code" if coded else "name_ja"])
    raise UnknownCity(faults[0])


def in_order(ds: Dataset, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with a `plan_id`, those of each plan together and as they stood, in the order of :meth:`Dataset.plans`."""
    place = {plan: n for n, plan in enumerate(ds.plans()["plan_id"])}
    return rows.sort(
        pl.col("plan_id").cast(pl.String).replace_strict(place, return_dtype=pl.Int64), maintain_order=True
    )
