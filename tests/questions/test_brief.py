"""One plan on one sheet, beside plans that could have acted on the same items."""

import pytest

from dxcompare import brief, coverage
from dxcompare.present.worksheet import sheets_of
from dxcompare.questions.brief.answers import _pace
from dxcompare.words.unknown import UnknownName
from tests.plans import NATIONAL, A, B, C, made, one, rows
from tests.tiers import first

MEASURE = rows(
    "measure_id plan_id title_ja title_en",
    ("a-2021/1", A, "カード普及", "Card"),
    ("a-2021/2", A, "祭り", "Festival"),
    ("b-2023/1", B, "AI", "AI"),
    ("b-2023/2", B, "カード", "Card"),
    ("c-2025/1", C, "カード", "Card"),
)
ACTS = [
    ("a-2021/1", "card", "a"),
    ("a-2021/2", "talent", "a"),  # no item of its version
    ("b-2023/1", "ai", "a"),
    ("b-2023/1", "telework", "a"),
    ("b-2023/2", "card", "a"),
    ("c-2025/1", "card", "a"),
    ("c-2025/1", "counter", "a"),
]


def sheet(city="甲市", acts=ACTS, **tables):
    return brief(made(acts, **{"measure": MEASURE, **tables}), city)


def standing(result):
    return dict(result.to_frame("items").select("item_id", "standing").iter_rows())


def answers(result):
    return [answer.answer.ja for answer in result.answers]


@pytest.mark.parametrize("city", first(["01001", "甲市", "Alpha", A]))
def test_a_plan_goes_by_code_name_or_id(city):
    assert sheet(city).plan["plan_id"] == A


def test_there_is_no_sheet_of_another():
    with pytest.raises(UnknownName):
        sheet("丁市")


@pytest.mark.long
def test_what_a_later_version_added_never_counts_against_an_older_plan():
    """The third version has staff, and widened the procedures of the others to counters, on which C acts."""
    acts = [*ACTS, ("c-2025/1", "talent", "a")]
    for city in ("甲市", "乙市"):
        found = sheet(city, acts).to_frame("items")
        assert one(found, item_id="talent")["standing"] == "not_applicable"
        row = one(found, item_id="counter")
        assert (row["name_ja"], row["standing"], row["could"]) == ("オンライン化", "nobody", 1)
    assert standing(sheet("丙町", acts))["counter"] == "alone"


def test_of_many_plans_that_are_compared_the_sheet_says_how_many_and_names_none():
    towns = {f"t{n}": f"020{n}" for n in range(10, 20)}
    plan = [{**NATIONAL["plan"][1], "plan_id": f"{one}-2023", "municipality_code": code} for one, code in towns.items()]
    town = [{**NATIONAL["municipality"][2], "municipality_code": code} for code in towns.values()]

    def under(n, lang):
        given = {"plan": [*NATIONAL["plan"], *plan[:n]], "municipality": [*NATIONAL["municipality"], *town[:n]]}
        return sheet(**given).sheet(lang).under

    assert under(9, "ja").endswith("ほか5計画。")
    assert "比べる計画：乙市・" in under(9, "ja")
    assert "比べる計画：ほかの12計画。" in under(10, "ja")
    assert "Compared with: 12 other plans." in under(10, "en")


def test_the_sheet_of_cities_by_items_has_them_as_the_chart_of_the_city_has():
    """Seventeen plans; the chosen one, which is not the first, goes ahead, and the others follow in the order of all."""
    towns = {f"t{n}": f"020{n}" for n in range(10, 24)}
    ds = made(
        ACTS,
        measure=MEASURE,
        plan=[
            *NATIONAL["plan"],
            *(
                {**NATIONAL["plan"][1], "plan_id": f"{one}-2023", "municipality_code": code}
                for one, code in towns.items()
            ),
        ],
        municipality=[
            *NATIONAL["municipality"],
            *(
                {**NATIONAL["municipality"][2], "municipality_code": code, "name_ja": f"{one}町"}
                for one, code in towns.items()
            ),
        ],
    )
    (own,) = ds.plans().filter(plan_id="t15-2023")["name_ja"]
    page = next(sheet for sheet in sheets_of(brief(ds, "t15-2023"), "ja") if sheet.name == "市×事項")
    chart = coverage(ds).plot(city="t15-2023", lang="ja")
    drawn = chart.data["plan_id"].unique(maintain_order=True).to_list()
    names = dict(ds.plans().select("plan_id", "name_ja").iter_rows())
    assert page.frame.columns[2:] == [names[plan] for plan in drawn][: len(page.frame.columns) - 2]
    assert page.frame.columns[2] == own
    assert len(page.frame.columns) == 14


