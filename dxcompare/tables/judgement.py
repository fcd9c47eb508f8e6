"""Who judges, and what was judged: the one table from which links between a plan and national items are made."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables.columns import Built, locator, one_of, source_id, text

KINDS = ["plan", "person", "model", "city"]


#: The one judge that is a plan: what it prints itself, whichever plan it is.
PLAN = "plan"


#: Names that mean something else wherever one says on whose judgement a result rests.
RESERVED = ("either", "stated", "adjudicated")


SUBJECTS = ["measure", "kpi", "step", "chapter"]


ACTS = ["stated", "coded", "adjudicated", "replied"]


#: How a coder ranks the items that a measure acts on.
ROLES = ["primary", "secondary"]


VALUES = [*ROLES, "yes", "no"]


class Coder(Built):
    """One who judges: the plan itself, a person, a model, a city / 判定する者"""

    coder = text("short name", "判定者", key=True, pattern=r"^[a-z][a-z0-9_-]*$")
    kind = one_of(
        KINDS,
        "the plan by what it prints; a person; a model (a machine reader); the city in reply",
        "計画（記載そのもの）・人・モデル（機械による読み取り）・市（回答）",
    )
    name_ja = text("name", "名称")
    name_en = text("name in English", "名称（英語）")
    note = text("what to know of it, in Japanese", "注", null=True)
    note_en = text("what to know of it", "注（英語）", null=True)

    @dy.rule()
    def name_not_reserved(cls) -> pl.Expr:
        return ~pl.col("coder").is_in(RESERVED)

    @dy.rule()
    def plan_is_the_plan(cls) -> pl.Expr:
        return (pl.col("coder") == PLAN) == (pl.col("kind") == "plan")


class Judgement(Built):
    """A judgement: whether a measure, indicator, step or chapter acts on a national item, and who says so / 判定（何が国の事項に当たるか、誰が言うか）"""

    plan_id = text("plan", "計画ID", ref="plan.plan_id")
    subject_kind = one_of(
        SUBJECTS, "what is judged: measure, indicator, step, chapter", "対象の種類（施策・指標・工程・章）", key=True
    )
    subject_id = text("id of what is judged, in the table of its kind", "対象のID", key=True)
    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    item_id = text("item; `none`: of no item of the framework", "事項ID（どの事項にも当たらないときは none）", key=True)
    act = one_of(
        ACTS,
        "stated by the plan, coded by the code book, adjudicated where coders disagree, replied by the city",
        "計画の記載・判定基準による判定・裁定・市の回答",
        key=True,
    )
    who = text("who says so", "判定者", key=True, ref="coder.coder")
    value = one_of(
        VALUES,
        "primary or secondary: coded as the main or a further item of a measure; yes; no: looked at and left out",
        "主・従（施策の判定）、当たる、当たらない（見たうえで外した）",
    )
    label_text = text("tag as printed", "記載の文言", null=True)
    reason = text("reason, in short", "理由", null=True)
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def stated_by_the_plan(cls) -> pl.Expr:
        return (pl.col("act") == "stated") == (pl.col("who") == PLAN)

    @dy.rule()
    def codes_of_measures_have_a_rank(cls) -> pl.Expr:
        code_of_a_measure = (pl.col("act") == "coded") & (pl.col("subject_kind") == "measure")
        return (pl.col("value") == "no") | (pl.col("value").is_in(ROLES) == code_of_a_measure)
