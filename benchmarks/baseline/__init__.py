"""The costly results as a researcher would compute them with pandas and statsmodels, from the processed CSV files.

Written from docs/methods.md and without the library, so that it is a rival in time and a second opinion in numbers: a
test holds each against ours. Each takes tables as pandas reads them; reading is not timed, as loading is not for ours.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from benchmarks.baseline import agreement, ambition, coverage, surveys


class Tables(dict[str, pd.DataFrame]):
    """The processed tables of a folder, each read when it is first asked for."""

    def __init__(self, folder: Path):
        super().__init__()
        self.folder = folder

    def __missing__(self, name: str) -> pd.DataFrame:
        path = self.folder / f"{name}.csv"
        columns = pd.read_csv(path, nrows=0, encoding="utf-8-sig").columns
        texts = {one: str for one in columns if one.endswith(("_id", "version"))}
        self[name] = pd.read_csv(path, encoding="utf-8-sig", dtype=texts, low_memory=False)
        return self[name]


class Rival(NamedTuple):
    """A piece of work: what is made ready of a processed folder, and what is timed."""

    ready: Callable[[Path], Any]
    act: Callable[..., pd.DataFrame]


def _read(*names: str) -> Callable[[Path], Tables]:
    def ready(folder: Path) -> Tables:
        tables = Tables(folder)
        for name in names:
            _ = tables[name]
        return tables

    return ready


_OF_COVERAGE = ("plan", "item", "item_lineage", "framework_version", "judgement", "coding_rule")
_OF_AMBITION = ("kpi", "derived_kpi")
_OF_SURVEYS = ("response", "response_count")
#: What is computed, by the names that `benchmarks/scale.py` has for ours.
WORK = {
    "coverage": Rival(_read(*_OF_COVERAGE), coverage.matrix),
    "coverage: similarity": Rival(lambda folder: coverage.matrix(Tables(folder)), coverage.similarity),
    "agreement": Rival(_read("measure", *_OF_COVERAGE), agreement.pairs),
    "ambition": Rival(_read(*_OF_AMBITION), ambition.scales),
    "ambition: reversals": Rival(lambda folder: ambition.with_units(Tables(folder)), ambition.reversals),
    "gradients: every question": Rival(_read(*_OF_SURVEYS), surveys.gradients),
    "differences: every question": Rival(_read(*_OF_SURVEYS), surveys.differences),
}
