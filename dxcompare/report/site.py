"""The report: a page per notebook, per plan and per reference table, and an index that leads with findings.

A page holds everything it needs. No request leaves it: its security policy forbids any, and allows only
the one script that sorts and searches tables and saves figures.
"""

from __future__ import annotations

import base64
import csv
import hashlib
import re
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

from dxcompare.report import cache
from dxcompare.report.notebook import ReportFailed, filled, read, takes_parameters
from dxcompare.words.text import KIND_OF_PLACE, LANGUAGES, Text, language, shown

__all__ = ["ReportFailed", "make"]


SITE = Text("自治体DX計画の比較", "Comparing municipal DX plans")


BOTH = "both"


@dataclass(frozen=True)
class Task:
    """A page to be made of a notebook: its name, kind, the notebook, and its parameters."""

    name: str
    kind: str
    notebook: Path
    parameters: dict[str, str] = field(default_factory=dict)
    about: Text = field(default=Text("", ""))


def make(
    data: Path, out: Path, lang: str | None = None, progress: Callable[[str], object] = lambda line: None
) -> list[Path]:
    """Write the pages into `out`, executing the notebooks that changed since the last time.

    Parameters
    ----------
    data : Path
        The data folder of a checkout; the notebooks lie beside it, and what they gave is kept in
        `.cache/report` there.
    out : Path
        Folder to write to; replaced when all pages are made.
    lang : {"ja", "en", "both"}, optional
        Language of the pages; Japanese by default. Of both, the English ones lie in `en/`.
    progress : callable
        Called with a line of text per notebook.

    Returns
    -------
    list of Path
        The index first.

    Raises
    ------
    ReportFailed
        If a notebook fails or a finding is no longer true, or if `out` holds something else than a
        report; then nothing is written.
    """
    data, out = data.resolve(), out.resolve()
    folder = data.parent / "notebooks"
    langs = LANGUAGES if lang == BOTH else (language(lang or "ja"),)
    if not _ours(out):
        raise ReportFailed(
            f"{out} holds files but no report of ours alone; which would be lost. Empty it or name another."
        )
    store, shared = _kept(data)
    notebooks = sorted(folder.glob("*.ipynb"))
    whole = cache.digest(shared, cache.library(seen_by_notebooks=False), cache.of_files(notebooks, folder), *langs)
    todo = list(tasks(notebooks, data))
    stamp = f"site-{cache.digest(str(out))}"
    written = store.get(stamp, whole)
    if written and _intact(out, written):
        for task in todo:
            progress(f"{task.name:28} unchanged")
        return [out / name for name in written]
    outputs = _outputs(todo, langs, store, shared, progress)
    texts: dict[str, str] = {}
    for tag in langs:
        prefix = "" if tag == langs[0] else f"{tag}/"
        other = next((one for one in langs if one != tag), None)
        back = None if other is None else f"{other}/" if other != langs[0] else "../"
        for name, text in _pages(todo, outputs, tag, back, data).items():
            texts[f"{prefix}{name}"] = text
    _write(out, texts)
    store.put(stamp, whole, {name: cache.digest(text) for name, text in texts.items()})
    return [out / name for name in texts]


def findings(data: Path, lang: str) -> list[tuple[str, list[str]]]:
    """The question and the findings of every essay, executed if it changed.

    Parameters
    ----------
    data : Path
        As for :func:`make`.
    lang : {"ja", "en"}

    Returns
    -------
    list of (str, list of str)
        As plain text; essays without findings are left out.

    Raises
    ------
    ReportFailed
        If a notebook fails or a finding is no longer true.
    """
    from dxcompare.report.page import from_notebook, plain

    data = data.resolve()
    todo = [task for task in tasks(sorted((data.parent / "notebooks").glob("*.ipynb")), data) if task.kind == "essay"]
    outputs = _outputs(todo, [lang], *_kept(data), lambda line: None)
    pages = [from_notebook(task.name, task.kind, read(task.notebook), outputs[task.name, lang], lang) for task in todo]
    return [(plain(page.title), [plain(found) for found in page.findings]) for page in pages if page.findings]


def _kept(data: Path) -> tuple[cache.Store, str]:
    """What was executed before, and the digest of all that a notebook can see."""
    shared = cache.digest(cache.library(seen_by_notebooks=True), cache.dataset(data), cache.installed())
    return cache.Store(data.parent / ".cache" / "report"), shared


def tasks(notebooks: Iterable[Path], data: Path) -> Iterator[Task]:
    """A page per notebook; of a notebook with parameters a page per plan."""
    for path in notebooks:
        if takes_parameters(read(path)):
            for plan in plans(data):
                yield Task(
                    f"{path.stem}-{plan['plan_id']}",
                    "city",
                    path,
                    {"plan_id": plan["plan_id"]},
                    Text(plan["name_ja"], plan["name_en"]),
                )
        else:
            yield Task(path.stem, "essay", path)


