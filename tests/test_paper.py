"""The pages printed by a browser: size, numbers, length, and nothing that stands alone."""

import re
import unicodedata

import pypdf
import pytest

from tests.conftest import address

pytestmark = pytest.mark.long

CITIES = ["city-kitakami-2023", "city-nasukarasuyama-2024", "city-tomi-2022", "city-imari-2021"]


def plain(text):
    """Without spaces, which some readers put between Latin and Japanese letters; fonts map 比 to a radical."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def printed(page, path):
    page.pdf(path=path, prefer_css_page_size=True)
    return pypdf.PdfReader(path).pages


@pytest.mark.parametrize("name", ["index", "03_survey", *CITIES])
def test_it_prints(site, page, name, tmp_path):
    page.goto(address(site, name))
    sheets = printed(page, tmp_path / "page.pdf")
    width, height = (float(size) for size in sheets[0].mediabox[2:])
    assert (round(width / 72 * 25.4), round(height / 72 * 25.4)) == (210, 297)
    texts = [plain(sheet.extract_text()) for sheet in sheets]
    assert plain(page.locator("h1").inner_text()) in texts[0]
    whole = "".join(texts)
    assert "importdxcompare" not in whole  # code stays folded
    for button in ("この図を保存", "表の中を探す", "選ぶ東御市"):
        assert button not in whole
    heads = {plain(head.inner_text().replace("↕", "")) for head in page.locator("thead").all()}
    for number, text in enumerate(texts, 1):
        assert f"{number}/{len(sheets)}" in text
        rest = text.replace(f"{number}/{len(sheets)}", "")
        assert not [head for head in heads if head and rest.endswith(head)]  # no head without rows


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", CITIES)
def test_a_city_takes_eight_pages_and_fills_the_first(site, page, name, lang, tmp_path):
    page.goto(address(site, name, lang))
    sheets = printed(page, tmp_path / "page.pdf")
    assert len(sheets) <= 8
    lowest = [999.0]
    sheets[0].extract_text(visitor_text=lambda text, cm, tm, *_: text.strip() and lowest.append(tm[5] * cm[3] + cm[5]))
    filled = sorted(place for place in lowest if place > 60)[0]  # above the number of the page
    assert filled < 842 / 3
