"""`python -m benchmarks.nation`."""

import sys

from benchmarks.nation import main

main(*sys.argv[1:])
