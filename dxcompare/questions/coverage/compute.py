"""Which national items does each plan act on, how far, and on what evidence?

A plan is read against the version of the national DX plan in force when it was written, or against
any other through the lineage of items. What the plan itself tags (`stated`) and what the code book
finds in its measures (`coded`) are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.evidence.judgements import SETTLED, STATED, asked_by, choices, coders, looked_at, who_coded, whose
from dxcompare.evidence.lineage import AS_WRITTEN, absent, against, canonical, item_names, unsourced
from dxcompare.evidence.links import links
from dxcompare.evidence.marks import BLANKS, KINDS, depths, evidence, evidence_parts
from dxcompare.present.result import Result
from dxcompare.questions.coverage.measures import measures_of, with_items
from dxcompare.questions.coverage.similarity import similarity
from dxcompare.tables import DERIVED
from dxcompare.words.text import Text, shown
from dxcompare.words.unknown import one_of

_TITLES = {
    "dx": Text(
        "各計画は国の取組事項のどれに、どこまで取り組むか", "Which national items does each plan act on, and how far?"
    ),
    "kanmin": Text(
        "各計画は官民データ活用推進基本法の五つの柱のどれに、どこまで取り組むか",
        "Which of the five categories of the data act does each plan act on, and how far?",
    ),
}


_READ = {"version": pl.String}  # where no plan has a version


@dataclass(frozen=True)
class Coverage(Result):
    """Coverage of national items; tables `matrix`, `evidence`, `measures`, `parts`, `items` and `plans`.

    `matrix`: plan × item, with the depth or the kind of blank. `evidence`: what every cell rests on. `measures`: one row
    per measure, with the items it acts on. `parts`: what every measure is made of.
    """

    def evidence(self, plan_id: str, item_id: str) -> pl.DataFrame:
        """What a cell of the matrix rests on.

        Returns
        -------
        polars.DataFrame
            kind (`measure`, `kpi`, `step`), id, text, text_en, basis, role, shared (printed for the
            whole policy), numeric and has_baseline (of an indicator), source_id, locator.

        Raises
        ------
        UnknownName
            If the matrix has no such plan or item.
        """
        for what, name in (("plan", plan_id), ("item", item_id)):
            one_of(what, name, self.tables["matrix"][f"{what}_id"].unique(maintain_order=True))
        return self.tables["evidence"].filter(plan_id=plan_id, item_id=item_id).drop("plan_id", "item_id")

    def gaps(self) -> pl.DataFrame:
        """The items a plan could act on and has no measure for.

        Returns
        -------
        polars.DataFrame
            plan_id, version, item_id, name_ja, name_en, short_ja, short_en, section. Items that were not in the version,
            or that nobody has assessed, are no gaps.
        """
        return (
            self.tables["matrix"]
            .filter(blank="not_stated")
            .select("plan_id", "version", "item_id", "name_ja", "name_en", "short_ja", "short_en", "section")
        )

    def unmeasured(self, by: str = "item") -> pl.DataFrame:
        """The items a plan acts on without any indicator, or the measures without one.

        Parameters
        ----------
        by : {"item", "measure"}

        Returns
        -------
        polars.DataFrame
            plan_id, item_id, name_ja, name_en, short_ja, short_en, section, depth, measures, steps;
            by measure, the rows of `measures` without an indicator of their own or of their policy.

        Raises
        ------
        UnknownName
            If `by` is neither.
        """
        one_of(Text("数える単位", "unit of counting"), by, ["item", "measure"])
        if by == "measure":
            return self.tables["measures"].filter(kpis=0)
        return (
            self.tables["matrix"]
            .filter(pl.col("measures") > 0, pl.col("kpis") == 0, pl.col("blank").is_null())
            .select(
                "plan_id",
                "item_id",
                "name_ja",
                "name_en",
                "short_ja",
                "short_en",
                "section",
                "depth",
                "measures",
                "steps",
            )
        )

    def own_agenda(self) -> pl.DataFrame:
        """The measures that touch no item of the version the plan is read against: the city's own agenda.

        Returns
        -------
        polars.DataFrame
            The rows of `measures` without items; not those tied to an item that may be in the version but
            could not be sourced.
        """
        return self.tables["measures"].filter(pl.col("items").is_null(), ~pl.col("in_doubt"))

    def drilldown(self, measure_id: str) -> pl.DataFrame:
        """Everything that is known of one measure.

        Returns
        -------
        polars.DataFrame
            kind (`measure`, `item`, `kpi`, `step`), id, text, text_en, basis, role, note, source_id, locator.

        Raises
        ------
        UnknownName
            If there is no such measure.
        """
        one_of("measure", measure_id, self.tables["measures"]["measure_id"])
        return self.tables["parts"].filter(measure_id=measure_id).drop("measure_id")

    def profile_similarity(self) -> pl.DataFrame:
        """How alike the plans' sets of items are, and which items make the difference.

        Returns
        -------
        polars.DataFrame
            first, second (plan_id), compared (items that both could act on), both, only_first,
            only_second, neither (counts), jaccard (both ÷ any, null if neither acts on anything),
            depth_difference (mean absolute), items_both, items_first, items_second (item ids joined
            by `+`).

        Notes
        -----
        Jaccard's index is of presence alone; with a dozen items one cell moves it by some 0.08.
        """
        return similarity(self.tables["matrix"], self.tables["plans"]["plan_id"].to_list())


@asked_by
def coverage(ds: Dataset, framework: str = "dx", version: str = AS_WRITTEN, *, by: str = SETTLED) -> Coverage:
    """How far each plan acts on each national item.

    Parameters
    ----------
    ds : Dataset
    framework : {"dx", "kanmin"}
        自治体DX推進計画, or 官民データ活用推進基本法.
    version : str
        `as_written` reads each plan against the version in force when it was written; any other
        version of the framework reads all plans against that one.
    by : str
        On whose judgement a measure acts on an item: `stated` (the plan's own tags), a coder's name (that
        coder's codes), `adjudicated` (codes after adjudication), `stated+` and one of these (a tag or a code),
        or `either` (a tag or a code of the first coder). By itself `stated+adjudicated`. `basis=` and `coder=` said this until 0.1; they work
        one more release.

    Returns
    -------
    Coverage

    Raises
    ------
    UnknownName
        If the framework or version is unknown, or nobody judged so.

    Notes
    -----
    Depth is derived, never typed: 0 nothing, 1 a measure, 2 a measure with a dated step, 3 a measure
    with an indicator, 4 an indicator with a numeric target and year, 5 also a baseline. An indicator
    printed for a policy counts for its measures and is marked as shared; `depth_own` leaves it out. The
    steps of a project count for the measures it is mapped to. An item without a measure has depth 0 and
    is `not_stated`; one that is not applicable or not assessed has none.

    Examples
    --------
    >>> import dxcompare
    >>> result = coverage(dxcompare.load())
    >>> result.to_frame()["depth"].max()
    5
    """
    read = against(ds, framework, version)
    used, parts, plans = links(ds, framework, version, by), evidence_parts(ds), ds.plans()
    items = item_names(ds, framework, list(read.values()))
    return Coverage(
        title=_TITLES[framework],
        method=_method(framework, version, whose(ds, by)),
        tables={
            "matrix": _matrix(ds, framework, version, by),
            "evidence": evidence(ds, framework, version, by),
            "measures": measures_of(ds, used, parts, _in_doubt(ds, framework, read)),
            "parts": with_items(parts, used, items),
            "items": items,
            "plans": plans,
        },
        edition=edition_of(ds),
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select("source_id", "title"),
        caveats=_caveats(ds, framework, list(read.values()), by),
    )


def coverage_rows(ds: Dataset) -> pl.DataFrame:
    """The derived table `coverage`: the matrix of every framework and version, on the judgement of each of `choices`."""
    written = ds.plans().select("plan_id", "framework_version")
    return (
        pl.concat(
            _matrix(ds, framework, version, by).with_columns(framework=pl.lit(framework), by=pl.lit(by))
            for framework, version in ds.framework_version.select("framework", "version").iter_rows()
            for by in choices(ds)
        )
        .join(written, on="plan_id", maintain_order="left")
        .with_columns(
            pl.col("blank").cast(pl.String),
            as_written=(pl.col("framework") != "dx") | pl.col("version").eq_missing(pl.col("framework_version")),
        )
        .select(list(DERIVED["coverage"].fields()))
        .sort(DERIVED["coverage"].keys())
    )


def _in_doubt(ds: Dataset, framework: str, read: dict[str, str | None]) -> pl.DataFrame:
    """The measures tied, by anyone, to an item of which no source tells whether it is in the version they are read against."""
    doubtful, last = unsourced(ds, framework), canonical(ds)
    tied = ds.measure_item.filter(framework=framework).join(ds.measure.select("measure_id", "plan_id"), on="measure_id")
    found = {
        measure
        for measure, item, plan in tied.select("measure_id", "item_id", "plan_id").iter_rows()
        if (read[plan], last.get(item, item)) in doubtful
    }
    return pl.DataFrame({"measure_id": sorted(found)}, schema={"measure_id": pl.String}).with_columns(
        in_doubt=pl.lit(True)
    )


def _matrix(ds: Dataset, framework: str, version: str, by: str) -> pl.DataFrame:
    """Plan × item: depth, counts of evidence, and the kind of blank."""
    read = against(ds, framework, version)
    plans = pl.DataFrame({"plan_id": list(read), "version": list(read.values())}, schema_overrides=_READ)
    names = item_names(ds, framework, list(read.values()))
    tagged = (
        links(ds, framework, version, by)
        .group_by("plan_id", "item_id")
        .agg(stated=(pl.col("basis") == "stated").any(), coded=(pl.col("basis") == "coded").any())
    )
    missing = pl.DataFrame(
        [(*pair, kind) for pair, kind in absent(ds, framework, list(read.values())).items()],
        schema=dict.fromkeys(("version", "item_id", "missing"), pl.String),
        orient="row",
    )
    assessed = _assessed(ds, framework, by)
    cells = (
        plans.join(names, how="cross", maintain_order="left_right")
        .with_row_index("position")
        .join(tagged, on=["plan_id", "item_id"], how="left")
        .join(depths(evidence(ds, framework, version, by)), on=["plan_id", "item_id"], how="left")
        .join(missing, on=["version", "item_id"], how="left", nulls_equal=True)
        .join(assessed, on=["plan_id", "item_id"], how="left")
        .with_columns(
            pl.col("stated", "coded", "assessed").fill_null(False),
            pl.col("depth", "depth_own", *KINDS.values()).fill_null(0),
        )
    )
    blank = (
        pl.when(pl.col("missing").is_not_null())
        .then("missing")
        .when((pl.col("depth") == 0) & ~pl.col("assessed") & (by != STATED))
        .then(pl.lit("not_assessed"))
        .when(pl.col("depth") == 0)
        .then(pl.lit("not_stated"))
        .cast(pl.Enum(list(BLANKS)))
    )
    return (
        cells.with_columns(blank=blank)
        .with_columns(
            pl.when(pl.col("blank").is_null() | (pl.col("blank") == "not_stated")).then(pl.col("depth", "depth_own"))
        )
        .sort("position")
        .select(
            "plan_id",
            "version",
            "item_id",
            "name_ja",
            "name_en",
            "short_ja",
            "short_en",
            "section",
            "position",
            "stated",
            "coded",
            "depth",
            "depth_own",
            "blank",
            *KINDS.values(),
        )
    )


def _assessed(ds: Dataset, framework: str, by: str) -> pl.DataFrame:
    """The cells that were looked at in some measure of the plan: every item of the code book in every plan coded."""
    rows = looked_at(ds, by).filter(framework=framework).select("plan_id", "item_id").unique()
    return rows.with_columns(assessed=pl.lit(True))


def _method(framework: str, version: str, judged: Text) -> Text:
    name = (
        Text("自治体DX推進計画", "the national DX plan")
        if framework == "dx"
        else Text("官民データ活用推進基本法", "the Basic Act on Public and Private Sector Data")
    )
    read = (
        Text("策定時の版", "the version in force when each plan was written")
        if version == AS_WRITTEN
        else Text(f"{version}版", f"version {version}")
    )
    return Text(
        f"{name.ja}の{read.ja}と照らし、{judged.ja}で対応する施策・指標・工程から深さ0〜5を求めた。",
        f"Read against {read.en} of {name.en}; depth 0–5 from measures, indicators and steps linked by {judged.en}.",
    )


def _caveats(ds: Dataset, framework: str, versions: list[str | None], by: str) -> tuple[Text, ...]:
    notes = [
        Text(
            "深さは計画に何が書かれているかで、成果や優劣ではない。",
            "Depth is what the plan says, not what was achieved, and no ranking.",
        )
    ]
    if by == STATED:
        notes.append(
            Text(
                "計画自身の記載だけによる。「なし」は名を記していないことで、取り組んでいないことではない。",
                "By the plans' own tags alone: ‘none’ means that the plan does not name it, not that it does nothing.",
            )
        )
    elif framework == "dx" and coders(ds):
        notes.append(who_coded(ds))
    used = ds.framework_version.filter(pl.col("version").is_in([one for one in versions if one]), framework=framework)
    notes += [
        Text(f"{row['version']}版：{shown(row['note'], 'ja')}。", f"Version {row['version']}: {row['note_en']}.")
        for row in used.filter(pl.col("note").is_not_null()).iter_rows(named=True)
    ]
    return tuple(notes)
