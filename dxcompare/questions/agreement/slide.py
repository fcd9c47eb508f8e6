"""The slide of `agreement`."""

from __future__ import annotations

from dxcompare.present.slide import Slide, slide, table
from dxcompare.questions.agreement.compute import Agreement


@slide(Agreement)
def _agreement(result: Agreement, lang: str) -> Slide:
    return table(result, lang, ["first", "second", "short", "measures", "agreement", "alpha", "low", "high"])
