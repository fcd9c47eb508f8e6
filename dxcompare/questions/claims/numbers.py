"""A predicate with its numbers, as people say it: `#1 = 1` is the first rank, stated as the first."""

from __future__ import annotations

import re
from collections.abc import Callable

from dxcompare.tables import vocabularies
from dxcompare.words.text import Text

_VERDICTS = vocabularies.EVALUATION_VERDICTS
_VALUE = rf"(?:-?[\d.]+|\?|{'|'.join(sorted(_VERDICTS, key=len, reverse=True))})"
#: What a predicate may hold → how it is said. Comparisons of two numbers of the tables stay as they are.
_FORMS: tuple[tuple[str, Text], ...] = (
    (rf"#({_VALUE}) = ({_VALUE})", Text("{}位（記述は{}位）", "rank {} (stated: {})")),
    (rf"#({_VALUE}) ≤ ({_VALUE})", Text("{}位（記述は{}位以内）", "rank {} (stated: among the first {})")),
    (rf"(?<![#\w.])({_VALUE}) = ({_VALUE})", Text("{}（記述は{}）", "{} (stated: {})")),
    (rf"#({_VALUE})", Text("{}位", "rank {}")),
    (r", ", Text("、", ", ")),
    (r" or ", Text("または", " or ")),
    (r"not \(([^)]*)\)", Text("「{}」でない", "not: {}")),
)


def in_words(numbers: str, lang: str) -> str:
    """The numbers of a statement in words of a language.

    >>> in_words("41.5 > 35.5, #1 = 1 ／ #2 ≤ 3", "ja")
    '41.5 > 35.5、1位（記述は1位） ／ 2位（記述は3位以内）'
    >>> in_words("45.26 = 40", "en"), in_words("done = not_done", "en")
    ('45.26 (stated: 40)', 'done (stated: not done)')
    """
    for pattern, form in _FORMS:
        numbers = re.sub(pattern, _filled(form.to(lang), lang), numbers)
    return numbers


def _filled(form: str, lang: str) -> Callable[[re.Match[str]], str]:
    return lambda found: form.format(*(_VERDICTS[one].to(lang) if one in _VERDICTS else one for one in found.groups()))
