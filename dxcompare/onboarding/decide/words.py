"""The words by which decisions are proposed: closed lists of Japanese, in one place, that name no city and no plan.

What a word says of a decision is put before a person all the same. A word that is in no list is not guessed.
"""

from __future__ import annotations

# --- indicators ------------------------------------------------------------------------------------------------------

#: of which less is better, wherever they stand in a name
LESS = (
    *(
        "事故",
        "漏えい",
        "漏洩",
        "インシデント",
        "障害",
        "故障",
        "不良",
        "不具合",
        "停止",
        "違反",
        "被害",
        "感染",
        "苦情",
    ),
    *("超過勤務", "時間外", "残業", "待ち時間", "待機時間", "滞在時間", "所要時間", "処理時間", "作業時間", "労働時間"),
    *(
        "紙の使用",
        "用紙",
        "印刷枚数",
        "コピー枚数",
        "使用枚数",
        "印刷量",
        "経費",
        "費用",
        "コスト",
        "排出量",
        "不在",
        "未利用",
    ),
    *("未対応", "未接続", "離職", "誤り", "ミス", "遅延", "不満"),
)
#: of which more is better, though they may stand with a word of less
LESSENED = (
    "削減",
    "縮減",
    "短縮",
    "減少",
    "解消",
    "低減",
    "節減",
    "ノー残業",
    "対策",
    "研修",
    "訓練",
    "なくす",
    "解決",
)
#: of which more is better
MORE = (
    *("利用", "参加", "受講", "普及", "導入", "整備", "実施", "開催", "登録", "認定", "交付", "保有", "取得", "満足"),
    *("オンライン", "公開", "掲載", "閲覧", "アクセス", "育成", "移行", "達成", "進捗", "対応", "支援", "設置", "来場"),
    *("視察", "申請", "改善", "活用", "相談", "予約", "拡大", "配信", "提供", "搭載", "接続", "友だち", "フォロワー"),
    *("と思う", "と感じる", "正答", "実践", "協議会", "会議", "可能", "キャッシュレス", "ペーパーレス", "テレワーク"),
    *(
        "運用",
        "を行う",
        "に取り組",
        "理解",
        "認知",
        "回答",
        "応募",
        "連携",
        "共有",
        "養成",
        "修了",
        "合格",
        "配置",
        "増",
    ),
)
#: a name that says a share of a whole, and one that says a ratio that may pass it
SHARE = ("率", "割合", "度")
RATIO = ("比", "倍率", "指数", "増減率", "増加率", "減少率", "伸び率", "上昇率", "削減率", "成長率")
#: of units, those of what is measured, and those of marks and ranks: neither is counted one by one
MEASURED = frozenset(
    """
    円 ドル 年 か月 週間 日 時間 分 秒 人日 人月 人時 度 ℃ m km cm mm ㎡ ㎢ ㎥ ha kg g t トン L kL kW kWh MWh GWh MJ GJ TJ
    KB MB GB TB PB bps kbps Mbps Gbps t-CO2 kg-CO2 tCO2 kgCO2 トン-CO2
    """.split()
)
RATED = frozenset("点 段階 位 倍 ポイント ‰".split())
#: in a name or formula, what its number counts over
COUNTED_OVER = {
    "累計": "cumulative",
    "累積": "cumulative",
    "通算": "cumulative",
    "1回当たり": "per_event",
    "1回あたり": "per_event",
    "1件当たり": "per_case",
    "1件あたり": "per_case",
    "1人当たり": "per_person",
    "1人あたり": "per_person",
    "1日当たり": "per_day",
    "1日あたり": "per_day",
    "1日平均": "per_day",
    "1か月当たり": "per_month",
    "1か月あたり": "per_month",
    "1月当たり": "per_month",
    "1月あたり": "per_month",
    "月平均": "per_month",
    "月間": "per_month",
    "年間": "per_year",
    "年平均": "per_year",
}
#: of which there are so many at a time
STANDING = (
    "可能",
    "できる",
    "運用",
    "移行",
    "整備",
    "設置",
    "オンライン手続",
    "対応済",
    "保有",
    "導入済",
    "友だち",
    "フォロワー",
)

# --- surveys ---------------------------------------------------------------------------------------------------------

#: headings of everybody
EVERYBODY = frozenset("全体 総合 総数 合計 計 総計 全回答者 回答者全体 全市 全町 全村 全体計".split())
#: of another year
BEFORE = ("前回", "前々回", "今回", "過去")
#: a sex → its id and its name in English
SEXES = {
    **dict.fromkeys(("男性", "男", "男子"), ("male", "Men")),
    **dict.fromkeys(("女性", "女", "女子"), ("female", "Women")),
}
#: who did not say, and options that say nothing
NO_ANSWER = ("無回答", "不明", "無効", "未回答", "回答なし", "未記入", "無記入", "NA")
#: sexes that are neither, and who would not say
OTHER_SEX = ("その他", "答えたくない", "回答しない", "どちらでもない", "どちらともいえない")
#: what people do
OCCUPATIONS = (
    *("会社員", "会社", "公務員", "団体職員", "役員", "経営", "自営", "農業", "農林", "漁業", "水産", "商業", "工業"),
    *(
        "パート",
        "アルバイト",
        "派遣",
        "契約社員",
        "非正規",
        "正規",
        "主婦",
        "主夫",
        "家事",
        "学生",
        "生徒",
        "無職",
        "年金",
    ),
    *("自由業", "専門職", "技術職", "事務職", "フリーランス", "内職", "勤め", "サービス業", "専業"),
)
#: where people live
PLACES = ("地区", "地域", "町", "村", "東部", "西部", "南部", "北部", "中部", "中央", "学区", "校区", "区", "旧")
