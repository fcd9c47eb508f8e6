"""Sources, municipalities, national items and official figures."""

from __future__ import annotations

from decimal import Decimal

from dxcompare.assemble.assembly import Assembly, located
from dxcompare.sources import values
from dxcompare.sources.reader import Record


def assemble(assembly: Assembly) -> None:
    """Add everything that belongs to no single municipality."""
    raw = assembly.raw
    for card in raw.sources:
        source(assembly, card)
    for record in raw.municipalities:
        assembly.add("municipality", record, **record.cells)
    for position, record in enumerate(raw.national.get("versions.csv", ())):
        assembly.add("framework_version", record, position=position, **_named(record))
    for position, record in enumerate(raw.national.get("items.csv", ())):
        assembly.add(
            "item",
            record,
            position=position,
            item_id=record["item"],
            number=assembly.whole(record, "number"),
            deadline_fy=assembly.read(record, "deadline_fy", values.fiscal_year),
            deadline_quarter=assembly.whole(record, "deadline_quarter"),
            **_named(record, "item", "number", "deadline_fy", "deadline_quarter"),
        )
    for record in raw.national.get("lineage.csv", ()):
        assembly.add(
            "item_lineage",
            record,
            from_item_id=record["from_item"],
            to_item_id=record["to_item"],
            **_named(record, "from_item", "to_item"),
        )
    for record in assembly.shared["indicators.csv"]:
        assembly.add(
            "indicator",
            record,
            indicator_id=record["indicator"],
            name_ja=record["name_ja"],
            name_en=record["name_en"],
            caution_ja=record["caution"],
            caution_en=record["caution_en"],
        )
    for sheet in raw.reference:
        cards = [card["source_id"] for card in raw.sources]
        owner = sheet.file.rsplit("/", 1)[-1].removesuffix(".csv").replace("_", "-")
        for record in sheet:
            if owner not in cards:
                assembly.fault(record.place(), "no_such", found=owner, table="source.yaml")
                break
            figure(assembly, record, owner, record["area_code"], record["as_of"], record["where"])


def _named(record: Record, *without: str) -> dict[str, str]:
    """The cells of a record under the names of the tidy table."""
    cells = {k: v for k, v in record.cells.items() if k not in {"source", "where", *without}}
    return {**cells, "source_id": record["source"], "locator": record["where"]}


def source(assembly: Assembly, card: Record) -> None:
    """Add a row of `source` from an origin card."""
    checked = card.cells.get("checked")
    values: dict[str, object] = {key: value for key, value in card.cells.items() if key != "checked"}
    if isinstance(checked, Record):
        values |= {
            "checked_method": checked["method"],
            "cells_compared": assembly.whole(checked, "cells_compared"),
            "cells_differing": assembly.whole(checked, "cells_differing"),
        }
    known = {
        "source_id",
        "title",
        "publisher",
        "document",
        "published",
        "accessed",
        "licence",
        "note",
        "checked_method",
        "cells_compared",
        "cells_differing",
    }
    assembly.add("source", card, **{k: v for k, v in values.items() if k in known})


def figure(assembly: Assembly, record: Record, source_id: str, area: str, as_of: str, locator: str) -> None:
    """Add a row of `reference_stat`."""
    value: Decimal | None = assembly.read(record, "value_text", values.figure)
    assembly.add(
        "reference_stat",
        record,
        indicator_id=record["indicator"],
        area_code=area,
        group_id=record["group"],
        year=assembly.read(record, "year", values.fiscal_year),
        as_of=as_of,
        source_id=source_id,
        name_ja=record["name_ja"],
        population=record["population"],
        value_text=record["value_text"],
        value=None if value is None else float(value),
        unit=record["unit"],
        locator=locator or located(record),
    )
