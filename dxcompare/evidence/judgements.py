"""Who judged that a measure acts on an item, and on whose judgement a result rests: the argument `by`.

=========================  ====================================================================
`by`                       what ties a measure to an item
=========================  ====================================================================
`"stated+adjudicated"`     a tag of the plan, or an adjudicated code; what results take by themselves
`"either"`                 a tag of the plan, or a code of its first coder
`"stated"`                 the plan's own tags
`"a"`, any coder's name    the codes of that coder
`"adjudicated"`            the codes of a plan's first coder, changed where an adjudication says so
`"stated+a"`               a tag of the plan, or a code of that coder
=========================  ====================================================================

The first coder of a plan is the first by name of those who coded it, of another kind than `rules` if there is one: what
was proposed by rules gives way to whoever read the measures. Where nobody has coded, `"stated+adjudicated"` and `"either"` are the tags
alone, and where nothing was decided, adjudicated codes are the first coder's. Tags know no main item,
and do not say what was looked at and left out: what needs either goes by the codes, and by tags only where `by` is
`"stated"`.
"""

from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec, TypeVar

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.once import once
from dxcompare.tables.vocabularies import CODERS, ROLES
from dxcompare.words.text import Text
from dxcompare.words.unknown import one_of

EITHER, STATED, ADJUDICATED = "either", "stated", "adjudicated"
#: The voice of each plan's first coder.
_FIRST = "first coder"
#: What every question takes by itself.
SETTLED = f"{STATED}+{ADJUDICATED}"
_ROLES = list(ROLES)
_WHY = ("reason", "reason_en")


@once
def coders(ds: Dataset) -> list[str]:
    """Those who have coded measures, by name."""
    return _coded(ds).select(pl.col("who").unique()).collect().get_column("who").sort().to_list()


def choices(ds: Dataset) -> dict[str, Text]:
    """What `by` may be in lists and in the table `coverage`, in words; what would say the same twice is left out."""
    decided = not adjudications(ds).is_empty()
    offered = (SETTLED, *[EITHER] * decided, STATED, *coders(ds), *[ADJUDICATED] * decided)
    return {by: whose(ds, by) for by in offered}


def whose(ds: Dataset, by: str) -> Text:
    """On whose judgement a result rests, in words."""
    said = codes_in_words(ds, by)
    if len(voices(ds, by)) == 1:
        return Text(f"{said.ja}だけ", f"{said.en} only")
    return Text(f"計画の記載と{said.ja}のどちらか", f"tags of the plan or {said.en}")


def codes_in_words(ds: Dataset, by: str) -> Text:
    """Whose codes are among what a result rests on; the tags, where there are no codes among it."""
    coder = voices(ds, by)[-1]
    if coder == STATED:
        return Text("計画の記載", "tags of the plan")
    if coder == ADJUDICATED:
        if not adjudications(ds).is_empty():
            return Text("裁定後の判定", "adjudicated codes")
        coder = _FIRST
    if coder == _FIRST:
        names = _first_coders(ds)["who"].unique().sort()
        if len(names) > 1:
            return Text(f"判定者{'・'.join(names)}の判定", f"the codes of the coders {', '.join(names)}")
        coder = names[0]
    return Text(f"判定者{coder}の判定", f"the codes of coder {coder}")


def who_coded(ds: Dataset) -> Text:
    """Who coded the measures: how many of which kind, and what is still to be said of it."""
    kinds = ds.coder.filter(pl.col("coder").is_in(coders(ds))).group_by("kind", maintain_order=True).len()
    each = [(CODERS[kind], n) for kind, n in kinds.iter_rows()]
    ja, en = (mark.join(f"{kind.to(lang)}×{n}" for kind, n in each) for lang, mark in (("ja", "、"), ("en", ", ")))
    if len(coders(ds)) == 1:
        return Text(
            f"施策の判定者：{ja}。ほかの判定との一致はまだ測れない。",
            f"Measures were coded by: {en}; agreement with another coder cannot be measured yet.",
        )
    said = Text(f"施策の判定者（互いに独立）：{ja}。", f"Measures were coded, apart from each other, by: {en}.")
    if "rules" in kinds["kind"]:
        said = Text(
            f"{said.ja}規則の判定は、語による提案を人が一つずつ受け入れたもので、白紙から読んだ判定ではない。",
            f"{said.en} Codes of rules were proposed by words and accepted one by one; nobody read those measures afresh.",
        )
    if {kind for kind, _ in kinds.iter_rows()} <= {"model"}:
        said = Text(
            f"{said.ja}自治体の実務に通じた人の確認はまだ受けていない。",
            f"{said.en} No municipal expert has checked the codes yet.",
        )
    return said


