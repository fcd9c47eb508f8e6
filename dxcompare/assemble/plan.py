"""A municipality's plan: measures, tags, indicators, schedules, verdicts, errata, codes."""

from __future__ import annotations

from collections import Counter

from dxcompare.assemble import national
from dxcompare.assemble.assembly import Assembly, located
from dxcompare.assemble.judgements import judge
from dxcompare.sources import values
from dxcompare.sources.folders import PlanFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.judgement import PLAN
from dxcompare.words.faults import Place

SCHEDULE_COLUMNS = ("measure", "track", "span", "page", "where")


def assemble(assembly: Assembly, folder: PlanFolder) -> None:
    """Add the rows of one plan folder, surveys apart."""
    for card in folder.sources:
        national.source(assembly, card)
    plan = folder.plan
    assert plan is not None
    assembly.add(
        "plan",
        plan,
        **{
            key: plan[key]
            for key in (
                "plan_id",
                "municipality_code",
                "title_ja",
                "title_en",
                "status",
                "framework_version",
                "framework_reason",
                "source_id",
            )
        },
        start_fy=assembly.read(plan, "start_text", values.fiscal_year),
        end_fy=assembly.read(plan, "end_text", values.fiscal_year),
        locator=located(plan),
    )
    one = _Plan(assembly, folder, plan["plan_id"], plan["source_id"])
    one.measures()
    one.tags()
    one.kpis()
    one.projects()
    for sheet in folder.schedules:
        one.schedule(sheet)
    one.evaluation()
    one.statistics()
    one.errata()


