"""Measures, and the national items they act on: printed tags, codes, adjudications."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import PAGE, SOURCE, WHERE, Built, locator, one_of, order, rule, source_id, text
from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: where a row may come from another document than the plan's own, the file may lack the column
ELSEWHERE = replace(SOURCE, optional=True)
#: what a row is printed for: fill one of the two
OF_MEASURE = Raw(
    "measure",
    ("施策の短いID。`policy` とどちらか一方だけ", "the measure's short id; fill this or `policy`"),
    own="plan",
)
OF_POLICY = Raw(
    "policy",
    (
        "政策全体について印字されていれば、その見出し。`measures.csv` と同じ文言",
        "the policy heading exactly as in `measures.csv`, if it is printed for the whole policy",
    ),
)
#: the whole id of a measure, in decisions
MEASURE = Raw("measure", ("施策ID（`hakodate-2025/1-1` など）", "the measure, such as `hakodate-2025/1-1`"), own="plan")
ITEM_OR_NONE = ("事項ID。該当する事項がなければ `none`", "the item, or `none`")


class Measure(Built):
    """A measure, at the level each plan numbers."""

    one_row = Text("施策（計画が番号を付した単位）", "A measure, at the level each plan numbers")
    files = (File("measures.csv", (Folder.PLAN,), needed=(Folder.PLAN,)),)

    measure_id = text(
        ("施策ID", "Measure"),
        ("施策ID", "plan and short reference"),
        key=True,
        raw=Raw(
            "measure",
            (
                "計画の中での短いID。英数字で、印字の順（`1-1`。目標・政策・施策の三段なら `1-2-3`）",
                "short id in digits and letters, in print order: `1-1`; "
                "where the plan has goal, policy and measure: `1-2-3`",
            ),
            own="plan",
        ),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    ref = text(
        ("番号", "No."),
        ("記載番号", "number as printed"),
        printed=True,
        raw=Raw(
            help=(
                "番号、記載のとおり（`1-①`、`産－①`）。目標ごとに番号が始まり直すなら目標と番号（`目標1-施策①`）",
                "as printed: `1-①`, `産－①`; where numbers restart under each goal, goal and number: `目標1-施策①`",
            )
        ),
    )
    goal = text(
        ("目標・分野", "Goal"),
        ("目標・分野", "goal or field above it"),
        null=True,
        raw=Raw(
            help=(
                "上にある目標・分野の見出し。番号も含め記載のとおり。その段がなければ空欄",
                "heading above it, as printed, numbers included; blank if the plan has no such level",
            )
        ),
    )
    policy = text(
        ("政策", "Policy"),
        ("政策・方針", "policy above it"),
        null=True,
        raw=Raw(help=("上にある政策・方針の見出し。書き方は `goal` と同じ", "likewise the policy above it")),
    )
    title_ja = text(("題名", "Title (Japanese)"), ("施策名", "title"), raw=Raw())
    title_en = text(("Title", "Title"), ("施策名（英語）", "title in English"), raw=Raw(ours=True))
    department = text(
        ("所管", "Department"),
        ("所管", "departments in charge"),
        null=True,
        raw=Raw(help=("所管、記載のとおり", "所管, as printed")),
    )
    department_related = text(("関係課", "Departments concerned"), null=True, raw=Raw(help=("関係課", "関係課")))
    mark = text(
        ("重点の印", "The plan's own priority mark"),
        null=True,
        printed=True,
        raw=Raw(help=("重点の印、記載のとおり", "a priority mark as printed")),
    )
    related_plans = text(
        ("関連計画", "Plans the measure belongs to"),
        null=True,
        raw=Raw(help=("関連計画、記載のとおり。`、` でつなぐ", "関連計画 as printed, joined by `、`")),
    )
    upper_ref = text(
        ("上位計画の参照", "Reference to a higher plan"),
        null=True,
        raw=Raw(help=("上位計画への参照、記載のとおり", "a printed reference to a higher plan")),
    )
    position = order(("順序", "order in the plan"))
    source_id = source_id(ELSEWHERE)
    locator = locator(PAGE, WHERE)


class Tag(Typed):
    """A national item or category that the plan itself prints beside a measure."""

    one_row = Text(
        "計画自身が施策に付した国の事項・分野の札",
        "A national item or category that the plan itself prints beside a measure",
    )
    files = (File("tags.csv", (Folder.PLAN,)),)

    measure = OF_MEASURE
    policy = OF_POLICY
    framework = Raw(help=("札の枠組み", "of which framework"), words=vocabularies.FRAMEWORKS)
    label_text = Raw(
        help=(
            "札の文言、記載のとおり。札1枚が1行。印字された `－` も1行とし、空の括弧は行にしない",
            "one row per printed tag; a printed `－` is a row; an empty bracket is none",
        )
    )
    page = PAGE
    where = WHERE
    source = ELSEWHERE


class Label(Typed):
    """The national item that a printed tag names."""

    one_row = Text(
        "印字された札がどの国の事項を指すか。二つの事項を指す札は2行",
        "Which national item a printed tag names; a tag that names two items has two rows",
    )
    files = (File("labels.csv", (Folder.ALL, Folder.CITY), needed=(Folder.ALL,), several=True),)

    framework = Raw(help=("札の枠組み", "of which framework"), words=vocabularies.FRAMEWORKS, key=True)
    label_text = Raw(help=("札の文言", "the tag"), key=True)
    item = Raw(help=("事項ID。どの事項も指さなければ空欄", "the item; blank: none"))
    reason = Raw(help=("理由", "why"))


class MeasureItem(Built):
    """A measure acts on a national item."""

    one_row = Text("施策と国の事項の対応", "A measure acts on a national item")

    measure_id = text(("施策ID", "Measure"), key=True, ref="measure.measure_id", raw=MEASURE)
    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True, raw=Raw())
    item_id = text(("事項ID", "Item"), ("事項ID（該当なしは none）", "item, or `none`"), key=True, raw=Raw("item"))
    basis = one_of(
        vocabularies.BASIS, ("根拠", "Basis"), ("計画の記載・当方の判定", "said by the plan, or coded by us"), key=True
    )
    coder = text(("判定者", "Who coded"), ("判定者", "who coded; null where the plan states it"), key=True, null=True)
    role = one_of(
        vocabularies.ROLES, ("主・従", "Role"), ("主・従", "main or further item of a coded measure"), null=True
    )
    label_text = text(("記載の文言", "Tag as printed"), null=True)
    note = text(("備考", "Note"), ("理由", "reason, in short"), null=True)
    source_id = source_id()
    locator = locator()

    @rule(("判定には primary か secondary が必要です", "a code needs a role, primary or secondary"), "role")
    def coded_has_role(cls) -> pl.Expr:
        return (pl.col("basis") == "stated") | pl.col("role").is_not_null()

    @rule(("判定者は判定の行にだけ必要です", "a coder belongs to a code, and only there"), "coder")
    def coded_has_coder(cls) -> pl.Expr:
        return (pl.col("basis") == "coded") == pl.col("coder").is_not_null()


class Code(Typed):
    """A code: an item that a measure acts on, by one coder."""

    one_row = Text(
        "施策が取り組む国の事項。判定者一人に1ファイルで、`coding_rules.csv` と[判定の仕方](../docs/coding.md)による。"
        "一つの計画を判定した者は、すべての計画を判定する",
        "Which items a measure acts on, one file a coder, after `coding_rules.csv` and "
        "[how to code](../docs/coding.md). "
        "Who codes one plan codes all",
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
    decision = one_of(vocabularies.DECISIONS, ("取り組むか", "Whether the measure acts on the item"), raw=Raw())
    reason = text(("理由", "Reason"), raw=Raw())


class CodingRule(Built):
    """An item of the code book: what a coder looks for."""

    one_row = Text("判定の基準（事項ごと）", "An item of the code book: what a coder looks for")
    files = (File("coding_rules.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    item_id = text(("事項ID", "Item"), key=True, raw=Raw("item"))
    acts = text(("取り組むとは", "What it means to act on the item, in Japanese"), raw=Raw())
    acts_en = text(("取り組むとは（英語）", "What it means to act on the item"), raw=Raw())
    excludes = text(("含まないもの", "What is not enough, in Japanese"), raw=Raw())
    excludes_en = text(("含まないもの（英語）", "What is not enough"), raw=Raw())
