"""Mutants that once passed, or ended in a traceback, in their smallest form; more stand beside the rooms that read them."""

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.mutations.base import WORLD, Base
from tests.tiers import each, first

CENSUS, OFFICIAL = (f"raw/reference/{name}.csv" for name in ("census_2020", "official_2024"))
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
    "a yes that is none": (
        "raw/01202_hakodate/kpi_places.csv",
        (",yes,", ",はい,"),
        "kpi_places.csv, row 5, column 'plan': found 'はい'; expected one of yes",
    ),
    "a share above 100": (
        OFFICIAL,
        ("42.5", "425"),
        "official_2024.csv, row 4, column 'value_text': found 425.0; expected 100 or less",
    ),
    "a share below 0": (
        OFFICIAL,
        ("42.5", "-3"),
        "official_2024.csv, row 4, column 'value_text': found -3.0; expected 0 or more",
    ),
    "a group misspelt in one row": (
        OFFICIAL,
        ("cio,01202,total", "cio,01202,totl"),
        "official_2024.csv, row 2, column 'group': found 'totl'; expected one of total; did you mean 'total'?",
    ),
    "the last ages, of one of two areas": (
        CENSUS,
        ("population,01202,30+,2020,2020-10-01,国勢調査人口,総人口,5200,人,表 30歳以上\n", ""),
        "01202 has no row 30+, which other areas of the table have",
    ),
    "the total, of one of two areas": (
        CENSUS,
        ("population,01202,total,2020,2020-10-01,国勢調査人口,総人口,13700,人,表 総数\n", ""),
        "01202 has no row total, which other areas of the table have",
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


@pytest.mark.parametrize("case", each(12, FOUND))
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


@pytest.mark.long
def test_an_indicator_that_can_be_above_100_says_so(base):
    """Only its own bounds count: the ordinary balance ratio may be 102 %, and may not be 425 %."""
    indicators, figures = base.data / "mappings/all/indicators.csv", base.data / OFFICIAL
    try:
        head, *rows = base.text("mappings/all/indicators.csv").splitlines()
        bound = [f"{row},{'150' if row.startswith('online_share') else ''}" for row in rows]
        indicators.write_text("\n".join([f"{head},upper_bound", *bound, ""]), encoding="utf-8")
        figures.write_text(base.text(OFFICIAL).replace("42.5", "102"), encoding="utf-8")
        assert 102 in build(base.data, "en")["reference_stat"]["value"].to_list()
        figures.write_text(base.text(OFFICIAL).replace("42.5", "425"), encoding="utf-8")
        with pytest.raises(
            DataFaults, match=r"expected 150 or less.* say lower_bound or upper_bound in data/mappings/all"
        ):
            build(base.data, "en")
    finally:
        base.put_back()


@pytest.mark.parametrize(
    ("name", "says"),
    first(
        [
            ("q1_sex", "q1 × 性別"),  # an erratum speaks of one cell of q1
            ("q1_age", "q1 × 年"),
        ],
    ),
)
def test_an_erratum_of_a_cell_does_not_excuse_a_breakdown(base, name, says):
    (base.data / f"raw/01202_hakodate/surveys/ict2022/{name}.csv").unlink()
    try:
        with pytest.raises(DataFaults) as error:
            build(base.data, "en")
    finally:
        base.put_back()
    assert any(fault.kind == "no_group" and says in fault.data["found"] for fault in error.value.faults)


def test_a_group_that_is_lost_is_missed_in_the_table_that_would_hold_it(base):
    """Everybody stands in the tables by age."""
    file = "raw/01202_hakodate/surveys/ict2022/q2_age.csv"
    rows = [line.split(",") for line in base.text(file).splitlines()]
    (base.data / file).write_text("\n".join(",".join(row[:1] + row[2:]) for row in rows) + "\n", encoding="utf-8")
    try:
        with pytest.raises(DataFaults) as error:
            build(base.data, "en")
    finally:
        base.put_back()
    assert [fault.place.file for fault in error.value.faults] == [f"data/{file}"]


def test_an_erratum_holds_whatever_width_a_group_has(base):
    file = "mappings/01202_hakodate/groups.csv"
    (base.data / file).write_text(base.text(file).replace("20-29", "２０-２9"), encoding="utf-8")
    try:
        found = build(base.data, "en")["response"].filter("quarantined")
    finally:
        base.put_back()
    assert found.select("option_id", "group_id").rows() == [("pc", "20-29")]


@pytest.mark.long
def test_a_word_of_a_closed_list_is_that_word_in_any_width(base):
    file = "mappings/all/kpi_pairs.csv"
    assert build(base.data, "en")["kpi_pair"]["comparable"].to_list() == [True]
    (base.data / file).write_text(base.text(file).replace(",yes,", ",ｙes,"), encoding="utf-8")
    try:
        assert build(base.data, "en")["kpi_pair"]["comparable"].to_list() == [True]
    finally:
        base.put_back()


def refused(base, path, text):
    """The faults of the data with another text in a file."""
    assert path.read_text(encoding="utf-8") != text
    path.write_text(text, encoding="utf-8")
    try:
        with pytest.raises(DataFaults) as error:
            build(base.data, "en")
    finally:
        base.put_back()
    return error.value.faults


@pytest.mark.parametrize(
    "file",
    first(
        [
            "mappings/all/labels",
            *(f"mappings/01202_hakodate/{name}" for name in ("kpi_items", "step_items", "chapter_items", "kpi_levels")),
            "raw/01202_hakodate/kpi_values",
        ],
    ),
)
def test_a_row_that_stands_twice_is_told_where_it_stands(base, file):
    """Several rows of a key are decisions of their own; one that says the same is not, and makes nothing twice."""
    path = base.data / f"{file}.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    (fault,) = refused(base, path, "\n".join([*lines, lines[1], ""]))
    assert (fault.place.file, fault.place.row) == (f"data/{file}.csv", len(lines) + 1)


def test_headings_in_the_middle_of_a_file_are_no_row(base):
    path = base.data / "mappings" / "all" / "units.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    (fault,) = refused(base, path, "\n".join([*lines[:2], lines[0], *lines[2:], ""]))
    assert fault.says("en") == "data/mappings/all/units.csv, row 3: the headings stand here once more; remove the row"


def test_a_sign_that_nobody_sees_is_not_taken_for_a_blank(base):
    path = base.data / CENSUS
    faults = refused(base, path, path.read_text(encoding="utf-8").replace(",", "\f,", 1))
    assert {fault.place.file for fault in faults} == {f"data/{CENSUS}"}
    assert any("\f" in fault.says("en") or "U+000C" in fault.says("en") for fault in faults)


def test_a_survey_without_its_id_is_told_in_its_card(base):
    """What is decided on it follows from that, and is not told."""
    (card,) = (base.data / "raw" / "01203_otaru" / "surveys").glob("*/survey.yaml")
    text = card.read_text(encoding="utf-8").replace("survey_id: otaru-ict-2023", 'survey_id: ""')
    (fault,) = refused(base, card, text)
    assert fault.place.file.endswith("surveys/ict2023/survey.yaml")
