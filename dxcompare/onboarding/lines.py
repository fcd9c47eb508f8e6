"""Proposals as JSON lines, from `dxcompare extract`, a language model or a colleague: their schema, and how they are read.

The schema is made from the declarations of the tables; `docs/proposals.schema.json` is what people are handed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from dxcompare.extract.proposals import TABLES
from dxcompare.onboarding.accept.indicators import OWNERS
from dxcompare.onboarding.accept.schedules import forms as schedules
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources.encodings import decoded
from dxcompare.tables import forms
from dxcompare.tables.instructions import closed
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.faults import DataFaults, Fault, Place, unlisted
from dxcompare.words.text import Text

ADDRESS = "https://json-schema.org/draft/2020-12/schema"
#: The beginning of what a table of decisions is called.
DECISIONS = "mappings/"
#: Table → further headings that its rows may have.
_MORE = {"kpis": OWNERS, "kpi_values": ("name_ja",), "kpi_places": ("name_ja",)}
_NEEDED = {"measures": ["title_ja"], "kpis": ["name_ja"], "kpi_values": ["value_text"], "survey": ["選択肢"]}
#: What answers a proposal, and so stands in no line that is added.
_ANSWERS = ("status", "answered_by", "answered_on", "reason", "taken", "became")
#: What the types of JSON are in Python.
_TYPES = {
    "string": str,
    "object": dict,
    "array": list,
    "boolean": bool,
    "null": type(None),
    "integer": int,
    "number": float,
}
#: Key of a line → its type in the schema, and what it is.
KEYS: dict[str, tuple[dict[str, Any], str, str]] = {
    "table": ({"type": "string"}, "どの表の行か", "of which table this is a row"),
    "row": (
        {"type": "object", "additionalProperties": {"type": "string"}},
        "見出し → 文言（文書に記載されたとおり）",
        "heading → text, as the document states it",
    ),
    "page": (
        {"type": ["integer", "null"], "minimum": 1},
        "ファイルの何枚目か（記載されたページ番号ではない）",
        "page of the file, from 1 (not the number stated on it)",
    ),
    "boxes": (
        {
            "type": "object",
            "additionalProperties": {
                "type": "array",
                "items": {"type": "number"},
                "minItems": 4,
                "maxItems": 4,
            },
        },
        "見出し → 紙面での位置 [左, 上, 右, 下]（ポイント）",
        "heading → [x0, top, x1, bottom] in points",
    ),
    "sure": ({"type": "boolean"}, "確かか。人に確かめてほしければ false", "whether it is sure; false asks a person"),
    "questions": (
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "column": {"type": "string"},
                    "why": {"type": "string"},
                    "readings": {"type": "array", "items": {"type": "string"}},
                },
                "required": ["column", "why"],
                "additionalProperties": False,
            },
        },
        "人に尋ねること（見出し、理由、考えられる読み）",
        "what to ask a person: the heading, why, possible readings",
    ),
    "by": (
        {"type": "string", "pattern": "^(extract|rules|model:.+|person:.+)$"},
        "だれの案か（`model:名前`、`person:名前`）",
        "who proposes: `model:<name>` or `person:<name>`",
    ),
    "why": ({"type": "string"}, "決定の理由（一文）", "why, of a decision, in one sentence"),
    "document": ({"type": "string"}, "文書のファイル名", "name of the document's file"),
    "digest": ({"type": "string", "pattern": "^([0-9a-f]{64})?$"}, "そのSHA-256", "its SHA-256"),
    "city": ({"type": "string"}, "市区町村（コードか名前）", "the municipality, by code or name"),
}


@cache
def tables() -> dict[str, tuple[Form | None, tuple[str, ...]]]:
    """What a line may be of: table → how its file is declared, and further headings. Of `other` nothing is declared."""
    found: dict[str, tuple[Form | None, tuple[str, ...]]] = dict.fromkeys(TABLES, (None, ()))
    for one in forms(Folder.PLAN):
        if one.file.name.endswith(".csv") and "*" not in one.file.name:
            stem = one.file.name.removesuffix(".csv")
            found[stem] = (one, _MORE.get(stem, ()))
    years, quarters = schedules()["years"], schedules()["quarters"]
    found["schedule"] = (years, (*quarters.columns, "project"))
    found["survey"] = (None, ())
    for one in forms(Folder.CITY):
        found[f"{DECISIONS}{one.file.name}"] = (one, ())
    return found


def schema() -> dict[str, Any]:
    """The JSON Schema of a line."""
    rows = [_row_of(table) for table in tables()]
    return {
        "$schema": ADDRESS,
        "title": "dxcompare: a proposed row / 提案された行",
        "type": "object",
        "properties": {
            name: {**kind, "title": ja, "description": en, **({"enum": [*tables()]} if name == "table" else {})}
            for name, (kind, ja, en) in KEYS.items()
        },
        "required": ["table", "row"],
        "additionalProperties": False,
        "allOf": [one for one in rows if one],
    }


def _row_of(table: str) -> dict[str, Any] | None:
    """What the rows of a table may have; nothing is said of those whose headings are the document's."""
    declared, more = tables()[table]
    row: dict[str, Any] = {}
    if declared is not None:
        row["properties"] = {
            name: {
                "title": (raw.help or ("", ""))[0],
                "description": (raw.help or ("", ""))[1],
                **({"enum": ["", *words]} if (words := raw.words or closed(declared).get(name)) else {}),
            }
            for name, raw in declared.columns.items()
        }
        row["properties"] |= {name: {} for name in more if name not in row["properties"]}
        if declared.free is None:
            row["additionalProperties"] = False
    if table in _NEEDED:
        row["required"] = _NEEDED[table]
    if not row:
        return None
    return {"if": {"properties": {"table": {"const": table}}}, "then": {"properties": {"row": row}}}


