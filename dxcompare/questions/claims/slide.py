"""The slide of `claims`, and the finding that heads it."""

from __future__ import annotations

import polars as pl

from dxcompare.present.slide import Slide, as_shown, headline, named, slide
from dxcompare.questions.claims.chart import FILLS
from dxcompare.questions.claims.compute import VERDICTS, Claims
from dxcompare.words.text import Text, column, plural


@slide(Claims)
def _claims(result: Claims, lang: str) -> Slide:
    order = list(VERDICTS)
    table = _called(result, lang).with_columns(as_shown("title", lang))
    return Slide(
        table.sort(pl.col("verdict").cast(pl.String).cast(pl.Enum(order)), maintain_order=True).with_columns(
            named("verdict", VERDICTS, lang)
        ),
        "stacked",
        category="title",
        series="verdict",
        value="claims",
        fills=[FILLS[verdict] for verdict in order if verdict in set(table["verdict"])],
        reading=Text("記述の数。判定別", "Number of statements, by verdict").to(lang),
    )


def _called(result: Claims, lang: str) -> pl.DataFrame:
    """The documents; a title that does not say whose it is, or that two have, comes after the city."""
    counts = result.to_frame("documents")
    cities = result.to_frame().select("plan_id", "city_ja", "city_en").unique()
    alone = pl.col("source_id").n_unique().over("title") == 1
    own = alone & pl.col("title").str.contains(pl.col("city_ja"), literal=True)
    named = counts.join(cities, on="plan_id", maintain_order="left").with_columns(
        title=pl.when(own).then("title").otherwise(pl.format("{} {}", column("city", lang), "title"))
    )
    return named.select(counts.columns)


@headline(Claims)
def _headline(result: Claims, lang: str) -> Text:
    rows = result.to_frame()
    n, turns = (rows.filter(verdict=verdict).height for verdict in ("contradicted", "depends_on_reading"))
    statements = plural(
        rows.height, "statement of the plans about their tables", "statements of the plans about their tables"
    )
    return Text(
        f"計画が自らの表について述べた{rows.height:,}件のうち、どう読んでも表と合わないものは{n:,}件"
        + f"、読み方によるものは{turns:,}件" * (turns > 0),
        f"Of {statements}, {plural(n, 'is', 'are')} contradicted however read"
        + f", {plural(turns, 'depends', 'depend')} on the reading" * (turns > 0),
    )
