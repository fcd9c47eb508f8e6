"""What is declared here is read of few official figures."""

from tests.few import data  # noqa: F401 - a fixture
