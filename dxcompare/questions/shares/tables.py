"""What the tables of shares are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import whole
from dxcompare.words.text import Text


class Shares(common.Answers):
    """The share of a group that chose an option."""

    one_row = Text("ある集団で選択肢を選んだ人の割合", "The share of a group that chose an option")
    called = Text("割合", "Shares")

    population = whole(
        ("人口（2020年国勢調査）", "People (2020 census)"),
        (
            "その年齢の人口。国勢調査の区分と合わなければ空欄",
            "people of that age in the 2020 census; null where its bands do not merge",
        ),
        null=True,
        unit="people",
    )
    hollow = common.hollow()


TABLES = {"shares": Shares, "question": common.Questions, "survey": common.Surveys}
