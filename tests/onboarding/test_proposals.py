"""Proposals as JSON lines: their schema, what is wrong with a line, and that they are kept once."""

import json
import re
from hashlib import sha256

import pytest

from dxcompare.onboarding import lines, proposals, taken
from dxcompare.onboarding.city import find
from dxcompare.words.faults import DataFaults
from dxcompare.words.unknown import UnknownName
from tests.conftest import ROOT
from tests.onboarding import fresh

DOCS = ROOT / "docs"
GOOD = {"table": "measures", "row": {"title_ja": "窓口改革"}, "page": 1}


@pytest.fixture(scope="module")
def rules():
    """The schema, as another program holds a line to it; importing that takes two seconds of every process."""
    from jsonschema import Draft202012Validator

    return Draft202012Validator(lines.schema())


def test_the_published_schema_is_that_of_the_code(rules):
    rules.check_schema(lines.schema())
    assert json.loads((DOCS / "proposals.schema.json").read_text(encoding="utf-8")) == lines.schema()


def test_what_it_says_of_columns_is_said_in_both_languages():
    for one in lines.schema()["allOf"]:
        for name, says in one["then"]["properties"]["row"].get("properties", {}).items():
            assert not says or (re.search("[ぁ-んァ-ヶ一-龥、]", says["title"]) and says["description"]), name


@pytest.mark.parametrize("name", ["proposals.md", "proposals.ja.md"])
def test_the_lines_shown_to_people_are_good(rules, name, tmp_path):
    block = re.search(r"```json\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)[1]
    path = tmp_path / "lines.jsonl"
    path.write_text(block, encoding="utf-8")
    found = lines.read(path)
    assert {one.table for _, one in found} == {"measures", "kpis", "schedule", "survey", "mappings/kpis.csv"}
    assert all(rules.is_valid(json.loads(line)) for line in block.splitlines())


def wrong(line, tmp_path):
    """What is said of a line, in both languages; its place is checked."""
    path = tmp_path / "lines.jsonl"
    path.write_text(f"{json.dumps(GOOD)}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(DataFaults) as error:
        lines.read(path)
    assert {(fault.place.file, fault.place.row) for fault in error.value.faults} == {("lines.jsonl", 3)}
    return " ".join(fault.says(lang) for fault in error.value.faults for lang in ("ja", "en"))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"table": "measure"}, "'measures'"),
        ({"row": ["x"]}, "見出し → 文言"),
        ({"row": {"title_ja": 5}}, "heading → text"),
        ({"row": {"ref": "1"}}, "'title_ja'"),
        ({"row": {"title_ja": "a", "titel": "b"}}, "'titel'"),
        ({"page": 0}, "何枚目か"),
        ({"page": True}, "何枚目か"),
        ({"boxes": {"ref": [1, 2, 3]}}, "points"),
        ({"sure": "yes"}, "whether it is sure"),
        ({"by": "gpt"}, "model:<name>"),
        ({"status": "accepted"}, "'status'"),
        ({"questions": [{"column": "ref"}]}, "what to ask"),
        ({"table": "kpi_values", "row": {"value_text": "1", "role": "goal"}}, "target"),
        ({"table": "mappings/groups.csv", "row": {"group_type": "ages"}}, "'age'"),
    ],
)
def test_a_wrong_line_is_a_fault_wherever_the_schema_finds_one(rules, change, says, tmp_path):
    line = {**GOOD, **change}
    assert not rules.is_valid(line)
    assert says in wrong(json.dumps(line, ensure_ascii=False), tmp_path).replace("did you mean ", "")


def test_what_is_no_json_is_a_fault(tmp_path):
    assert "no JSON object" in wrong('{"table": ', tmp_path)
    assert "1件の JSON" in wrong("[]", tmp_path)


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "there is nothing in it"),
        (b"\xef\xbb\xbf\n", "there is nothing in it"),
        (b'{"table": "\x83\xff"}', "neither UTF-8"),
        (b'{"row": {"title_ja": "\\ud842"}}', r"\ud842"),
        (b'{"a": ' * 100_000, "too deep"),
        (b'{"page": ' + b"9" * 5000 + b"}", "too long"),
    ],
)
def test_a_file_of_no_lines_or_no_letters_is_a_fault(raw, says, tmp_path):
    (tmp_path / "x.jsonl").write_bytes(raw)
    with pytest.raises(DataFaults) as wrong:
        lines.read(tmp_path / "x.jsonl")
    assert [says in fault.says("en") for fault in wrong.value.faults] == [True], wrong.value


