"""The four answers, and what must not be concluded: sentences that are queries. What cannot be said is not said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import polars as pl

from dxcompare.questions.brief.others import FEWEST
from dxcompare.questions.brief.tables import CONTENTS, MARKS
from dxcompare.words.text import Text, plural, shown

Tables = dict[str, pl.DataFrame]
#: Names in a line before the rest is counted.
MOST = 3
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
    """Which of the plans that compare: under three by name, else how many of how many."""
    if could < COUNTED:
        return Text("・".join(names[one].ja for one in plans), ", ".join(names[one].en for one in plans))
    return Text(f"{could}計画中{len(plans)}計画", f"{len(plans)} of {could} plans")


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
    parts = {
        Text(f"比べた{compared + 1}計画のうちここだけにある", f"Of {compared + 1} plans, only here"): _only(
            items, tables["contents"]
        ),
        Text("載せる計画が半数以下", "In half of the plans or fewer"): _few(tables["contents"]),
        Text("ほかにあってここにない", "Elsewhere but not here"): _wanting(items, tables["contents"], names),
        Text("施策の外の章だけで扱う", "In a chapter only"): _chapters(items),
        Text("該当する国の取組事項のない施策", "Measures that touch no national item"): _own(tables["own"]),
    }
    return _sum(
        Text(f"{head.ja}：{'、'.join(one.ja for one in said)}。", f"{head.en}: {'; '.join(one.en for one in said)}. ")
        for head, said in parts.items()
        if said
    )


#: what there is on an item, after its name in Japanese and before it in English.
_WHAT = {
    "has_measure": Text("の番号付き施策", "a numbered measure on "),
    "has_indicator": Text("を測る指標", "an indicator that measures "),
    "has_target": Text("の年度付きの数値目標", "a numeric target with a year on "),
}
_MOST = Text("（ほかの計画の過半にある）", " (as most of the others have)")


def _only(items: pl.DataFrame, contents: pl.DataFrame) -> list[Text]:
    """What no other plan has, of those that could; of one other nothing is said."""
    rows = list(items.iter_rows(named=True))
    kinds = {"has_measure": [row for row in rows if row["standing"] == "only" and row["could"] >= FEWEST]}
    kinds |= {mark: [row for row in rows if row["only_mark"] == mark] for mark in MARKS}
    said = [_of(mark, found) for mark, found in kinds.items() if found]
    alone = contents.filter("here", pl.col("others") == 0, pl.col("could") >= FEWEST)["what"]
    said += [CONTENTS[what] for what in alone]
    return said or [NOTHING]


def _few(contents: pl.DataFrame) -> list[Text]:
    """What this plan and others hold, but no more than half of all, with how many."""
    n = pl.col("others") + 1
    return _held(contents.filter("here", n > 1, 2 * n <= pl.col("could") + 1).with_columns(n, pl.col("could") + 1))


def _held(rows: pl.DataFrame) -> list[Text]:
    said = []
    for what, n, could in rows.select("what", "others", "could").iter_rows():
        said.append(CONTENTS[what] + Text(f"（{could}計画中{n}計画）", f" ({n} of {could} plans)"))
    return said


def _of(mark: str, rows: Sequence[dict[str, Any]]) -> Text:
    said, what = listed([named(row) for row in rows]), _WHAT[mark]
    return Text(said.ja + what.ja, what.en + said.en)


def _wanting(items: pl.DataFrame, contents: pl.DataFrame, names: dict[str, Text]) -> list[Text]:
    """The measures that others have, and what most have beside a measure; what a chapter treats stands apart."""
    lacking = items.filter(standing="wanting").sort("acting", descending=True, maintain_order=True)
    said = []
    for row in lacking.head(MOST).iter_rows(named=True):
        plans = who(row["acting_plans"].split("+"), row["could"], names)
        said.append(_of("has_measure", [row]) + Text(f"（{plans.ja}）", f" ({plans.en})"))
    if lacking.height > MOST:
        said.append(Text(f"ほか{lacking.height - MOST}件", f"{lacking.height - MOST} more"))
    most = items.filter(pl.col("wanting_could") >= COUNTED, 2 * pl.col("wanting_n") > pl.col("wanting_could"))
    for mark in MARKS:
        found = list(most.filter(wanting_mark=mark).iter_rows(named=True))
        said += [_of(mark, found) + _MOST] if found else []
    rest = contents.filter(~pl.col("here"), pl.col("could") >= COUNTED, 2 * pl.col("others") > pl.col("could"))
    said += _held(rest)
    return said or [NOTHING]


def _chapters(items: pl.DataFrame) -> list[Text]:
    rows = items.filter(pl.col("acting") > 0, standing="chapter")
    return [listed([named(row) for row in rows.iter_rows(named=True)])] if rows.height else []


def _own(own: pl.DataFrame) -> list[Text]:
    """How many measures touch no national item."""
    if own.is_empty():
        return []
    first = named(own.row(0, named=True), "title")
    such = Text("など", "such as ") if own.height > 1 else Text("", "")
    return [
        Text(f"{own.height}件（「{first.ja}」{such.ja}）", f"{own.height} ({such.en}“{first.en}”)"),
    ]


def targets(tables: Tables, pace: pl.DataFrame) -> Text:
    """What kind of things are promised, how far those go that can be told, and whether success can be seen."""
    rows = tables["targets"]
    if rows.is_empty():
        return Text("指標の記載がない。", "The plan states no indicator.")
    judged = rows.filter(pl.col("level").is_not_null())
    parts = [Text(f"指標{rows.height}のうち、", f"Of {plural(rows.height, 'indicator', 'indicators')}, ")]
    if judged.height:
        outcome = judged.filter(level="outcome").height
        seen = rows.filter(pl.col("seen").cast(pl.String).is_in(["yes", "met_only"])).height
        parts.append(
            Text(
                f"使われ方や変化（成果）を掲げるのは{outcome}、達成したかが記載だけで分かるのは{seen}。",
                f"{plural(outcome, 'promises', 'promise')} use or change (outcomes), and {seen} can be seen from the plan "
                "alone to be met or not. ",
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
                f"現状値があり、これ以上ない値（100％、0件など）が定まる{far.height}のうち、その値までめざすのは{full}"
                + (f"、ほかに現状維持が{kept}。" if kept else "。"),
                f"Of {far.height} with a baseline and a best value that cannot be passed (100%, none), {full} "
                + ("aims" if full == 1 else "aim")
                + " at that value"
                + (f"; {plural(kept, 'keeps', 'keep')} what there is. " if kept else ". "),
            )
        )
    elif rows["baseline_text"].count() == 0:
        parts.append(
            Text(
                "現状値の記載がなく、どれだけ進む目標かはいえない。",
                "No baseline is stated, so how far they go cannot be told. ",
            )
        )
    parts += [_pace(row) for row in pace.iter_rows(named=True)][:1]
    return _sum(parts)


def _pace(row: dict[str, Any]) -> Text:
    unit = Text("ポイント", " points")
    need, seen = f"{row['change_per_year']:.1f}", f"{row['observed_per_year']:.1f}"
    return Text(
        f"「{shown(row['name_ja'], 'ja')}」の目標は年{need}{unit.ja}の伸びを要し、公的統計では"
        f"{row['from_date'][:7]}から{row['to_date'][:7]}まで年{seen}{unit.ja}の伸びであった。",
        f"“{row['name_en']}” needs {need}{unit.en} a year; official figures show {seen} a year from "
        f"{row['from_date'][:7]} to {row['to_date'][:7]}. ",
    )


def age(tables: Tables, *, surveyed: bool) -> Text:
    """Whose answers change most with age; without a survey what is known of Japan, said to be Japan's."""
    rows = tables["ages"]
    if surveyed and rows.is_empty():
        return Text(
            "住民調査はあるが、年齢とともに一方向に変わるといえる回答は見つかっていない（未判定の設問を含む）。",
            "There is a survey, but no answer was found that rises or falls with age (questions not assessed included).",
        )
    if rows.is_empty():
        return Text("住民調査なし。全国の年代別の値もない。", "No survey of residents, and no figures of Japan by age.")
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
            f"住民調査なし。全国では、{topic.ja}は{told.ja}（{when.ja}、全国の値でこの市の値ではない）。",
            f"No survey of residents. In Japan, {topic.en.lower()}: {told.en} ({when.en}; figures of Japan, not of this "
            "municipality).",
        )
    parts = [ends(rows.filter(topic_ja=one)) for one in rows["topic_ja"].unique(maintain_order=True).to_list()]
    told = Text("。".join(part.ja for part in parts), "; ".join(part.en for part in parts))
    return Text(f"{told.ja}（{when.ja}の住民調査）。", f"{told.en} (survey of residents, {when.en}).")


