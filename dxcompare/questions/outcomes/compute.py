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
    latest, told = _latest(ds, used, codes), dict[str, list[dict]]()
    for row in used.iter_rows(named=True):
        if (row["indicator_id"], codes[row["plan_id"]]) in latest:
            told.setdefault(row["kpi_id"], []).append(row)
    named = {
        row["indicator_id"]: {"indicator_ja": row["name_ja"], "indicator_en": row["name_en"]}
        for row in ds.indicator.iter_rows(named=True)
    }
    rows = _blank_cells(matrix(ds, "dx", AS_WRITTEN, by), names, kpis) + [
        _row(pair, known, latest.get((known.get("indicator_id"), codes[pair["plan_id"]]), {}), named)
        for pair in kpis.join(
            ds.kpi.select("kpi_id", *_OF_KPI), on="kpi_id", how="left", maintain_order="left"
        ).iter_rows(named=True)
        for known in told.get(pair["kpi_id"], [{}])
    ]
    promised = (
        pl.DataFrame(rows, schema=_SCHEMA)
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


def _blank_cells(cells: pl.DataFrame, names: pl.DataFrame, known: pl.DataFrame) -> list[dict]:
    """A row for each item for which a plan has neither indicator nor measure, with the kind of blank of its cell."""
    empty = cells.join(names, on="item_id", how="semi", maintain_order="left").join(
        known, on=["plan_id", "item_id"], how="anti", maintain_order="left"
    )
    return [
        {**dict.fromkeys(_SCHEMA), **row}
        for row in empty.select("plan_id", "item_id", verdict="blank").iter_rows(named=True)
    ]


def _latest(ds: Dataset, used: pl.DataFrame, codes: dict[str, str]) -> dict[tuple, dict]:
    """Indicator and area → its latest figure."""
    rows = (
        ds.reference_stat.filter(pl.col("indicator_id").is_in(used["indicator_id"].implode()), group_id="total")
        .filter(pl.col("area_code").is_in([codes[plan] for plan in used["plan_id"].unique()]))
        .filter(pl.col("value_text") != NOT_SURVEYED)
        .sort(pl.coalesce(pl.col("as_of"), pl.col("year").cast(pl.String)).fill_null(""), maintain_order=True)
        .unique(["indicator_id", "area_code"], keep="last")
    )
    return {(row["indicator_id"], row["area_code"]): row for row in rows.iter_rows(named=True)}


#: What a row says, or its verdict asks, of an indicator.
_OF_KPI = "name_ja name_en target_text target target_fy unit direction comparator locator".split()


def _row(pair: dict, known: dict, actual: dict, names: dict) -> dict:
    indicator = known.get("indicator_id")
    dated = actual.get("as_of") or (str(actual["year"]) if actual.get("year") else None)
    return {
        **{
            name: pair[name]
            for name in ("plan_id", "item_id", "kpi_id", "name_ja", "name_en", "target_text", "target", "target_fy")
        },
        "indicator_id": indicator,
        **names.get(indicator, {}),
        "relation": known.get("relation"),
        "actual_text": actual.get("value_text"),
        "actual": actual.get("value"),
        "actual_unit": actual.get("unit"),
        "as_of": dated,
        "verdict": _verdict(pair, known, actual, dated),
        "caution": known.get("caution"),
        "caution_en": known.get("caution_en"),
        "kpi_locator": pair["locator"],
        "source_id": actual.get("source_id"),
        "locator": actual.get("locator"),
    }


def _verdict(pair: dict, known: dict, actual: dict, dated: str | None) -> str:
    if pair["kpi_id"] is None:
        return "no_target"
    if not actual:
        return "not_measurable"
    if actual["value_text"] in (_DONE, _NOT_DONE):
        return "in_place" if actual["value_text"] == _DONE else "not_in_place"
    if known["relation"] != "same" or pair["target"] is None or pair["unit"] != actual["unit"]:
        return "shown_only"
    sign = -1 if pair["direction"] == "lower" else 1
    ahead = sign * (actual["value"] - pair["target"])
    if ahead > 0 or (ahead == 0 and pair["comparator"] not in ("gt", "lt")):
        return "reached"
    if dated is None or pair["target_fy"] is None:
        return "shown_only"
    if len(dated) == 4:  # a year alone is over only when the next one is
        return "not_yet" if int(dated) <= pair["target_fy"] else "not_reached"
    return "not_yet" if dated < f"{pair['target_fy'] + 1}-03-31" else "not_reached"


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
    official = ds.indicator.select("indicator_id", indicator_ja="name_ja", indicator_en="name_en")
    return rows.join(ds.kpi.select("kpi_id", "name_ja", "name_en"), on="kpi_id", maintain_order="left").join(
        official, on="indicator_id", maintain_order="left"
    )
