"""What happens to the files of people: each accident made on purpose, and whether a build tells it.

`python -m tests.mutations` makes mutants and prints a table by class; `--class` and `--count` choose. A mutant is one
accident in one place of a small made-up world (:mod:`tests.mutations.base`), or of the committed data. Its class says
what ought to come of it, and :mod:`tests.mutations.judge` compares every table with that.
"""
