"""The folder of a city decides for the city alone: some cities without the others, and what `all/` says of others."""

import shutil

import pytest
from click.testing import CliRunner

from dxcompare.assemble import build
from dxcompare.cli import main
from dxcompare.sources.folders import ALL
from dxcompare.tables import TIDY
from tests.assemble.test_decisions import IMARI, PLANS, TOMI, add
from tests.conftest import ROOT
from tests.tiers import first


def alone(data, *names):
    """Take away the folders of all other cities."""
    for folder in PLANS:
        if folder not in names:
            shutil.rmtree(data / "raw" / folder)
            shutil.rmtree(data / "mappings" / folder)
    return data


@pytest.mark.parametrize("name", first(PLANS))
def test_one_city_alone_builds_what_the_city_has_among_all(whole, ds, name):
    """`all/` speaks of other cities too; that is no fault. The same rows as `only` leaves."""
    tables = build(alone(whole, name))
    rest = ds.only(PLANS[name])
    for table in TIDY:
        if table in ("source", "reference_stat"):  # `only` keeps those of other plans
            continue
        got, kept = tables[table], rest[table]
        assert got.equals(kept.cast(dict(got.schema))), table


def test_what_all_says_of_absent_cities_is_noted(data):
    notes = []
    tables = build(alone(data, TOMI, IMARI), notes=notes)
    said = {note.place.file.rpartition("/")[2]: note for note in notes}
    assert set(said) == {
        *("kpi_pairs.csv", "labels.csv", "stages.csv", "theme_pairs.csv", "themes.csv", "units.csv", "verdicts.csv")
    }
    assert tables["kpi_pair"].height == 3  # those of 東御市 and 伊万里市
    assert said["kpi_pairs.csv"].says("en") == (
        "data/mappings/all/kpi_pairs.csv: rows that decide nothing about the plans that are here: "
        "14 (rows: 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, …)"
    )
    assert said["verdicts.csv"].says("ja") == (
        "data/mappings/all/verdicts.csv: ここにある計画に使われない行が4行あります（行: 2、3、4、5）"
    )


@pytest.mark.long
def test_check_tells_the_notes_and_finds_no_fault(data):
    add(data / "mappings" / ALL / "themes.csv", "new,新,New,定義,definition")
    run = CliRunner().invoke
    assert run(main, ["build", "--data", str(data)]).exit_code == 0
    for lang, start in (
        ("en", "note: data/mappings/all/themes.csv: rows"),
        ("ja", "参考　data/mappings/all/themes.csv"),
    ):
        done = run(main, ["check", "--data", str(data), "--lang", lang])
        assert done.exit_code == 0
        assert done.output.splitlines()[-2].startswith(start)


def test_every_row_of_all_decides_something():
    """In the repository, where every city is."""
    notes = []
    build(ROOT / "data", notes=notes)
    assert notes == []
