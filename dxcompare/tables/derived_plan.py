"""What is computed of plans: what they have for each national item, and how far their targets go."""

from __future__ import annotations

from typing import Any

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import Table, flag, like, number, one_of, text, whole
from dxcompare.tables.promises import KpiLevel
from dxcompare.words.text import Text

#: The marks of a cell of coverage, in order.
MARKS = ("has_measure", "has_step", "has_indicator", "has_target", "has_baseline")


class Coverage(Table):
    """What a plan has for a national item."""

    one_row = Text("国の事項について計画に何があるか", "What a plan has for a national item")

    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True)
    version = text(("国の計画の版", "National version"), ("照らした版", "version it is read against"), key=True)
    plan_id = text(("計画ID", "Plan"), key=True, ref="plan.plan_id")
    item_id = text(("事項ID", "Item"), ("事項ID", "item, under the last id it had"), key=True)
    by = text(
        ("判定の根拠", "By"),
        (
            "誰の判定によるか。stated+adjudicated（既定）：記載か裁定後の判定、stated：計画の記載、"
            "判定者の名：その判定、adjudicated：裁定後、either：記載か最初の判定者の判定",
            "on whose judgement: `stated+adjudicated` (what results take by themselves), `stated`, a coder's name, "
            "`adjudicated`, or `either`, stated or coded by the first coder",
        ),
        key=True,
    )
    as_written = flag(("策定時の版か", "Whether the plan was written under this version"))
    stated = flag(
        ("計画の記載", "Stated"), ("計画が事項名を記載", "a tag of the plan names the item, whatever `by` is")
    )
    coded = flag(
        ("編者の判定", "Coded"),
        ("裁定後の判定で施策が該当する", "an adjudicated code ties a measure to it, whatever `by` is"),
    )
    has_measure = flag(
        ("番号付き施策", "Measure"),
        ("番号付きの施策が該当するか", "whether a numbered measure is tied to the item; null in a cell not read"),
        null=True,
    )
    has_step = flag(
        ("工程", "Step"),
        (
            "その事項に該当する施策に、その事項の工程があるか（継続の矢印は数えない。工程表が失われていれば空欄）",
            "whether a step of a measure tied to the item was decided to be the item's, continuations apart; null where "
            "the schedule is lost",
        ),
        null=True,
    )
    has_indicator = flag(
        ("指標", "Indicator"),
        ("その事項を測る指標があるか", "whether an indicator was decided to measure the item"),
        null=True,
    )
    has_target = flag(
        ("数値目標と年", "Target and year"),
        ("その指標に数値目標と年があるか", "whether such an indicator has a numeric target and a stated year"),
        null=True,
    )
    has_baseline = flag(
        ("現状値", "Baseline"),
        ("その指標に数値の現状値があるか", "whether such an indicator has a numeric baseline"),
        null=True,
    )
    marks = whole(
        ("記載の具体度", "Marks"),
        ("五つの印のうち、付くものの数", "how many of the five marks are true"),
        null=True,
        most=5,
    )
    readable = whole(
        ("読める印", "Readable"),
        ("五つの印のうち、読めるものの数", "how many of the five can be read"),
        null=True,
        most=5,
    )
    has_target_assumed = flag(
        ("数値目標（年は推定を含む）", "Target, year assumed"),
        (
            "年が記載されていない数値目標を、計画の最終年のものと見たとき",
            "whether such an indicator has a numeric target, taken as of the last year of the plan where no year is stated",
        ),
        null=True,
    )
    has_chapter = flag(
        ("章", "Chapter"),
        (
            "番号付き施策の外の章が扱うか",
            "whether a chapter outside the numbered measures treats the item; fills no mark",
        ),
        null=True,
    )
    in_doubt = flag(
        ("版にあるか不明", "In doubt"),
        ("事項がその版にあるか出典で確かめられないか", "whether no source tells if the item is in that version"),
    )
    blank = one_of(vocabularies.CELL_BLANKS, ("空欄の理由", "Why blank"), ("空欄の種類", "kind of blank"), null=True)
    measures = whole(
        ("施策数", "Measures"),
        ("施策の数。見ていない欄は空欄", "measures tied to it; null in a cell not read"),
        null=True,
    )
    kpis = whole(
        ("指標数", "Indicators"),
        ("その事項を測る指標の数。印が空欄なら空欄", "indicators decided to measure it; null where the mark is"),
        null=True,
    )
    other_kpis = whole(
        ("ほかの指標数", "Other indicators"),
        (
            "施策や政策の指標のうち、その事項を測らないものの数。印が空欄なら空欄",
            "indicators of these measures that do not measure it; null where the mark of indicators is",
        ),
        null=True,
    )
    steps = whole(
        ("工程数", "Steps"),
        ("その事項の工程の数。印が空欄なら空欄", "its dated steps, continuations apart; null where the mark is"),
        null=True,
    )
    chapters = whole(
        ("章の数", "Chapters"),
        ("その事項を扱う章の数。章を見ていなければ空欄", "chapters that treat it; null where chapters were not read"),
        null=True,
    )


