"""A question is one folder: one that is made up here is found everywhere, and nothing else names any."""

import importlib
import inspect
import pickle
import re
import sys
import textwrap

import openpyxl
import pptx
import pytest

import dxcompare
import dxcompare.questions
from dxcompare.panel.state import Explorer, State
from dxcompare.panel.tour import steps
from dxcompare.panel.widgets import Panel
from dxcompare.present.result import Result
from dxcompare.present.slide import HEADLINES, SLIDES
from dxcompare.questions import registry
from dxcompare.report import answers
from dxcompare.report.deck import deck
from dxcompare.report.workbook import workbook
from tests.conftest import ROOT
from tests.tiers import each

NAME = "titles"
FOLDER = {
    "__init__.py": '''
        """How long are the titles of measures?"""

        from dxcompare.present.controls import named
        from dxcompare.present.question import Control, Question, Step
        from dxcompare.questions.titles.compute import Titles, titles
        from dxcompare.words.text import Text

        NO_LESS = {1: Text("1字以上", "1 or more"), 20: Text("20字以上", "20 or more")}
        QUESTION = Question(
            titles,
            Text("施策名の長さ", "Length of titles"),
            controls={"least": Control(Text("字数", "Letters"), lambda ds, chosen, lang: named(NO_LESS, lang))},
            example=lambda ds: {"least": 20},
            tour=(Step(Text("長さを測る", "Measure"), Text("字数。", "Letters."), "dx.titles(ds)"),),
        )
    ''',
    "compute.py": '''
        from dataclasses import dataclass

        import polars as pl

        from dxcompare.dataset import Dataset
        from dxcompare.present.result import Result
        from dxcompare.words.text import Text


        @dataclass(frozen=True)
        class Titles(Result):
            """Lengths of titles; table `lengths`: title_ja, letters."""


        def titles(ds: Dataset, least: int = 1) -> Titles:
            """How long the titles of measures are."""
            letters = pl.col("title_ja").str.len_chars().cast(pl.Int64)
            return Titles(
                Text("施策の名前はどれだけ長いか", "How long are the titles of measures?"),
                Text("字を数えた。", "Letters were counted."),
                {"lengths": ds.measure.select("title_ja", letters=letters).filter(pl.col("letters") >= least)},
                ds.source.select("source_id", "title").head(1),
                (Text("長さは質ではない。", "Length is not quality."),),
            )
    ''',
    "chart.py": '''
        from dxcompare.present import style
        from dxcompare.questions.titles.compute import Titles
        from dxcompare.words.text import Text


        @style.draws(Titles, "histogram", Text("度数", "Histogram"))
        def histogram(result: Titles, lang: str, width_mm: float = style.WIDTH_MM) -> style.Chart:
            """How many titles have how many letters."""
            figure, top = style.sheet(width_mm, 40, result.title.to(lang), "", result.source_line(lang))
            axes = style.place(figure, 10, top, 100, 30)
            axes.hist(result.to_frame()["letters"].to_list())
            return style.Chart(figure, "titles-histogram", result.title.to(lang), "alt", result.to_frame())
    ''',
    "slide.py": """
        import polars as pl

        from dxcompare.present.slide import Slide, headline, slide
        from dxcompare.questions.titles.compute import Titles
        from dxcompare.words.text import Text


        @slide(Titles)
        def _titles(result: Titles, lang: str) -> Slide:
            counts = result.to_frame()["letters"].value_counts(sort=True).head(5)
            return Slide(counts.with_columns(pl.col("letters").cast(pl.String), s=pl.lit("n")), "bar", "letters", "s", "count")


        @headline(Titles)
        def _headline(result: Titles, lang: str) -> Text:
            longest = result.to_frame()["letters"].max()
            return Text(f"最も長い名前は{longest}字", f"The longest title has {longest} letters")
    """,
}


def forget():
    """What is remembered of the questions that there are."""
    registry.names.cache_clear()
    for module in [name for name in sys.modules if name.startswith(f"dxcompare.questions.{NAME}")]:
        del sys.modules[module]
    vars(dxcompare).pop(NAME, None)
    vars(dxcompare.questions).pop(NAME, None)
    for declared in (Result.plots, SLIDES, HEADLINES):
        for key in [key for key in declared if NAME in str(key)]:
            del declared[key]


@pytest.fixture
def made_up(tmp_path):
    """A made-up question: one folder, beside those of the library."""
    folder = tmp_path / NAME
    folder.mkdir()
    for name, text in FOLDER.items():
        (folder / name).write_text(textwrap.dedent(text), encoding="utf-8")
    dxcompare.questions.__path__.append(str(tmp_path))
    importlib.invalidate_caches()
    forget()
    yield
    dxcompare.questions.__path__.remove(str(tmp_path))
    forget()


@pytest.mark.usefixtures("made_up")
def test_it_comes_last_and_is_a_public_function(ds):
    assert registry.names()[-1] == NAME
    assert NAME in dir(dxcompare)
    assert NAME in dxcompare.__all__
    result = dxcompare.titles(ds)
    assert result.to_frame().height == ds.measure.height
    assert registry.charts()[NAME] == ["histogram"]


