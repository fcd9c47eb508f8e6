"""How far targets go on four scales, with the interval of the printed baseline; and which pairs change order."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

SCALES = ("change", "relative", "gap", "log_odds")
#: How near to an end where a scale is undefined it is looked at, and what is far from the value there.
_STEP, _FAR = 1e-9, 1e4
_SPAN = r"年間|[かカヵヶケ箇]年|\d\s*年で|期間[中内]"


def indicators(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Printed indicators and those derived from them, which keep texts and years of the printed ones."""
    kpi, derived = tables["kpi"], tables["derived_kpi"]
    own = [one for one in derived.columns if one in kpi.columns and one != "kpi_id"]
    more = kpi.drop(columns=own).merge(derived[["derived_id", "kpi_id", *own]], on="kpi_id")
    more = more.drop(columns="kpi_id").rename(columns={"derived_id": "kpi_id"})
    return pd.concat([kpi, more], ignore_index=True) if len(more) else kpi


def scales(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """A row per indicator and scale: value and its ends, in all and per year; only of those that have a value."""
    rows = _moving(indicators(tables))
    sign = np.where(rows["direction"] == "lower", -1.0, 1.0)
    decimals = pd.to_numeric(rows["baseline_decimals"])
    rounded = rows["scale"].isin(["percent", "rate", "amount"]) & decimals.notna()
    half = np.where(rounded, 0.5 * 10.0 ** -decimals.fillna(0), 0.0)
    base, top = rows["baseline"].to_numpy(float), pd.to_numeric(rows["baseline_high"]).to_numpy(float)
    ranged = ~np.isnan(top)
    half = np.where(ranged, (top - base) / 2, half)
    base = np.where(ranged, (base + top) / 2, base)
    lower, upper = rows["lower_bound"].to_numpy(float), rows["upper_bound"].to_numpy(float)
    goal, goal_high = rows["target"].to_numpy(float), pd.to_numeric(rows["target_high"]).to_numpy(float)
    goal = np.where((sign < 0) & ~np.isnan(goal_high), goal_high, goal)
    low_end = np.where(np.isnan(lower), base - half, np.minimum(base, np.fmax(lower, base - half)))
    high_end = np.where(np.isnan(upper), base + half, np.maximum(base, np.fmin(upper, base + half)))
    years = pd.to_numeric(rows["target_fy"]).to_numpy(float) - pd.to_numeric(rows["baseline_fy"]).to_numpy(float)
    years = np.where(years > 0, years, np.nan)
    move = {
        "goal": goal,
        "sign": sign,
        "ideal": np.where(sign > 0, upper, lower),
        "share": (rows["scale"] == "percent").to_numpy(),
    }
    found = []
    for scale in SCALES:
        parts: dict[str, np.ndarray] = {}
        for name, span in (("", None), ("per_year", years)):
            value, low, high = _with_ends(scale, base, (low_end, high_end), move, span)
            joint = "_" if name else ""
            parts |= {name or "value": value, f"{name}{joint}low": low, f"{name}{joint}high": high}
        found.append(
            pd.DataFrame(
                {"kpi_id": rows["kpi_id"].to_numpy(), "measure": scale, "unit": rows["unit"].to_numpy(), **parts}
            )
        )
    every = pd.concat(found, ignore_index=True)
    return every[every["value"].notna()]


def _moving(rows: pd.DataFrame) -> pd.DataFrame:
    """The indicators that go from a baseline to a target which are one quantity over one period."""
    span = {end: rows[f"{end}_text"].str.contains(_SPAN).fillna(False).astype(bool) for end in ("baseline", "target")}
    none = rows["baseline"].eq(0) & rows["target"].eq(0)
    summed = (rows["period"] == "cumulative") & (rows["baseline"].isna() | (span["target"] & ~span["baseline"]))
    lower = rows["direction"] == "lower"
    high, goal_high = pd.to_numeric(rows["baseline_high"]), pd.to_numeric(rows["target_high"])
    least = goal_high.fillna(rows["target"]).where(lower, rows["target"])
    same = (least - pd.concat([rows["baseline"], high], axis=1).mean(axis=1)).eq(0)
    out = (
        (rows["kind"] != "numeric")
        | (rows["period"] == "per_event")
        | summed
        | ((rows["period"] == "not_stated") & ~none)
        | rows["baseline"].isna()
        | same
        | (rows["direction"] == "maintain")
    )
    return rows[~out]


def _defined(scale: str, base: np.ndarray, move: dict) -> np.ndarray:
    if scale == "relative":
        return base != 0
    if scale == "gap":
        return ~np.isnan(move["ideal"]) & (base != move["ideal"])
    if scale == "log_odds":
        return move["share"] & (base > 0) & (base < 100) & (move["goal"] > 0) & (move["goal"] < 100)
    return np.ones(len(base), bool)


def _formula(scale: str, base: np.ndarray, move: dict, years: np.ndarray | None) -> np.ndarray:
    goal, sign, ideal = move["goal"], move["sign"], move["ideal"]
    with np.errstate(all="ignore"):
        if scale == "change":
            return sign * (goal - base) / (1 if years is None else years)
        if scale == "relative":
            return sign * ((goal - base) / base if years is None else (goal / base) ** (1 / years) - 1)
        if scale == "gap":
            closed = (goal - base) / (ideal - base)
            return closed if years is None else 1 - (1 - closed) ** (1 / years)
        odds = [np.log(one / (100 - one)) for one in (goal, base)]
        return sign * (odds[0] - odds[1]) / (1 if years is None else years)


def _with_ends(
    scale: str, base: np.ndarray, ends: tuple[np.ndarray, np.ndarray], move: dict, years: np.ndarray | None
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The value, and the least and greatest that the printed baseline allows; infinite where it has no bound."""
    known = _defined(scale, base, move)
    if years is not None:
        arrives = {"relative": np.zeros(len(base)), "gap": move["ideal"]}.get(scale)
        known = known & (True if arrives is None else move["goal"] != arrives) & ~np.isnan(years)
    value = np.where(known, _formula(scale, base, move, years), np.nan)
    low, high = value.copy(), value.copy()
    for end in ends:
        inside = _defined(scale, end, move)
        found = _formula(scale, np.where(inside, end, end + _STEP * (base - end)), move, years)
        far = ~inside & ((scale == "log_odds") | (np.abs(found) > _FAR * (1 + np.abs(value))))
        broken = np.isnan(found)
        found = np.where(far, np.where(found > value, np.inf, -np.inf), found)
        low, high = np.minimum(low, found), np.maximum(high, found)
        value = np.where(broken, np.nan, value)
    return tuple(np.where(np.isnan(value), np.nan, one) for one in (value, low, high))  # type: ignore[return-value]


def with_units(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """What reversals are told from."""
    return scales(tables)[["kpi_id", "measure", "unit", "value", "low", "high"]]


def reversals(found: pd.DataFrame) -> pd.DataFrame:
    """The pairs of indicators whose order depends on the scale, and whether both orders are clear of rounding."""
    names = found["kpi_id"].unique()
    wide = {
        part: found.pivot(index="kpi_id", columns="measure", values=part).reindex(names)
        for part in ("value", "low", "high")
    }
    units = found.drop_duplicates("kpi_id").set_index("kpi_id")["unit"].reindex(names).fillna("").to_numpy(str)
    n = len(names)
    ahead = {way: np.zeros((n, n), np.int8) for way in (1, -1)}
    clear = {way: np.zeros((n, n), bool) for way in (1, -1)}
    for bit, scale in enumerate(SCALES):
        if scale not in wide["value"]:
            continue
        value, low, high = (wide[part][scale].to_numpy(float) for part in ("value", "low", "high"))
        asked = units[:, None] == units[None] if scale == "change" else True
        for way in (1, -1):
            one, other = (value[:, None], value[None])
            leads = ((one > other) if way == 1 else (one < other)) & asked
            apart = (low[:, None] > high[None]) if way == 1 else (high[:, None] < low[None])
            ahead[way] |= (leads << bit).astype(np.int8)
            clear[way] |= leads & apart
    first, second = np.nonzero(np.triu((ahead[1] > 0) & (ahead[-1] > 0), 1))
    said = np.array(["+".join(scale for bit, scale in enumerate(SCALES) if mask >> bit & 1) for mask in range(16)])
    return pd.DataFrame(
        {
            "first": names[first],
            "second": names[second],
            "first_ahead": said[ahead[1][first, second]],
            "second_ahead": said[ahead[-1][first, second]],
            "clear": (clear[1] & clear[-1])[first, second],
        }
    )
