"""A city that is not here yet: its two folders, with tables that have headings only and cards that say what is known.

What is not known is a blank, which `check` counts as still to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from dxcompare.sources.areas import Areas
from dxcompare.sources.encodings import looked_at
from dxcompare.sources.folders import NO_VERSION
from dxcompare.sources.official.store import FORMER, TOWNS, stop
from dxcompare.sources.periods import when
from dxcompare.sources.reader import Reader
from dxcompare.sources.writing import one_writer, replace_all
from dxcompare.tables import form, forms, like
from dxcompare.tables.instructions import COMMON, how
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import Fault, Place, Unreadable
from dxcompare.words.text import KIND_OF_PLACE, Text, language

VERSIONS = "versions.csv"
#: Why a plan is of no version, where its first year says so.
_OLDER = "国の自治体DX推進計画の最初の版が公表される前に始まる"
#: Decisions that every plan with an indicator needs.
DECIDED = ("kpis.csv", "kpi_items.csv")
#: Columns of where something stands, which come last.
LAST = tuple(raw.name for raw in COMMON)
#: What may name a folder of `raw/` after the code.
_ROMAJI = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
#: The name of a city's folder.
FOLDER = re.compile(rf"\d{{5}}_{_ROMAJI.pattern}")


class Refused(ValueError):
    """A city that cannot be made; says why."""

    def __init__(self, said: Text, usage: bool = True):
        super().__init__(said.to())
        self.said, self.usage = said, usage


@dataclass(frozen=True)
class City:
    """A plan that is to be added.

    Attributes
    ----------
    codes : tuple of str
        Codes of five digits; several of a joint plan.
    names : tuple of str
        Of the municipalities, in Japanese.
    romaji : str
    start, end : str
        The period, as it was given.
    notes : tuple of Text
        How a code was read that is not today's.
    older : bool
        Whether it begins before the first version of the national plan was out.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    romaji: str
    start: str
    end: str = ""
    notes: tuple[Text, ...] = ()
    older: bool = False

    @property
    def folder(self) -> str:
        """The name of its folders in `raw/` and `mappings/`."""
        return f"{self.codes[0]}_{self.romaji}"

    @property
    def plan_id(self) -> str:
        return f"{self.romaji.replace('_', '-')}-{when(self.start).fy}"

    def cards(self) -> dict[str, dict[str, str]]:
        """What is known of its plan and of that plan's document, by the names of their files."""
        source = f"{self.plan_id}-plan"
        return {
            "source.yaml": {"source_id": source, "publisher": "、".join(self.names)},
            "plan.yaml": {
                "plan_id": self.plan_id,
                "municipality_code": "+".join(self.codes),
                "start_text": self.start,
                "end_text": self.end,
                **({"framework_version": NO_VERSION, "framework_reason": _OLDER} if self.older else {}),
                "source_id": source,
            },
        }


def city(data: Path, code: str, start: str, end: str = "", name: str = "") -> City:
    """The plan that a code and a first year mean.

    Parameters
    ----------
    data : Path
        The folder that holds `raw/` and `mappings/`.
    code : str
        Five digits, or six with the check digit; a lost zero is put back, and a code of old is read as today's where
        the municipality only changed its name or rank. A name will do, too; of a joint plan several, joined by `+`.
    start, end : str
        The first and the last year, such as `2022`, `R4`, `令和4年度`.
    name : str
        What the folder is called after the code; by default the municipality in romaji.

    Raises
    ------
    Refused
        If no municipality has the code, the years cannot be read, or no name is known.
    DataFaults
        If the list of municipalities cannot be read.
    """
    reader = Reader(data.parent)
    towns, former = (
        reader.sheet(data / "raw" / "reference" / file, *like(file, Folder.REFERENCE)) for file in (TOWNS, FORMER)
    )
    stop(reader.faults, None)
    areas, notes = Areas(towns.records, former.records), []
    codes = []
    for one in code.split("+"):
        found, note = _code(areas, one.strip())
        codes.append(found)
        notes.extend([note] if note else [])
    for year in filter(None, (start, end)):
        try:
            when(year)
        except Unreadable as error:
            said = Fault(Place("--start" if year is start else "--end"), error.kind, {"found": error.found})
            raise Refused(Text(said.says("ja"), said.says("en"))) from None
    if end and when(end).fy < when(start).fy:
        raise Refused(
            Text(f"終わり（{end}）が始まり（{start}）より前です", f"the end ({end}) is before the start ({start})")
        )
    known = re.sub(KIND_OF_PLACE, "", areas.town[codes[0]]["name_en"]).casefold()
    romaji = name or re.sub("[^a-z0-9]+", "-", known).strip("-")
    if not _ROMAJI.fullmatch(romaji):
        raise Refused(
            Text(
                f"フォルダーの名前（--name）をローマ字の小文字で指定してください（今は「{romaji}」）",
                f"give the folder's name (--name) in small letters of the alphabet (it is {romaji!r} now)",
            )
        )
    names = tuple(areas.town[one]["name_ja"] for one in codes)
    return City(tuple(codes), names, romaji, start, end, tuple(notes), _older(reader, data, when(start).fy))


