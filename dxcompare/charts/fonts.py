"""The Japanese font: `japanize-matplotlib`, made to import on every supported Python.

Its 1.1.3 imports `distutils.version.LooseVersion`, which Python 3.12 removed. Where it is missing, a
stand-in is put in place for the import and taken away again.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
import types
from functools import cache

FAMILY = "IPAexGothic"


class _LooseVersion:
    """As much of `distutils.version.LooseVersion` as comparing matplotlib versions needs."""

    def __init__(self, text: str):
        self.parts = [int(part) for part in text.split(".")[:2] if part.isdigit()]

    def __lt__(self, other: _LooseVersion | str) -> bool:
        other = other if isinstance(other, _LooseVersion) else _LooseVersion(other)
        return self.parts < other.parts

    def __ge__(self, other: _LooseVersion | str) -> bool:
        return not self < other


@cache
def use_japanese() -> str:
    """Register the Japanese font with matplotlib; returns the name of its family."""
    stand_ins = {}
    if "distutils" not in sys.modules and importlib.util.find_spec("distutils") is None:
        version = types.ModuleType("distutils.version")
        version.LooseVersion = _LooseVersion  # type: ignore[attr-defined]
        package = types.ModuleType("distutils")
        package.version = version  # type: ignore[attr-defined]
        stand_ins = {"distutils": package, "distutils.version": version}
    sys.modules.update(stand_ins)
    try:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            import matplotlib as mpl

            before = mpl.rcParams["font.family"]
            importlib.import_module("japanize_matplotlib")
            mpl.rcParams["font.family"] = before
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    return FAMILY
