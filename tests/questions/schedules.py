"""Made-up schedules: steps that a test states, and what the timeline finds in them."""

from dxcompare import timeline
from dxcompare.questions.timeline.tables import STAGES
from tests.plans import A, B, C, made, rows

#: The second plan by quarter, the first by year; each with one measure.
MEASURE = rows("measure_id plan_id policy", ("a-2021/1", A, None), ("b-2023/1", B, "P"), ("c-2025/1", C, None))
ACTS = [("a-2021/1", "systems", "a"), ("b-2023/1", "online", "a"), ("c-2025/1", "ai", "a")]


def steps(*values, measure="a-2021/1"):
    """fy, quarter, stage, text, and `carried` or `lost` where it is so; of a step of several stages the first."""
    plan = measure.split("/")[0]
    return [
        {
            **{"plan_id": plan, "measure_id": measure, "fy": fy, "quarter": quarter, "stage": stage, "step_text": text},
            **{"carried": "carried" in how, "span_known": "lost" not in how, "milestone_id": f"{measure}.{number}"},
            **{"first_stage": next((one for one in how if one in STAGES), None), "locator": f"p.{number}"},
        }
        for number, (fy, quarter, stage, text, *how) in enumerate(values)
    ]


def found(table, milestone, acts=ACTS, choices=(), **tables):
    ds = made(acts, measure=MEASURE, milestone=milestone, **tables)
    return timeline(ds, **dict(choices)).to_frame(table)
