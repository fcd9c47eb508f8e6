"""The tables of results, found by the registry: they are as declared, and people see names and words in them.

A question without declared tables is shown all the same; `test_registry.py` has one.
"""

import inspect
import re
from functools import cache

import openpyxl
import polars as pl
import pytest

import dxcompare
from dxcompare.panel.state import Explorer, State
from dxcompare.present.declared import tables
from dxcompare.present.flat import described
from dxcompare.present.grid import grid
from dxcompare.present.result import Result
from dxcompare.present.slide import slides_of
from dxcompare.present.xlsx import sheet_of
from dxcompare.questions import registry
from dxcompare.tables.columns import said
from tests.conftest import ROOT
from tests.tiers import each, first

LANGUAGES = ("ja", "en")
JAPANESE = re.compile("[ぁ-んァ-ン一-龥]")
#: What people must not read: ids of plans, surveys and sources and of what belongs to them, and names with an underscore.
ID = re.compile(r"^[a-z]+(-[a-z]+)*-\d{4}(/.*)?$")
SNAKE = re.compile(r"\b[a-z][a-z0-9]*(_[a-z0-9]+)+\b")
#: Signs that stand as a heading in both languages.
SIGNS = {"α"}


@cache
def results(name: str) -> list[Result]:
    """The results of a question: its example, and one without choices where that is possible."""
    ds, question = dxcompare.load(ROOT / "data"), registry.question(name)
    example = dict(question.example(ds))
    asks = inspect.signature(question.ask).parameters
    alone = (
        question.of_data and not question.needs and not any(one.default is one.empty for one in list(asks.values())[1:])
    )
    choices = [example, {}] if alone and example else [example]
    return [question.made(ds, **one) for one in choices]


def frame_of(result, table):
    """A table of a result, or what the method of that name returns."""
    return result.tables[table] if table in result.tables else getattr(result, table)()


@pytest.mark.parametrize("name", each(15, registry.names()))
def test_every_table_is_as_declared(name):
    for result in results(name):
        declared = result.declared_tables()
        assert set(result.tables) <= set(declared)
        for table, one in declared.items():
            frame = frame_of(result, table)
            assert list(frame.schema.items()) == list(one.kinds().items()), table
            one.validate(frame, cast=True)  # blanks, ranges, and values of closed lists
            assert not one.keys() or frame.select(one.keys()).is_unique().all(), table
            assert one.keys() or table == "parts"


@pytest.mark.parametrize("name", each(14, registry.names()))
def test_headings_are_in_one_language_each_once(name):
    for table, declared in results(name)[0].declared_tables().items():
        says = [said(one) for one in declared.fields().values()]
        for lang in LANGUAGES:
            heads = [one.heading.to(lang) for one in says]
            assert not [head for head in heads if bool(JAPANESE.search(head)) != (lang == "ja") and head not in SIGNS]
            assert not [head for head in heads if SNAKE.search(head) or ID.search(head)]
            assert not [one.meaning.to(lang) for one in says if SNAKE.search(one.meaning.to(lang))]
            read = list(results(name)[0].read(table, lang=lang, frame=frame_of(results(name)[0], table)).heads.values())
            assert len(set(read)) == len(read)
            assert len(declared.called.to(lang)) <= 31
            assert declared.one_row.to(lang)


CODES = {code for table in tables().values() for one in table.fields().values() for code in said(one).words}
#: Codes that are words of either language, or letters that people read.
PLAIN = {code for code in CODES if len(code) == 1}


@cache
def known():
    """The ids that the data have of plans, surveys and sources, anywhere in a text."""
    ds = dxcompare.load(ROOT / "data")
    ids = [one for one in (*ds.plan["plan_id"], *ds.survey["survey_id"], *ds.source["source_id"]) if "-" in one]
    return re.compile(rf"\b({'|'.join(map(re.escape, ids))})\b")


def check(texts, lang):
    """No id, no name with an underscore, and in Japanese no code, in any of these texts."""
    texts = {str(text) for text in texts if text is not None}
    assert not [text for text in texts if ID.search(text) or known().search(text) or SNAKE.search(text)]
    if lang == "ja":
        assert not texts & (CODES - PLAIN)


def words_of(frame):
    return [text for column in frame.columns if frame[column].dtype == pl.String for text in frame[column].unique()]


