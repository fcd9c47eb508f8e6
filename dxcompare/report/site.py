"""The report: a page per notebook, per plan, of all questions, per reference table, and an index that leads with findings.

A page holds everything it needs. No request leaves it: its security policy forbids any, and allows only
the one script that sorts and searches tables and saves figures.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from importlib.resources import files
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from dxcompare.report import cache, folder
from dxcompare.report.notebook import Failure, ReportFailed, filled, plans_of, read, takes_parameters
from dxcompare.report.snapshot import NOTEBOOKS, Parts, snapshot
from dxcompare.report.tasks import COMMAND, Task, paged, plans, tasks, unmade
from dxcompare.words.most import MOST
from dxcompare.words.text import LANGUAGES, Text, language, shown

if TYPE_CHECKING:
    from dxcompare.dataset import Dataset
    from dxcompare.report.brief import Sheets
    from dxcompare.report.pack import Findings, Pack
    from dxcompare.report.page import Page

__all__ = ["ReportFailed", "make"]


BOTH = "both"


@dataclass(frozen=True)
class Outcome:
    """What came of a notebook in a language: the outputs of its code cells, and what failed."""

    outputs: list[list[dict[str, Any]]]
    failures: list[Failure] = field(default_factory=list)


Outcomes = dict[tuple[str, str], Outcome]


def make(
    data: Path,
    out: Path,
    lang: str | None = None,
    progress: Callable[[str], object] = lambda line: None,
    cities: Sequence[str] = (),
) -> list[Path]:
    """Write the pages into `out`, and deck and workbook into `out/pack`, executing the notebooks that changed.

    Of more than `MOST` plans those have a page that are asked for, and those that have one in `out` already.

    Parameters
    ----------
    data : Path
        The data folder; the notebooks lie beside it, or in the checkout of this package, and what they gave is kept in
        `.cache/report` beside the data.
    out : Path
        Folder to write to, when all pages are made. Only files that its `manifest.json` lists, and that are as we
        wrote them, are replaced or removed.
    lang : {"ja", "en", "both"}, optional
        Language of the pages; Japanese by default. Of both, the English ones lie in `en/`.
    progress : callable
        Called with a line of text per notebook.
    cities : sequence of str
        Codes or names of municipalities, or ids of plans, whose pages are wanted.

    Returns
    -------
    list of Path
        The index first.

    Raises
    ------
    UnknownName
        If there is no such plan, or a name is of several.
    ReportFailed
        If cells fail or findings are no longer true, naming each; then every page is written, and those
        concerned and the index say what is missing. If pages of cities are asked for and there is no notebook to make
        them of, or a file of others, or one that was changed since it was written, stands where one would be written;
        then nothing is written.
    """
    data, out = data.resolve(), out.resolve()
    langs = LANGUAGES if lang == BOTH else (language(lang or "ja"),)
    folder.check(out, ["index.html"])
    with snapshot(data) as copy:
        return _made(data, copy, out, langs, progress, cities)


def _made(
    data: Path, copy: Path, out: Path, langs: Sequence[str], progress: Callable[[str], object], cities: Sequence[str]
) -> list[Path]:
    """The report of a copy of the data, which nobody changes meanwhile."""
    notebooks, written, known = _notebooks(copy), folder.Manifest.of(out), plans(copy)
    there = {PurePosixPath(name).name for name in written.files if (out / name).exists()}
    parts, many = Parts(copy), len(known) > MOST
    wanted = {*paged(notebooks, known, there), *(plan for city in cities for plan in _called(parts.whole, city))}
    chosen = [plan for plan in known if plan in wanted or not many]
    if cities and not any(takes_parameters(read(path)) for path in notebooks):
        raise ReportFailed(NO_NOTEBOOK.to().format(data.parent / NOTEBOOKS))
    store, code = cache.kept(data)
    key = cache.digest(code, cache.dataset(copy), cache.library(seen_by_notebooks=False))
    todo, left_out = tasks(notebooks, copy, chosen)
    whole = cache.digest(key, cache.of_files(notebooks, copy.parent), *langs, *(task.name for task in todo))
    for path in left_out:
        progress(f"{path.stem:28} {LEFT_OUT.to()}")
    entry = f"site.{cache.digest(str(out))}"
    if store.get(entry, whole) == {**written.files} and written.intact(out):
        for task in todo:
            progress(f"{task.name:28} {UNCHANGED.to()}")
        return [out / name for name in written.files]
    outcomes = _outcomes(todo, langs, data, parts, store, code, progress)
    failed = _failed(todo, outcomes, langs)
    from dxcompare.report import answers, brief, pack

    ds, files = parts.whole, dict[str, bytes]()
    if failed:
        packed = pack.Pack(missing=pack.FAILED)
    elif many:
        packed = _packed(parts, chosen, {tag: _findings(todo, outcomes, tag, "city") for tag in langs}, store, code)
    else:
        packed = pack.kept(ds, {tag: _findings(todo, outcomes, tag) for tag in langs}, store, key)
    if packed.missing.ja:
        progress(packed.missing.to())
    for tag in langs:
        prefix = "" if tag == langs[0] else f"{tag}/"
        other = next((one for one in langs if one != tag), None)
        back = None if other is None else f"{other}/" if other != langs[0] else "../"
        asked = answers.kept(ds, tag, store, key)
        sheets = brief.kept(ds, tag, store, key, chosen)
        for name, text in _pages(todo, left_out, outcomes, tag, back, ds, asked, packed, sheets).items():
            files[f"{prefix}{name}"] = text.encode()
        files |= {f"{prefix}{name}": content for name, content in sheets.files.items()}
    files |= packed.files
    beside = folder.others(out)
    names = folder.write(out, files).files
    if not failed:
        store.put(entry, whole, {**names})
    for line in (
        store.amiss(),
        beside,
        unmade(len(known), len(chosen)) if len(chosen) < len(known) else None,
    ):
        if line:
            progress(line.to())
    if failed:
        raise ReportFailed(
            Text(
                f"{len(failed)}か所を作れなかったか、いまのデータでは成り立たない。{out} の該当するページと目次にそう記し、"
                "ほかのページは書いた。",
                f"{len(failed)} could not be made or no longer true; the pages concerned in {out} and the index say so, the "
                "others are written.",
            ).to()
            + "".join(f"\n- {line}" for line in failed)
        )
    return [out / name for name in files]


def _called(ds: Dataset, city: str) -> list[str]:
    from dxcompare.report.pack import plans_called

    return plans_called(ds, city)


def _packed(parts: Parts, chosen: Sequence[str], said: dict[str, Findings], store: cache.Store, code: str) -> Pack:
    """Deck and workbook of the plans that have a page, where there are many: made anew when these change."""
    from dxcompare.report import pack

    if not 0 < len(chosen) <= MOST:
        return pack.Pack(missing=pack.chosen(len(chosen)))
    key = cache.digest(code, cache.dataset(parts.of(tuple(chosen))), cache.library(seen_by_notebooks=False))
    found = pack.kept(parts.whole.only(*chosen), said, store, key)
    return replace(found, missing=found.missing + pack.chosen(len(chosen)))


#: What is said where the page of a city cannot be made.
NO_NOTEBOOK = Text(
    "市区町村のページのもとになるノートブックが {} にありません。dxcompare のリポジトリの notebooks/city.ipynb をそこに置いてください"
    "（フォルダー notebooks そのものがなければ、リポジトリから実行したときはリポジトリのものを使います）。",
    "there is no notebook in {} to make pages of cities of; put notebooks/city.ipynb of the dxcompare repository there "
    "(where there is no folder of notebooks at all, a checkout of dxcompare takes its own).",
)
UNCHANGED = Text("変更なし", "unchanged")
LEFT_OUT = Text("対象の計画がデータにない", "its plans are not in the data")


def findings(
    data: Path, lang: str, plans: Iterable[str] | None = None, copy: Path | None = None
) -> list[tuple[str, list[str]]]:
    """The question and the findings of every essay on plans that are in the data, executed if it changed.

    Parameters
    ----------
    data : Path
        As for :func:`make`.
    lang : {"ja", "en"}
    plans : iterable of str, optional
        Their ids: of the pages of these plans, not of essays.
    copy : Path, optional
        The data folder of a :func:`snapshot`, which is read in its place.

    Returns
    -------
    list of (str, list of str)
        As plain text; those without findings are left out.

    Raises
    ------
    ReportFailed
        If cells fail or findings are no longer true, naming each.
    """
    data, copy = data.resolve(), (copy or data).resolve()
    wanted = None if plans is None else set(plans)
    every, _ = tasks(_notebooks(copy), copy, wanted or ())
    todo = [
        one for one in every if (one.kind == "essay" if wanted is None else one.parameters.get("plan_id") in wanted)
    ]
    outcomes = _outcomes(todo, [lang], data, Parts(copy), *cache.kept(data), lambda line: None)
    failed = _failed(todo, outcomes, [lang])
    if failed:
        raise ReportFailed("\n".join(failed))
    return _findings(todo, outcomes, lang, "essay" if wanted is None else "city")


def _findings(todo: list[Task], outcomes: Outcomes, lang: str, kind: str = "essay") -> list[tuple[str, list[str]]]:
    """The question and the findings of the pages of a kind that have any, of outcomes without failures."""
    from dxcompare.report.page import from_notebook, plain

    pages = [
        from_notebook(task.name, task.kind, read(task.notebook), outcomes[task.name, lang].outputs, lang)
        for task in todo
        if task.kind == kind
    ]
    return [(plain(page.title), page.findings) for page in pages if page.findings]


def _notebooks(data: Path) -> list[Path]:
    return sorted((data.parent / NOTEBOOKS).glob("*.ipynb"))


def _outcomes(
    todo: list[Task],
    langs: Iterable[str],
    data: Path,
    parts: Parts,
    store: cache.Store,
    code: str,
    progress: Callable[[str], object],
) -> Outcomes:
    """What came of every page in every language: kept outputs, and those of what is executed now."""
    given = {task.name: parts.of(task.plans) for task in todo}
    tables = {part: cache.digest(code, cache.dataset(part)) for part in set(given.values())}
    keys = {
        (task.name, lang): cache.digest(
            tables[given[task.name]], task.notebook.read_bytes(), repr(task.parameters), lang
        )
        for task in todo
        for lang in langs
    }
    kept = {page: store.get(".".join(page), key) for page, key in keys.items()}
    found = {page: Outcome(outputs) for page, outputs in kept.items() if outputs is not None}
    missing = [task for task in todo if any((task.name, lang) not in found for lang in langs)]
    for task in todo:
        if task not in missing:
            progress(f"{task.name:28} {UNCHANGED.to()}")
    if missing:
        from dxcompare.report.execute import Executed, Job, execute

        jobs = [
            Job(task.notebook, lang, task.parameters, task.name, given[task.name])
            for task in sorted(missing, key=lambda task: (task.kind == "city", -task.notebook.stat().st_size))
            for lang in langs
            if (task.name, lang) not in found
        ]
        ended: dict[str, list[Executed]] = {}

        def done(one: Executed) -> None:
            name = one.job.name
            found[name, one.job.lang] = Outcome(one.outputs, one.failures)
            if not one.failures:
                store.put(f"{name}.{one.job.lang}", keys[name, one.job.lang], one.outputs)
            ended.setdefault(name, []).append(one)
            if len(ended[name]) == sum(job.name == name for job in jobs):
                said = (
                    Text("失敗", "failed") if any(each.failures for each in ended[name]) else Text("実行", "executed")
                )
                progress(f"{name:28} {said.to()} {sum(each.seconds for each in ended[name]):.1f} s")

        execute(jobs, done, data.parent)
    return found


def _failed(todo: list[Task], outcomes: Outcomes, langs: Iterable[str]) -> list[str]:
    """Every failure in a line: notebook, cell and line, and what was raised; the language if it was not all."""
    lines: dict[str, list[str]] = {}
    for task in todo:
        for lang in langs:
            for failure in outcomes[task.name, lang].failures:
                lines.setdefault(f"{task}, {failure.place.to()}: {failure.error}", []).append(lang)
    return [line + (f" ({', '.join(found)})" if found != list(langs) else "") for line, found in lines.items()]


def _pages(
    todo: list[Task],
    left_out: list[Path],
    outcomes: Outcomes,
    lang: str,
    other: str | None,
    ds: Dataset,
    asked: list[Page],
    packed: Pack,
    sheets: Sheets,
) -> dict[str, str]:
    """File name → text of every page in a language."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    from dxcompare.dataset.notes import covered, edition_of, marked, title_of
    from dxcompare.report import catalogue, start
    from dxcompare.report.page import from_notebook, lettered, title_in

    cities = {row["plan_id"]: row for row in ds.plans().join(ds.plan, on="plan_id").iter_rows(named=True)}
    names = {plan: marked(Text(row["name_ja"], row["name_en"]), row) for plan, row in cities.items()}
    made = [
        replace(
            from_notebook(
                task.name,
                task.kind,
                filled(task.notebook, task.parameters),
                outcomes[task.name, lang].outputs,
                lang,
                names[task.parameters["plan_id"]].to(lang) if task.parameters else "",
                outcomes[task.name, lang].failures,
                sheets.among.get(task.parameters.get("plan_id", ""), ()),
            ),
            plans=_about(ds, plans_of(read(task.notebook), task.notebook.name) or task.plans, lang),
        )
        for task in todo
    ] + [*asked, *catalogue.pages(ds, lang)]
    templates = Environment(
        loader=PackageLoader("dxcompare.report"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["shown"] = lambda text: shown(text, lang)
    templates.globals["t"] = lambda ja, en: Text(ja, en).to(lang)
    many = len(cities) > MOST
    script, style = (
        _resource(f"page.{ending}") + (_resource(f"many.{ending}") if many else "") for ending in ("js", "css")
    )
    choices = start.choices(ds, lang)
    common = {
        "choices": choices,
        "contact": start.contact(lang),
        "site": title_of(ds).to(lang),
        "covered": covered(ds).to(lang),
        "edition": edition_of(ds).to(lang),
        "lang": lang,
        "pages": made,
        "packed": packed.links(lang, "" if other is None or lang == "ja" else "../"),
        "unpacked": packed.missing.to(lang),
        "left_out": [title_in(read(path), lang) for path in left_out],
        "other": other,
        "other_lang": "en" if lang == "ja" else "ja",
        "style": style,
        "script": script,
        "sheets": {f"city-{plan}": part for plan, part in sheets.parts.items()},
        "made": {task.parameters["plan_id"] for task in todo if task.kind == "city"} if many else set(cities),
        "many": many,
        "command": COMMAND,
        "listed": {f"city-{one.plan_id}": one for one in choices},
        "policy": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    texts = {"index.html": templates.get_template("index.html.j2").render(common, name="index")}
    for page in made:
        texts[f"{page.name}.html"] = templates.get_template("page.html.j2").render(common, page=page, name=page.name)
    return {name: lettered(start.resolved(text, choices)) for name, text in texts.items()}


def _about(ds: Dataset, named: tuple[str, ...], lang: str) -> str:
    """Which plans an essay is about, if the data hold more: its sentences are of these alone."""
    from dxcompare.dataset.notes import covered

    others = ds.plan.height - len(named)
    if not named or not others:
        return ""
    these = covered(ds.only(*named))
    return Text(
        f"{these.ja}だけについての文章である（ここにはほかに{others}計画がある）。",
        f"About {these.en} alone; there {'is' if others == 1 else 'are'} {others} more here.",
    ).to(lang)


def _resource(name: str) -> str:
    return files("dxcompare.report").joinpath("templates", name).read_text(encoding="utf-8")
