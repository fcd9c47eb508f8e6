"""The first screen: the plans to choose from, four answers of each, and whom to tell of an error."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import escape
from importlib import metadata
from typing import Any

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import marked
from dxcompare.questions import registry
from dxcompare.words.most import MOST
from dxcompare.words.text import Text

#: The question whose answers stand on the first screen.
BRIEF = "brief"


@dataclass(frozen=True)
class Choice:
    """A plan that may be chosen.

    Attributes
    ----------
    plan_id : str
    code : str
        That of its municipality, by which it is named in addresses and in `data-city`.
    name, short, years, place : str
        As it is listed: the municipality with what must be known of the plan, and without; the years of the plan, with
        the same; the prefecture and the code.
    find : str
        What a search may look for: the name in both languages, its reading, the prefecture, the code.
    prefecture : str
        In the language of the page; blank for a plan of municipalities of several.
    asked : str
        By what `dxcompare report --city` is to be told of it: the code, or the plan's id where the code is of several.
    answers : tuple of (str, str)
        Question and answer.
    """

    plan_id: str
    code: str
    name: str
    short: str
    years: str
    place: str
    find: str
    prefecture: str
    asked: str
    answers: tuple[tuple[str, str], ...] = ()


def choices(ds: Dataset, lang: str) -> list[Choice]:
    """The plans to choose from, in their order; of many without answers, which stand on their pages."""
    of = ds.municipality.select(pl.exclude("name_ja", "name_en"))
    towns = ds.plans().join(of, on="municipality_code", how="left", maintain_order="left")
    few, joint = towns.height <= MOST, pl.col("municipality_code").str.contains("+", literal=True)
    alone = (pl.len().over("municipality_code") == 1) & ~joint
    towns = towns.with_columns(asked=pl.when(alone).then("municipality_code").otherwise("plan_id"))
    found = [
        _choice(row, lang, _answers(ds, row["plan_id"], lang) if few else ()) for row in towns.iter_rows(named=True)
    ]
    return [_joint(ds, one, lang) if "+" in one.code else one for one in found]


def _joint(ds: Dataset, one: Choice, lang: str) -> Choice:
    """A plan of several municipalities is found by what each is called, and stands in their prefecture, if it is one."""
    own = ds.municipality.filter(pl.col("municipality_code").is_in(one.code.split("+")))
    words = own.select(column for column in WORDS if column in own.columns).rows()
    prefecture = own[f"prefecture_{lang}"].unique().to_list()
    return replace(
        one,
        find=" ".join([one.find, *(str(word) for row in words for word in row if word)]),
        prefecture=prefecture[0] if len(prefecture) == 1 else "",
    )


#: What a search may look for.
WORDS = ("name_ja", "name_en", "name_kana", "prefecture_ja", "prefecture_en", "municipality_code")


def _choice(row: dict, lang: str, answers: tuple[tuple[str, str], ...]) -> Choice:
    name, between = Text(row["name_ja"], row["name_en"]), Text("・", ", ").to(lang)
    years = marked(
        Text(f"{row['start_fy']}–{row['end_fy'] or ''}", f"{row['start_fy']}–{row['end_fy'] or ''}"), row
    ).to(lang)
    return Choice(
        row["plan_id"],
        row["municipality_code"],
        marked(name, row).to(lang),
        name.to(lang),
        years,
        between.join(str(row[one]) for one in (f"prefecture_{lang}", "municipality_code") if row[one]),
        " ".join(str(row[one]) for one in WORDS if row.get(one)),
        row[f"prefecture_{lang}"] or "",
        row["asked"],
        answers,
    )


def _answers(ds: Dataset, plan_id: str, lang: str) -> tuple[tuple[str, str], ...]:
    if BRIEF not in registry.names():
        return ()
    found: Any = registry.question(BRIEF).ask(ds, plan_id)
    return tuple((question.to(lang), answer.to(lang)) for question, answer in found.answers)


def contact(lang: str) -> str:
    """How to report an error in a record, as HTML: to the address that the project gives, if it gives one."""
    what = Text(
        "市の記録に誤りを見つけたら、市名と位置（ページ）を添えて",
        "To report an error in a city's record, give the city and the place (page) to ",
    ).to(lang)
    address = _address()
    if not address:
        return what + Text("、この報告書を渡した人に知らせてください。", "whoever gave you this report.").to(lang)
    link = f'<a href="{escape(address)}">{escape(address.removeprefix("mailto:"))}</a>'
    return what + Text(f" {link} に知らせてください。", f"{link}.").to(lang)


#: The names of addresses in `[project.urls]`, the fittest first.
_URLS = ("contact", "issues", "bugtracker", "issuetracker", "tracker", "support", "repository", "source", "homepage")


def _address() -> str | None:
    """The address in `[project.urls]` to which errors are reported."""
    try:
        given = metadata.metadata("dxcompare").get_all("Project-URL") or []
    except metadata.PackageNotFoundError:
        return None
    pairs = [line.partition(",") for line in given]
    urls = {re.sub(r"[^a-z]", "", label.lower()): url.strip() for label, _, url in pairs}
    return next((urls[name] for name in _URLS if re.match("https?:|mailto:", urls.get(name, ""))), None)


def resolved(page: str, all_of: list[Choice]) -> str:
    """A page with the codes of municipalities in the place of the ids of plans; of other ids nothing is said.

    In a table that has no such ids, rows, columns and cells are of the city whose name is all that they say, or stands
    before a colon.
    """
    codes = {one.plan_id: f' data-city="{one.code}"' for one in all_of}
    page = re.sub(r' data-plan="([^"]*)"', lambda found: codes.get(found[1], ""), page)
    called: dict[str, set[str]] = {}
    for one in all_of:
        for name in (one.name, one.short):
            called.setdefault(escape(name), set()).add(one.code)
    names = {name: of.pop() for name, of in called.items() if len(of) == 1}
    table = re.compile(r'<table class="data">(?:(?!data-city|</table>).)*</table>', re.DOTALL)
    return table.sub(lambda found: _by_name(found[0], names), page)


def _by_name(table: str, names: dict[str, str]) -> str:
    """A table whose rows, columns and cells say of which city they are, as far as they have its name."""
    columns: dict[int, str] = {}

    def of(row: re.Match[str]) -> str:
        cells = re.findall(r"<(t[hd])([^>]*)>(.*?)</t[hd]>", row[1], re.DOTALL)
        texts = [re.split("：|: ", re.sub("<[^>]*>", "", cell[2]))[0] for cell in cells]
        said = {at: names[text] for at, text in enumerate(texts) if text in names}
        several = len(set(said.values())) > 1
        if cells[0][0] == "th":
            columns.update(said if several else {})
        elif said and not columns and not several:
            return f'<tr data-city="{next(iter(said.values()))}">{row[1]}</tr>'
        own = columns or (said if several else {})
        marks = [f' data-city="{own[at]}"' if at in own else "" for at in range(len(cells))]
        marked = zip(cells, marks, strict=True)
        return f"<tr>{''.join(f'<{tag}{mark}{more}>{text}</{tag}>' for (tag, more, text), mark in marked)}</tr>"

    return re.sub(r"<tr>(.*?)</tr>", of, table, flags=re.DOTALL)
