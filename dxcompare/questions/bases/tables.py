"""What the tables of bases are."""

from __future__ import annotations

from dxcompare.tables import common
from dxcompare.tables.columns import Table, like
from dxcompare.tables.derived_survey import SurveyBase
from dxcompare.tables.survey import Question, Response
from dxcompare.words.text import Text


class Bases(Table):
    """The base of a printed column."""

    one_row = Text("集計表の列の回答者数", "The base of a column")
    called = Text("回答者数", "Bases")

    survey_id = common.survey_id(beside="city")
    city_ja, city_en = common.city()
    question_id = common.question_id(key=True)
    ref = like(Question.ref)
    group_type = like(SurveyBase.group_type, key=True)
    group_id = like(SurveyBase.group_id, key=True)
    group_ja, group_en = common.group()
    group_position = like(Response.group_position)
    n = like(SurveyBase.n)
    n_printed = like(SurveyBase.n_printed)
    n_recovered = like(
        SurveyBase.n_recovered,
        ("回答者数（復元）", "Base recovered"),
        ("編者が割合から復元した回答者数", "base recovered by us from the percentages"),
    )
    n_likely = like(SurveyBase.n_likely)
    candidates = like(SurveyBase.candidates)
    posterior = like(SurveyBase.posterior)
    certainty = like(SurveyBase.certainty)
    constraints = like(SurveyBase.constraints, beside="why")
    why_ja, why_en = common.named("使った条件", "What was used")


class Surveys(common.Surveys):
    """Surveys with the cities that made them."""

    city_ja, city_en = common.city()


TABLES = {"bases": Bases, "surveys": Surveys}
