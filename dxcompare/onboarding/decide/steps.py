"""The stage of a printed step, from the word it ends in, and from the steps that are decided."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dxcompare.onboarding.decide import words
from dxcompare.onboarding.decide.city import City, Draft
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.folders import PlanFolder
from dxcompare.tables.schedules import Quarterly, Yearly
from dxcompare.tables.vocabularies import STAGES

FILE = "stages.csv"
_ORDER = list(STAGES)
_PILOT = re.compile("(?:試験|試行|テスト|実証|仮)(?:的|的な)?(?:運用|導入|実施|実験|稼働)?(?:の?開始)?$")
_BEHIND = (re.compile("(?<=.)の?開始$"), re.compile("(?<=.)(?:等|など)?の?実施$"))
_BRACKETS = re.compile(r"\([^()]*\)|「[^」]*」")
_JOINTS = re.compile(r"、|・|。|,|→|/|及び|および|並びに|(?<=[討査備築入用])と(?=[^し])|;")


def propose(city: City) -> Iterator[Proposed]:
    """A row of `stages.csv` of the city for every step that neither it nor `all/` has."""
    known = {values.same(record["phrase"]) for record in (*city.shared(FILE), *city.decisions(FILE))}
    ends = learnt([*city.shared(FILE), *(record for _, record in city.everywhere(FILE))])
    for phrase in printed(city.folder):
        if values.same(phrase) not in known:
            known.add(values.same(phrase))
            if made := stage(phrase, ends):
                yield made


def printed(folder: PlanFolder) -> Iterator[str]:
    """The steps of a plan's schedules as printed, a line each, without signs that the step before goes on."""
    for sheet in folder.sheets.values():
        if sheet.form is not None and sheet.form.of in (Yearly, Quarterly):
            for record in sheet:
                for heading in sheet.free:
                    for line in map(str.strip, record[heading].split("\n")):
                        if line and not values.is_continuation(line):
                            yield line


def learnt(records: list) -> Mapping[str, Counter[str]]:
    """Of steps that are decided and name one stage: how often each end of two to six letters is of each stage."""
    found: dict[str, Counter[str]] = {}
    for record in records:
        parts = _parts(record["phrase"])
        if len(parts) == 1 and record["stage"]:
            for length in range(2, 7):
                found.setdefault(parts[0][-length:], Counter())[record["stage"]] += 1
    return found


def _parts(phrase: str) -> list[str]:
    """What a step names, each stripped of what says nothing."""
    plain = _BRACKETS.sub("", values.same(phrase))
    parts = [_stripped(part) for part in _JOINTS.split(plain)]
    return [part for part in parts if part]


def _stripped(part: str) -> str:
    while True:
        shorter = next(
            (part.removesuffix(end) for end in words.TRAILING if part.endswith(end) and len(part) > len(end) + 1), part
        )
        if shorter == part:
            return part
        part = shorter


@dataclass(frozen=True)
class _Named:
    """A stage that a part of a step names, by which word, and whether that word settles it."""

    stage: str
    word: str
    sure: bool


def _named(part: str, ends: Mapping[str, Counter[str]]) -> _Named | None:
    if _PILOT.search(part):
        return _Named("pilot", part[-4:], True)
    for behind in _BEHIND:  # 策定の開始 prepares, 調査の実施 studies
        done = _ending(behind.sub("", part)) if behind.search(part) else None
        if done and words.STAGE_ENDS[done] in ("study", "prepare", "pilot"):
            return _Named(words.STAGE_ENDS[done], done, True)
    word = _ending(part)
    if word is None:
        return _learned(part, ends)
    stage = words.STAGE_ENDS[word]
    if stage == "study" and any(later in part for later in words.LATER):
        return _Named("operate", word, True)
    if stage in ("study", "build") and any(rule in part for rule in words.RULES):
        return _Named("prepare", word, False)
    if word not in words.DOUBTFUL_ENDS:
        return _Named(stage, word, True)
    counted = _counts(part, ends)
    most, n = counted.most_common(1)[0] if counted else (stage, 0)
    return _Named(most, word, counted is not None and 1 < n == counted.total())


def _ending(part: str) -> str | None:
    return max((word for word in words.STAGE_ENDS if part.endswith(word)), key=len, default=None)


def _counts(part: str, ends: Mapping[str, Counter[str]]) -> Counter[str] | None:
    return next(
        (ends[part[-length:]] for length in range(6, 1, -1) if len(part) >= length and part[-length:] in ends), None
    )


def _learned(part: str, ends: Mapping[str, Counter[str]]) -> _Named | None:
    """By the longest end that decided steps have, which is never sure."""
    counted = _counts(part, ends)
    return _Named(counted.most_common(1)[0][0], part[-4:], False) if counted else None


def stage(phrase: str, ends: Mapping[str, Counter[str]] | None = None) -> Proposed | None:
    """The stage of a step; None where no word of it says.

    Examples
    --------
    >>> found = stage("基礎調査、事業計画の承認")
    >>> found.row["stage"], found.row["first_stage"], found.sure
    ('prepare', 'study', True)
    """
    draft = Draft(FILE, {"phrase": phrase, "stage": "", "reason": "", "first_stage": ""})
    named = [found for part in _parts(phrase) if (found := _named(part, ends or {}))]
    if not named:
        if not values.same(phrase).endswith(words.COUNTS):
            return None
        draft.row["reason"] = "工程ではなく指標の名前とみた"
        draft.ask("stage", "", "段階を言う語がなく、数や率の名前である", ["", *_ORDER])
        return draft.made(draft.row["reason"])
    furthest = max(named, key=lambda one: _ORDER.index(one.stage)).stage
    stages = list(dict.fromkeys(one.stage for one in named))
    draft.row["reason"] = "、".join(f"「{one.word}」は{STAGES[one.stage].ja}" for one in dict.fromkeys(named))
    readings = [furthest, *(name for name in stages if name != furthest)]
    if not all(one.sure for one in named):
        draft.ask("stage", furthest, "段階が末尾の語だけでは決まらない", readings)
    elif furthest == "review" and len(stages) > 1:
        draft.ask("stage", furthest, "検証や見直しと、ほかの段階が並ぶ", readings)
    else:
        draft.say("stage", furthest)
    if stages[0] != furthest:
        draft.row["first_stage"] = stages[0]
    return draft.made(draft.row["reason"])
