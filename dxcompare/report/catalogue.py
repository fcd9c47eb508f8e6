"""Pages straight from the tables: the sources, their errata, and the code book."""

from __future__ import annotations

from html import escape

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.notes import natures
from dxcompare.present.reading import read
from dxcompare.present.show import show, shown_as
from dxcompare.report.page import Page, assemble
from dxcompare.tables import TABLES
from dxcompare.tables.codebook import CodeBook
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, plural, shown

#: type of column, as the code book names it → its name in Japanese.
TYPES = {"text": "文字", "whole number": "整数", "number": "数値", "true/false": "はい・いいえ"}


def pages(ds: Dataset, lang: str) -> list[Page]:
    """The reference pages: `sources`, `errata`, `codebook`."""
    return [sources(ds, lang), errata(ds, lang), codebook(ds, lang)]


def sources(ds: Dataset, lang: str) -> Page:
    """Every source with its licence, and how its transcription was checked."""
    of = ds.plan.select("source_id", "plan_id").unique("source_id", keep="none")
    every = ds.source.join(of, on="source_id", how="left", maintain_order="left")  # the reader's own are marked
    checked = every.filter(pl.col("cells_compared").is_not_null())
    intro = Text(
        "使った文書と統計のすべてと、その利用条件、転記の確かめ方。",
        "Every document and statistic used, its licence, and how its transcription was checked. ",
    )
    accounts = ds.source.filter(pl.col("stands_for").is_not_null()).height
    if accounts:
        intro += Text(
            f"うち{accounts}件は原典そのものではなく、読めなかった原典を伝える別の文書である。",
            f"{accounts} of them are not the text itself, but accounts of one that could not be read. ",
        )
    if ds.plan.height > MOST:  # those of one plan stand on the page of its city
        of_plans = every["plan_id"].is_not_null() | every["source_id"].is_in(ds.survey["source_id"].implode())
        intro += Text(
            f"計画と住民調査の文書（{of_plans.sum():,}件）は一つずつ挙げない。それぞれの市区町村のページと、data/processed/source.csv にある。",
            f"The documents of plans and surveys ({of_plans.sum():,}) are not listed one by one: they stand on the pages of their "
            "cities and in data/processed/source.csv. ",
        )
        every = every.filter(~of_plans)
    if ds.plan["source_id"].is_in(checked["source_id"].implode()).all():
        intro += Text(
            "計画の文書は独立に二回転記し、セルごとに照合した。",
            "The plans were transcribed twice, apart, and compared cell by cell. ",
        )
        if set(checked["checked_by"]) == {"model"}:
            intro += Text(
                "転記したのは機械（言語モデル）で、自治体の実務に通じた人の確認はまだ受けていない。",
                "Machine readers (language models) transcribed them; no municipal expert has checked them yet.",
            )
    unread = Text("原典ではない。代わりに用いた：", "not the text itself; used in place of: ").to(lang)
    used = show(
        every.with_columns(
            kind=pl.concat_str(pl.lit(unread), "stands_for").fill_null(Text("原典", "the text itself").to(lang))
        ),
        {
            **dict.fromkeys(("title", "publisher")),
            "kind": ("文書の種類", "Kind of text"),
            **dict.fromkeys(("published", "accessed", "licence")),
            "document": ("所在", "Where"),
            "source_id": ("ID", "Id"),
        },
        ("文書と利用条件", "Documents and licences"),
        lang,
    )
    compared = {
        **dict.fromkeys(("title", "checked_by", "cells_compared", "cells_differing")),
        "checked_method": ("方法", "Method"),
    }
    if ds.plan.height > MOST:
        checked = _compared(checked)
        compared = {
            "checked_by": None,
            "documents": ("文書", "Documents"),
            **dict.fromkeys(("cells_compared", "cells_differing")),
        }
    cells = shown_as(
        read(checked, lang, columns=compared), Text("転記の照合", "Check of the transcription"), lang, once=True
    )
    judges = show(ds.coder, ["name", "kind", "note"], ("施策を判定した者", "Who judged the measures"), lang)
    note = "note" if lang == "ja" else "note_en"
    versions = show(
        ds.framework_version.sort("framework", "position"),
        {f"name_{lang}": ("版", "Version"), **dict.fromkeys(("published", "confidence")), note: ("備考", "Note")},
        ("国の枠組みの版と、確かめられたこと", "Versions of the national frame, and what is known of them"),
        lang,
        table=TABLES["framework_version"],
    )
    notes = show(
        every.filter(pl.col("note").is_not_null()),
        {"title": None, "note": ("注", "Note")},
        ("文書ごとの注", "Notes on the documents"),
        lang,
    )
    parts = [
        _h2("documents", "文書と利用条件", "Documents and licences", lang),
        used._repr_html_(),
        _h2("versions", "国の枠組みの版", "Versions of the national frame", lang),
        versions._repr_html_(),
        _h2("transcription", "転記の照合", "Check of the transcription", lang),
        cells._repr_html_(),
        _h2("coders", "施策の判定", "Codes of measures", lang),
        judges._repr_html_(),
        _h2("notes", "文書ごとの注", "Notes on the documents", lang),
        notes._repr_html_(),
    ]
    title = Text("数字はどの文書によるか", "Which documents do the numbers come from?").to(lang)
    return assemble("sources", "reference", title, f"<p>{escape(intro.to(lang))}</p>", parts, lang)


