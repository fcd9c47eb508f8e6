"""The chart of pairs of indicators of many plans: of each item, how many compare."""

from __future__ import annotations

import polars as pl

from dxcompare.present import spread, stacks, style
from dxcompare.present.stacks import in_order
from dxcompare.questions.matched.compute import Matched
from dxcompare.words.text import Text, column, shown

PARTS: dict[str, stacks.Part] = {
    "yes": (Text("比べられる", "they compare"), style.SHADES[4], None),
    "no": (Text("比べられない", "they do not"), "white", "////"),
}


@style.spreads(Matched, "pairs")
def pairs(result: Matched, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """How many of the pairs of each item compare."""
    plan, name = spread.marked(result, lang, mark)
    found = style.some(result.to_frame(), result, lang)
    lines = []
    for of in in_order(result, found):
        own = of.filter(pl.any_horizontal(pl.col("first_plan_id", "second_plan_id") == (plan or "")))
        counts = {"yes": int(of["comparable"].sum()), "no": int((~of["comparable"]).sum())}
        said = f"{own['comparable'].sum()}/{own.height}" if own.height else ""
        lines.append(stacks.Stack(shown(of.item(0, column("short", lang)), lang), counts, said))
    reading = Text(
        "一つ一つが、二つの計画の指標の組。組として判断されたものだけを数える",
        "Each is a pair of indicators of two plans, of those that were decided on",
    )
    if plan:
        reading += Text("。◆は比べられる組／その計画の組", ". ◆: those that compare of its own")
    title = result.title.to(lang)
    return stacks.stacks(
        result, lang, width_mm, "matched-pairs", title, lines, PARTS, reading, name, notes=result.caveats
    )
