"""What is said of the sources: the committed data. Each note was decided by reading the places it names."""

import polars as pl
import pytest

from dxcompare.dataset.notes import natures

FAULTS = {
    "kitakami-2023": {"e15", "e18", "e25"},
    "nasukarasuyama-2024": {"e18", "e19", "e20", "e23"},
    "tomi-2022": set(),
    "imari-2021": {"e12", "e22"},
}


@pytest.fixture
def noted(ds):
    plan = pl.col("erratum_id").str.split("/").list
    return ds.erratum.with_columns(plan=plan.first(), number=plan.last())


@pytest.mark.parametrize("plan", FAULTS)
def test_only_misprints_and_contradictions_are_faults(noted, plan):
    assert set(noted.filter(nature="fault", plan=plan)["number"]) == FAULTS[plan]


def test_faults_are_counted_apart(ds):
    counts = dict(ds.erratum.group_by("nature").len().iter_rows())
    assert counts["fault"] == 9
    silent, unread = counts["not_stated"], counts["reading"]
    assert natures(ds.erratum).en == (
        f"9 errors in the sources, {silent} things not stated, {unread} limits of our reading"
    )
    assert natures(ds.erratum).ja == f"出典の誤り9件、記載のないこと{silent}件、読み取りの限界{unread}件"


def test_letters_that_the_extraction_may_have_changed_are_not_laid_to_a_city(noted):
    """The texts of these three documents were read off images: Cyrillic letters, b for p, 6 for 5."""
    read = {("nasukarasuyama-2024", n) for n in ("e01", "e02", "e05")} | {
        ("kitakami-2023", "e26"),
        ("tomi-2022", "e01"),
    }
    assert read <= set(noted.filter(nature="reading").select("plan", "number").iter_rows())


def test_cells_are_withheld_for_faults_only(ds):
    assert set(ds.erratum.filter("quarantine")["nature"]) == {"fault"}


@pytest.mark.parametrize(
    ("erratum", "nature", "says"),
    [
        ("imari-2021/e22", "fault", "対象窓口拡大"),  # 行－④: studied in FY2024 and in FY2025
        ("imari-2021/e23", "not_stated", "参加社数"),  # 産－①
        ("kitakami-2023/e28", "not_stated", "奥付"),
        ("nasukarasuyama-2024/e24", "not_stated", "RPA"),
        ("nasukarasuyama-2024/e25", "not_stated", "15人"),
    ],
)
def test_places_that_were_read_against_each_other(ds, erratum, nature, says):
    row = ds.erratum.row(by_predicate=pl.col("erratum_id") == erratum, named=True)
    assert row["nature"] == nature
    assert says in row["what"]


def test_what_does_not_contradict_itself_is_not_noted(ds):
    """Conditions and state of work in forestry; a sentence on fifty and over beside 1.6 % of the twenties."""
    for words in ("就業", "1.6", "94.1"):
        assert ds.erratum.filter(pl.col("what").str.contains(words, literal=True)).is_empty()
