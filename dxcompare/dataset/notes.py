"""What must be said of a data set: which plans it holds, and which survey cells are not shown as printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.tables.vocabularies import NATURES
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, plural

#: What must be said wherever bases are shown that no plan prints.
RECOVERED = Text(
    "＊の人数は計画に記載がなく、割合から編者が復元した。",
    "Bases with * are not stated; we recovered them from the percentages.",
)


#: What must be said wherever bases are shown that are only likely.
LIKELY = Text(
    "≈の人数は、割合から見てほぼ確か（事後確率99％以上）なもの。",
    "Bases with ≈ are likely (posterior 0.99 or more), going by the percentages.",
)


DASHED = Text(
    "計画の表の「-」は0と読んだ（理由は「出典についての記録」にある）。",
    "A printed - is read as 0 (why: see the notes on the sources).",
)


def notes(cells: pl.DataFrame) -> list[Text]:
    """What must be said of survey cells (rows of :meth:`Dataset.answers`) that are not shown as printed."""
    recovered, dashed = "recovered" in cells["certainty"], "dash_as_zero" in cells["reading"]
    likely = cells.filter(pl.col("certainty") == "likely", pl.col("n").is_not_null()).height > 0
    return [RECOVERED] * recovered + [LIKELY] * likely + [DASHED] * dashed


def silence(surveys: pl.DataFrame) -> list[Text]:
    """That those who did not answer are in no interval: rows of `survey`, those that print how many were asked."""
    known = surveys.filter(pl.col("sampled").is_not_null(), pl.col("valid").is_not_null())
    if known.is_empty():
        return []
    each = [
        (row["name_ja"], row["name_en"], 100 - 100 * row["valid"] / row["sampled"])
        for row in known.iter_rows(named=True)
    ]
    if len(each) == 1:
        share = f"{each[0][2]:.0f}"
        who = Text(
            f"調査対象のうち有効な回答のなかった{share}％の人", f"The {share} % who were asked and gave no valid answer"
        )
    else:
        who = Text(
            f"有効な回答のなかった人（{'、'.join(f'{ja}では{share:.0f}％' for ja, _, share in each)}）",
            f"Those who gave no valid answer ({', '.join(f'{share:.0f} % in the {en}' for _, en, share in each)})",
        )
    return [
        who
        + Text(
            "の答えは、区間に反映されていない。区間は偶然による幅だけを示す。",
            " are in none of the intervals, which tell of chance alone.",
        )
    ]


#: What is said of a plan beside its name: a draft, and one whose period has ended.
DRAFT, ENDED = Text("案", "draft"), Text("計画期間終了", "period ended")


def marked(name: Text, plan: Mapping[str, Any]) -> Text:
    """A name that stands for a plan (a row of :meth:`Dataset.plans`), with what must be known of the plan."""
    said = [DRAFT] * (plan.get("status") == "draft") + [ENDED] * bool(plan.get("ended"))
    return name + Text("".join(f"（{one.ja}）" for one in said), "".join(f" ({one.en})" for one in said))


def edition_of(ds: Dataset) -> Text:
    """The version of the data and its date, which every chart, slide, sheet and page bears."""
    row = ds["edition"].sort("date").tail(1)
    if row.is_empty():
        return Text("", "")
    version, date = row.select("version", "date").row(0)
    return Text(f"データ {version}版（{date}現在）", f"Data version {version}, as of {date}")


#: What a citation says of a document.
CITED = ("source_id", "title", "publisher", "published", "licence")


def sources_of(ds: Dataset, *ids: pl.Series) -> pl.DataFrame:
    """The documents of these `source_id`s, each once, for the sources of a result.

    Returns
    -------
    polars.DataFrame
        The columns of :data:`CITED`, and national (whether it tells of the national frame, and of no plan or survey).
    """
    frame, own = (
        pl.concat([ds[name]["source_id"] for name in names]).drop_nulls().implode() for names in (_FRAME, _OWN)
    )
    return (
        pl.DataFrame({"source_id": pl.concat([one.cast(pl.String) for one in ids])})
        .unique(maintain_order=True)
        .join(ds.source, on="source_id", maintain_order="left")
        .select(*CITED, national=pl.col("source_id").is_in(frame) & ~pl.col("source_id").is_in(own))
    )


#: Tables that rest on documents of the national frame, and on those of a city.
_FRAME, _OWN = ("framework_version", "item", "deadline_change"), ("plan", "survey")


def covered(ds: Dataset) -> Text:
    """How many plans a data set holds, and which: by their municipalities, marked as drafts or as ended; of many the number."""
    plans = ds.plans()
    if plans.height > MOST:
        towns = plans["municipality_code"].str.split("+").explode().n_unique()
        return Text(
            f"{towns:,}市区町村の{plans.height:,}計画",
            f"{plans.height:,} plans of {plural(towns, 'municipality', 'municipalities')}",
        )
    names = [marked(Text(row["name_ja"], row["name_en"]), row) for row in plans.iter_rows(named=True)]
    return Text(
        f"{'、'.join(name.ja for name in names)}の{plans.height}計画",
        f"{plans.height} plan{'s' * (plans.height != 1)}: {', '.join(name.en for name in names)}",
    )


def title_of(ds: Dataset) -> Text:
    """What a report or a deck of these plans is called; of one plan nothing is compared."""
    plans = ds.plans()
    if plans.height == 1:
        return Text(f"{plans['name_ja'][0]}のDX計画", f"The DX plan of {plans['name_en'][0]}")
    return Text("自治体DX計画の比較", "Comparing municipal DX plans")


def natures(errata: pl.DataFrame) -> Text:
    """How many notes on the sources there are of each nature; only the first are called errors.

    >>> natures(pl.DataFrame({"nature": ["fault", "reading", "fault"]})).en
    '2 errors in the sources, 0 things not stated, 1 limit of our reading'
    """
    fault, silent, unread = (errata.filter(pl.col("nature") == nature).height for nature in NATURES)
    return Text(
        f"出典の誤り{fault}件、記載のないこと{silent}件、読み取りの限界{unread}件",
        f"{plural(fault, 'error', 'errors')} in the sources, {plural(silent, 'thing', 'things')} not stated, "
        f"{plural(unread, 'limit', 'limits')} of our reading",
    )
