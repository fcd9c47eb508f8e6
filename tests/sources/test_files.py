"""Files that are added to: as people saved them, with what is declared of them."""

import pytest

from dxcompare.sources.files import CsvFile
from dxcompare.tables import form, like
from dxcompare.tables.raw import Folder
from dxcompare.words.faults import DataFaults


def test_a_new_file_has_what_must_be_there_and_its_own_headings_in_their_place(tmp_path):
    file = CsvFile(tmp_path / "new" / "yearly.csv", like("schedules/*.csv", Folder.PLAN)[0], ["R5", "R6"])
    file.add({"measure": "1", "R6": "実施"})
    assert file.changed() == "measure,track,R5,R6,span,page,where\n1,,,実施,,,\n"


def test_a_column_more_stands_before_what_says_where(tmp_path):
    path = tmp_path / "kpi_places.csv"
    path.write_text("kpi,measure,policy,page,where\nk01,1,,2,表\n", encoding="utf-8")
    file = CsvFile(path, form("kpi_places.csv", Folder.PLAN))
    file.add({"kpi": "k02", "goal": "目標", "source": ""}, 0)
    assert (file.changed() or "").splitlines() == [
        "kpi,measure,policy,goal,page,where",
        "k02,,,目標,,",
        "k01,1,,,2,表",
    ]


@pytest.mark.parametrize(("encoding", "end"), [("utf-8-sig", "\r\n"), ("cp932", "\r\n"), ("utf-8", "\n")])
def test_what_a_spreadsheet_saved_is_read_and_written_plainly(tmp_path, encoding, end):
    path = tmp_path / "x.csv"
    path.write_bytes(end.join(["a,b", "施策,2", ""]).encode(encoding))
    file = CsvFile(path)
    assert file.changed() is None
    file.add({"a": "指標", "b": "3"})
    assert file.changed() == "a,b\n施策,2\n指標,3\n"


@pytest.mark.parametrize(
    ("text", "kind"),
    [("a,b,b\n1,2,3\n", "duplicate"), ("a,b\n1,2,3\n", "width"), ("a,b\n1\n", "width"), ('a,b\n"1,2\n', "csv")],
)
def test_a_file_of_which_something_would_be_lost_is_not_written_anew(tmp_path, text, kind):
    path = tmp_path / "x.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFaults) as error:
        CsvFile(path)
    assert [fault.kind for fault in error.value.faults] == [kind]
