"""The words that made-up plans are put together from: general terms of administration, of no plan."""

from __future__ import annotations

from typing import NamedTuple

#: National item → what a measure on it may be about. `none`: what is on no national item.
TOPICS: dict[str, tuple[str, ...]] = {
    "system_standardisation": ("基幹業務システム", "標準準拠システム", "税務システム", "住民記録システム"),
    "mynumber_card": ("マイナンバーカード", "カード申請窓口", "カード利用サービス", "カード交付体制"),
    "online_procedures": ("電子申請", "施設予約", "オンライン相談", "届出手続", "申込フォーム"),
    "frontyard_reform": ("総合窓口", "書かない窓口", "遠隔窓口", "窓口予約", "窓口キャッシュレス"),
    "eltax_public_money": ("共通納税", "公金収納", "使用料の電子納付"),
    "ai_rpa": ("RPA", "AI-OCR", "議事録作成AI", "問合せ応答AI", "業務自動化"),
    "telework": ("在宅勤務環境", "テレワーク", "モバイル端末", "サテライト勤務"),
    "security": ("情報セキュリティ研修", "ネットワーク分離", "セキュリティ監査", "業務継続計画"),
    "regional_digitalisation": ("スマート農業", "観光案内アプリ", "防災情報配信", "地域ポイント", "公衆無線LAN"),
    "digital_divide": ("スマートフォン講座", "デジタル相談会", "利用支援員", "多言語案内"),
    "analog_regulation_review": ("押印規定", "書面規定", "目視点検規定", "条例点検"),
    "bpr": ("業務フロー", "文書管理", "会議運営", "ペーパーレス会議", "決裁手順"),
    "open_data_kanmin": ("オープンデータ", "公開データ一覧", "統計データ", "地図データ"),
    "org_structure": ("推進本部", "推進員制度", "CIO補佐体制", "進行管理"),
    "digital_talent": ("職員研修", "デジタル人材", "外部人材", "資格取得"),
    "none": ("庁内ネットワーク", "公用車管理", "防犯カメラ", "ホームページ", "広報配信"),
}
ITEMS = tuple(item for item in TOPICS if item != "none")
#: National item → a tag of the data act that goes with it.
KANMIN = {
    "online_procedures": "オンライン化原則",
    "open_data_kanmin": "オープンデータの推進",
    "mynumber_card": "マイナンバーカードの普及・活用",
    "digital_divide": "デジタルデバイド対策等",
    "bpr": "システム改革・BPR",
}
FIELDS = ("", "全庁的な", "子育て分野の", "福祉分野の", "税務分野の", "教育分野の", "地域の", "職員の", "窓口の")
ACTIONS = ("推進", "充実", "導入", "拡充", "整備", "活用", "見直し", "強化")
GOALS = ("暮らし", "行政運営", "地域産業", "人材と体制", "安全安心")
POLICIES = ("利便性の向上", "業務の効率化", "データの活用", "基盤の整備", "支援の充実")
DEPARTMENTS = ("総務課", "企画課", "情報政策課", "税務課", "市民課", "福祉課", "教育総務課", "産業振興課")
#: What a step may say, and the stage that it is.
STAGES = {
    "検討": "study",
    "調査": "study",
    "準備": "prepare",
    "調達": "prepare",
    "構築": "build",
    "試行": "pilot",
    "実証": "pilot",
    "導入": "launch",
    "開始": "launch",
    "運用": "operate",
    "実施": "operate",
    "拡充": "expand",
    "対象拡大": "expand",
    "効果検証": "review",
}


class Indicator(NamedTuple):
    """What an indicator counts: its name, unit, scale, better way, period and kind in the chain of results."""

    name: str
    unit: str
    scale: str
    direction: str
    period: str
    level: str


