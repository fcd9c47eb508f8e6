"""How many people answered: bases that are printed, withheld, shared, filtered or recovered, and the counts behind."""

import numpy as np
import pytest
from matplotlib.text import Text

from dxcompare import bases, differences, gradients, shares, standardise, themes
from dxcompare.methods.intervals import standardised, wilson
from dxcompare.present import style
from dxcompare.words.unknown import UnknownName
from tests.plans import census, made, one, rows, table

Q, P, R = "alpha-2022/q1", "alpha-2022/q2", "alpha-2022/q3"


def many(n, seed, options=15):
    """So many options, each chosen by 1 to n − 1 people, that hardly another base fits their percentages."""
    chosen = np.random.default_rng(seed).integers(1, n, options)
    return {f"o{number}": int(people) for number, people in enumerate(chosen)}


#: 37 and 53 people, no base printed.
BOTH = {"20-29": (37, many(37, 1)), "70+": (53, many(53, 2))}


def survey(*cells, valid=95, questions=(), card=None, **tables):
    asked = {row["question_id"]: row for row in cells} | {row["question_id"]: row for row in questions}
    given = [
        {
            "question_id": name,
            "survey_id": "alpha-2022",
            "ref": name[-2:],
            **{k: v for k, v in dict(row).items() if k.startswith("base_") or k == "answer"},
        }
        for name, row in asked.items()
    ]
    return made(
        survey=[{"survey_id": "alpha-2022", "municipality_code": "01001", "valid": valid, **(card or {})}],
        question=sorted(given, key=lambda row: row["question_id"]),
        response=list(cells),
        **tables,
    )


def hidden(question, columns=BOTH, **more):
    return table(question, columns, n_printed=None, **more)


def base(ds, group="20-29", question=Q):
    return one(ds.survey_base, question_id=question, group_id=group)


# bases


def test_a_base_that_is_printed_is_used():
    row = base(survey(*table(Q, BOTH)))
    assert (row["n"], row["n_printed"], row["n_recovered"], row["candidates"], row["certainty"]) == (
        37,
        37,
        None,
        "37",
        "printed",
    )
    assert row["constraints"] == "cells=15"


def test_a_base_that_is_not_printed_is_recovered():
    ds = survey(*hidden(Q))
    assert base(ds) == {
        **{"question_id": Q, "group_type": "age", "group_id": "20-29", "n": 37, "n_printed": None, "n_recovered": 37},
        **{
            "n_likely": None,
            "candidates": "37",
            "posterior": None,
            "certainty": "recovered",
            "constraints": "cells=15;groups<=95",
        },
    }
    assert base(ds, "70+")["n"] == 53


def test_a_withheld_base_is_shown_and_not_used():
    cells = table(Q, BOTH, n_quarantined=True)
    wrong = [{**row, "n_printed": row["n_printed"] + 3} for row in cells]
    row = base(survey(*wrong))
    assert (row["n"], row["n_printed"], row["n_recovered"], row["certainty"]) == (37, 40, 37, "recovered")


def test_withheld_percentages_tell_nothing():
    row = base(survey(*hidden(Q, quarantined=True)))
    assert (row["n"], row["candidates"], row["certainty"], row["constraints"]) == (
        None,
        None,
        "ambiguous",
        "cells=0;groups<=95;nothing_to_go_by",
    )


def test_a_dash_that_is_zero_is_a_percentage_of_one_decimal():
    """It says as much as a printed 0.0: nothing."""
    cells = [
        {**row, "percent": 0.0, "decimals": None, "reading": "dash_as_zero"} if row["option_id"] == "o0" else row
        for row in hidden(Q)
    ]
    assert base(survey(*cells))["constraints"].startswith("cells=14")
    counted = one(survey(*cells).response_count, group_id="20-29", option_id="o0")
    assert (counted["percent"], counted["count"]) == (0.0, 0)


THIRDS = {"20-29": (18, {"yes": 6, "no": 12})}


