"""Files of results and of the data set. Importing this package teaches results to save themselves."""

from dxcompare.export import figures, flat, plans, pptx, xlsx
from dxcompare.export.deck import deck
from dxcompare.export.slides import Slide, slide
from dxcompare.export.xlsx import workbook
from dxcompare.result import Result

Result.writers |= {
    **dict.fromkeys((".svg", ".png", ".pdf"), figures.write),
    ".csv": flat.write,
    ".xlsx": xlsx.write,
    ".pptx": pptx.write,
}

__all__ = ["Slide", "deck", "plans", "slide", "workbook"]
