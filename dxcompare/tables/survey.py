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
    english,
    flag,
    like,
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
    municipality_code = text(("団体コード", "Municipality code"), ("団体コード", "municipality"))
    plan_id = text(("計画ID", "Plan"), ("計画ID", "plan in whose folder it lies"), ref="plan.plan_id")
    name_ja = text(("名称", "Name (Japanese)"), ("調査名", "name"), raw=Raw())
    name_en = english("name_ja", ("名称（英語）", "Name"), ("調査名（英語）", "name in English"), raw=Raw(ours=True))
    start = text(("開始日", "First day"), null=True, pattern=DATE, raw=Raw())
    end = text(("終了日", "Last day"), null=True, pattern=DATE, raw=Raw())
    mode = text(("調査方法", "How answers were collected"), null=True, raw=Raw())
    population = text(("母集団・人口", "Population"), ("調査対象", "whom the sample stands for"), raw=Raw(ours=True))
    min_age = whole(
        ("対象の最低年齢", "Lowest age asked"),
        (
            "対象の最低年齢。記載がないか、事業所などの調査なら空欄",
            "lowest age asked; null where none is stated, or where not people are asked",
        ),
        null=True,
        most=120,
        unit="years",
        raw=Raw(),
    )
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

    @rule(("終了日が開始日より前になっています", "the last day lies before the first"), "end", "start")
    def days_in_order(cls) -> pl.Expr:
        known = pl.min_horizontal(pl.col("start").str.len_chars(), pl.col("end").str.len_chars())
        return pl.col("end").str.head(known) >= pl.col("start").str.head(known)

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
        ("記載番号", "number as stated"),
        printed=True,
        raw=Raw(help=("番号、記載のとおり（`Q２-1`、`問11`）", "as printed: `Q２-1`, `問11`")),
    )
    wording_ja = text(("設問", "Wording or heading"), raw=Raw())
    wording_en = english("wording_ja", ("設問（英語）", "Wording"), ("設問（英語）", "in English"), raw=Raw(ours=True))
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
        ("回答者数（見出しの記載）", "Base as stated in the heading"),
        null=True,
        raw=Raw(help=("見出しに記載された回答者数、記載のとおり", "the base as stated in the heading")),
    )
    cells = one_of(
        vocabularies.CELLS,
        ("セルの中身", "Cells"),
        ("集計表のセルに記載された数。空欄は割合", "what the cells of its tables hold; null of percentages"),
        null=True,
        raw=Raw(
            help=(
                "集計表のセルが割合か人数か、両方（`392(70%)`）か。空欄は割合とみるが、紛らわしい表では書く",
                "whether the cells of its tables hold percentages, counts, or both (`392(70%)`); a blank is percentages, "
                "but must be filled where a table may be either",
            ),
            optional=True,
        ),
    )
    position = order(("順序", "order in the document"))
    source_id = source_id()
    locator = locator(PAGE, WHERE)


class Option(Typed):
    """An option of a question."""

    one_row = Text("設問の選択肢。文書に現れる順", "An option of a question, in the order of the document")
    files = (File("options.csv", _SURVEY, needed=_SURVEY),)

    question = Raw(help=("`questions.csv` の短いID", "its short id in `questions.csv`"), own="survey")
    option = Raw(help=("短い英語のID", "a short English id"), ours=True)
    option_ja = Raw(help=("選択肢、記載のとおり", "as stated"))
    option_en = Raw(help=("選択肢（英語）", "in English"), optional=True, ours=True)
    kind = Raw(
        help=(
            "平均点の行なら `mean`。選択肢なら `share` か空欄",
            "`mean` of a row of mean scores; `share` or blank of an option",
        ),
        words=vocabularies.OPTION_KINDS,
        optional=True,
        ours=True,
    )


class Cells(Typed):
    """A printed table of a question."""

    one_row = Text(
        "集計表の1行。設問ごと、または設問と区分ごとに1ファイル（`q1.csv`、`q2_2_sex.csv`）。縦横が逆の表は置き換える。"
        "記載された回答者数の行は、`n` として最初の行に置く。「合計」の行は割合では100、人数では回答者数とみて、選択肢としない",
        "A row of a table; a file per question, or per question and breakdown (`q1.csv`, `q2_2_sex.csv`). "
        "Tables printed the other way round are turned. A printed row of base sizes is the first row, labelled `n`. A row "
        "合計 is no option: of percentages it is 100, of counts the base",
    )
    files = (File("*.csv", _SURVEY),)

    option = Raw("選択肢", ("選択肢、記載のとおり", "the options, as stated"))
    group = Raw(
        "group", ("集団ごとに1列。見出しは記載のとおり", "one column per group, headed as stated"), heads="text"
    )


