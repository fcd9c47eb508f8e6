"""Which national items does each plan act on, how far, and on what evidence?

A plan is read against the version of the national DX plan in force when it was written, or against
any other through the lineage of items. What the plan itself tags (`stated`) and what the code book
finds in its measures (`coded`) are kept apart.
"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from dxcompare.dataset import Dataset
from dxcompare.result import Result
from dxcompare.text import Text, shown

#: depth → what has been found for an item in a plan.
DEPTHS: dict[int, Text] = {
    0: Text("記載なし", "nothing"),
    1: Text("施策がある", "a measure"),
    2: Text("年次の工程がある", "a measure with a dated step"),
    3: Text("指標がある", "a measure with an indicator"),
    4: Text("数値目標と年がある", "an indicator with a numeric target and a year"),
    5: Text("現状値もある", "also a baseline"),
}
#: The four kinds of blank.
BLANKS: dict[str, Text] = {
    "not_stated": Text("記載なし", "not stated"),
    "not_applicable": Text("対象外", "not applicable"),
    "not_assessed": Text("未判定", "not assessed"),
    "withheld": Text("使用停止", "withheld"),
}
AS_WRITTEN = "as_written"
BASES = ("either", "stated", "coded")
_LASTING = ("same", "renamed", "merged")


@dataclass(frozen=True)
class Coverage(Result):
    """Coverage of national items; tables `matrix` (plan × item), `evidence` and `plans`.

    `matrix`: plan_id, version, item_id, name_ja, name_en, section, position, stated, coded, depth
    (0–5), blank (kind of blank, if any), measures, kpis, steps (counts).
    """

    def evidence(self, plan_id: str, item_id: str) -> pl.DataFrame:
        """What a cell of the matrix rests on.

        Returns
        -------
        polars.DataFrame
            kind (`measure`, `kpi`, `step`), id, text, basis, role, shared (printed for the whole
            policy), source_id, locator.

        Raises
        ------
        KeyError
            If the matrix has no such cell.
        """
        cell = self.tables["matrix"].filter(plan_id=plan_id, item_id=item_id)
        if cell.is_empty():
            raise KeyError(f"no cell {plan_id} × {item_id}")
        return self.tables["evidence"].filter(plan_id=plan_id, item_id=item_id).drop("plan_id", "item_id")


def coverage(ds: Dataset, framework: str = "dx", version: str = AS_WRITTEN, basis: str = "either",
             coder: str = "a") -> Coverage:
    """How far each plan acts on each national item.

    Parameters
    ----------
    ds : Dataset
    framework : {"dx", "kanmin"}
        自治体DX推進計画, or 官民データ活用推進基本法.
    version : str
        `as_written` reads each plan against the version in force when it was written; any other
        version of the framework reads all plans against that one.
    basis : {"either", "stated", "coded"}
        Which links of measures to items count.
    coder : str
        Whose codes.

    Returns
    -------
    Coverage

    Raises
    ------
    ValueError
        If the framework, version, basis or coder is unknown.

    Notes
    -----
    Depth is derived, never typed: 0 nothing, 1 a measure, 2 a measure with a dated step, 3 a measure
    with an indicator, 4 an indicator with a numeric target and year, 5 also a baseline. An indicator
    printed for a policy counts for its measures and is marked as shared.

    Examples
    --------
    >>> import dxcompare
    >>> result = coverage(dxcompare.load())
    >>> result.to_frame()["depth"].max()
    5
    """
    versions = ds.framework_version.filter(framework=framework).get_column("version").to_list()
    _one_of("framework", framework, ds.framework_version.get_column("framework").unique().to_list())
    _one_of("version", version, [AS_WRITTEN, *versions])
    _one_of("basis", basis, BASES)
    coders = ds.measure_item.get_column("coder").drop_nulls().unique().to_list()
    _one_of("coder", coder, coders)
    plans = ds.plans()
    against = {plan: _version(ds, framework, version, written)
               for plan, written in plans.select("plan_id", "framework_version").iter_rows()}
    links = _links(ds, framework, against, coder)
    used = links if basis == "either" else links.filter(basis=basis)
    evidence = _evidence(ds, used)
    matrix = _matrix(ds, framework, against, links, evidence, basis, coder)
    return Coverage(
        title=Text("各計画は国の取組事項のどれに、どこまで取り組むか",
                   "Which national items does each plan act on, and how far?"),
        method=_method(framework, version, basis), tables={"matrix": matrix, "evidence": evidence, "plans": plans},
        sources=plans.join(ds.source, on="source_id", maintain_order="left").select("source_id", "title"),
        caveats=_caveats(ds, framework, list(against.values())))


def _one_of(name: str, value: str, allowed: list[str] | tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"{name} must be one of {', '.join(map(str, allowed))}, not {value!r}")


def _version(ds: Dataset, framework: str, version: str, written: str) -> str:
    if version != AS_WRITTEN:
        return version
    if framework == "dx":
        return written
    return ds.framework_version.filter(framework=framework).sort("position").item(-1, "version")


def _under(ds: Dataset, framework: str, version: str) -> dict[str, list[str]]:
    """Item of any version → the items it is under `version`."""
    items = ds.item.filter(framework=framework)
    here = set(items.filter(version=version).get_column("item_id"))
    under = {item: [item] for item in here}
    if framework != "dx":
        return under
    lineage = ds.item_lineage.with_columns(pl.col("relation").cast(pl.String))
    for row in lineage.filter(to_version=version).iter_rows(named=True):
        if row["from_item_id"] not in here:
            under.setdefault(row["from_item_id"], []).append(row["to_item_id"])
    backward = lineage.filter(from_version=version).filter(pl.col("relation").is_in(_LASTING))
    for row in backward.iter_rows(named=True):
        if row["to_item_id"] not in here:
            under.setdefault(row["to_item_id"], []).append(row["from_item_id"])
    return {item: sorted(set(found)) for item, found in under.items()}


def _canonical(ds: Dataset) -> dict[str, str]:
    """Item → the id it has in the latest version in which it lasts."""
    last: dict[str, str] = {}
    lineage = ds.item_lineage.with_columns(pl.col("relation").cast(pl.String))
    for row in lineage.filter(pl.col("relation").is_in(_LASTING)).iter_rows(named=True):
        if row["from_item_id"] != row["to_item_id"]:
            last[row["from_item_id"]] = row["to_item_id"]
    return last


def _links(ds: Dataset, framework: str, against: dict[str, str], coder: str) -> pl.DataFrame:
    """Measures and the items they act on, in the terms of each plan's version."""
    maps = {version: _under(ds, framework, version) for version in set(against.values())}
    last = _canonical(ds)
    rows = []
    linked = ds.measure_item.filter((pl.col("framework") == framework)
                                    & ((pl.col("coder") == coder) | pl.col("coder").is_null())
                                    & (pl.col("item_id") != "none"))
    for row in linked.join(ds.measure.select("measure_id", "plan_id"), on="measure_id").iter_rows(named=True):
        for item in maps[against[row["plan_id"]]].get(row["item_id"], []):
            rows.append({"plan_id": row["plan_id"], "measure_id": row["measure_id"],
                         "item_id": last.get(item, item), "basis": row["basis"], "role": row["role"],
                         "label_text": row["label_text"]})
    schema = dict.fromkeys(("plan_id", "measure_id", "item_id", "basis", "role", "label_text"), pl.String)
    return pl.DataFrame(rows, schema=schema).unique(["measure_id", "item_id", "basis"], maintain_order=True)


