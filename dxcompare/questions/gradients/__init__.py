"""How do answers change with age, how steeply, and does it differ between cities?"""

from dxcompare.present.controls import THEME
from dxcompare.present.question import Question
from dxcompare.questions.gradients.compute import Gradients, gradients
from dxcompare.words.text import Text

__all__ = ["Gradients", "gradients"]

QUESTION = Question(
    gradients,
    Text("年齢による変化", "Age gradients"),
    controls={"theme_id": THEME},
    needs="theme_option",
)
