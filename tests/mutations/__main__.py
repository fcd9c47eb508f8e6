"""Make mutants and print a table of what became of them: `python -m tests.mutations --count 10000`."""

from __future__ import annotations

import argparse
import time
from collections import Counter, defaultdict
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from tests.mutations.run import CLASSES, VERDICTS, Done, shard

if __name__ == "__main__":
    given = argparse.ArgumentParser(prog="python -m tests.mutations", description=__doc__)
    given.add_argument("--class", dest="classes", nargs="*", default=[], help="names of classes, or how they begin")
    given.add_argument("--count", type=int, default=300, help="how many mutants in all")
    given.add_argument("--seed", type=int, default=0, help="the first seed")
    given.add_argument("--committed", type=int, default=50, help="one in so many is of the committed data; 0: none")
    given.add_argument("--jobs", type=int, default=1)
    given.add_argument("--all", action="store_true", help="show those that are right, too")
    said = given.parse_args()
    names = sorted(name for name in CLASSES if not said.classes or name.startswith(tuple(said.classes)))
    tasks = [
        (
            names[n % len(names)],
            said.seed + n // len(names),
            bool(said.committed) and n % said.committed == said.committed - 1,
        )
        for n in range(said.count)
    ]
    start = time.monotonic()
    with ProcessPoolExecutor(said.jobs, mp_context=get_context("spawn")) as pool:
        parts = [tasks[n :: said.jobs] for n in range(said.jobs)]
        done: list[Done] = [one for part in pool.map(shard, parts) for one in part]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in sorted(done):
        counts[one.name][one.verdict] += 1
        if said.all or one.verdict != "right":
            print(
                f"{one.verdict.upper():10} {one.name}:{one.seed}{' committed' if one.committed else ''} {one.what}\n    {one.said}"
            )
    print(f"\n| class | {' | '.join(VERDICTS)} |\n|---|{'---|' * len(VERDICTS)}")
    for name, found in counts.items():
        print(f"| `{name}` | {' | '.join(str(found[verdict] or '') for verdict in VERDICTS)} |")
    total = Counter(one.verdict for one in done)
    print(f"| all | {' | '.join(str(total[verdict]) for verdict in VERDICTS)} |")
    print(
        f"{len(done)} mutants in {time.monotonic() - start:.0f} s; mean {1000 * sum(one.took for one in done) / max(1, len(done)):.0f} ms"
    )
