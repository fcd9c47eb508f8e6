"""The messages of faults: for each kind, what was expected."""

from __future__ import annotations

from dxcompare.words.expected_cells import OF_CELLS
from dxcompare.words.expected_files import OF_FILES
from dxcompare.words.expected_official import OF_OFFICIAL

#: kind of fault → what was expected, in both languages; `{found}` and the fault's data fill it in.
EXPECTED: dict[str, dict[str, str]] = {
    **OF_CELLS,
    **OF_FILES,
    **OF_OFFICIAL,
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
    "other_encoding": {
        "ja": "{found} で保存されています（build は UTF-8 で書きます）",
        "en": "saved as {found}; the build writes UTF-8",
    },
    "altered": {
        "ja": "build が書いた内容と違います。どのセルかは分かりません",
        "en": "not what the build wrote; which cell it is cannot be told",
    },
    "rows_lost": {
        "ja": "ここで終わり、{found}行しかありません。build は{rows}行を書きました",
        "en": "ends here, with {found} rows; the build wrote {rows}",
    },
    "rows_more": {
        "ja": "ここから先は、build が書いていない行です（{found}行ありますが、書いたのは{rows}行）",
        "en": "the build wrote no rows from here on ({found} rows; the build wrote {rows})",
    },
    "no_reason": {
        "ja": "「{found}」は理由になっていません。なぜそう決めたかを書いてください",
        "en": "{found!r} gives no reason; say why it was decided so",
    },
    "not_used": {
        "ja": "{column} が「{value}」のとき、「{found}」は使われません。空欄にしてください",
        "en": "{found!r} is not used where {column} is {value!r}; leave it blank",
    },
    "read_decomposed": {
        "ja": "濁点・半濁点の離れた文字（NFD）を、合わせて読みました",
        "en": "letters with their marks apart (NFD) were read as one each",
    },
    "read_encoding": {
        "ja": "{found} のファイルとして読みました（BOM なしの UTF-8 が標準です）",
        "en": "read as {found} (the standard is UTF-8 without a BOM)",
    },
    "read_line_ends": {
        "ja": "改行 {found} のまま読みました（LF が標準です）",
        "en": "read with lines that end in {found} (the standard is LF)",
    },
    "card_style": {
        "ja": "ほかを変えずに「{found}」を書き入れられる形ではありません。`項目: 値` を1行ずつ、並びは `- source_id: …` の形に"
        "書き直してください",
        "en": "not written so that {found!r} can be put in without changing the rest; write `key: value` on lines of "
        "their own, and lists as `- source_id: …`",
    },
    "csv": {"ja": "CSV として読めません: {problem}", "en": "not readable as CSV: {problem}"},
    "not_json": {
        "ja": "1行が1件の JSON（{{…}}）として読めません: {problem}",
        "en": "no JSON object ({{…}}) of one line: {problem}",
    },
    "no_line": {"ja": "中身がありません", "en": "there is nothing in it"},
    "not_kind": {"ja": "「{found}」は使えません。{kind}", "en": "{found!r} does not do; it is {kind}"},
    "not_typed_text": {
        "ja": "「{found}」は数値か日付に変わっています。書式を「文字列」にして、文書のとおりに打ち直してください",
        "en": "{found!r} has become a number or a date; format the cell as text and type it again as stated",
    },
    "yaml": {"ja": "YAML として読めません: {problem}", "en": "not readable as YAML: {problem}"},
    "width": {
        "ja": "値が {found} 個ありますが、見出しは {columns} 列です",
        "en": "{found} values under {columns} column headings",
    },
    "missing_column": {"ja": "列「{name}」がありません", "en": "column {name!r} is missing"},
    "unknown_column": {"ja": "列「{found}」は使えません", "en": "column {found!r} is unknown"},
    "missing_key": {"ja": "項目「{name}」がありません", "en": "key {name!r} is missing"},
    "unknown_key": {"ja": "項目「{found}」は使えません", "en": "key {found!r} is unknown"},
    "id_sign": {
        "ja": "IDには「{sign}」を使えません（「{found}」）。別のIDを付け、文書の番号は番号の列に書いてください",
        "en": "an id has no {sign!r} in it ({found!r}); give another, and put the document's number in the column of numbers",
    },
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
    "broken_line": {
        "ja": "「{found}」の途中に改行があります。一続きに書いてください",
        "en": "{found!r} is broken over two lines; write it on one",
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
        "ja": "選択肢にない「{found}」の行は、割合なら100、人数なら回答者数（n の行）のはずです（複数回答の割合なら、その和でも）が、{value} です",
        "en": "the row {found!r} is no option, and so 100 (or the sum, of several answers) or the base (row n); it says {value}",
    },
    "no_table_of": {
        "ja": "設問「{found}」の集計表のファイルがありません",
        "en": "there is no table of the question {found!r}",
    },
    "no_group": {
        "ja": "{found} がありません（この調査の {others} にはあります）",
        "en": "there is no {found}, which {others} of this survey have",
    },
    "no_values": {
        "ja": "{found} の列に値が一つもありません",
        "en": "the column {found} has no values",
    },
    "other_group": {
        "ja": "「{found}」と決めた集団（{group}）が合いません",
        "en": "the heading {found!r} and the group decided for it ({group}) differ",
    },
    "bands_apart": {
        "ja": "年齢の区分 {found} の間に抜けか重なりがあります",
        "en": "the age bands {found} leave ages out between them, or overlap",
    },
    "base_above": {
        "ja": "{found} は {whole}（{most}）より多くなっています",
        "en": "{found} is more than {whole} ({most})",
    },
    "base_unread": {
        "ja": "「{found}」の回答者数が読めません",
        "en": "the base in {found!r} cannot be read",
    },
    "not_share_of": {
        "ja": "{found} ですが、{part} ÷ {whole} は {right}％です",
        "en": "found {found}, but {part} of {whole} is {right} %",
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
        "ja": "ページは 1 から始まる番号です（「{found}」。63 のように、数字だけを書いてください）",
        "en": "a page is a number from 1 on, found {found!r}; write its digits alone, such as 63",
    },
    "two_totals": {
        "ja": "一つの表に全体が二つあります（「{found}」と「{other}」）",
        "en": "two columns of one table are everybody ({found!r} and {other!r})",
    },
    "same_band": {
        "ja": "一つの表に同じ年齢の列が二つあります（「{found}」と「{other}」）",
        "en": "two columns of one table are one age band ({found!r} and {other!r})",
    },
    "no_decimals": {
        "ja": "数値 {found} が小数何桁で記載されたか分かりません。decimals を指定するか、記載どおりの文字列にしてください",
        "en": "how many decimals the number {found} was stated with is not known; give decimals, or the text as stated",
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
    "unused_of": {
        "ja": "「{found}」はどのデータにも使われていません（{table} にありません）",
        "en": "nothing in the data uses {found!r} (it is not in {table})",
    },
    "renamed": {
        "ja": "「{found}」を指す行はなく、{rows} 行が「{said}」を指しています（{files}）。どちらかの綴りを直してください",
        "en": "nothing refers to {found!r}, but {rows} rows to {said!r} ({files}); mend the spelling of the one or the other",
    },
    "no_row_for": {
        "ja": "「{found}」の行がありません。{rows} 行がこれを指しています（{files}）",
        "en": "there is no row for {found!r}, to which {rows} rows refer ({files})",
    },
    "nowhere": {
        "ja": "「{found}」は {table} にありません。{rows} 行がこれを指しています（{files}）",
        "en": "{found!r} does not exist in {table}; {rows} rows refer to it ({files})",
    },
    "emptied": {
        "ja": "{table} に、{rows} 行（{files}）が指すものが一つもありません",
        "en": "there is nothing in {table} of what {rows} rows refer to ({files})",
    },
    "missing_columns": {
        "ja": "列 {names} がありません（見出しの行が失われたか、ずれていませんか）",
        "en": "the columns {names} are missing (has the row of headings been lost, or moved?)",
    },
    "missing_keys": {"ja": "項目 {names} がありません", "en": "the keys {names} are missing"},
    "idle": {
        "ja": "ここにある計画に使われない行が{count}行あります（行: {rows}）",
        "en": "rows that decide nothing about the plans that are here: {count} (rows: {rows})",
    },
    "undecided": {
        "ja": "「{found}」の読み方を決めてください（{why}）",
        "en": "how {found!r} is to be read must be decided ({why})",
    },
    "not_as_printed": {
        "ja": "「{text}」には「{there}」とあるので、「{found}」ではありません",
        "en": "{text!r} says {there!r}, not {found!r}",
    },
    "unit_differs": {
        "ja": "決めた単位は「{unit}」ですが、記載された単位は「{found}」です（{where}）",
        "en": "the unit decided is {unit!r}, the unit stated {found!r} ({where})",
    },
    "not_of_words": {
        "ja": "記載は言葉だけなので、「{found}」は使われません。尺度は none、ほかは空欄にしてください",
        "en": "words have neither scale, unit nor bounds, so {found!r} is not used; the scale is none, the rest blank",
    },
    "scale_and_unit": {
        "ja": "尺度「{found}」と単位「{unit}」は合いません（percent の単位は %、% の尺度は percent か rate です）",
        "en": "the scale {found!r} and the unit {unit!r} do not go together (percent is in %, and % is percent or rate)",
    },
    "other_bound": {
        "ja": "「{found}」: 尺度 {scale} の端は {natural} のはずです",
        "en": "{found}: this bound of the scale {scale} should be {natural}",
    },
    "bounds_reversed": {
        "ja": "上限「{found}」が下限「{low}」より大きくありません",
        "en": "the upper bound {found!r} is not above the lower one, {low!r}",
    },
    "bound_passed": {
        "ja": "「{found}」を超える値「{text}」が記載されています（{where}）",
        "en": "the bound {found!r} is passed by {text!r}, which is stated ({where})",
    },
    "beyond_bound": {
        "ja": "「{found}」は、ありうる値の端 {bound} を超えています（{where}）",
        "en": "{found!r} lies beyond the bound {bound} ({where})",
    },
    "no_deadline": {
        "ja": "「{found}」には期限がないので、この行は使われません",
        "en": "{found!r} has no deadline, so nothing uses this row",
    },
    "no_transcript": {
        "ja": "raw の {file} に、列「{column}」が「{found}」の行はありません",
        "en": "{file} of the raw folder has no row whose {column} is {found!r}",
    },
    "unused_dash": {
        "ja": "「{found}」の集計表に横線はないので、この行は使われません",
        "en": "no table of {found!r} has a dash, so nothing uses this row",
    },
    "other_towns": {
        "ja": "「{found}」は別の市区町村の調査です",
        "en": "{found!r} is a survey of another municipality",
    },
    "group_type": {
        "ja": "区分「{found}」と集団「{group}」が合いません",
        "en": "the breakdown {found!r} and the group {group!r} do not go together",
    },
    "periods_apart": {
        "ja": "「{after}」は、前の「{before}」と{ja}",
        "en": "{after!r} stands after {before!r}, and {en}",
    },
    "no_track": {
        "ja": "projects.csv にある小項目「{found}」の列がありません",
        "en": "there is no column of the sub-item {found!r}, which projects.csv has",
    },
    "long_plan": {
        "ja": "計画期間「{found}」は {years} 年で、{most} 年を超えます",
        "en": "the plan's period, {found}, has {years} years, more than {most}",
    },
    "other_number": {
        "ja": "「{found}」: この数は記載「{text}」にありません",
        "en": "{found}: the text {text!r} does not have this number",
    },
    "worse_target": {
        "ja": "「{found}」: 目標「{text}」はよい向きと逆です",
        "en": "{found}: the target {text!r} lies on the worse side",
    },
    "period_differs": {
        "ja": "「{found}」: 「{word}」と記載されています（{where}）",
        "en": "{found}: it says {word!r} ({where})",
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
    "says_other": {
        "ja": "「{found}」ですが、すでに「{there}」とあります（{first}）",
        "en": "found {found!r}, but what is there says {there!r} ({first})",
    },
    "no_proposal": {
        "ja": "「{found}」の行は案ではありません。行は足さず、様式（dxcompare new --workbook）に書いてください",
        "en": "the row of {found!r} is no proposal; put new rows in the workbook of `dxcompare new --workbook` instead",
    },
    "no_survey": {
        "ja": "シート「{sheet}」の調査IDが必要です",
        "en": "the sheet {sheet!r} must say the id of the survey",
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
