"""How far do coders agree with each other, and with the plan's own tags?"""

from dxcompare.present.question import Question
from dxcompare.questions.agreement.compute import Agreement, agreement
from dxcompare.words.text import Text

__all__ = ["Agreement", "agreement"]

QUESTION = Question(agreement, Text("判定の一致", "Agreement of codes"), overall=False)
