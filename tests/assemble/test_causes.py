"""One cause is told once, at its place, and what follows from it is counted."""

import re

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.assemble.breaking import change, drop_row, remove
from tests.mutations.base import WORLD, Base
from tests.tiers import each, first

RAW, OWN, OTARU, OF_OTARU = (
    f"{room}/{city}" for city in ("01202_hakodate", "01203_otaru") for room in ("raw", "mappings")
)


def without(column):
    """Leave a column out."""

    def edit(path):
        rows = [line.split(",") for line in path.read_text(encoding="utf-8").split("\n")]
        at = rows[0].index(column)
        path.write_text("\n".join(",".join(row[:at] + row[at + 1 :]) for row in rows), encoding="utf-8")

    return edit


def garbled(path):
    path.write_bytes(b"\x81" + path.read_bytes()[::-1])


#: what is broken, how → where the one fault stands, and what it says
CASES = {
    "id of a source": (
        f"{RAW}/source.yaml",
        change("hakodate-2023-plan", "hakodate-2o23-plan"),
        (f"{RAW}/plan.yaml", "'hakodate-2023-plan' does not exist in data/raw/01202_hakodate/source.yaml"),
    ),
    "question of an option": (
        f"{RAW}/surveys/ict2022/options.csv",
        change("\nq2,", "\nx2,"),
        (f"{RAW}/surveys/ict2022/options.csv", "'x2' does not exist in"),
    ),
    "id of a question": (
        f"{RAW}/surveys/ict2022/questions.csv",
        change("\nq2,", "\nx2,"),
        (f"{RAW}/surveys/ict2022/questions.csv", "nothing refers to 'x2', but"),
    ),
    "id of an official table": (
        "raw/reference/source.yaml",
        change("official-2024", "official-202x"),
        ("raw/reference/official_2024.csv", "'official-2024' does not exist in data/raw/reference/source.yaml"),
    ),
    "table of a breakdown": (
        f"{RAW}/surveys/ict2022/q2_sex.csv",
        remove,
        (f"{RAW}/surveys/ict2022/q2_age.csv", "there is no q2 × "),
    ),
    "id of the national source": (
        "raw/national/source.yaml",
        change("national-plan", "nationa1-plan"),
        ("raw/national/source.yaml", "nothing refers to 'nationa1-plan', but"),
    ),
    "id of a plan": (
        f"{RAW}/plan.yaml",
        change("plan_id: hakodate-2023", "plan_id: hakodaxe-2023"),
        (f"{RAW}/plan.yaml", "nothing refers to 'hakodaxe-2023', but"),
    ),
    "id of a plan that is none": (
        f"{RAW}/plan.yaml",
        change("plan_id: hakodate-2023", "plan_id: ../x"),
        (f"{RAW}/plan.yaml", "found '../x'; expected the form"),
    ),
    "id of a survey": (
        f"{OTARU}/surveys/ict2023/survey.yaml",
        change("survey_id: otaru-ict-2023", "survey_id: otaru-ixt-2023"),
        (f"{OTARU}/surveys/ict2023/survey.yaml", "nothing refers to 'otaru-ixt-2023', but"),
    ),
    "id of a measure": (
        f"{RAW}/measures.csv",
        change("\n1-2,", "\n1-3,"),
        (f"{RAW}/measures.csv", "nothing refers to 'hakodate-2023/1-3', but"),
    ),
    "row of a measure": (
        f"{RAW}/measures.csv",
        drop_row("2-1,"),
        (f"{RAW}/measures.csv", "there is no row for 'hakodate-2023/2-1'"),
    ),
    "id of an indicator": (
        f"{RAW}/kpis.csv",
        change("\nk03,", "\nk09,"),
        (f"{RAW}/kpis.csv", "nothing refers to 'hakodate-2023/k09', but"),
    ),
    "id of a decision": (
        f"{OWN}/kpi_items.csv",
        change("hakodate-2023/k03", "hakodatex2023/k03"),
        (f"{OWN}/kpi_items.csv", "'hakodatex2023/k03' is nothing of hakodate-2023"),
    ),
    "an option's words": (
        f"{RAW}/surveys/ict2022/options.csv",
        change("よく使う", "よくつかう"),
        (f"{RAW}/surveys/ict2022/options.csv", "nothing refers to 'よくつかう', but 2 rows to 'よく使う'"),
    ),
    "a theme": (
        "mappings/all/themes.csv",
        drop_row("smartphone"),
        ("mappings/all/themes.csv", "there is no row for 'smartphone'"),
    ),
    "a theme of an option": (
        f"{OWN}/theme_options.csv",
        change("smartphone", "smartfone"),
        (f"{OWN}/theme_options.csv", "'smartfone' does not exist in data/mappings/all/themes.csv"),
    ),
    "a coder": (
        "mappings/all/coders.csv",
        drop_row("b,"),
        ("mappings/all/coders.csv", "there is no row for 'b'"),
    ),
    "a table of a project": (
        f"{OTARU}/projects.csv",
        remove,
        (f"{OTARU}/schedules/p1.csv", "there is nothing in data/raw/01203_otaru/projects.csv of what 2 rows"),
    ),
    "the schedule": (
        f"{RAW}/schedules/yearly.csv",
        remove,
        (f"{RAW}/schedules", "an empty folder"),
    ),
    "a measure of a schedule": (
        f"{RAW}/schedules/yearly.csv",
        change("\n2-1,", "\n2-2,"),
        (f"{RAW}/schedules/yearly.csv", "'hakodate-2023/2-2' does not exist in data/raw/01202_hakodate/measures.csv"),
    ),
    "a card that cannot be read": (f"{RAW}/plan.yaml", garbled, (f"{RAW}/plan.yaml", "neither UTF-8")),
    "options without ids": (
        f"{RAW}/surveys/ict2022/options.csv",
        without("option"),
        (f"{RAW}/surveys/ict2022/options.csv", "column 'option' is missing"),
    ),
    "indicators without ids": (f"{RAW}/kpis.csv", without("kpi"), (f"{RAW}/kpis.csv", "column 'kpi' is missing")),
    "themes of no option": (
        f"{OF_OTARU}/theme_options.csv",
        without("option"),
        (f"{OF_OTARU}/theme_options.csv", "column 'option' is missing"),
    ),
    "groups of no name": (
        f"{OWN}/groups.csv",
        without("group"),
        (f"{OWN}/groups.csv", "column 'group' is missing"),
    ),
    "no headings": (
        f"{RAW}/measures.csv",
        drop_row("measure,"),
        (f"{RAW}/measures.csv", "the headings are not those of a file of this name"),
    ),
    "keys of a card": (
        f"{RAW}/plan.yaml",
        lambda path: path.write_text("plan_id: hakodate-2023\n", encoding="utf-8"),
        (f"{RAW}/plan.yaml", "framework_reason, source_id, page, where, municipality_code are missing"),
    ),
    "a file in another encoding": (
        f"{RAW}/kpis.csv",
        lambda path: path.write_bytes(path.read_text(encoding="utf-8").encode("iso2022_jp", "replace")),
        (f"{RAW}/kpis.csv", "neither UTF-8"),
    ),
    "headings of periods that were exchanged": (
        f"{RAW}/schedules/yearly.csv",
        change("R5,令和6年度", "令和6年度,R5"),
        (f"{RAW}/schedules/yearly.csv", "'R5' stands after '令和6年度', and comes before it in time"),
    ),
    "a plan that revises itself": (
        f"{RAW}/plan.yaml",
        lambda path: path.write_text(path.read_text(encoding="utf-8") + "revises: hakodate-2023\n", encoding="utf-8"),
        (f"{RAW}/plan.yaml", "the plan revises itself"),
    ),
    "a tag of no item on no measure": (
        f"{RAW}/tags.csv",
        change("\n2-1,", "\n2-9,"),
        (f"{RAW}/tags.csv", "'2-9' does not exist in data/raw/01202_hakodate/measures.csv"),
    ),
}


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    return Base(WORLD, tmp_path_factory.mktemp("causes"))


