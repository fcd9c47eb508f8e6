"""Survey tables as they are printed: groups of all kinds, counts, means, totals; and what must be answered."""

import pytest

import dxcompare
from dxcompare.assemble import build
from tests.assemble.madeup import BY_AGE, ID, OWN, PLAN, RAW, SURVEY, changed, faults, lay, loaded
from tests.tiers import first

Q1, GROUPS, QUESTIONS, OPTIONS = (
    f"{SURVEY}/q1.csv",
    f"{OWN}/groups.csv",
    f"{SURVEY}/questions.csv",
    f"{SURVEY}/options.csv",
)
HEAD = "survey,label,group_type,group,age_min,age_max,reason"
SID = "hakodate-ict-2022"


def groups(*rows):
    return {GROUPS: (HEAD, *(f"{SID},{row},記載のとおり" for row in rows))}


def table(*lines, answer="multiple", cells=None):
    """A part: the table of question 1, with who may answer how and what its cells are."""
    head, row = BY_AGE[QUESTIONS]
    row = row.replace("multiple", answer)
    if cells is not None:
        head, row = f"{head},cells", f"{row},{cells}"
    return {Q1: lines, QUESTIONS: (head, row)}


def cells(tables, *columns):
    return tables["response"].sort("option_position", "group_position").select(columns).rows()


# groups


@pytest.mark.long
def test_groups_by_age_and_sex_by_occupation_and_of_another_wave(tmp_path):
    part = table(
        "選択肢,全体,男性20代,女性20代,会社員,その他の職業,ひとり暮らし,前回（R2）",
        "n,200,90,110,150,50,40,180",
        "パソコン,55.5%,61.1%,50.9%,60.7%,40.0%,47.5%,44.4%",
        "スマートフォン,80.5%,80.0%,80.9%,80.7%,80.0%,72.5%,61.1%",
    )
    who = groups(
        "全体,total,total,,",
        "男性20代,age_sex,male_20-29,20,29",
        "女性20代,age_sex,female_20-29,20,29",
        "会社員,occupation,employee,,",
        "その他の職業,occupation,others,,",
        "ひとり暮らし,other,alone,,",
        "前回（R2）,wave,2020,,",
    )
    ds = loaded(tmp_path, BY_AGE, part, who)
    assert ds.response["group_type"].unique().sort().to_list() == [
        "total",
        "age_sex",
        "occupation",
        "other",
        "wave",
    ]
    bases = dict(ds.survey_base.select("group_id", "n").iter_rows())
    assert bases == {
        **{"total": 200, "male_20-29": 90, "female_20-29": 110, "employee": 150, "others": 50},
        **{"alone": 40, "2020": 180},
    }
    counts = dict(ds.response_count.filter(option_id="pc").select("group_id", "count").iter_rows())
    assert (counts["alone"], counts["2020"], counts["male_20-29"]) == (19, 80, 55)
    assert not ds.audit.filter(verdict="inconsistent").height  # another wave is not held against the total
    for kind in ("age_sex", "occupation", "other", "wave"):
        shown = dxcompare.shares(ds, f"{SID}/q1", kind)
        assert shown.to_frame().height == shown.plot(lang="ja").data.height > 0
        assert dxcompare.differences(ds, f"{SID}/q1", kind).to_frame() is not None
        assert dxcompare.bases(ds).plot(group_type=kind, lang="en").data.height
    assert ds.survey["name_en"].to_list() == ["調査"]


@pytest.mark.long
def test_a_statement_may_name_the_new_groups(tmp_path):
    part = table("選択肢,男性20代,女性20代", "n,90,110", "パソコン,61.1%,50.9%", "スマートフォン,80.0%,80.9%")
    who = groups("男性20代,age_sex,male_20-29,20,29", "女性20代,age_sex,female_20-29,20,29")
    claim = {
        f"{RAW}/claims.csv": (
            "claim,claim_ja,question,predicate,precision,comparator,about,source,page,where",
            'c01,男女とも半数を超える,q1,"lowest(""q1"", ""pc"", ""age_sex"") > 50",,gt,,,11,本文',
        )
    }
    ds = loaded(tmp_path, BY_AGE, part, who, claim)
    assert dxcompare.claims(ds).to_frame()["verdict"].to_list() == ["supported"]
    assert ds.claim["claim_en"].to_list() == ["男女とも半数を超える"]


