"""How many people answered a table that prints only percentages? For any printed table, without a data set."""

from dxcompare.present.question import Question
from dxcompare.questions.recover.compute import Recovery, recover
from dxcompare.questions.recover.read import EXAMPLE, TableFaults
from dxcompare.words.text import Text

__all__ = ["Recovery", "TableFaults", "recover"]

QUESTION = Question(
    recover, Text("手元の表からの復元", "Recovery from any table"), overall=False, example=lambda ds: EXAMPLE
)
