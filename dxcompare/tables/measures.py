"""Measures, and the tags that plans print beside them."""

from __future__ import annotations

from dataclasses import replace

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import PAGE, SOURCE, WHERE, Built, english, locator, order, source_id, text
from dxcompare.tables.raw import YES, File, Folder, Raw, Typed
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
        "政策全体について記載されていれば、その見出し。`measures.csv` と同じ文言",
        "the policy heading exactly as in `measures.csv`, if it is stated for the whole policy",
    ),
)
OF_GOAL = Raw(
    "goal",
    (
        "目標・分野全体について記載されていれば、その見出し。`measures.csv` と同じ文言",
        "the goal heading exactly as in `measures.csv`, if it is stated for the whole goal",
    ),
    optional=True,
)
OF_PLAN = Raw(
    "plan",
    ("計画全体について記載されているか", "whether it is stated for the whole plan"),
    reads="yes",
    words=YES,
    optional=True,
)
#: the whole id of a measure, in decisions
MEASURE = Raw("measure", ("施策ID（`<plan_id>/<measure>`）", "the measure: `<plan_id>/<measure>`"), own="plan")
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
                "計画の中での短いID。英数字で、文書に現れる順（`1-1`。目標・政策・施策の三段なら `1-2-3`）",
                "short id in digits and letters, in the order of the document: `1-1`; "
                "where the plan has goal, policy and measure: `1-2-3`",
            ),
            own="plan",
        ),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    ref = text(
        ("番号", "No."),
        ("記載番号。番号のない施策は空欄", "number as stated; null of a measure without one"),
        null=True,
        printed=True,
        raw=Raw(
            help=(
                "番号、記載のとおり（`1-①`、`産－①`）。目標ごとに番号が始まり直すなら目標と番号（`目標1-施策①`）。"
                "番号がなければ空欄",
                "as printed: `1-①`, `産－①`; where numbers restart under each goal, goal and number: `目標1-施策①`; "
                "blank where it has none",
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
                "heading above it, as stated, numbers included; blank if the plan has no such level",
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
    title_en = english(
        "title_ja", ("題名（英語）", "Title"), ("施策名（英語）", "title in English"), raw=Raw(ours=True)
    )
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
        raw=Raw(help=("重点の印、記載のとおり", "a priority mark as stated")),
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
        "A national item or category that the plan itself states beside a measure",
    )
    files = (File("tags.csv", (Folder.PLAN,)),)

    measure = OF_MEASURE
    policy = OF_POLICY
    framework = Raw(help=("札の枠組み", "of which framework"), words=vocabularies.FRAMEWORKS)
    label_text = Raw(
        help=(
            "札の文言、記載のとおり。札1枚が1行。記載された `－` も1行とし、空の括弧は行にしない",
            "one row per stated tag; a printed `－` is a row; an empty bracket is none",
        )
    )
    page = PAGE
    where = WHERE
    source = ELSEWHERE


class Label(Typed):
    """The national item that a printed tag names."""

    one_row = Text(
        "記載された札がどの国の事項を指すか。二つの事項を指す札は2行",
        "Which national item a stated tag names; a tag that names two items has two rows",
    )
    files = (File("labels.csv", (Folder.ALL, Folder.CITY), needed=(Folder.ALL,), several=True),)

    framework = Raw(help=("札の枠組み", "of which framework"), words=vocabularies.FRAMEWORKS, key=True)
    label_text = Raw(help=("札の文言", "the tag"), key=True)
    item = Raw(help=("事項ID。どの事項も指さなければ空欄", "the item; blank: none"))
    reason = Raw(help=("理由", "why"))
