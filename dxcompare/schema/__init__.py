"""The tables: one declaration for documentation, validation, code book and data package.

A table is a :class:`Table` (a `dataframely` schema). Its docstring says what one row is; every
column carries an English and a Japanese meaning, and where it points to another table, a reference.
Order of columns in a class is their order in every file.
"""

from __future__ import annotations

from dxcompare.schema import frame, plan, survey
from dxcompare.schema.columns import Table

__all__ = ["TABLES", "Table"]

#: Every table, in the order in which files and documentation list them.
TABLES: dict[str, type[Table]] = {
    "source": frame.Source, "municipality": frame.Municipality, "plan": plan.Plan,
    "framework_version": frame.FrameworkVersion, "item": frame.Item, "item_lineage": frame.ItemLineage,
    "measure": plan.Measure, "measure_item": plan.MeasureItem, "coding_rule": plan.CodingRule,
    "kpi": plan.Kpi, "kpi_measure": plan.KpiMeasure, "project": plan.Project, "milestone": plan.Milestone,
    "evaluation": plan.Evaluation, "survey": survey.Survey, "question": survey.Question,
    "response": survey.Response, "reference_stat": frame.ReferenceStat, "erratum": frame.Erratum,
}
