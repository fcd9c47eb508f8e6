"""Quartiles of many quantities over many groups, against numpy a group at a time."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dxcompare.methods.quartiles import quartiles

VALUES = st.lists(st.one_of(st.just(np.nan), st.floats(-1e6, 1e6)), min_size=6, max_size=6)
GROUPS = st.lists(st.lists(st.integers(0, 5), max_size=6, unique=True), min_size=1, max_size=4)


@given(st.lists(VALUES, min_size=1, max_size=3), GROUPS)
def test_as_numpy_says(values, groups):
    values = np.array(values)
    found = quartiles(values, [np.array(one, dtype=int) for one in groups])
    for at, members in enumerate(groups):
        for key, row in enumerate(values[:, members]):
            known = row[~np.isnan(row)]
            told = [one[at, key] for one in found[1:]]
            assert found.n[at, key] == len(known)
            if len(known):
                np.testing.assert_allclose(told, np.quantile(known, [0.25, 0.5, 0.75]), rtol=1e-12, atol=1e-9)
            else:
                assert np.isnan(told).all()
