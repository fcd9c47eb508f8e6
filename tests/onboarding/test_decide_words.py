"""What words of a plan propose: indicators, columns of surveys, steps, items, kinds of promise."""

import pytest

from dxcompare.onboarding import decide
from dxcompare.onboarding.decide import book, groups, indicators, items, levels, steps, words
from dxcompare.sources.reader import Record
from dxcompare.tables.vocabularies import LEVELS, STAGES
from tests.conftest import ROOT
from tests.onboarding.decide_city import CITY, PLAN, new_city, write


def read(name, target, baseline="", **more):
    cells = {"name_ja": name, "target_text": target, "baseline_text": baseline, **more}
    return indicators.reading(indicators.printed(Record("kpis.csv", 2, cells)), "a-2024/k01", ["人", "件", "か所", "%"])


def asked(found):
    return {question["column"] for question in found.questions}


@pytest.mark.parametrize(
    ("name", "target", "baseline", "said"),
    [
        ("窓口の待ち時間", "10分", "15分", {"unit": "分", "direction": "lower", "scale": "amount", "upper_bound": ""}),
        ("職員一人の残業時間", "月20時間以内", "", {"direction": "lower", "period": "per_month"}),
        ("年間の印刷枚数の削減率", "30％", "", {"direction": "higher", "upper_bound": "", "lower_bound": ""}),
        ("満足度", "80％以上を維持", "82％", {"direction": "maintain", "scale": "percent", "period": "point"}),
        ("苦情件数", "0件", "3件", {"direction": "lower", "scale": "count", "period": "not_stated"}),
        ("講座の受講者数（累計）", "300名", "", {"unit": "人", "period": "cumulative"}),
        ("手続のオンライン化", "28/34手続", "", {"unit": "手続", "upper_bound": "34"}),
        ("システムの運用", "運用開始", "", {"unit": "", "direction": "", "scale": "none", "period": "point"}),
        ("参加者数", "60人", "", {"period": "cumulative"}),
        ("来庁（人/月）", "60", "70", {"unit": "人", "direction": "lower", "period": "per_month"}),
        ("参加団体", "60団体", "", {"direction": "higher", "period": "not_stated"}),
    ],
)
def test_an_indicator_is_read_by_its_print_and_its_words(name, target, baseline, said):
    formula = "定員20人×年6回×4年" if name == "参加者数" else ""
    found = read(name, target, baseline, formula_text=formula)
    assert {column: found.row[column] for column in said} == said
    assert not asked(found) & {*said}


@pytest.mark.parametrize(
    ("name", "target", "baseline", "column", "readings"),
    [
        ("会議室の数", "5", "", "unit", ["件"]),
        ("利用件数", "100件", "200件", "direction", ["higher", "lower"]),
        ("謎の指標", "3件", "", "direction", ["higher", "lower"]),
        ("公開の数", "3か所", "", "period", ["not_stated", "point"]),
        ("アクセス数（万件/月）", "5", "", "unit", ["件"]),
        ("テレワークのできる業務", "3業務", "", "period", ["point", "not_stated"]),
        ("庁舎の数", "50％", "20件", "unit", ["%", "件"]),
        ("印刷枚数の削減率", "30％", "", "scale", ["percent", "count", "amount", "rate", "none"]),
    ],
)
def test_what_is_not_sure_of_an_indicator_is_asked(name, target, baseline, column, readings):
    found = read(name, target, baseline)
    assert not found.sure
    (question,) = [one for one in found.questions if one["column"] == column]
    assert question["readings"] == readings
    assert question["why"]


def test_no_reading_is_proposed_of_what_cannot_be_read():
    assert read("率", "１０Ｏ％") is None
    assert read("率", "①5件②3件") is None


def test_an_unknown_unit_is_proposed_once(tmp_path):
    data = new_city(tmp_path)
    rows = [{"kpi": f"k0{n}", "name_ja": "配布数", "target_text": "5台"} for n in (1, 2)]
    write(data / "raw" / CITY / "kpis.csv", *rows)
    assert [one.row["unit"] for one in decide.propose(data, CITY) if one.table == "mappings/units.csv"] == ["台"]


def test_the_last_value_of_a_series_stands_in(tmp_path):
    data = new_city(tmp_path)
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "配布数", "target_text": ""})
    series = [{"kpi": "k01", "role": "target", "value_text": text} for text in ("3件", "5人")]
    write(data / "raw" / CITY / "kpi_values.csv", *series)
    (found,) = [one for one in decide.propose(data, CITY) if one.table == "mappings/kpis.csv"]
    assert found.row["unit"] == "人"


