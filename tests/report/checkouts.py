"""Checkouts to make a report of: the data, and notebooks written in a line."""

import json
import re
import shutil

from dxcompare.report.folder import MARK
from dxcompare.report.site import make
from tests.conftest import ROOT


def notebook(*sources, parameters=None):
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for n, source in enumerate(sources)
    ]
    if parameters:
        cells.insert(0, {**cells[0], "id": "p", "metadata": {"tags": ["parameters"]}, "source": parameters})
    return json.dumps(
        {
            "cells": cells,
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


#: A page of ours that a report without a manifest left.
OLD = f"{MARK} old"


def checkout(tmp_path, **notebooks):
    """A checkout with the data and these notebooks."""
    shutil.copytree(
        ROOT / "data" / "processed", tmp_path / "data" / "processed", ignore=shutil.ignore_patterns("*.parquet")
    )
    (tmp_path / "data" / "raw").mkdir()
    (tmp_path / "notebooks").mkdir()
    for name, text in notebooks.items():
        (tmp_path / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    return tmp_path / "data"


def run(data, out, lang="ja"):
    """The report; the lines of progress, without the seconds."""
    lines = []
    make(data, out, lang, lines.append)
    return sorted(re.sub(r" \d+\.\d s", "", line).split() for line in lines)
