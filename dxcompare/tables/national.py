"""Where data come from, places, and the national frame."""

from __future__ import annotations

from dxcompare.tables import vocabularies
from dxcompare.tables.columns import CODE, DATE, Built, flag, locator, number, one_of, source_id, text, whole, year
from dxcompare.words.text import Text


class Source(Built):
    """A document or data file."""

    one_row = Text("文書またはデータファイル", "A document or data file")

    source_id = text(("出典", "Source"), ("出典ID", "identifier"), key=True)
    title = text(("文書", "Document"), ("題名", "title"))
    publisher = text(("発行者", "Publisher"))
    document = text(("ファイル名", "File name"))
    published = text(
        ("公表日", "Published"), ("公表日", "date published, as exactly as known"), null=True, pattern=DATE
    )
    accessed = text(("取得日", "Date accessed"), null=True, pattern=DATE)
    licence = text(("利用条件", "Licence or terms of use"))
    note = text(("備考", "Note"), ("備考", "what a reader should know"), null=True)
    checked_method = text(("照合の方法", "How the transcription was checked"), null=True)
    cells_compared = whole(("照合したセル数", "Cells compared between two independent transcriptions"), null=True)
    cells_differing = whole(("相違を解消したセル数", "Cells that differed and were settled on the document"), null=True)


class Municipality(Built):
    """A municipality of Japan."""

    one_row = Text("市区町村", "A municipality of Japan")

    municipality_code = text(
        ("団体コード", "Municipality code"),
        ("団体コード（5桁）", "5-digit code, leading zero kept"),
        key=True,
        pattern=CODE,
    )
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"))
    name_en = text(("名称（英語）", "Name"), ("英語名", "name in English"))
    prefecture_ja = text(("都道府県", "Prefecture"))
    prefecture_en = text(("都道府県（英語）", "Prefecture in English"))


