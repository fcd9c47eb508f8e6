"""Who a column of a survey table is, from its heading: all, an age, a sex, both, an occupation, a district, a wave."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dxcompare.onboarding.decide import words
from dxcompare.onboarding.decide.city import City, Draft
from dxcompare.onboarding.proposals import Proposed
from dxcompare.sources import values
from dxcompare.sources.folders import SurveyFolder
from dxcompare.tables.vocabularies import GROUP_TYPES

FILE = "groups.csv"
#: what people and options that did not answer are called
NO_ANSWER = "no_answer"
#: no one asked is older
_LAST_OF_TEENS = 19
_AGE = re.compile(
    r"(?:満)?(?P<low>\d{1,3})(?:歳)?(?:~|-|から)(?P<high>\d{1,3})(?:歳|才)?(?:代)?"
    r"|(?P<decade>\d{1,2})(?:歳|才)?代(?P<half>前半|後半)?(?P<open>以上)?"
    r"|(?P<from>\d{1,3})(?:歳|才)以上"
    r"|(?P<under>\d{1,3})(?:歳|才)(?P<bound>未満|以下)"
)


def propose(city: City) -> Iterator[Proposed]:
    """A row of `groups.csv` for every heading of a survey's tables that has none."""
    decided = city.decided(FILE, "survey", "label")
    for survey in city.folder.surveys:
        name, lowest = survey.card["survey_id"], _whole(survey.card["min_age"])
        seen = {label for found, label in decided if found == values.same(name)}
        taken = {record["group"] for record in city.decisions(FILE) if record["survey"] == name}
        for table in _tables(survey):
            for label in table:
                if values.same(label) not in seen:
                    seen.add(values.same(label))
                    yield group(name, label, table, lowest, taken)


def _tables(survey: SurveyFolder) -> Iterator[list[str]]:
    for sheets in survey.tables.values():
        for sheet in sheets:
            yield sheet.free


def _whole(text: str) -> int | None:
    return int(text) if text.isdecimal() else None


def group(survey: str, label: str, beside: list[str], lowest: int | None, taken: set[str]) -> Proposed:
    """Who a column is.

    Parameters
    ----------
    survey : str
    label : str
        Its heading.
    beside : list of str
        The headings of its table.
    lowest : int or None
        Lowest age of those asked.
    taken : set of str
        Ids of groups of the survey; the one made here is added.

    Examples
    --------
    >>> group("hakodate-ict-2025", "70歳代以上", ["60歳代", "70歳代以上"], 18, set()).row["age_min"]
    '70'
    """
    columns = ("survey", "label", "group_type", "group", "group_en", "age_min", "age_max", "reason")
    draft = Draft(FILE, dict.fromkeys(columns, ""))
    draft.say("survey", survey)
    draft.say("label", label)
    kind, name, english, why = _said(values.same(label), [values.same(one) for one in beside], lowest, draft)
    draft.row["group_type"] = draft.row["group_type"] or kind
    draft.row["group"], draft.row["group_en"], draft.row["reason"] = (
        _free(name or kind, taken, numbered=not name),
        english,
        why,
    )
    return draft.made(why)


def _free(name: str, taken: set[str], *, numbered: bool) -> str:
    """An id that no other group of the survey has; those that a heading does not spell are numbered."""
    found, nth = (f"{name}_1" if numbered else name), 1
    while found in taken:
        nth += 1
        found = f"{name}_{nth}"
    taken.add(found)
    return found


def _said(label: str, beside: list[str], lowest: int | None, draft: Draft) -> tuple[str, str, str, str]:
    """Type, id, English and reason; ages are filled in, and what is not sure is asked."""
    bare = re.sub(r"\((?:n=)?[\d,]+(?:人|件|名)?\)|n=[\d,]+", "", label)
    if bare in words.EVERYBODY:
        return "total", "total", "All", "全回答者"
    if bare.startswith(words.BEFORE):
        draft.ask("group_type", "wave", "前回などの調査の列と読める", ["wave", "total"])
        return "wave", "", "", "別の回の調査"
    sex = next((said for word, said in words.SEXES.items() if bare.startswith(word)), None)
    rest = re.sub(r"^(?:男性|女性|男子|女子|男|女)[・のx×/]?", "", bare) if sex else bare
    if sex and (not rest or rest == "(計)"):
        return "sex", *sex, "記載のとおり"
    if found := _AGE.fullmatch(rest.strip("()")):
        return _ages(found, sex, lowest, draft)
    if sex:
        draft.ask("group_type", "other", "性別と何かの区分", list(GROUP_TYPES))
        return "other", "", "", "性別と別の区分"
    if any(word in bare for word in words.NO_ANSWER):
        return _silent(beside, draft)
    if bare in words.OTHER_SEX and any(one in words.SEXES for one in beside):
        draft.ask("group_type", "sex", "男女の列と並ぶので性別の区分と読める", ["sex", "other"])
        return "sex", "other", "Other", "男女の列と並ぶ"
    return _named(bare, draft)


