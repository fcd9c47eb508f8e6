"""A city as people name it: its folder, its code of five or six digits, its name in Japanese or romaji, its plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dxcompare.sources import values
from dxcompare.sources.areas import check_digit
from dxcompare.sources.encodings import looked_at
from dxcompare.sources.files import CsvFile
from dxcompare.sources.folders import ALL, cities
from dxcompare.words.text import KIND_IN_KANA, Text, hiragana
from dxcompare.words.unknown import UnknownName


@dataclass(frozen=True)
class City:
    """The folders of a city.

    Attributes
    ----------
    data : Path
        The data folder.
    name : str
        `<code>_<romaji>`.
    """

    data: Path
    name: str

    @property
    def raw(self) -> Path:
        """Its folder in `data/raw`."""
        return self.data / "raw" / self.name

    @property
    def mappings(self) -> Path:
        """Its folder in `data/mappings`; it need not be there yet."""
        return self.data / "mappings" / self.name

    @property
    def shared(self) -> Path:
        """The folder of what was decided about all plans."""
        return self.data / "mappings" / ALL

    @property
    def romaji(self) -> str:
        return self.name.partition("_")[2]

    @property
    def plan_id(self) -> str:
        """The id of its plan; blank where the plan does not say it yet."""
        path = self.raw / "plan.yaml"
        text = looked_at(path)
        found = re.search(r"^plan_id:[ \t]*[\"']?([^\"'\s#]*)", text, re.M)
        return found[1] if found else ""


def names(data: Path) -> list[str]:
    """The folders of the cities."""
    return cities(data)


def find(data: Path, said: str, lang: str | None = None) -> City:
    """The city that is meant: by its folder, its code of five or six digits, its name, reading, romaji or plan.

    Raises
    ------
    UnknownName
        If there is none, or more than one; says which there are.
    """
    towns = CsvFile(data / "raw" / "reference" / "municipalities.csv").rows
    called = {town["municipality_code"]: (town["name_ja"], town.get("name_kana") or "") for town in towns}
    plain = hiragana(values.same(Path(said).name).casefold())
    here = [City(data, name) for name in cities(data)]
    meant = [city for city in here if plain == city.name.casefold()]
    meant = meant or [city for city in here if plain in _called(city, called)]
    if len(meant) != 1:
        raise UnknownName(Text("市区町村", "city"), said, [city.name for city in meant or here], lang)
    return meant[0]


def _called(city: City, towns: dict[str, tuple[str, str]]) -> set[str]:
    """What people may call it, in small letters and hiragana."""
    code = city.name.partition("_")[0]
    names = [hiragana(name) for name in towns.get(code, ("", ""))]
    short = [re.sub("[市町村区]$", "", names[0]), re.sub(KIND_IN_KANA, "", names[1])]
    whole = f"{code}{check_digit(code)}" if re.fullmatch(r"\d{5}", code) else code
    codes = {code, whole, code.lstrip("0"), whole.lstrip("0")}
    return {*codes, city.romaji, city.plan_id.casefold(), *names, *short} - {""}