class _Plan:
    def __init__(self, assembly: Assembly, folder: PlanFolder, plan_id: str, source_id: str):
        self.assembly, self.folder, self.plan_id, self.source_id = assembly, folder, plan_id, source_id
        self.decisions = assembly.decisions[folder.name]
        self.by_policy: dict[str, list[str]] = {}
        self.tracks: dict[tuple[str, str], Record] = {}
        self.steps: Counter[str] = Counter()

    def id(self, short: str) -> str:
        return f"{self.plan_id}/{short}"

    def origin(self, record: Record, *more: str) -> dict[str, str]:
        return {"source_id": record["source"] or self.source_id, "locator": located(record, *more)}

    def measures(self) -> None:
        for position, record in enumerate(self.folder["measures.csv"], start=1):
            names = (
                "ref",
                "goal",
                "policy",
                "title_ja",
                "title_en",
                "department",
                "department_related",
                "mark",
                "related_plans",
                "upper_ref",
            )
            self.assembly.add(
                "measure",
                record,
                measure_id=self.id(record["measure"]),
                plan_id=self.plan_id,
                position=position,
                **self.origin(record),
                **{name: record[name] for name in names},
            )
            if record["policy"]:
                self.by_policy.setdefault(record["policy"], []).append(record["measure"])

    def owners(self, record: Record) -> tuple[list[str], str]:
        """The measures a row is printed for, and the policy if it is printed for one."""
        measure, policy = record["measure"], record["policy"]
        if bool(measure) == bool(policy):
            self.assembly.fault(record.place(), "both_or_none", one="measure", other="policy")
            return [], ""
        if policy and policy not in self.by_policy:
            self.assembly.fault(record.place("policy"), "no_such", "transcribe", found=policy, table="measures.csv")
        return ([measure], "") if measure else (self.by_policy.get(policy, []), policy)

    def tags(self) -> None:
        for record in self.folder["tags.csv"]:
            measures, policy = self.owners(record)
            label = record["label_text"]
            for found in self.assembly.decide(
                self.decisions, "labels.csv", record.place("label_text"), label, record["framework"], label
            ):
                for measure in measures if found["item"] else ():
                    judge(
                        self.assembly,
                        record,
                        {"id": self.id(measure), "plan_id": self.plan_id, **self.origin(record)},
                        found["item"],
                        "stated",
                        PLAN,
                        "yes",
                        framework=record["framework"],
                        label_text=label,
                        reason=f"政策単位の記載: {policy}" if policy else None,
                    )

    def kpis(self) -> None:
        for record in self.folder["kpis.csv"]:
            self.kpi(record)
        for record in self.folder["kpi_places.csv"]:
            self.owners(record)
            self.assembly.add(
                "kpi_measure",
                record,
                kpi_id=self.id(record["kpi"]),
                measure_id=self.id(record["measure"]) if record["measure"] else None,
                policy=record["policy"],
                **self.origin(record),
            )

    def kpi(self, record: Record) -> None:
        assembly, kpi_id = self.assembly, self.id(record["kpi"])
        base = assembly.read(record, "baseline_text", values.quantity)
        goal = assembly.read(record, "target_text", values.quantity)
        readings = assembly.decide(self.decisions, "kpis.csv", record.place("kpi"), kpi_id, kpi_id)
        reading = readings[0] if readings else Record(record.file, record.row, {})
        period = reading["period"]
        printed = goal.period if goal else base.period if base else None
        if reading.cells and printed and printed != period:
            assembly.fault(reading.place("period"), "not_in_list", found=period, allowed=[printed])
        baseline_year = assembly.read(record, "baseline_year_text", values.fiscal_year)
        note = None
        if base and base.note:
            try:
                own = values.fiscal_year(base.note)
            except values.Unreadable:
                note = base.note
            else:
                note = f"{record['baseline_year_text']} の欄に {base.note} の値"
                baseline_year = own
        bounds = {name: assembly.read(reading, name, values.number) for name in ("lower_bound", "upper_bound")}
        borrowed = (
            {name: (reading, name) for name in ("unit", "direction", "scale", "lower_bound", "upper_bound", "period")}
            if readings
            else {}
        )
        assembly.add(
            "kpi",
            record,
            None,
            borrowed,
            kpi_id=kpi_id,
            plan_id=self.plan_id,
            name_ja=record["name_ja"],
            name_en=record["name_en"],
            unit=reading["unit"],
            unit_en=assembly.unit_en(self.decisions, reading),
            kind="numeric" if goal else "qualitative",
            direction=reading["direction"],
            scale=reading["scale"],
            baseline_text=record["baseline_text"],
            baseline=float(base.value) if base else None,
            baseline_decimals=base.decimals if base else None,
            baseline_fy=baseline_year if record["baseline_text"] else None,
            baseline_note=note,
            target_text=record["target_text"],
            target=float(goal.value) if goal else None,
            target_decimals=goal.decimals if goal else None,
            target_fy=assembly.read(record, "target_year_text", values.fiscal_year),
            comparator=goal.comparator if goal else None,
            period=period,
            formula=record["formula_text"],
            note=record["note_text"],
            **self.origin(record),
            **{name: None if value is None else float(value) for name, value in bounds.items()},
        )

    def projects(self) -> None:
        for record in self.folder["projects.csv"]:
            self.tracks[record["project"], record["track"]] = record
            names = ("track", "name_ja", "name_en", "goal", "department", "title_ja", "title_en", "heading_ja")
            self.assembly.add(
                "project",
                record,
                project_id=self.id(record["project"]),
                plan_id=self.plan_id,
                **{name: record[name] for name in names},
                **self.origin(record, record["name_ja"], record["track"]),
            )
            project = self.id(record["project"])
            for found in self.assembly.decide(
                self.decisions,
                "project_measures.csv",
                record.place("track"),
                f"{project} {record['track']}",
                project,
                record["track"],
            ):
                self.assembly.add(
                    "project_measure",
                    found,
                    project_id=found["project"],
                    track=found["track"],
                    measure_id=found["measure"],
                    items=found["items"],
                    reason=found["reason"],
                )

    def schedule(self, sheet: Sheet) -> None:
        """A schedule with years as columns, or one with quarters as rows."""
        if "quarter" in sheet.columns:
            project = sheet.file.rsplit("/", 1)[-1].removesuffix(".csv")
            for track in sheet.columns:
                if track not in ("fy", "quarter"):
                    self.quarters(sheet, project, track)
        else:
            head = Place(sheet.file, 1)
            years = {name: year for name in sheet.columns if (year := _year(name)) is not None}
            others = {name: Place(sheet.file, 1, name) for name in sheet.columns if name not in years}
            self.assembly.raw.reader.names("column", head, others, SCHEDULE_COLUMNS, ("source",))
            if not set(SCHEDULE_COLUMNS) <= set(others):
                self.assembly.skipped = True
                return
            for record in sheet:
                self.years(record, years)

    def quarters(self, sheet: Sheet, project: str, track: str) -> None:
        owner = self.tracks.get((project, track))
        if owner is None:
            self.assembly.skipped = True
            self.assembly.fault(
                Record(sheet.file, 1, {}).place(track), "no_such", found=f"{project} {track}", table="projects.csv"
            )
            return
        steps = _Steps(self, {"project_id": self.id(project)}, project, track, span_known=True)
        for record in sheet:
            fy = self.assembly.read(record, "fy", values.fiscal_year)
            quarter = self.assembly.read(record, "quarter", values.quarter)
            place = f"{record['fy']} {record['quarter']} {track}"
            steps.cell(record, track, fy, quarter, self.origin(owner, owner["name_ja"], place))

    def years(self, record: Record, years: dict[str, int]) -> None:
        if record["span"] not in ("known", "lost"):
            self.assembly.fault(record.place("span"), "not_in_list", found=record["span"], allowed=["known", "lost"])
        measure = {"measure_id": self.id(record["measure"])}
        steps = _Steps(self, measure, record["measure"], record["track"] or None, span_known=record["span"] == "known")
        for period, fy in years.items():
            steps.cell(record, period, fy, None, self.origin(record, period))

    def evaluation(self) -> None:
        for record in self.folder["evaluation.csv"]:
            text = record["verdict_text"]
            found = self.assembly.decide(self.decisions, "verdicts.csv", record.place("verdict_text"), text, text)
            self.assembly.add(
                "evaluation",
                record,
                plan_id=self.plan_id,
                number=self.assembly.whole(record, "number"),
                goal=record["goal"],
                policy=record["policy"],
                item_ja=record["item_ja"],
                verdict_text=text,
                verdict=found[0]["verdict"] if found else None,
                **self.origin(record),
            )
            for item in self.assembly.decide(
                self.decisions,
                "evaluation_items.csv",
                record.place("number"),
                f"{self.plan_id} {record['number']}",
                self.plan_id,
                record["number"],
            ):
                self.assembly.add(
                    "evaluation_item",
                    item,
                    plan_id=item["plan"],
                    number=self.assembly.whole(item, "number"),
                    item_id=item["item"],
                    reason=item["reason"],
                )

    def statistics(self) -> None:
        for record in self.folder["statistics.csv"]:
            national.figure(
                self.assembly,
                record,
                record["source"] or self.source_id,
                record["area_code"],
                record["year"],
                located(record, record["quoted_from"] and f"（{record['quoted_from']}）"),
            )

    def errata(self) -> None:
        surveys = [survey.card["survey_id"] for survey in self.folder.surveys]
        for record in self.folder["errata.csv"]:
            question = record["question"]
            if question and "/" not in question and surveys:
                question = f"{surveys[0]}/{question}"
            if record["quarantine"] not in ("", "yes"):
                self.assembly.fault(
                    record.place("quarantine"), "not_in_list", found=record["quarantine"], allowed=["yes"]
                )
            self.assembly.add(
                "erratum",
                record,
                erratum_id=self.id(record["erratum"]),
                question_id=question,
                option_id=record["option"],
                group_id=record["group"],
                quarantine=record["quarantine"] == "yes",
                **self.origin(record),
                steps_lost="+".join(self.id(one) for one in record["steps_lost"].split("+") if one),
                **{name: record[name] for name in ("kind", "what", "what_en", "treatment", "treatment_en")},
            )


