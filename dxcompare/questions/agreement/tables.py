"""What the tables of agreement are."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.judgement import Adjudication
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
    "plan": Text("計画の記載", "printed tags"),
    "adjudicated": Text("裁定後の判定", "adjudicated codes"),
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
    agreement = number(("一致率", "Agreement"), ("単純な一致率", "raw share of agreement"), least=0, most=1, decimals=2)
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
    decision = one_of(vocabularies.DECISIONS, ("裁定", "Decision"), null=True)
    reason = like(Adjudication.reason, ("裁定の理由", "Why so decided"), null=True)
    locator = like(Measure.locator)


class Coders(Table):
    """Who has coded."""

    one_row = Text("判定者", "Who has coded")
    called = Text("判定者", "Coders")

    coder = text(("判定者", "Coder"), key=True)


TABLES = {"pairs": Pairs, "disagreements": Disagreements, "coders": Coders, "items": common.Items}
