"""The words of the code book: what names a national item, and what only hints at one. Closed lists that name no city.

They are those of `data/mappings/all/coding_rules.csv` and of the national plan, and other ways to write them. Words
learnt from decisions alone were measured and are not used (`docs/methods.md`).
"""

from __future__ import annotations

ONLINE, FRONTYARD = "online_procedures", "frontyard_reform"
NONE = "none"
#: the code book: whatever acts on the first acts on the second
BRINGS = {ONLINE: FRONTYARD}

#: item → words that name it
NAMED = {
    "system_standardisation": "標準化 標準準拠 ガバメントクラウド ガバクラ 共通化".split(),
    "mynumber_card": """
        マイナンバーカード マイナカード 個人番号カード マイナポイント コンビニ交付 公的個人認証 マイナ保険証
    """.split(),
    ONLINE: """
        オンライン申請 電子申請 オンライン手続 手続のオンライン 手続きのオンライン 申請のオンライン 申請等のオンライン
        オンライン予約 予約システム オンライン相談 電子入札 電子契約 電子申込 オンライン申込 ぴったりサービス
    """.split(),
    FRONTYARD: """
        フロントヤード ワンストップ窓口 書かない窓口 行かない窓口 待たない窓口 窓口 キャッシュレス チャットボット
    """.split(),
    "eltax_public_money": "eLTAX 地方税共通納税".split(),
    "ai_rpa": "AI 生成AI RPA AI-OCR AIOCR 人工知能".split(),
    "telework": "テレワーク 在宅勤務 モバイルワーク サテライトオフィス リモートワーク".split(),
    "security": """
        セキュリティ 情報漏えい 情報漏洩 CSIRT ICT-BCP 不正アクセス サイバー攻撃
    """.split(),
    "digital_divide": """
        デジタルデバイド デジタル・デバイド デジタルディバイド 情報格差 スマホ教室 スマホ講座 スマートフォン教室
        スマートフォン講座 スマホ相談 アクセシビリティ
    """.split(),
    "analog_regulation_review": "アナログ規制 規制の点検 規制の見直し".split(),
    "bpr": """
        BPR 業務改革 業務プロセス 業務フロー 業務の見直し 業務見直し ペーパーレス 電子決裁 脱ハンコ 押印の見直し 押印廃止
    """.split(),
    "open_data_kanmin": "オープンデータ 官民データ 公開型GIS".split(),
    "org_structure": "推進体制 推進本部 組織体制 CIO CDO 外部人材".split(),
    "digital_talent": "デジタル人材 DX人材 DX研修 DX推進リーダー".split(),
    "regional_digitalisation": """
        地域社会のデジタル化 公衆無線LAN 公衆Wi-Fi スマート農業 スマート林業 GIGAスクール
    """.split(),
}
#: item → words that hint at it; they never make a proposal sure
HINTED = {
    "system_standardisation": "基幹業務システム 基幹系 基幹システム".split(),
    "mynumber_card": "コンビニエンスストア".split(),
    ONLINE: "オンライン化 オンライン対応 電子見積 電子請求 施設予約".split(),
    FRONTYARD: "ワンストップ".split(),
    "eltax_public_money": "公金収納".split(),
    "security": "インシデント 強靱化 強靭化".split(),
    "digital_divide": "高齢者 障がい 障害者 バリアフリー 多言語 スマートフォン スマホ 講習会".split(),
    "bpr": "業務分析 電子化".split(),
    "open_data_kanmin": "GIS データ利用 データ活用 データ利活用 データ公開".split(),
    "digital_talent": "人材育成 職員研修 リテラシー 認定".split(),
    "regional_digitalisation": """
        学校 教育 授業 学習 児童 生徒 農業 農林 林業 漁業 観光 産業 企業 事業者 商業 防災 災害 避難 Wi-Fi 地域 医療 介護
        交通 図書館 回覧 アプリ セミナー 視察
    """.split(),
}
#: of an indicator: what many other things bring about as well, so that it measures no item
OF_MANY_CAUSES = (
    *(
        "残業",
        "超過勤務",
        "時間外勤務",
        "労働時間",
        "ページビュー",
        "アクセス数",
        "観光客",
        "入込客",
        "正答率",
        "学力",
        "移住",
    ),
    *("人口", "行政改革", "行財政改革", "住みやすい", "住みよい", "自ら", "自分で"),
)