def test_a_number_without_plans_whose_version_calls_the_item_otherwise_says_so():
    """A and B could act on procedures; C's version widened them to counters, and the chart has one row of all three."""
    result = sheet()
    row = one(result.to_frame("items"), item_id="counter")
    assert (row["could"], row["renamed"]) == (1, 1)
    block = result.sheet("ja").left[0]
    ends = {row[0]: row[2] for row in block.rows}
    assert (ends["オンライン化"], ends["カード"]) == ("1計画中0＊", "2計画中2")
    assert "＊策定時の版で事項の名や範囲が違う1計画は数えない。" in block.note
    assert "＊" not in brief(made(ACTS, measure=MEASURE).only(A, B), A).sheet("ja").left[0].note


@pytest.mark.long
def test_what_nobody_assessed_is_never_lacking():
    """The second version may or may not have telework; nobody has looked for staff."""
    assert standing(sheet("丙町"))["talent"] == "not_assessed"
    without = [act for act in ACTS if act[1] != "telework"]
    found = standing(sheet("乙市", acts=[*without, ("a-2021/1", "telework", "a")]))
    assert found["telework"] == "not_assessed"


def test_others_act_and_this_one_does_not():
    result = sheet(acts=[act for act in ACTS if act[0] != "a-2021/1"] + [("a-2021/1", "fax", "a")])
    row = one(result.to_frame("items"), item_id="card")
    assert (row["standing"], row["could"], row["acting"], row["acting_plans"]) == ("wanting", 2, 2, f"{B}+{C}")
    assert (
        "ここにない：番号付き施策は「カード」（2計画中2：乙市・丙町）。" in answers(result)[0]
    )  # under three: by name, too


def test_a_chapter_outside_the_measures_is_no_gap():
    acts = [act for act in ACTS if act[1] != "card" or act[0] != "a-2021/1"] + [("a-2021/1", "fax", "a")]
    chapters = {"chapter": rows("chapter_id plan_id", ("a-2021/c1", A))}
    result = brief(made(acts, [("chapter", "a-2021/c1", "card")], measure=MEASURE, **chapters), A)
    assert standing(result)["card"] == "chapter"
    assert "施策の外の章だけで扱う：「カード」" in answers(result)[0]
    assert "番号付き施策は「カード」" not in answers(result)[0]


@pytest.mark.long
def test_alone_among_two_that_could_is_said_and_beside_one_is_not():
    acts = [*(act for act in ACTS if act[1] != "card"), ("a-2021/1", "card", "a")]
    assert standing(sheet(acts=acts))["card"] == "only"
    assert "ここだけにある：番号付き施策は「カード」（3計画中）。" in answers(sheet(acts=acts))[0]
    two = brief(made(acts, measure=MEASURE).only(A, B), A)
    assert standing(two)["card"] == "only"
    assert "ここだけにある：比べたもののなかにはない" in answers(two)[0]


def test_a_plan_by_itself_is_compared_with_none():
    result = brief(made(ACTS, measure=MEASURE).only(A), A)
    assert standing(result)["card"] == "alone"
    assert answers(result)[0] == "ここには、比べる計画がほかにない。"
    assert "ahead" not in result.to_frame("cautions")["caution"]


def test_measures_that_touch_no_item_are_counted():
    result = sheet()
    assert result.to_frame("own")["title_ja"].to_list() == ["祭り"]
    said = answers(result)[0]
    assert "ない。国の事項に当たらない施策が1件（「祭り」）あり、ほかの計画にあるかは調べていない。" in said


def test_an_edition_that_was_revised_stands_aside_and_so_does_another_of_the_city():
    plans = [
        *NATIONAL["plan"],
        *rows("plan_id municipality_code revises", ("b-2024", "01002", B), ("a-2026", "01001", None)),
    ]
    for plan in plans[-2:]:
        plan |= {"start_fy": 2024, "end_fy": 2026, "framework_version": "2"}
    result = brief(made(ACTS, measure=MEASURE, plan=plans), A)
    assert result.to_frame("plans").filter("compared")["plan_id"].to_list() == ["b-2024", C]


