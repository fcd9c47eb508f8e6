"""For what an indicator is printed: proposed from the words above it, where the document does not say it in a table."""

from __future__ import annotations

from collections.abc import Mapping

from dxcompare.onboarding.accept.desk import plainly
from dxcompare.onboarding.city import City
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources.files import CsvFile
from dxcompare.words.text import Text

#: How much of the shorter name two names must share, in pairs of letters, to be asked about as one.
_ALIKE = 0.5

NAMED = Text("表の上の見出しに「{found}」とある", "the heading above it says {found!r}")
LIKE = Text("指標の名前が施策の名前に似ている", "its name is like that of the measure")
WHOLE = Text(
    "どの施策・政策・目標の指標か分からない。計画全体か", "of which measure, policy or goal? perhaps of the whole plan"
)


def propose(city: City) -> list[Proposed]:
    """A place for each indicator that has none."""
    kpis, places, measures = (CsvFile(city.raw / f"{name}.csv").rows for name in ("kpis", "kpi_places", "measures"))
    placed = {row.get("kpi") for row in places}
    return [_proposed(row, measures) for row in kpis if row["kpi"] not in placed]


def _proposed(kpi: Mapping[str, str], measures: list[dict[str, str]]) -> Proposed:
    row = {"kpi": kpi["kpi"], "name_ja": kpi["name_ja"], "page": kpi.get("page", ""), "where": kpi.get("where", "")}
    above = plainly(kpi.get("where", ""))
    for level in ("measure", "policy", "goal"):
        for one in sorted(measures, key=lambda one: -len(one.get("ref", ""))):
            said = [one["ref"] + one["title_ja"], one["title_ja"]] if level == "measure" else [one.get(level, "")]
            found = next((text for text in said if len(text) > 3 and plainly(text) in above), "")
            if found:
                owner = _called(one) if level == "measure" else one[level]
                return _asked({**row, level: owner}, Text(*(text.format(found=found) for text in NAMED)), sure=True)
    near = max(measures, key=lambda one: _shared(kpi["name_ja"], one["title_ja"]), default=None)
    if near and _shared(kpi["name_ja"], near["title_ja"]) >= _ALIKE:
        readings = [near, *(one for one in measures if one is not near)]
        return _asked({**row, "measure": _called(near)}, LIKE, [*map(_called, readings)])
    return _asked({**row, "plan": "yes"}, WHOLE, [*map(_called, measures)])


def _called(measure: Mapping[str, str]) -> str:
    """A measure as people name it."""
    return f"{measure['ref']} {measure['title_ja']}".strip()


def _asked(row: dict[str, str], why: Text, readings: list[str] | None = None, *, sure: bool = False) -> Proposed:
    column = next(name for name in ("measure", "policy", "goal", "plan") if row.get(name))
    asks = [] if sure else [{"column": column, "why": why.ja, "readings": readings or []}]
    return Proposed("kpi_places", row, sure=sure, by="rules", why=why.ja, questions=asks)


def _shared(one: str, other: str) -> float:
    """How much of the shorter of two names is in the other, in pairs of letters."""
    pairs = [{text[at : at + 2] for at in range(len(text) - 1)} for text in map(plainly, (one, other))]
    return len(pairs[0] & pairs[1]) / max(1, min(map(len, pairs)))
