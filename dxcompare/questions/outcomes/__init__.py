"""What was promised, and what came of it, as far as official figures tell."""

from dxcompare.present.question import Question
from dxcompare.questions.outcomes.compute import Outcomes, outcomes
from dxcompare.words.text import Text

__all__ = ["Outcomes", "outcomes"]

QUESTION = Question(outcomes, Text("目標と公的統計", "Targets and official figures"))
