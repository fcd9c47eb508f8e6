"""The whole comparison as a workbook, read by a program that did not write it."""

import dataclasses
import datetime as dt
import re

import openpyxl
import polars as pl
import pytest

from dxcompare import brief, coverage
from dxcompare.present.about import about
from dxcompare.questions import registry
from dxcompare.report.workbook import _about, workbook
from dxcompare.words.most import MOST
from tests.tiers import long


@pytest.fixture(scope="session", params=[long("ja"), long("en")])
def book(request, ds, tmp_path_factory):
    """A language, and the workbook in it."""
    path = tmp_path_factory.mktemp("book") / "a.xlsx"
    return request.param, openpyxl.load_workbook(workbook(ds, path, request.param))


def rows_of(page):
    return list(page.iter_rows(values_only=True))


@pytest.mark.long
def test_the_same_data_give_the_same_bytes(ds, tmp_path):
    one = ds.only("imari-2021")
    assert (
        workbook(one, tmp_path / "a.xlsx", "ja").read_bytes() == workbook(one, tmp_path / "b.xlsx", "ja").read_bytes()
    )


def test_the_first_sheet_explains_every_other(book, ds):
    lang, read = book
    first = rows_of(read.worksheets[0])
    listed = {row[0].value: row[1].value for row in read.worksheets[0].iter_rows() if row[0].hyperlink}
    assert read.sheetnames == [{"ja": "はじめに", "en": "Read me"}[lang], *listed]
    assert len(listed) < 25
    assert all(read[name].max_row == rows + 1 for name, rows in listed.items())
    asked = {one.title.to(lang) for one in registry.questions() if list(one.tabled(ds))}
    assert asked <= set(listed)
    said = " ".join(str(value) for row in first for value in row)
    for words in {
        "ja": ("4計画", "空欄は値がない", "優劣の比較ではない"),
        "en": ("4 plans", "not zero", "no better rank"),
    }[lang]:
        assert words in said


@pytest.mark.long
def test_the_first_sheet_of_one_city_says_that_others_stand_beside_it(ds, tmp_path):
    """Of the plans of the book there is one; on the sheet of cities by items there are four."""
    for lang, says in {
        "ja": "シート「市×事項」には4計画を並べる。",
        "en": "The sheet City by item has 4 plans.",
    }.items():
        path = workbook(ds.only("imari-2021"), tmp_path / "a.xlsx", lang, [brief(ds, "imari-2021")])
        read = openpyxl.load_workbook(path)
        assert any(str(value).startswith(says) for row in rows_of(read.worksheets[0]) for value in row)
        assert read[{"ja": "市×事項", "en": "City by item"}[lang]].max_column == 2 + 4


def test_headings_are_words_and_explained(book):
    lang, read = book
    explained = {row[:2] for row in rows_of(read.worksheets[-1])}
    for page in read.worksheets[1:-1]:
        heads = rows_of(page)[0]
        assert not [head for head in heads if re.fullmatch(r"[a-z]+(_[a-z]+)+", head)], page.title
        if lang == "ja":
            assert all(re.search("[ぁ-んァ-ヶ一-龠々χ]", head) for head in heads), page.title
        assert page.freeze_panes == "B2"
        noted = [cell.value for cell in page[1] if cell.comment]
        assert {(page.title, head) for head in noted} <= explained


def test_a_row_an_item_and_a_column_a_city(book, ds):
    lang, read = book
    matrix = coverage(ds).to_frame()
    heads, *rows = rows_of(read[{"ja": "市×事項", "en": "City by item"}[lang]])
    assert len(heads) == 2 + ds.plan.height
    assert len(rows) == matrix["item_id"].n_unique()
    cells = [cell for row in rows for cell in row[2:]]
    counts = [re.search(r"(\d)/(\d)", cell) for cell in cells]
    assert (
        sum(int(one[1]) for one in counts if one)
        == matrix.filter(pl.col("blank").is_null() | pl.col("has_indicator"))["marks"].sum()
    )
    words = {"ja": "対象外", "en": "not applicable"}[lang]
    assert sum(cell.startswith(words) for cell in cells) == matrix.filter(blank="not_applicable").height


def test_dates_are_dates_years_are_years_and_texts_texts(book, ds):
    lang, read = book
    page = read[{"ja": "出典", "en": "Sources"}[lang]]
    days = [cell for cell in page["C"] if isinstance(cell.value, dt.datetime)]
    assert {cell.number_format for cell in days} == {{"ja": 'yyyy"年"m"月"d"日"', "en": "d mmm yyyy"}[lang]}
    whole = [day for day in ds.source["published"] if len(day or "") == 10]
    assert [f"{cell.value:%Y-%m-%d}" for cell in days] == whole
    steps = read[{"ja": "工程の時期と国の期限", "en": "Timing and national deadlines"}[lang]]
    assert steps["D2"].number_format == "0"
    assert 2010 < steps["D2"].value < 2040
    numbers = read[{"ja": "施策", "en": "Measures"}[lang]]
    assert {cell.data_type for cell in numbers["B"][1:]} == {"s"}  # ⑤ and 1-1 alike


def test_every_sheet_is_as_wide_as_its_paper(book):
    for page in book[1].worksheets:
        last = f"${openpyxl.utils.get_column_letter(page.max_column)}${page.max_row}"
        assert page.print_area.endswith(f"$A$1:{last}"), page.title
        assert page.page_setup.orientation == "landscape"
        setup = page.sheet_properties.pageSetUpPr
        assert setup.fitToPage or page.print_title_cols == "$A:$A", page.title
        assert page.print_title_rows
    assert book[1]["市×事項" if book[0] == "ja" else "City by item"].page_setup.paperSize == 9  # A4


@pytest.mark.slow
def test_the_workbook_says_which_plans_it_is_about(ds, tmp_path):
    book = openpyxl.load_workbook(workbook(ds.only("imari-2021"), tmp_path / "a.xlsx", "en"))
    assert book["Read me"]["B3"].value == "1 plan: Imari (period ended)"
    book = openpyxl.load_workbook(workbook(ds.only("imari-2021", "tomi-2022"), tmp_path / "a.xlsx", "ja"))
    assert book["はじめに"]["B3"].value == "東御市（案）（計画期間終了）、伊万里市（計画期間終了）の2計画"


@pytest.mark.parametrize(("count", "listed"), [(2 * MOST, True), (2 * MOST + 1, False)])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_documents_of_many_plans_are_counted_beside_each_question_and_listed_in_their_own_sheet(
    plain, count, listed, lang
):
    titles = [f"T{n}" for n in range(count)]
    many = dataclasses.replace(plain, sources=pl.DataFrame({"source_id": titles, "title": titles}))
    rows = _about(many, lang)
    said = [text for what, text in rows if what == {"ja": "出典", "en": "Source"}[lang]]
    counted = {"ja": f"文書{count}件（シート「出典」に一覧）", "en": f"{count} documents, listed in the sheet Sources"}
    assert said == (titles if listed else [counted[lang]])
    assert len(rows) - len(said) == len(about(many, lang)) - count


def test_what_is_being_done_is_told_question_by_question(ds, tmp_path):
    said = []
    workbook(ds.only("imari-2021"), tmp_path / "a.xlsx", "ja", progress=said.append)
    assert said[0] == f"1/{len(registry.names())} {registry.questions()[0].title.ja}"
    assert len(said) == len(registry.names()) + 1
