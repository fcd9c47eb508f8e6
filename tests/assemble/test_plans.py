"""The card of a plan: periods, versions, editions, municipalities, codes; and what is no text."""

import pytest

import dxcompare
from dxcompare.assemble import build
from dxcompare.evidence.lineage import AS_WRITTEN, against
from tests.assemble.madeup import BY_AGE, ID, OWN, PLAN, RAW, changed, faults, lay, loaded
from tests.tiers import first

CARD = f"{RAW}/plan.yaml"


def test_a_period_of_months_is_one_of_fiscal_years(tmp_path):
    assert build(lay(tmp_path))["plan"].select("start_fy", "end_fy").row(0) == (2023, 2027)


@pytest.mark.long
def test_a_plan_without_an_end_is_open_and_never_over(tmp_path):
    ds = loaded(tmp_path, changed(CARD, "end_text: 令和10年3月", "end_text:"))
    plan = ds.plans().row(0, named=True)
    assert (plan["start_fy"], plan["end_fy"], plan["ended"]) == (2023, None, False)
    assert "2023–" in dxcompare.overview(ds).plot("periods", lang="en").svg()
    assert ">2023–<" in dxcompare.coverage(ds).plot(lang="en").svg()
    assert dxcompare.timeline(ds).to_frame("plans")["end_fy"].to_list() == [None]


@pytest.mark.long
@pytest.mark.parametrize("version", ["none", ""])
def test_a_plan_under_no_national_version(tmp_path, version):
    ds = loaded(tmp_path, changed(CARD, "'2.3'", version))
    assert ds.plan["framework_version"].to_list() == [None]
    assert against(ds, "dx", AS_WRITTEN) == {ID: None}


@pytest.mark.long
def test_a_joint_plan_is_of_several_municipalities(tmp_path):
    ds = loaded(tmp_path, changed(CARD, "'01202'", "'01202+01203'"), BY_AGE)
    assert ds.plans().select("municipality_code", "name_ja", "name_en").row(0) == (
        "01202+01203",
        "函館市・小樽市",
        "Hakodate & Otaru",
    )
    assert ds.survey["municipality_code"].to_list() == ["01202+01203"]
    assert ds.people("01202+01203", 20, 29) is None  # the census of these is not here
    assert dxcompare.shares(ds, "hakodate-ict-2022/q1").to_frame().height == 4
    assert set(dxcompare.outcomes(ds).to_frame()["plan_id"]) == {ID}


def test_the_people_of_a_joint_plan_are_added_up(ds):
    each = [ds.people(code, 20, 29) for code in ("03206", "20219")]
    assert ds.people("03206+20219", 20, 29) == sum(each)
    assert ds.people("03206+20219", 21, 29) is None


@pytest.mark.parametrize(
    ("code", "english", "japanese"),
    first(
        [
            ("01000", "'01000' is no municipality of today: a prefecture (北海道)", "都道府県（北海道）"),
            ("01101", "'01101' is no municipality of today: a ward of 札幌市", "札幌市の行政区"),
            ("14131", "'14131' is no municipality of today: a ward of 川崎市", "川崎市の行政区"),
            ("40305", "那珂川町, since 2018-10-01 那珂川市 (40231)", "那珂川町。2018-10-01から那珂川市（40231）"),
            ("04423", "since 2016-10-10 富谷市 (04216)", "2016-10-10から富谷市（04216）"),
            ("1202", "has the leading zero been lost", "先頭の 0 が落ちていませんか"),
            ("012025", "the sixth digit is a check digit; write '01202'", "6桁目は検査数字です"),
            (
                "01299",
                "'01299' does not exist in data/raw/reference/municipalities.csv",
                "「01299」は data/raw/reference/municipalities.csv にありません",
            ),
            (
                "13199",
                "'13199' does not exist in data/raw/reference/municipalities.csv",
                "「13199」は data/raw/reference/municipalities.csv にありません",
            ),
            ("01202+40305", "since 2018-10-01 那珂川市 (40231)", "那珂川市（40231）"),
        ],
    ),
)
def test_a_code_says_what_it_is(tmp_path, code, english, japanese):
    (en,), (ja,) = faults(tmp_path, changed(CARD, "'01202'", f"'{code}'"))
    assert en.startswith(f"data/{CARD}, row 2, column 'municipality_code': ")
    assert english in en
    assert japanese in ja


def test_a_folder_named_after_another_city_is_a_fault(tmp_path):
    (english,), (japanese,) = faults(tmp_path, changed(CARD, "'01202'", "'01203'"))
    assert english.endswith(
        "a plan with the code '01203' lies in a folder whose name begins with it (this one is 01202_hakodate)"
    )
    assert "フォルダーに置きます" in japanese


# editions


