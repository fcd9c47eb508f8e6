"""The national frame: versions, items, and how items became others."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import DATE, WHERE, Built, locator, one_of, order, source_id, text, whole, year
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
    position = order(("順序", "order in time"), first=0)
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
    confidence = one_of(
        vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the row is sourced"), raw=Raw()
    )
    note = text(("備考", "Note"), ("備考", "what is and is not known"), null=True, raw=Raw())
    source_id = source_id(_FROM)
    locator = locator(WHERE)


class ItemLineage(Built):
    """How an item became another between versions."""

    one_row = Text("版の間の事項の継承", "How an item became another between versions")
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
