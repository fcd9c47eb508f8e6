"""Which groups answer unlike the others."""

import polars as pl
import pytest

from dxcompare import differences
from dxcompare.methods.intervals import adjusted, difference, difference_p
from dxcompare.words.unknown import UnknownName
from tests.evidence.test_answers import QUESTION, Q, survey
from tests.plans import one, rows, table

CELLS = table(
    Q,
    {
        "20-29": (50, {"yes": 40, "no": 5, "no_answer": 5}),
        "30-39": (60, {"yes": 30, "no": 30, "no_answer": 0}),
        "70+": (90, {"yes": 18, "no": 63, "no_answer": 9}),
        "no_age": (10, {"yes": 10, "no": 0, "no_answer": 0}),
    },
)
#: A question beside it.
R = "alpha-2022/q2"


def result(cells=CELLS, kind="age"):
    return differences(survey(cells), Q, kind).to_frame()


def test_a_group_is_held_against_all_others_with_an_age():
    """40 of 50 against 30 + 18 of 60 + 90; who gave no age takes no part."""
    row = one(result(), option_id="yes", group_id="20-29")
    assert (row["percent"], row["n"], row["rest_n"], row["rest_percent"]) == (80.0, 50, 150, 32.0)
    assert (row["difference"], row["low"], row["high"]) == pytest.approx([100 * v for v in difference(40, 50, 48, 150)])
    assert row["difference"] == pytest.approx(48.0)
    assert row["p"] == pytest.approx(difference_p(40, 50, 48, 150))


def test_every_option_but_silence_and_every_group():
    found = result()
    assert found.select("option_id", "group_id").rows() == [
        (option, group) for option in ("yes", "no") for group in ("20-29", "30-39", "70+")
    ]
    names = ("option_ja", "option_en", "group_ja", "group_en")
    assert [found.row(1, named=True)[name] for name in names] == ["選択肢yes", "yes", "30-39歳", "30-39"]


def test_the_adjustment_is_over_the_whole_table():
    found = result()
    assert found["q"].to_list() == pytest.approx(adjusted(found["p"].to_list()))
    assert found["differs"].to_list() == [q <= 0.05 for q in found["q"]]
    assert one(found, option_id="yes", group_id="70+")["differs"]
    even = {"20-29": (40, {"yes": 20, "no": 20}), "30-39": (40, {"yes": 21, "no": 19})}
    assert result(table(Q, even))["differs"].to_list() == [False] * 4


def test_groups_without_a_known_base_take_no_part():
    unknown = [
        {**row, "n_printed": None, "decimals": 0, "percent": 50.0} if row["group_id"] == "70+" else row for row in CELLS
    ]
    row = one(result(unknown), option_id="yes", group_id="20-29")
    assert (row["rest_n"], row["rest_percent"]) == (60, 50.0)


def test_one_group_alone_differs_from_nobody():
    alone = result(table(Q, {"20-29": (50, {"yes": 40, "no": 10})}))
    assert alone.is_empty()
    assert alone.schema == result().schema


def test_groups_without_ages_are_compared_as_they_are():
    sexes = table(Q, {"men": (40, {"yes": 10, "no": 30}), "women": (60, {"yes": 30, "no": 30})}, kind="sex")
    row = one(result(sexes, "sex"), option_id="yes", group_id="men")
    assert (row["rest_n"], row["rest_percent"], row["difference"]) == (60, 50.0, pytest.approx(-25.0))


def test_how_many_comparisons_there_are_is_said():
    found = differences(survey(CELLS), Q)
    assert "6 comparisons adjusted" in found.method.en
    assert found.title.en == "wording_en Which groups differ from the others?"
    assert found.sources.select("source_id", "title").rows() == [("s", "資料")]


def test_several_questions_stand_in_one_table_and_are_adjusted_over_it():
    other = table(R, {"20-29": (80, {"yes": 40}), "70+": (90, {"yes": 18})})
    asked = rows("question_id survey_id base", (R, "alpha-2022", "全員"))
    ds = survey([*CELLS, *other], question=[*QUESTION, *asked])
    found, each = differences(ds, [Q, R]), [differences(ds, one).to_frame() for one in (Q, R)]
    assert found.to_frame().drop("q", "differs").equals(pl.concat(each).drop("q", "differs"))
    assert found.to_frame()["q"].to_list() == pytest.approx(adjusted(found.to_frame()["p"].to_list()))
    assert found.to_frame()["q"].to_list() != pytest.approx(pl.concat(each)["q"].to_list())
    assert found.title.en == "Which groups differ from the others?"
    assert found.tables["question"]["question_id"].to_list() == [Q, R]


def test_of_several_questions_each_must_be_there_by_such_groups():
    ds = survey(CELLS)
    with pytest.raises(UnknownName, match="nobody"):
        differences(ds, [Q, "nobody"])
    with pytest.raises(UnknownName, match="sex"):
        differences(ds, [Q], "sex")
