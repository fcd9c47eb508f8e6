"""What must not be concluded from the sheet of one plan: sentences that are queries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import polars as pl

from dxcompare.questions.brief.answers import Tables, listed, named, summed
from dxcompare.words.text import Text, plural

#: What must not be concluded before all else.
FIRST = ["ahead", "silence", "status", "targets", "figures", "reader"]


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
                Text("計画に住民調査の集計表がない。", "The plan prints no tables of a survey of residents."),
            )
        ),
    )
    yield from _official(tables["figures"])
    if judged:
        yield "reader", Text("施策の読み方は確定したものではない。", "That the reading of measures is settled."), judged


def caution(says: Text, why: Text) -> Text:
    """What must not be concluded, and why, as sentences of their own.

    >>> caution(Text("いえない。", "That it is so."), Text("理由。", "Reason."))
    Text(ja='いえない。理由。', en='Not to be concluded: that it is so. Reason.')
    """
    return Text(says.ja + why.ja, f"Not to be concluded: {says.en[0].lower()}{says.en[1:]} {why.en}")


def _official(figures: pl.DataFrame) -> Iterator[tuple[str, Text, Text]]:
    """That official figures are no achievement of the plan: how many are older than it, or bear no date."""
    if figures.is_empty():
        return
    undated, before = figures["as_of"].null_count(), figures.filter("before").height
    why = [Text("計画のほかの事情でも変わる。", "They change for other reasons, too. ")]
    if before:
        why.append(Text(f"{before}件は計画の始まる前の値。", f"{plural(before, 'is', 'are')} from before it began. "))
    if undated:
        why.append(Text(f"{undated}件には時点の記載がない。", f"{plural(undated, 'bears', 'bear')} no date. "))
    yield (
        "figures",
        Text("公的統計は、計画の成果を示さない。", "That official figures show what the plan achieved."),
        summed(why),
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
        summed(said),
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
    """The fourth answer: what must not be concluded before all else; that there is more below is said."""
    every = tables["cautions"]
    told = every.filter(pl.col("caution").cast(pl.String).is_in(FIRST))
    more = every.height - told.height
    return summed(
        [
            *(named(row, "says") + Text("", " ") for row in told.iter_rows(named=True)),
            Text(f"ほか{more}件と理由は下の欄。", f"{more} more, and why: below.")
            if more
            else Text("理由は下の欄。", "Why: below."),
        ]
    )
