"""Where data come from, places, and the national frame."""

from __future__ import annotations

from dxcompare.tables.columns import CODE, DATE, Built, flag, locator, number, one_of, source_id, text, whole, year


class Source(Built):
    """A document or data file / 文書またはデータファイル"""

    source_id = text("identifier", "出典ID", key=True)
    title = text("title", "題名")
    publisher = text("publisher", "発行者")
    document = text("file name", "ファイル名")
    published = text("date published, as exactly as known", "公表日", null=True, pattern=DATE)
    accessed = text("date accessed", "取得日", null=True, pattern=DATE)
    licence = text("licence or terms of use", "利用条件")
    note = text("what a reader should know", "備考", null=True)
    checked_method = text("how the transcription was checked", "照合の方法", null=True)
    cells_compared = whole("cells compared between two independent transcriptions", "照合したセル数", null=True)
    cells_differing = whole("cells that differed and were settled on the document", "相違を解消したセル数", null=True)


class Municipality(Built):
    """A municipality of Japan / 市区町村"""

    municipality_code = text("5-digit code, leading zero kept", "団体コード（5桁）", key=True, pattern=CODE)
    name_ja = text("name", "名称")
    name_en = text("name in English", "英語名")
    prefecture_ja = text("prefecture", "都道府県")
    prefecture_en = text("prefecture in English", "都道府県（英語）")


class FrameworkVersion(Built):
    """A version of a national framework / 国の枠組みの版"""

    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    version = text("version", "版", key=True)
    position = whole("order in time", "順序")
    name_ja = text("name", "名称")
    name_en = text("name in English", "英語名")
    published = text("date, as exactly as known", "公表日", null=True, pattern=DATE)
    confidence = one_of(["high", "medium", "low"], "how well the date is sourced", "確度")
    note = text("what is and is not known, in Japanese", "備考", null=True)
    note_en = text("what is and is not known", "備考（英語）", null=True)
    unsourced = text(
        "items that may be in it but could not be sourced, joined by +", "出典で確かめられない事項", null=True
    )
    source_id = source_id()
    locator = locator()


class Item(Built):
    """A national item in one version of one framework / 国の取組事項（版ごと）"""

    framework = one_of(["dx", "kanmin"], "framework", "枠組み", key=True)
    version = text("version", "版", key=True)
    item_id = text("identifier, the same across versions", "事項ID", key=True)
    section = one_of(["priority", "together", "organisation", "other", "category"], "block of the framework", "区分")
    number = whole("number within the block", "番号", null=True, least=1)
    position = whole("order in charts and tables", "順序")
    name_ja = text("name", "名称")
    name_en = text("name in English", "英語名")
    deadline_text = text("deadline in short", "期限", null=True)
    deadline_fy = year("fiscal year of the deadline", "期限の年度", null=True)
    deadline_quarter = whole(
        "quarter by whose end the deadline falls; null for the end of the year",
        "期限の四半期",
        null=True,
        least=1,
        most=4,
    )
    confidence = one_of(["high", "medium", "low"], "how well the row is sourced", "確度")
    note = text("what is and is not known", "備考", null=True)
    source_id = source_id()
    locator = locator()


class ItemLineage(Built):
    """How an item became another between versions / 版の間の事項の継承"""

    from_version = text("earlier version", "旧版", key=True)
    from_item_id = text("item there", "旧事項", key=True)
    to_version = text("later version", "新版", key=True)
    to_item_id = text("item there", "新事項", key=True)
    relation = one_of(["same", "renamed", "widened", "split", "merged"], "relation", "関係")
    confidence = one_of(["high", "medium", "low"], "how well the link is sourced", "確度")
    note = text("why", "備考", null=True)
    source_id = source_id()
    locator = locator()


class ReferenceStat(Built):
    """An official figure, quoted by a plan or looked up / 公的統計の値"""

    indicator_id = text("indicator", "指標ID", key=True)
    area_code = text("municipality, prefecture (`03000`) or nation (`00000`)", "地域コード", key=True, pattern=CODE)
    group_id = text("group of people or things counted", "集団ID", key=True)
    year = year("year the figure is for; null where none is printed", "年", key=True, null=True)
    as_of = text("date the figure is for, as exactly as known", "時点", key=True, null=True, pattern=DATE)
    source_id = source_id(key=True)
    name_ja = text("what is measured", "指標名")
    population = text("of whom or what", "母集団", null=True)
    value_text = text("value as printed", "値（記載）")
    value = number("value", "値", null=True)
    unit = text("unit", "単位")
    locator = locator()


class Indicator(Built):
    """An indicator of official tables / 公的統計の指標"""

    indicator_id = text("identifier", "指標ID", key=True)
    name_ja = text("what is measured", "指標名")
    name_en = text("what is measured, in English", "指標名（英語）")
    caution_ja = text("what must be known before it is used, in Japanese", "注意", null=True)
    caution_en = text("what must be known before it is used", "注意（英語）", null=True)


class Erratum(Built):
    """A fault in a source / 出典の誤り"""

    erratum_id = text("identifier", "正誤ID", key=True)
    source_id = source_id()
    kind = one_of(
        ["numbering", "title", "value", "arithmetic", "copy", "layout", "missing", "prose", "legend"],
        "kind of fault",
        "種類",
    )
    what = text("what is wrong, in Japanese", "内容")
    what_en = text("what is wrong", "内容（英語）")
    treatment = text("what is done about it, in Japanese", "扱い")
    treatment_en = text("what is done about it", "扱い（英語）")
    question_id = text("question concerned", "設問ID", null=True, ref="question.question_id")
    option_id = text("option concerned; `n` for the printed bases", "選択肢ID", null=True)
    group_id = text("group concerned", "集団ID", null=True)
    quarantine = flag("whether the cells must not be used", "使用停止")
    steps_lost = text("measures whose steps are no longer legible, joined by +", "工程が読み取れない施策", null=True)
    locator = locator()