def _ages(
    found: re.Match[str], sex: tuple[str, str] | None, lowest: int | None, draft: Draft
) -> tuple[str, str, str, str]:
    low, high, why, unsure = _band(found, lowest)
    low = max(low, lowest) if low is not None and lowest is not None and (high is None or lowest <= high) else low
    name = f"{low}+" if high is None else f"{low if low is not None else 0}-{high}"
    english = f"{low} and over" if high is None else f"{low if low is not None else 0}–{high}"
    if found["decade"] and not found["open"] and not found["half"] and low == int(found["decade"]) >= 20:
        english = f"{found['decade']}s"
    draft.row["age_min"], draft.row["age_max"] = (str(age) if age is not None else "" for age in (low, high))
    if unsure:
        draft.ask("age_min", draft.row["age_min"], unsure, [draft.row["age_min"]])
    if sex:
        return "age_sex", f"{sex[0]}_{name}", f"{sex[1]}, {english}", "性別と年代の組み合わせ"
    return "age", name, english, why


def _band(found: re.Match[str], lowest: int | None) -> tuple[int | None, int | None, str, str]:
    """Lowest and highest age, why, and what is not sure of it."""
    if found["low"]:
        low, high = int(found["low"]), int(found["high"])
        return low, high + 9 if "代" in found[0] else high, "記載のとおり", ""
    if found["from"]:
        return int(found["from"]), None, "上限なし", ""
    if found["under"]:
        high = int(found["under"]) - (found["bound"] == "未満")
        unsure = "" if lowest is not None else "下限の年齢が分からない（survey.yaml の min_age がない）"
        return lowest, high, "下限は調査対象の年齢", unsure
    decade = int(found["decade"])
    if found["open"]:
        return decade, None, "上限なし", ""
    if found["half"]:
        low, high = (decade, decade + 4) if found["half"] == "前半" else (decade + 5, decade + 9)
        if lowest is not None and low < lowest <= high:
            return lowest, high, f"調査対象が{lowest}歳以上なので{lowest}〜{high}歳", ""
        return low, high, "記載のとおり", ""
    if decade + 9 <= _LAST_OF_TEENS and lowest is None:
        return decade, decade + 9, "記載のとおり", "下限の年齢が分からない（survey.yaml の min_age がない）"
    return decade, decade + 9, "記載のとおり", ""


def _silent(beside: list[str], draft: Draft) -> tuple[str, str, str, str]:
    """Those who did not say: of what the other headings of the table are, if they are of one kind."""
    kinds = {_kind(one) for one in beside} - {"", "total"}
    kind = min(kinds) if len(kinds) == 1 else "other"
    if len(kinds) != 1:
        draft.ask("group_type", kind, "何についての無回答かが見出しからは決まらない", [*sorted(kinds), "other"])
    said = {"age": "年齢に答えなかった人。年齢の幅はない", "sex": "性別に答えなかった人"}.get(kind, "答えなかった人")
    return kind, NO_ANSWER, "No answer", said


def _kind(label: str) -> str:
    """What a heading plainly is; blank if it does not say."""
    if label in words.EVERYBODY:
        return "total"
    if label in words.SEXES:
        return "sex"
    if _AGE.fullmatch(label):
        return "age"
    if any(word in label for word in words.OCCUPATIONS):
        return "occupation"
    return "district" if label.endswith(words.PLACES) else ""


def _named(label: str, draft: Draft) -> tuple[str, str, str, str]:
    """A district, an occupation or something else: its id is a number, for a person to name."""
    kind = _kind(label) or "other"
    why = {"occupation": "職業", "district": "居住地区"}.get(kind, "区分が見出しからは決まらない")
    draft.ask(
        "group_type", kind, f"{why}と読める" if kind != "other" else why, [kind, *(k for k in GROUP_TYPES if k != kind)]
    )
    draft.questions.append({"column": "group", "why": "番号を仮に付けた。英数字の短い名前に直す", "readings": []})
    return kind, "", "", why


def silent(option: str) -> bool:
    """Whether a printed option is those who did not answer (its id is then :data:`NO_ANSWER`).

    >>> [silent(option) for option in ("無効・無回答", "わからない", "無回答・不明", "その他")]
    [True, False, True, False]
    """
    parts = re.split(r"[・、/,]|又は|または|および|及び", values.same(option))
    return all(part in words.NO_ANSWER for part in parts)
