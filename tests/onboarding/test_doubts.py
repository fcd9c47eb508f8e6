"""The audit at once: of tables as they are typed, complete or not."""

import pytest

from dxcompare.onboarding import progress
from tests.assemble.breaking import change, remove
from tests.assemble.madeup import BY_AGE, OWN, RAW, SURVEY, changed, lay, with_rows
from tests.tiers import first

CITY = "01202_hakodate"
#: A question of one answer, of which every column adds up to 100 %.
SINGLE = {
    f"{SURVEY}/questions.csv": (
        "question,ref,wording_ja,answer,base,base_option,base_inferred,base_n_text,page,where",
        "q1,問1,使うもの,single,全員,,,,10,表",
    ),
    f"{SURVEY}/options.csv": ("question,option,option_ja", "q1,pc,パソコン", "q1,phone,スマートフォン", "q1,no,なし"),
    f"{SURVEY}/q1.csv": (
        "選択肢,20代,30代以上",
        "n,80,120",
        "パソコン,61.3,50.0",
        "スマートフォン,32.5,40.8",
        "なし,6.3,9.2",
    ),
}


def said(tmp_path, *parts, lang="en"):
    """What is doubted, and how many things are wrong and to do."""
    state = progress.state(lay(tmp_path, BY_AGE, *parts), CITY)
    return [fault.says(lang) for fault in state.doubts], len(state.wrong), len(state.to_do)


def typed(old, new, of=BY_AGE):
    return changed(f"{SURVEY}/q1.csv", old, new, of=of)


def test_tables_that_add_up_are_not_doubted(tmp_path):
    assert said(tmp_path) == said(tmp_path, SINGLE) == ([], 0, 0)


@pytest.mark.long
def test_a_percentage_that_cannot_come_from_its_base_is_found_in_its_cell(tmp_path):
    table = f"data/{SURVEY}/q1.csv"
    assert said(tmp_path, typed("61.3%", "61.4%")) == (
        [
            f"{table}, row 3, column '20代': 61.4 % cannot come from n = 80 (nearest: 49/80 = 61.25, 50/80 = 62.50); "
            "compare it with the document; if it stands so there, record it in errata.csv with quarantine"
        ],
        0,
        0,
    )
    assert said(tmp_path, typed("61.3%", "61.4％"), lang="ja")[0] == [
        f"{table} 3行目 列「20代」: 61.4％は、回答者数80人からは出ない値です（近い値: 49/80 = 61.25、50/80 = 62.50）。"
        "転記を確かめ、文書のとおりなら errata.csv に記して集計に不使用（quarantine）としてください"
    ]


@pytest.mark.long
def test_it_is_found_before_anybody_says_whom_a_column_is(tmp_path):
    data = lay(tmp_path, BY_AGE, typed("61.3%", "61.4%"))
    remove(data / OWN / "groups.csv")
    state = progress.state(data, CITY)
    assert [fault.kind for fault in state.to_do] == ["unmapped"] * 2
    assert [(fault.place.row, fault.place.column) for fault in state.doubts] == [(3, "20代")]


@pytest.mark.long
def test_it_is_found_beside_what_is_wrong(tmp_path):
    doubts, wrong, _ = said(
        tmp_path, typed("61.3%", "61.4%"), typed("92.5%", "925%", of={**BY_AGE, **typed("61.3%", "61.4%")})
    )
    assert (len(doubts), wrong) == (1, 1)


@pytest.mark.parametrize("why", first(["weighted: 'yes'", "percent_of: mentions"]))
def test_what_is_no_share_of_its_base_is_not_held_against_it(tmp_path, why):
    path = f"{SURVEY}/survey.yaml"
    assert said(tmp_path, with_rows(path, why, of=BY_AGE), typed("61.3%", "61.4%"))[0] == []


@pytest.mark.long
def test_what_an_erratum_withholds_is_not_told_again(tmp_path):
    path = f"{RAW}/errata.csv"
    erratum = with_rows(path, "e1,value,fault,計算が合わない,集計に不使用,q1,pc,20-29,yes,,10,表")
    assert said(tmp_path, erratum, typed("61.3%", "61.4%")) == ([], 0, 0)
    assert len(said(tmp_path, erratum, typed("50.0%", "50.1%"))[0]) == 1


@pytest.mark.long
def test_columns_of_single_answers_that_do_not_add_up_are_told(tmp_path):
    doubts, *rest = said(tmp_path, SINGLE, typed("なし,6.3", "なし,8.8", of=SINGLE))
    assert rest == [0, 0]
    assert [one.partition(";")[0] for one in doubts] == [
        f"data/{SURVEY}/q1.csv: 1 of 2 columns (by age) do not add up to 100 %"
    ]


@pytest.mark.long
def test_a_table_that_is_not_complete_is_not_told_that_it_does_not_add_up(tmp_path):
    data = lay(tmp_path, BY_AGE, SINGLE)
    change("なし,6.3,9.2\n", "")(data / SURVEY / "q1.csv")
    state = progress.state(data, CITY)
    assert ([fault.kind for fault in state.to_do], state.wrong, state.doubts) == (["no_row"], [], [])
    assert next(line.blank for line in state.lines if line.file == "surveys/ict/*.csv") == 1
    change("パソコン,61.3", "パソコン,61.4")(data / SURVEY / "q1.csv")
    assert [fault.kind for fault in progress.state(data, CITY).doubts] == ["impossible"]


@pytest.mark.long
def test_counts_and_cells_that_are_not_typed_are_not_held_against_a_base(tmp_path):
    counts = changed(f"{SURVEY}/questions.csv", "base_n_text", "base_n_text,cells", of=BY_AGE)
    path = f"{SURVEY}/questions.csv"
    counts = {path: tuple(line.replace(",,10,表", ",,count,10,表") for line in counts[path])}
    table = {f"{SURVEY}/q1.csv": ("選択肢,20代,30代以上", "n,80,120", "パソコン,49,60", "スマートフォン,74,85")}
    assert said(tmp_path, counts, table) == ([], 0, 0)
    assert said(tmp_path, typed("61.3%", "")) == ([], 0, 0)


@pytest.mark.long
def test_tables_together_are_tested_where_nothing_else_is_wrong(tmp_path):
    """A question that stands there twice would be two tables of everybody; the fault is enough."""
    heading, first = SINGLE[f"{SURVEY}/questions.csv"]
    twice = {f"{SURVEY}/questions.csv": (heading, first, first)}
    doubts, wrong, _ = said(tmp_path, SINGLE, twice, typed("なし,6.3", "なし,8.8", of=SINGLE))
    assert doubts == []
    assert wrong == 1  # the question; what follows from it is not told again


@pytest.mark.long
def test_percentages_rounded_to_halves_are_read_so(tmp_path):
    """Of 77 people, to the next half per cent: 13 % is 10 of them, though 12.99 % would print as 13.0."""
    counts = (3, 5, 8, 11, 14, 17, 20, 24, 29, 33, 38, 44, 51, 58, 66)
    options = [f"選択肢{number}" for number in range(len(counts))]
    table = {
        f"{SURVEY}/options.csv": ("question,option,option_ja", *(f"q1,o{n},{name}" for n, name in enumerate(options))),
        f"{SURVEY}/q1.csv": (
            "選択肢,20代,30代以上",
            "n,77,91",
            *(
                f"{name},{round(200 * k / 77) / 2:.1f},{round(200 * k / 91) / 2:.1f}"
                for name, k in zip(options, counts, strict=True)
            ),
        ),
    }
    assert said(tmp_path, table) == ([], 0, 0)
