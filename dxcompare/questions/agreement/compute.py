"""How far do coders agree with each other, and with the plan's own tags?"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.evidence.judgements import STATED, acting, coders, looked_at, who_coded
from dxcompare.evidence.lineage import canonical, item_names
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.agreement.differences import adjudicated_for, disagreements, main_items
from dxcompare.questions.agreement.tables import ALL, MAIN, TOGETHER, Coders, Pairs
from dxcompare.tables.judgement import PLAN
from dxcompare.words.text import Text

#: Share of bootstrap samples in which alpha must be defined; with fewer there is no interval.
DEFINED = 0.95


_NAMES = ["item_id", "short_ja", "short_en"]
_SCHEMA = {name: kind for name, kind in Pairs.kinds().items() if not name.startswith("short_")}


@dataclass(frozen=True)
class Agreement(Result):
    """Agreement of coders; tables `pairs`, `disagreements`, `main_items`, `adjudicated_for`, `items` and `coders`.

    `pairs`: one row per pair of judgements and item (or `all`, every decision pooled, or `primary`, the main item),
    with the direction of the differences. Alpha is null where nobody or everybody said yes; its interval, a 95 %
    bootstrap over measures, also where alpha is undefined in more than 5 % of the samples or the same in all of them:
    `no_interval` says which. `disagreements`: the cells on which coders differ; `main_items`: the measures of which
    they see another item as the main one; `adjudicated_for`: how many differences were decided for which coder.
    """

    @property
    def single(self) -> bool:
        """Whether only one coder has coded."""
        return self.tables["coders"].height == 1


def alpha(first: np.ndarray, second: np.ndarray) -> float | None:
    """Krippendorff's alpha for two coders and nominal values, every unit coded by both.

    Parameters
    ----------
    first, second : numpy.ndarray
        Shape (units,): small whole numbers.

    Returns
    -------
    float or None
        None where there is no variation, and so no chance to disagree.

    Raises
    ------
    ValueError
        If the lengths differ or there is no unit.

    Notes
    -----
    1 − observed ÷ expected disagreement; computed by the package `krippendorff` (Krippendorff 2011).

    Examples
    --------
    >>> a, b = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0]), np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
    >>> round(alpha(a, b), 3)
    0.095
    """
    if len(first) != len(second) or not len(first):
        raise ValueError(f"alpha needs the same units from both coders, found {len(first)} and {len(second)}")
    size = int(max(first.max(), second.max())) + 1
    return _alpha(tuple(np.bincount(first * size + second, minlength=size * size).tolist()), size)


@lru_cache(maxsize=10_000)
def _alpha(pairs: tuple[int, ...], size: int) -> float | None:
    """Of so many units with each pair of values; samples of rare answers are the same few over and over."""
    import krippendorff

    values = np.eye(size, dtype=int)
    counts = (values[:, None] + values).reshape(-1, size).repeat(pairs, axis=0)
    if (counts.sum(axis=0) > 0).sum() < 2:
        return None
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))


@asked
def agreement(ds: Dataset, draws: int = 1000, seed: int = 1, *, by: str | Sequence[str] | None = None) -> Agreement:
    """Agreement of every pair of coders, and of each coder with the plans' own tags.

    Parameters
    ----------
    ds : Dataset
    draws : int
        Bootstrap samples of measures for the intervals.
    seed : int
    by : str or sequence of str, optional
        Whose judgements are held against each other: coders' names, `adjudicated`, `stated` (the plans' tags).
        By default every coder, and the tags.

    Returns
    -------
    Agreement

    Raises
    ------
    UnknownName
        If nobody judged so.

    Notes
    -----
    Two coders decide for every measure and every item of the code book whether the measure acts on it; they are
    compared on the measures that both have looked at. The plan's tags are compared on the measures that carry one.
    Raw agreement, positive agreement 2·both ÷ (first + second) (Cicchetti & Feinstein 1990) and prevalence
    (first + second) ÷ 2·decisions stand beside alpha: where nearly every measure, or none, acts on an item, a few
    disagreements pull alpha far down though raw agreement stays near 1 (Feinstein & Cicchetti 1990, of kappa). Alpha
    hides the direction of differences: `only_first` and `only_second` show it. Intervals: percentiles of the bootstrap
    (Zapf et al. 2016), of measures.

    Examples
    --------
    >>> import dxcompare
    >>> result = agreement(dxcompare.load(), draws=20)
    >>> sorted(set(result.to_frame("pairs")["second"]))
    ['b', 'plan']
    """
    items = ds.coding_rule.get_column("item_id").to_list()
    chosen = (*coders(ds), STATED) if by is None else (by,) if isinstance(by, str) else tuple(by)
    people = [one for one in chosen if one != STATED]
    stated = acting(ds, STATED).filter(framework="dx").with_columns(pl.col("item_id").replace(canonical(ds)))
    said = {one: acting(ds, one).filter(framework="dx") for one in people}
    seen = {one: set(looked_at(ds, one).get_column("measure_id")) for one in people}
    if STATED in chosen:
        seen[PLAN] = set(stated.get_column("measure_id"))
    judged = {**said, PLAN: stated}
    rng = np.random.default_rng(seed)
    rows = [
        row
        for first, second in (*itertools.combinations(people, 2), *((one, PLAN) for one in people if PLAN in seen))
        if (both := [one for one in ds.measure.get_column("measure_id") if one in seen[first] & seen[second]])
        for row in _pair(first, second, judged[first], judged[second], both, items, rng, draws)
    ]
    caveats = [
        Text(
            "計画の記載との比較は、事項名の記載がある施策だけによる。",
            "The comparison with stated tags is on the measures that carry one.",
        )
    ]
    if coders(ds):
        caveats.insert(0, who_coded(ds))
    plans = ds.plans()
    names = item_names(ds, "dx", ds.framework_version.filter(framework="dx").get_column("version").to_list())
    cells, mains = disagreements(ds, said, seen, stated, items), main_items(ds, said, names)
    coded = {one: said[one] for one in people if one in coders(ds)}  # an adjudication is decided for no adjudicator
    between = disagreements(ds, coded, seen, stated, items), main_items(ds, coded, names)
    return Agreement(
        title=Text("施策を国の事項に結び付ける判定は、どこまで一致するか", "How far do codes of measures agree?"),
        method=Text(
            "施策と事項の組ごとの判定を比べ、クリッペンドルフのαと95%区間を求めた。",
            "Decisions for each measure and item compared: Krippendorff's alpha with a 95 % bootstrap interval.",
        ),
        tables={
            "pairs": _named(pl.DataFrame(rows, schema=_SCHEMA), names),
            "disagreements": cells,
            "main_items": mains,
            "adjudicated_for": adjudicated_for(*between, list(coded)),
            "coders": pl.DataFrame({"coder": people}, schema={"coder": pl.String})
            .join(ds.coder, on="coder", how="left", maintain_order="left")
            .select(*Coders.fields()),
            "items": names,
        },
        edition=edition_of(ds),
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select(*CITED),
        caveats=tuple(caveats),
    )


def _named(pairs: pl.DataFrame, names: pl.DataFrame) -> pl.DataFrame:
    """The pairs with the name of the item, or of all items together."""
    together = pl.DataFrame([(key, *text) for key, text in TOGETHER.items()], schema=_NAMES, orient="row")
    order = [ALL, *names["item_id"], MAIN]  # items as the national plan lists them
    return (
        pairs.with_columns(
            pair=pl.struct("first", "second").rle_id(), at=pl.col("item_id").replace_strict(order, range(len(order)))
        )
        .sort("pair", "at")
        .join(pl.concat([names.select(_NAMES), together]), on="item_id", how="left", maintain_order="left")
        .select(*Pairs.fields())
    )


def _yes(frame: pl.DataFrame, measures: list[str], items: list[str]) -> np.ndarray:
    """1 where a measure is said to act on an item; shape (measures, items)."""
    pairs = set(frame.select("measure_id", "item_id").iter_rows())
    return np.array([[int((measure, item) in pairs) for item in items] for measure in measures])


def _pair(
    first: str,
    second: str,
    one: pl.DataFrame,
    other: pl.DataFrame,
    measures: list[str],
    items: list[str],
    rng: np.random.Generator,
    draws: int,
) -> list[dict]:
    a, b = _yes(one, measures, items), _yes(other, measures, items)
    samples = [rng.integers(len(measures), size=len(measures)) for _ in range(draws)]
    columns = {ALL: (a, b)} | {item: (a[:, [i]], b[:, [i]]) for i, item in enumerate(items)}
    if second != PLAN:  # a plan's tags have no order of rank
        columns[MAIN] = _main(one, measures, items), _main(other, measures, items)
    rows = []
    for item, (x, y) in columns.items():
        value = alpha(x.ravel(), y.ravel())
        drawn = [value for value in (alpha(x[s].ravel(), y[s].ravel()) for s in samples) if value is not None]
        why = _no_interval(value, drawn, draws)
        low, high = (None, None) if why else np.quantile(drawn, [0.025, 0.975])
        rows.append(
            {
                "first": first,
                "second": second,
                "item_id": item,
                "measures": len(measures),
                **(dict.fromkeys(_COUNTS) if item == MAIN else _counts(x, y)),
                "agreement": float((x == y).mean()),
                "alpha": value,
                "low": low,
                "high": high,
                "no_interval": why,
            }
        )
    return rows


_COUNTS = ("first_n", "second_n", "both", "only_first", "only_second", "positive_agreement", "prevalence")


def _counts(x: np.ndarray, y: np.ndarray) -> dict[str, float | None]:
    """How many said yes, to what in common, and of all that was said how much is yes."""
    first, second, both = int(x.sum()), int(y.sum()), int((x & y).sum())
    yes = first + second
    positive = 2 * both / yes if yes else None
    return dict(
        zip(_COUNTS, (first, second, both, first - both, second - both, positive, yes / (2 * x.size)), strict=True)
    )


def _no_interval(value: float | None, drawn: list[float], draws: int) -> str | None:
    """Why there is no interval: no alpha, too few samples that have one, or the same in all of them."""
    if value is None:
        return "no_variation"
    if len(drawn) < DEFINED * draws:
        return "rare"
    return "perfect" if min(drawn) == max(drawn) else None


def _main(frame: pl.DataFrame, measures: list[str], items: list[str]) -> np.ndarray:
    """The number of the primary item of each measure, counted from 1; 0 for none; shape (measures, 1)."""
    mains = dict(frame.filter(role="primary").select("measure_id", "item_id").iter_rows())
    place = {item: i for i, item in enumerate(items, start=1)}
    return np.array([[place.get(mains.get(measure, ""), 0)] for measure in measures])