@pytest.mark.parametrize(("most", "more"), [(38, ""), (39, "|…")])
def test_of_many_candidates_twelve_are_listed(most, more):
    """33 and 67 % in whole numbers: the twelve multiples of three up to 38, and 39."""
    row = base(survey(*hidden(Q, THIRDS, decimals=0), valid=most))
    assert (row["n"], row["certainty"]) == (None, "ambiguous")
    assert row["candidates"] == "3|6|9|12|15|18|21|24|27|30|33|36" + more


def test_bases_of_a_thousand_and_more_are_not_told_apart():
    """60.0 % of 2,000 are 1,199 or 1,200 people: more than percentages can tell apart, but a printed base is a base."""
    first = {"20-29": (2000, {"yes": 1200, "no": 800})}
    then = {"20-29": (1200, many(1200, 3))}
    asked = [{"question_id": P, "base_option": f"{Q}:yes"}]
    row = base(survey(*table(Q, first), *hidden(P, then), valid=2000, questions=asked), question=P)
    assert (row["n"], row["candidates"], row["certainty"]) == (None, "1000+", "ambiguous")
    stated = base(survey(*table(Q, {"20-29": (1000, many(1000, 3))}), valid=5000))
    assert (stated["n"], stated["candidates"]) == (1000, "1000")


def test_questions_put_to_the_same_people_share_their_base():
    """Two percentages alone say little; with fifteen of another question, all."""
    few = {group: (n, {"a": 5, "b": n - 5}) for group, (n, _) in BOTH.items()}
    assert base(survey(*hidden(P, few)), question=P)["n"] is None
    ds = survey(*hidden(Q), *hidden(P, few))
    assert (base(ds, question=P)["n"], base(ds, question=P)["constraints"]) == (37, "cells=17;groups<=95")


def test_a_base_printed_once_holds_for_all_questions():
    few = {group: (n, {"a": 5, "b": n - 5}) for group, (n, _) in BOTH.items()}
    ds = survey(*table(Q, BOTH), *hidden(P, few))
    row = base(ds, question=P)
    assert (row["n"], row["n_printed"], row["certainty"]) == (37, None, "printed")


def test_a_heading_that_states_another_number_speaks_of_other_people():
    """Of 95 people 60 were asked further: their groups add up to at most 60, and share no base."""
    further = {"20-29": (20, many(20, 4)), "70+": (39, many(39, 5))}
    ds = survey(
        *hidden(Q), *hidden(P, further), questions=[{"question_id": P, "base_n_text": "n=60（複数回答3つまで）"}]
    )
    assert (base(ds)["n"], base(ds, question=P)["n"]) == (37, 20)
    assert base(ds, question=P)["constraints"].endswith("groups<=60")
    same = survey(*hidden(Q), *hidden(P), questions=[{"question_id": P, "base_n_text": "n=95"}])
    assert base(same, question=P)["constraints"].startswith("cells=30")


def test_a_total_column_has_the_base_of_the_heading():
    ds = survey(*hidden(Q), *hidden(Q, {"total": (90, {"o0": 45, "o1": 30})}, kind="total"), valid=90)
    row = one(ds.survey_base, question_id=Q, group_type="total")
    assert (row["n"], row["n_printed"], row["certainty"], row["constraints"]) == (
        90,
        None,
        "heading",
        "heading;cells=2",
    )
    apart = survey(
        *hidden(Q, {"total": (60, {"o0": 45})}, kind="total"),
        questions=[{"question_id": Q, "base_n_text": "ｎ＝1,060"}],
    )
    assert one(apart.survey_base, group_type="total")["n"] == 1060


def test_columns_of_other_bases_speak_of_other_people():
    """The second question prints 20 and 39, the third again 37 and 53."""
    other = {"20-29": (20, {"a": 5, "b": 15}), "70+": (39, {"a": 5, "b": 34})}
    ds = survey(
        *table(Q, BOTH), *table(P, other), *hidden(R, {g: (n, {"a": 1, "b": n - 1}) for g, (n, _) in BOTH.items()})
    )
    assert [base(ds, question=question)["n"] for question in (Q, P, R)] == [37, 20, 37]


# filters


