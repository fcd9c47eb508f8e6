"""Does a plan's prose agree with its own tables? The language itself is tried in methods/test_statements.py."""

import pytest

from dxcompare import claims
from dxcompare.dataset.read import typed
from dxcompare.present.slide import slides_of
from dxcompare.questions.claims.compute import checked, overall
from tests.conftest import without
from tests.plans import A, B, made, rows, table
from tests.tiers import each

Q, P = "alpha-2022/q1", "alpha-2022/q2"
#: 20 in their twenties, 40 in their thirties, 50 of 70 and over, 10 without an age.
CELLS = [
    *table(
        Q,
        {
            "20-29": (20, {"a": 10, "b": 12, "c": 3, "no_answer": 14}),
            "30-39": (40, {"a": 30, "b": 12, "c": 10, "no_answer": 1}),
            "70+": (50, {"a": 20, "b": 25, "c": 5, "no_answer": 2}),
            "no_age": (10, {"a": 9, "b": 1, "c": 1, "no_answer": 1}),
        },
    ),
    *table(Q, {"men": (55, {"a": 33, "b": 11}), "women": (60, {"a": 30, "b": 30})}, kind="sex"),
    *table(P, {"20-29": (20, {"a": 5, "b": 15}), "70+": (50, {"a": 5, "b": 45})}),
    *table(P, {"total": (120, {"a": 60, "b": 60})}, kind="total"),
]
TABLES = {
    "survey": rows("survey_id municipality_code sampled valid valid_web", ("alpha-2022", "01001", 300, 120, None)),
    "question": rows("question_id survey_id ref", (Q, "alpha-2022", "問1"), (P, "alpha-2022", "問2")),
    "response": CELLS,
    "evaluation": rows("plan_id number verdict", (A, 1, "done"), (A, 2, "partly"), (A, 3, "done"), (B, 1, "not_done")),
}


def claim(predicate, precision=None, asked=Q, plan=A, comparator="eq", about=False, **tables):
    given = [
        {
            "claim_id": f"{plan}/c1",
            "plan_id": plan,
            "question_id": asked,
            "predicate": predicate,
            "precision": precision,
            "comparator": comparator,
            "about": about,
        }
    ]
    return checked(made(**{**TABLES, **tables}, claim=given)).row(0, named=True)


@pytest.mark.parametrize(
    "predicate",
    each(
        8,
        [
            'share("q1", "a", "30-39") == 75',
            'share("q1", "a+c", "30-39") == 100',
            'lowest("q1", "a", "age") == 40',
            'highest("q1", "a", "age") == 75',
            'lowest("q1", "a", "20-29,30-39") == 50',
            'highest("q1", "a", "..30-39") == 75',
            'lowest("q1", "a", "30-39..") == 40',
            'highest("q1", "b", "20-29..30-39") == 60',
            'lowest("q1", "b", "no_age") == 10',
            'lowest("q1", "a", "sex") == 50',
            'highest("q1", "a", "sex") == 60',
            'rank("q1", "b", "20-29") == 1',
            'rank("q1", "a", "20-29") == 2',  # the silent, 70 %, are not ranked
            'rank("q1", "c", "20-29") == 3',
            'rank("q1", "c", "20-29", "b") == 2',
            'rank("q1", "c", "20-29", "a,b") == 1',
            'rank("q1", "a", "age") == 2',  # the worst of them
            'rank("q1", "a", "30-39") == 1',
            'rank("q2", "a", "total") == 1',  # a tie
            'count("q1", "a", "20-29,30-39") == 40',
            'base("q1", "age") == 110',
            'base("q1", "sex") == 115',
            'base("q1", "all") == 120',  # no total column: everyone, those without an age too
            'base("q2", "all") == 120',  # the total column
            'pooled("q1", "a", "age") > 54.5 and pooled("q1", "a", "age") < 54.6',  # 60 of 110
            'pooled_rank("q1", "a", "age") == 1',  # 60, 49 and 18 people
            'pooled_rank("q1", "b", "age") == 2',
            'pooled_rank("q1", "c", "age", "b") == 2',
            "sampled() == 300 and valid() == 120",
            'verdicts() == 3 and verdicts("done") == 2 and verdicts("not_done") == 0',
            'verdict(2) == "partly"',
        ],
    ),
)
def test_the_functions_by_hand(predicate):
    found = claim(predicate)
    assert (found["verdict"], found["missing"]) == ("supported", None)


