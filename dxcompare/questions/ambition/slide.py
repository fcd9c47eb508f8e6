"""The slide of `ambition`, and the finding that heads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import polars as pl

from dxcompare.present.slide import Slide, arrow, as_shown, headline, named, slide
from dxcompare.questions.ambition.compute import Ambition
from dxcompare.questions.ambition.tables import CLASSES, LEVELS, NUMBER_TO_NUMBER
from dxcompare.words.text import Text, column, plural

_CLASSES = Text(
    "指標の数。現状値と目標値がともに数値で、改善・変化を目標とするものは「現状値からの改善・変化」と「以上・未満」",
    "Number of indicators; ‘a change’ and ‘a bound’ go from a numeric baseline to a numeric target",
)
_LEVELS = Text(
    "指標の数。産出は整えたものや届いた人、成果は使われ方や起きた変化。機械が一度読んで決めたもの",
    "Number of indicators. Outputs: what is in place, people reached; outcomes: use and change. Decided by one machine "
    "reader",
)
_MEASURED = (
    "plan_id",
    "kpis",
    "specific",
    "numeric",
    "with_year",
    "with_baseline",
    "with_source",
    "all_four",
    "with_formula",
    "bounded",
    "at_bound",
)
_DETECTABLE = Text(
    "回答者の割合である目標。単純無作為抽出の調査2回を比べるとき（両側5％水準、最小の変化と必要数は検出力80％）",
    "Shares of people asked; two simple random samples compared (two-sided 5 %; smallest change and base at 80 % power)",
)


def _counted(result: Ambition, lang: str, name: str, words: Mapping[str, Text], reading: Text) -> Slide:
    """How many indicators of each plan are of each class or kind: a small chart each."""
    counts = result.to_frame(name)
    kind = counts.columns[1]
    counts = counts.with_columns(pl.col("plan_id").replace(result.plan_names(lang)), named(kind, words, lang))
    there = counts.filter(pl.col("kpis").sum().over(kind) > 0)  # a class without any takes room and tells nothing
    said = reading.to(lang)
    return Slide(there, "bar", category=kind, series="plan_id", value="kpis", panel="plan_id", reading=said)


@slide(Ambition)
def _ambition(result: Ambition, lang: str) -> list[Slide]:
    """How many of each class and kind; what can be measured; from where to where; what a survey could tell; the pace."""
    found = [_counted(result, lang, "classes", CLASSES, _CLASSES)]
    if result.to_frame().is_empty():
        return found
    if result.to_frame("levels").height:
        levels = _counted(result, lang, "levels", LEVELS, _LEVELS)
        found.append(replace(levels, title=_promised(result).to(lang)))
    found.append(_measurable(result, lang))
    rows = result.in_percent()
    if rows.height:
        found.append(_changes(result, lang, rows))
    if result.to_frame("detectable").height:
        found.append(_detectable(result, lang))
    if result.to_frame("observed").height:
        found.append(_pace(result, lang))
    return found


def _promised(result: Ambition) -> Text:
    """How many indicators promise an outcome, and not only what is done or put in place."""
    counts = dict(result.to_frame("levels").group_by("level").agg(pl.col("kpis").sum()).iter_rows())
    n, every = counts.get("outcome", 0), sum(counts.values())
    return Text(
        f"指標{every}のうち、成果（使われ方や起きた変化）を目標とするものは{n}",
        f"Of {plural(every, 'indicator', 'indicators')}, {plural(n, 'aims', 'aim')} at an outcome (use, change)",
    )


def _measurable(result: Ambition, lang: str) -> Slide:
    """What of the indicators of each plan is stated, a cell for each, shaded by its share of the plan's indicators."""
    said = result.read("measurability", dict.fromkeys(_MEASURED), lang)
    counts = result.to_frame("measurability").with_columns(pl.col("plan_id").replace(result.plan_names(lang)))
    parts = [name for name in _MEASURED[2:] if counts[name].sum()]
    long = counts.unpivot(on=parts, index=["plan_id", "kpis"], variable_name="what", value_name="n").with_columns(
        says=pl.format("{}/{}", "n", "kpis"),
        part=pl.col("n") / pl.col("kpis"),
        what=pl.col("what").replace({name: said.heads[name] for name in parts}),
    )
    n, every = int(counts["all_four"].sum()), int(counts["kpis"].sum())
    title = Text(
        f"特定・数値目標・目標年度・現状値の四つがそろう指標は{every}のうち{n}",
        f"{n} of {plural(every, 'indicator', 'indicators')} {'has' if n == 1 else 'have'} all four: specific, numeric, "
        "dated, with a baseline",
    )
    reading = Text(
        "当たる指標の数／指標の数。濃いほど割合が高い", "Indicators so / all; the darker, the larger the share"
    )
    return Slide(
        long,
        "pivot",
        category="what",
        series="plan_id",
        value="says",
        shade="part",
        most=1,
        title=title.to(lang),
        reading=reading.to(lang),
    )


