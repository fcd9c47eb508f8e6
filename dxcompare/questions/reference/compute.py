"""What do the official figures say? A look-up of `reference_stat` with names, dates and cautions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import UnknownCity
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.dataset.peers import all_peers
from dxcompare.dataset.places import NATION
from dxcompare.dataset.quartiles import CENSUS, MANY, PUBLISHED, census_figures, planned, quartiles
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.reference.tables import GROUPS, Figures, Peer, Quartiles, Rule
from dxcompare.sources.official.tables import NOT_SURVEYED
from dxcompare.words.text import LANGUAGES, Text
from dxcompare.words.unknown import UnknownName, one_of


@dataclass(frozen=True)
class Reference(Result):
    """Official figures, and what they can be put beside.

    Table `figures` has one row per figure, and one where an area asked for has none. The kinds of area are
    `municipality`, `prefecture` and `nation`. Of the groups, `total` is an area's own figure; `answered`, `done`,
    `median` and the quartiles are counts over its municipalities, or over a municipality's peers.
    Table `quartiles` has those counts in one row (:meth:`Dataset.quartiles`), `peers` and `rules` who the peers are
    and how they were chosen, `plans` the plans.
    """

    def latest(self) -> pl.DataFrame:
        """The latest of the areas' own figures.

        Returns
        -------
        polars.DataFrame
            One row of `figures` per indicator and area, as far as there is one; undated figures only where
            no dated one is.
        """
        own = self.tables["figures"].filter(pl.col("group_id").is_null() | (pl.col("group_id") == "total"))
        when = pl.coalesce("as_of", pl.col("year").cast(pl.String))
        return (
            own.sort(when.fill_null(""), maintain_order=True)
            .unique(["indicator_id", "area_code"], keep="last", maintain_order=True)
            .select(pl.col(own.columns))
        )

    def beside_plans(self) -> Reference:
        """The figures of municipalities that have plans, their prefectures and the nation, where there are of many more.

        Returns
        -------
        Reference
            Itself, where there are few municipalities; its other tables stay as they are.
        """
        figures = self.tables["figures"]
        code = pl.col("area_code")
        towns = figures.filter(pl.col("kind") == "municipality")["area_code"].n_unique()
        planned = self.tables["plans"]["municipality_code"].str.split("+").explode()
        near = [*planned, *(planned.str.head(2) + "000"), NATION]
        if towns < max(MANY, planned.n_unique() + 1):
            return self
        which = Text(
            f"{towns:,}団体のうち、計画のある市区町村、その都道府県と全国の値。全部は reference_stat.csv にある。",
            f"Of {towns:,} municipalities those that have plans, with their prefectures and the nation; all are in "
            "reference_stat.csv.",
        )
        return replace(self, tables={**self.tables, "figures": figures.filter(code.is_in(near))}, which=which)


@asked
def reference(
    ds: Dataset, indicator: str | Sequence[str] | None = None, areas: str | Sequence[str] | None = None
) -> Reference:
    """Official figures, looked up.

    Parameters
    ----------
    ds : Dataset
    indicator : str or list of str, optional
        Identifiers of `ds.indicator`; by default every indicator. `population` and `share_65` are there for all
        municipalities when they are asked for, or an area is.
    areas : str or list of str, optional
        Codes of prefectures (`03000`) or the nation (`00000`), codes or names of municipalities; by default every
        area that is there. An area asked for that has no figure has a row that says so: a blank is never left out
        and never zero.

    Returns
    -------
    Reference

    Raises
    ------
    UnknownName
        If there is no such indicator or area.

    Examples
    --------
    >>> import dxcompare
    >>> ds = dxcompare.load()
    >>> dxcompare.reference(ds, "mynumber_held_rate", "41205").to_frame().filter(group_id="total")["value"].to_list()
    [80.0]
    """
    stats, places = ds.reference_stat, ds.areas()
    known = {*ds.indicator["indicator_id"], *stats["indicator_id"].unique(), *CENSUS}
    wanted = _asked(indicator, sorted(known), "indicator")
    codes = _areas(ds, areas, places["area_code"].to_list())
    if wanted is not None or codes is not None:
        key = ["indicator_id", "area_code", "group_id", "as_of"]
        stats = pl.concat([stats, census_figures(ds).join(stats, on=key, how="anti")], how="diagonal")
    chosen = stats if wanted is None else stats.filter(pl.col("indicator_id").is_in(wanted))
    if codes is not None:
        chosen = chosen.filter(pl.col("area_code").is_in(codes))
    if wanted is not None and codes is not None:
        chosen = pl.concat([chosen, _lacking(chosen, stats, wanted, codes)], how="diagonal")
    elif codes is not None:
        chosen = pl.concat(
            [chosen, _lacking(chosen, stats, ds.indicator["indicator_id"].to_list(), codes)], how="diagonal"
        )
    no_value = (
        pl.when(pl.col("value_text").is_null())
        .then(pl.lit("no_figure"))
        .when(pl.col("value_text") == NOT_SURVEYED)
        .then(pl.lit("not_surveyed"))
        .when(pl.col("value").is_null())
        .then(pl.lit("in_words"))
    )
    order = {name: i for i, name in enumerate(wanted or ds.indicator["indicator_id"])}
    figures = (
        chosen.join(
            ds.indicator.rename({"name_ja": "indicator_ja", "name_en": "indicator_en"}),
            on="indicator_id",
            how="left",
            maintain_order="left",
        )
        .join(places, on="area_code", how="left", maintain_order="left")
        .with_columns(
            pl.coalesce("indicator_ja", "name_ja", "indicator_id").alias("indicator_ja"),
            pl.coalesce("indicator_en", "name_ja", "indicator_id").alias("indicator_en"),
            *_groups(),
            blank=no_value,
            order=pl.col("indicator_id").replace_strict(order, default=len(order), return_dtype=pl.Int64),
        )
        .sort("order", "indicator_id", "as_of", "year", "area_code", "group_id", nulls_last=True)
    )
    beside = _quartiles(ds, figures, places, codes, wanted)
    figures = figures.select(*Figures.fields())
    cautions = figures.select("caution_ja", "caution_en").drop_nulls().unique(maintain_order=True)
    used = figures.select("source_id").drop_nulls().unique(maintain_order=True)
    return Reference(
        title=Text("公的統計の値はどうか", "What do the official figures say?"),
        method=Text(
            "公式の表に記載された値。空欄は空欄のままとし、0とはしない。",
            "Figures as the official tables state them. Blanks stay blanks and are never zero.",
        ),
        tables={
            "figures": figures,
            "quartiles": beside,
            "plans": ds.plans().drop("source_id"),
            **_peers(ds, codes),
        },
        edition=edition_of(ds),
        sources=used.join(ds.source, on="source_id", maintain_order="left").select(*CITED),
        caveats=tuple(Text(*row) for row in cautions.iter_rows()),
    )


def _quartiles(
    ds: Dataset, figures: pl.DataFrame, places: pl.DataFrame, codes: list[str] | None, wanted: list[str] | None
) -> pl.DataFrame:
    """What the figures can be put beside, with names."""
    named = figures.select("indicator_id", "indicator_ja", "indicator_en", "order").unique("indicator_id")
    return (
        quartiles(ds, codes, indicators=wanted)
        .join(named, on="indicator_id", maintain_order="left")
        .join(places.drop("kind"), on="area_code", maintain_order="left")
        .sort("order", "indicator_id", maintain_order=True)
        .select(*Quartiles.fields())
    )


def _peers(ds: Dataset, codes: list[str] | None) -> dict[str, pl.DataFrame]:
    """Who the peers are that are counted over, and how they were chosen."""
    found, said = all_peers(ds, planned(ds) if codes is None else codes, PUBLISHED)
    names = {row[0]: row[1:3] for row in ds.areas().iter_rows()}
    rules = [(code, *names[code], *rule) for code, rule in said.items()]
    return {
        "peers": found.with_columns(peer_code="municipality_code", municipality_code="own_code").select(*Peer.fields()),
        "rules": pl.DataFrame(rules, schema=Rule.kinds(), orient="row"),
    }


def _groups() -> list[pl.Expr]:
    """Who or what was counted, in words: groups that are counted everywhere, and age bands, which name themselves."""
    aged = pl.when(pl.col("group_id").str.contains(r"^\d+(-\d+|\+)$")).then("group_id")
    group = pl.col("group_id")
    return [
        pl.coalesce(
            group.replace_strict({name: text.to(lang) for name, text in GROUPS.items()}, default=None),
            aged.str.replace("-", Text("〜", "–").to(lang)) + pl.lit(Text("歳", "").to(lang)),
        ).alias(f"group_{lang}")
        for lang in LANGUAGES
    ]


def _asked(asked: str | Sequence[str] | None, known: list[str], what: str) -> list[str] | None:
    names = None if asked is None else [asked] if isinstance(asked, str) else list(asked)
    for name in names or ():
        one_of(what, name, known)
    return names


def _areas(ds: Dataset, asked: str | Sequence[str] | None, known: list[str]) -> list[str] | None:
    """The codes of the areas asked for: of the nation and prefectures their codes, of municipalities any name."""
    names = None if asked is None else [asked] if isinstance(asked, str) else list(asked)
    if names is None:
        return None
    found = []
    for name in names:
        try:
            found.append(name if name in known else ds.city(name))
        except UnknownCity:  # of several, or of old: it says which
            raise
        except UnknownName:
            one_of("area", name, known)
    return found


def _lacking(figures: pl.DataFrame, stats: pl.DataFrame, wanted: list[str], codes: list[str]) -> pl.DataFrame:
    """A row without a value for every indicator and area that has no figure of its own."""
    pairs = pl.DataFrame({"indicator_id": wanted}, schema={"indicator_id": pl.String}).join(
        pl.DataFrame({"area_code": codes}, schema={"area_code": pl.String}), how="cross"
    )
    units = stats.filter(group_id="total").unique("indicator_id").select("indicator_id", "unit")
    return (
        pairs.join(figures, on=["indicator_id", "area_code"], how="anti")
        .with_columns(group_id=pl.lit("total"))
        .join(units, on="indicator_id", how="left")
    )