def _evidence(ds: Dataset, links: pl.DataFrame) -> pl.DataFrame:
    """All rows that speak for a plan acting on an item."""
    held = links.group_by("plan_id", "item_id", "measure_id", maintain_order=True).agg(
        pl.col("basis").sort().unique(maintain_order=True).str.join("+"), pl.col("role").drop_nulls().first())
    common = ["plan_id", "item_id", "kind", "id", "text", "text_en", "basis", "role", "shared",
              "numeric", "has_baseline", "source_id", "locator"]
    no = pl.lit(False)
    measures = held.join(ds.measure, on="measure_id").with_columns(
        kind=pl.lit("measure"), id="measure_id", text="title_ja", text_en="title_en", shared=no, numeric=no,
        has_baseline=no)
    steps = held.join(ds.milestone.filter(pl.col("stage").is_not_null()), on="measure_id").with_columns(
        kind=pl.lit("step"), id="milestone_id", text="step_text", text_en="step_text", shared=no, numeric=no,
        has_baseline=no)
    policy = ds.measure.select("measure_id", "plan_id", "policy")
    placed = pl.concat([
        ds.kpi_measure.filter(pl.col("measure_id").is_not_null())
        .select("kpi_id", "measure_id", shared=no),
        ds.kpi_measure.filter(pl.col("policy").is_not_null()).drop("measure_id")
        .join(ds.kpi.select("kpi_id", "plan_id"), on="kpi_id").join(policy, on=["plan_id", "policy"])
        .select("kpi_id", "measure_id", shared=pl.lit(True))])
    kpis = held.join(placed, on="measure_id").join(ds.kpi.drop("plan_id"), on="kpi_id").with_columns(
        kind=pl.lit("kpi"), id="kpi_id", text="name_ja", text_en="name_en",
        numeric=(pl.col("kind") == "numeric") & pl.col("target_fy").is_not_null(),
        has_baseline=pl.col("baseline").is_not_null())
    return pl.concat([frame.select(common) for frame in (measures, kpis, steps)])


