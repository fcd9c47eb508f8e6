"""From letters to the text of a cell: blanks that only space out, breaks that only the width makes."""

from __future__ import annotations

import itertools
import re
import unicodedata

from dxcompare.sources import values

#: Radicals that fonts give in place of the character they look like, and that NFKC leaves.
_RADICALS = str.maketrans("⺠⺟⻁⻄⻑⻘⻝⻤⻣⻨⻩⻫⻭⻯⻲⺅⻌⻖⻏", "民母虎西長青食鬼骨麦黄斉歯竜亀亻辶阝阝")

_WIDE = "　-〿぀-ヿ㐀-鿿豈-﫿！-｠ｦ-￯"

#: what begins an item of its own in a cell
_ITEM = re.compile(r"[・●○◎■□◆◇▪•※☆★①-⑳㉑-㉟⓵-⓾]|[(（]?[0-9０-９ア-ン]{1,2}[)）.．]|[-－–―] ?(?=[^\d])")

#: units that stand alone, such as above a number
UNIT = re.compile(
    r"[(（]?(?:%|％|‰|人|件|回|社|校|館|課|台|枚|冊|団体|施設|事業|システム|手続き?|種類|項目|世帯|戸|か所|箇所|ヶ所|カ所|"
    r"千?円|百万円|億円|万円|時間|分|日|月|年|点|位|倍|割|ポイント|pt|㎡|km|ha|kWh?|t|トン|人/年|件/年|回/年|％/年)[)）]?"
)
_NUMBER = re.compile(r"[約▲△+＋−－\-]?\s?[\d０-９][\d０-９,，.．]*")


def plain(text: str) -> str:
    """Text for comparing two readings: width, white space and kinds of dash apart.

    >>> plain("１２ 月 －") == plain("12月-")
    True
    """
    return values.same(text.translate(_RADICALS))


def clean(text: str) -> str:
    """A line without the blanks that only space letters out, and with characters in place of radicals.

    >>> clean("供 用 開 始 年 月 日"), clean("12 月"), clean("⻑野県 DX plan"), clean("手続数 充実")
    ('供用開始年月日', '12月', '長野県 DX plan', '手続数 充実')
    """
    text = "".join(unicodedata.normalize("NFKC", c) if "⼀" <= c <= "⿕" else c for c in text.translate(_RADICALS))
    text = re.sub(r"[\t\r\n\u00a0\u2002-\u200b ]+", " ", text).strip()
    words = re.split("[ 　]", text)
    single = sum(len(word) == 1 and not word.isascii() for word in words)
    if len(words) > 1 and single >= 0.6 * len(words):
        return "".join(words)
    text = re.sub(rf"(?<=[0-9０-９]) (?=(?:{UNIT.pattern}|年度?末?)(?![{_WIDE}]))", "", text)
    text = re.sub(r"(平成|令和|昭和|第|約) (?=[0-9０-９元])", r"\1", text)
    return re.sub(rf"(?<=[、。（）・]) (?=[{_WIDE}])|(?<=[{_WIDE}]) (?=[、。（）・])", "", text)


def joined(lines: list[tuple[str, bool]]) -> str:
    """The text of a cell from its lines.

    Parameters
    ----------
    lines : list of (str, bool)
        Each with whether it reaches as far as the cell is wide: then the break after it may be one of the width.

    Examples
    --------
    >>> joined([("総合学力調査における平", True), ("均正答率", False)]), joined([("人", False), ("57", False)])
    ('総合学力調査における平均正答率', '57人')
    >>> joined([("実施回数", False), ("参加社数", False)]), joined([("収", False), ("益", False)])
    ('実施回数\\n参加社数', '収益')
    """
    texts = [(clean(text), full) for text, full in lines]
    texts = [(text, full) for text, full in texts if text]
    if not texts:
        return ""
    if len(texts) > 1 and all(len(text) == 1 and not text.isdigit() for text, _ in texts):  # one below the other
        return "".join(text for text, _ in texts)
    if len(texts) == 2 and _unit(texts[0][0]) and _NUMBER.fullmatch(texts[1][0]):
        return texts[1][0] + texts[0][0]
    found = texts[0][0]
    for (before, full), (text, _) in itertools.pairwise(texts):
        if _belongs(before, text) or (full and not _ITEM.match(text)):
            latin = re.search(r"[A-Za-z,.;:]$", before) and re.match(r"[A-Za-z]", text)
            found += (" " if latin else "") + text
        else:
            found += "\n" + text
    return found


def _unit(text: str) -> bool:
    """Whether a text above a number is its unit, and not what it counts over."""
    return bool(
        UNIT.fullmatch(text)
        or re.fullmatch(r"(?!累計|年間|月間|毎年|延べ|合計|総数|以上|以下|現状|目標)[^\d０-９\W]{1,4}", text)
    )


def _belongs(before: str, text: str) -> bool:
    """Whether a line goes on with the one before it wherever that ends: within brackets, with a unit, a particle."""
    if before.count("(") + before.count("（") > before.count(")") + before.count("）"):
        return True
    if re.search(r"\d[.,]$", before) or (re.search(r"[、・／/~～〜−－→⇒]$", before) and not _ITEM.match(text)):
        return True
    if re.match(r"[)）、。，．%％をはがのにへとでやも]", text) or UNIT.fullmatch(text):
        return True
    era = re.search(r"(?:平成|令和|昭和|[HRS])$", before)
    return bool(era or re.match(r"年度?末?$", text) or re.match(r"[(（][^()（）]*[)）]$", text))
