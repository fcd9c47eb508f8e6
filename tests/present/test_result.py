"""What every analysis returns."""

import pytest

from dxcompare import coverage
from dxcompare.present.result import FindingFalse, finding


def test_a_finding_that_does_not_hold_stops():
    with pytest.raises(FindingFalse, match="no longer true: b / もう成り立たない：a"):
        finding(False, "a", "b")


def test_a_finding_escapes_what_it_says():
    assert "<script>" not in finding(True, "<script>", "<script>")._repr_html_()


def test_a_folder_that_is_not_there_is_named(ds, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere; make it"):
        coverage(ds).save(tmp_path / "nowhere" / "x.svg")
