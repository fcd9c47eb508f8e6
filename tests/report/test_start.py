"""The first screen: which plans may be chosen and how they are found, whose rows are marked, whom to tell of errors."""

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


def test_plans_stand_in_their_order_and_one_without_an_end_is_open(ds):
    plan = ds.plan.with_columns(end_fy=pl.when(pl.col("plan_id") != "tomi-2022").then("end_fy"))
    found = start.choices(without(ds, plan=plan), "ja")
    assert [one.plan_id for one in found] == ds.plans()["plan_id"].to_list()
    assert found[2].years == "2022–（案）"


def test_codes_stand_in_the_place_of_plans_and_other_ids_say_nothing(ds):
    page = '<tr data-plan="tomi-2022"><td data-plan="elsewhere-2020">data-plan="tomi-2022"</td></tr>'
    assert start.resolved(page, start.choices(ds, "ja")) == '<tr data-city="20219"><td>data-plan="tomi-2022"</td></tr>'


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
