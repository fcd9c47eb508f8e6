"""What residents answered, and what of it is compared."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import (
    DATE,
    ID,
    PAGE,
    WHERE,
    Built,
    flag,
    locator,
    number,
    one_of,
    order,
    rule,
    source_id,
    text,
    whole,
)
from dxcompare.tables.raw import YES_NO, File, Folder, Raw, Typed
from dxcompare.words.text import Text

_SURVEY = (Folder.SURVEY,)
_WHICH = Raw(
    "survey", ("調査ID（`hakodate-ict-2025` など）", "the survey, such as `hakodate-ict-2025`"), own="survey", key=True
)


_ASKED = ("設問ID（`<survey_id>/<question>`）", "the question: `<survey_id>/<question>`")


class Survey(Built):
    """A survey wave."""

    one_row = Text("調査", "A survey wave")
    files = (File("survey.yaml", _SURVEY, needed=_SURVEY),)

    survey_id = text(
        ("調査ID", "Survey"),
        ("調査ID", "identifier"),
        key=True,
        pattern=ID,
        raw=Raw(
            help=(
                "`<ローマ字>-<呼び名>-<年>`（`hakodate-ict-2025` など）",
                "`<romaji>-<name>-<year>`, such as `hakodate-ict-2025`",
            )
        ),
    )
    municipality_code = text(
        ("団体コード", "Municipality code"), ("団体コード", "municipality"), ref="municipality.municipality_code"
    )
    name_ja = text(("名称", "Name (Japanese)"), ("調査名", "name"), raw=Raw())
    name_en = text(("名称（英語）", "Name"), ("調査名（英語）", "name in English"), raw=Raw(ours=True))
    start = text(("開始日", "First day"), null=True, pattern=DATE, raw=Raw())
    end = text(("終了日", "Last day"), null=True, pattern=DATE, raw=Raw())
    mode = text(("調査方法", "How answers were collected"), null=True, raw=Raw())
    population = text(("母集団・人口", "Population"), ("調査対象", "whom the sample stands for"), raw=Raw(ours=True))
    min_age = whole(("対象の最低年齢", "Lowest age asked"), most=120, unit="years", raw=Raw())
    sampled = whole(("標本数", "Questionnaires sent out"), null=True, least=1, raw=Raw())
    valid = whole(("有効回収数", "Valid answers"), null=True, least=1, raw=Raw())
    valid_web = whole(("うちWeb回答", "Of these by web"), null=True, raw=Raw())
    weighted = flag(
        ("重み付け", "Weighted"),
        ("割合が重み付けされているか。不明なら空欄", "whether percentages are weighted; null where that is not known"),
        null=True,
        raw=Raw(
            help=(
                "割合が重み付け集計なら `yes`、そうでないと分かれば `no`、分からなければ空欄",
                "`yes` if percentages are weighted, `no` if they are known not to be, blank if that is not known",
            ),
            reads="yes_no",
            words=YES_NO,
            optional=True,
        ),
    )
    percent_of = one_of(
        vocabularies.PERCENT_OF,
        ("割合の分母", "Percentages of"),
        (
            "割合の分母。人数か、回答の延べ数か。不明なら空欄",
            "what percentages are shares of, people or mentions; null where that is not known",
        ),
        null=True,
        raw=Raw(
            help=(
                "割合の分母が人数なら `people`、回答の延べ数なら `mentions`、分からなければ空欄。"
                "複数回答の割合の和が100を超えれば `people`",
                "`people` if percentages are of people, `mentions` if they are of all answers given, blank if not known; "
                "where those of several answers add up to more than 100 they are of `people`",
            ),
            optional=True,
            ours=True,
        ),
    )
    dash = one_of(vocabularies.DASHES, ("「-」の意味", "What a printed `-` stands for"), null=True)
    dash_reason = text(("その理由", "Why"), null=True)
    source_id = source_id()
    locator = locator(PAGE, WHERE)

    @rule(("有効回収数が標本数を超えています", "more valid answers than questionnaires"), "valid", "sampled")
    def valid_within_sample(cls) -> pl.Expr:
        return pl.col("valid") <= pl.col("sampled")

    @rule(("Web回答が有効回収数を超えています", "more web answers than valid answers"), "valid_web", "valid")
    def web_within_valid(cls) -> pl.Expr:
        return pl.col("valid_web") <= pl.col("valid")


class Question(Built):
    """A question."""

    one_row = Text("設問", "A question")
    files = (File("questions.csv", _SURVEY, needed=_SURVEY),)

    question_id = text(
        ("設問ID", "Question"),
        ("設問ID", "survey and short reference"),
        key=True,
        raw=Raw("question", ("`q1`、`q2_1`……", "`q1`, `q2_1` …"), own="survey"),
    )
    survey_id = text(("調査ID", "Survey"), ref="survey.survey_id")
    ref = text(
        ("番号", "No."),
        ("記載番号", "number as printed"),
        printed=True,
        raw=Raw(help=("番号、記載のとおり（`Q２-1`、`問11`）", "as printed: `Q２-1`, `問11`")),
    )
    wording_ja = text(("設問", "Wording or heading"), raw=Raw())
    wording_en = text(("設問（英語）", "Wording"), ("設問（英語）", "in English"), raw=Raw(ours=True))
    answer = one_of(vocabularies.ANSWERS, ("単数・複数回答", "Answers allowed"), raw=Raw())
    base = text(
        ("回答対象", "Who was asked"), raw=Raw(help=("回答対象を短く", "who was asked, a few words"), ours=True)
    )
    base_option = text(
        ("対象を絞る選択肢", "Question and option that filter it"),
        null=True,
        raw=Raw(
            help=("別の設問の答えで対象を絞っていれば `設問:選択肢`", "`question:option` if another answer filters it"),
            own="survey",
            ours=True,
        ),
    )
    base_inferred = flag(
        ("回答対象は推定", "Who was asked is inferred"),
        (
            "回答対象が記載されておらず、設問の流れと人数から推定したか",
            "whether who was asked is not stated but inferred from the order of questions and the numbers",
        ),
        raw=Raw(
            help=("回答対象の記載がなく、推定したか", "whether the document does not say who was asked"),
            ours=True,
        ),
    )
    base_n_text = text(
        ("回答者数（見出しの記載）", "Base as printed in the heading"),
        null=True,
        raw=Raw(help=("見出しに印字された回答者数、記載のとおり", "the base as printed in the heading")),
    )
    position = order(("順序", "order in the document"))
    source_id = source_id()
    locator = locator(PAGE, WHERE)


class Option(Typed):
    """An option of a question."""

    one_row = Text("設問の選択肢。印字の順", "An option of a question, in print order")
    files = (File("options.csv", _SURVEY, needed=_SURVEY),)

    question = Raw(help=("`questions.csv` の短いID", "its short id in `questions.csv`"), own="survey")
    option = Raw(help=("短い英語のID", "a short English id"), ours=True)
    option_ja = Raw(help=("選択肢、記載のとおり", "as printed"))
    option_en = Raw(help=("選択肢（英語）", "in English"), ours=True)


class Cells(Typed):
    """A printed table of a question."""

    one_row = Text(
        "集計表の1行。設問ごと、または設問と区分ごとに1ファイル（`q1.csv`、`q2_2_sex.csv`）。縦横が逆の表は置き換える。"
        "印字された回答者数の行は、`n` として最初の行に置く",
        "A row of a printed table; a file per question, or per question and breakdown (`q1.csv`, `q2_2_sex.csv`). "
        "Tables printed the other way round are turned. A printed row of base sizes is the first row, labelled `n`",
    )
    files = (File("*.csv", _SURVEY),)

    option = Raw("選択肢", ("選択肢、記載のとおり", "the options, as printed"))
    group = Raw(
        "group", ("集団ごとに1列。見出しは記載のとおり", "one column per group, headed as printed"), heads="text"
    )


class Group(Typed):
    """Who a column of a survey table is."""

    one_row = Text("集計表の列が誰を指すか", "Who a column of a survey table is")
    files = (File("groups.csv", (Folder.CITY,)),)

    survey = _WHICH
    label = Raw(help=("列の見出し", "the heading of the column"), key=True)
    group_type = Raw(help=("区分", "breakdown"), words=vocabularies.GROUP_TYPES)
    group = Raw(help=("集団のID", "an id of the group"))
    group_en = Raw(help=("集団（英語）", "in English"))
    age_min = Raw(help=("年齢の下限", "lowest age"), reads="whole")
    age_max = Raw(help=("年齢の上限。上限がなければ空欄", "highest age; blank if open"), reads="whole")
    reason = Raw(help=("理由", "why"))


class Dash(Typed):
    """What a printed dash stands for."""

    one_row = Text(
        "集計表の `-` の意味。行がなければ空欄とみる",
        "What a printed `-` stands for in a survey's tables; without a row it is a blank",
    )
    files = (File("dashes.csv", (Folder.CITY,)),)

    survey = _WHICH
    dash = Raw(help=("`-` の意味", "what it stands for"), words=vocabularies.DASHES)
    reason = Raw(help=("理由", "why"))


class Response(Built):
    """A printed cell of a survey table."""

    one_row = Text("集計表の1セル", "A printed cell of a survey table")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    option_id = text(("選択肢ID", "Option"), key=True)
    group_type = one_of(vocabularies.GROUP_TYPES, ("区分", "Breakdown"), key=True)
    group_id = text(("集団ID", "Group"), key=True)
    option_ja = text(("選択肢", "Option as printed"))
    option_en = text(("選択肢（英語）", "Option"), ("選択肢（英語）", "option in English"))
    option_position = whole(("選択肢の順序", "Order of the option"), least=1)
    group_ja = text(("集団", "Group as printed"))
    group_en = text(("集団（英語）", "Group"), ("集団（英語）", "group in English"))
    group_position = whole(("集団の順序", "Order of the group"), least=1)
    age_min = whole(("年齢下限", "Lowest age"), null=True, most=120, unit="years")
    age_max = whole(
        ("年齢上限", "Highest age"), ("年齢上限", "highest age; null if open"), null=True, most=120, unit="years"
    )
    n_printed = whole(
        ("回答者数（記載）", "Base as printed"),
        ("回答者数（表の記載）", "base as printed in the table"),
        null=True,
        least=1,
    )
    percent_text = text(("割合（記載）", "Percentage as printed"), null=True)
    percent = number(
        ("割合（％）", "Share (%)"), ("割合", "percentage; null where blank"), null=True, least=0, most=100, unit="%"
    )
    decimals = whole(("小数桁", "Decimals printed"), null=True, most=1)
    reading = one_of(vocabularies.READINGS, ("読み取り方", "How the cell was read"))
    quarantined = flag(("割合は使用不可", "The percentage must not be used"))
    n_quarantined = flag(("回答者数は使用不可", "The printed base must not be used"))
    erratum_id = text(("記録ID", "Erratum"), ("記録ID", "why"), null=True, ref="erratum.erratum_id")
    source_id = source_id()
    locator = locator()

    @rule(("年齢の上限が下限より小さくなっています", "the highest age is below the lowest"), "age_max", "age_min")
    def ages_in_order(cls) -> pl.Expr:
        return pl.col("age_max") >= pl.col("age_min")


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
    label_en = text(("呼び名（英語）", "Label"), ("呼び名（英語）", "the same in English"), raw=Raw())
    polarity = whole(
        ("主題に対する向き", "Polarity"),
        ("向き", "1 if choosing it means more of the theme, −1 if less"),
        least=-1,
        most=1,
        raw=Raw(
            help=("`1`。選ぶほど主題に当たらないなら `-1`", "`1`, or `-1` where choosing it means less of the theme")
        ),
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
                "一つの主題に当たる選択肢が二つの調査にあれば、どの組にも1行が要る",
                "`a` same wording and base, `b` same construct with a caveat, `c` same construct, but only the shape over "
                "age compares, `d` another construct: does not compare. Any two options of a theme in two surveys have a row",
            )
        ),
    )
    reason = text(("理由", "Reason"), ("理由", "why, in Japanese"), raw=Raw())
    reason_en = text(("理由（英語）", "Why"), raw=Raw())
