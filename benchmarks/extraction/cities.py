"""The tables of the plans in data/processed, as a plan prints such tables, and what must be read from them."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROCESSED = ROOT / "data" / "processed"


@dataclass
class City:
    """What a plan prints: rows of measures, indicators, a schedule and survey tables."""

    plan: str
    measures: list[dict[str, str]]
    kpis: list[dict[str, str]]
    schedule: list[dict[str, str]]
    years: list[str]
    quarterly: list[dict[str, str]] = field(default_factory=list)
    tracks: list[str] = field(default_factory=list)
    surveys: list[dict] = field(default_factory=list)


def _rows(name: str) -> list[dict[str, str]]:
    with (PROCESSED / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def era(year: str, form: str = "R{}") -> str:
    """A fiscal year as plans print it."""
    return form.format(int(year) - 2018) if year else ""


def cities() -> list[City]:
    """The plans of the data, in order."""
    plans = [row["plan_id"] for row in _rows("plan")]
    tables = {name: _rows(name) for name in ("measure", "kpi", "milestone", "response", "question", "response_count")}
    return [_city(plan, tables) for plan in plans]


def _city(plan: str, tables: dict[str, list[dict[str, str]]]) -> City:
    def of(name: str) -> list[dict[str, str]]:
        return [row for row in tables[name] if row.get("plan_id") == plan]

    measures = sorted(of("measure"), key=lambda row: int(row["position"]))
    titles = {row["measure_id"]: row for row in measures}
    steps: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    quarters: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    project = next((row["project_id"] for row in of("milestone") if row["project_id"]), "")
    for row in sorted(of("milestone"), key=lambda row: int(row["position"])):
        if row["measure_id"]:
            label = titles[row["measure_id"]]["ref"] + " " + (row["track"] or titles[row["measure_id"]]["title_ja"])
            steps[row["measure_id"], label][row["fy"]].append(row["step_text"])
        elif row["project_id"] == project:
            quarters[era(row["fy"]), f"{row['quarter']}Q"][row["track"]].append(row["step_text"])
    years = sorted({year for values in steps.values() for year in values})
    return City(
        plan,
        [{key: row[key] for key in ("ref", "goal", "policy", "title_ja", "department")} for row in measures],
        [
            {key: row[key] for key in ("name_ja", "baseline_text", "baseline_fy", "target_text", "target_fy")}
            for row in of("kpi")
        ],
        [
            {"label": label, **{year: "\n".join(values.get(year, [])) for year in years}}
            for (_, label), values in steps.items()
        ],
        years,
        [
            {"fy": fy, "quarter": q, **{t: "\n".join(texts) for t, texts in values.items()}}
            for (fy, q), values in sorted(quarters.items())
        ],
        sorted({track for values in quarters.values() for track in values}),
        _surveys(plan, tables),
    )


def _surveys(plan: str, tables: dict[str, list[dict[str, str]]]) -> list[dict]:
    """Each question and breakdown: groups as columns, options as rows, with percentages and counts as printed."""
    name = plan.rpartition("-")[0]
    asked = {row["question_id"]: row for row in tables["question"] if row["survey_id"].startswith(name)}
    counts = {
        (row["question_id"], row["option_id"], row["group_type"], row["group_id"]): row["count"]
        for row in tables["response_count"]
    }
    found: dict[tuple[str, str], dict] = {}
    for row in tables["response"]:
        if row["question_id"] not in asked:
            continue
        question = asked[row["question_id"]]
        table = found.setdefault(
            (row["question_id"], "sex" if row["group_type"] == "sex" else ""),
            {
                "title": f"{question['ref']} {question['wording_ja']}",
                "groups": {},
                "options": {},
                "cells": {},
                "counts": {},
            },
        )
        order = (0 if row["group_type"] == "total" else 1, row["group_type"], int(row["group_position"]))
        table["groups"][row["group_ja"]] = order
        table["options"][row["option_ja"]] = int(row["option_position"])
        table["cells"][row["option_ja"], row["group_ja"]] = row["percent_text"]
        key = (row["question_id"], row["option_id"], row["group_type"], row["group_id"])
        count = counts.get(key) or ""
        share = re.sub(r"[^\d.]", "", row["percent_text"]) or "0"
        table["counts"][row["option_ja"], row["group_ja"]] = count.split(".")[0] or str(round(float(share) * 3.27))
    for table in found.values():
        table["groups"] = sorted(table["groups"], key=table["groups"].get)
        table["options"] = sorted(table["options"], key=table["options"].get)
    return list(found.values())
