"""Values of indicators by year and role, as plans print them."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import (
    DATE,
    PAGE,
    WHERE,
    Built,
    flag,
    locator,
    number,
    one_of,
    source_id,
    text,
    whole,
    year,
)
from dxcompare.tables.kpis import DECIMALS
from dxcompare.tables.measures import ELSEWHERE
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.text import Text


class KpiValue(Built):
    """A printed value of an indicator: a baseline, a target or an actual, with its year."""

    one_row = Text(
        "指標の値（現状値・目標値・実績値）と年度。`kpis.csv` にある値は、ここには要らない",
        "A value of an indicator (baseline, target or actual) with its year; what stands in `kpis.csv` need not stand "
        "here",
    )
    files = (File("kpi_values.csv", (Folder.PLAN,)),)

    kpi_id = text(
        ("指標ID", "Indicator"),
        key=True,
        ref="kpi.kpi_id",
        raw=Raw("kpi", ("`kpis.csv` の短いID", "its short id in `kpis.csv`"), own="plan"),
    )
    role = one_of(
        vocabularies.VALUE_ROLES,
        ("役割", "Role"),
        ("現状値・目標値・実績値のどれか", "baseline, target or actual"),
        key=True,
        raw=Raw(),
    )
    fy = year(
        ("年度", "Year"),
        ("値の年度。記載がなければ空欄", "fiscal year of the value; null where none is stated"),
        key=True,
        null=True,
        raw=Raw(
            "year_text",
            (
                "値の年度か日付、記載のとおり（`R6`、`令和5年3月31日`、`R5.3末`）",
                "year or date of the value, as printed (`R6`, `令和5年3月31日`, `R5.3末`)",
            ),
            reads="when",
        ),
    )
    as_of = text(
        ("時点", "As of"),
        ("値の日付。年度だけが記載されていれば空欄", "date of the value; null where no more than a year is stated"),
        key=True,
        null=True,
        pattern=DATE,
    )
    value_text = text(("値（記載）", "Value as stated"), raw=Raw(help=("値、記載のとおり", "the value as stated")))
    value = number(
        ("値", "Value"),
        ("値。範囲では下の端、内数では数えた方", "the value; of a range the lower end, of a ratio what is counted"),
        null=True,
        raw=Raw("value_text", reads="amount"),
    )
    high = number(("値の上の端", "Upper end"), ("範囲の上の端", "upper end of a range"), null=True)
    of = number(("全体", "Of how many"), ("内数（28/34）の全体", "the whole of a ratio (28 of 34)"), null=True)
    decimals = whole(("小数桁", "Decimals"), DECIMALS, null=True, least=None)
    comparator = one_of(
        vocabularies.COMPARATORS, ("比較", "Comparator"), ("比較", "whether the value is a bound"), null=True
    )
    approximate = flag(("約", "About"), ("「約」「程度」とあるか", "whether it is hedged"))
    note = text(("注", "Note"), ("値に付く注", "what stands in brackets behind the value"), null=True)
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)