@pytest.mark.parametrize("lang", first(LANGUAGES))
@pytest.mark.parametrize("name", each(5, registry.names()))
def test_people_read_words(name, lang):
    """In HTML and in Excel: every table of every result."""
    for result, table, frame in ((one, table, frame) for one in results(name) for table, frame in one.tables.items()):
        shown, sheet = result.show(table, lang=lang), sheet_of(result, table, lang)
        check([*shown.frame.columns, *words_of(shown.frame), shown.caption, shown.same], lang)
        check([*sheet.frame.columns, *words_of(sheet.frame), sheet.name, sheet.meaning], lang)
        assert sheet.frame.height == frame.height
        assert set(shown.frame.columns) <= set(sheet.frame.columns)
        columns = {column: said(one) for column, one in result.declared_tables()[table].fields().items()}
        for head, column in zip(shown.frame.columns, shown.columns, strict=True):
            if columns[column].words:
                assert set(shown.frame[head].drop_nulls()) <= {word.to(lang) for word in columns[column].words.values()}


@pytest.mark.parametrize("lang", each(10, first(LANGUAGES)))
@pytest.mark.parametrize("name", registry.names())
def test_people_read_words_on_slides(name, lang):
    for spec in (spec for one in results(name) for kind in (None, "table") for spec in slides_of(one, lang, kind)):
        if spec.kind in ("table", "pivot"):
            laid = grid(spec)
            check([*laid.heads, *(text for row in laid.rows for text in row)], lang)
        else:
            check([*spec.frame[spec.category], *spec.frame[spec.series]], lang)
        check([*spec.notes, spec.title, spec.reading], lang)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", registry.names())
def test_a_data_package_says_what_its_columns_are_called(name, lang):
    result = results(name)[0]
    for table, frame in result.tables.items():
        fields = described(result, table, f"{table}.csv", b"", lang)["resources"][0]["schema"]["fields"]
        assert [one["name"] for one in fields] == frame.columns
        titles = [one["title"] for one in fields]
        check(titles, lang)
        assert not [one for one in titles if bool(JAPANESE.search(one)) != (lang == "ja") and one not in SIGNS]
        assert all(one["description"] for one in fields)


@pytest.mark.parametrize("lang", first(LANGUAGES))
def test_people_read_words_in_the_panel(ds, monkeypatch, lang):
    monkeypatch.setattr(Result, "plot", lambda *args, **options: None)  # what is drawn is tested elsewhere
    explorer = Explorer(ds)
    for question in registry.questions():
        if question.of_data:
            view = explorer.view(explorer.settle(State(lang, question.name)))
            check([*view.table.frame.columns, *words_of(view.table.frame), view.table.caption, view.table.same], lang)
            if view.evidence:
                check([*view.evidence.frame.columns, *words_of(view.evidence.frame)], lang)


def test_computed_numbers_have_their_decimals_everywhere(ds, tmp_path):
    """A p-value of 7e-47 reads as small, not as zero; in a workbook it stays what it is, to eight digits."""
    result = dxcompare.gradients(ds, "smartphone_use")
    html = result.show(lang="en")._repr_html_()
    cells = re.findall(r"right\">([^<]*)</td>", html)
    slope, p = result.to_frame().item(0, "slope"), result.to_frame().item(0, "trend_p")
    assert (round(slope, 2), p < 1e-40) == (-1.04, True)
    assert "-1.04" in cells
    assert "&lt;0.001" in cells
    table = grid(slides_of(result, "en", "table")[0])
    assert table.heads[-1] == "Base"  # the slope has no room among eight columns
    page = openpyxl.load_workbook(result.save(tmp_path / "x.xlsx", lang="en"))["Age gradients"]
    heads = {cell.value: cell.column for cell in page[1]}
    assert page.cell(2, heads["Slope (log-odds per decade)"]).number_format == "#,##0.00"
    assert page.cell(2, heads["p of trend"]).number_format == '[=0]0.000;[<0.0005]"<0.001";#,##0.000'
    assert page.cell(2, heads["p of trend"]).value == pytest.approx(p, rel=1e-7, abs=0)  # eight digits


def test_slides_have_the_decimals_too(ds):
    laid = grid(slides_of(dxcompare.agreement(ds, draws=20), "en")[0])
    alpha = laid.heads.index("Alpha")
    assert {len(row[alpha].partition(".")[2]) for row in laid.rows if row[alpha] != "–"} == {2}
