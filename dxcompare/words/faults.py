"""Faults in the data: one type, one message each, in Japanese and English.

A fault says where (file, row, column), what was found, what was expected and the likely slip.
Faults are collected over a whole run and raised once, as :class:`DataFaults`.
"""

from __future__ import annotations

import importlib
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from types import ModuleType
from typing import ClassVar

from dxcompare.words.text import Text, language, plural


class Unreadable(ValueError):
    """A printed text that cannot be read; `kind` names the fault, `hint` the likely slip."""

    def __init__(self, kind: str, found: str, hint: str | None = None):
        super().__init__(f"{kind}: {found!r}")
        self.kind, self.found, self.hint = kind, found, hint


@dataclass(frozen=True)
class Place:
    """Where a printed value stands: a file and, where known, row and column.

    Rows are counted as a spreadsheet counts them: the heading is row 1.
    """

    file: str
    row: int | None = None
    column: str | None = None

    def says(self, lang: str) -> str:
        parts = [self.file]
        if self.row is not None:
            parts.append(f"{self.row}行目" if lang == "ja" else f"row {self.row}")
        if self.column is not None:
            parts.append(f"列「{self.column}」" if lang == "ja" else f"column {self.column!r}")
        return " ".join(parts) if lang == "ja" else ", ".join(parts)


