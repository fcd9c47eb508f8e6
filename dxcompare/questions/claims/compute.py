"""Does a plan's prose agree with its own tables? Each statement is a predicate, and is evaluated."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import Any

import polars as pl

from dxcompare.dataset.likely import LEAST, least
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import edition_of
from dxcompare.dataset.read import typed
from dxcompare.methods import statements
from dxcompare.methods.intervals import difference
from dxcompare.methods.statements import Call, Unknown
from dxcompare.present.result import Result
from dxcompare.questions.claims import tables
from dxcompare.tables import DERIVED, vocabularies
from dxcompare.words.text import LANGUAGES, Text

#: Options that take no part in a ranking.
UNRANKED = {"no_answer"}


#: Comparators that say where a number ends; rounding forgives no number beyond it.
BOUNDS = {"ge", "gt", "le", "lt"}


#: Verdicts on a reading that the tables bear out.
HOLD = ["supported", "supported_after_rounding"]


#: verdict → its name.
VERDICTS = vocabularies.CLAIM_VERDICTS


@dataclass(frozen=True)
class Claims(Result):
    """Statements and verdicts; tables `claims` (one row per statement) and `documents` (verdicts counted)."""


def claims(ds: Dataset, *, certainty: str = "recovered") -> Claims:
    """What the plans say about their own tables, and whether the tables bear it out.

    Parameters
    ----------
    ds : Dataset
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    Claims
    """
    names = ds.plans().select("plan_id", city_ja="name_ja", city_en="name_en")
    refs = ds.question.select("question_id", "ref")
    table = (
        ds.claim.join(_checks(ds, certainty), on="claim_id", maintain_order="left")
        .join(names, on="plan_id", maintain_order="left")
        .join(refs, on="question_id", how="left", maintain_order="left")
        .join(ds.source.select("source_id", "title"), on="source_id", maintain_order="left")
        .sort("claim_id")
        .with_columns(
            holds_otherwise=(pl.col("verdict") == "contradicted")
            & pl.col("verdict").is_in(HOLD).any().over(pl.coalesce("other_reading", "claim_id"))
        )
        .with_columns(
            pl.col("numbers").str.replace_many(_in_words(lang), leftmost=True).alias(f"numbers_{lang}")
            for lang in LANGUAGES
        )
    )
    documents = table.group_by("source_id", "title", "verdict", maintain_order=True).agg(claims=pl.len().cast(pl.Int64))
    return Claims(
        title=Text("計画の文章は自らの表と合っているか", "Does the plans' prose agree with their own tables?"),
        method=Text(
            "文章を当方が要約し、検証式にして、印刷された割合と復元した人数で評価した。",
            "Statements in our words, as predicates, evaluated with printed percentages and recovered counts.",
        ),
        tables={
            "claims": table.select(*tables.Claims.fields()),
            "documents": documents,
        },
        edition=edition_of(ds),
        sources=ds.source.filter(pl.col("source_id").is_in(table["source_id"].unique().to_list())).select(
            "source_id", "title"
        ),
        caveats=(
            Text(
                "書き手が言おうとしたことを公平に読む。読み方は要約に書いた。",
                "Statements are read as their authors may fairly mean them; the reading is part of the text.",
            ),
            Text(
                "「表が裏付ける」は標本での話で、差が誤差の範囲のものがある。",
                "Supported means in the sample; some differences are within sampling error.",
            ),
        ),
    )


def _in_words(lang: str) -> dict[str, str]:
    """The verdicts on a former plan, which stand among the numbers of a statement."""
    return {verdict: text.to(lang) for verdict, text in vocabularies.EVALUATION_VERDICTS.items()}


def _checks(ds: Dataset, certainty: str) -> pl.DataFrame:
    least(certainty)
    return ds.claim_check if certainty == LEAST[0] else typed("claim_check", checked(ds, certainty))


def checked(ds: Dataset, certainty: str = "recovered") -> pl.DataFrame:
    """Evaluate every statement.

    Parameters
    ----------
    ds : Dataset
        With its tables `survey_base` and `response_count`.
    certainty : {"recovered", "likely"}
        Whether bases that are only likely are used too.

    Returns
    -------
    polars.DataFrame
        The table `claim_check`: claim_id, verdict (`supported`, `supported_after_rounding`,
        `contradicted`, `cannot_be_checked`), numbers, missing, within_error.

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
    tables = {(plan, survey): _Tables(ds, plan, survey, certainty) for plan, survey in pairs}
    rows = [_verdict(claim, tables[claim["plan_id"], claim["survey_id"]]) for claim in asked.iter_rows(named=True)]
    kinds = {name: declared.dtype for name, declared in DERIVED["claim_check"].fields().items()}
    return pl.DataFrame(rows, schema=kinds, orient="row").sort("claim_id")


