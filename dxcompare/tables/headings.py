"""Columns in words, for tables that people read: the code book's meanings, and the words of results."""

from __future__ import annotations

from functools import cache

from dxcompare.tables import TABLES
from dxcompare.tables.columns import said
from dxcompare.words.text import Text, language

#: Columns that results compute, and those whose meaning depends on the table that declares them.
WORDS: dict[str, Text] = {
    "plan_id": Text("計画ID", "Plan"),
    "item_id": Text("事項ID", "Item"),
    "measure_id": Text("施策ID", "Measure"),
    "kpi_id": Text("指標ID", "Indicator"),
    "project_id": Text("プロジェクトID", "Project"),
    "survey_id": Text("調査ID", "Survey"),
    "question_id": Text("設問ID", "Question"),
    "option_id": Text("選択肢ID", "Option"),
    "group_id": Text("集団ID", "Group"),
    "theme_id": Text("主題ID", "Theme"),
    "claim_id": Text("記述ID", "Statement"),
    "erratum_id": Text("正誤ID", "Erratum"),
    "source_id": Text("出典", "Source"),
    "municipality_code": Text("団体コード", "Municipality code"),
    "ref": Text("番号", "No."),
    "title": Text("文書", "Document"),
    "name_ja": Text("名称", "Name (Japanese)"),
    "name_en": Text("Name", "Name"),
    "title_ja": Text("題名", "Title (Japanese)"),
    "title_en": Text("Title", "Title"),
    "option_en": Text("Option", "Option"),
    "group_en": Text("Group", "Group"),
    "label_en": Text("Label", "Label"),
    "wording_en": Text("Wording", "Wording"),
    "claim_en": Text("Statement", "Statement"),
    "city_ja": Text("市区町村", "市区町村"),
    "city_en": Text("Municipality", "Municipality"),
    "theme_ja": Text("主題", "主題"),
    "theme_en": Text("Theme", "Theme"),
    "why_ja": Text("使った条件", "使った条件"),
    "why_en": Text("What was used", "What was used"),
    "verdict_ja": Text("判定", "判定"),
    "verdict_en": Text("Verdict", "Verdict"),
    "peak_ja": Text("傾きに最も反する年代", "傾きに最も反する年代"),
    "peak_en": Text("Band against the slope", "Band against the slope"),
    "position": Text("順序", "Order"),
    "number": Text("番号", "Number"),
    "note": Text("備考", "Note"),
    "published": Text("公表日", "Published"),
    "confidence": Text("確度", "Confidence"),
    "kind": Text("種類", "Kind"),
    "track": Text("行の見出し", "Row label"),
    "goal": Text("目標・分野", "Goal"),
    "policy": Text("政策", "Policy"),
    "department": Text("所管", "Department"),
    "population": Text("母集団・人口", "Population"),
    "locator": Text("位置", "Place"),
    "version": Text("国の計画の版", "National version"),
    "section": Text("区分", "Section"),
    "stated": Text("計画の記載", "Stated"),
    "coded": Text("当方の判定", "Coded"),
    "depth": Text("深さ（0〜5）", "Depth (0–5)"),
    "depth_own": Text("深さ（政策全体の指標を除く）", "Depth without policy-wide indicators"),
    "blank": Text("空欄の理由", "Why blank"),
    "measures": Text("施策数", "Measures"),
    "kpis": Text("指標数", "Indicators"),
    "steps": Text("工程数", "Steps"),
    "text": Text("記載", "Text"),
    "basis": Text("根拠", "Basis"),
    "role": Text("主・従", "Role"),
    "shared": Text("政策全体の指標", "Printed for the policy"),
    "numeric": Text("数値目標と年", "Numeric target and year"),
    "has_baseline": Text("現状値あり", "Has a baseline"),
    "class": Text("類", "Class"),
    "items": Text("国の事項", "National items"),
    "what": Text("内容", "What"),
    "count": Text("数", "Count"),
    "n": Text("回答者数", "Base"),
    "percent": Text("割合（％）", "Share (%)"),
    "low": Text("95％区間の下端", "95% low"),
    "high": Text("95％区間の上端", "95% high"),
    "n_printed": Text("回答者数（記載）", "Base as printed"),
    "certainty": Text("回答者数の確からしさ", "Certainty of the base"),
    "hollow": Text("30人未満か不明", "Below 30 or unknown"),
    "rest_percent": Text("ほかの割合（％）", "Others (%)"),
    "rest_n": Text("ほかの人数", "Others' base"),
    "difference": Text("差", "Difference"),
    "p": Text("p値", "p"),
    "q": Text("q値（調整後）", "q (adjusted)"),
    "differs": Text("差がある", "Differs"),
    "bands": Text("年代の数", "Bands"),
    "groups": Text("人数の分かる年代", "Bands with a base"),
    "slope": Text("傾き（対数オッズ／10歳）", "Slope (log-odds per decade)"),
    "error": Text("標準誤差", "Standard error"),
    "odds_ratio": Text("オッズ比（10歳）", "Odds ratio per decade"),
    "chi2": Text("傾向のχ²", "χ² of trend"),
    "trend_p": Text("傾向のp値", "p of trend"),
    "trend_q": Text("傾向のq値", "q of trend"),
    "fit_p": Text("当てはまりのp値", "p of fit"),
    "slope_open_low": Text("傾き（中点を低く）", "Slope, lower midpoint"),
    "slope_open_high": Text("傾き（中点を高く）", "Slope, higher midpoint"),
    "reversal_p": Text("逆行のp値", "p of reversal"),
    "shape": Text("形", "Shape"),
    "broken": Text("破った前提", "Broken"),
    "cells": Text("割合の個数", "Percentages"),
    "size": Text("規模", "Size"),
    "bases": Text("人数の個数", "Bases"),
    "right": Text("正しく復元", "Right"),
    "silent": Text("決めない", "Silent"),
    "refused": Text("合わないと指摘", "Refused"),
    "comparability": Text("比較可能性", "Comparability"),
    "polarity": Text("主題に対する向き", "Polarity"),
    "candidates": Text("候補", "Candidates"),
    "constraints": Text("条件の記号", "Constraint codes"),
    "power": Text("検出力", "Power"),
    "scope": Text("対象", "Scope"),
    "within_error": Text("差は誤差の範囲", "Within sampling error"),
    "comparator": Text("比較", "Comparator"),
    "direction": Text("よい向き", "Better"),
    "period": Text("数え方", "Counted over"),
    "table": Text("表", "Table"),
    "column": Text("列", "Column"),
    "type": Text("型", "Type"),
    "key": Text("キー", "Key"),
    "may_be_blank": Text("空欄あり", "May be blank"),
    "values": Text("とりうる値", "Values"),
    "refers_to": Text("参照先", "Refers to"),
    "meaning": Text("意味", "Meaning"),
    "reason": Text("理由", "Reason"),
    "indicator_id": Text("指標ID", "Indicator"),
    "short_ja": Text("略称", "略称"),
    "short_en": Text("Short name", "Short name"),
    "len": Text("件数", "Rows"),
    "wrong": Text("誤って復元", "Wrong"),
    "missing": Text("欠けるもの", "Missing"),
}


