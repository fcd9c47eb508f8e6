"""The first screen: which plans may be chosen and how they are found, whose rows are marked, whom to tell of errors."""

import re
from dataclasses import replace
from importlib import metadata

import polars as pl
import pytest

from dxcompare.report import start
from tests.conftest import without


def test_plans_are_found_by_name_reading_prefecture_and_code(ds):
    if "name_kana" not in ds.municipality.columns:
        ds = without(ds, municipality=ds.municipality.with_columns(name_kana=pl.lit("とうみし")))
    one = next(one for one in start.choices(ds, "en") if one.plan_id == "tomi-2022")
    assert (one.code, one.short, one.name) == ("20219", "Tomi", "Tomi (draft) (period ended)")
    assert (one.years, one.place) == ("2022–2025 (draft) (period ended)", "Nagano, 20219")
    assert {"東御市", "とうみし", "Tomi", "長野県", "20219"} <= set(one.find.split())


@pytest.mark.long
def test_plans_stand_in_their_order_and_one_without_an_end_is_open(ds):
    plan = ds.plan.with_columns(end_fy=pl.when(pl.col("plan_id") != "tomi-2022").then("end_fy"))
    found = start.choices(without(ds, plan=plan), "ja")
    assert [one.plan_id for one in found] == ds.plans()["plan_id"].to_list()
    assert found[2].years == "2022–（案）"


def test_codes_stand_in_the_place_of_plans_and_other_ids_say_nothing(ds):
    page = '<tr data-plan="tomi-2022"><td data-plan="elsewhere-2020">data-plan="tomi-2022"</td></tr>'
    assert start.resolved(page, start.choices(ds, "ja")) == '<tr data-city="20219"><td>data-plan="tomi-2022"</td></tr>'


@pytest.mark.long
def test_tables_without_ids_say_by_name_whose_rows_columns_and_cells_are(ds):
    def marked(head, *rows):
        cells = ["".join(f"<td>{one}</td>" for one in row) for row in rows]
        table = f'<table class="data"><tr>{"".join(f"<th>{one}</th>" for one in head)}</tr>'
        return start.resolved(table + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>", start.choices(ds, "ja"))

    rows = marked(["市", "数"], ["北上市", "1"], ["東御市（案）（計画期間終了）", "2"], ["盛岡市", "3"])
    assert re.findall(r"<tr[^>]*>", rows) == ["<tr>", '<tr data-city="03206">', '<tr data-city="20219">', "<tr>"]
    columns = marked(["統計", "北上<wbr>市", "東御市"], ["AI", "実施", "北上市"])
    assert re.findall(r'<(t[hdr]) data-city="(\d+)">([^<]+)', columns) == [
        ("th", "03206", "北上"),
        ("th", "20219", "東御市"),
        ("td", "03206", "実施"),
        ("td", "20219", "北上市"),  # a column of one city, whatever it says
    ]
    pairs = marked(["計画1", "計画2"], ["北上市：受講率", "東御市"])
    assert re.findall(r'<(t[hdr]) data-city="(\d+)"', pairs) == [("td", "03206"), ("td", "20219")]
    assert "data-city" not in marked(["市"], ["北上市ほか"])


def test_a_name_that_two_share_says_nothing(ds):
    shared = [replace(one, short="北市", name="北市") for one in start.choices(ds, "ja")]
    assert "data-city" not in start.resolved('<table class="data"><tr><td>北市</td></tr></table>', shared)


@pytest.mark.parametrize(
    ("urls", "link"),
    [
        (["Homepage, https://h.example", "Issues, https://i.example/?a&b"], "https://i.example/?a&amp;b"),
        (["Bug Tracker, https://b.example", "Contact, mailto:dx@example.org"], "mailto:dx@example.org"),
        (["Documentation, https://d.example"], None),
        (["Issues, javascript:alert(1)"], None),
        (None, None),
    ],
)
def test_errors_are_reported_where_the_project_says_or_to_whoever_gave_the_report(monkeypatch, urls, link):
    class Installed:
        def get_all(self, name):
            return urls if name == "Project-URL" else None

    monkeypatch.setattr(metadata, "metadata", lambda name: Installed())
    for lang, nobody in (("ja", "この報告書を渡した人"), ("en", "whoever gave you this report")):
        said = start.contact(lang)
        assert (f'<a href="{link}">' in said) == bool(link)
        assert (nobody in said) == (link is None)
        assert ">mailto:" not in said
