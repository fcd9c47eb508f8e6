"""What the tables of the sheet of one plan are."""

from __future__ import annotations

from typing import Any

from dxcompare.tables import common
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.derived_plan import Ambition, Coverage
from dxcompare.tables.documents import Source
from dxcompare.tables.kpis import Kpi
from dxcompare.tables.measures import Measure
from dxcompare.tables.national import Item
from dxcompare.tables.official import ReferenceStat
from dxcompare.tables.promises import KpiLevel
from dxcompare.tables.schedules import Milestone
from dxcompare.words.text import Text

#: the four questions of the sheet → as they are asked.
QUESTIONS: dict[str, Text] = {
    "others": Text(
        "ここだけの取組、ほかにあってここにない取組は", "What does only this plan have, and what does it lack?"
    ),
    "targets": Text("目標は意欲的か", "Are its targets ambitious?"),
    "age": Text("年齢で取り残されるのは誰か", "Who is left out by age?"),
    "not": Text("結論してはならないことは", "What must not be concluded?"),
}

#: where a plan stands on a national item, beside the plans of other municipalities whose versions have it → in words.
STANDINGS: dict[str, Text] = {
    "only": Text("この計画だけに番号付き施策がある", "this plan alone has a numbered measure"),
    "shared": Text("ほかの計画にも番号付き施策がある", "other plans have numbered measures, too"),
    "alone": Text("番号付き施策がある。比べられる計画はない", "has a numbered measure; no other plan to compare"),
    "wanting": Text(
        "ほかの計画にはあるが、ここに番号付き施策はない", "others have a numbered measure, this plan has none"
    ),
    "chapter": Text(
        "番号付き施策はないが、施策の外の章が扱う", "no numbered measure, but a chapter outside the measures treats it"
    ),
    "optional": Text(
        "番号付き施策はない。取り組むかは各団体の判断で、不足ではない",
        "no numbered measure; it is for each body to decide, so that is no gap",
    ),
    "nobody": Text("ほかの計画にも番号付き施策はない", "no other plan has a numbered measure either"),
    "not_applicable": Text("策定時の国の計画の版にない", "not in the national version of its time"),
    "not_assessed": Text("未判定", "not assessed"),
}

#: what may set a plan apart on an item besides a measure → in words.
MARKS: dict[str, Text] = {
    "has_indicator": Text("事項を測る指標", "an indicator"),
    "has_target": Text("年度付きの数値目標", "a numeric target with a year"),
}

#: what some plans hold and others do not, besides measures → in words.
CONTENTS: dict[str, Text] = {
    "kpis": Text("指標", "indicators"),
    "steps": Text("工程", "dated steps"),
    "verdicts": Text("前計画の評価", "verdicts on the former plan"),
    "questions": Text("住民調査の集計表", "tables of a residents' survey"),
}

#: whether it can be seen that a target was met; the first that fits, in this order.
SEEN: dict[str, Text] = {
    "not_judged": Text("未判定", "not assessed"),
    "open": Text("何をどう数えるかが定まらない", "what is counted is left open"),
    "no_year": Text("いつまでかの記載がない", "by when is not stated"),
    "met_only": Text("達したかは分かる（現状値の記載がない）", "whether it was met (no baseline is stated)"),
    "survey": Text("調査の誤差に埋もれるおそれ", "may be lost in the error of the survey"),
    "yes": Text("達したか、どれだけ変わったかが分かる", "whether it was met, and how much changed"),
}

#: what is left open of what an indicator counts → in words.
OPEN: dict[str, Text] = {
    "what": Text("何をもって数えるか", "what counts"),
    "of_what": Text("何に対する割合か", "of what it is a share"),
    "period": Text("どの期間で数えるか", "over what period"),
}

#: what stands beside a municipality's own figure → in words.
BESIDE: dict[str, Text] = {
    "median": Text("市区町村の中央値", "median of municipalities"),
    "share": Text("実施と答えた市区町村の割合", "share of municipalities that have it in place"),
    "area": Text("その地域全体の値", "the area as a whole"),
}

#: whose figures by age are shown.
SCOPES: dict[str, Text] = {
    "city": Text("この市の住民調査", "this municipality's survey"),
    "nation": Text("全国（この市の値ではない）", "Japan (not this municipality)"),
}

