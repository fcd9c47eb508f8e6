"""The committed data with few official figures, and with some of the plans: what a test breaks builds in a fraction.

Every plan that stays says what it says, in the rows where it says it, and is decided as it is.
"""

import atexit
import re
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pytest

from tests.cities import DATA, HERE, leave_out

ROOMS = ("raw", "mappings")
#: Municipalities that tests name.
_NAMED = ("01100", "01202", "01203", "14130", "19201", "20220", "34208")


@cache
def few(*cities: str) -> Path:
    """A folder `data` with these of the plans, to read; made once in a process. Without any, what is about all."""
    folder = Path(tempfile.mkdtemp(prefix="dxcompare-few-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    data = folder / "data"
    for room in ROOMS:
        shutil.copytree(DATA / room if cities == HERE else few(*HERE) / room, data / room)
    for city in HERE:
        if city not in cities:
            leave_out(data, city)
    if cities == HERE:
        _fewer(data / "raw" / "reference")
    return data


def copied(data: Path, *cities: str) -> Path:
    """`data`, made a copy to break of the data with these plans; by default all."""
    for room in ROOMS:
        shutil.copytree(few(*(cities or HERE)) / room, data / room)
    return data


@pytest.fixture
def data(tmp_path):
    """All plans, to break."""
    return copied(tmp_path / "data")


@pytest.fixture
def tomi(tmp_path):
    """One plan, to break."""
    return copied(tmp_path / "data", "20219_tomi")


def _fewer(reference: Path) -> None:
    """Leave the last figure of each area and indicator, the census, and the municipalities that are named."""
    former = (reference / "former_codes.csv").read_text(encoding="utf-8")
    named = {*re.findall(r"\b\d{5}\b", former), *(city[:5] for city in HERE), *_NAMED}
    for path in reference.glob("*.csv"):
        head, *rows = path.read_text(encoding="utf-8").splitlines()
        if path.name == "municipalities.csv":
            rows = [row for row in rows if row[:5] in named]
        elif path.name not in ("former_codes.csv", "census_2020.csv"):
            rows = [*{tuple(row.split(",")[:2]): row for row in rows}.values()]
        path.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
