"""What the tables of agreement are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.judgement import Adjudication, Coder
from dxcompare.tables.measures import Measure
from dxcompare.words.text import Text

#: Rows that speak of all items together.
ALL, MAIN = "all", "primary"


#: what such a row is about.
TOGETHER: dict[str, Text] = {
    ALL: Text("すべての判定", "all decisions"),
    MAIN: Text("主な事項", "main item"),
}


#: who is no coder.
WHO: dict[str, Text] = {
    "plan": Text("計画の記載", "stated tags"),
    "adjudicated": Text("裁定後の判定", "adjudicated codes"),
}


def called(who: str) -> Text:
    """A coder, or who is none, in words.

    >>> called("a").en, called("plan").en
    ('coder a', 'stated tags')
    """
    return WHO.get(who, Text(f"判定者{who}", f"coder {who}"))


NO_INTERVAL: dict[str, Text] = {
    "no_variation": Text("全員が同じ答えでαがない", "no alpha: all said the same"),
    "rare": Text("例が少なく、引き直した標本の5％超でαが定まらない", "rare: no alpha in more than 5 % of samples"),
    "perfect": Text("完全に一致し、引き直しても変わらない", "full agreement: the same in every sample"),
}
_PRESENCE = {name: text for name, text in vocabularies.DECISIONS.items() if name != "primary"}
_QUESTIONS: dict[str, Text] = {
    "acts": Text("事項に取り組むか", "does the measure act on the item"),
    "primary": Text("主な事項はどれか", "which is its main item"),
}


class Pairs(Table):
    """How far two judgements agree on an item."""

    one_row = Text("二つの判定が、ある事項についてどこまで一致するか", "How far two judgements agree on an item")
    called = Text("一致の度合い", "Agreement")

    first = text(("判定者", "Coder"), key=True, spoken=WHO)
    second = text(("相手", "Against"), ("比べた相手", "against whom"), key=True, spoken=WHO)
    item_id = common.item_id(key=True, beside="short")
    short_ja, short_en = common.item()
    measures = whole(("施策数", "Measures"), ("比べた施策の数", "measures compared"))
    first_n = whole(
        ("判定者が取り組むとした数", "Coder says yes"),
        ("判定者が取り組むとした施策の数", "measures that the coder says act"),
        null=True,
    )
    second_n = whole(
        ("相手が取り組むとした数", "Other says yes"),
        ("相手が取り組むとした施策の数", "measures that the other says act"),
        null=True,
    )
    both = whole(("両方", "Both"), ("両方が取り組むとした施策の数", "measures that both say act"), null=True)
    only_first = whole(
        ("判定者だけ", "Coder only"),
        ("判定者だけが取り組むとした施策の数", "measures that the coder alone says act"),
        null=True,
    )
    only_second = whole(
        ("相手だけ", "Other only"),
        ("相手だけが取り組むとした施策の数", "measures that the other alone says act"),
        null=True,
    )
    agreement = number(("一致率", "Agreement"), ("単純な一致率", "raw share of agreement"), least=0, most=1, decimals=2)
    positive_agreement = number(
        ("「取り組む」の一致率", "Positive agreement"),
        (
            "「取り組む」の一致率：2×両方÷（判定者の数＋相手の数）。どちらも0なら空欄",
            "2 × both ÷ (coder's yes + other's yes); null where nobody says yes",
        ),
        null=True,
        least=0,
        most=1,
        decimals=2,
    )
    prevalence = number(
        ("「取り組む」の割合", "Prevalence"),
        ("二つの判定を合わせて「取り組む」が占める割合", "share of yes among what both say"),
        null=True,
        least=0,
        most=1,
        decimals=2,
    )
    alpha = number(
        ("α", "Alpha"),
        ("クリッペンドルフのα。全員が同じ答えなら空欄", "Krippendorff's alpha; null where all said the same"),
        null=True,
        decimals=2,
    )
    low = number(
        ("αの下端", "Alpha, low"), ("αの95％区間の下端", "lower end of its 95 % interval"), null=True, decimals=2
    )
    high = number(("αの上端", "Alpha, high"), ("αの95％区間の上端", "upper end"), null=True, decimals=2)
    no_interval = one_of(NO_INTERVAL, ("区間がない理由", "Why no interval"), null=True)


class Disagreements(Table):
    """A measure and item on which coders differ."""

    one_row = Text("判定者の間で分かれた施策と事項", "A measure and item on which coders differ")
    called = Text("分かれた判定", "Disagreements")

    measure_id = common.measure_id(key=True, beside="title")
    title_ja, title_en = common.named("施策", "Measure")
    item_id = common.item_id(key=True)
    yes = text(
        ("取り組むとした判定者", "Coders who say yes"),
        ("取り組むとした判定者（+区切り）", "coders who say it acts, joined by +"),
        spoken=WHO,
    )
    no = text(
        ("取り組まないとした判定者", "Coders who say no"),
        ("取り組まないとした判定者（+区切り）", "coders who say it does not, joined by +"),
        spoken=WHO,
    )
    stated = flag(
        ("計画の記載", "Tagged by the plan"),
        (
            "計画が記しているか。記載のない施策では空欄",
            "whether the plan tags it; null where the measure carries no tag",
        ),
        null=True,
    )
    decision = one_of(_PRESENCE, ("裁定", "Decision"), null=True)
    decided_for = text(
        ("裁定と同じ判定者", "Decided for"),
        ("裁定と同じ判定をした者（+区切り）", "coders whose code was upheld, joined by +"),
        null=True,
        spoken=WHO,
    )
    reason = like(Adjudication.reason, ("裁定の理由", "Why so decided (Japanese)"), null=True)
    reason_en = like(Adjudication.reason_en, ("裁定の理由（英語）", "Why so decided"), null=True)
    locator = like(Measure.locator)


class MainItems(Table):
    """A measure of which two coders see another item as the main one."""

    one_row = Text("主な事項の判定が分かれた施策", "A measure of which two coders see another item as the main one")
    called = Text("分かれた主な事項", "Main items that differ")

    measure_id = common.measure_id(key=True, beside="title")
    title_ja, title_en = common.named("施策", "Measure")
    first = like(Pairs.first, key=True)
    first_item = common.item_id(beside="first_short")
    first_short_ja, first_short_en = common.named("判定者の主な事項", "Coder's main item")
    second = like(Pairs.second, key=True)
    second_item = common.item_id(beside="second_short")
    second_short_ja, second_short_en = common.named("相手の主な事項", "Other's main item")
    decided_item = common.item_id(beside="decided_short", null=True)
    decided_short_ja, decided_short_en = common.named("裁定された主な事項", "Main item as decided", null=True)
    decided_for = like(Disagreements.decided_for)
    reason = like(Disagreements.reason)
    reason_en = like(Disagreements.reason_en)
    locator = like(Measure.locator)


class AdjudicatedFor(Table):
    """How many of a coder's differences were decided for that coder."""

    one_row = Text(
        "判定の違いのうち、裁定がその判定者と同じになった数", "How many differences were decided for a coder"
    )
    called = Text("裁定の結果", "Adjudicated for")

    question = one_of(_QUESTIONS, ("問い", "Question"), key=True)
    coder = like(Pairs.first, key=True)
    differences = whole(
        ("分かれた数", "Differences"), ("この判定者とほかの者が分かれた数", "on which this coder and another differ")
    )
    decided_for = whole(
        ("この判定者と同じ", "Decided for"), ("裁定がこの判定者と同じになった数", "decided as this coder said")
    )
    decided_against = whole(
        ("この判定者と違う", "Decided against"), ("裁定がこの判定者と違った数", "decided otherwise")
    )
    undecided = whole(("未裁定", "Undecided"), ("まだ裁定していない数", "not decided yet"))


class Coders(Table):
    """Who has coded."""

    one_row = Text("判定者", "Who has coded")
    called = Text("判定者", "Coders")

    coder = text(("判定者", "Coder"), key=True, spoken=WHO)
    kind = like(Coder.kind, null=True)
    name_ja = like(Coder.name_ja, null=True)
    name_en = like(Coder.name_en, null=True)
    note = like(Coder.note, null=True)
    note_en = like(Coder.note_en, null=True)


TABLES = {
    "pairs": Pairs,
    "disagreements": Disagreements,
    "main_items": MainItems,
    "adjudicated_for": AdjudicatedFor,
    "coders": Coders,
    "items": common.Items,
}
