"""Krippendorff's alpha of two coders."""

import krippendorff
import numpy as np
import pytest

from dxcompare.methods.alpha import alpha


def of(first, second):
    """Alpha of what two coders say of each unit."""
    first, second = np.array(first), np.array(second)
    values = sorted({*first.tolist(), *second.tolist()})
    said = np.concatenate([first, second])
    return alpha((first != second).sum(), [(said == value).sum() for value in values])


def test_alpha_of_published_examples():
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability: section A (two observers, binary,
    ten units) 0.095, and section B (two observers, nominal a–e, twelve units) 0.692."""
    assert of([0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]) == pytest.approx(0.095, abs=5e-4)
    ben, gerry = ("".join(word.split()) for word in ("a a b b d c c c e d d a", "b a b b b c c c e d d d"))
    assert of(list(ben), list(gerry)) == pytest.approx(0.692, abs=5e-4)


def test_alpha_is_that_of_the_package():
    """Forty samples of thirty units and four values, all at once and one at a time."""
    first, second = np.random.default_rng(3).choice(4, (2, 40, 30), p=[0.6, 0.2, 0.15, 0.05])
    counts = (np.concatenate([first, second], axis=1)[..., None] == np.arange(4)).sum(axis=1)
    found = alpha((first != second).sum(axis=1), counts)
    alone = [
        krippendorff.alpha(reliability_data=np.stack(pair), level_of_measurement="nominal")
        for pair in zip(first, second, strict=True)
    ]
    assert found == pytest.approx(np.array(alone), rel=1e-12)


def test_there_may_be_nothing_to_disagree_on():
    assert np.isnan(of([1, 1], [1, 1]))
    assert of([0, 1], [0, 1]) == 1
    assert of([0, 0, 0, 1], [0, 0, 0, 0]) == 0  # 1 − 7 × 1 / (7 × 1)
