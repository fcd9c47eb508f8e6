"""The units in which plans print amounts, and the Japanese names of powers of ten: closed lists, one place for all.

`sources/values/` reads with them. A unit that is not here makes an amount a proposal.
"""

from __future__ import annotations

#: Of what there can be so and so many. What is not here makes an amount a proposal.
COUNTERS = frozenset(
    """
    人 名 者 人分 人日 人月 人時 人年 世帯 家庭 戸 棟 軒 口 口座 票 組 班 隊
    件 回 回線 社 校 園 館 所 か所 カ所 ヵ所 ヶ所 ケ所 箇所 個所 個 台 本 枚 冊 部 通 便 箱 袋 基 機 式 セット
    課 室 局 係 部署 部局 所属 団体 組織 法人 企業 事業者 事業所 事業 施設 店 店舗 拠点 会場 学校 学級 クラス
    市町村 市町 自治体 市 町 村 区 地区 地域 自治会 町内会 行政区 集落 区画 筆 路線 駅 停留所 系統
    業務 業務分野 手続 手続き 事務 システム サービス 施策 取組 項目 種 種類 分野 講座 講習 教室 会議 研修 研修会 コース
    メニュー コンテンツ ページ 頁 データ データセット レイヤ レイヤー アカウント ユーザー ユーザ ID 端末 機種 機器
    様式 帳票 文書 申請 アクセス PV ビュー ページビュー ダウンロード DL 再生 フォロワー 友だち 登録者 利用者 投稿 記事
    例 事例 案件 案 プロジェクト PJ テーマ モデル モデル地区 ケース パターン 言語 か国語 カ国語 ヶ国語 か国 カ国 品目 品 点 位
    段階 頭 羽 匹 隻 床 席 台分 食 泊 滴 株 社会実験 実験 実証 プラン 計画 条例 協定 団 名分 件分 回分 アプリ
    ドメイン サイト チャンネル メディア 媒体 窓口 店舗数 か条 社・団体 トン
    円 ドル
    年 年間 か年 カ年 ヵ年 ヶ年 か月 カ月 ヵ月 ヶ月 ケ月 箇月 か月間 カ月間 ヶ月間 週 週間 日 日間 営業日 開庁日 時間 分 分間 秒
    % ポイント pt %ポイント パーセントポイント ‰ 度 ℃ 割 倍
    m km cm mm m2 km2 ㎡ ㎢ ㎥ m3 ha kg g mg t L kL kW kWh kWp MW MWh GWh MJ GJ TJ Hz
    KB MB GB TB PB bps kbps Mbps Gbps Tbps
    t-CO2 kg-CO2 tCO2 kgCO2 トン-CO2 t-CO2eq
    """.split()
)

#: Ways to print the same sign: what is read → how it is called from then on.
UNIT_NAMES = {"パーセント": "%", "㌫": "%", "pct": "%", "percent": "%", "ﾊﾟｰｾﾝﾄ": "%", "プロセント": "%"}

#: Units that are counted one by one. Three decimals of one are more likely a comma printed as a point, and a Japanese
#: numeral before one is a number also where it stands in words.
WHOLE = frozenset("人 名 者 件 回 社 校 園 館 か所 カ所 ヶ所 箇所 台 枚 冊 団体 施設 業務 手続 手続き 世帯 円".split())

#: Units that a Japanese numeral may stand before; 一部 and 三次 are words.
AFTER_JAPANESE = WHOLE | frozenset("割 % パーセント 点 日間 か月 週間 時間 年間 倍 分 位".split())

#: Units of marks: `4/5点` is a mark and its scale.
SCORES = frozenset({"点", "段階"})

#: Whose share an amount is, where that is neither a time nor a case: `台/校`.
INSTITUTIONS = frozenset(
    """
    校 学校 園 館 施設 世帯 団体 課 室 部署 所属 地区 市町村 自治体 自治会 社 店舗 か所 箇所 台 戸 棟 クラス 学級 システム
    業務 手続 手続き 千人 万人 人口千人 人口1万人 人口10万人 人口万人 10万人 1,000人 1万人 千世帯 ha km ㎡ m2 km2 ㎢
    """.split()
)

#: Percent, and what is tenths of a whole.
PERCENT, TENTHS, TIMES = "%", "割", "倍"

#: Differences of percentages.
POINTS = frozenset({"ポイント", "pt", "%ポイント", "パーセントポイント"})

#: Units that are a day of a month, a year of an era or an hour of the clock, if nothing else stands with them.
ALSO_DATES = frozenset({"年", "日", "月", "分", "か年"})

#: A unit and the one it is broken into: `1時間30分` is one amount in two, `1年6か月` no rate.
BROKEN_INTO = {
    "年": {"か月", "カ月", "ヵ月", "ヶ月", "ケ月", "日", "週間", "日間"},
    "か月": {"日", "週間", "日間"},
    "週": {"日"},
    "日": set(),
}

#: Powers of ten by their Japanese names.
SMALL_SCALES = {"十": 1, "百": 2, "千": 3}
GREAT_SCALES = {"万": 4, "億": 8, "兆": 12}
#: all of them, as letters
SCALES = "".join([*SMALL_SCALES, *GREAT_SCALES])
DIGITS = {name: value for value, name in enumerate("〇一二三四五六七八九")}

#: Ways to write one unit, for the comparison of a printed unit with the one decided.
ONE_UNIT = {
    **dict.fromkeys(("カ所", "ヵ所", "ヶ所", "ケ所", "箇所", "個所"), "か所"),
    **dict.fromkeys(("カ月", "ヵ月", "ヶ月", "ケ月", "箇月"), "か月"),
    **dict.fromkeys(("名", "者"), "人"),
    **dict.fromkeys(("手続き",), "手続"),
    **dict.fromkeys(("pt", "%ポイント", "パーセントポイント"), "ポイント"),
    **dict.fromkeys(("m2",), "㎡"),
    **dict.fromkeys(("km2",), "㎢"),
    **dict.fromkeys(("年間", "か年", "カ年", "ヵ年", "ヶ年"), "年"),
    **dict.fromkeys(("日間",), "日"),
}
