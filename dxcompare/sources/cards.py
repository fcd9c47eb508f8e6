"""A YAML file that is filled in: each text is put where it belongs, and all else stays as somebody wrote it."""

from __future__ import annotations

import copy
import json
from typing import Any

import yaml

from dxcompare.words.faults import Unreadable


def filled(text: str, cells: dict[str, str], listed: str = "", key: str = "") -> str:
    """A file with texts put into its keys.

    Parameters
    ----------
    text : str
    cells : dict of str to str
        Key → text; `checked.method` is the key `method` of the mapping `checked`.
    listed, key : str
        Where it is a list: the key under which that stands, and the one by which a record is known. A record that is
        not there is added at the end, in the style of the list.

    Raises
    ------
    Unreadable
        If it is not written in a way in which that can be done without changing anything else.

    Examples
    --------
    >>> print(filled("a:  # first\\nb: old", {"a": "1", "b": "new", "c.d": "2"}), end="")
    a: "1"  # first
    b: "new"
    c:
      d: "2"
    >>> print(filled("all:\\n- id: a  # first\\n  b: x\\n", {"id": "c", "b": "y"}, "all", "id"), end="")
    all:
    - id: a  # first
      b: x
    - id: c
      b: y
    """
    try:
        new = _filled(text, cells, listed, key)
        right = _load(new) == _expected(_load(text), cells, listed, key)
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, LookupError):
        right = False
    if not right:
        raise Unreadable("card_style", cells.get(key) or next(iter(cells)))
    return new


def _load(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def _expected(before: Any, cells: dict[str, str], listed: str, key: str) -> Any:
    """What a file holds with texts put into its keys."""
    after = copy.deepcopy(before or {})
    into = after
    if listed:
        after[listed] = records = after.get(listed) or []
        own = [one for one in records if one.get(key) == cells[key]]
        if not own:
            records.append({})
        into = own[0] if own else records[-1]
    _nest(into, cells)
    return after


def _nest(into: dict[str, Any], cells: dict[str, str]) -> dict[str, Any]:
    """Put texts into a mapping and those within it."""
    for name, value in cells.items():
        *above, last = name.split(".")
        place = into
        for one in above:
            place[one] = place.get(one) or {}
            place = place[one]
        place[last] = value
    return into


def _filled(text: str, cells: dict[str, str], listed: str, key: str) -> str:
    if listed:
        text = text if text.strip() else f"{listed}:\n"
        if _record(text, listed, key, cells[key]) is None:
            return _with_record(text, _nest({}, cells), _value(_node(text), listed))
    for name, value in cells.items():
        node, path = _record(text, listed, key, cells[key]) if listed else _node(text), name.split(".")
        if _said(node, path) != value:
            text = _put(text, node, path, value)
    return text


def _node(text: str) -> Any:
    return yaml.compose(text, Loader=yaml.BaseLoader)


def _with_record(text: str, cells: dict[str, Any], node: yaml.Node) -> str:
    """The text with one record more at the end of a list, in the style of the list."""
    if isinstance(node, yaml.SequenceNode) and node.flow_style:
        end = node.end_mark.index - 1
        return f"{text[:end]}{', ' if node.value else ''}{json.dumps(cells, ensure_ascii=False)}{text[end:]}"
    indent, end = 2, node.end_mark.index
    if isinstance(node, yaml.SequenceNode):
        indent, end = node.start_mark.column, len(text[: node.end_mark.index].rstrip())
    ends = text.find("\n", end)
    head, rest = (text, "") if ends < 0 else (text[: ends + 1], text[ends + 1 :])
    block = yaml.safe_dump([cells], allow_unicode=True, sort_keys=False, width=10_000)
    lines = "".join(f"{' ' * indent}{line}\n" for line in block.splitlines())
    return f"{head.removesuffix(chr(10))}\n{lines}{rest}"


def _value(node: Any, name: str) -> Any:
    return next((value for own, value in node.value if own.value == name), None) if node else None


def _said(node: Any, path: list[str]) -> Any:
    """The text at a key, if there is one."""
    for name in path:
        node = _value(node, name)
    return getattr(node, "value", None)


def _record(text: str, listed: str, key: str, name: str) -> Any:
    """The record of a list that is known by a name."""
    records = _value(_node(text), listed)
    for record in records.value if isinstance(records, yaml.SequenceNode) else ():
        if getattr(_value(record, key), "value", None) == name:
            return record
    return None


def _put(text: str, node: Any, path: list[str], value: str) -> str:
    name, *rest = path
    there = _value(node, name)
    if rest and isinstance(there, yaml.MappingNode):
        return _put(text, there, rest, value)
    if there is not None and not rest:
        start, end = there.start_mark.index, there.end_mark.index
        blank = "" if end > start else " "
        return text[:start] + blank + _scalar(value) + text[end:]
    if node is None:
        return text + _lines("", path, value)
    if node.flow_style:
        end = node.end_mark.index - 1
        return f"{text[:end]}, {name}: {_scalar(value)}{text[end:]}"
    last = node.value[-1][1]
    end = text.find("\n", last.end_mark.index if text[: last.end_mark.index].strip() else 0)
    if text[last.start_mark.index : last.end_mark.index].endswith("\n"):  # a mapping ends where the next line begins
        end = len(text[: last.end_mark.index].rstrip())
    end = len(text) if end < 0 else end
    lines = _lines(" " * node.value[0][0].start_mark.column, path, value)
    return f"{text[:end].rstrip(chr(10))}\n{lines}{text[end:].lstrip(chr(10))}"


def _lines(indent: str, path: list[str], value: str) -> str:
    name, *rest = path
    if not rest:
        return f"{indent}{name}: {_scalar(value)}\n"
    return f"{indent}{name}:\n{_lines(indent + '  ', rest, value)}"


def _scalar(value: str) -> str:
    return yaml.safe_dump(value, allow_unicode=True, default_style='"', width=10_000).strip()