class FrameworkVersion(Built):
    """A version of a national framework."""

    one_row = Text("国の枠組みの版", "A version of a national framework")

    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True)
    version = text(("国の計画の版", "National version"), ("版", "version"), key=True)
    position = whole(("順序", "Order"), ("順序", "order in time"))
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"))
    name_en = text(("名称（英語）", "Name"), ("英語名", "name in English"))
    published = text(("公表日", "Published"), ("公表日", "date, as exactly as known"), null=True, pattern=DATE)
    confidence = one_of(vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the date is sourced"))
    note = text(("備考", "Note"), ("備考", "what is and is not known, in Japanese"), null=True)
    note_en = text(("備考（英語）", "What is and is not known"), null=True)
    unsourced = text(
        ("出典で確かめられない事項", "Items that may be in it but could not be sourced, joined by +"), null=True
    )
    source_id = source_id()
    locator = locator()


class Item(Built):
    """A national item in one version of one framework."""

    one_row = Text("国の取組事項（版ごと）", "A national item in one version of one framework")

    framework = one_of(vocabularies.FRAMEWORKS, ("枠組み", "Framework"), key=True)
    version = text(("国の計画の版", "National version"), ("版", "version"), key=True)
    item_id = text(("事項ID", "Item"), ("事項ID", "identifier, the same across versions"), key=True)
    section = one_of(vocabularies.SECTIONS, ("区分", "Section"), ("区分", "block of the framework"))
    number = whole(("番号", "Number"), ("番号", "number within the block"), null=True, least=1)
    position = whole(("順序", "Order"), ("順序", "order in charts and tables"))
    name_ja = text(("名称", "Name (Japanese)"), ("名称", "name"))
    name_en = text(("名称（英語）", "Name"), ("英語名", "name in English"))
    deadline_text = text(("期限", "Deadline in short"), null=True)
    deadline_fy = year(("期限の年度", "Fiscal year of the deadline"), null=True)
    deadline_quarter = whole(
        ("期限の四半期", "Quarter of the deadline"),
        ("期限の四半期", "quarter by whose end the deadline falls; null for the end of the year"),
        null=True,
        least=1,
        most=4,
    )
    confidence = one_of(vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the row is sourced"))
    note = text(("備考", "Note"), ("備考", "what is and is not known"), null=True)
    source_id = source_id()
    locator = locator()


class ItemLineage(Built):
    """How an item became another between versions."""

    one_row = Text("版の間の事項の継承", "How an item became another between versions")

    from_version = text(("旧版", "Earlier version"), key=True)
    from_item_id = text(("旧事項", "Item there"), key=True)
    to_version = text(("新版", "Later version"), key=True)
    to_item_id = text(("新事項", "Item there"), key=True)
    relation = one_of(vocabularies.LINEAGE, ("関係", "Relation"))
    confidence = one_of(vocabularies.CONFIDENCE, ("確度", "Confidence"), ("確度", "how well the link is sourced"))
    note = text(("備考", "Note"), ("備考", "why"), null=True)
    source_id = source_id()
    locator = locator()


class ReferenceStat(Built):
    """An official figure, quoted by a plan or looked up."""

    one_row = Text("公的統計の値", "An official figure, quoted by a plan or looked up")

    indicator_id = text(("指標ID", "Indicator"), key=True)
    area_code = text(("地域コード", "Municipality, prefecture (`03000`) or nation (`00000`)"), key=True, pattern=CODE)
    group_id = text(("集団ID", "Group"), ("集団ID", "group of people or things counted"), key=True)
    year = year(
        ("年", "Year the figure is for"),
        ("年", "year the figure is for; null where none is printed"),
        key=True,
        null=True,
    )
    as_of = text(("時点", "Date the figure is for, as exactly as known"), key=True, null=True, pattern=DATE)
    source_id = source_id(key=True)
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "what is measured"))
    population = text(("母集団・人口", "Population"), ("母集団", "of whom or what"), null=True)
    value_text = text(("値（記載）", "Value as printed"))
    value = number(("値", "Value"), null=True)
    unit = text(("単位", "Unit"))
    locator = locator()


class Indicator(Built):
    """An indicator of official tables."""

    one_row = Text("公的統計の指標", "An indicator of official tables")

    indicator_id = text(("指標ID", "Indicator"), ("指標ID", "identifier"), key=True)
    name_ja = text(("名称", "Name (Japanese)"), ("指標名", "what is measured"))
    name_en = text(("名称（英語）", "Name"), ("指標名（英語）", "what is measured, in English"))
    caution_ja = text(("注意", "What must be known before it is used, in Japanese"), null=True)
    caution_en = text(
        ("注意（英語）", "What differs"), ("注意（英語）", "what must be known before it is used"), null=True
    )


class Erratum(Built):
    """A fault in a source."""

    one_row = Text("出典の誤り", "A fault in a source")

    erratum_id = text(("正誤ID", "Erratum"), ("正誤ID", "identifier"), key=True)
    source_id = source_id()
    kind = one_of(vocabularies.ERRATA, ("種類", "Kind"), ("種類", "kind of fault"))
    what = text(("内容", "What"), ("内容", "what is wrong, in Japanese"))
    what_en = text(("内容（英語）", "What is wrong"))
    treatment = text(("扱い", "What is done about it, in Japanese"))
    treatment_en = text(("扱い（英語）", "What is done about it"))
    question_id = text(("設問ID", "Question"), ("設問ID", "question concerned"), null=True, ref="question.question_id")
    option_id = text(("選択肢ID", "Option"), ("選択肢ID", "option concerned; `n` for the printed bases"), null=True)
    group_id = text(("集団ID", "Group"), ("集団ID", "group concerned"), null=True)
    quarantine = flag(("使用停止", "Whether the cells must not be used"))
    steps_lost = text(("工程が読み取れない施策", "Measures whose steps are no longer legible, joined by +"), null=True)
    locator = locator()