#: what must not be concluded → code of the sentence, in the order in which they are shown.
CAUTIONS: dict[str, Text] = {
    "ahead": Text("順位", "rank"),
    "silence": Text("施策がないこと", "no measure"),
    "targets": Text("目標の数と高さ", "number and height of targets"),
    "status": Text("計画の状態", "status of the plan"),
    "later": Text("対象外の事項", "not applicable"),
    "unread": Text("未判定の事項", "not assessed"),
    "survey": Text("調査", "survey"),
    "figures": Text("公的統計", "official figures"),
    "reader": Text("判定者", "who judged"),
}


class Answers(Table):
    """One of the four questions, answered in a line."""

    one_row = Text("四つの問いの一つと、その答え", "One of the four questions, and its answer")
    called = Text("四つの答え", "Four answers")

    question = one_of(QUESTIONS, ("問い", "Question"), key=True)
    answer_ja, answer_en = common.named("答え", "Answer")


class Items(Table):
    """Where the plan stands on a national item, beside other plans."""

    one_row = Text("国の事項について、この計画とほかの計画に何があるか", "A national item in this plan and in others")
    called = Text("国の事項とほかの計画", "Items beside other plans")

    item_id = common.item_id(key=True, beside="name")
    name_ja, name_en = common.item()
    short_ja, short_en = common.named("略称", "Short name", beside="name")
    in_doubt = like(Coverage.in_doubt)
    standing = one_of(STANDINGS, ("ほかの計画と比べて", "Beside other plans"))
    could = whole(
        ("比べられる計画", "Plans to compare"),
        ("策定時の版に事項があり、判定したほかの市区町村の計画の数", "other plans that could act on it and were read"),
    )
    doubtful = whole(
        ("版にあるか不明の計画", "Plans in doubt"),
        (
            "事項が策定時の版にあるか確かめられず、施策の有無にかかわらず比べないほかの計画の数",
            "other plans not compared, with a measure or without, since no source tells if their version has the item",
        ),
    )
    renamed = whole(
        ("別の名の計画", "Under another name"),
        (
            "策定時の版では事項の名や範囲が違い、比べないほかの計画の数",
            "other plans not compared, since their version has the item under another name or widened",
        ),
    )
    acting = whole(
        ("番号付き施策のある計画", "Plans with a measure"), ("そのうち番号付き施策のある計画の数", "those with one")
    )
    acting_plans = text(
        ("施策のあるほかの計画", "Other plans with a measure"),
        ("番号付き施策のあるほかの計画", "other plans with a numbered measure"),
        ref="plan.plan_id",
    )
    only_could = whole(
        ("ここだけと比べた計画", "Plans beside which it is alone"),
        (
            "この計画だけにあるものを読み取れるほかの計画の数",
            "other plans in which what only this plan has could be read",
        ),
        null=True,
    )
    only_mark = one_of(
        MARKS,
        ("この計画だけにあるもの", "Only here"),
        ("比べられる計画が二つ以上あり、この計画だけにあるもの", "what only this plan has, of three or more compared"),
        null=True,
    )
    wanting_mark = one_of(
        MARKS,
        ("ほかの計画だけにあるもの", "Only elsewhere"),
        (
            "番号付き施策はあるが、ほかの計画にあってここにないもの",
            "what others have and this plan lacks beside its measure",
        ),
        null=True,
    )
    wanting_n = whole(
        ("それのある計画", "Plans that have it"), ("それのあるほかの計画の数", "other plans that have it"), null=True
    )
    wanting_could = whole(
        ("それを読める計画", "Plans in which it can be read"),
        ("そのことを読み取れるほかの計画の数", "other plans in which it can be read"),
        null=True,
    )
    wanting_plans = text(
        ("それのあるほかの計画", "Which plans have it"),
        ("それのあるほかの計画", "the other plans that have it"),
        null=True,
        ref="plan.plan_id",
    )
    few_mark = one_of(
        MARKS,
        ("半数以下の計画にあるもの", "In half of the plans or fewer"),
        (
            "この計画にあり、ほかにもあるが、合わせて半数以下のもの",
            "what this plan and others have, but no more than half of all",
        ),
        null=True,
    )
    few_n = whole(
        ("それもある計画", "Others that have it"), ("それのあるほかの計画の数", "other plans that have it"), null=True
    )
    few_could = whole(
        ("半数以下と比べた計画", "Plans to compare it with"),
        ("それを読み取れるほかの計画の数", "other plans in which it can be read"),
        null=True,
    )
    measures = like(Coverage.measures)


