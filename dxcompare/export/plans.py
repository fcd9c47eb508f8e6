"""What the analyses of plans other than coverage are on slides: timing, earlier plans, targets, actuals."""

from __future__ import annotations

import polars as pl

from dxcompare.analysis.agreement import ALL, MAIN, PLAN, Agreement
from dxcompare.analysis.ambition import Ambition
from dxcompare.analysis.matched import Matched
from dxcompare.analysis.outcomes import VERDICTS, Outcomes
from dxcompare.analysis.previous import Previous
from dxcompare.analysis.timing import DEADLINES, STAGES, UNUSED, Timeline
from dxcompare.charts.outcomes import CELL, READING, UNDATED
from dxcompare.export.slides import Slide, classes, heads, named, plan_names, slide
from dxcompare.text import Text, column, shown

_CITY = ("市", "City")
_ITEM = ("国の事項", "National item")


@slide("Ambition")
def _ambition(result: Ambition, lang: str) -> list[Slide]:
    """How many of each class; then the indicators in percent on the four scales."""
    rows = (
        result.to_frame()
        .filter(pl.col("unit") == "%", pl.col("change").is_not_null())
        .sort("change", descending=True)
        .with_columns(pl.col("plan_id").replace(plan_names(result, lang)), gap=pl.col("gap") * 100)
    )
    table = heads(
        rows,
        lang,
        plan_id=_CITY,
        name=("指標", "Indicator"),
        baseline=("現状値", "Baseline"),
        target=("目標値", "Target"),
        change=("変化", "Change"),
        relative=("現状比", "Relative"),
        gap=("残りを埋める割合（%）", "Gap closed (%)"),
        log_odds=("対数オッズ", "Log-odds"),
    )
    title = Text("四つの尺度では、目標の大きさの順が入れ替わる", "The order of targets depends on the scale")
    return [
        classes(result, lang),
        Slide(
            table,
            title=title.to(lang),
            reading=Text(
                "現状値のある割合の指標。平均はしない",
                "Indicators in percent with a baseline; the scales are never averaged",
            ).to(lang),
        ),
    ]


@slide("Timeline")
def _timeline(result: Timeline, lang: str) -> list[Slide]:
    """When each item is in use, item × plan; then the national deadlines."""
    names = result.to_frame("items").select("item_id", item=column("short", lang)).with_row_index("place")
    began = (
        result.to_frame("reached")
        .sort("fy", maintain_order=True)
        .unique(["plan_id", "item_id"], keep="first", maintain_order=True)
        .select(
            "plan_id",
            "item_id",
            began=pl.concat_str(named("stage", STAGES, lang), pl.lit(" "), pl.col("fy").cast(pl.String)),
        )
    )
    cells = (
        result.to_frame("first_use")
        .join(names, on="item_id")
        .join(began, on=["plan_id", "item_id"], how="left", maintain_order="left")
        .with_columns(
            pl.col("plan_id").replace(plan_names(result, lang)),
            says=pl.coalesce(
                pl.concat_str(named("stage", STAGES, lang), pl.lit(" "), pl.col("fy").cast(pl.String)),
                pl.when(pl.col("why") == "no_step").then("began"),
                named("why", UNUSED, lang),
            ),
        )
    )
    order = {name: place for place, name in enumerate(plan_names(result, lang).values())}
    cells = cells.sort("place", pl.col("plan_id").replace_strict(order))
    due = result.to_frame("deadlines").with_columns(
        pl.col("plan_id").replace(plan_names(result, lang)), named("verdict", DEADLINES, lang)
    )
    table = heads(
        due,
        lang,
        plan_id=_CITY,
        name=_ITEM,
        deadline_text=("国の期限", "Deadline"),
        verdict=("計画の工程", "The plan's steps"),
        step_text=("根拠の工程", "Step"),
        fy=("年度", "FY"),
    )
    return [
        Slide(
            cells,
            "pivot",
            category="item",
            series="plan_id",
            value="says",
            reading=Text(
                "使い始める最初の年度。使い始めの工程がなければ、最初の段階と年度。年度がなければ、その理由",
                "First fiscal year in use; where no such step is printed, the first stage and its year; else why there is none",
            ).to(lang),
        ),
        Slide(table, title=Text("国の期限と計画の工程", "National deadlines and the plans' steps").to(lang)),
    ]


