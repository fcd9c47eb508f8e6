"""Draw docs/gallery.md: a small picture of every kind of chart, with the line of code that draws it.

    python scripts/gallery.py

The questions and their kinds are those of the registry; each question declares its example.
"""

import io
from collections.abc import Mapping
from pathlib import Path

from PIL import Image

import dxcompare
from dxcompare.present.options import OPTIONS
from dxcompare.present.question import Question
from dxcompare.present.result import Result
from dxcompare.questions import registry

DOCS = Path(__file__).resolve().parent.parent / "docs"
DPI, COLOURS = 110, 48
LEAD = """# Gallery / 図の一覧

Every kind of chart, drawn by `python scripts/gallery.py`; labels can be had in English with `lang="en"`.
No chart needs its colours to be read. すべての種類の図。`python scripts/gallery.py` が描く。どの図も色がなくても読める。

```python
import dxcompare as dx

ds = dx.load()
```
"""


def options_table() -> str:
    """What charts take, as a table: an option a row, with the charts that take it."""
    takers: dict[str, list[str]] = {}
    charts = [(result, name, kind) for name in registry.charts() for result, kind in _of(name)]
    for result, name, kind in charts:
        for option in result.options(kind)["option"]:
            takers.setdefault(option, []).append(f"{name} `{kind}`")
    of_plans = [f"{name} `{kind}`" for result, name, kind in charts if result.chosen]

    def which(by: list[str]) -> str:
        if len(by) == len(charts):
            return "all / すべて"
        return "all of plans / 計画を描く図すべて" if by == of_plans else ", ".join(by)

    rows = [
        f"| `{option}` | {which(by)} | {OPTIONS[option].ja} / {OPTIONS[option].en} |" for option, by in takers.items()
    ]
    head = [
        "## Options / 図の指定",
        "",
        "`result.options()` lists those of a result. 結果ごとには `result.options()` で出る。",
        "",
    ]
    return "\n".join([*head, "| option | charts | meaning |", "|---|---|---|", *rows, ""])


def _of(name: str) -> list[tuple[type[Result], str]]:
    """The results and kinds of chart of a question."""
    return [key for key in Result.plots if key[0].__module__.startswith(f"dxcompare.questions.{name}.")]


def example(ds: dxcompare.Dataset, question: Question) -> tuple[Result, str]:
    """The example of a question, and the code that makes it."""
    choices = question.example(ds)
    said = ", ".join(filter(None, ["ds" * question.of_data, _said(choices)]))
    return question.made(ds, **choices), f"dx.{question.name}({said})"


def _said(options: Mapping[str, object]) -> str:
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
    ds, lines = dxcompare.load(), [LEAD, options_table()]
    folder = DOCS / "gallery"
    folder.mkdir(exist_ok=True)
    for old in folder.glob("*.png"):
        old.unlink()
    for name, kinds in registry.charts().items():
        if not kinds:
            continue
        question = registry.question(name)
        result, code = example(ds, question)
        lines.append(f"## {name}\n\n{_plain(f'{result.title.ja} / {result.title.en}')}\n")
        for kind in kinds:
            options = question.small.get(kind, {})
            chart = result.plot(kind, lang="ja", **options)
            said = _said({"kind": kind, **options}).removeprefix("kind=")
            path = folder / f"{name}-{kind}.png"
            path.write_bytes(small(chart.png(DPI)))
            lines.append(f"`{code}.plot({said})`\n\n![{_plain(chart.alt)}](gallery/{path.name})\n")
    (DOCS / "gallery.md").write_text("\n".join(lines), encoding="utf-8")
    size = sum(path.stat().st_size for path in folder.glob("*.png"))
    print(f"{len(list(folder.glob('*.png')))} pictures, {size / 1e6:.2f} MB")


def _plain(text: str) -> str:
    """A text on one line that Markdown takes as it is."""
    return " ".join(text.split()).replace("[", "（").replace("]", "）")


if __name__ == "__main__":
    main()
