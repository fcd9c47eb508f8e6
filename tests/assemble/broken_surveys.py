"""Survey tables, broken once for each thing that may be wrong with them or between them."""

from tests.assemble.madeup import BY_AGE, OWN, SURVEY, changed, with_rows

Q1, GROUPS, QUESTIONS, OPTIONS, CARD = (
    f"{SURVEY}/q1.csv",
    f"{OWN}/groups.csv",
    f"{SURVEY}/questions.csv",
    f"{SURVEY}/options.csv",
    f"{SURVEY}/survey.yaml",
)
SID = "hakodate-ict-2022"
HEAD = "survey,label,group_type,group,age_min,age_max,reason"


def questions(*rows, cells=False):
    """Questions with all that is not said filled in: id, who may answer how, the filter, the base of the heading."""
    head = "question,ref,wording_ja,answer,base,base_option,base_inferred,base_n_text,page,where"
    lines = [f"{one},{one},使うもの,{answer},全員,{by},,{n},10,表" for one, answer, by, n, *_ in rows]
    if cells:
        head, lines = f"{head},cells", [f"{line},{row[4]}" for line, row in zip(lines, rows, strict=True)]
    return {QUESTIONS: (head, *lines)}


def groups(*rows):
    return {GROUPS: (HEAD, *(f"{SID},{row},記載のとおり" for row in rows))}


def asked(number, tables=None):
    """So many questions with the same options, and their tables; by default that of the first."""
    names = [f"q{n}" for n in range(1, number + 1)]
    part = questions(*((name, "multiple", "", "") for name in names))
    part[OPTIONS] = (
        "question,option,option_ja",
        *(f"{name},{option}" for name in names for option in ("pc,パソコン", "phone,スマートフォン")),
    )
    given = {f"{SURVEY}/{name}.csv": BY_AGE[Q1] for name in names} | {
        f"{SURVEY}/{name}.csv": lines for name, lines in (tables or {}).items()
    }
    return part | {path: lines for path, lines in given.items() if lines}


YOUNG = tuple(line.rpartition(",")[0] for line in BY_AGE[Q1])
COUNTS = ("選択肢,20代,30代以上", "n,80,120", "パソコン,30,60", "スマートフォン,50,60")
BOTH = ("選択肢,20代,30代以上", "n,80,120", "パソコン,30(37.5%),60(50.0%)", "スマートフォン,50(62.5%),60(50.0%)")


def of(lines, cells, answer="single"):
    return {Q1: lines, **questions(("q1", answer, "", "", cells), cells=True)}


