"""Names that are not there: one kind of error, one wording in each language, whatever the name is of."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from dxcompare.words.text import Text, hiragana, language

#: what a name can be of → in words.
THINGS: dict[str, Text] = {
    "name": Text("名前", "name"),
    "table": Text("表", "table"),
    "column": Text("列", "column"),
    "plan": Text("計画", "plan"),
    "framework": Text("枠組み", "framework"),
    "version": Text("版", "version"),
    "item": Text("国の事項", "item"),
    "measure": Text("施策", "measure"),
    "basis": Text("根拠", "basis"),
    "by": Text("判定", "judgement"),
    "scale": Text("尺度", "scale"),
    "question": Text("設問", "question"),
    "option": Text("選択肢", "option"),
    "group_type": Text("集団の区分", "kind of group"),
    "theme": Text("主題", "theme"),
    "indicator": Text("指標", "indicator"),
    "area": Text("地域", "area"),
    "municipality": Text("市区町村", "municipality"),
    "peers": Text("比べる相手の選び方", "way to choose peers"),
    "date": Text("時点", "date"),
    "chart": Text("図の種類", "kind of chart"),
    "certainty": Text("確からしさ", "certainty"),
    "error": Text("誤りの種類", "kind of error"),
    "dash": Text("ダッシュの意味", "meaning of a dash"),
    "percent_of": Text("割合の分母", "base of percentages"),
    "ending": Text("ファイルの形式", "ending of a file"),
    "language": Text("言語", "language"),
    "argument": Text("引数", "argument"),
    "setting": Text("指定", "option of this chart or file"),
}


#: Names that are listed at most; of more, so many of those most like what was asked for.
LISTED, NEAREST = 60, 5


class UnknownName(KeyError, ValueError):
    """A name that is not there: of a table, a plan, a kind of chart …; says what was probably meant, and what there is.

    Parameters
    ----------
    what : str or Text
        What it is a name of: a key of `THINGS`, or its words.
    name : object
        What was asked for.
    known : iterable
        The names that there are.
    lang : {"ja", "en"}, optional
        By default that of the run.
    called : iterable of str
        Further names of the same things: what was meant may be one of them, but they are neither listed nor counted.

    Examples
    --------
    >>> print(UnknownName("table", "mesure", ["measure", "kpi"], "en"))
    no table 'mesure'; did you mean 'measure'? There are measure, kpi
    >>> print(UnknownName("table", "mesure", ["measure", "kpi"], "ja"))
    「mesure」という表はありません。「measure」ではありませんか。あるのは measure、kpi です。
    """

    def __init__(
        self,
        what: str | Text,
        name: object,
        known: Iterable[object],
        lang: str | None = None,
        called: Iterable[str] = (),
    ):
        super().__init__(what, name, tuple(known), lang, tuple(called))

    def __str__(self) -> str:
        what, name, known, lang, called = self.args
        names = [str(one) for one in known]
        near, more = get_close_matches(str(name), [*names, *called], 1), len(names) > LISTED
        first = (get_close_matches(str(name), names, NEAREST, 0.4) or names[:NEAREST]) if more else names
        if (lang or language()) == "ja":
            meant = f"「{near[0]}」ではありませんか。" if near else ""
            listed = f"あるのは {'、'.join(first)}{f' など{len(names):,}件' if more else ' '}です。"
            return f"「{name}」という{_thing(what).ja}はありません。{meant}{listed if names else '一つもありません。'}"
        meant = f"did you mean {near[0]!r}? There" if near else "there"
        listed = f"{', '.join(first) or 'none'}{f', … ({len(names):,} in all)' if more else ''}"
        return f"no {_thing(what).en} {str(name)!r}; {meant} are {listed}"


def _thing(what: str | Text) -> Text:
    return what if isinstance(what, Text) else THINGS.get(what, Text(what, what))


class UnknownAttribute(UnknownName, AttributeError):
    """A name that is not there, asked for with a dot."""


def one_of(what: str | Text, name: object, known: Iterable[object], lang: str | None = None) -> None:
    """Refuse a name that is not there.

    Raises
    ------
    UnknownName
        If it is not among those known.
    """
    known = tuple(known)
    if name not in known:
        raise UnknownName(what, name, known, lang)


def meant(
    what: str | Text, name: object, known: Iterable[str], names: Mapping[str, str], lang: str | None = None
) -> str:
    """The id of what is asked for by its id, or by a name in either language.

    Parameters
    ----------
    what, name, known, lang
        As :func:`one_of` takes them.
    names : dict
        Name → id; width, case, spaces and the kind of kana do not matter.

    Raises
    ------
    UnknownName
        If it is neither.

    Examples
    --------
    >>> meant("plan", "函館市", ["hakodate-2025"], {"函館市": "hakodate-2025", "Hakodate": "hakodate-2025"})
    'hakodate-2025'
    """
    known = tuple(known)
    if name in known:
        return str(name)
    found = {_plain(one): own for one, own in names.items() if own in known}.get(_plain(str(name)))
    if found is None:
        raise UnknownName(what, name, known, lang, (one for one, own in names.items() if own in known))
    return found


def _plain(name: str) -> str:
    return hiragana("".join(unicodedata.normalize("NFKC", name).casefold().split()))
