"""The tutorial does what it says: its commands are run from start to report, and what one sees is what it shows.

Blocks of `sh` are commands, a block of `text` what the last of them says (a line `…` leaves some out); inline code after
"Type:" (入力：) is typed where a command asks. A block with the name of a file is what that file holds or, of CSV, gets.
"""

import re
import shlex
import shutil
from dataclasses import dataclass

import click
import pypdf
import pytest
from click.testing import CliRunner

from dxcompare import load
from dxcompare.cli import main
from scripts.tutorial import printed
from tests.conftest import ROOT

DOCS = ROOT / "docs"
NAMES = {"ja": "tutorial.ja.md", "en": "tutorial.md"}
#: A fenced block: its language, the file it is of, its text. Or what is typed.
BLOCK = re.compile(r"(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```$|^(?:入力：|Type: )`([^\n]+)`$")


@dataclass(frozen=True)
class Block:
    kind: str
    file: str
    text: str


def blocks(lang):
    text = (DOCS / NAMES[lang]).read_text(encoding="utf-8")
    return [
        Block("typed", "", found[4]) if found[4] else Block(found[1], found[2] or "", found[3])
        for found in BLOCK.finditer(text)
    ]


def told(lang):
    """What both languages tell: commands, and what files hold."""
    return [(one.kind, one.file, one.text) for one in blocks(lang) if one.kind != "text"]


@pytest.fixture
def here(tmp_path, monkeypatch):
    """A checkout as small as can be: no city is there yet."""
    for part in ("data/raw/national", "data/raw/reference", "data/mappings/all", "docs/tutorial", "notebooks"):
        shutil.copytree(ROOT / part, tmp_path / part)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def answers(reason):
    """What is answered in a review: `A` where the machine is sure, else `a`; and why, where that is asked."""

    def prompt(text, default=None, **_):
        said = {"a": "A"}.get(default, "a") if "[q]" in text else reason
        click.echo(f"{text}{f' [{default}]' if default else ''}: {said}")
        return said

    return prompt


def run(command, lang):
    """What a command says; a copy is made without a shell, and the language is not left to the machine."""
    program, *words = shlex.split(command)
    if program == "cp":
        shutil.copytree(*words[1:])
        return ""
    assert program == "dxcompare"
    done = CliRunner().invoke(main, [*words, "--lang", lang], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.output


def pattern(shown):
    """What is shown as a pattern: a line `…` stands for any lines, and `…` in a line for any letters."""
    lines = ("(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in shown.splitlines())
    return "".join(lines)


def follow(lang, monkeypatch, but=""):
    """Do what the tutorial says, and see what it shows; commands that begin with `but` are left out."""
    said = ""
    every = blocks(lang)
    monkeypatch.setattr(click, "prompt", answers(next(one.text for one in every if one.kind == "typed")))
    for block in every:
        if block.kind == "sh":
            for command in block.text.splitlines():
                said = "" if but and command.startswith(but) else run(command, lang)
        elif block.kind == "text" and said:
            assert re.fullmatch(pattern(block.text), said), said
        elif block.file:
            with open(block.file, "w", encoding="utf-8", newline="\n") as file:
                file.write(block.text)


@pytest.mark.long
def test_it_leads_from_the_pdf_to_the_report(here, monkeypatch):
    follow("ja", monkeypatch)
    page = (here / "practice" / "report" / "city-hakodate-2025.html").read_text(encoding="utf-8")
    assert all(said in page for said in ("函館市デジタル化推進計画", "書かない窓口の手続数", "市民アンケート"))
    assert not (here / "data" / "raw" / "01202_hakodate").exists()


@pytest.mark.long
def test_it_shows_in_english_what_one_sees(here, monkeypatch):
    follow("en", monkeypatch, but="dxcompare report")
    withheld = load("practice").response.filter("quarantined")
    assert withheld.select("option_ja", "group_ja", "percent_text").rows() == [("パソコン", "65歳以上", "33.4％")]


def test_both_languages_tell_the_same():
    assert told("ja") == told("en")


def test_the_plan_says_that_it_is_made_up():
    for page in pypdf.PdfReader(DOCS / "tutorial" / "plan.pdf").pages:
        assert "内容はすべて架空" in page.extract_text()


def test_the_plan_is_printed_from_its_text():
    assert (DOCS / "tutorial" / "plan.pdf").read_bytes() == printed(), "run: make docs"
