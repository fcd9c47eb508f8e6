"""What is worked out of each survey: done once, and kept beside built data by what it was made of."""

import pytest

from dxcompare.dataset import each as working_out
from dxcompare.dataset.each import each
from dxcompare.methods.recovery.audit import Printed, Table
from dxcompare.methods.recovery.survey import ALL, Survey
from tests.methods.recovery.test_survey import column

ASKED = []


def lengths(text):
    ASKED.append(text)
    return [(text, len(text), None), (text, 0.1 * len(text), True)]


@pytest.fixture(autouse=True)
def _nothing_asked(monkeypatch):
    ASKED.clear()
    monkeypatch.setattr(working_out, "_remembered", {})


def ask(folder, *texts):
    return each("lengths", lengths, texts, texts, folder)


@pytest.fixture
def built(tmp_path):
    """The processed folder of data that are built from raw ones."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    return tmp_path / "data" / "processed"


def forget():
    """As if the process had ended."""
    working_out._remembered.clear()


def test_in_their_order_and_each_once(tmp_path):
    assert ask(tmp_path, "b", "a", "b") == [[("b", 1, None), ("b", 0.1, True)], *ask(tmp_path, "a", "b")]
    assert ASKED == ["b", "a"]


def test_only_what_is_new_is_worked_out(built):
    first = ask(built, "a", "bb")
    forget()
    assert ask(built, "bb", "ccc", "a")[::2] == first[::-1]
    forget()
    assert ask(built, "a", "ccc")[0] == first[0]
    assert ASKED == ["a", "bb", "ccc"]


def test_of_some_plans_what_is_of_others_stays_kept(built):
    ask(built, "a", "bb")
    forget()
    ask(built, "ccc")
    forget()
    ask(built, "a", "bb", "ccc")
    assert ASKED == ["a", "bb", "ccc"]


def test_without_raw_data_nothing_is_kept(tmp_path):
    ask(tmp_path / "data" / "processed", "a")
    assert list(tmp_path.iterdir()) == []


def test_another_code_finds_nothing(built, monkeypatch):
    ask(built, "a")
    forget()
    monkeypatch.setattr(working_out, "program", lambda: "another")
    ask(built, "a")
    assert ASKED == ["a", "a"]


def test_a_damaged_file_finds_nothing(built):
    ask(built, "a")
    forget()
    file = built.parent.parent / ".cache" / "build" / "lengths.json"
    file.write_bytes(file.read_bytes().replace(b"1", b"2"))
    assert ask(built, "a") == [[("a", 1, None), ("a", 0.1, True)]]
    assert ASKED == ["a", "a"]


def test_the_text_of_a_survey_says_all_of_it():
    def printed(multiple=("q1", "q2"), percent=(1, 2), valid=95, asked=95):
        columns = [column("q1", "a", list(percent), 10), column("q2", "a", [3, 4], 10)]
        survey = Survey(columns, {"q1": ALL, "q2": ALL}, {ALL: valid}, multiple=frozenset(multiple))
        return Printed(survey, [Table("q1", columns[:1], asked=asked), Table("q2", columns[1:])])

    assert printed().text == printed(multiple=("q2", "q1")).text
    others = [printed(multiple=("q1",)), printed(percent=(1, 3)), printed(valid=94), printed(asked=94)]
    assert len({one.text for one in (printed(), *others)}) == 5
