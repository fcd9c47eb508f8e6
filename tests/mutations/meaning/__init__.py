"""Accidents that only somebody sees who knows what a table is."""

from tests.mutations.meaning import decisions, surveys  # noqa: F401 - they declare the classes
