"""Which indicators of different cities can be compared directly, and which only look alike?"""

from dxcompare.present.question import Question
from dxcompare.questions.matched.compute import Matched, matched
from dxcompare.words.text import Text

__all__ = ["Matched", "matched"]

QUESTION = Question(matched, Text("市をまたぐ指標の組", "Indicators across cities"), needs="kpi_pair")
