"""Which groups answer unlike the others?"""

from dxcompare.evidence.answers import first_questions
from dxcompare.present.controls import GROUP, SURVEY_QUESTION
from dxcompare.present.question import Question
from dxcompare.questions.differences.compute import Differences, differences
from dxcompare.words.text import Text

__all__ = ["Differences", "differences"]

QUESTION = Question(
    differences,
    Text("集団の差", "Differences between groups"),
    controls={"question_id": SURVEY_QUESTION, "group_type": GROUP},
    needs="survey",
    overall=False,
    example=lambda ds: {"question_id": first_questions(ds)[0]},
)
