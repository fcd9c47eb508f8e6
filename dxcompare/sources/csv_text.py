"""The text of a CSV file as rows of cells, strictly: what cannot be told for sure is said, not guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from dxcompare.words.text import Text

#: The longest text that a cell of a spreadsheet holds.
LONGEST = 32_767
#: What may stand around a value and is no part of it; ends of pages and the like are signs that nobody sees.
BLANKS = "".join(
    sign for sign in map(chr, range(0x3001)) if sign.isspace() and sign not in "\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029"
)
_PROBLEMS = {
    "unexpected end": Text('「"」が閉じていません', "a quotation mark is not closed"),
    "expected after": Text(
        '閉じた「"」の後に字があります。値の中の「"」は「""」と書きます',
        'something stands behind a closing quotation mark; one within a value is written ""',
    ),
    "field limit": Text(
        '値が長すぎます。「"」の閉じ忘れではありませんか', "a value is too long: is a quotation mark left open?"
    ),
}
#: What else separates columns.
_SEPARATORS = {"\t": Text("タブ", "tabs"), ";": Text("セミコロン", "semicolons")}


class NotCsv(ValueError):
    """A text that is no CSV; says in which row, as a spreadsheet counts, and why."""

    def __init__(self, row: int, problem: Text):
        super().__init__(problem.to())
        self.row, self.problem = row, problem


def rows(text: str) -> list[list[str]]:
    """The rows of a text whose lines end in LF.

    Raises
    ------
    NotCsv

    Examples
    --------
    >>> rows('a,b\\n1,"x, y"\\n')
    [['a', 'b'], ['1', 'x, y']]
    """
    found: list[list[str]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            found.append(cells)
    except csv.Error as error:
        said = str(error)
        problem = next((told for part, told in _PROBLEMS.items() if part in said), Text(said, said))
        raise NotCsv(len(found) + 1, problem) from None
    return found


def separator(heading: Sequence[str]) -> Text | None:
    """What separates columns instead of commas, by the first row.

    >>> separator(["kpi\\tname"]).en, separator(["kpi", "name"])
    ('tabs', None)
    """
    if len(heading) != 1:
        return None
    return next((said for sign, said in _SEPARATORS.items() if sign in heading[0].strip()), None)


def letters(numbers: Sequence[int]) -> str:
    """Columns as a spreadsheet names them, counted from 0.

    >>> letters([0, 25, 26, 702])
    'A, Z, AA, AAA'
    """
    return ", ".join(map(_letter, numbers))


def _letter(number: int) -> str:
    name, number = "", number + 1
    while number:
        number, digit = divmod(number - 1, 26)
        name = chr(ord("A") + digit) + name
    return name
