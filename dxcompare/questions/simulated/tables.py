"""What the table of simulated recoveries is."""

from __future__ import annotations

from dxcompare.tables.columns import Table, like, one_of, whole
from dxcompare.tables.survey import Response
from dxcompare.words.text import Text

#: what is broken on purpose → its name.
BROKEN: dict[str, Text] = {
    "nothing": Text("前提どおり", "assumptions hold"),
    "mistyped_cell": Text("1セルの誤植", "one cell mistyped"),
    "half_even": Text("偶数への丸め", "ties to even"),
    "weighted": Text("重み付きの割合", "weighted percentages"),
    "group_left_out": Text("総数から1集団が欠落", "a group left out of the total"),
}


class Outcomes(Table):
    """What recovery made of made-up bases."""

    one_row = Text("架空の調査の回答者数を復元した結果", "What recovery made of the bases of made-up surveys")
    called = Text("復元の結果", "Outcomes")

    broken = one_of(BROKEN, ("破った前提", "Broken"), ("わざと破った前提", "what is broken on purpose"), key=True)
    decimals = like(Response.decimals, ("小数桁", "Decimals printed"), key=True, null=False)
    cells = whole(("割合の個数", "Percentages"), ("1集団の割合の個数", "percentages per group"), key=True)
    size = whole(("規模", "Size"), ("回答者数の区分の上限", "upper end of the class of base"), key=True, unit="people")
    bases = whole(("人数の個数", "Bases"), ("復元を試した回答者数の個数", "bases put to recovery"))
    right = whole(("正しく復元", "Right"), ("正しく復元した数", "recovered rightly"))
    silent = whole(("決めない", "Silent"), ("決めなかった数", "not decided"))
    refused = whole(("合わないと指摘", "Refused"), ("合わないとした数", "called inconsistent"))
    wrong = whole(("誤って復元", "Wrong"), ("誤って復元した数", "recovered wrongly"))


TABLES = {"outcomes": Outcomes}
