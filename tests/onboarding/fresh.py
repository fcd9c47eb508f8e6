"""A city of which nothing but its code and years is typed, and proposals for it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import yaml

from dxcompare.onboarding import new, proposals
from dxcompare.onboarding.city import City
from dxcompare.onboarding.proposals import Proposed
from tests.few import few

NAME, PLAN, DAY = "01202_hakodate", "hakodate-2023", "2026-11-26"


def city(tmp_path: Path) -> City:
    """函館市, as `dxcompare new` makes it, alone in a data folder."""
    data = tmp_path / "data"
    for folder in ("raw/national", "raw/reference", "mappings/all"):
        shutil.copytree(few() / folder, data / folder)
    new.make(data, new.city(data, "01202", "R5", "R9"), "ja")
    return City(data, NAME)


def row(table: str, at: int | None = 3, **said: object) -> Proposed:
    """A proposal; keywords that are no heading of a row are what it says of itself."""
    own = {name: said.pop(name) for name in ("by", "sure", "questions", "why") if name in said}
    return Proposed(table, {name: str(text) for name, text in said.items()}, at, **own)  # type: ignore[arg-type]


def measure(ref: str, title: str, **said: object) -> Proposed:
    return row("measures", **{"measure": "", "ref": ref, "goal": "目標1 窓口", "title_ja": title, "page": "2", **said})


def kpi(name: str, base: str = "10%", target: str = "50％", **said: object) -> Proposed:
    years = {"baseline_year_text": "R4", "target_year_text": "R9"}
    return row("kpis", name_ja=name, baseline_text=base, target_text=target, **{**years, "where": "数値目標", **said})


def step(label: str, **said: object) -> Proposed:
    return row("schedule", **{"measure": "", "track": label, **said, "span": "known", "where": "年次計画"})


def answer(option: str, where: str = "問3 使う機器", **groups: object) -> Proposed:
    return row("survey", **{"選択肢": option, **groups, "where": where})


def plan() -> list[Proposed]:
    """Two measures, an indicator under one of them, and their steps."""
    return [
        measure("1-①", "窓口改革"),
        measure("1-②", "電子申請"),
        kpi("利用率", measure="1-① 窓口改革"),
        step("1-① 窓口改革", R5="検討", R6="実施"),
        step("1-② 電子申請", R5="実施", R6="⇒"),
    ]


def lines(*proposed: Proposed, **more: object) -> str:
    """As JSON lines."""
    said = ({"table": one.table, "row": one.row, "page": one.page, "sure": one.sure, **more} for one in proposed)
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in said)


def text(city: City, path: str) -> list[str]:
    """The lines of a file of the city's raw folder, or of a folder beside it."""
    return (city.raw / path).read_text(encoding="utf-8").splitlines()


def kept(city: City, *ones: Proposed) -> City:
    """The city with these proposals waiting."""
    proposals.write(city.mappings, [*ones])
    return city


def typed(city: City, **more: object) -> None:
    """Type what of a plan's cards no proposal can say."""
    for name, said in (("plan", {}), ("source", {"sources": 0})):
        path = city.raw / f"{name}.yaml"
        card = yaml.safe_load(path.read_text(encoding="utf-8"))
        of = card["sources"][0] if said else card
        fill = {
            "plan": {
                "title_ja": "函館市DX計画",
                "status": "adopted",
                "framework_version": "2.3",
                "framework_reason": "時期",
                "page": "1",
                "where": "表紙",
            },
            "source": {"title": "計画", "document": "x.pdf", "published": "2023-03", "licence": "事実"},
        }[name]
        of |= {**{name: text or "" for name, text in of.items()}, **fill, **more}
        path.write_text(yaml.safe_dump(card, allow_unicode=True), encoding="utf-8")
