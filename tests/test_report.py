"""The pages: executed, self-contained, in one language, and stopped by a sentence gone false."""

import json
import re
import shutil

import pytest

from dxcompare.report.site import ReportFailed, make
from tests.conftest import ROOT


@pytest.fixture(scope="module", params=["ja", "en"])
def site(request, tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "reports"
    return request.param, make(ROOT / "data", out, request.param)


def test_a_page_for_each_notebook_and_an_index(site):
    _, pages = site
    assert [path.name for path in pages] == ["index.html"] + [
        f"{path.stem}.html" for path in sorted((ROOT / "notebooks").glob("*.ipynb"))]


def test_pages_stand_alone(site):
    _, pages = site
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert "<script" not in html
        assert not re.search(r'(?:src|href)="(?!data:|[0-9a-z_]+\.html|#)', html), path.name
        assert "url(" not in html
        assert "@import" not in html


def test_pictures_have_words(site):
    _, pages = site
    pictures = [tag for path in pages for tag in re.findall(r"<img[^>]*>", path.read_text(encoding="utf-8"))]
    assert len(pictures) >= 8
    assert all(re.search(r'alt="[^"]{20,}', tag) for tag in pictures)


def test_pages_speak_one_language(site):
    lang, pages = site
    for path in pages:
        html = path.read_text(encoding="utf-8")
        assert f'<html lang="{lang}">' in html
        heading = re.search("<h1>(.*?)</h1>", html)[1]
        assert bool(re.search("[ぁ-ん]", heading)) == (lang == "ja"), heading


def test_the_index_leads_with_findings(site):
    _, pages = site
    assert pages[0].read_text(encoding="utf-8").count('class="finding"') >= 10


def test_links_lead_somewhere(site):
    _, pages = site
    names = {path.name for path in pages}
    for path in pages:
        assert set(re.findall(r'href="([^"#]+)"', path.read_text(encoding="utf-8"))) <= names


def checkout(tmp_path, source):
    """A checkout with the data and one notebook."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    folder = tmp_path / "notebooks"
    folder.mkdir()
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
    notebook = {"cells": [cell], "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
                "nbformat": 4, "nbformat_minor": 5}
    (folder / "00_only.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    return tmp_path / "data"


@pytest.mark.parametrize(("source", "message"), [
    ("import dxcompare as dx\ndx.finding(1 > 2, ja='いつわり', en='false')", "00_only.ipynb: FindingFalse: no longer true: false"),
    ("1 / 0", "00_only.ipynb: ZeroDivisionError"),
    ("import warnings\nwarnings.warn('old')", "wrote to stderr")])
def test_what_fails_stops_the_report(tmp_path, source, message):
    data = checkout(tmp_path, source)
    out = tmp_path / "reports"
    out.mkdir()
    (out / "index.html").write_text("old")
    with pytest.raises(ReportFailed, match=re.escape(message)):
        make(data, out)
    assert (out / "index.html").read_text() == "old"
