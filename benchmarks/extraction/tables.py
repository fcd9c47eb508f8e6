"""Tables as they are to be printed, and what must be read from each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.extraction.cities import City, era


@dataclass
class Spot:
    """A cell to be printed."""

    text: str
    across: int = 1
    down: int = 1
    head: bool = False
    #: whether the text is drawn as an arrow that goes over so many cells
    arrow: bool = False


@dataclass
class Sheet:
    """A table to be printed, and its truth.

    Attributes
    ----------
    kind : str
    title : str
    rows : list of list of Spot
        As in HTML: a cell that a merged one covers is left out.
    widths : list of float
        Share of each column.
    truth : list of dict
        The rows that must be read.
    lines : list of str
        Lines that stand above it.
    also : dict of str to list of dict
        The rows of other kinds that must be read from it.
    """

    kind: str
    title: str
    rows: list[list[Spot]]
    widths: list[float]
    truth: list[dict[str, str]]
    heads: int = 1
    lines: list[str] = field(default_factory=list)
    also: dict[str, list[dict[str, str]]] = field(default_factory=dict)


@dataclass(frozen=True)
class Way:
    """How a layout words and arranges its tables."""

    merged: bool = False
    stacked: bool = False
    by_year: bool = False
    counts: str = ""  # "", "columns", "brackets"
    turned: bool = False
    arrows: bool = False
    decorated: bool = False
    unit_above: bool = False
    unit_column: bool = False
    broken: bool = False
    words: int = 0
    spaced: bool = False
    title_row: bool = False
    year: str = "令和{}年度"
    cards: bool = False


#: heading → how layouts word it
WORDS = {
    "name": (
        "指標",
        "評価指標",
        "ＫＰＩ",
        "成果指標名",
        "数値目標項目",
        "指標名",
        "目標指標",
        "重要業績評価指標（KPI）",
    ),
    "baseline": ("現状値", "基準値", "現状", "計画策定時", "現況値", "当初値", "現状の値", "直近値"),
    "target": ("目標値", "目標", "目標数値", "最終目標", "達成目標", "目標値", "めざす値", "目標水準"),
    "goal": ("基本目標", "基本方針", "目標", "柱", "分野", "基本目標", "重点目標", "大項目"),
    "policy": ("施策の方向性", "基本施策", "政策", "方向性", "中項目", "施策の方向", "推進方針", "取組分類"),
    "measure": ("施策", "取組", "取組名", "施策名", "事業名", "具体的な取組", "個別施策", "取組項目"),
    "ref": ("番号", "No.", "施策番号", "№", "取組番号", "番号", "事業番号", "整理番号"),
    "department": ("担当課", "所管課", "担当部署", "主管課", "所管", "担当", "実施主体", "担当部局"),
    "option": ("選択肢", "回答", "項目", "回答項目", "区分", "", "選択肢", "回答内容"),
}


def word(role: str, way: Way) -> str:
    text = WORDS[role][way.words % 8]
    return " ".join(text) if way.spaced and len(text) > 1 and text.isalpha() else text


def head(text: str, across: int = 1, down: int = 1) -> Spot:
    return Spot(text, across, down, head=True)


def measures(city: City, way: Way) -> list[Sheet]:
    """A list of measures with their goals and departments."""
    items = city.measures
    policy, goal = any(m["policy"] for m in items), any(m["goal"] for m in items)
    department = any(m["department"] for m in items)
    names = [
        n
        for n, there in (
            ("goal", goal),
            ("policy", policy),
            ("ref", True),
            ("measure", True),
            ("department", department),
        )
        if there
    ]
    rows = [[head(word(n, way)) for n in names]]
    above: dict[str, tuple[str, Spot]] = {}
    for m in items:
        row = []
        for n in names:
            text = m["title_ja" if n == "measure" else n]
            if way.merged and n in ("goal", "policy", "department"):
                outer = "".join(
                    m[k] for k in ("goal", "policy", "department")[: ("goal", "policy", "department").index(n) + 1]
                )
                if n in above and above[n][0] == outer:
                    above[n][1].down += 1
                    continue
                above[n] = (outer, spot := Spot(text))
                row.append(spot)
            else:
                row.append(Spot(text))
        rows.append(row)
    truth = [
        {"ref": m["ref"], "title_ja": m["title_ja"], "department": m["department"], "goal": m["goal"]} for m in items
    ]
    shares = {"goal": 3.0, "policy": 3.0, "ref": 1.6, "measure": 5.0, "department": 2.4}
    return [Sheet("measures", "施策一覧", rows, [shares[n] for n in names], truth)]


_UNIT = re.compile(r"^(\d[\d,.]*)(\D{1,3})$")


def kpis(city: City, way: Way) -> list[Sheet]:
    """A table of indicators: one for each pair of years that the plan prints."""
    found = []
    pairs = list(dict.fromkeys((k["baseline_fy"], k["target_fy"]) for k in city.kpis))
    for since, till in pairs:
        items = [k for k in city.kpis if (k["baseline_fy"], k["target_fy"]) == (since, till)]
        found.append(_by_year(items, way) if way.by_year and till else _two_ends(items, since, till, way))
    return found


def _two_ends(items: list[dict[str, str]], since: str, till: str, way: Way) -> Sheet:
    base = any(k["baseline_text"] for k in items)
    middle = [head("")] if way.decorated and base else []
    units = way.unit_column
    start, end = era(since, way.year), era(till, way.year)
    if way.stacked and start and end:
        rows = [
            [
                head(word("name", way), 1, 2),
                *([head("単位", 1, 2)] if units else []),
                *([head(word("baseline", way))] if base else []),
                *middle,
                head(word("target", way)),
            ],
            [*([head(start)] if base else []), *middle, head(end)],
        ]
    else:

        def both(role: str, year: str) -> str:
            between = "\n" if way.broken else ""
            return f"{word(role, way)}{between}（{year}）" if year else word(role, way)

        rows = [
            [
                head(word("name", way)),
                *([head("単位")] if units else []),
                *([head(both("baseline", start))] if base else []),
                *middle,
                head(both("target", end)),
            ]
        ]
    truth = []
    for k in items:
        values = [k["baseline_text"], k["target_text"]] if base else [k["target_text"]]
        unit = next((m[2] for m in map(_UNIT.match, values) if m), "") if units else ""
        spots = [Spot(_printed(text, unit, way)) for text in values]
        if middle:
            spots.insert(1, Spot("⇒"))
        rows.append([Spot(k["name_ja"]), *([Spot(unit)] if units else []), *spots])
        truth.append({
            "name_ja": k["name_ja"], "baseline_text": k["baseline_text"], "target_text": k["target_text"],
            "baseline_year_text": start if base else "", "target_year_text": end,
        })  # fmt: skip
    widths = [
        6.0 if not way.broken else 2.5,
        *([1.0] if units else []),
        *([2.0] if base else []),
        *([0.7] if middle else []),
        2.0,
    ]
    return Sheet("kpis", "数値目標", rows, widths, truth, heads=2 if way.stacked and start and end else 1)


def _printed(text: str, unit: str, way: Way) -> str:
    found = _UNIT.match(text)
    if found and unit and found[2] == unit:
        return found[1]
    return f"{found[2]}\n{found[1]}" if found and way.unit_above else text


def _by_year(items: list[dict[str, str]], way: Way) -> Sheet:
    """Indicators with a value for each year: those in between are made, from the printed ends."""
    last = max(int(k["target_fy"]) for k in items)
    years = [str(y) for y in range(last - 3, last + 1)]
    rows = [
        [head(word("name", way), 1, 2), head(word("baseline", way), 1, 2), head(word("target", way), len(years))],
        [head(era(y, way.year)) for y in years],
    ]
    truth, also = [], []
    for k in items:
        made = [_made(k["target_text"], at) for at in range(3)] + [k["target_text"]]
        rows.append([Spot(k["name_ja"]), Spot(k["baseline_text"]), *map(Spot, made)])
        pairs = [("", k["baseline_text"]), *zip(rows[1], made, strict=True)]
        truth += [
            {"name_ja": k["name_ja"], "year_text": year.text if year else "", "value_text": text}
            for year, text in pairs
            if text
        ]
        also.append({
            "name_ja": k["name_ja"], "baseline_text": k["baseline_text"], "target_text": k["target_text"],
            "baseline_year_text": "", "target_year_text": rows[1][-1].text,
        })  # fmt: skip
    return Sheet("kpi_values", "指標の年度別目標", rows, [5.0, 1.6, *[1.4] * 4], truth, heads=2, also={"kpis": also})


def _made(text: str, at: int) -> str:
    """A value on the way to a target."""
    return re.sub(r"\d[\d,.]*", lambda found: f"{float(found[0].replace(',', '')) * (0.7 + at / 10):g}", text, count=1)


def schedule(city: City, way: Way) -> list[Sheet]:
    """A schedule: years as columns, or quarters as rows where the plan prints them so."""
    if not city.schedule:
        rows = [[head("年度"), head("時期"), *map(head, city.tracks)]]
        truth, fy = [], Spot("")
        for q in city.quarterly:
            row = [Spot(q.get(track, "")) for track in city.tracks]
            if way.merged and q["fy"] == fy.text:
                fy.down += 1
                rows.append([Spot(q["quarter"]), *row])
            else:
                rows.append([fy := Spot(q["fy"]), Spot(q["quarter"]), *row])
            truth.append({"fy": q["fy"], "quarter": q["quarter"], **{t: q.get(t, "") for t in city.tracks}})
        return [Sheet("schedule", "スケジュール", rows, [1.0, 1.0, *[4.0] * len(city.tracks)], truth)]
    years = [era(y, way.year) for y in city.years]
    if way.stacked:
        rows = [[head(word("measure", way), 1, 2), head("実施スケジュール", len(years))], [head(y) for y in years]]
    else:
        rows = [[head(word("measure", way)), *map(head, years)]]
    truth = []
    for item in city.schedule:
        texts = [item[y] for y in city.years]
        row: list[Spot] = []
        for at, text in enumerate(texts):
            if way.merged and row and text and at and text == texts[at - 1]:
                row[-1].across += 1
            else:
                row.append(Spot(text, arrow=way.arrows and text == "⇒"))
        rows.append([Spot(item["label"]), *row])
        truth.append({"track": item["label"], **dict(zip(years, texts, strict=True))})
    return [Sheet("schedule", "年次計画", rows, [3.2, *[2.4] * len(years)], truth, heads=2 if way.stacked else 1)]


def surveys(city: City, way: Way) -> list[Sheet]:
    """The survey tables of a plan."""
    return [_survey(table, way) for table in city.surveys]


def _survey(table: dict, way: Way) -> Sheet:
    groups, options, cells, counts = table["groups"], table["options"], table["cells"], table["counts"]

    def said(option: str, group: str) -> str:
        text, count = cells.get((option, group), ""), counts.get((option, group), "")
        if way.counts == "brackets" and text:
            return f"{count}({text.rstrip('%')}%)"
        return text

    if way.turned:
        rows = [[head(""), *(head(option) for option in options)]]
        rows += [[Spot(group), *(Spot(said(option, group)) for option in options)] for group in groups]
        truth = [{"選択肢": option, **{g: said(option, g) for g in groups}} for option in options]
        return Sheet("survey", table["title"], rows, [2.0, *[1.5] * len(options)], truth)
    if way.counts == "columns":
        groups = groups[:5]
        rows = [
            [head(word("option", way), 1, 2), *(head(group, 2) for group in groups)],
            [head(part) for _ in groups for part in ("人数", "％")],
        ]
        truth = []
        for option in options:
            pairs = [(counts.get((option, g), ""), cells.get((option, g), "")) for g in groups]
            rows.append([Spot(option), *(Spot(text) for pair in pairs for text in pair)])
            truth.append(
                {
                    "選択肢": option,
                    **{
                        f"{g} {p}": t
                        for g, pair in zip(groups, pairs, strict=True)
                        for p, t in zip(("人数", "％"), pair, strict=True)
                    },
                }
            )
        return Sheet("survey", table["title"], rows, [4.0, *[1.1] * (2 * len(groups))], truth, heads=2)
    rows = [[head(word("option", way)), *map(head, groups)]]
    if way.stacked and len(groups) > 3:
        rows = [
            [head(word("option", way), 1, 2), head(groups[0], 1, 2), head("年齢・地区別", len(groups) - 1)],
            [head(g) for g in groups[1:]],
        ]
    rows += [[Spot(option), *(Spot(said(option, group)) for group in groups)] for option in options]
    over = "年齢・地区別 " if way.stacked and len(groups) > 3 else ""
    truth = [
        {"選択肢": o, groups[0]: said(o, groups[0]), **{over + g: said(o, g) for g in groups[1:]}} for o in options
    ]
    return Sheet("survey", table["title"], rows, [4.0, *[1.2] * len(groups)], truth, heads=2 if over else 1)


def cards(city: City, way: Way) -> list[Sheet]:
    """A card for each measure: its headings at the side, with its indicator and the rows of its schedule."""
    if not way.cards:
        return []
    years = [era(y, way.year) for y in city.years]
    found = []
    for at, m in enumerate(city.measures):
        steps = [item for item in city.schedule if item["label"].startswith(m["ref"] + " ")]
        kpi = city.kpis[at] if at < len(city.kpis) else None
        width = max(len(years), 1)
        rows = [[head("施策名称"), Spot(f"{m['ref']} {m['title_ja']}", width)]]
        rows += [[head("担当課"), Spot(m["department"], width)]] if m["department"] else []
        rows += [[head("数値目標"), Spot(f"{kpi['name_ja']} {kpi['target_text']}", width)]] if kpi else []
        rows += [[head("関連計画"), Spot("総合計画", width)]]
        if steps:
            rows += [[head("区分"), *map(head, years)]]
            rows += [[head(f"取組{n}"), *(Spot(item[y]) for y in city.years)] for n, item in enumerate(steps, start=1)]
        truth = [{"ref": m["ref"], "title_ja": m["title_ja"], "department": m["department"], "goal": ""}]
        also = {
            "schedule": [
                {"track": f"取組{n}", **dict(zip(years, (item[y] for y in city.years), strict=True))}
                for n, item in enumerate(steps, start=1)
            ],
            "kpis": [{"name_ja": kpi["name_ja"], "target_text": kpi["target_text"]}] if kpi else [],
        }
        found.append(Sheet("measures", f"個別取組 {at + 1}", rows, [1.6, *[6 / width] * width], truth, also=also))
    return found


KINDS: dict[str, Callable[[City, Way], list[Sheet]]] = {
    "measures": measures,
    "kpis": kpis,
    "schedule": schedule,
    "survey": surveys,
    "cards": cards,
}
