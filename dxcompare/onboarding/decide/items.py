"""Which national items a measure, an indicator or a step is about, by the words of the code book."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dxcompare.onboarding.decide.book import BRINGS, HINTED, NAMED, NONE, OF_MANY_CAUSES
from dxcompare.onboarding.decide.city import BY, City, Draft
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.reader import Record
from dxcompare.tables.schedules import Quarterly, Yearly

CODES, KPI_ITEMS, STEP_ITEMS = f"codes_{BY}.csv", "kpi_items.csv", "step_items.csv"
_TITLE_ALONE = "施策の題名だけから読んだ。本文の取組に、ほかの事項がないか見る"
_HINT = "事項を名指す語ではなく、それを思わせる語による"
_BOOK = "コードブックの決まりで、オンライン手続は住民との接点の改革でもある"


@dataclass(frozen=True)
class Found:
    """An item that words speak of: the word, where it stands, and whether it names the item or only hints at it."""

    item: str
    word: str
    at: int
    named: bool


def _pattern(word: str) -> re.Pattern[str]:
    """A word of Latin letters is found whole: AI is not in MAIL."""
    latin = re.fullmatch("[A-Za-z-]+", word)
    return re.compile(rf"(?<![A-Za-z]){word}(?![A-Za-z])" if latin else re.escape(word), re.IGNORECASE)


_PATTERNS = [
    (item, word, _pattern(word), named)
    for named, listed in ((True, NAMED), (False, HINTED))
    for item, found in listed.items()
    for word in found
]


def speaks(text: str) -> list[Found]:
    """The items that a text speaks of, in its order; hints only where nothing is named.

    Examples
    --------
    >>> [(one.item, one.word, one.named) for one in speaks("ＡＩチャットボットの導入")]
    [('ai_rpa', 'AI', True), ('frontyard_reform', 'チャットボット', True)]
    >>> [(one.item, one.named) for one in speaks("学校のMAIL配信")]
    [('regional_digitalisation', False)]
    """
    plain, named, hinted = values.same(text), dict[str, Found](), dict[str, Found]()
    for item, word, pattern, names in _PATTERNS:
        kept = named if names else hinted
        if (match := pattern.search(plain)) and (item not in kept or match.start() < kept[item].at):
            kept[item] = Found(item, word, match.start(), names)
    return sorted((named or hinted).values(), key=lambda one: one.at)


def _with_brought(items: Iterable[str]) -> list[str]:
    """Items, and after each what the code book says comes with it."""
    return list(dict.fromkeys(name for item in items for name in (item, BRINGS.get(item, item))))


def _why(found: list[Found], item: str, listed: Iterable[str] = ()) -> str:
    """The word that speaks of an item, or what it comes with among those listed."""
    word = next((one.word for one in found if one.item == item), None)
    brought = item in (BRINGS.get(other) for other in listed)
    return f"「{word}」とある" if word else _BOOK if brought else "施策の事項による"


@dataclass(frozen=True)
class Items:
    """The items of a city's measures: as decided, or as proposed where nobody has."""

    city: City

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {
            self.city.id(one["measure"]): one["title_ja"] for one in self.city.folder["measures.csv"] if one["measure"]
        }

    @cached_property
    def coded(self) -> Mapping[str, list[str]]:
        """The items of each measure, the main one first, as its first coder found and adjudications changed them."""
        folder = self.city.folder.name
        names = sorted(name for name in self.city.raw.mappings.get(folder, {}) if name.startswith("codes_"))
        found: dict[str, list[str]] = {}
        for record in self.city.decisions(names[0]) if names else ():
            rows = found.setdefault(record["measure"], [])
            rows.insert(0 if record["role"] == "primary" else len(rows), record["item"])
        for record in self.city.decisions("adjudication.csv"):
            rows = found.setdefault(record["measure"], [])
            if record["item"] in rows:
                rows.remove(record["item"])
            if record["decision"] != "does_not_act":
                rows.insert(0 if record["decision"] == "primary" else len(rows), record["item"])
        return {measure: [item for item in items if item != NONE] for measure, items in found.items()}

    def of(self, measure: str) -> list[str]:
        """The items of a measure, the main one first."""
        if measure in self.coded:
            return self.coded[measure]
        return _with_brought(one.item for one in speaks(self.titles.get(measure, "")))


def _unasked(city: City, begun: bool) -> bool:
    """Whether the national items are not asked of a plan: it is of no version of theirs, and nobody has begun."""
    return city.folder.of_no_version and not begun


def measures(city: City) -> Iterator[Proposed]:
    """Codes of measures that nobody has coded, by their titles; a person is always asked whether there are more."""
    items = Items(city)
    if _unasked(city, any(name.startswith("codes_") for name in city.raw.mappings.get(city.folder.name, {}))):
        return
    for measure, title in items.titles.items():
        if measure in items.coded:
            continue
        found = speaks(title)
        listed = _with_brought(one.item for one in found)
        for nth, item in enumerate(listed):
            draft = Draft(CODES, {"measure": measure, "item": item})
            draft.row["role"] = "secondary" if nth else "primary"
            draft.row["note"] = _why(found, item, listed)
            hinted = any(one.item == item and not one.named for one in found)
            draft.questions.append({"column": "item", "why": _HINT if hinted else _TITLE_ALONE, "readings": listed})
            yield draft.made(draft.row["note"])