KPI = rows(
    "kpi_id plan_id name_ja kind baseline target target_text target_fy unit direction upper_bound period",
    ("a-2021/k1", A, "利用率", "numeric", 10.0, 100.0, "100%", 2025, "%", "higher", 100.0, "point"),
    ("a-2021/k2", A, "参加者", "numeric", None, 10.0, "年10人", None, "人", "higher", None, "per_year"),
    ("a-2021/k3", A, "登録数", "numeric", None, 200.0, "200件", 2025, "件", "higher", None, "not_stated"),
    ("a-2021/k4", A, "導入率", "numeric", None, 50.0, "50%", None, "%", "higher", 100.0, "point"),
    ("a-2021/k5", A, "整備", "qualitative", None, None, "整備", 2025, None, "higher", None, "point"),
    ("a-2021/k6", A, "手続", "numeric", 1.0, 2.0, "2件", 2025, "件", "higher", None, "point"),
)
LEVEL = rows(
    "kpi_id level lacks",
    ("a-2021/k1", "outcome", None),
    ("a-2021/k2", "output", None),
    ("a-2021/k3", "output", None),
    ("a-2021/k4", "output", None),
    ("a-2021/k5", "output", "what"),
)


def test_whether_success_can_be_seen():
    result = sheet(kpi=KPI, kpi_level=LEVEL)
    assert result.to_frame("targets")["seen"].to_list() == ["yes", "met_only", "open", "no_year", "open", "not_judged"]
    assert result.to_frame("targets")["gap"].to_list()[0] == 1.0
    said = answers(result)[1]
    assert (
        "指標6件のうち、使われ方や変化（成果）を掲げるのは1件、達したかを計画の記載だけで見分けられるのは2件。" in said
    )
    assert "が決まっている1件では、その値までめざすのが1件。" in said


def test_what_keeps_its_value_is_counted_of_all_indicators():
    """One indicator goes to its best value, another keeps it: the two are of different wholes, and both are named."""
    kept = {**KPI[0], "kpi_id": "a-2021/k7", "baseline": 100.0}
    said = sheet(kpi=[*KPI, kept], kpi_level=LEVEL).answers[1].answer
    assert "決まっている1件では、その値までめざすのが1件。指標7件のうち、いまの値を保つのが1件。" in said.ja
    assert "Of the 1 indicator with a baseline and a best possible value" in said.en
    assert said.en.endswith("Of all 7, 1 keeps what there is.")


def test_each_number_of_targets_is_explained_and_what_is_left_open_told():
    """What is left open is told by row; the note explains the kinds that occur, and no others."""
    result = sheet(kpi=KPI, kpi_level=LEVEL)
    left = dict(result.to_frame("targets").select("kpi_id", "left_open").iter_rows())
    assert [left[f"a-2021/k{n}"] for n in (1, 3, 5)] == [None, "period", "what"]
    block = result.sheet("ja").right[0]
    assert "数え方不明 2件（" in block.note
    assert "年度なし 1件（いつまでかの記載がない）" in block.note
    assert "誤差内" not in block.note
    tells = block.head.index("分かること")
    assert [row[tells] for row in block.rows][2::2] == ["不明：期間", "不明：何を"]


def decide(kind, one, item):
    """That an indicator measures an item, or a chapter treats it."""
    return (kind, one, item)


MEASURED = [decide("kpi", "a-2021/k4", "card"), decide("kpi", "a-2021/k6", "card")]
OF_CARD = rows("kpi_id measure_id", ("a-2021/k4", "a-2021/1"), ("a-2021/k6", "a-2021/1"))


def test_the_indicators_of_what_only_this_plan_has_stand_first_and_are_never_cut():
    result = brief(made(ACTS, MEASURED, measure=MEASURE, kpi=KPI, kpi_level=LEVEL, kpi_measure=OF_CARD), A)
    card = one(result.to_frame("items"), item_id="card")
    assert (card["only_mark"], card["only_could"]) == ("has_indicator", 2)
    assert "事項を測る指標は「カード」（3計画中）" in answers(result)[0]
    block = result.sheet("ja").right[0]
    assert [row[0] for row in block.cut(0).rows] == ["導入率", "手続"]
    assert block.strong == frozenset({0, 1})
    items = result.sheet("ja").left[0]
    assert [row[0] for row in items.cut(1).rows] == ["カード"]


