"""Ages of bands."""

from dxcompare.methods.ages import OPEN_HIGH, OPEN_LOW, OPEN_YEARS, midpoint


def test_the_middle_of_a_band_in_years_of_life():
    """From the 20th birthday to the day before the 30th; one year alone has a middle too."""
    assert (midpoint(20, 29), midpoint(65, 74), midpoint(18, 18)) == (25, 70, 18.5)


def test_an_open_band_is_given_its_lower_end_and_some_years():
    assert (midpoint(70, None), midpoint(75, None)) == (78, 83)
    assert [midpoint(70, None, years) for years in (OPEN_LOW, OPEN_YEARS, OPEN_HIGH)] == [75, 78, 82]
