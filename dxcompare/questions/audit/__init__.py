"""Are the printed survey tables possible? Each test with the chance that it would have found an error."""

from dxcompare.present.question import Question
from dxcompare.questions.audit.compute import Audit, audit, audited
from dxcompare.words.text import Text

__all__ = ["Audit", "audit"]

QUESTION = Question(
    audit,
    Text("集計表の点検", "Audit of tables"),
    needs="survey",
    deck=lambda ds: [audit(ds)],
    derived={"audit": audited},
)
