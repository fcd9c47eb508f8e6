"""How commands end when the system, the console or the environment does not play along."""

import errno
import io
import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from dxcompare.cli import main
from dxcompare.cli.common import LANG, helped, to_any_console
from dxcompare.sources.writing import Busy
from dxcompare.words.system import WRONG, said
from tests.conftest import ROOT


def run(*words, **env):
    return CliRunner().invoke(main, [str(word) for word in words], env={"LC_ALL": "C", "DXCOMPARE_LANG": "", **env})


def ends(error, *words):
    """How a command ends in which an error is raised."""

    @helped("試す。", "Try.")
    @LANG
    def command(lang):
        raise error

    return CliRunner().invoke(command, words, env={"LC_ALL": "C", "DXCOMPARE_LANG": ""})


@pytest.mark.parametrize("number", [*WRONG, errno.EPERM, errno.EDQUOT, errno.ENOTCONN])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_what_the_system_refuses_is_one_line_with_its_path(number, lang):
    done = ends(OSError(number, "raw words", "plans/表.csv"), "--lang", lang)
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("plans/表.csv" + {"ja": "：", "en": ": "}[lang])
    assert done.stderr.count("\n") == 1
    assert "raw words" not in done.stderr
    assert "Errno" not in done.stderr


def test_no_two_refusals_read_the_same():
    told = [said(OSError(number, "", "x")) for number in WRONG]
    assert len(set(told)) == len(told)


def test_a_pipe_that_nobody_reads_is_no_fault():
    done = ends(OSError(errno.EPIPE, "broken pipe"))
    assert (done.exit_code, done.output) == (1, "")


def test_an_error_of_our_own_says_what_it_says_in_the_language_asked_for(tmp_path):
    assert ends(Busy(tmp_path, "12"), "--lang", "ja").stderr == f"{Busy(tmp_path, '12').said.ja}\n"


def test_two_paths_are_both_named():
    assert said(OSError(errno.EACCES, "", "a.new", None, "a")).en.startswith("a.new → a: permission")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["new", "01202", "--start", "2023", "--data", "/dev/null"], "it is a file, where a folder is due"),
        (["new", "01202", "--start", "2023", "--data", "x" * 300], "the name is too long"),
        (["extract", "plan.txt", "--json", "no/x.jsonl"], "no/x.jsonl: there is no file or folder of that name"),
    ],
)
def test_commands_say_what_the_system_refused(words, says, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_text("計画", encoding="utf-8")
    done = run(*words)
    assert (done.exit_code, done.stdout) == (1, "")
    assert says in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("x.docx", b"PK\x03\x04junk"),
        ("x.xlsx", b"PK\x03\x04junk"),
        ("x", b"PK\x03\x04"),
        ("x.xls", b""),
        ("x.pdf", b"%PDF-1.4"),
    ],
)
def test_a_file_of_no_kind_is_a_fault(name, raw, tmp_path):
    (tmp_path / name).write_bytes(raw)
    done = run("add", tmp_path / name, "--data", ROOT / "data")
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"- {name}: " in done.stderr


def test_figures_of_an_empty_folder_are_none(tmp_path):
    done = run("reference", "list", "--data", tmp_path)
    assert (done.exit_code, done.stdout) == (0, "")


@pytest.mark.parametrize("words", [["value", "5"], ["codebook"], ["build"], ["report"], ["export", "x.xlsx"]])
def test_an_unknown_language_of_the_run_is_said(words):
    done = run(*words, DXCOMPARE_LANG="fr")
    assert done.exit_code == 2
    assert "no language 'fr'; there are ja, en" in done.stderr


@pytest.mark.parametrize(("encoding", "says"), [("latin-1", "\\u7d04²"), ("cp932", "約\\xb2")])
def test_a_console_that_lacks_letters_gets_their_numbers(encoding, says, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", None)  # as under pythonw
    to_any_console()
    click.echo("約²")
    assert out.buffer.getvalue().decode(encoding) == says + "\n"


def test_a_full_disk_and_a_name_in_shift_jis_end_in_a_line(tmp_path):
    """As processes: the streams and the arguments are those of the system."""
    name = os.fsencode(tmp_path) + b"/\x83\x65\x83\x58.txt"
    with open(name, "wb") as file:
        file.write("計画".encode())
    command = [sys.executable, "-m", "dxcompare.cli"]
    env = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONIOENCODING": "utf-8", "DXCOMPARE_LANG": "en"}
    with open("/dev/full", "wb") as full:
        one = subprocess.Popen([*command, "codebook"], cwd=ROOT, env=env, stdout=full, stderr=subprocess.PIPE)
        two = subprocess.Popen([*command, "add", name], cwd=ROOT, env=env, stdout=full, stderr=subprocess.PIPE)
        for process, says in ((one, b"the disk is full"), (two, b"\\udc83e\\udc83X.txt: ")):
            said = process.communicate()[1]
            assert process.returncode == 1
            assert says in said
            assert b"Traceback" not in said
