"""That mutants are made, judged and put back as the table says."""

import pytest

from dxcompare import tables
from dxcompare.assemble import build
from dxcompare.tables.raw import Folder
from tests.mutations import judge
from tests.mutations.base import WORLD, Base
from tests.mutations.judge import MARK, Mutant, judged, mutant_of
from tests.mutations.run import CLASSES

MEASURES = "raw/01203_otaru/measures.csv"


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("mutations"))


def _edit(base, old, new, *right):
    def change(data):
        path = data / MEASURES
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return judged(base, Mutant("", (MEASURES,), change, right))[0]


def test_the_world_builds_without_a_note_and_has_a_file_of_every_kind(base):
    notes = []
    assert build(base.data, "en", notes)["plan"].height == 2
    assert notes == []
    forms = {form.file.name for folder in Folder for form in tables.forms(folder)}
    here = {form.file.name for file in base.files if (form := base.form(file))}
    assert forms - here == {"accepted.csv", "periods.csv"}  # an answer and a name of a period, which nothing here asks


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_makes_a_mutant_of_files_that_are_there(base, name):
    mutant = mutant_of(base, name, 0)
    assert mutant is not None
    assert mutant.files
    assert mutant.right
    assert mutant_of(base, name, 0).what == mutant.what
    assert CLASSES[name].__doc__.endswith(".")


@pytest.mark.long
def test_verdicts(base, monkeypatch):
    assert _edit(base, "書かない窓口", f"書かない{MARK}窓口", judge.carried) == "right"
    assert _edit(base, "書かない窓口", "書かない窓口 ", judge.same) == "right"
    assert _edit(base, "書かない窓口", "書かない窓", judge.carried) == "silent"
    assert _edit(base, "m2,2,", "m1,2,", judge.fault) == "right"
    assert _edit(base, "m2,2,", "m1,2,", judge.same) == "refused"
    assert (
        judged(base, Mutant("", ("raw/x.csv",), lambda data: (data / MEASURES).unlink(), (judge.fault,)))[0]
        == "wrong file"
    )
    monkeypatch.setattr(judge, "build", lambda *_: 1 / 0)
    assert _edit(base, "書かない窓口", "窓口", judge.fault) == "traceback"
    monkeypatch.setattr(judge, "build", lambda *_: [None for _ in iter(int, 1)])
    assert judged(base, Mutant("", (), lambda data: None, ()), 0.2)[0] == "hang"


def test_everything_is_put_back(base):
    for name in CLASSES:
        mutant = mutant_of(base, name, 1)
        if mutant:
            mutant.change(base.data)
            base.put_back()
    found = {
        path.relative_to(base.data).as_posix(): path.read_bytes() for path in base.data.rglob("*") if path.is_file()
    }
    assert found == base.files
