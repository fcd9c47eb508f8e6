"""What did the plans' predecessors leave undone, by national item, and do the new plans take it up?"""

from dxcompare.present.question import Question
from dxcompare.questions.previous.compute import Previous, previous
from dxcompare.words.text import Text

__all__ = ["Previous", "previous"]

QUESTION = Question(previous, Text("前の計画の評価", "Verdicts on previous plans"), needs="evaluation")
