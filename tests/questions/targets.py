"""Made-up indicators with baseline and target, for the tests of ambition."""

import pytest

from dxcompare import ambition
from tests.plans import A, made, rows

#: 20.0 % (2021) → 50.0 % (2024), the more the better.
SHARE = {
    **{
        "kind": "numeric",
        "direction": "higher",
        "scale": "percent",
        "unit": "%",
        "period": "point",
        "comparator": "eq",
    },
    **{"lower_bound": 0.0, "upper_bound": 100.0},
    **{"baseline": 20.0, "baseline_decimals": 1, "baseline_fy": 2021, "baseline_text": "20.0%"},
    **{"target": 50.0, "target_decimals": 1, "target_fy": 2024, "target_text": "50.0%"},
}
#: 8 → 2 people, the fewer the better; counts are exact.
COUNT = {
    **SHARE,
    "direction": "lower",
    "scale": "count",
    "unit": "人",
    "upper_bound": None,
    "baseline": 8.0,
    "target": 2.0,
}
UNITS = rows("unit", "%", "人", "点")


def result(*kpis, acts=(("a-2021/1", "card", "a"),), **tables):
    given = [{"kpi_id": f"a-2021/k{number}", "plan_id": A, **kpi} for number, kpi in enumerate(kpis, start=1)]
    measure = rows("measure_id", "a-2021/1")
    return ambition(made(acts, **{"unit": UNITS, "measure": measure, "kpi": given, **tables}))


def kpi(base=SHARE, **changes):
    return result({**base, **changes}).to_frame().row(0, named=True)


def near(*values):
    return pytest.approx(values, rel=1e-9)
