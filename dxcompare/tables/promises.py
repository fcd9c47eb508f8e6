"""What kind of thing a target promises, and on whose answers it rests: our decisions on indicators."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import Built, english, one_of, rule, text
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.text import Text

_KPI = ("指標ID（`<plan_id>/<kpi>`）", "the indicator: `<plan_id>/<kpi>`")
_WHO = ("判定者。`coders.csv` の名前", "who decided: a name in `coders.csv`")


class KpiLevel(Built):
    """What an indicator counts in the chain from means to effects, and what it leaves open."""

    one_row = Text(
        "指標が数えるのは投入・活動・産出・成果のどれか。ファイルがなければ判定していないものとし、あれば計画のすべての"
        "指標に1行を置く（[判定の仕方](../docs/coding.ja.md)）",
        "Whether an indicator counts an input, an activity, an output or an outcome; without the file nobody has "
        "judged, with it every indicator of the plan has a row ([how to code](../docs/coding.md))",
    )
    files = (File("kpi_levels.csv", (Folder.CITY,), several=True),)  # the key of the table refuses a second row

    kpi_id = text(("指標ID", "Indicator"), key=True, ref="kpi.kpi_id", raw=Raw("kpi", _KPI, own="plan", key=True))
    level = one_of(
        vocabularies.LEVELS,
        ("指標の種類", "Kind of indicator"),
        (
            "指標の種類（ロジックモデルの段階：投入・活動・産出・成果）",
            "what the target is about, by its place in the chain of results: input, activity, output, outcome",
        ),
        raw=Raw(),
    )
    lacks = one_of(
        vocabularies.LACKS,
        ("特定に欠けるもの", "What is left open"),
        (
            "何を数えるかを定めるのに、名称・算式・注記・用語集のどこにもないもの。なければ空欄。数え方の期間は `kpis.csv` による",
            "what name, formula, footnote and glossary leave open of what is counted; blank if nothing. The period is in "
            "`kpis.csv`",
        ),
        null=True,
        raw=Raw(),
    )
    reason = text(("理由", "Reason (Japanese)"), ("理由", "why, in Japanese"), raw=Raw())
    reason_en = english("reason", ("理由（英語）", "Reason"), ("理由（英語）", "why"), raw=Raw())
    coder = text(("判定者", "Who decided"), ref="coder.coder", raw=Raw(help=_WHO))


class KpiSurvey(Built):
    """An indicator that is a share of people asked, and how many answers stand behind it."""

    one_row = Text(
        "回答者の割合である指標と、その回答者数の根拠",
        "An indicator that is a share of people asked, and how many answered",
    )
    files = (File("kpi_surveys.csv", (Folder.CITY,)),)

    kpi_id = text(("指標ID", "Indicator"), key=True, ref="kpi.kpi_id", raw=Raw("kpi", _KPI, own="plan"))
    asked = one_of(vocabularies.ASKED, ("回答者", "Asked"), ("誰に尋ねた割合か", "who was asked"), raw=Raw())
    basis = one_of(
        vocabularies.ANSWERS_BASIS,
        ("回答者数の根拠", "Basis of the number"),
        ("回答者数をどう知るか", "how the number of answers is known"),
        raw=Raw(),
    )
    survey_id = text(
        ("調査ID", "Survey"),
        (
            "有効回答数をとる調査。`not_printed` なら空欄",
            "the survey whose valid answers are taken; blank if `not_printed`",
        ),
        null=True,
        ref="survey.survey_id",
        raw=Raw("survey"),
    )
    reason = text(("理由", "Reason (Japanese)"), ("理由", "why, in Japanese"), raw=Raw())
    reason_en = english("reason", ("理由（英語）", "Reason"), ("理由（英語）", "why"), raw=Raw())
    coder = text(("判定者", "Who decided"), ref="coder.coder", raw=Raw(help=_WHO))

    @rule(
        (
            "調査は、回答者数の根拠が not_printed でないときに、そのときだけ書きます",
            "a survey is named unless the basis is not_printed, and only then",
        ),
        "survey_id",
        "basis",
    )
    def survey_unless_not_printed(cls) -> pl.Expr:
        return (pl.col("basis") == "not_printed") == pl.col("survey_id").is_null()