@once
def acting(ds: Dataset, by: str) -> pl.DataFrame:
    """Measures and the items they act on, whatever the framework, under the ids by which they were judged.

    Returns
    -------
    polars.DataFrame
        plan_id, measure_id, framework, item_id (`none` where a coder found none), basis (`stated`, `coded`),
        role (`primary`, `secondary`; null of tags), label_text, note, note_en (of adjudications alone).

    Raises
    ------
    UnknownName
        If nobody judged so.
    """
    acts = [(voice, _judged(ds, voice).filter(pl.col("value") != "no")) for voice in voices(ds, by)]
    return (
        pl.concat(rows.sort("subject_id", "item_id") if voice == ADJUDICATED else rows for voice, rows in acts)
        .select(
            "plan_id",
            "framework",
            "item_id",
            "label_text",
            measure_id="subject_id",
            basis=pl.col("act").cast(pl.String),
            role=pl.when(pl.col("value").is_in(_ROLES)).then(pl.col("value").cast(pl.String)),
            note="reason",
            note_en="reason_en",
        )
        .collect()
    )


def looked_at(ds: Dataset, by: str) -> pl.DataFrame:
    """The items that coders looked for, whether or not they found them, each once: plan_id, measure_id, framework, item_id."""
    coded = [_judged(ds, voice) for voice in voices(ds, by) if voice != STATED]
    rows = pl.concat([_measures(ds).clear().lazy(), *coded]).filter(pl.col("item_id") != "none")
    return rows.select("plan_id", "framework", "item_id", measure_id="subject_id").collect()


@once
def adjudications(ds: Dataset) -> pl.DataFrame:
    """The decisions where coders disagree: measure_id, item_id, value (`yes`, `no`, `primary`), reason, reason_en, who."""
    decided = _measures(ds).filter(act="adjudicated")
    return decided.select("item_id", "value", "reason", "reason_en", "who", measure_id="subject_id")


@once
def _measures(ds: Dataset) -> pl.DataFrame:
    return ds.judgement.filter(subject_kind="measure")


def voices(ds: Dataset, by: str) -> tuple[str, ...]:
    """Tags, or codes, or both, in this order."""
    codes = [*coders(ds), *[ADJUDICATED] * bool(coders(ds))]
    one_of("by", by, [SETTLED, EITHER, STATED, *codes, *(f"{STATED}+{coder}" for coder in coders(ds))])
    if by == EITHER:
        return (STATED, *[_FIRST] * bool(codes))
    return tuple(voice for voice in by.split("+") if voice == STATED or voice in codes)


def _coded(ds: Dataset) -> pl.LazyFrame:
    return _measures(ds).lazy().filter(act="coded")


@once
def _first_coders(ds: Dataset) -> pl.DataFrame:
    """plan_id, who: the first coder of each plan whose measures were coded."""
    coders = _coded(ds).select("plan_id", "who").unique().collect()
    return coders.filter(_rank(ds) == _rank(ds).min().over("plan_id"))


def _judged(ds: Dataset, voice: str) -> pl.LazyFrame:
    """What one voice says of measures, with what it looked at and left out: lazy, since who asks needs a part of it."""
    if voice == STATED:
        return _measures(ds).lazy().filter(act="stated")
    if voice == ADJUDICATED:
        return _adjudicated(ds)
    if voice == _FIRST:
        first = _first_coders(ds).lazy()
        return _coded(ds).join(first, on=["plan_id", "who"], how="semi", maintain_order="left")
    return _coded(ds).filter(who=voice)


def _rank(ds: Dataset) -> pl.Expr:
    """By which coders are put in order: by name, those of kind `rules` behind all others."""
    rules = ds.coder.filter(kind="rules").get_column("coder").to_list()
    who = pl.col("who").cast(pl.String)
    return pl.when(who.is_in(rules)).then(pl.lit("1")).otherwise(pl.lit("0")) + who


