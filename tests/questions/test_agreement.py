"""How far coders agree with each other, and with the plans' own tags."""

import numpy as np
import pytest

from dxcompare import agreement
from dxcompare.questions.agreement.compute import alpha
from tests.plans import made, one, rows

#: Four measures and two items; the coders differ on the second measure.
MEASURE = rows("measure_id title_ja", *((f"a-2021/{n}", f"施策{n}") for n in "1234"))
RULES = rows("item_id", "card", "online")
FIRST = [("a-2021/1", "card", "a"), ("a-2021/2", "card", "a"), ("a-2021/3", "online", "a"), ("a-2021/4", "none", "a")]
SECOND = [
    ("a-2021/1", "card", "b"),
    ("a-2021/2", "online", "b"),
    ("a-2021/3", "online", "b"),
    ("a-2021/4", "none", "b"),
]
TAGS = [("a-2021/1", "card", "plan"), ("a-2021/3", "card", "plan")]


def result(acts, draws=20, seed=1, **tables):
    return agreement(made(acts, **{"measure": MEASURE, "coding_rule": RULES, **tables}), draws, seed)


def pair(acts, item, second="b", **more):
    return one(result(acts, **more).to_frame(), first="a", second=second, item_id=item)


@pytest.mark.parametrize(
    ("item", "numbers", "expected"),
    [
        # one of four units differs; 3 yes and 5 no of 8 values: 1 − (1/4) ÷ (2·3·5 / 8·7)
        ("card", (2, 1, 1), (3 / 4, 1 - 1 / 4 / (30 / 56))),
        ("online", (1, 2, 1), (3 / 4, 1 - 1 / 4 / (30 / 56))),
        # two of eight; 6 yes and 10 no of 16
        ("all", (3, 3, 2), (6 / 8, 1 - 1 / 4 / (120 / 240))),
        # card card online – and card online online –: one of four; 3, 3 and 2 of 8 values
        ("primary", (None, None, None), (3 / 4, 1 - 1 / 4 / (1 - (6 + 6 + 2) / 56))),
    ],
)
def test_two_coders(item, numbers, expected):
    row = pair([*FIRST, *SECOND], item)
    assert (row["measures"], row["first_n"], row["second_n"], row["both"]) == (4, *numbers)
    assert (row["agreement"], row["alpha"]) == pytest.approx(expected)


def test_tags_are_compared_on_the_measures_that_carry_one_and_have_no_order_of_rank():
    table = result([*FIRST, *TAGS]).to_frame()
    assert table["item_id"].to_list() == ["all", "card", "online"]
    card = one(table, item_id="card")
    # the first measure by both, the third by the plan alone: 3 yes and 1 no of 4 values
    assert [card[name] for name in ("second", "measures", "first_n", "second_n", "both")] == ["plan", 2, 1, 2, 1]
    assert (card["agreement"], card["alpha"]) == pytest.approx((1 / 2, 1 - 1 / 2 / (2 * 3 * 1 / (4 * 3))))


def test_every_pair_of_coders_and_each_with_the_plan():
    third = [(measure, item, "c") for measure, item, _ in SECOND]
    pairs = result([*FIRST, *SECOND, *third, *TAGS]).to_frame().select("first", "second").unique(maintain_order=True)
    assert pairs.rows() == [("a", "b"), ("a", "c"), ("b", "c"), ("a", "plan"), ("b", "plan"), ("c", "plan")]
    assert "plan" not in result([*FIRST, *SECOND]).to_frame()["second"]


def test_a_tag_under_a_former_id_counts_for_the_item_as_it_is_called_now():
    acts = [("a-2021/1", "ai", "a"), ("a-2021/1", "rpa", "plan")]
    table = result(acts, measure=MEASURE[:1], coding_rule=rows("item_id", "ai")).to_frame()
    assert one(table, item_id="ai")["both"] == 1


def test_a_secondary_code_counts_as_acting_and_not_as_the_main_item():
    second = [*SECOND[:1], ("a-2021/2", "online", "b", "primary"), ("a-2021/2", "card", "b", "secondary"), *SECOND[2:]]
    assert pair([*FIRST, *second], "card")["agreement"] == 1
    assert pair([*FIRST, *second], "primary")["agreement"] == 3 / 4


def test_who_is_held_against_whom_can_be_chosen():
    decided = rows("measure_id item_id decision", ("a-2021/2", "online", "acts"))
    acts = [*FIRST, *SECOND, *TAGS]

    def pairs(*by):
        table = agreement(made(acts, measure=MEASURE, coding_rule=RULES, adjudication=decided), 2, by=by).to_frame()
        return table.select("first", "second").unique(maintain_order=True).rows()

    assert pairs("a", "b") == [("a", "b")]
    assert pairs("b", "adjudicated", "stated") == [("b", "adjudicated"), ("b", "plan"), ("adjudicated", "plan")]
    assert pairs("stated") == []  # nobody to hold the tags against
    uncoded = result(TAGS)
    assert uncoded.to_frame().is_empty()
    assert uncoded.to_frame("disagreements").is_empty()
    with pytest.raises(ValueError, match="'z'"):
        pairs("a", "z")


def test_coders_are_compared_on_the_measures_that_both_have_looked_at():
    """The second coder coded one measure of four, and found nothing in it that the first did not."""
    row = pair([*FIRST, *SECOND[:1]], "card")
    assert [row[name] for name in ("measures", "first_n", "second_n", "both", "agreement")] == [1, 1, 1, 1, 1]


# the interval


def own_alpha(first, second):
    """1 − observed ÷ expected disagreement, from the definition."""
    values = np.concatenate([first, second])
    counts = np.array([(values == value).sum() for value in set(values.tolist())])
    expected = 1 - (counts * (counts - 1)).sum() / (len(values) * (len(values) - 1))
    return 1 - (first != second).mean() / expected if expected else None


