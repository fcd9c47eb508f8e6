"""A city that is not here yet: what its code means, and what is made of it."""

import csv

import pytest
import yaml

from dxcompare.onboarding import new
from dxcompare.tables import form
from dxcompare.tables.raw import Folder
from tests.conftest import ROOT
from tests.test_cli import run
from tests.tiers import each, first

DATA = ROOT / "data"
HAKODATE = "01202_hakodate"


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("01202", "01202"),
        ("012025", "01202"),  # with its check digit
        ("1202", "01202"),  # the zero lost
        ("12025", "01202"),  # both
        ("０１２０２", "01202"),
        ("函館市", "01202"),
        ("広島県府中市", "34208"),
        ("40305", "40231"),  # 那珂川町, now a city
        ("04423", "04216"),
    ],
)
def test_a_code_is_read(said, code):
    assert new.city(DATA, said, "2023").codes == (code,)


def test_a_code_of_old_says_what_it_is_now():
    (note,) = new.city(DATA, "40305", "2023").notes
    assert note == (
        "「40305」：那珂川町。2018-10-01から那珂川市（40231）",
        "'40305': 那珂川町, since 2018-10-01 那珂川市 (40231)",
    )


def test_five_digits_that_may_be_two_codes_say_the_other():
    of = new.city(DATA, "12203", "2023")
    assert of.names == ("市川市",)
    assert "012203" in of.notes[0].ja
    assert "士別市" in of.notes[0].ja


@pytest.mark.parametrize(
    ("said", "why"),
    each(
        5,
        [
            ("01000", "都道府県（北海道）"),
            ("01101", "札幌市の行政区"),
            ("00000", "全国"),
            ("012026", "検査数字（6桁目）が合いません"),
            ("99999", "市区町村の団体コードではありません"),
            ("府中市", "都道府県名を前に付けてください"),
            ("", "municipalities.csv にありません"),
        ],
    ),
)
def test_what_is_no_municipality_is_refused_and_says_what_it_is(said, why):
    with pytest.raises(new.Refused) as error:
        new.city(DATA, said, "2023")
    assert why in error.value.said.ja
    assert error.value.usage


def test_a_municipality_that_became_part_of_another_is_refused():
    with (DATA / "raw/reference/former_codes.csv").open(encoding="utf-8") as file:
        old = next(row for row in csv.DictReader(file) if row["relation"] == "merged")
    with pytest.raises(new.Refused, match=old["municipality_code"]):
        new.city(DATA, old["former_code"], "2023")


@pytest.mark.parametrize(
    ("start", "end", "why"),
    [("soon", "", "--start"), ("2023", "later", "--end"), ("R7", "R5", "始まり（R7）より前")],
)
def test_a_period_that_cannot_be_is_refused(start, end, why):
    with pytest.raises(new.Refused) as error:
        new.city(DATA, "01202", start, end)
    assert why in error.value.said.ja


@pytest.mark.parametrize(("start", "version"), first([("2015", "none"), ("R2", "none"), ("R3", ""), ("2023", "")]))
def test_a_plan_that_begins_before_the_national_plan_is_of_no_version_of_it(start, version):
    card = new.city(DATA, "01202", start).cards()["plan.yaml"]
    assert (card.get("framework_version", ""), bool(card.get("framework_reason"))) == (version, bool(version))


def test_the_folders_hold_headings_and_what_is_known(data):
    done = run("new", "012025", "--start", "令和5年度", "--end", "R9", "--data", data, "--lang", "ja")
    assert done.exit_code == 0, done.stderr
    assert done.output.splitlines()[0] == "函館市 (01202)"
    assert done.output.endswith(f"次は dxcompare check {HAKODATE} --data {data}\n")
    assert (
        "dxcompare extract 計画.pdf --json proposals.jsonl → dxcompare add proposals.jsonl --city 01202" in done.output
    )
    raw, decided = data / "raw" / HAKODATE, data / "mappings" / HAKODATE
    names = {path.name for path in raw.iterdir()}
    assert names == {"plan.yaml", "source.yaml", "measures.csv", "kpis.csv", "kpi_places.csv", "errata.csv"}
    assert {path.name for path in decided.iterdir()} == {"kpis.csv", "kpi_items.csv"}
    for path in [*raw.glob("*.csv"), *decided.iterdir()]:
        (line,) = path.read_text(encoding="utf-8").splitlines()
        declared = form(path.name, Folder.PLAN if path.parent == raw else Folder.CITY)
        assert {*line.split(",")} == {name for name in declared.columns if not name.endswith("_en")}
    plan = yaml.safe_load((raw / "plan.yaml").read_text(encoding="utf-8"))
    assert {key: value for key, value in plan.items() if value} == {
        "plan_id": "hakodate-2023",
        "municipality_code": "01202",
        "start_text": "令和5年度",
        "end_text": "R9",
        "source_id": "hakodate-2023-plan",
    }
    assert yaml.safe_load((raw / "source.yaml").read_text(encoding="utf-8"))["sources"][0]["publisher"] == "函館市"


@pytest.mark.long
def test_what_is_blank_is_still_to_do_and_nothing_is_wrong(data):
    run("new", "01202", "--start", "R5", "--data", data)
    done = run("check", "01202", "--data", data, "--lang", "en")
    assert done.exit_code == 0
    assert "title_ja" in done.output


def test_guidance_stands_in_the_cards_from_the_declaration():
    of = new.city(DATA, "01202", "R5")
    card = next(text for path, text in new.files(DATA, of, "ja").items() if path.name == "plan.yaml")
    assert "status:  # 策定済み・案。`adopted`（策定済み）、`draft`（案）\n" in card
    english = next(text for path, text in new.files(DATA, of, "en").items() if path.name == "plan.yaml")
    assert "status:  # adopted or draft" in english


def test_what_is_there_is_refused(data):
    before = sorted(path for path in data.rglob("*"))
    done = run("new", "20219", "--start", "2026", "--data", data, "--lang", "en")
    assert done.exit_code == 1
    assert "20219_tomi is there already" in done.stderr
    assert "--name (such as tomi_rev)" in done.stderr
    assert sorted(path for path in data.rglob("*")) == before
    assert run("new", "20219", "--start", "2026", "--name", "tomi_rev", "--data", data).exit_code == 0
    assert (
        (data / "raw" / "20219_tomi_rev" / "plan.yaml")
        .read_text(encoding="utf-8")
        .startswith('plan_id: "tomi-rev-2026"')
    )


def test_another_plan_s_id_is_refused(data):
    done = run("new", "34208", "--start", "2022", "--name", "tomi", "--data", data, "--lang", "en")
    assert (done.exit_code, "the plan tomi-2022 is in 20219_tomi" in done.stderr) == (1, True)
    assert not (data / "raw" / "34208_tomi").exists()


def test_a_joint_plan_lies_under_the_first_code(data):
    assert run("new", "20219+20220", "--start", "2026", "--name", "tomi_azumino", "--data", data).exit_code == 0
    card = yaml.safe_load((data / "raw" / "20219_tomi_azumino" / "plan.yaml").read_text(encoding="utf-8"))
    assert card["municipality_code"] == "20219+20220"


def test_a_name_is_asked_for_where_there_is_none(data):
    path = data / "raw" / "reference" / "municipalities.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("Hakodate City", ""), encoding="utf-8")
    done = run("new", "01202", "--start", "2023", "--data", data, "--lang", "ja")
    assert (done.exit_code, "--name" in done.stderr) == (2, True)
    assert run("new", "01202", "--start", "2023", "--name", "hakodate", "--data", data).exit_code == 0
