"""What do the plans promise, how far does it go, and what of it can be measured?"""

from dxcompare.present.question import Question
from dxcompare.questions.ambition.compute import Ambition, ambition, ambition_rows
from dxcompare.words.text import Text

__all__ = ["Ambition", "ambition"]

QUESTION = Question(
    ambition,
    Text("指標と目標", "Indicators and targets"),
    deck=lambda ds: [ambition(ds)],
    derived={"ambition": ambition_rows},
)