def test_an_indicator_is_proposed_once_it_is_decided_how_its_values_are_read_and_by_that(tmp_path):
    data = new_city(tmp_path)
    text = "５年間で１組織化\n卒業生の親"
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "応援団の組織化", "target_text": text})
    assert [one for one in decide.propose(data, CITY) if one.table == "mappings/kpis.csv"] == []
    key = {"plan": PLAN, "indicator": "k01", "end": "target", "text": text}
    more = {"kind": "amount", "value": "1", "unit": "組織", "comparator": "", "period": "cumulative"}
    write(data / "mappings" / CITY / "readings.csv", {**key, **more})
    (found,) = [one for one in decide.propose(data, CITY) if one.table == "mappings/kpis.csv"]
    assert {name: found.row[name] for name in ("unit", "scale", "period")} == {
        "unit": "組織",
        "scale": "count",
        "period": "cumulative",
    }


@pytest.mark.parametrize(
    ("name", "ends", "sure"),
    [
        ("研修の参加者数", ("年４０人", "４０人"), False),
        ("研修の受講率", ("100％", "100％"), True),
        ("事故件数", ("0件", "0件"), True),
        ("研修の参加者数", ("50人", "40人"), True),
    ],
)
def test_what_is_to_stay_as_it_is_is_asked_which_way_is_better(name, ends, sure):
    """Unless it cannot be better: whatever the words of its name say."""
    found = read(name, *ends)
    asks = [question["readings"] for question in found.questions if question["column"] == "direction"]
    assert asks == ([] if sure else [["higher", "lower", "maintain"]])


@pytest.mark.parametrize(
    ("label", "lowest", "said"),
    [
        ("18～29歳", 18, ("age", "18-29", "18", "29")),
        ("70歳代以上", None, ("age", "70+", "70", "")),
        ("20歳未満", 16, ("age", "16-19", "16", "19")),
        ("10代", 15, ("age", "15-19", "15", "19")),
        ("10代後半", 18, ("age", "18-19", "18", "19")),
        ("60代前半", None, ("age", "60-64", "60", "64")),
        ("男性・30歳代", None, ("age_sex", "male_30-39", "30", "39")),
        ("女性", None, ("sex", "female", "", "")),
        ("全体（n=764）", None, ("total", "total", "", "")),
        ("無回答", None, ("age", "no_answer", "", "")),
    ],
)
def test_a_column_is_read_by_its_heading(label, lowest, said):
    found = groups.group("s", label, [label, "20代", "30代", "総数"], lowest, set())
    assert tuple(found.row[name] for name in ("group_type", "group", "age_min", "age_max")) == said
    assert found.sure


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("会社員", "occupation"),
        ("東部地区", "district"),
        ("前回（R2）", "wave"),
        ("利用した", "other"),
        ("男性会社員", "other"),
    ],
)
def test_a_column_that_a_heading_does_not_settle_is_asked(label, kind):
    taken = {f"{kind}_1"}
    found = groups.group("s", label, [label, "20代"], None, taken)
    assert (found.row["group_type"], found.row["group"], found.sure) == (kind, f"{kind}_2", False)


def test_the_lowest_age_is_asked_where_the_card_says_none():
    assert not groups.group("s", "20歳未満", ["20歳未満"], None, set()).sure


@pytest.mark.parametrize(
    ("beside", "kind", "sure"), [(["男", "女"], "sex", True), (["男", "20代"], "age", False), ([], "other", False)]
)
def test_who_did_not_answer_is_of_what_stands_beside(beside, kind, sure):
    found = groups.group("s", "無回答", ["無回答", *beside], None, set())
    assert (found.row["group"], found.sure) == ("no_answer", sure)
    assert found.row["group_type"] == kind or not sure


@pytest.mark.parametrize(
    ("phrase", "stage", "first", "sure"),
    [
        ("導入検討", "study", "", True),
        ("システム構築", "build", "", True),
        ("試験運用開始", "pilot", "", True),
        ("策定作業の開始", "prepare", "", True),
        ("調査の実施", "study", "", True),
        ("導入・運用", "operate", "launch", True),
        ("対象手続の拡大検討", "operate", "", True),
        ("順次拡大", "expand", "", True),
        ("運用、効果検証", "review", "operate", False),
        ("セキュリティポリシーの検討", "prepare", "", False),
        ("利用者数", "", "", False),
    ],
)
def test_a_step_is_of_the_stage_that_its_last_word_says(phrase, stage, first, sure):
    found = steps.stage(phrase)
    assert (found.row["stage"], found.row["first_stage"], found.sure) == (stage, first, sure)


