"""Which groups answer unlike the others?"""

from dxcompare.present.question import Question
from dxcompare.questions.differences.compute import Differences, differences
from dxcompare.words.text import Text

__all__ = ["Differences", "differences"]

QUESTION = Question(
    differences,
    Text("集団の差", "Differences between groups"),
    controls={"question": "question_id", "group": "group_type"},
    needs="survey",
    deck=None,
)
