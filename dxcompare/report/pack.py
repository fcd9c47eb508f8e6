"""What is taken away from the report: the deck and the workbook, made with the findings that its notebooks gave."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.names import UnknownPlan, plan_named
from dxcompare.present.result import Result
from dxcompare.questions import registry
from dxcompare.report import cache
from dxcompare.words.faults import PackageMissing
from dxcompare.words.most import MOST
from dxcompare.words.text import Text, language
from dxcompare.words.unknown import UnknownName

#: The folder of it within the report.
FOLDER = "pack"


#: Ending → what such a file is.
KINDS = {
    ".pptx": Text("スライド（PowerPoint）", "Slides (PowerPoint)"),
    ".xlsx": Text("表計算ファイル（Excel）", "Workbook (Excel)"),
    ".pdf": Text("1枚もの（PDF）", "One page (PDF)"),
}


LANGUAGE = {"ja": Text("日本語", "in Japanese"), "en": Text("英語", "in English")}


FAILED = Text(
    "作れなかったか、いまのデータでは成り立たない箇所があるため、スライドと表計算ファイルは作っていない。",
    "Slides and workbook are not made while something could not be made, or is no longer true.",
)


#: Before the name of the package that is missing.
UNPACKED = Text("スライドと表計算ファイルは作っていない。", "Slides and workbook are not made: ")


def chosen(count: int) -> Text:
    """Of which plans slides and workbook are where there are many, how many these may be, and what else there is."""
    now = Text(f"いま{count:,}計画", f"{count:,} now")
    if not count:
        now = Text("いまはないので作っていない", "none now, so they are not made")
    elif count > MOST:
        now += Text("で、多すぎるので作っていない", ", too many, so they are not made")
    return Text(
        f"スライドと表計算ファイルは、ページのある計画を名前を挙げて並べる。{MOST}計画まで（{now.ja}）。人口の近い計画と並べたものは "
        "dxcompare export --city 市区町村、すべての計画の表計算ファイルは dxcompare export ファイル名.xlsx で作る。",
        f"Slides and workbook set those plans beside one another that have a page, {MOST} at most ({now.en}). Beside the plans "
        "nearest in population: dxcompare export --city CITY; a workbook of all plans: dxcompare export NAME.xlsx.",
    )


#: Question and the sentences found.
Findings = Sequence[tuple[str, Sequence[str]]]


#: Questions whose slides are left out where a plan stands beside others: what they show of it alone is there.
LEFT = ("coverage",)


@dataclass(frozen=True)
class Pack:
    """Files by their names within the report; where some or all are missing, why."""

    files: dict[str, bytes] = field(default_factory=dict)
    missing: Text = field(default=Text("", ""))

    def links(self, lang: str, up: str = "") -> list[dict[str, str]]:
        """What pages say of each file, those in a language first: `href`, `what`, `size`."""
        first = sorted(self.files, key=lambda name: not Path(name).stem.endswith(f"_{lang}"))
        return [
            {
                "href": up + name,
                "what": KINDS[Path(name).suffix].to(lang),
                "tongue": LANGUAGE[Path(name).stem.rpartition("_")[2]].to(lang),
                "size": f"{len(self.files[name]) / 1e6:.1f} MB",
            }
            for name in first
        ]


def kept(ds: Dataset, findings: dict[str, Findings], store: cache.Store, key: str) -> Pack:
    """Deck and workbook in every language that findings are given in, made only if the key or a finding has changed."""
    files: dict[str, bytes] = {}
    try:
        for lang, said in findings.items():
            now = cache.digest(key, repr(said))
            found = store.get(f"pack.{lang}", now)
            if found is None:
                found = {name: b64encode(content).decode() for name, content in made(ds, lang, said).items()}
                store.put(f"pack.{lang}", now, found)
            files |= {f"{FOLDER}/{name}": b64decode(content) for name, content in found.items()}
    except PackageMissing as error:
        return Pack(missing=UNPACKED + error.said)
    return Pack(files)


def plans_called(ds: Dataset, city: str) -> list[str]:
    """The ids of the plans that are asked for: one by its id or title, or all of a municipality by its code or name.

    Raises
    ------
    UnknownName
        If there is none, or the name is of several municipalities that have plans; says which.
    """
    try:
        return [plan_named(ds, city)]
    except UnknownPlan as error:
        of = ds.plan.filter(pl.col("plan_id").is_in(error.plans))["municipality_code"]
        if of.n_unique() == 1:  # its editions
            return list(error.plans)
        if error.plans or not city.strip():
            raise
        return plans_of(ds, ds.city(city))
    except UnknownName:
        return plans_of(ds, ds.city(city))


def plans_of(ds: Dataset, code: str) -> list[str]:
    """The ids of the plans of a municipality.

    Raises
    ------
    UnknownName
        If there is none.
    """
    found = ds.plans().filter(pl.col("municipality_code").str.split("+").list.contains(code))
    if found.is_empty():
        what = Text("計画のある市区町村", "municipality with a plan")
        called = dict(ds.municipality.select("municipality_code", f"name_{language()}").iter_rows())
        raise UnknownName(what, called[code], ds.plans()[f"name_{language()}"])
    return found["plan_id"].to_list()


def of_city(
    ds: Dataset, plans: Sequence[str], lang: str, findings: Findings, template: Path | None = None
) -> dict[str, bytes]:
    """What one city takes away in a language: a page (PDF) for each of its plans, and deck and workbook of these.

    Both begin with the plan beside the others; what follows is of its plans alone.

    Raises
    ------
    PackageMissing
        Without typst, python-pptx or XlsxWriter.
    """
    from dxcompare.report.brief import date_of, printed, sheet_of

    pages = {f"city-{plan}_{lang}.pdf": printed(sheet_of(ds, plan, lang), date_of(ds)) for plan in plans}
    beside = [registry.question("brief").made(ds, city=plan) for plan in plans]
    return pages | made(ds.only(*plans), lang, findings, template, beside)


def made(
    ds: Dataset, lang: str, findings: Findings, template: Path | None = None, ahead: Sequence[Result] = ()
) -> dict[str, bytes]:
    """Deck and workbook in a language, by their names, each with what stands ahead; of more plans than slides show by
    name, the workbook alone.

    Raises
    ------
    PackageMissing
        Without python-pptx or XlsxWriter.
    """
    from dxcompare.report import deck, workbook

    files: dict[str, bytes] = {}
    if ds.plan.height <= MOST:
        files[f"deck_{lang}.pptx"] = deck.packed(ds, lang, findings, template, ahead, LEFT if ahead else ())
    return {**files, f"workbook_{lang}.xlsx": workbook.packed(ds, lang, ahead)}