def _changes(result: Ambition, lang: str, rows: pl.DataFrame) -> Slide:
    """From baseline to target, of the indicators in percent that have both; the largest change first."""
    rows = rows.filter(pl.col("baseline").is_not_null(), pl.col("target").is_not_null()).with_columns(
        by=(pl.col("target") - pl.col("baseline")).abs()
    )
    rows = rows.sort("by", descending=True, maintain_order=True)
    ends = {"baseline": Text("現状値", "baseline"), "target": Text("目標値", "target")}
    names = _named(result, lang, rows, before=[arrow(*ends)])
    long = names.unpivot(on=list(ends), index=["kpi_id", "name"], variable_name="end").sort(
        pl.col("kpi_id").replace_strict({kpi: n for n, kpi in enumerate(names["kpi_id"])}), maintain_order=True
    )
    low, high = min(rows["by"]), max(rows["by"])
    title = Text(
        f"現状値のある割合の指標{rows.height}が掲げる変化の幅は、{low:.3g}〜{high:.3g}ポイント",
        f"{plural(rows.height, 'indicator', 'indicators')} in percent with a baseline aim at changes of {low:.3g} to {high:.3g} "
        "points",
    )
    if rows.height == 1:
        only = rows.row(0, named=True)
        title = Text(
            f"現状値のある割合の指標は1：{only['name_ja']}を{only['baseline']:.3g}％から{only['target']:.3g}％へ",
            f"One indicator in percent has a baseline: {only['name_en']}, from {only['baseline']:.3g} to "
            f"{only['target']:.3g} %",
        )
    reading = Text("現状値 → 目標値（％）。変化の大きい順", "Baseline → target (%), the largest change first")
    return Slide(
        long.with_columns(named("end", ends, lang)),
        "dumbbell",
        category="name",
        series="end",
        value="value",
        number_format="0",
        most=max(100.0, *rows["target"], *rows["baseline"]),
        title=title.to(lang),
        reading=reading.to(lang),
    )


def _detectable(result: Ambition, lang: str) -> Slide:
    """The change that is aimed at beside the smallest that a survey would tell."""
    table = result.to_frame("detectable")
    known = table.filter(pl.col("smallest").is_not_null())
    n = known.filter(pl.col("change").abs() >= pl.col("smallest")).height
    without = table.height - known.height
    title = Text(
        f"回答者の割合を目標とする{table.height}指標のうち、調査で達成を見分けられるのは{n}"
        + f"（{without}は人数の記載がない）" * (without > 0),
        f"Of {plural(table.height, 'indicator', 'indicators')} that {'is' if table.height == 1 else 'are'} a share of people "
        f"asked, a survey could tell success of {n}" + f" ({without} without a stated base)" * (without > 0),
    )
    ends = {
        "change": Text("目標の変化", "change aimed at"),
        "smallest": Text("見分けられる最小の変化", "smallest change that shows"),
    }
    rows = _named(result, lang, table.with_columns(pl.col("change").abs()))
    long = rows.unpivot(on=list(ends), index=["kpi_id", "name"], variable_name="end")
    return Slide(
        long.with_columns(named("end", ends, lang)),
        "dots",
        category="name",
        series="end",
        value="value",
        number_format="0",
        least=0,
        title=title.to(lang),
        reading=(Text("ポイント。", "Points. ") + _DETECTABLE).to(lang),
    )


def _pace(result: Ambition, lang: str) -> Slide:
    """The pace that a target demands beside the one that official figures show."""
    table = result.to_frame("observed")
    first = table.row(0, named=True)
    cities = result.plan_names(lang)
    title = Text(
        f"求める速さと公的統計に見た速さを並べられるのは{table.height}指標",
        f"The pace demanded and that observed can stand side by side for {plural(table.height, 'indicator', 'indicators')}",
    )
    if table.height == 1:
        years, months = first["target_fy"] - first["baseline_fy"], round(12 * first["observed_years"])
        need, gained = first["change_per_year"] * years, first["gained"]
        title = Text(
            f"{cities[first['plan_id']]}の{first['name_ja']}：目標は{years}年で{need:.1f}ポイント、公的統計では{months}か月で{gained:.1f}ポイント",
            f"{cities[first['plan_id']]}, {first['name_en']}: {need:.1f} points in {plural(years, 'year', 'years')} demanded, "
            f"{gained:.1f} in {plural(months, 'month', 'months')} observed",
        )
    ends = {
        "change_per_year": Text("目標が求める速さ", "demanded by the target"),
        "observed_per_year": Text("公的統計に見た速さ", "observed in official figures"),
    }
    rows = _named(result, lang, table, after=[pl.format("{}–{}", "from_date", "to_date")])
    long = rows.unpivot(on=list(ends), index="name", variable_name="end")
    return Slide(
        long.with_columns(named("end", ends, lang)),
        "bar",
        category="name",
        series="end",
        value="value",
        number_format="0.0",
        title=title.to(lang),
        reading=Text("1年当たりに直したポイント", "Points, as of a year").to(lang),
        caveat=Text("公的統計に見た速さは、先の見通しではない。", "The pace observed is no forecast.").to(lang),
    )


def _named(
    result: Ambition, lang: str, rows: pl.DataFrame, before: Sequence[pl.Expr] = (), after: Sequence[pl.Expr] = ()
) -> pl.DataFrame:
    """With `name`, whose and which indicator a row is: drafts and plans whose period has ended say so."""
    city = pl.col("plan_id").replace(result.plan_names(lang))
    parts = [*before, city, column("name", lang), *after]
    told = pl.concat_str(parts, separator="　" if lang == "ja" else "  ")
    return rows.with_columns(name=told).with_columns(as_shown("name", lang))


@headline(Ambition)
def _headline(result: Ambition, lang: str) -> Text:
    kpis = result.to_frame()
    n = kpis.filter(pl.col("target_class").is_in(NUMBER_TO_NUMBER)).height
    return Text(
        f"指標{kpis.height:,}のうち、現状値と目標値がともに数値で、改善・変化を目標とするものは{n:,}",
        f"Of {plural(kpis.height, 'indicator', 'indicators')}, {plural(n, 'goes', 'go')} from a numeric baseline to a "
        "numeric target",
    )
