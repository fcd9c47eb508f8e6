"""What can be compared across cities; which cells are a theme's is worked by hand in evidence/test_answers.py."""

import polars as pl
import pytest

from dxcompare import themes
from dxcompare.dataset.notes import DASHED, RECOVERED
from dxcompare.present import style
from dxcompare.present.slide import slides_of
from dxcompare.questions.themes import chart
from dxcompare.words.most import MOST
from tests.evidence.test_answers import THEMES
from tests.plans import A, B, C, made, one, table


def result(theme=None, **tables):
    return themes(made(**{**THEMES, **tables}), theme)


def test_every_city_has_a_status_in_every_theme():
    """The third city prints no survey; the first has one, but no question on the second theme."""
    cities = result().to_frame("cities")
    assert cities.select("theme_id", "plan_id", "status").rows() == [
        ("t1", A, "asked"),
        ("t1", B, "asked"),
        ("t1", C, "no_survey"),
        ("t2", A, "not_asked"),
        ("t2", B, "asked"),
        ("t2", C, "no_survey"),
    ]
    assert one(cities, theme_id="t1", plan_id=C)["city_en"] == "Gamma"


def test_one_theme_alone():
    found = result("t2")
    assert found.to_frame("themes")["theme_id"].to_list() == ["t2"]
    assert set(found.to_frame("options")["theme_id"]) == {"t2"}
    assert tuple(found.title) == ("後", "Second")
    assert result().title.en == "What can be compared across cities, and how far?"


def test_cities_without_it_are_named_for_one_theme_only():
    notes = [note.en for note in result("t2").caveats]
    assert "Not applicable: Alpha (surveyed, but not asked about it)." in notes
    assert "Not applicable: Gamma (the plan states no residents' survey)." in notes
    assert not [note for note in result().caveats if "Not applicable" in note.en]
    assert [note.ja for note in result("t2").caveats if "甲" in note.ja] == [
        "対象外：甲市（調査はあるが、この主題の設問がない）。"
    ]


def test_how_far_options_compare_is_said_once_for_each_reason():
    notes = [note.en for note in result("t1").caveats if "ompare" in note.en]
    assert notes == [
        "Levels compare with a caveat: alike.",
        "Does not compare: opposite.",
    ]
    same = [{**pair, "letter": "c", "reason": "同じ", "reason_en": "same"} for pair in THEMES["theme_pair"]]
    notes = [note.en for note in result("t1", theme_pair=same).caveats if "ompare" in note.en]
    assert notes == ["Only the shape over age compares: same."]


def test_the_pairs_of_two_cities_stand_with_their_names():
    pairs = result().to_frame("pairs")
    assert pairs.select("theme_en", "first_en", "second_en", "letter", "reason_en").rows() == [
        ("First", "Alpha A yes", "Beta B yes", "b", "alike"),
        ("First", "Alpha A no", "Beta B yes", "d", "opposite"),
    ]
    assert result("t2").to_frame("pairs").is_empty()


def test_how_far_they_compare_stands_at_themes_that_have_a_pair_and_nowhere_else():
    """In the chart after the name of the theme, on the slide after the option."""
    chart = result().plot("multiples", lang="en").figure
    assert [axes.texts[0].get_text() for axes in chart.axes] == [
        "First (compare with a caveat, not comparable)",
        "Second",
    ]
    table = slides_of(result(), "en")[0].frame
    assert table.filter(theme="First")["says"].to_list()[:2] == [
        "A yes (compare with a caveat)\nA no (not comparable)",
        "B yes (compare with a caveat)",
    ]
    assert table.filter(theme="Second", city_en="Beta")["says"].to_list() == ["B ninth\nB third"]


def test_what_is_not_as_printed_is_said():
    assert not {DASHED, RECOVERED} & set(result("t1").caveats)
    dashed = [
        *THEMES["response"][:-2],
        *table("beta-2022/q9", {"20-29": (50, {"yes": 10, "no": 40})}, reading="dash_as_zero"),
    ]
    assert DASHED in result("t1", response=dashed).caveats


def test_sources_are_the_documents_with_surveys():
    assert result().sources.select("source_id", "title").rows() == [("s", "資料")]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_a_theme_that_no_city_asked_about_has_no_panel_and_is_named(lang, monkeypatch):
    heads, notes = [], []
    monkeypatch.setattr(chart, "_panel", lambda axes, table, colours, ages: heads.append(set(table["theme_id"])))
    sheet = style.sheet
    monkeypatch.setattr(style, "sheet", lambda width, high, *texts: notes.extend(texts) or sheet(width, high, *texts))
    chart.multiples(result().only(A), lang)
    assert heads == [{"t1"}]
    said = {"ja": "どの市も尋ねていない主題：後。", "en": "Asked by no city: Second."}[lang]
    assert said in notes
    heads.clear(), notes.clear()
    chart.multiples(result(), lang)
    assert heads == [{"t1"}, {"t2"}]
    assert said not in notes


def test_many_plans_to_which_a_theme_does_not_apply_are_counted_and_few_are_named():
    def said(count, lang):
        cities = pl.DataFrame({"city_ja": ["甲市"] * count, "city_en": ["Alpha"] * count, "status": "no_survey"})
        return [line for line, _, _ in chart._legend(pl.DataFrame({"plan_id": []}), cities, {}, lang, 10_000)]

    assert said(2, "ja") == ["甲市、甲市 対象外（調査なし）"]
    assert said(MOST, "en") == [f"{', '.join(['Alpha'] * MOST)}: n/a (no survey)"]
    assert said(MOST + 1, "ja") == [f"{MOST + 1}計画 対象外（調査なし）"]
    assert said(1234, "en") == ["1,234 plans: n/a (no survey)"]


def test_the_oldest_band_and_the_numbers_at_the_ends_lie_in_the_panel():
    """Bands of 80 and over, and lines that all end high."""
    answers = {"20-29": (50, {"yes": 10, "no": 48}), "80+": (50, {"yes": 49, "no": 50})}
    cells = [*table("alpha-2022/q1", answers), *table("beta-2022/q9", answers)]
    figure = result(response=cells).plot("multiples", lang="en").figure
    figure.draw_without_rendering()
    for axes in figure.axes:
        (low, high), ticks = axes.get_xlim(), axes.get_xticks()
        drawn = [float(x) for line in axes.lines for x in line.get_xdata()]
        assert low < min(drawn)
        assert max(drawn) < high
        assert max(drawn) == pytest.approx(88, abs=3)
        assert ticks[-1] == 80
        numbers = [text for text in axes.texts if text.get_text() in chart.NUMBERS]
        assert numbers
        assert all(text.get_window_extent().x1 < figure.bbox.x1 for text in numbers)
        assert max(text.get_position()[1] for text in numbers) <= 100
