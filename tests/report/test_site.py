"""The pages: executed once, self-contained, in two languages, and stopped by a sentence gone false."""

import base64
import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from dxcompare.report import cache
from dxcompare.report.notebook import ReportFailed
from dxcompare.report.site import MARK, make
from tests.conftest import ROOT

ESSAYS = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
REFERENCE = ["sources", "errata", "codebook"]


@pytest.fixture(params=["ja", "en"])
def pages(request, site):
    """A language, and the pages in it: name → HTML."""
    folder = site if request.param == "ja" else site / "en"
    return request.param, {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}


def test_a_page_for_each_notebook_plan_and_reference(pages, ds):
    _, made = pages
    assert set(made) == {"index", *ESSAYS, *REFERENCE, *(f"city-{plan}" for plan in ds.plan["plan_id"])}


def test_no_page_asks_for_anything(pages):
    _, made = pages
    for name, html in made.items():
        assert not re.search(r'(?:src|srcset|data|poster|action)="(?!data:)', html), name
        assert not re.search(r'href="(?!data:|(?:\.\./|en/)?[\w-]+\.html|#)', html), name
        assert "url(" not in html
        assert "@import" not in html
        assert html.count("<script") == 1
        assert "default-src 'none'" in html


def test_figures_have_words_and_numbers_for_excel(pages):
    _, made = pages
    pictures = [tag for html in made.values() for tag in re.findall(r"<img[^>]*>", html)]
    numbers = [
        base64.b64decode(text)
        for html in made.values()
        for text in re.findall(r"text/csv;charset=utf-8;base64,([^\"]+)", html)
    ]
    assert len(pictures) == len(numbers) >= 25
    assert all(re.search(r'alt="[^"]{20,}', tag) for tag in pictures)
    for content in numbers:
        assert content.startswith(b"\xef\xbb\xbf")
        head, *rows = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert rows
        assert all(len(row) == len(head) for row in rows)


def test_pages_speak_one_language(pages):
    lang, made = pages
    for name, html in made.items():
        assert f'<html lang="{lang}">' in html
        heading = re.search("<h1[^>]*>(.*?)</h1>", html)[1]
        assert bool(re.search("[ぁ-ん一-龠]", heading)) == (lang == "ja"), name


def test_anchors_are_unique_and_the_same_in_both_languages(site):
    for path in site.glob("*.html"):
        found = [
            re.findall(r'<(?:h[1-6]|figure)[^>]* id="([^"]+)"', other.read_text(encoding="utf-8"))
            for other in (path, site / "en" / path.name)
        ]
        assert found[0] == found[1], path.name
        every = re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8"))
        assert len(every) == len(set(every)), path.name


def test_the_index_leads_with_findings_and_a_figure_each(pages):
    _, made = pages
    sections = re.findall('<section class="question".*?</section>', made["index"], re.DOTALL)
    assert len(sections) == len(ESSAYS) - 1 + 2
    for section in sections[:-2]:
        assert 2 <= section.count('class="finding"') <= 4
        assert section.count("<figure") == 1
        assert section.index('class="finding"') < section.index("<figure")


def test_links_lead_somewhere_and_to_the_other_language(site):
    for folder, other in ((site, "en/"), (site / "en", "../")):
        for path in folder.glob("*.html"):
            html = path.read_text(encoding="utf-8")
            links = set(re.findall(r'href="(?!data:)([^"#]+)', html))
            assert all((folder / link).is_file() for link in links), path.name
            assert f"{other}{path.name}" in links
            ids = set(re.findall(r'\sid="([^"]+)"', html))
            assert set(re.findall(r'href="#([^"]+)"', html)) <= ids, path.name


def test_tables_have_scope_and_a_name_and_code_is_folded(pages):
    _, made = pages
    for name, html in made.items():
        assert html.count("<table") == len(re.findall(r'role="region" tabindex="0" aria-label="[^"]+"><table', html)), (
            name
        )
        assert "<th>" not in html.replace('<table border="1"', "")
        assert html.count('<details class="code">') == html.count("<pre><code>")


def test_reference_pages_list_everything(pages, ds):
    _, made = pages
    rows = {name: html.count("<tr>") - html.count("<thead>") for name, html in made.items()}
    assert rows["errata"] == ds.erratum.height
    assert rows["codebook"] == ds.codebook().height
    for source in ds.source["source_id"]:
        assert f">{source}<" in made["sources"]


