"""Files are written whole or not at all."""

import ast
import errno
import os
import re
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dxcompare.sources import writing
from dxcompare.sources.writing import (
    JOURNAL,
    LOCK,
    READY,
    Busy,
    CutShort,
    Unfinished,
    one_writer,
    pending,
    replace,
    replace_all,
    settled,
)


def names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def failing(monkeypatch, name, at=1, number=errno.ENOSPC):
    """The call of the operating system of that name fails, the first or a later time."""
    real, left = getattr(os, name), [at]

    def call(*args, **kwargs):
        left[0] -= 1
        if left[0] == 0:
            raise OSError(number, os.strerror(number))
        return real(*args, **kwargs)

    monkeypatch.setattr(writing.os, name, call)


def test_a_file_is_replaced(tmp_path):
    path = tmp_path / "ひと つ.csv"
    replace(path, "a\r\nb\n")
    assert path.read_bytes() == b"a\r\nb\n"
    replace(path, b"\xff")
    assert path.read_bytes() == b"\xff"
    assert names(tmp_path) == [path.name]


def test_a_name_may_be_as_long_as_the_system_lets_it(tmp_path):
    replace(tmp_path / ("x" * 255), "a")
    assert names(tmp_path) == ["x" * 255]


def test_rights_are_those_of_the_old_file_and_of_the_mask(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_text("a")
    old.chmod(0o640)
    before = os.umask(0o027)
    try:
        replace(old, "b")
        replace(new, "b")
        replace_all({old: "c", tmp_path / "two": "c"}, tmp_path)
    finally:
        os.umask(before)
    assert [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("old", "new", "two")] == [0o640] * 3


def test_a_link_stays_one(tmp_path):
    (tmp_path / "there").write_text("a")
    (tmp_path / "link").symlink_to("there")
    replace(tmp_path / "link", "b")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there").read_text() == "b"


def test_what_is_no_file_is_written_to():
    replace(Path("/dev/null"), "a")
    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize("call", ["fsync", "replace", "fchmod"])
def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, call):
    path = tmp_path / "one"
    path.write_text("old")
    failing(monkeypatch, call)
    with pytest.raises(OSError, match=re.escape(str(path))):
        replace(path, "new")
    assert path.read_text() == "old"
    assert names(tmp_path) == ["one"]


def test_a_folder_and_a_protected_file_are_not_replaced(tmp_path, monkeypatch):
    (tmp_path / "folder").mkdir()
    with pytest.raises(IsADirectoryError):
        replace(tmp_path / "folder", "a")
    (tmp_path / "one").write_text("old")
    monkeypatch.setattr(writing.os, "access", lambda path, mode: False)
    for write in (lambda path: replace(path, "a"), lambda path: replace_all({path: "a"}, tmp_path)):
        with pytest.raises(PermissionError):
            write(tmp_path / "one")
    assert names(tmp_path) == ["folder", "one"]


def test_what_a_killed_run_left_is_removed_and_what_another_writes_is_not(tmp_path):
    import fcntl

    left, live = tmp_path / f"{writing._NEW}1", tmp_path / f"{writing._NEW}2"
    left.touch()
    with live.open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        replace(tmp_path / "one", "a")
        assert names(tmp_path) == [live.name, "one"]


def test_several_files_are_one_change(tmp_path):
    (tmp_path / "a").write_text("old")
    (tmp_path / "gone").write_text("old")
    replace_all({tmp_path / "a": "new", tmp_path / "b/c/d": b"new", tmp_path / "gone": None}, tmp_path)
    assert names(tmp_path) == ["a", "b", "b/c", "b/c/d"]
    assert (tmp_path / "a").read_text() == (tmp_path / "b/c/d").read_text() == "new"


@pytest.mark.parametrize("at", range(1, 7))
def test_several_files_of_which_one_cannot_be_written_are_all_old(tmp_path, monkeypatch, at):
    (tmp_path / "a").write_text("old")
    failing(monkeypatch, "fsync", at)
    with pytest.raises(OSError, match="No space"):
        replace_all({tmp_path / "a": "new", tmp_path / "b/c": "new"}, tmp_path)
    monkeypatch.undo()
    assert names(tmp_path) == ["a"]
    assert (tmp_path / "a").read_text() == "old"


def test_a_change_that_was_cut_short_is_finished_by_the_next_writer(tmp_path, monkeypatch):
    (tmp_path / "a").write_text("old")
    (tmp_path / "gone").write_text("old")
    failing(monkeypatch, "replace", 3)  # the journal, the first file, the second
    with pytest.raises(OSError, match="No space"):
        replace_all({tmp_path / "a": "new", tmp_path / "b": "new", tmp_path / "gone": None}, tmp_path)
    monkeypatch.undo()
    assert names(tmp_path) == [JOURNAL, READY, f"{READY}/1", "a", "gone"]
    assert pending(tmp_path) == {tmp_path / "b": tmp_path / READY / "1", tmp_path / "gone": None}
    with one_writer(tmp_path):
        pass
    assert names(tmp_path) == ["a", "b"]
    assert pending(tmp_path) == {}