#: National item → indicators that measure it.
INDICATORS: dict[str, tuple[Indicator, ...]] = {
    "system_standardisation": (
        Indicator("標準化対象の移行率", "%", "percent", "higher", "point", "output"),
        Indicator("移行した業務の数", "業務", "count", "higher", "point", "output"),
    ),
    "mynumber_card": (
        Indicator("マイナンバーカード交付率", "%", "percent", "higher", "point", "output"),
        Indicator("カードを使うサービスの数", "件", "count", "higher", "point", "output"),
    ),
    "online_procedures": (
        Indicator("オンライン申請率", "%", "percent", "higher", "point", "outcome"),
        Indicator("オンライン申請の件数", "件", "count", "higher", "per_year", "outcome"),
        Indicator("電子化した手続の数", "手続", "count", "higher", "point", "output"),
    ),
    "frontyard_reform": (
        Indicator("窓口の待ち時間", "分", "amount", "lower", "per_case", "outcome"),
        Indicator("窓口の満足度", "%", "percent", "higher", "point", "outcome"),
    ),
    "eltax_public_money": (
        Indicator("電子納付の利用率", "%", "percent", "higher", "point", "outcome"),
        Indicator("電子納付の件数", "件", "count", "higher", "per_year", "outcome"),
    ),
    "ai_rpa": (
        Indicator("自動化した業務の数", "業務", "count", "higher", "point", "output"),
        Indicator("減らした作業時間", "時間", "amount", "higher", "per_year", "outcome"),
    ),
    "telework": (
        Indicator("テレワーク実施率", "%", "percent", "higher", "point", "outcome"),
        Indicator("使える端末の数", "台", "count", "higher", "point", "input"),
    ),
    "security": (
        Indicator("研修受講率", "%", "percent", "higher", "per_year", "activity"),
        Indicator("情報事故の件数", "件", "count", "lower", "per_year", "outcome"),
    ),
    "regional_digitalisation": (
        Indicator("アプリ登録者の数", "人", "count", "higher", "point", "outcome"),
        Indicator("参加事業者の数", "社", "count", "higher", "not_stated", "outcome"),
    ),
    "digital_divide": (
        Indicator("講座の参加者の数", "人", "count", "higher", "per_year", "output"),
        Indicator("相談会の開催回数", "回", "count", "higher", "per_year", "activity"),
    ),
    "analog_regulation_review": (
        Indicator("見直した規定の割合", "%", "percent", "higher", "point", "output"),
        Indicator("押印を廃した様式の数", "件", "count", "higher", "cumulative", "output"),
    ),
    "bpr": (
        Indicator("電子決裁率", "%", "percent", "higher", "point", "outcome"),
        Indicator("紙の使用枚数", "枚", "count", "lower", "per_year", "outcome"),
    ),
    "open_data_kanmin": (
        Indicator("公開データの数", "件", "count", "higher", "point", "output"),
        Indicator("データの利用件数", "件", "count", "higher", "per_year", "outcome"),
    ),
    "org_structure": (Indicator("推進会議の開催回数", "回", "count", "higher", "per_year", "activity"),),
    "digital_talent": (
        Indicator("研修修了者の数", "人", "count", "higher", "cumulative", "output"),
        Indicator("資格を持つ職員の割合", "%", "percent", "higher", "point", "outcome"),
    ),
}
#: The indicator of which there are official figures, and what these are called.
OFFICIAL = ("マイナンバーカード交付率", "mynumber_issuance_rate")
#: The indicator that is a share of people asked.
ASKED = "窓口の満足度"
#: Units besides those that the committed data have.
UNITS = {"手続": "procedures", "分": "minutes", "時間": "hours", "台": "devices", "枚": "sheets", "回": "times"}
#: Targets that are words.
WORDS = ("充実", "全庁展開", "環境整備", "運用の定着")
#: What stands where no baseline is stated, and how often: a blank cell, and texts that say so.
BLANKS = {"": 12, "－": 8, "-": 3, "未計測": 3, "集計中": 3, "該当なし": 3, "非公表": 2, "未定": 2}

#: Wording of the questions of a survey, and whether one answer is allowed.
QUESTIONS = (
    ("主に使う情報機器", True),
    ("市のデジタル化への期待", False),
    ("デジタル化への不安", False),
    ("オンライン手続の利用頻度", True),
    ("使った電子サービス", False),
)
OPTIONS = (
    ("スマートフォン", "パソコン", "タブレット", "携帯電話", "ゲーム機", "テレビ", "持っていない"),
    ("手続の簡素化", "窓口の短縮", "情報の充実", "相談のしやすさ", "費用の削減", "防災の強化", "特になし"),
    ("情報の漏えい", "操作の難しさ", "費用の負担", "詐欺の被害", "対面の減少", "誤った情報", "不安はない"),
    ("毎日", "週に数度", "月に数度", "年に数度", "一度だけ", "知っているが未利用", "知らない"),
    ("電子申請", "施設予約", "図書検索", "防災通知", "電子納付", "オンライン相談", "その他"),
)
#: How the columns of a survey's tables may be: heading, kind, id, English, youngest and oldest.
Group = tuple[str, str, str, str, str, str]
_ALL: Group = ("全体", "total", "total", "All", "", "")


def _tens(label: str, low: int, high: int | None) -> Group:
    if high is None:
        return (label, "age", f"{low}+", f"{low} and over", str(low), "")
    return (label, "age", f"{low}-{high}", f"{low}–{high}", str(low), str(high))


_DECADES = tuple(_tens(f"{low}代", low, low + 9) for low in (20, 30, 40, 50, 60))
LAYOUTS: tuple[tuple[Group, ...], ...] = (
    (_ALL, _tens("18～19歳", 18, 19), *_DECADES, _tens("70歳以上", 70, None)),
    (_ALL, _tens("18～29歳", 18, 29), *_DECADES[1:], _tens("70代", 70, 79), _tens("80歳以上", 80, None)),
    (
        _ALL,
        ("男性", "sex", "male", "Men", "", ""),
        ("女性", "sex", "female", "Women", "", ""),
        _tens("18～29歳", 18, 29),
        _tens("30～39歳", 30, 39),
        _tens("40～49歳", 40, 49),
        _tens("50～64歳", 50, 64),
        _tens("65歳以上", 65, None),
    ),
)
