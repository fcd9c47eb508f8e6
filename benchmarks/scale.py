"""How time and memory grow with the number of plans: a made-up nation, each piece of work in a process of its own.

    python -m benchmarks.scale [--plans 4 174 1741] [--baseline] [--power] [--limit SECONDS] [--only WORK ...] [--write]

The build is that of `dxcompare build`, with the processors it may use: the first, one where nothing changed, and one
after the target of an indicator of one plan was edited. CPU seconds are those of all processes, memory is that of the
largest. Beside wall and CPU seconds of the work alone stands the highest memory of its process, what it had loaded included.
An analysis is done once on the committed data before it is timed, so that imports are not counted; a build is not, and
its imports are. What takes longer than the limit is ended, and stands as such. `grows as` is the exponent of CPU
seconds between two sizes, where the smaller took 0.02 s at least. `--baseline`: the same results by pandas and
statsmodels (`benchmarks/baseline`), from their processed files. `--power`: with the power of the audit, whose
thousands of tables a survey are made when they are asked for. `--write`: to `scale.csv`, and the table
into `docs/scale.md`.
"""

from __future__ import annotations

import argparse
import csv
import itertools
import json
import math
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.nation import generate
from benchmarks.nation.shared import DATA

RESULTS = Path(__file__).parent / "scale.csv"
#: The page that shows them, and between what.
PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
BEGIN, END = "<!-- measured: made by benchmarks/scale.py -->\n", "<!-- end of measured -->"
#: Seconds after which a piece of work is ended.
LIMIT = 600.0
#: CPU seconds below which no growth is told.
LEAST = 0.02


class Work(NamedTuple):
    """A piece of work on a data set: what is made ready for it, and it itself."""

    ready: Callable[[Any], Any]
    act: Callable[[Any], object]


class Measured(NamedTuple):
    """A row of the results; seconds and MiB are None where it was ended."""

    plans: int
    of: str
    work: str
    wall: float | None
    cpu: float | None
    peak: float | None


def analyses() -> dict[str, Work]:
    """Every question of the registry, as its example asks it, and what can be asked of their results or of each part."""
    import dxcompare as dx
    from dxcompare.questions import registry
    from dxcompare.questions.audit.compute import audited, measured
    from dxcompare.questions.bases.recovery import survey_bases

    def asked(question: Any) -> Work:
        return Work(lambda ds: ds, lambda ds: question.made(ds, **question.example(ds)).to_frame())

    def each(ask: Callable[..., Any]) -> Work:
        return Work(by_age, lambda made: ask(made[0], question_id=made[1]).to_frame())

    found = {question.name: asked(question) for question in registry.questions()}
    return found | {
        "coverage: similarity": Work(dx.coverage, lambda result: result.profile_similarity()),
        "ambition: reversals": Work(dx.ambition, lambda result: result.rank_reversals()),
        "gradients: every question": each(dx.gradients),
        "differences: every question": each(dx.differences),
        "base recovery": Work(lambda ds: ds, survey_bases),
        "audit of tables": Work(lambda ds: ds, audited),
        POWER: Work(lambda ds: ds, lambda ds: measured(ds)),
    }


POWER = "power of the audit"
#: Builds, in this order, each with what is done before it.
BUILDS: dict[str, Callable[[Path], object]] = {
    "build": lambda data: None,
    "build, nothing changed": lambda data: None,
    "build, one plan edited": lambda data: edited(data),
}


def edited(data: Path) -> None:
    """The target of an indicator of a plan in the middle is one more than it was."""
    folders = sorted((data / "raw").glob("[0-9]*"))
    file = folders[len(folders) // 2] / "kpis.csv"
    with file.open(encoding="utf-8", newline="") as lines:
        heads, *rows = csv.reader(lines)
    at = heads.index("target_text")
    row = next(row for row in rows if row[at].rstrip("%").isdecimal() and int(row[at].rstrip("%")) % 100 < 99)
    row[at] = f"{int(row[at].rstrip('%')) + 1}{'%' * row[at].endswith('%')}"
    with file.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines, lineterminator="\n").writerows([heads, *rows])


def by_age(ds: Any) -> tuple[Any, list[str]]:
    """A data set, and its questions that have a table by age."""
    return ds, ds.response.filter(group_type="age")["question_id"].unique().sort().to_list()


def work(name: str, data: Path, *, of: str) -> tuple[float, float]:
    """Do one piece of work here; wall and CPU seconds."""
    import dxcompare as dx

    if name in BUILDS:
        BUILDS[name](data)
        return timed(lambda: build(data))
    if name == "load":
        dx.load()
        return timed(lambda: dx.load(data))
    todo: Any
    small: Any
    large: Any
    if of == "baseline":
        from benchmarks import baseline

        todo, small, large = baseline.WORK[name], DATA / "processed", data / "processed"
    else:
        todo, small, large = analyses()[name], dx.load(), dx.load(data)
    if name != POWER:
        todo.act(todo.ready(small))
    ready = todo.ready(large)
    return timed(lambda: todo.act(ready))


def build(data: Path) -> None:
    """Raw to all tables, written, in as many processes as `dxcompare build` uses."""
    from dxcompare.pipeline import run
    from dxcompare.pipeline.workers import available

    run(data, processes=available())


