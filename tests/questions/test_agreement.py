"""How far coders agree with each other, and with the plans' own tags."""

import numpy as np
import pytest

from dxcompare import agreement
from dxcompare.present.slide import finding_of, slides_of
from dxcompare.questions.agreement.tables import NO_INTERVAL
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


@pytest.mark.parametrize(
    ("item", "only", "positive", "prevalence"),
    [
        # 2 and 1 yes, 1 in common: 2·1 ÷ 3; 3 yes of 2·4 answers
        ("card", (1, 0), 2 / 3, 3 / 8),
        ("online", (0, 1), 2 / 3, 3 / 8),
        # 3 and 3 yes, 2 in common; 6 of 2·8
        ("all", (1, 1), 4 / 6, 6 / 16),
        ("primary", (None, None), None, None),
    ],
)
def test_the_direction_of_differences_and_what_alpha_hides(item, only, positive, prevalence):
    row = pair([*FIRST, *SECOND], item)
    assert (row["only_first"], row["only_second"]) == only
    assert (row["positive_agreement"], row["prevalence"]) == pytest.approx((positive, prevalence))


def test_tags_are_compared_on_the_measures_that_carry_one_and_have_no_order_of_rank():
    table = result([*FIRST, *TAGS]).to_frame()
    assert table["item_id"].to_list() == ["all", "online", "card"]  # as the national plan lists them
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
    assert uncoded.to_frame("main_items").is_empty()
    assert [len(found.caveats) for found in (uncoded, result([*FIRST, *TAGS]))] == [1, 2]
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
    measure = rows("measure_id", *(f"a-2021/{n:02}" for n in range(12)))
    yes = {"a": {0, 1, 2, 3, 4, 5}, "b": {2, 3, 4, 5, 6, 7}}
    acts = [(f"a-2021/{n:02}", "card" if n in yes[who] else "none", who) for who in "ab" for n in range(12)]
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
    assert (row["alpha"], row["low"], row["high"], row["no_interval"]) == (1, None, None, "rare")
    measure = rows("measure_id", *(f"a-2021/{n:02}" for n in range(12)))
    half = [(f"a-2021/{n:02}", "card" if n < 6 else "none", who) for who in "ab" for n in range(12)]
    full = pair(half, "card", draws=400, measure=measure, coding_rule=rows("item_id", "card"))
    assert (full["alpha"], full["low"], full["high"], full["no_interval"]) == (1, None, None, "perfect")
    almost = [*half[:-1], ("a-2021/11", "card", "b")]
    row = pair(almost, "card", draws=400, measure=measure, coding_rule=rows("item_id", "card"))
    assert row["no_interval"] is None
    assert row["low"] < row["alpha"] < row["high"] == 1


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_chart_says_why_there_is_no_interval_as_the_table_does(lang):
    below = result([*FIRST, *SECOND]).plot(lang=lang).figure.texts[-1].get_text().replace("\n", "")
    for why in ("rare", "perfect"):
        assert NO_INTERVAL[why].to(lang).replace(" ", "") in below.replace(" ", "")


def test_where_nobody_says_yes_there_is_no_alpha():
    nobody = [(measure["measure_id"], "none", who) for who in "ab" for measure in MEASURE]
    row = pair(nobody, "card")
    assert (row["agreement"], row["alpha"], row["low"], row["high"]) == (1, None, None, None)
    assert (row["no_interval"], row["positive_agreement"], row["prevalence"]) == ("no_variation", None, 0)


# disagreements