#: column → its codes in words: what the declared tables say, and what results add by :func:`codes`.
CODES: dict[str, dict[str, Text]] = {}
for _table in TABLES.values():
    for _name, _column in _table.fields().items():
        for _value, _words in said(_column).words.items():
            CODES.setdefault(_name, {}).setdefault(_value, _words)
CODES["basis"]["coded+stated"] = Text("記載と判定", "stated and coded")


def codes(column: str, names: dict[str, Text]) -> dict[str, Text]:
    """Declare the codes of a column in words, for tables that people read; returns `names`.

    >>> codes("no_such_column", {"a": Text("あ", "A")})["a"].en
    'A'
    """
    CODES.setdefault(column, {}).update(names)
    return names


#: Columns that say in codes what another column says as well.
_SAID_BY = {"constraints": "why_{lang}", "survey_id": "question_id"}


@cache
def heading(column: str, lang: str) -> str:
    """A column in words: the word of results, else what most tables of the code book say, else its name.

    >>> heading("baseline_fy", "ja"), heading("target_fy", "en"), heading("new_column", "en")
    ('現状値の年度', 'Year of the target', 'new_column')
    """
    if column in WORDS:
        return WORDS[column].to(lang)
    declared = [said(table.fields()[column]).heading.to(lang) for table in TABLES.values() if column in table.fields()]
    return max(declared, key=declared.count) if declared else column


def reading(columns: list[str], lang: str | None = None) -> dict[str, str]:
    """The columns that a reader needs, with their headings.

    Left out are the other language, orders, and ids beside their name. A heading that two columns
    would share gets their names.

    Parameters
    ----------
    columns : list of str
    lang : {"ja", "en"}, optional

    Returns
    -------
    dict of str to str
        Column → heading, in the order of `columns`.

    Examples
    --------
    >>> reading(["option_id", "option_ja", "option_en", "option_position", "percent"], "en")
    {'option_en': 'Option', 'percent': 'Share (%)'}
    """
    lang = language(lang)
    there = set(columns)
    chosen = {name: heading(name, lang) for name in columns if not _left_out(name, there, lang)}
    twice = {words for words in chosen.values() if list(chosen.values()).count(words) > 1}
    return {name: f"{words} [{name}]" if words in twice else words for name, words in chosen.items()}


def _left_out(name: str, there: set[str], lang: str) -> bool:
    stem, _, ending = name.rpartition("_")
    if _SAID_BY.get(name, "").format(lang=lang) in there:
        return True
    if ending in ("ja", "en"):
        return ending != lang and (f"{stem}_{lang}" in there or (ending == "en" and stem in there))
    if ending == "position" or name == "position":
        return True
    if ending == "id":
        return f"{stem}_{lang}" in there or (stem == "plan" and f"city_{lang}" in there)
    return f"{name}_{lang}" in there
