"""Print the made-up plan that the tutorial adds: `docs/tutorial/plan.pdf`."""

from datetime import date
from pathlib import Path

from dxcompare.report.typeset import pdf

DOCS = Path(__file__).parent.parent / "docs" / "tutorial"
#: The day on the plan's cover.
ON = date(2025, 3, 31)


def printed() -> bytes:
    """The plan as PDF."""
    return pdf((DOCS / "plan.typ").read_text(encoding="utf-8"), ON)


if __name__ == "__main__":
    (DOCS / "plan.pdf").write_bytes(printed())
