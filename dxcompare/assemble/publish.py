"""What `dxcompare build` runs: build the tidy tables, compute the derived ones, write them all, or none.

New files are made in a folder of their own beside the old one and the two change places by renaming.
If the change is cut short between its two steps, the next load or build puts the old folder back.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import polars as pl

from dxcompare.sources.folder import PACKAGE, PROCESSED, digest, recover
from dxcompare.tables import TABLES
from dxcompare.tables.columns import said


def write(tables: dict[str, pl.DataFrame], target: Path) -> None:
    """Replace the folder `target` by one that holds these tables."""
    recover(target)
    new, old = target.with_name(f".{target.name}.new"), target.with_name(f".{target.name}.old")
    shutil.rmtree(new, ignore_errors=True)
    shutil.rmtree(old, ignore_errors=True)
    new.mkdir(parents=True)
    for name, frame in tables.items():
        # The byte order mark lets Excel read the Japanese by a double click.
        frame.write_csv(new / f"{name}.csv", include_bom=True)
        frame.write_parquet(new / f"{name}.parquet")
    files = {name: (new / f"{name}.csv").read_bytes() for name in tables}
    (new / PACKAGE).write_text(_described(tables, files), encoding="utf-8")
    if target.exists():
        target.rename(old)
    new.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def differences(tables: dict[str, pl.DataFrame], folder: Path) -> list[str]:
    """The files of the processed folder that differ from these tables."""
    target = recover(folder / PROCESSED)
    files = {name: b"\xef\xbb\xbf" + frame.write_csv().encode() for name, frame in tables.items()}
    stale = [f"{name}.csv" for name, raw in files.items() if _bytes(target / f"{name}.csv") != raw]
    return stale + [PACKAGE] * (_bytes(target / PACKAGE) != _described(tables, files).encode())


def _described(tables: dict[str, pl.DataFrame], files: dict[str, bytes]) -> str:
    return json.dumps(datapackage(tables, files), ensure_ascii=False, indent=1) + "\n"


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


_TYPES = {"String": "string", "Int64": "integer", "Float64": "number", "Boolean": "boolean"}


def datapackage(tables: dict[str, pl.DataFrame], files: dict[str, bytes]) -> dict:
    """The Frictionless description of the CSV files, from the schema, the `source` table and the files' contents."""
    edition = tables["edition"].sort("date").row(-1, named=True)
    sources = [{"title": row["title"], "path": row["document"]} for row in tables["source"].iter_rows(named=True)]
    return {
        "name": "dxcompare",
        "title": "自治体DX計画の比較 / Comparing municipal DX plans",
        "version": edition["version"],
        "created": f"{edition['date']}T00:00:00Z",
        "profile": "tabular-data-package",
        "resources": [_resource(name, files[name]) for name in TABLES],
        "sources": sources,
    }


def _resource(name: str, raw: bytes) -> dict:
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
        "bytes": len(raw),
        "hash": digest(raw),
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
