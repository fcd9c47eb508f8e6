"""A plan by its id, or by what its municipality or itself is called; a municipality by its name, reading or code; and
the one order in which plans stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

import polars as pl

from dxcompare.dataset.once import once
from dxcompare.sources.areas import Areas
from dxcompare.words.faults import Fault, Place
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, language
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
    if not str(name).strip():
        raise UnknownPlan(NONE_NAMED)
    try:
        return meant("plan", name, ds["plan"]["plan_id"], plan_names(ds))
    except UnknownName:
        digits = _areas(ds).prefecture(str(name))
        if digits:
            own, codes = _in_prefecture(ds, digits), list[str]()
        else:
            codes = _codes(ds, name)
            own = _of(ds, codes) or _of(ds, codes, joint=True)
        if len(own) == 1:
            return own[0]
        if own:
            raise UnknownPlan(_which(ds, name, own), own) from None
        if codes:
            raise UnknownPlan(_without(ds, [_areas(ds).says(code) for code in codes])) from None
        raise


def plans_named(ds: Dataset, names: Iterable[str]) -> list[str]:
    """The ids of plans: of each name one, as :func:`plan_named` finds it, or all of a prefecture.

    Raises
    ------
    UnknownName
        If there is no name, none of a name, or one is of several.
    """
    found = list[str]()
    for name in names:
        prefecture = None if name in ds["plan"]["plan_id"] else _areas(ds).prefecture(str(name))
        found += _in_prefecture(ds, prefecture) if prefecture else [plan_named(ds, name)]
    if not found:
        raise UnknownPlan(NONE_NAMED)
    return list(dict.fromkeys(found))


def _in_prefecture(ds: Dataset, digits: str) -> list[str]:
    """The plans of a prefecture's municipalities, in their order; a joint plan that one of them has, too."""
    codes = [code for code in _areas(ds).codes if code[:2] == digits]
    found = _of(ds, codes, joint=True)
    if not found:
        town = _areas(ds).town[codes[0]]
        raise UnknownPlan(_without(ds, [Text(town["prefecture_ja"], f"{town['prefecture_en']} Prefecture")]))
    return found


def _codes(ds: Dataset, name: str) -> list[str]:
    """The codes of the municipalities that a name may mean, or that one of a code."""
    one = _city(ds, name)[0]
    return [one] if one else _areas(ds).by_name(str(name))


def _of(ds: Dataset, codes: list[str], joint: bool = False) -> list[str]:
    """The plans of municipalities, in their order; joint ones too, or those of one municipality alone."""
    plans = ds.plans()
    own = pl.col("municipality_code")
    if joint:
        return plans.filter(own.str.split("+").list.eval(pl.element().is_in(codes)).list.any())["plan_id"].to_list()
    return plans.filter(own.is_in(codes))["plan_id"].to_list()


class UnknownPlan(UnknownName):
    """A name of several plans, of a municipality that has none here, or none at all; says which.

    Parameters
    ----------
    said : Text
        The message.
    plans : iterable of str
        The ids of the plans that may be meant.
    """

    def __init__(self, said: Text, plans: Iterable[str] = ()):
        Exception.__init__(self, said, tuple(plans))

    @property
    def plans(self) -> tuple[str, ...]:
        """The ids of the plans that may be meant."""
        return self.args[1]

    def __str__(self) -> str:
        return self.args[0].to()


#: Where no plan is named.
NONE_NAMED = Text(
    "計画が指定されていません。計画のIDか市区町村の名前を一つ以上指定してください",
    "no plan is named; give at least one, by its id or the name of its municipality",
)


def _which(ds: Dataset, name: str, plans: list[str]) -> Text:
    rows = {row["plan_id"]: row for row in ds.plans().iter_rows(named=True)}

    def told(plan: str) -> Text:
        towns, year = rows[plan]["municipality_code"].split("+"), rows[plan]["start_fy"]
        said = [_areas(ds).says(code) for code in towns]
        return Text(
            f"{plan}（{'・'.join(one.ja for one in said)}、{year}年度から）",
            f"{plan} ({' & '.join(one.en for one in said)}, from FY{year})",
        )

    first, rest = [told(plan) for plan in plans[:MOST]], len(plans) - MOST
    more = Text(f"、ほか{rest:,}計画", f", and {rest:,} more") if rest > 0 else Text("", "")
    return Text(
        f"「{name}」に当たるのは{len(plans):,}計画です。IDで選んでください：{'、'.join(one.ja for one in first)}{more.ja}",
        f"{name!r} may be any of {len(plans):,} plans; choose by id: {', '.join(one.en for one in first)}{more.en}",
    )


def _without(ds: Dataset, places: list[Text]) -> Text:
    n = ds["plan"].height
    return Text(
        f"{'・'.join(one.ja for one in places)}の計画は、このデータにありません。あるのは{n:,}計画で、ds.plans() で一覧できます",
        f"these data hold no plan of {', '.join(one.en for one in places)}; ds.plans() lists the {n:,} that there are",
    )


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
