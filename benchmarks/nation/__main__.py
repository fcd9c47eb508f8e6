"""`python -m benchmarks.nation`."""

from benchmarks.nation import main

main()
