"""The pages: self-contained, in two languages, complete, with the findings and charts that the notebooks made."""

import base64
import csv
import io
import re

import pytest

from dxcompare.assemble import publish
from dxcompare.report.tasks import plans
from tests.conftest import ROOT
from tests.report.checkouts import checkout, run

pytestmark = pytest.mark.long

ESSAYS = [path.stem for path in sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))]
REFERENCE = ["compare", "answers", "sources", "errata", "codebook"]


@pytest.fixture(params=["ja", "en"])
def pages(request, site):
    """A language, and the pages in it: name → HTML."""
    folder = site if request.param == "ja" else site / "en"
    return request.param, {path.stem: path.read_text(encoding="utf-8") for path in folder.glob("*.html")}


def test_a_page_for_each_notebook_plan_and_reference(pages, ds):
    _, made = pages
    assert set(made) == {"index", *ESSAYS, *REFERENCE, *(f"city-{plan}" for plan in ds.plan["plan_id"])}


def test_pages_of_plans_stand_in_the_order_of_the_plans(ds):
    assert plans(ds.folder.parent) == ds.plans()["plan_id"].to_list()


def test_no_page_asks_for_anything(pages):
    _, made = pages
    for name, html in made.items():
        assert not re.search(r'(?:src|srcset|data|poster|action)="(?!data:)', html), name
        assert not re.search(r'href="(?!data:|(?:\.\./|en/)?[\w-]+\.(?:html|pdf)|(?:\.\./)?pack/|#)', html), name
        assert not re.search(r"url\((?!data:|#)", html), name
        assert "@import" not in html
        assert html.count("<script") == 1
        assert "default-src 'none'" in html


def test_figures_have_words_and_numbers_for_excel(pages):
    _, made = pages
    pictures = [tag for html in made.values() for tag in re.findall(r"<svg[^>]*>", html)]
    numbers = [
        base64.b64decode(text)
        for html in made.values()
        for text in re.findall(r"text/csv;charset=utf-8;base64,([^\"]+)", html)
    ]
    assert len(pictures) == len(numbers) >= 25
    assert all(re.search(r'aria-label="[^"]{10,200}"', tag) for tag in pictures)
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
    assert len(sections) == len(ESSAYS) - 1 + 3
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
        # tables of the one-page sheet stand under headings of their own and never scroll
        rest = re.sub(r'<section class="brief".*?<div class="small">', "", html, flags=re.DOTALL)
        framed = re.findall(r'role="region" tabindex="0" aria-label="[^"]+"><table', rest)
        assert rest.count("<table") == len(framed), name
        assert "<th>" not in html.replace('<table border="1"', "")
        assert html.count('<details class="code">') == html.count("<pre><code>")


def test_reference_pages_list_everything(pages, ds):
    _, made = pages
    rows = {name: html.count("<tr") - html.count("<thead>") for name, html in made.items()}
    assert rows["errata"] == ds.erratum.height
    assert rows["codebook"] == ds.codebook().height
    for source in ds.source["source_id"]:
        assert f">{source}<" in made["sources"]


def test_a_city_page_has_every_place_of_its_indicators_and_errata(pages, ds):
    lang, made = pages
    for plan in ds.plan["plan_id"]:
        html = made[f"city-{plan}"]
        assert f"plan_id = '{plan}'" in html  # the folded code is the one that made this page
        wanted = ds.only(plan)
        for place in [*wanted.kpi["locator"], *wanted.erratum["locator"], *wanted.measure["locator"]]:
            shown = place.translate(str.maketrans("():~?", "（）：〜？")) if lang == "ja" else place
            shown = shown.replace(" （", "（")
            assert shown.replace("&", "&amp;") in html, place


@pytest.mark.slow
def test_a_city_of_any_name_is_shown_by_its_name(tmp_path, ds):
    one = ds.only("tomi-2022")
    name = "<script>alert(1)</script>"
    data = checkout(tmp_path, city=(ROOT / "notebooks" / "city.ipynb").read_text(encoding="utf-8"))
    towns = ds.municipality.with_columns(name_ja=ds.municipality["name_ja"].replace("東御市", name))
    plan = one.plan.with_columns(title_ja=one.plan["title_ja"] + name)
    publish.write({**one.tables, "municipality": towns, "plan": plan}, data / "processed")
    assert run(data, tmp_path / "reports") == [["city-tomi-2022", "executed"]]
    for page in ("index", "city-tomi-2022"):
        html = (tmp_path / "reports" / f"{page}.html").read_text(encoding="utf-8")
        assert html.count("<script") == 1
        assert "&lt;script&gt;alert" in html
    for tag in ("h1", "title"):
        assert f"<{tag}>&lt;script&gt;alert(1)&lt;/script&gt;（案）（計画期間終了）：" in html
