"""Make mutants and print a table of what became of them: `python -m tests.mutations --count 10000`."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.mutations.run import CLASSES, VERDICTS, Done, make


def _said() -> argparse.Namespace:
    given = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    given.add_argument("--class", dest="classes", nargs="*", default=[], help="names of classes, or how they begin")
    given.add_argument("--count", type=int, default=300, help="how many mutants in all")
    given.add_argument("--seed", type=int, default=0, help="the first seed")
    given.add_argument("--committed", type=int, default=50, help="one in so many is of the committed data; 0: none")
    given.add_argument("--jobs", type=int, default=1)
    given.add_argument("--all", action="store_true", help="show those that are right, too")
    return given.parse_args()


def _tasks(said: argparse.Namespace) -> list[tuple[str, int, bool]]:
    """The classes in turn, each with the next seed."""
    names = sorted(name for name in CLASSES if not said.classes or name.startswith(tuple(said.classes)))
    of = said.committed
    return [
        (names[n % len(names)], said.seed + n // len(names), bool(of) and n % of == of - 1) for n in range(said.count)
    ]


def _table(done: list[Done]) -> str:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in sorted(done, key=lambda one: one.name):
        counts[one.name][one.verdict] += 1
        counts["all"][one.verdict] += 1
    counts["all"] = counts.pop("all")
    lines = [f"| class | {' | '.join(VERDICTS)} |", f"|---|{'---|' * len(VERDICTS)}"]
    lines += [
        f"| `{name}` | {' | '.join(str(of[verdict] or '') for verdict in VERDICTS)} |" for name, of in counts.items()
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    said, start = _said(), time.monotonic()
    done: list[Done] = []
    with ProcessPoolExecutor(said.jobs, mp_context=get_context("spawn")) as pool:
        for one in pool.map(make, _tasks(said), chunksize=10):
            if one is None:
                continue
            done.append(one)
            if said.all or one.verdict != "right":
                where = f"{one.name}:{one.seed}{' committed' if one.committed else ''}"
                print(f"{one.verdict.upper():10} {where} {one.what}\n    {one.said}", flush=True)
    took = 1000 * sum(one.took for one in done) / max(1, len(done))
    print(f"\n{_table(done)}\n{len(done)} mutants in {time.monotonic() - start:.0f} s; {took:.0f} ms each")
    sys.exit(any(one.verdict != "right" for one in done))
