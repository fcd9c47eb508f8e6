"""Official figures, quoted by plans or looked up."""

from __future__ import annotations

from dxcompare.tables.columns import (
    CODE,
    DATE,
    PAGE,
    WHERE,
    Built,
    flag,
    locator,
    number,
    one_of,
    source_id,
    text,
    year,
)
from dxcompare.tables.measures import ELSEWHERE
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.tables.vocabularies import COMPARATORS
from dxcompare.words.text import Text


class Indicator(Built):
    """An indicator of official tables."""

    one_row = Text("公的統計の指標", "An indicator of official tables")
    files = (File("indicators.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    indicator_id = text(
        ("指標ID", "Indicator"), ("指標ID", "identifier"), key=True, pattern=r"^[^/+\s]+$", raw=Raw("indicator")
    )
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "what is measured"), raw=Raw())
    name_en = text(("名称（英語）", "Name"), ("指標名（英語）", "what is measured, in English"), raw=Raw())
    short_ja = text(
        ("略称", "Short name (Japanese)"),
        ("場所の狭い表での呼び名。空欄なら名称", "what it is called where room is short; null: by its name"),
        null=True,
        raw=Raw(optional=True),
    )
    short_en = text(
        ("略称（英語）", "Short name"),
        ("場所の狭い表での呼び名（英語）", "what it is called where room is short, in English"),
        null=True,
        raw=Raw(optional=True),
    )
    caution_ja = text(("注意", "What must be known before it is used, in Japanese"), null=True, raw=Raw("caution"))
    caution_en = text(
        ("注意（英語）", "What differs"), ("注意（英語）", "what must be known before it is used"), null=True, raw=Raw()
    )
    #: how `add` knows its column in an official table, and the dates of an edition that prints none
    section = Raw(help=("公式の表での区分", "the section under which it stands in the official table"))
    heading = Raw(help=("公式の表での見出し", "the heading under which it stands"))
    unit = Raw(help=("単位", "unit"))
    population = Raw(help=("母集団", "of whom or what"))
    lower_bound = Raw(
        help=("とりうる最小の値。空欄なら、％は 0", "the least that it can be; blank: a percentage is at least 0"),
        reads="number",
        optional=True,
    )
    upper_bound = Raw(
        help=(
            "とりうる最大の値。空欄なら、％は 100。経常収支比率のように超えうるものに書く",
            "the most that it can be; blank: a percentage is at most 100; for those that can be more, such as the ordinary "
            "balance ratio",
        ),
        reads="number",
        optional=True,
    )
    edition = Raw(help=("版の公表日", "date on which the edition was published"), reads="date")
    year = Raw(help=("年", "year the figure is for"))
    as_of = Raw(
        help=("時点。表になければ空欄", "date the figure is for; blank where the table does not say"), reads="date"
    )


class ReferenceStat(Built):
    """An official figure, quoted by a plan or looked up."""

    one_row = Text("公的統計の値", "An official figure, quoted by a plan or looked up")
    files = (
        File("statistics.csv", (Folder.PLAN,), without=("as_of",)),
        File("*.csv", (Folder.REFERENCE,), without=("page", "source", "quoted_from")),
    )

    indicator_id = text(
        ("指標ID", "Indicator"), key=True, raw=Raw("indicator", ("指標のID（編者が付ける）", "id of ours"), ours=True)
    )
    area_code = text(
        ("地域コード", "Municipality, prefecture (`03000`) or nation (`00000`)"),
        key=True,
        pattern=CODE,
        raw=Raw(ours=True),
    )
    group_id = text(
        ("集団ID", "Group"),
        ("集団ID", "group of people or things counted"),
        key=True,
        raw=Raw("group", ("数えた人や物のID（編者が付ける）", "id of ours for whom or what is counted"), ours=True),
    )
    year = year(
        ("年", "Year the figure is for"),
        ("年", "year the figure is for; null where none is stated"),
        key=True,
        null=True,
        raw=Raw(help=("値の年。文書になければ空欄", "that the figure is for; blank if the document does not say")),
    )
    as_of = text(("時点", "Date the figure is for, as exactly as known"), key=True, null=True, pattern=DATE, raw=Raw())
    source_id = source_id(ELSEWHERE, key=True)
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "what is measured"), raw=Raw(ours=True))
    population = text(("母集団・人口", "Population"), ("母集団", "of whom or what"), null=True, raw=Raw(ours=True))
    value_text = text(("値（記載）", "Value as stated"), raw=Raw())
    value = number(("値", "Value"), null=True, raw=Raw("value_text", reads="amount"))
    comparator = one_of(
        COMPARATORS,
        ("比較", "Comparator"),
        ("値が下限・上限か。値がなければ空欄", "whether the value is a bound; null where there is none"),
        null=True,
        raw=Raw("value_text", reads="amount"),
    )
    about = flag(
        ("約", "About"), ("「約」「程度」とあるか", "whether it is hedged"), raw=Raw("value_text", reads="amount")
    )
    unit = text(("単位", "Unit"), raw=Raw())
    locator = locator(PAGE, WHERE)
    quoted_from = Raw(help=("計画が示す出典", "the source the plan names"), ours=True)
