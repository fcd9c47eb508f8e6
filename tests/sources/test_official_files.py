"""Workbooks and archives as they come: broken, padded, hidden, computed; each is read, or told in one line."""

import io
import zipfile

import openpyxl
import pytest

from dxcompare.sources.official import files
from dxcompare.sources.official.files import sheets

ROWS = [["", "", "札幌市", "函館市"], ["住民サービスのDX", "マイナンバーカードの保有状況", "72%", "71%"]]
SHEET, UNREADABLE = "xl/worksheets/sheet1.xml", "an Excel file that cannot be read"


def book(**cells):
    """The bytes of a workbook with more cells: place → value."""
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    for place, value in cells.items():
        made.active[place] = value
    return saved(made)


def saved(made):
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def packed(*members):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return file.getvalue()


def with_part(raw, name, edit):
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        parts = [(one, edit(archive.read(one)) if one == name else archive.read(one)) for one in archive.namelist()]
    return packed(*parts)


def found(tmp_path, raw, name="t.xlsx"):
    """The sheets of such a file, and what is said of it."""
    (tmp_path / name).write_bytes(raw)
    faults = []
    return sheets(tmp_path / name, faults), [fault.says("en") for fault in faults]


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml", SHEET, "[Content_Types].xml"]
)
@pytest.mark.parametrize("edit", [lambda raw: raw[: len(raw) // 2], lambda raw: b"", lambda raw: b"\x00\xff" * 50])
def test_a_broken_part_is_told(tmp_path, part, edit):
    assert found(tmp_path, with_part(book(), part, edit))[1] == [f"t.xlsx: {UNREADABLE}; save it as 'CSV UTF-8'"]


def test_bytes_that_flipped_are_told(tmp_path):
    raw = bytearray(book())
    raw[900:940] = b"\xff" * 40
    assert UNREADABLE in found(tmp_path, bytes(raw))[1][0]


def test_a_cell_at_the_last_row_is_a_row_and_costs_nothing(tmp_path):
    (sheet,), said = found(tmp_path, book(A1048576="注"))
    assert said == []
    assert [number for number, _ in sheet.rows] == [1, 2, 1048576]


@pytest.mark.parametrize("place", ["XFD2", "XFD1048576"])
def test_a_cell_at_the_last_column_is_told(tmp_path, place):
    row = place.removeprefix("XFD")
    assert (
        f"t.xlsx, row {row}, column 'XFD': 'x' stands in a cell far from any table; delete it"
        in (found(tmp_path, book(**{place: "x"}))[1])
    )


def test_a_formula_without_its_value_is_told(tmp_path):
    (said,) = found(tmp_path, book(C2="=0.7+0.02"))[1]
    assert said.startswith("t.xlsx, row 2, column 'C': it is a formula (=0.7+0.02); open it in a spreadsheet program")


def test_a_hidden_sheet_is_known_as_one(tmp_path):
    made = openpyxl.load_workbook(io.BytesIO(book()))
    old = made.create_sheet("古い", 0)
    old.append(ROWS[0])
    old.append(ROWS[1])
    old.sheet_state = "hidden"
    assert [(sheet.name, sheet.hidden) for sheet in found(tmp_path, saved(made))[0]] == [
        ("古い", True),
        ("Sheet", False),
    ]


def test_what_zip_programs_add_is_no_table(tmp_path):
    table = "\n".join(map(",".join, ROWS)).encode()
    raw = packed(("__MACOSX/._a.csv", b"\0\5"), ("~$b.xlsx", b"\0"), ("d/a.csv", table))
    (sheet,), said = found(tmp_path, raw, "t.zip")
    assert (sheet.file, said) == ("a.csv", [])


def test_an_archive_that_unpacks_to_too_much_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "LARGEST", 1000)
    assert "holds more than 0 MB" in found(tmp_path, packed(("a.csv", b"0" * 2000)), "t.zip")[1][0]
    assert "holds more than 0 MB" in found(tmp_path, book())[1][0]


@pytest.mark.parametrize("where", [6, 8, 14])
def test_an_archive_that_is_locked_or_packed_otherwise_or_damaged_is_told(tmp_path, where):
    raw = bytearray(packed(("a.csv", b"a,b\n1,2\n")))
    end = raw.find(b"PK\x01\x02")
    change = {6: 1, 8: 99, 14: 255}[where]
    raw[where] ^= change
    raw[end + where + 2] ^= change
    assert UNREADABLE in found(tmp_path, bytes(raw), "t.zip")[1][0]
