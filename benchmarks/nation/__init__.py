"""A made-up nation: plans of realistic variety for real municipalities, with the decisions that belong to them.

    python -m benchmarks.nation FOLDER [--plans 4] [--seed SEED] [--official]

writes FOLDER/raw and FOLDER/mappings; with `--official` also FOLDER/official, the dashboard's tables of all 1,741
municipalities for `dxcompare add`. No plan is a copy, nothing is of a real plan but names of municipalities and the
national frame. The same seed gives the same bytes, and fewer plans are among those of more. One plan in three has a
survey. Of more plans than there are municipalities each has several editions, in folders of their own.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import numpy as np

from benchmarks.nation import indicators, official, plan, shared, survey
from benchmarks.nation.plan import City, Plan
from benchmarks.nation.printed import Files, fiscal
from benchmarks.nation.truth import PlanTruth, Truth

#: The seed of everything that is measured.
SEED = 20261126
#: The first year of the editions of a municipality, where it has several.
FIRST = 2017
#: A survey for each so many plans, and how many surveys measure themes: any two of those need a decision.
SURVEYED, THEMED = 3, 4
#: How many years a plan may have without being asked about.
LONGEST = 10


def generate(root: Path, plans: int, seed: int = SEED, editions: int = 0, *, dashboard: bool = False) -> Truth:
    """Write a made-up nation into an empty folder.

    Parameters
    ----------
    root : Path
        Gets `raw/` and `mappings/`.
    plans : int
    seed : int
    editions : int, optional
        How many plans each municipality has, one after the other, each in a folder of its own; by default as few as
        there must be.
    dashboard : bool
        Whether the dashboard's tables are written to `root`/official, to be added.

    Returns
    -------
    Truth
        What is true of it.
    """
    every = shared.cities()
    random.Random(f"{seed}").shuffle(every)
    editions = editions or -(-plans // len(every))
    every = every[: -(-plans // editions)]
    truth, stages, labels = Truth(), dict[str, str](), shared.labels()
    issued: dict[str, list[float]] = {}
    chain, themed = list[indicators.Paired](), list[str]()
    for n in range(plans):
        city, edition = every[n % len(every)], n // len(every)
        rng = random.Random(f"{seed} {city.code} {edition}")
        start = FIRST + edition if editions > 1 else rng.choices(range(2019, 2027), (1, 1, 4, 4, 5, 5, 4, 2))[0]
        end = start + (rng.randint(3, 5) if rng.random() < 0.97 else LONGEST)
        folder = f"{city.code}_{city.romaji}" + (f"_{start}" if edition else "")
        made = Plan(
            city,
            f"{city.romaji}-{start}",
            start,
            end,
            _version(start, rng),
            rng,
            Files(root / "raw" / folder),
            Files(root / "mappings" / folder),
            PlanTruth(city.code, ""),
            labels,
            stages,
            f"{city.romaji}-ict-{start - 1}" if n % SURVEYED == 0 else "",
        )
        made.truth.version = made.version
        truth.plans[made.id] = made.truth
        if city.code not in issued:
            first = round(random.Random(f"{seed} {city.code}").uniform(15, 35), 1)
            issued[city.code] = [first, round(first * 1.5, 1), round(first * 2.1, 1)]
        _cards(made, f"{city.romaji}-{start - 1}" if edition else "")
        plan.write(made)
        chain.append(indicators.write(made, issued[city.code]))
        if made.survey:
            survey.write(made, np.random.default_rng([seed, int(city.code), edition]), themes=len(themed) < THEMED)
            if len(themed) < THEMED:
                themed.append(made.survey)
        else:
            made.raw.csv("errata.csv", survey.ERRATA, (), always=True)
    if dashboard:
        truth.official = official.write(root / "official", seed)
    shared.write(root, stages, issued, chain, themed, counted=not dashboard)
    return truth


def _version(start: int, rng: random.Random) -> str:
    """The version of the national plan in force when a plan was written; blank for none."""
    if start < 2021:
        return ""
    return {2021: "1.0", 2022: "1.0", 2023: "2.0", 2024: rng.choice(("2.1", "2.3"))}.get(start, "3.0")


def _cards(made: Plan, before: str) -> None:
    """The plan's own card, and that of its document."""
    source, style = f"{made.id}-plan", made.rng.choice((0, 1, 3, 4))
    title = f"{made.city.name}デジタル化推進計画（架空）"
    made.raw.card(
        "source.yaml",
        {
            "source_id": source,
            "title": title,
            "publisher": made.city.name,
            "document": "なし",
            "published": f"{made.start}-03",
            "accessed": "2026-11-20",
            "licence": "架空の計画",
            "note": "benchmarks/nation が作った。実在の計画ではない",
        },
        listed="sources",
    )
    revised = {"edition": "改訂版", "revises": before} if before else {}
    made.raw.card(
        "plan.yaml",
        {
            "plan_id": made.id,
            "municipality_code": made.city.code,
            "title_ja": title,
            "status": "adopted",
            "start_text": fiscal(made.start, style),
            "end_text": fiscal(made.end, style),
            "framework_version": made.version or "none",
            "framework_reason": "開始年度による",
            **revised,
            "source_id": source,
            "page": 2,
            "where": "第1章 計画の期間",
        },
    )
    if made.end - made.start >= LONGEST:
        accepted = [("long_plan", f"{made.start}-{made.end}", "計画に記載のとおり")]
        made.decisions.csv("accepted.csv", "kind found reason", accepted)


__all__ = ["SEED", "City", "Truth", "generate"]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--plans", type=int, default=4)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--official", action="store_true", help="the dashboard's tables, too")
    given = parser.parse_args()
    if given.folder.exists() and any(given.folder.iterdir()):
        parser.error(f"{given.folder} is not empty")
    generate(given.folder, given.plans, given.seed, dashboard=given.official)
