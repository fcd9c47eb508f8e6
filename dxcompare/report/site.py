"""The report: every notebook a page, and an index that leads with their findings.

A page holds everything it needs: pictures, styles and no scripts. No request leaves it.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

import nbformat
from jinja2 import Environment, PackageLoader, select_autoescape
from nbconvert.filters import markdown2html

from dxcompare.report.execute import ReportFailed, execute
from dxcompare.text import LANGUAGES, Text, language

__all__ = ["ReportFailed", "make"]

SITE = Text("自治体DX計画の比較", "Comparing municipal DX plans")
_FINDING = re.compile(r'<p class="finding">(.*?)</p>', re.DOTALL)


@dataclass(frozen=True)
class Page:
    """A notebook as a page: its name, title, lead paragraph, body and findings (all HTML)."""

    name: str
    title: str
    lead: str
    body: str
    findings: list[str]


def make(data: Path, out: Path, lang: str | None = None,
         progress: Callable[[str], object] = lambda line: None) -> list[Path]:
    """Execute the notebooks beside `data` and write the pages into `out`.

    Parameters
    ----------
    data : Path
        The data folder of a checkout; the notebooks lie beside it.
    out : Path
        Folder to write to; replaced when all pages are made.
    lang : {"ja", "en"}, optional
        Language of the pages; Japanese by default.
    progress : callable
        Called with a line of text per step.

    Returns
    -------
    list of Path
        The index first.

    Raises
    ------
    ReportFailed
        If a notebook fails or a finding is no longer true; then nothing is written.
    """
    lang = language(lang or "ja")
    notebooks = sorted((data.resolve().parent / "notebooks").glob("*.ipynb"))
    progress(f"{len(notebooks)} notebooks …")
    pages = [page(path.stem, notebook, lang)
             for path, notebook in zip(notebooks, execute(notebooks, lang), strict=True)]
    templates = Environment(loader=PackageLoader("dxcompare.report"), autoescape=select_autoescape())
    common = {"site": SITE.to(lang), "lang": lang, "pages": pages, "home": Text("はじめに", "Home").to(lang),
              "made": Text("dxcompare が計画の原文と公的統計から作成", "Made by dxcompare from the plans and official "
                           "statistics").to(lang)}
    texts = {"index.html": templates.get_template("index.html.j2").render(common)}
    for one in pages:
        texts[f"{one.name}.html"] = templates.get_template("page.html.j2").render(common, page=one)
    return _write(out, texts)


def _write(out: Path, texts: dict[str, str]) -> list[Path]:
    new = out.with_name(f".{out.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    for name, text in texts.items():
        (new / name).write_text(text, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    new.rename(out)
    return [out / name for name in texts]


def page(name: str, notebook: nbformat.NotebookNode, lang: str) -> Page:
    """A page from an executed notebook: its text in one language, and the outputs of its code."""
    title, lead, parts, findings = name, "", [], []
    others = {tag for tag in LANGUAGES if tag != lang}
    for cell in notebook.cells:
        if others & set(cell.metadata.get("tags", ())):
            continue
        if cell.cell_type == "markdown":
            html = _plain_headings(markdown2html(cell.source))
            heading = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)
            if heading:
                title = unescape(re.sub("<.*?>", "", heading[1])).strip()
                lead = html[heading.end():].strip()
            else:
                parts.append(html)
        elif cell.cell_type == "code":
            outputs = [_output(output) for output in cell.outputs]
            parts += outputs
            findings += [found for output in outputs for found in _FINDING.findall(output)]
    return Page(name, title, lead, "\n".join(parts), findings)


def _plain_headings(html: str) -> str:
    """Headings without the permalink signs that nbconvert adds."""
    return re.sub(r'<a\s[^>]*class="anchor-link".*?</a>', "", html, flags=re.DOTALL)


def _output(output: nbformat.NotebookNode) -> str:
    if output.output_type in ("execute_result", "display_data"):
        if "text/html" in output.data:
            return f'<div class="output">{output.data["text/html"]}</div>'
        return f"<pre>{escape(output.data.get('text/plain', ''))}</pre>"
    return f"<pre>{escape(output.get('text', ''))}</pre>"
