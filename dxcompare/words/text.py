"""The two languages: which one to speak, and texts that exist in both."""

from __future__ import annotations

import locale
import os
from typing import NamedTuple

LANGUAGES = ("ja", "en")


#: Environment variable that sets the language of a whole run, such as a report.
LANG_VARIABLE = "DXCOMPARE_LANG"


def language(choice: str | None = None) -> str:
    """The language to speak: `choice`, else that of the run, else that of the locale.

    Parameters
    ----------
    choice : {"ja", "en"}, optional

    Returns
    -------
    str
        `ja` or `en`.

    Raises
    ------
    dxcompare.words.unknown.UnknownName
        If the choice, or the environment variable `DXCOMPARE_LANG`, is another.

    Examples
    --------
    >>> language("ja")
    'ja'
    """
    run = os.environ.get(LANG_VARIABLE)
    for one in (choice, run):
        if one and one not in LANGUAGES:
            from dxcompare.words.unknown import UnknownName

            of_run = Text(f"言語（環境変数 {LANG_VARIABLE}）", f"language (of {LANG_VARIABLE})")
            raise UnknownName(
                "language" if one is choice else of_run, one, LANGUAGES, run if run in LANGUAGES else _of_locale()
            )
    return choice or run or _of_locale()


def _of_locale() -> str:
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    name = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "ja" if name.lower().startswith(("ja", "japanese")) else "en"


class Text(NamedTuple):
    """A text in both languages."""

    ja: str
    en: str

    def to(self, lang: str | None = None) -> str:
        """The text in a language, by default that of the run."""
        return self.ja if language(lang) == "ja" else self.en

    def __add__(self, other: Text) -> Text:  # type: ignore[override]
        return Text(self.ja + other.ja, self.en + other.en)


def plural(n: int, one: str, many: str) -> str:
    """A number with the English words that agree with it.

    >>> plural(1, "plan", "plans"), plural(1200, "goes", "go")
    ('1 plan', '1,200 go')
    """
    return f"{n:,} {one if n == 1 else many}"


def column(name: str, lang: str | None = None) -> str:
    """The column of a pair `name_ja`, `name_en` that suits the language."""
    return f"{name}_{language(lang)}"


_JAPANESE = str.maketrans("():~?", "（）：〜？")


#: What English names of municipalities end in, and readers need not see; and what their readings end in.
KIND_OF_PLACE = " (City|Town|Village|Ward)$"
KIND_IN_KANA = "(し|く|ちょう|まち|むら|そん)$"
_HIRAGANA = {ord(one): ord(one) - 0x60 for one in map(chr, range(ord("ァ"), ord("ヶ") + 1))}


def hiragana(text: str) -> str:
    """A text with its katakana as hiragana, as readings are typed.

    >>> hiragana("キタカミ市")
    'きたかみ市'
    """
    return text.translate(_HIRAGANA)


def shown(text: str, lang: str | None = None) -> str:
    """A normalised text as a Japanese reader expects it printed: full-width brackets, without a space, and colon.

    >>> shown("情報発信 (LINE)", "ja")
    '情報発信（LINE）'
    """
    if language(lang) != "ja":
        return text
    return text.translate(_JAPANESE).replace(" （", "（").replace("：//", "://")  # an address stays one
