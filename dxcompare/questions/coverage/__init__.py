"""Which national items does each plan act on, how far, and on what evidence?"""

from dxcompare.present.question import Question
from dxcompare.questions.coverage.compute import Coverage, coverage, coverage_rows
from dxcompare.words.text import Text

__all__ = ["Coverage", "coverage"]

QUESTION = Question(
    coverage,
    Text("国の事項への取組", "Coverage of national items"),
    controls={"framework": "framework", "version": "version", "by": "by", "plan": None, "item": None},
    deck=lambda ds: [coverage(ds)],
    derived={"coverage": coverage_rows},
)
