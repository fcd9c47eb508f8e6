"""What is wrong with the tables of a survey, or between them: told once, at its place, and answered by the document."""

import pytest

from dxcompare.assemble import build
from dxcompare.sources import bands
from tests.assemble.broken_surveys import BOTH, BROKEN, CARD, Q1, asked, groups, of, questions
from tests.assemble.madeup import BY_AGE, OWN, PLAN, RAW, changed, faults, lay, small
from tests.tiers import each, first

ERRATA = f"{RAW}/errata.csv"


@pytest.mark.parametrize("name", first(BROKEN))
def test_each_is_told_once_at_its_place(tmp_path, name):
    part, expected = BROKEN[name]
    english, japanese = faults(tmp_path, BY_AGE, part, cut=small)
    assert len(english) == len(expected) == len(japanese), english
    for message, words in zip(english, expected, strict=True):
        assert words in message


def erratum(question, option="", group=""):
    return {ERRATA: (*PLAN[ERRATA], f"e01,value,fault,誤植,残す,{question},{option},{group},,,10,表")}


@pytest.mark.parametrize(
    ("name", "row", "told"),
    first(
        [
            ("question without a table", "no_table_of,hakodate-ict-2022/q2,表が載っていない", erratum("q2")),
            ("group that siblings have", "no_group,q2 × 30代以上,載っていない", erratum("q2", "", "30+")),
            ("base above the valid answers", "base_above,q1 × 30代以上: 1200,記載のとおり", erratum("q1", "n", "30+")),
            ("bases that siblings have", "no_group,q3 × n,載っていない", erratum("q3")),
            ("column without values", "no_values,q1 × 20代,記載のとおり", erratum("q1", "", "20-29")),
            ("ages left out between", "bands_apart,20代、40代以上,記載のとおり", None),
        ],
    ),
)
def test_the_document_is_the_answer(tmp_path, name, row, told):
    part, _ = BROKEN[name]
    for answer in filter(None, [{f"{OWN}/accepted.csv": ("kind,found,reason", row)}, told]):
        assert faults(tmp_path, BY_AGE, part, answer, cut=small) == ([], [])


@pytest.mark.parametrize(
    ("option", "group", "message"),
    [
        ("pk", "", "column 'option': 'hakodate-ict-2022/q1 pk' does not exist"),
        ("", "20-92", "column 'group': 'hakodate-ict-2022/q1 20-92' does not exist"),
    ],
)
def test_an_erratum_speaks_of_what_is_there(tmp_path, option, group, message):
    english, japanese = faults(tmp_path, BY_AGE, erratum("q1", option, group), cut=small)
    assert len(english) == len(japanese) == 1
    assert message in english[0]
    assert f"data/{ERRATA}, row 2" in english[0]


def test_an_erratum_of_one_option_does_not_answer_for_a_table(tmp_path):
    part, expected = BROKEN["question without a table"]
    english, _ = faults(tmp_path, BY_AGE, part, erratum("q2", "n"), cut=small)
    assert any(expected[0] in one for one in english)


def test_an_erratum_without_a_question_is_of_all(tmp_path):
    every = {ERRATA: (*PLAN[ERRATA], "e01,value,fault,誤植,使わない,,,20-29,yes,,10,表")}
    cells = build(small(lay(tmp_path, BY_AGE, every)))["response"]
    assert cells.filter("quarantined")["group_id"].to_list() == ["20-29", "20-29"]


@pytest.mark.parametrize(
    "part",
    each(
        3,
        [
            of((*BOTH, "合計,80(100%),120(100%)"), "both"),
            questions(("q1", "multiple", "", "複数回答")),
            changed(CARD, "valid: '200'", "valid:", of=BY_AGE),
            {Q1: tuple(line.replace("20代", "10・20代") for line in BY_AGE[Q1])}
            | groups("10・20代,age,18-29,18,29", "30代以上,age,30+,30,"),
            {Q1: tuple(line.replace("20代", "20代以下") for line in BY_AGE[Q1])}
            | groups("20代以下,age,18-29,18,29", "30代以上,age,30+,30,"),
            asked(3, {"q3_sex": ("選択肢,男性", "パソコン,61.3%", "スマートフォン,92.5%")})
            | groups("20代,age,20-29,20,29", "30代以上,age,30+,30,", "男性,sex,male,,"),
        ],
    ),
    ids=[
        "total of both",
        "no base in a heading",
        "no valid answers",
        "own words",
        "up to an age",
        "one question by sex",
    ],
)
def test_what_documents_do_is_no_fault(tmp_path, part):
    assert build(small(lay(tmp_path, BY_AGE, part)))["response"].height


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("16歳～19歳", (16, 19)),
        ("18-29", None),
        ("満20～29歳", (20, 29)),
        ("70歳代以上", (70, None)),
        ("20代以下", (None, 29)),
        ("65歳", (65, 65)),
        ("65歳～", (65, None)),
        ("20～", None),
        ("2021～2022", None),
        ("問20", None),
        ("2代目", None),
    ],
)
def test_ages_are_read_of_headings_that_say_nothing_else(text, band):
    assert bands.heading(text) == band
