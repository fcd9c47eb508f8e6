"""The whole comparison as slides."""

import re

import pytest
from pptx import Presentation

from dxcompare import bases, coverage, differences, gradients, outcomes, overview, shares, timeline
from dxcompare.present.slide import finding_of, slides_of
from dxcompare.questions import registry
from dxcompare.report.deck import deck as whole_deck
from dxcompare.words.text import shown
from tests.conftest import pdf_of
from tests.present.test_slide import parts, said_in
from tests.tiers import first

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture(scope="session")
def deck(ds, tmp_path_factory):
    return whole_deck(ds, tmp_path_factory.mktemp("deck") / "deck.pptx", "ja", [("何が分かったか", ["一つの文。"])])


@pytest.mark.slow
def test_the_deck_opens_in_another_program(ds, deck, soffice, tmp_path):
    path = tmp_path / "deck.pptx"
    path.write_bytes(deck.read_bytes())
    show = Presentation(path)
    text = pdf_of(soffice, path, tmp_path)
    assert len(text) == len(show.slides)
    for page, printed in zip(show.slides, text, strict=True):
        assert re.sub(r"\s", "", page.shapes.title.text_frame.text) in printed
        for shape in page.shapes:
            if shape.has_table:
                for cell in shape.table.iter_cells():
                    assert re.sub(r"\s", "", cell.text) in printed
            elif shape.has_chart:
                for category in shape.chart.plots[0].categories:
                    assert re.sub(r"\s", "", category)[:6] in printed


@pytest.mark.long
def test_the_deck_has_every_analysis(ds, deck):
    pages = list(Presentation(deck).slides)
    titles = [page.shapes.title.text_frame.text for page in pages]
    notes = "\n".join(page.notes_slide.notes_text_frame.text for page in pages if page.has_notes_slide)
    for result in (
        overview(ds),
        coverage(ds),
        gradients(ds),
        shares(ds, "kitakami-ict-2022/q1"),
        outcomes(ds),
        timeline(ds),
    ):
        assert shown(result.title.ja, "ja") in notes, result.title.ja
    assert (
        "指標71のうち、現状値と目標値がともに数値で、改善・変化を目標とするものは23" in titles
    )  # a finding, where one is declared
    assert "一つの文。" in titles
    assert titles[1] == "4計画を比べて分かったこと：15件"  # what was found comes first, each line with its slide
    assert titles[2] == finding_of(overview(ds), "ja")
    texts = [shape.text_frame for shape in pages[1].shapes if shape.has_text_frame and not shape.is_placeholder]
    text = max(texts, key=lambda frame: len(frame.paragraphs))
    for paragraph in text.paragraphs:
        link = paragraph.runs[0]._r.rPr.find("{*}hlinkClick")
        target = pages[1].part.related_part(link.get(f"{{{RELATIONS}}}id")).slide
        assert target.shapes.title.text_frame.text.startswith(paragraph.text)
    assert titles[-1].startswith("出典")
    assert not [name for name in parts(deck) if name.startswith("ppt/media/")]


def test_what_is_empty_is_a_slide_that_says_so(ds, tmp_path):
    for n, result in enumerate((differences(ds, "nasukarasuyama-ikou-2021/q18", "age"), bases(ds.only("tomi-2022")))):
        result.save(tmp_path / f"{n}.pptx", lang="en")
        assert "There is none." in said_in(tmp_path / f"{n}.pptx")


def test_a_plan_without_a_survey_has_a_deck(ds, tmp_path):
    whole_deck(ds.only("imari-2021"), tmp_path / "deck.pptx", "ja")
    said = said_in(tmp_path / "deck.pptx")
    assert "方法と限界" in said
    assert said[0] == "伊万里市のDX計画"
    assert not any("年齢による変化" in one for one in said)


def test_the_timeline_says_why_there_is_no_year(ds):
    cells = slides_of(timeline(ds), "en")[-1].frame
    said = {(row["plan_id"], row["item"]): row["says"] for row in cells.iter_rows(named=True)}
    assert said["Nasukarasuyama", "Telework"] == "not legible"
    assert said["Kitakami (period ended)", "Telework"] == "no numbered measure"
    assert said["Tomi (draft) (period ended)", 'Front-office ("front yard") reform'] == "not applicable"


def test_headlines_are_counted_from_the_tables(ds):
    assert (
        finding_of(coverage(ds), "en") == "Of 10 items assessed in every plan, 5 have a numbered measure in all 4"
    )  # no league table
    assert finding_of(coverage(ds.only("imari-2021")), "en") == "Of 12 items assessed, 9 have a numbered measure"
    assert (
        finding_of(shares(ds, "kitakami-ict-2022/q1"), "ja") == "「スマートフォン」は20歳代で96.9％、70歳代以上で35.5％"
    )
    assert finding_of(shares(ds, "nasukarasuyama-ikou-2021/q18"), "ja") is None  # withheld: nothing to say
    assert finding_of(gradients(ds), "en") == "Of 26 options, 7 rise with age and 11 fall"


#: What every question of the whole comparison is on slides: native charts, but for what is read as a table.
KINDS = {
    "overview": ["pivot"],
    "coverage": ["marks"],
    "timeline": ["gantt", "table", "pivot"],
    "previous": ["stacked"],
    "ambition": ["bar", "bar", "pivot", "dumbbell", "dots", "bar"],
    "matched": ["table"],
    "outcomes": ["pivot", "table"],
    "shares": ["line", "line"],
    "themes": ["pivot"],
    "gradients": ["pivot", "ratio"],
    "standardise": ["dumbbell"],
    "bases": ["stacked"],
    "audit": ["table"],
    "claims": ["stacked"],
}
TABLES = {"pivot", "marks", "table"}


@pytest.mark.parametrize("lang", first(["ja", "en"]))
def test_every_title_is_a_finding_and_most_slides_a_chart(ds, lang):
    found, titles = {}, []
    for question in registry.questions():
        for result in question.shown(ds):
            specs = slides_of(result, lang)
            found.setdefault(question.name, []).extend(spec.kind for spec in specs)
            for spec in specs:
                said = spec.title or finding_of(result, lang)
                assert said, (question.name, spec.kind)
                assert said != shown(result.title.to(lang), lang)
                assert re.search(r"\d", said), said  # a count of the data, from a query
                assert not said.endswith(("？", "?", "か")), said
                titles.append(said)
    assert found == KINDS
    assert len(set(titles)) == len(titles)


@pytest.mark.long
def test_the_charts_of_the_deck_are_native_and_as_many_as_declared(deck):
    charts, on = {}, 0
    for page in Presentation(deck).slides:
        mine = [shape for shape in page.shapes if shape.has_chart]
        on += bool(mine)
        for shape in mine:
            kind = shape.chart.chart_type.name
            charts[kind] = charts.get(kind, 0) + 1
            assert shape.chart.part.chart_workbook.xlsx_part.blob
    assert on == 14  # of which the dumbbell of targets takes two
    assert charts == {"XY_SCATTER": 6, "BAR_CLUSTERED": 9, "BAR_STACKED": 4, "LINE_MARKERS": 15}


@pytest.mark.long
def test_every_slide_of_a_result_has_a_line_of_caution_and_its_source(deck):
    pages = [page for page in Presentation(deck).slides if any(one.has_chart or one.has_table for one in page.shapes)]
    for page in pages[:-1]:  # the last lists the sources
        names = {shape.name: shape.text_frame.text for shape in page.shapes if shape.has_text_frame}
        title = page.shapes.title.text_frame.text
        if title.startswith("出典"):
            continue
        assert names.get("注意"), title
        assert "出典：" in names["出典"], title
