"""The slide of `audit`, and the finding that heads it."""

from __future__ import annotations

from dxcompare.present.slide import Slide, headline, slide, table
from dxcompare.questions.audit.compute import Audit
from dxcompare.words.text import Text, plural


@slide(Audit)
def _audit(result: Audit, lang: str) -> Slide:
    reading = Text("計算に合わない箇所", "What does not add up").to(lang)
    return table(result, lang, ["city", "ref", "text", "treatment"], "findings", reading=reading)


@headline(Audit)
def _headline(result: Audit, lang: str) -> Text:
    rows = result.to_frame()
    n = rows.filter(verdict="inconsistent").height
    return Text(
        f"集計表の点検{rows.height:,}件のうち、合わないものは{n:,}件",
        f"Of {plural(rows.height, 'test', 'tests')} of tables, {plural(n, 'does', 'do')} not add up",
    )
