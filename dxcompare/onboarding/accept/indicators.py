"""Accepted indicators, the places where they are printed, and their values by year."""

from __future__ import annotations

from collections.abc import Mapping

from dxcompare.onboarding.accept.desk import THERE, Desk, Refused, alike, needed, takes
from dxcompare.onboarding.proposals import Proposed
from dxcompare.words.text import Text

#: for what an indicator is printed
OWNERS = ("measure", "policy", "goal", "plan")

NO_OWNER = Text(
    "どの施策・政策・目標の指標か、計画全体のものか（plan に yes）、どれか一つを書く",
    "say of which measure, policy or goal it is, or that it is of the whole plan (plan: yes)",
)
NO_KPI = Text("「{found}」という指標がまだない。先に認める", "there is no indicator {found!r} yet; accept it first")


@takes("kpis")
def kpi(desk: Desk, one: Proposed) -> str:
    """An indicator; where the proposal says for what it is printed, that too."""
    said = one.said
    needed(said, "name_ja")
    if said.get("measure"):
        desk.measure(said["measure"])  # refused before anything is written
    became = desk.put(desk.plan("kpis"), one, said)
    if any(said.get(name) for name in OWNERS):
        _printed_for(desk, one, {**said, "kpi": became.rpartition(" ")[2]})
    return became


@takes("kpi_places")
def place(desk: Desk, one: Proposed) -> str:
    """For what an indicator is printed."""
    if not any(one.said.get(name) for name in OWNERS):
        raise Refused(NO_OWNER)
    return _printed_for(desk, one, {**one.said, "kpi": _meant(desk, one)["kpi"]})


def _printed_for(desk: Desk, one: Proposed, said: Mapping[str, str]) -> str:
    cells = dict(said)
    if cells.get("measure"):
        cells["measure"] = desk.measure(cells["measure"])[0]
    return desk.put(desk.plan("kpi_places"), one, cells)


@takes("kpi_values")
def value(desk: Desk, one: Proposed) -> str:
    """A value of an indicator; what its row in `kpis.csv` says already is not repeated."""
    row = _meant(desk, one)
    said = {**one.said, "kpi": row["kpi"]}
    needed(said, "role", "value_text")
    text, year = (row.get(f"{said['role']}_{kind}", "") for kind in ("text", "year_text"))
    if text and alike(year, said.get("year_text", "")):
        return _unless(desk, "kpis", row["kpi"], text, said)
    for other in desk.plan("kpi_values").rows:
        if all(alike(other[name], said.get(name, "")) for name in ("kpi", "role", "year_text")):
            return _unless(desk, "kpi_values", row["kpi"], other["value_text"], said)
    return desk.put(desk.plan("kpi_values"), one, said, ())


def _unless(desk: Desk, table: str, row: str, text: str, said: Mapping[str, str]) -> str:
    """Where a value stands already, unless it says something else there."""
    if not alike(text, said["value_text"]):
        raise Refused(THERE, file=f"{table}.csv", row=row, what=f"{said['role']}: {text}")
    return desk.name(desk.plan(table), row)


def _meant(desk: Desk, one: Proposed) -> dict[str, str]:
    """The indicator that a proposal names; of several of one name the last, as the document goes on."""
    said, found = one.said, []
    for row in desk.plan("kpis").rows:
        if row["kpi"] == said.get("kpi") or (said.get("name_ja") and alike(row["name_ja"], said["name_ja"])):
            found.append(row)
    if not found:
        raise Refused(NO_KPI, found=said.get("kpi") or said.get("name_ja", ""))
    return found[-1]
