"""The messages of faults of cells: what spreadsheets, editors and hands have made of them; for each kind, what was expected."""

from __future__ import annotations

#: as in `expected.py`, which takes these in
OF_CELLS: dict[str, dict[str, str]] = {
    "unseen": {
        "ja": "「{found}」に、目に見えない文字があります。消してください（空白の種類なら、ふつうの空白に）",
        "en": "{found} holds a character that nobody can see; delete it, or put a plain blank for it",
    },
    "lost_letters": {
        "ja": "「{found}」は文字が失われているか、化けています。文書から打ち直してください",
        "en": "letters of {found!r} are lost or garbled; type it again from the document",
    },
    "look_alike": {
        "ja": "「{found}」に、形の似た別の文字があります。→ の後の字か、文書の字を打ち直してください",
        "en": "{found} holds a letter that merely looks like the one that is meant; type it again (as behind the →)",
    },
    "excel_error": {
        "ja": "「{found}」は表計算ソフトのエラーの表示です",
        "en": "{found!r} is what a spreadsheet shows of an error",
    },
    "excel_text": {
        "ja": "「{found}」の初めの「'」は、表計算ソフトで文字列にする印です。消してください",
        "en": "the apostrophe of {found!r} is a spreadsheet's mark of a text; delete it",
    },
    "exchanged": {
        "ja": "見出し「{found}」と「{other}」が入れ替わっているようです（様式の順と違い、下の値も合いません）",
        "en": "the headings {found!r} and {other!r} seem to have changed places (they stand in another order than in the "
        "form, and what stands below does not suit them)",
    },
    "ditto": {
        "ja": "「{found}」は上や隣のセルを指す印で、行を動かすと別のものを指します。指す文言を打ってください",
        "en": "{found!r} stands for the cell above or beside, and for another where rows move; type what it stands for",
    },
    "blank_line": {
        "ja": "「{found}」の中に空行か、あってはならない改行があります。消してください",
        "en": "{found!r} holds a blank line, or a line break where none may be; delete it",
    },
    "program_word": {
        "ja": "「{found}」は、プログラムが空欄や真偽の代わりに書く語です。空欄にするか、記載どおりにしてください",
        "en": "{found!r} is what a program writes for a blank, or for true and false; leave it blank, or type what is stated",
    },
    "not_text": {
        "ja": "「{found}」には一つの文言が必要です（一覧や組ではなく）",
        "en": "{found!r} takes one text, no list",
    },
    "dash": {
        "ja": "「{found}」の意味が決められていません。0なら dash='zero'、記載がないなら dash='blank' を指定してください",
        "en": "{found!r} has no meaning yet; say dash='zero' or, where nothing is stated, dash='blank'",
    },
    "excel_date": {
        "ja": "表計算ソフトが日付にしています（{found}）",
        "en": "the spreadsheet made a date of it ({found})",
    },
    "excel_number": {
        "ja": "数値なので、記載どおりの桁か分かりません（{found}）",
        "en": "it is a number, so its digits may not be those that are stated ({found})",
    },
    "merged_cells": {
        "ja": "セル {range} が結合されています。どの行・列の「{found}」か分からないので、結合をやめ、それぞれに書いてください",
        "en": "the cells {range} are merged, and which rows or columns {found!r} is of cannot be told; unmerge them, and fill "
        "in each",
    },
    "beside": {
        "ja": "セル {at} に「{found}」があります。値は B 列に書いてください",
        "en": "{found!r} stands in {at}; values go in column B",
    },
    "excel_formula": {"ja": "数式です（{found}）", "en": "it is a formula ({found})"},
}
