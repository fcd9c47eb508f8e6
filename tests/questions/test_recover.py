"""Any printed table: how it is read, what is recovered of it, and that data sets go through the same door."""

import numpy as np
import polars as pl
import pytest

from dxcompare import recover
from dxcompare.questions.recover.read import TableFaults
from dxcompare.words.unknown import UnknownName
from tests.plans import percent


def shares(n, seed, options=15, decimals=1):
    """Printed percentages of n people: each option chosen by 1 to n − 1 of them."""
    chosen = np.random.default_rng(seed).integers(1, n, options)
    return [f"{percent(int(people), n, decimals):.{decimals}f}" for people in chosen]


def table(**columns):
    return pl.DataFrame({"option": [f"o{number}" for number in range(len(next(iter(columns.values()))))], **columns})


MEN, WOMEN = shares(37, 1), shares(53, 2)
BOTH = table(men=MEN, women=WOMEN)


def rows(result, *names):
    return result.to_frame().select(names or ("group", "n", "certainty")).rows()


# what comes out


def test_bases_of_a_table_that_prints_none():
    found = recover({"q1": BOTH}, total=95)
    assert found.to_frame().columns[:8] == [
        *("question", "group_type", "group", "n", "certainty", "candidates", "posterior", "reason")
    ]
    assert rows(found) == [("men", 37, "recovered"), ("women", 53, "recovered")]
    assert found.to_frame()["reason"].to_list() == ["cells=15;groups<=95"] * 2
    assert found.to_frame()["group_type"].to_list() == ["group"] * 2
    tests = dict(found.to_frame("audit").select("test", "verdict").iter_rows())
    assert tests["fitting_base"] == "consistent"
    assert tests["impossible_cells"] == tests["groups_total"] == "untestable"  # that is how the bases were recovered
    assert set(found.to_frame("audit")["leans_on"]) == {"none", "recovered", None}


def test_power_is_measured_where_it_is_asked_for():
    assert recover({"q1": BOTH}, total=95).to_frame("power").is_empty()
    found = recover({"q1": BOTH}, total=95, seeds=10).to_frame("power")
    assert found["seeded"].unique().to_list() == [10]
    assert set(found["test"]) == {"fitting_base", "any"}
    digit = found.filter(error="digit", test="fitting_base")
    assert digit["found"].item() > 7
    assert recover({"q1": BOTH}, total=95, seeds=10).to_frame("power").equals(found)


@pytest.mark.parametrize("kind", ["pandas", "dict"])
def test_tables_of_other_kinds_are_read_alike(kind):
    other = BOTH.to_pandas() if kind == "pandas" else BOTH.to_dict(as_series=False)
    assert recover({"q1": other}, total=95).to_frame().equals(recover({"q1": BOTH}, total=95).to_frame())


def test_numbers_are_read_with_the_decimals_they_were_printed_with():
    numbers = BOTH.with_columns(pl.col("men", "women").cast(pl.Float64))
    text = recover({"q1": BOTH}, total=95).to_frame()
    assert recover({"q1": numbers}, total=95, decimals=1).to_frame().equals(text)
    assert recover({"q1": numbers}, total=95, decimals={"q1": 1}).to_frame().equals(text)
    with pytest.raises(TableFaults, match="q1, row 2, column 'men': how many decimals the number"):
        recover({"q1": numbers}, total=95)


def test_sums_are_of_each_type():
    """37 + 53 men and women are 90, and so are 41 + 49 old and young; all four together would be too many."""
    groups = {"sex": ["men", "women"], "age": ["young", "old"]}
    found = recover(
        {"q1": BOTH.with_columns(young=pl.Series(shares(41, 3)), old=pl.Series(shares(49, 4)))}, groups=groups, total=95
    )
    assert found.to_frame().select("group_type", "n").rows() == [("sex", 37), ("sex", 53), ("age", 41), ("age", 49)]
    as_one = recover({"q1": BOTH.with_columns(young=pl.Series(shares(41, 3)), old=pl.Series(shares(49, 4)))}, total=95)
    assert set(as_one.to_frame()["certainty"]) == {"inconsistent"}


