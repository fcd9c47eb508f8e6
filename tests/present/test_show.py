"""Tables as people read them: headings in words, what is said once, how many rows there are."""

import re
from html import escape

import polars as pl
import pytest

import dxcompare
from dxcompare.present.result import ROWS, Result
from dxcompare.present.show import show
from dxcompare.words.text import Text
from tests.tiers import each

RESULTS = {
    "overview": {},
    "coverage": {},
    "ambition": {},
    "shares": {"question_id": "kitakami-ict-2022/q1"},
    "differences": {"question_id": "kitakami-ict-2022/q1"},
    "themes": {},
    "gradients": {},
    "standardise": {},
    "bases": {},
    "audit": {},
    "claims": {},
}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", each(4, RESULTS))
def test_a_result_shows_a_captioned_table_in_one_language(ds, monkeypatch, name, lang):
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    result = getattr(dxcompare, name)(ds, **RESULTS[name])
    html = result._repr_html_()
    rows = len(result.opening(lang).frame)
    caption = re.search(r"<caption[^>]*>(.*?)</caption>", html)[1]
    assert caption.startswith(escape(result.title.to(lang)))
    assert html.count("<tr") == 1 + min(rows, ROWS)
    if rows > ROWS:
        said = {"ja": f"{rows:,}行のうち1〜{ROWS}行目", "en": f"rows 1–{ROWS} of {rows:,}"}
        assert said[lang] in caption
    assert all(note.to(lang).split("<")[0][:10] in html for note in result.caveats)


def test_everything_a_result_says_is_escaped(monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "en")
    evil = "<script>alert(1)</script>"
    frame = pl.DataFrame({evil: [evil, "b"], "ref": [evil, evil]})
    result = Result(
        Text(evil, evil),
        Text(evil, evil),
        {"t": frame},
        pl.DataFrame({"source_id": ["s"], "title": [evil]}),
        (Text(evil, evil),),
    )
    html = result._repr_html_()
    assert "<script" not in html
    assert (
        html.count("&lt;script&gt;") == 8
    )  # title, heading and its name, cell, common to all rows, method, caveat, source


def test_what_all_rows_share_is_said_once():
    frame = pl.DataFrame(
        {"survey_id": ["s-2022", "s-2022"], "candidates": [None, None], "percent": [1.5, 1.5]},
        schema_overrides={"candidates": pl.String},
    )
    table = show(frame, lang="en")
    assert table.frame.columns == ["Share (%)"]  # numbers stay, even if the same
    assert table.same == "All rows: Survey s-2022"
    assert show(frame.head(1), lang="en").frame.columns == ["Survey", "Candidates", "Share (%)"]


def test_the_code_book_is_shown_in_words(ds):
    table = show(ds.codebook("kpi", "ja"), lang="ja")
    assert table.same.startswith("全行共通：表 kpi")
    assert table.frame.columns == ["列", "型", "キー", "空欄あり", "単位", "値", "参照", "意味"]


def test_a_table_of_nothing_says_so(ds):
    assert show(ds.kpi.clear(), caption=("指標", "Indicators"), lang="ja")._repr_html_() == (
        '<p class="blank">指標：該当するものはない。</p>'
    )


def test_japanese_in_an_english_table_says_so():
    html = show(pl.DataFrame({"ref": ["問1", "Q1"]}), lang="en")._repr_html_()
    assert re.findall("<td.*?>", html) == [
        '<td class="short" style="text-align:left" lang="ja">',
        '<td class="short" style="text-align:left">',
    ]


def test_numbers_that_are_none_do_not_stop_a_table():
    html = show(pl.DataFrame({"p": [float("nan"), float("inf"), None]}), lang="en")._repr_html_()
    assert re.findall(r"<td[^>]*>(.*?)</td>", html) == ["nan", "inf", '<span class="blank">–</span>']


def test_computed_numbers_have_as_many_decimals_as_are_asked_for():
    frame = pl.DataFrame({"n": [1200, 24], "gain": [-47.04, -0.04]})  # a column of no table
    asked = show(frame, caption=("差", "Differences"), lang="en", decimals=1)._repr_html_()
    assert re.findall(r"right\">([^<]*)</td>", asked) == ["1200", "-47.0", "24", "0.0"]
    assert re.findall(r"right\">([^<]*)</td>", show(frame, lang="en")._repr_html_()) == [
        "1200",
        "-47.04",
        "24",
        "-0.04",
    ]


def test_columns_that_share_a_heading_keep_their_names():
    frame = pl.DataFrame({"area_code": ["1"], "number": [1], "ref": ["1"]})
    assert show(frame, lang="ja").frame.columns == ["地域コード", "番号 [number]", "番号 [ref]"]


def test_columns_may_be_named_alone_or_with_headings():
    frame = pl.DataFrame({"city_ja": ["北上市"], "city_en": ["Kitakami"], "n": [1], "percent": [2.5]})
    assert show(frame, ["n", "city"], lang="en").frame.columns == ["Base", "Municipality"]
    assert show(frame, {"city": None, "percent": ("率", "Rate")}, lang="ja").frame.columns == ["市区町村", "率"]
    with pytest.raises(KeyError, match="no column 'cty'"):
        show(frame, ["cty"])


def test_codes_are_put_in_words_and_unknown_ones_stay(ds):
    table = show(dxcompare.audit(ds).to_frame(), lang="ja").frame
    assert set(table["判定"]) == {"合う", "合わない", "調べられない"}
    assert show(pl.DataFrame({"certainty": ["recovered", "new"]}), lang="en").frame[
        "Certainty of the base"
    ].to_list() == ["recovered", "new"]
    assert show(pl.DataFrame({"certainty": ["recovered", "new"]}), lang="ja").frame.item(0, 0) == "復元"


def test_rows_and_columns_of_several_cities_say_whose_they_are():
    frame = pl.DataFrame(
        {"kpi_id": ["kitakami-2023/k01", "tomi-2022/k02"], "kitakami-2023": [1, 2], "percent": [1.5, 2]}
    )
    html = show(frame, {"kitakami-2023": ("北上市", "Kitakami"), "percent": None}, lang="en")._repr_html_()
    assert re.findall(r'<tr data-plan="([^"]+)"', html) == ["kitakami-2023", "tomi-2022"]
    assert len(re.findall(r'<t[hd][^>]* data-plan="kitakami-2023"', html)) == 3
    codes = pl.DataFrame(
        {"area_code": ["03206", "03000", None], "plan_id": ["a-2020", "b-2020", "c-2020"], "n": [1, 2, 3]}
    )
    assert re.findall("<tr[^>]*>", show(codes, ["n"], lang="en", rows=2)._repr_html_()) == [
        "<tr>",
        '<tr data-city="03206">',
        "<tr>",
    ]


def test_rows_that_are_all_of_one_city_say_nothing():
    assert (
        "data-" not in show(pl.DataFrame({"plan_id": ["tomi-2022"] * 2, "n": [1, 2]}), ["n"], lang="en")._repr_html_()
    )
