"""What the sheet answers: sentences that are queries. What cannot be said is not said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import polars as pl

from dxcompare.questions.brief.others import FEWEST, few, most
from dxcompare.questions.brief.tables import CONTENTS, MARKS
from dxcompare.words.text import Text, plural, shown

Tables = dict[str, pl.DataFrame]
#: Names in a line before the rest is counted: of those that are only told, and of those by which a plan stands apart.
MOST, TOLD = 3, 6
NOTHING = Text("なし", "nothing")
#: Plans that are compared from which on they are counted and not only named.
COUNTED = 3


def listed(names: Sequence[Text], most: int = MOST) -> Text:
    """Names in a line, the rest counted.

    >>> listed([Text("甲", "A"), Text("乙", "B"), Text("丙", "C")], 2)
    Text(ja='「甲」「乙」ほか1件', en='“A”, “B” and 1 more')
    """
    first, more = names[:most], len(names) - most
    ja = "".join(f"「{one.ja}」" for one in first) + (f"ほか{more}件" if more > 0 else "")
    en = ", ".join(f"“{one.en}”" for one in first) + (f" and {more} more" if more > 0 else "")
    return Text(ja, en)


def who(plans: Sequence[str], could: int, names: dict[str, Text]) -> Text:
    """How many of the plans that compare; of under three also which."""
    n = _of_all(len(plans), could)
    if could >= COUNTED:
        return n
    return n + Text("：" + "・".join(names[one].ja for one in plans), ": " + ", ".join(names[one].en for one in plans))


def _of_all(n: int, could: int) -> Text:
    return Text(f"{could}計画中{n}", f"{n} of {could}")


def _each(rows: Iterable[tuple[Text, Text]], most: int = TOLD) -> Text:
    """Names in a line, each with how many have it."""
    said = [Text(f"「{name.ja}」（{n.ja}）", f"“{name.en}” ({n.en})") for name, n in rows]
    more = len(said) - most
    return Text(
        "".join(one.ja for one in said[:most]) + (f"ほか{more}件" if more > 0 else ""),
        ", ".join(one.en for one in said[:most]) + (f" and {more} more" if more > 0 else ""),
    )


def named(row: dict[str, Any], stem: str = "short") -> Text:
    """What a row is called."""
    return Text(shown(row[f"{stem}_ja"], "ja"), row[f"{stem}_en"])


def others(tables: Tables, names: dict[str, Text]) -> Text:
    """What sets the plan apart, and what others have that it lacks."""
    compared = tables["plans"].filter("compared").height
    items = tables["items"]
    if items["standing"].is_in(["not_applicable"]).all():
        return Text(
            "国の計画より古いか、どの版のもとで書かれたか分からないため、国の事項では比べていない。",
            "The plan is older than the national plan, or its version cannot be told: it is not compared by item.",
        )
    if not compared:
        return Text("ここには、比べる計画がほかにない。", "There is no other plan here to compare it with.")
    own = tables["own"]
    parts = {
        Text("ここだけにある", "Only here"): _only(items, tables["contents"]),
        Text("半数以下の計画にだけあり、ここにはある", "Here and in no more than half of the plans"): _few(
            items, tables["contents"]
        ),
        Text("ほかの計画の過半にあってここにない", "Not here though most other plans have it"): _wanting(
            items, tables["contents"], names
        ),
        Text("施策の外の章だけで扱う", "In a chapter only"): _chapters(items),
    }
    said = [
        Text(f"{head.ja}：{'、'.join(one.ja for one in said)}。", f"{head.en}: {'; '.join(one.en for one in said)}. ")
        for head, said in parts.items()
        if said
    ]
    return summed([said[0], _own(own), *said[1:]])


#: what there is on an item, before its name: first what it is of, since after six names that would be read too late.
_WHAT = {
    "has_measure": Text("番号付き施策は", "a numbered measure on "),
    "has_indicator": Text("事項を測る指標は", "an indicator that measures "),
    "has_target": Text("年度付きの数値目標は", "a numeric target with a year on "),
}


def _kind(mark: str, rows: Iterable[tuple[dict[str, Any], Text]]) -> list[Text]:
    said, what = _each((named(row), n) for row, n in rows), _WHAT[mark]
    return [what + said] if said.ja else []


def _only(items: pl.DataFrame, contents: pl.DataFrame) -> list[Text]:
    """What no other plan has, of those that could, with how many they are; of one other nothing is said."""
    rows = list(items.iter_rows(named=True))
    kinds = {"has_measure": [(row, row["could"]) for row in rows if row["standing"] == "only"]}
    kinds |= {mark: [(row, row["only_could"]) for row in rows if row["only_mark"] == mark] for mark in MARKS}
    said = []
    for mark, found in kinds.items():
        said += _kind(mark, ((row, _among(n)) for row, n in found if n >= FEWEST))
    for row in contents.filter("here", pl.col("others") == 0, pl.col("could") >= FEWEST).iter_rows(named=True):
        n = _among(row["could"])
        said.append(CONTENTS[row["what"]] + Text(f"（{n.ja}）", f" ({n.en})"))
    return said or [Text("比べたもののなかにはない", "nothing among the things compared")]


def _among(could: int) -> Text:
    return Text(f"{could + 1}計画中", f"of {could + 1} plans")


def _few(items: pl.DataFrame, contents: pl.DataFrame) -> list[Text]:
    """What this plan and others have, but no more than half of all, with how many."""
    rows = list(items.iter_rows(named=True))
    kinds = {
        "has_measure": [
            (row, row["acting"], row["could"])
            for row in rows
            if row["standing"] == "shared" and row["acting"] and few(row["acting"], row["could"])
        ]
    }
    for mark in MARKS:
        kinds[mark] = [(row, row["few_n"], row["few_could"]) for row in rows if row["few_mark"] == mark]
    said = []
    for mark, found in kinds.items():
        said += _kind(mark, ((row, _of_all(n + 1, could + 1)) for row, n, could in found))
    for row in contents.filter("here", pl.col("others") > 0).iter_rows(named=True):
        if few(row["others"], row["could"]):
            n = _of_all(row["others"] + 1, row["could"] + 1)
            said.append(CONTENTS[row["what"]] + Text(f"（{n.ja}）", f" ({n.en})"))
    return said


def _wanting(items: pl.DataFrame, contents: pl.DataFrame, names: dict[str, Text]) -> list[Text]:
    """What most of the others that compare have and this plan has not: measures, marks beside a measure, contents."""
    every = [
        ("has_measure", row, row["acting"], row["could"], row["acting_plans"])
        for row in items.filter(standing="wanting").iter_rows(named=True)
    ]
    every += [
        (row["wanting_mark"], row, row["wanting_n"], row["wanting_could"], row["wanting_plans"])
        for row in items.filter(pl.col("wanting_mark").is_not_null()).iter_rows(named=True)
    ]
    lacking = sorted((one for one in every if most(one[2], one[3])), key=lambda one: -one[2] / one[3])
    said = []
    for mark in _WHAT:
        said += _kind(
            mark, ((row, who(ids.split("+"), could, names)) for kind, row, _, could, ids in lacking if kind == mark)
        )
    for row in contents.filter(~pl.col("here")).iter_rows(named=True):
        if most(row["others"], row["could"]):
            n = who(row["others_plans"].split("+"), row["could"], names)
            said.append(CONTENTS[row["what"]] + Text(f"（{n.ja}）", f" ({n.en})"))
    return said or [NOTHING]


def _chapters(items: pl.DataFrame) -> list[Text]:
    rows = items.filter(pl.col("acting") > 0, standing="chapter")
    return [listed([named(row) for row in rows.iter_rows(named=True)])] if rows.height else []


def _own(own: pl.DataFrame) -> Text:
    """How many measures touch no national item: nobody has looked whether others have the like."""
    if own.is_empty():
        return Text("", "")
    first = named(own.row(0, named=True), "title")
    such = Text("など", "such as ") if own.height > 1 else Text("", "")
    n = plural(own.height, "measure touches", "measures touch")
    return Text(
        f"国の事項に当たらない施策が{own.height}件（「{first.ja}」{such.ja}）あり、ほかの計画にあるかは調べていない。",
        f"{n} no national item ({such.en}“{first.en}”); whether others have the like was not looked for. ",
    )


def targets(tables: Tables, pace: pl.DataFrame) -> Text:
    """What kind of things are promised, how far those go that can be told, and whether success can be seen."""
    rows = tables["targets"]
    if rows.is_empty():
        return Text("指標の記載がない。", "The plan states no indicator.")
    judged = rows.filter(pl.col("level").is_not_null())
    parts = [
        Text("高いか低いかはいえない。", "Whether they are high or low cannot be told. "),
        Text(f"指標{rows.height}件のうち、", f"Of {plural(rows.height, 'indicator', 'indicators')}, "),
    ]
    if judged.height:
        outcome = judged.filter(level="outcome").height
        seen = rows.filter(pl.col("seen").cast(pl.String).is_in(["yes", "met_only"])).height
        parts.append(
            Text(
                f"使われ方や変化（成果）を掲げるのは{outcome}件、達したかを計画の記載だけで見分けられるのは{seen}件。",
                f"{plural(outcome, 'promises', 'promise')} use or change (outcomes), and of {seen} the plan alone lets "
                "one tell whether they were met. ",
            )
        )
    else:
        parts.append(Text("何を掲げるかは未判定。", "what kind they are has not been assessed. "))
    far = rows.filter(pl.col("gap").is_not_null())
    full = far.filter(pl.col("gap") >= 1).height
    kept = rows.filter(target_class="maintain").height
    if far.height:
        parts.append(
            Text(
                f"現状値があり、それ以上ない値（100％、または0件）が決まっている{far.height}件では、"
                f"その値までめざすのが{full}件。",
                f"Of the {plural(far.height, 'indicator', 'indicators')} with a baseline and a best possible value (100%, or zero cases), {full} "
                f"{'aims' if full == 1 else 'aim'} at that value. ",
            )
        )
    elif rows["baseline_text"].count() == 0:
        parts.append(
            Text(
                "現状値の記載がなく、どれだけ進む目標かはいえない。",
                "No baseline is stated, so how far they go cannot be told. ",
            )
        )
    if kept:
        parts.append(
            Text(
                f"指標{rows.height}件のうち、いまの値を保つのが{kept}件。",
                f"Of all {rows.height}, {plural(kept, 'keeps', 'keep')} what there is. ",
            )
        )
    parts += [_pace(row) for row in pace.iter_rows(named=True)][:1]
    return summed(parts)


def _pace(row: dict[str, Any]) -> Text:
    """What a target asks for over its years, beside what official figures did over theirs: spans, and no yearly rate."""
    years = row["target_fy"] - row["baseline_fy"]
    need = f"{row['change_per_year'] * years:g}"
    first, last = (f"{row[one]:g}" for one in ("from_value", "to_value"))
    months = round(12 * row["observed_years"])
    return Text(
        f"「{shown(row['name_ja'], 'ja')}」の目標は{years}年で{need}ポイントの変化。公的統計では{row['from_date']}の{first}％から"
        f"{row['to_date']}の{last}％へ、{months}か月で{row['gained']:.1f}ポイント動いた（その後の値はここにない）。",
        f"“{row['name_en']}” asks for {need} points in {plural(years, 'year', 'years')}; official figures went from "
        f"{first}% ({row['from_date']}) to {last}% ({row['to_date']}), {row['gained']:.1f} points in "
        f"{plural(months, 'month', 'months')} (later ones are not here). ",
    )


def age(tables: Tables, *, surveyed: bool) -> Text:
    """Whose answers change most with age; without a survey what is known of Japan, said to be Japan's."""
    rows = tables["ages"]
    if surveyed and rows.is_empty():
        return Text(
            "住民調査はあるが、利用や理解についての回答で、年齢とともに一方向に変わるといえるものは見つかっていない"
            "（未判定の設問を含む）。",
            "There is a survey, but no answer on use or understanding was found that rises or falls with age (questions "
            "not assessed included).",
        )
    if rows.is_empty():
        return Text(
            "住民調査なし（計画に集計表がない）。全国の年代別の値もない。",
            "No survey of residents in the plan (it prints no tables of one), and no figures of Japan by age.",
        )
    first = rows.filter(topic_ja=rows.item(0, "topic_ja"))
    topic = named(first.row(0, named=True), "topic")
    year = first.item(0, "year")
    when = Text(f"{year}年", str(year)) if year else Text("", "")
    if not surveyed:
        told = Text(
            "、".join(f"{row['group_ja']}{row['value_ja']}" for row in first.iter_rows(named=True)),
            "; ".join(f"{row['value_en']} ({row['group_en']})" for row in first.iter_rows(named=True)),
        )
        return Text(
            f"住民調査なし（計画に集計表がない）。全国では、{topic.ja}は{told.ja}（{when.ja}、全国の値でこの市の値ではない）。",
            f"No survey of residents in the plan (it prints no tables of one). In Japan, {topic.en.lower()}: {told.en} "
            f"({when.en}; figures of Japan, not of this municipality).",
        )
    parts = [
        ends(rows.filter(topic_ja=one), intervals=True)
        for one in rows["topic_ja"].unique(maintain_order=True).to_list()
    ]
    told = Text("。".join(part.ja for part in parts), "; ".join(part.en for part in parts))
    return Text(
        f"回答者のうち、{told.ja}（{when.ja}の住民調査。割合が最も低い年代と最も高い年代、括弧は95％区間）。",
        f"Of respondents, {told.en} (survey of residents, {when.en}; bands with the lowest and highest share, 95% "
        "intervals).",
    )


def ends(rows: pl.DataFrame, *, intervals: bool = False) -> Text:
    """The bands of the lowest and highest share, the younger first, with their intervals if asked for."""
    ends = rows.sort("percent", maintain_order=True)
    young, old = sorted((ends.row(0, named=True), ends.row(-1, named=True)), key=lambda row: row["age_min"])
    topic = named(young, "topic")
    first, second = (interval(row) if intervals else Text("", "") for row in (young, old))
    return Text(
        f"「{topic.ja}」は{young['group_ja']}{young['value_ja']}{first.ja}に対し{old['group_ja']}{old['value_ja']}{second.ja}",
        f"“{topic.en}”: {young['value_en']}{first.en} ({young['group_en']}), {old['value_en']}{second.en} ({old['group_en']})",
    )


def interval(row: dict[str, Any]) -> Text:
    """The 95 % interval of a share, in brackets."""
    if row["low"] is None:
        return Text("", "")
    ends = f"{row['low']:.0f}–{row['high']:.0f}"
    return Text(f"（{ends}）", f" ({ends})")


def summed(parts: Iterable[Text]) -> Text:
    """Texts in one."""
    ja, en = "", ""
    for part in parts:
        ja, en = ja + part.ja, en + part.en
    return Text(ja, en.strip())
