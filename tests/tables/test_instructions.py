"""The instructions for those who type are what the tables declare."""

import subprocess
import sys

import pytest

from dxcompare.tables.codebook import markdown
from dxcompare.tables.instructions import filled, listing
from dxcompare.tables.raw import Folder
from tests.conftest import ROOT


@pytest.mark.parametrize(("name", "lang"), [("README.md", "en"), ("README.ja.md", "ja")])
def test_the_tables_of_the_instructions_are_current(name, lang):
    page = (ROOT / "data" / name).read_text(encoding="utf-8")
    assert page == filled(page, lang), "run: make docs"
    for folder in Folder:
        assert listing(folder, lang) in page, folder


@pytest.mark.long
def test_nothing_of_it_is_in_docstrings():
    """Which `python -OO` drops: the code book and the forms are the same without."""
    code = (
        "from dxcompare.tables.codebook import markdown; from dxcompare.tables.instructions import listing\n"
        "from dxcompare.tables.raw import Folder\n"
        "for lang in ('ja', 'en'):\n"
        "    print(markdown(lang), *(listing(folder, lang) for folder in Folder), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-OO", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    said = [text for lang in ("ja", "en") for text in (markdown(lang), *(listing(folder, lang) for folder in Folder))]
    assert run.stdout == "\n".join([*said, ""])
