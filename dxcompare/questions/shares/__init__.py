"""What do residents answer, by age, sex and district? Printed percentages with base and interval."""

from dxcompare.evidence.answers import first_questions
from dxcompare.present.controls import GROUP, SURVEY_QUESTION
from dxcompare.present.question import Question, Step
from dxcompare.questions.shares.compute import Shares, shares
from dxcompare.words.text import Text

__all__ = ["Shares", "shares"]

QUESTION = Question(
    shares,
    Text("住民調査の設問", "Survey question"),
    controls={"question_id": SURVEY_QUESTION, "group_type": GROUP},
    results=lambda ds: (shares(ds, one) for one in first_questions(ds)),
    sheets=lambda ds: [
        shares(ds, *one)
        for one in ds.response.select("question_id", "group_type").unique(maintain_order=True).iter_rows()
    ],
    needs="survey",
    example=lambda ds: {"question_id": first_questions(ds)[0]},
    small={"dots": {"options": ["smartphone", "pc", "never_used"]}},
    tour=(
        Step(
            Text("住民調査を年代別に見る", "Read a survey by age"),
            Text(
                "縦線は95％区間、白抜きは30人未満。＊の人数は計画に記載がなく、割合から復元したものである。",
                "Lines are 95% intervals, hollow marks bases below 30; a base with * is not stated but recovered.",
            ),
            'question = ds.question["question_id"][0]\ndx.shares(ds, question).plot()',
        ),
    ),
)
