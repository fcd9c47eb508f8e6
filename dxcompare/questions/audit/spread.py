"""The chart of the audit of many surveys: what each test found."""

from __future__ import annotations

from collections import Counter

import polars as pl

from dxcompare.present import stacks, style
from dxcompare.questions.audit.compute import Audit
from dxcompare.tables.vocabularies import AUDIT_TESTS, AUDIT_VERDICTS
from dxcompare.words.text import Text

LOOKS: dict[str, tuple[str, str | None]] = {
    "consistent": (style.SHADES[2], None),
    "inconsistent": (style.INK, None),
    "untestable": ("white", "////"),
}


@style.spreads(Audit, "matrix")
def matrix(result: Audit, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
    """Of each test, how many tables are consistent, how many not, and how many cannot be tested."""
    tests = result.to_frame("tests").with_columns(pl.col("test", "verdict").cast(pl.String))
    lines = [
        stacks.Stack(said.to(lang), Counter(tests.filter(test=test)["verdict"].to_list()))
        for test, said in AUDIT_TESTS.items()
        if not tests.filter(test=test).is_empty()
    ]
    surveys = tests["survey_id"].n_unique()
    whole = Text(f"{surveys:,}調査すべて。", f"All {surveys:,} surveys. ").to(lang)
    reading = Text(
        "一つ一つが、表の一つの区分に対する点検。検出力は見ていない",
        "Each is a test of a breakdown of a table; how surely it finds an error is not shown",
    )
    parts = {verdict: (said, *LOOKS[verdict]) for verdict, said in AUDIT_VERDICTS.items()}
    title = Text("集計表のどこが計算に合わないか", "Where do the survey tables not add up?").to(lang)
    return stacks.stacks(
        result,
        lang,
        width_mm,
        "audit",
        title,
        lines,
        parts,
        reading,
        whole=whole,
        notes=[result.method, *result.caveats],
    )