#: kind of fault → what was expected, in both languages; `{found}` and the fault's data fill it in.
EXPECTED: dict[str, dict[str, str]] = {
    "no_folder": {"ja": "フォルダーがありません", "en": "there is no such folder"},
    "no_raw": {
        "ja": "{folder} に同じ名前のフォルダーがありません",
        "en": "there is no folder of this name in {folder}",
    },
    "wrong_folder": {"ja": "{folder} に置くファイルです", "en": "this file belongs in {folder}"},
    "other_folder": {"ja": "「{found}」の行は {file} に書いてください", "en": "the row on {found!r} belongs in {file}"},
    "not_of_plan": {"ja": "「{found}」は {plan} のものではありません", "en": "{found!r} is nothing of {plan}"},
    "no_file": {"ja": "ファイル「{name}」が必要です", "en": "the file {name!r} is needed"},
    "unknown_file": {
        "ja": "この名前のファイルは読まれません（使える名前: {allowed}）",
        "en": "no file of this name is read (names read: {allowed})",
    },
    "encoding": {
        "ja": "UTF-8・UTF-16・Shift_JIS のどれでもありません（途中の文字が失われていませんか）",
        "en": "neither UTF-8, UTF-16 nor Shift_JIS (have some bytes been lost?)",
    },
    "read_encoding": {
        "ja": "{found} のファイルとして読みました（BOM なしの UTF-8 が標準です）",
        "en": "read as {found} (the standard is UTF-8 without a BOM)",
    },
    "read_line_ends": {
        "ja": "改行 {found} のまま読みました（LF が標準です）",
        "en": "read with lines that end in {found} (the standard is LF)",
    },
    "csv": {"ja": "CSV として読めません: {problem}", "en": "not readable as CSV: {problem}"},
    "not_json": {
        "ja": "1行が1件の JSON（{{…}}）として読めません: {problem}",
        "en": "no JSON object ({{…}}) of one line: {problem}",
    },
    "not_kind": {"ja": "「{found}」は使えません。{kind}", "en": "{found!r} does not do; it is {kind}"},
    "not_typed_text": {
        "ja": "「{found}」は数値か日付に変わっています。書式を「文字列」にして、文書のとおりに打ち直してください",
        "en": "{found!r} has become a number or a date; format the cell as text and type it again as printed",
    },
    "yaml": {"ja": "YAML として読めません: {problem}", "en": "not readable as YAML: {problem}"},
    "width": {
        "ja": "「{found}」個の値がありますが、見出しは {columns} 列です",
        "en": "{found} values under {columns} column headings",
    },
    "missing_column": {"ja": "列「{name}」がありません", "en": "column {name!r} is missing"},
    "unknown_column": {"ja": "列「{found}」は使えません", "en": "column {found!r} is unknown"},
    "missing_key": {"ja": "項目「{name}」がありません", "en": "key {name!r} is missing"},
    "unknown_key": {"ja": "項目「{found}」は使えません", "en": "key {found!r} is unknown"},
    "missing": {"ja": "値が必要ですが空欄です", "en": "a value is needed; the cell is blank"},
    "duplicate": {"ja": "「{found}」は重複しています（{first}）", "en": "{found!r} is a duplicate (also {first})"},
    "not_in_list": {
        "ja": "「{found}」は {allowed} のどれでもありません",
        "en": "found {found!r}; expected one of {allowed}",
    },
    "pattern": {
        "ja": "「{found}」は決まった形（{pattern}）ではありません",
        "en": "found {found!r}; expected the form {pattern}",
    },
    "too_small": {"ja": "{found} は {least} 以上でなければなりません", "en": "found {found}; expected {least} or more"},
    "too_large": {"ja": "{found} は {most} 以下でなければなりません", "en": "found {found}; expected {most} or less"},
    "not_number": {"ja": "「{found}」は数値として読めません", "en": "{found!r} cannot be read as a number"},
    "not_percent": {
        "ja": "「{found}」は 0〜100 の割合（小数は2桁まで）として読めません",
        "en": "{found!r} cannot be read as a percentage from 0 to 100 with at most two decimals",
    },
    "not_cell": {
        "ja": "「{found}」は人数、または人数と割合（`392(70%)`）として読めません",
        "en": "{found!r} cannot be read as a count, or a count with its percentage (`392(70%)`)",
    },
    "looks_like": {
        "ja": "{found} の数は{what}かもしれません",
        "en": "the numbers of {found} may be {what}",
    },
    "not_total": {
        "ja": "選択肢にない「{found}」の行は、割合なら100、人数なら回答者数（n の行）のはずですが、{value} です",
        "en": "the row {found!r} is no option, and so 100 or the base (row n); it says {value}",
    },
    "no_base": {
        "ja": "人数だけの表には、回答者数（`n` か「合計」の行）が必要です",
        "en": "a table of counts needs its bases: a row `n`, or 合計",
    },
    "which_survey": {
        "ja": "調査が二つ以上あるので、「{found}」がどの調査の設問かを `<survey_id>/{found}` と書いてください（{surveys}）",
        "en": "there are several surveys: say of which {found!r} is, as `<survey_id>/{found}` ({surveys})",
    },
    "not_in_document": {
        "ja": "「{found}」は文書 {document} にありません",
        "en": "{found!r} is not in the document {document}",
    },
    "not_needed": {
        "ja": "「{found}」は文書にあるか、転記にありません。この行は不要です",
        "en": "{found!r} is in the document, or not transcribed; the row is not needed",
    },
    "not_page": {
        "ja": "ページは数字だけで書いてください（「{found}」）",
        "en": "a page is digits only, found {found!r}",
    },
    "not_text": {
        "ja": "「{found}」には一つの文言が必要です（一覧や組ではなく）",
        "en": "{found!r} takes one text, no list",
    },
    "two_totals": {
        "ja": "一つの表に全体が二つあります（「{found}」と「{other}」）",
        "en": "two columns of one table are everybody ({found!r} and {other!r})",
    },
    "same_band": {
        "ja": "一つの表に同じ年齢の列が二つあります（「{found}」と「{other}」）",
        "en": "two columns of one table are one age band ({found!r} and {other!r})",
    },
    "dash": {
        "ja": "「{found}」の意味が決められていません。0なら dash='zero'、印刷がないなら dash='blank' を指定してください",
        "en": "{found!r} has no meaning yet; say dash='zero' or, where nothing is printed, dash='blank'",
    },
    "no_decimals": {
        "ja": "数値 {found} が小数何桁で印刷されたか分かりません。decimals を指定するか、印刷どおりの文字列にしてください",
        "en": "how many decimals the number {found} was printed with is not known; give decimals, or the text as printed",
    },
    "not_base": {
        "ja": "「{found}」は人数（1以上の整数）ではありません",
        "en": "{found!r} is no number of people",
    },
    "not_arithmetic": {
        "ja": "「{found}」は計算式（数、+ - * /、括弧）として読めません",
        "en": "{found!r} cannot be read as a sum (numbers, + - * /, brackets)",
    },
    "not_predicate": {
        "ja": "「{found}」は検証式として読めません（使える関数は data/README.ja.md）",
        "en": "{found!r} cannot be read as a predicate (data/README.md lists its functions)",
    },
    "not_year": {
        "ja": "「{found}」は年度として読めません（例: 令和5年度、R5、2023）",
        "en": "{found!r} cannot be read as a fiscal year (such as 令和5年度, R5, 2023)",
    },
    "not_when": {
        "ja": "「{found}」は年度や日付として読めません（例: 令和5年度、R5、令和5年3月31日、R5.3末）",
        "en": "{found!r} cannot be read as a year or a date (such as 令和5年度, R5, 令和5年3月31日, R5.3末)",
    },
    "not_date": {"ja": "「{found}」という日付はありません", "en": "there is no date {found!r}"},
    "not_period": {
        "ja": "「{found}」は期間として読めません（例: 令和5年度、R5上期、R5～R6、R8以降）",
        "en": "{found!r} cannot be read as a period (such as 令和5年度, R5上期, R5～R6, R8以降)",
    },
    "no_such": {"ja": "「{found}」は {table} にありません", "en": "{found!r} does not exist in {table}"},
    "unused": {"ja": "「{found}」はどのデータにも使われていません", "en": "nothing in the data uses {found!r}"},
    "idle": {
        "ja": "ここにある計画に使われない行が{count}行あります（行: {rows}）",
        "en": "rows that decide nothing about the plans that are here: {count} (rows: {rows})",
    },
    "undecided": {
        "ja": "「{found}」の読み方を決めてください（{why}）",
        "en": "how {found!r} is to be read must be decided ({why})",
    },
    "unit_differs": {
        "ja": "決めた単位は「{unit}」ですが、印字された単位は「{found}」です（{where}）",
        "en": "the unit decided is {unit!r}, the unit printed {found!r} ({where})",
    },
    "unmapped": {
        "ja": "「{found}」の扱いが {file} に決められていません",
        "en": "{file} does not say what to do with {found!r}",
    },
    "no_row": {"ja": "選択肢「{found}」の行がありません", "en": "there is no row for the option {found!r}"},
    "both_or_none": {
        "ja": "「{one}」と「{other}」のどちらか一方だけが必要です",
        "en": "exactly one of {one!r} and {other!r} is needed",
    },
    "other_city": {
        "ja": "団体コード「{found}」の計画は、このコードで始まる名前のフォルダーに置きます（今は {folder}）",
        "en": "a plan with the code {found!r} lies in a folder whose name begins with it (this one is {folder})",
    },
    "year_outside": {
        "ja": "{found} は計画期間（{start}〜{end}年度）から外れています",
        "en": "{found} lies outside the plan's period ({start} to {end})",
    },
    "arrow_first": {
        "ja": "「{found}」の前に続くべき工程がありません",
        "en": "{found!r} continues a step, but none stands before it",
    },
    "same_period": {
        "ja": "「{found}」と「{other}」は同じ期間です。片方の列が失われます",
        "en": "{found!r} and {other!r} are the same period; one column would be lost",
    },
    "exactly_one": {"ja": "{names} のうち一つだけが必要です", "en": "exactly one of {names} is needed"},
    "layout": {
        "ja": "見出し「{found}」は、知られているどの公式の表とも合いません（必要な見出し、または1列目の区分: {expected}）",
        "en": "the headings {found} are those of no official table known (expected these headings, or these "
        "sections in the first column: {expected})",
    },
    "empty": {"ja": "表に値の行がありません", "en": "the table has no rows of values"},
    "no_encoding": {
        "ja": "UTF-8 でも Shift_JIS でもありません。表計算ソフトで「CSV UTF-8」として保存し直してください",
        "en": "neither UTF-8 nor Shift_JIS; save it as 'CSV UTF-8' in a spreadsheet program",
    },
    "no_openpyxl": {
        "ja": "Excel ファイルを読むには openpyxl が必要です。「CSV UTF-8」として保存し直してください",
        "en": "reading an Excel file needs openpyxl; or save it as 'CSV UTF-8'",
    },
    "old_excel": {
        "ja": "読めない Excel ファイルです。「CSV UTF-8」として保存し直してください",
        "en": "an Excel file that cannot be read; save it as 'CSV UTF-8'",
    },
    "web_page": {
        "ja": "表ではなくウェブページです。ページを開いて、表のファイルを保存し直してください",
        "en": "this is a web page and no table; open it, and save the file that it offers",
    },
    "no_table": {
        "ja": "圧縮ファイルの中に Excel も CSV もありません（中身: {found}）",
        "en": "the archive holds no Excel or CSV file (it holds: {found})",
    },
    "no_date": {
        "ja": "表に時点がありません。--as-of を指定してください",
        "en": "the table prints no date; give --as-of",
    },
    "no_day": {
        "ja": "「{found}」は暦にある日（{pattern} など）として読めません",
        "en": "{found!r} cannot be read as a day of the calendar (such as {pattern})",
    },
    "heading": {
        "ja": "見出し「{found}」は思ったものではありません（ここにあるはずのもの: {expected}）",
        "en": "the heading {found!r} is not what stands here (expected: {expected})",
    },
    "not_share": {
        "ja": "「{found}」は0から1の割合ではありません",
        "en": "{found!r} is no share from 0 to 1",
    },
    "rate_of": {
        "ja": "{found} ですが、{part} ÷ {whole} は {right} です",
        "en": "found {found}, but {part} of {whole} is {right}",
    },
    "part_of_whole": {
        "ja": "{found} は全体の {whole} より多くなっています",
        "en": "{found} is more than the whole, {whole}",
    },
    "remark": {"ja": "注記「{found}」は読みませんでした", "en": "the remark {found!r} is left out"},
    "unknown_procedure": {
        "ja": "手続「{found}」は indicators.csv にないので読みませんでした",
        "en": "the procedure {found!r} is left out, since indicators.csv does not have it",
    },
    "not_municipality": {
        "ja": "「{found}」は市区町村の団体コードではありません",
        "en": "{found!r} is not the code of a municipality",
    },
    "other_prefecture": {
        "ja": "団体コード「{found}」は{prefecture}のものですが、行には「{printed}」とあります",
        "en": "the code {found!r} belongs to {prefecture}, but the row says {printed!r}",
    },
    "not_today": {
        "ja": "「{found}」は今の市区町村のものではありません（{ja}）",
        "en": "{found!r} is no municipality of today: {en}",
    },
    "which_prefecture": {
        "ja": "「{found}」は {allowed} のどれかです。都道府県名を前に付けてください",
        "en": "{found!r} may be any of {allowed}; put the prefecture before it",
    },
    "code_and_name": {
        "ja": "団体コード「{found}」は{name}のものですが、行には「{printed}」とあります",
        "en": "the code {found!r} belongs to {name}, but the row says {printed!r}",
    },
    "skipped": {
        "ja": "「{found}」の行は読みませんでした（{ja}）",
        "en": "the row of {found!r} is left out ({en})",
    },
    "read_as": {"ja": "「{found}」は今の団体として読みました（{ja}）", "en": "{found!r} is read as today's ({en})"},
    "no_municipality": {
        "ja": "「{found}」という市区町村・都道府県はありません",
        "en": "there is no municipality or prefecture {found!r}",
    },
    "which_municipality": {
        "ja": "「{found}」は {count} 団体あり、列の並びからも決まりません。"
        "公表された順（団体コード順）のままにしてください",
        "en": "{count} municipalities are called {found!r}, and the neighbouring columns do not tell "
        "which; keep the published order (that of the codes)",
    },
    "repeated": {"ja": "「{found}」が繰り返されています", "en": "{found!r} is repeated"},
    "conflict": {
        "ja": "「{found}」ですが、すでにある値は「{there}」です（{first}）",
        "en": "found {found!r}, but the figure that is there says {there!r} ({first})",
    },
    "says_other": {
        "ja": "「{found}」ですが、すでに「{there}」とあります（{first}）",
        "en": "found {found!r}, but what is there says {there!r} ({first})",
    },
    "excel_date": {
        "ja": "表計算ソフトが日付にしています（{found}）",
        "en": "the spreadsheet made a date of it ({found})",
    },
    "excel_number": {
        "ja": "数値なので、印刷どおりの桁か分かりません（{found}）",
        "en": "it is a number, so its digits may not be those that are printed ({found})",
    },
    "excel_formula": {"ja": "数式です（{found}）", "en": "it is a formula ({found})"},
    "no_heading": {"ja": "「{found}」の列に見出しがありません", "en": "{found!r} stands in a column without a heading"},
    "no_survey": {
        "ja": "シート「{sheet}」の調査IDが必要です",
        "en": "the sheet {sheet!r} must say the id of the survey",
    },
    "undated": {
        "ja": "表に時点がなく、公表日 {found} の版の時点は決められていません（決められている版: {allowed}）。"
        "--as-of を指定してください",
        "en": "the table prints no date, and none is set for the edition of {found} (set: {allowed}); give --as-of",
    },
    "not_said": {
        "ja": "「{found}」について、表 {table} の列（{columns}）か、表 {other} に書いてください",
        "en": "say of {found!r} in the table {table}: {columns}; or add a table {other}",
    },
    "one_plan": {
        "ja": "計画は一度に一つです（{found} 行あります）",
        "en": "one plan at a time; there are {found} rows",
    },
    "rule": {"ja": "{ja}", "en": "{en}"},
    "impossible": {
        "ja": "{found}％は、回答者数{n}人からは出ない値です（近い値: {near}）",
        "en": "{found} % cannot come from n = {n} (nearest: {near})",
    },
    "doubt": {"ja": "{ja}", "en": "{en}"},
    "stale": {"ja": "raw から作り直した内容と一致しません", "en": "differs from what the raw data builds"},
}