FIRST = {"20-29": (40, {"yes": 12, "no": 28}), "70+": (50, {"yes": 9, "no": 41})}
THEN = {"20-29": (12, {"a": 3, "b": 9}), "70+": (9, {"a": 3, "b": 6})}
FILTERED = [{"question_id": P, "base_option": f"{Q}:yes"}]


def test_a_question_put_to_those_who_chose_an_option_has_their_number():
    """12 of 40, and 9 of 50; two percentages alone would fit many bases."""
    ds = survey(*table(Q, FIRST), *hidden(P, THEN), valid=90, questions=FILTERED)
    row = base(ds, question=P)
    assert (row["n"], row["n_printed"], row["n_recovered"], row["certainty"]) == (12, None, 12, "recovered")
    assert "filter" in row["constraints"].split(";")
    assert base(ds, "70+", P)["n"] == 9


def test_those_filtered_are_at_most_those_who_were_asked():
    """A whole percentage of many people leaves a range: 30 % of 40 are 12, but 1 % of 990 are 5 to 14."""
    first = {"20-29": (990, {"yes": 10, "no": 980})}
    ds = survey(
        *table(Q, first, decimals=0), *hidden(P, {"20-29": (10, {"a": 3, "b": 7})}), valid=990, questions=FILTERED
    )
    row = base(ds, question=P)
    assert (row["n"], row["candidates"], row["certainty"]) == (None, "10", "ambiguous")


def test_a_filter_of_a_filter():
    """Of the twelve, three chose `a`, and were asked on."""
    ds = survey(
        *table(Q, FIRST),
        *hidden(P, THEN),
        *hidden(R, {"20-29": (3, {"x": 1, "y": 2}), "70+": (3, {"x": 1, "y": 2})}),
        valid=90,
        questions=[*FILTERED, {"question_id": R, "base_option": f"{P}:a"}],
    )
    assert (base(ds, question=P)["n"], base(ds, question=R)["n"]) == (12, 3)


def test_a_filter_whose_own_base_is_not_known_tells_nothing():
    vague = {"20-29": (40, {"yes": 20, "no": 20})}
    ds = survey(
        *hidden(Q, vague, decimals=0),
        *hidden(P, {"20-29": (20, {"a": 10, "b": 10})}, decimals=0),
        valid=60,
        questions=FILTERED,
    )
    assert base(ds, question=P)["n"] is None
    assert "filter" not in base(ds, question=P)["constraints"]


def test_without_a_survey_there_are_no_bases():
    ds = made(response=[])
    assert ds.survey_base.is_empty()
    assert ds.response_count.is_empty()


# counts


def counted(columns, group="20-29", option="yes", **more):
    return one(survey(*table(Q, columns, **more), valid=2000).response_count, group_id=group, option_id=option)


def test_the_count_behind_a_percentage():
    row = counted({"20-29": (217, {"yes": 77, "no": 140})})
    assert (row["percent"], row["n"], row["count"], row["certainty"]) == (35.5, 217, 77, "printed")
    assert (row["low"], row["high"]) == pytest.approx([100 * end for end in wilson(77, 217)], abs=0.005)


def test_several_counts_that_print_alike_are_none_but_leave_an_interval():
    """28 % of 764 are 211 to 217 people."""
    row = counted({"20-29": (764, {"yes": 214, "no": 550})}, decimals=0)
    assert (row["percent"], row["count"]) == (28.0, None)
    assert (row["low"], row["high"]) == pytest.approx([100 * end for end in wilson(0.28 * 764, 764)], abs=0.005)


def test_a_blank_or_withheld_cell_has_no_count():
    blank = counted({"20-29": (50, {"yes": None, "no": 20})})
    assert [blank[name] for name in ("percent", "n", "count", "low", "high")] == [None, 50, None, None, None]
    held = counted({"20-29": (50, {"yes": 10, "no": 20})}, quarantined=True)
    assert [held[name] for name in ("percent", "n", "count", "low", "high")] == [None, 50, None, None, None]


def test_a_percentage_no_base_gives_has_an_interval_and_no_count():
    """12.3 % of 40 people is no whole number of them."""
    cells = [{**row, "percent": 12.3} for row in table(Q, {"20-29": (40, {"yes": 5, "no": 35})})]
    row = one(survey(*cells).response_count, option_id="yes")
    assert row["count"] is None
    assert row["low"] < 12.3 < row["high"]


