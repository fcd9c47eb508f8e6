"""Compare the digital-transformation plans of Japanese municipalities.

>>> import dxcompare
>>> ds = dxcompare.load()
>>> dxcompare.show(ds.plans(), caption=("計画", "Plans"), lang="en").caption
'Plans'
"""

from __future__ import annotations

import importlib
from typing import Any

from dxcompare.questions import registry

__version__ = "0.1.0"
#: Public name that is no question → the module that it is loaded from.
_OTHERS = {
    "Dataset": "dataset",
    "explore": "panel.widgets",
    "finding": "present.finding",
    "language": "words.session",
    "load": "dataset",
    "show": "present.show",
    "style": "present.house",
    "tour": "panel.tour",
}


def _public() -> dict[str, str]:
    """Public name → the module that it is loaded from when first used (PEP 562), in the order of the alphabet."""
    return dict(sorted({**_OTHERS, **{name: f"questions.{name}" for name in registry.names()}}.items()))


def __getattr__(name: str) -> Any:
    if name == "__all__":
        return list(_public())
    if name.startswith("_") or name not in _public():
        from dxcompare.words.unknown import UnknownAttribute

        raise UnknownAttribute("name", name, _public())
    value = getattr(importlib.import_module(f"dxcompare.{_public()[name]}"), name)
    if not isinstance(value, type):  # a class holds its methods to this itself
        from dxcompare.words.arguments import checked

        value = checked(value)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """What completion offers: the questions, not the rooms they are answered in."""
    return [*_public(), "__version__"]
