"""Where data come from, and the plans."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import (
    CODE,
    CODES,
    DATE,
    ID,
    PAGE,
    WHERE,
    Built,
    english,
    locator,
    number,
    one_of,
    rule,
    source_id,
    text,
    whole,
    year,
)
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.text import Text

_HOMES = (Folder.PLAN, Folder.NATIONAL, Folder.REFERENCE)


class Source(Built):
    """A document or data file."""

    one_row = Text("文書またはデータファイル", "A document or data file")
    files = (File("source.yaml", _HOMES, needed=_HOMES, ours=True, listed="sources"),)

    source_id = text(
        ("出典", "Source"),
        ("出典ID", "identifier"),
        key=True,
        raw=Raw(
            help=(
                "文書を指す短いID（`hakodate-2025-plan` など）",
                "a short id of the document, such as `hakodate-2025-plan`",
            )
        ),
    )
    title = text(("文書", "Document"), ("題名", "title"), raw=Raw())
    publisher = text(("発行者", "Publisher"), raw=Raw())
    document = text(("ファイル名", "File name"), printed=True, raw=Raw())
    published = text(
        ("公表日", "Published"),
        ("公表日", "date published, as exactly as known"),
        null=True,
        pattern=DATE,
        raw=Raw(help=("公表日。文書になければ空欄", "date published; blank if the document does not say")),
    )
    accessed = text(
        ("取得日", "Accessed"),
        ("取得日", "date accessed"),
        null=True,
        pattern=DATE,
        raw=Raw(),
    )
    licence = text(
        ("利用条件", "Licence"),
        ("利用条件", "licence or terms of use"),
        raw=Raw(
            help=(
                "利用条件。文書か掲載ページにあれば、その名称（`CC BY 4.0` など）。なければ `著作権は発行者にある。事実だけを収める`",
                "licence or terms of use, as the document or its page names them (`CC BY 4.0`); if they name none, that "
                "the publisher holds the copyright and that only facts are kept",
            )
        ),
    )
    stands_for = text(
        ("代わりに用いた原典", "Used in place of"),
        (
            "読めなかった原典。この文書はそれを伝えるもので、原典そのものではない。原典なら空欄",
            "the text that could not be read: this document is an account of it, not the text itself; null of an original",
        ),
        null=True,
        raw=Raw(optional=True),
    )
    note = text(("備考", "Note"), ("備考", "what a reader should know"), null=True, raw=Raw())
    checked_method = text(("照合の方法", "How the transcription was checked"), null=True, raw=Raw("checked.method"))
    checked_by = one_of(
        {kind: vocabularies.CODERS[kind] for kind in ("person", "model")},
        ("転記した者", "Transcribed by"),
        ("二回の転記をした者の種類", "who transcribed it twice"),
        null=True,
        raw=Raw(
            "checked.by",
            (
                "転記した者の種類。事実のとおりに書く",
                "who transcribed, said truthfully",
            ),
        ),
    )
    cells_compared = whole(
        ("照合したセル", "Cells compared"),
        ("照合したセル数", "cells compared between two independent transcriptions"),
        null=True,
        raw=Raw("checked.cells_compared"),
    )
    cells_differing = whole(
        ("相違", "Differing"),
        ("相違を解消したセル数", "cells that differed and were settled on the document"),
        null=True,
        raw=Raw("checked.cells_differing"),
    )
    checked_note = Raw("checked.note", ("相違の内訳など", "what differed"), optional=True)

    @rule(("取得日が公表日より前です", "it was accessed before it was published"), "accessed", "published")
    def accessed_after_published(cls) -> pl.Expr:
        published, accessed = pl.col("published"), pl.col("accessed")
        each = (accessed.str.slice(0, published.str.len_chars()), published.str.slice(0, accessed.str.len_chars()))
        return each[0] >= each[1]  # as exactly as both are known


class Edition(Built):
    """The edition of the data: its version and date, which everything made of the data bears."""

    one_row = Text("データの版", "The edition of the data")
    files = (File("edition.csv", (Folder.ALL,), needed=(Folder.ALL,)),)

    version = text(
        ("版", "Version"),
        ("データの版。ソフトウェアの版と同じ", "version of the data, that of the software"),
        key=True,
        raw=Raw(help=("データの版", "version of the data")),
    )
    date = text(
        ("日付", "Date"),
        (
            "この日現在。計画期間の終わった計画は、この日で決まる",
            "as of when; whether the period of a plan has ended goes by it, not by the clock",
        ),
        pattern=r"^\d{4}-\d{2}-\d{2}$",
        raw=Raw(help=("`YYYY-MM-DD`。データを変えたら改める", "`YYYY-MM-DD`; to be changed with the data")),
    )


class Municipality(Built):
    """A municipality of Japan."""

    one_row = Text("市区町村", "A municipality of Japan")
    files = (File("municipalities.csv", (Folder.REFERENCE,), needed=(Folder.REFERENCE,)),)

    municipality_code = text(
        ("団体コード", "Municipality code"),
        ("団体コード（5桁）", "5-digit code, leading zero kept"),
        key=True,
        pattern=CODE,
        raw=Raw(),
    )
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"), raw=Raw())
    name_en = text(("名称（英語）", "Name"), ("英語名", "name in English"), raw=Raw())
    name_kana = text(("ふりがな", "Reading"), ("名称の読み（ひらがな）", "reading of the name, in hiragana"), raw=Raw())
    prefecture_ja = text(("都道府県", "Prefecture"), raw=Raw())
    prefecture_en = text(("都道府県（英語）", "Prefecture in English"), raw=Raw())
    population = whole(
        ("人口", "Population"),
        (
            "2020年国勢調査の人口（10月1日）。誰も数えられなかった町は空欄",
            "census population, 1 October 2020; null where the census counted nobody",
        ),
        null=True,
        unit="people",
        raw=Raw(),
    )
    share_65 = number(
        ("65歳以上の割合", "Share of 65 and over"),
        (
            "2020年国勢調査。年齢不詳を除く人口に対する割合",
            "census of 2020; share of those whose age is known",
        ),
        null=True,
        least=0,
        most=100,
        unit="%",
        decimals=1,
        raw=Raw(),
    )


class FormerCode(Built):
    """A code or name that a municipality had before."""

    one_row = Text(
        "市区町村の旧コード・旧名称と、今のコード", "A former code or name of a municipality, and what it is now"
    )
    files = (File("former_codes.csv", (Folder.REFERENCE,)),)

    former_code = text(
        ("旧コード", "Former code"), ("旧コード（5桁）", "5-digit code of old"), key=True, pattern=CODE, raw=Raw()
    )
    former_ja = text(("旧名称", "Former name"), ("その名称", "name under that code"), key=True, raw=Raw())
    municipality_code = text(
        ("団体コード", "Municipality code"),
        ("今の団体コード", "code of today"),
        ref="municipality.municipality_code",
        raw=Raw(),
    )
    relation = one_of(
        vocabularies.FORMER,
        ("変わり方", "What changed"),
        ("区域が同じか、今の団体の一部になったか", "whether it is the same area, or became a part of that of today"),
        raw=Raw(),
    )
    since = text(("日付", "Since"), ("改まった日", "since when"), pattern=DATE, raw=Raw())


class Plan(Built):
    """A municipality's plan."""

    one_row = Text("計画", "A municipality's plan")
    files = (File("plan.yaml", (Folder.PLAN,), needed=(Folder.PLAN,)),)

    plan_id = text(
        ("計画ID", "Plan"),
        ("計画ID", "identifier: romaji and first year"),
        key=True,
        pattern=ID,
        raw=Raw(
            help=(
                "計画ID。`<ローマ字>-<開始年度>`（`hakodate-2025` など）",
                "`<romaji>-<first year>`, such as `hakodate-2025`",
            )
        ),
    )
    municipality_code = text(
        ("団体コード", "Municipality code"),
        ("団体コード。共同の計画では `+` でつなぐ", "municipality; of a joint plan all, joined by `+`"),
        pattern=CODES,
        raw=Raw(
            help=(
                '5桁の団体コード。先頭の 0 が落ちないよう引用符で囲む（`"01202"`）。共同の計画は `"20219+20220"`',
                'the 5-digit code, in quotes so that its leading zero stays (`"01202"`); of a joint plan `"20219+20220"`',
            )
        ),
    )
    title_ja = text(("題名", "Title (Japanese)"), ("計画名", "title"), raw=Raw())
    title_en = english(
        "title_ja", ("題名（英語）", "Title"), ("計画名（英語）", "title in English"), raw=Raw(ours=True)
    )
    status = one_of(vocabularies.PLAN_STATUS, ("策定済み・案", "Adopted or draft"), raw=Raw())
    start_fy = year(
        ("開始年度", "First fiscal year"),
        raw=Raw(
            "start_text",
            (
                "計画期間の始まり。記載のとおり（`令和５年度`、`令和5年4月` など）",
                "beginning of the period, as printed (`令和５年度`, `令和5年4月`)",
            ),
            reads="when",
        ),
    )
    end_fy = year(
        ("終了年度", "Last fiscal year"),
        ("終了年度。終わりの定めがなければ空欄", "last fiscal year; null of a plan without an end"),
        null=True,
        raw=Raw(
            "end_text",
            (
                "計画期間の終わり。記載のとおり。終わりの定めがなければ空欄",
                "end of the period, as stated; blank of a plan without an end",
            ),
            reads="when",
        ),
    )
    framework_version = text(
        ("策定時の自治体DX推進計画の版", "Version of the national DX plan it was written against"),
        (
            "策定時の自治体DX推進計画の版。国の計画より古いか、版を決められない計画では空欄",
            "version of the national DX plan it was written against; null of a plan that is older than the first, or of "
            "which the version cannot be told",
        ),
        null=True,
        raw=Raw(
            help=(
                "策定時の自治体DX推進計画の版。国の計画より古いか、版を決められなければ `none`",
                "version of the national DX plan it was written against; `none` of a plan that is older than the first, "
                "or of which the version cannot be told",
            ),
            ours=True,
        ),
    )
    framework_reason = text(("版の判断理由", "Why that version, or none"), raw=Raw(ours=True))
    edition = text(
        ("計画の版", "Edition"),
        ("計画の版（改訂版など）。記載のとおり", "edition of the plan, as printed, such as 改訂版"),
        null=True,
        raw=Raw(optional=True),
    )
    revises = text(
        ("改訂前の計画", "Revises"),
        ("この計画が改めた計画", "the plan of which this is a later edition"),
        null=True,
        ref="plan.plan_id",
        raw=Raw(
            help=(
                "改訂前の版もあれば、その `plan_id`。版ごとにフォルダーを一つ作る（`20219_tomi`、`20219_tomi_rev`）",
                "where the edition before it is here, too, its `plan_id`; each edition has a folder (`20219_tomi`, "
                "`20219_tomi_rev`)",
            ),
            optional=True,
        ),
    )
    source_id = source_id(Raw(help=("`source.yaml` にあるこの計画の文書", "the plan's own document in `source.yaml`")))
    locator = locator(
        PAGE,
        replace(
            WHERE,
            help=(
                "計画の期間が書かれている箇所（`表紙`、`第1章 計画の期間` など）",
                "where the plan states its period, in its own words, such as `表紙` or `第1章 計画の期間`",
            ),
        ),
    )

    @rule(("計画が自らを改めています", "the plan revises itself"), "revises")
    def revises_another(cls) -> pl.Expr:
        return pl.col("revises").is_null() | (pl.col("revises") != pl.col("plan_id"))

    @rule(("終了年度が開始年度より前です", "the last year lies before the first"), "end_fy", "start_fy")
    def ends_after_start(cls) -> pl.Expr:
        return pl.col("end_fy") >= pl.col("start_fy")
