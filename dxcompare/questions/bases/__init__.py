"""How many people answered? The bases that surveys do not print, and the counts behind percentages."""

from dxcompare.present.question import Question
from dxcompare.questions.bases.compute import Bases, bases
from dxcompare.questions.bases.recovery import response_counts, survey_bases
from dxcompare.words.text import Text

__all__ = ["Bases", "bases"]

QUESTION = Question(
    bases,
    Text("回答者数の復元", "Recovered bases"),
    needs="survey",
    derived={"survey_base": survey_bases, "response_count": response_counts},
)