#: likely slip → advice.
HINTS: dict[str, dict[str, str]] = {
    "did_you_mean": {"ja": "「{near}」ではありませんか", "en": "did you mean {near!r}?"},
    "comma": {"ja": '値の中のカンマは "…" で囲んでください', "en": "quote a value that holds a comma"},
    "decimal_slip": {
        "ja": "小数点の抜けか、桁の打ち間違いではありませんか",
        "en": "a lost decimal point or a digit too many?",
    },
    "digit_slip": {"ja": "桁の打ち間違いではありませんか", "en": "a digit too many or too few?"},
    "leading_zero": {
        "ja": "先頭の 0 が落ちていませんか（Excel で開くと落ちます）",
        "en": "has the leading zero been lost (as Excel does)?",
    },
    "accept": {
        "ja": "文書のとおりなら {file} に「{question},{found},理由」の行を加えてください",
        "en": "if the document says so, add the row '{question},{found},<reason>' to {file}",
    },
    "say_cells": {
        "ja": "questions.csv の cells に percent・count・both のどれかを書いてください（0.7 が70％なら、%に直さず errata に記します）",
        "en": "say percent, count or both in `cells` of questions.csv",
    },
    "wave": {
        "ja": "前回の調査なら group_type を wave にしてください",
        "en": "if one is an earlier survey, its group_type is wave",
    },
    "age_sex": {
        "ja": "性別と年代の組なら group_type を age_sex にしてください",
        "en": "if they are of one sex each, their group_type is age_sex",
    },
    "six_digits": {
        "ja": "6桁目は検査数字です。「{near}」と書いてください",
        "en": "the sixth digit is a check digit; write {near!r}",
    },
    "calendar_year": {
        "ja": "暦年か年度か分かりません。年度なら「年度」まで書いてください",
        "en": "it may be a calendar year; if it is a fiscal year, write 年度",
    },
    "era": {"ja": "元号と西暦が合っていません", "en": "the era year and the western year disagree"},
    "add_word": {
        "ja": "そこに行を加えてください。この計画だけの意味なら {own} に加えます",
        "en": "add a row there, or to {own} if this plan alone means it so",
    },
    "add_row": {"ja": "行を加えるか、理由を書いて除外してください", "en": "add a row, or exclude it with a reason"},
    "delete_row": {"ja": "綴りを確かめるか、行を消してください", "en": "check the spelling, or delete the row"},
    "transcribe": {"ja": "raw の表と同じ文言にしてください", "en": "use the same words as the raw table"},
    "as_text": {
        "ja": "セルの書式を「文字列」にし、印刷どおりに打ち直してください",
        "en": "make the cell text, and type what is printed",
    },
    "replace": {
        "ja": "様式の文言に改めるなら --replace を付けてください",
        "en": "if the workbook is right, give --replace",
    },
    "check_digit": {"ja": "検査数字（6桁目）が合いません", "en": "its check digit (the sixth) does not fit"},
    "edition": {
        "ja": "別の版なら --published と --as-of を指定してください",
        "en": "if it is another edition, give --published and --as-of",
    },
    "audit": {
        "ja": "転記を確かめ、文書のとおりなら errata.csv に記して使用停止（quarantine）にしてください",
        "en": "compare it with the document; if it stands so there, record it in errata.csv with quarantine",
    },
    "build": {"ja": "dxcompare build を実行してください", "en": "run `dxcompare build`"},
}


