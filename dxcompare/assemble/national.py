"""Official figures: those of national tables, and those that plans quote."""

from __future__ import annotations

from dxcompare.assemble.assembly import Known, located
from dxcompare.assemble.home import Home, reads
from dxcompare.sources.reader import Sheet
from dxcompare.tables.official import ReferenceStat
from dxcompare.words.faults import missing_row


@reads(ReferenceStat)
def figures(home: Home, sheet: Sheet) -> None:
    """A plan names whom it quotes, and prints years alone; an official table is named after its source."""
    if home.folder:
        for record in sheet:
            quoted = record["quoted_from"] and f"（{record['quoted_from']}）"
            where = located(record, quoted)
            home.assembly.read("reference_stat", record, home.known, as_of=record["year"], locator=where)
        return
    source = sheet.file.rpartition("/")[2].removesuffix(".csv").replace("_", "-")
    if source in [card["source_id"] for card in home.assembly.raw.sources]:
        for record in sheet:
            home.assembly.read("reference_stat", record, Known({"source_id": source}))
    elif sheet.records:
        home.assembly.faults.append(missing_row(sheet.records[0].place(), source, (), "source.yaml"))
