"""Who judges, and what was judged: the one table from which links between plans and national items are made."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import Built, locator, one_of, source_id, text
from dxcompare.words.text import Text

#: The name, among coders, of what plans print themselves.
PLAN = "plan"
#: Names that mean something else where one says on whose judgement a result rests.
RESERVED = ("either", "stated", "adjudicated")


class Coder(Built):
    """One who judges."""

    one_row = Text(
        "判定する者（計画の記載・人・機械・市）", "One who judges: the plan itself, a person, a model, a city"
    )

    coder = text(("判定者", "Coder"), ("判定者", "short name"), key=True, pattern=r"^[a-z][a-z0-9_-]*$")
    kind = one_of(
        vocabularies.CODERS,
        ("種類", "Kind"),
        (
            "種類（計画＝記載そのもの、人、機械＝言語モデルによる読み取り、市＝回答）",
            "the plan by what it prints; a person; a model, a machine reader; the city in reply",
        ),
    )
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"))
    name_en = text(("Name", "Name"), ("名称（英語）", "name in English"))
    note = text(("備考", "Note (Japanese)"), ("備考", "what to know of it, in Japanese"), null=True)
    note_en = text(("備考（英語）", "Note"), ("備考（英語）", "what to know of it"), null=True)

    @dy.rule()
    def name_not_reserved(cls) -> pl.Expr:
        return ~pl.col("coder").is_in(RESERVED)

    @dy.rule()
    def plan_is_the_plan(cls) -> pl.Expr:
        return (pl.col("coder") == PLAN) == (pl.col("kind") == "plan")


class Judgement(Built):
    """Whether a measure, indicator, step or chapter acts on a national item, and who says so."""

    one_row = Text(
        "判定（何が国の事項に当たるか、それを誰が言うか）",
        "A judgement: whether a measure, indicator, step or chapter acts on a national item, and who says so",
    )

    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    subject_kind = one_of(vocabularies.SUBJECTS, ("対象の種類", "What is judged"), key=True)
    subject_id = text(("対象のID", "Its ID"), ("対象のID", "its id in the table of its kind"), key=True)
    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True)
    item_id = text(("事項ID", "Item"), ("事項ID（どの事項にも当たらないときは none）", "item, or `none`"), key=True)
    act = one_of(
        vocabularies.ACTS,
        ("判定の仕方", "Act"),
        (
            "計画の記載・判定基準による判定・不一致の裁定・市の回答",
            "stated by the plan, coded by the code book, adjudicated where coders disagree, replied by the city",
        ),
        key=True,
    )
    who = text(("判定者", "Who"), ("判定者", "who says so"), key=True, ref="coder.coder")
    value = one_of(
        vocabularies.JUDGEMENTS,
        ("判定", "Judgement"),
        (
            "主・従（施策の判定）、当たる、当たらない（見たうえで外した）",
            "primary or secondary, of a coded measure; yes; no: looked at and left out",
        ),
    )
    label_text = text(("記載の文言", "Tag as printed"), null=True)
    reason = text(("理由", "Reason"), ("理由", "reason, in short"), null=True)
    source_id = source_id()
    locator = locator()

    @dy.rule()
    def stated_by_the_plan(cls) -> pl.Expr:
        return (pl.col("act") == "stated") == (pl.col("who") == PLAN)

    @dy.rule()
    def codes_of_measures_have_a_rank(cls) -> pl.Expr:
        code_of_a_measure = (pl.col("act") == "coded") & (pl.col("subject_kind") == "measure")
        return (pl.col("value") == "no") | (pl.col("value").is_in(list(vocabularies.ROLES)) == code_of_a_measure)
