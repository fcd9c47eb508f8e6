"""The choice of a city, in a browser: found, kept in address and links, marked, side by side; by keyboard; without script."""

import pytest

from tests.conftest import address

pytestmark = pytest.mark.long

CITIES = {"03206": "北上市", "09215": "那須烏山市", "20219": "東御市", "41205": "伊万里市"}


def hash_of(page):
    return page.evaluate("decodeURIComponent(location.hash)")


def seen(page, selector):
    """The texts of what is shown."""
    return [one.inner_text().strip() for one in page.locator(selector).all() if one.is_visible()]


@pytest.mark.parametrize("words", ["東御", "とうみ", "トウミし", "tomi", "２０２１９", "長野県"])
def test_a_city_is_found_by_name_reading_code_and_prefecture_and_chosen(site, page, words):
    page.goto(address(site, "index"))
    assert page.locator(".cities li:visible").count() == 4
    page.locator(".choose input").fill(words)
    assert seen(page, ".cities li a") == ["東御市"]
    page.keyboard.press("Enter")
    assert hash_of(page) == "#city=20219"
    assert len(seen(page, "table.across td")) == 4
    assert page.locator(".own a").inner_text() == "東御市"


def test_a_search_without_an_answer_says_so_and_chooses_nothing(site, page):
    page.goto(address(site, "index", "en"))
    page.locator(".choose input").fill("Sapporo")
    page.keyboard.press("Enter")
    assert page.locator(".choose [role=status]").inner_text() == "No such plan in this report."
    assert hash_of(page) == ""


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("code", CITIES)
def test_the_first_screen_has_the_four_answers(site, page, code, lang):
    page.goto(address(site, "index", lang, code))
    answers = [one for one in page.locator("table.across td").all() if one.is_visible()]
    assert len(answers) == 4
    for one in answers:
        box = one.bounding_box()
        assert len(one.inner_text()) > 20
        assert box["y"] + box["height"] <= 900


@pytest.mark.parametrize("width", [1280, 390])
def test_the_answers_of_the_chosen_city_are_as_large_as_text(site, page, width):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(site, "index", "ja", "03206"))
    answers = [one for one in page.locator("table.across td").all() if one.is_visible()]
    assert len(answers) == 4
    for one in answers:
        assert one.evaluate("(one) => parseFloat(getComputedStyle(one).fontSize)") >= 16
        assert one.bounding_box()["width"] > 0.7 * min(width, 1152)


@pytest.mark.parametrize(("medium", "width"), [("screen", 1280), ("screen", 390), ("print", 700)])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_no_table_of_the_sheet_leaves_it(site, page, medium, width, lang):
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=medium)
    for name in ("city-kitakami-2023", "city-nasukarasuyama-2024", "city-tomi-2022", "city-imari-2021"):
        page.goto(address(site, name, lang))
        sheet = page.locator(".brief").bounding_box()
        boxes = [one.bounding_box() for one in page.locator(".brief table").all()]
        assert boxes
        assert max(box["x"] + box["width"] for box in boxes) <= sheet["x"] + sheet["width"] + 1, name


def test_by_keyboard_alone(site, page):
    page.goto(address(site, "index"))
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "search":
            break
    page.keyboard.type("いまり")
    page.keyboard.press("Tab")  # the button beside what was found
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "伊万里市を選ぶ"
    page.keyboard.press("Space")
    assert hash_of(page) == "#city=41205"
    assert page.evaluate("document.activeElement.getAttribute('aria-pressed')") == "true"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/city-imari-2021.html#city=41205")


