"""Draw docs/gallery.md: a small picture of every kind of chart, with the line of code that draws it.

    python scripts/gallery.py

The kinds are those that charts have registered; an analysis is found by the type that it returns.
"""

import inspect
import io
from pathlib import Path

from PIL import Image

import dxcompare
import dxcompare.charts  # registers the kinds
from dxcompare.result import Result

DOCS = Path(__file__).resolve().parent.parent / "docs"
#: Arguments of analyses that need more than the data, or whose default is too large for a small picture.
ARGUMENTS = {
    "shares": {"question_id": "kitakami-ict-2022/q1"},
    "themes": {"theme_id": "online_procedures"},
    "reference": {"indicator": "mynumber_held_rate"},
    "differences": {"question_id": "kitakami-ict-2022/q1"},
    "simulated": {"surveys": 20},
}
#: Options of a chart that would be crowded without them.
OPTIONS = {("Shares", "dots"): {"options": ["smartphone", "pc", "never_used"]}}
DPI, COLOURS = 110, 48
LEAD = """# Gallery / 図の一覧

Every kind of chart, drawn by `python scripts/gallery.py`; labels can be had in English with `lang="en"`.
No chart needs its colours to be read. すべての種類の図。`python scripts/gallery.py` が描く。どの図も色がなくても読める。

```python
import dxcompare as dx

ds = dx.load()
```
"""


def analyses() -> dict[str, str]:
    """Type of result → the public function that returns it."""
    found: dict[str, str] = {}
    for name in dxcompare.__all__:
        function = getattr(dxcompare, name)
        if inspect.isfunction(function):
            found.setdefault(str(inspect.signature(function).return_annotation), name)
    return found


def example(ds: dxcompare.Dataset, name: str) -> tuple[Result, str]:
    """A result of an analysis, and the code that makes it."""
    function, options = getattr(dxcompare, name), ARGUMENTS.get(name, {})
    data = {"ds": ds} if "ds" in inspect.signature(function).parameters else {}
    return function(**data, **options), f"dx.{name}({', '.join(filter(None, [*data, _said(options)]))})"


def _said(options: dict) -> str:
    return ", ".join(f"{key}={value!r}" for key, value in options.items()).replace("'", '"')


def small(png: bytes) -> bytes:
    """A picture of few colours."""
    buffer = io.BytesIO()
    Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(
        buffer, "PNG", optimize=True
    )
    return buffer.getvalue()


def main() -> None:
    """Write the page and its pictures."""
    ds, makers, lines = dxcompare.load(), analyses(), [LEAD]
    folder = DOCS / "gallery"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for kind_of, names in _by_result().items():
        if kind_of not in makers:
            raise SystemExit(
                f"no function of dxcompare.__all__ returns {kind_of}; make it public, with that annotation"
            )
        result, code = example(ds, makers[kind_of])
        lines.append(f"## {kind_of}\n\n{_plain(f'{result.title.ja} / {result.title.en}')}\n")
        for kind in names:
            options = OPTIONS.get((kind_of, kind), {})
            chart = result.plot(kind, lang="ja", **options)
            said = _said({"kind": kind, **options}).removeprefix("kind=")
            path = folder / f"{kind_of.lower()}-{kind}.png"
            path.write_bytes(small(chart.png(DPI)))
            lines.append(f"`{code}.plot({said})`\n\n![{_plain(chart.alt)}](gallery/{path.name})\n")
    (DOCS / "gallery.md").write_text("\n".join(lines), encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} pictures, {size / 1e6:.2f} MB")


def _by_result() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for kind_of, kind in sorted(Result.plots):
        found.setdefault(kind_of, []).append(kind)
    return found


def _plain(text: str) -> str:
    """A text on one line that Markdown takes as it is."""
    return " ".join(text.split()).replace("[", "（").replace("]", "）")


if __name__ == "__main__":
    main()