def test_disagreements_show_codes_tags_and_decisions():
    decided = rows("measure_id item_id decision reason reason_en", ("a-2021/2", "card", "acts", "券面", "printed"))
    table = result([*FIRST, *SECOND, ("a-2021/2", "card", "plan")], adjudication=decided).to_frame("disagreements")
    columns = ("measure_id", "title_ja", "item_id", "yes", "no", "stated", "decision", "decided_for", "reason")
    assert table.select(*columns, "reason_en").rows() == [
        ("a-2021/2", "施策2", "card", "a", "b", True, "acts", "a", "券面", "printed"),
        ("a-2021/2", "施策2", "online", "b", "a", False, None, None, None, None),
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


def test_a_coder_who_has_not_looked_at_a_measure_does_not_differ_on_it():
    """Of four measures the third coder, a person, coded one: on the others nobody said no."""
    third = [("a-2021/1", "online", "d")]
    table = result([*FIRST, *third]).to_frame("disagreements")
    assert table.select("measure_id", "item_id", "yes", "no").rows() == [
        ("a-2021/1", "card", "a", "d"),
        ("a-2021/1", "online", "d", "a"),
    ]


def test_another_main_item_is_shown_with_what_was_decided():
    """Of the first measure both name card and online, each another one first; of the third one coder has no item."""
    both = [
        *[("a-2021/1", "card", "a", "primary"), ("a-2021/1", "online", "a", "secondary")],
        *[("a-2021/1", "online", "b", "primary"), ("a-2021/1", "card", "b", "secondary")],
        *[("a-2021/2", "card", "a"), ("a-2021/2", "card", "b"), ("a-2021/3", "none", "a"), ("a-2021/3", "card", "b")],
    ]
    columns = ("measure_id", "first", "first_item", "second", "second_item", "decided_item", "decided_for")
    open_ = result(both).to_frame("main_items").select(*columns).rows()
    assert open_ == [
        ("a-2021/1", "a", "card", "b", "online", None, None),
        ("a-2021/3", "a", "none", "b", "card", None, None),
    ]
    decided = rows(
        "measure_id item_id decision reason",
        ("a-2021/1", "online", "primary", "多い"),
        ("a-2021/3", "card", "acts", "x"),
    )
    assert result(both).to_frame("main_items")["first_short_en"].to_list()[1] == "no national item"
    found = result(both, adjudication=decided)
    first, second = found.to_frame("main_items").select(*columns, "reason").rows()
    assert first == ("a-2021/1", "a", "card", "b", "online", "online", "b", "多い")
    assert second == ("a-2021/3", "a", "none", "b", "card", None, None, None)
    assert found.to_frame("disagreements").select("item_id", "decision").rows() == [("card", "acts")]


def test_decisions_are_counted_for_each_coder():
    """On four cells the first two coders differ: two are decided for the second, one for the first, one is open."""
    acts = [
        *[("a-2021/1", "card", "a"), ("a-2021/1", "none", "b"), ("a-2021/2", "none", "a"), ("a-2021/2", "card", "b")],
        *[
            ("a-2021/3", "none", "a"),
            ("a-2021/3", "online", "b"),
            ("a-2021/4", "online", "a"),
            ("a-2021/4", "none", "b"),
        ],
    ]
    decided = rows(
        "measure_id item_id decision",
        *[("a-2021/1", "card", "does_not_act"), ("a-2021/2", "card", "acts"), ("a-2021/4", "online", "acts")],
    )
    table = result(acts, adjudication=decided).to_frame("adjudicated_for")
    assert table.columns == ["question", "coder", "differences", "decided_for", "decided_against", "undecided"]
    assert table.rows() == [
        *[("acts", "a", 4, 1, 2, 1), ("acts", "b", 4, 2, 1, 1)],
        *[("primary", "a", 4, 0, 0, 4), ("primary", "b", 4, 0, 0, 4)],
    ]


def test_an_adjudicator_is_no_coder():
    """Held against adjudicated codes, coders are told apart from them in titles, headline and what was decided."""
    decided = rows("measure_id item_id decision", ("a-2021/2", "card", "does_not_act"), ("a-2021/2", "online", "acts"))
    ds = made([*FIRST, *SECOND, *TAGS], measure=MEASURE, coding_rule=RULES, adjudication=decided)
    result = agreement(ds, 2, by=("adjudicated", "b", "a", "stated"))
    assert [(slide.title or "").split("：")[-1] for slide in slides_of(result, "ja")] == [
        *("裁定後の判定と判定者b", "裁定後の判定と判定者a", "判定者bと判定者a"),
        *("裁定後の判定と計画の記載", "判定者bと計画の記載", "判定者aと計画の記載", "判定の違いと裁定"),
    ]
    assert finding_of(result, "en") == (
        "The coders differ on 2: 1 that only coder b says act, 1 that only coder a does"
    )
    assert result.to_frame("adjudicated_for").filter(question="acts").rows() == [
        *[("acts", "b", 2, 2, 0, 0), ("acts", "a", 2, 0, 2, 0)]
    ]
    alone = agreement(ds, 2, by=("a", "adjudicated"))
    assert finding_of(alone, "en") is None
    assert alone.to_frame("adjudicated_for")["differences"].to_list() == [0, 0]
    assert "coder adjudicated" not in alone.plot(lang="en").alt
    said = [text.get_text() for axes in alone.plot(lang="en").figure.axes for text in axes.texts]
    assert "both · a · adjudicated only (yes)" in said


def test_who_coded_is_said_by_kind():
    """What a reader must know of the codes: how many coders, of which kind, and that no expert has checked them."""
    kinds = rows("coder kind name_en", ("a", "model", "coder a"), ("b", "model", "coder b"), ("d", "person", "officer"))
    two = result([*FIRST, *SECOND], coder=kinds)
    assert two.caveats[0] == (
        "施策の判定者（互いに独立）：機械（言語モデル）×2。自治体の実務に通じた人の確認はまだ受けていない。",
        "Measures were coded, apart from each other, by: machine reader (language model)×2. "
        "No municipal expert has checked the codes yet.",
    )
    assert two.to_frame("coders").select("coder", "kind", "name_en").rows() == [
        ("a", "model", "coder a"),
        ("b", "model", "coder b"),
    ]
    third = result([*FIRST, *SECOND, ("a-2021/1", "card", "d")], coder=kinds)
    assert third.caveats[0].en == (
        "Measures were coded, apart from each other, by: machine reader (language model)×2, person×1."
    )


def test_one_coder_is_said_to_be_one():
    alone, both = result([*FIRST, *TAGS]), result([*FIRST, *SECOND])
    assert (alone.single, both.single) == (True, False)
    assert alone.caveats[0].en.endswith("agreement with another coder cannot be measured yet.")
    assert "×2" in both.caveats[0].en
    assert alone.to_frame("coders")["coder"].to_list() == ["a"]
