"""How long does `import dxcompare` take, beside the libraries that people import anyway?

Each import runs in a Python of its own, in turns; what an empty Python takes is taken off. Ratios are of medians: other
work on the same processors moves the seconds more than the ratios.

    python benchmarks/imports.py [rounds]
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time

ROUNDS = 9
RIVAL = "import pandas, statsmodels.api"
EMPTY = "pass"
OURS = ("import dxcompare", "import dxcompare; dxcompare.load", "import dxcompare; dxcompare.coverage")


def seconds(code: str) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - started


def main(rounds: int = ROUNDS) -> None:
    codes = (EMPTY, RIVAL, *OURS)
    for code in codes:
        seconds(code)  # from the disk into memory, and bytecode written
    took: dict[str, list[float]] = {code: [] for code in codes}
    for _ in range(rounds):
        for code in codes:
            took[code].append(seconds(code))
    empty = statistics.median(took[EMPTY])
    rival = statistics.median(took[RIVAL]) - empty
    print(f"{rounds} rounds; medians, without the {empty:.3f} s of an empty Python")
    print(f"{RIVAL:40}{rival:8.3f} s")
    for code in OURS:
        middle = statistics.median(took[code]) - empty
        print(f"{code:40}{middle:8.3f} s{middle / rival:8.3f} times {RIVAL}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
