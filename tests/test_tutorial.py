"""The tutorial does what it says: its commands are run from start to report, and what one sees is what it shows.

Blocks of `sh` are commands, a block of `text` what the last of them says (a line `…` leaves some out); inline code after
"Type:" (入力：) is typed where a command asks. A block with the name of a file is what that file holds or, of CSV, gets.
"""

import re
import shlex
import shutil
from dataclasses import dataclass

from click.testing import CliRunner

from dxcompare.cli import main
from scripts.tutorial import printed
from tests.conftest import ROOT

DOCS = ROOT / "docs"
NAMES = {"ja": "tutorial.ja.md", "en": "tutorial.md"}
#: A fenced block: its language, the file it is of, its text. Or what is typed.
BLOCK = re.compile(r"(?ms)^```(\w+)(?: (\S+))?\n(.*?)^```$|^(?:入力：|Type: )(.*)$")


@dataclass(frozen=True)
class Block:
    kind: str
    file: str
    text: str


def blocks(lang):
    text = (DOCS / NAMES[lang]).read_text(encoding="utf-8")
    return [
        Block("keys", "", "".join(f"{key}\n" for key in re.findall("`(.*?)`", found[4])))
        if found[4]
        else Block(found[1], found[2] or "", found[3])
        for found in BLOCK.finditer(text)
    ]


def commands(lang):
    return [line for block in blocks(lang) if block.kind == "sh" for line in block.text.splitlines()]


def run(command, keys, lang):
    """What a command says; a copy is made without a shell, and what the machine's language is said as `--lang`."""
    program, *words = shlex.split(command)
    if program == "cp":
        shutil.copytree(*words[1:])
        return ""
    assert program == "dxcompare"
    done = CliRunner().invoke(main, [*words, "--lang", lang], input=keys, catch_exceptions=False)
    return done.output


def same(shown, said):
    """Whether lines are those that are shown, apart from those left out."""
    pattern = "".join("(?:.*\n)*" if line.strip() == "…" else re.escape(line) + "\n" for line in shown.splitlines())
    return re.fullmatch(pattern, re.sub(r" +\n", "\n", said))


def test_the_plan_is_printed_from_its_text():
    assert (DOCS / "tutorial" / "plan.pdf").read_bytes() == printed(), "run: make docs"
