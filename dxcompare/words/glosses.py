"""English beside the short words of plans: closed lists, amounts and deadlines; what is none of these stays as it is."""

from __future__ import annotations

import re
import unicodedata

#: Words that plans use for a target or a step → in English.
_WORDS = {
    "充実": "improved",
    "実施": "in place",
    "未実施": "not in place",
    "環境整備": "environment set up",
    "整備": "set up",
    "検討": "under study",
    "準備": "preparation",
    "調査": "survey",
    "基礎調査": "basic survey",
    "現状把握": "stocktaking",
    "課題整理": "issues sorted out",
    "構築": "built",
    "試行": "pilot",
    "試験運用": "pilot operation",
    "実証実験": "trial",
    "導入": "introduced",
    "移行": "migrated",
    "開始": "start",
    "運用開始": "start of operation",
    "稼働": "running",
    "運用": "in operation",
    "活用": "in use",
    "継続": "continued",
    "拡充": "extended",
    "拡大": "extended",
    "見直し": "review",
    "改善": "improvement",
    "効果測定検証": "effects measured",
    "研修等の実施": "training",
    "セミナーの開催": "seminars held",
}
#: Units → one, many.
_UNITS = {
    "件": ("case", "cases"),
    "回": ("time", "times"),
    "人": ("person", "people"),
    "社": ("company", "companies"),
    "課": ("division", "divisions"),
    "部署": ("department", "departments"),
    "団体": ("body", "bodies"),
    "業務": ("task", "tasks"),
    "手続": ("procedure", "procedures"),
    "か所": ("place", "places"),
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_AMOUNT = re.compile(rf"(年|1回当たり)?([\d,]+)({_UNIT})(以上|未満)?(/年)?")
_BOUNDS = {"以上": "at least ", "未満": "fewer than ", None: ""}
_YEAR = re.compile(r"(\d{4}|令和\d+)年度(末?)(まで)?(?:に|の)?(.*)")
_MONTH = re.compile(r"(\d{4})年(\d+)月(までに開始|から)")
_AIMS = {
    "": "",
    "普及": "uptake ",
    "標準準拠システムへ": "to standard systems ",
    "(移行困難なシステムは例外)": ", systems hard to move excepted",
}
_MONTHS = "January February March April May June July August September October November December".split()


def glossed(text: str) -> str:
    """A text of a plan with its English in brackets, where it is known.

    >>> [glossed(text) for text in ("充実", "年１０社以上", "40人未満/年", "検討、実施", "36.5％")]
    ['充実 (improved)', '年１０社以上 (at least 10 companies a year)', '40人未満/年 (fewer than 40 people a year)', \
'検討、実施 (under study, in place)', '36.5％']
    >>> glossed("2025年度末までに17業務を標準準拠システムへ"), glossed("2026年9月から")
    ('2025年度末までに17業務を標準準拠システムへ (17 tasks to standard systems by the end of FY2025)', \
'2026年9月から (from September 2026)')
    """
    english = _english(unicodedata.normalize("NFKC", text))
    return f"{text} ({english})" if english else text


def _english(text: str) -> str | None:
    parts = [part for part in re.split("[、・,]", text) if part]
    if parts and all(part in _WORDS for part in parts):
        return ", ".join(_WORDS[part] for part in parts)
    if found := _AMOUNT.fullmatch(text):
        over, number, unit, bound, yearly = found.groups()
        rate = {"年": " a year", "1回当たり": " each time"}.get(over or "", " a year" if yearly else "")
        return f"{_BOUNDS[bound]}{_counted(number, unit)}{rate}"
    if found := _MONTH.fullmatch(text):
        month = f"{_MONTHS[int(found[2]) - 1]} {found[1]}"
        return f"from {month}" if found[3] == "から" else f"start by {month}"
    return _deadline(text)


def _counted(number: str, unit: str) -> str:
    return f"{number} {_UNITS[unit][number != '1']}"


def _deadline(text: str) -> str | None:
    found = _YEAR.fullmatch(text)
    if not found:
        return None
    year, end, until, aim = found.groups()
    year = str(2018 + int(year.removeprefix("令和"))) if year.startswith("令和") else year
    when = f"{'the end of ' if end else ''}FY{year}"
    what = re.match(rf"([\d,]+)({_UNIT})を?", aim)
    rest = aim[what.end() :] if what else aim
    if rest not in _AIMS:
        return None
    said = (_counted(what[1], what[2]) + " " if what else "") + ("" if rest.startswith("(") else _AIMS[rest])
    by = "by " if said or until else ""
    return f"{said}{by}{when}{_AIMS[rest] if rest.startswith('(') else ''}"
