"""Accepted decisions: rows of a city's folder in `data/mappings`. A decision that is there stands."""

from __future__ import annotations

from dxcompare.onboarding.accept.desk import THERE, Desk, Refused, alike, needed
from dxcompare.onboarding.proposals import Proposed
from dxcompare.tables import form
from dxcompare.tables.raw import Folder, Form
from dxcompare.words.text import Text

PREFIX = "mappings/"
#: who codes: the file and the kind of the coder
_CODES, _CODERS = "codes_*.csv", "coders.csv"
_PERSON, _MODEL, RULES = "person", "model", "rules"

NO_FILE = Text("{file} という決定のファイルはない", "there is no file of decisions {file!r}")


def take(desk: Desk, one: Proposed) -> str:
    """A row of a file of decisions."""
    name = one.table.removeprefix(PREFIX)
    coder = _coder(desk, one)
    if name == _CODES:
        name = _CODES.replace("*", coder)
    declared = form(name, Folder.CITY)
    if declared is None:
        raise Refused(NO_FILE, file=name)
    cells = {column: one.said.get(column, "") for column in declared.columns}
    for column, raw in declared.columns.items():
        if raw.own == "plan" and cells[column] and "/" not in cells[column] and column != "plan":
            cells[column] = f"{desk.city.plan_id}/{cells[column]}"
    if "coder" in cells:
        cells["coder"] = cells["coder"] or coder
    if name.startswith("codes_") or "coder" in cells:
        _known(desk, name.removeprefix("codes_").removesuffix(".csv") if "coder" not in cells else cells["coder"], one)
    if "reason" in cells:
        cells["reason"] = cells["reason"] or one.reason or one.why
        needed(cells, "reason")
    return _add(desk, name, declared, cells)


def _add(desk: Desk, name: str, declared: Form, cells: dict[str, str]) -> str:
    file = desk.open(desk.city.mappings / name, declared)
    several = declared.file.several or not declared.keys
    keys = [column for column in cells if column not in ("reason", "reason_en", "note")] if several else declared.keys
    if name.startswith("codes_"):
        keys = ["measure", "item"]
    for row in file.rows:
        if all(alike(row.get(column, ""), cells[column]) for column in keys):
            says = ("reason", "reason_en", "note", "coder")
            differs = [c for c in cells if c not in says and not alike(row.get(c, ""), cells[c])]
            if differs:
                what = "、".join(f"{column}: {row.get(column, '')}" for column in differs)
                raise Refused(THERE, file=name, row=" ".join(row[key] for key in keys if row[key]), what=what)
            return desk.name(file, "")
    file.add(cells)
    return desk.name(file, "")


def _coder(desk: Desk, one: Proposed) -> str:
    """Whose a decision is: a model's codes are the model's, whoever lets them in; all else is decided by who accepts."""
    kind, _, name = one.by.partition(":")
    return name if kind == _MODEL and one.table == f"{PREFIX}{_CODES}" else desk.by


def _known(desk: Desk, coder: str, one: Proposed) -> None:
    """Have a coder who is not known yet in the list of coders."""
    file = desk.open(desk.city.shared / _CODERS, form(_CODERS, Folder.ALL))
    if coder and all(row["coder"] != coder for row in file.rows):
        kind = _MODEL if one.by == f"{_MODEL}:{coder}" else RULES if coder == RULES else _PERSON
        file.add({"coder": coder, "kind": kind, "name_ja": coder, "name_en": coder})
