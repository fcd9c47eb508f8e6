"""What a report is made of, as it was when it began: what notebooks read is what outcomes are kept under."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from dxcompare.report.notebook import plans_of, read
from dxcompare.sources.folder import PACKAGE, PROCESSED, digest

if TYPE_CHECKING:
    from dxcompare.dataset import Dataset


#: The folder of notebooks, beside the data folder.
NOTEBOOKS = "notebooks"
#: That of the checkout that this package lies in; an installed package has none.
OWN = Path(__file__).resolve().parents[2] / NOTEBOOKS


@contextmanager
def snapshot(data: Path) -> Iterator[Path]:
    """A data folder of its own with the processed tables and the notebooks, which a build or an editor does not change.

    The notebooks lie beside it, as in a checkout. Where no folder of notebooks lies beside the data, they are those of
    the checkout that this package lies in, but for those about plans of its own.

    Parameters
    ----------
    data : Path
        The data folder of a checkout.

    Yields
    ------
    Path
        The data folder of the copy; it is removed afterwards.

    Raises
    ------
    NoData
        If nothing has been built there, or a table is not as the build wrote it.
    """
    with tempfile.TemporaryDirectory(prefix="dxcompare-") as folder:
        copy = Path(folder) / data.name
        for there, files in (
            (copy / PROCESSED, _tables(data)),
            (copy.parent / NOTEBOOKS, _notebooks(data)),
        ):
            there.mkdir(parents=True)
            for name, content in files.items():
                (there / name).write_bytes(content)
        yield copy


class Parts:
    """The data that notebooks are given: the whole copy, or a folder beside it with those of some plans alone.

    Parameters
    ----------
    copy : Path
        The data folder of a :func:`snapshot`.
    """

    def __init__(self, copy: Path):
        self.copy = copy
        self._made: dict[tuple[str, ...], Path] = {(): copy}

    def of(self, plans: tuple[str, ...] = ()) -> Path:
        """The data folder for some plans; for none named, that of all."""
        if plans not in self._made:
            from dxcompare.assemble import publish

            self._made[plans] = self.copy.parent / "parts" / str(len(self._made)) / self.copy.name
            publish.write(dict(self.whole.only(*plans).tables), self._made[plans] / PROCESSED)
        return self._made[plans]

    @cached_property
    def whole(self) -> Dataset:
        """The data of all plans, loaded once."""
        from dxcompare.dataset import load

        return load(self.copy)


def _notebooks(data: Path) -> dict[str, bytes]:
    """The notebooks beside the data, else those of ours that are of any plan."""
    beside = data.parent / NOTEBOOKS
    if beside.is_dir():
        return _read(beside, "*.ipynb")
    return {name: raw for name, raw in _read(OWN, "*.ipynb").items() if not plans_of(read(OWN / name), name)}


def _tables(data: Path) -> dict[str, bytes]:
    """The files of one build."""
    found = _read(data / PROCESSED, "*.csv", PACKAGE)
    if _of_one_build(found):
        return found
    from dxcompare.dataset.read import whole  # with the library of tables: waits for a build, or says what is amiss

    return whole(data)[1]


def _of_one_build(files: dict[str, bytes]) -> bool:
    try:
        listed = [one for one in json.loads(files[PACKAGE])["resources"] if one["path"].endswith(".csv")]
        return all(digest(files[one["path"]]) == one["hash"] for one in listed)
    except (KeyError, TypeError, ValueError):
        return False


def _read(folder: Path, *patterns: str) -> dict[str, bytes]:
    """Files by their names; those that go while they are read are not there."""
    found = {}
    for path in sorted(path for pattern in patterns for path in folder.glob(pattern)):
        try:
            found[path.name] = path.read_bytes()
        except FileNotFoundError:
            continue
    return found
