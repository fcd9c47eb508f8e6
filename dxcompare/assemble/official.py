"""Official figures against each other: areas that there are, one unit an indicator, ages without gaps."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from difflib import get_close_matches

from dxcompare.assemble.assembly import Assembly
from dxcompare.sources import bands, values
from dxcompare.sources.reader import Record
from dxcompare.words.faults import Place, missing_row, unlisted

#: the groups of a series that are no band of ages: everybody, and those whose age is not known
TOTAL, UNKNOWN = "total", "unknown"
#: units in which bands of ages add up
_COUNTS = ("人", "枚", "件", "世帯")
#: how like two names are of which one is the other misspelt (`male` and `female` are less)
_ALIKE = 0.85
#: the nation, and how a prefecture's code ends
_NATION, _WHOLE = "00000", "000"
#: how the values of municipalities lie: in the unit of what they are of
_SPREAD = ("q1", "median", "q3")


def check(assembly: Assembly) -> None:
    """Check the files of `reference/`, and the areas of all figures."""
    if not assembly.complete:
        return
    _areas(assembly)
    if assembly.known:
        return
    files = {sheet.file for sheet in assembly.raw.reference}
    rows = [row for row in assembly.rows["reference_stat"] if assembly.place(row).file in files]
    _known(assembly, rows)
    _misspelt(assembly, rows)
    _cards(assembly, files)
    series: dict[tuple, dict[str, dict]] = defaultdict(dict)
    for row in rows:
        series[tuple(row[name] for name in ("source_id", "indicator_id", "year", "as_of", "area_code"))][
            row["group_id"] or ""
        ] = row
    aged = {key: groups for key, groups in series.items() if any(map(bands.named, groups))}
    usual: dict[tuple, Counter[frozenset[str]]] = defaultdict(Counter)
    for key, groups in aged.items():
        usual[key[:2]][frozenset(groups)] += 1
    due = {key: max(sets, key=lambda groups: (sets[groups], len(groups))) for key, sets in usual.items()}
    astray = {key: groups for key, groups in aged.items() if 2 * len(groups) < len(due[key[:2]])}
    faulty = {(fault.place.file, fault.place.row) for fault in assembly.faults}
    amiss = [row for row in rows if _spot(assembly, row) in faulty or not row["indicator_id"]]
    gone = {row["group_id"] for row in (*amiss, *(row for groups in astray.values() for row in groups.values()))}
    for key, groups in aged.items():
        if key not in astray:
            wanted = {*due[key[:2]]}
            if not (wanted - {*groups}) & gone:  # else the row that has gone astray is told
                _ages(assembly, groups, wanted, faulty)
            continue
        for row in groups.values():
            code = row["area_code"] or ""
            if _spot(assembly, row) not in faulty and code.isdecimal() and len(code) == len(_NATION):
                said = [str(row[name]) for name in ("area_code", "year", "as_of") if row[name] is not None]
                assembly.fault(assembly.place(row, "group_id"), "astray", found=row["group_id"], of=" ".join(said))


def _spot(assembly: Assembly, row: dict) -> tuple[str, int | None]:
    place = assembly.place(row)
    return place.file, place.row


def _areas(assembly: Assembly) -> None:
    """Every area is a municipality, a prefecture or the nation."""
    towns = {row["municipality_code"] for row in assembly.rows["municipality"]}
    known = {*towns, *(f"{code[:2]}{_WHOLE}" for code in towns if code), _NATION}
    told: set[tuple[str, str]] = set()
    for row in assembly.rows["reference_stat"] if towns else ():
        code, place = row["area_code"], assembly.place(row, "area_code")
        if code and code.isdecimal() and len(code) == len(_NATION) and code not in known:
            if (place.file, code) not in told:
                assembly.faults.append(missing_row(place, code, known, "municipality"))
            told.add((place.file, code))


def _known(assembly: Assembly, rows: list[dict]) -> None:
    """Every indicator is one that `indicators.csv` knows; of everybody, of ages and of quartiles its unit is that."""
    known = {record["indicator"]: record for record in assembly.shared["indicators.csv"]}
    often = Counter(row["indicator_id"] for row in rows)
    told: set[tuple[str, str]] = set()
    for row in rows if known else ():
        place, name = assembly.place(row, "indicator_id"), row["indicator_id"]
        if not name:
            continue
        if name not in known and often[name] > 1:
            continue  # an indicator that only its own table knows
        if name not in known:
            if (place.file, name) not in told:
                assembly.faults.append(missing_row(place, name, known, "indicators.csv"))
            told.add((place.file, name))
            continue
        _within(assembly, row, known[name])
        of_people = row["group_id"] in (TOTAL, UNKNOWN, *_SPREAD) or bands.named(row["group_id"] or "")
        there, found = known[name]["unit"], assembly.record(row)["unit"]
        if of_people and found and there and values.same(found) != values.same(there):
            first = known[name].place("unit")
            assembly.fault(assembly.place(row, "unit"), "says_other", found=found, there=there, first=first)


def _within(assembly: Assembly, row: dict, indicator: Record) -> None:
    """A percentage lies between 0 and 100, or the bounds that `indicators.csv` says."""
    place, found, least, most = (
        assembly.place(row, "value"),
        row["value"],
        *(_bound(indicator, *one) for one in (("lower_bound", "0"), ("upper_bound", "100"))),
    )
    if found is None or values.same(assembly.record(row)["unit"]) != "%":
        return
    if least is not None and found < least:
        assembly.fault(place, "too_small", "own_bounds", found=found, least=f"{least:g}", file=indicator.file)
    elif most is not None and found > most:
        assembly.fault(
            place, "too_large", "decimal_slip+own_bounds", found=found, most=f"{most:g}", file=indicator.file
        )


def _bound(indicator: Record, name: str, usual: str) -> float | None:
    """A bound of an indicator; what is no number is a fault elsewhere."""
    try:
        return float(values.number(indicator[name] or usual))
    except values.Unreadable:
        return None


def _misspelt(assembly: Assembly, rows: list[dict]) -> None:
    """A group that one row of a file has, and that is spelt nearly as one that more rows have, is this one."""
    often = Counter((assembly.place(row).file, row["group_id"]) for row in rows)
    for row in rows:
        place, name = assembly.place(row, "group_id"), row["group_id"]
        if not name or often[place.file, name] > 1 or name in (TOTAL, UNKNOWN) or bands.named(name):
            continue
        others = [group for (file, group), n in often.items() if file == place.file and group and n > 1]
        others = [group for group in others if not bands.named(group)]
        if get_close_matches(name, others, 1, _ALIKE):
            assembly.faults.append(unlisted(place, name, others))


def _cards(assembly: Assembly, files: Iterable[str]) -> None:
    """A card of an official table has its file, and rows in it."""
    used = {row["source_id"] for row in assembly.rows["reference_stat"]}
    stems = {file.rpartition("/")[2].removesuffix(".csv").replace("_", "-") for file in files}
    folder = next(iter(files), "").rpartition("/")[0]
    plain = {"municipalities", "former-codes"}
    for card in assembly.raw.sources:
        source = card["source_id"]
        mine = card.file.rpartition("/")[0] == folder and source and source not in used | plain
        renamed = any(fault.place.file.startswith(f"{folder}/") for fault in assembly.faults)
        if mine and (source in stems or not renamed):
            file = f"{folder}/{source.replace('-', '_')}.csv"
            assembly.fault(card.place("source_id"), "no_figures", found=source, file=file)


def _ages(assembly: Assembly, groups: dict[str, dict], usual: set[str], faulty: set[tuple[str, int | None]]) -> None:
    """The bands of a series: each is one, none is missing that others of its kind have, and they join and add up."""
    for column in ("name_ja", "population", "unit"):
        said = Counter(assembly.record(row)[column] for row in groups.values())
        there, most = said.most_common(1)[0]
        for row in groups.values():
            if (found := assembly.record(row)[column]) != there and found and there and 2 * most > len(groups):
                first = next(one for one in groups.values() if assembly.record(one)[column] == there)
                place, other = assembly.place(row, column), assembly.place(first, column)
                if all(fault.place != place for fault in assembly.faults):
                    assembly.fault(place, "says_other", found=found, there=there, first=other)
    strange = [name for name in groups if name not in (TOTAL, UNKNOWN) and not _sound(bands.named(name))]
    for name in strange:
        if _spot(assembly, groups[name]) not in faulty:
            assembly.fault(assembly.place(groups[name], "group_id"), "not_band", found=name)
    known = {band: row for name, row in groups.items() if (band := bands.named(name))}
    if strange:
        return
    area, place = next(iter(groups.values()))["area_code"], _first(assembly, groups)
    pair = bands.apart(known)
    starts = min((band[0] or 0 for name in usual if (band := bands.named(name))), default=0)
    whole = pair is None and min(band[0] or 0 for band in known) <= starts and any(last is None for _, last in known)
    if lacking := [name for name in usual if name not in groups and not (whole and bands.named(name))]:
        assembly.fault(place, "no_band", area=area, found=sorted(lacking))
    elif pair:
        place = assembly.place(known[pair[1]], "group_id")
        assembly.fault(place, "bands_apart", found="、".join(map(bands.shown, pair)))
    elif whole and (total := groups.get(TOTAL)) and total["unit"] in _COUNTS and total["value"] is not None:
        parts = sum(row["value"] or 0 for name, row in groups.items() if name != TOTAL)
        blank = any(not assembly.record(row)["value_text"] for row in groups.values())
        if parts != total["value"] and not blank and not {_spot(assembly, row) for row in groups.values()} & faulty:
            says = {"area": area, "found": f"{parts:,.10g}", "total": f"{total['value']:,.10g}"}
            assembly.fault(assembly.place(total, "value"), "not_sum", "digit_slip", **says)


def _sound(band: bands.Band | None) -> bool:
    return band is not None and (band[1] is None or band[1] >= (band[0] or 0))


def _first(assembly: Assembly, groups: dict[str, dict]) -> Place:
    return assembly.place(next(iter(groups.values())), "group_id")