def test_without_its_folder_there_is_none(ds):
    assert NAME not in registry.names()
    with pytest.raises(AttributeError, match="no name 'titles'"):
        dxcompare.titles  # noqa: B018


@pytest.mark.usefixtures("made_up")
def test_the_panel_offers_it_and_shows_what_is_chosen(ds):
    explorer = Explorer(ds)
    assert explorer.options("analysis", State("ja"))[-1] == ("施策名の長さ", NAME)
    state = explorer.settle(State("en", NAME))
    assert explorer.options("least", state) == [("1 or more", 1), ("20 or more", 20)]
    every, long = explorer.view(state), explorer.view(explorer.settle(state.choose(least=20)))
    assert every.result.to_frame().height > long.result.to_frame().height > 0
    assert every.chart.id == "titles-histogram"


@pytest.mark.long
@pytest.mark.usefixtures("made_up")
def test_the_widgets_have_its_control(ds):
    panel = Panel(ds, "en")
    assert panel.controls["least"].layout.display == "none"
    panel.controls["analysis"].value = NAME
    assert panel.controls["least"].layout.display == ""
    assert panel.controls["least"].description == "Letters"
    assert "How long are the titles" in panel.table.value


@pytest.mark.usefixtures("made_up")
def test_the_tour_has_its_step():
    assert [step.title.en for step in steps()].index("Measure") == len(steps()) - 3


@pytest.mark.long
@pytest.mark.usefixtures("made_up")
def test_the_deck_has_its_slide(ds, tmp_path):
    slides = pptx.Presentation(str(deck(ds, tmp_path / "deck.pptx", "en"))).slides
    longest = ds.measure["title_ja"].str.len_chars().max()
    mine = [one for one in slides if one.shapes.title.text_frame.text == f"The longest title has {longest} letters"]
    assert len(mine) == 1
    assert any(shape.has_chart for shape in mine[0].shapes)
    assert "Length is not quality." in mine[0].notes_slide.notes_text_frame.text


@pytest.mark.long
@pytest.mark.usefixtures("made_up")
def test_the_report_has_its_part_whatever_the_plans(ds):
    alone = ds.only(ds.plans()["plan_id"][0])
    page = answers.pages(alone, "ja")[0]
    longest = alone.measure["title_ja"].str.len_chars().max()
    assert page.headings[-1] == (NAME, "施策の名前はどれだけ長いか")
    assert page.findings[-1] == f"最も長い名前は{longest}字"
    part = page.body[page.body.index(f'id="{NAME}"') :]
    assert '<figure id="titles-histogram">' in part
    assert "長さは質ではない。" in part


@pytest.mark.long
@pytest.mark.usefixtures("made_up")
def test_the_workbook_has_its_sheet(ds, tmp_path):
    book = openpyxl.load_workbook(workbook(ds, tmp_path / "a.xlsx", "ja"))
    rows = list(book["施策名の長さ"].iter_rows(values_only=True))
    assert rows[0] == ("題名", "letters")
    assert len(rows) == ds.measure.height + 1


@pytest.mark.usefixtures("made_up")
def test_its_result_can_be_pickled(ds):
    result = dxcompare.titles(ds)
    assert pickle.loads(pickle.dumps(result)).to_frame().equals(result.to_frame())


def modules():
    return [
        path
        for path in sorted((ROOT / "dxcompare").rglob("*.py"))
        if path.relative_to(ROOT / "dxcompare").parts[0] != "questions"
    ]


def test_nothing_but_the_registry_names_a_question():
    one = "|".join(registry.names())
    named = re.compile(rf"questions[./](?:{one})\b|\bdx(?:compare)?\.(?:{one})\b")
    assert len(modules()) > 50
    for path in modules():
        assert not named.search(path.read_text(encoding="utf-8")), path
    assert set(re.findall(rf'"({one})"', inspect.getsource(registry))) == set(registry.names())


@pytest.mark.parametrize("name", registry.names())
def test_the_inside_of_a_folder_is_fixed(name):
    folder = ROOT / "dxcompare" / "questions" / name
    assert {"__init__.py", "compute.py"} <= {path.name for path in folder.glob("*.py")}
    question = registry.question(name)
    assert question.name == name
    assert question.title.ja != question.title.en
    assert set(question.small) <= set(registry.charts()[name])


@pytest.mark.parametrize("name", each(4, registry.names()))
def test_an_example_of_each_can_be_made_and_pickled(ds, name):
    question = registry.question(name)
    result = question.made(ds, **question.example(ds))
    again = pickle.loads(pickle.dumps(result))
    assert type(again) is type(result)
    assert again.title == result.title
    assert all(again.tables[table].equals(frame) for table, frame in result.tables.items())


@pytest.mark.parametrize("name", [one.name for one in registry.questions() if one.of_data])
def test_controls_are_arguments_of_the_question(name):
    question = registry.question(name)
    assert set(question.controls) <= set(inspect.signature(question.ask).parameters) - {"ds"}
