"""Does a plan's prose agree with its own tables? Each reading of a statement is a predicate, and is evaluated."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, partial

import polars as pl

from dxcompare.dataset.likely import LEAST, least
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import CITED, edition_of
from dxcompare.dataset.read import typed
from dxcompare.methods import statements
from dxcompare.methods.statements import Unknown
from dxcompare.present.asked import asked
from dxcompare.present.result import Result
from dxcompare.questions.claims import error, tables
from dxcompare.questions.claims.numbers import in_words
from dxcompare.questions.claims.values import Values
from dxcompare.tables import DERIVED, vocabularies
from dxcompare.words.text import LANGUAGES, Text

#: Comparators that say where a number ends; rounding forgives no number beyond it.
BOUNDS = {"ge", "gt", "le", "lt"}


#: Verdicts on a reading that the tables bear out, the surer first.
HOLD = ("supported", "supported_after_rounding")


#: verdict on a statement → its name.
VERDICTS = vocabularies.CLAIM_VERDICTS


#: Between the readings of a statement.
BETWEEN = " ／ "


@dataclass(frozen=True)
class Claims(Result):
    """Statements and verdicts; tables `claims` (one row per statement), `readings` and `documents` (statements counted)."""


@asked
def claims(ds: Dataset, *, certainty: str = "likely") -> Claims:
    """What the plans say about their own tables, and whether the tables bear it out.

    Parameters
    ----------
    ds : Dataset
    certainty : {"likely", "recovered"}
        Whether bases that are only likely are used where nothing surer decides; `leans_on` says where.

    Returns
    -------
    Claims
    """
    names = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    refs = ds.question.select("question_id", "ref")
    readings = (
        ds.claim.join(_checks(ds, certainty), on="claim_id", maintain_order="left")
        .join(names, on="plan_id", maintain_order="left")
        .join(refs, on="question_id", how="left", maintain_order="left")
        .join(ds.source.select("source_id", "title"), on="source_id", maintain_order="left")
        .with_columns(
            pl.col("numbers")
            .map_elements(partial(in_words, lang=lang), return_dtype=pl.String)
            .alias(f"numbers_{lang}")
            for lang in LANGUAGES
        )
        .sort("statement_id", "claim_id")
    )
    first = pl.col("claim_id") == pl.col("statement_id")
    several = (
        pl.col(name).filter(~first).str.join(BETWEEN).replace("", None).alias(name.replace("claim", "other"))
        for name in ("claim_ja", "claim_en")
    )
    together = readings.group_by("statement_id", maintain_order=True).agg(
        *several,
        pl.col("numbers_ja", "numbers_en").str.join(BETWEEN).replace("", None),
        pl.col("missing").unique(maintain_order=True).str.join("; ").replace("", None),
        pl.col("leans_on", "error_leans_on").max(),
        pl.col("within_error", "closest_within_error").any(ignore_nulls=False),
        pl.col("error_reason").drop_nulls().first(),
        readings=pl.len().cast(pl.Int64),
        holding=pl.col("verdict").is_in(HOLD).sum().cast(pl.Int64),
    )
    table = (
        readings.filter(first)
        .drop("verdict", *(name for name in together.columns if name != "statement_id"), strict=False)
        .join(together, on="statement_id", maintain_order="left")
        .rename({"statement_verdict": "verdict"})
        .with_columns(error_reason=pl.when(pl.col("within_error").is_null()).then("error_reason"))
        .sort("claim_id")
    )
    documents = table.group_by("plan_id", "source_id", "title", "verdict", maintain_order=True).agg(
        claims=pl.len().cast(pl.Int64)
    )
    return Claims(
        title=Text("計画の文章は自らの表と合っているか", "Does the plans' prose agree with their own tables?"),
        method=Text(
            "文章を編者が要約し、公正な読み方ごとに検証式として、記載された割合と復元した人数で評価した。",
            "Statements in our words, each fair reading a predicate, evaluated with stated percentages and recovered counts.",
        ),
        tables={
            "claims": table.select(*tables.Claims.fields()),
            "readings": readings.select(*tables.Readings.fields()),
            "documents": documents,
        },
        edition=edition_of(ds),
        sources=ds.source.filter(pl.col("source_id").is_in(table["source_id"].unique().to_list())).select(*CITED),
        caveats=(
            Text(
                "二通りに読める記述は、両方で確かめる。どの読み方でも合わないものだけを「表と合わない」とする。",
                "A statement that can be read in two ways is checked in both; contradicted only if neither holds.",
            ),
            Text(
                "判定は回答した人についてのもので、標本誤差で変わりうるものがある。",
                "Verdicts are about those who answered; sampling error could turn some.",
            ),
        ),
    )


def _checks(ds: Dataset, certainty: str) -> pl.DataFrame:
    least(certainty)
    return ds.claim_check if certainty == "likely" else typed("claim_check", checked(ds, certainty))


def checked(ds: Dataset, certainty: str = "likely") -> pl.DataFrame:
    """Evaluate every reading of every statement.

    Parameters
    ----------
    ds : Dataset
        With its tables `survey_base` and `response_count`.
    certainty : {"likely", "recovered"}
        Whether bases that are only likely are used where nothing surer decides.

    Returns
    -------
    polars.DataFrame
        The table `claim_check`: claim_id, statement_id, statement_verdict (`supported`,
        `supported_after_rounding`, `depends_on_reading`, `contradicted`, `cannot_be_checked`), verdict (on
        the reading), numbers, missing, leans_on, within_error, closest_within_error, error_leans_on,
        error_reason.

    Notes
    -----
    A statement is read as its author may fairly mean it; the reading is part of its text. It is
    evaluated with exact numbers, then with both sides rounded to the statement's own precision; a bound (96 % or
    more) that is not hedged is not rounded.
    """
    asked = ds.claim.join(
        ds.question.select("question_id", "survey_id"), on="question_id", how="left", maintain_order="left"
    )
    pairs = asked.select("plan_id", "survey_id").unique().iter_rows()
    grades = LEAST[: LEAST.index(certainty) + 1]
    known = {
        (plan, survey): [cache(partial(Values, ds, plan, survey, how)) for how in grades] for plan, survey in pairs
    }
    rows = [_reading(claim, known[claim["plan_id"], claim["survey_id"]]) for claim in asked.iter_rows(named=True)]
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["statement_id"], []).append(row["verdict"])
    for row in rows:
        row["statement_verdict"] = overall(found[row["statement_id"]])
    kinds = {name: declared.dtype for name, declared in DERIVED["claim_check"].fields().items()}
    return pl.DataFrame(rows, schema=kinds).sort("claim_id")


def overall(verdicts: Iterable[str]) -> str:
    """The verdict on a statement, from those on its fair readings.

    Examples
    --------
    >>> overall(["supported", "contradicted"]), overall(["contradicted", "contradicted"])
    ('depends_on_reading', 'contradicted')
    >>> overall(["contradicted", "cannot_be_checked"])
    'cannot_be_checked'
    """
    found = set(verdicts)
    if found & set(HOLD) and "contradicted" in found:
        return "depends_on_reading"
    return next(one for one in ("cannot_be_checked", "contradicted", *reversed(HOLD)) if one in found)


def _reading(claim: dict, grades: Sequence[Callable[[], Values]]) -> dict:
    """The row of a reading; the values of each grade of bases, the surest first."""
    row = dict.fromkeys(DERIVED["claim_check"].fields())
    row |= {"claim_id": claim["claim_id"], "statement_id": claim["other_reading"] or claim["claim_id"]}
    if claim["predicate"] is None:
        return row | {"verdict": "cannot_be_checked", "error_reason": "not_checked"}
    tree = statements.parse(claim["predicate"])
    bound = claim["comparator"] in BOUNDS and not claim["about"]
    precision = statements.exact(claim["precision"]) if claim["precision"] else None
    step = None if bound else precision
    for grade in grades:
        row |= _verdict(tree, grade(), step)
        if row["verdict"] != "cannot_be_checked":
            break
    if row["verdict"] == "cannot_be_checked":
        return row | {"error_reason": "not_checked"}
    for grade in grades:
        row |= _error(tree, grade(), step, row["verdict"] in HOLD)
        if row["error_reason"] != "base_unknown":
            break
    if precision and precision < 1 and row["error_reason"] is None:
        row |= {"within_error": None, "closest_within_error": None, "error_leans_on": None, "error_reason": "quoted"}
    return row


def _verdict(tree: ast.expr, values: Values, step: Fraction | None) -> dict:
    values.used.clear()
    holds = statements.holds(tree, values)
    verdict = "supported" if holds else "cannot_be_checked" if holds is None else "contradicted"
    if holds is False and step and statements.holds(tree, values, step):
        verdict = "supported_after_rounding"
    leans_on = values.leans_on()
    missing = []
    for call in statements.calls(tree):
        try:
            values(call)
        except Unknown as unknown:
            missing.append(str(unknown))
    return {
        "verdict": verdict,
        "numbers": statements.filled_in(tree, values),
        "missing": "; ".join(dict.fromkeys(missing)) or None,
        "leans_on": None if verdict == "cannot_be_checked" else leans_on,
    }


def _error(tree: ast.expr, values: Values, step: Fraction | None, holds: bool) -> dict:
    """Whether sampling error could turn the verdict.

    What does not hold of the groups one by one is asked of these, not of all of them together.
    """
    values.used.clear()
    pools = error.pools(tree)
    within, reason = error.within(tree, values, step, pooled=pools and holds)
    closest = error.within(tree, values, step, pooled=False)[0] if pools else None
    return {
        "within_error": within,
        "closest_within_error": closest if within is not None else None,
        "error_leans_on": values.leans_on() if within is not None else None,
        "error_reason": reason,
    }
