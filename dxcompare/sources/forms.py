"""The forms of the files that people type: which columns or keys each must have, and which it may.

A form is a pair: what must be there, and what may be.
"""

from __future__ import annotations

Form = tuple[tuple[str, ...], tuple[str, ...]]


_HERE = ("page", "where")


#: file name → (columns that must be there, columns that may be).
PLAN_FILES: dict[str, Form] = {
    "measures.csv": (
        (
            "measure",
            "ref",
            "goal",
            "policy",
            "title_ja",
            "title_en",
            "department",
            "department_related",
            "mark",
            "related_plans",
            "upper_ref",
            *_HERE,
        ),
        ("source",),
    ),
    "tags.csv": (("measure", "policy", "framework", "label_text", *_HERE), ("source",)),
    "kpis.csv": (
        (
            "kpi",
            "name_ja",
            "name_en",
            "baseline_text",
            "baseline_year_text",
            "target_text",
            "target_year_text",
            "formula_text",
            "note_text",
            *_HERE,
        ),
        ("source",),
    ),
    "kpi_places.csv": (("kpi", "measure", "policy", *_HERE), ("source",)),
    "projects.csv": (
        ("project", "name_ja", "name_en", "goal", "department", "track", "title_ja", "title_en", "heading_ja", "page"),
        ("source",),
    ),
    "evaluation.csv": (("number", "goal", "policy", "item_ja", "verdict_text", *_HERE), ("source",)),
    "statistics.csv": (
        (
            "indicator",
            "group",
            "area_code",
            "year",
            "name_ja",
            "population",
            "value_text",
            "unit",
            "quoted_from",
            *_HERE,
        ),
        ("source",),
    ),
    "claims.csv": (("claim", "question", "claim_ja", "claim_en", "predicate", "precision", "source", *_HERE), ()),
    "errata.csv": (
        (
            "erratum",
            "kind",
            "what",
            "what_en",
            "treatment",
            "treatment_en",
            "question",
            "option",
            "group",
            "quarantine",
            "source",
            *_HERE,
        ),
        ("steps_lost",),
    ),
}


SURVEY_FILES: dict[str, Form] = {
    "questions.csv": (
        ("question", "ref", "wording_ja", "wording_en", "answer", "base", "base_option", "base_n_text", *_HERE),
        (),
    ),
    "options.csv": (("question", "option", "option_ja", "option_en"), ()),
}


NATIONAL_FILES: dict[str, Form] = {
    "versions.csv": (
        (
            "framework",
            "version",
            "name_ja",
            "name_en",
            "published",
            "confidence",
            "note",
            "note_en",
            "unsourced",
            "source",
            "where",
        ),
        (),
    ),
    "items.csv": (
        (
            "framework",
            "version",
            "item",
            "section",
            "number",
            "name_ja",
            "name_en",
            "deadline_text",
            "deadline_fy",
            "deadline_quarter",
            "confidence",
            "note",
            "source",
            "where",
        ),
        (),
    ),
    "lineage.csv": (
        ("from_version", "from_item", "to_version", "to_item", "relation", "confidence", "note", "source", "where"),
        (),
    ),
}


MUNICIPALITIES = ("municipality_code", "name_ja", "name_en", "prefecture_ja", "prefecture_en")


REFERENCE = ("indicator", "area_code", "group", "year", "as_of", "name_ja", "population", "value_text", "unit", "where")


#: decisions on words that plans print: in `all/`, and where one plan means something else by them, in its folder
VOCABULARIES: dict[str, Form] = {
    "labels.csv": (("framework", "label_text", "item", "reason"), ()),
    "stages.csv": (("phrase", "stage", "reason", "items"), ()),
    "verdicts.csv": (("verdict_text", "verdict", "reason"), ()),
    "units.csv": (("unit", "unit_en"), ()),
}


#: decisions about all plans, or about two of them: in `all/`
SHARED_FILES: dict[str, Form] = {
    "coders.csv": (("coder", "kind", "name_ja", "name_en", "note", "note_en"), ()),
    "coding_rules.csv": (("item", "acts", "acts_en", "excludes", "excludes_en"), ()),
    "themes.csv": (("theme", "name_ja", "name_en", "definition", "definition_en"), ()),
    "indicators.csv": (
        (
            "indicator",
            "name_ja",
            "name_en",
            "section",
            "heading",
            "unit",
            "population",
            "edition",
            "year",
            "as_of",
            "caution",
            "caution_en",
        ),
        (),
    ),
    "kpi_pairs.csv": (("first", "second", "item", "comparable", "because", "because_en"), ()),
}


#: decisions about one plan: in the folder of its city. `codes_<coder>.csv` is one file a coder
CITY_FILES: dict[str, Form] = {
    "codes_*.csv": (("measure", "item", "role", "note"), ()),
    "adjudication.csv": (("measure", "item", "decision", "reason", "coder"), ()),
    "kpis.csv": (("kpi", "unit", "direction", "scale", "lower_bound", "upper_bound", "period", "reason"), ()),
    "derived_kpis.csv": (
        (
            "kpi",
            "derived",
            "name_ja",
            "name_en",
            "unit",
            "direction",
            "scale",
            "lower_bound",
            "upper_bound",
            "period",
            "baseline_arithmetic",
            "target_arithmetic",
            "reason",
            "reason_en",
        ),
        (),
    ),
    "kpi_actuals.csv": (("kpi", "indicator", "relation", "caution", "caution_en"), ()),
    "dashes.csv": (("survey", "dash", "reason"), ()),
    "groups.csv": (("survey", "label", "group_type", "group", "group_en", "age_min", "age_max", "reason"), ()),
    "theme_options.csv": (
        ("question", "option", "theme", "label_ja", "label_en", "polarity", "comparability", "reason", "reason_en"),
        (),
    ),
    "evaluation_items.csv": (("plan", "number", "item", "reason"), ()),
    "deadline_steps.csv": (("item", "measure", "phrase", "reach", "reason", "reason_en"), ()),
    "project_measures.csv": (("project", "track", "measure", "items", "reason"), ()),
}


CARD_KEYS = (("source_id", "title", "publisher", "document", "published", "accessed", "licence", "note"), ("checked",))


CHECKED_KEYS = (("method", "cells_compared", "cells_differing"), ("note",))


PLAN_KEYS = (
    (
        "plan_id",
        "municipality_code",
        "title_ja",
        "title_en",
        "status",
        "start_text",
        "end_text",
        "framework_version",
        "framework_reason",
        "source_id",
        *_HERE,
    ),
    (),
)


SURVEY_KEYS = (
    (
        "survey_id",
        "name_ja",
        "name_en",
        "start",
        "end",
        "mode",
        "population",
        "min_age",
        "sampled",
        "valid",
        "valid_web",
        *_HERE,
    ),
    (),
)
