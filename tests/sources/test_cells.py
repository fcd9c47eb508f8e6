"""The cells of survey tables."""

from decimal import Decimal

import pytest

from dxcompare.sources.cells import Cell, cell, doubtful, mean
from dxcompare.words.faults import Unreadable


@pytest.mark.parametrize(
    ("text", "kind", "percent", "decimals", "count"),
    [
        ("61.5%", "percent", "61.5", 1, None),
        ("69.50", "percent", "69.50", 2, None),
        ("１００％", "percent", "100", 0, None),
        ("392件", "count", None, None, 392),
        ("1,204人", "count", None, None, 1204),
        ("392", "count", None, None, 392),
        ("392(70%)", "both", "70", 0, 392),
        ("392件（70.2％）", "both", "70.2", 1, 392),
        ("392人/70.2%", "both", "70.2", 1, 392),
        ("70.2%（392）", "both", "70.2", 1, 392),
        ("392\n(70.2)", "both", "70.2", 1, 392),
    ],
)
def test_a_cell(text, kind, percent, decimals, count):
    assert cell(text, kind) == Cell(percent and Decimal(percent), decimals, count)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("61.555", "percent"),
        ("392件", "percent"),
        ("120", "percent"),
        ("12.5", "count"),
        ("392", "both"),
        ("39270%", "both"),
        ("392(170%)", "both"),
        ("10\n20社", "count"),
        ("10 20", "count"),
        ("②3", "count"),
        ("12²", "count"),
        ("½", "count"),
        ("0,123", "count"),
        ("1,23", "count"),
        ("9" * 10, "count"),
        ("5\n4.7", "percent"),
        ("5①", "percent"),
        ("392\n70%", "both"),
    ],
)
def test_no_cell(text, kind):
    with pytest.raises(Unreadable):
        cell(text, kind)


def test_a_mean_score():
    assert mean("3.42") == (Decimal("3.42"), 2)
    assert mean("４点") == (Decimal(4), 0)
    for text in ("3.4\n2", "3①", "3 4点"):
        with pytest.raises(Unreadable):
            mean(text)


@pytest.mark.parametrize(
    ("columns", "single", "what"),
    [
        ([["12", "30"], ["5", "9"]], True, "counts"),
        ([["12", "30"], ["5", "9"]], False, "counts"),
        ([["12%", "30%"]], False, None),
        ([["33", "33", "33"], ["40", "60", "1"]], True, None),
        ([["40", "60"], ["4", "6"]], True, "counts"),
        ([["0.7", "0.2", "0.1"]], True, "shares"),
        ([["0.7", "1.5"]], True, None),
        ([["0", "1"]], False, "counts"),
        ([[], []], True, None),
    ],
)
def test_what_may_be_no_percentages(columns, single, what):
    assert doubtful(columns, single=single) == what
