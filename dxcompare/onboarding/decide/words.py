"""The words by which decisions are proposed: closed lists of Japanese, in one place, that name no city and no plan.

What a word says of a decision is put before a person all the same. A word that is in no list is not guessed.
"""

from __future__ import annotations

# --- indicators ------------------------------------------------------------------------------------------------------

#: of which less is better, wherever they stand in a name
LESS = tuple(
    """
    事故 漏えい 漏洩 インシデント 障害 故障 不良 不具合 停止 違反 被害 感染 苦情 超過勤務 時間外 残業 待ち時間
    待機時間 滞在時間 所要時間 処理時間 作業時間 労働時間 紙の使用 用紙 印刷枚数 コピー枚数 使用枚数 印刷量 経費
    費用 コスト 排出量 不在 未利用 未対応 未接続 離職 誤り ミス 遅延 不満
    """.split()
)
#: of which more is better, though they may stand with a word of less
LESSENED = tuple(
    """
    削減 縮減 短縮 減少 解消 低減 節減 ノー残業 対策 研修 訓練 なくす 解決
    """.split()
)
#: of which more is better
MORE = tuple(
    """
    利用 参加 受講 普及 導入 整備 実施 開催 登録 認定 交付 保有 取得 満足 オンライン 公開 掲載 閲覧 アクセス 育成
    移行 達成 進捗 対応 支援 設置 来場 視察 申請 改善 活用 相談 予約 拡大 配信 提供 搭載 接続 友だち フォロワー
    と思う と感じる 正答 実践 協議会 会議 可能 キャッシュレス ペーパーレス テレワーク 運用 を行う に取り組 理解 認知
    回答 応募 連携 共有 養成 修了 合格 配置 増
    """.split()
)
#: a name that says a share of a whole, and one that says a ratio that may pass it
SHARE = ("率", "割合", "度")
RATIO = tuple(
    """
    比 倍率 指数 増減率 増加率 減少率 伸び率 上昇率 削減率 成長率
    """.split()
)
#: of units, those of what is measured, and those of marks and ranks: neither is counted one by one
MEASURED = frozenset(
    """
    円 ドル 年 か月 週間 日 時間 分 秒 人日 人月 人時 度 ℃ m km cm mm ㎡ ㎢ ㎥ ha kg g t トン L kL kW kWh MWh GWh MJ
    GJ TJ KB MB GB TB PB bps kbps Mbps Gbps t-CO2 kg-CO2 tCO2 kgCO2 トン-CO2
    """.split()
)
RATED = frozenset("点 段階 位 倍 ポイント ‰".split())
#: in a name or formula, what its number counts over
COUNTED_OVER = {
    **dict.fromkeys("累計 累積 通算".split(), "cumulative"),
    **dict.fromkeys("1回当たり 1回あたり".split(), "per_event"),
    **dict.fromkeys("1件当たり 1件あたり".split(), "per_case"),
    **dict.fromkeys("1人当たり 1人あたり".split(), "per_person"),
    **dict.fromkeys("1日当たり 1日あたり 1日平均".split(), "per_day"),
    **dict.fromkeys("1か月当たり 1か月あたり 1月当たり 1月あたり 月平均 月間".split(), "per_month"),
    **dict.fromkeys("年間 年平均".split(), "per_year"),
}
#: of which there are so many at a time
STANDING = tuple(
    """
    可能 できる 運用 移行 整備 設置 オンライン手続 対応済 保有 導入済 友だち フォロワー
    """.split()
)
#: what happens again and again, so that a number of it is of some time
RECURRING = tuple(
    """
    回数 件数 参加 受講 実施 開催 来場 配布 インシデント 事故 認定 修了 養成 育成 視察 を行う 拡大 登録数 相談 応募 発行 苦情
    """.split()
)

# --- what an indicator promises --------------------------------------------------------------------------------------

