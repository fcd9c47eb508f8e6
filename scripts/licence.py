"""Write the terms of the sources, as data/processed/source.csv records them, to the end of LICENSE-DATA.

Run by `make docs`.
"""

from __future__ import annotations

from pathlib import Path

import dxcompare
from dxcompare.words.text import shown

TARGET = Path(__file__).parent.parent / "LICENSE-DATA"
HEADING = "3. 出典ごとの条件 / Terms by source\n"


def terms() -> str:
    """The sources under each licence: `source_id`, title, publisher."""
    lines = []
    for (licence,), sources in (
        dxcompare.load().source.sort("licence", "source_id").group_by("licence", maintain_order=True)
    ):
        lines.append(f"\n{shown(licence, 'ja')}\n")
        lines += [
            f"  {row['source_id']}: {shown(row['title'], 'ja')}、{shown(row['publisher'], 'ja')}\n"
            for row in sources.iter_rows(named=True)
        ]
    return "".join(lines)


def text() -> str:
    """LICENSE-DATA as it should be: what is written by hand, then the terms."""
    return TARGET.read_text(encoding="utf-8").partition(HEADING)[0] + HEADING + terms()


if __name__ == "__main__":
    TARGET.write_text(text(), encoding="utf-8")
