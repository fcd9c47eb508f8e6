"""What the tables of differences are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, chance, flag, like, number, whole
from dxcompare.tables.derived_survey import ResponseCount
from dxcompare.tables.survey import Response
from dxcompare.words.text import Text


class Differences(Table):
    """A group against all others, for an option."""

    one_row = Text("ある集団とほかの全集団との差", "A group against all others, for an option")
    called = Text("ほかの集団との差", "Differences")

    question_id = common.question_id(key=True)
    option_id = common.option_id(key=True)
    option_ja, option_en = common.option()
    group_id = like(Response.group_id, key=True)
    group_ja, group_en = common.group()
    percent = like(ResponseCount.percent)
    n = like(ResponseCount.n)
    rest_percent = number(
        ("ほかの割合（％）", "Others (%)"),
        ("ほかの集団を合わせた割合", "share of all others together"),
        unit="%",
        decimals=1,
    )
    rest_n = whole(("ほかの人数", "Others' base"), unit="people")
    difference = number(
        ("差", "Difference"), ("ほかの集団との差（ポイント）", "difference from the others, in points"), decimals=1
    )
    low = number(("95％区間の下端", "95% low"), ("差の95％区間の下端", "lower end of its 95 % interval"), decimals=1)
    high = number(("95％区間の上端", "95% high"), ("差の95％区間の上端", "upper end"), decimals=1)
    p = chance(("p値", "p"), ("スコア検定のp値", "p-value of a score test"))
    q = chance(
        ("q値（調整後）", "q (adjusted)"),
        ("表全体で調整したp値（ベンジャミニ・ホッホベルク）", "p-value adjusted over the table (Benjamini–Hochberg)"),
    )
    differs = flag(("差がある", "Differs"), ("q値が0.05以下か", "whether q is 0.05 or less"))


TABLES = {"differences": Differences, "question": common.Questions, "survey": common.Surveys}
