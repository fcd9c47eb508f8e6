"""What is computed of each option over age: ends, tests and slope, for all options with as many bands at once."""

from __future__ import annotations

import numpy as np
import polars as pl

from dxcompare.methods.ages import OPEN_HIGH, OPEN_LOW, OPEN_YEARS, midpoint
from dxcompare.methods.intervals import trend
from dxcompare.methods.isotonic import against_p, homogeneity_p, isotonic, level_probabilities, order_p, turns
from dxcompare.methods.logistic import gradient

#: Fewest bands that have a shape.
FEWEST = 3

_NAMES = {"ja": "group_ja", "en": "group_en", "percent": "percent"}
_ENDS = {
    f"{end}_{name}": kind
    for end in ("lowest", "highest")
    for name, kind in {"ja": pl.String, "en": pl.String, "percent": pl.Float64, "inside": pl.Boolean}.items()
}
_TESTED = {
    **dict.fromkeys(("chi2", "trend_p", "homogeneity_p", "order_p", "against_p"), pl.Float64),
    **{"rising": pl.Boolean, "turn": pl.String},
}
_FITTED = dict.fromkeys(("slope", "error", "low", "high", "fit_p", "dispersion", "degrees"), pl.Float64)
_ODDS = dict.fromkeys(("odds_ratio", "odds_low", "odds_high", "slope_open_low", "slope_open_high"), pl.Float64)
_KINDS = {"at": pl.UInt32, **_ENDS, **_TESTED, **_FITTED, **_ODDS}


def fits(cells: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """What each option does over age.

    Parameters
    ----------
    cells : polars.DataFrame
        The bands of the options, in order of age: at (the number of the option), group_id, group_ja, group_en, age_min,
        age_max, percent, n, count (null where the base is not known), certainty.

    Returns
    -------
    by_option, by_band : polars.DataFrame
        at, bands, groups (those with a base), n, certainty (the least), and what is null with fewer than three: ends,
        tests, slope; at, group_id and fitted (the share, in percent, that only rises or only falls).
    """
    known = cells.filter(pl.col("count").is_not_null())
    kinds = known.group_by("at").agg(
        groups=pl.len().cast(pl.Int64),
        n=pl.col("n").sum(),
        **{name: (pl.col("certainty") == name).any() for name in ("likely", "recovered")},
    )
    least = pl.when("likely").then(pl.lit("likely")).when("recovered").then(pl.lit("recovered"))
    found, monotone = [pl.DataFrame(schema=_KINDS)], [known.clear().select("at", "group_id", fitted=pl.lit(0.0))]
    for (size,), same in known.with_columns(size=pl.len().over("at")).group_by("size", maintain_order=True):
        if int(str(size)) >= FEWEST:
            one, fitted = _same_size(same, int(str(size)))
            found.append(one)
            monotone.append(same.select("at", "group_id", fitted=pl.Series(fitted.ravel())))
    by_option = (
        cells.group_by("at")
        .agg(bands=pl.len().cast(pl.Int64))
        .join(kinds, on="at", how="left")
        .with_columns(certainty=least.otherwise(pl.lit("printed")))
        .drop("likely", "recovered")
        .join(pl.concat(found), on="at", how="left")
    )
    return by_option, pl.concat(monotone)


def _same_size(cells: pl.DataFrame, size: int) -> tuple[pl.DataFrame, np.ndarray]:
    """The same of options with as many bands; and the shares that only rise or only fall."""
    counts, bases = (cells[name].to_numpy().astype(float).reshape(-1, size) for name in ("count", "n"))
    ages = cells.select("age_min", "age_max").rows()
    middles = {
        years: np.array([midpoint(first, last, years) for first, last in ages]).reshape(-1, size)
        for years in (OPEN_YEARS, OPEN_LOW, OPEN_HIGH)
    }
    fit, low, high = (gradient(counts, bases, middle) for middle in middles.values())
    tested, fitted = _tests(counts, bases, middles[OPEN_YEARS])
    unknown = np.isnan(fit["slope"])
    open_ends = {"slope_open_low": low["slope"], "slope_open_high": high["slope"]}
    odds = {name: np.exp(fit[end]) for name, end in zip(_ODDS, ("slope", "low", "high"), strict=False)}
    numbers = {name: fit[name] for name in _FITTED} | odds | open_ends
    columns = {
        "at": cells["at"].gather_every(size),
        **_ends(cells, counts / bases),
        **tested,
        **{name: pl.Series(np.where(unknown, np.nan, one)).fill_nan(None) for name, one in numbers.items()},
    }
    return pl.DataFrame({name: columns[name] for name in _KINDS}, schema=_KINDS), fitted


def _ends(cells: pl.DataFrame, shares: np.ndarray) -> dict[str, pl.Series]:
    """The first of the bands with the lowest and with the highest share, and whether they lie between others."""
    size, found = shares.shape[1], dict[str, pl.Series]()
    for end, at in (("lowest", shares.argmin(axis=1)), ("highest", shares.argmax(axis=1))):
        rows = np.arange(len(shares)) * size + at
        found |= {f"{end}_{name}": cells[column].gather(rows) for name, column in _NAMES.items()}
        found[f"{end}_inside"] = pl.Series((at > 0) & (at < size - 1))
    return found


def _tests(counts: np.ndarray, bases: np.ndarray, middles: np.ndarray) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Tests of options over age: columns `chi2` … `turn` of the table of gradients; and the fit in the likelier order."""
    chances = level_probabilities(bases)
    up, down = (order_p(counts, bases, rising=rising, chances=chances) for rising in (True, False))
    rising = up < down
    against = (against_p(counts, bases, rising=way, chances=chances) for way in (True, False))
    chi2, trend_p = trend(counts, bases, middles)
    tested = {
        "chi2": chi2,
        "trend_p": trend_p,
        "homogeneity_p": homogeneity_p(counts, bases),
        "order_p": np.minimum(1.0, 2 * np.minimum(up, down)),
        "rising": rising,
        "against_p": np.where(rising, *against),
        "turn": turns(counts, bases),
    }
    ways = (isotonic(counts, bases, rising=way) for way in (True, False))
    return tested, 100 * np.where(rising[:, None], *ways)