class Contents(Table):
    """What the plan holds, beside other plans."""

    one_row = Text("計画に載っているものの種類", "A kind of thing that plans hold")
    called = Text("載っているもの", "Contents")

    what = one_of(CONTENTS, ("種類", "Kind"), key=True)
    here = flag(("この計画にある", "Here"), ("この計画にあるか", "whether this plan has any"))
    others = whole(("ほかの計画", "Others"), ("それを載せるほかの計画の数", "other plans that have any"))
    others_plans = text(
        ("載せるほかの計画", "Which plans have it"),
        ("それを載せるほかの計画", "the other plans that have any"),
        ref="plan.plan_id",
    )
    could = whole(("比べた計画", "Plans to compare"), ("比べたほかの計画の数", "other plans compared"))


class Own(Table):
    """A measure that touches no national item."""

    one_row = Text("どの国の取組事項にも当たらない施策", "A measure that touches no national item")
    called = Text("独自の施策", "Measures of its own")

    measure_id = common.measure_id(key=True, beside="title")
    ref = like(Measure.ref)
    title_ja, title_en = common.named("施策", "Measure")
    locator = like(Measure.locator)


class Targets(Table):
    """An indicator: what kind of thing it promises, and whether success can be seen."""

    one_row = Text("指標が掲げるものと、達成が分かるか", "What an indicator aims at, and whether success can be seen")
    called = Text("目標", "Targets")

    kpi_id = common.kpi_id(key=True, beside="name")
    name_ja, name_en = common.named("指標", "Indicator")
    level = like(KpiLevel.level, null=True)
    baseline_text = like(Kpi.baseline_text)
    baseline_fy = like(Kpi.baseline_fy)
    target_text = like(Kpi.target_text)
    target_fy = like(Kpi.target_fy)
    unit = like(Kpi.unit)
    baseline = like(Kpi.baseline)
    target = like(Kpi.target)
    comparator = like(Kpi.comparator)
    period = like(Kpi.period)
    target_class = like(Ambition.target_class)
    gap = number(
        ("上限までの差を縮める割合", "Share of the gap closed"),
        (
            "現状値から上限（100％、0件など）までの差のうち、目標が縮める割合。上限がなければ空欄",
            "share of the distance from baseline to bound (100 %, none) that the target closes; null without a bound",
        ),
        null=True,
        decimals=2,
    )
    seen = one_of(SEEN, ("達成は分かるか", "Can success be seen?"))
    left_open = one_of(
        OPEN,
        ("定まらないこと", "What is left open"),
        ("数え方のうち記載のないこと", "what is not stated of how it is counted"),
        null=True,
    )
    only_here = flag(
        ("ここだけの事項の指標", "Of what only this plan has"),
        (
            "この計画だけに指標や目標がある事項を測る指標か",
            "whether it measures an item for which only this plan has an indicator or target",
        ),
    )
    official_ja, official_en = common.named("公的統計では", "Official figure", null=True)
    locator = like(Kpi.locator)


class Deadlines(Table):
    """A national deadline, and what the plan's steps say to it."""

    one_row = Text("国の期限と、計画の工程", "A national deadline, and what the plan's steps say to it")
    called = Text("国の期限", "National deadlines")

    item_id = common.item_id(key=True, beside="name")
    name_ja, name_en = common.item()
    deadline_text = like(Item.deadline_text, ("国の期限", "Deadline"))
    deadline_fy = like(Item.deadline_fy)
    deadline_quarter = like(Item.deadline_quarter)
    deadline_status = like(Item.deadline_status)
    verdict = text(("計画の工程（コード）", "Steps (code)"), beside="says")
    says_ja, says_en = common.named("計画の工程", "The plan's steps")
    fy = like(Milestone.fy, ("年度", "FY"), ("根拠の工程の年度", "fiscal year of the step"), null=True)
    step_text = like(Milestone.step_text, ("根拠の工程", "Step"), ("根拠の工程（記載）", "step as stated"), null=True)
    targets = text(
        ("事項を測る指標の目標", "Targets of its indicators"),
        ("事項を測る指標の目標（年度）", "targets of the indicators that measure the item, with their years"),
        null=True,
    )
    target_fy = whole(
        ("目標の年度", "Year of the target"),
        (
            "事項を測る指標の目標の年度。数値目標があればその最初のもの",
            "fiscal year of the target of an indicator that measures the item, the first numeric one if there is any",
        ),
        null=True,
    )
    target_numeric = flag(("数値の目標", "Numeric"), ("その目標が数値か", "whether that target is a number"), null=True)
    elsewhere_ja, elsewhere_en = common.named("計画の版とは別の決定", "Decided elsewhere", null=True)
    locator = like(Milestone.locator, null=True)


