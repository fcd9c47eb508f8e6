"""What plans state about their own tables, and what must be known of documents."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import (
    PAGE,
    SOURCE,
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
)
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.text import Text


class Claim(Built):
    """A statement of a plan about its own tables."""

    one_row = Text("計画が自らの表について述べたこと", "A statement of a plan about its own tables")
    files = (File("claims.csv", (Folder.PLAN,), ours=True),)

    claim_id = text(
        ("記述ID", "Statement"),
        ("記述ID", "plan and short reference"),
        key=True,
        raw=Raw("claim", ("`c01`、`c02`……", "`c01`, `c02` …"), own="plan"),
    )
    plan_id = text(("計画ID", "Plan"), ref="plan.plan_id")
    claim_ja = text(
        ("記述（要約と読み方）", "The statement, in our words, with how it is read"),
        raw=Raw(
            help=(
                "記述を編者の短い言葉で。公正な読み方が二つあれば、どの読み方か。文書の文そのものは書かない",
                "the statement in a few words of ours, with the reading where more than one is fair; never the "
                "sentence itself",
            )
        ),
    )
    claim_en = english("claim_ja", ("記述（英語）", "Statement"), ("記述（英語）", "the same in English"), raw=Raw())
    question_id = text(
        ("設問ID", "Question"),
        ("設問ID", "question it speaks of; null where another table"),
        null=True,
        ref="question.question_id",
        raw=Raw(
            "question",
            ("記述が指す設問。ほかの表なら空欄", "the question it speaks of; blank for another table"),
            own="survey",
        ),
    )
    other_reading = text(
        ("別の読み方", "Other reading"),
        ("同じ文の、先に挙げた読み方の記述", "the statement that is the first reading of the same sentence"),
        null=True,
        ref="claim.claim_id",
        raw=Raw(
            help=(
                "同じ文に公正な読み方が二つあるとき、二つ目の行に、一つ目の `claim`",
                "where a sentence has two fair readings: in the row of the second, the `claim` of the first",
            ),
            own="plan",
            optional=True,
        ),
    )
    predicate = text(
        ("検証式", "What must hold"),
        ("検証式", "what must hold; null where no table can tell"),
        null=True,
        raw=Raw(
            help=(
                "成り立つべき式。どの表でも確かめられなければ空欄とし、理由を `claim_ja` に書く",
                "what must hold; blank where no table can tell, and the claim says why",
            )
        ),
    )
    precision = number(
        ("記述の丸め", "Step to which the statement rounds"),
        null=True,
        least=0,
        raw=Raw(
            help=(
                "記述の丸めの刻み（`1`、約7割なら `10`）。数を言わなければ空欄",
                "the step to which the statement rounds: `1`, `10` for 約7割; blank if it names no number",
            )
        ),
    )
    comparator = one_of(
        vocabularies.STATED_AS,
        ("比較", "Comparator"),
        (
            "述べた数が下限・上限・範囲か。数を言わなければ空欄",
            "whether the number it names is a bound or a range; null if it names none",
        ),
        null=True,
        raw=Raw(),
    )
    about = flag(
        ("約", "About"),
        ("「約」「程度」とあるか", "whether the number is hedged"),
        raw=Raw(help=("「約」「程度」とあるか", "whether it is hedged, as by 約 or 程度")),
    )
    source_id = source_id(SOURCE)
    locator = locator(PAGE, WHERE)

    @rule(
        ("数を述べる記述には比較（以上など）が要ります", "a statement that names a number needs its comparator"),
        "comparator",
        "precision",
        "about",
    )
    def numbers_have_a_comparator(cls) -> pl.Expr:
        return pl.col("comparator").is_not_null() | (pl.col("precision").is_null() & ~pl.col("about"))


class Erratum(Built):
    """What must be known of a source: a fault of it, what it does not state, or a limit of our reading."""

    one_row = Text(
        "出典についての記録：誤り、記載のないこと、読み取りの限界",
        "What must be known of a source: a fault of it, what it does not state, or a limit of our reading",
    )
    files = (File("errata.csv", (Folder.PLAN,), needed=(Folder.PLAN,), ours=True),)

    erratum_id = text(
        ("記録ID", "Erratum"),
        ("記録ID", "identifier"),
        key=True,
        raw=Raw("erratum", ("`e01`、`e02`……", "`e01`, `e02` …"), own="plan"),
    )
    source_id = source_id(SOURCE)
    kind = one_of(vocabularies.ERRATA, ("種類", "Kind"), ("種類", "what it concerns"), raw=Raw())
    nature = one_of(
        vocabularies.NATURES,
        ("性質", "Nature"),
        ("性質：出典の誤り、記載のないこと、読み取りの限界", "a fault, a thing not stated, or a limit of our reading"),
        raw=Raw(
            help=(
                "`fault`：明らかな誤植、または二つの箇所を公正に読んでも両立しないもの。`not_stated`：書かれていないか、"
                "書き方からは決まらないもの。`reading`：文字や配置が抽出で失われたとみられるもの、編者の読み方の断り。"
                "迷えば `fault` としない",
                "`fault`: a plain misprint, or two places that a fair reader of both cannot reconcile; `not_stated`: not "
                "said, or not said clearly enough to tell; `reading`: letters or layout that the extraction most likely "
                "lost, or a note on how we read. Where in doubt, not `fault`",
            )
        ),
    )
    what = text(
        ("内容", "What (Japanese)"),
        ("内容", "what it is, in Japanese"),
        raw=Raw(
            help=("何が誤りか、書かれていないか、読み取れないか。編者の言葉で", "what it is, in Japanese, our words")
        ),
    )
    what_en = english("what", ("内容（英語）", "What"), ("内容（英語）", "what it is"), raw=Raw())
    treatment = text(("扱い", "Treatment (Japanese)"), ("扱い", "what is done about it, in Japanese"), raw=Raw())
    treatment_en = english(
        "treatment", ("扱い（英語）", "Treatment"), ("扱い（英語）", "what is done about it"), raw=Raw()
    )
    question_id = text(
        ("設問ID", "Question"),
        ("設問ID", "question concerned"),
        null=True,
        ref="question.question_id",
        raw=Raw(
            "question",
            ("関わるセルの設問。空欄はすべて", "question of the cells it concerns; blank: all"),
            own="survey",
        ),
    )
    option_id = text(
        ("選択肢ID", "Option"),
        ("選択肢ID", "option concerned; `n` for the stated bases"),
        null=True,
        raw=Raw(
            "option",
            (
                "関わるセルの選択肢。空欄はすべて、`n` は記載された回答者数",
                "their option; blank: all; `n`: the stated bases",
            ),
            ours=True,
        ),
    )
    group_id = text(
        ("集団ID", "Group"),
        ("集団ID", "group concerned"),
        null=True,
        raw=Raw("group", ("関わるセルの集団。空欄はすべて", "their group; blank: all"), ours=True),
    )
    quarantine = flag(
        ("集計に不使用", "Whether the cells must not be used"),
        raw=Raw(help=("セルを使ってはならないか", "whether the cells must not be used")),
    )
    steps_lost = text(
        ("工程が読み取れない施策", "Measures whose steps are no longer legible, joined by +"),
        null=True,
        raw=Raw(
            help=(
                "文書から工程が読み取れなくなった施策。`+` でつなぐ",
                "the measures whose schedule the document no longer shows, joined by `+`",
            ),
            own="plan",
            optional=True,
        ),
    )
    tags_lost = text(
        ("記載が読み取れない施策", "Measures whose tags are no longer legible, joined by +"),
        null=True,
        raw=Raw(
            help=(
                "文書から国の事項の記載が読み取れなくなった施策。`+` でつなぐ",
                "the measures beside which the document no longer shows whether it names national items, joined by `+`",
            ),
            own="plan",
            optional=True,
        ),
    )
    locator = locator(PAGE, WHERE)
