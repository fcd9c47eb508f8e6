"""A sentence that a query supports."""

import pytest

from dxcompare.present.finding import FindingFalse, finding


def test_a_finding_that_does_not_hold_stops():
    with pytest.raises(FindingFalse, match="no longer true: b / もう成り立たない：a"):
        finding(False, "a", "b")


def test_a_finding_escapes_what_it_says():
    assert "<script>" not in finding(True, "<script>", "<script>")._repr_html_()