def errata(ds: Dataset, lang: str) -> Page:
    """Every erratum, document by document."""
    every, held = ds.erratum.height, ds.erratum.filter("quarantine").height
    intro = Text(
        "出典の誤りと呼ぶのは、明らかな誤植と、二つの箇所が両立しないものだけである。書かれていないこと、編者が文字を"
        "読み取りきれなかったことは、分けて記録する。どれも直さない。",
        "Only plain misprints, and two places that cannot both hold, are called errors in a source. What is not stated, "
        "and what we could not read for certain, is recorded apart. Nothing is repaired. ",
    )
    if not every:
        intro += Text("記録はない。", "None is recorded.")
    else:
        intro += natures(ds.erratum) + Text("。", "; ")
        intro += (
            Text(
                f"これらのうち{held}件は、関わるセルを集計に使わない。",
                f"for {held} of these the cells concerned are not used (withheld).",
            )
            if held
            else Text("集計に使わないセルはない。", "no cell is withheld.")
        )
    title = Text(
        "出典の誤り、記載のないこと、読み取りの限界は何か",
        "What is wrong in the sources, what is not stated, and what could not be read?",
    ).to(lang)
    if ds.plan.height > MOST:
        intro += Text(
            "一件ずつは、それぞれの市区町村のページと data/processed/erratum.csv にある。ここには数だけを示す。件数は文書の長さや"
            "文字の取り出し方にもより、文書の良し悪しではない。",
            " Each stands on the page of its city and in data/processed/erratum.csv; here they are counted. Counts depend on the "
            "length of documents and on how their text was read, and say nothing of their quality.",
        )
        return assemble("errata", "reference", title, f"<p>{escape(intro.to(lang))}</p>", _counts(ds, lang), lang)
    listed = ds.erratum.with_columns(number=pl.col("erratum_id").str.split("/").list.last())
    parts = []
    for (source,), rows in listed.sort("source_id", "erratum_id").group_by("source_id", maintain_order=True):
        name = ds.source.filter(source_id=source).item(0, "title")
        parts += [
            f'<h2 id="{escape(str(source))}">{escape(shown(name, lang))}</h2>',
            show(
                rows,
                {
                    "number": ("番号", "No."),
                    **dict.fromkeys(("locator", "nature", "kind", "what", "treatment")),
                    **({"quarantine": ("集計に不使用", "Withheld")} if rows["quarantine"].any() else {}),
                },
                lang=lang,
                table=TABLES["erratum"],
            )._repr_html_(),
        ]
    return assemble("errata", "reference", title, f"<p>{escape(intro.to(lang))}</p>", parts, lang)


def _counts(ds: Dataset, lang: str) -> list[str]:
    """How many errata of each kind there are, and in how many documents."""
    kinds = ds.erratum.group_by("nature", "kind").agg(notes=pl.len(), documents=pl.col("source_id").n_unique())
    heads = {"nature": None, "kind": None, "notes": ("件数", "Notes"), "documents": ("文書の数", "Documents")}
    rows = kinds.sort("nature", "notes", "kind", descending=[False, True, False])
    said = ("種類ごとの件数", "Notes by kind")
    return [_h2("kinds", *said, lang), show(rows, heads, said, lang, table=TABLES["erratum"])._repr_html_()]


def _compared(checked: pl.DataFrame) -> pl.DataFrame:
    """Cells that were compared and that differed, over all documents whose transcriptions the same readers checked."""
    return checked.group_by("checked_by", maintain_order=True).agg(
        documents=pl.len(),
        cells_compared=pl.col("cells_compared").sum(),
        cells_differing=pl.col("cells_differing").sum(),
    )


def codebook(ds: Dataset, lang: str) -> Page:
    """What every column of every table means."""
    intro = Text(
        "data/processed にあるすべての表と列の意味である。表はCSVで、Excelでもそのまま開ける。",
        "What the columns of all tables in data/processed mean. The tables are CSV and open in Excel.",
    ).to(lang)
    parts = []
    for name, schema in TABLES.items():
        what = schema.one_row.to(lang)
        rows = Text(f"{ds[name].height:,}行", plural(ds[name].height, "row", "rows")).to(lang)
        parts += [
            f'<h2 id="{name}">{name}</h2>',
            f"<p>{escape(what)}{'。' if lang == 'ja' else '; '}{rows}</p>",
            show(
                ds.codebook(name, lang).with_columns(pl.col("type").replace(TYPES if lang == "ja" else {})),
                ("column", "meaning", "type", "unit", "key", "may_be_blank", "values", "refers_to"),
                lang=lang,
                table=CodeBook,
            )._repr_html_(),
        ]
    title = Text("表のどの列が何を意味するか", "What does each column of the tables mean?").to(lang)
    return assemble("codebook", "reference", title, f"<p>{escape(intro)}</p>", parts, lang)


def _h2(anchor: str, ja: str, en: str, lang: str) -> str:
    return f'<h2 id="{anchor}">{escape(Text(ja, en).to(lang))}</h2>'
