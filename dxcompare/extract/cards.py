"""Cards: a table a measure, whose headings stand beside what they head."""

from __future__ import annotations

from dxcompare.extract.blocks import Grid
from dxcompare.extract.proposals import Proposal


def proposals(grid: Grid, context: dict[str, str]) -> list[Proposal]:
    """What a card prints: its measure, indicators and schedule; nothing if the table is no card."""
    return []