@slide("Previous")
def _previous(result: Previous, lang: str) -> Slide:
    rows = result.to_frame().with_columns(pl.col("plan_id").replace(plan_names(result, lang)))
    return Slide(
        heads(
            rows,
            lang,
            plan_id=_CITY,
            short=_ITEM,
            done=("実施・達成", "Done"),
            partly=("一部", "Partly"),
            not_done=("未達成", "Not done"),
            measures=("新計画の施策", "New measures"),
        )
    )


@slide("Agreement")
def _agreement(result: Agreement, lang: str) -> Slide:
    words = dict(result.to_frame("items").select("item_id", column("short", lang)).iter_rows())
    words |= {ALL: Text("すべての判定", "all decisions").to(lang), MAIN: Text("主な事項", "main item").to(lang)}
    rows = result.to_frame().with_columns(
        pl.col("item_id").replace(words), pl.col("second").replace({PLAN: Text("計画の記載", "printed tags").to(lang)})
    )
    return Slide(
        heads(
            rows,
            lang,
            first=("判定者", "Coder"),
            second=("相手", "Against"),
            item_id=_ITEM,
            measures=("施策", "Measures"),
            agreement=("一致率", "Agreement"),
            alpha=("α", "Alpha"),
            low=("下端", "Low"),
            high=("上端", "High"),
        )
    )


@slide("Matched")
def _matched(result: Matched, lang: str) -> Slide:
    cities = plan_names(result, lang)
    ends = [
        pl.concat_str(
            pl.col(f"{end}_plan_id").replace(cities),
            pl.lit("：" if lang == "ja" else ": "),
            pl.col(column(f"{end}_name", lang)),
        ).alias(end)
        for end in ("first", "second")
    ]
    suffix = "" if lang == "ja" else "_en"
    why = pl.coalesce(f"comparable_because{suffix}", f"not_comparable_because{suffix}").alias("why")
    return Slide(
        heads(
            result.to_frame().with_columns(*ends, why),
            lang,
            short=_ITEM,
            first=("指標1", "Indicator 1"),
            second=("指標2", "Indicator 2"),
            comparable=("比べられる", "Compare"),
            why=("理由", "Because"),
        )
    )


@slide("Outcomes")
def _outcomes(result: Outcomes, lang: str) -> list[Slide]:
    """The most telling verdict, item × plan; then the targets that have an official figure."""
    cities = plan_names(result, lang)
    rows = result.to_frame().with_columns(
        place=pl.col("verdict").replace_strict({verdict: place for place, verdict in enumerate(VERDICTS)})
    )
    items = result.to_frame("items").select("item_id", item=column("short", lang)).with_row_index("order")
    plans = {plan: place for place, plan in enumerate(cities)}
    cells = (
        rows.sort("place")
        .unique(["plan_id", "item_id"], keep="first", maintain_order=True)
        .join(items, on="item_id")
        .sort("order", pl.col("plan_id").replace_strict(plans))
        .with_columns(pl.col("plan_id").replace(cities), named("verdict", CELL, lang))
    )
    told = rows.filter(pl.col("indicator_id").is_not_null()).with_columns(
        pl.col("plan_id").replace(cities), named("verdict", VERDICTS, lang), pl.col("as_of").fill_null(UNDATED.to(lang))
    )
    table = heads(
        told,
        lang,
        plan_id=_CITY,
        name=("指標", "Indicator"),
        target_text=("目標", "Target"),
        target_fy=("年度", "FY"),
        indicator=("公的統計", "Official table"),
        actual_text=("値", "Figure"),
        as_of=("時点", "As of"),
        verdict=("見方", "Reading"),
    )
    notes = [
        shown(text, lang)
        for text in told.get_column("caution" if lang == "ja" else "caution_en").unique(maintain_order=True)
    ]
    return [
        Slide(cells, "pivot", category="item", series="plan_id", value="verdict", reading=READING.to(lang)),
        Slide(table, title=Text("約束と公的統計", "Targets and official figures").to(lang), notes=notes),
    ]