def read(path: Path, by: str = "", document: Path | None = None) -> list[tuple[str, Proposed]]:
    """Read a file of JSON lines.

    Parameters
    ----------
    path : Path
    by : str, optional
        Who proposes, where a line does not say; of lines that say nothing, `extract`.
    document : Path, optional
        What was read; by default the file beside it of the same name. Its name and digest go into each proposal
        that does not say them.

    Returns
    -------
    list of (str, Proposed)
        The city that each line names (may be blank), and the proposal.

    Raises
    ------
    DataFaults
        With every fault, by line.
    """
    faults: list[Fault] = []
    known = {"by": by or "extract", **_of(document or _beside(path))}
    found = []
    whole, encoding = decoded(path.read_bytes())
    if encoding is None:
        raise DataFaults([Fault(Place(path.name), "encoding")])
    for number, text in enumerate(whole.removeprefix("\ufeff").split("\n"), start=1):
        if not text.strip():
            continue
        wrong = list(_wrong(text, Place(path.name, number)))
        faults += wrong
        if not wrong:
            line = json.loads(text)
            city = line.pop("city", "")
            found.append((city, Proposed(**{**known, **line})))
    if faults or not found:
        raise DataFaults(faults or [Fault(Place(path.name), "no_line")])
    return found


def _beside(path: Path) -> Path | None:
    """The document of the same name in the same folder."""
    endings = (".pdf", ".docx", ".xlsx", ".html", ".htm", ".txt")
    return next((path.with_suffix(end) for end in endings if path.with_suffix(end).is_file()), None)


def _of(document: Path | None) -> dict[str, str]:
    if document is None:
        return {}
    return {"document": document.name, "digest": sha256(document.read_bytes()).hexdigest()}


#: Half a letter, which JSON can say and no file can hold.
_HALF = re.compile("[\ud800-\udfff]")


def _wrong(text: str, place: Place) -> Iterator[Fault]:
    """What is wrong with a line; the same as the schema finds, in both languages."""
    try:
        line = json.loads(text)
    except json.JSONDecodeError as error:
        yield Fault(place, "not_json", {"problem": f"{error.msg} ({error.pos + 1})"})
        return
    except (ValueError, RecursionError):  # a number of a thousand figures, brackets in a thousand brackets
        yield Fault(place, "not_json", {"problem": Text("長すぎるか、深すぎる", "too long or too deep")})
        return
    if half := _HALF.search(json.dumps(line, ensure_ascii=False)):
        yield Fault(place, "not_json", {"problem": f"\\u{ord(half[0]):04x}"})
        return
    if not isinstance(line, dict):
        yield Fault(place, "not_json", {"problem": type(line).__name__})
        return
    for name in ("table", "row"):
        if name not in line:
            yield Fault(place, "missing_key", {"name": name})
    for name, value in line.items():
        at = Place(place.file, place.row, name)
        if name not in KEYS or name in _ANSWERS:
            yield unlisted(at, name, KEYS)
        elif not _fits(value, KEYS[name][0]):
            yield Fault(
                at, "not_kind", {"found": json.dumps(value, ensure_ascii=False)[:60], "kind": Text(*KEYS[name][1:])}
            )
        elif name == "table" and value not in tables():
            yield unlisted(at, value, tables())
    table, row = line.get("table"), line.get("row")
    if isinstance(table, str) and table in tables() and isinstance(row, dict):
        yield from _wrong_row(table, row, place)


def _wrong_row(table: str, row: dict[str, Any], place: Place) -> Iterator[Fault]:
    declared, more = tables()[table]
    for name in _NEEDED.get(table, ()):
        if name not in row:
            yield Fault(Place(place.file, place.row, name), "missing_key", {"name": name})
    for name, text in row.items() if declared else ():
        assert declared is not None
        at = Place(place.file, place.row, name)
        if name not in declared.columns:
            if name not in more and declared.free is None:
                yield unlisted(at, name, (*declared.columns, *more))
        elif text and (words := declared.columns[name].words or closed(declared).get(name)) and text not in words:
            yield unlisted(at, text, words)


def _fits(value: Any, kind: dict[str, Any]) -> bool:
    """Whether a value is of a kind, in the few words of JSON Schema that :data:`KEYS` uses."""
    names = kind["type"] if isinstance(kind["type"], list) else [kind["type"]]
    if isinstance(value, bool) != (names == ["boolean"]):
        return False
    types = tuple(_TYPES[name] for name in names)
    if not isinstance(value, types) and not (float in types and isinstance(value, int)):
        return False
    if isinstance(value, str):
        return "pattern" not in kind or bool(re.search(kind["pattern"], value))
    if isinstance(value, int) and "minimum" in kind:
        return value >= kind["minimum"]
    if isinstance(value, list):
        sized = kind.get("minItems", 0) <= len(value) <= kind.get("maxItems", len(value))
        return sized and all(_fits(one, kind["items"]) for one in value)
    if isinstance(value, dict) and "properties" in kind:
        known = kind["properties"]
        return {*kind["required"]} <= {*value} <= {*known} and all(_fits(v, known[k]) for k, v in value.items())
    if isinstance(value, dict):
        return all(_fits(one, kind["additionalProperties"]) for one in value.values())
    return True


assert {field.name for field in fields(Proposed)} == {*KEYS, *_ANSWERS} - {"city"}