def test_a_step_without_a_word_of_a_stage_is_left():
    assert steps.stage("庁内LAN") is None


def test_what_decided_steps_end_in_settles_a_doubtful_end():
    decided = [{"phrase": f"{name}の整備", "stage": "expand"} for name in "甲乙"]
    assert not steps.stage("丙の整備").sure
    found = steps.stage("丙の整備", steps.learnt([Record("stages.csv", n, one) for n, one in enumerate(decided)]))
    assert (found.row["stage"], found.sure) == ("expand", True)


def test_steps_that_are_decided_for_all_are_not_proposed(tmp_path):
    data = new_city(tmp_path)
    row = {"measure": "1", "track": "", "令和7年度": "予算要求\n飛行船の導入", "令和8年度": "→", "span": "known"}
    write(data / "raw" / CITY / "schedules" / "yearly.csv", row)
    found = [one.row for one in decide.propose(data, CITY) if one.table == "mappings/stages.csv"]
    assert [(one["phrase"], one["stage"]) for one in found] == [("飛行船の導入", "launch")]


def codes(found, table):
    return [tuple(one.row[name] for name in table) for one in found]


def test_measures_are_coded_by_their_titles_and_always_asked(tmp_path):
    data = new_city(tmp_path)
    titles = ("行政手続のオンライン申請", "窓口へのAIの導入", "市民に寄り添う行政")
    rows = [{"measure": str(n), "title_ja": title} for n, title in enumerate(titles, start=1)]
    write(data / "raw" / CITY / "measures.csv", *rows)
    found = [one for one in decide.propose(data, CITY) if one.table == "mappings/codes_rules.csv"]
    assert codes(found, ("measure", "item", "role")) == [
        (f"{PLAN}/1", "online_procedures", "primary"),
        (f"{PLAN}/1", "frontyard_reform", "secondary"),
        (f"{PLAN}/2", "frontyard_reform", "primary"),
        (f"{PLAN}/2", "ai_rpa", "secondary"),
    ]
    assert not any(one.sure for one in found)


def test_a_measure_that_somebody_coded_is_not_proposed(tmp_path):
    data = new_city(tmp_path)
    write(data / "raw" / CITY / "measures.csv", {"measure": "1", "title_ja": "テレワークの推進"})
    row = {"measure": f"{PLAN}/1", "item": "telework", "role": "primary", "note": ""}
    write(data / "mappings" / CITY / "codes_tanaka.csv", row)
    assert decide.propose(data, CITY) == []


def test_of_a_plan_of_no_version_no_items_are_proposed_until_somebody_begins(tmp_path):
    data = new_city(tmp_path)
    (data / "raw" / CITY / "plan.yaml").write_text(f"plan_id: {PLAN}\nframework_version: none\n", encoding="utf-8")
    write(data / "raw" / CITY / "measures.csv", *({"measure": n, "title_ja": "テレワークの推進"} for n in "12"))
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "テレワークの利用率", "target_text": "70％"})
    assert {one.table for one in decide.propose(data, CITY)} == {"mappings/kpis.csv"}
    write(data / "mappings" / CITY / "codes_a.csv", {"measure": f"{PLAN}/1", "item": "telework", "role": "primary"})
    codes_of = [one.row["measure"] for one in decide.propose(data, CITY) if one.table == "mappings/codes_rules.csv"]
    assert codes_of == [f"{PLAN}/2"]


def test_an_indicator_measures_what_it_names_or_else_what_its_measure_is_about(tmp_path):
    data = new_city(tmp_path)
    raw = data / "raw" / CITY
    write(raw / "measures.csv", {"measure": "1", "title_ja": "ＲＰＡの活用"})
    names = ("情報セキュリティ研修の受講率", "学校での活用率", "残業時間", "拡大した数", "満足度")
    rows = [{"kpi": f"k{n}", "name_ja": name, "target_text": "5件"} for n, name in enumerate(names, start=1)]
    write(raw / "kpis.csv", *rows)
    write(raw / "kpi_places.csv", {"kpi": "k4", "measure": "1"}, {"kpi": "k1", "measure": "1"})
    found = [one for one in decide.propose(data, CITY) if one.table == "mappings/kpi_items.csv"]
    assert [(one.row["kpi"].rpartition("/")[2], one.row["item"], one.sure) for one in found] == [
        ("k1", "security", True),
        ("k2", "regional_digitalisation", False),
        ("k3", "none", False),
        ("k4", "ai_rpa", False),
    ]
    assert {one.row["coder"] for one in found} == {"rules"}


