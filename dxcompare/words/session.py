"""The language of a session, set once."""

from __future__ import annotations

import os

from dxcompare.words import text


def language(choice: str | None = None) -> str:
    """Set the language of charts, tables and messages from here on; without a choice, say which it is.

    What is chosen goes before the environment variable `DXCOMPARE_LANG` and the locale of the machine, and holds until
    it is chosen again or Python ends. Where a function has `lang=`, that goes before it. Names of columns, tables and
    codes are the same in both languages.

    Parameters
    ----------
    choice : {"ja", "en"}, optional

    Returns
    -------
    str
        `ja` or `en`.

    Raises
    ------
    UnknownName
        If the choice is another.

    Examples
    --------
    >>> import dxcompare
    >>> before = dxcompare.language()
    >>> dxcompare.language("ja")
    'ja'
    >>> dxcompare.show(dxcompare.load().plans(), ["name"]).frame.columns
    ['市区町村']
    >>> dxcompare.language(before) == before
    True
    """
    chosen = text.language(choice)
    if choice is not None:
        os.environ[text.LANG_VARIABLE] = chosen
    return chosen
