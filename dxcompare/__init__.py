"""Compare the digital-transformation plans of Japanese municipalities.

>>> import dxcompare
>>> ds = dxcompare.load()
>>> dxcompare.coverage(ds).to_frame()["depth"].max()
5
"""

from __future__ import annotations

import importlib
from typing import Any

from dxcompare.questions import registry

__version__ = "0.1.0"
#: Public name → module that it is loaded from when first used.
_FROM = {
    "Dataset": "dataset",
    "explore": "panel.widgets",
    "finding": "present.result",
    "language": "words.text",
    "load": "dataset",
    "show": "present.show",
    "tour": "panel.tour",
    **{name: f"questions.{name}" for name in registry.names()},
}
__all__ = sorted(_FROM)


def __getattr__(name: str) -> Any:
    if name not in _FROM:
        from dxcompare.words.unknown import UnknownAttribute

        raise UnknownAttribute("name", name, __all__)
    value = globals()[name] = getattr(importlib.import_module(f"dxcompare.{_FROM[name]}"), name)
    return value


def __dir__() -> list[str]:
    """What completion offers: the questions, not the rooms they are answered in."""
    return [*__all__, "__version__"]
