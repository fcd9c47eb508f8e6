"""Print the made-up plan that the tutorial adds, and draw what is read of its second page: `docs/tutorial/`."""

import tempfile
from datetime import date
from pathlib import Path

from PIL import Image

from dxcompare.extract import document
from dxcompare.extract.picture import drawn
from dxcompare.report.typeset import pdf

DOCS = Path(__file__).parent.parent / "docs" / "tutorial"
#: The day on the plan's cover.
ON = date(2025, 3, 31)


def printed() -> bytes:
    """The plan as PDF."""
    return pdf((DOCS / "plan.typ").read_text(encoding="utf-8"), ON)


def picture(plan: Path, out: Path) -> None:
    """Its second page down to the end of the tables, with the cells that are read."""
    with tempfile.TemporaryDirectory() as folder:
        drawn(plan, document.proposals(document.read(plan)), Path(folder))
        with Image.open(Path(folder) / "page_002.png") as page:
            part = page.crop((0, 0, page.width, page.height // 2)).convert("P", palette=Image.Palette.ADAPTIVE)
            part.save(out, optimize=True)


if __name__ == "__main__":
    (DOCS / "plan.pdf").write_bytes(printed())
    picture(DOCS / "plan.pdf", DOCS / "page.png")
