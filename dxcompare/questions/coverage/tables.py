"""What the tables of coverage are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.derived import Coverage
from dxcompare.tables.judgement import MeasureItem
from dxcompare.tables.measures import Measure
from dxcompare.tables.national import Item
from dxcompare.words.text import Text

#: on what ground a part stands; both where the plan says it and a coder found it.
GROUNDS: dict[str, Text] = {
    **vocabularies.BASIS,
    "coded+stated": Text("記載と判定", "stated and coded"),
}


class Matrix(Table):
    """How far a plan acts on a national item."""

    one_row = Text("計画が国の事項にどこまで取り組むか", "How far a plan acts on a national item")
    called = Text("深さ", "Depth")

    plan_id = common.plan_id(key=True)
    version = like(Item.version)
    item_id = common.item_id(key=True, beside="name")
    name_ja, name_en = common.item()
    short_ja, short_en = common.named("略称", "Short name", beside="name")
    section = like(Item.section)
    position = like(Item.position)
    stated = like(Coverage.stated)
    coded = like(Coverage.coded)
    depth = whole(
        ("深さ（0〜5）", "Depth (0–5)"),
        ("深さ（0〜5）。空欄には理由がある", "depth, 0 to 5; null where blank"),
        null=True,
        most=5,
    )
    depth_own = like(Coverage.depth_own)
    blank = like(Coverage.blank, ("空欄の理由", "Why blank"), ("空欄の種類", "kind of blank"))
    measures = common.measures()
    kpis = common.kpis()
    steps = common.steps()


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
        ("名称または記載", "name of a measure or indicator; step as printed"),
    )
    text_en = like(
        Measure.title_en, ("記載（英語）", "Text"), ("同じものの英語", "the same in English; steps as printed")
    )
    basis = one_of(GROUNDS, ("根拠", "Basis"), ("計画の記載か、当方の判定か", "said by the plan, or coded by us"))
    role = like(MeasureItem.role)
    shared = flag(
        ("政策全体の指標", "Printed for the policy"), ("政策全体に付いた指標か", "whether printed for the whole policy")
    )
    numeric = flag(
        ("数値目標と年", "Numeric target and year"),
        ("数値目標と年があるか", "whether it has a numeric target and a year"),
    )
    has_baseline = flag(("現状値あり", "Has a baseline"), ("現状値があるか", "whether it has a baseline"))
    source_id = common.source_id()
    locator = like(Measure.locator)


class Measures(Table):
    """A measure and what it has."""

    one_row = Text("施策と、それに付いたもの", "A measure and what it has")
    called = Text("施策", "Measures")

    plan_id = common.plan_id()
    measure_id = common.measure_id(key=True, beside="title")
    ref = like(Measure.ref)
    title_ja, title_en = common.named("施策", "Measure")
    items = common.items()
    in_doubt = flag(
        ("版にあるか不明の事項", "Item in doubt"),
        (
            "照らす版にあるか出典で確かめられない事項に当たるか",
            "tied to an item that may be in the version but could not be sourced",
        ),
    )
    mark = like(Measure.mark)
    kpis = common.kpis()
    steps = common.steps()
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
    depth_difference = number(
        ("深さの差", "Difference in depth"),
        ("深さの差の絶対値の平均", "mean absolute difference in depth"),
        null=True,
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