@pytest.mark.parametrize("case", each(15, CASES))
def test_one_cause_is_one_fault_at_its_place(world, case):
    file, edit, (place, message) = CASES[case]
    edit(world.data / file)
    try:
        with pytest.raises(DataFaults) as error:
            build(world.data, "en")
    finally:
        world.put_back()
    found = [fault.says("en") for fault in error.value.faults]
    assert len(found) == 1, found
    assert error.value.faults[0].place.file == f"data/{place}"
    assert message in found[0]
    assert error.value.faults[0].says("ja")


def test_what_follows_is_counted(world):
    file, edit, _ = CASES["id of the national source"]
    edit(world.data / file)
    try:
        with pytest.raises(DataFaults) as error:
            build(world.data, "en")
    finally:
        world.put_back()
    (fault,) = error.value.faults
    rows = int(re.search(r"but (\d+) rows", fault.told("en"))[1])
    assert rows > 5
    assert fault.more >= rows
    assert f"(and {fault.more} more because of it)" in fault.told("en")
    assert f"{fault.more} 件" in fault.told("ja")


def test_two_causes_are_two_faults(world):
    for case in ("id of a measure", "id of a survey"):
        file, edit, _ = CASES[case]
        edit(world.data / file)
    try:
        with pytest.raises(DataFaults) as error:
            build(world.data, "en")
    finally:
        world.put_back()
    assert {fault.kind for fault in error.value.faults} == {"renamed"}
    assert len(error.value.faults) == 2


@pytest.mark.parametrize("sign", ["/", "+"])
def test_an_id_that_joins_is_one_fault_where_it_is_given(world, sign):
    for path in world.data.rglob("*.csv"):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?<![\w-])2-1(?![\w-])", f"3{sign}4", text), encoding="utf-8")
    try:
        with pytest.raises(DataFaults) as error:
            build(world.data, "en")
    finally:
        world.put_back()
    (found,) = [fault.says("en") for fault in error.value.faults]
    assert found.startswith(
        f"data/{RAW}/measures.csv, row 4, column 'measure': an id has no {sign!r} in it ('3{sign}4')"
    )


@pytest.mark.parametrize(
    ("file", "one", "other"),
    first(
        [
            ("measures", "measure", "goal"),
            ("measures", "measure", "title_ja"),
            ("measures", "title_ja", "page"),
            ("kpis", "kpi", "target_text"),
            ("kpis", "baseline_text", "baseline_year_text"),
            ("projects", "project", "name_ja"),
            ("projects", "goal", "track"),
        ],
    ),
)
def test_two_headings_that_changed_places_are_one_fault(world, file, one, other):
    world.put_back()
    path = world.data / (OTARU if file == "projects" else RAW) / f"{file}.csv"
    head, rest = path.read_text(encoding="utf-8").split("\n", 1)
    turned = {one: other, other: one}
    path.write_text(f"{','.join(turned.get(name, name) for name in head.split(','))}\n{rest}", encoding="utf-8")
    with pytest.raises(DataFaults) as error:
        build(world.data, "en")
    (fault,) = error.value.faults
    assert (fault.kind, {fault.data["found"], fault.data["other"]}) == ("exchanged", {one, other})
    assert fault.more
