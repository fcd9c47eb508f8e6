"""What a fault advises beside its message: the likely slip, and the row that would settle it."""

from __future__ import annotations

#: likely slip → advice.
HINTS: dict[str, dict[str, str]] = {
    "did_you_mean": {"ja": "「{near}」ではありませんか", "en": "did you mean {near!r}?"},
    "plain_name": {
        "ja": "写しなら消し、そうでなければ名前を文字・数字・_・- だけにしてください",
        "en": "if it is a copy, remove it; else let its name be of letters, digits, _ and - alone",
    },
    "comma": {"ja": '値の中のカンマは "…" で囲んでください', "en": "quote a value that holds a comma"},
    "saved_without": {
        "ja": "? は保存のときに失われた字の跡です。Shift_JIS には多くの字がないので、「CSV UTF-8」で保存してください",
        "en": "a ? stands for a letter that Shift_JIS does not have; save as 'CSV UTF-8'",
    },
    "decimal_slip": {
        "ja": "小数点の抜けか、桁の打ち間違いではありませんか",
        "en": "a lost decimal point or a digit too many?",
    },
    "own_bounds": {
        "ja": "この範囲を超えうる指標なら、{file} の lower_bound・upper_bound に書いてください",
        "en": "of an indicator that can be beyond, say lower_bound or upper_bound in {file}",
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
    "date_form": {
        "ja": "YYYY-MM-DD、YYYY-MM、YYYY のどれかで書いてください",
        "en": "write it as YYYY-MM-DD, YYYY-MM or YYYY",
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
    "add_row": {"ja": "そこに行を加えてください", "en": "add a row there"},
    "add_item": {
        "ja": "そこに行を加えてください。どの事項にも当たらなければ、item を none とします",
        "en": "add a row there; of what is about no item, the item is none",
    },
    "add_codes": {
        "ja": "まだ誰も判定していません。* を判定者の名前（英小文字）としたファイルを作り、行を加えてください。どの事項にも当たらなければ、item を none とします",
        "en": "nobody has coded it yet: make the file, with the coder's name (small letters) for *, and add a row; of what is "
        "about no item, the item is none",
    },
    "period_heading": {
        "ja": "期間の見出しなら「令和5年度」「R5上期」「R7～R8」「R9以降」のような形で読みます",
        "en": "above periods stand such as 令和5年度, R5上期, R7～R8, R9以降",
    },
    "one_period": {
        "ja": "同じ四半期の月なら一つの列にまとめ、見出しを「R5.4～R5.6」のようにしてください",
        "en": "of months of one quarter make one column, with a heading such as R5.4～R5.6",
    },
    "base_row": {
        "ja": "回答者数の行なら、この欄を n としてください（加重の前と後があれば、前だけを残します）",
        "en": "if it is the row of bases, put n here (of two keep the unweighted one)",
    },
    "elsewhere": {
        "ja": "覚え書きや元の文書は、data/raw と data/mappings の外に置いてください",
        "en": "keep notes and documents outside data/raw and data/mappings",
    },
    "delete_row": {"ja": "綴りを確かめるか、行を消してください", "en": "check the spelling, or delete the row"},
    "transcribe": {"ja": "raw の表と同じ文言にしてください", "en": "use the same words as the raw table"},
    "as_text": {
        "ja": "セルの書式を「文字列」にし、記載どおりに打ち直してください",
        "en": "make the cell text, and type what is stated",
    },
    "recalculate": {
        "ja": "表計算ソフトで開き、保存し直してください（計算した値も保存されます）",
        "en": "open it in a spreadsheet program and save it again, which saves the value, too",
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
        "ja": "転記を確かめ、文書のとおりなら errata.csv に記して集計に不使用（quarantine）としてください",
        "en": "compare it with the document; if it stands so there, record it in errata.csv with quarantine",
    },
    "too_long": {"ja": "長すぎます。行を分けてください", "en": "it is too long; make several rows of it"},
    "no_comparison": {
        "ja": "比べる式（== や >= など）がありません",
        "en": "it compares nothing (by ==, >= and so on)",
    },
    "no_number": {"ja": "計算できるのは数だけです", "en": "only numbers can be reckoned with"},
    "no_truth": {
        "ja": "and・or・not でつなげるのは比べる式だけです",
        "en": "only comparisons can be joined by and, or, not",
    },
    "other_kind": {
        "ja": "文字列と数、または比べる式どうしは比べられません",
        "en": "a text does not compare with a number, nor a comparison with anything",
    },
    "text_order": {"ja": "文字列を比べられるのは == と != だけです", "en": "texts compare by == and != alone"},
    "constants": {"ja": "表の値が式にありません", "en": "it names no value of a table"},
    "itself": {"ja": "同じものどうしを比べています", "en": "it compares a value with itself"},
    "by_zero": {"ja": "0 では割れません", "en": "nothing can be divided by zero"},
    "beyond": {"ja": "割合や順位がとりえない数と比べています", "en": "no percentage or rank can be that number"},
    "argument": {
        "ja": '設問・選択肢・集団・判定は "…" で囲み、番号は囲まないでください',
        "en": "put questions, options, groups and verdicts in quotes, and no number",
    },
    "twice": {"ja": "同じものを二度書いています", "en": "the same is named twice"},
    "no_band": {"ja": "範囲にできるのは年齢の区分だけです", "en": "only bands of ages make a range"},
    "reversed": {"ja": "範囲は若い方から書いてください", "en": "write the range from young to old"},
    "share_people": {
        "ja": "種類の違う集団（性別と年代など）を合わせると、同じ人を二度数えます",
        "en": "groups of several kinds, such as women and an age band, count people twice",
    },
    "no_rivals": {"ja": "順位を比べる選択肢がほかにありません", "en": "there is no other option to rank it among"},
    "build": {"ja": "dxcompare build を実行してください", "en": "run `dxcompare build`"},
}


#: where a row would settle a fault: the row, ready to paste
PASTE = {
    "ja": "。{file} に次の行を加え、確かめて理由を書いてください: {paste}",
    "en": "; add this row to {file}, examine it and give the reason: {paste}",
}
#: and the heading of its file, if that is not there yet
HEADING = {"ja": "（新しいファイルなら見出しは {heading}）", "en": " (a new file; its heading is {heading})"}
#: how many faults a cause has besides
MORE = {"ja": "（ほかに、これが原因とみられる誤り {more} 件）", "en": " (and {more} more because of it)"}
