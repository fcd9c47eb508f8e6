"""Who judges, and what was judged: the one table from which links between plans and national items are made."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import PAGE, WHERE, Built, english, locator, one_of, rule, source_id, text
from dxcompare.tables.measures import ELSEWHERE, ITEM_OR_NONE, MEASURE
from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: The name, among coders, of what plans print themselves.
PLAN = "plan"
#: Names that mean something else where one says on whose judgement a result rests.
RESERVED = ("either", "stated", "adjudicated")


class Coder(Built):
    """One who judges."""

    one_row = Text(
        "判定する者（計画の記載・人・機械・規則・市）",
        "One who judges: the plan itself, a person, a model, rules, a city",
    )

    files = (File("coders.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    coder = text(
        ("判定者", "Coder"),
        ("判定者", "short name"),
        key=True,
        pattern=r"^[a-z][a-z0-9_-]*$",
        raw=Raw(
            help=(
                "判定者の短い名前。`codes_<coder>.csv` の `<coder>`。まだ判定していない者もここに置ける",
                "the name in `codes_<coder>.csv`; one who has not coded yet may stand here",
            )
        ),
    )
    kind = one_of(
        vocabularies.CODERS,
        ("種類", "Kind"),
        (
            "種類（計画＝記載そのもの、人、機械＝言語モデルによる読み取り、規則＝コードブックの語による提案を人が受け入れたもの、"
            "市＝回答）。機械と規則の判定は、人の判定には数えない",
            "the plan by what it states; a person; a model, a machine reader; rules, proposals by the code book's words that "
            "a person accepted; the city in reply. Codes of models and rules are never a person's",
        ),
        raw=Raw(
            help=(
                "種類。事実のとおりに書く。`plan` は計画の記載を指す",
                "said truthfully; `plan` stands for what plans state",
            )
        ),
    )
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"), raw=Raw())
    name_en = english("name_ja", ("名称（英語）", "Name"), ("名称（英語）", "name in English"), raw=Raw())
    note = text(("備考", "Note (Japanese)"), ("備考", "what to know of it, in Japanese"), null=True, raw=Raw())
    note_en = english("note", ("備考（英語）", "Note"), ("備考（英語）", "what to know of it"), raw=Raw())

    @rule(
        (
            "either・stated・adjudicated は判定者の名前にできません",
            "either, stated and adjudicated cannot be the name of a coder",
        ),
        "coder",
    )
    def name_not_reserved(cls) -> pl.Expr:
        return ~pl.col("coder").is_in(RESERVED)

    @rule(
        (
            "種類 plan は、計画の記載を指す plan にだけ付けます",
            "the kind 'plan' belongs to 'plan', what plans state, and to no other",
        ),
        "kind",
        "coder",
    )
    def plan_is_the_plan(cls) -> pl.Expr:
        return (pl.col("coder") == PLAN) == (pl.col("kind") == "plan")


class Judgement(Built):
    """Whether a measure, indicator, step or chapter acts on a national item, and who says so."""

    one_row = Text(
        "判定（何が国の事項に該当するか、それを誰が言うか）",
        "A judgement: whether a measure, indicator, step or chapter acts on a national item, and who says so",
    )

    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    subject_kind = one_of(vocabularies.SUBJECTS, ("対象の種類", "What is judged"), key=True)
    subject_id = text(("対象のID", "Its ID"), ("対象のID", "its id in the table of its kind"), key=True)
    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True)
    item_id = text(
        ("事項ID", "Item"),
        ("事項ID（どの事項にも当たらないときは none）", "item, or `none`"),
        key=True,
        raw=Raw("item"),
    )
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
    label_text = text(("記載の文言", "Tag as stated"), null=True)
    reason = text(("理由", "Reason (Japanese)"), ("理由", "reason, in short, in the words of who judged"), null=True)
    reason_en = text(
        ("理由（英語）", "Reason"),
        (
            "裁定と、指標・工程・章の判定の理由（英語）",
            "reason of an adjudication, or of what was decided of an indicator, step or chapter",
        ),
        null=True,
    )
    source_id = source_id()
    locator = locator()

    @rule(
        (
            "計画の記載（stated）は plan によるものに限ります",
            "what is stated is stated by 'plan', and by no other",
        ),
        "who",
        "act",
    )
    def stated_by_the_plan(cls) -> pl.Expr:
        return (pl.col("act") == "stated") == (pl.col("who") == PLAN)

    @rule(
        (
            "primary・secondary は施策の判定（coded）にだけ付けます。裁定に付けられるのは primary だけです",
            "primary and secondary belong to codes of measures; a decision on a measure may be primary, no other",
        ),
        "value",
        "act",
        "subject_kind",
    )
    def codes_of_measures_have_a_rank(cls) -> pl.Expr:
        of_a_measure, ranked = pl.col("subject_kind") == "measure", pl.col("value").is_in(list(vocabularies.ROLES))
        main_decided = (pl.col("act") == "adjudicated") & of_a_measure & (pl.col("value") == "primary")
        return (pl.col("value") == "no") | (ranked == ((pl.col("act") == "coded") & of_a_measure)) | main_decided


class MeasureItem(Built):
    """A measure acts on a national item."""

    one_row = Text("施策と国の事項の対応", "A measure acts on a national item")

    measure_id = text(("施策ID", "Measure"), key=True, ref="measure.measure_id", raw=MEASURE)
    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True, raw=Raw())
    item_id = text(("事項ID", "Item"), ("事項ID（該当なしは none）", "item, or `none`"), key=True, raw=Raw("item"))
    basis = one_of(
        vocabularies.BASIS, ("根拠", "Basis"), ("計画の記載・編者の判定", "said by the plan, or coded by us"), key=True
    )
    coder = text(("判定者", "Who coded"), ("判定者", "who coded; null where the plan states it"), key=True, null=True)
    role = one_of(
        vocabularies.ROLES, ("主・従", "Role"), ("主・従", "main or further item of a coded measure"), null=True
    )
    label_text = text(("記載の文言", "Tag as stated"), null=True)
    note = text(("備考", "Note"), ("理由", "reason, in short"), null=True)
    source_id = source_id()
    locator = locator()


class Code(Typed):
    """A code: an item that a measure acts on, by one coder."""

    one_row = Text(
        "施策が取り組む国の事項。判定者一人に1ファイルで、`coding_rules.csv` と[判定の仕方](../docs/coding.ja.md)による。"
        "どの計画にも判定が要る。一つの計画だけを判定する者も、その施策はすべて判定する",
        "Which items a measure acts on, one file a coder, after `coding_rules.csv` and "
        "[how to code](../docs/coding.md). "
        "At least one codes a plan; who codes one alone codes all of its measures",
    )
    files = (File("codes_*.csv", (Folder.CITY,)),)

    measure = MEASURE
    item = Raw(help=ITEM_OR_NONE)
    role = Raw(
        help=("主か従か。`primary` は施策ごとにちょうど一つ", "exactly one `primary` per measure"),
        words=vocabularies.ROLES,
    )
    note = Raw(help=("理由を短く", "why, in short"))


class Adjudication(Built):
    """A decision on a cell where coders disagree; the codes stay as they are."""

    one_row = Text(
        "判定の不一致についての裁定", "A decision on a cell where coders disagree; the codes stay as they are"
    )
    files = (File("adjudication.csv", (Folder.CITY,)),)

    measure_id = text(("施策ID", "Measure"), key=True, ref="measure.measure_id", raw=MEASURE)
    item_id = text(("事項ID", "Item"), key=True, raw=Raw("item"))
    decision = one_of(
        vocabularies.DECISIONS,
        ("裁定", "Decision"),
        (
            "取り組むか。主な事項が分かれたときは primary",
            "whether the measure acts on the item; `primary` where coders differ in the main item",
        ),
        raw=Raw(),
    )
    reason = text(("理由", "Reason (Japanese)"), ("理由", "reason, in Japanese"), raw=Raw())
    reason_en = english("reason", ("理由（英語）", "Reason"), ("理由（英語）", "reason"), raw=Raw())
    coder = text(("裁定者", "Who decided"), ref="coder.coder", raw=Raw())


class Decided(Typed):
    """What decisions on indicators, steps and chapters have in common: the item, why, and who decided."""

    item = Raw(help=ITEM_OR_NONE)
    reason = Raw(help=("理由", "why, in Japanese"))
    reason_en = Raw(help=("理由（英語）", "why"), optional=True)
    coder = Raw(help=("判定者。`coders.csv` の名前", "who decided: a name in `coders.csv`"))


class KpiItem(Decided):
    """The items that an indicator measures."""

    one_row = Text(
        "指標が測る国の事項。計画のすべての指標に、事項ごとの行か `none` の行を置く（[判定の仕方](../docs/coding.md)）",
        "A national item that an indicator measures; every indicator of the plan has a row for each, or one with "
        "`none` ([how to code](../docs/coding.md))",
    )
    files = (File("kpi_items.csv", (Folder.CITY,), several=True),)

    kpi = Raw(help=("指標ID（`<plan_id>/<kpi>`）", "the indicator: `<plan_id>/<kpi>`"), own="plan", key=True)


class StepItem(Decided):
    """The items that a printed step speaks for."""

    one_row = Text(
        "工程が該当する国の事項。二つ以上の事項に該当する施策の工程には、必ず置く。事項が一つの施策の工程は、"
        "行がなければその事項に該当する",
        "A national item that a step speaks for. Every step of a measure on two or more items has a row; a step of a "
        "measure on one item is that item's unless a row says otherwise",
    )
    files = (File("step_items.csv", (Folder.CITY,), several=True),)

    measure = Raw(
        help=("施策ID。`project` とどちらか一方だけ", "the measure; fill this or `project`"), own="plan", key=True
    )
    project = Raw(help=("プロジェクトID", "the project"), own="plan", key=True)
    track = Raw(help=("プロジェクトの小項目番号", "number of the project's sub-item"), key=True)
    phrase = Raw(help=("工程の文言", "the step"), key=True)


class Chapter(Built):
    """A passage outside the numbered measures that treats a national item."""

    one_row = Text(
        "番号付き施策の外で国の事項を扱う章や節", "A passage outside the numbered measures that treats a national item"
    )
    files = (File("chapters.csv", (Folder.PLAN,), ours=True),)

    chapter_id = text(
        ("章ID", "Chapter"),
        ("章ID", "plan and short reference"),
        key=True,
        raw=Raw("chapter", ("計画の中での短いID（`ch3`）", "short id in the plan: `ch3`"), own="plan"),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    title_ja = text(
        ("題名", "Title (Japanese)"),
        ("題名", "heading as stated"),
        raw=Raw(help=("見出し、番号も含め記載のとおり", "heading as stated, number included")),
    )
    title_en = english("title_ja", ("題名（英語）", "Title"), ("題名（英語）", "heading in English"), raw=Raw())
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)


class ChapterItem(Decided):
    """The items that a chapter treats."""

    one_row = Text(
        "章や節が扱う国の事項。`chapters.csv` のすべての章に置く",
        "A national item that a chapter treats; every chapter of `chapters.csv` has one",
    )
    files = (File("chapter_items.csv", (Folder.CITY,), several=True),)

    chapter = Raw(help=("章ID（`<plan_id>/<chapter>`）", "the chapter: `<plan_id>/<chapter>`"), own="plan", key=True)


class CodingRule(Built):
    """An item of the code book: what a coder looks for."""

    one_row = Text("判定の基準（事項ごと）", "An item of the code book: what a coder looks for")
    files = (File("coding_rules.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    item_id = text(("事項ID", "Item"), key=True, raw=Raw("item"))
    acts = text(("取り組むとは", "What it means to act on the item, in Japanese"), raw=Raw())
    acts_en = text(("取り組むとは（英語）", "What it means to act on the item"), raw=Raw())
    excludes = text(("含まないもの", "What is not enough, in Japanese"), raw=Raw())
    excludes_en = text(("含まないもの（英語）", "What is not enough"), raw=Raw())
