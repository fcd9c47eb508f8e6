"""Which national items does each plan act on, and what is there for each: five marks, and what they rest on.

A plan is read against the version of the national DX plan in force when it was written, or against
any other through the lineage of items. What the plan itself tags (`stated`) and what the code book
finds in its measures (`coded`) are kept apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import in_order, plan_named, plan_names
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.evidence.judgements import SETTLED, STATED, asked_by, choices, coders, who_coded, whose
from dxcompare.evidence.lineage import AS_WRITTEN, against, called, joined, row_names
from dxcompare.evidence.links import links
from dxcompare.evidence.marks import evidence, evidence_parts
from dxcompare.evidence.matrix import looked_for, matrices, matrix
from dxcompare.evidence.versions import chosen_freely, passed_over, unread
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.present.show import Shown
from dxcompare.questions.coverage.measures import measures_of, with_items
from dxcompare.questions.coverage.similarity import similarity
from dxcompare.questions.coverage.tables import CELL_BLANKS, Evidence
from dxcompare.tables import DERIVED
from dxcompare.words.arguments import WrongArgument
from dxcompare.words.text import Text, language, shown
from dxcompare.words.unknown import meant, one_of

_TITLES = {
    "dx": Text(
        "各計画は国の取組事項のどれに取り組み、何を書いているか",
        "Which national items does each plan act on, and what does it say of them?",
    ),
    "kanmin": Text(
        "各計画は官民データ活用推進基本法の五つの柱のどれに取り組むか",
        "Which of the five categories of the data act does each plan act on?",
    ),
}


_NAMES = ("name_ja", "name_en", "short_ja", "short_en")


@dataclass(frozen=True)
class Coverage(Result):
    """Coverage of national items; tables `matrix`, `evidence`, `measures`, `parts`, `items` and `plans`.

    `matrix`: plan × item, with five marks or the kind of blank. `evidence`: what every cell rests on. `measures`: one
    row per measure, with the items it acts on. `parts`: what every measure is made of. `named`: what plans and items
    are called, with their ids; wherever an id is asked for, such a name will do.
    """

    named: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)

    #: A matrix is read whole.
    opens: ClassVar[int] = 100

    def opening(self, lang: str | None = None) -> Shown:
        """The matrix: national items down, plans across, five marks in each cell."""
        return self._crossed(language(lang), typed=False)

    def _opening_text(self, lang: str) -> Shown:
        return self._crossed(lang, typed=True)

    def _crossed(self, lang: str, *, typed: bool) -> Shown:
        from dxcompare.questions.coverage.view import crossed  # which knows what a coverage is

        return crossed(self, lang, typed=typed)

    def _id(self, what: str, name: str) -> str:
        ids = self.tables["matrix"][f"{what}_id"].unique(maintain_order=True)
        if what == "plan" and self.asked:
            name = plan_named(self.asked.ds, name)
        return meant(what, name, ids, self.named.get(what, {}))

    def evidence(self, plan_id: str, item_id: str) -> pl.DataFrame:
        """What a cell of the matrix rests on, and which kind of blank it is.

        Parameters
        ----------
        plan_id, item_id : str
            Ids, or names in either language: of the municipality, and of the item (`"テレワークの推進"`).

        Returns
        -------
        polars.DataFrame
            kind (`measure`, `kpi`, `step`, `chapter`; `blank` of a cell without a measure: `id` is the kind of blank),
            id, text, text_en, own (false of the indicators of its measures that measure something else: they fill no
            mark; null of steps and indicators of the data act, which nobody decided), basis, role, printed_for,
            has_target, has_target_assumed and has_baseline (of an indicator), note and note_en (why it speaks for the
            item), source_id, locator.

        Raises
        ------
        UnknownName
            If the matrix has no such plan or item.
        """
        plan, item = self._id("plan", plan_id), self._id("item", item_id)
        found = self.tables["evidence"].filter(plan_id=plan, item_id=item).drop("plan_id", "item_id")
        blank = self.tables["matrix"].filter(plan_id=plan, item_id=item).item(0, "blank")
        if blank is None:
            return found
        why = {"kind": "blank", "id": blank, "text": CELL_BLANKS[blank].ja, "text_en": CELL_BLANKS[blank].en}
        return pl.concat([pl.DataFrame([why], schema_overrides={"kind": found.schema["kind"]}), found], how="diagonal")[
            found.columns
        ]

    def item(self, item_id: str) -> pl.DataFrame:
        """One item in all plans, side by side: measures, indicators, steps and chapters, with their pages.

        Parameters
        ----------
        item_id : str
            An id, or a name in either language.

        Returns
        -------
        polars.DataFrame
            plan_id, item_id and the columns of :meth:`evidence`, in the order of plans; of a plan without a measure
            its kind of blank.

        Raises
        ------
        UnknownName
            If the matrix has no such item.
        """
        item = self._id("item", item_id)
        return pl.concat(
            self.evidence(plan, item).select(pl.lit(plan).alias("plan_id"), pl.lit(item).alias("item_id"), pl.all())
            for plan in self.tables["matrix"]["plan_id"].unique(maintain_order=True)
        ).select(*Evidence.fields())

    def gaps(self) -> pl.DataFrame:
        """The items a plan could act on and has no numbered measure for.

        Returns
        -------
        polars.DataFrame
            plan_id, version, item_id, name_ja, name_en, short_ja, short_en, section, has_chapter (whether a chapter
            outside the numbered measures treats the item; null where nobody read the plan's chapters). Items that were not in the version, that nobody has
            assessed, of which no source tells if they were in the version, or that each body decides for itself whether
            to act on, are no gaps: where plans are counted, leave out all whose cell is `in_doubt`, measure or none.
        """
        columns = ["plan_id", "version", "item_id", "name_ja", "name_en", "short_ja", "short_en", "section"]
        return self.tables["matrix"].filter(~pl.col("optional"), blank="not_stated").select(*columns, "has_chapter")

    def nobody(self) -> pl.DataFrame:
        """The items for which no plan has a numbered measure, though at least one could have.

        Returns
        -------
        polars.DataFrame
            item_id, name_ja, name_en, short_ja, short_en, section, plans (that could act on it and were read), chapters
            (how many of them treat it in a chapter; null where nobody read the chapters of one of them),
            not_applicable, not_assessed (plans of which nothing can be said).
        """
        blank, chapter = pl.col("blank"), pl.col("has_chapter").filter(pl.col("blank") == "not_stated")
        kinds = {kind: (blank == kind).sum().cast(pl.Int64) for kind in ("not_applicable", "not_assessed")}
        counted = (
            self.tables["matrix"]
            .group_by("item_id", maintain_order=True)
            .agg(
                plans=(blank == "not_stated").sum().cast(pl.Int64),
                chapters=pl.when(chapter.is_not_null().all()).then(chapter.sum().cast(pl.Int64)),
                acted=blank.is_null().any(),
                **kinds,
            )
        )
        none = counted.filter(~pl.col("acted"), pl.col("plans") > 0).drop("acted")
        return self.tables["items"].join(none, on="item_id", maintain_order="left")

    def unmeasured(self, by: str = "item") -> pl.DataFrame:
        """The items a plan acts on without an indicator that measures them, or the measures without any indicator.

        Parameters
        ----------
        by : {"item", "measure"}

        Returns
        -------
        polars.DataFrame
            plan_id, item_id, name_ja, name_en, short_ja, short_en, section, marks, readable, measures, steps,
            other_kpis (indicators of its measures that measure something else);
            by measure, the rows of `measures` without an indicator of their own or of their policy.

        Raises
        ------
        UnknownName
            If `by` is neither.
        """
        one_of(Text("数える単位", "unit of counting"), by, ["item", "measure"])
        if by == "measure":
            return self.tables["measures"].filter(kpis=0)
        columns = ["plan_id", "item_id", "name_ja", "name_en", "short_ja", "short_en", "section", "marks", "readable"]
        return (
            self.tables["matrix"]
            .filter("has_measure", ~pl.col("has_indicator"))
            .select(*columns, "measures", "steps", "other_kpis")
        )

    def own_agenda(self) -> pl.DataFrame:
        """The measures that touch no item of the version the plan is read against: the city's own agenda.

        Returns
        -------
        polars.DataFrame
            The rows of `measures` without items, of those that were looked at, in plans that are read against a
            version whose items are known.
        """
        told = pl.col("blank").is_null() | (pl.col("blank") == "not_stated")
        read = self.tables["matrix"].filter(told)["plan_id"].unique()
        return self.tables["measures"].filter(
            "assessed", pl.col("items").is_null(), pl.col("plan_id").is_in(read.implode())
        )

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
            first, second (plan_id), compared (items that both surely could act on), both, only_first,
            only_second, neither (counts), jaccard (both ÷ any, null if neither acts on anything),
            items_both, items_first, items_second (item ids joined by `+`).

        Notes
        -----
        Jaccard's index is of presence alone; with a dozen items one cell moves it by some 0.08.
        """
        return similarity(self.tables["matrix"], self.tables["plans"]["plan_id"].to_list())


@asked_by
@asked
def coverage(
    ds: Dataset, framework: str = "dx", version: str = AS_WRITTEN, *, by: str = SETTLED, assumed: bool = False
) -> Coverage:
    """What each plan has for each national item.

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
        or `either` (a tag or a code of the first coder). By itself `stated+adjudicated`. `basis=` and `coder=` said
        this until 0.1; they work one more release.
    assumed : bool
        Whether the figure counts a numeric target without a printed year, as of the plan's last year.

    Returns
    -------
    Coverage

    Raises
    ------
    UnknownName
        If the framework or version is unknown, or nobody judged so.
    WrongArgument
        If targets are assumed of the data act, of which only measures were read.

    Notes
    -----
    Five marks, each true, false or null: `has_measure`, a numbered measure is tied to the item; `has_step`, a step of
    such a measure was decided to be the item's (null where the schedule is lost); `has_indicator`, an indicator was
    decided to measure the item; `has_target`, such an indicator has a numeric target and a printed year;
    `has_baseline`, such an indicator has a numeric baseline. `marks` says how many of those `readable` are true: a
    count of what is written, no score, since indicator, target and baseline are nested. Derived indicators fill
    nothing, nor do the other indicators of a measure (`other_kpis`). Of the data act, nobody decided more than
    measures. Where each plan is read against its own version, an item under two names is one row.

    Examples
    --------
    >>> import dxcompare
    >>> result = coverage(dxcompare.load())
    >>> result.to_frame()["marks"].max()
    5
    """
    read = against(ds, framework, version)
    if assumed and framework == "kanmin":
        raise WrongArgument(
            Text(
                "assumed=True は数値目標についての指定で、施策だけを見た官民データ活用推進基本法（kanmin）にはない",
                "assumed=True is about targets; of the data act (kanmin) only measures were read",
            )
        )
    used, parts, plans = links(ds, framework, version, by), evidence_parts(ds), ds.plans()
    seen = looked_for(ds, framework, by)["measure_id"].unique()
    items, same = row_names(ds, framework, version), joined(ds, framework, list(read.values()))
    one = pl.col("item_id").replace(same if version == AS_WRITTEN else {})
    rows = {row[name]: row["item_id"] for row in items.iter_rows(named=True) for name in _NAMES}
    names = {**called(ds, framework), **{old: old for old in same}, **rows}
    if version == AS_WRITTEN:
        names = {name: same.get(item, item) for name, item in names.items()}
    return Coverage(
        title=_TITLES[framework],
        method=_method(framework, version, whose(ds, by)),
        tables={
            "matrix": matrix(ds, framework, version, by, assumed=assumed),
            "evidence": in_order(ds, evidence(ds, framework, version, by).with_columns(one).select(*Evidence.fields())),
            "measures": measures_of(ds, used.with_columns(one), parts, seen),
            "parts": with_items(parts, used.with_columns(one), items),
            "items": items,
            "plans": plans,
        },
        edition=edition_of(ds),
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select(*CITED),
        caveats=(
            *_caveats(ds, framework, list(read.values()), by, assumed=assumed),
            *unread(ds, framework, version),
            *chosen_freely(ds, framework, version),
            *passed_over(ds, framework, version),
        ),
        named={"item": names, "plan": plan_names(ds)},
    )


def coverage_rows(ds: Dataset) -> pl.DataFrame:
    """The derived table `coverage`: the matrix of every framework and version, on the judgement of each of `choices`."""
    written = ds.plans().select("plan_id", "framework_version")
    return (
        pl.concat(
            matrices(ds, framework, version, [*choices(ds)]).with_columns(framework=pl.lit(framework))
            for framework, version in ds.framework_version.select("framework", "version").iter_rows()
        )
        .join(written, on="plan_id", maintain_order="left")
        .with_columns(
            pl.col("blank").cast(pl.String),
            as_written=(pl.col("framework") != "dx") | pl.col("version").eq_missing(pl.col("framework_version")),
        )
        .select(list(DERIVED["coverage"].fields()))
        .sort(DERIVED["coverage"].keys())
    )


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
        f"{name.ja}の{read.ja}と照らした。施策は{judged.ja}で結び付け、指標と工程は一つずつ判定した。",
        f"Read against {read.en} of {name.en}; measures by {judged.en}, indicators and steps decided one by one.",
    )


def _caveats(ds: Dataset, framework: str, versions: list[str | None], by: str, *, assumed: bool) -> tuple[Text, ...]:
    notes = [
        Text(
            "記載の具体度は、計画に何が書かれているかを数えたもので、成果や優劣ではない。"
            "指標・数値目標・現状値は入れ子である（目標も現状値も、指標があって初めて付く）。",
            "Marks count what a plan says, not what was achieved, and are no ranking. Indicator, target and baseline are "
            "nested: without the first there is neither of the others.",
        )
    ]
    if assumed:
        notes.append(
            Text(
                "年の記載がない数値目標を、計画の最終年のものと見て数えた。",
                "Numeric targets without a stated year are counted as of the last year of the plan.",
            )
        )
    if framework == "kanmin":
        notes.append(
            Text(
                "五つの柱については施策だけを見た。工程や指標がどの柱のものかは判定していない。",
                "Of the categories only measures were read; which category a step or an indicator is of was not decided.",
            )
        )
    if by == STATED:
        notes.append(
            Text(
                "計画自身の記載だけによる。「番号付き施策なし」は名を記していないことで、取り組んでいないことではない。",
                "By the plans' own tags alone: ‘no measure’ means that the plan does not name it, not that it does nothing.",
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
