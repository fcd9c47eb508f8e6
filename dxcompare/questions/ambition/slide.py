"""The slide of `ambition`, and the finding that heads it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import polars as pl

from dxcompare.present.slide import Slide, headline, named, slide, table
from dxcompare.questions.ambition.compute import Ambition
from dxcompare.questions.ambition.tables import CLASSES, LEVELS, NUMBER_TO_NUMBER, ON_SCALES
from dxcompare.words.text import Text, plural

_CLASSES = Text(
    "指標の数。数値の現状値から数値の目標値へ変える目標は「現状値からの改善・変化」と「以上・未満」",
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
    """How many indicators of each plan are of each class or kind."""
    counts = result.to_frame(name)
    column = counts.columns[1]
    counts = counts.with_columns(pl.col("plan_id").replace(result.plan_names(lang)), named(column, words, lang))
    there = counts.filter(pl.col("kpis").sum().over(column) > 0)  # a class without any takes room and tells nothing
    return Slide(there, "bar", category=column, series="plan_id", value="kpis", reading=reading.to(lang))


@slide(Ambition)
def _ambition(result: Ambition, lang: str) -> list[Slide]:
    """How many of each class and kind; what can be measured; the four scales; what a survey could tell; the pace."""
    found = [_counted(result, lang, "classes", CLASSES, _CLASSES)]
    if result.to_frame().is_empty():
        return found
    if result.to_frame("levels").height:
        levels = _counted(result, lang, "levels", LEVELS, _LEVELS)
        found.append(replace(levels, title=Text("何を目標に掲げているか", "What is promised").to(lang)))
    found.append(
        table(
            result,
            lang,
            dict.fromkeys(_MEASURED),
            name="measurability",
            title=Text("目標はどこまで測れるか", "How far targets can be measured").to(lang),
            reading=Text(
                "指標の数。「四つとも」は特定・数値目標・目標年度・現状値がそろうもの",
                "Number of indicators; all four: specific, numeric, dated, with a baseline",
            ).to(lang),
        )
    )
    rows = result.in_percent().with_columns(pl.col("gap", "relative") * 100)
    if rows.height:
        short = {
            "change": ("変化", "Change"),
            "relative": ("増加率（％）", "Relative (%)"),
            "gap": ("残りを埋める割合（％）", "Gap closed (%)"),
        }
        found.append(
            table(
                result,
                lang,
                dict.fromkeys(("plan_id", "name", "baseline", "target", "change", "relative", "gap", "log_odds"))
                | short,
                frame=rows,
                title=ON_SCALES.to(lang),
                reading=Text(
                    "現状値のある割合の指標。順が尺度で変わるのは算式の性質で、平均はしない",
                    "Indicators in percent with a baseline; orders differ by the formulas, and nothing is averaged",
                ).to(lang),
            )
        )
    if result.to_frame("detectable").height:
        found.append(
            table(
                result,
                lang,
                dict.fromkeys(("plan_id", "name", "baseline", "target", "basis", "n", "power", "smallest", "n_needed")),
                name="detectable",
                title=Text("達成は調査で確かめられるか", "Can a survey tell that the target was met?").to(lang),
                reading=_DETECTABLE.to(lang),
            )
        )
    if result.to_frame("observed").height:
        found.append(
            table(
                result,
                lang,
                dict.fromkeys(
                    ("plan_id", "name", "change_per_year", "from_date", "to_date", "gained", "observed_per_year")
                ),
                name="observed",
                title=Text("求める速さと、公的統計に見る速さ", "Pace demanded and observed").to(lang),
                reading=Text("見えた速さは、先の見通しではない", "The pace observed is no forecast").to(lang),
            )
        )
    return found


@headline(Ambition)
def _headline(result: Ambition, lang: str) -> Text:
    kpis = result.to_frame()
    n = kpis.filter(pl.col("target_class").is_in(NUMBER_TO_NUMBER)).height
    return Text(
        f"指標{kpis.height}のうち、数値の現状値から数値の目標値へ変えるものは{n}",
        f"Of {plural(kpis.height, 'indicator', 'indicators')}, {plural(n, 'goes', 'go')} from a numeric baseline to a "
        "numeric target",
    )