@pytest.mark.long
def test_bases_of_other_groups_are_recovered_each_alone(tmp_path):
    part = table("選択肢,全体,前回（R2）", "パソコン,55.5%,44.4%", "スマートフォン,80.5%,61.1%")
    ds = loaded(tmp_path, BY_AGE, part, groups("全体,total,total,,", "前回（R2）,wave,2020,,"))
    rows = {row["group_id"]: row for row in ds.survey_base.iter_rows(named=True)}
    assert rows["total"]["n"] == 200  # everybody who answered
    assert rows["2020"]["n"] is None
    assert rows["2020"]["candidates"].startswith("18|36|54")


def test_two_age_bands_alike_are_a_fault(tmp_path):
    part = table("選択肢,男性20代,女性20代", "パソコン,61.1%,50.9%", "スマートフォン,80.0%,80.9%")
    who = groups("男性20代,age,m,20,29", "女性20代,age,f,20,29")
    (english,), (japanese,) = faults(tmp_path, BY_AGE, part, who)
    assert english == (
        f"data/{Q1}, row 1, column '女性20代': two columns of one table are one age band ('女性20代' and '男性20代'); "
        "if they are of one sex each, their group_type is age_sex"
    )
    assert "age_sex にしてください" in japanese


def test_two_totals_are_a_fault(tmp_path):
    part = table("選択肢,今回,前回（R2）", "パソコン,61.1%,50.9%", "スマートフォン,80.0%,80.9%")
    (english,), (japanese,) = faults(tmp_path, BY_AGE, part, groups("今回,total,now,,", "前回（R2）,total,2020,,"))
    assert "two columns of one table are everybody ('前回（R2）' and '今回')" in english
    assert "group_type を wave に" in japanese


# counts, both, means, totals


COUNTS = ("選択肢,20代,30代以上", "n,80,120", "パソコン,49件,60", "スマートフォン,74,-")


def test_counts_give_percentages_with_their_base(tmp_path):
    ds = loaded(tmp_path, BY_AGE, table(*COUNTS, cells="count"))
    assert cells(ds.tables, "percent_text", "count_printed", "percent", "decimals", "reading") == [
        ("49件", 49, 61.25, None, "from_count"),
        ("60", 60, 50.0, None, "from_count"),
        ("74", 74, 92.5, None, "from_count"),
        ("-", None, None, None, "blank"),
    ]
    assert ds.response_count.filter(option_id="pc")["count"].to_list() == [49, 60]
    assert set(ds.survey_base["certainty"]) == {"printed"}
    assert dxcompare.shares(ds, f"{SID}/q1").plot(lang="ja").data.height


def test_the_total_of_counts_is_their_base(tmp_path):
    lines = ("選択肢,20代,30代以上", "パソコン,30,60", "スマートフォン,50,60", "合計,80,120")
    tables = build(lay(tmp_path, BY_AGE, table(*lines, cells="count", answer="single")))
    assert cells(tables, "option_id", "n_printed", "percent") == [
        ("pc", 80, 37.5),
        ("pc", 120, 50.0),
        ("phone", 80, 62.5),
        ("phone", 120, 50.0),
    ]


def test_counts_without_a_base_are_a_fault(tmp_path):
    (english,), (japanese,) = faults(tmp_path, BY_AGE, table(COUNTS[0], *COUNTS[2:], cells="count"))
    assert english.endswith("a table of counts needs its bases: a row `n`, or 合計")
    assert japanese.endswith("「合計」の行）が必要です")


def test_more_people_than_there_are_is_a_fault(tmp_path):
    (english,), _ = faults(
        tmp_path, BY_AGE, table(COUNTS[0], "n,80,120", "パソコン,490,1", "スマートフォン,1,1", cells="count")
    )
    assert english.startswith(f"data/{Q1}, row 3, column '20代': found 490; expected 80 or less")


@pytest.mark.long
def test_counts_with_their_percentages(tmp_path):
    lines = ("選択肢,20代,30代以上", "n,80,120", "パソコン,49(61%),60件（50.0％）", "スマートフォン,74(93%),-")
    ds = loaded(tmp_path, BY_AGE, table(*lines, cells="both"))
    assert cells(ds.tables, "count_printed", "percent", "decimals", "reading")[:3] == [
        (49, 61.0, 0, "printed"),
        (60, 50.0, 1, "printed"),
        (74, 93.0, 0, "printed"),
    ]
    assert ds.response_count.filter(option_id="pc").select("count", "percent").rows() == [(49, 61.0), (60, 50.0)]


