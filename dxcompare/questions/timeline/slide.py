"""The slide of `timeline`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, headline, named, slide, table
from dxcompare.questions.timeline.compute import Timeline
from dxcompare.questions.timeline.stages import in_words, spans, used_from
from dxcompare.questions.timeline.tables import DEADLINES, STAGES, UNUSED
from dxcompare.words.text import Text, column, plural, shown

#: Verdicts on deadlines that no step of the plan could meet; the series of deadlines in the chart.
_UNMET, _DUE = ("state", "past"), "deadline"


@slide(Timeline)
def _timeline(result: Timeline, lang: str) -> list[Slide]:
    """The national deadlines, drawn and as a table; then when each item is in use, item × plan."""
    names = result.to_frame("items").select("item_id", item=column("short", lang)).with_row_index("place")
    began = (
        result.to_frame("reached")
        .sort("fy", maintain_order=True)
        .unique(["plan_id", "item_id"], keep="first", maintain_order=True)
        .select(
            "plan_id",
            "item_id",
            began=in_words(lang),
        )
    )
    cells = (
        result.to_frame("first_use")
        .join(names, on="item_id")
        .join(began, on=["plan_id", "item_id"], how="left", maintain_order="left")
        .with_columns(
            pl.col("plan_id").replace(result.plan_names(lang)),
            says=pl.coalesce(
                used_from(lang),
                pl.when(pl.col("why") == "no_step").then("began"),
                named("why", UNUSED, lang),
            ),
        )
    )
    cells = cells.with_columns(
        depth=pl.when(pl.col("fy").is_not_null()).then(2.0).when(pl.col("began").is_not_null()).then(1.0)
    )
    order = {name: place for place, name in enumerate(result.plan_names(lang).values())}
    cells = cells.sort("place", pl.col("plan_id").replace_strict(order))
    due = ["plan_id", "name", "deadline_text", "deadline_status", "verdict", "step_text", "fy"]
    every = result.to_frame("deadlines")
    faced = every.filter(~pl.col("verdict").is_in(_UNMET))
    n, unmet = every.height, every.height - faced.height
    listed = Text(
        f"国の期限は{n}件（計画×事項）で、うち工程で測れないか計画の開始前に過ぎたものが{unmet}件",
        f"{plural(n, 'national deadline', 'national deadlines')} (plan by item), of which {unmet} no step can show or had "
        "passed before the plan began",
    )
    drawn = [] if faced.is_empty() else [_spans(result, lang, faced)]
    return [
        *drawn,
        table(result, lang, due, "deadlines", title=listed.to(lang) if drawn else None),
        Slide(
            cells,
            "pivot",
            category="item",
            series="plan_id",
            value="says",
            shade="depth",
            most=5,
            title=_first_use(result).to(lang),
            reading=Text(
                "使い始める最初の年度。使い始めの工程がなければ、最初の段階と年度。年度がなければ、その理由。"
                "「以降」は、工程の期間が読み取れず、その年度かそれより後",
                "First fiscal year in use; where no such step is stated, the first stage and its year; else why there is "
                "none. “Or later”: the span of the step is lost",
            ).to(lang),
        ),
    ]


def _first_use(result: Timeline) -> Text:
    """Of how many pairs of plan and item with a measure the steps tell the first year in use."""
    acted = result.to_frame("first_use").filter(pl.col("why").is_null() | pl.col("why").is_in(["no_step", "illegible"]))
    n = acted.filter(pl.col("why").is_null()).height
    return Text(
        f"施策のある{acted.height}組（計画×事項）のうち、使い始める年度が工程から分かるのは{n}組",
        f"Of {plural(acted.height, 'pair', 'pairs')} of plan and item with a measure, the steps tell the first year in use "
        f"of {n}",
    )


def _spans(result: Timeline, lang: str, faced: pl.DataFrame) -> Slide:
    """The stages of the items that face a deadline, as bars over the years, and the deadlines as marks."""
    cities = result.plan_names(lang)
    short = dict(result.to_frame("items").select("item_id", column("short", lang)).iter_rows())
    words = {verdict: text.to(lang) for verdict, text in DEADLINES.items()}
    rows: list[tuple[str, str, float, float | None]] = []
    for due in faced.iter_rows(named=True):
        name = "　".join([cities[due["plan_id"]], shown(short[due["item_id"]], lang), words[due["verdict"]]])
        end = due["deadline_fy"] + (due["deadline_quarter"] or 4) / 4
        rows.append((name, _DUE, float(end), None))
        mine = result.to_frame("periods").filter(plan_id=due["plan_id"], item_id=due["item_id"])
        rows += [(name, stage, start, end) for stage, start, end in spans(mine)]
    order = [*STAGES, _DUE]
    frame = pl.DataFrame(
        rows, {"name": pl.String, "stage": pl.String, "start": pl.Float64, "end": pl.Float64}, orient="row"
    )
    there = [stage for stage in order if stage in set(frame["stage"])]
    names = {stage: text.to(lang) for stage, text in STAGES.items()} | {
        _DUE: Text("国の期限", "national deadline").to(lang)
    }
    shades = dict(zip(STAGES, style.STEPS, strict=True)) | {_DUE: style.COLOURS[1]}
    place = {name: n for n, name in enumerate(frame["name"].unique(maintain_order=True))}
    frame = frame.sort(
        pl.col("stage").replace_strict({stage: n for n, stage in enumerate(order)}),
        pl.col("name").replace_strict(place),
        maintain_order=True,
    )
    met, apart = _met(result), _apart(result)
    reading = Text(
        "その期間に記された最も進んだ段階。目盛は年度の始まり。印だけの段階は、期間が読み取れず、その年度かそれより後",
        "The furthest stage stated for a period; ticks: beginning of the fiscal year. A mark alone: the span is lost, that "
        "year or later",
    )
    if met is None and apart:
        met = Text(
            f"届くかを工程から確かめられる国の期限はない（{apart.ja}）",
            f"No national deadline can be held against steps ({apart.en})",
        )
    elif apart:
        reading += Text(f"。ほか{apart.ja}", f". Apart from these, {apart.en}")
    return Slide(
        frame.with_columns(pl.col("stage").replace(names)),
        "gantt",
        category="name",
        series="stage",
        value="start",
        high="end",
        number_format="0",
        order=list(place),
        fills=[shades[stage] for stage in there],
        title=met.to(lang) if met else None,
        reading=reading.to(lang),
        caveat=Text("予定であり、実績ではない。", "These are intentions, not results.").to(lang),
    )


@headline(Timeline)
def _headline(result: Timeline, lang: str) -> Text | None:
    """How many deadlines have a step in time, as far as judged; apart, those of lost schedules, or for each body to decide."""
    met, apart = _met(result), _apart(result)
    if met is None or apart is None:
        return met
    return Text(f"{met.ja}（ほか{apart.ja}）", f"{met.en} (apart from these, {apart.en})")


def _faced(result: Timeline) -> tuple[pl.DataFrame, pl.DataFrame, pl.DataFrame]:
    """The deadlines that a step can meet; those whose schedule is lost; those for each body to decide."""
    faced = result.to_frame("deadlines").filter(~pl.col("verdict").is_in(_UNMET))
    free, lost = pl.col("deadline_status").eq_missing("optional"), pl.col("verdict") == "illegible"
    return faced.filter(~free, ~lost), faced.filter(~free, lost), faced.filter(free)


def _met(result: Timeline) -> Text | None:
    due, *_ = _faced(result)
    if due.is_empty():
        return None
    n, open_ = (due.filter(verdict=verdict).height for verdict in ("in_time", "not_judged"))
    if 2 * open_ > due.height:  # only who has a step needs a judgement, so those that have one are no sample of all
        return Text(
            f"工程で測れる国の期限{due.height:,}件（計画×事項）のうち、{open_:,}件は工程が応えるかを判断していない",
            f"Of {plural(due.height, 'national deadline', 'national deadlines')} that a step can meet (plan by item), "
            f"{plural(open_, 'is', 'are')} not judged yet",
        )
    if open_:
        return Text(
            f"工程で測れる国の期限{due.height:,}件（計画×事項）のうち、期限に間に合う工程があるのは{n:,}件、"
            f"判断していないのは{open_:,}件",
            f"Of {plural(due.height, 'national deadline', 'national deadlines')} that a step can meet (plan by item), "
            f"{plural(n, 'has', 'have')} a step in time and {plural(open_, 'is', 'are')} not judged yet",
        )
    return Text(
        f"工程で測れる国の期限{due.height:,}件（計画×事項）のうち、期限に間に合う工程があるのは{n:,}件",
        f"Of {plural(due.height, 'national deadline', 'national deadlines')} that a step can meet (plan by item), "
        f"{plural(n, 'has', 'have')} a step in time",
    )


def _apart(result: Timeline) -> Text | None:
    """The deadlines that are not counted, and why."""
    _, unread, own = _faced(result)
    said = [
        Text(f"{rows.height}件は{why.ja}", f"{plural(rows.height, 'is', 'are')} {why.en}")
        for rows, why in (
            (unread, Text("工程が資料から読み取れない", "not legible")),
            (own, Text("取り組むかが各団体の判断である", "for each body to decide")),
        )
        if not rows.is_empty()
    ]
    return Text("、".join(one.ja for one in said), " and ".join(one.en for one in said)) if said else None
