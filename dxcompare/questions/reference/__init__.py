"""What do the official figures say? A look-up of `reference_stat` with names, dates and cautions."""

from dxcompare.present.question import Question
from dxcompare.questions.reference.compute import Reference, reference
from dxcompare.words.text import Text

__all__ = ["Reference", "reference"]

QUESTION = Question(reference, Text("公的統計", "Official figures"), controls={"indicator": "indicator"}, deck=None)
