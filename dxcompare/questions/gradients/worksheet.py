"""The sheet of `gradients`: the shares, how they change with age, and how sure that is; the tests are in its own file."""

from __future__ import annotations

from collections.abc import Iterable

from dxcompare.present.worksheet import Sheet, sheet_of, sheets
from dxcompare.questions.gradients.compute import Gradients

#: The columns that it has.
COLUMNS = (
    *("theme", "city", "ref", "label", "comparability", "n", "certainty"),
    *(
        "lowest",
        "lowest_percent",
        "highest",
        "highest_percent",
        "says",
        "odds_ratio",
        "odds_low",
        "odds_high",
        "order_q",
    ),
)


@sheets(Gradients)
def _sheets(result: Gradients, lang: str) -> Iterable[Sheet]:
    yield sheet_of(result, None, lang, COLUMNS)