def _older(reader: Reader, data: Path, start: int) -> bool:
    """Whether no version of the national plan was out when a fiscal year began."""
    versions = reader.sheet(data / "raw" / "national" / VERSIONS, *like(VERSIONS, Folder.NATIONAL))
    out = [one["published"] for one in versions if one["framework"] == "dx" and one["published"]]
    return bool(out) and min(out) >= f"{start}-04"


def _code(areas: Areas, text: str) -> tuple[str, Text | None]:
    """The code of today, and a note where the one given was another municipality's of old."""
    faults: list[Fault] = []
    found = areas.read(text, Place("CODE"), faults)
    if found:
        other = [one for one in areas.codes_of(text) if one in areas.town and one != found]
        said = areas.says(other[0]) if other else None
        return found, said and Text(
            f"0 が落ちた{said.ja}のつもりなら、0{text} としてください",
            f"if {said.en} without its zero was meant, say 0{text}",
        )
    old = [one for one in areas.former if one["former_code"] in areas.codes_of(text)]
    if old and old[0]["relation"] != "merged":
        said = areas.says(old[0]["former_code"])
        return old[0]["municipality_code"], Text(f"「{text}」：{said.ja}", f"{text!r}: {said.en}")
    raise Refused(Text(*(faults[0].says(lang).removeprefix("CODE: ") for lang in ("ja", "en"))))


def make(data: Path, of: City, lang: str | None = None) -> list[Path]:
    """Write the folders of a city.

    Parameters
    ----------
    data : Path
    of : City
    lang : {"ja", "en"}, optional
        Of the remarks that say how to fill in a card.

    Returns
    -------
    list of Path
        What was written.

    Raises
    ------
    Refused
        If a folder is there, or another plan has its id. Then nothing was written.
    """
    with one_writer(data):
        vacant(data, of)
        texts = files(data, of, lang)
        replace_all(texts, data)
    return [*texts]


def files(data: Path, of: City, lang: str | None = None) -> dict[Path, str]:
    """What every folder of a city has: its cards, and the tables that it needs, with headings only."""
    raw, decided = data / "raw" / of.folder, data / "mappings" / of.folder
    cards = {raw / name: card(name, known, lang) for name, known in of.cards().items()}
    needed = [one for one in forms(Folder.PLAN) if one.file.needed and one.file.name.endswith(".csv")]
    return {
        **cards,
        **{raw / one.file.name: heading(one) for one in needed},
        **{decided / name: heading(one) for name in DECIDED if (one := form(name, Folder.CITY))},
    }


def vacant(data: Path, of: City) -> None:
    """Refuse a city that is there."""
    for folder in (data / "raw" / of.folder, data / "mappings" / of.folder):
        if folder.exists():
            raise Refused(
                Text(
                    f"{folder} はすでにあります。同じ市の別の計画なら、--name でフォルダーに別の名前（{of.romaji}_rev など）を付けてください",
                    f"{folder} is there already; for another plan of that city, name its folder with --name "
                    f"(such as {of.romaji}_rev)",
                ),
                usage=False,
            )
    for place, other in _plans(data):
        if other == of.plan_id:
            raise Refused(
                Text(
                    f"計画ID {of.plan_id} は {place} にあります。--name で別の名前を付けてください",
                    f"the plan {of.plan_id} is in {place}; give another name with --name",
                ),
                usage=False,
            )


def _plans(data: Path) -> Iterator[tuple[str, str]]:
    """The plans that are there: folder, and id as far as it can be read."""
    for path in sorted((data / "raw").glob("*/plan.yaml")):
        found = re.search(r"^plan_id:\s*['\"]?([\w-]+)", looked_at(path), re.M)
        yield path.parent.name, found[1] if found else ""


def heading(of: Form) -> str:
    """The first line of a file: every column but English, which need not be given."""
    return ",".join(columns(of)) + "\n"


def columns(of: Form) -> list[str]:
    """The columns of a file that a person may fill in."""
    own = [name for name, raw in of.columns.items() if not (raw.optional and name.endswith("_en"))]
    return sorted(own, key=lambda name: LAST.index(name) if name in LAST else -1 - of.columns[name].key)


def card(name: str, known: Mapping[str, str], lang: str | None = None, folder: Folder = Folder.PLAN) -> str:
    """A YAML file with what is known; a key that is to be filled in says how in a remark."""
    of = form(name, folder)
    assert of is not None, name
    lines = []
    for name in columns(of):
        if "." in name:  # how it was checked stands there once it was
            continue
        value = yaml.safe_dump(known.get(name, ""), allow_unicode=True, default_style='"', width=10_000).strip()
        remark = how(of, name, of.columns[name], language(lang))
        lines.append(f"{name}: {value}" if known.get(name) else f"{name}:  # {remark}")
    if of.file.listed:
        lines = [f"{of.file.listed}:", f"  - {lines[0]}", *(f"    {line}" for line in lines[1:])]
    return "\n".join(lines) + "\n"
