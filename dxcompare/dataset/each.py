"""What is worked out of each survey by itself, and takes seconds: once for what it prints, kept beside the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from dxcompare.sources.folder import PROCESSED
from dxcompare.sources.kept import Store, digest, program

T = TypeVar("T")

#: What came of surveys in this process, by name and digest of their texts.
_remembered: dict[str, dict[str, list]] = {}


def each(
    name: str, function: Callable[[T], list[tuple]], given: Sequence[T], texts: Sequence[str], folder: Path
) -> list[list[tuple]]:
    """What a function makes of each of some things, in their order.

    Parameters
    ----------
    name : str
        Of what is worked out.
    function : callable
        Its rows hold texts, whole numbers, numbers, truths and None.
    given : sequence
    texts : sequence of str
        For each, a text that says all that the function makes use of.
    folder : Path
        Of the processed tables. Beside raw data, what came of each is kept in `.cache/build` beside the data folder.
    """
    known, keys = _remembered.setdefault(name, {}), [digest(text) for text in texts]
    todo = {key: one for key, one in zip(keys, given, strict=True) if key not in known}
    cache = folder.resolve().parent.parent / ".cache" / "build"
    if todo and folder.name == PROCESSED and (folder.parent / "raw").is_dir():
        code = program()
        store = Store(cache, lambda: program() == code)
        kept = store.get(name, code) or {}
        known.update({key: kept[key] for key in todo if key in kept})
        todo = {key: one for key, one in todo.items() if key not in kept}
        known.update({key: function(one) for key, one in todo.items()})
        if todo:
            store.put(name, code, {**kept, **{key: known[key] for key in keys}})
    known.update({key: function(one) for key, one in todo.items() if key not in known})
    return [[tuple(row) for row in known[key]] for key in keys]