def ends(rows: pl.DataFrame) -> Text:
    """The bands of the lowest and highest share, the younger first."""
    ends = rows.sort("percent", maintain_order=True)
    young, old = sorted((ends.row(0, named=True), ends.row(-1, named=True)), key=lambda row: row["age_min"])
    topic = named(young, "topic")
    return Text(
        f"「{topic.ja}」は{young['group_ja']}{young['value_ja']}に対し{old['group_ja']}{old['value_ja']}",
        f"“{topic.en}”: {young['value_en']} ({young['group_en']}), {old['value_en']} ({old['group_en']})",
    )


def cautions(
    tables: Tables, plan: dict[str, Any], *, surveyed: bool, judged: Text | None
) -> Iterator[tuple[str, Text, Text]]:
    """What must not be concluded from the sheet of this plan: code, what, and why."""
    yield from _ahead(tables["plans"].filter(pl.col("own") | pl.col("compared")))
    yield (
        "silence",
        Text("番号付き施策がないことは、取り組んでいないことではない。", "That no numbered measure means no action."),
        Text("章や別の計画、日々の業務で行うこともある。", "A chapter, another plan or daily work may see to it."),
    )
    yield from _status(plan)
    if tables["targets"].height:
        yield (
            "targets",
            Text(
                "目標の数や高さは、取組の多さや良し悪しを示さない。",
                "That many or high targets mean much or good action.",
            ),
            Text("定義も対象も計画ごとに違う。", "What is counted, and of whom, differs between plans."),
        )
    yield from _blank(tables["items"])
    yield (
        "survey",
        *(
            (
                Text(
                    "住民調査の割合を、そのままほかの市の調査と比べられない。",
                    "That shares of the survey compare with other cities' as they stand.",
                ),
                Text(
                    "問い方と回答した人が違う。区間は偶然の幅だけを示す。",
                    "Wording and respondents differ; intervals tell of chance alone.",
                ),
            )
            if surveyed
            else (
                Text(
                    "全国の年代別の値から、この市の年代差はいえない。",
                    "That figures of Japan by age hold for this place.",
                ),
                Text("住民調査がない。", "It has no survey of residents."),
            )
        ),
    )
    yield from _official(tables["figures"], f"{plan['start_fy']}-04-01")
    if judged:
        yield "reader", Text("施策の読み方は確定したものではない。", "That the reading of measures is settled."), judged