def test_without_a_base_there_is_no_count():
    row = one(survey(*hidden(Q, {"20-29": (40, {"yes": 10, "no": 30})}, decimals=0)).response_count, option_id="yes")
    assert [row[name] for name in ("percent", "n", "count", "low", "high", "certainty")] == [
        25,
        None,
        None,
        None,
        None,
        "ambiguous",
    ]


# likely bases


#: 15 people, or 30 if all fifteen counts were even; and 53.
FIFTEEN = {"20-29": (15, many(15, 6)), "70+": (53, many(53, 2))}


def test_a_base_that_is_likely_is_shown_and_not_used():
    ds = survey(*hidden(Q, FIFTEEN))
    row = base(ds)
    assert (row["n"], row["n_recovered"], row["n_likely"], row["certainty"]) == (None, None, 15, "likely")
    assert (row["candidates"], row["constraints"]) == ("15|30", "cells=15;groups<=95")
    assert 0.99 <= row["posterior"] <= 1
    counted = one(ds.response_count, group_id="20-29", option_id="o0")
    assert (counted["n"], counted["count"], counted["certainty"]) == (None, None, "likely")
    assert bases(ds).to_frame().filter(group_id="20-29")["n"].to_list() == [None]


def test_those_who_ask_for_likely_bases_get_them():
    ds = survey(*hidden(Q, FIFTEEN))
    assert bases(ds, certainty="likely").to_frame()["n"].to_list() == [15, 53]
    usual, asked = (one(ds.answers(how), group_id="20-29", option_id="o0") for how in ("recovered", "likely"))
    assert (usual["n"], usual["count"]) == (None, None)
    assert (asked["n"], asked["count"], asked["certainty"]) == (15, FIFTEEN["20-29"][1]["o0"], "likely")
    assert (asked["low"], asked["high"]) == pytest.approx([100 * end for end in wilson(asked["count"], 15)], abs=0.005)
    with pytest.raises(UnknownName, match="no certainty 'sure'"):
        ds.answers("sure")
    with pytest.raises(UnknownName, match="no certainty 'sure'"):
        bases(ds, certainty="sure")


def test_likely_bases_are_marked_wherever_they_are_used():
    ds = survey(*hidden(Q, FIFTEEN))
    shown = shares(ds, Q, certainty="likely")
    young = one(shown.to_frame(), group_id="20-29", option_id="o0")
    assert style.base(young) == "n≈15"
    assert any("≈" in note.en for note in shown.caveats)
    usual = shares(ds, Q)
    assert style.base(one(usual.to_frame(), group_id="20-29", option_id="o0")) == "n=?"
    assert not any("≈" in note.en for note in usual.caveats)
    assert any("n=?" in note.en for note in usual.caveats)
    assert set(differences(ds, Q, certainty="likely").to_frame()["group_id"]) == {"20-29", "70+"}
    assert "20-29" not in set(differences(ds, Q).to_frame()["group_id"])


def test_slopes_that_rest_on_likely_bases_say_so():
    three = {"20-29": FIFTEEN["20-29"], "30-39": (41, many(41, 3)), "70+": FIFTEEN["70+"]}
    ds = survey(*hidden(Q, three), valid=140)
    assert set(gradients(ds, question_id=Q).to_frame()["groups"]) == {2}
    slopes = gradients(ds, question_id=Q, certainty="likely").to_frame()
    assert set(slopes["groups"]) == {3}
    assert set(slopes["certainty"]) == {"likely"}


