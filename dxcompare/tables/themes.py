"""What is compared across cities: themes, the options that measure them, and how far two of these compare."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import Built, english, one_of, order, text, whole
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.text import Text

_ASKED = ("設問ID（`<survey_id>/<question>`）", "the question: `<survey_id>/<question>`")


class Theme(Built):
    """What is compared across cities."""

    one_row = Text("市の間で比べる主題", "What is compared across cities")
    files = (File("themes.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    theme_id = text(("主題ID", "Theme"), key=True, raw=Raw("theme"))
    position = order(("順序", "order in charts"))
    name_ja = text(("名称", "Name (Japanese)"), ("主題", "name"), raw=Raw())
    name_en = text(("名称（英語）", "Name"), ("主題（英語）", "name in English"), raw=Raw())
    definition = text(("定義", "What belongs to it, in Japanese"), raw=Raw())
    definition_en = text(("定義（英語）", "What belongs to it"), raw=Raw())


class ThemeOption(Built):
    """An option that measures a theme."""

    one_row = Text("主題を測る選択肢", "An option that measures a theme")
    files = (File("theme_options.csv", (Folder.CITY,)),)

    question_id = text(
        ("設問ID", "Question"),
        key=True,
        ref="question.question_id",
        raw=Raw("question", _ASKED, own="survey"),
    )
    option_id = text(("選択肢ID", "Option"), key=True, raw=Raw("option"))
    theme_id = text(("主題ID", "Theme"), key=True, ref="theme.theme_id", raw=Raw("theme"))
    label_ja = text(("主題の中での呼び名", "What the option stands for in the theme, in short"), raw=Raw())
    label_en = english("label_ja", ("呼び名（英語）", "Label"), ("呼び名（英語）", "the same in English"), raw=Raw())
    polarity = whole(
        ("主題に対する向き", "Polarity"),
        ("向き", "1 if choosing it means more of the theme, −1 if less"),
        least=-1,
        most=1,
        raw=Raw(
            help=("`1`。選ぶほど主題に該当しないなら `-1`", "`1`, or `-1` where choosing it means less of the theme")
        ),
    )
    tells = one_of(
        vocabularies.TELLS,
        ("選択肢が示すこと", "What it tells"),
        (
            "選んだ人について何を示すか。空欄は未判定",
            "what it tells of those who chose it; null where nobody has assessed it",
        ),
        null=True,
        raw=Raw(optional=True),
    )
    comparability = one_of(
        vocabularies.COMPARABLE,
        ("比較可能性", "Comparability"),
        (
            "ほかの市の選択肢とどこまで比べられるか。組のうち最もよいもの。組がなければ空欄。次の版でなくなる",
            "how far it compares with an option of another city: the best of its pairs, null without a pair; goes "
            "with the next version",
        ),
        null=True,
    )
    reason = text(("理由", "Reason"), ("理由", "why, in Japanese"), null=True)
    reason_en = text(("理由（英語）", "Why"), null=True)


class ThemePair(Built):
    """Options of two surveys on one theme, and how far they compare."""

    one_row = Text(
        "ある主題についての二つの調査の選択肢と、どこまで比べられるか",
        "Options of two surveys on a theme, and how far they compare",
    )
    files = (File("theme_pairs.csv", (Folder.ALL,)),)

    theme_id = text(("主題ID", "Theme"), key=True, ref="theme.theme_id", raw=Raw("theme"))
    first_question_id = text(
        ("設問1", "Question"), key=True, ref="question.question_id", raw=Raw("first_question", _ASKED)
    )
    first_option_id = text(("選択肢1", "Option"), key=True, raw=Raw("first_option"))
    second_question_id = text(
        ("設問2", "Question of another survey"),
        key=True,
        ref="question.question_id",
        raw=Raw("second_question", ("別の調査の設問ID", "a question of another survey")),
    )
    second_option_id = text(("選択肢2", "Its option"), key=True, raw=Raw("second_option"))
    letter = one_of(
        vocabularies.COMPARABLE,
        ("比較可能性", "Comparability"),
        (
            "どこまで比べられるか",
            "a levels compare; b with a caveat; c the same thing, of which only the shape over age compares; d not at all",
        ),
        raw=Raw(
            help=(
                "`a` は文言も回答対象も同じ、`b` は同じことを尋ねているが注意が要る、"
                "`c` は同じことだが、年齢による形だけを比べられる、`d` は別のことで、比べられない。"
                "一つの主題に該当する選択肢が二つの調査にあれば、どの組にも1行が要る",
                "`a` same wording and base, `b` same construct with a caveat, `c` same construct, but only the shape over "
                "age compares, `d` another construct: does not compare. Any two options of a theme in two surveys have a row",
            )
        ),
    )
    reason = text(("理由", "Reason"), ("理由", "why, in Japanese"), raw=Raw())
    reason_en = english("reason", ("理由（英語）", "Why"), raw=Raw())
