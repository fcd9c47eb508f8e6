"""The sheets of `coverage`: a column a plan and a row an item, the same in long form, and the measures."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from dxcompare.evidence.marks import MARKS
from dxcompare.present.worksheet import Sheet, grid_of, sheet_of, sheets
from dxcompare.questions.coverage.chart import DOUBT, signs
from dxcompare.questions.coverage.compute import Coverage
from dxcompare.questions.coverage.tables import CELL_BLANKS, Matrix
from dxcompare.tables.columns import said
from dxcompare.words.text import Text, column, shown

#: The columns of the long form.
COLUMNS = (
    *("plan_id", "version", "name", "section", "stated", "coded", *MARKS),
    *("has_chapter", "in_doubt", "blank", "measures", "kpis", "steps"),
)


@sheets(Coverage)
def _sheets(result: Coverage, lang: str) -> Iterable[Sheet]:
    yield _grid(result, lang)
    yield sheet_of(result, None, lang, COLUMNS)
    yield sheet_of(result, "measures", lang)


def _grid(result: Coverage, lang: str) -> Sheet:
    """Item × plan: which of the five parts are there, in words."""
    matrix, name = result.to_frame("matrix"), column("name", lang)
    heads = {one: said(Matrix.columns()[one]).heading.to(lang) for one in ("section", name)}
    sections = said(Matrix.columns()["section"]).words
    cells = matrix.with_columns(
        says=pl.Series([_says(row, lang) for row in matrix.iter_rows(named=True)], dtype=pl.String),
        section=pl.col("section").cast(pl.String).replace({code: text.to(lang) for code, text in sections.items()}),
    )
    names = result.plan_names(lang)
    plans = {
        plan: names[plan] for plan in matrix["plan_id"].unique(maintain_order=True)
    }  # beside others, one goes ahead
    wide = grid_of(cells, ["section", name], plans, "says")
    return Sheet(
        Text("市×事項", "City by item").to(lang),
        wide.rename(heads),
        Text(
            "国の事項ごとに、各計画にあるもの（施策・工程・指標・数値目標と年・現状値）。（）内は、読み取れる五つのうちある数",
            "What each plan has for a national item: measure, step, indicator, target and year, baseline; in brackets how "
            "many of those that can be read are there",
        ).to(lang),
    )


def _says(row: dict, lang: str) -> str:
    """A cell in words, such as `施策・工程・指標（3/5）`."""
    chapter = Text("施策の外の章", "a chapter outside the measures").to(lang) if row["has_chapter"] else ""
    if row["blank"] and not row["has_indicator"]:
        found = [CELL_BLANKS[row["blank"]].to(lang), chapter]
    else:
        between = Text("・", ", ").to(lang)
        parts = [_part(name, sign, lang) for name, sign in zip(MARKS, signs(row), strict=True)]
        count = Text(f"（{row['marks']}/{row['readable']}）", f" ({row['marks']}/{row['readable']})").to(lang)
        found = [between.join(filter(None, parts)) + count, chapter]
    text = Text("、", "; ").to(lang).join(filter(None, found))
    return shown(text, lang) + (f" {DOUBT.to(lang)}" if row["in_doubt"] else "")


def _part(name: str, sign: str, lang: str) -> str:
    """A part that is there; one that cannot be read has a question mark; one that is not there is not named."""
    ends = {"true": "", "null": DOUBT.to(lang)}
    return MARKS[name].to(lang) + ends[sign] if sign in ends else ""