def caution(says: Text, why: Text) -> Text:
    """What must not be concluded, and why, as sentences of their own.

    >>> caution(Text("いえない。", "That it is so."), Text("理由。", "Reason."))
    Text(ja='いえない。理由。', en='Not to be concluded: that it is so. Reason.')
    """
    return Text(says.ja + why.ja, f"Not to be concluded: {says.en[0].lower()}{says.en[1:]} {why.en}")


def _official(figures: pl.DataFrame, begins: str) -> Iterator[tuple[str, Text, Text]]:
    """That official figures are no achievement of the plan: how many are older than it, or bear no date."""
    if figures.is_empty():
        return
    undated, before = figures["as_of"].null_count(), figures.filter(pl.col("as_of") < begins).height
    why = [Text("計画のほかの事情でも変わる。", "They change for other reasons, too. ")]
    if before:
        why.append(Text(f"{before}件は計画の始まる前の値。", f"{plural(before, 'is', 'are')} from before it began. "))
    if undated:
        why.append(Text(f"{undated}件には時点の記載がない。", f"{plural(undated, 'bears', 'bear')} no date. "))
    yield (
        "figures",
        Text("公的統計は、計画の成果を示さない。", "That official figures show what the plan achieved."),
        _sum(why),
    )


def _ahead(beside: pl.DataFrame) -> Iterator[tuple[str, Text, Text]]:
    """Why several plans make no ranking."""
    if beside.height < 2:
        return
    years, versions = beside["start_fy"].unique().sort(), beside["framework_version"].drop_nulls().unique().sort()
    differ = []
    if years.len() > 1:
        differ.append(Text(f"始まる年度（{years[0]}〜{years[-1]}年度）", f"when they begin (FY{years[0]}–{years[-1]})"))
    if versions.len() > 1:
        differ.append(
            Text(f"国の計画の版（{'・'.join(versions)}）", f"the national version behind them ({', '.join(versions)})")
        )
    differ = differ or [Text("書き方", "how they are written")]
    yield (
        "ahead",
        Text("「どの市が進んでいる」とはいえない。", "That one municipality is ahead of another."),
        Text(
            f"計画によって{'も'.join(one.ja for one in differ)}{'も' * (len(differ) > 1) or 'が'}違う。",
            f"Plans differ in {' and in '.join(one.en for one in differ)}.",
        ),
    )