def test_the_interval_is_the_middle_95_percent_of_samples_of_measures():
    """Twelve measures; the same samples drawn here, and alpha from its definition."""
    measure = rows("measure_id", *(f"a-2021/{n}" for n in range(12)))
    yes = {"a": {0, 1, 2, 3, 4, 5}, "b": {2, 3, 4, 5, 6, 7}}
    acts = [(f"a-2021/{n}", "card" if n in yes[who] else "none", who) for who in "ab" for n in range(12)]
    row = pair(acts, "card", draws=200, seed=7, measure=measure, coding_rule=rows("item_id", "card"))
    first, second = (np.array([int(n in yes[who]) for n in range(12)]) for who in "ab")
    rng = np.random.default_rng(7)
    drawn = [own_alpha(first[s], second[s]) for s in (rng.integers(12, size=12) for _ in range(200))]
    low, high = np.quantile([value for value in drawn if value is not None], [0.025, 0.975])
    assert (
        row["alpha"]
        == pytest.approx(own_alpha(first, second))
        == pytest.approx(1 - (4 / 12) / (2 * 12 * 12 / (24 * 23)))
    )
    assert (row["low"], row["high"]) == pytest.approx((low, high))
    other = pair(acts, "card", draws=200, seed=8, measure=measure, coding_rule=rows("item_id", "card"))
    assert (other["low"], other["high"]) != (row["low"], row["high"])


def test_where_too_few_samples_vary_there_is_no_interval():
    """One yes in four is in no sample of four in (3/4)⁴ = 32 %; two yes in (1/2)⁴ = 6 % of samples, all yes in as many."""
    rare = [*FIRST[:1], *[(f"a-2021/{n}", "none", "a") for n in "234"]]
    row = pair([*rare, *[(m, i, "b") for m, i, _ in rare]], "card", draws=400)
    assert (row["alpha"], row["low"], row["high"]) == (1, None, None)
    measure = rows("measure_id", *(f"a-2021/{n}" for n in range(12)))
    half = [(f"a-2021/{n}", "card" if n < 6 else "none", who) for who in "ab" for n in range(12)]
    full = pair(half, "card", draws=400, measure=measure, coding_rule=rows("item_id", "card"))
    assert (full["alpha"], full["low"], full["high"]) == (1, 1, 1)


def test_where_nobody_says_yes_there_is_no_alpha():
    nobody = [(measure["measure_id"], "none", who) for who in "ab" for measure in MEASURE]
    row = pair(nobody, "card")
    assert (row["agreement"], row["alpha"], row["low"], row["high"]) == (1, None, None, None)


# disagreements


def test_disagreements_show_codes_tags_and_decisions():
    decided = rows("measure_id item_id decision reason", ("a-2021/2", "card", "acts", "券面"))
    table = result([*FIRST, *SECOND, ("a-2021/2", "card", "plan")], adjudication=decided).to_frame("disagreements")
    assert table.select("measure_id", "title_ja", "item_id", "yes", "no", "stated", "decision", "reason").rows() == [
        ("a-2021/2", "施策2", "card", "a", "b", True, "acts", "券面"),
        ("a-2021/2", "施策2", "online", "b", "a", False, None, None),
    ]
    untagged = result([*FIRST, *SECOND, *TAGS]).to_frame("disagreements")
    assert untagged["stated"].to_list() == [None, None]  # the measure carries no tag


def test_two_of_three_coders_are_a_disagreement():
    third = [(measure, item, "c") for measure, item, _ in FIRST]
    table = result([*FIRST, *SECOND, *third]).to_frame("disagreements")
    assert table.select("item_id", "yes", "no").rows() == [
        ("card", "a+c", "b"),
        ("online", "b", "a+c"),
    ]
    assert result([*FIRST, *third]).to_frame("disagreements").is_empty()


def test_one_coder_is_said_to_be_one():
    alone, both = result([*FIRST, *TAGS]), result([*FIRST, *SECOND])
    assert (alone.single, both.single) == (True, False)
    assert [len(found.caveats) for found in (alone, both)] == [2, 1]
    assert alone.caveats[0].en.startswith("Coding is by one coder")
    assert alone.to_frame("coders")["coder"].to_list() == ["a"]


# alpha


def test_alpha_of_published_examples():
    """Krippendorff (2011), Computing Krippendorff's alpha-reliability: section A (two observers, binary,
    ten units) 0.095, and section B (two observers, nominal a–e, twelve units) 0.692."""
    meg, owen = np.array([0, 1, 0, 0, 0, 0, 0, 0, 1, 0]), np.array([1, 1, 1, 0, 0, 1, 0, 0, 0, 0])
    assert alpha(meg, owen) == pytest.approx(0.095, abs=5e-4)
    ben, gerry = ("".join(word.split()) for word in ("a a b b d c c c e d d a", "b a b b b c c c e d d d"))
    assert alpha(
        np.array(["abcde".index(c) for c in ben]), np.array(["abcde".index(c) for c in gerry])
    ) == pytest.approx(0.692, abs=5e-4)


def test_alpha_says_when_there_is_nothing_to_disagree_on():
    assert alpha(np.array([1, 1]), np.array([1, 1])) is None
    assert alpha(np.array([0, 1]), np.array([0, 1])) == 1
    assert alpha(np.array([0, 0, 0, 1]), np.array([0, 0, 0, 0])) == 0  # 1 − 7 × 1 / (7 × 1)
    with pytest.raises(ValueError, match="same units"):
        alpha(np.array([0]), np.array([0, 1]))
