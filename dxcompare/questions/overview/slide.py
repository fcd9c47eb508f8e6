"""The slide of `overview`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, named, slide
from dxcompare.questions.overview.compute import Overview
from dxcompare.questions.overview.tables import CONTENTS
from dxcompare.words.text import Text, plural


@slide(Overview)
def _overview(result: Overview, lang: str) -> Slide:
    counts = result.to_frame("contents").with_columns(
        pl.col("plan_id").replace(result.plan_names(lang)), named("what", CONTENTS, lang)
    )
    return Slide(
        counts,
        "pivot",
        category="what",
        series="plan_id",
        value="count",
        reading=Text("計画ごとの件数。–は計画に記載がない", "Number by plan; –: the plan states none").to(lang),
    )


@headline(Overview)
def _headline(result: Overview, lang: str) -> Text:
    total = dict(result.to_frame("contents").group_by("what").agg(pl.col("count").sum()).iter_rows())
    rows = result.to_frame("plans")
    plans = rows.height
    only = Text(f"{rows['name_ja'][0]}の計画", f"The plan of {rows['name_en'][0]}")
    of = only if plans == 1 else Text(f"{plans:,}{'つ' * (plans < 10)}の計画", plural(plans, "plan", "plans"))
    return Text(
        f"{of.ja}に、施策{total['measures']:,}、指標{total['kpis']:,}、工程{total['steps']:,}",
        f"{of.en}: {plural(total['measures'], 'measure', 'measures')}, "
        f"{plural(total['kpis'], 'indicator', 'indicators')}, {plural(total['steps'], 'dated step', 'dated steps')}",
    )