def test_the_total_column_has_the_base_of_the_heading():
    whole = BOTH.with_columns(all=pl.Series(shares(90, 5)))
    found = recover({"q1": whole}, groups={"total": "all"}, total=90)
    assert rows(found, "group_type", "group", "n", "certainty")[-1] == ("total", "all", 90, "heading")
    assert found.to_frame()["group_type"].to_list() == ["group", "group", "total"]


def test_questions_put_to_the_same_people_share_their_base():
    few = table(men=["13.5", "86.5"], women=["9.4", "90.6"])
    both = {"q1": BOTH, "q2": few}
    assert [n for _, n, _ in rows(recover(both, total=95))] == [37, 53, 37, 53]
    assert [n for _, n, _ in rows(recover(both, total=95, same_people=["q1"]))] == [37, 53, None, None]


def test_a_follow_up_has_the_count_of_the_options_that_filter():
    """Of 37 and 53 people some chose o0; of those who chose o0 or o1, where one answer is allowed, their sum."""
    chosen = {"men": (37, MEN), "women": (53, WOMEN)}
    counts = {name: [round(float(text) * n / 100) for text in printed[:2]] for name, (n, printed) in chosen.items()}
    then = table(
        **{
            name: [f"{percent(1, first, 1):.1f}", f"{percent(first - 1, first, 1):.1f}"]
            for name, (first, _) in counts.items()
        }
    )
    one = recover({"q1": BOTH, "q2": then}, total=95, filters={"q2": ("q1", "o0")})
    assert [n for _, n, _ in rows(one)][2:] == [counts["men"][0], counts["women"][0]]
    assert "filter" in one.to_frame()["reason"][2]


def test_several_options_filter_by_their_sum_or_by_their_union():
    """10 and 5 of 40 people, of one answer each, are 15; of several answers, 10 to 15."""
    first = table(all=["25.0", "12.5", "62.5"])
    then = table(all=["20.0", "80.0"])  # of 10 or of 15
    asked = {"tables": {"q1": first, "q2": then}, "filters": {"q2": ("q1", ["o0", "o1"])}}
    asked["printed"] = pl.DataFrame({"question": ["q1"], "group": ["all"], "n": [40]})
    single = recover(**asked, multiple=False).to_frame().filter(question="q2").row(0, named=True)
    assert (single["n"], single["candidates"]) == (15, "15")
    several = recover(**asked, multiple=["q1"]).to_frame().filter(question="q2").row(0, named=True)
    assert (several["n"], several["candidates"], several["certainty"]) == (None, "10|15", "ambiguous")


def test_printed_bases_are_used():
    printed = pl.DataFrame({"question": ["q1", "q1"], "group": ["men", "women"], "n": [37, None]})
    found = recover({"q1": BOTH}, printed=printed, total=95)
    assert rows(found) == [("men", 37, "printed"), ("women", 53, "recovered")]


def test_likely_bases_are_given_to_those_who_ask():
    """Of 15 or of 30 people; but of 30 hardly all fifteen counts would be even."""
    found = recover({"q1": table(men=shares(15, 6), women=WOMEN)}, total=95).to_frame().row(0, named=True)
    assert (found["n"], found["certainty"], found["candidates"]) == (None, "likely", "15|30")
    assert 0.99 <= found["posterior"] <= 1
    asked = recover({"q1": table(men=shares(15, 6), women=WOMEN)}, total=95, certainty="likely")
    assert rows(asked) == [("men", 15, "likely"), ("women", 53, "recovered")]


@pytest.mark.parametrize("how", [{"weighted": True}, {"percent_of": "mentions"}])
def test_what_is_no_fraction_of_people_has_no_base(how):
    found = recover({"q1": BOTH}, total=95, **how)
    assert [(n, certainty) for _, n, certainty in rows(found)] == [(None, "ambiguous")] * 2
    assert found.to_frame()["reason"].to_list() == list(how.values() if "percent_of" in how else how) * 2


def test_what_is_not_known_is_said():
    known = recover({"q1": BOTH}, total=95)
    unknown = recover({"q1": BOTH}, total=95, weighted=None, percent_of=None)
    assert len(unknown.caveats) == len(known.caveats) + 1
    assert (
        unknown.caveats[-1].en
        == "Not known: whether percentages are weighted and whether percentages are of people or of mentions."
    )
    assert unknown.caveats[-1].ja == "重み付けの有無、割合の分母が人数か延べ数かが分からない。"
    assert "leave no trace" in known.caveats[-1].en


