"""Runs that are killed, or find the disk full: what is there afterwards is the old or the new, and the next run works.

`python -m tests.kills` makes them and prints a table by command; `--count` and `--command` choose. A run is a command
of its own process (:mod:`tests.kills.server`), ended at a moment (:class:`Moment`); :mod:`tests.kills.trials` says what
each command changes, and judges what it left.
"""
