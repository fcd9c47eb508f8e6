"""How far coders agree with each other, and with the plans' own tags: the committed data."""

import polars as pl
import pytest

from dxcompare import agreement, coverage
from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import typed
from dxcompare.evidence.judgements import choices, coders
from dxcompare.pipeline import made


def test_one_coder_is_said_to_be_one(ds):
    result = agreement(ds, draws=20)
    assert result.single
    assert "一人" in result.caveats[0].ja
    assert set(result.to_frame()["second"]) == {"plan"}
    row = result.to_frame().filter(item_id="mynumber_card").row(0, named=True)
    # the coder says that one tagged measure acts on the card, the plan another one
    assert (row["measures"], row["first_n"], row["second_n"], row["both"]) == (17, 1, 1, 0)
    assert row["agreement"] == pytest.approx(15 / 17)


def code_again(data, added, change=lambda line: line):
    """A second coder who codes every city as the first does, but for changed lines and those added to a city's."""
    for path in sorted((data / "mappings").glob("*/codes_a.csv")):
        lines = path.read_text(encoding="utf-8").splitlines()
        other = [*map(change, lines), *added.get(path.parent.name, ())]
        path.with_name("codes_b.csv").write_text("\n".join(other) + "\n", encoding="utf-8")
    with (data / "mappings" / "all" / "coders.csv").open("a", encoding="utf-8") as file:
        file.write("b,model,判定者b,coder b,,\n")


@pytest.fixture
def coded_twice(data):
    """A second coder who differs on one measure: 東御市's My Number Card is coded telework besides."""
    codes = (data / "mappings" / "20219_tomi" / "codes_a.csv").read_text(encoding="utf-8").splitlines()
    assert "telework" not in next(line for line in codes if line.startswith("tomi-2022/1-2,"))
    code_again(data, {"20219_tomi": ["tomi-2022/1-2,telework,secondary,"]})
    return data


def dataset(data):
    return Dataset({name: typed(name, frame) for name, frame in made(data, "en").items()}, data)


def test_the_interval_of_agreement_is_of_95_percent(ds):
    """As our own run with this seed gave it; at 90 % it would be narrower by some 0.04."""
    row = agreement(ds).to_frame().filter(item_id="all", second="plan").row(0, named=True)
    assert (row["low"], row["high"]) == pytest.approx((0.615, 0.853), abs=0.004)


def test_an_item_that_few_samples_hold_has_no_interval(ds):
    """One or two tagged measures of 17 are in no sample in (16/17)^17 = 36 % or (15/17)^17 = 12 %; three in 4 %."""
    rows = agreement(ds).to_frame().filter(pl.col("item_id") != "all", pl.col("alpha").is_not_null())
    few = pl.col("first_n") + pl.col("second_n") - pl.col("both") <= 2
    assert set(rows.filter(few)["low"]) == {None}
    assert rows.filter(~few)["low"].null_count() == 0
    nobody = agreement(ds, draws=20).to_frame().filter(item_id="telework").row(0, named=True)
    assert (nobody["alpha"], nobody["low"], nobody["high"], nobody["agreement"]) == (None, None, None, 1)


def test_another_main_item_is_a_disagreement_of_its_own(data):
    """The same items, another one the main: agreement on every item, and one of 78 main items differs."""
    swap = {"primary": "secondary", "secondary": "primary"}
    changed = []

    def change(line):
        if not line.startswith("kitakami-2023/1-1,"):
            return line
        changed.append(line)
        return ",".join(swap.get(part, part) for part in line.split(","))

    code_again(data, {}, change)
    assert len(changed) == 2
    rows = agreement(dataset(data), draws=20).to_frame().filter(first="a", second="b")
    overall, main = (rows.filter(item_id=item).row(0, named=True) for item in ("all", "primary"))
    assert (overall["agreement"], overall["alpha"]) == (1, 1)
    assert main["agreement"] == pytest.approx(77 / 78)
    assert main["alpha"] < 1
    assert (main["first_n"], main["second_n"], main["both"]) == (None, None, None)


def test_a_disagreement_shows_what_the_plan_prints(data):
    """Kitakami prints a tag on 1-1, and telework is not it; 東御市's 1-2 prints none."""
    code_again(
        data,
        {
            "20219_tomi": ["tomi-2022/1-2,telework,secondary,"],
            "03206_kitakami": ["kitakami-2023/1-1,telework,secondary,"],
        },
    )
    rows = agreement(dataset(data), draws=20).to_frame("disagreements")
    assert dict(rows.select("measure_id", "stated").iter_rows()) == {"tomi-2022/1-2": None, "kitakami-2023/1-1": False}


@pytest.mark.slow
def test_two_coders_and_an_adjudication(coded_twice):
    two = dataset(coded_twice)
    assert coders(two) == ["a", "b"]
    result = agreement(two, draws=20)
    rows = result.to_frame("disagreements")
    assert rows.select("measure_id", "item_id", "yes", "no", "decision").rows() == [
        ("tomi-2022/1-2", "telework", "b", "a", None)
    ]
    overall = result.to_frame().filter(first="a", second="b", item_id="all").row(0, named=True)
    assert overall["agreement"] == pytest.approx(1 - 1 / (78 * 15))
    assert 0.9 < overall["low"] <= overall["alpha"] < 1
    assert result.to_frame().filter(first="a", second="b", item_id="primary").item(0, "alpha") == 1

    path = coded_twice / "mappings" / "20219_tomi" / "adjudication.csv"
    path.write_text(
        "measure,item,decision,reason,coder\ntomi-2022/1-2,telework,acts,在宅での申請,a\n", encoding="utf-8"
    )
    decided = dataset(coded_twice)
    assert list(choices(decided)) == ["either", "stated", "a", "b", "adjudicated"]
    assert agreement(decided, draws=20).to_frame("disagreements").item(0, "decision") == "acts"
    telework = {"plan_id": "tomi-2022", "item_id": "telework"}
    by = {by: coverage(decided, by=by).to_frame().filter(**telework).item(0, "measures") for by in choices(decided)}
    assert by["adjudicated"] == by["b"] == by["a"] + 1
    assert (
        decided.measure_item.filter(coder="a").height == two.measure_item.filter(coder="a").height
    )  # nothing overwritten
