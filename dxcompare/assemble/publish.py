"""What `dxcompare build` runs: build the tidy tables, compute the derived ones, write them all, or none.

All files are one change (:mod:`dxcompare.sources.writing`); files of others in the folder stay as they are.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.sources.folder import PACKAGE, PROCESSED, WRITTEN_WITH, described, digest
from dxcompare.sources.writing import replace_all
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said


@dataclass(frozen=True)
class Written:
    """A file of the processed folder: digest and length of its content, and the rows of its table."""

    hash: str
    bytes: int
    rows: int


def write(
    tables: Mapping[str, pl.DataFrame], target: Path, there: Mapping[str, Written] | None = None
) -> dict[str, Written]:
    """Make the folder `target` hold these tables, and none that an earlier build wrote and this one does not.

    Parameters
    ----------
    tables : mapping of str to polars.DataFrame
        All tables; each is asked for when it is written.
    target : Path
    there : mapping of str to Written, optional
        Files by name that hold what they are to hold: they stay as they are, and are not made.

    Returns
    -------
    dict of str to Written
        Every file of the build, by name.
    """
    written = dict(there or {})
    replace_all(_changes(tables, target, written), target.parent)
    return written


def _changes(
    tables: Mapping[str, pl.DataFrame], target: Path, written: dict[str, Written]
) -> Iterator[tuple[Path, bytes | None]]:
    """What the files of a folder will be, each made when its turn has come, since all of them together are large.

    `written` has those that are there already, and takes up the others.
    """
    for name in tables:
        if {f"{name}.csv", f"{name}.parquet"} <= {*written}:
            continue
        frame = tables[name]
        csv = _csv(frame)
        written[f"{name}.csv"] = Written(digest(csv), len(csv), frame.height)
        yield target / f"{name}.csv", csv
        parquet = _parquet(frame, written[f"{name}.csv"].hash)
        written[f"{name}.parquet"] = Written(digest(parquet), len(parquet), frame.height)
        yield target / f"{name}.parquet", parquet
    if PACKAGE not in written:
        package = _described(tables, written).encode()
        written[PACKAGE] = Written(digest(package), len(package), 0)
        yield target / PACKAGE, package
    for name in described(_bytes(target / PACKAGE)):  # of an older version, say
        if name not in written:
            yield target / name, None
            yield target / f"{name.removesuffix('.csv')}.parquet", None


def differences(tables: dict[str, pl.DataFrame], folder: Path) -> list[str]:
    """The files of the processed folder that differ from these tables, endings of lines apart."""
    target, stale, written = folder / PROCESSED, [], {}
    for name, frame in tables.items():
        csv = _csv(frame)
        written[f"{name}.csv"] = Written(digest(csv), len(csv), frame.height)
        stale += [f"{name}.csv"] * (_bytes(target / f"{name}.csv") != csv)
    stale += [PACKAGE] * (_bytes(target / PACKAGE) != _described(tables, written).encode())
    return stale + [f"{name}.parquet" for name, frame in tables.items() if not _same(target / f"{name}.parquet", frame)]


def _csv(frame: pl.DataFrame) -> bytes:
    """A CSV file; the byte order mark lets Excel read the Japanese by a double click."""
    buffer = io.BytesIO()
    frame.write_csv(buffer, include_bom=True)
    return buffer.getvalue()


def _parquet(frame: pl.DataFrame, csv: str) -> bytes:
    buffer = io.BytesIO()
    frame.write_parquet(buffer, metadata={WRITTEN_WITH: csv})
    return buffer.getvalue()


def _same(path: Path, frame: pl.DataFrame) -> bool:
    """Whether a Parquet file holds this table; it need not be there, since it is not committed."""
    try:
        return pl.read_parquet(path.read_bytes()).equals(frame)
    except FileNotFoundError:
        return True
    except (OSError, pl.exceptions.PolarsError):
        return False


def _described(tables: Mapping[str, pl.DataFrame], files: Mapping[str, Written]) -> str:
    return json.dumps(datapackage(tables, files), ensure_ascii=False, indent=1) + "\n"


def _bytes(path: Path) -> bytes:
    """A file as it was written, also where git made its lines end as Windows ends them."""
    return path.read_bytes().replace(b"\r\n", b"\n") if path.is_file() else b""


_TYPES = {"String": "string", "Int64": "integer", "Float64": "number", "Boolean": "boolean"}


def datapackage(tables: Mapping[str, pl.DataFrame], files: Mapping[str, Written]) -> dict:
    """The Frictionless description of the CSV files, from the schema, the `source` table and the files' contents."""
    edition = tables["edition"].sort("date").row(-1, named=True)
    sources = [{"title": row["title"], "path": row["document"]} for row in tables["source"].iter_rows(named=True)]
    return {
        "name": "dxcompare",
        "title": "自治体DX計画の比較 / Comparing municipal DX plans",
        "version": edition["version"],
        "created": f"{edition['date']}T00:00:00Z",
        "profile": "tabular-data-package",
        "resources": [_resource(name, files[f"{name}.csv"]) for name in TABLES],
        "sources": sources,
    }


def _resource(name: str, file: Written) -> dict:
    schema = TABLES[name]
    return {
        "name": name.replace("_", "-"),
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": schema.one_row.ja,
        "description": schema.one_row.en,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": file.bytes,
        "hash": file.hash,
        "rows": file.rows,
        "schema": {
            "fields": [_field(column, declared) for column, declared in schema.fields().items()],
            "primaryKey": schema.keys(),
            "missingValues": [""],
            "foreignKeys": _foreign(name),
        },
    }


def _field(column: str, declared: Any) -> dict:
    says = said(declared)
    constraints = {
        "required": True if not declared.nullable else None,
        "enum": list(says.words) or None,
        "pattern": getattr(declared, "regex", None),
        "minimum": getattr(declared, "min", None),
        "maximum": getattr(declared, "max", None),
    }
    given = {key: value for key, value in constraints.items() if value is not None}
    field = {
        "name": column,
        "type": _TYPES[str(declared.dtype)],
        "title": says.meaning.ja,
        "description": says.meaning.en,
    }
    return {**field, "constraints": given} if given else field


def _foreign(name: str) -> list[dict]:
    keys = []
    for column, declared in TABLES[name].fields().items():
        ref = said(declared).ref
        if ref:
            table, target = ref.split(".")
            resource = "" if table == name else table.replace("_", "-")
            keys.append({"fields": column, "reference": {"resource": resource, "fields": target}})
    return keys
