"""What is broken here is of few official figures, and of one plan where that is enough."""

import pytest

from tests.few import copied


@pytest.fixture
def data(tmp_path):
    """All plans."""
    return copied(tmp_path / "data")


@pytest.fixture
def tomi(tmp_path):
    """One plan."""
    return copied(tmp_path / "data", "20219_tomi")
