"""The files of a plan whose rows are not simply rows of a table: tags, indicators, projects, verdicts."""

from __future__ import annotations

from dxcompare.assemble import amounts
from dxcompare.assemble.assembly import Assembly, Known, located
from dxcompare.assemble.home import Home, reads
from dxcompare.assemble.indicators import agree
from dxcompare.assemble.judgements import decided, judge, one_or_none
from dxcompare.sources.areas import Areas
from dxcompare.sources.folders import PlanFolder
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.evaluation import Evaluation
from dxcompare.tables.judgement import PLAN, Chapter
from dxcompare.tables.kpis import Kpi, KpiMeasure, Reading
from dxcompare.tables.measures import Tag
from dxcompare.tables.schedules import Project
from dxcompare.words.faults import Fault, Place, missing_row

#: How many years a plan has at most without being asked about.
LONGEST = 10


def assemble(assembly: Assembly, folder: PlanFolder) -> Home:
    """Add the rows of one plan folder, surveys apart."""
    assert folder.plan is not None
    for card in folder.sources:
        assembly.read("source", card)
    _plan(assembly, folder)
    known = {name: folder.plan[name] for name in ("plan_id", "source_id", "municipality_code")}
    surveys = [survey.card["survey_id"] for survey in folder.surveys]
    if len(surveys) == 1:  # what a plan says of a question, it says of its survey; of several it must name one
        known["survey_id"] = surveys[0]
    known["surveys"] = "、".join(surveys)
    home = Home(assembly, assembly.decisions[folder.name], folder, Known(known, folder.plan))
    start, end = (home.plan.get(name) for name in ("start_fy", "end_fy"))
    if start and end and end - start >= LONGEST:
        home.ask(folder.plan.place("end_text"), "long_plan", f"{start}-{end}", years=end - start + 1, most=LONGEST)
    for sheet in folder.sheets.values():
        home.read(sheet)
    return home


def _plan(assembly: Assembly, folder: PlanFolder) -> None:
    """A plan may be of several municipalities, and lies in a folder of its own that begins with the first's code."""
    card = folder.plan
    assert card is not None
    towns = assembly.towns
    codes, place = card["municipality_code"].split("+"), card.place("municipality_code")
    for code in codes if towns else ():
        if code not in towns:
            assembly.faults.append(_no_municipality(assembly, place, code))
    if codes[0] in towns and not folder.name.startswith(f"{codes[0]}_"):
        assembly.fault(place, "other_city", found=codes[0], folder=folder.name)
    version = None if folder.of_no_version else card["framework_version"]
    assembly.read("plan", card, framework_version=version)


def _no_municipality(assembly: Assembly, place: Place, code: str) -> Fault:
    """What a code is that no municipality has today, or has when it is written with five digits."""
    areas = Areas(assembly.rows["municipality"], assembly.rows["former_code"])
    meant = next(iter(areas.codes_of(code)), None)
    if meant is None:
        return missing_row(place, code, areas.town, "municipality")
    if meant in areas.town:
        hint = "six_digits" if len(code) == 6 else "leading_zero"
        return Fault(place, "no_such", {"found": code, "table": "municipality", "near": meant}, hint)
    said = areas.says(meant)
    return Fault(place, "not_today", {"found": code, "ja": said.ja, "en": said.en})


#: for what an indicator may be printed
_OWNERS = ("measure", "policy", "goal", "plan")


def printed_for(home: Home, record: Record) -> tuple[list[str], str]:
    """The measures a row is printed for, and the policy if it is printed for one."""
    measure, policy = record["measure"], record["policy"]
    if bool(measure) == bool(policy):
        home.assembly.fault(record.place(), "both_or_none", one="measure", other="policy")
        return [], ""
    if policy and policy not in home.policies:
        home.assembly.faults.append(missing_row(record.place("policy"), policy, (), "measures.csv", "transcribe"))
    return ([measure], "") if measure else (home.policies.get(policy, []), policy)


@reads(Tag)
def tags(home: Home, sheet: Sheet) -> None:
    """What a tag names is decided; one printed for a policy counts for its measures."""
    known = {one["measure"] for one in home.folder["measures.csv"]} if home.folder else set()
    for record in sheet:
        measures, policy = printed_for(home, record)
        label, framework = record["label_text"], record["framework"]
        source, place = home.source(record)
        named = home.decide("labels.csv", record.place("label_text"), label, framework, label)
        judged = any(found["item"] for found in named)  # then its judgement is held against the measures
        if record["measure"] and not judged and known and record["measure"] not in known:
            home.assembly.faults.append(missing_row(record.place("measure"), record["measure"], known, "measures.csv"))
        for found in named:
            for measure in measures if found["item"] else ():
                judge(
                    home.assembly,
                    record,
                    {"id": home.id(measure), "plan_id": home.known["plan_id"]},
                    found["item"],
                    "stated",
                    PLAN,
                    "yes",
                    framework=framework,
                    places={"item_id": (found, "item"), **place},
                    label_text=label,
                    reason=f"政策単位の記載: {policy}" if policy else None,
                    source_id=source,
                    locator=located(record),
                )


