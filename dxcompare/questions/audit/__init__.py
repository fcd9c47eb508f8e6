"""Are the printed survey tables possible? Each test with the errors that it would have found."""

from dxcompare.present.question import Question, Step
from dxcompare.questions.audit.compute import Audit, audit, audited
from dxcompare.words.text import Text

__all__ = ["Audit", "audit"]

QUESTION = Question(
    audit,
    Text("集計表の点検", "Audit of tables"),
    needs="survey",
    derived={"audit": audited},
    tour=(
        Step(
            Text("集計表を疑う", "Doubt the tables"),
            Text(
                "計算の合わない表と、その扱い。「合う」表も、点検した範囲で矛盾がないというだけである。",
                "Tables that do not add up, and what is done about them. Those that do have merely passed these tests.",
            ),
            'found = dx.audit(ds).to_frame("findings")\ndx.show(found)',
        ),
    ),
)