@pytest.mark.long
def test_two_decimals(tmp_path):
    lines = ("選択肢,20代,30代以上", "n,80,120", "パソコン,61.25,69.50", "スマートフォン,92.50,70.83")
    ds = loaded(tmp_path, BY_AGE, table(*lines))
    assert cells(ds.tables, "percent", "decimals")[0] == (61.25, 2)
    counts = ds.response_count.select("group_id", "option_id", "count").sort("group_id", "option_id").rows()
    assert counts == [("20-29", "pc", 49), ("20-29", "phone", 74), ("30+", "pc", 83), ("30+", "phone", 85)]


MEANS = {
    OPTIONS: (
        "question,option,option_ja,kind",
        "q1,pc,パソコン,",
        "q1,phone,スマートフォン,share",
        "q1,mean,平均点,mean",
    ),
    Q1: ("選択肢,20代,30代以上", "n,80,120", "パソコン,61.3%,50.0%", "スマートフォン,92.5%,70.8%", "平均点,3.42,－"),
}


@pytest.mark.long
def test_a_mean_score_is_of_its_own_kind(tmp_path):
    ds = loaded(tmp_path, BY_AGE, MEANS)
    assert ds.mean_score.select("group_id", "n_printed", "mean_text", "mean", "decimals", "option_en").rows() == [
        ("20-29", 80, "3.42", 3.42, 2, "平均点"),
        ("30+", 120, "－", None, None, "平均点"),
    ]
    assert set(ds.response["option_id"]) == {"pc", "phone"}
    assert set(dxcompare.shares(ds, f"{SID}/q1").to_frame()["option_id"]) == {"pc", "phone"}


@pytest.mark.parametrize("total", first(["合計,100%,100.0%", "計,100,99.9", "総計,100.1%,"]))
def test_a_row_of_totals_is_left_out(tmp_path, total):
    tables = build(lay(tmp_path, BY_AGE, table(*BY_AGE[Q1], total)))
    assert tables["response"].height == 4


@pytest.mark.long
def test_a_total_of_several_answers_is_their_sum(tmp_path):
    tables = build(lay(tmp_path, BY_AGE, table(*BY_AGE[Q1], "合計,153.8,120.8%")))
    assert tables["response"].height == 4
    english, _ = faults(tmp_path, BY_AGE, table(*BY_AGE[Q1], "合計,153.8,121.0"))
    assert [one.partition(": ")[0] for one in english] == [f"data/{Q1}, row 5, column '30代以上'"]


@pytest.mark.parametrize("label", first(["回答者数", "標本数（人）", "N", "サンプル数", "基数"]))
def test_a_row_of_bases_under_another_name_is_told_to_be_n(tmp_path, label):
    (english,), (japanese,) = faults(tmp_path, BY_AGE, table(BY_AGE[Q1][0], f"{label},80,120", *BY_AGE[Q1][2:]))
    assert "if it is the row of bases, put n here" in english
    assert "この欄を n としてください" in japanese


@pytest.mark.long
def test_a_total_that_is_none_is_a_fault(tmp_path):
    english, _ = faults(tmp_path, BY_AGE, table(*BY_AGE[Q1], "合計,80,100"))
    assert english == [
        f"data/{Q1}, row 5, column '20代': the row '合計' is no option, and so 100 (or the sum, of several answers) or the base (row n); it says 80"
    ]


# what may be no percentages


@pytest.mark.parametrize(
    ("rows", "answer", "what", "ja"),
    first(
        [
            (("パソコン,30,60", "スマートフォン,50,60"), "single", "counts", "人数"),
            (("パソコン,30,60", "スマートフォン,50,60"), "multiple", "counts", "人数"),
            (("パソコン,0.7,0.2", "スマートフォン,0.3,0.8"), "single", "shares of one", "1に対する割合"),
        ],
    ),
)
def test_what_looks_like_something_else_must_be_answered(tmp_path, rows, answer, what, ja):
    lines = ("選択肢,20代,30代以上", "n,80,120", *rows)
    (english,), (japanese,) = faults(tmp_path, BY_AGE, table(*lines, answer=answer))
    assert english.startswith(
        f"data/{QUESTIONS}, row 2, column 'cells': the numbers of q1.csv may be {what}; say percent"
    )
    assert f"{ja}かもしれません" in japanese
    tables = build(lay(tmp_path, BY_AGE, table(*lines, answer=answer, cells="percent")))
    assert tables["response"]["reading"].to_list() == ["printed"] * 4


