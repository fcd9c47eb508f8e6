"""Every chart in both languages: every glyph, the source line, words for those who cannot see it."""

import itertools
import re
import xml.etree.ElementTree as ET

import polars as pl
import pytest

from dxcompare import (
    agreement,
    ambition,
    audit,
    bases,
    claims,
    coverage,
    gradients,
    matched,
    outcomes,
    overview,
    previous,
    reference,
    shares,
    simulated,
    standardise,
    themes,
    timeline,
)
from dxcompare.present import style
from dxcompare.present.labels import SMALL, heads
from tests.conftest import without
from tests.tiers import first

RESULTS = {
    "overview": overview,
    "coverage": coverage,
    "ambition": ambition,
    "kanmin": lambda ds: coverage(ds, framework="kanmin", by="stated"),
    "withheld": lambda ds: shares(ds, "nasukarasuyama-ikou-2021/q18"),
    "devices": lambda ds: shares(ds, "kitakami-ict-2022/q1"),
    "sex": lambda ds: shares(ds, "kitakami-ict-2022/q2_2", "sex"),
    "bases in doubt": lambda ds: shares(ds, "nasukarasuyama-ikou-2021/q17"),
    "themes": themes,
    "theme": lambda ds: themes(ds, "card_benefit"),
    "gradients": gradients,
    "question": lambda ds: gradients(ds, question_id="nasukarasuyama-ikou-2021/q17"),
    "standardised": standardise,
    "bases": bases,
    "audit": audit,
    "claims": claims,
    "timeline": timeline,
    "previous": previous,
    "outcomes": outcomes,
    "matched": matched,
    "agreement": lambda ds: agreement(ds, draws=20),
    "cards held": lambda ds: reference(ds, "mynumber_held_rate"),
    "telework": lambda ds: reference(ds, "dx_telework"),
    "online use": lambda ds: reference(ds, "online_use_32_11"),
    "cards": lambda ds: reference(ds, "mynumber_issued"),
    "simulation": lambda ds: simulated(3),
    "age structure": lambda ds: reference(ds, "share_65"),
}
#: Of which not every kind has something to draw: of these figures no table of all municipalities is in the data.
ONLY = {"cards": ["standing"]}


def texts(figure):
    return [text.get_text() for text in figure.findobj(lambda artist: hasattr(artist, "get_text"))]


def outside(figure):
    """The texts that leave the picture on the left or the right."""
    with style.house():
        figure.draw_without_rendering()
        box = figure.bbox
        written = figure.findobj(lambda artist: hasattr(artist, "get_window_extent") and hasattr(artist, "get_text"))
        areas = [
            (text.get_text(), text.get_window_extent())
            for text in written
            if text.get_text().strip() and text.get_visible()
        ]
    assert areas
    return [text for text, area in areas if area.x0 <= box.x0 - 1 or area.x1 >= box.x1 + 1]


@pytest.mark.parametrize("name", first(RESULTS))
def test_charts_draw_within_the_picture_and_say_where_from(ds, name):
    result = RESULTS[name](ds)
    assert result.kinds()
    for kind, lang in itertools.product(ONLY.get(name, result.kinds()), ("ja", "en")):
        chart = result.plot(kind, lang=lang)
        ET.fromstring(chart.svg())
        words = "\n".join(texts(chart.figure))
        assert {"ja": "出典：", "en": "Source: "}[lang] in words
        assert ("2026-11-26" in words) == (name != "simulation")  # which is of no data
        assert chart.title.split("\n")[0] in words
        assert chart.alt
        assert not chart.data.is_empty()
        if re.search(r"n=[\d–]+\*", words):  # a recovered base
            assert {"ja": "復元", "en": "recovered"}[lang] in words
        assert outside(chart.figure) == [], (kind, lang)


def test_a_text_that_leaves_the_picture_is_seen(ds):
    figure = coverage(ds).plot(lang="en").figure
    figure.axes[0].text(1.5, 0, "far out", transform=figure.transFigure)
    assert outside(figure) == ["far out"]


@pytest.mark.long
def test_the_same_chart_has_the_same_bytes(ds):
    assert coverage(ds).plot().svg() == coverage(ds).plot().svg()


@pytest.mark.long
def test_a_name_with_a_rare_ideograph_is_drawn(ds):
    named = ds.municipality.with_columns(pl.col("name_ja").replace("東御市", "\U00020bb7野町"))
    chart = coverage(without(ds, municipality=named)).plot(lang="ja")
    assert "\U00020bb7野町" in chart.svg()
    assert chart.png()


@pytest.mark.parametrize("ending", first([".svg", ".png", ".pdf"]))
def test_save(ds, tmp_path, ending):
    path = coverage(ds).plot().save(tmp_path / f"chart{ending}")
    assert path.stat().st_size > 10_000


def test_save_refuses_other_endings(ds, tmp_path):
    with pytest.raises(ValueError, match=r"no ending of a file '\.gif'"):
        coverage(ds).plot().save(tmp_path / "chart.gif")


def test_unknown_kind_is_refused(ds):
    with pytest.raises(ValueError, match="no kind of chart 'pie'; there are matrix"):
        coverage(ds).plot("pie")


def test_alt_text_is_escaped(ds):
    chart = coverage(ds).plot()
    shown = style.Chart(chart.figure, "x", "t", '"><script>', chart.data)._repr_html_()
    assert "<script>" not in shown


def test_nothing_is_drawn_of_nothing(ds):
    """A plan without a survey, or without baselines: a sentence, not an empty picture that looks like a zero."""
    imari = ds.only("imari-2021")
    for make, kind in (
        (audit, "matrix"),
        (claims, "verdicts"),
        (previous, "verdicts"),
        (agreement, "tags"),
        (ambition, "pace"),
        (matched, "pairs"),
    ):
        with pytest.raises(ValueError, match="nothing to draw for"):
            make(imari).plot(kind, lang="en")
    for make in (gradients, standardise):
        with pytest.raises(ValueError, match="no plan here has a survey by age"):
            make(imari)


@pytest.mark.parametrize("name", first(["ambition", "coverage", "outcomes", "overview", "timeline"]))
def test_one_plan_alone_draws(ds, name):
    for plan in ds.plan["plan_id"]:
        result = RESULTS[name](ds.only(plan))
        assert result.plot(lang="ja").data.height > 0


def test_above_a_narrow_column_that_a_period_has_ended_is_broken_between_words():
    name = style.head("三沢市（計画期間終了）")
    assert heads([name], 9, 8.5)[0] == ["三沢市\n期間\n終了"]
    assert heads([name], 30, 8.5)[0] == ["三沢市\n計画期間終了"]


def test_a_name_of_four_letters_is_rather_smaller_than_broken():
    assert heads(["牧之原市", "恵那市"], 10.4, 8) == (["牧之原市", "恵那市"], 6.5)
    assert heads(["恵那市"], 10.4, 8) == (["恵那市"], 8)
    assert heads(["牧之原市"], 8.9, 8)[1] == SMALL  # which would be too small
