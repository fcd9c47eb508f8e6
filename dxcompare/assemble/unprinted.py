"""What differs from its document is explained in rows about transcribed cells: each of these must be there."""

from __future__ import annotations

from dxcompare.assemble.home import Home, reads
from dxcompare.sources import values
from dxcompare.sources.reader import Record, Sheet
from dxcompare.tables.transcribed import Unprinted
from dxcompare.words.faults import Place, missing_row


@reads(Unprinted)
def unprinted(home: Home, sheet: Sheet) -> None:
    """A row names a cell by file, column and text, once."""
    assembly, city = home.assembly, home.decisions.folder.rpartition("/")[2]
    folder = next((folder for folder in assembly.raw.plans if folder.name == city), None)
    if folder is None or not assembly.complete:
        return
    files: dict[str, list[Record]] = {}
    for record in (*folder.cards(), *(one for table in folder.every() for one in table)):
        files.setdefault(record.file.partition(f"/{city}/")[2], []).append(record)
    if not any(files):
        return  # a user's own tables are no files
    first: dict[tuple[str, ...], Place] = {}
    for record in sheet:
        file, column, text = record["file"], record["column"], values.folded(record["text"])
        earlier = first.setdefault((file, column, text), record.place("text"))
        if earlier != record.place("text"):
            assembly.fault(record.place("text"), "duplicate", found=record["text"], first=earlier)
        elif file not in files:
            assembly.faults.append(missing_row(record.place("file"), file, files, f"raw/{city}"))
        elif all(values.folded(one[column]) != text for one in files[file]):
            assembly.fault(record.place("text"), "no_transcript", file=file, column=column, found=record["text"])
