"""What is written into a folder, and what in it is left alone."""

import errno
import json
import os

import pytest

from dxcompare.report import folder
from dxcompare.report.folder import MANIFEST, MARK, InTheWay, Manifest
from dxcompare.sources.folder import digest


def there(out):
    return {path.relative_to(out).as_posix(): path.read_text() for path in out.rglob("*") if path.is_file()}


def ours(out):
    return {name: text for name, text in there(out).items() if name != MANIFEST}


@pytest.fixture
def out(tmp_path):
    """A folder with a page, a deck and a notice of somebody else."""
    out = tmp_path / "out"
    folder.write(out, {"index.html": b"1", "pack/deck.pptx": b"1", "en/index.html": b"1"})
    (out / "pack" / "notes.docx").write_text("mine")
    return out


def test_what_is_no_longer_written_goes_and_what_others_put_there_stays(out):
    folder.write(out, {"index.html": b"2"})
    assert ours(out) == {"index.html": "2", "pack/notes.docx": "mine"}
    assert not (out / "en").exists()
    assert [*json.loads((out / MANIFEST).read_text())["files"]] == ["index.html"]


def test_a_folder_whose_files_all_go_goes_too(tmp_path):
    out = tmp_path / "reports"
    folder.write(out, {"index.html": b"1", "pack/deck.pptx": b"1", "pack/book.xlsx": b"1", "en/pack/deck.pptx": b"1"})
    folder.write(out, {"index.html": b"1"})
    assert ours(out) == {"index.html": "1"}
    assert not [path for path in out.iterdir() if path.is_dir()]


def test_what_was_changed_since_is_neither_replaced_nor_removed(out):
    (out / "pack" / "deck.pptx").write_text("with our logo")
    before = there(out)
    with pytest.raises(InTheWay, match=r"deck\.pptx") as found:
        folder.write(out, {"index.html": b"2", "pack/deck.pptx": b"2"})
    assert found.value.names == ["pack/deck.pptx"]
    assert there(out) == before
    (out / "pack" / "deck.pptx").rename(out / "deck.pptx")
    folder.write(out, {"index.html": b"2"})
    assert ours(out) == {"index.html": "2", "pack/notes.docx": "mine", "deck.pptx": "with our logo"}


@pytest.mark.parametrize(
    ("others", "named"),
    [
        ({"index.html": "<p>mine"}, ["index.html"]),
        ({"pack": "a file"}, ["pack"]),
        ({MANIFEST: "{}"}, [MANIFEST]),
        ({MANIFEST: '{"made_by": "somebody"}', "index.html": f"{MARK} x"}, [MANIFEST, "index.html"]),
    ],
)
def test_files_of_others_are_in_the_way(tmp_path, others, named):
    for name, text in others.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(InTheWay) as found:
        folder.write(tmp_path, {"index.html": b"2", "pack/deck.pptx": b"2"})
    assert found.value.names == named
    assert there(tmp_path) == others


def test_a_link_is_not_written_through(out, tmp_path):
    (tmp_path / "theirs.html").write_text("1")  # even with the very text that we wrote
    (out / "index.html").unlink()
    (out / "index.html").symlink_to(tmp_path / "theirs.html")
    with pytest.raises(InTheWay):
        folder.write(out, {"index.html": b"2"})
    assert (tmp_path / "theirs.html").read_text() == "1"


def test_a_manifest_cannot_name_files_outside(out, tmp_path):
    (tmp_path / "theirs").write_text("1")
    listed = json.loads((out / MANIFEST).read_text())
    listed["files"]["../theirs"] = listed["files"]["index.html"]
    (out / MANIFEST).write_text(json.dumps(listed))
    with pytest.raises(InTheWay):
        folder.write(out, {"index.html": b"2"})
    assert (tmp_path / "theirs").read_text() == "1"


def test_a_report_without_a_manifest_is_replaced_and_what_it_has_besides_stays(tmp_path):
    for name in ("index.html", "copy of index.html"):
        (tmp_path / name).write_text(f"{MARK} old")
    folder.write(tmp_path, {"index.html": b"2"})
    assert ours(tmp_path) == {"index.html": "2", "copy of index.html": f"{MARK} old"}


def test_a_run_cut_short_is_ended_by_the_next(out, monkeypatch):
    replace, left = os.replace, iter([0, 0, 0])  # the list of what changes takes its name, and two files do

    def short(source, target):
        if next(left, None) is None:
            raise KeyboardInterrupt
        return replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr("dxcompare.sources.writing.os.replace", short)
        with pytest.raises(KeyboardInterrupt):
            folder.write(out, {"new.html": b"2", "index.html": b"2", "pack/deck.pptx": b"2"})
    assert {name: (out / name).read_text() for name in ("new.html", "index.html", "pack/deck.pptx")} == {
        "new.html": "2",
        "index.html": "2",
        "pack/deck.pptx": "1",
    }
    folder.check(out)
    assert ours(out) == {"new.html": "2", "index.html": "2", "pack/deck.pptx": "2", "pack/notes.docx": "mine"}
    assert Manifest.of(out).intact(out)


def test_what_cannot_be_written_leaves_all_as_it_was(out, monkeypatch):
    before, fsync, left = there(out), os.fsync, iter([0, 0])

    def full(number):
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return fsync(number)

    monkeypatch.setattr("dxcompare.sources.writing.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        folder.write(out, {"new/one.html": b"2", "index.html": b"2", "pack/deck.pptx": b"2"})
    assert there(out) == before
    assert not (out / "new").exists()


def test_what_a_version_before_this_was_writing_is_replaced(out):
    listed = json.loads((out / MANIFEST).read_text())
    listed["writing"] = {"index.html": digest(b"2")}
    (out / MANIFEST).write_text(json.dumps(listed))
    (out / "index.html").write_text("2")
    assert not Manifest.of(out).intact(out)
    folder.write(out, {"index.html": b"3"})
    assert ours(out) == {"index.html": "3", "pack/notes.docx": "mine"}


def test_a_folder_that_is_a_link_is_not_written_into(out, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (out / "fr").symlink_to(theirs)
    with pytest.raises(InTheWay) as found:
        folder.write(out, {"fr/index.html": b"2"})
    assert found.value.names == ["fr"]
    assert not any(theirs.iterdir())


def test_a_folder_of_others_is_said_to_be_one(out, tmp_path):
    assert folder.others(out) is None
    assert folder.others(tmp_path / "none") is None
    for name in (".env", ".htaccess", "a", "b"):
        (tmp_path / name).write_text("mine")
    said = folder.others(tmp_path)
    assert ".env, .htaccess, a and 2 more" in said.en
    assert "（.env、.htaccess、aなど5）" in said.ja
    folder.write(tmp_path, {"index.html": b"1"})
    folder.write(tmp_path, {})
    assert {name for name in there(tmp_path) if "/" not in name} == {".env", ".htaccess", "a", "b", MANIFEST}


def test_it_is_known_whether_all_is_as_it_was_written(out):
    assert Manifest.of(out).intact(out)
    (out / "en" / "index.html").write_text("2")
    assert not Manifest.of(out).intact(out)
