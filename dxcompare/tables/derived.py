"""What is computed from the tidy tables and written beside them."""

from __future__ import annotations

from dxcompare.tables.columns import Table, flag, number, one_of, text, whole
from dxcompare.tables.survey import GROUP_TYPES

CERTAINTY = ["printed", "recovered", "ambiguous", "inconsistent"]


VERDICTS = ["supported", "supported_after_rounding", "contradicted", "cannot_be_checked"]


AUDIT_VERDICTS = ["consistent", "inconsistent", "untestable"]


AUDIT_TESTS = [
    "impossible_cells",
    "copied_table",
    "heading_base",
    "groups_total",
    "options_total",
    "single_sum",
    "no_answer",
]


class SurveyBase(Table):
    """The base of a printed column / 集計表の列の回答者数"""

    question_id = text("question", "設問ID", key=True, ref="question.question_id")
    group_type = one_of(GROUP_TYPES, "breakdown", "区分", key=True)
    group_id = text("group", "集団ID", key=True)
    n = whole("base to use; null unless printed or recovered", "使う回答者数", null=True, unit="people")
    n_printed = whole(
        "base as printed in the table, even if withheld", "回答者数（表の記載）", null=True, unit="people"
    )
    n_recovered = whole("base recovered by us from the percentages", "回答者数（当方の復元）", null=True, unit="people")
    candidates = text("bases that fit, separated by |", "候補", null=True)
    certainty = one_of(CERTAINTY, "how the base is known", "確からしさ")
    constraints = text("what decided, separated by ;", "使った条件")


class ResponseCount(Table):
    """The count behind a printed cell / 1セルの人数と区間"""

    question_id = text("question", "設問ID", key=True, ref="question.question_id")
    option_id = text("option", "選択肢ID", key=True)
    group_type = one_of(GROUP_TYPES, "breakdown", "区分", key=True)
    group_id = text("group", "集団ID", key=True)
    percent = number(
        "percentage as printed; null where blank or withheld", "割合", null=True, least=0, most=100, unit="%"
    )
    n = whole("base; null where unknown", "回答者数", null=True, unit="people")
    count = whole("people who chose it; null where unknown", "選んだ人数", null=True, unit="people")
    low = number("lower end of the 95 % Wilson interval", "95%区間の下端", null=True, least=0, most=100, unit="%")
    high = number("upper end", "95%区間の上端", null=True, least=0, most=100, unit="%")
    certainty = one_of(CERTAINTY, "how the base is known", "回答者数の確からしさ")


class Audit(Table):
    """A test of a printed survey table / 集計表の点検"""

    question_id = text("question", "設問ID", key=True, ref="question.question_id")
    test = one_of(AUDIT_TESTS, "test", "点検", key=True)
    scope = text("group type, or `table`", "対象", key=True)
    verdict = one_of(AUDIT_VERDICTS, "verdict", "判定")
    tested = whole("cells, rows or columns tested", "点検した数")
    failed = whole("of these inconsistent", "うち不整合")
    power = number(
        "chance that one arbitrary error would have been found", "誤り1件を見つける確率", null=True, least=0, most=1
    )
    detail = text("the numbers", "数値", null=True)
    erratum_id = text("erratum that deals with it", "正誤ID", null=True, ref="erratum.erratum_id")


class ClaimCheck(Table):
    """The verdict on a statement / 記述の検証結果"""

    claim_id = text("statement", "記述ID", key=True, ref="claim.claim_id")
    verdict = one_of(VERDICTS, "verdict", "判定")
    numbers = text("the predicate with its numbers", "数値を入れた検証式", null=True)
    missing = text("what the tables do not hold", "表にない値", null=True)
    within_error = flag(
        "supported, but a difference between groups is within sampling error; null where none is compared",
        "裏付けられるが差は誤差の範囲",
        null=True,
    )


BLANKS = ["not_stated", "not_applicable", "not_assessed", "withheld"]


class Coverage(Table):
    """How far a plan acts on a national item / 計画が国の事項にどこまで取り組むか"""

    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    version = text("version it is read against", "照らした版", key=True)
    plan_id = text("plan", "計画ID", key=True, ref="plan.plan_id")
    item_id = text("item, under the last id it had", "事項ID", key=True)
    as_written = flag("whether the plan was written under this version", "策定時の版か")
    stated = flag("the plan names the item", "計画が記載")
    coded = flag("we code a measure to it", "当方が判定")
    depth_either = whole("depth on either basis, 0 to 5; null where blank", "深さ（どちらか）", null=True, most=5)
    depth_stated = whole("depth by the plan's own tags", "深さ（計画の記載）", null=True, most=5)
    depth_coded = whole("depth by our codes (first coder)", "深さ（当方の判定）", null=True, most=5)
    depth_own = whole(
        "depth on either basis without indicators printed for a whole policy",
        "深さ（政策全体の指標を除く）",
        null=True,
        most=5,
    )
    blank = one_of(BLANKS, "kind of blank, on either basis", "空欄の種類", null=True)
    measures = whole("measures", "施策の数")
    kpis = whole("indicators of these measures", "指標の数")
    steps = whole("dated steps of these measures", "工程の数")


TARGET_CLASSES = ["qualitative", "per_event", "cumulative", "no_baseline", "maintain", "met", "bound", "change"]


class _Target(Table):
    kpi_id = text("indicator, printed or derived", "指標ID", key=True)
    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    derived_from = text(
        "printed indicator it follows from; null for printed ones", "元の指標ID", null=True, ref="kpi.kpi_id"
    )
    arithmetic = text("how it follows", "計算", null=True)
    target_class = one_of(TARGET_CLASSES, "class of the target", "目標の類")
    baseline_old = flag("whether the baseline lies three years or more before the plan", "古い現状値か", null=True)
    years = whole("years from baseline to target; null where a year is not printed", "年数", null=True, unit="year")
    items = text("national items, joined by +", "国の事項", null=True)


_SCALES = {
    "change": ("change, in the indicator's unit", "変化の大きさ"),
    "relative": ("relative change, a share", "現状比"),
    "gap": ("gap closed, a share", "残りを埋める割合"),
    "log_odds": ("log-odds, natural", "対数オッズ"),
}


_PARTS = {
    "": ("", ""),
    "_low": ("; lower end of printed rounding, null if unbounded", "・下端"),
    "_high": ("; upper end", "・上端"),
    "_per_year": (", per year", "・1年当たり"),
    "_per_year_low": (", per year; lower end", "・1年当たりの下端"),
    "_per_year_high": (", per year; upper end", "・1年当たりの上端"),
}


def _scale_columns() -> dict:
    """Six numbers for each scale, and why there are none."""
    columns: dict = {}
    for scale, (en, ja) in _SCALES.items():
        columns |= {f"{scale}{part}": number(en + more, ja + mehr, null=True) for part, (more, mehr) in _PARTS.items()}
        columns[f"{scale}_undefined"] = text(f"{en}: why it is undefined", f"{ja}が定まらない理由", null=True)
    return columns


#: One row per indicator; made with its metaclass, so that the four scales are declared once.
Ambition: type[Table] = type(_Target)(
    "Ambition",
    (_Target,),
    {  # type: ignore[misc]
        "__doc__": "An indicator on the four scales of ambition / 指標の四つの尺度",
        **_scale_columns(),
    },
)
