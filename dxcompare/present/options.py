"""What can be said to charts besides their kind: one list for the manual, for `options()` and for what refuses others."""

from __future__ import annotations

from dxcompare.words.text import Text

#: Option of a chart → what it means; a chart takes those that its function has.
OPTIONS: dict[str, Text] = {
    "width_mm": Text("図の幅（mm）。高さは中身で決まる", "width in millimetres; the height follows from what is drawn"),
    "item": Text(
        "国の事項のIDか名称。その事項の指標だけを描く",
        "id or name of a national item: only the indicators that measure it",
    ),
    "indicator": Text(
        "統計のID（ds.indicator）。複数を調べた結果では必ず選ぶ",
        "id of an official figure (ds.indicator); needed where the result holds several",
    ),
    "as_of": Text(
        "時点（YYYY-MM-DD）。省けば、値のある地域が最も多い時点",
        "date (YYYY-MM-DD); by default that at which most areas have a figure",
    ),
    "city": Text(
        "市区町村のコードか名称。その計画と、人口が近い計画を、合わせて12まで、1ページに収まるだけ描く"
        "（`beside` ではその市区町村だけ）",
        "code or name of a municipality: its plan and those nearest in population, twelve at most, as many as fit a page "
        "(`beside`: that municipality alone)",
    ),
    "plans": Text(
        "計画のIDか市区町村の名称（都道府県名ならその全計画）のリスト。12まで。その計画だけを描く。city を合わせて渡すと、その計画も加える",
        "list of ids of plans or names of municipalities, or of a prefecture for all its plans, twelve at most: only these "
        "plans, and that of `city` where it is given, too",
    ),
    "mark": Text(
        "13計画以上の分布の図で、◆で示す市区町村",
        "of the distribution of thirteen plans and more: the municipality that is marked with ◆",
    ),
    "options": Text(
        "選択肢のIDのリスト。省けば、主なもの",
        "list of ids of options; by default the main ones",
    ),
    "group_type": Text("集団の区分（age、sex、district、total など）", "breakdown: age, sex, district, total …"),
    "error": Text(
        "点検の効き目を塗る誤りの種類（digit、value、swapped など）",
        "kind of error by whose detection cells are shaded: digit, value, swapped …",
    ),
}
