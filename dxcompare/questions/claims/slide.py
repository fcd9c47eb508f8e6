"""The slide of `claims`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present import style
from dxcompare.present.slide import Slide, as_shown, headline, named, slide
from dxcompare.questions.claims.compute import VERDICTS, Claims
from dxcompare.words.text import Text, plural


@slide(Claims)
def _claims(result: Claims, lang: str) -> Slide:
    order = list(VERDICTS)
    table = result.to_frame("documents").with_columns(as_shown("title", lang))
    return Slide(
        table.sort(pl.col("verdict").cast(pl.String).cast(pl.Enum(order)), maintain_order=True).with_columns(
            named("verdict", VERDICTS, lang)
        ),
        "stacked",
        category="title",
        series="verdict",
        value="claims",
        fills=[style.SHADES[5], style.SHADES[2], style.INK, "#ffffff"],
        reading=Text("記述の数。判定別", "Number of statements, by verdict").to(lang),
    )


@headline(Claims)
def _headline(result: Claims, lang: str) -> Text:
    rows = result.to_frame()
    n, otherwise = rows.filter(verdict="contradicted").height, rows["holds_otherwise"].sum()
    return Text(
        f"計画が自らの表について述べた{rows.height}件のうち、表と合わないものは{n}件"
        + f"（うち{otherwise}件は別の読み方なら合う）" * (otherwise > 0),
        f"Of {plural(rows.height, 'statement of the plans about their tables', 'statements of the plans about their tables')}, "
        f"{plural(n, 'is', 'are')} contradicted" + f" ({otherwise} only on one of two readings)" * (otherwise > 0),
    )
