"""How commands end when the system, the console or the environment does not play along."""

import errno
import io
import os
import shlex
import shutil
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
    assert "no language (of DXCOMPARE_LANG) 'fr'; there are ja, en" in done.stderr


@pytest.mark.parametrize(("encoding", "says"), [("latin-1", "\\u7d04²"), ("cp932", "約\\xb2")])
def test_a_console_that_lacks_letters_gets_their_numbers(encoding, says, monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    monkeypatch.setattr(sys, "stdout", out)
    monkeypatch.setattr(sys, "stderr", None)  # as under pythonw
    to_any_console()
    click.echo("約²")
    assert out.buffer.getvalue().decode(encoding) == says + "\n"


@pytest.mark.long
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


@pytest.mark.parametrize(
    ("words", "ja", "en"),
    [
        (["foo"], "「foo」というコマンドはありません。", "No such command 'foo'."),
        (["new"], "必要な引数がありません: 'CODE'.", "Missing argument 'CODE'."),
        (["new", "01202"], "必要なオプションがありません: '--start'.", "Missing option '--start'."),
        (["value", "1", "2"], "余分な引数があります（2）", "Got unexpected extra argument (2)"),
        (["build", "--dta", "x"], "「--dta」というオプションはありません。", "No such option '--dta'."),
        (["add", "no"], "「no」はありません。", "File 'no' does not exist."),
        (["add", "."], "「.」はファイルではなくフォルダーです。", "File '.' is a directory."),
        (["build", "--data"], "--data には値が必要です。", "Option '--data' requires an argument."),
        (["build", "--data=a", "--data", "b"], "--data が2回あります", "--data is given 2 times"),
        (["check", "--against", "."], "--against には CITY が要る", "--against needs CITY"),
    ],
)
def test_a_command_line_that_is_wrong_is_told_in_the_reader_s_language(words, ja, en):
    for lang, says, other in (("ja", ja, "Error:"), ("en", en, "エラー")):
        done = run(*words, DXCOMPARE_LANG=lang)
        assert done.exit_code == 2
        assert says in done.stderr
        assert other not in done.stderr
        assert "Usage" not in done.stderr or lang == "en"


def test_the_language_of_a_wrong_command_line_may_be_asked_for_in_it():
    assert (
        "余分な引数"
        in run("value", "1", "2", "--data", "x", "--lang", "ja").stderr + run("build", "x", "--lang=ja").stderr
    )
    assert "Missing argument" in run("new", "--lang", "en", DXCOMPARE_LANG="ja").stderr


def test_an_interrupted_command_says_so_in_the_reader_s_language(monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(click.Group, "invoke", interrupted)
    assert "中止しました。" in run("value", "1", "--lang", "ja").stderr
    assert "Aborted!" in run("value", "1", "--lang", "en").stderr


def test_a_data_folder_that_is_not_there_is_said(tmp_path):
    done = run("check", "函館市", "--data", tmp_path / "no")
    assert (done.exit_code, done.stderr) == (1, f"there is no folder {tmp_path / 'no'}\n")


def test_the_next_command_can_be_typed_as_it_stands(tmp_path):
    data = tmp_path / "da ta"
    shutil.copytree(ROOT / "tests" / "mutations" / "world", data)
    shutil.rmtree(data / "raw" / "01202_hakodate")
    shutil.rmtree(data / "mappings" / "01202_hakodate")
    path = tmp_path / "函館 市.xlsx"
    done = run("new", "01202", "--start", "2023", "--workbook", path, "--data", data)
    words = shlex.split(done.stdout.splitlines()[-1].partition("dxcompare ")[2])
    assert words == ["add", str(path), "--data", str(data)]
