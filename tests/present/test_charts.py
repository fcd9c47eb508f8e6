"""Every chart of every question in both languages: labels cover no marks, letters are large enough on paper, words for
those who cannot see it."""

import re

import pytest
from matplotlib.text import Text

from dxcompare.present import style
from dxcompare.present.labels import SMALL, on_lines
from dxcompare.questions import registry
from tests.present.overlaps import overlaps, smallest
from tests.tiers import first

#: What looks like a name in a program: the id of a plan, a code with an underscore.
PROGRAMMERS = re.compile(r"\b[a-z]+-(?:[a-z]+-)?\d{4}\b|\b[a-z]+_[a-z_]+\b|\['|\bNone\b|\bnull\b|\bnan\b", re.ASCII)


#: Height of the drawing area of an A4 page, in millimetres: what is higher is drawn smaller there.
PAGE = 256


#: Questions of all four cities, and the charts of them that have fewer.
FOUR, FEWER = (
    ("overview", "coverage", "ambition", "timeline", "outcomes", "matched", "reference"),
    ("series", "scales", "pace"),
)


def charts(ds, name, lang):
    question = registry.question(name)
    result = question.made(ds, **question.example(ds))
    return [(kind, result.plot(kind, lang=lang)) for kind in result.kinds()]


@pytest.mark.parametrize("lang", first(["ja", "en"]))
@pytest.mark.parametrize("name", first(registry.names()))
def test_a_chart_can_be_read_by_all(ds, name, lang):
    for kind, chart in charts(ds, name, lang):
        assert overlaps(chart.figure) == [], kind
        assert smallest(chart.figure) >= SMALL, kind
        assert chart.figure.get_size_inches()[1] * 25.4 <= PAGE, kind
        assert re.search(r"[。？.?]$", chart.alt), chart.alt
        assert 10 < len(chart.alt) <= 200, chart.alt
        assert not PROGRAMMERS.findall(chart.alt), chart.alt
        assert chart.alt.rstrip("。.") != chart.title, kind
        assert chart.described.count("<tr") == chart.data.height + 1, kind
        assert not re.search(r"<th[^>]*>[a-z]+_[a-z_]+<", chart.described), kind


@pytest.mark.parametrize("name", first(registry.names()))
def test_marks_say_whose_they_are(ds, name):
    """Of every plan that is named beside the marks something is its own."""
    cities = {city.removesuffix("市"): {plan, code} for plan, code, city in _named(ds)}
    for kind, chart in charts(ds, name, "ja"):
        around = {id(text) for text in chart.figure.texts}  # title and source name them, too
        words = "".join(one.get_text() for one in chart.figure.findobj(Text) if id(one) not in around)
        shown = {city for city in cities if city in words.replace("\n", "")}
        said = set(re.findall(r'data-(?:city|plan)="([^"]*)"', chart.svg()))
        own = {city for city, ids in cities.items() if ids & said}
        unasked = (
            {"東御", "伊万里"} if (name, kind) == ("themes", "multiples") else set()
        )  # named in a line of words alone
        assert own == shown - unasked, kind
        assert name not in FOUR or kind in FEWER or len(own) == 4, kind


def _named(ds):
    return ds.plans().select("plan_id", "municipality_code", "name_ja").iter_rows()


def test_what_covers_what_is_seen():
    def drawn(*texts):
        with style.house():
            figure = style.canvas(60, 60)
            axes = style.place(figure, 5, 5, 50, 50)
            axes.set(xlim=(0, 10), ylim=(0, 10), xticks=[], yticks=[])
            axes.plot([5], [5], "o", markersize=8)
            axes.barh(8, 4, height=1)
            axes.axhline(2, color=style.RULE)
            for x, y, text in texts:
                axes.text(x, y, text, va="center", fontsize=8)
        return overlaps(figure)

    assert drawn((6, 5, "beside"), (0.5, 8, "in"), (1, 2, "on a rule"), (5, 8, "after")) == []
    assert drawn((4, 5, "over the mark")) == [("over the mark", "mark")]
    assert drawn((3, 8, "over the end")) == [("over the end", "mark")]
    assert drawn((0.5, 4, "one"), (0.9, 4, "two")) == [("one", "two")]


def test_a_name_has_as_many_lines_as_it_needs():
    assert on_lines("短い名", 60) == ["短い名"]
    lines = on_lines("市立幼稚園、小学校、中学校における出欠連絡及び学校通信等のデジタル化", 50)
    assert len(lines) == 2
    assert on_lines("長い名前" * 40, 30, most=2)[1].endswith("…")
    assert "".join(lines) == "市立幼稚園、小学校、中学校における出欠連絡及び学校通信等のデジタル化"
