"""The words that plans print with an amount, or in place of one: small closed lists, one place for all of them.

`sources/values/` reads with them (and with `counters`) and has no list of its own. A word that is in none of them is
not guessed: the text is put before a person.
"""

from __future__ import annotations

# --- what stands with a number -----------------------------------------------------------------------------------------

#: after a number → its comparator
BOUNDS_AFTER = {
    "以上": "ge",
    "を下回らない": "ge",
    "以下": "le",
    "以内": "le",
    "を超えない": "le",
    "を上回らない": "le",
    "未満": "lt",
    "を下回る": "lt",
    "下回る": "lt",
    "に満たない": "lt",
    "超": "gt",
    "超え": "gt",
    "超える": "gt",
    "を超え": "gt",
    "を超える": "gt",
    "を超えている": "gt",
    "超過": "gt",
    "を上回る": "gt",
    "上回る": "gt",
}
#: before a number → its comparator
BOUNDS_BEFORE = {
    "最大": "le",
    "最大で": "le",
    "最長": "le",
    "上限": "le",
    "最低": "ge",
    "最低でも": "ge",
    "最低限": "ge",
    "少なくとも": "ge",
    "下限": "ge",
    "≧": "ge",
    "≥": "ge",
    ">=": "ge",
    "≦": "le",
    "≤": "le",
    "<=": "le",
    ">": "gt",
    "<": "lt",
}
ABOUT_BEFORE = ("約", "およそ", "おおよそ", "凡そ", "概ね", "おおむね", "ほぼ", "だいたい", "大体", "概算")
ABOUT_AFTER = ("程度", "前後", "くらい", "ぐらい", "ほど", "内外", "見当")

#: what an amount is counted over: the word → the period
PERIOD_OF = {
    "年": "per_year",
    "年度": "per_year",
    "年間": "per_year",
    "か年": "per_year",
    "月": "per_month",
    "月間": "per_month",
    "か月": "per_month",
    "カ月": "per_month",
    "ヵ月": "per_month",
    "ヶ月": "per_month",
    "ケ月": "per_month",
    "箇月": "per_month",
    "か月間": "per_month",
    "週": "per_week",
    "週間": "per_week",
    "日": "per_day",
    "日間": "per_day",
    "回": "per_event",
    "人": "per_person",
    "名": "per_person",
    "件": "per_case",
}
#: the same said without a `1` or 当たり
PERIODS_BEFORE = {
    "年": "per_year",
    "年間": "per_year",
    "年間で": "per_year",
    "年間に": "per_year",
    "年に": "per_year",
    "毎年": "per_year",
    "毎年度": "per_year",
    "各年": "per_year",
    "各年度": "per_year",
    "単年度": "per_year",
    "毎年度に": "per_year",
    "月": "per_month",
    "月間": "per_month",
    "月に": "per_month",
    "毎月": "per_month",
    "ひと月": "per_month",
    "ひと月に": "per_month",
    "ひと月あたり": "per_month",
    "ひと月当たり": "per_month",
    "週": "per_week",
    "週に": "per_week",
    "毎週": "per_week",
    "毎日": "per_day",
    "毎回": "per_event",
    "各回": "per_event",
}
#: in brackets behind an amount → its period
PERIODS_BRACKETED = {
    "年間": "per_year",
    "毎年": "per_year",
    "毎年度": "per_year",
    "各年度": "per_year",
    "年": "per_year",
    "月間": "per_month",
    "毎月": "per_month",
    "累計": "cumulative",
    "累積": "cumulative",
    "通算": "cumulative",
    "期間累計": "cumulative",
    "計画期間累計": "cumulative",
    "計画期間中累計": "cumulative",
    "計画期間内累計": "cumulative",
}
PER = ("当たり", "あたり", "当り", "につき")
CUMULATIVE_BEFORE = (
    *("累計", "累計で", "累積", "累積で", "通算", "通算で", "期間累計", "期間中に", "期間中", "期間内に", "期間内"),
    *("計画期間中に", "計画期間中", "計画期間内に", "計画期間内", "計画期間中の累計", "計画期間累計", "計画期間で"),
)
CUMULATIVE_AFTER = ("累計", "の累計", "累積")
MAINTAINED = (
    "維持",
    "を維持",
    "の維持",
    "を維持する",
    "維持する",
    "を保持",
    "を堅持",
    "を維持し続ける",
    "の水準を維持",
    "水準を維持",
)