@pytest.mark.long
def test_what_one_of_two_has_is_no_lack_and_what_both_have_is():
    """B alone has an indicator for it: this plan does not lack one. With C's it does."""
    of_b = [{**row, "kpi_id": row["kpi_id"].replace("a-2021", B), "plan_id": B} for row in KPI]
    of_c = [{**row, "kpi_id": row["kpi_id"].replace("a-2021", C), "plan_id": C} for row in KPI]
    links = rows("kpi_id measure_id", (f"{B}/k1", "b-2023/2"), (f"{C}/k1", "c-2025/1"))
    found = [decide("kpi", f"{B}/k1", "card"), decide("kpi", f"{C}/k1", "card")]

    def said(n):
        ds = made(ACTS, found[:n], measure=MEASURE, kpi=of_b + of_c, kpi_measure=links[:n])
        result = brief(ds, A)
        return answers(result)[0], {row[0]: row[1] for row in result.sheet("ja").left[0].rows}["カード"]

    assert said(1)[1] == "施策1件（指標はほか1/2）"
    assert "測る指標" not in said(1)[0]
    assert said(2)[1] == "施策1件、指標なし（ほか2/2）"
    assert "ここにない：事項を測る指標は「カード」（2計画中2：乙市・丙町）、" in said(2)[0]


def test_a_target_in_words_is_no_dated_numeric_one_and_the_cell_says_which_is_lacking():
    """B and C have 80 % by 2025 for the card; A has an indicator for it, with a target in words."""
    number = [{**KPI[0], "kpi_id": f"{plan}/k1", "plan_id": plan} for plan in (B, C)]
    found = [decide("kpi", kpi, "card") for kpi in ("a-2021/k5", f"{B}/k1", f"{C}/k1")]
    places = rows("kpi_id measure_id", ("a-2021/k5", "a-2021/1"), (f"{B}/k1", "b-2023/2"), (f"{C}/k1", "c-2025/1"))
    result = brief(made(ACTS, found, measure=MEASURE, kpi=[*KPI, *number], kpi_measure=places), A)
    here = {lang: {row[0]: row[1] for row in result.sheet(lang).left[0].rows} for lang in ("ja", "en")}
    assert here["ja"]["カード"] == "施策1件、年度付き数値目標なし（ほか2/2）"
    assert here["en"]["Card"] == "1 measure; no dated numeric target (others 2/2)"
    assert "ここにない：年度付きの数値目標は「カード」（2計画中2：乙市・丙町）。" in answers(result)[0]


@pytest.mark.long
def test_the_year_of_a_target_stands_beside_the_deadline():
    """A numeric target with a year, and one in words, are told apart, and said to be later than the deadline or not."""
    for kpi, told in (("k1", "数値目標は2025年度、期限より後"), ("k5", "言葉の目標は2025年度、期限より後")):
        ds = made(
            ACTS,
            [decide("kpi", f"a-2021/{kpi}", "card")],
            measure=MEASURE,
            kpi=KPI,
            kpi_measure=rows("kpi_id measure_id", (f"a-2021/{kpi}", "a-2021/1")),
        )
        (block,) = (
            one for side in ("left", "right") for one in getattr(brief(ds, A).sheet("ja"), side) if "期限" in one.title
        )
        (row,) = (one for one in block.rows if one[0] == "カードの普及")
        assert row[2].startswith("いえない：")
        assert row[2].endswith(told)


@pytest.mark.parametrize(("years", "months", "to"), [(0.75, 9, "2022-12-01"), (2.0, 24, "2024-03-01")])
def test_a_pace_is_a_change_over_its_span_and_no_yearly_rate(years, months, to):
    row = {
        **{"name_ja": "交付率", "name_en": "Cards", "baseline_fy": 2021, "target_fy": 2025, "change_per_year": 15.0},
        **{"from_date": "2022-03-01", "from_value": 40.0, "to_date": to, "to_value": 58.0, "gained": 18.0},
        "observed_years": years,
    }
    said = _pace(row)
    assert f"4年で60ポイントの変化。公的統計では2022-03-01の40％から{to}の58％へ、{months}か月で18.0ポイント" in said.ja
    assert f"18.0 points in {months} months" in said.en
    assert "a year" not in said.en


def test_a_plan_without_indicators_says_so():
    assert answers(sheet())[1] == "指標の記載がない。"


