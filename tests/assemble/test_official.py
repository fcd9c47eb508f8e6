"""Official figures against each other: each slip is told once, at its row."""

import pytest

from dxcompare.assemble import build
from dxcompare.words.faults import DataFaults
from tests.assemble.breaking import add, change, drop_row, remove, write
from tests.assemble.madeup import lay, small
from tests.tiers import first

CENSUS = "raw/reference/census_2020.csv"
TWENTIES = "population,03206,20-24,2020,2020-10-01,国勢調査人口,総人口,3684,人"

#: what is broken, how, and what the one fault must say
BROKEN = {
    "a gap": (CENSUS, drop_row("population,03206,20-24"), "03206 has no row 20-24, which other areas"),
    "the last band gone": (CENSUS, drop_row("population,03206,100+"), "03206 has no row 100+"),
    "the total gone": (CENSUS, drop_row("population,03206,total"), "03206 has no row total"),
    "a dash of another kind": (
        CENSUS,
        change("03206,20-24", "03206,20–24"),
        "row 30, column 'group': '20–24' is no band",
    ),
    "a word": (CENSUS, change("03206,20-24", "03206,twenties"), "row 30, column 'group': 'twenties' is no band"),
    "a band reversed": (CENSUS, change("03206,20-24", "03206,24-20"), "row 30, column 'group': '24-20' is no band"),
    "a date of a spreadsheet": (CENSUS, change("03206,5-9", "03206,9-May"), "row 27, column 'group'"),
    "a band that overlaps": (CENSUS, change("03206,20-24", "03206,20-25"), "03206 has no row 20-24"),
    "a digit too many": (
        CENSUS,
        change(TWENTIES, TWENTIES.replace("3684", "36844")),
        "row 25, column 'value_text': the groups of 03206 add up to 126,205, and not to the total of 93,045",
    ),
    "a negative number": (CENSUS, change(TWENTIES, TWENTIES.replace("3684", "-3684")), "the groups of 03206 add up to"),
    "ten thousands": (CENSUS, change(TWENTIES, TWENTIES.replace("3684", "3684万")), "the groups of 03206 add up to"),
    "a blank": (
        CENSUS,
        change(TWENTIES, TWENTIES.replace("3684", "")),
        "row 30, column 'value_text': a value is needed",
    ),
    "another unit": (
        CENSUS,
        change(TWENTIES, TWENTIES.removesuffix("人") + "千人"),
        "row 30, column 'unit': found '千人', but what is there says '人'",
    ),
    "other people": (
        CENSUS,
        change(TWENTIES, TWENTIES.replace("総人口", "男性")),
        "row 30, column 'population': found '男性', but what is there says '総人口'",
    ),
    "another year": (
        CENSUS,
        change("03206,20-24,2020,", "03206,20-24,2015,"),
        "row 30, column 'group': '20-24' of 03206",
    ),
    "another date": (
        CENSUS,
        change("03206,20-24,2020,2020-10-01", "03206,20-24,2020,2015-10-01"),
        "row 30, column 'group': '20-24' of 03206 2020 2015-10-01 lacks the other ages",
    ),
    "another area": (
        CENSUS,
        change("03206,20-24", "03299,20-24"),
        "row 30, column 'area_code': '03299' does not exist",
    ),
    "another indicator": (
        CENSUS,
        change("population,03206,20-24", "populatoin,03206,20-24"),
        "row 30, column 'indicator': 'populatoin' does not exist in data/mappings/all/indicators.csv; did you mean 'population'?",
    ),
    "a row twice": (CENSUS, add(f"{TWENTIES},x"), "row 117, column 'indicator'"),
    "a file gone": (CENSUS, remove, "source.yaml, row 18, column 'source_id': there are no figures of 'census-2020'"),
    "headings alone": (
        CENSUS,
        write("indicator,area_code,group,year,as_of,name_ja,population,value_text,unit,where"),
        "source.yaml, row 18, column 'source_id': there are no figures of 'census-2020'",
    ),
    "items that cannot be read": (
        "raw/national/items.csv",
        change("dx,1.0", 'dx,"1.0'),
        "items.csv",
    ),
}


def only_census(data):
    """Leave the census alone."""
    return small(data, "census_2020.csv")


@pytest.mark.parametrize("name", first(BROKEN))
def test_each_slip_is_told_once_at_its_row(tmp_path, name):
    path, edit, said = BROKEN[name]
    data = only_census(lay(tmp_path))
    edit(data / path)
    with pytest.raises(DataFaults) as error:
        build(data, "en")
    (fault,) = error.value.faults  # one cause, one fault
    assert said in fault.says("en")
    assert fault.says("ja")


def test_full_width_digits_of_a_band_are_the_same_band(tmp_path):
    data = only_census(lay(tmp_path))
    before = build(data)["reference_stat"]
    change("03206,20-24", "03206,20-２４")(data / CENSUS)
    assert build(data)["reference_stat"].equals(before)
