"""Measures of three made-up plans, what they act on, and the cells of the matrix that follow."""

from dxcompare import coverage
from tests.plans import A, B, made, rows

MEASURE = rows(
    "measure_id plan_id policy title_ja position locator",
    ("a-2021/1", A, "P", "カードの普及", 2, "p.1"),
    ("a-2021/2", A, "P", "祭り", 1, "p.2"),
    ("b-2023/1", B, None, "窓口", 1, "p.3"),
    ("b-2023/2", B, None, "在宅勤務", 2, "p.4"),
)
ACTS = [
    ("a-2021/1", "card", "plan"),
    ("a-2021/1", "online", "a"),
    ("a-2021/2", "none", "a"),
    ("b-2023/1", "counter", "a"),  # wider than online, the item of its own version
    ("b-2023/2", "telework", "a"),  # which the second version may have
]
INDICATOR = {
    "kpi": [{"kpi_id": "a-2021/k1", "kind": "numeric", "target": 3.0, "target_fy": 2025}],
    "kpi_measure": rows("kpi_id measure_id", ("a-2021/k1", "a-2021/1")),
    "milestone": [{"measure_id": "a-2021/1", "fy": 2022, "stage": "build", "items": "online"}],
}
SPEAKS = [("kpi", "a-2021/k1", "card")]


def small(acts=ACTS, **tables):
    return made(acts, **{"measure": MEASURE, "speaks": SPEAKS, **INDICATOR, **tables})


def cells(ds, *columns, plan=A, **choices):
    """Item → some columns of its cell, of one plan."""
    frame = coverage(ds, **choices).to_frame().filter(plan_id=plan)
    return {item: rest if len(rest) > 1 else rest[0] for item, *rest in frame.select("item_id", *columns).iter_rows()}