def _year(heading: str) -> int | None:
    try:
        return values.fiscal_year(heading)
    except values.Unreadable:
        return None


class _Steps:
    """The steps of one row of a schedule, in order of time."""

    def __init__(self, plan: _Plan, owner: dict[str, str], short: str, track: str | None, *, span_known: bool):
        self.plan, self.owner, self.short, self.track = plan, owner, short, track
        self.span_known = span_known
        self.stage: str | None = None
        self.items: str | None = None

    def cell(self, record: Record, column: str, fy: int | None, quarter: int | None, origin: dict[str, str]) -> None:
        """Add the steps printed in one cell; each line of it is one."""
        assembly, when = self.plan.assembly, f"{fy}q{quarter}" if quarter else f"{fy}"
        for text in filter(None, (line.strip() for line in record[column].split("\n"))):
            carried, borrowed = values.is_continuation(text), {}
            if not carried:
                found = assembly.decide(self.plan.decisions, "stages.csv", record.place(column), text, text)
                self.stage = (found[0]["stage"] or None) if found else None
                self.items = (found[0]["items"] or None) if found else None
                borrowed = {"stage": (found[0], "stage"), "items": (found[0], "items")} if found else {}
            step = f"{self.plan.id(self.short)}.{when}"
            self.plan.steps[step] += 1
            assembly.add(
                "milestone",
                record,
                column,
                borrowed,
                milestone_id=f"{step}.{self.plan.steps[step]}",
                plan_id=self.plan.plan_id,
                fy=fy,
                quarter=quarter,
                track=self.track,
                step_text=text,
                stage=self.stage,
                items=self.items,
                carried=carried,
                span_known=self.span_known,
                position=len(assembly.rows["milestone"]) + 1,
                **self.owner,
                **origin,
            )
