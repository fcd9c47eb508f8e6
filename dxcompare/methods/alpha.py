"""Agreement of two coders beyond chance."""

from __future__ import annotations

from typing import Any

import numpy as np


def alpha(differing: Any, counts: Any) -> Any:
    """Krippendorff's alpha of two coders and nominal values, every unit coded by both.

    Parameters
    ----------
    differing : int or array
        Units of which the coders say different things.
    counts : sequence or array
        How often each value was said, by both coders together: values along the last axis.

    Returns
    -------
    float or array
        NaN where all said the same, and so there was no chance to disagree.

    Notes
    -----
    1 − observed ÷ expected disagreement (Krippendorff 2011), which for two coders without a gap is
    1 − 2d(N − 1) ÷ (N² − Σ n²), of N values said, n times each. The tests hold it against the package `krippendorff`,
    which computes one at a time.

    Examples
    --------
    >>> round(float(alpha(4, [14, 6])), 3)
    0.095
    """
    counts = np.asarray(counts, dtype=float)
    said = counts.sum(axis=-1)
    chance = said**2 - (counts**2).sum(axis=-1)
    varied = chance > 0
    return np.where(varied, 1 - 2 * np.asarray(differing) * (said - 1) / np.where(varied, chance, 1), np.nan)[()]
