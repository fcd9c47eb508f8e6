"""The slides of the sheet of one plan: the answers, items and figures beside others, ages, what must not be concluded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import polars as pl

from dxcompare.dataset.notes import marked
from dxcompare.present.slide import Slide, as_shown, finding_of, headline, slide, slides_of, table
from dxcompare.questions.brief.answers import ends
from dxcompare.questions.brief.cautions import caution
from dxcompare.questions.brief.compute import Brief
from dxcompare.questions.brief.people import PLACES
from dxcompare.questions.brief.rows import clipped
from dxcompare.words.text import Text, column, plural, shown

#: What stands beside the municipality's own figure.
_PLACES = {
    "peers": Text("人口の近い", "peers by population"),
    "prefecture": Text("県内の", "prefecture"),
    "nation": Text("全国の", "Japan"),
}
assert set(_PLACES) == set(PLACES)
_NEITHER = ("not_applicable", "not_assessed")


def name_of(result: Brief) -> Text:
    """What the plan is called: its municipality, drafts marked."""
    return marked(Text(result.plan["name_ja"], result.plan["name_en"]), {"status": result.plan["status"]})


def city_of(result: Brief) -> Text:
    """What its municipality is called, to which figures and survey belong."""
    return Text(result.plan["name_ja"], result.plan["name_en"])


@slide(Brief)
def _brief(result: Brief, lang: str) -> list[Slide]:
    answers = table(result, lang, ("question", "answer"), "answers")
    asked = pl.col(answers.frame.columns[0]).cast(pl.String).str.replace("(、|,) ?", "$1\n")  # room for the answers
    return [
        replace(answers, frame=answers.frame.with_columns(asked)),
        *_items(result, lang),
        *_rates(result, lang),
        *_done(result, lang),
        *_ages(result, lang),
        table(result, lang, ("says", "why"), "cautions", title=cautioned(result).to(lang)),
    ]


@headline(Brief)
def _headline(result: Brief, lang: str) -> Text | None:
    """How many targets can be seen to be met, and how many items others alone act on."""
    targets, name = result.to_frame("targets"), name_of(result)
    seen = targets.filter(pl.col("seen").cast(pl.String).is_in(["yes", "met_only"])).height
    wanting = result.to_frame("items").filter(standing="wanting").height
    return Text(
        f"{name.ja}：指標{targets.height}のうち達成したかが記載だけで分かるのは{seen}、ほかの計画にだけ番号付き施策がある事項は{wanting}",
        f"{name.en}: {seen} of {plural(targets.height, 'indicator', 'indicators')} can be seen from the plan to be met; "
        f"others alone have a numbered measure on {plural(wanting, 'item', 'items')}",
    )


def _items(result: Brief, lang: str) -> Iterator[Slide]:
    """The five marks of the plan, and after it of the others."""
    items = result.to_frame("items")
    read = items.filter(~pl.col("standing").cast(pl.String).is_in(_NEITHER), pl.col("could") > 0)
    if result.beside is None:
        return
    name, here, only = name_of(result), read.filter(pl.col("measures") > 0).height, read.filter(standing="only").height
    title = Text(
        f"比べられる{read.height}事項のうち、{name.ja}に施策があるのは{here}、ここだけは{only}",
        f"Of {plural(read.height, 'item', 'items')}, {name.en} has a measure on {here}, and alone on {only}",
    )
    said = finding_of(result.beside, lang) if read.is_empty() else title.to(lang)
    for spec in slides_of(result.beside, lang):
        which = result.beside.which.to(lang)
        yield replace(spec, title=said, base="　".join(filter(None, (which, spec.base))))


def _long(result: Brief, beside: str, lang: str) -> pl.DataFrame:
    """The figures that have something beside them: a row a figure and place, with how many municipalities are there."""
    rows = []
    for row in result.to_frame("figures").filter(pl.col("beside").cast(pl.String) == beside).iter_rows(named=True):
        figure = clipped(shown(row[column("short", lang)], lang), 25)
        for place, said in _PLACES.items():
            if row[place] is not None:
                n = row[f"{place}_n"]
                where = said + Text("市区町村", "")
                of = said + Text(f"{n:,}団体", f" ({n:,})") if n else where
                ends = {"low": row[f"{place}_q1"], "high": row[f"{place}_q3"], "of": of.to(lang)}
                rows.append(
                    {"figure": figure, "own": row["value_text"], "where": where.to(lang), "value": row[place], **ends}
                )
    return pl.DataFrame(rows, infer_schema_length=None)


def _rates(result: Brief, lang: str) -> Iterator[Slide]:
    """Rates: the own figure beside its name, and below it median and quartiles of each place."""
    told = _long(result, "median", lang)
    if told.is_empty():
        return
    name, none = city_of(result).to(lang), pl.lit(None, pl.Float64)
    median = Text("中央値（線は四分位の範囲）", "Median (line: quartiles)").to(lang)
    mine = told.unique("figure", keep="first", maintain_order=True)
    mine = mine.with_columns(row="figure", value=_number("own"), low=none, high=none, series=pl.lit(name))
    places = {figure: place for place, figure in enumerate(mine["figure"])}
    apart = (
        pl.lit("\u200b").repeat_by(pl.col("figure").replace_strict(places)).list.join("")
    )  # rows are told by their names
    both = pl.concat([mine, told.with_columns(row=pl.col("of") + apart, series=pl.lit(median))])
    yield Slide(
        both.filter(pl.col("value").is_not_null()),
        "dots",
        category="row",
        series="series",
        value="value",
        order=both.sort(pl.col("figure").replace_strict(places), maintain_order=True)["row"].to_list(),
        low="low",
        high="high",
        number_format="0",
        most=100,
        title=within(result).to(lang),
        reading=Text("割合（％）。右にあるほど良いとは限らない", "Per cent; further right need not be better").to(lang),
        caveat=_caution(result, "figures", lang),
    )


def _number(name: str) -> pl.Expr:
    return pl.col(name).str.replace_all(",", "").cast(pl.Float64, strict=False)


def within(result: Brief) -> Text:
    """How many of the rates lie within the quartiles of the peers."""
    rates = result.to_frame("figures").filter(
        pl.col("beside").cast(pl.String) == "median", pl.col("peers_q1").is_not_null(), pl.col("peers_q3").is_not_null()
    )
    n = rates.filter(_number("value_text").is_between("peers_q1", "peers_q3")).height
    peers, name = max(rates["peers_n"].drop_nulls().to_list(), default=0), city_of(result)
    return Text(
        f"{name.ja}の公的統計（割合）{rates.height}件のうち、人口の近い{peers}団体の四分位の範囲にあるのは{n}件",
        f"Of {plural(rates.height, 'official rate', 'official rates')} of {name.en}, {n} {'lies' if n == 1 else 'lie'} within "
        f"the quartiles of {peers} municipalities near in population",
    )


def _done(result: Brief, lang: str) -> Iterator[Slide]:
    """What is in place: the share of municipalities that have it, the own answer beside the name."""
    told = _long(result, "share", lang)
    if told.is_empty():
        return
    rows = result.to_frame("figures").filter(pl.col("beside").cast(pl.String) == "share")
    own, n, name = _answers(lang), rows.filter(value_text="実施").height, city_of(result)
    yield Slide(
        told.with_columns(
            category=pl.concat_str(
                "figure",
                pl.lit(Text("（", " (").to(lang)),
                pl.col("own").replace(own),
                pl.lit(Text("）", ")").to(lang)),
            )
        ),
        "dots",
        category="category",
        series="where",
        value="value",
        number_format="0",
        most=100,
        title=Text(
            f"実施の有無を尋ねた{rows.height}件のうち、{name.ja}が実施と答えたのは{n}件",
            f"{name.en} has {n} of {plural(rows.height, 'arrangement', 'arrangements')} in place that municipalities were asked about",
        ).to(lang),
        reading=Text(
            "実施と答えた市区町村の割合（％）。括弧はこの市の答え",
            "Per cent of municipalities that have it in place; in brackets the answer of this one",
        ).to(lang),
        caveat=_caution(result, "figures", lang),
    )


def _answers(lang: str) -> dict[str, str]:
    return {"実施": "実施", "未実施": "未実施"} if lang == "ja" else {"実施": "yes", "未実施": "no"}


def _caution(result: Brief, code: str, lang: str) -> str:
    """What must not be concluded of something."""
    told = result.to_frame("cautions").filter(pl.col("caution").cast(pl.String) == code)
    if told.is_empty():
        return ""
    row = told.row(0, named=True)
    return shown(caution(Text(row["says_ja"], row["says_en"]), Text(row["why_ja"], row["why_en"])).to(lang), lang)


def _ages(result: Brief, lang: str) -> Iterator[Slide]:
    """Shares over age: of the survey with intervals, or of Japan as bars."""
    ages = result.to_frame("ages")
    if ages.is_empty():
        return
    topic, group = column("topic", lang), column("group", lang)
    nation, first = ages.item(0, "scope") == "nation", ages.filter(topic_ja=ages.item(0, "topic_ja"))
    year = ages.item(0, "year")
    drawn = ages.with_columns(as_shown(topic, lang), as_shown(group, lang))
    if nation:
        title = Text("計画に住民調査なし。全国では", "No survey of residents in the plan; in Japan, ") + ends(first)
        reading = Text(
            f"割合（％）、全国（{year}年）。この市の値ではない", f"Per cent, Japan ({year}); not of this municipality"
        )
    else:
        name = city_of(result)
        title = Text(f"{name.ja}の住民調査では", f"Survey of {name.en}: ") + ends(first)
        reading = Text(
            f"割合（％）、年齢別、{year}年の住民調査。縦線は95％区間",
            f"Per cent by age, survey of {year}; lines: 95 % intervals",
        )
    yield Slide(
        drawn,
        "bar" if nation else "line",
        category=group,
        series=topic,
        value="percent",
        panel="" if nation else topic,
        low=None if nation else "low",
        high=None if nation else "high",
        number_format="0.0" if nation else "0",
        most=100,
        title=title.to(lang),
        reading=reading.to(lang),
        caveat=_caution(result, "survey", lang),
    )


def cautioned(result: Brief) -> Text:
    """What must not be concluded before all else, and how many things more."""
    rows = result.to_frame("cautions")
    first, more = rows.row(0, named=True), rows.height - 1
    ja, en = first["says_ja"].removesuffix("。"), first["says_en"].removesuffix(".")
    return Text(
        f"{ja}。いえないことは、ほかに{more}つある",
        f"What must not be concluded: {en[0].lower()}{en[1:]}, and {plural(more, 'other thing', 'other things')}",
    )
