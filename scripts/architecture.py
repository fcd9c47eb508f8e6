"""Draw docs/architecture.svg and write the list of rooms into the documents that show it.

    python scripts/architecture.py

The order of the rooms is that of the contract in pyproject.toml, what each is for the first line of its docstring,
and who imports whom is read from the code.
"""

import ast
import tomllib
from collections import Counter
from html import escape
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "dxcompare"
PICTURE = ROOT / "docs" / "architecture.svg"
#: What each room is for, in Japanese; in English its docstring says so.
JAPANESE = {
    "cli": "コマンド `dxcompare`：抽出、点検、構築、報告書、書き出しなど",
    "report": "読む人が受け取るもの：ページ、スライド、ワークブック",
    "panel": "JupyterLab で使うもの：`explore` の画面と案内",
    "onboarding": "市を加える：フォルダーと様式、案と回答、残る作業、文書との照合",
    "pipeline": "`dxcompare build` がすること：表をすべて作り、すべて書くか、何も書かない",
    "questions": "答える問い。一つの問いが一つのフォルダー",
    "present": "結果とは何かと、それを描き、書き出す道具。問いを知らない",
    "evidence": "何が何の根拠か：事項の系譜、判定、対応、欄のしるし",
    "dataset": "読み込んだ表と、そこから一度だけ計算するもの",
    "assemble": "文書から写した記録から整った表へ：組み立て、点検し、公開する",
    "extract": "文書から案へ：表にあるものを、欄ごとに場所とともに取り出す",
    "sources": "転記されたものと、公表されたものを読む",
    "tables": "どの表が何か：文書の列から見出しまで、宣言は一つ",
    "methods": "数から数への計算。表も市も言葉も知らない",
    "words": "言葉のすべて：二つの言語、誤りの文、組版",
}
BEGIN, END = "<!-- rooms: made by scripts/architecture.py -->", "<!-- end of rooms -->"
#: Sizes of the picture: the boxes, the step between rows and between columns, and the edge.
WIDE, HIGH, ROW, COLUMN, EDGE = 490, 46, 58, 42, 16
INK, GREY, RULE, PAPER = "#1a1a1a", "#595959", "#93b5d6", "#f1f5fa"
KEY = "In a circle: how many files of the room at its left import the room at the end of its arrow."
#: A count up to this is drawn in this shade.
SHADES = {1: "#e6edf5", 4: "#c3d5e8", 12: "#93b5d6", 40: "#5487b8", 1000: "#24588c"}


def layers() -> list[list[str]]:
    """The rooms from top to bottom; those in one layer do not import each other."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(one for one in project["tool"]["importlinter"]["contracts"] if one["type"] == "layers")
    return [layer.split(" | ") for layer in contract["layers"]]


def rooms() -> list[str]:
    """The rooms, each once, from top to bottom."""
    return [room for layer in layers() for room in layer]


def purpose(room: str) -> str:
    """The first line of a room's docstring, without its full stop."""
    path = ROOT / PACKAGE / room / "__init__.py"
    if not path.is_file():
        path = ROOT / PACKAGE / f"{room}.py"
    said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return said.partition("\n")[0].removesuffix(".")


def imports() -> Counter[tuple[str, str]]:
    """(room, room below) → how many files of the first import the second."""
    graph = grimp.build_graph(PACKAGE, exclude_type_checking_imports=True, cache_dir=None)
    found: Counter[tuple[str, str]] = Counter()
    for module in graph.modules - {PACKAGE}:
        room = module.split(".")[1]
        used = {one.split(".")[1] for one in graph.find_modules_directly_imported_by(module) - {PACKAGE}}
        found.update((room, other) for other in used - {room})
    return found


def picture() -> str:
    """The rooms as boxes, one under the other, and an arrow down to each that a room imports, with its count."""
    names, counts = rooms(), imports()
    place = {room: i for i, room in enumerate(names)}
    lines: list[str] = []
    boxes: list[str] = []
    marks: list[str] = []
    last = {room: max((place[low] for up, low in counts if up == room), default=place[room]) for room in names}
    for i, room in enumerate(names):
        top, middle = EDGE + i * ROW, EDGE + i * ROW + HIGH / 2
        boxes.append(
            f'<rect x="{EDGE}" y="{top}" width="{WIDE}" height="{HIGH}" rx="3" fill="{PAPER}" stroke="{RULE}"/>'
            f'<text x="{EDGE + 12}" y="{top + 19}" font-size="14" font-weight="600">{room}</text>'
            f'<text x="{EDGE + 12}" y="{top + 36}" font-size="11" fill="{GREY}">{escape(purpose(room)).replace("`", "")}</text>'
        )
        if last[room] > i:
            lines.append(f"M{EDGE + WIDE},{middle - 8}H{_column(last[room])}")
        above = [place[up] for up, low in counts if low == room]
        if above:
            start = EDGE + min(above) * ROW + HIGH / 2 - 8
            lines.append(f"M{_column(i)},{start}V{middle + 8}H{EDGE + WIDE + 8}")
            boxes.append(f'<path d="M{EDGE + WIDE},{middle + 8}l9,-4v8z" fill="{GREY}"/>')
    for (up, low), n in sorted(counts.items()):
        x, y = _column(place[low]), EDGE + place[up] * ROW + HIGH / 2 - 8
        shade = next(colour for most, colour in SHADES.items() if n <= most)
        ink = "#ffffff" if n > 12 else INK
        marks.append(
            f'<circle cx="{x}" cy="{y}" r="11" fill="{shade}"/>'
            f'<text x="{x}" y="{y + 4}" font-size="11" text-anchor="middle" fill="{ink}">{n}</text>'
        )
    width, height = _column(len(names) - 1) + 11 + EDGE, 2 * EDGE + len(names) * ROW + 12
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
            f'font-family="system-ui, sans-serif" fill="{INK}" role="img">',
            "<title>The rooms of dxcompare from top to bottom, and how many files of each import which room below</title>",
            f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
            f'<path d="{"".join(lines)}" fill="none" stroke="{RULE}"/>',
            *boxes,
            *marks,
            f'<text x="{EDGE}" y="{height - EDGE}" font-size="11" fill="{GREY}">{KEY}</text>',
            "</svg>\n",
        ]
    )


def _column(place: int) -> int:
    """Where the arrows to a room come down; none comes to the first."""
    return EDGE + WIDE + 30 + (place - 1) * COLUMN


def listed(lang: str) -> str:
    """The rooms as a list in Markdown."""
    says = {room: JAPANESE[room] if lang == "ja" else purpose(room) for room in rooms()}
    return "\n".join(f"- `{room}` — {text}" for room, text in says.items())


#: document → language of its list.
DOCUMENTS = {"README.md": "en", "README.ja.md": "ja", "CONTRIBUTING.md": "en", "docs/architecture.md": "en"}


def filled(text: str, lang: str) -> str:
    """A document with the list between its marks as it should be."""
    before, _, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the document lacks {BEGIN} or {END}")
    return f"{before}{BEGIN}\n{listed(lang)}\n{END}{after}"


def files() -> dict[Path, str]:
    """Every file that is made here, and what should be in it."""
    texts = {ROOT / name: (ROOT / name).read_text(encoding="utf-8") for name in DOCUMENTS}
    return {PICTURE: picture()} | {
        path: filled(text, DOCUMENTS[path.relative_to(ROOT).as_posix()]) for path, text in texts.items()
    }


if __name__ == "__main__":
    for path, text in files().items():
        path.write_text(text, encoding="utf-8", newline="\n")
