"""What did the plans' predecessors leave undone, by national item, and do the new plans take it up?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import in_order
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.evidence.judgements import SETTLED, acting, asked_by
from dxcompare.evidence.lineage import canonical, item_names
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.previous import tables
from dxcompare.tables import vocabularies
from dxcompare.tables.common import NO_ITEM
from dxcompare.words.text import Text

VERDICTS = vocabularies.EVALUATION_VERDICTS
#: The verdicts that say that something was left undone, and the one that few plans use.
UNDONE, RARE = ("partly", "not_done"), "not_assessable"


@dataclass(frozen=True)
class Previous(Result):
    """Verdicts on the previous plans; tables `items`, `verdicts` and `plans`.

    `items`: verdicts counted by plan and item (`none` for no national item), with the measures of the new plan tied
    to it, whether or not the item stands in its version. `verdicts`: one row per verdict and item.
    """


@asked_by
@asked
def previous(ds: Dataset, *, by: str = SETTLED) -> Previous:
    """The plans' own verdicts on their predecessors, by national item.

    Parameters
    ----------
    ds : Dataset
    by : str
        On whose judgement the new plans' measures act on items; see :func:`dxcompare.coverage`.

    Returns
    -------
    Previous

    Raises
    ------
    UnknownName
        If nobody judged so.

    Notes
    -----
    The verdicts are the cities' own and use different words and scales (`verdict_text`); which item a
    verdict speaks of is our decision (`evaluation_items.csv` in the folder of the city in `data/mappings/`).

    Examples
    --------
    >>> import dxcompare
    >>> previous(dxcompare.load()).to_frame("verdicts").height
    40
    """
    last = canonical(ds)
    versions = ds.framework_version.filter(framework="dx").get_column("version").to_list()
    names = item_names(ds, "dx", versions).select("item_id", "short_ja", "short_en")
    rows = ds.evaluation.join(
        ds.evaluation_item.with_columns(pl.col("item_id").replace(last)),
        on=["plan_id", "number"],
        maintain_order="left",
    ).select("plan_id", "number", "item_ja", "verdict", "verdict_text", "item_id", "reason", "source_id", "locator")
    acts = (
        acting(ds, by).filter(framework="dx").select("plan_id", "measure_id", pl.col("item_id").replace(last)).unique()
    )
    measures = acts.group_by("plan_id", "item_id").agg(measures=pl.len().cast(pl.Int64))
    counts = rows.group_by("plan_id", "item_id", maintain_order=True).agg(
        **{verdict: (pl.col("verdict") == verdict).sum().cast(pl.Int64) for verdict in VERDICTS}
    )
    order = pl.concat(
        [
            names,
            pl.DataFrame({"item_id": ["none"], "short_ja": [NO_ITEM.ja], "short_en": [NO_ITEM.en]}),
        ]
    ).with_row_index("position")
    items = (
        counts.join(order, on="item_id")
        .join(measures, on=["plan_id", "item_id"], how="left")
        .with_columns(
            measures=pl.when(pl.col("item_id") == "none").then(None).otherwise(pl.col("measures").fill_null(0))
        )
        .sort("position", maintain_order=True)
        .select(*tables.Items.fields())
    )
    plans = ds.plans().filter(pl.col("plan_id").is_in(rows.get_column("plan_id").unique().to_list()))
    return Previous(
        title=Text("前計画の未達成項目は何か", "What did the previous plans leave undone?"),
        method=Text(
            "計画に記載された前計画の評価を、編者が国の事項に結び付けて数えた。",
            "The plans' stated verdicts on their predecessors, counted by the national item we tie them to.",
        ),
        tables={
            "items": in_order(ds, items),
            "verdicts": rows.join(order, on="item_id", maintain_order="left").select(*tables.Verdicts.fields()),
            "plans": plans,
        },
        edition=edition_of(ds),
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select(*CITED),
        caveats=(
            Text(
                "評価は各市が自ら付けたもので、言葉も段階も違う。件数を市の間で比べない。",
                "The verdicts are the cities' own, in different words and grades; do not compare counts between "
                "cities.",
            )
            if plans.height > 1
            else Text("評価は市が自ら付けたもの。", "The verdicts are the city's own."),
        ),
    )


def given(result: Previous) -> list[str]:
    """The verdicts to be shown: the rare one only where a plan gives it."""
    return [verdict for verdict in VERDICTS if verdict != RARE or result.to_frame("items")[verdict].sum()]