@pytest.mark.parametrize(
    ("predicate", "missing"),
    each(
        3,
        [
            ("web() > 1", "valid_web"),
            ('share("q1", "d", "20-29") > 1', "q1 d 20-29: percent"),
            ('share("q3", "a", "20-29") > 1', "q3 a 20-29: percent"),
            ('lowest("q3", "a", "age") > 1', "q3: no table"),
            ('lowest("q2", "a", "30-39..") > 1', "q2 30-39: no such group"),  # a band of the other table
            ('lowest("q2", "a", "..30-39") > 1', "q2 30-39: no such group"),
            ("verdict(9) == 'done'", "verdict 9"),
            ('base("q1", "20-29,40-49") > 1', "q1 40-49: no such group"),
            ('web() > 1 and share("q1", "d", "men") > 1 and web() > 2', "valid_web; q1 d men: percent"),
        ],
    ),
)
def test_what_the_tables_do_not_hold(predicate, missing):
    found = claim(predicate)
    assert (found["verdict"], found["missing"], found["within_error"]) == ("cannot_be_checked", missing, None)


def test_a_statement_about_what_is_missing_may_still_be_decided():
    found = claim("web() > 1 or valid() == 120")
    assert (found["verdict"], found["missing"], found["numbers"]) == ("supported", "valid_web", "? > 1 or 120 = 120")


def test_a_plan_without_verdicts_has_none_to_count():
    assert claim("verdicts() == 0", evaluation=[])["missing"] == "no verdicts"


@pytest.mark.parametrize(
    ("predicate", "precision", "verdict"),
    [
        ('pooled("q1", "a", "age") == 55', None, "contradicted"),
        ('pooled("q1", "a", "age") == 55', 1, "supported_after_rounding"),
        ('pooled("q1", "a", "age") == 54', 1, "contradicted"),
        ('pooled("q1", "a", "age") > 54', 1, "supported"),
        (None, 1, "cannot_be_checked"),
    ],
)
def test_verdicts(predicate, precision, verdict):
    found = claim(predicate, precision)
    assert found["verdict"] == verdict
    assert (found["numbers"] is None) == (predicate is None)


def test_rounding_does_not_lift_a_number_over_a_bound_unless_it_is_hedged():
    """54.55 is not 55 or more, and it is about 55 or more."""
    at_least = 'pooled("q1", "a", "age") >= 55'
    assert claim(at_least, 1, comparator="ge")["verdict"] == "contradicted"
    assert claim(at_least, 1, comparator="ge", about=True)["verdict"] == "supported_after_rounding"
    assert claim(at_least, 1, comparator="between")["verdict"] == "supported_after_rounding"


# whose tables


def test_a_statement_is_about_its_own_survey():
    """Two surveys of one city: the one the question is of; without a question none is guessed."""
    two = [*TABLES["survey"], {**TABLES["survey"][0], "survey_id": "alpha-2024", "valid": 99}]
    other = "alpha-2024/q1"
    more = {
        "survey": two,
        "question": [*TABLES["question"], {"question_id": other, "survey_id": "alpha-2024"}],
        "response": [*CELLS, *table(other, {"20-29": (99, {"a": 99, "b": 0})})],
    }
    assert claim("valid() == 120", **more)["verdict"] == "supported"
    assert claim("valid() == 99", asked=other, **more)["verdict"] == "supported"
    assert claim('share("q1", "a", "20-29") == 100', asked=other, **more)["verdict"] == "supported"
    assert claim("valid() == 120", asked=None, **more)["missing"] == "valid"
    assert claim("valid() == 120", asked=None)["verdict"] == "supported"


