"""What lies in the folders of the data: what is read, what is passed over and listed, what is a fault."""

import errno
import os
import shutil
import socket
from pathlib import Path

import pytest

from dxcompare.assemble import build
from dxcompare.sources import folders
from dxcompare.sources.entries import entries
from dxcompare.sources.reader import LARGEST, Reader
from dxcompare.words.faults import DataFaults
from tests.mutations.base import WORLD
from tests.tiers import each

CITY, OWN = "raw/01202_hakodate", "mappings/01202_hakodate"
SHIFT_JIS = os.fsdecode("函館.csv".encode("cp932"))


def beside(file, new):
    return lambda data: shutil.copy(data / file, (data / file).parent / new)


def renamed(file, new):
    return lambda data: (data / file).rename((data / file).parent / new)


def instead(file, make):
    def change(data):
        (data / file).unlink()
        make(data / file)

    return change


def linked(file):
    """Put what a link leads to outside, and the link in its place."""

    def change(data):
        (data / file).rename(data.parent / "outside")
        (data / file).symlink_to(data.parent / "outside")

    return change


def unix_socket(path):
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.chdir(here)


def emptied(folder):
    return lambda data: [path.unlink() for path in (data / folder).iterdir()]


def large(path):
    with path.open("wb") as file:
        file.truncate(LARGEST * 1_000_000 + 1_000_000)


