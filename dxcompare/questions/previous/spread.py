"""The chart of verdicts on the predecessors of many plans: of each item, how many were done."""

from __future__ import annotations

from dxcompare.present import spread, stacks, style
from dxcompare.present.stacks import in_order
from dxcompare.questions.previous.chart import SQUARES
from dxcompare.questions.previous.compute import VERDICTS, Previous
from dxcompare.words.text import Text, column, shown


@style.spreads(Previous, "verdicts")
def verdicts(result: Previous, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """The verdicts on each item, of all plans together."""
    plan, name = spread.marked(result, lang, mark)
    items = result.to_frame("items")
    lines = []
    for of in in_order(result, items):
        own = of.filter(plan_id=plan or "")
        told = [
            f"{said.to(lang)} {own.item(0, verdict)}"
            for verdict, said in VERDICTS.items()
            if own.height and own.item(0, verdict)
        ]
        counts = {verdict: int(of[verdict].sum()) for verdict in VERDICTS}
        lines.append(stacks.Stack(shown(of.item(0, column("short", lang)), lang), counts, "・".join(told)))
    reading = Text(
        "一つ一つが評価一件で、各市の自己評価。評価の細かさは計画ごとに違い、多く評価した計画ほど重く数えられる",
        "Each verdict is one, by the cities themselves; plans that give more of them count for more",
    )
    parts = {verdict: (said, *SQUARES[verdict]) for verdict, said in VERDICTS.items()}
    whole = Text(
        f"前計画の評価がある{result.count():,}計画。", f"{result.count():,} plans that judge the one before. "
    ) + (Text(f"◆ {name}。", f"◆ {name}. ") if name else Text("", ""))
    title = result.title.to(lang)
    return stacks.stacks(
        result,
        lang,
        width_mm,
        "previous-verdicts",
        title,
        lines,
        parts,
        reading,
        name,
        whole.to(lang),
        result.caveats,
    )