class Group(Typed):
    """Who a column of a survey table is."""

    one_row = Text("集計表の列が誰を指すか", "Who a column of a survey table is")
    files = (File("groups.csv", (Folder.CITY,)),)

    survey = _WHICH
    label = Raw(help=("列の見出し", "the heading of the column"), key=True)
    group_type = Raw(help=("区分", "breakdown"), words=vocabularies.GROUP_TYPES)
    group = Raw(help=("集団のID", "an id of the group"))
    group_en = Raw(help=("集団（英語）", "in English"), optional=True)
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

    one_row = Text("集計表の1セル", "A cell of a survey table")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    option_id = text(("選択肢ID", "Option"), key=True)
    group_type = one_of(vocabularies.GROUP_TYPES, ("区分", "Breakdown"), key=True)
    group_id = text(("集団ID", "Group"), key=True)
    option_ja = text(("選択肢", "Option as stated"))
    option_en = english("option_ja", ("選択肢（英語）", "Option"), ("選択肢（英語）", "option in English"))
    option_position = whole(("選択肢の順序", "Order of the option"), least=1)
    group_ja = text(("集団", "Group as stated"))
    group_en = english("group_ja", ("集団（英語）", "Group"), ("集団（英語）", "group in English"))
    group_position = whole(("集団の順序", "Order of the group"), least=1)
    age_min = whole(("年齢下限", "Lowest age"), null=True, most=120, unit="years")
    age_max = whole(
        ("年齢上限", "Highest age"), ("年齢上限", "highest age; null if open"), null=True, most=120, unit="years"
    )
    n_printed = whole(
        ("回答者数（記載）", "Base as stated"),
        ("回答者数（表の記載）", "base as stated in the table"),
        null=True,
        least=1,
    )
    percent_text = text(("割合（記載）", "Percentage as stated"), null=True)
    percent = number(
        ("割合（％）", "Share (%)"), ("割合", "percentage; null where blank"), null=True, least=0, most=100, unit="%"
    )
    decimals = whole(("小数桁", "Decimals printed"), null=True, most=2)
    count_printed = whole(
        ("人数（記載）", "Count as stated"), ("選んだ人数（表の記載）", "people who chose it, as stated"), null=True
    )
    reading = one_of(vocabularies.READINGS, ("読み取り方", "How the cell was read"))
    quarantined = flag(("割合は使用不可", "The percentage must not be used"))
    n_quarantined = flag(("回答者数は使用不可", "The stated base must not be used"))
    erratum_id = text(("記録ID", "Erratum"), ("記録ID", "why"), null=True, ref="erratum.erratum_id")
    source_id = source_id()
    locator = locator()

    @rule(("年齢の上限が下限より小さくなっています", "the highest age is below the lowest"), "age_max", "age_min")
    def ages_in_order(cls) -> pl.Expr:
        return pl.col("age_max") >= pl.col("age_min")


class MeanScore(Built):
    """A printed mean score of a group."""

    one_row = Text("集計表の平均点", "A stated mean score of a group")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    option_id = text(("行ID", "Row"), ("行のID", "row of the table"), key=True)
    group_type = one_of(vocabularies.GROUP_TYPES, ("区分", "Breakdown"), key=True)
    group_id = text(("集団ID", "Group"), key=True)
    option_ja = text(("行の見出し", "Row as stated"))
    option_en = english("option_ja", ("行の見出し（英語）", "Row"))
    group_ja = text(("集団", "Group as stated"))
    group_en = english("group_ja", ("集団（英語）", "Group"))
    group_position = whole(("集団の順序", "Order of the group"), least=1)
    age_min = like(Response.age_min)
    age_max = like(Response.age_max)
    n_printed = like(Response.n_printed)
    mean_text = text(("平均点（記載）", "Mean as stated"), null=True)
    mean = number(("平均点", "Mean score"), null=True)
    decimals = whole(("小数桁", "Decimals printed"), null=True)
    source_id = source_id()
    locator = locator()
