"""The sheet of `ambition`: of every indicator what is printed, and the four scales; the intervals are in its own file."""

from __future__ import annotations

from collections.abc import Iterable

from dxcompare.present.worksheet import Sheet, sheet_of, sheets
from dxcompare.questions.ambition.compute import Ambition

#: The columns that it has.
COLUMNS = (
    *("plan_id", "name", "items", "level", "lacks", "target_class", "unit", "direction"),
    *("baseline_text", "baseline", "baseline_fy", "target_text", "target", "target_fy"),
    *("change", "relative", "gap", "log_odds", "locator"),
)


@sheets(Ambition)
def _sheets(result: Ambition, lang: str) -> Iterable[Sheet]:
    yield sheet_of(result, None, lang, COLUMNS)
