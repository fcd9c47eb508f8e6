"""Does a plan's prose agree with its own tables? Each statement is a predicate, and is evaluated."""

from dxcompare.present.question import Question
from dxcompare.questions.claims.compute import Claims, checked, claims
from dxcompare.words.text import Text

__all__ = ["Claims", "claims"]

QUESTION = Question(
    claims,
    Text("記述の検証", "Statements checked"),
    needs="survey",
    deck=lambda ds: [claims(ds)],
    derived={"claim_check": checked},
)
