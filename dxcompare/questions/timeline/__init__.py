"""When does each plan reach each stage of each national item, and does that meet the national deadline?"""

from dxcompare.present.controls import BY, FRAMEWORK, VERSION
from dxcompare.present.question import Question
from dxcompare.questions.timeline.compute import Timeline, timeline
from dxcompare.words.text import Text

__all__ = ["Timeline", "timeline"]

QUESTION = Question(
    timeline,
    Text("工程の時期と国の期限", "Timing and national deadlines"),
    controls={"framework": FRAMEWORK, "version": VERSION, "by": BY},
)
