"""Which national items does each plan act on, and what is there for each?"""

from dxcompare.present.controls import BY, FRAMEWORK, ITEM, PLAN, VERSION
from dxcompare.present.question import Question, Step
from dxcompare.questions.coverage.compute import Coverage, coverage, coverage_rows
from dxcompare.words.text import Text

__all__ = ["Coverage", "coverage"]

QUESTION = Question(
    coverage,
    Text("国の事項への取組", "Coverage of national items"),
    controls={"framework": FRAMEWORK, "version": VERSION, "by": BY},
    cell={"plan_id": PLAN, "item_id": ITEM},
    derived={"coverage": coverage_rows},
    tour=(
        Step(
            Text("計画を国の事項と照らす", "Hold the plans against the national items"),
            Text(
                "各計画を、策定時に国が示していた版と照らす。五つの印は計画に何が書かれているかを表し、成果や優劣ではない。"
                "図の元の数値は chart.data にある。",
                "Each plan is read against the national version of its time. The five marks are what a plan says: neither "
                "achievement nor rank. The numbers behind a chart are in chart.data.",
            ),
            "coverage = dx.coverage(ds)\nchart = coverage.plot()\nchart",
        ),
        Step(
            Text("根拠をたどる", "Trace the evidence"),
            Text(
                "図の一つの欄から、根拠になった施策・指標・工程と、原典の位置まで戻れる。",
                "From any cell back to measures, indicators and steps, with their places in the document.",
            ),
            'cell = coverage.to_frame().sort("blank", nulls_last=False).row(0, named=True)\n'
            'dx.show(coverage.evidence(cell["plan_id"], cell["item_id"]), rows=10)',
        ),
        Step(
            Text("四種類の空欄を見分ける", "Tell the four kinds of blank apart"),
            Text(
                "番号付き施策なし（not_stated）、対象外（not_applicable）、未判定（not_assessed）、集計に不使用（withheld）は別のものである。"
                "空欄はどれも0ではない。",
                "No numbered measure (not_stated), not applicable, not assessed and withheld are different things; none of "
                "them is a zero.",
            ),
            'dx.show(coverage.to_frame().group_by("blank", maintain_order=True).len())',
        ),
    ),
)
