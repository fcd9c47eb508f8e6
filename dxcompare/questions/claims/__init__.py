"""Does a plan's prose agree with its own tables? Each statement is a predicate, and is evaluated."""

from dxcompare.present.question import Question, Step
from dxcompare.questions.claims.compute import Claims, checked, claims
from dxcompare.words.text import Text

__all__ = ["Claims", "claims"]

QUESTION = Question(
    claims,
    Text("記述の検証", "Statements checked"),
    needs="survey",
    derived={"claim_check": checked},
    tour=(
        Step(
            Text("文章を表と照らす", "Hold the prose against the tables"),
            Text(
                "計画が自らの表について述べたことを、その表で確かめた結果である。",
                "What the plans say about their own tables, checked against those tables.",
            ),
            "dx.claims(ds).plot()",
        ),
    ),
)