@once
def _adjudicated(ds: Dataset) -> pl.LazyFrame:
    """The judgements of first coders; of measures on which something was decided, as they stand then, one main item each.

    An item acts where that was decided, or where the first coder found it and nothing else was decided; `none` gives
    way where the measure acts on something, and takes the place of what is gone. The item decided to be the main one
    is; else the first coder's stays; where it is gone, the first item left takes its place. What coders found keeps
    the reason of the first who found it, unless the decision has one.
    """
    every, decided = _judged(ds, _FIRST), adjudications(ds)
    one, key = pl.col("subject_id").is_in(decided["measure_id"].unique().implode()), ["subject_id", "item_id"]
    first = every.filter(one).collect()
    settled = decided.filter(pl.col("measure_id").is_in(first["subject_id"].unique().implode())).select(
        pl.col("measure_id").alias("subject_id"),
        "item_id",
        *(pl.col(name).alias(f"decided_{name}") for name in ("value", *_WHY)),
        decided_at=pl.int_range(pl.len()),
    )
    found = _coded(ds).filter(one, pl.col("value").is_in(_ROLES)).collect().sort(_rank(ds), maintain_order=True)
    cells = _with_none(
        first.with_columns(own_at=pl.int_range(pl.len()))
        .join(settled, on=key, how="full", coalesce=True)
        .with_columns(acts=_acts())
    )
    # own items before decided ones, each in their order; the main one before all
    own = pl.col("own_at").is_not_null() & pl.col("value").is_in(_ROLES) & (pl.col("item_id") != "none")
    main = [pl.col(name).cast(pl.String).eq_missing(pl.lit("primary")) for name in ("decided_value", "value")]
    cells = cells.sort("subject_id", ~pl.col("acts"), ~main[0], ~main[1], ~own, "own_at", "decided_at", nulls_last=True)
    lead = pl.int_range(pl.len()).over("subject_id") == 0
    value = (
        pl.when(~pl.col("acts")).then(pl.lit("no")).when(lead).then(pl.lit("primary")).otherwise(pl.lit("secondary"))
    )
    # what is said of an item: by the first who found it, else by the first coder, else nothing but whose measure it is
    whole = [name for name in first.columns if name not in ("subject_id", "item_id", "value")]
    told = found.unique(key, keep="first", maintain_order=True).select(
        *key, pl.lit(True).alias("told"), *(pl.col(name).alias(f"told_{name}") for name in whole)
    )
    measures = first.unique("subject_id", keep="first", maintain_order=True)
    of_measure = measures.select("subject_id", *(pl.col(name).alias(f"of_{name}") for name in whole))
    cells = cells.join(told, on=key, how="left", maintain_order="left").join(
        of_measure, on="subject_id", how="left", maintain_order="left"
    )
    by_finder, by_first = pl.col("acts") & pl.col("told").fill_null(False), pl.col("own_at").is_not_null()
    reasoned = pl.col("decided_reason").fill_null("") != ""

    def said(name: str) -> pl.Expr:
        blank = pl.lit(None) if name in _WHY else pl.col(f"of_{name}")
        own = pl.when("acts").then(name) if name in _WHY else pl.col(name)
        given = pl.when(by_finder).then(f"told_{name}").when(by_first).then(own).otherwise(blank)
        return pl.when(reasoned).then(f"decided_{name}").otherwise(given) if name in _WHY else given

    rows = cells.with_columns(**{name: said(name) for name in whole}, value=value.cast(first.schema["value"])).select(
        first.columns
    )
    return pl.concat([every.filter(~one), rows.lazy()])


def _acts() -> pl.Expr:
    """Whether a measure acts on an item after adjudication."""
    coded = pl.col("value").is_in(_ROLES) & (pl.col("item_id") != "none")
    return pl.coalesce(pl.col("decided_value").cast(pl.String) != "no", coded).fill_null(False)


def _with_none(cells: pl.DataFrame) -> pl.DataFrame:
    """The same, where a measure acts on nothing else, with `none` as what it acts on."""
    nothing = ~pl.col("acts").any().over("subject_id")
    cells = cells.with_columns(acts=pl.col("acts") | nothing & (pl.col("item_id") == "none"))
    lacking = cells.filter(~pl.col("acts").any().over("subject_id")).select(pl.col("subject_id").unique())
    return pl.concat([cells, lacking.with_columns(item_id=pl.lit("none"), acts=pl.lit(True))], how="diagonal")


P = ParamSpec("P")
R = TypeVar("R")


def asked_by(ask: Callable[Concatenate[Dataset, P], R]) -> Callable[..., R]:
    """Let a question that takes `by=` take `basis=` and `coder=` one more release, with a warning."""

    @functools.wraps(ask)
    def asked(ds: Dataset, *args: Any, basis: str | None = None, coder: str | None = None, **choices: Any) -> R:
        if basis is not None or coder is not None:
            if "by" in choices:
                raise TypeError(
                    Text("by= と basis=・coder= は併用できない", "by= does not go with basis= or coder=").to()
                )
            choices["by"] = by = _by(ds, basis, coder)
            said = Text(
                f'{ask.__name__}() の basis= と coder= は次の版でなくなる。by="{by}" と書く',
                f'basis= and coder= of {ask.__name__}() go with the next release; write by="{by}"',
            )
            warnings.warn(said.to(), DeprecationWarning, stacklevel=3)
        return ask(ds, *args, **choices)

    asked.also = ("basis", "coder")  # type: ignore[attr-defined]
    return asked


def _by(ds: Dataset, basis: str | None, coder: str | None) -> str:
    """What `basis` and `coder` said, as `by`."""
    if basis is not None:
        one_of("basis", basis, (EITHER, STATED, "coded"))
    if basis == STATED:
        return STATED
    if basis == "coded":
        return coder or next(iter(coders(ds)), STATED)
    return f"{STATED}+{coder}" if coder else EITHER
