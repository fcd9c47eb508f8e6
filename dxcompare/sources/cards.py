"""A YAML file that is filled in: each text is put where it belongs, and all else stays as somebody wrote it."""

from __future__ import annotations

from typing import Any

import yaml


def filled(text: str, cells: dict[str, str], listed: str = "", key: str = "") -> str:
    """A file with texts put into its keys.

    Parameters
    ----------
    text : str
    cells : dict of str to str
        Key → text; `checked.method` is the key `method` of the mapping `checked`.
    listed, key : str
        Where it is a list: the key under which that stands, and the one by which a record is known. A record that is
        not there is added.

    Examples
    --------
    >>> print(filled("a:  # first\\nb: old", {"a": "1", "b": "new", "c.d": "2"}), end="")
    a: "1"  # first
    b: "new"
    c:
      d: "2"
    """
    if listed:
        text = text if text.strip() else f"{listed}:\n"
        if _record(text, listed, key, cells[key]) is None:
            text = _appended(text, listed, key, cells[key])
    for name, value in cells.items():
        node = _record(text, listed, key, cells[key]) if listed else yaml.compose(text, Loader=yaml.BaseLoader)
        text = _put(text, node, name.split("."), value)
    return text


def _value(node: Any, name: str) -> Any:
    return next((value for own, value in node.value if own.value == name), None) if node else None


def _record(text: str, listed: str, key: str, name: str) -> Any:
    """The record of a list that is known by a name."""
    records = _value(yaml.compose(text, Loader=yaml.BaseLoader), listed)
    for record in records.value if isinstance(records, yaml.SequenceNode) else ():
        if getattr(_value(record, key), "value", None) == name:
            return record
    return None


def _appended(text: str, listed: str, key: str, name: str) -> str:
    records = _value(yaml.compose(text, Loader=yaml.BaseLoader), listed)
    first = records.value[0].start_mark.column - 2 if isinstance(records, yaml.SequenceNode) and records.value else 2
    return f"{text.rstrip()}\n{' ' * first}- {key}: {_scalar(name)}\n"


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
