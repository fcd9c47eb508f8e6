"""Pictures of results: the chart, at its size on paper, with its fonts embedded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from dxcompare.present.result import Result


def write(result: Result, path: Path, *, kind: str | None, lang: str, **options: Any) -> None:
    """Write the chart of a kind as `.svg`, `.png` or `.pdf`; options go to the chart."""
    result.plot(kind, lang=lang, **options).save(path)
