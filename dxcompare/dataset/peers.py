"""Municipalities to compare one with: of like population or age structure, of its kind, of its prefecture."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import polars as pl

from dxcompare.dataset.names import city_named, plan_named
from dxcompare.words.text import KIND_OF_PLACE, Text, plural
from dxcompare.words.unknown import one_of

if TYPE_CHECKING:
    from dxcompare.dataset.loaded import Dataset

#: Peers have at most this many times the population, and at least that part of it.
TIMES = 1.25
#: Peers differ in the share of 65 and over by so many points at most.
POINTS = 2.0
#: Kinds of municipality; the code tells designated cities and wards of Tokyo, the name the others.
KINDS: dict[str, Text] = {
    "designated": Text("政令指定都市", "designated cities"),
    "ward": Text("特別区", "special wards"),
    "city": Text("政令指定都市以外の市", "cities, but for designated ones"),
    "town": Text("町村", "towns and villages"),
}


@dataclass(frozen=True)
class Peers:
    """Municipalities to compare one with.

    Attributes
    ----------
    municipality_code : str
        Of the one they are peers of; it is not among them.
    by : tuple of str
    rule : Text
        How they were chosen, and how many they are: charts print it.
    towns : polars.DataFrame
        municipality_code, name_ja, name_en, prefecture_ja, prefecture_en, kind (`designated`, `ward`, `city`, `town`),
        population (people, census of 2020), share_65 (per cent of those whose age is known), in the order of codes.
    """

    municipality_code: str
    by: tuple[str, ...]
    rule: Text
    towns: pl.DataFrame

    @property
    def codes(self) -> list[str]:
        """The codes of the peers."""
        return self.towns["municipality_code"].to_list()

    def to_frame(self) -> pl.DataFrame:
        """The peers, one row each."""
        return self.towns

    def _repr_html_(self) -> str:
        return f"<p>{self.rule.to()}</p>{self.towns._repr_html_()}"


class Way(NamedTuple):
    """One way to choose: which others are peers, by the columns of both, and how in words, of the row of the one."""

    near: pl.Expr
    said: Callable[[dict[str, Any]], Text]


def _population(own: dict[str, Any]) -> Text:
    n = own["population"]
    return Text(
        f"人口が{own['name_ja']}（{n:,}人、2020年国勢調査）の{1 / TIMES:g}～{TIMES:g}倍",
        f"population {1 / TIMES:g} to {TIMES:g} times that of {own['short']} ({n:,}, census of 2020)",
    )


def _age(own: dict[str, Any]) -> Text:
    share = own["share_65"]
    return Text(
        f"65歳以上の割合が{own['name_ja']}（{share:.1f}％、2020年国勢調査）の前後{POINTS:g}ポイント以内",
        f"share of 65 and over within {POINTS:g} points of that of {own['short']} ({share:.1f} %, census of 2020)",
    )


def _kind(own: dict[str, Any]) -> Text:
    name = KINDS[own["kind"]]
    return Text(f"種類が同じ（{name.ja}）", f"of the same kind ({name.en})")


def _prefecture(own: dict[str, Any]) -> Text:
    return Text(f"{own['prefecture_ja']}内", f"in {own['prefecture_en']}")


_N, _SHARE = pl.col("own_population"), pl.col("own_share_65")
#: Ways to choose peers, in the order in which they are offered.
WAYS: dict[str, Way] = {
    "population": Way(pl.col("population").is_between(_N / TIMES, _N * TIMES), _population),
    "age": Way(
        pl.col("share_65").round(1).is_between((_SHARE - POINTS).round(1), (_SHARE + POINTS).round(1)),
        _age,
    ),
    "kind": Way(pl.col("kind") == pl.col("own_kind"), _kind),
    "prefecture": Way(
        pl.col("municipality_code").str.head(2) == pl.col("own_municipality_code").str.head(2), _prefecture
    ),
}
#: What each rests on, where a municipality may have none.
NEEDS = {"population": "population", "age": "share_65"}


def kinds(towns: pl.DataFrame) -> pl.DataFrame:
    """Rows of `municipality` with `kind`, one of :data:`KINDS`."""
    code = pl.col("municipality_code")
    big = code.str.slice(2, 1) == "1"
    kind = (
        pl.when(big & (code.str.head(2) == "13"))
        .then(pl.lit("ward"))
        .when(big)
        .then(pl.lit("designated"))
        .when(pl.col("name_ja").str.ends_with("市"))
        .then(pl.lit("city"))
        .otherwise(pl.lit("town"))
    )
    return towns.with_columns(kind=kind)


def all_peers(ds: Dataset, codes: Sequence[str], by: str | Sequence[str]) -> tuple[pl.DataFrame, dict[str, Text]]:
    """The peers of each municipality among some areas, but for those that have no figure to choose them by.

    Returns
    -------
    polars.DataFrame, dict of str to Text
        `own_code` and the columns of :attr:`Peers.towns`, a row for each pair; and each one's rule.
    """
    for way in _ways(by):
        one_of("peers", way, WAYS)
    ways = [WAYS[way] for way in _ways(by)]
    towns = kinds(ds["municipality"]).sort("municipality_code")
    own = pl.DataFrame({"municipality_code": list(codes)}, schema={"municipality_code": pl.String}).join(
        towns.drop_nulls(_needs(by)), on="municipality_code", maintain_order="left"
    )
    there = towns.lazy().select("municipality_code", "population", "share_65", "kind")
    ones = own.lazy().select(pl.col(*there.collect_schema().names()).name.prefix("own_")).with_row_index("of")
    pairs = (
        ones.join(there.with_row_index("at"), how="cross")
        .filter(pl.col("municipality_code") != pl.col("own_municipality_code"), *(way.near for way in ways))
        .select("of", "at")
        .collect()
        .sort("of", "at")
    )
    names = ("municipality_code", "name_ja", "name_en", "prefecture_ja", "prefecture_en", "kind")
    found = towns.select(*names, "population", "share_65")[pairs["at"]].with_columns(
        own_code=own["municipality_code"].gather(pairs["of"])
    )
    counts = dict(pairs["of"].value_counts().iter_rows())
    return found, {row["municipality_code"]: _rule(row, ways, counts.get(i, 0)) for i, row in enumerate(own.to_dicts())}


def _ways(by: str | Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([by] if isinstance(by, str) else by))


def _needs(by: str | Sequence[str]) -> list[str]:
    return [NEEDS[way] for way in _ways(by) if way in NEEDS]


def _rule(own: dict[str, Any], ways: Sequence[Way], n: int) -> Text:
    said = [way.said({**own, "short": re.sub(KIND_OF_PLACE, "", own["name_en"])}) for way in ways]
    return Text(
        f"比べる市区町村（{n:,}団体）：{'、かつ'.join(how.ja for how in said)}。",
        f"Peers ({plural(n, 'municipality', 'municipalities')}): {', and '.join(how.en for how in said)}. ",
    )


def peers(ds: Dataset, city: str, by: str | Sequence[str] = "population") -> Peers:
    """See :meth:`dxcompare.dataset.loaded.Dataset.peers`."""
    code = city_named(ds, city)
    found, rules = all_peers(ds, [code], by)
    if code not in rules:
        own = ds["municipality"].row(by_predicate=pl.col("municipality_code") == code, named=True)
        ja, en = own["name_ja"], re.sub(KIND_OF_PLACE, "", own["name_en"])
        said = Text(
            f"{ja}は2020年国勢調査の人口がないので、人口や年齢では比べる相手を選べません。kind か prefecture で選んでください",
            f"{en} has no population in the census of 2020; choose its peers by kind or prefecture",
        )
        raise ValueError(said.to())
    return Peers(code, _ways(by), rules[code], found.drop("own_code"))


def nearest(ds: Dataset, city: str, most: int, among: Collection[str]) -> tuple[list[str], tuple[float, float] | None]:
    """The plan of a city, then those of the municipalities nearest to it in population.

    Parameters
    ----------
    ds : Dataset
    city : str
        Code or name of a municipality that has a plan, or the plan's id or title.
    most : int
        Plans at most, its own included.
    among : collection of str
        Ids of the plans from which the others are taken.

    Returns
    -------
    list of str, (float, float) or None
        Ids of plans, of each municipality the last edition; the least and the largest population of the others, as
        multiples of its own (census of 2020; of a joint plan all its municipalities together). None where the census
        counted nobody there: then they are those nearest by code.

    Raises
    ------
    UnknownName
        If there is no such plan, or the name is of several.
    """
    plan = plan_named(ds, city)
    people = dict(ds["municipality"].select("municipality_code", "population").iter_rows())
    counted = {
        row["plan_id"]: (
            row["municipality_code"],
            sum(people.get(one) or 0 for one in row["municipality_code"].split("+")),
        )
        for row in ds.plans().sort("start_fy", maintain_order=True).iter_rows(named=True)
    }
    code, own = counted[plan]
    last = {of: (one, n) for one, (of, n) in counted.items() if one in among and of != code}  # a later edition replaces

    def away(of: str) -> tuple[float, str]:
        if not own:
            return abs(int(of[:5]) - int(code[:5])), of
        return abs(math.log(max(last[of][1], 1) / own)), of

    others = [last[of] for of in sorted(last, key=away)[: most - 1]]
    times = [n / own for _, n in others] if own else []
    return [plan, *(one for one, _ in others)], (min(times), max(times)) if times else None
