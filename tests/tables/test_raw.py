"""What people type is declared whole: every file, every column, how it is read and how it is filled in."""

import csv

from dxcompare.sources.folder import PROCESSED
from dxcompare.sources.parsers import PARSERS
from dxcompare.tables import LOOSE, TIDY, forms, like
from dxcompare.tables.raw import READINGS, File, Folder, Form, Raw, Typed
from dxcompare.words.text import Text
from tests.conftest import ROOT


class Card(Typed):
    """A form with a mapping within it and headings of its own."""

    one_row = Text("試し", "a trial")
    file = File("card.yaml", (Folder.ALL, Folder.CITY), whose="second")

    first = Raw(help=("一", "one"), own="plan", key=True)
    second = Raw(help=("二", "two"), own="plan", optional=True)
    method = Raw("checked.method", ("三", "three"))
    note = Raw("checked.note", ("四", "four"), optional=True)
    period = Raw(help=("五", "five"), heads="fiscal_year")


def test_a_mapping_within_is_required_as_a_whole_or_not_at_all():
    form = Form(Card.file, Card)
    assert form.required(["first"]) == ["first"]
    assert form.required(["first", "checked.note"]) == ["first", "checked.method"]


def test_a_form_tells_its_columns_from_headings_of_its_own():
    form = Form(Card.file, Card)
    assert list(form.columns) == ["first", "second", "checked.method", "checked.note"]
    assert form.free == Raw("period", ("五", "five"), heads="fiscal_year")
    assert form.keys == ["first"]
    assert form.own == ["second", "first"]  # whose decision it is comes first
    assert not form.vocabulary
    assert "first" not in Form(File("x.csv", (Folder.ALL,), without=("first",)), Card).columns


def test_every_reading_has_a_parser_and_every_declared_one_is_known():
    assert set(PARSERS) == set(READINGS)
    declared = {
        raw.heads or raw.reads or "text" for kind in (*TIDY.values(), *LOOSE.values()) for raw in kind.raw().values()
    }
    assert declared <= set(READINGS)


def test_every_typed_column_says_how_to_fill_it_in_in_both_languages():
    for folder in Folder:
        for form in forms(folder):
            for name, raw in form.of.raw().items():
                assert raw.help, (form.file.name, name)
                assert all(raw.help), (form.file.name, name)


def test_every_file_of_the_data_is_declared_and_has_the_declared_columns():
    for path in sorted((ROOT / "data").rglob("*.csv")):
        folder = path.relative_to(ROOT / "data").parent.as_posix()
        if folder == PROCESSED:
            continue
        with path.open(encoding="utf-8") as file:
            columns = next(csv.reader(file))
        home, name = _home(path.relative_to(ROOT / "data").as_posix())
        found = like(name, home)
        assert any(
            set(form.required(columns)) <= set(columns) and (form.free or set(columns) <= set(form.columns))
            for form in found
        ), path


def _home(path):
    parts = path.split("/")
    if parts[0] == "mappings":
        return (Folder.ALL if parts[1] == "all" else Folder.CITY), parts[2]
    if parts[1] in ("national", "reference"):
        return Folder(f"raw/{parts[1]}"), parts[2]
    return (Folder.SURVEY, parts[4]) if parts[2] == "surveys" else (Folder.PLAN, "/".join(parts[2:]))


def test_a_file_with_a_form_of_its_own_has_no_other():
    assert [form.of for form in like("municipalities.csv", Folder.REFERENCE)] == [TIDY["municipality"]]
    assert [form.of for form in like("census_2020.csv", Folder.REFERENCE)] == [TIDY["reference_stat"]]
    assert [form.of for form in like("schedules/p1.csv", Folder.PLAN)] == [LOOSE["yearly"], LOOSE["quarterly"]]
    assert like("x.txt", Folder.REFERENCE) == []
