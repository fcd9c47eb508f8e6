"""What kind of thing an indicator promises, by the words of its name; a person is always asked what it leaves open."""

from __future__ import annotations

from collections.abc import Iterator

from dxcompare.onboarding.decide import indicators, words
from dxcompare.onboarding.decide.city import BY, City, Draft
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.tables.vocabularies import LACKS, LEVELS

FILE = "kpi_levels.csv"


def propose(city: City) -> Iterator[Proposed]:
    """A row for every indicator that has none and whose name says what it counts, where the city has `kpi_levels.csv`.

    Without the file nobody has judged, and no one has to: the table is begun by whoever wants it.
    """
    if FILE not in city.raw.mappings.get(city.folder.name, {}):
        return
    decided = city.decided(FILE, "kpi")
    for record in city.folder["kpis.csv"]:
        kpi = city.id(record["kpi"])
        if not record["kpi"] or (values.same(kpi),) in decided:
            continue
        found = level(record["name_ja"], numeric=indicators.printed(record).numeric)
        if found is None:
            continue
        name, why = found
        row = {"kpi": kpi, "level": name, "lacks": "", "reason": why, "reason_en": "", "coder": BY}
        draft = Draft(FILE, row)
        draft.ask("lacks", "", "何を数え、何に対する割合かが定まっているかは、計画の文と用語集で見る", ["", *LACKS])
        yield draft.made(why)


def level(name: str, *, numeric: bool = True) -> tuple[str, str] | None:
    """The place of an indicator in the chain of results, and why; None if no word says.

    >>> level("スマートフォン講座受講者数"), level("当該業務の拡大数")
    (('output', '「受講」は産出'), None)
    """
    plain = values.same(name)
    if not numeric:
        return "output", f"語の目標は、在るべきものを言えば{LEVELS['output'].ja}"
    for key, listed in words.LEVELS.items():
        for word in listed:
            if word in plain and not (key == "output" and plain.endswith("回数")):
                return key, f"「{word}」は{LEVELS[key].ja}"
    return None
