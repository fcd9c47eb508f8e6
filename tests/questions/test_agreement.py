"""How far coders agree with each other, and with the plans' own tags."""

import numpy as np
import pytest

from dxcompare.questions.agreement.compute import alpha


def test_alpha_of_published_examples():
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability: section A (two observers, binary,
    ten units) 0.095, and section B (two observers, nominal a–e, twelve units) 0.692."""
    meg, owen = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0]), np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
    assert alpha(meg, owen) == pytest.approx(0.095, abs=5e-4)
    ben, gerry = ("".join(word.split()) for word in ("a a b b d c c c e d d a", "b a b b b c c c e d d d"))
    assert alpha(
        np.array(["abcde".index(c) for c in ben]), np.array(["abcde".index(c) for c in gerry])
    ) == pytest.approx(0.692, abs=5e-4)


def test_alpha_says_when_there_is_nothing_to_disagree_on():
    assert alpha(np.array([1, 1]), np.array([1, 1])) is None
    assert alpha(np.array([0, 1]), np.array([0, 1])) == 1
    assert alpha(np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0])) == 0  # 1 − 7 × 1 / (7 × 1)
    with pytest.raises(ValueError, match="same units"):
        alpha(np.array([0]), np.array([0, 1]))
