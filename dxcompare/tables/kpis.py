"""Indicators: as printed, as read, what follows from them, what they are compared with."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import (
    DATE,
    PAGE,
    WHERE,
    Built,
    english,
    flag,
    locator,
    number,
    one_of,
    rule,
    source_id,
    text,
    whole,
    year,
)
from dxcompare.tables.measures import ELSEWHERE, OF_GOAL, OF_MEASURE, OF_PLAN, OF_POLICY
from dxcompare.tables.raw import YES_NO, File, Folder, Raw, Typed
from dxcompare.words.text import Text

_KPI = ("指標ID（`<plan_id>/<kpi>`）", "the indicator: `<plan_id>/<kpi>`")
DECIMALS = (
    "記載された小数の桁数。`1.4億` のような桁の語の分は負になる",
    "decimals printed, less the scale: of `1.4億` it is -7",
)
_OF = ("「19のうち5」のような値の全体の数", "the whole, where it is stated as a part of one: 19 of `5/19`")
_ABOUT = ("「約」「程度」とあるか", "whether it is hedged")
_UNIT = ("単位。`units.csv` にあるもの", "one of `units.csv`; blank where it has none")


class Unit(Built):
    """A unit of indicators."""

    one_row = Text("指標の単位", "A unit of indicators")
    files = (File("units.csv", (Folder.ALL, Folder.CITY), needed=(Folder.ALL,)),)

    unit = text(("単位", "Unit"), key=True, raw=Raw(key=True))
    unit_en = english("unit", ("単位（英語）", "Unit in English"), raw=Raw())


class Reading(Typed):
    """How an indicator is read."""

    one_row = Text("指標の読み方", "How to read an indicator")
    files = (File("kpis.csv", (Folder.CITY,)),)

    kpi = Raw(help=_KPI, own="plan", key=True)
    unit = Raw(help=_UNIT)
    direction = Raw(
        help=("どちらがよいか。目標が数値でなければ空欄", "which way is better; blank where the target is in words"),
        words=vocabularies.DIRECTIONS,
    )
    scale = Raw(help=("尺度", "kind of scale"), words=vocabularies.SCALE_KINDS)
    lower_bound = Raw(help=("とりうる最小の値", "lowest possible value"), reads="number")
    upper_bound = Raw(help=("とりうる最大の値", "highest possible value"), reads="number")
    period = Raw(
        help=(
            "何について数えるか。記載も算式もなく、年の欄にあるだけなら `not_stated`",
            "what the number counts over; `not_stated` where neither text nor formula says it and it merely stands in "
            "the column of a year",
        ),
        words=vocabularies.PERIODS,
    )
    reason = Raw(help=("理由", "why"))


def _high(ja: str, en: str) -> dy.Float64:
    return number(
        (f"{ja}の上の端", f"Upper end of the {en}"),
        (f"{ja}が範囲のとき、その上の端", f"upper end where the {en} is a range"),
        null=True,
    )


def _as_of(ja: str, en: str) -> dy.String:
    return text(
        (f"{ja}の時点", f"Date of the {en}"),
        (f"{ja}の日付。年度だけが記載されていれば空欄", f"date of the {en}; null where no more than a year is stated"),
        null=True,
        pattern=DATE,
    )


class Kpi(Built):
    """An indicator, once, however often the plan repeats it."""

    one_row = Text("指標（重複なし）", "An indicator, once, however often the plan repeats it")
    files = (File("kpis.csv", (Folder.PLAN,), needed=(Folder.PLAN,)),)

    kpi_id = text(
        ("指標ID", "Indicator"),
        ("指標ID", "plan and short reference"),
        key=True,
        raw=Raw("kpi", ("`k01`、`k02`……。文書に現れる順", "`k01`, `k02` … in the order of the document"), own="plan"),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    name_ja = text(
        ("名称", "Name (Japanese)"),
        ("指標名", "name"),
        raw=Raw(
            help=(
                "指標名。1セルに二つの指標があれば2行にする",
                "name; if one cell holds two indicators, that is two rows",
            )
        ),
    )
    name_en = english("name_ja", ("名称（英語）", "Name"), ("指標名（英語）", "name in English"), raw=Raw(ours=True))
    unit = text(("単位", "Unit"), null=True, ref="unit.unit")
    unit_en = english(
        "unit",
        ("単位（英語）", "Unit in English"),
        ("単位（英語。その計画での意味）", "unit in English, as the plan uses it"),
    )
    kind = one_of(vocabularies.KPI_KINDS, ("種類", "Kind"), ("目標が数値・言葉・記載なし", "by the target"))
    direction = one_of(
        vocabularies.DIRECTIONS,
        ("よい向き", "Better"),
        ("向き。目標が数値でなければ空欄", "which way is better; null where the target is in words"),
        null=True,
    )
    scale = one_of(vocabularies.SCALE_KINDS, ("尺度", "Kind of scale"))
    lower_bound = number(("下限", "Lowest possible value"), null=True)
    upper_bound = number(("上限", "Highest possible value"), null=True)
    baseline_text = text(
        ("現状値（記載）", "Baseline as stated"),
        null=True,
        raw=Raw(
            help=(
                "現状値、記載のとおり。現状値の欄がなければ空欄、`－` と記載されていれば `－`",
                "baseline as stated; blank where none is stated at all, and `－` where that is stated",
            )
        ),
    )
    baseline = number(("現状値", "Baseline"), null=True, raw=Raw("baseline_text", reads="amount"))
    baseline_high = _high("現状値", "baseline")
    baseline_of = number(("現状値の全体", "Whole of the baseline"), _OF, null=True)
    baseline_decimals = whole(("現状値の小数桁", "Decimals of the baseline"), DECIMALS, null=True, least=None)
    baseline_comparator = one_of(
        vocabularies.COMPARATORS,
        ("現状値の比較", "Comparator of the baseline"),
        ("現状値が下限・上限か", "whether the baseline is a bound"),
        null=True,
    )
    baseline_approximate = flag(("現状値は約", "Baseline about"), _ABOUT)
    baseline_fy = year(
        ("現状値の年度", "Year of the baseline"),
        null=True,
        raw=Raw(
            "baseline_year_text",
            (
                "現状値の年度（見出しから）。そのセルだけの年度は、セルの括弧の中に残す（`96%（R1）`）",
                "year of the baseline, from the heading; a year of the cell's own stays in brackets in the cell, "
                "as `96%（R1）`",
            ),
            reads="when",
        ),
    )
    baseline_as_of = _as_of("現状値", "baseline")
    baseline_note = text(("現状値の注", "What to know of the baseline"), null=True)
    target_text = text(
        ("目標値（記載）", "Target as stated"),
        raw=Raw(
            help=(
                "目標値、記載のとおり。指標と目標が一つの文言なら（`出退勤管理システムの導入、運用`）、`name_ja` にも同じ文言",
                "target as stated; if only one text is stated for indicator and target "
                "(`出退勤管理システムの導入、運用`), it is both `name_ja` and `target_text`",
            )
        ),
    )
    target = number(("目標値", "Target"), null=True, raw=Raw("target_text", reads="amount"))
    target_high = _high("目標値", "target")
    target_of = number(("目標値の全体", "Whole of the target"), _OF, null=True)
    target_decimals = whole(
        ("目標値の小数桁", "Decimals of the target"),
        DECIMALS,
        null=True,
        least=None,
    )
    target_approximate = flag(("目標値は約", "Target about"), _ABOUT)
    target_fy = year(
        ("目標年度", "Year of the target"),
        ("目標年度", "year of the target; null where the plan states none"),
        null=True,
        raw=Raw("target_year_text", ("目標年度（見出しから）", "year of the target, from the heading"), reads="when"),
    )
    target_as_of = _as_of("目標値", "target")
    comparator = one_of(
        vocabularies.COMPARATORS, ("比較", "Comparator"), ("比較", "how the target is to be reached"), null=True
    )
    period = one_of(vocabularies.PERIODS, ("数え方", "Counted over"), ("期間の取り方", "what the number counts over"))
    formula = text(
        ("算式", "Formula as stated"),
        null=True,
        raw=Raw("formula_text", ("記載された算式", "a stated formula or arithmetic")),
    )
    note = text(
        ("備考", "Note"),
        ("注記", "stated footnote"),
        null=True,
        raw=Raw("note_text", ("記載された注記を短く", "a stated footnote, in a few words")),
    )
    figure_source = text(
        ("数値の出典（記載）", "Source of the figure as stated"),
        (
            "数値の出典（調査、統計、台帳など）の記載。算式は含まない",
            "where the plan says the figure comes from (survey, statistic, register); a formula is none",
        ),
        null=True,
        raw=Raw("figure_source_text", optional=True),
        printed=True,
    )
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)

    @rule(("数値目標に値がありません", "a numeric indicator needs a target"), "target")
    def numeric_has_target(cls) -> pl.Expr:
        return (pl.col("kind") != "numeric") | pl.col("target").is_not_null()

    @rule(
        ("目標年度が現状値の年度より前です", "the target year lies before the baseline year"),
        "target_fy",
        "baseline_fy",
    )
    def target_not_before_baseline(cls) -> pl.Expr:
        return pl.col("target_fy") >= pl.col("baseline_fy")

    @rule(
        ("現状値が上限・下限の外です", "the baseline lies outside its bounds"),
        "baseline",
        "lower_bound",
        "upper_bound",
    )
    def baseline_in_bounds(cls) -> pl.Expr:
        return _within("baseline")

    @rule(("目標値が上限・下限の外です", "the target lies outside its bounds"), "target", "lower_bound", "upper_bound")
    def target_in_bounds(cls) -> pl.Expr:
        return _within("target")


def _within(column: str) -> pl.Expr:
    value = pl.col(column)
    low, high = pl.col("lower_bound"), pl.col("upper_bound")
    return (value >= low).fill_null(True) & (value <= high).fill_null(True)


class KpiMeasure(Built):
    """A place where a KPI is printed."""

    one_row = Text("指標の掲載箇所", "A place where a KPI is stated")
    files = (File("kpi_places.csv", (Folder.PLAN,), needed=(Folder.PLAN,)),)

    kpi_id = text(
        ("指標ID", "Indicator"),
        ("指標ID", "KPI"),
        key=True,
        ref="kpi.kpi_id",
        raw=Raw("kpi", ("`kpis.csv` の短いID", "its short id in `kpis.csv`"), own="plan"),
    )
    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "measure it is stated under; null if under a policy"),
        key=True,
        null=True,
        ref="measure.measure_id",
        raw=OF_MEASURE,
    )
    policy = text(
        ("政策", "Policy"),
        ("政策", "policy it is stated under; null if under another"),
        key=True,
        null=True,
        raw=OF_POLICY,
    )
    goal = text(
        ("目標・分野", "Goal"),
        (
            "目標・分野。三つとも空欄の指標は計画全体のもの",
            "goal it is stated under; of an indicator of the whole plan all three are null",
        ),
        key=True,
        null=True,
        raw=OF_GOAL,
    )
    whole_plan = OF_PLAN
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)


class DerivedKpi(Built):
    """An indicator that follows from a printed one by arithmetic."""

    one_row = Text("計画の指標から計算で得た指標", "An indicator that follows from a stated one by arithmetic")
    files = (File("derived_kpis.csv", (Folder.CITY,), whose="kpi"),)

    derived_id = text(
        ("算出指標ID", "Identifier"),
        key=True,
        raw=Raw(
            "derived",
            ("算出指標ID（`<plan_id>/<kpi>-yearly` など）", "its id, such as `<plan_id>/<kpi>-yearly`"),
            own="plan",
        ),
    )
    kpi_id = text(
        ("指標ID", "Indicator"),
        ("元の指標ID", "stated indicator"),
        ref="kpi.kpi_id",
        raw=Raw("kpi", own="plan"),
    )
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "name"), raw=Raw())
    name_en = english("name_ja", ("名称（英語）", "Name"), ("指標名（英語）", "name in English"), raw=Raw())
    unit = text(("単位", "Unit"), null=True, ref="unit.unit", raw=Raw(help=_UNIT))
    unit_en = english(
        "unit",
        ("単位（英語）", "Unit in English"),
        ("単位（英語。その計画での意味）", "unit in English, as the plan uses it"),
    )
    direction = one_of(vocabularies.DIRECTIONS, ("よい向き", "Better"), ("向き", "which way is better"), raw=Raw())
    scale = one_of(vocabularies.SCALE_KINDS, ("尺度", "Kind of scale"), raw=Raw())
    lower_bound = number(("下限", "Lowest possible value"), null=True, raw=Raw())
    upper_bound = number(("上限", "Highest possible value"), null=True, raw=Raw())
    period = one_of(
        vocabularies.PERIODS,
        ("数え方", "Counted over"),
        ("期間の取り方", "what the number counts over"),
        raw=Raw(),
    )
    baseline_arithmetic = text(
        ("現状値の計算", "How the baseline follows"),
        null=True,
        raw=Raw(
            help=(
                "現状値の計算式。記載された値から始める（`200 / 5`）。なければ空欄",
                "how the baseline follows, a sum that begins with the stated figure (`200 / 5`); blank if there is none",
            )
        ),
    )
    baseline = number(("現状値", "Baseline"), null=True, raw=Raw("baseline_arithmetic", reads="arithmetic"))
    target_arithmetic = text(
        ("目標値の計算", "How the target follows"),
        raw=Raw(help=("目標値の計算式。書き方は同じ", "how the target follows, likewise")),
    )
    target = number(("目標値", "Target"), raw=Raw("target_arithmetic", reads="arithmetic"))
    reason = text(("理由", "Reason"), ("理由", "why, in Japanese"), raw=Raw())
    reason_en = english("reason", ("理由（英語）", "Why"), raw=Raw())


class KpiPair(Built):
    """Indicators of two plans on one item, and whether they compare."""

    one_row = Text("二つの計画の指標は比べられるか", "Indicators of two plans on one item, and whether they compare")
    files = (File("kpi_pairs.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    first_id = text(("指標1", "Indicator, printed or derived"), key=True, raw=Raw("first"))
    second_id = text(("指標2", "Indicator of another plan"), key=True, raw=Raw("second"))
    item_id = text(("事項ID", "Item"), ("事項ID", "national item both serve"), key=True, raw=Raw("item"))
    comparable = flag(
        ("比べられるか", "Whether the two compare"),
        raw=Raw(reads="yes_no", words=YES_NO),
        spoken={"true": Text("比較可", "comparable"), "false": Text("比較不可", "not comparable")},
    )
    because = text(("理由", "Why, in Japanese"), raw=Raw())
    because_en = english("because", ("理由（英語）", "Why"), raw=Raw())


class KpiActual(Built):
    """An official figure to hold a target against."""

    one_row = Text("目標に照らす公的統計", "An official figure to hold a target against")
    files = (File("kpi_actuals.csv", (Folder.CITY,)),)

    kpi_id = text(("指標ID", "Indicator"), key=True, ref="kpi.kpi_id", raw=Raw("kpi", _KPI, own="plan"))
    indicator_id = text(("指標ID", "Indicator"), ("統計の指標ID", "official indicator"), key=True, raw=Raw("indicator"))
    relation = one_of(
        vocabularies.ACTUAL_RELATIONS,
        ("関係", "Relation"),
        ("関係", "same quantity, near it with a caution, or different and never to be joined"),
        raw=Raw(),
    )
    caution = text(("注意", "What differs, in Japanese"), raw=Raw())
    caution_en = english("caution", ("注意（英語）", "What differs"), raw=Raw())