@pytest.mark.long
def test_without_a_survey_the_figure_is_japans_and_says_so():
    told = rows(
        "indicator_id area_code group_id year value_text value unit comparator",
        ("internet_use", "00000", "age_70_79", 2020, "59.6%", 59.6, "%", "eq"),
        ("internet_use", "00000", "age_13_59", 2020, "9割超", 90.0, "%", "gt"),
        ("internet_use", "00000", "age_70_79", 2019, "50%", 50.0, "%", "eq"),
        ("internet_use", "00000", "total", 2020, "83.4", 83.4, "%", "eq"),
    )
    named = rows("indicator_id name_ja name_en", ("internet_use", "ネット利用率", "Internet use"))
    result = sheet(reference_stat=told, indicator=named)
    assert result.to_frame("ages")["scope"].unique().to_list() == ["nation"]
    assert answers(result)[2] == (
        "住民調査なし（計画に集計表がない）。全国では、ネット利用率は13〜59歳90％超、70〜79歳59.6％（2020年、全国の値でこの市の値ではない）。"
    )
    (block,) = (one for one in result.sheet("en").left if one.title.startswith("By age"))
    assert "none for ages 60–69" in block.note
    assert answers(sheet())[2] == "住民調査なし（計画に集計表がない）。全国の年代別の値もない。"


@pytest.mark.long
def test_a_draft_and_an_ended_plan_say_so():
    plans = [{**row, "status": "draft"} if row["plan_id"] == A else row for row in NATIONAL["plan"]]
    result = sheet(plan=plans)
    assert result.title.ja == "甲市（案）の計画を1枚で見る"
    assert "案である" in answers(result)[3]
    late = sheet(edition=rows("version date", ("1", "2026-05-01")))
    assert "計画期間は2025年度まで" in answers(late)[3]
    assert "案" not in answers(late)[3]


@pytest.mark.long
def test_what_few_plans_hold_and_what_most_others_hold():
    evaluation = rows("plan_id number item_ja verdict", (A, 1, "カード", "done"), (B, 1, "カード", "done"))
    assert "半数以下" not in answers(sheet(evaluation=evaluation))[0]  # two of three
    alone = sheet(evaluation=evaluation[:1])
    assert one(alone.to_frame("contents"), what="verdicts")["others"] == 0
    assert "ここだけにある：前計画の評価（3計画中）。" in answers(alone)[0]
    assert "前計画の評価（2計画中2：甲市・乙市）" in answers(sheet("丙町", evaluation=evaluation))[0]
    assert "前計画の評価" not in answers(sheet("丙町", evaluation=evaluation[:1]))[0]  # one of two is no lack


@pytest.mark.long
def test_here_alone_is_not_said_where_a_later_version_has_the_item_widened_and_acts():
    """A and B could act on procedures; C, of the version that widened them to counters, acts on those."""
    acts = [("a-2021/1", "online", "a"), ("b-2023/1", "card", "a"), ("c-2025/1", "counter", "a")]
    assert standing(sheet(acts=acts))["counter"] == "shared"
    assert standing(sheet(acts=[*acts[:2], ("c-2025/1", "card", "a")]))["counter"] == "only"


FIGURES = rows(
    "indicator_id area_code group_id value_text value unit",
    ("rate", "01001", "total", "50", 50.0, "%"),
    ("rate", "01001", "peers_median", "44.5", 44.5, "%"),
    ("rate", "01001", "peers_q1", "38", 38.0, "%"),
    ("rate", "01001", "peers_q3", "50", 50.0, "%"),
    ("rate", "01001", "peers_answered", "140", 140.0, "団体"),
    ("rate", "01000", "total", "83", 83.0, "%"),  # of the prefecture's own office
    ("rate", "01000", "median", "21", 21.0, "%"),
    ("rate", "01000", "answered", "33", 33.0, "団体"),
    ("rate", "00000", "median", "30", 30.0, "%"),
    ("rate", "00000", "answered", "1739", 1739.0, "団体"),
    ("cio", "01001", "total", "実施", None, "状況"),
    ("cio", "01000", "done", "22", 22.0, "団体"),
    ("cio", "01000", "answered", "33", 33.0, "団体"),
    ("cio", "00000", "done", "1270", 1270.0, "団体"),
    ("cio", "00000", "answered", "1733", 1733.0, "団体"),
    ("only_here", "01001", "total", "9", 9.0, "%"),
)


