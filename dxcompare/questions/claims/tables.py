"""What the tables of statements are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.claims import Claim
from dxcompare.tables.columns import Table, like, whole
from dxcompare.tables.derived_survey import ClaimCheck
from dxcompare.tables.documents import Source
from dxcompare.tables.survey import Question
from dxcompare.words.text import Text


class Readings(Table):
    """A fair reading of a statement, and the verdict on it."""

    one_row = Text("記述の公正な読み方と、その検証", "A fair reading of a statement, and the verdict on it")
    called = Text("読み方ごとの判定", "Readings")

    claim_id = like(Claim.claim_id, key=True, beside="claim")
    statement_id = like(ClaimCheck.statement_id)
    plan_id = common.plan_id()
    city_ja, city_en = common.city()
    source_id = common.source_id()
    ref = like(
        Question.ref, ("設問", "Question"), ("述べている設問の番号", "number of the question it speaks of"), null=True
    )
    claim_ja, claim_en = common.named("記述（要約と読み方）", "Statement")
    verdict = like(ClaimCheck.verdict)
    statement_verdict = like(ClaimCheck.statement_verdict)
    comparator = like(Claim.comparator)
    about = like(Claim.about)
    numbers_ja, numbers_en = common.named("数値", "Numbers", null=True)
    missing = like(ClaimCheck.missing)
    leans_on = like(ClaimCheck.leans_on)
    within_error = like(ClaimCheck.within_error)
    closest_within_error = like(ClaimCheck.closest_within_error)
    error_leans_on = like(ClaimCheck.error_leans_on)
    error_reason = like(ClaimCheck.error_reason)
    predicate = like(Claim.predicate, beside="numbers")
    precision = like(
        Claim.precision, ("記述の丸め", "Rounded to"), ("記述の丸めの単位", "step to which the statement rounds")
    )
    locator = like(Claim.locator)


class Claims(Table):
    """A statement of a plan about its own tables, and the verdict on it."""

    one_row = Text(
        "計画が自らの表について述べたことと、その検証",
        "A statement of a plan about its own tables, and the verdict on it",
    )
    called = Text("記述と判定", "Statements")

    claim_id = like(Claim.claim_id, key=True, beside="claim")
    plan_id = common.plan_id()
    city_ja, city_en = common.city()
    source_id = common.source_id()
    title = like(Source.title)
    ref = like(Readings.ref)
    claim_ja, claim_en = like(Readings.claim_ja), like(Readings.claim_en)
    other_ja, other_en = common.named("別の公正な読み方", "Other fair readings", null=True)
    readings = whole(("読み方の数", "Readings"))
    holding = whole(("うち表が裏付けるもの", "Of these borne out"))
    verdict = like(ClaimCheck.statement_verdict, ("判定", "Verdict"))
    numbers_ja, numbers_en = like(Readings.numbers_ja), like(Readings.numbers_en)
    missing = like(ClaimCheck.missing)
    leans_on = like(ClaimCheck.leans_on)
    within_error = like(
        ClaimCheck.within_error,
        ("誤差の範囲", "Within sampling error"),
        (
            "標本誤差で判定が変わりうるか（読み方のどれかで）",
            "whether sampling error could turn the verdict on any of its readings",
        ),
    )
    closest_within_error = like(ClaimCheck.closest_within_error)
    error_leans_on = like(ClaimCheck.error_leans_on)
    error_reason = like(ClaimCheck.error_reason)
    locator = like(Claim.locator)


class Documents(Table):
    """How many statements of a document have a verdict."""

    one_row = Text("文書と判定ごとの記述の数", "How many statements of a document have a verdict")
    called = Text("文書ごとの判定", "Verdicts by document")

    plan_id = common.plan_id()
    source_id = common.source_id(key=True)
    title = like(Source.title)
    verdict = like(Claims.verdict, key=True)
    claims = whole(("記述の数", "Statements"))


TABLES = {"claims": Claims, "readings": Readings, "documents": Documents}
