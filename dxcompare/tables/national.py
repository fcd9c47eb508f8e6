"""The national frame: versions, items, and how items became others."""

from __future__ import annotations

import polars as pl

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import DATE, WHERE, Built, locator, one_of, order, rule, source_id, text, whole, year
from dxcompare.tables.raw import File, Folder, Raw
from dxcompare.words.text import Text

_FROM = Raw("source", ("`source.yaml` の `source_id`", "the `source_id` in `source.yaml`"), ours=True)
_NATIONAL = (Folder.NATIONAL,)


class FrameworkVersion(Built):
    """A version of a national framework."""

    one_row = Text("国の枠組みの版", "A version of a national framework")
    files = (File("versions.csv", _NATIONAL, needed=_NATIONAL),)

    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True, raw=Raw())
    version = text(("国の計画の版", "National version"), ("版", "version"), key=True, raw=Raw())
    position = whole(
        ("順序", "Order"),
        ("枠組みの中での版の順", "order in time of the versions of a framework"),
        least=1,
        raw=Raw(help=("版の順。枠組みごとに1から", "order in time: 1, 2, … in each framework")),
    )
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"), raw=Raw())
    name_en = text(("名称（英語）", "Name"), ("英語名", "name in English"), raw=Raw(ours=True))
    published = text(
        ("公表日", "Published"), ("公表日", "date, as exactly as known"), null=True, pattern=DATE, raw=Raw()
    )
    confidence = one_of(
        vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the date is sourced"), raw=Raw()
    )
    note = text(("備考", "Note"), ("備考", "what is and is not known, in Japanese"), null=True, raw=Raw())
    note_en = text(("備考（英語）", "What is and is not known"), null=True, raw=Raw())
    unsourced = text(
        ("出典で確かめられない事項", "Items that may be in it but could not be sourced, joined by +"),
        null=True,
        raw=Raw(
            help=(
                "この版にありうるが出典で確かめられない事項。`+` でつなぐ（該当するセルは未判定になる）",
                "items that may be in it but could not be sourced, joined by `+`: their cells are `not_assessed`",
            )
        ),
    )
    source_id = source_id(_FROM)
    locator = locator(WHERE)


class Item(Built):
    """A national item in one version of one framework."""

    one_row = Text("国の取組事項（版ごと）", "A national item in one version of one framework")
    files = (File("items.csv", _NATIONAL, needed=_NATIONAL),)

    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True, raw=Raw())
    version = text(("国の計画の版", "National version"), ("版", "version"), key=True, raw=Raw())
    item_id = text(("事項ID", "Item"), ("事項ID", "identifier, the same across versions"), key=True, raw=Raw("item"))
    section = one_of(vocabularies.SECTIONS, ("区分", "Section"), ("区分", "block of the framework"), raw=Raw())
    number = whole(("番号", "Number"), ("番号", "number within the block"), null=True, least=1, raw=Raw())
    position = order(("順序", "order in charts and tables"), first=0)
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"), raw=Raw())
    name_en = text(("名称（英語）", "Name"), ("英語名", "name in English"), raw=Raw(ours=True))
    deadline_text = text(("期限", "Deadline in short"), null=True, raw=Raw())
    deadline_fy = year(("期限の年度", "Fiscal year of the deadline"), null=True, raw=Raw())
    deadline_quarter = whole(
        ("期限の四半期", "Quarter of the deadline"),
        ("期限の四半期", "quarter by whose end the deadline falls; null for the end of the year"),
        null=True,
        least=1,
        most=4,
        raw=Raw(
            help=(
                "期限の四半期（1〜4）。年度末なら空欄",
                "quarter by whose end the deadline falls, 1 to 4; blank for the end of the year",
            )
        ),
    )
    deadline_status = one_of(
        vocabularies.DEADLINE_STATUS,
        ("期限の種類", "Status of the deadline"),
        ("期限の種類。期限があれば必ず記す", "what kind of deadline it is in this version; wherever there is one"),
        null=True,
        raw=Raw(),
    )
    confidence = one_of(
        vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the row is sourced"), raw=Raw()
    )
    note = text(("備考", "Note"), ("備考", "what is and is not known"), null=True, raw=Raw())
    source_id = source_id(_FROM)
    locator = locator(WHERE)

    @rule(
        ("期限があれば期限の種類を、なければどちらも空欄に", "a deadline needs a status, and a status a deadline"),
        "deadline_status",
        "deadline_fy",
    )
    def deadline_has_status(cls) -> pl.Expr:
        return pl.col("deadline_fy").is_null() == pl.col("deadline_status").is_null()


class DeadlineChange(Built):
    """What became of a national deadline outside the versions of the plan."""

    one_row = Text(
        "国の期限についての、計画の版とは別の決定",
        "What was decided of a national deadline outside the plan's versions",
    )
    files = (File("deadline_changes.csv", _NATIONAL),)

    item_id = text(("事項ID", "Item"), ("事項ID", "item with a deadline"), key=True, raw=Raw("item"))
    since = text(("日付", "Since"), ("決まった日", "when it was decided"), key=True, pattern=DATE, raw=Raw())
    status = one_of(vocabularies.DEADLINE_STATUS, ("期限の種類", "Status of the deadline"), raw=Raw())
    text_ja = text(("内容", "What was decided (Japanese)"), ("内容（要約）", "in short, in Japanese"), raw=Raw())
    text_en = text(("内容（英語）", "What was decided"), ("英語", "in short"), raw=Raw(ours=True))
    deadline_fy = year(
        ("期限の年度", "Fiscal year of the deadline"),
        ("そこで示された年度", "fiscal year that it names, if any"),
        null=True,
        raw=Raw(),
    )
    confidence = one_of(
        vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the row is sourced"), raw=Raw()
    )
    source_id = source_id(_FROM)
    locator = locator(WHERE)


class ItemLineage(Built):
    """How an item became another in the next version that is known to have it."""

    one_row = Text(
        "隣り合う版の間の事項の継承。事項を確かめられない版だけを飛ばす",
        "How an item became another in the next version; only versions of which it is not known are passed over",
    )
    files = (File("lineage.csv", _NATIONAL, needed=_NATIONAL),)

    from_version = text(("旧版", "Earlier version"), key=True, raw=Raw())
    from_item_id = text(("旧事項", "Item there"), key=True, raw=Raw("from_item"))
    to_version = text(("新版", "Later version"), key=True, raw=Raw())
    to_item_id = text(("新事項", "Item there"), key=True, raw=Raw("to_item"))
    relation = one_of(vocabularies.LINEAGE, ("関係", "Relation"), raw=Raw())
    confidence = one_of(
        vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the link is sourced"), raw=Raw()
    )
    note = text(("備考", "Note"), ("備考", "why"), null=True, raw=Raw())
    source_id = source_id(_FROM)
    locator = locator(WHERE)
