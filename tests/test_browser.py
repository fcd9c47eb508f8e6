"""The pages in a browser: no request, no barrier, tables that sort and search, figures to save."""

import csv
import io

import pytest

from tests.conftest import address
from tests.report.test_site import ESSAYS, REFERENCE

pytestmark = pytest.mark.long

PAGES = [
    "index",
    *ESSAYS,
    *REFERENCE,
    "city-kitakami-2023",
    "city-tomi-2022",
    "city-imari-2021",
    "city-nasukarasuyama-2024",
]


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_request_and_no_barrier(site, page, name, lang):
    from axe_playwright_python.sync_playwright import Axe

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    for width in (1200, 390):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(address(site, name, lang))
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        found = Axe().run(page).response["violations"]
        assert [
            (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("data:", "blob:")) and url != address(site, name, lang)] == []


def column(table, number):
    return [row.query_selector_all("td")[number].inner_text().strip() for row in table.query_selector_all("tbody tr")]


def test_a_table_sorts_by_keyboard_blanks_last(site, page):
    page.goto(address(site, "city-nasukarasuyama-2024"))
    table = next(
        one for one in page.query_selector_all("table.data") if "指標" in one.query_selector("caption").inner_text()
    )
    heads = table.query_selector_all("th")
    year = next(n for n, head in enumerate(heads) if "目標年度" in head.inner_text())
    before = column(table, year)
    for direction, turned in (("ascending", False), ("descending", True)):
        heads[year].query_selector("button").focus()
        page.keyboard.press("Enter")
        assert heads[year].get_attribute("aria-sort") == direction
        values = column(table, year)
        known = [int(value) for value in values if value != "–"]
        assert known == sorted(known, reverse=turned)
        assert values[len(known) :] == ["–"] * (len(values) - len(known))
        assert sorted(values) == sorted(before)


def test_a_table_searches_and_says_how_many(site, page, ds):
    page.goto(address(site, "codebook", "en"))
    heading = page.query_selector("#kpi")
    box = page.locator("#kpi ~ .search").first
    assert heading is not None
    box.locator("input").fill("ＢＡＳＥＬＩＮＥ stated")
    wanted = ds.codebook("kpi", "en").height
    said = box.locator("[role=status]").inner_text()
    shown = page.locator("#kpi ~ .scroll").first.locator("tbody tr:visible").all_inner_texts()
    assert said == f"{len(shown)} of {wanted} rows"
    assert len(shown) == 3
    assert all("baseline" in row and "stated" in row for row in shown)


def test_figures_are_saved_as_svg_png_and_csv(site, page):
    page.goto(address(site, "01_coverage"))
    figure = page.locator("figure[id]").first
    saved = {}
    for kind in ("CSV", "SVG", "PNG"):
        with page.expect_download() as waiting:
            figure.get_by_text(kind, exact=True).click()
        assert waiting.value.suggested_filename == f"{figure.get_attribute('id')}.{kind.lower()}"
        with open(waiting.value.path(), "rb") as file:
            saved[kind] = file.read()
    assert len(list(csv.reader(io.StringIO(saved["CSV"].decode("utf-8-sig"))))) > 10
    assert b"<svg" in saved["SVG"][:2000]
    assert saved["PNG"].startswith(b"\x89PNG")
    assert int.from_bytes(saved["PNG"][16:20], "big") > 1200
    assert len(saved["PNG"]) > 20_000


def test_without_scripts_everything_is_there(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "errata"))
    assert page.locator("table.data tbody tr").count() > 50
    assert page.locator("button, input").count() == 0
    page.goto(address(site, "01_coverage"))
    assert page.locator("figure a[download]").count() >= 2
    context.close()
