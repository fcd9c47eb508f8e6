"""Schedules: every printed step with its year and stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from dxcompare.assemble.assembly import located
from dxcompare.assemble.home import Home, reads
from dxcompare.assemble.judgements import decided
from dxcompare.sources import periods, values
from dxcompare.sources.periods import Period
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.schedules import Quarterly, Yearly
from dxcompare.words.faults import Place, missing_row
from dxcompare.words.text import Text


@reads(Yearly)
def yearly(home: Home, sheet: Sheet) -> None:
    """A schedule with years as columns."""
    if _hides(home, sheet):
        return
    periods = _periods(home, sheet)
    _once(home, sheet, ["measure", "track", *periods])
    for record in sheet:
        measure, known = record["measure"], record["span"] == "known"
        owner = {"measure_id": home.id(measure)}
        steps = _Steps(home, owner, measure, record["track"], *home.source(record), span_known=known)
        for heading, period in periods.items():
            steps.cell(record, heading, period, located(record, heading))


def _periods(home: Home, sheet: Sheet) -> dict[str, Period]:
    """The periods above a schedule; those that are printed by name are decided, and no two are one."""
    found: dict[str, Period] = {}
    rows: list[tuple[Place, str, Period]] = []
    for heading in sheet.free:
        place = Place(sheet.file, 1, heading)
        period = periods.period(heading) or _named(home, place, heading)
        if period is None:
            home.assembly.skipped = True
            continue
        same = [other for other, one in found.items() if one == period and other != heading]
        for other in same:
            home.assembly.fault(place, "same_period", "one_period", found=heading, other=other)
        outside = home.dated(place, heading, period.fy, period.until_fy or period.fy)
        if not same and not outside:
            rows.append((place, heading, period))
        found[heading] = period
    _in_order(home, rows)
    return found


def _in_order(home: Home, rows: list[tuple[Place, str, Period]]) -> None:
    """Ask of periods that do not follow each other as they are printed: a continuation would count from the wrong one."""
    for (_, before, one), (place, after, other) in pairwise(rows):
        ends = one.until_fy and 4 * one.until_fy + (one.until_quarter or 4)
        begins = 4 * other.fy + (other.quarter or 1)
        if begins < 4 * one.fy + (one.quarter or 1):
            how = Text("順が逆です", "comes before it in time")
        elif not ends or begins <= ends:
            how = Text("重なっています", "overlaps it")
        elif begins > ends + 1 and other.until_fy:
            how = Text("間が抜けています", "leaves out what lies between")
        else:
            continue
        if home.ask(place, "periods_apart", f"{before} {after}", before=before, after=after, ja=how.ja, en=how.en):
            return


def _named(home: Home, place: Place, heading: str) -> Period | None:
    """The years of a period that is printed by its name."""
    decided = home.decide("periods.csv", place, heading, heading)
    if not decided:
        return None
    row = decided[0]
    start, end = (home.assembly.parse(row, f"{which}_text", periods.when) for which in ("start", "end"))
    if not row["start_text"]:
        home.assembly.fault(row.place("start_text"), "missing")
    if start is None:
        return None
    if end and (end.fy, end.quarter or 4) < (start.fy, start.quarter or 1):
        home.assembly.fault(
            row.place("end_text"),
            "rule",
            ja=f"終わり「{row['end_text']}」が始まり「{row['start_text']}」より前です",
            en=f"the end, {row['end_text']!r}, lies before the beginning, {row['start_text']!r}",
        )
        return None
    return Period(start.fy, start.quarter, end.fy if end else None, end.quarter if end else None).whole()


@reads(Quarterly)
def quarterly(home: Home, sheet: Sheet) -> None:
    """A schedule with quarters as rows, of the project after which the file is named."""
    if _hides(home, sheet):
        return
    assembly, project = home.assembly, sheet.file.rpartition("/")[2].removesuffix(".csv")
    _once(home, sheet, ["fy", "quarter"])
    rows = [
        (record, assembly.parse(record, "fy", values.fiscal_year), assembly.parse(record, "quarter", values.quarter))
        for record in sheet
    ]
    if _each_once(home, rows):
        told = [
            (one.place("quarter"), f"{one['fy']} {one['quarter']}".strip(), Period(fy, quarter, fy, quarter))
            for one, fy, quarter in rows
            if fy is not None
        ]
        _in_order(home, told)
    known = [track for of, track in home.tracks if of == project]
    for track in known if {*sheet.free} <= {*known} else ():
        if track not in sheet.free:
            home.ask(Place(sheet.file, 1), "no_track", f"{project} {track}")
    for track in sheet.free:
        owner = home.tracks.get((project, track))
        if owner is None:
            assembly.skipped = True
            place = Place(sheet.file, 1, track)
            assembly.faults.append(missing_row(place, f"{project} {track}", (), "projects.csv"))
            continue
        steps = _Steps(home, {"project_id": home.id(project)}, project, track, *home.source(owner), span_known=True)
        for record, fy, quarter in rows:
            if fy is not None:
                home.dated(record.place("fy"), record["fy"], fy, fy)
            where = located(owner, owner["name_ja"], f"{record['fy']} {record['quarter']} {track}")
            steps.cell(record, track, Period(fy, quarter, fy, quarter), where)  # type: ignore[arg-type]


def _each_once(home: Home, rows: list[tuple[Record, int | None, int | None]]) -> bool:
    """Fault a quarter that has two rows: its steps would count twice; whether there is none."""
    told = len(home.assembly.faults)
    first: dict[tuple[int, int | None], Record] = {}
    for record, fy, quarter in rows:
        if fy is not None and bool(quarter) == bool(record["quarter"]):
            earlier = first.setdefault((fy, quarter), record)
            if earlier is not record:
                found = f"{record['fy']} {record['quarter']}".strip()
                home.assembly.fault(record.place("quarter"), "duplicate", found=found, first=earlier.place())
    return len(home.assembly.faults) == told


def _once(home: Home, sheet: Sheet, columns: list[str]) -> None:
    """Fault a row that stands there twice: its steps would be doubled."""
    first: dict[tuple[str, ...], Record] = {}
    for record in sheet:
        key = tuple(values.same(record[column]) for column in columns)
        earlier = first.setdefault(key, record)
        if earlier is not record:
            found = " ".join(filter(None, key[:2]))
            home.assembly.fault(record.place(columns[0]), "duplicate", found=found, first=earlier.place())


def _hides(home: Home, sheet: Sheet) -> bool:
    """Whether a column stands there twice and hides another, which is told already: no step is placed then."""
    twice = len({*sheet.columns}) < len(sheet.columns)
    home.assembly.skipped |= twice
    return twice


@dataclass
class _Steps:
    """The steps of one row of a schedule, in order of time."""

    home: Home
    owner: dict[str, str]
    short: str
    track: str
    source: str
    source_place: dict[str, tuple[Record, str]]
    span_known: bool = field(kw_only=True)
    stage: str = ""
    begun: bool = False
    found: list[Record] = field(default_factory=list)  # which items the step speaks for

    def cell(self, record: Record, column: str, period: Period, where: str) -> None:
        """Add the steps printed in one cell; each line of it is one."""
        home, fy, quarter = self.home, period.fy, period.quarter
        when = f"{fy}q{quarter}" if quarter else f"{fy}"
        single = (fy, quarter) == (period.until_fy, period.until_quarter)
        for text in filter(None, (line.strip() for line in record[column].split("\n"))):
            carried, borrowed = values.is_continuation(text), {}
            if carried and not self.begun:
                home.ask(record.place(column), "arrow_first", f"{self.short} {self.track} {text}".replace("  ", " "))
            self.begun = True
            if not carried:
                stage = home.decide("stages.csv", record.place(column), text, text)
                self.stage = stage[0]["stage"] if stage else ""
                self.found = self._speaks_for(text)
                borrowed = {name: (stage[0], name) for name in ("stage", "first_stage")} if stage else {}
            step = f"{home.id(self.short)}.{when}"
            home.steps[step] += 1
            made = {
                "id": f"{step}.{home.steps[step]}",
                "plan_id": home.known["plan_id"],
                "source_id": self.source,
                "locator": where,
            }
            if not carried:
                decided(home.assembly, self.found, made, "step")
            home.assembly.add(
                "milestone",
                record,
                column,
                {**borrowed, **self.source_place},
                milestone_id=made["id"],
                plan_id=made["plan_id"],
                fy=fy,
                quarter=quarter,
                until_fy=None if single else period.until_fy,
                until_quarter=None if single else period.until_quarter,
                open_ended=period.until_fy is None,
                track=self.track,
                step_text=text,
                stage=self.stage,
                first_stage=borrowed["first_stage"][0]["first_stage"] if borrowed else None,
                items="+".join(record["item"] for record in self.found),
                carried=carried,
                span_known=self.span_known,
                position=home.steps.total(),
                source_id=self.source,
                locator=where,
                **self.owner,
            )

    def _speaks_for(self, text: str) -> list[Record]:
        """What was decided of the items of a step, if anything: a step of a measure on one item needs no row."""
        measure, project = self.owner.get("measure_id", ""), self.owner.get("project_id", "")
        return self.home.decisions.find("step_items.csv", measure, project, self.track if project else "", text)
