"""A made-up survey: people by group, their answers, the tables as they are printed, and what is wrong in them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from benchmarks.nation import words
from benchmarks.nation.plan import Plan
from benchmarks.nation.printed import Row
from benchmarks.nation.truth import Misprint

QUESTIONS = "question ref wording_ja answer base base_option base_inferred base_n_text cells page where"
OPTIONS = "question option option_ja"
GROUPS = "survey label group_type group group_en age_min age_max reason"
DASHES = "survey dash reason"
CLAIMS = "claim claim_ja question predicate precision comparator about source page where"
ERRATA = "erratum kind nature what treatment question option group quarantine source page where"
THEMES = "question option theme label_ja polarity tells"

#: How often bases are printed, percentages are whole numbers, a dash stands for 0.0, and the last question is put
#: only to those who chose the first option of the first.
BASES, WHOLE, DASH, FILTERED = 0.4, 0.12, 0.15, 0.5
#: The fewest people of a group that a question is put to.
FEWEST = 5
#: How often a survey has misprints: one whose bases are printed, and one whose are not.
MISPRINTED = (0.5, 0.25)
#: Statements about the tables of a survey, and how many of them the tables do not bear out.
CLAIMED, UNTRUE = 2, 0.1
SILENT = "no_answer"
#: Theme → question and option that measure it.
OF_THEME = {"smartphone_use": ("q1", "o1"), "payment": ("q5", "o5"), "online_procedures": ("q5", "o1")}


@dataclass
class _Tables:
    """The counts of a survey by question (rows: options, the last of no answer; columns: groups), and bases."""

    groups: tuple[words.Group, ...]
    bases: list[np.ndarray]
    counts: list[np.ndarray]
    decimals: int

    def tenths(self, q: int) -> np.ndarray:
        """The percentages of a question in units of their last digit, rounded half up."""
        unit, n = 100 * 10**self.decimals, np.maximum(self.bases[q], 1)
        return (2 * unit * self.counts[q] + n) // (2 * n)

    def text(self, value: int) -> str:
        """A percentage as it is printed."""
        return f"{value / 10:.1f}" if self.decimals else str(value)


def write(plan: Plan, rng: np.random.Generator, *, themes: bool) -> None:
    """Write a plan's survey, with the errata that tell of some misprints; `themes`: whether it measures any."""
    ident, folder = plan.survey, f"surveys/ict{plan.start - 1}"
    asked = _asked(rng)
    printed = rng.random() < BASES
    filtered = rng.random() < FILTERED and bool((asked.counts[0][0] >= FEWEST).all())
    if filtered:
        _filter(rng, asked)
    shown = [asked.tenths(q).tolist() for q in range(len(words.QUESTIONS))]
    wrong = _misprints(plan, rng, ident, asked, shown, printed=printed)
    plan.truth.misprints += wrong
    dash = rng.random() < DASH and any(0 in row for table in shown for row in table)
    valid = int(asked.bases[0][0])
    _cards(plan, rng, ident, folder, valid, filtered=filtered, heading=not printed and rng.random() < 0.5, asked=asked)
    for q, table in enumerate(shown):
        rows: list[Row] = [("n", *asked.bases[q].tolist())] if printed else []
        labels = [*words.OPTIONS[q], "無回答"]
        for label, values in zip(labels, table, strict=True):
            rows.append((label, *("-" if dash and not value else f"{asked.text(value)}%" for value in values)))
        plan.raw.csv(f"{folder}/q{q + 1}.csv", ("選択肢", *(group[0] for group in asked.groups)), rows)
    for q, (bases, counts) in enumerate(zip(asked.bases, asked.counts, strict=True)):
        for g, group in enumerate(asked.groups):
            plan.truth.bases[f"{ident}/q{q + 1}", group[2]] = int(bases[g])
            for o in range(len(counts)):
                plan.truth.counts[f"{ident}/q{q + 1}", _option(o), group[2]] = int(counts[o][g])
    decided = [(ident, *group, "記載のとおり") for group in asked.groups]
    plan.decisions.csv("groups.csv", GROUPS, decided)
    plan.decisions.csv("dashes.csv", DASHES, [(ident, "zero", "0.0の記載がない")] if dash else [])
    if themes:
        options = [(f"{ident}/{q}", o, theme, "選ぶ", 1, "state") for theme, (q, o) in OF_THEME.items()]
        plan.decisions.csv("theme_options.csv", THEMES, options)
    _claims(plan, rng, asked, shown)
    _errata(plan, wrong)


