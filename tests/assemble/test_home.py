"""A row is read as it is declared; a fault points to where its value was typed, and one slip is one fault."""

import pytest

from dxcompare.assemble import build
from dxcompare.assemble.home import READERS, reads
from dxcompare.tables.kpis import Unit
from dxcompare.tables.raw import Typed
from dxcompare.words.faults import DataFaults
from tests.tiers import first

TOMI, KITAKAMI = "20219_tomi", "03206_kitakami"

#: what is broken: the file, what stands there, what is put in its place, the message
SLIPS = {
    "what every row of a plan repeats": (
        f"raw/{TOMI}/plan.yaml",
        "source_id: tomi-2022-draft",
        "source_id: tomi-2022-drift",
        "plan.yaml, row 10, column 'source_id': 'tomi-2022-drift' does not exist in data/raw/20219_tomi/source.yaml; "
        "did you mean 'tomi-2022-draft'?",
    ),
    "the item that a tag names": (
        "mappings/all/labels.csv",
        "オンライン化原則,kanmin_online,",
        "オンライン化原則,kanmin_on_line,",
        "labels.csv, row 2, column 'item': 'kanmin_on_line' does not exist in data/raw/national/items.csv; did you mean 'kanmin_online'?",
    ),
    "what a dash stands for": (
        f"mappings/{KITAKAMI}/dashes.csv",
        ",zero,",
        ",nil,",
        "dashes.csv, row 2, column 'dash': found 'nil'; expected one of zero, blank",
    ),
    "the stage of a step that no plan states": (
        "mappings/all/stages.csv",
        "phrase,stage,reason,first_stage\n",
        "phrase,stage,reason,first_stage\nどこにもない工程,studying,試し,\n",
        "stages.csv, row 2, column 'stage': found 'studying'; expected one of study, prepare, build, pilot, launch, "
        "operate, expand, review; did you mean 'study'?",
    ),
    "the place of a row": (
        f"raw/{TOMI}/kpi_places.csv",
        "k01,1-1,,17,5(4) 重点取組事項の目標値の表 1-①",
        "k01,1-1,,,",
        "kpi_places.csv, row 2, column 'where': a value is needed; the cell is blank",
    ),
    "a mapping within a card": (
        f"raw/{TOMI}/source.yaml",
        "cells_differing",
        "cell_differing",
        "source.yaml, row 14: key 'checked.cell_differing' is unknown; did you mean 'checked.cells_differing'?",
    ),
    "a number within a card": (
        f"raw/{TOMI}/source.yaml",
        "cells_compared: 340",
        "cells_compared: 340.5",
        "source.yaml, row 13, column 'checked.cells_compared': '340.5' cannot be read as a number",
    ),
    "the first column of quarters": (
        f"raw/{KITAKAMI}/schedules/p1.csv",
        "fy,quarter,",
        "fyy,quarter,",
        "p1.csv, row 1, column 'fyy': column 'fyy' is unknown; did you mean 'fy'?",
    ),
}


@pytest.mark.parametrize("slip", first(SLIPS))
def test_a_fault_points_to_what_was_typed(data, slip):
    name, old, new, message = SLIPS[slip]
    path = data / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    (fault,) = error.value.faults
    assert fault.says("en").endswith(message)


@pytest.mark.long
def test_the_list_of_municipalities_is_needed(data):
    (data / "raw" / "reference" / "municipalities.csv").unlink()
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    (fault,) = error.value.faults
    assert fault.says("en") == "data/raw/reference: the file 'municipalities.csv' is needed"


@pytest.mark.long
def test_a_card_without_a_check_is_in_order(data):
    path = data / "raw" / TOMI / "source.yaml"
    text = path.read_text(encoding="utf-8")
    start = text.index("    checked:")
    path.write_text(text[:start] + "    checked:\n", encoding="utf-8")
    source = build(data)["source"].filter(source_id="tomi-2022-draft")
    assert source.select("checked_method", "cells_compared").row(0) == (None, None)


def test_a_reader_is_declared_beside_what_it_reads(monkeypatch):
    monkeypatch.setattr("dxcompare.assemble.home.READERS", dict(READERS))

    class Other(Typed):
        """Another file."""

    @reads(Other)
    def other(home, sheet):
        """Read it."""

    from dxcompare.assemble import home

    assert home.READERS[Other] is other
    assert Other not in READERS
    assert Unit in READERS


@pytest.mark.long
def test_a_short_id_gets_the_plans_and_a_whole_one_stays(data):
    """A plan with two surveys names the question of the second by its whole id."""
    path = data / "raw" / "09215_nasukarasuyama" / "errata.csv"
    short = build(data)["erratum"]
    path.write_text(
        path.read_text(encoding="utf-8").replace(",q15,", ",nasukarasuyama-ikou-2021/q15,"), encoding="utf-8"
    )
    assert build(data)["erratum"].equals(short)
    asked = short.filter(erratum_id="nasukarasuyama-2024/e09").row(0, named=True)
    assert asked["steps_lost"].split("+")[:2] == ["nasukarasuyama-2024/2-2-1", "nasukarasuyama-2024/2-2-2"]