class _Target(Table):
    kpi_id = text(("指標ID", "Indicator"), ("指標ID", "indicator, printed or derived"), key=True)
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    derived_from = text(
        ("元の指標ID", "Follows from"),
        ("元の指標ID", "stated indicator it follows from; null for stated ones"),
        null=True,
        ref="kpi.kpi_id",
    )
    arithmetic = text(("計算", "How it follows"), null=True)
    level = like(KpiLevel.level, null=True, raw=())
    specific = flag(
        ("特定されている", "Specific"),
        (
            "何を、何について、どの期間で数えるかが、名称・算式・注記・用語集から定まるか。判定していなければ空欄",
            "whether name, formula, footnote and glossary settle what is counted, of what, and over which period; null where nobody "
            "has judged",
        ),
        null=True,
    )
    at_bound = flag(
        ("上限・下限の目標", "Target at its bound"),
        (
            "目標がよい側の限り（100％、0件など）そのものか。数値でないか限りがなければ空欄",
            "whether the target is the bound on the good side (100 %, 0); null where it is no number or has no bound",
        ),
        null=True,
    )
    target_class = one_of(vocabularies.TARGET_CLASSES, ("目標の類", "Class of the target"))
    baseline_old = flag(
        ("古い現状値か", "Old baseline"),
        ("古い現状値か", "whether the baseline lies three years or more before the plan"),
        null=True,
    )
    years = whole(
        ("年数", "Years"),
        ("年数", "years from baseline to target; null where a year is not stated"),
        null=True,
        unit="year",
    )
    items = text(("国の事項", "National items"), ("国の事項", "national items, joined by +"), null=True)


#: scale → its heading, and the decimals that a reader needs; a change is as exact as what is printed.
_SCALES = {
    "change": ("変化の大きさ", "Change", None),
    "relative": ("増加率（減らす指標では減少率。現状値＝1）", "Relative change", 2),
    "gap": ("残りを埋める割合", "Gap closed", 2),
    "log_odds": ("対数オッズ", "Log-odds", 2),
}


#: end of the name of a column → what it is of a scale: heading, then meaning in English where it says more.
_PARTS = {
    "": ("", "", ""),
    "_low": ("・下端", ", low", "; lower end, rounding allowed for, null if unbounded"),
    "_high": ("・上端", ", high", "; upper end"),
    "_per_year": ("・1年当たり", " per year", ", per year"),
    "_per_year_low": ("・1年当たりの下端", " per year, low", ", per year; lower end"),
    "_per_year_high": ("・1年当たりの上端", " per year, high", ", per year; upper end"),
}


#: scale → what its numbers are measured in, in the code book.
_MEASURED = {
    "change": "change, in the indicator's unit",
    "relative": "relative change, as a share of the baseline",
    "gap": "gap closed, a share",
    "log_odds": "log-odds, natural",
}


def _scale_columns() -> dict:
    """Six numbers for each scale, and why there are none."""
    columns: dict = {}
    for scale, (ja, en, decimals) in _SCALES.items():
        said = _MEASURED[scale]
        for part, (more_ja, more_en, means) in _PARTS.items():
            columns[scale + part] = number(
                (ja + more_ja, en + more_en),
                (ja + more_ja, said + means),
                null=True,
                decimals=1 if decimals is None and "year" in part else decimals,
            )
        columns[f"{scale}_undefined"] = one_of(
            vocabularies.UNDEFINED,
            (f"{ja}が定まらない理由", f"Why no {en.lower()}"),
            (f"{ja}が定まらない理由", f"{said}: why it is undefined"),
            null=True,
        )
    return columns


SCALE_PARTS = _scale_columns()


#: One row per indicator; made with its metaclass, so that the four scales are declared once.
Ambition: Any = type(_Target)(  # type: ignore[misc]
    "Ambition",
    (_Target,),
    {
        "one_row": Text("指標の四つの尺度", "An indicator on the four scales of ambition"),
        **SCALE_PARTS,
    },
)
