"""How many people answered a table that prints only percentages?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import polars as pl

from dxcompare.dataset.likely import least
from dxcompare.methods.recovery import audit
from dxcompare.methods.recovery import survey as surveys
from dxcompare.methods.recovery.power import power
from dxcompare.methods.recovery.survey import Found, Survey
from dxcompare.present.result import Result
from dxcompare.questions.recover import read
from dxcompare.questions.recover.read import Frame
from dxcompare.questions.recover.tables import TABLES
from dxcompare.tables import reasons
from dxcompare.tables.vocabularies import DASHES, PERCENT_OF
from dxcompare.words.text import LANGUAGES, Text
from dxcompare.words.unknown import one_of


@dataclass(frozen=True)
class Recovery(Result):
    """Bases of printed tables; tables `bases` (one row per question and group), `audit` (tests) and `power`."""


def recover(
    tables: Mapping[str, Frame],
    *,
    groups: Mapping[str, str | Collection[str]] | None = None,
    total: int | Mapping[str, int] | None = None,
    same_people: str | Collection[str] = "all",
    filters: Mapping[str, tuple[str, str | Collection[str]]] | None = None,
    printed: Frame | None = None,
    decimals: int | Mapping[str, int] | None = None,
    no_answer: str | Mapping[str, str] | None = None,
    multiple: bool | Collection[str] | None = None,
    weighted: bool | None = False,
    percent_of: str | None = "people",
    dash: str | None = None,
    certainty: str = "recovered",
    seeds: int = 0,
) -> Recovery:
    """The bases of printed tables of percentages, and whether the tables add up.

    Parameters
    ----------
    tables : mapping of str to polars or pandas DataFrame
        Question → its table: the first column the option, every other a group; percentages as printed text
        (`"61.5"`), or numbers together with `decimals`. A blank means that nothing is printed.
    groups : mapping of str to str or collection, optional
        Type of group → its columns; each type adds up on its own. The total column is named in
        `groups["total"]`. By default all others are of one type.
    total : int or mapping, optional
        How many answered; or question → number.
    same_people : "all" or collection
        The questions put to everyone; by default all that are not filtered.
    filters : mapping, optional
        Question → (question, option or options): those who were asked it. A question whose table is not printed
        filters too, where `same_people` names it.
    printed : DataFrame, optional
        Bases that are printed: `question`, `group`, `n`.
    decimals : {0, 1} or mapping, optional
        Decimals that numbers were printed with; or question → decimals. Text says so itself.
    no_answer : str or mapping, optional
        The option of those who gave no answer; or question → option.
    multiple : bool or collection, optional
        Whether several answers were allowed; or the questions that allow several. None: not known.
    weighted : bool, optional
        Whether percentages are weighted; then no base is recovered. None: not known.
    percent_of : {"people", "mentions"}, optional
        What percentages are shares of; of mentions no base is recovered. None: not known.
    dash : {"zero", "blank"}, optional
        What a printed dash stands for; without it a dash is an error.
    certainty : {"recovered", "likely"}
        From which certainty on `n` is given.
    seeds : int
        So many errors of each kind are put, one at a time, into each breakdown of each table, to measure how many the
        tests find. By default none, since the bases are recovered anew each time.

    Returns
    -------
    Recovery
        Table `bases`: `question`, `group_type`, `group`, `n` (people), `certainty`, `candidates`, `posterior`
        (of the most probable base, 0–1), `reason`. Table `audit`: `question`, `test`, `scope`, `verdict`,
        `tested`, `failed`, `leans_on`, `detail`. Table `power`: `question`, `scope`, `test`, `error`, `seeded`, `found`
        (:func:`dxcompare.methods.recovery.power.power`).

    Raises
    ------
    TableFaults
        If cells cannot be read, with the place of each.
    UnknownName
        If a question, option or column is named that is not there.
    ValueError
        If arguments contradict each other.

    Examples
    --------
    Eleven percentages of one group, of 60 people at most; the last is not printed:

    >>> import polars as pl, dxcompare
    >>> shares = ["17.1", "39.0", "53.7", "73.2", "80.5", "29.3", "7.3", "19.5", "61.0", "43.9", "85.4", ""]
    >>> table = pl.DataFrame({"option": list("abcdefghijkl"), "men": shares})
    >>> dxcompare.recover({"q1": table}, total=60).to_frame().select("group", "n", "certainty").rows()
    [('men', 41, 'recovered')]
    """
    least(certainty)
    if dash is not None:
        one_of("dash", dash, DASHES)
    if percent_of is not None:
        one_of("percent_of", percent_of, PERCENT_OF)
    frames = read.frames(tables)
    bases = read.printed_bases(printed, frames)
    columns = read.columns(frames, read.types(frames, groups), bases, decimals, dash)
    routes = read.routes(frames, same_people, filters)
    several, single = read.several(multiple, frames)
    stated = read.totals(total, routes)
    mentions = None if percent_of is None else percent_of == "mentions"
    survey = Survey(columns, routes, stated, several, single, weighted, mentions)
    found = surveys.recover(survey)
    tested = _tables(survey, read.silent(no_answer, frames))
    powers = power(tested, seeds) if seeds else ()
    return Recovery(
        title=Text("この表は何人の答えか", "How many people are behind these tables?"),
        method=Text(
            "割合は人数÷回答者数を四捨五入した値なので、割合の組に合う回答者数は限られる。同じ人に聞いた設問、"
            "絞り込みの設問、総数の条件を合わせて解き、表の計算を点検した。",
            "A percentage is a rounded fraction of whole numbers, so a set of percentages fits few bases. Questions put "
            "to the same people, filters and totals are solved together, and the tables tested.",
        ),
        tables={
            "bases": _bases(found, certainty),
            "audit": _audit(tested, found),
            "power": pl.DataFrame(list(powers), schema=_kinds("power"), orient="row"),
        },
        sources=pl.DataFrame(schema={"source_id": pl.String, "title": pl.String}),
        caveats=(reasons.OURS, *reasons.trust(weighted, mentions)),
    )


def _bases(found: Iterable[Found], certainty: str) -> pl.DataFrame:
    rows = []
    for one in found:
        unit = one.unit
        n = unit.likely if certainty == "likely" and unit.n is None else unit.n
        why = ";".join(unit.reasons)
        rows.append(
            (
                *(one.column.question, *one.column.key, n, unit.certainty, one.candidates, unit.posterior, why),
                *(reasons.in_words(why, lang) for lang in LANGUAGES),
            )
        )
    return pl.DataFrame(rows, schema=_kinds("bases"), orient="row")


def _tables(survey: Survey, silent: Mapping[str, str | None]) -> audit.Printed:
    tables = [
        audit.Table(
            question,
            [one for one in survey.columns if one.question == question],
            ref=question,
            single=True if question in survey.single else False if question in survey.multiple else None,
            asked=survey.totals.get(survey.routes[question]),
            silent=silent[question],
        )
        for question in dict.fromkeys(one.question for one in survey.columns)
    ]
    return audit.Printed(survey, tables)


def _audit(printed: audit.Printed, found: list[Found]) -> pl.DataFrame:
    tables = audit.known(printed.tables, found)
    rows = [
        (table.question, one.test, one.scope, audit.verdict_of(one), *one[2:])
        for at, table in enumerate(tables)
        for one in audit.tests(table, tables[:at])
    ]
    return pl.DataFrame(rows, schema=_kinds("audit"), orient="row")


def _kinds(table: str) -> dict[str, pl.DataType]:
    return {name: column.dtype for name, column in TABLES[table].fields().items()}
