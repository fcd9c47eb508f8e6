"""A city as people name it: its folder, its code of five or six digits, its name in Japanese or romaji, its plan."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from dxcompare.sources import values
from dxcompare.sources.files import CsvFile
from dxcompare.sources.folders import ALL
from dxcompare.words.text import Text
from dxcompare.words.unknown import UnknownName

#: folders of `data/raw` that are no city's
_SHARED = ("national", "reference")


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
        text = path.read_text(encoding="utf-8-sig") if path.is_file() else ""
        found = re.search(r"^plan_id:[ \t]*[\"']?([^\"'\s#]*)", text, re.M)
        return found[1] if found else ""


def names(data: Path) -> list[str]:
    """The folders of the cities."""
    return sorted(path.name for path in (data / "raw").glob("*_*") if path.is_dir() and path.name not in _SHARED)


def find(data: Path, said: str) -> City:
    """The city that is meant.

    Raises
    ------
    UnknownName
        If there is no folder for it; says which there are.
    """
    there = {name: City(data, name) for name in names(data)}
    towns = CsvFile(data / "raw" / "reference" / "municipalities.csv").rows
    called = {town["municipality_code"]: town["name_ja"] for town in towns}
    plain = values.same(said).removesuffix("/").rpartition("/")[2]
    for name, city in there.items():
        code = name.partition("_")[0]
        short = re.sub("[市町村区]$", "", called.get(code, ""))
        digits = (
            plain[:5] if re.fullmatch(r"\d{6}", plain) else plain.zfill(5) if re.fullmatch(r"\d{4}", plain) else plain
        )
        if (plain and plain in (name, city.romaji, city.plan_id, called.get(code), short)) or digits == code:
            return city
    raise UnknownName(Text("市区町村", "city"), said, tuple(there))
