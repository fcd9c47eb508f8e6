"""What is worked out of each survey: done once, kept by what it was made of, the same in one process and in several."""

import pytest

from dxcompare.dataset import each as working_out
from dxcompare.dataset.each import FEW, each, working
from dxcompare.methods.recovery.audit import Printed, Table
from dxcompare.methods.recovery.survey import ALL, Survey
from tests.methods.recovery.test_survey import column

ASKED = []


def lengths(text):
    ASKED.append(text)
    return [(text, len(text), None), (text, 0.1 * len(text), True)]


@pytest.fixture(autouse=True)
def _nothing_asked():
    ASKED.clear()


def ask(*texts):
    return each("lengths", lengths, texts, texts)


def test_in_their_order_and_each_once():
    assert ask("b", "a", "b") == [lengths("b"), lengths("a"), lengths("b")]
    assert ASKED[:2] == ["b", "a"]
    assert len(ASKED) == 2 + 3  # the three of the line above


def test_only_what_changed_is_worked_out_again(tmp_path):
    with working(tmp_path):
        first = ask("a", "bb")
        assert ask("bb", "ccc", "a") == [first[1], lengths("ccc"), first[0]]
    assert ASKED == ["a", "bb", "ccc", "ccc"]
    with working(tmp_path):
        assert ask("a")[0] == first[0]
    ask("a")  # outside nothing is looked up
    assert ASKED == ["a", "bb", "ccc", "ccc", "a"]


def test_another_code_finds_nothing(tmp_path, monkeypatch):
    with working(tmp_path):
        ask("a")
    monkeypatch.setattr(working_out, "library", lambda: "another")
    with working(tmp_path):
        ask("a")
    assert ASKED == ["a", "a"]


def test_a_damaged_file_finds_nothing(tmp_path):
    with working(tmp_path):
        ask("a")
        file = tmp_path / "lengths.json"
        file.write_bytes(file.read_bytes().replace(b"1", b"2"))
        assert ask("a") == [[("a", 1, None), ("a", 0.1, True)]]
    assert ASKED == ["a", "a"]


def test_several_processes_find_the_same(tmp_path):
    texts = ["a" * n for n in range(FEW + 3)]
    with working(tmp_path, 2):
        found = ask(*texts)
    assert not ASKED  # elsewhere
    assert found == [lengths(text) for text in texts]


def test_few_are_not_worth_another_process(tmp_path):
    with working(tmp_path, 2):
        ask("a", "b")
    assert ASKED == ["a", "b"]


def test_the_text_of_a_survey_says_all_of_it():
    def printed(multiple=("q1", "q2"), percent=(1, 2), valid=95, asked=95):
        columns = [column("q1", "a", list(percent), 10), column("q2", "a", [3, 4], 10)]
        survey = Survey(columns, {"q1": ALL, "q2": ALL}, {ALL: valid}, multiple=frozenset(multiple))
        return Printed(survey, [Table("q1", columns[:1], asked=asked), Table("q2", columns[1:])])

    assert printed().text == printed(multiple=("q2", "q1")).text
    others = [printed(multiple=("q1",)), printed(percent=(1, 3)), printed(valid=94), printed(asked=94)]
    assert len({one.text for one in (printed(), *others)}) == 5
