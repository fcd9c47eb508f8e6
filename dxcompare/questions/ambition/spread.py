"""Charts of the indicators of many plans: how their classes, kinds, targets and paces are distributed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import polars as pl

from dxcompare.present import spread, style
from dxcompare.questions.ambition.compute import Ambition, of_item
from dxcompare.questions.ambition.tables import CLASSES, LEVELS, ON_SCALES
from dxcompare.tables.vocabularies import AMBITION_SCALES as SCALES
from dxcompare.words.text import Text

#: What is to be known of classes and kinds before one reads them.
CLASSED, LEVELLED = (
    Text(
        "\n上から順に当てはめ、各指標をいずれか一つに分類。1回当たりの数は催しなど1回ごとの数、期間の累計は計画期間を通して数え、"
        "現状値のないもの",
        "\nEach is in the first class that fits. Rate per event: of each event; sum over the period: counted over the whole "
        "plan, without a baseline",
    ),
    Text(
        "\n投入は金や人、活動は行う回数、産出は整えたものや届いた人、成果は使われ方や人々・職場に起きた変化。機械が一度読んで決めたもの",
        "\nInputs: money, staff; activities: what is held or done; outputs: what is in place, people reached; outcomes: use, "
        "and change in people or offices. Decided by one machine reader",
    ),
)
#: One row of a chart of indicators: a column, what it is called, by how much it is multiplied, its ends and decimals.
Quantity = tuple[str, Text, float, tuple[float, float] | None, int]


@style.spreads(Ambition, "classes")
def classes(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """The share of each class among the indicators of a plan."""
    title = Text("測れる目標はどれだけあるか", "How much of the targets can be measured?")
    return _shares(result, lang, width_mm, mark, "classes", CLASSES, title, CLASSED)


@style.spreads(Ambition, "levels")
def levels(result: Ambition, lang: str, width_mm: float = style.WIDTH_MM, mark: str | None = None) -> style.Chart:
    """The share of inputs, activities, outputs and outcomes among the indicators of a plan."""
    title = Text(
        "何を目標に掲げているか：投入・活動・産出・成果",
        "What the targets are about: inputs, activities, outputs, outcomes",
    )
    return _shares(result, lang, width_mm, mark, "levels", LEVELS, title, LEVELLED)


def _shares(
    result: Ambition,
    lang: str,
    width_mm: float,
    mark: str | None,
    kind: str,
    words: Mapping[str, Text],
    title: Text,
    said: Text,
) -> style.Chart:
    plan, name = spread.marked(result, lang, mark)
    counts = style.some(result.to_frame(kind), result, lang)
    shares = counts.with_columns(share=100 * pl.col("kpis") / pl.col("kpis").sum().over("plan_id"))
    lines = []
    for code, called in words.items():
        of = shares.filter(pl.col(counts.columns[1]).cast(pl.String) == code)
        lines.append(_row(of, called.to(lang), "share", plan, 1, (0, 100), 0))
    shares_of = Text(
        "計画の指標に占める割合（％、0～100）", "Share of the indicators of a plan (per cent, from 0 to 100)"
    )
    reading = (shares_of + said).to(lang)
    return spread.rows(
        result, lang, width_mm, f"ambition-{kind}", title.to(lang), lines, name, reading, notes=result.caveats
    )


@style.spreads(Ambition, "targets")
def targets(
    result: Ambition,
    lang: str,
    width_mm: float = style.WIDTH_MM,
    item: str | None = None,
    mark: str | None = None,
) -> style.Chart:
    """Where the indicators in percent stand, and where they are to stand."""
    known = result.to_frame("kpis").filter(pl.col("unit") == "%", pl.col("target").is_not_null())
    title = Text("割合の指標：現状値から目標値へ", "Indicators in percent: from baseline to target")
    quantities = [
        ("baseline", Text("現状値（％）", "baseline (%)"), 1.0, (0.0, 100.0), 0),
        ("target", Text("目標値（％）", "target (%)"), 1.0, (0.0, 100.0), 0),
    ]
    return _of_indicators(result, lang, width_mm, mark, "targets", title, of_item(result, known, item), quantities)


@style.spreads(Ambition, "scales")
def scales(
    result: Ambition,
    lang: str,
    width_mm: float = style.WIDTH_MM,
    item: str | None = None,
    mark: str | None = None,
) -> style.Chart:
    """How far the indicators in percent are to move, on each of the four scales."""
    units = {"change": ("ポイント", "points", 1.0), "relative": ("％", "%", 100.0), "gap": ("％", "%", 100.0)}
    quantities: list[Quantity] = []
    for scale, name in SCALES.items():
        ja, en, factor = units.get(scale, ("対数", "logits", 1.0))
        said = name + Text(f"（{ja}）", f" ({en})")
        quantities.append((scale, said, factor, None, 1 if scale == "log_odds" else 0))
    kpis = of_item(result, result.in_percent(), item)
    return _of_indicators(result, lang, width_mm, mark, "scales", ON_SCALES, kpis, quantities)


@style.spreads(Ambition, "pace")
def pace(
    result: Ambition,
    lang: str,
    width_mm: float = style.WIDTH_MM,
    item: str | None = None,
    mark: str | None = None,
) -> style.Chart:
    """What the targets demand each year."""
    title = Text("目標の達成には毎年どれだけ進む必要があるか", "What do the targets demand every year?")
    quantities: list[Quantity] = [
        ("change_per_year", Text("1年当たりのポイント", "points per year"), 1.0, None, 1),
        ("gap_per_year", Text("残りのうち1年に埋める割合（％）", "gap closed per year (%)"), 100.0, None, 1),
    ]
    yearly = of_item(result, result.in_percent(), item).filter(pl.col("change_per_year").is_not_null())
    return _of_indicators(result, lang, width_mm, mark, "pace", title, yearly, quantities)


def _of_indicators(
    result: Ambition,
    lang: str,
    width_mm: float,
    mark: str | None,
    kind: str,
    title: Text,
    kpis: pl.DataFrame,
    quantities: Sequence[Quantity],
) -> style.Chart:
    plan, name = spread.marked(result, lang, mark)
    style.some(kpis, result, lang)
    lines = [
        _row(kpis, said.to(lang), column, plan, factor, limits, decimals)
        for column, said, factor, limits, decimals in quantities
    ]
    reading = Text(
        "一つの値が一つの指標。指標の定義は計画ごとに違い、水準の違いは取組の違いとは限らない",
        "Each value is an indicator. Definitions differ between plans: a difference of levels need not be one of efforts",
    ).to(lang)
    return spread.rows(
        result,
        lang,
        width_mm,
        f"ambition-{kind}",
        title.to(lang),
        lines,
        name,
        reading,
        spread.INDICATORS,
        result.caveats,
    )


def _row(
    frame: pl.DataFrame,
    name: str,
    column: str,
    plan: str | None,
    factor: float,
    limits: tuple[float, float] | None,
    decimals: int,
) -> spread.Row:
    values = frame[column] * factor
    own = values.filter(frame["plan_id"].cast(pl.String) == (plan or "")).drop_nulls().to_list()
    return spread.Row(name, values, own, limits, decimals)