def test_a_statement_is_about_its_own_city():
    assert claim("valid() == 120", plan=B, asked=None)["missing"] == "valid"
    assert claim('verdicts("not_done") == 1', plan=B, asked=None)["verdict"] == "supported"


# readings of one statement


@pytest.mark.parametrize(
    ("verdicts", "expected"),
    [
        (["supported"], "supported"),
        (["supported", "supported_after_rounding"], "supported_after_rounding"),
        (["contradicted", "contradicted"], "contradicted"),
        (["contradicted", "supported"], "depends_on_reading"),
        (["supported_after_rounding", "contradicted", "cannot_be_checked"], "depends_on_reading"),
        (["supported", "cannot_be_checked"], "cannot_be_checked"),
        (["contradicted", "cannot_be_checked"], "cannot_be_checked"),
    ],
)
def test_a_statement_is_contradicted_only_if_no_fair_reading_holds(verdicts, expected):
    assert overall(verdicts) == expected


def read_twice(first, second):
    """The statement whose two readings are these."""
    given = [
        {"claim_id": f"{A}/c{n}", "plan_id": A, "question_id": Q, "predicate": predicate, "claim_ja": f"読み{n}"}
        | ({"other_reading": f"{A}/c1"} if n > 1 else {})
        for n, predicate in enumerate((first, second), 1)
    ]
    ds = made(**TABLES, claim=given)
    return claims(without(ds, claim_check=typed("claim_check", checked(ds)))).to_frame().row(0, named=True)


CLEAR, CLOSE = (f'share("q1", "a", "{band}") > share("q1", "a", "70+")' for band in ("30-39", "20-29"))


@pytest.mark.parametrize(
    ("first", "second", "within", "reason"),
    [
        (CLEAR, CLOSE, True, None),  # sampling error could turn one of them
        ("valid() == 120", CLOSE, True, None),  # whatever is not told of the other
        (CLEAR, CLEAR, False, None),
        (CLEAR, "valid() == 120", None, "no_sample"),
    ],
)
def test_a_statement_is_within_error_if_any_reading_is(first, second, within, reason):
    found = read_twice(first, second)
    assert (found["readings"], found["holding"]) == (2, 2)
    assert (found["within_error"], found["error_reason"]) == (within, reason)


def test_a_statement_shows_both_its_readings():
    found = read_twice('pooled("q1", "a", "30-39") == 75', "valid() == 1")
    assert (found["verdict"], found["readings"], found["holding"]) == ("depends_on_reading", 2, 1)
    assert (found["claim_ja"], found["other_ja"]) == ("読み1", "読み2")
    assert (found["numbers_en"], found["leans_on"]) == ("75 (stated: 75) ／ 120 (stated: 1)", "printed")


# sampling error


