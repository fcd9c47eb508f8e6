"""What the table of simulated recoveries is."""

from __future__ import annotations

from dxcompare.tables.columns import Table, flag, like, number, one_of, whole
from dxcompare.tables.survey import Response
from dxcompare.words.text import Text

#: what is broken on purpose → its name.
BROKEN: dict[str, Text] = {
    "nothing": Text("前提どおり", "assumptions hold"),
    "follow_up": Text("前提どおり、絞り込みの設問あり", "assumptions hold, with a follow-up"),
    "mistyped_cell": Text("1セルの誤植", "one cell mistyped"),
    "half_even": Text("偶数への丸め", "ties to even"),
    "truncated": Text("切り捨て", "truncated"),
    "whole_as_tenths": Text("整数％をx.0と表示", "whole percents shown as x.0"),
    "half_steps": Text("0.5％刻み", "steps of half a percent"),
    "no_answer_left_out": Text("無回答を設問ごとに除外", "no answer left out by question"),
    "group_left_out": Text("総数から1集団が欠落", "a group left out of the total"),
    "follow_up_below": Text("絞り込みの人数より少し少ない", "follow-up a little below its filter"),
    "follow_up_on_all": Text("絞り込みの設問を全員で割る", "follow-up computed on everyone"),
    "mean_of_bands": Text("二つの年代の平均", "the mean of two bands"),
    "swapped_once": Text("1表で2集団が入れ違い", "two groups swapped in a table"),
    "weighted": Text("一人ずつの重み", "weighted person by person"),
    "weighted_by_sex": Text("集団の中の男女の重み", "weighted by sex within a group"),
    "mentions": Text("延べ数に対する割合", "percentages of mentions"),
    "integer_weights": Text("整数の重み", "whole weights"),
    "mentions_in_part": Text("延べ数に対する割合（一部）", "percentages of mentions, in part"),
    "swapped_everywhere": Text("全表で2集団が入れ違い", "two groups swapped in all tables"),
}


class Scenarios(Table):
    """What recovery made of made-up bases, by what is broken."""

    one_row = Text("前提の破り方ごとの復元の結果", "What recovery made of made-up bases, by what is broken")
    called = Text("前提の破り方", "Scenarios")

    broken = one_of(BROKEN, ("破った前提", "Broken"), ("わざと破った前提", "what is broken on purpose"), key=True)
    holds = flag(("前提どおりか", "Holds"), ("前提が成り立つか", "whether the assumptions hold"))
    trace = flag(
        ("跡が残るか", "Trace"),
        ("割合の計算から分かりうるか", "whether the arithmetic of percentages can tell"),
    )
    tuned = flag(("調整に使ったか", "Tuned"), ("条件の調整に使ったか", "whether the safeguards were tuned on it"))
    bases = whole(("人数の個数", "Bases"), ("復元を試した回答者数の個数", "bases put to recovery"))
    recovered = whole(("復元", "Recovered"), ("「復元」とした数", "called recovered"))
    wrong = whole(("うち誤り", "Wrong"), ("うち誤り", "of these wrong"))
    wrong_percent = number(
        ("復元のうち誤り（％）", "Wrong among recovered (%)"), null=True, least=0, most=100, unit="%", decimals=2
    )
    wrong_most = number(
        ("その95％上限（％）", "Its 95% upper limit (%)"), null=True, least=0, most=100, unit="%", decimals=2
    )
    likely = whole(("ほぼ確か", "Likely"), ("「ほぼ確か」とした数", "called likely"))
    likely_wrong = whole(("ほぼ確かのうち誤り", "Wrong among likely"), ("うち誤り", "of these wrong"))
    lost = whole(
        ("失った正解", "Right ones lost"),
        (
            "ほかの集団や設問のために復元としなかった正しい数",
            "right ones held back because of other groups or questions",
        ),
    )


class Outcomes(Table):
    """What recovery made of made-up bases."""

    one_row = Text("架空の調査の回答者数を復元した結果", "What recovery made of the bases of made-up surveys")
    called = Text("復元の結果", "Outcomes")

    broken = like(Scenarios.broken, key=True)
    decimals = like(Response.decimals, ("小数桁", "Decimals printed"), key=True, null=False)
    cells = whole(("割合の個数", "Percentages"), ("1集団の割合の個数", "percentages per group"), key=True)
    size = whole(("規模", "Size"), ("回答者数の区分の上限", "upper end of the class of base"), key=True, unit="people")
    bases = like(Scenarios.bases)
    right = whole(("正しく復元", "Right"), ("正しく復元した数", "recovered rightly"))
    likely_right = whole(("ほぼ確かで正しい", "Likely, right"), ("ほぼ確かで正しい数", "likely, and right"))
    silent = whole(("決めない", "Silent"), ("決めなかった数", "not decided"))
    refused = whole(("合わないと指摘", "Refused"), ("合わないとした数", "called inconsistent"))
    likely_wrong = whole(("ほぼ確かで誤り", "Likely, wrong"), ("ほぼ確かで誤りの数", "likely, and wrong"))
    wrong = whole(("誤って復元", "Wrong"), ("誤って復元した数", "recovered wrongly"))
    lost = like(Scenarios.lost)


TABLES = {"scenarios": Scenarios, "outcomes": Outcomes}