#: where a row would settle a fault: the row, ready to paste
PASTE = {
    "ja": "。{file} に次の行を加え、確かめて理由を書いてください: {paste}",
    "en": "; add this row to {file}, examine it and give the reason: {paste}",
}
#: and the heading of its file, if that is not there yet
HEADING = {"ja": "（新しいファイルなら見出しは {heading}）", "en": " (a new file; its heading is {heading})"}


@dataclass(frozen=True)
class Fault:
    """One fault: where, what kind, and the values that fill its message."""

    place: Place
    kind: str
    data: dict = field(default_factory=dict)
    hint: str | None = None

    def says(self, lang: str) -> str:
        """The message in `lang`."""
        data = {key: _in(value, lang) for key, value in self.data.items()}
        text = f"{self.place.says(lang)}: {EXPECTED[self.kind][lang].format(**data)}"
        if self.hint:
            text += ("。" if lang == "ja" else "; ") + HINTS[self.hint][lang].format(**data)
        if "paste" in data:
            text += PASTE[lang].format(**data)
        if "heading" in data:
            text += HEADING[lang].format(**data)
        return text


def unlisted(place: Place, found: object, allowed: Iterable[str]) -> Fault:
    """The fault of a value that is not in a closed list."""
    allowed = list(allowed)
    return _near(Fault(place, "not_in_list", {"found": found, "allowed": allowed}), str(found), allowed)