@reads(KpiMeasure)
def kpi_places(home: Home, sheet: Sheet) -> None:
    """An indicator is printed for a measure, a policy, a goal, or the whole plan."""
    for record in sheet:
        filled = [name for name in _OWNERS if record[name]]
        if len(filled) != 1:
            home.assembly.fault(record.place(), "exactly_one", names=[*_OWNERS])
        for name, headings in (("policy", home.policies), ("goal", home.goals)):
            if record[name] and record[name] not in headings:
                place = record.place(name)
                home.assembly.faults.append(missing_row(place, record[name], headings, "measures.csv", "transcribe"))
        home.assembly.read("kpi_measure", record, home.known)


@reads(Kpi)
def kpis(home: Home, sheet: Sheet) -> None:
    """An indicator's amounts are printed in many ways; how they are to be read is decided."""
    for record in sheet:
        _kpi(home, record)


def _kpi(home: Home, record: Record) -> None:
    assembly, kpi_id = home.assembly, home.id(record["kpi"])
    readings = home.decide("kpis.csv", record.place("kpi"), kpi_id, kpi_id)
    reading = readings[0] if readings else Record(record.file, record.row, {})
    printed = amounts.printed(home, record, shares=reading["scale"] == "percent")
    ends = {role: amounts.last(printed, role) for role in amounts.IN_KPIS}
    bounds = agree(home, reading, record, printed) if reading.cells else {}
    start, goal = (one and one.amount for one in ends.values())
    target = ends["target"].value if ends["target"] else None
    bound = goal.comparator if goal else None
    if goal and goal.kind == "range":
        bound = "le" if reading["direction"] == "lower" else "ge"
    read = {
        name: bounds[name] if name in bounds else assembly.value(reading, name, raw)
        for name, raw in Reading.raw().items()
        if name not in ("kpi", "reason")
    }
    said: dict[str, object] = {}
    places = {name: (reading, name) for name in read} if readings else {}
    for role, one in ends.items():
        values, names = one.row() if one else {}, ("fy", "as_of", "high", "of", "decimals")
        said |= {role: values.get("value"), **{f"{role}_{name}": values.get(name) for name in names}}
        said[f"{role}_text"] = one and one.record[one.text]
        if one:
            places |= {role: (one.record, one.text), f"{role}_text": (one.record, one.text)}
            places |= {f"{role}_fy": (one.record, one.year)}
    row = assembly.read(
        "kpi",
        record,
        home.known,
        places,
        **read,
        **said,
        unit_en=home.unit_en(reading),
        kind="numeric" if goal else "not_stated" if target and target.kind == "missing" else "qualitative",
        baseline_comparator=start.comparator if start else None,
        baseline_approximate=bool(start and start.approximate),
        baseline_note=ends["baseline"] and ends["baseline"].note,
        target_approximate=bool(goal and goal.approximate),
        comparator=bound,
    )
    amounts.add(home, kpi_id, printed)
    if home.decisions["kpi_items.csv"] or not (home.folder and home.folder.of_no_version):
        items = home.decide("kpi_items.csv", record.place("kpi"), kpi_id, kpi_id)
        decided(assembly, items, {"id": kpi_id, **row}, "kpi")
    if home.decisions["kpi_levels.csv"]:  # without the file nobody has judged what kinds of things are promised
        for found in home.decide("kpi_levels.csv", record.place("kpi"), kpi_id, kpi_id):
            assembly.read("kpi_level", found)


@reads(Chapter)
def chapters(home: Home, sheet: Sheet) -> None:
    """Which items a passage outside the numbered measures treats is decided."""
    for record in sheet:
        row = home.assembly.read("chapter", record, home.known)
        chapter = row["chapter_id"] or ""
        found = home.decide("chapter_items.csv", record.place("chapter"), chapter, chapter)
        decided(home.assembly, found, {"id": chapter, **row}, "chapter")


@reads(Project)
def projects(home: Home, sheet: Sheet) -> None:
    """To which measures the steps of a project count is decided; its rows say the same of it."""
    first: dict[str, Record] = {}
    for record in sheet:
        one = first.setdefault(record["project"], record)
        for column in ("name_ja", "goal"):
            if record[column] != one[column]:
                said = record[column]
                home.assembly.fault(
                    record.place(column), "says_other", found=said, there=one[column], first=one.place(column)
                )
        if record["goal"] and home.goals and record["goal"] not in home.goals and record["goal"] == one["goal"]:
            place = record.place("goal")
            home.assembly.faults.append(missing_row(place, record["goal"], home.goals, "measures.csv", "transcribe"))
        track = record["track"]
        where = located(record, record["name_ja"], track)
        home.assembly.read("project", record, home.known, locator=where)
        project = home.id(record["project"])
        text = f"{project} {track}"
        for found in home.decide("project_measures.csv", record.place("track"), text, project, track):
            home.assembly.read("project_measure", found)


@reads(Evaluation)
def evaluation(home: Home, sheet: Sheet) -> None:
    """What a verdict means, and of which national items it speaks, is decided."""
    for record in sheet:
        text, plan = record["verdict_text"], home.known["plan_id"]
        meant = home.decide("verdicts.csv", record.place("verdict_text"), text, text)
        home.assembly.read(
            "evaluation",
            record,
            home.known,
            {"verdict": (meant[0], "verdict")} if meant else {},
            verdict=meant[0]["verdict"] if meant else None,
        )
        number = record["number"]
        items = home.decide("evaluation_items.csv", record.place("number"), f"{plan} {number}", plan, number)
        one_or_none(home.assembly, items)
        for decision in items:
            home.assembly.read("evaluation_item", decision)
