"""How far do coders agree with each other, and with the plan's own tags?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.evidence.judgements import STATED, acting, coders, looked_at, who_coded
from dxcompare.evidence.lineage import canonical, item_names
from dxcompare.methods.alpha import alpha
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
    seen = {one: looked_at(ds, one).get_column("measure_id").unique() for one in people}
    if STATED in chosen:
        seen[PLAN] = stated.get_column("measure_id").unique()
    judged = {**said, PLAN: stated}
    rng = np.random.default_rng(seed)
    rows = []
    for first, second in (*itertools.combinations(people, 2), *((one, PLAN) for one in people if PLAN in seen)):
        both = ds.measure.select("measure_id").filter(
            pl.col("measure_id").is_in(seen[first].implode()), pl.col("measure_id").is_in(seen[second].implode())
        )
        if both.height:
            one, other = (_said(judged[who], both, items, ranked=second != PLAN) for who in (first, second))
            rows += _pair(first, second, one, other, items, rng, draws)
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
    between = cells, mains
    if coded.keys() != said.keys():
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


def _said(frame: pl.DataFrame, measures: pl.DataFrame, items: list[str], *, ranked: bool) -> np.ndarray:
    """What one judge says of each measure; shape (measures, items), and the main item as a last column.

    1 where the measure acts on an item; the number of its main item, counted from 1, or 0 for none. A plan's tags have
    no order of rank, and so no main item.
    """
    places = pl.DataFrame({"item_id": items}).with_row_index("column")
    cells = frame.join(measures.with_row_index("row"), on="measure_id").join(places, on="item_id")
    found = np.zeros((measures.height, len(items) + ranked), dtype=np.int16)
    found[cells["row"], cells["column"]] = 1
    if ranked:
        main = cells.filter(role="primary")
        found[main["row"], -1] = main["column"] + 1
    return found


def _pair(
    first: str, second: str, one: np.ndarray, other: np.ndarray, items: list[str], rng: np.random.Generator, draws: int
) -> list[dict]:
    """Agreement of two judges of the same measures: on all items together, on each, and on the main one."""
    # measures of which both say the same things are of one kind: samples are told by how many of each kind they have
    first_of, which, times = _kinds(np.hstack([one, other]))
    a, b, n = one[first_of], other[first_of], len(one)
    samples = np.empty((draws + 1, len(times)))
    samples[0] = times
    for row in samples[1:]:
        row[:] = np.bincount(which[rng.integers(n, size=n)], minlength=len(times))
    alphas = _alphas(a, b, samples, len(items))
    columns = {ALL: list(range(len(items)))} | {item: [at] for at, item in enumerate(items)}
    if one.shape[1] > len(items):
        columns[MAIN] = [len(items)]
    rows = []
    for (item, at), of_samples in zip(columns.items(), alphas, strict=True):
        value, *found = (None if np.isnan(alpha) else alpha for alpha in of_samples.tolist())
        why = _no_interval(value, known := [one for one in found if one is not None], draws)
        low, high = (None, None) if why else np.quantile(known, [0.025, 0.975])
        x, y = one[:, at], other[:, at]
        rows.append(
            {
                "first": first,
                "second": second,
                "item_id": item,
                "measures": n,
                **(dict.fromkeys(_COUNTS) if item == MAIN else _counts(x, y)),
                "agreement": float((x == y).mean()),
                "alpha": value,
                "low": low,
                "high": high,
                "no_interval": why,
            }
        )
    return rows


def _kinds(said: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows of whole numbers from 0 that are alike: where the first of each kind stands, the kind of each row, how many."""
    key, size = np.zeros(len(said), dtype=np.int64), 1
    for column in said.T:
        values = int(column.max()) + 1
        if size * values > np.iinfo(np.int64).max:
            key = np.unique(key, return_inverse=True)[1]
            size = int(key.max()) + 1
        key, size = key * values + column, size * values
    return np.unique(key, return_index=True, return_inverse=True, return_counts=True)[1:]


def _alphas(a: np.ndarray, b: np.ndarray, samples: np.ndarray, n_items: int) -> Iterator[np.ndarray]:
    """Alpha of each sample of kinds of measures, NaN where all said the same: of all items, each, and the main one.

    All that is counted is a whole number, and so the same in whatever order it is added up.
    """
    differing = samples @ (a != b)
    yes = samples @ (a[:, :n_items] + b[:, :n_items])
    said = 2 * samples.sum(axis=1)
    counts = np.stack([said[:, None] - yes, yes], axis=-1)
    yield alpha(differing[:, :n_items].sum(axis=1), counts.sum(axis=1))
    for at in range(n_items):
        yield alpha(differing[:, at], counts[:, at])
    for at in range(n_items, a.shape[1]):
        values = np.arange(max(a[:, at].max(), b[:, at].max()) + 1)
        yield alpha(differing[:, at], samples @ ((a[:, at, None] == values).astype(int) + (b[:, at, None] == values)))


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
