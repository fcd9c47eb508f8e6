"""What the table of standardised shares is."""

from __future__ import annotations

from dxcompare.tables import common, vocabularies
from dxcompare.tables.columns import Table, like, number, one_of, text, whole
from dxcompare.tables.derived_survey import ResponseCount
from dxcompare.tables.survey import Question
from dxcompare.words.text import Text

#: whose age structure a share has → its name.
POPULATIONS: dict[str, Text] = {
    "respondents": Text("回答者のまま", "as answered"),
    "own": Text("その市の人口", "the city's population"),
    "nation": Text("全国の人口", "Japan's population"),
}


class Standardised(Table):
    """A share at an age structure."""

    one_row = Text("ある年齢構成にそろえた割合", "A share at an age structure")
    called = Text("そろえた割合", "Standardised shares")

    theme_id = common.theme_id(key=True)
    theme_ja, theme_en = common.theme()
    plan_id = common.plan_id()
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True, beside="label")
    option_id = common.option_id(key=True, beside="label")
    label_ja, label_en = common.label()
    comparability = common.comparability()
    base = like(Question.base)
    population = one_of(
        POPULATIONS, ("年齢構成", "Age structure"), ("だれの年齢構成か", "whose age structure it has"), key=True
    )
    percent = number(
        ("割合（％）", "Share (%)"),
        ("割合。決まらなければ空欄", "share; null where it cannot be told"),
        null=True,
        unit="%",
        decimals=1,
    )
    low = common.low()
    high = common.high()
    bands = whole(("年代の数", "Bands"))
    n = like(ResponseCount.n)
    certainty = one_of(vocabularies.CERTAINTY, ("回答者数の確からしさ", "Certainty of the base"))
    missing = text(
        ("除いた年代", "Bands left out"), ("人数が分からず除いた年代", "bands without a known base"), null=True
    )


TABLES = {"standardised": Standardised}
