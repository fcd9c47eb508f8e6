"""What must be said of survey cells that are not shown as printed."""

from __future__ import annotations

import polars as pl

from dxcompare.words.text import Text

#: What must be said wherever bases are shown that no plan prints.
RECOVERED = Text(
    "＊の人数は印刷されておらず、割合から当方が復元した。",
    "Bases with * are not printed; we recovered them from the percentages.",
)


DASHED = Text("印刷された「-」は0と読んだ（理由は正誤表）。", "A printed - is read as 0 (why: see the errata).")


def notes(cells: pl.DataFrame) -> list[Text]:
    """What must be said of survey cells (rows of :meth:`Dataset.answers`) that are not shown as printed."""
    recovered, dashed = "recovered" in cells["certainty"], "dash_as_zero" in cells["reading"]
    return [RECOVERED] * recovered + [DASHED] * dashed
