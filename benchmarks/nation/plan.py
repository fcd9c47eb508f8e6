"""A made-up plan: its measures with their codes and tags, its schedule, its chapters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from benchmarks.nation import words
from benchmarks.nation.printed import Files, Row, fiscal
from benchmarks.nation.truth import PlanTruth

#: The columns of the files, as data/README.md has them.
MEASURES = "measure ref goal policy title_ja department department_related mark related_plans upper_ref page where"
CODES = "measure item role note"
ADJUDICATION = "measure item decision reason coder"
TAGS = "measure policy framework label_text page where"
STEP_ITEMS = "measure project track phrase item reason coder"
STAGES = "phrase stage reason"
CHAPTERS = "chapter title_ja page where"
CHAPTER_ITEMS = "chapter item reason coder"
STATISTICS = "indicator group area_code year name_ja population value_text unit quoted_from page where"
EVALUATION = "number goal policy item_ja verdict_text page where"
EVALUATION_ITEMS = "plan number item reason"

#: How often the second coder leaves a second item out, adds one, and takes another main item.
DROPPED, ADDED, OTHER_MAIN = 0.2, 0.1, 0.06
#: Of the cells on which coders differ in a second item, how many are decided.
DECIDED = 0.5


@dataclass(frozen=True)
class City:
    """A municipality of the list: code, name, id in romaji, prefecture, people."""

    code: str
    name: str
    romaji: str
    prefecture: str
    people: int


@dataclass
class Measure:
    """A measure, and what is decided of it."""

    short: str
    goal: str
    policy: str
    title: str
    topic: str
    coded: list[str]  # by the first coder, the main item first; empty: on none
    other: list[str]  # by the second coder
    tags: set[str] = field(default_factory=set)
    decided: dict[str, bool] = field(default_factory=dict)  # adjudicated second items

    @property
    def items(self) -> list[str]:
        """The items it acts on, by its tags and adjudicated codes."""
        kept = {item for item in self.coded if self.decided.get(item, True)}
        return sorted(kept | self.tags | {item for item, acts in self.decided.items() if acts})

    @property
    def tied(self) -> set[str]:
        """The items for one of which a step of it must be decided where there are several."""
        return {*self.coded, *self.tags, *(item for item, acts in self.decided.items() if acts)}

    @property
    def page(self) -> int:
        return 10 + int(self.short.split("-")[0]) * 4


@dataclass
class Plan:
    """A plan in the making: where it is written, what is true of it, and the words that all plans share."""

    city: City
    id: str
    start: int
    end: int
    version: str
    rng: Random
    raw: Files
    decisions: Files
    truth: PlanTruth
    labels: dict[str, str]
    stages: dict[str, str]
    survey: str = ""
    measures: list[Measure] = field(default_factory=list)


def write(plan: Plan) -> None:
    """Write a plan's measures, codes, tags, schedule and chapters."""
    plan.measures = list(_measures(plan))
    _judged(plan)
    _scheduled(plan)
    _outside(plan)


def _measures(plan: Plan) -> Iterator[Measure]:
    rng, style = plan.rng, plan.rng.randrange(2)
    goals, titles, count = rng.randint(3, 5), set[str](), rng.randint(22, 38)
    for n in range(count):
        goal = n * goals // count + 1
        policy = rng.randint(1, 2)
        item = rng.choice(words.ITEMS) if rng.random() < 0.92 else "none"
        while True:
            topic = rng.choice(words.TOPICS[item])
            title = f"{rng.choice(words.FIELDS)}{topic}の{rng.choice(words.ACTIONS)}"
            if title not in titles:
                break
        titles.add(title)
        coded = [item] if item != "none" else []
        while coded and len(coded) < 3 and rng.random() < 0.3:
            coded += [second] if (second := rng.choice(words.ITEMS)) not in coded else []
        goal_text = f"{('基本目標', '目標')[style]}{goal} {words.GOALS[goal - 1]}"
        policy_text = f"{goal}-{policy} {words.POLICIES[(goal + policy) % len(words.POLICIES)]}"
        yield Measure(f"{goal}-{n + 1}", goal_text, policy_text, title, topic, coded, _again(rng, coded))


def _again(rng: Random, coded: list[str]) -> list[str]:
    """What the second coder makes of a measure: mostly the same."""
    if not coded:
        return [rng.choice(words.ITEMS)] if rng.random() < ADDED else []
    other = [coded[0], *(item for item in coded[1:] if rng.random() >= DROPPED)]
    if rng.random() < ADDED and (more := rng.choice(words.ITEMS)) not in other:
        other.append(more)
    if len(other) > 1 and rng.random() < OTHER_MAIN:
        other[0], other[1] = other[1], other[0]
    return other


