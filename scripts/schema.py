"""Write docs/proposals.schema.json: what a line of proposals may hold, from what the tables declare."""

from __future__ import annotations

import json
from pathlib import Path

from dxcompare.onboarding.lines import schema

PATH = Path(__file__).parent.parent / "docs" / "proposals.schema.json"


def main() -> None:
    PATH.write_text(json.dumps(schema(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