@pytest.mark.parametrize(
    ("predicate", "within"),
    each(
        7,
        [
            ('share("q1", "a", "30-39") > share("q1", "a", "70+")', False),  # 30 of 40 and 20 of 50
            ('share("q1", "a", "30-39") >= share("q1", "a", "70+")', False),
            ('share("q1", "a", "70+") < share("q1", "a", "30-39")', False),
            ('share("q1", "a", "20-29") > share("q1", "a", "70+")', True),  # 10 of 20 and 20 of 50
            ('share("q1", "a", "30-39") > share("q1", "b", "70+")', False),  # 30 of 40 and 25 of 50
            ('pooled("q1", "a", "20-29,30-39") > share("q1", "a", "70+")', False),  # 40 of 60
            ('pooled("q1", "a", "age") > share("q1", "a", "70+")', False),  # though the group is among them
            ('highest("q1", "a", "age") > share("q1", "a", "70+")', False),  # that of the thirties
            ('share("q1", "a", "20-29") > lowest("q1", "a", "age")', True),  # that of the oldest
            (
                'share("q1", "a", "30-39") > share("q1", "a", "70+") and share("q1", "a", "20-29") > share("q1", "a", "70+")',
                True,
            ),
            (
                'share("q1", "a", "30-39") > share("q1", "a", "70+") or share("q1", "a", "20-29") > share("q1", "a", "70+")',
                False,
            ),
            ('not share("q1", "a", "70+") > share("q1", "a", "30-39")', False),
            ('share("q1", "a", "30-39") > 50', False),  # 58 to 86
            ('share("q1", "a", "30-39") > 60', True),
            ('40 < share("q1", "a", "30-39") < 90', False),
            ('40 < share("q1", "a", "30-39") < 80', True),
            ('share("q1", "a", "30-39") - share("q1", "a", "70+") >= 10', False),  # 35 points, 14 to 52
            ('share("q1", "a", "30-39") - share("q1", "a", "70+") >= 20', True),
            ('highest("q1", "a", "age") - lowest("q1", "a", "age") > 9', False),
            ('highest("q1", "a", "age") - lowest("q1", "a", "age") > 12', True),  # clear, were the two not picked out
            (
                'highest("q1", "a", "30-39") - lowest("q1", "a", "30-39") >= share("q1", "c", "70+") - 60',
                False,
            ),  # one group
            ('100 * count("q1", "a", "30-39") / base("q1", "30-39") >= 58', False),
            ('rank("q1", "a", "30-39") == 1', False),  # 30, 12 and 10 of 40
            ('rank("q1", "c", "age") <= 3', False),  # of three
            ('rank("q1", "b", "20-29") == 1', True),  # 12, 10 and 3 of 20
            ('pooled_rank("q1", "a", "age") == 1', True),  # 60, 49 and 18 of 110
            ('pooled_rank("q1", "c", "age") == 3', False),
        ],
    ),
)
def test_a_verdict_that_sampling_error_could_turn_is_said(predicate, within):
    found = claim(predicate)
    assert (found["verdict"], found["within_error"], found["error_reason"]) == ("supported", within, None)


@pytest.mark.parametrize(
    ("predicate", "reason"),
    each(
        3,
        [
            ("valid() / sampled() == 0.4", "no_sample"),
            ("verdicts() == 3", "no_sample"),
            ('base("q1", "20-29") == 20', "no_sample"),  # a fact of the survey
            ('share("q1", "a", "20-29") > share("q2", "a", "20-29")', "overlap"),  # two answers of the same people
            ('share("q1", "a+b", "30-39") > share("q1", "a+b", "70+")', "overlap"),  # more than everybody
            ('share("q1", "b", "20-29") > share("q1", "a", "men") - 10', "groups_overlap"),
            ('1 == rank("q1", "a", "30-39")', "form"),
            ('rank("q1", "b", "20-29,30-39") == 2', "form"),
            ('rank("q1", "a", "30-39") <= rank("q1", "b", "30-39")', "form"),  # the second rank is of a sample, too
            ('share("q1", "a", "30-39") / share("q1", "a", "70+") > 1.5', "form"),  # 75 % and 40 %
            ('100 / share("q1", "a", "70+") == 2.5', "form"),
            ('100 - lowest("q1", "a", "age") == 60', "form"),
            ('highest("q1", "a", "age") - lowest("q1", "a", "sex") > 9', "form"),
        ],
    ),
)
def test_the_reason_is_said_where_no_sampling_error_is(predicate, reason):
    found = claim(predicate)
    assert (found["verdict"], found["within_error"], found["error_reason"]) == ("supported", None, reason)
    assert (found["closest_within_error"], found["error_leans_on"]) == (None, None)


def test_what_a_statement_rounds_to_belongs_to_the_number():
    """75 % are about 80 %: from 75 to 85, with an interval from 60 to 86; 40 % of 50 from 28 to 54."""
    assert claim('share("q1", "a", "30-39") == 80', 10)["within_error"] is True
    assert claim('share("q1", "a", "70+") == 50', 60)["within_error"] is False
    assert claim('share("q1", "a", "70+") == 90', 10)["within_error"] is False  # nor is it contradicted by chance
    assert claim('share("q1", "a", "70+") == 50', 10)["within_error"] is True


