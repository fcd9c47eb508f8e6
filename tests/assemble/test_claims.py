"""Statements that say nothing, or speak of what is not there: faults in their rows, never verdicts."""

import csv
import io

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.assemble.madeup import BY_AGE, ID, OWN, RAW, lay

CLAIMS = f"{RAW}/claims.csv"
HEADING = (*"claim,question,claim_ja,other_reading,predicate,precision,comparator,about,source,page,where".split(","),)
VERDICTS = {
    f"{RAW}/evaluation.csv": ("number,goal,policy,item_ja,verdict_text,page,where", "1,,,窓口,実施,3,表"),
    f"{OWN}/evaluation_items.csv": ("plan,number,item,reason", f"{ID},1,frontyard_reform,窓口"),
}
PC = 'share("q1", "pc", "20-29")'

#: predicate → what its message holds; the cells besides it, where the fault is about them
NO_STATEMENT = {
    "valid()": "it compares nothing",
    f"{PC} + 1": "it compares nothing",
    "'pc'": "it compares nothing",
    f"{PC} and valid() > 1": "only comparisons can be joined",
    f"not {PC}": "only comparisons can be joined",
    f"{PC} > '60'": "a text does not compare with a number",
    "verdict(1) == 1": "a text does not compare with a number",
    "(valid() > 1) == (web() > 1)": "nor a comparison with anything",
    "(valid() > 1) + 1 > 0": "only numbers can be reckoned with",
    "-verdict(1) == 'done'": "only numbers can be reckoned with",
    "verdict(1) > 'done'": "texts compare by == and != alone",
    "1 == 1": "it names no value of a table",
    f"0 < 5 < {PC}": "it names no value of a table",
    "verdict(1) == 'done' == 'done'": "it names no value of a table",
    f"{PC} >= 600": "no percentage or rank can be that number",
    '-1 < lowest("q1", "pc", "age")': "no percentage or rank can be that number",
    'rank("q1", "pc", "age") == 0': "no percentage or rank can be that number",
    f"{PC} == {PC}": "it compares a value with itself",
    f"{PC} / 0 > 1": "nothing can be divided by zero",
    f"{PC} / (2 - 2) > 1": "nothing can be divided by zero",
    'share(1, "pc", "20-29") > 1': "put questions, options, groups and verdicts in quotes",
    'verdict("1") == "done"': "put questions, options, groups and verdicts in quotes",
    "verdicts(1) > 1": "put questions, options, groups and verdicts in quotes",
    'share("q1", "pc+pc", "20-29") > 1': "the same is named twice",
    'lowest("q1", "pc", "20-29,20-29") > 1': "the same is named twice",
    'lowest("q1", "pc", "age,30+") > 1': "the same is named twice",
    'lowest("q1", "pc", "30+..20-29") > 1': "write the range from young to old",
    'lowest("q1", "pc", "male..30+") > 1': "only bands of ages make a range",
    'count("q1", "pc", "male,20-29") > 1': "count people twice",
    'rank("q1", "pc", "20-29", "phone") == 1': "there is no other option to rank it among",
    'share("q1", "pc", "age") > 1': "'age' does not exist in data/raw/01202_hakodate/surveys/ict/q1.csv",
    'lowest("q1", "pc", "occupation") > 1': "'occupation' does not exist in data/raw/01202_hakodate/surveys/ict/q1.csv",
    'lowest("q1", "pc", "") > 1': "'' does not exist in data/mappings/01202_hakodate/groups.csv",
    'lowest("q1", "pc,phone", "age") > 1': "'pc,phone' does not exist in data/raw/01202_hakodate/surveys/ict/options.csv",
    'lowest("q1", "pc", "20-29..40-49") > 1': "'40-49' does not exist in data/mappings/01202_hakodate/groups.csv",
    'rank("q1", "pc", "age", "fax") == 1': "'fax' does not exist in data/raw/01202_hakodate/surveys/ict/options.csv",
    "verdicts('dnoe') == 0": "found 'dnoe'; expected one of done, partly, not_done, not_assessable; did you mean 'done'?",
    "verdict(1) == 'dnoe'": "found 'dnoe'",
    "verdict(9) == 'done'": "'9' does not exist in data/raw/01202_hakodate/evaluation.csv",
    f"{PC} == share": "'share' cannot be read as a predicate",
    "True == valid()": "cannot be read as a predicate",
    "valid() == 1e999": "cannot be read as a predicate",
    "valid() == 0x10": "cannot be read as a predicate",
    "valid() == 1e2": "cannot be read as a predicate",
    "valid() == 2 # more": "cannot be read as a predicate",
    "not " * 900 + "valid() == 2": "cannot be read as a predicate",
    "-" * 3000 + "valid() == 2": "cannot be read as a predicate",
    "(" * 300 + "valid()" + ")" * 300 + " == 2": "cannot be read as a predicate",
    "valid()" + " + valid()" * 80 + " == 2": "make several rows of it",
    "valid() == 2 or " * 300 + "valid() == 2": "make several rows of it",
}
#: the cells of a row that do not fit its predicate → column and message
NO_FIT = {
    "blank question": ({"question": "", "predicate": f"{PC} > 1"}, "question", "a value is needed"),
    "no range": ({"predicate": f"{PC} > 60", "precision": "1", "comparator": "between"}, "comparator", "by between"),
    "other step": (
        {"predicate": f"{PC} > 61", "precision": "10", "comparator": "gt"},
        "precision",
        "61 of the predicate is no",
    ),
}
SOUND = (
    f"{PC} > 60",
    'lowest("q1", "pc", "age,male") > 1',  # each of them
    'rank("q1", "pc", "age") == 2 and verdict(1) == "done"',
    "-valid() < -1",
    "100 * valid() / sampled() == 20",
)


