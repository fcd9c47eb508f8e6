"""What is in the data: plans, their periods, and how much of each has been transcribed."""

from dxcompare.present.question import Question
from dxcompare.questions.overview.compute import Overview, overview
from dxcompare.words.text import Text

__all__ = ["Overview", "overview"]

QUESTION = Question(overview, Text("収録内容", "What is in the data"))
