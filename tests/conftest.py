"""Shared: the data, a copy that a test may break; a plain result; other programs; the report."""

import dataclasses
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import hypothesis
import polars as pl
import pypdf
import pytest

import dxcompare
from dxcompare.present.result import Result
from dxcompare.words.text import Text

ROOT = Path(__file__).parent.parent
hypothesis.settings.register_profile("suite", deadline=None)  # a busy machine is no fault
hypothesis.settings.load_profile("suite")
#: A text that a careless writer would take for a formula.
EVIL = '=HYPERLINK("file:///etc","x")'
#: Files that wait for a browser or for kernels: they begin first, while another process does the rest.
WAITING = ("test_browser", "test_nation", "test_apart", "test_choice")


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.path.stem not in WAITING)


def without(ds, **changes):
    """The dataset with some tables replaced."""
    return dataclasses.replace(ds, tables={**ds.tables, **changes})


@pytest.fixture(scope="session")
def ds():
    return dxcompare.load(ROOT / "data")


@pytest.fixture
def whole(tmp_path):
    """A copy of data/raw and data/mappings."""
    for name in ("raw", "mappings"):
        shutil.copytree(ROOT / "data" / name, tmp_path / "data" / name)
    return tmp_path / "data"


@pytest.fixture
def data(whole):
    """The same; in some folders of tests with few official figures, see :mod:`tests.few`."""
    return whole


@pytest.fixture
def fifth(data):
    """A made-up plan beside the others, with a measure and an indicator, and no decisions."""
    folder = data / "raw" / "01202_hakodate"
    folder.mkdir()
    files = {
        "source.yaml": "sources:\n"
        "  - {source_id: hakodate-2025-plan, title: 計画, publisher: 函館市, document: x.pdf,\n"
        "     published: '2025', accessed: '', licence: facts, note: ''}\n",
        "plan.yaml": "plan_id: hakodate-2025\nmunicipality_code: '01202'\ntitle_ja: 計画\ntitle_en: Plan\n"
        "status: adopted\nstart_text: 令和7年度\nend_text: 令和9年度\n"
        "framework_version: '3.0'\nframework_reason: r\nsource_id: hakodate-2025-plan\npage: '1'\nwhere: 表紙\n",
        "measures.csv": "measure,ref,goal,policy,title_ja,title_en,department,department_related,mark,related_plans,"
        "upper_ref,page,where\n1,①,,,窓口改革,Counters,,,,,,2,表\n",
        "kpis.csv": "kpi,name_ja,name_en,baseline_text,baseline_year_text,target_text,target_year_text,formula_text,"
        "note_text,page,where\nk01,利用率,Use,10%,R6,50％,R9,,,2,表\n",
        "kpi_places.csv": "kpi,measure,policy,page,where\nk01,1,,2,表\n",
        "errata.csv": "erratum,kind,nature,what,what_en,treatment,treatment_en,question,option,group,quarantine,source,page,where\n",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return data


@dataclass(frozen=True)
class Plain(Result):
    """A result that nobody has said anything about."""


@pytest.fixture
def plain():
    table = pl.DataFrame(
        {
            "text": [EVIL, "+1", "-1", "@A1", "https://example.org", "007", None],
            "n": [1, None, 3, 4, 5, 6, 7],
            "share": [0.5, 1.0, None, 2.25, 3.0, 4.0, 5.0],
            "flag": [True, False, None, True, True, True, True],
        }
    )
    return Plain(
        Text("何が分かるか", "What is known?"),
        Text("数えた。", "Counted."),
        {"main": table, "main:2/x": table.head(1)},
        pl.DataFrame({"source_id": ["s"], "title": ["資料(案)"]}),
        (Text("注意する。", "Take care."),),
    )


@pytest.fixture(scope="session")
def chromium():
    """The browser. What needs one says so by asking for it here, and nowhere else."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
    if not found:
        pytest.skip("no chromium on this machine")
    return found


@pytest.fixture(scope="module")
def browser(chromium, site):
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        started = running.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def page(browser):
    """A page of the report in the browser, in which nothing may go wrong."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page.said = []
    page.on("pageerror", lambda error: page.said.append(str(error)))
    page.on("console", lambda message: page.said.append(message.text))
    yield page
    assert page.said == []
    page.close()


def address(site, name, lang="ja", chosen=""):
    """Of a page of the report, with the cities chosen."""
    return ((site if lang == "ja" else site / lang) / f"{name}.html").as_uri() + (f"#city={chosen}" if chosen else "")


@pytest.fixture(scope="session")
def soffice():
    found = shutil.which("soffice")
    if not found:
        pytest.skip("no LibreOffice on this machine")
    return found


def pdf_of(soffice, path, tmp_path):
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={(tmp_path / 'office').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(path),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return [re.sub(r"\s", "", page.extract_text()) for page in pypdf.PdfReader(path.with_suffix(".pdf")).pages]


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the report in both languages, made by the first worker that wants it; the others wait."""
    from dxcompare.report.site import make

    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "site"
    try:
        folder.mkdir()
    except FileExistsError:
        end = time.monotonic() + 600
        while not (folder / "over").exists() and time.monotonic() < end:
            time.sleep(0.1)
    else:
        try:
            make(ROOT / "data", folder / "reports", "both")
        finally:
            (folder / "over").touch()
    assert (folder / "reports" / "index.html").is_file(), "the report could not be made"
    return folder / "reports"