def missing_row(place: Place, found: str, known: Iterable[str], table: str, hint: str | None = None) -> Fault:
    """The fault of a reference to a row that is not there; `hint` where none of the known ones is like it."""
    return _near(Fault(place, "no_such", {"found": found, "table": table}, hint), found, sorted(known))


def _near(fault: Fault, found: str, known: list[str]) -> Fault:
    """The fault, with what was probably meant."""
    near = get_close_matches(found, known, 1)
    return replace(fault, data={**fault.data, "near": near[0]}, hint="did_you_mean") if near else fault


def _in(value: object, lang: str) -> object:
    if isinstance(value, Place):
        return value.says(lang)
    if isinstance(value, Text):
        return value.to(lang)
    if isinstance(value, (list, tuple)):
        return ("、" if lang == "ja" else ", ").join(str(item) for item in value)
    return value


class DataFaults(Exception):
    """All faults of one run. Nothing was written.

    Attributes
    ----------
    faults : list of Fault
        Sorted by file, row and column.
    """

    #: How many are told one by one; None tells all.
    most: ClassVar[int | None] = None

    def __init__(self, faults: Iterable[Fault], lang: str | None = None):
        self.faults = sorted(_distinct(faults), key=_order)
        self.lang = language(lang)
        super().__init__("\n".join([self.head(), *listed(self.faults, self.lang, self.most)]))

    def head(self) -> str:
        """How many faults there are."""
        count, files = len(self.faults), len({fault.place.file for fault in self.faults})
        return Text(
            f"{files} 個のファイルに {count} 件の誤りがあります。何も書き込んでいません。",
            f"{plural(count, 'fault', 'faults')} in {plural(files, 'file', 'files')}; nothing was written.",
        ).to(self.lang)


