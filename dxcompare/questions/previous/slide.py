"""The slide of `previous`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, as_shown, headline, named, slide
from dxcompare.questions.previous.compute import UNDONE, VERDICTS, Previous, given
from dxcompare.words.text import Text, column

#: A title names the counts of so many cities; of more it says how many there are.
MOST = 3


@slide(Previous)
def _previous(result: Previous, lang: str) -> Slide:
    """Verdicts by item, a small chart for each plan; those of two plans are not on one scale of words."""
    kinds = given(result)
    words = {verdict: VERDICTS[verdict] for verdict in kinds}
    long = (
        result.to_frame()
        .with_columns(pl.col("plan_id").replace(result.plan_names(lang)), item=column("short", lang))
        .unpivot(on=kinds, index=["plan_id", "item"], variable_name="verdict", value_name="n")
        .with_columns(as_shown("item", lang), named("verdict", words, lang))
    )
    return Slide(
        long,
        "stacked",
        category="item",
        series="verdict",
        value="n",
        panel="plan_id",
        number_format="0",
        fills=[style.SHADES[5], style.SHADES[3], "#ffffff", style.SHADES[1]][: len(kinds)],
        reading=Text("前計画の取組の数、国の事項別", "Number of actions of the previous plan, by national item").to(
            lang
        ),
    )


@headline(Previous)
def _headline(result: Previous, lang: str) -> Text | None:
    rows = result.to_frame("verdicts").unique(["plan_id", "number"])
    if rows.is_empty():
        return None
    cities = [_of_a_city(rows.filter(plan_id=plan), names) for plan, names in _names(result).items()]
    words = Text("評価の言葉は市のもの", "in the city's own words")
    if len(cities) > 1:
        words = Text("評価の言葉は市ごとに違い、件数は比べない", "each city in its own words; counts do not compare")
    if len(cities) > MOST:
        n = len(cities)
        return Text(f"{n}計画が前計画を自己評価（{words.ja}）", f"{n} plans assess their predecessors ({words.en})")
    return Text(
        f"前計画の自己評価：{'、'.join(one.ja for one in cities)}（{words.ja}）",
        f"Own verdicts on previous plans: {'; '.join(one.en for one in cities)} ({words.en})",
    )


def _names(result: Previous) -> dict[str, Text]:
    named = result.to_frame("plans").join(result.to_frame("verdicts"), on="plan_id", how="semi", maintain_order="left")
    return {plan: Text(ja, en) for plan, ja, en in named.select("plan_id", "name_ja", "name_en").iter_rows()}


def _of_a_city(rows: pl.DataFrame, name: Text) -> Text:
    """A city's verdicts that leave something undone; those of two cities are never added up."""
    counts = [(VERDICTS[verdict], rows.filter(verdict=verdict).height) for verdict in UNDONE]
    counts = [(verdict, n) for verdict, n in counts if n]
    ja = "、".join(f"{verdict.ja}{n}件" for verdict, n in counts) or "一部実施・未達成はなし"
    en = ", ".join(f"{n} {verdict.en}" for verdict, n in counts) or "none partly or not done"
    return Text(f"{name.ja}は{rows.height}件のうち{ja}", f"{name.en}, of {rows.height}: {en}")
