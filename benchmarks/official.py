"""What official figures of all 1,741 municipalities cost: made-up tables of the dashboard, added to a made-up nation.

    python -m benchmarks.official [--plans 4 174 1741]

CPU seconds of each step, in one process; every call is made once on the committed data before, so that imports are not
counted, and on a data set that remembers nothing of it. The power of the audit is not built, as in `benchmarks/scale.py`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import dxcompare as dx
from benchmarks.nation import generate, official
from benchmarks.scale import build, timed
from dxcompare.sources.official.store import add

#: An indicator of numbers, and one of yes and no.
RATE, STATUS = "mynumber_held_rate", "dx_ai"


def calls(city: str) -> dict[str, Callable[[Any], object]]:
    """What is asked of official figures: of all, and of a municipality."""
    return {
        "reference": dx.reference,
        "reference, one indicator": lambda ds: dx.reference(ds, RATE),
        "reference, one municipality": lambda ds: dx.reference(ds, areas=city),
        "peers": lambda ds: ds.peers(city),
        "quartiles of all plans": lambda ds: ds.quartiles(),
        "quartiles of one": lambda ds: ds.quartiles(city),
        "only": lambda ds: ds.only(city),
        "only, reference": lambda ds: dx.reference(ds.only(city)),
        "only, brief": lambda ds: dx.brief(ds.only(city), city).to_frame(),
        "chart: among all": lambda ds: dx.reference(ds, RATE).plot("standing"),
        "chart: yes and no": lambda ds: dx.reference(ds, STATUS).plot("standing"),
        "chart: beside": lambda ds: dx.reference(ds, RATE).plot("beside", city=city),
    }


def measured(plans: int) -> Iterator[tuple[str, float]]:
    """Each step and its CPU seconds."""
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        generate(data, plans, dashboard=True)
        yield "build without", timed(lambda: build(data, power=False))[1]
        for name, file in official.FILES.items():
            path = data / "official" / file
            yield f"add {name}", timed(lambda path=path: add(path, data, official.PUBLISHED, official.ACCESSED))[1]
        yield "build", timed(lambda: build(data, power=False))[1]
        yield "load", timed(lambda: dx.load(data))[1]
        committed = dx.load()
        city = dx.load(data).plans()["municipality_code"][0]
        warm = calls(committed.plans()["municipality_code"][0])
        for name, call in calls(city).items():
            warm[name](committed)
            ds = dx.load(data)
            yield name, timed(lambda call=call, ds=ds: call(ds))[1]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--plans", type=int, nargs="+", default=[4, 174, 1741])
    sizes = parser.parse_args().plans
    columns = [dict(measured(plans)) for plans in sizes]
    print(f"| CPU s | {' | '.join(f'{plans:,} plans' for plans in sizes)} |")
    print("|---" * (len(sizes) + 1) + "|")
    for name in columns[0]:
        print(f"| {name} | {' | '.join(f'{column[name]:.2f}' for column in columns)} |")


if __name__ == "__main__":
    main()
