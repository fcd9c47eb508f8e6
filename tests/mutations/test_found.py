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
    "a lineage from nothing": (
        "raw/national/lineage.csv",
        ("1.0,online,", "1.0,,"),
        "lineage.csv, row 3, column 'from_item': a value is needed",
    ),
    "a lineage to no version": (
        "raw/national/lineage.csv",
        ("online,2.0,", "online,,"),
        "lineage.csv, row 3, column 'to_version': a value is needed",
    ),
    "an item without an id": (
        "raw/national/items.csv",
        ("2.0,core,", "2.0,,"),
        "items.csv, row 8, column 'item': a value is needed",
    ),
    "a version that was renamed": (
        "raw/national/versions.csv",
        ("dx,1.0,", "dx,2024-01-01,"),
        "versions.csv: there is no row for '1.0', to which 4 rows refer",
    ),
    "an actual of no indicator": (
        "mappings/01202_hakodate/kpi_actuals.csv",
        ("k01,online_share", "k01,"),
        "kpi_actuals.csv, row 2, column 'indicator': '' does not exist in reference_stat",
    ),
    "an id on two lines": (
        "mappings/01202_hakodate/groups.csv",
        ("sex,female", 'sex,"fem\nale"'),
        "groups.csv, row 6, column 'group': 'fem⏎ale' is broken over two lines",
    ),
    "a quarter twice": (
        "raw/01203_otaru/schedules/p1.csv",
        ("R6,1Q", "R6,2Q"),
        "p1.csv, row 3, column 'quarter': 'R6 2Q' is a duplicate",
    ),
    "a quarter twice, in other words, and without a step": (
        "raw/01203_otaru/schedules/p1.csv",
        ("R6,1Q,検討,", "R6,1Q,検討,\n令和6年度,第1四半期,,"),
        "p1.csv, row 3, column 'quarter': '令和6年度 第1四半期' is a duplicate",
    ),
    "a function without brackets": (
        "raw/01202_hakodate/claims.csv",
        ("100 * valid() / sampled() == 40", "valid() == valid"),
        "claims.csv, row 2, column 'predicate': 'valid' cannot be read as a predicate",
    ),
    "a passage without an id": (
        "raw/01202_hakodate/chapters.csv",
        ("\nch3,", "\n,"),
        "chapters.csv, row 2, column 'chapter'",
    ),
    "UTF-8 that ends within a letter": (
        "raw/01202_hakodate/chapters.csv",
        ("第3章 前文\n", "\udce7"),
        "chapters.csv, row 2: neither UTF-8, UTF-16 nor Shift_JIS",
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
    (base.data / file).write_bytes(text.replace(old, new, 1).encode("utf-8", "surrogateescape"))
    try:
        with pytest.raises(DataFaults) as error:
            build(base.data, "en")
    finally:
        base.put_back()
    assert says in str(error.value)
    assert len(str(DataFaults(error.value.faults, "ja")).splitlines()) == len(error.value.faults) + 1