def sheet(rows):
    found = io.StringIO()
    writer = csv.DictWriter(found, HEADING, restval="", lineterminator="\n")
    writer.writeheader()
    for nth, row in enumerate(rows):
        writer.writerow({"claim": f"c{nth}", "question": "q1", "claim_ja": "記述", "page": "1", "where": "表", **row})
    return {CLAIMS: tuple(found.getvalue().rstrip("\n").split("\n"))}


@pytest.fixture(scope="module")
def said(tmp_path_factory):
    """What is said of each row, all in one build: row → messages."""
    rows = [{"predicate": one} for one in NO_STATEMENT] + [row for row, *_ in NO_FIT.values()]
    rows += [{"predicate": one} for one in SOUND]
    path = f"{RAW}/surveys/ict/q1.csv"
    by_sex = {
        path: (
            "選択肢,20代,30代以上,男性",
            "n,80,120,90",
            "パソコン,61.3%,50.0%,50.0%",
            "スマートフォン,92.5%,70.8%,70.0%",
        ),
        f"{OWN}/groups.csv": (
            *BY_AGE[f"{OWN}/groups.csv"],
            "hakodate-ict-2022,男性,sex,male,,,記載のとおり",
        ),
    }
    with pytest.raises(DataFaults) as error:
        build(lay(tmp_path_factory.mktemp("claims"), BY_AGE, by_sex, VERDICTS, sheet(rows)), "en")
    found = {}
    for fault in error.value.faults:
        assert fault.place.file == f"data/{CLAIMS}"
        assert fault.says("ja")
        found.setdefault(fault.place.row, []).append(fault.says("en"))
    return found


@pytest.mark.parametrize("predicate", NO_STATEMENT)
def test_what_says_nothing_is_a_fault(said, predicate):
    row = [*NO_STATEMENT].index(predicate) + 2
    assert len(said[row]) == 1
    assert f"row {row}, column 'predicate'" in said[row][0]
    assert NO_STATEMENT[predicate] in said[row][0]


@pytest.mark.parametrize("case", NO_FIT)
def test_what_does_not_fit_its_predicate_is_a_fault(said, case):
    row, (_, column, message) = len(NO_STATEMENT) + [*NO_FIT].index(case) + 2, NO_FIT[case]
    assert len(said[row]) == 1
    assert f"row {row}, column '{column}'" in said[row][0]
    assert message in said[row][0]


def test_what_says_something_is_none(said):
    assert max(said) == len(NO_STATEMENT) + len(NO_FIT) + 1


def test_of_a_plan_without_a_survey_or_verdicts_nothing_is_said(tmp_path):
    rows = [{"question": "", "predicate": "valid() > 1"}, {"question": "", "predicate": "verdicts() > 1"}]
    with pytest.raises(DataFaults) as error:
        build(lay(tmp_path, sheet(rows)), "en")
    assert [fault.told("en") for fault in error.value.faults] == [
        "'valid()' does not exist in survey.yaml",
        "'verdict' does not exist in data/raw/01202_hakodate/evaluation.csv",
    ]
