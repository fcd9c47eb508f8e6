"""Dates and quarters as people write them; in the data they stay ISO 8601 and numbers."""

from __future__ import annotations

from dxcompare.words.text import language

_MONTHS = "January February March April May June July August September October November December".split()


def spoken_date(date: str, lang: str | None = None) -> str:
    """A date of the data (`2022-12-31`, `2023-04`, `2023`) in words; any other text stays as it is.

    >>> [spoken_date(date, "ja") for date in ("2022-12-31", "2023-04", "2023", "時点不明")]
    ['2022年12月31日', '2023年4月', '2023年', '時点不明']
    >>> [spoken_date(date, "en") for date in ("2022-12-31", "2023-04", "2023", "undated")]
    ['31 December 2022', 'April 2023', '2023', 'undated']
    """
    parts = date.split("-")
    if not all(part.isdecimal() for part in parts) or len(parts) > 3:
        return date
    if language(lang) == "ja":
        return "".join(f"{int(part)}{unit}" for part, unit in zip(parts, "年月日", strict=False))
    words = [
        parts[0],
        *([_MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []),
        *(str(int(part)) for part in parts[2:]),
    ]
    return " ".join(reversed(words))
