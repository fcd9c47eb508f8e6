"""What looks wrong and was found to be right: answers to the questions that a build asks."""

from __future__ import annotations

from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: what may look wrong and be right
QUESTIONS: dict[str, Text] = {
    "year_outside": Text("計画期間の外の年度", "a year outside the plan's period"),
    "arrow_first": Text("前に工程のない継続記号", "a continuation with no step before it"),
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