def test_themes_and_standardised_shares_use_likely_bases_for_those_who_ask():
    ds = survey(
        *hidden(Q, FIFTEEN),
        theme=rows("theme_id name_en position", ("t", "Theme", 1)),
        theme_option=rows("question_id option_id theme_id polarity label_en", (Q, "o0", "t", 1, "Yes")),
        reference_stat=[*census("01001", _20_24=300, _25_29=100, _70=600), *census("00000", _20_24=1, _25_29=1, _70=1)],
    )
    usual = one(standardise(ds).to_frame(), population="own")
    assert (usual["percent"], usual["n"], usual["missing"]) == (None, None, "20-29")
    asked = standardise(ds, certainty="likely")
    row, counts = one(asked.to_frame(), population="own"), [FIFTEEN[band][1]["o0"] for band in FIFTEEN]
    assert row["percent"] == pytest.approx(100 * standardised(counts, [15, 53], [400, 600])[0])
    assert (row["n"], row["certainty"], row["missing"]) == (68, "likely", None)
    assert themes(ds).to_frame()["n"].to_list() == [None, 53]
    shown = themes(ds, certainty="likely")
    assert shown.to_frame()["n"].to_list() == [15, 53]
    for found in (asked, shown):
        assert any("≈" in note.en for note in found.caveats)
    legend = " ".join(text.get_text() for text in shown.plot("multiples", lang="en").figure.findobj(Text))
    assert "n≈15–53" in legend.replace("\n", " ")
    with pytest.raises(UnknownName, match="no certainty 'sure'"):
        themes(ds, certainty="sure")


# the survey's card


@pytest.mark.parametrize(
    ("card", "reason"), [({"weighted": True}, "weighted"), ({"percent_of": "mentions"}, "mentions")]
)
def test_a_card_that_says_that_percentages_are_no_shares_of_people_leaves_no_base(card, reason):
    ds = survey(*hidden(Q), card=card, questions=[{"question_id": Q, "answer": "multiple"}])
    assert (base(ds)["n"], base(ds)["certainty"], base(ds)["constraints"]) == (None, "ambiguous", reason)
    printed = survey(*table(Q, BOTH), card=card)
    assert (base(printed)["n"], base(printed)["certainty"]) == (37, "printed")


def test_what_a_card_does_not_say_is_said():
    silent, known = (
        bases(survey(*hidden(Q), card=card)).caveats for card in ({}, {"weighted": False, "percent_of": "people"})
    )
    assert len(silent) == len(known) + 1
    assert silent[-1].en.startswith("Not known for Alpha: whether percentages are weighted and")
    assert silent[-1].ja == "甲市は重み付けの有無、割合の分母が人数か延べ数かが分からない。"


def test_percentages_that_add_up_to_a_hundred_are_of_mentions_where_several_answers_were_allowed():
    mentions = {"20-29": (60, {"a": 21, "b": 22, "c": 17}), "70+": (80, {"a": 40, "b": 29, "c": 11})}
    for answer, reason in (("multiple", "mentions"), ("single", "cells=3;groups<=95;unless_a_cell_is_misprinted")):
        ds = survey(*hidden(Q, mentions), questions=[{"question_id": Q, "answer": answer}])
        assert (base(ds)["constraints"] == "mentions") == (answer == "multiple"), reason


# the result


def test_bases_are_listed_by_question_and_group_with_reasons_in_words():
    ds = survey(*hidden(Q), *table(P, {"women": (50, {"a": 20, "b": 30}), "men": (45, {"a": 10, "b": 35})}, kind="sex"))
    found = bases(ds)
    frame = found.to_frame()
    both = bases(survey(*table(Q, BOTH), *table(Q, {"women": (50, {"o0": 20}), "men": (45, {"o0": 5})}, kind="sex")))
    assert both.to_frame()["group_en"].to_list() == ["20-29", "70+", "women", "men"]  # not group beside group
    assert frame.select("question_id", "group_en").rows() == [(Q, "20-29"), (Q, "70+"), (P, "women"), (P, "men")]
    first = frame.row(0, named=True)
    assert (first["city_en"], first["ref"], first["survey_id"]) == ("Alpha", "q1", "alpha-2022")
    assert (first["why_ja"], first["why_en"]) == (
        "割合15個、集団の和は95人まで",
        "15 percentages, groups add up to at most 95",
    )
    assert frame["why_en"][2] == "2 percentages"
    assert found.sources.select("source_id", "title").rows() == [("s", "資料")]
    assert found.to_frame("surveys")["survey_id"].to_list() == ["alpha-2022"]
