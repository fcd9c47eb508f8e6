"""What a terminal shows: every result, chart, finding, table and the data themselves fit 80 half-width cells by 24 lines."""

import dataclasses

import polars as pl
import pytest

import dxcompare
from dxcompare.present.plain import HIGH, WIDE, cut, listed, wrapped
from dxcompare.questions import registry
from dxcompare.words.text import LANGUAGES
from dxcompare.words.typography import width_of
from tests.tiers import each, first


def lines_of(thing):
    lines = repr(thing).split("\n")
    assert len(lines) <= HIGH
    assert max(map(width_of, lines)) <= WIDE, max(lines, key=width_of)
    return lines


@pytest.mark.parametrize("lang", first(LANGUAGES))
@pytest.mark.parametrize("question", each(4, registry.questions()), ids=lambda one: one.name)
def test_every_result_says_its_question_and_what_else_there_is(ds, question, lang, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    result = question.made(ds, **question.example(ds))
    lines = lines_of(result)
    said = "\n".join(lines)
    assert lines[0][:12] == result.title.to(lang)[:12]
    assert f'.show("…") {"表：" if lang == "ja" else "tables: "}{next(iter(result.tables))}' in said
    assert all(kind in said for kind in result.kinds())
    assert said.splitlines()[-1].startswith("出典：" if lang == "ja" else "Source: ")
    assert "Text(" not in said
    assert "shape:" not in said


def test_charts_findings_tables_and_the_data(ds, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    coverage = dxcompare.coverage(ds)
    assert lines_of(coverage.plot()) == [
        "<Chart coverage-matrix: Which national items does each plan act on, and what d…"
    ]
    assert lines_of(dxcompare.finding(True, "一は二より小さい。", "One is less than two.")) == ["One is less than two."]
    assert len(lines_of(dxcompare.finding(True, "長い。" * 60, "It is long. " * 60))) in range(8, HIGH)
    assert lines_of(coverage.show("evidence", rows=3))[0] == "Evidence (3 of 777 rows)"
    assert lines_of(dxcompare.show(ds.codebook("kpi"), caption=("列", "Columns")))[0] == "Columns"
    assert lines_of(ds)[0].startswith("Dataset(source 28, ")
    assert lines_of(dxcompare.show(ds.kpi.clear())) == ["There is none."]
    lines_of(dxcompare.tour())


def test_numbers_stand_to_the_right_and_what_is_left_out_is_counted(monkeypatch):
    frame = pl.DataFrame(
        {"name": ["a", "bb"] * 20, "count": [5, 1200] * 20, **{f"c{n}": ["x" * 30] * 40 for n in range(4)}}
    )
    lines = repr(dxcompare.show(frame, list(frame.columns), lang="en")).split("\n")
    assert lines[1:3] == ["a         5  " + "  ".join(["x" * 30] * 2), "bb     1200  " + "  ".join(["x" * 30] * 2)]
    assert lines[-1] == "… 18 more rows, 2 more columns"
    assert len(lines) == HIGH


def test_coverage_opens_as_a_matrix_of_all_items_and_plans(ds, monkeypatch):
    coverage = dxcompare.coverage(ds)
    items = coverage.to_frame("items").height
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    opening = coverage.opening("en")
    assert opening.frame.shape == (items, 1 + ds.plan.height)
    assert opening.columns == ("item_id", *ds.plans()["plan_id"])
    html = coverage._repr_html_()
    assert html.count("<tr") == items + 1
    assert 'data-plan="tomi-2022"' in html
    telework = dict(zip(opening.columns, opening.frame.filter(pl.nth(0) == "Telework").row(0), strict=True))
    assert telework["kitakami-2023"] == "no numbered measure ch."
    assert telework["imari-2021"] == "■■■・・ 3/5"
    said = repr(coverage).split("\n")
    row = next(line for line in said if line.startswith("Telework"))
    assert row.split() == ["Telework", "--", "M?ITB", "MSI..", "MSI.."]
    assert not [line for line in said if "more row" in line]


def test_every_cell_of_the_matrix_is_that_of_the_table(ds):
    """As many initials as marks, in both languages."""
    coverage = dxcompare.coverage(ds)
    marks = dict(coverage.to_frame().group_by("plan_id").agg(pl.col("marks").sum()).iter_rows())
    for lang, initials in (("en", "MSITB"), ("ja", "施工指目現")):
        shown = coverage._opening_text(lang)
        for plan, name in zip(shown.columns[1:], shown.frame.columns[1:], strict=True):
            cells = [cell for cell in shown.frame[name] if cell not in ("n/a", "未判定")]
            assert sum(cell.count(one) for cell in cells for one in initials) == marks[plan]


@pytest.mark.long
def test_a_plan_more_has_a_column_more(ds):
    more = ds.add(
        plan={"municipality": "函館市", "title": "架空の計画", "start": 2024, "end": 2028},
        measures={"title": ["テレワーク"], "item": ["telework"]},
    )
    assert dxcompare.coverage(more).opening("ja").frame.width == ds.plan.height + 2


def test_a_class_of_results_of_ones_own_fits_too(ds):
    @dataclasses.dataclass(frozen=True)
    class Mine(dxcompare.present.result.Result):
        """Made up."""

    given = {name: getattr(dxcompare.overview(ds), name) for name in ("title", "method", "tables", "sources")}
    lines_of(Mine(**given))


def test_lines_are_cut_at_whole_letters():
    assert cut("あ" * 40) == "あ" * 40
    assert cut("あ" * 41) == "あ" * 39 + "…"
    assert wrapped("word " * 60, 2)[1].endswith("…")
    assert listed([f"table_{n}" for n in range(20)], "tables: ", "en")[0].endswith(" more")
    assert listed(["a"], "表：", "ja") == ["表：a"]