def test_who_only_reads_is_told_of_a_change_that_was_cut_short(tmp_path, monkeypatch):
    settled(tmp_path)
    failing(monkeypatch, "replace", 2)
    with pytest.raises(OSError, match=re.escape(str(tmp_path))):
        replace_all({tmp_path / "a": "new"}, tmp_path)
    monkeypatch.undo()
    with pytest.raises(CutShort, match="`dxcompare build` finishes it") as error:
        settled(tmp_path, patience=0)
    assert "途中で止まっている" in error.value.said.ja
    (tmp_path / JOURNAL).write_text("[", encoding="utf-8")
    with pytest.raises(Unfinished, match=re.escape(str(tmp_path / READY))):
        settled(tmp_path)


def test_a_file_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path, monkeypatch):
    failing(monkeypatch, "replace", 2)
    with pytest.raises(OSError, match="No space"):
        replace_all({tmp_path / "a": "new"}, tmp_path)
    monkeypatch.undo()
    (tmp_path / "a").write_text("mine")
    with pytest.raises(Unfinished, match=re.escape(str(tmp_path / READY / "0"))), one_writer(tmp_path):
        pass
    assert (tmp_path / "a").read_text() == "mine"
    (tmp_path / JOURNAL).unlink()
    with one_writer(tmp_path):
        assert names(tmp_path) == [LOCK, "a"]
    assert names(tmp_path) == ["a"]


def test_one_writes_at_a_time_and_the_lock_ends_with_its_holder(tmp_path):
    code = (
        "import sys, time; sys.argv = ['dxcompare', 'build'];"
        "from pathlib import Path; from dxcompare.sources.writing import one_writer\n"
        "with one_writer(Path(sys.argv[0]).parent / sys.stdin.readline().strip()): print('in', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdin=-1, stdout=-1, text=True) as other:
        other.stdin.write(f"{tmp_path}\n")
        other.stdin.flush()
        assert other.stdout.readline() == "in\n"
        with pytest.raises(Busy, match=f"{other.pid}.*dxcompare build"), one_writer(tmp_path, patience=0.1):
            pass
        other.kill()
        other.wait()
        with one_writer(tmp_path, patience=5), one_writer(tmp_path):  # who holds it may take it again
            assert (tmp_path / LOCK).exists()


def test_of_many_writers_one_writes_at_a_time(tmp_path):
    """The lock's file goes with each of them; who waited for the one that went does not write beside the next."""
    inside, most, done = [], [], []

    def write():
        for _ in range(10):
            with one_writer(tmp_path):
                inside.append(1)
                most.append(len(inside))
                time.sleep(0.001)
                inside.pop()
        done.append(1)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 3
    assert max(most) == 1


def test_the_lock_needs_no_room(tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_text", full)
    with one_writer(tmp_path):
        assert (tmp_path / LOCK).exists()


#: Calls that write files, or take them away.
WRITES = {
    "write_text", "write_bytes", "write_csv", "write_parquet", "to_csv", "to_excel", "to_parquet", "sink_csv", "savefig",
    "touch", "unlink", "rmtree", "rmdir", "mkstemp", "dump", "copyfile", "copytree", "copy2", "move", "symlink_to",
    "hardlink_to", "truncate", "os.replace", "os.rename", "os.remove", "os.open", "os.write",
}  # fmt: skip
#: What writes into memory, or into a folder that is the run's own.
MAY = {
    "assemble/publish.py": {"write_csv", "write_parquet"},
    "pipeline/kept.py": {"unlink", "write_parquet"},  # what was kept for the next build, and is not needed any more
    "present/chart.py": {"savefig"},
    "present/house.py": {"savefig"},
    "report/folder.py": {"rmdir"},  # that are empty
    "report/snapshot.py": {"write_bytes"},
    "sources/kept.py": {"unlink"},
}


def calls(path):
    """The calls in a file that write."""
    text = path.read_text(encoding="utf-8")
    if not re.search(r"\b(open|" + "|".join(re.escape(name) for name in WRITES) + r")\(", text):
        return
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call):
            continue
        of = getattr(getattr(node.func, "value", None), "id", "")
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        given = [one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if name in WRITES and of != "ast" and (name != "write_csv" or node.args):
            yield name
        if f"{of}.{name}" in WRITES:
            yield f"{of}.{name}"
        if name == "open" and any(re.fullmatch("[rwxab+t]*[wxa+][rwxab+t]*", one) for one in given):
            yield name


def test_nothing_else_writes_files():
    package = Path(writing.__file__).parents[1]
    found = {path.relative_to(package).as_posix(): {*calls(path)} for path in package.rglob("*.py")}
    assert found.pop("sources/writing.py") >= {"open", "os.open", "os.replace", "unlink", "rmtree"}
    assert {file: names for file, names in found.items() if names} == MAY
