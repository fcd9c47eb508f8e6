"""Charts of results. Importing this package teaches results to draw themselves."""

import importlib
import pkgutil

from dxcompare.charts.style import Chart

for _module in pkgutil.iter_modules(__path__):
    importlib.import_module(f"{__name__}.{_module.name}")

__all__ = ["Chart"]