def revised():
    """The same plan once more, as a later edition in a folder of its own."""
    again = {}
    for path, lines in PLAN.items():
        path = path.replace("01202_hakodate", "01202_hakodate_rev")
        again[path] = tuple(line.replace(ID, "hakodate-rev-2023") for line in lines)
    card = CARD.replace("01202_hakodate", "01202_hakodate_rev")
    source = f"{RAW}_rev/source.yaml"
    again[source] = tuple(line.replace("hakodate-rev-2023-plan", "hakodate-2024-plan") for line in again[source])
    again[card] = tuple(line.replace("hakodate-rev-2023-plan", "hakodate-2024-plan") for line in again[card])
    again[card] += ("edition: 改訂版", f"revises: {ID}")
    return again


@pytest.mark.long
def test_two_editions_of_one_plan_stand_side_by_side(tmp_path):
    ds = loaded(tmp_path, revised(), BY_AGE)
    assert ds.plan.select("plan_id", "edition", "revises").rows() == [
        (ID, None, None),
        ("hakodate-rev-2023", "改訂版", ID),
    ]
    result = dxcompare.coverage(ds)
    assert list(result.plan_names("ja").values()) == ["函館市", "函館市 改訂版"]
    assert result.plot(lang="ja").data.height
    # a survey is one plan's, and is not counted twice
    assert ds.survey["plan_id"].to_list() == [ID]
    contents = dxcompare.overview(ds).to_frame().filter(what="questions")
    assert dict(contents.select("plan_id", "count").iter_rows()) == {ID: 1, "hakodate-rev-2023": None}
    assert dxcompare.bases(ds).to_frame().height == 2
    assert ds.only("hakodate-rev-2023").survey.is_empty()


def test_an_edition_revises_a_plan_that_is_here(tmp_path):
    (english,), _ = faults(tmp_path, {CARD: (*PLAN[CARD], "revises: hakodate-2018")})
    assert "column 'revises': 'hakodate-2018' does not exist in data/raw/01202_hakodate/plan.yaml" in english


# what is typed wrongly


def test_a_list_in_a_card_is_a_fault_with_its_line(tmp_path):
    english, japanese = faults(tmp_path, changed(CARD, "title_ja: 函館市DX計画", "title_ja: [函館市, DX計画]"))
    assert english == [f"data/{CARD}, row 3, column 'title_ja': 'title_ja' takes one text, no list"]
    assert japanese == [f"data/{CARD} 3行目 列「title_ja」: 「title_ja」には一つの文言が必要です（一覧や組ではなく）"]


def test_a_mapping_in_a_card_is_a_fault(tmp_path):
    english, _ = faults(tmp_path, changed(CARD, "status: adopted", "status: {ja: adopted}"))
    assert f"data/{CARD}, row 4: key 'status.ja' is unknown; did you mean 'status'?" in english


@pytest.mark.parametrize("key", first(["plan_id", "municipality_code", "source_id"]))
def test_a_list_where_an_id_belongs_is_no_traceback(tmp_path, key):
    value = next(line for line in PLAN[CARD] if line.startswith(key)).partition(": ")[2]
    english, _ = faults(tmp_path, changed(CARD, f"{key}: {value}", f"{key}: [a, b]"))
    assert any(f"'{key}' takes one text" in line for line in english)


def test_a_date_that_does_not_exist_is_a_fault(tmp_path):
    (english,), (japanese,) = faults(tmp_path, changed(f"{RAW}/source.yaml", "'2023-03'", "'2023-13-45'"))
    assert english.endswith("column 'published': there is no date '2023-13-45'")
    assert japanese.endswith("「2023-13-45」という日付はありません")


@pytest.mark.parametrize("page", first(["p.63", "63-64", "六三", "0", "063", "6 3", "1.0", "63①", "12345"]))
def test_a_page_is_digits(tmp_path, page):
    (english,), (japanese,) = faults(tmp_path, changed(f"{RAW}/measures.csv", ",2,表", f",{page},表", of=one_measure()))
    assert english.endswith(f"a page is a number from 1 on, found {page!r}; write its digits alone, such as 63")
    assert "ページは 1 から始まる番号" in japanese


def one_measure():
    """The measures, of which one alone has a page."""
    head, first, second = PLAN[f"{RAW}/measures.csv"]
    return {f"{RAW}/measures.csv": (head, first, second.replace(",2,表", ",,表"))}


def test_decisions_stand_in_the_folder_of_the_edition(tmp_path):
    part = revised()
    wrong = {f"{OWN}/kpi_items.csv": (*PLAN[f"{OWN}/kpi_items.csv"], "hakodate-rev-2023/k01,none,別,a")}
    del part["mappings/01202_hakodate_rev/kpi_items.csv"]
    english, _ = faults(tmp_path, part, wrong)
    assert english == [
        f"data/{OWN}/kpi_items.csv, row 3, column 'kpi': the row on 'hakodate-rev-2023/k01' belongs in "
        "data/mappings/01202_hakodate_rev/kpi_items.csv"
    ]