def test_official_figures_stand_beside_what_compares():
    named = rows("indicator_id name_ja name_en", *((one, one, one) for one in ("cio", "rate", "only_here")))
    found = sheet(reference_stat=FIGURES, indicator=named).to_frame("figures")
    assert found["indicator_id"].to_list() == ["rate", "cio"]  # what nothing stands beside is left out
    rate, cio = found.iter_rows(named=True)
    assert (cio["short_ja"], cio["before"]) == ("cio", False)
    assert [rate[f"peers{end}"] for end in ("", "_q1", "_q3", "_n")] == [44.5, 38.0, 50.0, 140]
    assert (rate["beside"], rate["prefecture"], rate["prefecture_q1"], rate["nation"]) == ("median", 21.0, None, 30.0)
    assert (cio["beside"], round(cio["prefecture"]), cio["nation_n"], cio["peers"]) == ("share", 67, 1733, None)


def test_of_a_table_of_all_municipalities_the_sheet_counts_itself():
    """As of an official table that was added: nothing printed of prefecture, nation or peers."""
    towns = rows(
        "municipality_code name_ja name_en name_kana prefecture_ja prefecture_en population share_65",
        *(
            (code, f"市{code}市", f"C{code} City", "し", "県", "East", 1000, 30.0)
            for code in ("01001", "01002", "02001", *(f"0{1 + i % 2}{200 + i}" for i in range(22)))
        ),
    )
    told = rows(
        "indicator_id area_code group_id value_text value unit",
        *(("rate", town["municipality_code"], "total", str(i), float(i), "%") for i, town in enumerate(towns)),
        *(
            ("cio", town["municipality_code"], "total", "実施" if i % 4 else "未実施", None, "状況")
            for i, town in enumerate(towns)
        ),
    )
    named = rows("indicator_id name_ja name_en", *((one, one, one) for one in ("cio", "rate")))
    found = sheet("01001", municipality=towns, reference_stat=told, indicator=named).to_frame("figures")
    rate, cio = found.iter_rows(named=True)
    assert [rate[f"nation{end}"] for end in ("", "_q1", "_q3", "_n")] == [12.0, 6.0, 18.0, 25]
    assert [rate[f"prefecture{end}"] for end in ("", "_n")] == [11.0, 13]
    assert [rate[f"peers{end}"] for end in ("", "_n")] == [12.5, 24]
    assert (cio["beside"], cio["nation"], cio["nation_n"]) == ("share", 100 * 18 / 25, 25)


@pytest.mark.long
def test_a_figure_of_whole_areas_has_no_peers_and_needs_one_date():
    told = [
        {"indicator_id": name, "area_code": area, "group_id": "total", "unit": "%", "as_of": when}
        | {"value_text": "40", "value": value}
        for name, last in (("issued", "2022-12-31"), ("older", "2021-12-31"))
        for area, value, when in (("01001", 40.0, "2022-12-31"), ("01000", 41.0, last), ("00000", 42.0, last))
    ]
    named = rows("indicator_id name_ja name_en", ("issued", "交付率", "Issued"), ("older", "古い", "Older"))
    found = one(sheet(reference_stat=told, indicator=named).to_frame("figures"), indicator_id="issued")
    assert [found[name] for name in ("beside", "peers", "prefecture", "nation")] == ["area", None, 41.0, 42.0]
    assert sheet(reference_stat=told, indicator=named).to_frame("figures").height == 1


def test_plans_in_doubt_are_not_counted_with_a_measure_or_without():
    """Telework may be in the second version: B acts on it, but whether it could is not known, nor of B itself."""
    acts = [act for act in ACTS if act[1] != "telework"]
    for others in (acts, ACTS):  # B acts not, or acts: C is compared with A alone either way
        result = sheet("丙町", [*others, ("a-2021/1", "telework", "a")])
        row = one(result.to_frame("items"), item_id="telework")
        assert [row[name] for name in ("could", "acting", "acting_plans", "doubtful")] == [1, 1, A, 1]
        assert "（1事項で1計画）は、施策があっても数えない。" in result.sheet("ja").left[0].note
    result = sheet("乙市", [*ACTS, ("a-2021/1", "telework", "a")])
    own = one(result.to_frame("items"), item_id="telework")
    assert (own["standing"], own["could"], own["doubtful"]) == ("shared", 0, 0)
    assert ("テレワーク", "施策1件（版にあるか不明）", "―") in result.sheet("ja").left[0].rows
