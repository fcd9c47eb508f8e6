"""The house style in public: for what a reader draws with matplotlib or seaborn."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest
import seaborn as sns

import dxcompare
from dxcompare.present import house as public
from dxcompare.present import style


@pytest.fixture(autouse=True)
def as_before():
    with mpl.rc_context():
        yield
    plt.close("all")


def drawn():
    figure, axes = plt.subplots()
    sns.barplot(x=["北上市", "東御市"], y=[3, 5], hue=["北上市", "東御市"], saturation=1, ax=axes)
    figure.draw_without_rendering()  # a letter without a shape would warn, and warnings are errors
    return axes


def test_seaborn_draws_in_its_colours_and_fonts():
    house = dxcompare.style()
    axes = drawn()
    assert [mpl.colors.to_hex(bar.get_facecolor()) for bar in axes.patches[:2]] == list(house.colours[:2])
    assert axes.get_xticklabels()[0].get_fontname() == house.font
    assert not axes.spines["top"].get_visible()
    assert round(axes.figure.get_size_inches()[0] * 25.4) == house.width_mm
    assert (house.colours, house.marks) == (tuple(style.COLOURS), tuple(style.MARKS))


def fails():
    assert mpl.rcParams["axes.spines.top"] is False
    raise ZeroDivisionError


def test_it_ends_with_its_with_statement_even_where_that_fails():
    before = dict(mpl.rcParams)
    with pytest.raises(ZeroDivisionError), dxcompare.style():
        fails()
    assert dict(mpl.rcParams) == before


@pytest.mark.long
def test_a_chart_of_ours_is_the_same_in_any_style(ds):
    before = dxcompare.overview(ds).plot().svg()
    sns.set_theme()
    assert dxcompare.overview(ds).plot().svg() == before


@pytest.mark.long
def test_a_figure_as_svg_has_its_letters_its_title_and_the_same_bytes():
    dxcompare.style()
    first = drawn()
    first.set_title("件数")
    svg = public.svg(first.figure)
    assert "北上市</text>" in svg
    assert "@font-face{font-family:'IPAexGothic'" in svg
    assert "<dc:title>件数</dc:title>" in svg
    again = drawn()
    again.set_title("件数")
    assert public.svg(again.figure) == svg


def test_undo_leaves_matplotlib_as_it_is_by_itself():
    dxcompare.style()
    public.undo()
    assert mpl.rcParams["axes.spines.top"] is True
    assert mpl.rcParams["font.family"] == ["sans-serif"]
