"""The published result, for readers who do not have the documents: it holds as long as no digest in it changes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Mapping
from pathlib import Path

from dxcompare.onboarding.against import transcribed
from dxcompare.sources.writing import replace


def write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    """Write a table; UTF-8 with LF, as every file of the repository."""
    found = list(rows)
    file = io.StringIO()
    sheet = csv.DictWriter(file, list(found[0]), lineterminator="\n")
    sheet.writeheader()
    sheet.writerows(found)
    replace(path, file.getvalue())


def read(path: Path) -> list[dict[str, str]]:
    """Read a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def digest(path: Path) -> str:
    """The SHA-256 of a file; blank where there is none."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def stale(data: Path, rows: Iterable[Mapping[str, str]], documents: Path | None = None) -> list[str]:
    """What has changed since: files of the transcription or their explanations, and documents where they are.

    Parameters
    ----------
    data : Path
        The data folder, with `raw/` and `mappings/`.
    rows : iterable of mapping
        The published table, a row for each file.
    documents : Path, optional
        A folder with the documents.

    Returns
    -------
    list of str
        Files that differ from those the table is about, are gone, or are not in it.
    """
    found: dict[str, None] = {}
    cities: dict[str, set[str]] = {}
    for row in rows:
        city, file = row["city"], row["file"]
        cities.setdefault(city, set()).add(file)
        for path, known in (
            (data / "raw" / city / file, row["file_sha256"]),
            (data / "mappings" / city / "unprinted.csv", row["unprinted_sha256"]),
            (documents / row["document"] if documents else None, row["document_sha256"]),
        ):
            if path and digest(path) != known:
                found[str(path)] = None
    for plan in sorted((data / "raw").glob("*/plan.yaml")):
        city = plan.parent.name
        for name, cells in transcribed.read(plan.parent).files:
            if cells and name not in cities.get(city, ()):
                found[str(plan.parent / name)] = None
    return list(found)