#: what is broken: the part of the plan, and what each fault must say in English, one after the other
BROKEN = {
    "second row of bases": (
        with_rows(Q1, "n,80,121", of=BY_AGE),
        ["q1.csv, row 5, column '選択肢': 'n' is a duplicate"],
    ),
    "second row of an option": (
        with_rows(Q1, "パソコン,61.3%,50.0%", of=BY_AGE),
        [
            "q1.csv, row 5, column '選択肢': 'パソコン' is a duplicate (also data/raw/01202_hakodate/surveys/ict/q1.csv, row 3)"
        ],
    ),
    "option of one wording twice": (
        with_rows(OPTIONS, "q1,pc2,パソコン", of=BY_AGE),
        ["options.csv, row 4, column 'option_ja': 'パソコン' is a duplicate"],
    ),
    "option of one id twice": (
        with_rows(OPTIONS, "q1,pc,ノート", of=BY_AGE),
        ["options.csv, row 4, column 'option': 'pc' is a duplicate"],
    ),
    "option of no question": (
        with_rows(OPTIONS, "q9,pc,パソコン", of=BY_AGE),
        ["options.csv, row 4, column 'question': 'q9' does not exist in data/"],
    ),
    "option without an id": (
        changed(OPTIONS, "q1,pc,", "q1,,", of=BY_AGE),
        ["options.csv, row 2, column 'option': a value is needed"],
    ),
    "option without words": (
        changed(OPTIONS, "pc,パソコン", "pc,", of=BY_AGE),
        ["options.csv, row 2, column 'option_ja': a value is needed"],
    ),
    "id with a blank": (
        changed(OPTIONS, "q1,pc,", "q1,p c,", of=BY_AGE),
        ["options.csv, row 2, column 'option': an id may not hold ' ' ('p c')"],
    ),
    "question twice": (
        with_rows(QUESTIONS, BY_AGE[QUESTIONS][1], of=BY_AGE),
        ["questions.csv, row 3, column 'question': 'hakodate-ict-2022/q1' is a duplicate"],
    ),
    "question without a table": (
        asked(2, {"q2": None}),
        [
            "questions.csv, row 3, column 'question': there is no table of the question 'hakodate-ict-2022/q2'; if the document"
        ],
    ),
    "table under another name": (
        asked(2, {"q2": None, "q2 - コピー": BY_AGE[Q1]}),
        ["q2 - コピー.csv: no file of this name is read"],
    ),
    "table twice": (
        {f"{SURVEY}/q1_again.csv": BY_AGE[Q1]},
        ["q1_again.csv, row 1, column '20代': 'q1 × age × 20-29' is a duplicate (also data/raw"],
    ),
    "group that siblings have": (
        asked(3, {"q2": YOUNG}),
        ["q2.csv, row 1: there is no q2 × 30代以上, which q1, q3 of this survey have; if the document"],
    ),
    "breakdown that siblings have": (
        asked(3, {"q2": ("選択肢,男性", "n,90", "パソコン,61.3%", "スマートフォン,92.5%")})
        | {GROUPS: (*BY_AGE[GROUPS], f"{SID},男性,sex,male,,,記載のとおり")},
        ["q2.csv, row 1: there is no q2 × 年代, which q1, q3 of this survey have"],
    ),
    "bases that siblings have": (
        asked(3, {"q3": ("選択肢,20代,30代以上", "パソコン,61.3%,50.0%", "スマートフォン,92.5%,70.8%")}),
        ["q3.csv, row 1: there is no q3 × n, which q1, q2 of this survey have; if the document"],
    ),
    "column without values": (
        {Q1: ("選択肢,20代,30代以上", "n,80,120", "パソコン,,50.0%", "スマートフォン,,70.8%")},
        ["q1.csv, row 1, column '20代': the column q1 × 20代 has no values"],
    ),
    "base above the valid answers": (
        changed(Q1, "n,80,120", "n,80,1200", of=BY_AGE),
        ["q1.csv, row 2, column '30代以上': q1 × 30代以上: 1200 is more than the valid answers (200)"],
    ),
    "base beyond all numbers": (
        changed(Q1, "n,80,120", "n,80,120000000000000000000", of=BY_AGE),
        ["q1.csv, row 2, column '30代以上': '120000000000000000000' cannot be read as a number"],
    ),
    "bases above the valid answers together": (
        changed(Q1, "n,80,120", "n,80,130", of=BY_AGE),
        ["q1.csv, row 2: q1 × age: 80+130 is more than the valid answers (200)"],
    ),
    "base above that of the heading": (
        questions(("q1", "multiple", "", "n=100")),
        ["q1.csv, row 2, column '30代以上': q1 × 30代以上: 120 is more than the base of the heading (100)"],
    ),
    "heading above the valid answers": (
        questions(("q1", "multiple", "", "n=2000")),
        ["questions.csv, row 2, column 'base_n_text': q1: n=2000 is more than the valid answers (200)"],
    ),
    "heading with a letter O": (
        questions(("q1", "multiple", "", "n=2O0")),
        ["questions.csv, row 2, column 'base_n_text': the base in 'n=2O0' cannot be read"],
    ),
    "counts of single answers above the base": (
        of(("選択肢,20代,30代以上", "n,80,120", "パソコン,31,60", "スマートフォン,50,60"), "count"),
        ["q1.csv, row 1, column '20代': q1 × 20代: 31+50 is more than the base (80)"],
    ),
    "total of counts that is not the base": (
        of((*COUNTS, "合計,80,121"), "count"),
        [
            "q1.csv, row 5, column '30代以上': the row '合計' is no option, and so 100 (or the sum, of several answers) or the base (row n); it says 121"
        ],
    ),
    "total of both that is not the base": (
        of((*BOTH, "合計,80(100%),12(100%)"), "both"),
        [
            "q1.csv, row 5, column '30代以上': the row '合計' is no option, and so 100 (or the sum, of several answers) or the base (row n); it says 12(100%)"
        ],
    ),
    "count and percentage that differ": (
        of((*BOTH[:3], "スマートフォン,50(65.2%),60(50.0%)"), "both"),
        ["q1.csv, row 4, column '20代': found q1/phone/20-29: 50(65.2%), but 50 of 80 is 62.5 %"],
    ),
    "cells of no kind": (
        of(BY_AGE[Q1], "percents"),
        ["questions.csv, row 2, column 'cells': found 'percents'; expected one of percent, count, both"],
    ),
    "filter of no option": (
        questions(("q1", "multiple", "q1:pcs", "")),
        ["surveys/ict/options.csv; did you mean 'q1:pc'?"],
    ),
    "filter of itself": (
        questions(("q1", "multiple", "q1:pc", "")),
        ["questions.csv, row 2, column 'base_option': 'q1:pc' leads back to a question that it filters"],
    ),
    "filters in a ring": (
        asked(2) | questions(("q1", "multiple", "q2:pc", ""), ("q2", "multiple", "q1:pc", "")),
        ["questions.csv, row 3, column 'base_option': 'q1:pc' leads back to a question that it filters"],
    ),
    "ages other than those of the heading": (
        changed(GROUPS, "age,20-29,20,29", "age,20-39,20,39", of=BY_AGE),
        ["groups.csv, row 2, column 'label': the heading '20代' and the group decided for it (age 20-39 20-39) differ"],
    ),
    "ages other than those of the id": (
        changed(GROUPS, "age,20-29", "age,20-39", of=BY_AGE),
        ["groups.csv, row 2, column 'label': the heading '20代' and the group decided for it (age 20-39 20-29) differ"],
    ),
    "ages lost": (
        changed(GROUPS, "20-29,20,29", "20-29,,", of=BY_AGE),
        ["groups.csv, row 2, column 'label': the heading '20代'"],
    ),
    "an age that is a district": (
        changed(GROUPS, "20代,age", "20代,district", of=BY_AGE),
        [
            "groups.csv, row 2, column 'label': the heading '20代' and the group decided for it (district 20-29 20-29) differ"
        ],
    ),
    "men that are women": (
        {Q1: ("選択肢,男性,女性", "パソコン,61.3%,50.0%", "スマートフォン,92.5%,70.8%")}
        | groups("男性,sex,female,,", "女性,sex,male,,"),
        [
            "groups.csv, row 2, column 'label': the heading '男性'",
            "groups.csv, row 3, column 'label': the heading '女性'",
        ],
    ),
    "ages reversed": (
        changed(GROUPS, "20,29", "29,20", of=BY_AGE),
        ["groups.csv, row 2, column 'age_max': the highest age is below the lowest (age_max = 20, age_min = 29)"],
    ),
    "ages left out between": (
        {Q1: tuple(line.replace("30代以上", "40代以上") for line in BY_AGE[Q1])}
        | groups("20代,age,20-29,20,29", "40代以上,age,40+,40,"),
        ["q1.csv, row 1, column '40代以上': the age bands 20代、40代以上 leave ages out between them, or overlap"],
    ),
    "ages in two columns": (
        {Q1: tuple(line.replace("30代以上", "25歳以上") for line in BY_AGE[Q1])}
        | groups("20代,age,20-29,20,29", "25歳以上,age,25+,25,"),
        ["q1.csv, row 1, column '25歳以上': the age bands 20代、25歳以上 leave ages out between them, or overlap"],
    ),
    "younger than anybody asked": (
        changed(CARD, "min_age: '18'", "min_age: '81'", of=BY_AGE),
        ["groups.csv, row 2, column 'age_max': found 29; expected 81 or more"],
    ),
    "an end before the beginning": (
        changed(CARD, "end: '2022-11'", "end: '2022-01'", of=BY_AGE),
        ["survey.yaml, row 4, column 'end': the last day lies before the first (end = 2022-01, start = 2022-10)"],
    ),
    "two surveys of one id": (
        {path.replace("/ict/", "/biz/"): lines for path, lines in BY_AGE.items() if "/ict/" in path},
        ["ict/survey.yaml, row 1, column 'survey_id': 'hakodate-ict-2022' is a duplicate"],
    ),
}