def _asked(rng: np.random.Generator) -> _Tables:
    """People by group, and what they answer: shares that change with age."""
    groups = words.LAYOUTS[rng.integers(len(words.LAYOUTS))]
    ages = [g for g, group in enumerate(groups) if group[1] == "age"]
    weights = rng.dirichlet(np.full(len(ages), 8.0))
    n = rng.multinomial(int(np.exp(rng.uniform(np.log(350), np.log(2500)))), weights) + 12
    women = rng.binomial(n, 0.52)
    bases, counts = [], []
    for _, single in words.QUESTIONS:
        tilt, level = rng.normal(0, 0.35, (7, 1)), rng.normal(0, 1, (7, 1))
        score = level + tilt * np.linspace(-1.5, 1.5, len(ages))
        silent = rng.binomial(n, rng.uniform(0.01, 0.06))
        if single:
            shares = np.exp(score) / np.exp(score).sum(axis=0)
            chosen = rng.multinomial(n - silent, shares.T).T
        else:
            chosen = _each_one(rng.binomial(n - silent, 1 / (1 + np.exp(1 - score))), n - silent)
        by_age = np.vstack([chosen, silent])
        female = _women(rng, by_age, n, women, single=single)
        counts.append(_by_group(groups, ages, by_age, female))
        bases.append(_by_group(groups, ages, n[None], women[None])[0])
    return _Tables(groups, bases, counts, 0 if rng.random() < WHOLE else 1)


def _each_one(chosen: np.ndarray, answered: np.ndarray) -> np.ndarray:
    """The answers of people who each gave one at least: who gave none chose the last option."""
    chosen[-1] = np.minimum(chosen[-1] + np.maximum(answered - chosen.sum(axis=0), 0), answered)
    return chosen


def _women(
    rng: np.random.Generator, by_age: np.ndarray, n: np.ndarray, women: np.ndarray, *, single: bool
) -> np.ndarray:
    """How many of those who chose an option are women."""
    if not single:
        return np.array([rng.hypergeometric(women, n - women, row) for row in by_age])
    drawn = [rng.multivariate_hypergeometric(column, w) for column, w in zip(by_age.T, women, strict=True)]
    return np.array(drawn).T


def _by_group(groups: tuple[words.Group, ...], ages: list[int], by_age: np.ndarray, female: np.ndarray) -> np.ndarray:
    columns = []
    for g, group in enumerate(groups):
        everyone = by_age.sum(axis=1)
        sex = {"female": female.sum(axis=1), "male": everyone - female.sum(axis=1), "total": everyone}
        columns.append(by_age[:, ages.index(g)] if g in ages else sex[group[2]])
    return np.array(columns).T


def _filter(rng: np.random.Generator, asked: _Tables) -> None:
    """Put the last question only to those who chose the first option of the first."""
    groups = asked.groups
    ages = [g for g, group in enumerate(groups) if group[1] == "age"]
    chose = asked.counts[0][0]
    n = chose[ages]
    silent = rng.binomial(n, 0.03)
    chosen = np.array([rng.binomial(n - silent, share) for share in rng.uniform(0.05, 0.6, 7)])
    by_age = np.vstack([_each_one(chosen, n - silent), silent])
    female_n = np.zeros_like(n)
    if len(ages) < len(groups) - 1:  # women of each age who chose it are as many as fit the women who did
        left = chose[2]
        for at in range(len(n)):
            female_n[at] = min(n[at], left) if at == len(n) - 1 else min(n[at], left, round(chose[2] * n[at] / n.sum()))
            left -= female_n[at]
        female_n[0] += left
    female = _women(rng, by_age, n, np.minimum(female_n, n), single=False)
    asked.counts[4] = _by_group(groups, ages, by_age, female)
    asked.bases[4] = chose


def _option(o: int) -> str:
    return SILENT if o == 7 else f"o{o + 1}"


