"""What is computed of surveys: bases and counts, what the audit found, what becomes of statements about them."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import Table, flag, number, one_of, text, whole
from dxcompare.words.text import Text


class SurveyBase(Table):
    """The base of a printed column."""

    one_row = Text("集計表の列の回答者数", "The base of a column")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    group_type = one_of(vocabularies.GROUP_TYPES, ("区分", "Breakdown"), key=True)
    group_id = text(("集団ID", "Group"), key=True)
    n = whole(
        ("回答者数", "Base"),
        ("使う回答者数", "base to use; null unless printed, in a heading, or recovered"),
        null=True,
        unit="people",
    )
    n_printed = whole(
        ("回答者数（記載）", "Base as stated"),
        ("回答者数（表の記載）", "base as stated in the table, even if withheld"),
        null=True,
        unit="people",
    )
    n_recovered = whole(
        ("回答者数（編者の復元）", "Base recovered by us from the percentages"), null=True, unit="people"
    )
    n_likely = whole(
        ("回答者数（ほぼ確か）", "Base that is likely"),
        ("事後確率99％以上の回答者数。nには入れない", "base with a posterior of 0.99 or more; it is not in `n`"),
        null=True,
        unit="people",
    )
    candidates = text(("候補", "Candidates"), ("候補", "bases that fit, separated by |"), null=True)
    posterior = number(
        ("事後確率", "Posterior"),
        (
            "最も確からしい回答者数の事後確率",
            "posterior of the most probable base, where it is neither printed nor recovered",
        ),
        null=True,
        least=0,
        most=1,
        decimals=3,
    )
    certainty = one_of(
        vocabularies.CERTAINTY,
        ("回答者数の確からしさ", "Certainty of the base"),
        ("確からしさ", "how the base is known"),
    )
    constraints = text(("条件の記号", "Constraint codes"), ("使った条件", "what decided, separated by ;"))


class ResponseCount(Table):
    """The count behind a printed cell."""

    one_row = Text("1セルの人数と区間", "The count behind a cell")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    option_id = text(("選択肢ID", "Option"), key=True)
    group_type = one_of(vocabularies.GROUP_TYPES, ("区分", "Breakdown"), key=True)
    group_id = text(("集団ID", "Group"), key=True)
    percent = number(
        ("割合（％）", "Share (%)"),
        ("割合", "percentage as stated; null where blank or withheld"),
        null=True,
        least=0,
        most=100,
        unit="%",
    )
    n = whole(("回答者数", "Base"), ("回答者数", "base; null where unknown"), null=True, unit="people")
    count = whole(("数", "Count"), ("選んだ人数", "people who chose it; null where unknown"), null=True, unit="people")
    low = number(
        ("95％区間の下端", "95% low"),
        ("95%区間の下端", "lower end of the 95 % Wilson interval"),
        null=True,
        least=0,
        most=100,
        unit="%",
    )
    high = number(
        ("95％区間の上端", "95% high"), ("95%区間の上端", "upper end"), null=True, least=0, most=100, unit="%"
    )
    certainty = one_of(
        vocabularies.CERTAINTY,
        ("回答者数の確からしさ", "Certainty of the base"),
        ("回答者数の確からしさ", "how the base is known"),
    )


class Audit(Table):
    """A test of a printed survey table."""

    one_row = Text("集計表の点検", "A test of a survey table")

    question_id = text(("設問ID", "Question"), key=True, ref="question.question_id")
    test = one_of(vocabularies.AUDIT_TESTS, ("点検", "Test"), key=True)
    scope = one_of(vocabularies.AUDIT_SCOPES, ("対象", "Scope"), ("対象", "group type, or `table`"), key=True)
    verdict = one_of(vocabularies.AUDIT_VERDICTS, ("判定", "Verdict"))
    tested = whole(("点検した数", "Cells, rows or columns tested"))
    failed = whole(("うち不整合", "Of these inconsistent"))
    leans_on = one_of(
        vocabularies.LEANS_ON,
        ("よりどころ", "Leans on"),
        (
            "点検に使った回答者数のうち最も弱いもの。人数が分からず点検できなければ空欄",
            "the weakest of the bases that the test uses; null where it would need one that is not known",
        ),
        null=True,
    )
    detail = text(("数値", "The numbers"), null=True)
    erratum_id = text(
        ("記録ID", "Erratum"), ("記録ID", "erratum that deals with it"), null=True, ref="erratum.erratum_id"
    )


class ClaimCheck(Table):
    """The verdict on a reading of a statement, and on the statement."""

    one_row = Text(
        "記述の一つの読み方の検証結果と、記述の判定", "The verdict on a reading of a statement, and on the statement"
    )

    claim_id = text(("読み方", "Reading"), ("読み方の記述ID", "the reading"), key=True, ref="claim.claim_id")
    statement_id = text(
        ("記述", "Statement read"),
        ("記述：その一つ目の読み方", "the statement: its first reading"),
        ref="claim.claim_id",
    )
    statement_verdict = one_of(
        vocabularies.CLAIM_VERDICTS,
        ("記述の判定", "Verdict"),
        (
            "記述の判定。公正な読み方のうち合うものと合わないものがあれば、読み方による",
            "on the statement, over all its fair readings: contradicted only if none holds, depending on the reading "
            "if one holds and another does not",
        ),
    )
    verdict = one_of(
        vocabularies.READING_VERDICTS, ("この読み方の判定", "Verdict on the reading"), ("判定", "on this reading")
    )
    numbers = text(("数値を入れた検証式", "The predicate with its numbers"), null=True)
    missing = text(("欠けるもの", "Missing"), ("表にない値", "what the tables do not hold"), null=True)
    leans_on = one_of(
        vocabularies.CERTAINTY,
        ("判定のよる回答者数", "Base it leans on"),
        (
            "判定のよる回答者数のうち最も確かでないもの。人数を使わなければ空欄",
            "how the least certain of the bases is known on which the verdict rests; null if it rests on none",
        ),
        null=True,
    )
    within_error = flag(
        ("誤差の範囲", "Within sampling error"),
        (
            "標本誤差で判定が変わりうるか。年代どうしなどの比較は集団を合わせて見る",
            "whether sampling error could turn the verdict; of groups compared with groups, taken together",
        ),
        null=True,
    )
    closest_within_error = flag(
        ("最も近い集団どうしでは誤差の範囲", "Within error between the closest groups"),
        (
            "集団を一つずつ比べれば判定が変わりうるか。集団どうしの比較でなければ空欄",
            "the same of the groups one by one; null where no groups are compared with groups",
        ),
        null=True,
    )
    error_leans_on = one_of(
        vocabularies.CERTAINTY,
        ("誤差のよる回答者数", "Base the error leans on"),
        (
            "誤差の計算に使った回答者数のうち最も確かでないもの",
            "how the least certain of the bases is known on which that rests",
        ),
        null=True,
    )
    error_reason = one_of(
        vocabularies.ERROR_REASONS,
        ("誤差を示さない理由", "Why no error is told"),
        ("誤差の範囲が空欄である理由", "why it is not told whether sampling error could turn the verdict"),
        null=True,
    )
