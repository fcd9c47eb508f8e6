"""Accepted rows of schedules: a file for each set of periods, or for each project where quarters are the rows."""

from __future__ import annotations

from dxcompare.onboarding.accept.desk import Desk, Refused, alike, takes
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources.files import CsvFile
from dxcompare.tables import like
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.text import Text

_SCHEDULE = "schedules/*.csv"
NO_STEP = Text("工程がない", "it has no step")


def forms() -> dict[str, Form]:
    """How a schedule is declared: with years as columns, or quarters as rows."""
    return {"quarters" if "quarter" in one.columns else "years": one for one in like(_SCHEDULE, Folder.PLAN)}


@takes("schedule")
def take(desk: Desk, one: Proposed) -> str:
    """A row of a schedule."""
    said = one.said
    quarters = "fy" in said
    declared = forms()["quarters" if quarters else "years"]
    besides = {*declared.columns, "page", "where", "measure", "span", "track", "project"}
    steps = {name: text for name, text in said.items() if name not in besides}
    if not any(steps.values()):
        raise Refused(NO_STEP)
    return _quarter(desk, one, declared, steps) if quarters else _years(desk, one, declared, steps)


def _years(desk: Desk, one: Proposed, declared: Form, steps: dict[str, str]) -> str:
    said = one.said
    measure, track = said.get("measure", ""), said.get("track", "")
    if measure:
        measure, _ = desk.measure(measure)
        track = "" if _only(desk, track, measure) else track
    else:
        measure, track = desk.measure(track)
    file = _of_headings(desk, declared, list(steps))
    row = {**said, **steps, "measure": measure, "track": track, "span": said.get("span") or "known"}
    return desk.put(file, one, row, ("measure", "track") if track else ("measure", *steps))


def _only(desk: Desk, track: str, measure: str) -> bool:
    """Whether a label only repeats the measure."""
    row = next(row for row in desk.plan("measures").rows if row["measure"] == measure)
    return any(alike(track, text) for text in (row["ref"], row["title_ja"], f"{row['ref']}{row['title_ja']}"))


def _of_headings(desk: Desk, declared: Form, headings: list[str]) -> CsvFile:
    """The schedule with these periods, or a new one."""
    folder = desk.city.raw / "schedules"
    there = {*folder.glob("*.csv"), *(path for path in desk.files if path.parent == folder)}
    for path in sorted(there):
        file = desk.open(path, declared)
        if {name for name in file.columns if name not in declared.columns} == {*headings}:
            return file
    number, path = 1, folder / "yearly.csv"
    while path in there:
        number, path = number + 1, folder / f"yearly_{number + 1}.csv"
    return desk.open(path, declared, headings)


def _quarter(desk: Desk, one: Proposed, declared: Form, steps: dict[str, str]) -> str:
    """A quarter of a project; the project is the one that is named above the schedule, and each column a sub-item of it."""
    said, projects = one.said, desk.plan("projects")
    name = said.get("project") or said.get("where") or "プロジェクト"
    found = [row for row in projects.rows if row["project"] == name or alike(row["name_ja"], name)]
    short = found[0]["project"] if found else f"p{len({row['project'] for row in projects.rows}) + 1}"
    for track in steps:
        if all(row["track"] != track for row in found):
            page = desk.located(one, said)["page"]
            cells = {"project": short, "name_ja": name, "track": track, "title_ja": track, "heading_ja": track}
            projects.add({**cells, "page": page})
    file = desk.open(desk.city.raw / "schedules" / f"{short}.csv", declared, list(steps))
    fy = said.get("fy") or (file.rows[-1]["fy"] if file.rows else "")
    row = {"fy": fy, "quarter": said.get("quarter", ""), **steps}
    known = ("fy", "quarter") if row["quarter"] else ("fy",)
    return desk.put(file, one, row, known)
