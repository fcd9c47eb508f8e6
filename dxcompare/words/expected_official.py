"""The messages of faults of official tables, and of the areas and ages in them: for each kind, what was expected."""

from __future__ import annotations

#: as in `expected.py`, which takes these in
OF_OFFICIAL: dict[str, dict[str, str]] = {
    "layout": {
        "ja": "見出し「{found}」は、知られているどの公式の表とも合いません（必要な見出し、または1列目の区分: {expected}）",
        "en": "the headings {found} are those of no official table known (expected these headings, or these "
        "sections in the first column: {expected})",
    },
    "empty": {"ja": "表に値の行がありません", "en": "the table has no rows of values"},
    "no_encoding": {
        "ja": "UTF-8・UTF-16・Shift_JIS のどれでもありません。表計算ソフトで「CSV UTF-8」として保存し直してください",
        "en": "neither UTF-8, UTF-16 nor Shift_JIS; save it as 'CSV UTF-8' in a spreadsheet program",
    },
    "no_openpyxl": {
        "ja": "Excel ファイルを読むには openpyxl が必要です（`pip install 'dxcompare[export]'`）。または「CSV UTF-8」として保存し直してください",
        "en": "reading an Excel file needs openpyxl (`pip install 'dxcompare[export]'`); or save it as 'CSV UTF-8'",
    },
    "old_excel": {
        "ja": "読めない Excel ファイルです。「CSV UTF-8」として保存し直してください",
        "en": "an Excel file that cannot be read; save it as 'CSV UTF-8'",
    },
    "too_big": {
        "ja": "中身が {most} MB を超えます。公式の表ではありません",
        "en": "it holds more than {most} MB, which no official table does",
    },
    "stray": {
        "ja": "表から遠く離れたセルに「{found}」があります。消してください",
        "en": "{found!r} stands in a cell far from any table; delete it",
    },
    "web_page": {
        "ja": "表ではなくウェブページです。ページを開いて、表のファイルを保存し直してください",
        "en": "this is a web page and no table; open it, and save the file that it offers",
    },
    "no_table": {
        "ja": "圧縮ファイルの中に Excel も CSV もありません（中身: {found}）。Numbers や LibreOffice の表なら「CSV UTF-8」として"
        "保存し直してください",
        "en": "the archive holds no Excel or CSV file (it holds: {found}); a table of Numbers or LibreOffice is to be saved as "
        "'CSV UTF-8'",
    },
    "no_date": {
        "ja": "表に時点がありません。--as-of を指定してください",
        "en": "the table states no date; give --as-of",
    },
    "no_day": {
        "ja": "「{found}」は暦にある日（{pattern} など）として読めません",
        "en": "{found!r} cannot be read as a day of the calendar (such as {pattern})",
    },
    "heading": {
        "ja": "見出し「{found}」は思ったものではありません（ここにあるはずのもの: {expected}）",
        "en": "the heading {found!r} is not what stands here (expected: {expected})",
    },
    "not_rate": {
        "ja": "「{found}」は 0〜100 の割合（小数は1桁まで）として読めません",
        "en": "{found!r} cannot be read as a percentage from 0 to 100 with at most one decimal",
    },
    "share_or_percent": {
        "ja": "「{found}」は {found}% とも、その100倍とも読めます。% を付けて書いてください",
        "en": "{found!r} may be {found} % or a hundred times as much; write it with its %",
    },
    "two_kinds": {
        "ja": "交付と保有は別の数です。見出しがそろっていません（{found}）",
        "en": "cards issued (交付) and cards held (保有) are different figures; the headings speak of both ({found})",
    },
    "dated": {
        "ja": "表に時点の列があるので、--as-of の「{found}」は使われません。外してください",
        "en": "the table has a column of dates, so --as-of {found!r} is not used; leave it out",
    },
    "unread_column": {
        "ja": "この列は読みませんでした（「{found}」など）",
        "en": "this column is left out ({found!r} …)",
    },
    "before_published": {
        "ja": "取得日「{found}」が公表日（{published}）より前です",
        "en": "accessed {found}, before it was published ({published})",
    },
    "unread_sheet": {"ja": "このシート（ファイル）は読みませんでした", "en": "this sheet or file is left out"},
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
    "undated": {
        "ja": "表に時点がなく、公表日 {found} の版の時点は決められていません（決められている版: {allowed}）。"
        "--as-of を指定してください",
        "en": "the table states no date, and none is set for the edition of {found} (set: {allowed}); give --as-of",
    },
    "no_heading": {"ja": "「{found}」の列に見出しがありません", "en": "{found!r} stands in a column without a heading"},
    "not_band": {
        "ja": "「{found}」は年齢の区分（20-24、100+）、total、unknown のどれでもありません",
        "en": "{found!r} is no band of ages (20-24, 100+), total or unknown",
    },
    "no_band": {
        "ja": "{area} に {found} の行がありません（同じ表のほかの地域にはあります）",
        "en": "{area} has no row {found}, which other areas of the table have",
    },
    "astray": {
        "ja": "{of} には、「{found}」のほかに年齢の行がほとんどありません。団体コードか時点が違っていませんか",
        "en": "{found!r} of {of} lacks the other ages: is its code or date wrong?",
    },
    "not_sum": {
        "ja": "{area} の区分の合計は {found} で、総数 {total} と合いません",
        "en": "the groups of {area} add up to {found}, and not to the total of {total}",
    },
    "no_figures": {
        "ja": "「{found}」の数値が一つもありません（{file} にあるはずのもの）",
        "en": "there are no figures of {found!r} ({file} should hold them)",
    },
}
