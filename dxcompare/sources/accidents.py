"""What spreadsheets, programs and copying make of a cell, and nobody prints: each is a fault, whatever the column.

Characters that nobody can see, letters that were lost or look like others, and what a spreadsheet shows or writes in
the place of a text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from dxcompare.sources.encodings import LOST
from dxcompare.sources.values import folded
from dxcompare.sources.values.texts import remembered
from dxcompare.words.faults import Unreadable

#: whether a text is made of what every keyboard has, and can be no accident of letters
_PLAIN = re.compile(r"[ -~\n\u3001-\u3029\u3030-\u3096\u309b-\u30ff\u4e00-\u9fff\uff01-\uff60\u3000\u2460-\u24ff]*")
#: ids and numbers that are nothing else, on one line
_SIMPLE = re.compile(r"[a-z_][a-z0-9_./+:-]*|[0-9]+(?:\.[0-9]*[1-9])?%?")
#: what a font draws as nothing, though Unicode counts it among letters, marks and symbols
_BLANK = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINER, _GETA = "\u200d", "〓"
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: marks that stand on any letter; those of one script alone are part of its words
_MARKS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\u3099\u309a\ufe20-\ufe2f]")
_KANA = re.compile("[\u3041-\u30ff\u31f0-\u31ff]")
#: letters of other scripts that look like Latin ones
_LIKE = dict(
    zip("АВЕЅІЈКМНОРСТХУасеѕіјорхуԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABESIJKMHOPCTXYacesijopxydqwABEZHIKMNOPTYXo", strict=True)
)
_LIKE_A_LATIN = f"[{''.join(_LIKE)}]"
_MIXED = re.compile(f"[A-Za-z0-9]{_LIKE_A_LATIN}|{_LIKE_A_LATIN}[A-Za-z0-9]")
_RADICALS = re.compile("[\u2e80-\u2eff]")
#: radicals of which copying from a PDF makes words, and the character that is meant, where Unicode does not say
_CHARACTERS = dict(
    zip(
        "⺠⻁⻄⻑⻘⻝⻤⻣⻨⻩⻫⻭⻯⻲⺅⻌⻖⻏⻅⻆⻋⻔⻜⻢⻥⻦",
        "民虎西長青食鬼骨麦黄斉歯竜亀亻辶阝阝見角車門飛馬魚鳥",
        strict=True,
    )
)
_ERROR = re.compile(r"#(?:REF!|NAME\?|VALUE!|DIV/0!|NUM!|NULL!|N/A|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!)|#{3,}")
_FORMULA = re.compile(
    r"""=\s*\(*(?:[-+@]?[A-Z]{1,3}\$?\d|[-+@]?[A-Z][A-Z.]+\(|[-+]?\d|[$"'{@]|R?C?\(-?\d|.+![$A-Z]+\d)|\+[A-Z]{1,3}\$?[1-9]\d*$|@[A-Z][A-Z.]+\("""
)
_MONTH = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
#: what a spreadsheet makes of `1-2`, `3/4` and the like
_DATE = re.compile(
    rf"\d{{1,2}}-(?:{_MONTH})(?:-\d{{2,4}})?|(?:{_MONTH})-\d{{1,2}}|\d{{1,2}}月\d{{1,2}}日"
    r"|\d{4}[-/]\d{1,2}[-/]\d{1,2}[ T]0?0:00(?::00(?:\.0+)?)?"
)
_DAY = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}")
_EXPONENT = re.compile(r"[-+]?\d+(?:\.\d+)?[eE][-+]?\d{1,3}")
_WORDS = frozenset("TRUE FALSE NaN nan NaT <NA> NULL null None undefined inf -inf Infinity".split())
#: what programs leave of a line break, a mark or a letter: in a workbook's XML, in HTML, of a font in a PDF, of a list
_LEFT = re.compile(
    r"_x[0-9A-F]{4}_|\(cid:\d+\)|&(?:nbsp|amp|lt|gt|quot|apos|#\d+|#x[0-9A-Fa-f]+);|</?(?:br|p|span|td|div)\b[^>]*>"
)
_LIST = re.compile(r"""\[(?:'.*'|".*")\]|b'.*'""", re.DOTALL)
_BREAKS = re.compile(r"\n\s*\n")
#: what stands for the cell above or beside, and moves with no row
_DITTO = frozenset('〃 ″ " 々 仝 同上 同左 同前'.split())
#: a whole number as pandas writes it in a column with blanks
_FLOAT = re.compile(r"\d+\.0+")
#: every kind of accident; and those of what a document may print, too
KINDS = frozenset(
    "unseen lost_letters look_alike excel_error excel_formula excel_text excel_date excel_number program_word blank_line "
    "ditto".split()
)
_PRINTED = frozenset("excel_formula excel_text excel_date excel_number ditto".split())


def check(text: str, what: str = "text") -> None:
    """See that a text holds nothing but what a person could have read and typed.

    Parameters
    ----------
    text : str
        The text of a cell, or a heading.
    what : {"text", "value", "date", "name", "id"}
        What stands there: a text; a printed value, of which a number may be in any form; a date; a name or number by
        which something is called, that a spreadsheet may take for a date; such a one of our own, on one line.

    Raises
    ------
    Unreadable
        `unseen`, `lost_letters`, `look_alike`, `excel_error`, `excel_formula`, `excel_text`, `excel_date`,
        `excel_number`, `program_word`, `ditto` or `blank_line`.

    Examples
    --------
    >>> check("電子申請（50％以上）"), check("👨‍👩‍👧 葛󠄀城"), check("2023-04-01", "date")
    (None, None, None)
    """
    found = _accident(text, what)
    if found:
        kind, said, hint = found
        raise Unreadable(kind, said, hint)


def may_be_printed(kind: str, text: str) -> bool:
    """Whether a document may print so what is an accident of a kind: a person can tell; nobody prints an error of Excel.

    >>> may_be_printed("excel_date", "4月1日"), may_be_printed("program_word", "TRUE"), may_be_printed("lost_letters", "〓")
    (True, True, True)
    >>> may_be_printed("excel_error", "#REF!"), may_be_printed("program_word", "a<br>b")
    (False, False)
    """
    if kind == "lost_letters":
        return LOST not in text and not _garbled(text)
    return kind in _PRINTED or (kind == "program_word" and text in _WORDS)


@remembered
def _accident(text: str, what: str) -> tuple[str, str, str | None] | None:
    plain = _PLAIN.fullmatch(text) is not None
    sound = plain and _GETA not in text and (text.isascii() or _KANA.search(text))
    found = None if sound else _of_letters(text, plain=plain)
    return found or _of_programs(text, what)


def _of_letters(text: str, *, plain: bool = False) -> tuple[str, str, str | None] | None:
    """Letters that cannot be seen, that are lost, or that look like others; of a `plain` text only whether they are lost."""
    unseen = [] if plain else [at for at, letter in enumerate(text) if _unseen(text, at, letter)]
    if unseen:
        return "unseen", shown(text, unseen), None
    if LOST in text or _GETA in text or _garbled(text):
        return "lost_letters", text, None
    like = [] if plain else [at for at, letter in enumerate(text) if _looks_like(text, letter)]
    return ("look_alike", shown(text, like, meant), None) if like else None


def _unseen(text: str, at: int, letter: str) -> bool:
    before = text[at - 1] if at else ""
    after = text[at + 1 : at + 2]
    kind = unicodedata.category(letter)
    if letter == _JOINER:  # holds an emoji of several together, and is part of some scripts
        drawn = before and unicodedata.category(before) in ("So", "Sk", "Mn", "Mc")
        return not (drawn and after and unicodedata.category(after) in ("So", "Lo"))
    if _SELECTORS.match(letter):  # how a kanji or an emoji is drawn
        return not before or before.isascii() or bool(_KANA.match(before))
    if _MARKS.match(letter):
        return not (letter in "\u3099\u309a" and _KANA.match(before or " "))
    if kind == "Zs":
        return letter not in " \u3000"
    return (
        letter in _BLANK
        or (kind in ("Cc", "Cf", "Co", "Cs", "Zl", "Zp") and letter != "\n")
        or ord(letter) & 0xFFFE == 0xFFFE
    )


def _garbled(text: str) -> bool:
    """Whether it is Japanese in UTF-8 that was read in another encoding."""
    for codec in ("cp932", "cp1252", "latin-1"):
        read = text.encode(codec, "replace").decode("utf-8", "replace")
        japanese = sum("\u3041" <= letter <= "\u9fff" for letter in read)
        if read != text and japanese > max(1, read.count(LOST)) and japanese * 3 >= len(read):
            return True
    return False


def _looks_like(text: str, letter: str) -> bool:
    """Whether it looks like another: a radical, or a letter or digit of a script that the text is not in."""
    digit = unicodedata.category(letter) == "Nd" and not (letter.isascii() or "０" <= letter <= "９")
    if not digit and letter not in _LIKE:
        return bool(_RADICALS.match(letter))
    script = re.split("[ -]", unicodedata.name(letter, ""))[0]
    of_script = (
        other.isalpha() and other not in _LIKE and unicodedata.name(other, "").startswith(script) for other in text
    )
    return bool(_MIXED.search(text)) or not any(of_script)


def _of_programs(text: str, what: str) -> tuple[str, str, str | None] | None:
    """What a spreadsheet or a program writes in the place of a text; a printed value is asked about elsewhere."""
    if "\n" in text and (what == "id" or _BREAKS.search(text)):
        return "blank_line", text.replace("\n", "⏎"), None
    if what != "value" and text in _DITTO:
        return "ditto", text, None
    if _LEFT.search(text) or _LIST.fullmatch(text):
        return "program_word", text, None
    if _SIMPLE.fullmatch(text) and text not in _WORDS:
        return None
    if not text.isascii() and not text[:1].isdigit() and text[:1] not in "'=#＃＝＇":
        return ("excel_error", text, "as_text") if _ERROR.search(text) else None
    plain = folded(text)
    for kind, form in (("excel_error", _ERROR.search), ("excel_formula", _FORMULA.match)):
        if form(plain):
            return kind, text, "as_text"
    if plain[:1] == "'" and plain.count("'") == 1:
        return "excel_text", text, "as_text"
    if what != "date" and (_DATE.fullmatch(plain) or (what in ("name", "id") and _DAY.fullmatch(plain))):
        return "excel_date", text, "as_text"
    if what != "value":
        if _EXPONENT.fullmatch(plain) or (what in ("name", "id") and _FLOAT.fullmatch(plain)):
            return "excel_number", text, "as_text"
        if text in _WORDS:
            return "program_word", text, None
    return None


def meant(letter: str) -> str:
    """The letter that is typed for one that looks like it; blank where that cannot be told.

    >>> meant("⻑"), meant("⺟"), meant("А")
    ('長', '母', 'A')
    """
    whole = unicodedata.normalize("NFKC", letter)
    return _CHARACTERS.get(letter) or _LIKE.get(letter) or (whole if whole != letter else "")


def shown(text: str, at: list[int], instead: Callable[[str], str] = lambda letter: "") -> str:
    """A text in which the letters that are meant are told by their numbers, each with what to type instead.

    >>> shown("5\\u200b0", [1])
    '5⟨U+200B ZERO WIDTH SPACE⟩0'
    >>> shown("⻑寿課", [0], meant)
    '⟨U+2ED1 CJK RADICAL LONG ONE → 長⟩寿課'
    """
    said = (_numbered(letter, instead(letter)) if n in at else letter for n, letter in enumerate(text))
    return "".join(said)


def _numbered(letter: str, instead: str) -> str:
    return f"⟨U+{ord(letter):04X}{_name(letter)}{f' → {instead}' if instead else ''}⟩"


def _name(letter: str) -> str:
    name = unicodedata.name(letter, "")
    return f" {name}" if name else ""


_DECOMPOSED = re.compile("[A-Za-z\u3041-\u30ff][\u0300-\u036f\u3099\u309a]+")


def composed(text: str) -> str:
    """A text whose kana and Latin letters have no mark apart from them, as a Mac writes names and copies from PDFs.

    >>> composed("テ\\u3099シ\\u3099タル") == "デジタル"
    True
    """
    if unicodedata.is_normalized("NFC", text):
        return text
    return _DECOMPOSED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)