#: how the folders are broken, and the one message of it: where, and what is said
FAULTS = {
    "a second coder's file misspelt": (
        beside(f"{OWN}/codes_a.csv", "codes-b.csv"),
        (f"{OWN}/codes-b.csv", "no file of this name is read", "did you mean 'codes_*.csv'?"),
    ),
    "copy of Windows": (
        beside(f"{CITY}/schedules/yearly.csv", "yearly - コピー.csv"),
        (f"{CITY}/schedules/yearly - コピー.csv", "(names read: *.csv)", "if it is a copy, remove it"),
    ),
    "second download": (
        beside(f"{CITY}/schedules/yearly.csv", "yearly (1).csv"),
        (f"{CITY}/schedules/yearly (1).csv", "if it is a copy, remove it"),
    ),
    "copy of a Mac": (
        beside(f"{CITY}/schedules/yearly.csv", "yearlyのコピー.csv"),
        (f"{CITY}/schedules/yearlyのコピー.csv", "if it is a copy, remove it"),
    ),
    "copy in reference": (
        beside("raw/reference/census_2020.csv", "census_2020 (2).csv"),
        ("raw/reference/census_2020 (2).csv", "if it is a copy, remove it"),
    ),
    "small and capital": (
        beside(f"{CITY}/kpis.csv", "KPIS.csv"),
        (f"{CITY}/KPIS.csv", "its name differs from 'kpis.csv' in small and capital letters"),
    ),
    "the ending in capitals": (
        renamed(f"{CITY}/kpis.csv", "kpis.CSV"),
        (f"{CITY}/kpis.CSV", "'kpis.csv' is needed and not there: rename it so"),
    ),
    "another ending": (
        renamed(f"{CITY}/plan.yaml", "plan.yml"),
        (f"{CITY}/plan.yml", "'plan.yaml' is needed and not there: rename it so"),
    ),
    "an ending that Windows hides": (
        renamed(f"{CITY}/plan.yaml", "plan.yaml.txt"),
        (f"{CITY}/plan.yaml.txt", "'plan.yaml' is needed and not there: rename it so"),
    ),
    "hidden": (beside(f"{CITY}/kpis.csv", ".kpis.csv"), (f"{CITY}/.kpis.csv", "did you mean 'kpis.csv'?")),
    "a note beside": (
        lambda data: (data / CITY / "surveys" / "メモ.txt").write_text("x"),
        (f"{CITY}/surveys/メモ.txt", "no file of this name is read (names read: <id>/)", "keep notes and documents"),
    ),
    "a file beside the cities": (
        lambda data: (data / "raw" / "plan.pdf").write_bytes(b"%PDF"),
        ("raw/plan.pdf", "no file of this name is read", "keep notes and documents outside data/raw and data/mappings"),
    ),
    "a folder beside the cities": (
        lambda data: (data / "raw" / "old").mkdir(),
        ("raw/old", "no folder of this name is read (names read: national/, reference/, 01202_hakodate/"),
    ),
    "a city twice": (
        lambda data: shutil.copytree(data / CITY, data / "raw" / "01202_hakodate - コピー"),
        ("raw/01202_hakodate - コピー", "if it is a copy, remove it"),
    ),
    "a folder within": (
        lambda data: (data / CITY / "schedules" / "old").mkdir(),
        (f"{CITY}/schedules/old", "no folder of this name is read"),
    ),
    "an empty folder": (
        emptied(f"{CITY}/schedules"),
        (f"{CITY}/schedules", "an empty folder; if no file of it was lost, remove it"),
    ),
    "a folder for a file": (
        instead(f"{CITY}/kpis.csv", Path.mkdir),
        (f"{CITY}/kpis.csv", "a folder, where a file of this name is due"),
    ),
    "a folder for a card": (
        instead(f"{CITY}/plan.yaml", Path.mkdir),
        (f"{CITY}/plan.yaml", "a folder, where a file of this name is due"),
    ),
    "a folder that fits a pattern": (
        lambda data: (data / "raw" / "reference" / "more.csv").mkdir(),
        ("raw/reference/more.csv", "no folder of this name is read"),
    ),
    "a file for a folder": (
        lambda data: (shutil.rmtree(data / CITY / "surveys"), (data / CITY / "surveys").write_text("")),
        (f"{CITY}/surveys", "a file, where a folder of this name is due"),
    ),
    "national is a file": (
        lambda data: (shutil.rmtree(data / "raw/national"), (data / "raw/national").write_text("")),
        ("raw/national", "a file, where a folder of this name is due"),
    ),
    "a link to a file": (linked(f"{CITY}/kpis.csv"), (f"{CITY}/kpis.csv", "a link to another place")),
    "a link to a card": (linked(f"{CITY}/source.yaml"), (f"{CITY}/source.yaml", "a link to another place")),
    "a link to a folder": (linked(f"{CITY}/surveys"), (f"{CITY}/surveys", "a link to another place")),
    "a link to all": (linked("mappings/all"), ("mappings/all", "a link to another place")),
    "a link round in a circle": (
        instead(f"{CITY}/kpis.csv", lambda path: path.symlink_to(path.name)),
        (f"{CITY}/kpis.csv", "a link to another place"),
    ),
    "a pipe": (instead(f"{CITY}/kpis.csv", os.mkfifo), (f"{CITY}/kpis.csv", "neither a file nor a folder")),
    "a pipe for a card": (
        instead(f"{CITY}/plan.yaml", os.mkfifo),
        (f"{CITY}/plan.yaml", "neither a file nor a folder"),
    ),
    "a socket": (instead(f"{CITY}/kpis.csv", unix_socket), (f"{CITY}/kpis.csv", "neither a file nor a folder")),
    "a name in Shift_JIS": (
        beside(f"{CITY}/kpis.csv", SHIFT_JIS),
        (f"{CITY}/函館.csv", "its name is not in UTF-8"),
    ),
    "a name in Shift_JIS among surveys": (
        lambda data: (data / CITY / "surveys" / SHIFT_JIS).mkdir(),
        (f"{CITY}/surveys/函館.csv", "its name is not in UTF-8"),
    ),
    "a name of two lines": (
        lambda data: (data / OWN / "a\nb.csv").write_text("x"),
        (f"{OWN}/a⟨U+000A⟩b.csv", "no file of this name is read"),
    ),
    "a huge file": (instead(f"{CITY}/kpis.csv", large), (f"{CITY}/kpis.csv", f"too large ({LARGEST + 1} MB")),
}


@pytest.fixture
def world(tmp_path):
    return Path(shutil.copytree(WORLD, tmp_path / "data"))