def peak() -> float:
    """The most memory that this process, or one that it began, had at once, in MiB.

    `ru_maxrss` of a process is never less than that of the one which began it, so Linux is asked for its own.
    """
    own, others = (resource.getrusage(of).ru_maxrss for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    status = Path("/proc/self/status")
    if status.exists():
        own = next(int(line.split()[1]) for line in status.read_text().splitlines() if line.startswith("VmHWM"))
    return max(own, others) / 1024


def timed(act: Callable[[], object]) -> tuple[float, float]:
    wall, before = time.perf_counter(), os.times()
    act()
    return time.perf_counter() - wall, sum(os.times()[:4]) - sum(before[:4])


def apart(name: str, data: Path, plans: int, limit: float, *, of: str = "ours") -> Measured:
    """One piece of work in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.scale", "--work", name, "--data", str(data), "--of", of]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=limit)
    except subprocess.TimeoutExpired:
        return Measured(plans, of, name, None, None, None)
    if done.returncode:
        sys.exit(f"{name}, {plans:,} plans\n{done.stderr}")
    return Measured(plans, of, name, *json.loads(done.stdout.splitlines()[-1]))


def run(
    sizes: list[int], limit: float, *, baseline: bool, power: bool, only: list[str] | None = None
) -> Iterator[Measured]:
    """All work, or `only` some, at all sizes; the build always, since the rest needs its tables."""
    names = [name for name in ("load", *analyses()) if (not only or name in only) and (power or name != POWER)]
    for plans in sizes:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "data"
            generate(data, plans)
            for name in BUILDS:
                if name == "build" or not only or name in only:
                    yield apart(name, data, plans, limit)
            if not (data / "processed").is_dir():
                continue
            for name in names:
                yield apart(name, data, plans, limit)
            if baseline:
                from benchmarks.baseline import WORK

                for name in (name for name in WORK if name in names):
                    yield apart(name, data, plans, limit, of="baseline")


def table(found: list[Measured], limit: float) -> str:
    """The results as Markdown: wall, CPU and memory by size, and how CPU seconds grow."""
    sizes = list(dict.fromkeys(one.plans for one in found))
    cells = {(one.of, one.work, one.plans): one for one in found}
    works = list(dict.fromkeys((one.of, one.work) for one in found))
    heads = [f"{plans:,}: wall s | CPU s | MiB" for plans in sizes]
    lines = [f"| work | {' | '.join(heads)} | grows as |", "|---" * (3 * len(sizes) + 2) + "|"]
    for of, name in works:
        row = [cells.get((of, name, plans)) for plans in sizes]
        said = ["– | – | –" if one is None else _said(one, limit) for one in row]
        label = name if of == "ours" else f"{of}: {name}"
        lines.append(f"| {label} | {' | '.join(said)} | {', '.join(_growth(row))} |")
    return "\n".join(lines)


def against(found: list[Measured]) -> Iterator[str]:
    """How many times as long the baseline takes, over all that both did, and over the work where that is least."""
    for plans in dict.fromkeys(one.plans for one in found):
        ours, theirs = (
            {one.work: one.cpu for one in found if (one.of, one.plans) == (of, plans) and one.cpu is not None}
            for of in ("ours", "baseline")
        )
        both = [name for name in theirs if name in ours]
        if both:
            whole = sum(theirs[name] for name in both) / sum(ours[name] for name in both)
            least = min(both, key=lambda name: theirs[name] / max(ours[name], 1e-9))
            ratio = theirs[least] / max(ours[least], 1e-9)
            yield f"Of {plans:,} plans the baseline takes {whole:.1f} times our CPU seconds; least for {least}, {ratio:.1f}."


def _said(one: Measured, limit: float) -> str:
    if one.wall is None:
        return f"> {limit:g} | – | –"
    return f"{one.wall:.2f} | {one.cpu:.2f} | {one.peak:.0f}"


def _growth(row: list[Measured | None]) -> Iterator[str]:
    for one, more in itertools.pairwise(row):
        if one and more and one.cpu and more.cpu and one.cpu >= LEAST:
            yield f"n^{math.log(more.cpu / one.cpu) / math.log(more.plans / one.plans):.2f}"
        else:
            yield "–"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--plans", type=int, nargs="+", default=[4, 174, 1741])
    parser.add_argument("--limit", type=float, default=LIMIT)
    parser.add_argument("--only", nargs="+")
    for name in ("baseline", "power", "write"):
        parser.add_argument(f"--{name}", action="store_true")
    for name in ("work", "data", "of"):
        parser.add_argument(f"--{name}", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        seconds = work(given.work, Path(given.data), of=given.of)
        print(json.dumps([*seconds, peak()]))
        return
    found = []
    for one in run(given.plans, given.limit, baseline=given.baseline, power=given.power, only=given.only):
        print(f"{one.plans:,} {one.of} {one.work}: {_said(one, given.limit)}", file=sys.stderr, flush=True)
        found.append(one)
    threads = os.environ.get("POLARS_MAX_THREADS", "all")
    lines = [f"{os.cpu_count()} processors, polars with {threads} threads, one run.", table(found, given.limit)]
    said = "\n\n".join([*lines, *against(found)]) + "\n"
    print(said)
    if given.write:
        before, _, rest = PAGE.read_text("utf-8").partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}{said}{END}{rest.partition(END)[2]}", "utf-8")
        with RESULTS.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(Measured._fields)
            writer.writerows([*one[:3], *("" if n is None else f"{n:.3f}" for n in one[3:])] for one in found)


if __name__ == "__main__":
    main()
