"""Pictures of pages with what was read drawn over them."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import ImageDraw

from dxcompare.extract.blocks import Box
from dxcompare.extract.pdf import upright
from dxcompare.extract.proposals import Proposal
from dxcompare.sources.writing import replace

#: dots to a point
SCALE = 2.0
#: by what a cell was taken for: a place in the row as found, and one with a question
SURE, ASKED = (0, 90, 180), (213, 94, 0)


def drawn(path: Path, proposals: Iterable[Proposal], folder: Path) -> list[Path]:
    """Draw every box that was read over its page; cells with a question stand out by colour and a double line.

    Parameters
    ----------
    path : Path
        A PDF.
    proposals : iterable of Proposal
        What was found in it.
    folder : Path
        Is made if it is not there.

    Returns
    -------
    list of Path
        `page_007.png` and so on, one for each page with a proposal; none of a document that is no PDF.
    """
    if path.suffix.lower() != ".pdf":
        return []
    boxes: dict[int | None, dict[Box, bool]] = defaultdict(dict)
    for one in proposals:
        asked = {column for column, _ in one.doubts}
        for name, box in one.boxes.items():
            boxes[one.page][box] = boxes[one.page].get(box, False) or name in asked
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    with pypdfium2.PdfDocument(upright(path)) as book:
        for page, found in sorted((page, found) for page, found in boxes.items() if page):
            image = book[page - 1].render(scale=SCALE).to_pil().convert("RGB")
            pen = ImageDraw.Draw(image)
            for box, asks in found.items():
                x0, top, x1, bottom = (x * SCALE for x in box)
                pen.rectangle((x0 + 1, top + 1, x1 - 1, bottom - 1), outline=ASKED if asks else SURE, width=2)
                if asks:
                    pen.rectangle((x0 + 5, top + 5, x1 - 5, bottom - 5), outline=ASKED, width=1)
            made.append(folder / f"page_{page:03}.png")
            drawing = io.BytesIO()
            image.save(drawing, "PNG")
            replace(made[-1], drawing.getvalue())
    return made