def test_a_figure_quoted_to_the_decimal_speaks_of_the_table_alone():
    found = claim('lowest("q1", "a", "age") == 40', 0.1)
    assert (found["verdict"], found["within_error"], found["error_reason"]) == ("supported", None, "quoted")


def test_a_contradicted_statement_may_be_within_error():
    near, far = claim('share("q1", "a", "70+") > share("q1", "a", "20-29")'), claim('share("q1", "a", "70+") > 60')
    assert [(row["verdict"], row["within_error"]) for row in (near, far)] == [
        ("contradicted", True),
        ("contradicted", False),
    ]


def test_what_is_picked_out_of_several_groups_is_held_to_the_chance_of_any():
    """75 % of 40, the highest of three, are above 58 at 5 %, not at 5 % ÷ 3; 40 % of 50, the lowest, below 55 likewise."""
    assert claim('share("q1", "a", "30-39") > 58')["within_error"] is False
    assert claim('highest("q1", "a", "age") > 58')["within_error"] is True
    assert claim('share("q1", "a", "70+") > 55')["within_error"] is False
    assert claim('lowest("q1", "a", "age") > 55')["within_error"] is True


def test_a_rank_that_cannot_be_is_clear():
    found = claim('rank("q1", "c", "30-39") == 1')  # 10 of 40, where another has 30
    assert (found["verdict"], found["within_error"]) == ("contradicted", False)


YOUNG = {
    "20-29": (100, {"a": 70, "b": 30}),
    "30-39": (100, {"a": 56, "b": 44}),
    "40-49": (100, {"a": 50, "b": 50}),
    "70+": (100, {"a": 30, "b": 70}),
}


@pytest.mark.parametrize(
    ("predicate", "verdict", "whole", "closest"),
    [
        ('lowest("q1", "a", "..30-39") > highest("q1", "a", "40-49..")', "supported", False, True),  # 126, 80 of 200
        ('highest("q1", "a", "40-49..") < lowest("q1", "a", "..30-39")', "supported", False, True),
        ('share("q1", "a", "20-29") > highest("q1", "a", "40-49..")', "supported", False, False),
        (
            'share("q1", "a", "20-29") > share("q1", "a", "30-39") > share("q1", "a", "40-49")',
            "supported",
            False,  # 20 points from the first to the last
            True,
        ),
        ('share("q1", "a", "40-49") < share("q1", "a", "30-39") < share("q1", "a", "20-29")', "supported", False, True),
        # what does not hold of the groups one by one is asked of them, not of all together
        ('lowest("q1", "a", "20-29,40-49") > highest("q1", "a", "30-39,70+")', "contradicted", True, True),
    ],
)
def test_a_tendency_is_taken_as_a_whole_and_group_by_group(predicate, verdict, whole, closest):
    found = claim(predicate, response=table(Q, YOUNG))
    assert (found["verdict"], found["within_error"], found["closest_within_error"]) == (verdict, whole, closest)


@pytest.mark.parametrize(
    "lost", ['highest("q1", "d", "age")', 'lowest("q3", "a", "age")', 'pooled("q1", "a", "20-29,40-49")']
)
def test_a_comparison_with_what_the_tables_do_not_hold_has_no_sampling_error(lost):
    """The statement holds whatever the lost share is."""
    found = claim(f'valid() == 120 or {lost} > share("q1", "a", "70+")')
    assert (found["verdict"], found["within_error"], found["error_reason"]) == ("supported", None, "base_unknown")


def test_what_is_not_known_matters_only_if_it_decides():
    lost, clear = 'highest("q1", "d", "age") > 1', 'share("q1", "a", "30-39") > share("q1", "a", "70+")'
    assert claim(f"{lost} or {clear}")["within_error"] is False
    assert claim(f"valid() == 120 or {lost}")["within_error"] is None