# what is read


def test_blanks_say_nothing_and_a_dash_needs_a_meaning():
    blank = table(men=[*MEN[:13], "", None], women=WOMEN)
    assert recover({"q1": blank}, total=95).to_frame()["reason"][0].startswith("cells=13")
    dashed = table(men=[*MEN[:14], "－"], women=WOMEN)
    with pytest.raises(TableFaults, match="q1, row 16, column 'men': '－' has no meaning yet"):
        recover({"q1": dashed}, total=95)
    for dash in ("zero", "blank"):
        assert recover({"q1": dashed}, total=95, dash=dash).to_frame()["n"].to_list() == [37, 53]


def test_all_that_cannot_be_read_is_said_in_both_languages(monkeypatch):
    bad = pl.DataFrame({"option": ["a", "a", None], "men": ["12.34", "615", "x"]})
    with pytest.raises(TableFaults) as error:
        recover({"問1": bad})
    assert [(fault.place.row, fault.kind) for fault in error.value.faults] == [
        (3, "duplicate"),
        (4, "missing"),
        (2, "not_percent"),
        (3, "not_percent"),
        (4, "not_percent"),
    ]
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    with pytest.raises(TableFaults, match="問1 3行目 列「men」: 「615」は 0〜100 の割合"):
        recover({"問1": bad})


@pytest.mark.parametrize(
    ("how", "error", "message"),
    [
        ({"tables": {}}, ValueError, "there is no table"),
        ({"tables": {"q1": BOTH.select("option")}}, ValueError, "table 'q1': it needs a column of options"),
        ({"groups": {"total": "whole"}}, UnknownName, "no column 'whole'"),
        ({"groups": {"sex": "men"}}, ValueError, "columns that `groups` gives no type: women"),
        ({"groups": {"sex": ["men", "women"], "age": ["men"]}}, ValueError, "column 'men' has two types"),
        ({"same_people": ["q7"]}, UnknownName, "no question 'q7'"),
        ({"filters": {"q1": ("q2", "a")}}, UnknownName, "no question 'q2'"),
        ({"filters": {"q1": ("q1", "zz")}}, UnknownName, "no option 'zz'"),
        ({"filters": {"q1": ("q1", "o1")}}, ValueError, "filters go round in a circle: q1 → q1"),
        ({"filters": {"q1": ("q1", "o1")}, "same_people": ["q1"]}, ValueError, "put to everyone, and filtered: q1"),
        ({"total": {"q9": 3}}, UnknownName, "no question 'q9'"),
        ({"total": 0}, ValueError, "total: 0 is no number of people"),
        ({"decimals": {"q9": 1}}, UnknownName, "no question 'q9'"),
        ({"multiple": ["q9"]}, UnknownName, "no question 'q9'"),
        ({"no_answer": "無回答"}, UnknownName, "no option '無回答'"),
        ({"certainty": "sure"}, UnknownName, "no certainty 'sure'"),
        ({"dash": "nil"}, UnknownName, "no meaning of a dash 'nil'"),
        ({"percent_of": "men"}, UnknownName, "no base of percentages 'men'"),
        ({"printed": pl.DataFrame({"group": ["men"], "n": [3]})}, UnknownName, "no column 'question'"),
        (
            {"printed": pl.DataFrame({"question": "q1", "group": "men", "n": 0})},
            TableFaults,
            "'0' is no number of people",
        ),
    ],
)
def test_names_and_numbers_that_are_not_there(how, error, message):
    with pytest.raises(error, match=message):
        recover(**{"tables": {"q1": BOTH}, **how})


def test_two_numbers_for_the_same_people_contradict_each_other():
    with pytest.raises(ValueError, match="'q1' and 'q2' were put to the same people, but state 95 and 90"):
        recover({"q1": BOTH, "q2": BOTH}, total={"q1": 95, "q2": 90})
    apart = recover({"q1": BOTH, "q2": BOTH}, total={"q1": 95, "q2": 91}, same_people=["q1"])
    assert apart.to_frame()["reason"].to_list() == ["cells=15;groups<=95"] * 2 + ["cells=15;groups<=91"] * 2
