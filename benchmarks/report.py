"""How much faster than nbconvert, notebook after notebook? The whole report, after one change, and after none.

The rival executes and converts each page's notebook in each language with `jupyter nbconvert --execute --to html`,
one after the other, as one would write it first; a notebook with parameters once per plan. It makes no index and no
reference pages. Ours makes everything. All of it runs here, in turns, and ratios are of medians; other work on the
same processors moves the seconds more than the ratios.

    python benchmarks/report.py [rounds] [notebook ...]
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html import unescape
from pathlib import Path

from dxcompare.report.notebook import filled
from dxcompare.report.tasks import tasks
from dxcompare.words.text import LANG_VARIABLE, LANGUAGES

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 3


def seconds(act: Callable[[Path], object], here: Path) -> float:
    started = time.perf_counter()
    act(here)
    return time.perf_counter() - started


def run(*words: object, **environment: str) -> None:
    done = subprocess.run(
        [str(word) for word in words], env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        sys.exit(f"{' '.join(map(str, words))}\n{done.stderr}")


def checkout(folder: Path, names: list[str]) -> Path:
    """A copy of the data and of these notebooks (all by default), with nothing kept from before."""
    shutil.copytree(ROOT / "data", folder / "data")
    (folder / "notebooks").mkdir()
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        if not names or path.stem in names:
            shutil.copy(path, folder / "notebooks")
    return folder


def ours(here: Path) -> None:
    program = "from dxcompare.cli import main; main()"
    run(sys.executable, "-c", program, "report", "--data", here / "data", "--out", here / "reports")


def rival(here: Path) -> None:
    """Each page's notebook in each language, one after the other."""
    todo, _ = tasks(sorted((here / "notebooks").glob("*.ipynb")), here / "data")
    for task in todo:
        path = here / "notebooks" / f".{task.name}.ipynb"
        path.write_text(json.dumps(filled(task.notebook, task.parameters)), encoding="utf-8")
        for lang in LANGUAGES:
            run(
                sys.executable,
                "-m",
                "nbconvert",
                "--execute",
                "--to",
                "html",
                "--output-dir",
                here / "rival" / lang,
                path,
                **{LANG_VARIABLE: lang},
            )
        path.unlink()


def findings(folder: Path) -> dict[tuple[str, str], list[str]]:
    """The findings of each page in each language."""
    found = {}
    for lang in LANGUAGES:
        for path in (folder / ("" if folder.name == "reports" and lang == LANGUAGES[0] else lang)).glob("*.html"):
            said = re.findall(r'<p class="finding">(.*?)</p>', path.read_text(encoding="utf-8"))
            found[lang, path.stem.removeprefix(".")] = [unescape(text) for text in said]
    return found


def agree(here: Path) -> None:
    """Both made the same findings."""
    ours, theirs = findings(here / "reports"), findings(here / "rival")
    assert theirs, "nbconvert made no page"
    assert all(ours[page] == found for page, found in theirs.items()), "the two disagree"


def change(here: Path, n: int) -> None:
    """Add a line to the first notebook, so that it has to be executed again."""
    path = min((here / "notebooks").glob("*.ipynb"))
    notebook = json.loads(path.read_text(encoding="utf-8"))
    code = next(cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    code["source"] = f"_ = {n}\n" + "".join(code["source"])
    path.write_text(json.dumps(notebook), encoding="utf-8")


def main(rounds: int = ROUNDS, *names: str) -> None:
    took: dict[str, list[float]] = {"nbconvert": [], "cold": [], "one notebook changed": [], "nothing changed": []}
    for n in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            here = checkout(Path(folder) / "checkout", list(names))
            took["nbconvert"].append(seconds(rival, here))
            took["cold"].append(seconds(ours, here))
            agree(here)
            change(here, n)
            took["one notebook changed"].append(seconds(ours, here))
            took["nothing changed"].append(seconds(ours, here))
    loop = statistics.median(took["nbconvert"])
    print(f"{rounds} rounds; medians (all)")
    for name, times in took.items():
        middle = statistics.median(times)
        ratio = "" if name == "nbconvert" else f"{loop / middle:8.1f} times faster than nbconvert"
        print(f"{name:22}{middle:8.2f} s  ({', '.join(f'{one:.2f}' for one in times)}){ratio}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS, *sys.argv[2:])
