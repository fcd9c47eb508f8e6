"""Charts within a page: text that is text, ids that are unique, cities by code, the table as what is said at length."""

import re
import xml.etree.ElementTree as ET

import pytest

from dxcompare import coverage, overview
from dxcompare.present import style, svg
from dxcompare.present.svg import again, inline, letters, with_cities

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def chart(ds):
    return coverage(ds).plot(lang="ja")


@pytest.fixture(scope="module")
def drawn(chart):
    return inline(with_cities(chart._bytes("svg").decode()), chart.id, chart.alt, "elsewhere")


def ids(text):
    return re.findall(r' id="([^"]*)"', text)


def test_its_text_is_text_and_its_fonts_stand_apart(drawn, chart):
    words = ["".join(node.itertext()) for node in ET.fromstring(drawn).iter(f"{SVG}text")]
    assert "セキュリティ対策の徹底" in words
    assert "@font-face" not in drawn
    assert "<style" not in drawn
    assert letters(drawn) == {letter for word in words for letter in word}
    whole = chart.bundle("ja")["text/html"]
    assert whole.count("@font-face") == whole.count(svg.LETTERS) == 1


@pytest.mark.long
def test_it_says_in_a_sentence_and_at_length_what_it_shows(drawn, chart):
    root = ET.fromstring(drawn)
    assert (root.get("role"), root.get("aria-label"), root.get("aria-details")) == ("img", chart.alt, "elsewhere")
    whole = chart.bundle("ja")["text/html"]
    [details] = re.findall(r'aria-details="([^"]*)"', whole)
    table = whole[whole.index(f'<details class="numbers" id="{details}">') :]
    assert "<th" in table
    assert "テレワークの推進" in table


@pytest.mark.long
def test_its_ids_are_its_own_and_pointed_to(drawn, chart):
    assert ids(drawn)
    assert all(name.startswith(f"{chart.id}--") for name in ids(drawn))
    assert set(re.findall(r"url\(#([^)]*)\)", drawn)) <= set(ids(drawn))
    whole = chart.bundle("ja")["text/html"]
    twice = ids(whole) + ids(again(whole, chart.id, f"{chart.id}-2"))
    assert len(twice) == len(set(twice)) == 2 * len(ids(whole))
    other = again(whole, chart.id, "other")
    assert set(re.findall(r"url\(#([^)]*)\)", other)) <= set(ids(other))


@pytest.mark.long
def test_it_is_drawn_as_it_was(drawn, chart):
    """Shorter, not other: as many shapes, at the same places to a hundredth of a point."""
    whole, short = ET.fromstring(chart._bytes("svg")), ET.fromstring(drawn)
    for tag in ("path", "text", "use"):
        for a, b in zip(whole.iter(SVG + tag), short.iter(SVG + tag), strict=True):
            for said in ("d", "x", "y", "transform"):
                at = [[float(n) for n in re.findall(r"-?[\d.]+", node.get(said, ""))] for node in (a, b)]
                if said != "transform" or at[1]:  # one that turns by nothing is left out
                    assert at[1] == pytest.approx(at[0], abs=0.006)
    assert len(drawn) < len(chart._bytes("svg")) * 0.7


def test_marks_name_their_city(ds):
    drawn = overview(ds).plot("contents", lang="ja")._html("ja")
    for code in ds.plan["municipality_code"]:
        assert drawn.count(f'data-city="{code}"') >= 9  # a bar or a number for each kind of content
    assert "city:" not in drawn


@pytest.mark.long
def test_what_is_drawn_meanwhile_is_of_the_city(ds):
    with style.house():
        figure = style.canvas(20, 20)
        axes = style.place(figure, 0, 0, 20, 20)
        axes.text(0, 0, "all")
        with style.city(axes, "03206"):
            axes.text(0, 0, "one")
            axes.plot([0, 1], [0, 1])
        with style.city(axes, "tomi-2022"):
            axes.text(0, 0, "other")
        axes.text(0, 0, "more")
    chart = style.Chart(figure, "x", "t", "a")
    assert chart._html("ja").count('data-city="03206"') == 2
    assert chart.svg().count('data-city="03206"') == 2
    assert chart.svg().count('data-plan="tomi-2022"') == 1
