"""Which city is meant: by its folder, code, romaji or name."""

from __future__ import annotations

import csv
from pathlib import Path

from dxcompare.sources import values
from dxcompare.sources.areas import check_digit
from dxcompare.sources.folders import cities
from dxcompare.words.text import Text
from dxcompare.words.unknown import UnknownName

_TOWNS = "raw/reference/municipalities.csv"


def named(data: Path, text: str, lang: str | None = None) -> str:
    """The name of a city's folder.

    Parameters
    ----------
    data : Path
        The folder that holds `raw/` and `mappings/`.
    text : str
        The folder, or as much of it as tells it apart: a code of five or six digits, with or without its first zero,
        romaji, or the name of the municipality.
    lang : {"ja", "en"}, optional

    Raises
    ------
    UnknownName
        If no city is meant, or more than one.
    """
    here, towns, plain = cities(data), _towns(data), values.same(Path(text).name).casefold()
    found = [folder for folder in here if plain == folder.casefold()]
    found = found or [folder for folder in here if plain in _names(folder, towns)]
    if len(found) != 1:
        raise UnknownName(Text("市町村", "city"), text, found or here, lang)
    return found[0]


def _names(folder: str, towns: dict[str, str]) -> set[str]:
    code, _, romaji = folder.partition("_")
    whole = f"{code}{check_digit(code)}" if code.isdigit() and len(code) == 5 else code
    return {code, whole, code.lstrip("0"), whole.lstrip("0"), romaji, towns.get(code, romaji)} - {""}


def _towns(data: Path) -> dict[str, str]:
    """The names of municipalities by their codes."""
    try:
        with (data / _TOWNS).open(encoding="utf-8-sig", newline="") as file:
            return {row["municipality_code"]: row["name_ja"] for row in csv.DictReader(file)}
    except (OSError, KeyError, UnicodeDecodeError):
        return {}
