"""Each rule of the data broken once on purpose: the fault names file, row, column and slip."""

import pytest

from dxcompare.assemble import build
from dxcompare.words.expected import EXPECTED
from dxcompare.words.faults import DataFaults
from dxcompare.words.hints import HINTS
from tests.assemble import broken_mappings, broken_raw
from tests.assemble.breaking import write
from tests.cities import HERE
from tests.few import copied
from tests.tiers import each

BROKEN = {**broken_raw.BROKEN, **broken_mappings.BROKEN}


#: one slip, one message; but two where a name was replaced by one unlike it
SEVERAL = {
    "missing column, no likeness": 2,
    "erratum nature absent": 2,
    "schedule column": 2,
    "target before baseline": 2,  # it lies before the plan, too
}


@pytest.mark.parametrize("case", each(30, BROKEN))
def test_one_fault_is_named(tmp_path, case):
    """In the data of the city of the file, or of all cities where it is about all."""
    name, edit, expected = BROKEN[case]
    data = copied(tmp_path / "data", *({name.split("/")[1]} & {*HERE}))
    edit(data / name)
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    message = str(error.value)
    for part in expected:
        assert part in message
    assert len(error.value.faults) == SEVERAL.get(case, 1)
    japanese = str(DataFaults(error.value.faults, "ja"))
    assert "何も書き込んでいません" in japanese
    assert len(japanese.splitlines()) == len(message.splitlines()) == len(error.value.faults) + 1


@pytest.mark.long
def test_all_faults_of_a_run_at_once(data):
    for name, edit, _ in (BROKEN[case] for case in ("percentage of 120", "unknown key", "status", "bytes lost")):
        edit(data / name)
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    kinds = {fault.kind for fault in error.value.faults}
    assert {"not_percent", "unknown_key", "not_in_list", "encoding"} <= kinds


def test_every_message_exists_in_both_languages():
    for table in (EXPECTED, HINTS):
        for texts in table.values():
            assert set(texts) == {"ja", "en"}


def test_a_fifth_municipality_is_two_folders_and_no_code(fifth):
    own = fifth / "mappings" / "01202_hakodate"
    own.mkdir()
    write(
        "kpi,unit,direction,scale,lower_bound,upper_bound,period,reason",
        "hakodate-2025/k01,%,higher,percent,0,100,point,割合",
    )(own / "kpis.csv")
    write("kpi,item,reason,reason_en,coder", "hakodate-2025/k01,frontyard_reform,窓口の利用,use of counters,a")(
        own / "kpi_items.csv"
    )
    write("measure,item,role,note", "hakodate-2025/1,frontyard_reform,primary,窓口")(own / "codes_a.csv")
    tables = build(fifth)
    assert tables["plan"].height == 5
    assert tables["kpi"].filter(plan_id="hakodate-2025").row(0, named=True)["target"] == 50