#: in a name → its place in the chain of results; the first list that has a word of it counts
LEVELS = {
    "outcome": tuple(
        """
        利用率 利用件数 利用者 利用割合 満足 と思う と感じる 事故 インシデント 残業 超過勤務 時間外 閲覧 アクセス 保有
        削減 短縮 正答率 取り組んでいる 認知度 友だち フォロワー 発生 苦情 待ち時間 理解度
        """.split()
    ),
    "output": tuple(
        """
        参加 来場 受講 認定 交付 整備 導入 オンライン化 オンライン手続 オンライン対応 登録 移行 設置 公開 掲載 可能 養成
        育成 運用 進捗 標準化 構築 修了 合格 配信
        """.split()
    ),
    "activity": tuple(
        """
        回数 開催 協議会 会議数 を行う
        """.split()
    ),
    "input": tuple(
        """
        予算 事業費 配置
        """.split()
    ),
}

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
NO_ANSWER = tuple(
    """
    無回答 不明 無効 未回答 回答なし 未記入 無記入 NA
    """.split()
)
#: sexes that are neither, and who would not say
OTHER_SEX = tuple(
    """
    その他 答えたくない 回答しない どちらでもない どちらともいえない
    """.split()
)
#: what people do
OCCUPATIONS = tuple(
    """
    会社員 会社 公務員 団体職員 役員 経営 自営 農業 農林 漁業 水産 商業 工業 パート アルバイト 派遣 契約社員 非正規
    正規 主婦 主夫 家事 学生 生徒 無職 年金 自由業 専門職 技術職 事務職 フリーランス 内職 勤め サービス業 専業
    """.split()
)
#: where people live
PLACES = tuple(
    """
    地区 地域 町 村 東部 西部 南部 北部 中部 中央 学区 校区 区
    """.split()
)

# --- steps -----------------------------------------------------------------------------------------------------------

_ENDS = {
    "study": tuple(
        """
        検討 調査 研究 把握 整理 洗い出し 洗出し 棚卸 棚卸し 分析 現状確認 情報収集 ヒアリング アンケート 勉強会 構想
        問題点等の検証 課題検証 事例検証
        """.split()
    ),
    "prepare": tuple(
        """
        準備 予算要求 予算化 予算措置 予算計上 予算確保 調達 入札 契約 契約締結 発注 選定 決定 公募 プロポーザル RFI RFP
        仕様書作成 仕様検討 仕様策定 要件定義 設計 策定 計画 計画の承認 承認 調整 協議 合意形成 条例改正 例規改正
        例規整備 規則改正 要綱制定 制定 マニュアル作成 方針作成 債務負担 付議 策定作業 制度設計 体制整備
        ガイドライン作成
        """.split()
    ),
    "build": tuple(
        """
        構築 再構築 開発 工事 整備 改修 実装 更新 更改 設定 データ移行 カスタマイズ 帳票作成 指導書作成 環境整備
        教材作成 再構成 改築 入替 リプレース
        """.split()
    ),
    "pilot": tuple(
        """
        試行 試験運用 試験的導入 試験導入 試行導入 試行運用 試験 実証 実証実験 実証事業 テスト テスト運用 トライアル
        先行導入 モデル事業 PoC 仮運用 社会実験 試作 プレ運用
        """.split()
    ),
    "launch": tuple(
        """
        導入 開始 移行 稼働 公開 開設 設置 開通 供用開始 切替 リリース スタート 本格運用 本格導入 本稼働 本格稼働
        サービス開始 運用開始 導入完了 移行完了 本運用 接続
        """.split()
    ),
    "operate": tuple(
        """
        運用 実施 継続 継続実施 開催 推進 促進 普及促進 利用促進 提供 情報提供 支援 周知 啓発 研修 講習 講習会 講座 訓練
        育成 視察 相談支援 配布 活用 利用 保守 運用保守 管理 維持 配信 発信 実践 講師 認定 養成 募集 受付 交付
        """.split()
    ),
    "expand": tuple(
        """
        拡大 拡充 展開 全庁展開 横展開 増設 追加 充実 高度化 本格展開 拡張 順次拡大 対象拡大 運用拡大 随時拡充 全校展開
        水平展開
        """.split()
    ),
    "review": tuple(
        """
        評価 総括 効果検証 効果測定 効果測定検証 検証 振り返り 改善 状況確認 進捗管理 見直し 報告 年次報告 結果検証 点検
        検証・評価 フォローアップ 中間評価 中間確認 年度末確認
        """.split()
    ),
}
#: with which a step ends → its stage; the longest that fits counts
STAGE_ENDS = {word: stage for stage, words in _ENDS.items() for word in words}
#: ends of which the stage hangs on what stands before: they are asked
DOUBTFUL_ENDS = tuple(
    """
    検証 見直し 整備 更新 公開 計画 改善 管理 設定 充実 報告 追加 移行 実施 稼働
    """.split()
)
#: behind an end, saying nothing of the stage
TRAILING = tuple(
    """
    等 など 作業 業務 する します を行う の検討・実施 中 完了 行為 の開始 準備作業
    """.split()
)
#: what is done later, once it runs: 拡大の検討 is of a stage in operation
LATER = ("拡大", "拡充", "更なる", "さらなる", "展開")
#: of what is drawn up before anything runs: to build or examine one is to prepare
RULES = tuple(
    """
    要綱 要領 条例 例規 規程 規則 ルール ガイドライン ポリシー
    """.split()
)
#: with which the name of an indicator ends: no step
COUNTS = ("数", "率", "割合")
