"""What a printed text says, as a value."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Value:
    """What a printed text says.

    Attributes
    ----------
    status : {"sure", "proposed", "unreadable"}
        `proposed`: it can be read so, and a person decides. `unreadable`: it cannot be read.
    kind : {"amount", "range", "ratio", "relative", "words", "missing", "several"} or None
        None of what is unreadable.
    value : Decimal or None
        The amount; the lower end of a range; the part of a ratio; the printed change with its sign (of `2倍` the
        factor).
    high, of : Decimal or None
        The upper end of a range; the whole of a ratio.
    unit : str or None
        After scaling: 億円 is 円, 割 is %.
    comparator : {"eq", "ge", "gt", "le", "lt"} or None
        None of a range, of words and of what is missing.
    approximate : bool
        Whether it is hedged (約, 程度).
    period : str or None
        What it counts over, where the text says so; a key of `tables.vocabularies.PERIODS`.
    maintain : bool
        Whether it is to be maintained (維持).
    relative_to : str or None
        What a change is from, where the text says so (前年度, R4).
    note : str or None
        What else stands there: a date, 見込み, a footnote mark.
    decimals : int or None
        How many were printed, less the scale: half a unit of the last printed digit is the rounding error.
    why : str or None
        Of what is not sure: the reason, a key of `tables.vocabularies.WHY_ASKED`.
    """

    status: str
    kind: str | None = None
    value: Decimal | None = None
    high: Decimal | None = None
    of: Decimal | None = None
    unit: str | None = None
    comparator: str | None = None
    approximate: bool = False
    period: str | None = None
    maintain: bool = False
    relative_to: str | None = None
    note: str | None = None
    decimals: int | None = None
    why: str | None = None

    @property
    def sure(self) -> bool:
        return self.status == "sure"
