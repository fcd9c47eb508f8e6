"""What looks wrong and was found to be right: answers to the questions that a build asks."""

from __future__ import annotations

from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: what may look wrong and be right
QUESTIONS: dict[str, Text] = {
    "year_outside": Text("計画期間の外の年度", "a year outside the plan's period"),
    "arrow_first": Text("前に工程のない継続記号", "a continuation with no step before it"),
    "no_table_of": Text("集計表のない設問", "a question without a table"),
    "no_group": Text("調査のほかの表にはある列", "a column that the survey's other tables have"),
    "no_values": Text("値のない列", "a column without values"),
    "other_group": Text("見出しと違う集団", "a group that is not what its heading says"),
    "bands_apart": Text("年齢の抜けや重なり", "ages left out, or in two columns"),
    "base_above": Text("回答者数が全体を超えるもの", "more people than there are"),
    "base_unread": Text("読めない回答者数の見出し", "a base in a heading that cannot be read"),
    "other_bound": Text("尺度にない上限・下限", "a bound that is not that of its scale"),
    "worse_target": Text("よい向きと逆の目標", "a target on the worse side"),
    "period_differs": Text("名称などの記載と違う数え方", "a period other than the name says"),
    "other_number": Text("記載にない数", "a number that the text does not have"),
    "long_plan": Text("10年を超える計画期間", "a plan of more than ten years"),
    "periods_apart": Text("順でない、抜けや重なりのある年度・期", "years or quarters out of order, left out or twice"),
    "no_track": Text("工程表に列のない小項目", "a sub-item without a column"),
    "excel_date": Text("日付に見える文言", "a text that looks like a spreadsheet's date"),
    "excel_number": Text("数値に見える文言", "a text that looks like a spreadsheet's number"),
    "excel_text": Text("「'」で始まる文言", "a text that begins with an apostrophe"),
    "excel_formula": Text("数式に見える文言", "a text that looks like a formula"),
    "program_word": Text("TRUE・None など", "TRUE, None and the like"),
    "lost_letters": Text("〓・??", "〓 and ??"),
    "ditto": Text("〃・同上・々だけのセル", "〃, 同上 or 々 alone in a cell"),
    "not_share_of": Text("人数と合わない割合", "a percentage that is not that of its count"),
}


class Accepted(Typed):
    """What looks wrong and stands so in the document."""

    one_row = Text(
        "誤りに見えるが、文書のとおりであると確かめたもの。点検が示す行をそのまま置く",
        "What looks wrong and was found to stand so in the document: the row that a check shows",
    )
    files = (File("accepted.csv", (Folder.CITY,)),)

    kind = Raw(help=("何が誤りに見えるか", "what looks wrong"), words=QUESTIONS, key=True)
    found = Raw(help=("点検が示す文言", "the words that the check shows"), key=True)
    reason = Raw(help=("理由", "why"))
