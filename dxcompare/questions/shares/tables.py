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
            "その年齢の人口。対象を絞った設問では、そのうち対象となる人数（絞る設問の割合から推計）。国勢調査の区分と合わないか、"
            "割合が分からなければ空欄",
            "people of that age in the 2020 census; of a question put to some only, those of them whom it would be put to "
            "(estimated by the answers that filter it); null where the census's bands do not merge, or that share is unknown",
        ),
        null=True,
        unit="people",
    )
    hollow = common.hollow()


TABLES = {"shares": Shares, "question": common.Questions, "survey": common.Surveys}
