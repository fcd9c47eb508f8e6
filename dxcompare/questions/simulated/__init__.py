"""How far can recovered bases be trusted? Recovery put to made-up surveys whose bases are known."""

from dxcompare.present.question import Question
from dxcompare.questions.simulated.compute import Simulation, simulated
from dxcompare.words.text import Text

__all__ = ["Simulation", "simulated"]

QUESTION = Question(simulated, Text("復元の試験", "Test of recovery"), overall=False)
