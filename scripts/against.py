"""Hold every city against its documents, and publish what became of the cells: `docs/against/`, `data/README*.md`.

    python scripts/against.py FOLDER

The folder holds the documents under the names that `source.yaml` gives. They are not part of this repository; whoever
has them can make the tables anew, and a test says when they no longer hold.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dxcompare.onboarding.against import Against, against, document, published
from dxcompare.onboarding.against.command import sources
from dxcompare.onboarding.against.result import remarks, rows

ROOT = Path(__file__).parent.parent
DATA, TARGET = ROOT / "data", ROOT / "docs" / "against"
BEGIN, END = "<!-- against -->\n", "<!-- /against -->"


def held(documents: Path) -> Iterator[Against]:
    """Every city against its documents."""
    for plan in sorted((DATA / "raw").glob("*/plan.yaml")):
        raw = plan.parent
        for name, source in sources(raw).items():
            found = against(raw, document.read(documents / name), DATA / "mappings" / raw.name, source)
            if found.answers:
                yield found


def summary(table: list[dict[str, str]], lang: str) -> str:
    """The sums by city, as a table of the README."""
    ja = lang == "ja"
    heads = (
        ("市", "セル", "記載どおり", "書き方が違う", "ほかの箇所", "理由を記した", "見つからない")
        if ja
        else ("city", "cells", "found as stated", "in another form", "elsewhere", "explained", "not found")
    )
    lines = [f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
    for city in dict.fromkeys(row["city"] for row in table):
        mine = [row for row in table if row["city"] == city]
        sums = [
            sum(int(row[name]) for row in mine)
            for name in ("cells", "found", "differs", "elsewhere", "explained", "missing")
        ]
        lines.append(f"| `{city}` | {' | '.join(f'{count:,}' for count in sums)} |")
    return "\n".join(lines) + "\n"


def text(lang: str) -> str:
    """The README as it should be."""
    path = DATA / ("README.ja.md" if lang == "ja" else "README.md")
    before, _, rest = path.read_text(encoding="utf-8").partition(BEGIN)
    return (
        before
        + BEGIN
        + "\n"
        + summary(published.read(TARGET / "files.csv"), lang)
        + "\n"
        + END
        + rest.partition(END)[2]
    )


def main(documents: Path) -> None:
    TARGET.mkdir(exist_ok=True)
    found = list(held(documents))
    published.write(
        TARGET / "files.csv",
        (
            row | {"unprinted_sha256": published.digest(DATA / "mappings" / one.city / "unprinted.csv")}
            for one in found
            for row in rows(one)
        ),
    )
    published.write(TARGET / "cells.csv", (row for one in found for row in remarks(one)))
    for lang in ("ja", "en"):
        path = DATA / ("README.ja.md" if lang == "ja" else "README.md")
        path.write_text(text(lang), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
