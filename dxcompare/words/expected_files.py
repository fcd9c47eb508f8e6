"""The messages of faults of files and folders, and of their form: for each kind, what was expected."""

from __future__ import annotations

#: as in `expected.py`, which takes these in
OF_FILES: dict[str, dict[str, str]] = {
    "unknown_folder": {
        "ja": "この名前のフォルダーは読まれません（使える名前: {allowed}）",
        "en": "no folder of this name is read (names read: {allowed})",
    },
    "misnamed": {
        "ja": "この名前のファイルは読まれません。必要な「{near}」がないので、その名前にしてください",
        "en": "no file of this name is read, and {near!r} is needed and not there: rename it so",
    },
    "same_name": {
        "ja": "「{found}」と大文字・小文字などが違うだけの名前です。どちらかを消すか、別の名前にしてください",
        "en": "its name differs from {found!r} in small and capital letters or the like only; remove or rename one",
    },
    "file_name": {
        "ja": "名前の文字が UTF-8 ではありません（Windows で作った zip を開くとこうなります）。付け直してください",
        "en": "its name is not in UTF-8 (as when a zip made on Windows is opened); rename it",
    },
    "link": {
        "ja": "ほかの場所へのリンクです。リンクはたどりません。ファイルそのものを置いてください",
        "en": "a link to another place, which is not followed; put the file itself here",
    },
    "no_plain_file": {
        "ja": "ファイルでもフォルダーでもありません（パイプ、装置など）。消してください",
        "en": "neither a file nor a folder (a pipe, a device …); remove it",
    },
    "folder_for_file": {
        "ja": "フォルダーですが、この名前のものはファイルのはずです",
        "en": "a folder, where a file of this name is due",
    },
    "file_for_folder": {
        "ja": "ファイルですが、この名前のものはフォルダーのはずです",
        "en": "a file, where a folder of this name is due",
    },
    "empty_folder": {
        "ja": "空のフォルダーです。ファイルがなくなったのでなければ、消してください",
        "en": "an empty folder; if no file of it was lost, remove it",
    },
    "not_readable": {"ja": "読めません（{why}）", "en": "cannot be read ({why})"},
    "too_large_file": {
        "ja": "大きすぎます（{found} MB。{most} MB まで）。別のファイルではありませんか",
        "en": "too large ({found} MB; at most {most} MB): is it another file?",
    },
    "left_behind": {
        "ja": "システムやエディターが作るファイルなので、読んでいません",
        "en": "not read: it is one that systems or editors make",
    },
    "other_file": {
        "ja": "名前はこうでも、中身は{what}です。「CSV UTF-8」か、文字のファイルとして保存し直してください",
        "en": "whatever its name says, it is {what}; save it as 'CSV UTF-8', or as plain text",
    },
    "other_headings": {
        "ja": "見出しが、この名前のファイルのものではありません（ないもの: {lacking}）。別のファイルではありませんか",
        "en": "the headings are not those of a file of this name (not there: {lacking}): is it another file?",
    },
    "empty_file": {
        "ja": "中身がありません（CSV には見出しの行、YAML には「キー: 値」の行が必要です）",
        "en": "the file is empty (a CSV needs its row of headings, a YAML file lines `key: value`)",
    },
    "separator": {
        "ja": "列がカンマではなく{what}で区切られています。「CSV UTF-8（コンマ区切り）」で保存し直してください",
        "en": "its columns are separated by {what}, not by commas; save it as 'CSV UTF-8 (comma delimited)'",
    },
    "heading_row": {
        "ja": "見出しが {row} 行目にあります。1行目になるように、その上の行を消してください",
        "en": "the headings stand in row {row}; remove the rows above, so that they are row 1",
    },
    "headings_again": {
        "ja": "見出しの行がもう一度あります。消してください",
        "en": "the headings stand here once more; remove the row",
    },
    "no_headings": {
        "ja": "見出しのない列があります（{found}列）。見出しを付けるか、列を消してください",
        "en": "there are columns without a heading ({found}); name or remove them",
    },
    "doubled_heading": {
        "ja": "同じ見出し「{found}」の列が二つ以上あります（{letters}列）。一つのほかは失われます",
        "en": "several columns have the heading {found!r} ({letters}); all but one would be lost",
    },
    "widths": {
        "ja": "{count} 行で、値の数が見出しの {columns} 列と合いません（この行は {found} 個）",
        "en": "in {count} rows the number of values is not that of the {columns} headings (in this one {found})",
    },
    "rows_again": {
        "ja": "{count} 行が、前の行（{first} など）とまったく同じです。貼り付けが二重になっていませんか",
        "en": "{count} rows are the same as rows above ({first} …): was it pasted twice?",
    },
    "too_many": {
        "ja": "見出しやキーが多すぎます（{found}。{most} まで）。別のファイルではありませんか",
        "en": "too many headings or keys ({found}; at most {most}): is it another file?",
    },
    "too_long": {
        "ja": '値が長すぎます（{found} 字。{most} 字まで）。「"」の閉じ忘れではありませんか',
        "en": "too long ({found} letters; at most {most}): has a quotation mark been left open?",
    },
    "yaml_remark": {
        "ja": '「{found}」は # の後なので読まれません。値の一部なら、値を "…" で囲んでください。注記なら、# の前を2字以上、後を1字空けてください',
        "en": "{found!r} stands behind a # and is not read; if it is part of the value, put that in quotation marks; a remark "
        "has two blanks before the # and one behind it",
    },
    "yaml_null": {
        "ja": '「{found}」は使えません。値がなければ空欄にし、文言なら "…" で囲んでください',
        "en": "{found!r} does not do: leave it blank, or put the text in quotation marks",
    },
    "yaml_sign": {
        "ja": '「{found}」は YAML の印（別名・参照・型）として読まれます。文言なら "…" で囲んでください',
        "en": "{found!r} is a sign of YAML (an anchor, alias or tag); a text goes in quotation marks",
    },
    "yaml_deep": {"ja": "組や一覧が深く重なりすぎています", "en": "mappings or lists stand too deep within each other"},
    "yaml_mapping": {
        "ja": "「キー: 値」の行からなるはずです",
        "en": "it should consist of lines `key: value`",
    },
    "yaml_list": {
        "ja": "「{name}」の下には「- キー: 値」の一覧が必要です",
        "en": "under {name!r} a list of `- key: value` is due",
    },
    "yaml_key": {"ja": "キーは一つの文言です", "en": "a key is one text"},
}
