"""What must somebody in charge of one plan know in a minute? One sheet: what sets it apart, targets, ages, limits."""

from dxcompare.present.controls import plans
from dxcompare.present.question import Control, Question
from dxcompare.questions.brief.compute import Answer, Brief, brief
from dxcompare.words.text import Text

__all__ = ["Answer", "Brief", "brief"]

QUESTION = Question(
    brief,
    Text("1枚で見る", "On one sheet"),
    controls={"city": Control(Text("市", "Municipality"), lambda ds, chosen, lang: plans(ds, lang))},
    overall=False,
    example=lambda ds: {"city": ds.plans()["plan_id"][0]},
)