def test_the_base_of_a_filtered_question_is_a_count_of_people():
    """Of 120 people 60 were put question 3, 50 %: from 41 to 59."""
    asked = rows(
        "question_id survey_id ref base_option",
        *((one, "alpha-2022", ref, None) for one, ref in ((Q, "問1"), (P, "問2"))),
        ("alpha-2022/q3", "alpha-2022", "問3", "q2:a"),
    )
    cells = [*CELLS, *table("alpha-2022/q3", {"total": (60, {"a": 20, "b": 40})}, kind="total")]
    for least, within in ((40, False), (42, True)):
        found = claim(f'100 * base("q3", "total") / valid() >= {least}', question=asked, response=cells)
        assert (found["verdict"], found["within_error"]) == ("supported", within)


# what a verdict leans on


def test_a_verdict_names_the_least_certain_base_it_rests_on():
    assert claim('share("q1", "a", "30-39") > 50')["leans_on"] is None  # the percentage is printed
    assert claim('pooled("q1", "a", "age") > 50')["leans_on"] == "printed"
    assert claim('share("q1", "a", "30-39") > 50')["error_leans_on"] == "printed"


# the result


def test_statements_are_listed_with_their_verdicts_and_counted_by_document():
    source = rows("source_id title", ("s", "計画"), ("t", "概要版"))
    given = [
        {
            "claim_id": f"{A}/c{number}",
            "plan_id": A,
            "question_id": question,
            "predicate": predicate,
            "source_id": where,
        }
        for number, question, predicate, where in (
            (2, Q, "valid() == 120", "s"),
            (1, None, "valid() == 1", "t"),
            (3, P, "valid() > 100", "s"),
        )
    ]
    ds = made(**TABLES, claim=given, source=source)
    found = claims(without(ds, claim_check=typed("claim_check", checked(ds))))
    table_ = found.to_frame()
    assert table_.select("claim_id", "verdict", "ref", "city_en", "title").rows() == [
        (f"{A}/c1", "contradicted", None, "Alpha", "概要版"),
        (f"{A}/c2", "supported", "問1", "Alpha", "計画"),
        (f"{A}/c3", "supported", "問2", "Alpha", "計画"),
    ]
    assert found.show(columns=["verdict"], lang="ja").frame.item(0, 0) == "表と合わない"
    assert found.to_frame("documents").select("source_id", "verdict", "claims").rows() == [
        ("t", "contradicted", 1),
        ("s", "supported", 2),
    ]
    assert found.sources.select("source_id", "title").rows() == [("s", "計画"), ("t", "概要版")]


@pytest.mark.parametrize("statements", [1, 60])
def test_of_documents_of_one_title_each_says_whose_it_is(statements):
    """And its name lies in the page, however few statements the longest bar counts."""
    given = [
        {"claim_id": f"{plan}/c{n}", "plan_id": plan, "source_id": f"s-{plan}"}
        for plan in (A, B)
        for n in range(statements)
    ]
    sources = rows("source_id title", ("s", "資料"), (f"s-{A}", "情報化推進計画"), (f"s-{B}", "情報化推進計画"))
    data = made(claim=given, source=sources)
    found = claims(without(data, claim_check=typed("claim_check", checked(data))))
    figure = found.plot(lang="ja").figure
    named = [text for text in figure.axes[0].texts if "情報化" in text.get_text() or "市" in text.get_text()]
    assert [text.get_text() for text in named] == [
        *(f"甲市（{statements}）", "情報化推進計画"),
        *(f"乙市（{statements}）", "情報化推進計画"),
    ]
    figure.draw_without_rendering()
    left = figure.axes[0].get_window_extent().x0
    assert all(text.get_window_extent().x0 > 0 and text.get_window_extent().x1 < left for text in named)
    frame = slides_of(found, "ja")[0].frame
    assert frame["title"].unique(maintain_order=True).to_list() == ["甲市 情報化推進計画", "乙市 情報化推進計画"]
