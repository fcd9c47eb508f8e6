"""The slide of `ambition`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, headline, named, slide, table
from dxcompare.questions.ambition.compute import Ambition
from dxcompare.questions.ambition.tables import CLASSES
from dxcompare.words.text import Text, plural


def classes(result: Ambition, lang: str) -> Slide:
    """How many indicators of each plan are of each class."""
    counts = result.to_frame("classes").with_columns(
        pl.col("plan_id").replace(result.plan_names(lang)), named("target_class", CLASSES, lang)
    )
    return Slide(
        counts.filter(
            pl.col("kpis").sum().over("target_class") > 0
        ),  # a class without any takes room and tells nothing
        "bar",
        category="target_class",
        series="plan_id",
        value="kpis",
        reading=Text(
            "指標の数。「現状から変える」だけが、数値の現状値から数値の目標値へ変える目標",
            "Number of indicators; only ‘a change’ goes from a numeric baseline to a numeric target",
        ).to(lang),
    )


@slide(Ambition)
def _ambition(result: Ambition, lang: str) -> list[Slide]:
    """How many of each class; then the indicators in percent on the four scales."""
    rows = result.in_percent().with_columns(gap=pl.col("gap") * 100)
    if rows.is_empty():
        return [classes(result, lang)]
    names = ("plan_id", "name", "baseline", "target", "change", "relative", "gap", "log_odds")
    columns = dict.fromkeys(names) | {  # short, and the gap in percent
        "change": ("変化", "Change"),
        "relative": ("現状比", "Relative"),
        "gap": ("残りを埋める割合（％）", "Gap closed (%)"),
    }
    return [
        classes(result, lang),
        table(
            result,
            lang,
            columns,
            frame=rows,
            title=result.on_scales().to(lang),
            reading=Text(
                "現状値のある割合の指標。平均はしない",
                "Indicators in percent with a baseline; the scales are never averaged",
            ).to(lang),
        ),
    ]


@headline(Ambition)
def _headline(result: Ambition, lang: str) -> Text:
    kpis = result.to_frame()
    n = kpis.filter(pl.col("target_class") == "change").height
    return Text(
        f"指標{kpis.height}のうち、数値の現状値から数値の目標値へ変えるものは{n}",
        f"Of {plural(kpis.height, 'indicator', 'indicators')}, {plural(n, 'goes', 'go')} from a numeric baseline to a "
        "numeric target",
    )