def plans(data: Path) -> list[dict[str, str]]:
    """The plans with the names of their municipalities, read without the library of tables."""

    def rows(name: str) -> list[dict[str, str]]:
        path = data / "processed" / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            return list(csv.DictReader(file))

    names = {row["municipality_code"]: row for row in rows("municipality")}
    listed = [
        {
            **row,
            "name_ja": names[row["municipality_code"]]["name_ja"],
            "name_en": re.sub(KIND_OF_PLACE, "", names[row["municipality_code"]]["name_en"]),
        }
        for row in rows("plan")
    ]
    return sorted(listed, key=lambda row: (row["start_fy"], row["plan_id"]))


def _outputs(
    todo: list[Task], langs: Iterable[str], store: cache.Store, shared: str, progress: Callable[[str], object]
) -> dict[tuple[str, str], Any]:
    """The outputs of every page in every language: kept ones, and those of what is executed now."""
    keys = {
        (task.name, lang): cache.digest(shared, task.notebook.read_bytes(), repr(task.parameters), lang)
        for task in todo
        for lang in langs
    }
    found = {(name, lang): store.get(f"{name}.{lang}", key) for (name, lang), key in keys.items()}
    seconds: dict[str, float] = {}
    missing = [task for task in todo if any(found[task.name, lang] is None for lang in langs)]
    for task in todo:
        if task not in missing:
            progress(f"{task.name:28} unchanged")
    if missing:
        from dxcompare.report.execute import Job, execute

        jobs = {
            Job(task.notebook, lang, task.parameters, task.name): task
            for task in sorted(missing, key=lambda task: (task.kind == "city", -task.notebook.stat().st_size))
            for lang in langs
            if found[task.name, lang] is None
        }
        left = {task.name: sum(job.name == task.name for job in jobs) for task in missing}

        def done(job: Job, outputs: Any, took: float) -> None:
            found[job.name, job.lang] = outputs
            store.put(f"{job.name}.{job.lang}", keys[job.name, job.lang], outputs)
            seconds[job.name] = seconds.get(job.name, 0) + took
            left[job.name] -= 1
            if not left[job.name]:
                progress(f"{job.name:28} executed {seconds[job.name]:.1f} s")

        execute(list(jobs), done)
    return found


def _pages(
    todo: list[Task], outputs: dict[tuple[str, str], Any], lang: str, other: str | None, data: Path
) -> dict[str, str]:
    """File name → text of every page in a language."""
    from jinja2 import Environment, PackageLoader, select_autoescape

    from dxcompare.report import catalogue
    from dxcompare.report.page import from_notebook

    made = [
        from_notebook(
            task.name,
            task.kind,
            filled(task.notebook, task.parameters),
            outputs[task.name, lang],
            lang,
            task.about.to(lang),
        )
        for task in todo
    ] + catalogue.pages(data, lang)
    templates = Environment(
        loader=PackageLoader("dxcompare.report"),
        autoescape=select_autoescape(default=True),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.filters["shown"] = lambda text: shown(text, lang)
    templates.globals["t"] = lambda ja, en: Text(ja, en).to(lang)
    script, known = _resource("page.js"), {plan["plan_id"]: plan for plan in plans(data)}
    cities = {task.name: known[task.parameters["plan_id"]] for task in todo if task.parameters}
    common = {
        "site": SITE.to(lang),
        "lang": lang,
        "pages": made,
        "other": other,
        "other_lang": "en" if lang == "ja" else "ja",
        "style": _resource("page.css"),
        "script": script,
        "plans": cities,
        "policy": base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
    }
    texts = {"index.html": templates.get_template("index.html.j2").render(common, name="index")}
    for page in made:
        texts[f"{page.name}.html"] = templates.get_template("page.html.j2").render(common, page=page, name=page.name)
    return texts


def _resource(name: str) -> str:
    return files("dxcompare.report").joinpath("templates", name).read_text(encoding="utf-8")


#: What every page of ours says in its head.
MARK = '<meta name="generator" content="dxcompare">'


def _ours(out: Path) -> bool:
    """Whether a folder may be replaced: it is empty, or holds pages of ours and nothing else."""
    found = [path for path in out.rglob("*") if path.is_file() and not path.name.startswith(".")]
    return not found or all(
        path.suffix == ".html" and MARK in path.read_text(encoding="utf-8", errors="replace") for path in found
    )


def _intact(out: Path, written: dict[str, str]) -> bool:
    """Whether a folder holds these files as they were written."""
    try:
        return all(cache.digest((out / name).read_bytes()) == content for name, content in written.items())
    except OSError:
        return False


def _write(out: Path, texts: dict[str, str]) -> None:
    new = out.with_name(f".{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    for name, text in texts.items():
        path = new / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
