"""Tables as people read them: headings in words, what is said once, how many rows there are."""

import re
from html import escape

import polars as pl
import pytest

import dxcompare
from dxcompare.present import declared
from dxcompare.present.reading import read
from dxcompare.present.result import ROWS, Result
from dxcompare.present.show import show
from dxcompare.tables import TABLES
from dxcompare.words.text import Text

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
@pytest.mark.parametrize("name", RESULTS)
def test_a_result_shows_a_captioned_table_in_one_language(ds, monkeypatch, name, lang):
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    result = getattr(dxcompare, name)(ds, **RESULTS[name])
    html = result._repr_html_()
    rows = result.to_frame().height
    caption = re.search(r"<caption[^>]*>(.*?)</caption>", html)[1]
    assert caption.startswith(escape(result.title.to(lang)))
    assert html.count("<tr>") == 1 + min(rows, ROWS)
    if rows > ROWS:
        assert {"ja": f"{rows:,}行のうち{ROWS}行", "en": f"{ROWS} of {rows:,} rows"}[lang] in caption
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


def shown(*columns, lang="en"):
    return list(read(pl.DataFrame(schema=dict.fromkeys(columns, pl.String)), lang).heads)


def test_what_is_said_twice_is_shown_once():
    assert shown("n", "constraints", "why_ja", "survey_id", lang="ja") == ["n", "why_ja", "survey_id"]
    assert shown("constraints", "survey_id", "question_id") == ["constraints", "question_id"]
    assert shown("option_id", "option_en", "option_ja", "option_position", "position") == ["option_en"]
    assert shown("item_id", "item_ja", "short_ja", lang="ja") == ["item_ja", "short_ja"]


def test_columns_that_share_a_heading_keep_their_names():
    frame = pl.DataFrame({"area_code": ["1"], "number": [1], "ref": ["1"]})
    assert show(frame, lang="ja").frame.columns == ["地域コード", "番号 [number]", "番号 [ref]"]


@pytest.mark.parametrize("name", TABLES)
def test_every_column_of_the_data_has_a_heading_in_words(name):
    heads = {
        lang: read(pl.DataFrame(schema=TABLES[name].kinds()), lang, table=TABLES[name]).heads for lang in ("ja", "en")
    }
    assert not [column for head in heads.values() for column, words in head.items() if words == column]
    assert not [words for words in heads["ja"].values() if not re.search("[ぁ-んァ-ン一-龥]", words)]
    assert not [words for words in heads["en"].values() if re.search("[ぁ-んァ-ン一-龥]", words)]


def test_a_table_has_a_vocabulary_of_its_own(ds):
    """Four tables have a column `verdict`; what they call it and what its codes mean is their own."""
    codes = {
        "evaluation": ("done", "判定", "実施・達成"),
        "timeline.deadlines": ("in_time", "計画の工程", "期限までに届く工程がある"),
        "outcomes.promised": ("reached", "見方", "達した"),
        "audit": ("untestable", "判定", "調べられない"),
    }
    for name, (code, head, words) in codes.items():
        table = show(pl.DataFrame({"verdict": [code]}), lang="ja", table=name).frame
        assert (table.columns, table.item()) == ([head], words), name
    for name, frame in (("deadlines", dxcompare.timeline(ds)), ("promised", dxcompare.outcomes(ds))):
        rows = frame.to_frame(name).filter(verdict="not_applicable" if name == "promised" else "state")
        said = show(rows, lang="ja").same  # nothing is named: the table that the frame has most in common with speaks
        assert {"deadlines": "工程では測れない期限", "promised": "策定時の版にない事項"}[name] in said


def test_where_tables_differ_most_of_them_speak():
    assert declared.said_of(["plan_id", "name_ja", "title_ja"])["title_ja"].heading.ja == "題名"
    assert declared.said_of(["blank"])["blank"].heading.ja == "空欄の理由"
    words = declared.said_of(["kind"])["kind"].words
    assert {words[code].en for code in ("measure", "prefecture", "numeric")} == {"measure", "prefecture", "numeric"}
    assert declared.said_of(["no_such_column"]) == {}


def test_a_table_that_is_not_declared_is_named():
    with pytest.raises(KeyError, match=r"no table 'coverage\.matrixx'; did you mean 'coverage\.matrix'"):
        show(pl.DataFrame({"n": [1]}), table="coverage.matrixx")
    assert declared.table("coverage.matrix") is declared.tables()["coverage.matrix"]


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


def test_a_result_shows_names_in_place_of_ids(plain):
    """Two cities of one name, one of them with a draft; ids joined by `+`; an id that nothing names."""
    plans = pl.DataFrame(
        {"plan_id": ["a-2021", "b-2022"], "municipality_code": ["13206", "34208"], "name_ja": ["府中市"] * 2,
         "name_en": ["Fuchu"] * 2, "status": ["adopted", "draft"]}
    )  # fmt: skip
    more = {"plan_id": ["a-2021", "b-2022"], "items": ["x+y", "z"], "n": [1, 2]}
    items = pl.DataFrame({"item_id": ["x", "y"], "name_ja": ["甲", "乙"], "name_en": ["A", "B"]})
    tables = {"main": pl.DataFrame(more), "plans": plans, "items": items}
    result = type(plain)(plain.title, plain.method, tables, plain.sources)
    assert result.show(lang="ja").frame.rows() == [("府中市", "甲、乙", 1), ("府中市（案）", "z", 2)]
    same = type(plain)(
        plain.title, plain.method, tables | {"plans": plans.with_columns(status=pl.lit("draft"))}, plain.sources
    )
    assert same.show(lang="en").frame["Plan"].to_list() == ["Fuchu (draft) 13206", "Fuchu (draft) 34208"]
    assert same.show("items", lang="en").frame.columns == ["National item"]
