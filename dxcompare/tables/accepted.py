"""What looks wrong and was found to be right: answers to the questions that a build asks."""

from __future__ import annotations

from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: what may look wrong and be right
QUESTIONS: dict[str, Text] = {
    "year_outside": Text("計画期間の外の年度", "a year outside the plan's period"),
    "arrow_first": Text("前に工程のない継続記号", "a continuation with no step before it"),
    "no_table_of": Text("集計表のない設問", "a question without a table"),
    "no_group": Text("調査のほかの表にはある列", "a column that the survey's other tables have"),
    "no_values": Text("値のない列", "a column without values"),
    "other_group": Text("見出しと違う集団", "a group that is not what its heading says"),
    "bands_apart": Text("年齢の抜けや重なり", "ages left out, or in two columns"),
    "base_above": Text("回答者数が全体を超えるもの", "more people than there are"),
    "base_unread": Text("読めない回答者数の見出し", "a base in a heading that cannot be read"),
    "not_share_of": Text("人数と合わない割合", "a percentage that is not that of its count"),
}


class Accepted(Typed):
    """What looks wrong and stands so in the document."""

    one_row = Text(
        "誤りに見えるが、文書のとおりであると確かめたもの。点検が示す行をそのまま置く",
        "What looks wrong and was found to stand so in the document: the row that a check shows",
    )
    files = (File("accepted.csv", (Folder.CITY,)),)

    kind = Raw(help=("何が誤りに見えるか", "what looks wrong"), words=QUESTIONS, key=True)
    found = Raw(help=("点検が示す文言", "the words that the check shows"), key=True)
    reason = Raw(help=("理由", "why"))