#: a change from the baseline → its sign; what is not said with 増 or 減 and may go either way is in UNSURE_CHANGES
CHANGES = {
    **dict.fromkeys(
        (
            "増",
            "増加",
            "増やす",
            "向上",
            "上昇",
            "アップ",
            "UP",
            "up",
            "Up",
            "増員",
            "増額",
            "引上げ",
            "引き上げ",
            "上乗せ",
        ),
        1,
    ),
    **dict.fromkeys(
        (
            *("減", "減少", "削減", "短縮", "低下", "縮減", "低減", "節減", "減らす", "ダウン", "DOWN", "減員", "減額"),
            *("圧縮", "縮小", "カット", "引下げ", "引き下げ", "抑制", "軽減"),
        ),
        -1,
    ),
}
UNSURE_CHANGES = {"改善": 1, "拡大": 1, "伸び": 1, "追加": 1, "変化": 1, "差": 1, "増設": 1, "倍増": 1}
#: what a change may be joined to its number with, and end in
JOINED, ENDED = ("", "の", "を"), ("", "する", "させる", "した", "している", "を目指す", "を目標とする", "すること")

#: what a change is from, before 比, より, から …
FROM = (
    *(
        "前年",
        "前年度",
        "前年同月",
        "前年同期",
        "昨年",
        "昨年度",
        "現状",
        "現状値",
        "現在",
        "基準",
        "基準年",
        "基準年度",
        "基準値",
    ),
    *(
        "計画策定時",
        "策定時",
        "当初",
        "計画当初",
        "初年度",
        "前回",
        "前回調査",
        "前期",
        "前計画",
        "平年",
        "従来",
        "導入前",
        "開始前",
    ),
)
COMPARED = (
    *(
        "比",
        "比で",
        "比較",
        "対比",
        "と比較して",
        "と比較し",
        "と比べて",
        "と比べ",
        "に比べて",
        "に比べ",
        "に対して",
        "に対し",
    ),
    *("より", "よりも", "から", "比較で", "実績比", "値比", "を基準に", "を基準として"),
)

# --- what says nothing of the amount ---------------------------------------------------------------------------------------

#: may stand before a number, or in brackets with it, and is kept as a note
STANDING = (
    *(
        "見込み",
        "見込",
        "見込値",
        "見込み値",
        "予定",
        "予定値",
        "目標",
        "目標値",
        "実績",
        "実績値",
        "現状",
        "現状値",
        "推計",
    ),
    *(
        "推計値",
        "推定",
        "推定値",
        "暫定",
        "暫定値",
        "速報",
        "速報値",
        "計画値",
        "確定値",
        "基準値",
        "現在",
        "参考値",
        "予測",
    ),
    *("延べ", "延", "のべ", "延べ人数", "延べ数", "延べ回数", "延べ件数", "実人数", "実数", "年度末", "年度末時点"),
)
#: before a number, where the number is a place in an order
RANKED_AMONG = ("全国", "県内", "道内", "府内", "都内", "管内", "市内", "国内", "世界", "県下", "類似団体内", "圏域内")
#: may stand behind an amount, and is kept as a note: what is done with it
DONE = (
    *(
        "達成",
        "確保",
        "実施",
        "開催",
        "開設",
        "設置",
        "整備",
        "導入",
        "作成",
        "参加",
        "利用",
        "公開",
        "登録",
        "配置",
        "認定",
    ),
    *("養成", "育成", "見込み", "見込", "予定", "策定", "取得", "掲載", "配布", "運用", "受講", "完了"),
)
AIMED = ("を目指す", "を目標とする", "を目標に", "を目標", "とする", "となる", "を見込む", "にする")
#: of what there is a number; before 1人当たり
PEOPLE = (
    "市民",
    "町民",
    "村民",
    "区民",
    "県民",
    "住民",
    "職員",
    "児童",
    "生徒",
    "児童生徒",
    "利用者",
    "高齢者",
    "会員",
)