def _judged(plan: Plan) -> None:
    """Codes of both coders, what is adjudicated, tags; none of the first two in a plan of no version."""
    rng, tagging = plan.rng, plan.rng.random() < 0.4
    codes: dict[str, list[Row]] = {"a": [], "b": []}
    decided: list[Row] = []
    tags: list[Row] = []
    for one in plan.measures:
        name, where = f"{plan.id}/{one.short}", f"第4章 {one.short}"
        if not plan.version:
            one.coded, one.other = [], []
        else:
            for coder, items in (("a", one.coded), ("b", one.other)):
                for n, item in enumerate(items or ["none"]):
                    codes[coder].append((name, item, "secondary" if n else "primary", "架空の判定"))
            differing = {*one.coded} ^ {*one.other}
            plan.truth.differing += len(differing)
            for item in sorted(differing - {*one.coded[:1]}):
                if rng.random() < DECIDED:
                    one.decided[item] = acts = rng.random() < 0.5
                    verdict = "acts" if acts else "does_not_act"
                    decided.append((name, item, verdict, "架空の裁定", "c"))
        if tagging and rng.random() < 0.6:
            item = one.coded[0] if one.coded and rng.random() < 0.9 else rng.choice(words.ITEMS)
            if item in plan.labels:
                one.tags.add(item)
                tags.append((one.short, "", "dx", plan.labels[item], one.page, where))
            else:
                tags.append((one.short, "", "dx", "－", one.page, where))
        if tagging and one.coded and (label := words.KANMIN.get(one.coded[0])):
            tags.append((one.short, "", "kanmin", label, one.page, where))
        for item in one.items:
            plan.truth.mark(item, "has_measure")
    rows: list[Row] = []
    for one in plan.measures:
        department, mark = rng.choice(words.DEPARTMENTS), "重点" if rng.random() < 0.2 else ""
        place = one.page, f"第4章 {one.short}"
        names = one.short, f"施策{one.short}", one.goal, one.policy, one.title
        rows.append((*names, department, "", mark, "", "", *place))
    plan.raw.csv("measures.csv", MEASURES, rows)
    plan.raw.csv("tags.csv", TAGS, tags)
    for coder, coded in codes.items():
        plan.decisions.csv(f"codes_{coder}.csv", CODES, coded)
    plan.decisions.csv("adjudication.csv", ADJUDICATION, decided)


def _scheduled(plan: Plan) -> None:
    """A row of years for most measures, and what was decided of the steps of those on several items."""
    rng, style = plan.rng, plan.rng.randrange(5)
    years = [fiscal(year, style) for year in range(plan.start, plan.end + 1)]
    arrow, rows, of_items, own = rng.choice("⇒→"), list[Row](), list[Row](), dict[str, str]()
    for one in plan.measures:
        if rng.random() < 0.04:
            continue  # no schedule is printed for it
        cells, begun = list[str](), False
        for _ in years:
            way = rng.random()
            if begun and way < 0.3:
                cells.append(arrow)
            elif way > 0.93 and not begun:
                cells.append("")
            else:
                cells.append(_phrase(plan, one, own))
                begun = True
        if not begun:
            cells[-1] = _phrase(plan, one, own)
        rows.append((one.short, "工程", *cells, "lost" if rng.random() < 0.05 else "known", one.page, "第5章 工程表"))
        if len(tied := one.tied) > 1:
            for phrase in dict.fromkeys(cell for cell in cells if cell not in ("", arrow)):
                item = rng.choice(sorted(tied)) if rng.random() < 0.9 else "none"
                of_items.append((f"{plan.id}/{one.short}", "", "", phrase, item, "架空の判定", "evidence"))
                if item in one.items:
                    plan.truth.mark(item, "has_step")
        else:
            for item in one.items:
                plan.truth.mark(item, "has_step")
    plan.raw.csv("schedules/yearly.csv", ("measure", "track", *years, "span", "page", "where"), rows)
    plan.decisions.csv("step_items.csv", STEP_ITEMS, of_items)
    plan.decisions.csv("stages.csv", STAGES, [(phrase, stage, "架空の語") for phrase, stage in own.items()])


def _phrase(plan: Plan, one: Measure, own: dict[str, str]) -> str:
    """A step: a word alone, a word of its topic, or one that this plan alone prints."""
    rng = plan.rng
    word = rng.choice(tuple(words.STAGES))
    way = rng.random()
    if way < 0.03:
        phrase = f"{plan.city.name}での{one.topic}の{word}"
        own[phrase] = words.STAGES[word]
        return phrase
    phrase = word if way < 0.35 else f"{one.topic}の{word}"
    plan.stages[phrase] = words.STAGES[word]
    return phrase


def _outside(plan: Plan) -> None:
    """Chapters outside the measures, a figure that is quoted, and of some plans verdicts on the one before."""
    rng, chapters, items = plan.rng, list[Row](), list[Row]()
    for n in range(1, rng.randint(2, 3)):
        title = f"第{n}章 {rng.choice(words.POLICIES)}"
        chapters.append((f"ch{n}", title, n + 2, title))
        for item in rng.sample(words.ITEMS, rng.randint(1, 2)):
            items.append((f"{plan.id}/ch{n}", item, "架空の判定", "evidence"))
    plan.raw.csv("chapters.csv", CHAPTERS, chapters)
    people = (
        "population",
        "census",
        plan.city.code,
        2020,
        "人口",
        plan.city.name,
        f"{plan.city.people:,}",
        "人",
        "国勢調査",
    )
    plan.raw.csv("statistics.csv", STATISTICS, [(*people, 3, "第1章 人口")] if plan.city.people else [])
    plan.decisions.csv("chapter_items.csv", CHAPTER_ITEMS, items)
    if rng.random() < 0.2:
        verdicts = ("実施", "一部実施", "達成", "未達成")
        numbers = range(1, rng.randint(7, 13))
        rows = [
            (
                n,
                "",
                "",
                f"{rng.choice(words.TOPICS[rng.choice(words.ITEMS)])}の整備",
                rng.choice(verdicts),
                8,
                "第3章 表",
            )
            for n in numbers
        ]
        plan.raw.csv("evaluation.csv", EVALUATION, rows)
        decided = [(plan.id, n, rng.choice((*words.ITEMS, "none")), "架空の判定") for n in numbers]
        plan.decisions.csv("evaluation_items.csv", EVALUATION_ITEMS, decided)
