"""What do the plans promise, how far does it go, and what of it can be measured?"""

from dxcompare.present.question import Question, Step
from dxcompare.questions.ambition.compute import Ambition, ambition, ambition_rows
from dxcompare.words.text import Text

__all__ = ["Ambition", "ambition"]

QUESTION = Question(
    ambition,
    Text("指標と目標", "Indicators and targets"),
    derived={"ambition": ambition_rows},
    tour=(
        Step(
            Text("指標と目標を見る", "See indicators and targets"),
            Text(
                "指標の数や目標の高さでは計画を比べられない。定義と対象が計画ごとに違うからである。",
                "Plans do not compare by the number or height of targets, since definitions differ.",
            ),
            "ambition = dx.ambition(ds)\nprint(ambition.kinds())\nambition.plot()",
        ),
    ),
)
