"""What every table is: one declaration from printed column to heading.

A table is a :class:`Table` (a `dataframely` schema). Its docstring says what one row is; every
column carries an English and a Japanese meaning, and where it points to another table, a reference.
Order of columns in a class is their order in every file.
"""

from __future__ import annotations

from dxcompare.tables import derived, judgement, national, plan, survey
from dxcompare.tables.columns import Table

__all__ = ["DERIVED", "TABLES", "TIDY", "Table"]


#: Tables that are built from raw data and mappings, in the order in which documentation lists them.
TIDY: dict[str, type[Table]] = {
    "source": national.Source,
    "municipality": national.Municipality,
    "plan": plan.Plan,
    "framework_version": national.FrameworkVersion,
    "item": national.Item,
    "item_lineage": national.ItemLineage,
    "measure": plan.Measure,
    "coder": judgement.Coder,
    "judgement": judgement.Judgement,
    "measure_item": plan.MeasureItem,
    "adjudication": plan.Adjudication,
    "coding_rule": plan.CodingRule,
    "unit": plan.Unit,
    "kpi": plan.Kpi,
    "kpi_measure": plan.KpiMeasure,
    "derived_kpi": plan.DerivedKpi,
    "kpi_pair": plan.KpiPair,
    "kpi_actual": plan.KpiActual,
    "project": plan.Project,
    "project_measure": plan.ProjectMeasure,
    "milestone": plan.Milestone,
    "deadline_step": plan.DeadlineStep,
    "evaluation": plan.Evaluation,
    "evaluation_item": plan.EvaluationItem,
    "survey": survey.Survey,
    "question": survey.Question,
    "response": survey.Response,
    "theme": survey.Theme,
    "theme_option": survey.ThemeOption,
    "indicator": national.Indicator,
    "reference_stat": national.ReferenceStat,
    "claim": survey.Claim,
    "erratum": national.Erratum,
}


#: Tables that are computed from these.
DERIVED: dict[str, type[Table]] = {
    "survey_base": derived.SurveyBase,
    "response_count": derived.ResponseCount,
    "audit": derived.Audit,
    "claim_check": derived.ClaimCheck,
    "coverage": derived.Coverage,
    "ambition": derived.Ambition,
}


TABLES = {**TIDY, **DERIVED}
