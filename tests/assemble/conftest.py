"""What is broken here is of few official figures, and of one plan where that is enough."""

from tests.few import data, tomi  # noqa: F401 - fixtures
