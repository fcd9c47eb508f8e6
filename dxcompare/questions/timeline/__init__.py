"""When does each plan reach each stage of each national item, and does that meet the national deadline?"""

from dxcompare.present.question import Question
from dxcompare.questions.timeline.compute import Timeline, timeline
from dxcompare.words.text import Text

__all__ = ["Timeline", "timeline"]

QUESTION = Question(
    timeline,
    Text("工程の時期と国の期限", "Timing and national deadlines"),
    controls={"framework": "framework", "version": "version", "by": "by"},
    deck=lambda ds: [timeline(ds)],
)
