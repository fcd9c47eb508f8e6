"""What the tables of coverage are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.derived_plan import Coverage
from dxcompare.tables.judgement import MeasureItem
from dxcompare.tables.measures import Measure
from dxcompare.tables.national import Item
from dxcompare.words.text import Text

#: on what ground a part stands; both where the plan says it and a coder found it.
GROUNDS: dict[str, Text] = {
    **vocabularies.BASIS,
    "coded+stated": Text("記載と判定", "stated and coded"),
}


#: kind of blank of a cell of the matrix → in words.
CELL_BLANKS: dict[str, Text] = vocabularies.CELL_BLANKS


class Matrix(Table):
    """What a plan has for a national item."""

    one_row = Text("国の事項について計画に何があるか", "What a plan has for a national item")
    called = Text("五つの印", "Five marks")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True, beside="name")
    name_ja, name_en = common.item()
    short_ja, short_en = common.named("略称", "Short name", beside="name")
    version = like(Item.version, null=True)
    section = like(Item.section)
    position = like(Item.position)
    stated = like(Coverage.stated)
    coded = like(Coverage.coded)
    has_measure = like(Coverage.has_measure)
    has_step = like(Coverage.has_step)
    has_indicator = like(Coverage.has_indicator)
    has_target = like(Coverage.has_target)
    has_baseline = like(Coverage.has_baseline)
    marks = like(Coverage.marks)
    readable = like(Coverage.readable)
    has_target_assumed = like(Coverage.has_target_assumed)
    has_chapter = like(Coverage.has_chapter)
    in_doubt = like(Coverage.in_doubt)
    optional = flag(
        ("各団体の判断", "Optional"),
        (
            "取り組むかが各団体の判断か。そうなら施策がなくても不足ではない",
            "whether each body decides for itself: then silence is no gap",
        ),
    )
    blank = like(Coverage.blank)
    measures = like(Coverage.measures)
    kpis = like(Coverage.kpis)
    other_kpis = like(Coverage.other_kpis)
    steps = like(Coverage.steps)
    chapters = like(Coverage.chapters)


class Evidence(Table):
    """What speaks for a plan acting on an item."""

    one_row = Text("計画が国の事項に取り組む根拠", "What speaks for a plan acting on a national item")
    called = Text("根拠", "Evidence")

    plan_id = common.plan_id(key=True)
    item_id = common.item_id(key=True)
    kind = one_of(vocabularies.PARTS, ("種類", "Kind"), ("根拠の種類", "kind of evidence"), key=True)
    id = text(("識別子", "Identifier"), key=True, beside="text")
    text = like(
        Measure.title_ja,
        ("記載", "Text (Japanese)"),
        ("名称または記載", "name of a measure, indicator or chapter; step as stated"),
    )
    text_en = like(
        Measure.title_en, ("記載（英語）", "Text"), ("同じものの英語", "the same in English; steps as stated")
    )
    own = flag(
        ("事項のもの", "Counts"),
        (
            "その事項のものか（施策に付いていても、ほかを測る指標は「いいえ」で、印に数えない。判定していなければ空欄）",
            "whether it counts for the item; no for the other indicators of its measures, which fill no mark; null where "
            "nobody decided",
        ),
        null=True,
    )
    basis = one_of(
        GROUNDS,
        ("根拠", "Basis"),
        ("施策の対応は計画の記載か、編者の判定か", "of its measure: said by the plan, or coded by us"),
        null=True,
    )
    role = like(MeasureItem.role)
    printed_for = one_of(
        vocabularies.PRINTED_FOR,
        ("何に付くか", "Printed for"),
        ("指標が何に付いて記載されているか", "what the indicator is stated for"),
        null=True,
    )
    has_target = flag(
        ("数値目標と年", "Target and year"),
        ("数値目標と年があるか", "whether it has a numeric target and a stated year"),
        null=True,
    )
    has_target_assumed = flag(
        ("数値目標", "Numeric target"),
        ("数値目標があるか", "whether it has a numeric target, with or without a year"),
        null=True,
    )
    has_baseline = flag(
        ("現状値", "Baseline"), ("数値の現状値があるか", "whether it has a numeric baseline"), null=True
    )
    note = like(
        MeasureItem.note,
        ("判定の理由", "Why (Japanese)"),
        ("この事項のものとした理由", "why it is the item's, in Japanese"),
    )
    note_en = like(
        MeasureItem.note, ("判定の理由（英語）", "Why"), ("この事項のものとした理由（英語）", "why it is the item's")
    )
    source_id = common.source_id(null=True)
    locator = like(Measure.locator, null=True)


class Measures(Table):
    """A measure and what it has."""

    one_row = Text("施策と、それに付いたもの", "A measure and what it has")
    called = Text("施策", "Measures")

    plan_id = common.plan_id()
    measure_id = common.measure_id(key=True, beside="title")
    ref = like(Measure.ref)
    title_ja, title_en = common.named("施策", "Measure")
    items = common.items()
    assessed = flag(
        ("判定済み", "Looked at"),
        ("どの事項に該当するかを見たか", "whether it was looked at which items it acts on"),
    )
    mark = like(Measure.mark)
    kpis = common.kpis()
    steps = common.steps(null=True)
    source_id = common.source_id()
    locator = like(Measure.locator)


class Parts(Table):
    """What a measure is made of."""

    one_row = Text("施策を成すもの", "What a measure is made of")
    called = Text("施策の内訳", "Parts of measures")

    measure_id = common.measure_id()
    kind = one_of(vocabularies.PARTS, ("種類", "Kind"))
    id = text(("識別子", "Identifier"), beside="text")
    text = like(Evidence.text)
    text_en = like(Evidence.text_en)
    basis = like(MeasureItem.basis, null=True)
    role = like(MeasureItem.role)
    note = like(
        MeasureItem.note,
        ("備考", "Note"),
        ("印、段階、判定の理由", "mark, stage, or reason of a code"),
        spoken=vocabularies.STAGES,
    )
    source_id = common.source_id()
    locator = like(Measure.locator)


class ProfileSimilarity(Table):
    """How alike the items of two plans are."""

    one_row = Text("二つの計画の事項がどこまで重なるか", "How alike the items of two plans are")
    called = Text("計画の重なり", "Overlap of plans")

    first = text(("計画1", "Plan 1"), key=True, ref="plan.plan_id")
    second = text(("計画2", "Plan 2"), key=True, ref="plan.plan_id")
    compared = whole(("比べた事項", "Items"), ("どちらの計画でも判定できる事項の数", "items that both could act on"))
    both = whole(("両方", "Both"), ("両方が取り組む事項の数", "items that both act on"))
    only_first = whole(("計画1だけの数", "Only plan 1, number"))
    only_second = whole(("計画2だけの数", "Only plan 2, number"))
    neither = whole(("どちらにもない", "Neither"), ("どちらも取り組まない事項の数", "items that neither acts on"))
    jaccard = number(
        ("重なり（ジャカール）", "Overlap (Jaccard)"),
        ("両方÷どちらか。どちらも取り組まなければ空欄", "both ÷ any; null if neither acts on anything"),
        null=True,
        least=0,
        most=1,
        decimals=2,
    )
    items_both = common.items(heading=("両方の事項", "Items of both"), null=False)
    items_first = common.items(heading=("計画1だけ", "Only plan 1"), null=False)
    items_second = common.items(heading=("計画2だけ", "Only plan 2"), null=False)


TABLES = {
    "matrix": Matrix,
    "evidence": Evidence,
    "measures": Measures,
    "parts": Parts,
    "items": common.Items,
    "plans": common.Plans,
    "profile_similarity": ProfileSimilarity,
}
