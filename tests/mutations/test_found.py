"""Mutants that once passed, or ended in a traceback, in their smallest form; more stand beside the rooms that read them."""

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.mutations.base import WORLD, Base

#: what happened → file, what was there, what is there, and what the message says (in English)
FOUND = {
    "a date of a column that makes no value": (
        "mappings/all/indicators.csv",
        ("2024-07-12", "2024-07-12T00:00"),
        "indicators.csv, row 2, column 'edition': found '2024-07-12T00:00'; expected the form",
    ),
    "a date of it that does not exist": (
        "mappings/all/indicators.csv",
        ("2023-04-01", "0000-00-00"),
        "indicators.csv, row 2, column 'as_of': there is no date '0000-00-00'",
    ),
    "municipalities without their codes": (
        "raw/reference/municipalities.csv",
        ("municipality_code", "number"),
        "municipalities.csv, row 1: column 'municipality_code' is missing",
    ),
    "municipalities without their names": (
        "raw/reference/municipalities.csv",
        ("name_ja", "called"),
        "municipalities.csv, row 1: column 'name_ja' is missing",
    ),
    "options of themes without their questions": (
        "mappings/01203_otaru/theme_options.csv",
        ("question,", "asked,"),
        "theme_options.csv, row 1: column 'question' is missing",
    ),
    "options of themes without their options": (
        "mappings/01203_otaru/theme_options.csv",
        ("option,", "answer,"),
        "theme_options.csv, row 1: column 'option' is missing",
    ),
}


@pytest.fixture(scope="module")
def base(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("found"))


@pytest.mark.parametrize("case", FOUND)
def test_what_once_passed_is_a_fault(base, case):
    file, (old, new), says = FOUND[case]
    text = base.text(file)
    assert old in text
    (base.data / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    try:
        with pytest.raises(DataFaults) as error:
            build(base.data, "en")
    finally:
        base.put_back()
    assert says in str(error.value)
    assert len(str(DataFaults(error.value.faults, "ja")).splitlines()) == len(error.value.faults) + 1