def test_lines_that_excel_saved_are_read(tmp_path):
    (tmp_path / "x.jsonl").write_bytes(json.dumps(GOOD, ensure_ascii=False).encode("cp932"))
    assert [one.row for _, one in lines.read(tmp_path / "x.jsonl")] == [{"title_ja": "窓口改革"}]


def test_kept_proposals_of_no_encoding_are_a_fault(tmp_path):
    (tmp_path / "proposed.jsonl").write_bytes(b'{"table": "\x83\xff"}')
    with pytest.raises(DataFaults, match=r"proposed\.jsonl: (neither|UTF-8)"):
        proposals.read(tmp_path)


def test_what_extract_writes_is_good(rules, tmp_path):
    from dxcompare.extract.proposals import Proposal

    text = Proposal("schedule", {"track": "①", "R5": "検討", "span": "known"}, 2, {"R5": (1, 2, 3, 4.5)}).line("ja")
    assert rules.is_valid(json.loads(text))
    path = tmp_path / "lines.jsonl"
    path.write_text(text, encoding="utf-8")
    assert lines.read(path)[0][1].row == {"track": "①", "R5": "検討", "span": "known"}


def test_a_document_beside_the_lines_is_named_with_its_digest(tmp_path):
    (tmp_path / "plan.pdf").write_bytes(b"x")
    (tmp_path / "plan.jsonl").write_text(json.dumps(GOOD), encoding="utf-8")
    one = lines.read(tmp_path / "plan.jsonl")[0][1]
    assert (one.document, one.digest, one.by) == ("plan.pdf", sha256(b"x").hexdigest(), "extract")


def test_lines_are_kept_once_and_make_no_data(tmp_path):
    city = fresh.city(tmp_path)
    path = tmp_path / "lines.jsonl"
    path.write_text(fresh.lines(*fresh.plan()), encoding="utf-8")
    before = {file: file.read_bytes() for file in city.raw.rglob("*.csv")}
    for count in (5, 0):
        said = taken.proposed(path, city.data, "函館市", "sato")
        assert f"{fresh.NAME}: {count} kept" in said[0].en
    kept = proposals.read(city.mappings)
    assert [one.by for one in kept] == ["person:sato"] * 5
    assert {file: file.read_bytes() for file in city.raw.rglob("*.csv")} == before
    kept[0].status, kept[0].reason = "rejected", "違う"
    proposals.write(city.mappings, kept)
    assert "0 kept" in taken.proposed(path, city.data, "01202", "sato")[0].en  # what was answered is not asked again
    assert proposals.read(city.mappings) == kept


def test_of_which_city_must_be_said(tmp_path):
    city = fresh.city(tmp_path)
    path = tmp_path / "lines.jsonl"
    path.write_text(fresh.lines(*fresh.plan()), encoding="utf-8")
    with pytest.raises(taken.Unsaid, match=fresh.NAME):
        taken.proposed(path, city.data)
    with pytest.raises(UnknownName):
        taken.proposed(path, city.data, "札幌市")
    path.write_text(fresh.lines(*fresh.plan(), city="函館市"), encoding="utf-8")
    assert "5 kept" in taken.proposed(path, city.data)[0].en


@pytest.mark.parametrize(
    "said", ["01202", "012025", "1202", "函館市", "函館", "hakodate", fresh.PLAN, fresh.NAME, "０１２０２"]
)
def test_a_city_is_known_by_many_names(said, tmp_path):
    assert find(fresh.city(tmp_path).data, said).name == fresh.NAME


def test_a_damaged_file_says_which_line(tmp_path):
    city = fresh.city(tmp_path)
    proposals.write(city.mappings, fresh.plan())
    path = city.mappings / proposals.FILE
    lines_of = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines_of[:1], lines_of[1][:40], *lines_of[2:]]), encoding="utf-8")
    with pytest.raises(DataFaults, match=r"proposed.jsonl, row 2: no JSON") as error:
        proposals.read(city.mappings)
    assert error.value.faults[0].place.row == 2
