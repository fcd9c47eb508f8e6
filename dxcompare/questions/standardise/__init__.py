"""How do shares change at one age structure?"""

from dxcompare.present.controls import THEME
from dxcompare.present.question import Question
from dxcompare.questions.standardise.compute import Standardised, standardise
from dxcompare.words.text import Text

__all__ = ["Standardised", "standardise"]

QUESTION = Question(
    standardise,
    Text("年齢構成をそろえた割合", "Shares at one age structure"),
    controls={"theme_id": THEME},
    needs="theme_option",
)