def _status(plan: dict[str, Any]) -> Iterator[tuple[str, Text, Text]]:
    """That the plan is a draft, or its period over."""
    draft, ended = plan["status"] == "draft", plan["ended"]
    if not draft and not ended:
        return
    said = [
        Text("決定した計画の内容とはいえない（案である）。", "That this is what was adopted: it is a draft. ")
    ] * draft
    said += [
        Text(
            f"いまの取組とはいえない（計画期間は{plan['end_fy']}年度まで）。",
            f"That this is what is done today: the period ended with FY{plan['end_fy']}. ",
        )
    ] * ended
    why = Text("後の計画は、ここに収めていない。", "Later plans are not in these data.")
    yield (
        "status",
        _sum(said),
        why if ended else Text("決定した計画は、案と違うことがある。", "What was adopted may differ."),
    )


def _blank(items: pl.DataFrame) -> Iterator[tuple[str, Text, Text]]:
    """The items that are no lack: those of later versions, and those that nobody assessed."""
    kinds = {
        "not_applicable": (
            "later",
            Text("策定時の国の計画の版にない。", "The national version of its time has none such."),
        ),
        "not_assessed": (
            "unread",
            Text("判定していないか、版にあるか確かめられない。", "Not assessed, or not sourced."),
        ),
    }
    for standing, (code, why) in kinds.items():
        rows = items.filter(standing=standing)
        if 0 < rows.height < items.height:
            said = listed([named(row) for row in rows.iter_rows(named=True)])
            yield code, Text(f"{said.ja}が不足しているとはいえない。", f"That it lacks {said.en}."), why


def must_not(tables: Tables) -> Text:
    """The fourth answer: what must not be concluded before all else."""
    told = tables["cautions"].filter(pl.col("caution").cast(pl.String).is_in(["ahead", "silence", "status", "targets"]))
    return _sum(named(row, "says") + Text("", " ") for row in told.iter_rows(named=True))


def _sum(parts: Iterable[Text]) -> Text:
    ja, en = "", ""
    for part in parts:
        ja, en = ja + part.ja, en + part.en
    return Text(ja, en.strip())
