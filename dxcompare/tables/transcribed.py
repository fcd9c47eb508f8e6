"""How a transcribed cell may differ from what its document prints."""

from __future__ import annotations

from dxcompare.tables.raw import File, Folder, Raw, Typed
from dxcompare.words.text import Text

#: what the program tells, and proves, by itself
BY_RULE: dict[str, Text] = {
    "within": Text("長い文言の一部として記載されている", "stated as a part of a longer text"),
    "joined": Text("離れて記載された文言をつないだ", "made of texts that are stated apart, in this order"),
    "numbered": Text(
        "上の見出しの番号と、そこから始まり直す番号をつないだ", "a number that restarts, with that of the heading above"
    ),
    "notation": Text("日付・年・数の書き方をそろえた", "the same date, year or number in the notation of the form"),
    "both": Text("指標名と目標が一つの文言", "one text is stated for indicator and target"),
}
#: what a person has looked up and decided
BY_PERSON: dict[str, Text] = {
    "summary": Text("編者の言葉でまとめた", "in words of ours"),
    "sign": Text("間に脚注の番号などの印がある", "a sign, such as the number of a footnote, stands within"),
    "misread": Text("文書の文字が読み取りで崩れている", "the text of the document is garbled there"),
    "picture": Text("図や画像にあり、文字に残っていない", "it stands in a picture, and not in the text"),
    "inferred": Text("記載はなく、ほかの記載から決まる", "not stated; it follows from what is stated elsewhere"),
    "misprint": Text(
        "文書の中で食い違い、ほかの箇所に従った", "the document disagrees with itself; another place is followed"
    ),
}


class Unprinted(Typed):
    """A transcribed cell that its document does not print as it stands."""

    one_row = Text(
        "文書にそのままは記載されていない転記のセルと、その理由。`check --against` が見つけられなかったもの",
        "A transcribed cell that its document does not print as it stands, and why: what `check --against` does not find",
    )
    files = (File("unprinted.csv", (Folder.CITY,)),)

    file = Raw(
        help=("`raw/` のファイル（`measures.csv`、`surveys/<id>/survey.yaml`）", "file in `raw/`: `measures.csv`")
    )
    column = Raw(help=("列", "its column"))
    text = Raw(help=("転記の文言", "the cell as transcribed"))
    kind = Raw(help=("どう違うか", "how it differs"), words=BY_PERSON)
    printed = Raw(
        help=(
            "文書に記載されている文言。いくつかあれば `…` でつなぐ。文書にあることが確かめられる。文字になければ空欄",
            "what the document states instead, several texts joined by `…`; it must be found there. Blank where there is none",
        )
    )
    reason = Raw(help=("理由", "why"))