#: Words that must not stand unread in brackets: they change what the number says.
TELLING = frozenset(
    "新概安少対部不無未半数一二三四五六七八九十百千万億計総間増減比倍割約超未満以上下内外維持年月週日時当毎各累計延平均程度前後最除含税±%％/／+＋-－:：×÷~～"
)

#: Two amounts that one of these joins are one statement, not two.
JOINING = (
    "かつ",
    "又は",
    "または",
    "及び",
    "および",
    "もしくは",
    "若しくは",
    "あるいは",
    "うち",
    "から",
    "ただし",
    "但し",
)

#: Words that ask for a person, wherever they stand: the reading is proposed.
ASKING_BEFORE = (
    *(
        "計",
        "合計",
        "総計",
        "総数",
        "うち",
        "各",
        "新規",
        "新規に",
        "新たに",
        "残り",
        "平均",
        "年平均",
        "月平均",
        "追加で",
        "±",
    ),
    *(
        "参考",
        "仮に",
        "最高",
        "さらに",
        "~",
        "年度末",
        "年度内",
        "日",
        "対",
        "全体の",
        "職員の",
        "市民の",
        "1人平均",
        "1日平均",
    ),
)
ASKING_AFTER = (
    *(
        "強",
        "弱",
        "余り",
        "余",
        "足らず",
        "↑",
        "↓",
        "~",
        "まで",
        "から",
        "継続",
        "を継続",
        "ずつ",
        "のみ",
        "平均",
        "→",
        "⇒",
        "%引",
        "引",
    ),
    *("台", "代", "目", "前", "後", "未達", "を割る", "を切る", "/月平均", "以降", "位", "分"),
)

# --- texts without a number ------------------------------------------------------------------------------------------------

#: nothing is stated
MISSING = frozenset(
    """
    N/A n/a TBD 未定 未集計 集計中 未計測 計測中 未測定 測定中 未調査 調査中 未算出 算出中 算定中 未算定 未設定 未把握 未実績
    未公表 非公表 未記載 記載なし 未回答 回答なし 不明 新規 該当なし 該当数値なし 数値なし データなし データ無し 実績なし
    設定なし 目標値なし 現状値なし 計測不能 算出不可 算出不能 測定不可 測定不能 不詳 該当無し 非該当 今後設定 今後検討 別途設定 別途定める 把握していない
    把握できない 計測していない 測定していない 集計していない 未確定 未発表 新規指標 新規事業 新規項目 対象外 空欄 未入力
    現在集計中 現在調査中 調査未実施 指標なし 精査中 確認中
    """.split()
)
#: these too, but a person would hesitate: what is proposed is that nothing is stated
HARDLY_STATED = frozenset(
    """
    なし 無し 無 ナシ 検討中 調整中 協議中 ? ?? NULL null None none NaN nan inf Infinity NA N.A. n.a. n.d. TRUE FALSE true
    false △ ▲ # * ** *** x X - -- ～ ~
    """.split()
)
#: zero in words, and units that may follow
ZERO = ("ゼロ", "皆無")
#: marks that are printed in place of words
SIGNS = "○◯〇◎●△▲▽▼□■☆★◇◆×✕✓✔レ→⇒➡"
#: an amount in words that are no number: proposed as words
VAGUE = ("過半数", "半数", "半分", "半減", "倍増", "倍加", "三分の", "数割", "零", "大半", "大多数")
