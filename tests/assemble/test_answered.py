"""A document that prints what looks like an accident of a program: asked once, kept as words once a person says so."""

import pytest

from dxcompare.assemble import build
from dxcompare.sources.accidents import may_be_printed
from dxcompare.words.faults import DataFaults
from tests.mutations.base import WORLD, Base
from tests.tiers import first

RAW, OWN = "raw/01202_hakodate", "mappings/01202_hakodate"
MEASURES, EVALUATION, KPIS = (f"{RAW}/{name}.csv" for name in ("measures", "evaluation", "kpis"))
#: file, text that is there → what is printed in its place, the kind, the table and column that hold it
PRINTED = [
    (MEASURES, ",市民課,", ",4月1日,", "excel_date", "measure", "department"),
    (MEASURES, ",市民課,", ",TRUE,", "program_word", "measure", "department"),
    (MEASURES, ",市民課,", ",2E3,", "excel_number", "measure", "department"),
    (MEASURES, ",市民課,", ",〓,", "lost_letters", "measure", "department"),
    (MEASURES, ",市民課,", ",'24年度,", "excel_text", "measure", "department"),
    (MEASURES, ",市民課,", ",=1+2,", "excel_formula", "measure", "department"),
    (MEASURES, ",市民課,", ",同上,", "ditto", "measure", "department"),
    (MEASURES, ",①,", ",2024/4/1,", "excel_date", "measure", "ref"),
    (EVALUATION, "窓口の予約", "窓口??課", "lost_letters", "evaluation", "item_ja"),
    (KPIS, "窓口の利用率", "None", "program_word", "kpi", "name_ja"),
]


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("answered"))


def lay(world, file, old, new, *answers):
    world.put_back()
    path = world.data / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    if answers:
        path = world.data / OWN / "accepted.csv"
        path.write_text(
            "kind,found,reason\n" + "".join(f"{kind},{found},記載のとおり\n" for kind, found in answers), "utf-8"
        )


def told(world):
    with pytest.raises(DataFaults) as error:
        build(world.data, "en")
    return error.value.faults


@pytest.mark.parametrize(("file", "old", "new", "kind", "table", "column"), first(PRINTED))
def test_it_is_asked_and_kept_as_words_once_a_person_says_so(world, file, old, new, kind, table, column):
    text = new.strip(",")
    lay(world, file, old, new)
    (fault,) = told(world)
    assert (fault.kind, fault.place.file) == (kind, f"data/{file}")
    row = f"'{kind},{text},<reason>' to data/{OWN}/accepted.csv"
    assert fault.says("en").count(row) == 1
    assert f"data/{OWN}/accepted.csv に「{kind},{text},理由」の行を" in fault.says("ja")
    lay(world, file, old, new, (kind, text))
    assert text in build(world.data, "en")[table].get_column(column).to_list()


@pytest.mark.parametrize(
    ("text", "kind"),
    first([("#REF!", "excel_error"), ("窓\ufffd口", "lost_letters"), ("窓口<br>", "program_word"), ("窓\u200b口", "unseen"), ("⻑寿", "look_alike")]),
)  # fmt: skip
def test_what_nobody_prints_is_no_question(world, text, kind):
    lay(world, MEASURES, ",市民課,", f",{text},", (kind, text))
    here = [fault for fault in told(world) if fault.place.file.endswith("/measures.csv")]
    assert [fault.kind for fault in here] == [kind]
    assert "accepted.csv" not in here[0].says("en")
    assert not may_be_printed(kind, text)


def test_an_answer_to_nothing_is_told(world):
    lay(world, MEASURES, ",市民課,", ",窓口課,", ("excel_date", "4月1日"))
    (fault,) = told(world)
    assert (fault.kind, fault.place.file) == ("unused", f"data/{OWN}/accepted.csv")


@pytest.mark.long
def test_a_value_is_asked_about_once_and_has_its_text_back(world):
    cell = (f"{RAW}/surveys/ict2022/q1_age.csv", ",91.0,", ",4月1日,")
    lay(world, *cell)
    assert [fault.kind for fault in told(world)] == ["excel_date"]
    lay(world, *cell, ("excel_date", "4月1日"))
    (fault,) = told(world)
    assert "readings.csv" in fault.says("en")
    assert fault.data["found"] == "4月1日"


def test_of_a_step_only_the_accident_is_told(world):
    step = (f"{RAW}/schedules/yearly.csv", ",検討,導入,→", ",2E3,導入,→")
    lay(world, *step)
    (fault,) = told(world)
    assert fault.kind == "excel_number"
    assert fault.more


def test_after_the_accident_of_a_title_nobody_looks_for_it(world):
    lay(world, MEASURES, ",窓口の改革,", ",#REF!,")
    (fault,) = told(world)
    assert (fault.kind, fault.more) == ("excel_error", 1)