def test_whole_percentages_that_add_up_to_100_are_sure(tmp_path):
    lines = ("選択肢,20代,30代以上", "パソコン,30,60", "スマートフォン,70,40")
    assert build(lay(tmp_path, BY_AGE, table(*lines, answer="single")))["response"].height == 4


# cards, and two surveys


@pytest.mark.long
def test_a_business_survey_has_no_lowest_age(tmp_path):
    ds = loaded(tmp_path, BY_AGE, changed(f"{SURVEY}/survey.yaml", "min_age: '18'", "min_age:", of=BY_AGE))
    assert ds.survey["min_age"].to_list() == [None]
    assert dxcompare.bases(ds).to_frame().height == 2
    assert dxcompare.overview(ds).to_frame("surveys").height == 1


def second():
    """Another survey of the plan with a question 1 of its own."""
    again = {path.replace("/ict/", "/biz/"): lines for path, lines in BY_AGE.items() if "/ict/" in path}
    again = {path: tuple(line.replace(SID, "hakodate-biz-2022") for line in lines) for path, lines in again.items()}
    rows = [row.replace(SID, "hakodate-biz-2022") for row in BY_AGE[GROUPS][1:]]
    return {**again, GROUPS: (*BY_AGE[GROUPS], *rows)}


def claim(question, predicate='lowest(""q1"", ""pc"", ""age"") > 40'):
    return {
        f"{RAW}/claims.csv": (
            "claim,claim_ja,question,predicate,precision,comparator,about,source,page,where",
            f'c01,四割を超える,{question},"{predicate}",,gt,,,11,本文',
        )
    }


ERRATUM = "e01,value,fault,誤植,使わない,{},pc,20-29,yes,,10,表"


@pytest.mark.long
@pytest.mark.parametrize("question", ["", "q1"])
def test_of_two_surveys_a_statement_names_one(tmp_path, question):
    english, japanese = faults(tmp_path, BY_AGE, second(), claim(question))
    assert len(english) == 1
    assert "column 'question': there are several surveys: say of which 'q1' is, as `<survey_id>/q1`" in english[0]
    assert "どの調査の設問か" in japanese[0]
    ds = loaded(tmp_path, BY_AGE, second(), claim(f"{SID}/q1"))
    assert dxcompare.claims(ds).to_frame()["verdict"].to_list() == ["supported"]
    assert ds.claim["question_id"].to_list() == [f"{SID}/q1"]


def test_of_two_surveys_a_statement_knows_the_options_of_its_own(tmp_path):
    other = second()
    path = OPTIONS.replace("/ict/", "/biz/")
    other[path] = (other[path][0], "q1,tablet,パソコン", "q1,phone,スマートフォン")
    (english,), _ = faults(tmp_path, BY_AGE, other, claim(f"{SID}/q1", 'share(""q1"", ""tablet"", ""20-29"") > 40'))
    assert "column 'predicate': 'tablet' does not exist in data/raw/01202_hakodate/surveys/ict/options.csv" in english


@pytest.mark.long
def test_of_two_surveys_an_erratum_names_one(tmp_path):
    errata = f"{RAW}/errata.csv"
    english, _ = faults(tmp_path, BY_AGE, second(), {errata: (*PLAN[errata], ERRATUM.format("q1"))})
    assert len(english) == 1
    assert "there are several surveys" in english[0]
    part = {errata: (*PLAN[errata], ERRATUM.format("hakodate-biz-2022/q1"))}
    tables = build(lay(tmp_path, BY_AGE, second(), part))
    withheld = tables["response"].filter("quarantined")
    assert withheld["question_id"].to_list() == ["hakodate-biz-2022/q1"]
    assert tables["erratum"]["erratum_id"].to_list() == [f"{ID}/e01"]


@pytest.mark.long
def test_of_one_survey_the_short_name_is_enough(tmp_path):
    assert dxcompare.claims(loaded(tmp_path, BY_AGE, claim("q1"))).to_frame()["verdict"].to_list() == ["supported"]
