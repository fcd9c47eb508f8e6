"""How far coders agree, with each other and with the plan's tags: Krippendorff's alpha and a bootstrap of measures."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from benchmarks.baseline.coverage import Frame

#: Samples, the seed of the draws, and in how many alpha must be defined.
DRAWS, SEED, DEFINED = 1000, 1, 0.95
PLAN = "plan"


def alpha(x: np.ndarray, y: np.ndarray) -> float:
    """Krippendorff's alpha of two coders and nominal values; NaN where nothing varies."""
    total = np.bincount(x, minlength=2).astype(float)
    total.resize(max(len(total), y.max() + 1))
    total += np.bincount(y, minlength=len(total))
    n = total.sum()
    expected = 1 - (total * (total - 1)).sum() / (n * (n - 1))
    return 1 - (x != y).mean() / expected if expected else np.nan


def pairs(tables: Mapping[str, pd.DataFrame], draws: int = DRAWS) -> pd.DataFrame:
    """A row per pair and item, all items, and the main item."""
    said = tables["judgement"].query("subject_kind == 'measure' and framework == 'dx'")
    items = tables["coding_rule"]["item_id"].tolist()
    measures = tables["measure"]["measure_id"]
    coded = said[said["act"] == "coded"]
    coders = sorted(coded["who"].unique())
    last = Frame(tables, []).last
    tags = said[said["act"] == "stated"].assign(who=PLAN).replace({"item_id": last})
    found = pd.concat([coded, tags])
    seen = found[found["item_id"] != "none"].groupby("who")["subject_id"].agg(set)
    rng, rows = np.random.default_rng(SEED), []
    for first, second in [*combinations(coders, 2), *((one, PLAN) for one in coders if len(tags))]:
        both = measures[measures.isin(seen[first] & seen[second])].tolist()
        if not both:
            continue
        one, other = (_yes(found[found["who"] == who], both, items) for who in (first, second))
        samples = [rng.integers(len(both), size=len(both)) for _ in range(draws)]
        columns = {"all": (one, other)} | {item: (one[:, [n]], other[:, [n]]) for n, item in enumerate(items)}
        if second != PLAN:
            columns["primary"] = tuple(_main(found[found["who"] == who], both, items) for who in (first, second))
        for item, (x, y) in columns.items():
            value = alpha(x.ravel(), y.ravel())
            drawn = np.array([alpha(x[s].ravel(), y[s].ravel()) for s in samples])
            drawn = drawn[~np.isnan(drawn)]
            told = not np.isnan(value) and len(drawn) >= DEFINED * draws and drawn.min() != drawn.max()
            low, high = np.quantile(drawn, [0.025, 0.975]) if told else (np.nan, np.nan)
            rows.append((first, second, item, len(both), (x == y).mean(), value, low, high))
    return pd.DataFrame(rows, columns=["first", "second", "item_id", "measures", "agreement", "alpha", "low", "high"])


def _yes(said: pd.DataFrame, measures: list[str], items: list[str]) -> np.ndarray:
    """1 where a measure acts on an item."""
    acts = said[said["value"] != "no"].drop_duplicates(["subject_id", "item_id"]).assign(yes=1)
    wide = acts.pivot(index="subject_id", columns="item_id", values="yes")
    return wide.reindex(index=measures, columns=items).fillna(0).to_numpy(dtype=int)


def _main(said: pd.DataFrame, measures: list[str], items: list[str]) -> np.ndarray:
    """The number of the main item of each measure, from 1; 0 for none."""
    mains = said[said["value"] == "primary"].set_index("subject_id")["item_id"]
    place = {item: n for n, item in enumerate(items, start=1)}
    return mains.reindex(measures).map(place).fillna(0).to_numpy(dtype=int)[:, None]