def indicators(city: City) -> Iterator[Proposed]:
    """The items that an indicator measures: by its own words, or where it only points back, by its measure."""
    decided, items = city.decided(KPI_ITEMS, "kpi"), Items(city)
    if _unasked(city, bool(decided)):
        return
    places: dict[str, list[str]] = {}
    for record in city.folder["kpi_places.csv"]:
        if record["measure"]:
            places.setdefault(city.id(record["kpi"]), []).append(city.id(record["measure"]))
    for record in city.folder["kpis.csv"]:
        kpi = city.id(record["kpi"])
        if record["kpi"] and (values.same(kpi),) not in decided:
            yield from indicator(record, kpi, places.get(kpi, []), items)


def indicator(record: Record, kpi: str, measures: list[str], items: Items) -> Iterator[Proposed]:
    """The items of one indicator, printed for some measures; none where no word says and no single measure tells."""
    name = values.same(record["name_ja"])
    many = next((word for word in OF_MANY_CAUSES if word in name), None)
    found = speaks(record["name_ja"])
    if many and not any(one.named for one in found):
        why = f"「{many}」はほかの多くのことでも動く"
        yield _decided(KPI_ITEMS, {"kpi": kpi}, NONE, why, why)
    elif found:
        sure = all(one.named for one in found)
        listed = _with_brought(one.item for one in found)
        for item in listed:
            yield _decided(KPI_ITEMS, {"kpi": kpi}, item, _why(found, item, listed), "" if sure else _HINT)
    elif len(measures) == 1 and (tied := items.of(measures[0])):
        why = f"名称は事項を言わず、施策「{items.titles.get(measures[0], '')}」の主な事項による"
        for item in _with_brought(tied[:1]):
            yield _decided(KPI_ITEMS, {"kpi": kpi}, item, why, "名称からは決まらない。何を数えるかを施策の文で見る")


def _decided(file: str, key: dict[str, str], item: str, why: str, ask: str) -> Proposed:
    draft = Draft(file, {**key, "item": item, "reason": why, "reason_en": "", "coder": BY})
    if ask:
        draft.ask("item", item, ask, [item, NONE] if item != NONE else [])
    return draft.made(why)


def steps(city: City) -> Iterator[Proposed]:
    """The items that a step of a measure on two or more items speaks for."""
    items, seen = Items(city), set[tuple[str, ...]]()
    decided = city.decided(STEP_ITEMS, "measure", "project", "track", "phrase")
    if _unasked(city, bool(items.coded)):
        return
    for owner, tied, heading, phrase in _steps(city, items):
        key = (owner["measure"], owner["project"], owner["track"], phrase)
        plain = tuple(map(values.same, key))
        if len(tied) > 1 and plain not in decided | seen:
            seen.add(plain)
            yield from _step({**owner, "phrase": phrase}, tied, heading)


def _steps(city: City, items: Items) -> Iterator[tuple[dict[str, str], list[str], str, str]]:
    """Every printed step: whose it is, the items it may speak for, the words above it, its own."""
    of: dict[tuple[str, str], list[str]] = {}
    for record in city.decisions("project_measures.csv"):
        of.setdefault((record["project"], record["track"]), []).append(record["measure"])
    titles = {
        (city.id(one["project"]), one["track"]): f"{one['title_ja']} {one['heading_ja']}"
        for one in city.folder["projects.csv"]
    }
    for name, sheet in city.folder.sheets.items():
        if sheet.form is None or sheet.form.of not in (Yearly, Quarterly):
            continue
        quarterly = sheet.form.of is Quarterly
        project = city.id(name.rpartition("/")[2].removesuffix(".csv")) if quarterly else ""
        for record in sheet:
            for heading in sheet.free:
                track = heading if quarterly else ""
                measures = of.get((project, track), []) if quarterly else [city.id(record["measure"])]
                tied = list(dict.fromkeys(item for measure in measures for item in items.of(measure)))
                above = titles.get((project, track), "") if quarterly else items.titles.get(measures[0], "")
                owner = {"measure": "" if quarterly else measures[0], "project": project, "track": track}
                for line in map(str.strip, record[heading].split("\n")):
                    if line and not values.is_continuation(line):
                        yield owner, tied, above, line


def _step(key: dict[str, str], tied: list[str], heading: str) -> Iterator[Proposed]:
    """By its own words, else by those above it; bare words of a measure are its main item's, those of a project nobody's.

    Where a measure is on online procedures and so on the front yard, and on nothing else, every step is of both.
    """
    own = [one for one in speaks(key["phrase"]) if one.item in tied]
    above = [one for one in speaks(heading) if one.item in tied and one.named]
    if {*tied} == {*_with_brought(tied[:1])}:
        found, listed, ask = own, tied, ""
    elif own:
        found, listed = own, _with_brought(one.item for one in own)
        ask = "" if tied[0] in listed and all(one.named for one in own) else "施策の主な事項を言わない工程である"
    elif above or not key["project"]:
        found, listed = above, _with_brought([one.item for one in above] or tied[:1])
        ask = "工程の語は事項を言わない。題名の言う事項か、施策の主な事項とみた"
    else:
        return
    for item in listed:
        yield _decided(STEP_ITEMS, key, item, _why(found, item, listed), ask)