def test_a_city_page_has_every_place_of_its_indicators_and_errata(pages, ds):
    lang, made = pages
    for plan in ds.plan["plan_id"]:
        html = made[f"city-{plan}"]
        assert f"plan_id = &#x27;{plan}&#x27;" in html  # the folded code is the one that made this page
        wanted = ds.only(plan)
        for place in [*wanted.kpi["locator"], *wanted.erratum["locator"], *wanted.measure["locator"]]:
            shown = place.translate(str.maketrans("():~?", "（）：〜？")) if lang == "ja" else place
            shown = shown.replace(" （", "（")
            assert shown.replace("&", "&amp;") in html, place


def notebook(*sources, parameters=None):
    cells = [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for n, source in enumerate(sources)
    ]
    if parameters:
        cells.insert(0, {**cells[0], "id": "p", "metadata": {"tags": ["parameters"]}, "source": parameters})
    return json.dumps(
        {
            "cells": cells,
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
    )


#: A page of ours that an earlier report left.
OLD = f"{MARK} old"


def checkout(tmp_path, **notebooks):
    """A checkout with the data and these notebooks."""
    shutil.copytree(
        ROOT / "data" / "processed", tmp_path / "data" / "processed", ignore=shutil.ignore_patterns("*.parquet")
    )
    (tmp_path / "data" / "raw").mkdir()
    (tmp_path / "notebooks").mkdir()
    for name, text in notebooks.items():
        (tmp_path / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    return tmp_path / "data"


def run(data, out, lang="ja"):
    """The report; the lines of progress, without the seconds."""
    lines = []
    make(data, out, lang, lines.append)
    return sorted(re.sub(r" \d+\.\d s", "", line).split() for line in lines)


@pytest.mark.parametrize(
    ("source", "message"),
    [
        (
            "import dxcompare as dx\ndx.finding(1 > 2, ja='いつわり', en='false')",
            "only.ipynb: FindingFalse: no longer true: false",
        ),
        ("1 / 0", "only.ipynb: ZeroDivisionError"),
        ("import warnings\nwarnings.warn('old')", "wrote to stderr"),
        ("import os\nos._exit(3)", "only.ipynb: DeadKernelError"),
    ],
)
def test_what_fails_stops_the_report(tmp_path, source, message):
    data = checkout(tmp_path, only=notebook(source), other=notebook("1"))
    out = tmp_path / "reports"
    out.mkdir()
    (out / "index.html").write_text(OLD)
    with pytest.raises(ReportFailed, match=re.escape(message)) as caught:
        make(data, out)
    assert (out / "index.html").read_text() == OLD
    assert "other" not in str(caught.value)


def test_a_finding_that_became_false_is_not_answered_from_the_cache(tmp_path):
    source = "import dxcompare as dx\ndx.finding(dx.load().plan.height == 4, ja='四つ', en='four')"
    data, out = checkout(tmp_path, only=notebook(source)), tmp_path / "reports"
    assert run(data, out) == [["only", "executed"]]
    old = (out / "only.html").read_text(encoding="utf-8")
    plans = data / "processed" / "plan.csv"
    plans.write_text("\n".join(plans.read_text(encoding="utf-8").splitlines()[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(ReportFailed, match="no longer true: four"):
        run(data, out)
    assert (out / "only.html").read_text(encoding="utf-8") == old


def test_only_what_changed_is_executed(tmp_path):
    data, out = checkout(tmp_path, a=notebook("1 + 1"), b=notebook("2 + 2")), tmp_path / "reports"
    assert run(data, out) == [["a", "executed"], ["b", "executed"]]
    assert run(data, out) == [["a", "unchanged"], ["b", "unchanged"]]
    (tmp_path / "notebooks" / "a.ipynb").write_text(notebook("3 + 4"), encoding="utf-8")
    assert run(data, out) == [["a", "executed"], ["b", "unchanged"]]
    assert "<pre>7</pre>" in (out / "a.html").read_text(encoding="utf-8")
    (out / "b.html").unlink()
    assert run(data, out) == [["a", "unchanged"], ["b", "unchanged"]]
    assert (out / "b.html").is_file()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-5],
        lambda content: b"",
        lambda content: content.replace(b"7", b"8"),
        lambda content: b"\xff" + content,
        lambda content: content + b"\n",
    ],
)
def test_a_damaged_entry_of_the_cache_is_not_there(tmp_path, damage):
    store = cache.Store(tmp_path)
    store.put("page", "key", ["7"])
    assert store.get("page", "key") == ["7"]
    assert store.get("page", "other") is None
    path = tmp_path / "page.json"
    path.write_bytes(damage(path.read_bytes()))
    assert store.get("page", "key") is None


def test_a_damaged_entry_is_made_again(tmp_path):
    data, out = checkout(tmp_path, a=notebook("3 + 4")), tmp_path / "reports"
    run(data, out)
    entry = tmp_path / ".cache" / "report" / "a.ja.json"
    entry.write_bytes(entry.read_bytes()[:-3])
    for stamp in entry.parent.glob("site-*.json"):
        stamp.write_bytes(b"{")
    assert run(data, out) == [["a", "executed"]]
    assert "<pre>7</pre>" in (out / "a.html").read_text(encoding="utf-8")


def test_notebooks_in_one_kernel_do_not_see_each_other(tmp_path):
    seen = "import os\n'left' in globals(), os.environ['DXCOMPARE_LANG']"
    data = checkout(tmp_path, **{name: notebook(seen, "left = 1") for name in "abcd"})
    make(data, tmp_path / "reports", "both")
    for name in "abcd":
        assert "(False, 'ja')" in (tmp_path / "reports" / f"{name}.html").read_text(encoding="utf-8").replace(
            "&#x27;", "'"
        )
        assert "(False, 'en')" in (tmp_path / "reports" / "en" / f"{name}.html").read_text(encoding="utf-8").replace(
            "&#x27;", "'"
        )


def test_an_unchanged_report_loads_no_machinery(tmp_path):
    data, out = checkout(tmp_path, a=notebook("1")), tmp_path / "reports"
    run(data, out)
    code = (
        "import sys; from pathlib import Path; from dxcompare.report.site import make; "
        "make(Path(sys.argv[1]), Path(sys.argv[2]), 'ja', print); "
        "print([name for name in ('nbclient', 'nbformat', 'jinja2', 'mistune', 'zmq', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(data), str(out)], capture_output=True, text=True, check=True)
    assert [line.split() for line in done.stdout.splitlines()] == [["a", "unchanged"], ["[]"]]


@pytest.mark.parametrize(
    "second_kernel",
    ["", "import os, time\ntry: os.mkdir('first')\nexcept OSError: time.sleep(20)"],
    ids=["at work", "starting"],
)
def test_an_interrupt_ends_it_soon_and_leaves_the_old_pages(tmp_path, second_kernel):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text(second_kernel)  # one kernel at work while the other is still starting
    slow = "import pathlib, time\npathlib.Path('begun').touch()\ntime.sleep(100)"
    data, out = checkout(tmp_path, a=notebook(slow), b=notebook(slow), c=notebook(slow)), tmp_path / "reports"
    out.mkdir()
    (out / "index.html").write_text(OLD)
    code = "from dxcompare.cli import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", code, "report", "--data", str(data), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")},
    )
    end = time.monotonic() + 60
    while not (tmp_path / "notebooks" / "begun").exists() and time.monotonic() < end:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=30)[0]
    assert running.returncode == 1
    assert said.strip() == "Aborted!"
    assert (out / "index.html").read_text() == OLD


@pytest.mark.parametrize(
    "others", [{"letter.txt": "dear"}, {"index.html": "<p>mine"}, {"index.html": OLD, "thesis.docx": "x"}]
)
def test_a_folder_of_other_things_is_not_replaced(tmp_path, others):
    data, out = checkout(tmp_path, a=notebook("1")), tmp_path / "mine"
    out.mkdir()
    for name, text in others.items():
        (out / name).write_text(text)
    with pytest.raises(ReportFailed, match="holds files but no report of ours"):
        make(data, out)
    assert {path.name: path.read_text() for path in out.iterdir()} == others


def test_a_city_of_any_name_is_shown_by_its_name(tmp_path, ds):
    one = ds.only("tomi-2022")
    name = "<script>alert(1)</script>"
    data = checkout(tmp_path, city=(ROOT / "notebooks" / "city.ipynb").read_text(encoding="utf-8"))
    ds.municipality.with_columns(name_ja=ds.municipality["name_ja"].replace("東御市", name)).write_csv(
        data / "processed" / "municipality.csv"
    )
    for table, frame in one.tables.items():
        if table != "municipality":
            frame.write_csv(data / "processed" / f"{table}.csv")
    one.plan.with_columns(title_ja=one.plan["title_ja"] + name).write_csv(data / "processed" / "plan.csv")
    assert run(data, tmp_path / "reports") == [["city-tomi-2022", "executed"]]
    for page in ("index", "city-tomi-2022"):
        html = (tmp_path / "reports" / f"{page}.html").read_text(encoding="utf-8")
        assert html.count("<script") == 1
        assert "&lt;script&gt;alert" in html
    assert re.search(f"<h1>{re.escape('&lt;script&gt;alert(1)&lt;/script&gt;')}：", html)
    assert "<title>&lt;script&gt;alert(1)&lt;/script&gt;：" in html