def _misprints(
    plan: Plan, rng: np.random.Generator, ident: str, asked: _Tables, shown: list[list[list[int]]], *, printed: bool
) -> list[Misprint]:
    """Print one or two percentages wrong; where bases are printed, as no count of them gives."""
    found: list[Misprint] = []
    for _ in range(rng.integers(1, 3) if rng.random() < MISPRINTED[not printed] else 0):
        q, o, g = int(rng.integers(1, 3)), int(rng.integers(7)), int(rng.integers(1, 8))
        right, unit, n = shown[q][o][g], 100 * 10**asked.decimals, int(asked.bases[q][g])
        if any(one.question.endswith(f"/q{q + 1}") for one in found):
            continue
        if printed:
            given = {(2 * unit * k + n) // (2 * n) for k in range(n + 1)}
            near = [one for one in range(max(1, right - 60), min(unit, right + 60)) if one not in given]
        else:
            near = [one for one in range(max(1, right // 10 * 10), min(unit, right // 10 * 10 + 10)) if one != right]
        if not near:
            continue
        shown[q][o][g] = value = int(rng.choice(near))
        option, group = _option(o), asked.groups[g][2]
        texts = asked.text(value), asked.text(right)
        found.append(Misprint(f"{ident}/q{q + 1}", option, group, *texts, printed, bool(rng.random() < 0.5)))
    return found


def _cards(
    plan: Plan,
    rng: np.random.Generator,
    ident: str,
    folder: str,
    valid: int,
    *,
    filtered: bool,
    heading: bool,
    asked: _Tables,
) -> None:
    """The survey's card, its questions and their options."""
    people = {
        "survey_id": ident,
        "name_ja": f"{plan.city.name}のデジタル化についての調査（架空）",
        "start": f"{plan.start - 1}-07",
        "end": f"{plan.start - 1}-08",
        "mode": "郵送とインターネット",
        "population": "18歳以上の住民",
        "min_age": 18,
        "sampled": int(valid / rng.uniform(0.35, 0.6)),
        "valid": valid,
        "valid_web": int(valid * rng.uniform(0.1, 0.5)),
        "page": 60,
        "where": "資料 調査の概要",
        "weighted": "no" if rng.random() < 0.8 else None,
        "percent_of": "people",
    }
    plan.raw.card(f"{folder}/survey.yaml", people)
    rows: list[Row] = []
    for q, (wording, single) in enumerate(words.QUESTIONS):
        by = filtered and q == 4
        n = f"n={asked.bases[q][0]}" if heading else ""
        whom = ("問1で第一の選択肢を選んだ人", "q1:o1", "") if by else ("回答者全員", "", "")
        answer = "single" if single else "multiple"
        rows.append((f"q{q + 1}", f"問{q + 1}", wording, answer, *whom, n, "percent", 61 + q, f"資料 問{q + 1}"))
    plan.raw.csv(f"{folder}/questions.csv", QUESTIONS, rows)
    options = [
        (f"q{q + 1}", _option(o), label)
        for q, labels in enumerate(words.OPTIONS)
        for o, label in enumerate((*labels, "無回答"))
    ]
    plan.raw.csv(f"{folder}/options.csv", OPTIONS, options)


def _claims(plan: Plan, rng: np.random.Generator, asked: _Tables, shown: list[list[list[int]]]) -> None:
    """Statements that the oldest choose an option more often than the youngest, or less, by the printed tables."""
    ages = [g for g, group in enumerate(asked.groups) if group[1] == "age"]
    rows: list[Row] = []
    for n in range(1, CLAIMED + 1):
        q, o = int(rng.integers(4)), int(rng.integers(7))
        young, old = shown[q][o][ages[0]], shown[q][o][ages[-1]]
        holds = young != old and bool(rng.random() >= UNTRUE)
        sign = "<" if (young < old) == holds or young == old else ">"
        ends = [f'share("q{q + 1}", "o{o + 1}", "{asked.groups[ages[at]][2]}")' for at in (0, -1)]
        says = f"{words.OPTIONS[q][o]}は高齢の層ほど{'多い' if sign == '<' else '少ない'}"
        claim, predicate = f"c{n:02}", f"{ends[0]} {sign} {ends[1]}"
        rows.append((claim, says, f"q{q + 1}", predicate, "", "", "", "", 60, "資料 まとめ"))
        plan.truth.claims[f"{plan.id}/{claim}"] = holds
    plan.raw.csv("claims.csv", CLAIMS, rows)


def _errata(plan: Plan, wrong: list[Misprint]) -> None:
    """An erratum for each misprint that somebody has seen."""
    rows: list[Row] = []
    for n, one in enumerate((one for one in wrong if one.told), start=1):
        place = one.question.rpartition("/")[2], one.option, one.group
        says = f"{one.printed}%は回答者数と合わない", "使わない"
        rows.append((f"e{n:02}", "value", "fault", *says, *place, "yes", "", 62, "資料 集計表"))
    plan.raw.csv("errata.csv", ERRATA, rows, always=True)