def test_the_choice_survives_in_links_anchors_and_the_other_language(site, page):
    page.goto(address(site, "index", chosen="03206"))
    page.locator("section.question h2 a").first.click()
    assert page.url.endswith("/01_coverage.html#city=03206")
    link = page.locator(".toc a").last
    anchor = link.get_attribute("href").removeprefix("#")
    link.click()
    page.wait_for_function("location.hash.includes('at=')")
    assert hash_of(page) == f"#city=03206&at={anchor}"
    at = page.locator(f"[id='{anchor}']")
    assert -50 < at.bounding_box()["y"] < 850
    url = page.url
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_function("location.hash.includes('at=')")
    assert -50 < at.bounding_box()["y"] < 850
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**/en/01_coverage.html#city=03206")
    page.get_by_role("button", name="Clear").click()
    assert "city=" not in hash_of(page)
    assert page.locator(".mine, .other").count() == 0


def test_the_readers_own_city_is_marked_in_tables_and_charts(site, page):
    page.goto(address(site, "01_coverage", chosen="41205,03206"))
    rows = page.locator("tr.mine").all()
    assert rows
    assert all(one.get_attribute("data-city") == "41205" for one in rows)
    page.goto(address(site, "00_start_here", chosen="41205,03206"))
    groups = page.locator("svg [data-city]").all()
    assert groups
    for one in groups:
        marks = one.get_attribute("class") or ""
        code = one.get_attribute("data-city")
        assert ("mine" in marks, "other" in marks) == (code == "41205", code not in ("41205", "03206"))
    page.evaluate("document.querySelectorAll('[data-city]:not([data-city=\"41205\"])').forEach((one) => one.remove())")
    for chosen in ("41205", "41205,41205"):
        page.evaluate(f"location.hash = 'city={chosen}'")
        page.wait_for_function("document.querySelectorAll('svg .mine').length === 0")  # all is of that city


def test_marked_rows_are_told_in_grey_too(site, page):
    page.goto(address(site, "01_coverage", chosen="41205"))
    first = page.locator("tr.mine > :first-child").first
    assert "inset" in first.evaluate("(one) => getComputedStyle(one).boxShadow")


def test_two_plans_stand_side_by_side_and_one_more_is_added(site, page):
    page.goto(address(site, "compare", chosen="20219"))
    heads = "th[data-city]"
    every = page.locator(heads).count()
    assert len(seen(page, heads)) == every  # one plan is compared with all others
    page.get_by_role("button", name="伊万里市を選ぶ").click()
    assert hash_of(page) == "#city=20219,41205"
    assert {text[:3] for text in seen(page, heads)} == {"東御市", "伊万里"}
    assert len(seen(page, "td[data-city]")) * 2 == page.locator("td[data-city]").count()
    page.get_by_role("button", name="東御市を選択中").click()
    assert hash_of(page) == "#city=41205"
    page.goto(address(site, "compare", chosen="99999,20219,20219,09215"))
    assert {text[:3] for text in seen(page, heads)} == {"東御市", "那須烏"}
    assert seen(page, ".own a") == ["東御市", "那須烏山市"]  # a code of no plan here is not chosen


def test_without_script_every_plan_is_shown(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for name in ("index", "compare"):
        page.goto(address(site, name, chosen="20219"))
        assert page.locator("th[data-city]:visible").count() == page.locator("th[data-city]").count() >= 4
        assert page.locator(".cities a:visible").count() == 4
        assert page.locator("button, input").count() == 0
    context.close()


@pytest.mark.parametrize("name", ["01_coverage", "city-nasukarasuyama-2024", "compare"])
def test_on_a_phone_what_scrolls_says_so_and_keeps_its_first_column(site, page, name):
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(address(site, name))
    for one in page.locator(".drawing").all():
        fits = one.evaluate("(one) => one.scrollWidth <= one.clientWidth")
        assert fits or "左右に動かして" in one.evaluate("(one) => getComputedStyle(one, '::before').content")
    tables = [one for one in page.locator(".scroll.moves").all() if one.is_visible()]
    assert tables
    for one in tables:
        cell = one.locator("tbody tr > :first-child").first
        before = cell.bounding_box()["x"]
        one.evaluate("(one) => { one.scrollLeft = one.scrollWidth; }")
        assert one.evaluate("(one) => one.scrollLeft") > 0
        assert abs(cell.bounding_box()["x"] - before) < 1