def _matrix(ds: Dataset, framework: str, against: dict[str, str], links: pl.DataFrame,
            evidence: pl.DataFrame, basis: str, coder: str) -> pl.DataFrame:
    last = _canonical(ds) if framework == "dx" else {}
    items = ds.item.filter(framework=framework).with_columns(item_id=pl.col("item_id").replace(last))
    plans = pl.DataFrame({"plan_id": list(against), "version": list(against.values())})
    names = (items.filter(pl.col("version").is_in(list(against.values()))).sort("position")
             .unique("item_id", keep="last", maintain_order=True).sort("section", "position")
             .select("item_id", "name_ja", "name_en", "section"))
    tagged = links.group_by("plan_id", "item_id").agg(
        stated=(pl.col("basis") == "stated").any(), coded=(pl.col("basis") == "coded").any())
    listed = items.select("version", "item_id", listed=pl.lit(True))
    assessed = _assessed(ds, framework, coder).with_columns(assessed=pl.lit(True))
    cells = (plans.join(names, how="cross", maintain_order="left_right").with_row_index("position")
             .join(tagged, on=["plan_id", "item_id"], how="left")
             .join(_depths(evidence), on=["plan_id", "item_id"], how="left")
             .join(listed, on=["version", "item_id"], how="left")
             .join(assessed, on=["plan_id", "item_id"], how="left")
             .with_columns(pl.col("stated", "coded", "listed", "assessed").fill_null(False),
                           pl.col("depth", "measures", "kpis", "steps").fill_null(0)))
    blank = (pl.when(~pl.col("listed")).then(pl.lit("not_applicable"))
             .when((pl.col("depth") == 0) & ~pl.col("assessed") & (basis != "stated")).then(pl.lit("not_assessed"))
             .when(pl.col("depth") == 0).then(pl.lit("not_stated")).cast(pl.Enum(list(BLANKS))))
    return cells.with_columns(blank=blank).with_columns(
        depth=pl.when(pl.col("blank").is_in(["not_applicable", "not_assessed"])).then(None)
        .otherwise(pl.col("depth"))
    ).sort("position").select("plan_id", "version", "item_id", "name_ja", "name_en", "section", "position",
                              "stated", "coded", "depth", "blank", "measures", "kpis", "steps")


def _assessed(ds: Dataset, framework: str, coder: str) -> pl.DataFrame:
    """The cells a coder has looked at: every plan coded × every item of the code book."""
    plans = (ds.measure_item.filter(framework=framework, coder=coder)
             .join(ds.measure, on="measure_id").select("plan_id").unique())
    return plans.join(ds.coding_rule.select("item_id"), how="cross")


def _depths(evidence: pl.DataFrame) -> pl.DataFrame:
    """Depth and counts of evidence by plan and item."""
    kind = pl.col("kind")
    kpi = kind == "kpi"
    depth = (pl.when((kpi & pl.col("numeric") & pl.col("has_baseline")).any()).then(5)
             .when((kpi & pl.col("numeric")).any()).then(4).when(kpi.any()).then(3)
             .when((kind == "step").any()).then(2).otherwise(1))
    return evidence.unique(["plan_id", "item_id", "kind", "id"]).group_by("plan_id", "item_id").agg(
        depth=depth.cast(pl.Int64), measures=(kind == "measure").sum(), kpis=kpi.sum(),
        steps=(kind == "step").sum())


def _method(framework: str, version: str, basis: str) -> Text:
    name = Text("自治体DX推進計画", "the national DX plan") if framework == "dx" else Text(
        "官民データ活用推進基本法", "the Basic Act on Public and Private Sector Data")
    read = (Text("策定時の版", "the version in force when each plan was written") if version == AS_WRITTEN
            else Text(f"{version}版", f"version {version}"))
    links = {"either": Text("計画の記載と当方の判定のどちらか", "tags of the plan or our codes"),
             "stated": Text("計画の記載だけ", "tags of the plan only"),
             "coded": Text("当方の判定だけ", "our codes only")}[basis]
    return Text(f"{name.ja}の{read.ja}と照らし、{links.ja}で対応する施策・指標・工程から深さ0〜5を求めた。",
                f"Read against {read.en} of {name.en}; depth 0–5 from measures, indicators and steps "
                f"linked by {links.en}.")


def _caveats(ds: Dataset, framework: str, versions: list[str]) -> tuple[Text, ...]:
    notes = [Text("深さは計画に何が書かれているかで、成果や優劣ではない。",
                  "Depth is what the plan says, not what was achieved, and no ranking.")]
    coders = ds.measure_item.filter(framework=framework).get_column("coder").drop_nulls().n_unique()
    if framework == "dx" and coders == 1:
        notes.append(Text("判定は一人による。二人目の判定との一致はまだ測っていない。",
                          "Coding is by one coder; agreement with a second is not measured yet."))
    used = ds.framework_version.filter(pl.col("version").is_in(versions), pl.col("framework") == framework)
    notes += [Text(f"{row['version']}版：{shown(row['note'], 'ja')}。", f"Version {row['version']}: {row['note_en']}.")
              for row in used.filter(pl.col("note").is_not_null()).iter_rows(named=True)]
    return tuple(notes)