class Ages(Table):
    """A share of an age band."""

    one_row = Text("ある年代の割合", "A share of an age band")
    called = Text("年代ごとの割合", "Shares by age")

    scope = one_of(SCOPES, ("誰の値か", "Whose"), key=True)
    topic_ja, topic_en = common.named("内容", "What")
    question_id = common.question_id(key=True, null=True)
    option_id = common.option_id(key=True, null=True, beside="topic")
    group_id = text(("年代ID", "Band"), key=True, beside="group")
    group_ja, group_en = common.named("年代", "Band")
    age_min = whole(("年齢の下端", "Age from"))
    value_ja, value_en = common.named("割合（記載）", "Share in words")
    percent = number(("割合（％）", "Share (%)"), null=True, unit="%", least=0, most=100, decimals=1)
    low = common.low()
    high = common.high()
    n = whole(("回答者数", "Base"), null=True)
    year = whole(("年", "Year"), null=True)
    quoted_ja, quoted_en = common.named("引いた計画", "Quoted by", null=True)
    source_id = common.source_id()
    locator = like(ReferenceStat.locator, null=True)


def _place(ja: str, en: str) -> tuple[Any, Any, Any, Any]:
    """The figure of a place, its quartiles, and its number of municipalities."""
    name = en[0].upper() + en[1:]
    return (
        number((ja, name), (f"{ja}の値（％）", f"of {en}, in per cent"), null=True, decimals=1),
        number((f"{ja}の第1四分位", f"{name}, first quartile"), null=True, decimals=1),
        number((f"{ja}の第3四分位", f"{name}, third quartile"), null=True, decimals=1),
        whole((f"{ja}の団体数", f"{name}, municipalities"), null=True),
    )


class Figures(Table):
    """An official figure beside prefecture and nation."""

    one_row = Text("公的統計の値と、県・全国", "An official figure beside prefecture and nation")
    called = Text("公的統計", "Official figures")

    indicator_id = common.indicator_id(key=True)
    indicator_ja, indicator_en = common.indicator()
    short_ja, short_en = common.named("略称", "Short name", beside="indicator")
    value_text = like(ReferenceStat.value_text)
    unit = like(ReferenceStat.unit)
    beside = one_of(BESIDE, ("並べる値", "Beside it"), ("県と全国は何の値か", "what the figures beside it are"))
    peers, peers_q1, peers_q3, peers_n = _place("人口の近い市区町村", "peers by population")
    prefecture, prefecture_q1, prefecture_q3, prefecture_n = _place("県", "prefecture")
    nation, nation_q1, nation_q3, nation_n = _place("全国", "Japan")
    as_of = like(ReferenceStat.as_of)
    before = flag(("計画前", "Before the plan"), ("計画の始まる前の値か", "whether it is from before the plan began"))
    source_id = common.source_id()


class Cautions(Table):
    """What must not be concluded."""

    one_row = Text("結論してはならないこと", "What must not be concluded")
    called = Text("結論してはならないこと", "Not to be concluded")

    caution = one_of(CAUTIONS, ("何について", "About"), key=True)
    says_ja, says_en = common.named("いえないこと", "What cannot be said")
    why_ja, why_en = common.named("なぜ", "Why")


class Documents(Table):
    """A document that the sheet rests on."""

    one_row = Text("もとにした文書", "A document that the sheet rests on")
    called = Text("文書", "Documents")

    source_id = like(Source.source_id, key=True, beside="title")
    title = like(Source.title)
    published = like(Source.published)
    accessed = like(Source.accessed)


class Plans(common.Plans):
    """A plan: the one that the sheet is of, and those beside it."""

    title_ja, title_en = common.named("計画", "Plan")
    own = flag(("この計画", "This one"), ("1枚がこの計画のものか", "whether the sheet is of this plan"))
    compared = flag(("比べる", "Compared"), ("ほかの計画として比べたか", "whether it stands beside it"))


TABLES = {
    "answers": Answers,
    "items": Items,
    "contents": Contents,
    "own": Own,
    "targets": Targets,
    "deadlines": Deadlines,
    "ages": Ages,
    "figures": Figures,
    "cautions": Cautions,
    "documents": Documents,
    "plans": Plans,
}
