"""What every analysis returns."""

import pytest

from dxcompare import coverage


def test_a_folder_that_is_not_there_is_named(ds, tmp_path):
    with pytest.raises(FileNotFoundError, match=r"there is no folder .*nowhere; make it"):
        coverage(ds).save(tmp_path / "nowhere" / "x.svg")
