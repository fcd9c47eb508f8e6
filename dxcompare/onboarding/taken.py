"""What `dxcompare add` does with proposals as JSON lines, and with answers to a review."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from dxcompare.onboarding import answers, lines, proposals
from dxcompare.onboarding.city import City, find
from dxcompare.onboarding.proposals import Proposed
from dxcompare.onboarding.review import Review
from dxcompare.sources.folders import cities
from dxcompare.words.text import Text

NO_CITY = Text(
    "どの市区町村の案か分からない。--city で指定してください（{known}）",
    "of which city are these proposals? Say --city ({known})",
)


class Unsaid(ValueError):
    """What a person must say beside a file; the message is in the language of the run."""


class Partly(ValueError):
    """Answers of which some could not be taken; the others were.

    Attributes
    ----------
    lines : list of Text
        What was done, and which answers could not be taken.
    """

    def __init__(self, lines: list[Text]):
        self.lines = lines
        super().__init__(lines[-1].en)


def proposed(path: Path, data: Path, city: str = "", by: str = "", lang: str | None = None) -> list[Text]:
    """Keep proposals of JSON lines, until a person accepts them.

    Parameters
    ----------
    path, data : Path
    city : str
        Of which city they are, where a line does not say.
    by : str
        Who proposes, where a line does not say: `model:<name>`, `person:<name>`, or a name.

    Returns
    -------
    list of Text
        What was done, a line a city.

    Raises
    ------
    DataFaults
        What is wrong, by line; then nothing is kept.
    Unsaid
        If it is not said of which city they are.
    UnknownName
        If there is no such city.
    """
    by = f"person:{by}" if by and ":" not in by and by not in ("extract", "rules") else by
    of: dict[str, list[Proposed]] = defaultdict(list)
    for said, one in lines.read(path, by):
        of[said or city].append(one)
    if "" in of:
        raise Unsaid(NO_CITY.to(lang).format(known="、".join(cities(data))))
    return [_kept(find(data, said), ones) for said, ones in of.items()]


def _kept(city: City, ones: list[Proposed]) -> Text:
    there = proposals.read(city.mappings)
    made, new = proposals.joined(there, ones)
    if new:
        proposals.write(city.mappings, made)
    ask = sum(not one.sure for one in ones)
    return Text(
        f"案（JSON Lines）。{city.name}: {new}件を加えた（すでにあった {len(ones) - new}件、確認が要るもの {ask}件）。"
        f"次は dxcompare review {city.name}",
        f"Proposals (JSON lines). {city.name}: {new} kept ({len(ones) - new} were there, {ask} with a question). "
        f"Next: dxcompare review {city.name}",
    )


def answered(path: Path, data: Path, by: str = "", lang: str | None = None) -> list[Text]:
    """Take the answers of a workbook that `dxcompare review --sheet` wrote.

    Returns
    -------
    list of Text
        What was done.

    Raises
    ------
    Partly
        If some answers could not be taken; says which.
    DataFaults
        What is wrong in it; then nothing is written.
    Unsaid
        If it is not said who answers.
    """
    given = answers.read(path)
    if not (by or given.by):
        raise Unsaid(Text("だれが答えたか、--by で指定してください", "say who answered: --by").to(lang))
    city = find(data, given.city)
    review = Review(city, by or given.by, proposals.read(city.mappings), lang)
    before = {one.key for one in review.waiting()}
    accepted, rejected, left = answers.apply(review, given)
    said = [Text(f"{place.says('ja')}: {one.why.ja}", f"{place.says('en')}: {one.why.en}") for place, one in left]
    review.renew()
    waits = len(review.waiting())
    new = sum(one.key not in before for one in review.waiting())
    step = "review" if waits else "check"
    done = Text(
        f"確認の答え。{city.name}: 認めた {accepted}件、認めない {rejected}件、取り込めなかった {len(left)}件、"
        f"残り {waits}件（うち、認めた行から新しく出た問い {new}件）。次は dxcompare {step} {city.name}",
        f"Answers. {city.name}: {accepted} accepted, {rejected} rejected, {len(left)} not taken, {waits} left "
        f"({new} of them asked newly of what was accepted). Next: dxcompare {step} {city.name}",
    )
    if left:
        raise Partly([*said, done])
    return [done]
