"""What was promised, and what came of it, as far as official figures tell."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.dataset.places import NATION
from dxcompare.evidence.judgements import SETTLED, asked_by
from dxcompare.evidence.lineage import AS_WRITTEN, against, joined, row_names
from dxcompare.evidence.links import decided, links
from dxcompare.evidence.matrix import matrix
from dxcompare.evidence.versions import unread
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.outcomes.tables import Promised, Refused, Series
from dxcompare.sources.official.tables import NOT_SURVEYED, STATUS
from dxcompare.words.text import Text

_DONE, _NOT_DONE = STATUS[:2]


@dataclass(frozen=True)
class Outcomes(Result):
    """Targets against official figures; tables `promised`, `series`, `refused`, `items`, `plans`.

    `promised`: one row per plan, item and indicator that measures it, with the latest figure; one row without an
    indicator where there is none, and why.
    `series`: the figures in the same unit as the target, of the municipality, its prefecture and the nation.
    `refused`: the figures that are another quantity.
    """


@asked_by
@asked
def outcomes(ds: Dataset, *, by: str = SETTLED) -> Outcomes:
    """Every target against the latest official figure for it, where there is one.

    Parameters
    ----------
    ds : Dataset
    by : str
        On whose judgement a plan without an indicator acts on an item; see :func:`dxcompare.coverage`. Which
        indicator measures which item is decided (`kpi_items.csv`), whatever `by` is.

    Returns
    -------
    Outcomes

    Raises
    ------
    UnknownName
        If nobody judged so.

    Notes
    -----
    Which official figure speaks to which indicator is decided in `kpi_actuals.csv`, in the folder of the city in `data/mappings/`.
    Only a figure of the same quantity can say `reached`; one near it is shown with its caution. Cards
    issued (交付) and cards held (保有) are refused to each other at the build. A figure without a date
    is never held against a year.

    Examples
    --------
    >>> import dxcompare
    >>> "not_yet" in outcomes(dxcompare.load()).to_frame()["verdict"]
    True
    """
    plans = ds.plans()
    codes = dict(plans.select("plan_id", "municipality_code").iter_rows())
    read = against(ds, "dx", AS_WRITTEN)
    same = joined(ds, "dx", list(read.values()))
    linked, judged = links(ds, "dx", AS_WRITTEN, by), decided(ds, "dx", AS_WRITTEN).filter(kind="kpi")
    acts, measured = (
        rows.with_columns(pl.col("item_id").replace(same)).unique(maintain_order=True)
        for rows in (linked.select("plan_id", "item_id"), judged.select("plan_id", "item_id", kpi_id="id"))
    )
    known = {same.get(item, item) for item in ds.coding_rule["item_id"]} | {*acts["item_id"], *measured["item_id"]}
    names = row_names(ds, "dx", AS_WRITTEN).filter(pl.col("item_id").is_in(list(known)))
    without = acts.join(measured, on=["plan_id", "item_id"], how="anti", maintain_order="left")
    kpis = pl.concat([measured, without.with_columns(kpi_id=pl.lit(None, pl.String))])
    used = ds.kpi_actual.filter(pl.col("relation") != "different").join(
        ds.kpi.select("kpi_id", "plan_id"), on="kpi_id", maintain_order="left"
    )
    told = used.with_columns(area_code=pl.col("plan_id").replace_strict(codes, return_dtype=pl.String)).join(
        _latest(ds, used, codes), on=["indicator_id", "area_code"], maintain_order="left"
    )
    pairs = kpis.join(
        ds.kpi.select("kpi_id", *_OF_KPI, kpi_locator="locator"), on="kpi_id", how="left", maintain_order="left"
    )
    cells = matrix(ds, "dx", AS_WRITTEN, by)
    rows = pl.concat(
        [
            _blank_cells(cells, names, kpis),
            pairs.join(told.drop("plan_id"), on="kpi_id", how="left", maintain_order="left_right")
            .join(_official(ds), on="indicator_id", how="left", maintain_order="left")
            .with_columns(verdict=_verdict()),
        ],
        how="diagonal_relaxed",
    ).join(cells.select("plan_id", "item_id", "in_doubt"), on=["plan_id", "item_id"], how="left", maintain_order="left")
    promised = (
        rows.select(pl.col(name).cast(kind) for name, kind in _SCHEMA.items())
        .join(
            names.select("item_id", "short_ja", "short_en").with_row_index("position"),
            on="item_id",
            maintain_order="left",
        )
        .join(plans.select("plan_id").with_row_index("plan"), on="plan_id", maintain_order="left")
        .sort("position", "plan", "kpi_id", maintain_order=True)
    )
    series = _series(ds, used, codes)
    undated = ds.indicator.join(
        promised.filter(pl.col("actual_text").is_not_null(), pl.col("as_of").is_null()),
        on="indicator_id",
        how="semi",
        maintain_order="left",
    )
    cited = (
        set(promised.get_column("source_id").drop_nulls())
        | set(series.get_column("source_id"))
        | set(plans.get_column("source_id"))
    )
    return Outcomes(
        title=Text(
            "目標の結果は、公的統計でどこまで確かめられるか",
            "How far do official figures tell what came of the targets?",
        ),
        method=Text(
            "目標に最も近い公的統計を一つずつ選び、最新の値と並べた。",
            "Each target beside the latest official figure chosen for it.",
        ),
        tables={
            "promised": promised.select(*Promised.fields()),
            "series": series,
            "refused": _named(ds, ds.kpi_actual.filter(relation="different")).select(*Refused.fields()),
            "items": names,
            "plans": plans,
        },
        edition=edition_of(ds),
        sources=ds.source.filter(pl.col("source_id").is_in(sorted(cited))).select(*CITED),
        caveats=(
            *unread(ds, "dx", AS_WRITTEN),
            Text(
                "公的統計は計画と定義が違うことがあり、時点も古い。目標に達しなかった理由は分からない。",
                "Official figures may differ in definition and are old; why a figure falls short is not known.",
            ),
            *(
                [
                    Text(
                        f"統計に時点が書かれていないもの：{'、'.join(undated['name_ja'])}。",
                        f"Figures without a date: {'; '.join(undated['name_en'])}.",
                    )
                ]
                if undated.height
                else []
            ),
        ),
    )


#: The columns of `promised` but for the names of items.
_SCHEMA = {name: kind for name, kind in Promised.kinds().items() if not name.startswith("short_")}


def _blank_cells(cells: pl.DataFrame, names: pl.DataFrame, known: pl.DataFrame) -> pl.DataFrame:
    """A row for each item for which a plan has neither indicator nor measure, with the kind of blank of its cell."""
    empty = cells.join(names, on="item_id", how="semi", maintain_order="left").join(
        known, on=["plan_id", "item_id"], how="anti", maintain_order="left"
    )
    return empty.select("plan_id", "item_id", verdict=pl.col("blank").cast(pl.String))


#: The columns of `promised` that an official figure fills, by their names in `reference_stat`.
_OF_FIGURE = {
    "value_text": "actual_text",
    "value": "actual",
    "unit": "actual_unit",
    "source_id": "source_id",
    "locator": "locator",
}


def _latest(ds: Dataset, used: pl.DataFrame, codes: dict[str, str]) -> pl.DataFrame:
    """The latest figure of each indicator and area, with its date, or year where it has none."""
    dated = pl.coalesce(pl.col("as_of"), pl.col("year").cast(pl.String))
    return (
        ds.reference_stat.filter(pl.col("indicator_id").is_in(used["indicator_id"].implode()), group_id="total")
        .filter(pl.col("area_code").is_in([codes[plan] for plan in used["plan_id"].unique()]))
        .filter(pl.col("value_text") != NOT_SURVEYED)
        .sort(dated.fill_null(""), maintain_order=True)
        .unique(["indicator_id", "area_code"], keep="last")
        .select("indicator_id", "area_code", as_of=dated, **{new: old for old, new in _OF_FIGURE.items()})
    )


#: What a row says, or its verdict asks, of an indicator.
_OF_KPI = "name_ja name_en target_text target target_fy unit direction comparator".split()


def _verdict() -> pl.Expr:
    """What the latest figure says to a target."""
    ahead = (pl.col("actual") - pl.col("target")) * pl.when(direction="lower").then(-1).otherwise(1)
    strict = pl.col("comparator").is_in(["gt", "lt"]).fill_null(False)
    of_year = pl.col("as_of").str.len_chars() == 4  # a year alone is over only when the next one is
    early = (
        pl.when(of_year)
        .then(pl.col("as_of").cast(pl.Int64, strict=False) <= pl.col("target_fy"))
        .otherwise(pl.col("as_of") < pl.format("{}-03-31", pl.col("target_fy") + 1))
    )
    other = (pl.col("relation").cast(pl.String) != "same") | pl.col("unit").ne_missing(pl.col("actual_unit"))
    verdicts = [
        (pl.col("kpi_id").is_null(), "no_target"),
        (pl.col("actual_text").is_null(), "not_measurable"),
        (pl.col("actual_text") == _DONE, "in_place"),
        (pl.col("actual_text") == _NOT_DONE, "not_in_place"),
        (other | ahead.is_null(), "shown_only"),
        ((ahead > 0) | (ahead == 0) & ~strict, "reached"),
        (early.is_null(), "shown_only"),
        (early, "not_yet"),
    ]
    return pl.coalesce(*(pl.when(holds).then(pl.lit(said)) for holds, said in verdicts), pl.lit("not_reached"))


def _official(ds: Dataset) -> pl.DataFrame:
    """What the official figures are called."""
    return ds.indicator.select("indicator_id", indicator_ja="name_ja", indicator_en="name_en")


def _series(ds: Dataset, used: pl.DataFrame, codes: dict[str, str]) -> pl.DataFrame:
    """Figures in the target's unit for the city, its prefecture and the nation, by date."""
    areas = {
        "municipality": pl.col("code"),
        "prefecture": pl.col("code").str.slice(0, 2) + "000",
        "nation": pl.lit(NATION),
    }
    wanted = (
        used.select("kpi_id", "indicator_id", code=pl.col("plan_id").replace_strict(codes, return_dtype=pl.String))
        .join(ds.kpi.filter(pl.col("unit").is_not_null()).select("kpi_id", "unit"), on="kpi_id")
        .with_row_index("at")
    )
    figures = ds.reference_stat.filter(
        pl.col("indicator_id").is_in(wanted["indicator_id"].implode()),
        pl.col("group_id").is_in(["total", "median"]),
        pl.col("value").is_not_null(),
    ).with_row_index("row")
    rows = (
        pl.concat([wanted.with_columns(area_code=area, kind=pl.lit(kind)).drop("code") for kind, area in areas.items()])
        .join(figures.drop("name_ja"), on=["indicator_id", "area_code", "unit"])
        .join(ds.areas().drop("kind"), on="area_code")
        .sort("at", "row")
    )
    named = [name for name in Series.fields() if name.startswith(("name_", "indicator_j", "indicator_e"))]
    series = _named(ds, rows.select(name for name in Series.fields() if name not in named)).select(*Series.fields())
    return series.sort("kpi_id", "indicator_id", pl.col("kind").cast(pl.String), "as_of")


def _named(ds: Dataset, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows with the names of their indicator and of the official one."""
    return rows.join(ds.kpi.select("kpi_id", "name_ja", "name_en"), on="kpi_id", maintain_order="left").join(
        _official(ds), on="indicator_id", maintain_order="left"
    )