def test_steps_of_a_measure_on_two_items_are_proposed_and_no_others(tmp_path):
    data = new_city(tmp_path)
    raw = data / "raw" / CITY
    titles = ("オンライン申請", "テレワーク", "AIの活用とペーパーレス")
    write(raw / "measures.csv", *({"measure": str(n), "title_ja": title} for n, title in enumerate(titles, start=1)))
    cells = ("検討", "検討", "ペーパーレス会議の導入\nAI調査\n検討\n→")
    rows = [
        {"measure": str(n), "track": "", "令和7年度": cell, "span": "known"} for n, cell in enumerate(cells, start=1)
    ]
    write(raw / "schedules" / "yearly.csv", *rows)
    found = [one for one in decide.propose(data, CITY) if one.table == "mappings/step_items.csv"]
    assert [(one.row["measure"][-1], one.row["phrase"], one.row["item"], one.sure) for one in found] == [
        ("1", "検討", "online_procedures", True),
        ("1", "検討", "frontyard_reform", True),
        ("3", "ペーパーレス会議の導入", "bpr", False),  # it says not the main item
        ("3", "AI調査", "ai_rpa", True),
        ("3", "検討", "ai_rpa", False),
        ("3", "検討", "bpr", False),
    ]


def test_a_step_of_a_project_that_names_no_item_is_left(tmp_path):
    data = new_city(tmp_path)
    raw, own = data / "raw" / CITY, data / "mappings" / CITY
    write(raw / "measures.csv", {"measure": "1", "title_ja": "AIの活用とペーパーレス"})
    write(raw / "projects.csv", {"project": "p1", "track": "①", "title_ja": "人事", "heading_ja": "人事"})
    write(raw / "schedules" / "p1.csv", {"fy": "R7", "quarter": "1Q", "①": "検討\nAI調査"})
    write(own / "project_measures.csv", {"project": f"{PLAN}/p1", "track": "①", "measure": f"{PLAN}/1", "reason": ""})
    found = [one for one in decide.propose(data, CITY) if one.table == "mappings/step_items.csv"]
    assert [(one.row["project"], one.row["track"], one.row["phrase"]) for one in found] == [
        (f"{PLAN}/p1", "①", "AI調査")
    ]


def test_levels_are_proposed_and_what_is_left_open_is_asked():
    assert levels.level("アプリの利用者数")[0] == "outcome"
    assert levels.level("研修の開催回数")[0] == "activity"
    assert levels.level("受講者数")[0] == "output"
    assert levels.level("システムの整った状態", numeric=False)[0] == "output"
    assert levels.level("業務の拡大") is None


@pytest.mark.long
def test_levels_are_for_whoever_has_begun_the_table(tmp_path):
    data = new_city(tmp_path)
    write(data / "raw" / CITY / "kpis.csv", {"kpi": "k01", "name_ja": "受講者数", "target_text": "5人"})
    assert "mappings/kpi_levels.csv" not in {one.table for one in decide.propose(data, CITY)}
    heads = ("kpi", "level", "lacks", "reason", "reason_en", "coder")
    write(data / "mappings" / CITY / "kpi_levels.csv", dict.fromkeys(heads, ""))
    (found,) = [one for one in decide.propose(data, CITY) if one.table == "mappings/kpi_levels.csv"]
    assert (found.row["level"], found.sure, asked(found)) == ("output", False, {"lacks"})


def test_the_lists_speak_of_what_there_is_and_name_no_city():
    rules = (ROOT / "data" / "mappings" / "all" / "coding_rules.csv").read_text(encoding="utf-8").splitlines()[1:]
    listed = {line.partition(",")[0] for line in rules}
    assert {*book.NAMED} == listed
    assert {*book.HINTED} <= listed
    assert {*words.STAGE_ENDS.values()} == {*STAGES}
    assert {*words.LEVELS} == {*LEVELS}
    cities = ("北上", "那須", "烏山", "東御", "伊万里")
    source = (ROOT / "dxcompare" / "onboarding" / "decide").glob("*.py")
    assert not [city for path in source for city in cities if city in path.read_text(encoding="utf-8")]


def test_hints_give_way_to_what_is_named():
    assert [one.item for one in items.speaks("学校のテレワーク")] == ["telework"]
    assert [(one.item, one.named) for one in items.speaks("学校の設備")] == [("regional_digitalisation", False)]
    assert items.speaks("e-MAILの配信") == []
