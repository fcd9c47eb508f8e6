"""Write dxcompare/__init__.pyi: what editors and type checkers are told of names that load when first used.

    python scripts/stub.py

The names are those of the package, so those of the registry of questions.
"""

from pathlib import Path

import dxcompare

STUB = Path(__file__).resolve().parent.parent / "dxcompare" / "__init__.pyi"


def text() -> str:
    """The stub: every public name imported from where it is, and what `import *` brings."""
    lines = ["# Made by scripts/stub.py; `make docs` makes it anew."]
    lines += sorted(f"from dxcompare.{module} import {name} as {name}" for name, module in dxcompare._public().items())
    lines += ["", "__version__: str", "__all__ = [", *(f'    "{name}",' for name in dxcompare.__all__), "]"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    STUB.write_text(text(), encoding="utf-8")
