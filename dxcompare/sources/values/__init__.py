"""From a printed text to a value.

Pure functions; they know Japanese numerals and eras and nothing of files. `texts` says what is done to letters,
`numerals` and `dates` read those alone, `cores` numbers with their units, ranges and ratios, `phrases` what stands
with them, `meaning` puts that together, `reading` reads a text (:func:`read`), `columns` a declared column. What cannot
be read raises :class:`Unreadable`, with the kind of fault it is; what a person should look at, :func:`read` says by
its `status`.
"""

from __future__ import annotations

from dxcompare.sources.values.columns import PARSERS, amount, base_of, yes
from dxcompare.sources.values.dates import FIRST_YEAR, LAST_YEAR, fiscal_year, quarter
from dxcompare.sources.values.numerals import arithmetic, leading_number, number, percent, whole
from dxcompare.sources.values.reading import read
from dxcompare.sources.values.texts import folded, is_continuation, is_dash, normalise, numeric, same, tidy
from dxcompare.sources.values.value import Value
from dxcompare.words.faults import Unreadable

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "PARSERS",
    "Unreadable",
    "Value",
    "amount",
    "arithmetic",
    "base_of",
    "fiscal_year",
    "folded",
    "is_continuation",
    "is_dash",
    "leading_number",
    "normalise",
    "number",
    "numeric",
    "percent",
    "quarter",
    "read",
    "same",
    "tidy",
    "whole",
    "yes",
]