class OfficialFaults(DataFaults):
    """The faults of an official table, which may have one in each of its rows."""

    most = 20


class FrameFaults(DataFaults):
    """The faults of a user's own tables. Nothing was added."""

    def head(self) -> str:
        """How many faults there are, and how rows are counted."""
        count = len(self.faults)
        return Text(
            f"表に {count} 件の誤りがあります。何も加えていません（行は、見出しを1行目として数えます）。",
            f"{plural(count, 'fault', 'faults')} in the tables; nothing was added (rows count from the headings, row 1).",
        ).to(self.lang)


def _distinct(faults: Iterable[Fault]) -> list[Fault]:
    """The faults without repetitions."""
    return list({(fault.place, fault.kind, repr(fault.data)): fault for fault in faults}.values())


def _order(fault: Fault) -> tuple[str, int, str, str]:
    return fault.place.file, fault.place.row or 0, fault.place.column or "", fault.kind


def listed(faults: list[Fault], lang: str, most: int | None = None) -> list[str]:
    """A line a fault or note; of more than `most`, how many are left."""
    left = len(faults) - (most or len(faults))
    more = [Text(f"（ほかに {left:,} 件）", f"({left:,} more)").to(lang)] if left > 0 else []
    return [*(f"- {fault.says(lang)}" for fault in faults[:most]), *more]


class PackageMissing(ImportError):
    """A package that only some of the work needs is not installed."""


def needed(module: str, package: str, lang: str | None = None, extra: str = "export") -> ModuleType:
    """Import a module of an extra, by default `export`.

    Raises
    ------
    PackageMissing
        If it is not installed; says how to install it.
    """
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise PackageMissing(
            f"この形式の{'読み取り' if extra == 'extract' else '保存'}には {package} が要る。`pip install 'dxcompare[{extra}]'` で入る"
            if language(lang) == "ja"
            else f"{'reading' if extra == 'extract' else 'saving'} this needs {package}; install it with `pip install 'dxcompare[{extra}]'`"
        ) from error
