"""The national frame, whose versions, items and lineage must agree; and official figures."""

from __future__ import annotations

from dxcompare.assemble.assembly import Assembly, Known, located
from dxcompare.assemble.home import Home, reads
from dxcompare.assemble.readings import check_unit, printed
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.official import ReferenceStat
from dxcompare.words.faults import missing_row


@reads(ReferenceStat)
def figures(home: Home, sheet: Sheet) -> None:
    """A plan names whom it quotes, and prints years alone; an official table is named after its source."""
    if home.folder:
        for record in sheet:
            quoted = record["quoted_from"] and f"（{record['quoted_from']}）"
            where = located(record, quoted)
            figure = _figure(home, record)
            home.assembly.read("reference_stat", record, home.known, as_of=record["year"], locator=where, **figure)
        return
    source = sheet.file.rpartition("/")[2].removesuffix(".csv").replace("_", "-")
    if source in [card["source_id"] for card in home.assembly.raw.sources]:
        for record in sheet:
            home.assembly.read("reference_stat", record, Known({"source_id": source}), **_figure(home, record))
    elif sheet.records:
        home.assembly.faults.append(missing_row(sheet.records[0].place(), source, (), "source.yaml"))


def _figure(home: Home, record: Record) -> dict[str, object]:
    """The figure of a row, whether it is a bound, and whether it is hedged."""
    name = f"{record['indicator']}/{record['group']}"
    value = printed(home, record, "value_text", name, "value", unit=record["unit"])
    amount = value if value and value.sure and value.kind == "amount" else None
    if record["unit"]:
        check_unit(home, [(amount, record.place("value_text"))], record["unit"], record.place("unit"))
    return {
        "value": amount.value if amount else None,
        "comparator": amount.comparator if amount else None,
        "about": bool(amount and amount.approximate),
    }


def check(assembly: Assembly) -> None:
    """Versions have places of their own; the lineage goes from each to the next; what is unsourced is not listed."""
    if not assembly.complete:
        return
    taken: dict[tuple[str, int], dict] = {}
    for row in assembly.rows["framework_version"]:
        first = taken.setdefault((row["framework"], row["position"]), row)
        if first is not row:
            place, earlier = assembly.place(row, "position"), assembly.place(first, "position")
            assembly.fault(place, "duplicate", found=row["position"], first=earlier)
    listed = {(row["version"], row["item_id"]) for row in assembly.rows["item"]}
    versions = [row for row in assembly.rows["framework_version"] if row["framework"] == "dx" and row["position"]]
    versions.sort(key=lambda row: row["position"])
    doubtful = {row["version"]: (row["unsourced"] or "").split("+") for row in versions}
    for row in versions:
        for item in doubtful[row["version"]]:
            if (row["version"], item) in listed:
                ja, en = (
                    f"「{item}」はこの版の事項として収録されています",
                    f"{item!r} is listed as an item of this version",
                )
                assembly.fault(assembly.place(row, "unsourced"), "rule", ja=ja, en=en)
    _neighbours(assembly, doubtful)


def _neighbours(assembly: Assembly, doubtful: dict[str, list[str]]) -> None:
    """A link leads to the next version; it passes over those alone of which nobody knows whether they have the item."""
    order = list(doubtful)
    for row in assembly.rows["item_lineage"]:
        ends = row["from_version"], row["to_version"]
        if not {*ends} <= {*order}:
            continue  # said already: no such item
        first, last = map(order.index, ends)
        place = assembly.place(row, "to_version")
        if first >= last:
            ja = f"{ends[1]}版は{ends[0]}版より後の版ではありません"
            assembly.fault(place, "rule", ja=ja, en=f"version {ends[1]} does not come after {ends[0]}")
        known = [v for v in order[first + 1 : last] if not {row["from_item_id"], row["to_item_id"]} & {*doubtful[v]}]
        if known:
            ja = f"{'、'.join(known)}版を飛ばしています。隣の版までの行に分けてください"
            en = f"it passes over {', '.join(known)}; write a row to each next version"
            assembly.fault(place, "rule", ja=ja, en=en)
