"""Kill commands at many moments and print a table of what was left: `python -m tests.kills --count 200`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.kills.server import ROOT, served
from tests.kills.trials import TRIALS, VERDICTS, tried

if __name__ == "__main__":
    given = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    given.add_argument("--command", nargs="*", default=[*TRIALS], help="which commands")
    given.add_argument("--count", type=int, default=200, help="moments of each")
    given.add_argument("--seed", type=int, default=0)
    given.add_argument("--package", type=Path, default=ROOT, help="the checkout whose dxcompare is run")
    said = given.parse_args()
    print(f"| command | {' | '.join(VERDICTS)} |\n|---|{'---|' * len(VERDICTS)}")
    wrong = []
    with served(said.package.resolve()) as server, tempfile.TemporaryDirectory() as folder:
        for name in said.command:
            counts, told = tried(name, Path(folder) / name, server, said.count, said.seed)
            print(f"| {name} | {' | '.join(str(counts[verdict] or '') for verdict in VERDICTS)} |", flush=True)
            wrong += told
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(bool(wrong))