def _verdict(claim: dict, tables: _Tables) -> tuple[str, str, str | None, str | None, bool | None]:
    if claim["predicate"] is None:
        return claim["claim_id"], "cannot_be_checked", None, None, None
    tree = statements.parse(claim["predicate"])
    holds = statements.holds(tree, tables)
    bound = claim["comparator"] in BOUNDS and not claim["about"]
    step = statements.exact(claim["precision"]) if claim["precision"] and not bound else None
    verdict = "supported" if holds else "cannot_be_checked" if holds is None else "contradicted"
    if holds is False and step and statements.holds(tree, tables, step):
        verdict = "supported_after_rounding"
    missing = []
    for call in statements.calls(tree):
        try:
            tables(call)
        except Unknown as error:
            missing.append(str(error))
    return (
        claim["claim_id"],
        verdict,
        statements.filled_in(tree, tables),
        "; ".join(dict.fromkeys(missing)) or None,
        tables.within_error(tree) if verdict == "supported" else None,
    )


class _Tables:
    """The values of a survey and of a plan's verdicts, as the functions of a predicate.

    Without a survey named, the plan's only one; of several, none is guessed.
    """

    def __init__(self, ds: Dataset, plan_id: str, survey_id: str | None, certainty: str):
        surveys = ds.survey.filter(plan_id=plan_id)
        if survey_id is not None or surveys.height > 1:
            surveys = surveys.filter(survey_id=survey_id or "")
        self.survey = surveys.row(0, named=True) if surveys.height else {}
        questions = ds.question.filter(pl.col("survey_id").is_in(surveys["survey_id"].to_list()))[
            "question_id"
        ].to_list()
        cells = ds.answers(certainty).filter(pl.col("question_id").is_in(questions))
        self.cells = {
            (_short(row["question_id"]), row["option_id"], row["group_id"]): row for row in cells.iter_rows(named=True)
        }
        bases = ds.survey_base.filter(pl.col("question_id").is_in(questions))
        known = pl.coalesce("n", "n_likely") if certainty == "likely" else pl.col("n")
        self.bases = {
            (_short(question), group): n
            for question, group, n in bases.select("question_id", "group_id", known).iter_rows()
        }
        groups = (
            ds.response.filter(pl.col("question_id").is_in(questions))
            .unique(["question_id", "group_id"])
            .sort("group_position")
        )
        self.groups: dict[str, list[dict]] = {}
        for row in groups.iter_rows(named=True):
            self.groups.setdefault(_short(row["question_id"]), []).append(row)
        self.evaluation = dict(ds.evaluation.filter(plan_id=plan_id).select("number", "verdict").iter_rows())

    def __call__(self, call: Call) -> Any:
        """The value of a call; raises Unknown."""
        return getattr(self, f"_{call.name}")(**{name: str(value) for name, value in call.named().items()})

    # ---- groups and cells

    def _named(self, question: str, groups: str) -> list[str]:
        """The groups of a table that a text names: ids, ranges of ages, `age`, `sex`, `district`, `all`."""
        table = self.groups.get(question)
        if not table:
            raise Unknown(f"{question}: no table")
        ages = [row["group_id"] for row in table if row["group_type"] == "age" and row["age_min"] is not None]
        found: list[str] = []
        for part in groups.split(","):
            first, dots, last = part.partition("..")
            if dots:
                for end in filter(None, (first, last)):
                    if end not in ages:
                        raise Unknown(f"{question} {end}: no such band")
                found += ages[ages.index(first) if first else 0 : ages.index(last) + 1 if last else len(ages)]
            elif part == "age":
                found += ages
            elif part == "all":
                whole = [row["group_id"] for row in table if row["group_type"] == "total"]
                found += whole or [row["group_id"] for row in table if row["group_type"] == "age"]
            else:
                found += [row["group_id"] for row in table if row["group_type"] == part] or [part]
        return found

    def _cell(self, question: str, option: str, group: str, what: str) -> Any:
        value = self.cells.get((question, option, group), {}).get(what)
        if value is None:
            raise Unknown(f"{question} {option} {group}: {what}")
        return value

    def _sum(self, question: str, options: str, group: str) -> Any:
        """A printed percentage, or the sum of several options'."""
        return sum(statements.exact(self._cell(question, option, group, "percent")) for option in options.split("+"))

    def _options(self, question: str, besides: str) -> list[str]:
        out = {*UNRANKED, *besides.split(",")}
        return list(dict.fromkeys(option for q, option, _ in self.cells if q == question and option not in out))

    # ---- the functions of the language

    def _share(self, question: str, option: str, group: str) -> Any:
        return self._sum(question, option, group)

    def _lowest(self, question: str, option: str, groups: str) -> Any:
        return min(self._sum(question, option, group) for group in self._named(question, groups))

    def _highest(self, question: str, option: str, groups: str) -> Any:
        return max(self._sum(question, option, group) for group in self._named(question, groups))

    def _rank(self, question: str, option: str, groups: str, besides: str = "") -> int:
        others = self._options(question, besides)
        return max(
            1 + sum(self._sum(question, other, group) > self._sum(question, option, group) for other in others)
            for group in self._named(question, groups)
        )

    def _count(self, question: str, option: str, groups: str) -> int:
        return sum(self._cell(question, option, group, "count") for group in self._named(question, groups))

    def _base(self, question: str, groups: str) -> int:
        found = [self.bases.get((question, group)) for group in self._named(question, groups)]
        if None in found:
            raise Unknown(f"{question} {groups}: n")
        return sum(n for n in found if n is not None)

    def _pooled(self, question: str, option: str, groups: str) -> Any:
        return statements.exact(100) * self._count(question, option, groups) / self._base(question, groups)

    def _pooled_rank(self, question: str, option: str, groups: str, besides: str = "") -> int:
        mine = self._count(question, option, groups)
        return 1 + sum(self._count(question, other, groups) > mine for other in self._options(question, besides))

    def _survey_number(self, name: str) -> int:
        value = self.survey.get(name)
        if value is None:
            raise Unknown(name)
        return int(value)

    def _sampled(self) -> int:
        return self._survey_number("sampled")

    def _valid(self) -> int:
        return self._survey_number("valid")

    def _web(self) -> int:
        return self._survey_number("valid_web")

    def _verdicts(self, verdict: str | None = None) -> int:
        if not self.evaluation:
            raise Unknown("no verdicts")
        return sum(verdict in (None, found) for found in self.evaluation.values())

    def _verdict(self, number: str) -> str:
        if int(number) not in self.evaluation:
            raise Unknown(f"verdict {number}")
        return self.evaluation[int(number)]

    # ---- sampling error

    def within_error(self, tree: ast.expr) -> bool | None:
        """Whether any comparison of two groups in it is smaller than its sampling error.

        None where it compares no two groups with known counts.
        """
        found = []
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and len(node.ops) == 1 and isinstance(node.ops[0], (ast.Gt, ast.Lt)):
                pair = [self._people(side) for side in (node.left, node.comparators[0])]
                if pair[0] and pair[1] and not pair[0][2] & pair[1][2] and pair[0][3] == pair[1][3]:
                    _, low, high = difference(*pair[0][:2], *pair[1][:2])
                    found.append(low <= 0 <= high)
        return any(found) if found else None

    def _people(self, node: ast.expr) -> tuple[int, int, set[str], tuple[str, str]] | None:
        """Count, base, groups and option behind a share; for `lowest` and `highest` those of that cell."""
        if not isinstance(node, ast.Call):
            return None
        call = next(iter(statements.calls(node)))
        named = {name: str(value) for name, value in call.named().items()}
        if call.name not in ("share", "lowest", "highest", "pooled") or "+" in named["option"]:
            return None
        question, option = named["question"], named["option"]
        try:
            groups = self._named(question, named.get("groups", named.get("group", "")))
            if call.name in ("lowest", "highest"):
                choose = min if call.name == "lowest" else max
                groups = [choose(groups, key=lambda group: self._sum(question, option, group))]
            counts = [(self._cell(question, option, group, "count"), self._base(question, group)) for group in groups]
        except Unknown:
            return None
        return sum(k for k, _ in counts), sum(n for _, n in counts), set(groups), (question, option)


def _short(question_id: str) -> str:
    return question_id.rpartition("/")[2]
