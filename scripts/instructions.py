"""Make the tables of data/README.md and data/README.ja.md anew from what the tables declare."""

from __future__ import annotations

from pathlib import Path

from dxcompare.tables.instructions import filled

DATA = Path(__file__).parent.parent / "data"


def main() -> None:
    for name, lang in (("README.md", "en"), ("README.ja.md", "ja")):
        page = DATA / name
        page.write_text(filled(page.read_text(encoding="utf-8"), lang), encoding="utf-8")


if __name__ == "__main__":
    main()
