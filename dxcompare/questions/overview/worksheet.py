"""The sheet of `overview`: a column a plan."""

from __future__ import annotations

from collections.abc import Iterable

from dxcompare.present.slide import named
from dxcompare.present.worksheet import Sheet, grid_of, sheets
from dxcompare.questions.overview.compute import Overview
from dxcompare.questions.overview.tables import CONTENTS, Contents
from dxcompare.tables.columns import said
from dxcompare.words.text import Text


@sheets(Overview)
def _sheets(result: Overview, lang: str) -> Iterable[Sheet]:
    counts = result.to_frame("contents").with_columns(named("what", CONTENTS, lang))
    head = said(Contents.columns()["what"]).heading.to(lang)
    wide = grid_of(counts, ["what"], result.plan_names(lang), "count").rename({"what": head})
    meaning = Text("計画ごとの件数。空欄は計画に記載がない", "Number by plan; blank where the plan states none")
    yield Sheet(Contents.called.to(lang), wide, meaning.to(lang))