@pytest.mark.parametrize("case", each(7, FAULTS))
def test_what_is_not_read_is_one_fault(world, case):
    change, (file, *words) = FAULTS[case]
    change(world)
    reader = folders.read(world).reader
    (fault,) = DataFaults(reader.faults).faults
    assert fault.place.file == f"data/{file}"
    for part in words:
        assert part in fault.says("en")
    assert fault.says("ja").isprintable()
    assert not reader.notes


LEFT_BEHIND = (
    ".DS_Store ._kpis.csv .localized Thumbs.db ehthumbs.db desktop.ini Desktop.ini ~$kpis.csv .~lock.kpis.csv# kpis.csv~ "
    ".kpis.csv.swp .#kpis.csv #kpis.csv# .gitkeep .gitignore .gitattributes .nfs00000001 .directory"
).split()
FOLDERS_LEFT_BEHIND = "__MACOSX .ipynb_checkpoints .vscode .idea .Trashes $RECYCLE.BIN".split()
PLACES = ("raw", "mappings", CITY, f"{CITY}/surveys", f"{CITY}/schedules", OWN, "mappings/all", "raw/reference")


def test_what_systems_leave_behind_is_listed_wherever_it_lies(world):
    made = [f"{place}/{name}" for place in PLACES for name in (*LEFT_BEHIND, *FOLDERS_LEFT_BEHIND)]
    for name in made:
        if name.rpartition("/")[2] in FOLDERS_LEFT_BEHIND:
            (world / name).mkdir()
            (world / name / "kpis.csv").write_text("x")
        else:
            (world / name).write_bytes(b"\0\xff")
    reader = folders.read(world).reader
    assert not reader.faults
    assert {note.place.file for note in reader.notes} == {f"data/{name}" for name in made}
    assert {note.says("en").partition(": ")[2] for note in reader.notes} == {
        "not read: it is one that systems or editors make"
    }
    assert folders.cities(world) == ["01202_hakodate", "01203_otaru"]


def test_what_a_killed_writer_left_is_passed_over(world):
    (world / CITY / ".dxcompare-new-1").write_text("x")
    reader = folders.read(world).reader
    assert reader.faults + reader.notes == []


def test_the_data_folder_itself_may_be_a_link(world, tmp_path):
    (tmp_path / "linked").mkdir()
    (tmp_path / "linked" / "data").symlink_to(world)
    assert build(tmp_path / "linked" / "data")["plan"].height == 2


def test_names_are_one_however_a_mac_writes_them(tmp_path):
    composed, apart = "調査ガ.csv", "調査カ\u3099.csv"
    (tmp_path / apart).write_text("x")
    reader = Reader(tmp_path)
    assert [entry.name for entry in entries(reader, tmp_path)] == [composed]
    (tmp_path / composed).write_text("x")
    assert len(entries(reader, tmp_path)) == 1
    assert [fault.kind for fault in reader.faults] == ["same_name"]


@pytest.mark.parametrize("name", ["measures.csv", "plan.yaml"])
def test_what_the_system_does_not_let_us_read_is_said_with_its_file(world, monkeypatch, name):
    read = Path.read_bytes

    def refused(path):
        if path.name == name:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refused)
    found = [fault for fault in folders.read(world, ["01202_hakodate"]).reader.faults if fault.kind == "not_readable"]
    assert [fault.place.file for fault in found] == [f"data/{CITY}/{name}"]
    assert "permission is denied" in found[0].says("en")
    assert "権限がない" in found[0].says("ja")


def test_a_folder_that_cannot_be_listed_is_one_fault(world, monkeypatch):
    listed = os.listdir

    def refused(path):
        if Path(path) == world / CITY:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return listed(path)

    monkeypatch.setattr(os, "listdir", refused)
    (fault,) = folders.read(world).reader.faults
    assert (fault.place.file, fault.kind) == (f"data/{CITY}", "not_readable")


def test_decisions_about_all_that_cannot_be_read_are_told_alone(world):
    linked("mappings/all")(world)
    with pytest.raises(DataFaults) as error:
        build(world, "en")
    assert [fault.place.file for fault in error.value.faults] == ["data/mappings/all"]
