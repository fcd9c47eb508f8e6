"""The form of single files: what would be lost or changed in reading is said, with its row."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dxcompare.cli import main
from dxcompare.onboarding.city import find
from dxcompare.sources import encodings
from dxcompare.sources.files import CsvFile
from dxcompare.sources.reader import Reader, Record
from dxcompare.tables import form
from dxcompare.tables.raw import Folder
from dxcompare.words.expected import EXPECTED
from dxcompare.words.expected_files import OF_FILES
from dxcompare.words.faults import DataFaults
from tests.mutations.base import WORLD

HEAD = "erratum,kind,nature,what,treatment,question,option,group,quarantine,source,page,where"
ROW = "e1,numbering,reading,誤り,そのまま,,,,,,1,表"


def sheet(tmp_path, raw):
    """What is said of a file of errata that holds this, and its records."""
    path = tmp_path / "errata.csv"
    path.write_bytes(raw.encode() if isinstance(raw, str) else raw)
    reader = Reader(tmp_path)
    found = reader.sheet(path, form("errata.csv", Folder.PLAN))
    assert all(fault.says("ja") for fault in reader.faults)
    return [fault.says("en") for fault in reader.faults], found.records


LONG = "x" * 32_768
CSV = {
    "empty": ("", "errata.csv: the file is empty"),
    "commas alone": (",,,\n", "errata.csv: the file is empty"),
    "tabs": (HEAD.replace(",", "\t"), "row 1: its columns are separated by tabs"),
    "semicolons": (HEAD.replace(",", ";"), "row 1: its columns are separated by semicolons"),
    "a title above": (
        f"{'正誤' + ',' * 11}\n\n{HEAD}\n{ROW}\n",
        "row 3: the headings stand in row 3; remove the rows above",
    ),
    "a blank line above": (f"\n{HEAD}\n{ROW}\n", "row 2: the headings stand in row 2"),
    "headings of another file": (
        "erratum,項目,内容,扱い,備考,頁\ne1,a,b,c,d,1\n",
        "row 1: the headings are not those of a file of this name (not there: ",
    ),
    "a heading twice": (
        f"{HEAD},what\n{ROW},別\n",
        "row 1: several columns have the heading 'what' (D, M); all but one would be lost",
    ),
    "no heading": (f"{HEAD},,\n{ROW},,\n", "row 1: there are columns without a heading (M, N)"),
    "a cell more": (f"{HEAD}\n{ROW}\n{ROW[:-1]}表,後\n", "row 3: 13 values under 12 column headings"),
    "a cell less": (f"{HEAD}\n{ROW}\n{ROW.rpartition(',')[0]}\n", "row 3: 11 values under 12 column headings"),
    "a column lost below": (
        "\n".join([HEAD, *[f"e{n},numbering" for n in range(9)]]),
        "row 2: in 9 rows the number of values is not that of the 12 headings (in this one 2)",
    ),
    "a quote left open": (f'{HEAD}\n{ROW}\n"{ROW}\n', "row 3: not readable as CSV: a quotation mark is not closed"),
    "a quote within": (
        f'{HEAD}\n"誤"り",{ROW}\n',
        "row 2: not readable as CSV: something stands behind a closing quotation mark",
    ),
    "pasted twice": (
        "\n".join([HEAD, *[ROW.replace("e1", f"e{n}") for n in range(25)] * 2]),
        "row 27: 25 rows are the same as rows above (errata.csv, row 2",
    ),
    "far too long": (f"{HEAD}\n{ROW.replace('誤り', LONG)}\n", "row 2, column 'what': too long (32768 letters"),
    "too many columns": (HEAD + ",x" * 600, "row 1: too many headings or keys (612; at most 500)"),
    "lost in Shift_JIS": (
        f"{HEAD}\n{ROW.replace('誤り', '𠮷野')}\n".encode("cp932", "replace"),
        "row 2, column 'what': letters of '?野' are lost or garbled",
    ),
    "lost letters": (f"{HEAD}\n{ROW.replace('誤り', '??')}\n", "row 2, column 'what': letters of '??' are lost"),
    "EUC-JP": (f"{HEAD}\n{ROW}\n".encode("euc_jp"), "row 2: neither UTF-8, UTF-16 nor Shift_JIS"),
    "UTF-8 with a row of Shift_JIS": (
        f"{HEAD}\n{ROW}\n".encode() + ROW.replace("e1", "e2").encode("cp932"),
        "row 3: neither UTF-8, UTF-16 nor Shift_JIS",
    ),
    "Shift_JIS with a row of UTF-8": (
        f"{HEAD}\n{ROW}\n{ROW}\n{ROW}\n".encode("cp932") + ROW.replace("e1", "e2").encode(),
        "row 2: neither UTF-8, UTF-16 nor Shift_JIS",
    ),
    "UTF-7": (f"{HEAD}\n{ROW.replace('誤り', 'あいうえお')}\n".encode("utf-7"), "errata.csv: neither UTF-8"),
    "a workbook": (
        b"PK\x03\x04" + bytes(99),
        "errata.csv: whatever its name says, it is an Excel workbook or an archive",
    ),
    "an old workbook": (b"\xd0\xcf\x11\xe0" + bytes(99), "it is an old Excel workbook"),
    "a web page": (b"<!DOCTYPE html><html>", "it is a web page"),
    "a pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:4d\n", "it is a pointer of Git LFS"),
}


@pytest.mark.parametrize("case", CSV)
def test_a_table_that_cannot_be_read_as_it_stands_is_said(tmp_path, case):
    raw, words = CSV[case]
    said, _ = sheet(tmp_path, raw)
    assert words in said[0]
    if case not in ("EUC-JP", "UTF-8 with a row of Shift_JIS", "Shift_JIS with a row of UTF-8", "UTF-7"):
        assert len(said) == 1  # what of these is read on is said of their letters


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig", "cp932"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_is_the_same_however_it_is_saved(tmp_path, encoding, end):
    said, records = sheet(tmp_path, f"{HEAD}{end}{ROW}{end}".encode(encoding))
    assert not said
    assert [record["what"] for record in records] == ["誤り"]


def test_letters_that_shift_jis_has_are_no_utf_7_and_no_lost_ones():
    for text in ("1-1+1-2-,a+b-c\n", "item,a+kitakami-2023/1+tomi-2022/2-3\n"):
        assert encodings.decoded(text.encode()) == (text, "UTF-8")


CARD = "plan_id: a\nmunicipality_code: '01202'\n"
YAML = {
    "text behind a sign": ("title_ja: 計画 #2", "row 1: '#2' stands behind a # and is not read", "yaml_remark"),
    "a number after one": ("title_ja: 計画  #2", "row 1", "yaml_remark"),
    "a text that begins with one": ("a: 1\ntitle_ja: #2計画", "row 2", "yaml_remark"),
    "a remark too near": ("title_ja: 計画 # 第二版", "row 1", "yaml_remark"),
    "null": ("title_ja: ~", "row 1: '~' does not do", "yaml_null"),
    "null in words": ("title_ja: null", "row 1: 'null' does not do", "yaml_null"),
    "an anchor": ("title_ja: &計画 案", "row 1", "yaml"),
    "an anchor of plain letters": ("title_ja: &a 案", "row 1: '&a' is a sign of YAML", "yaml_sign"),
    "an alias": ("a: 1\nb: *a", "row 2: '*a' is a sign of YAML", "yaml_sign"),
    "an alias of itself": ("a: &a [*a]", "row 1: '&a' is a sign of YAML", "yaml_sign"),
    "a tag": ("title_ja: !計画 案", "row 1", "yaml"),
    "a tag of plain letters": ("page: !!int 12", "row 1: 'tag:yaml.org,2002:int' is a sign of YAML", "yaml_sign"),
    "deep lists": ("[" * 10_000, "row 1: mappings or lists stand too deep", "yaml_deep"),
    "deep mappings": ("a: " + "{a: " * 10_000, "row 1: mappings or lists stand too deep", "yaml_deep"),
    "many keys": ("".join(f"k{n}: 1\n" for n in range(501)), "too many headings or keys (501", "too_many"),
    "a key of a list": ("[a, b]: 1", "row 1: a key is one text", "yaml_key"),
    "a key of a mapping": ("? {a: b}\n: 1", "row 1: a key is one text", "yaml_key"),
    "a key twice": ("a: 1\nb: 2\na: 3", "row 3: 'a' is a duplicate (also plan.yaml, row 1)", "duplicate"),
    "a key twice, within and dotted": ("a:\n  b: 1\na.b: 2", "row 3: 'a.b' is a duplicate", "duplicate"),
    "two documents": ("a: 1\n---\nb: 2", "row 2: not readable as YAML: a line `---` makes it two files", "yaml"),
    "a colon in a value": ("title_ja: 計画: 案", "row 1: not readable as YAML: the indentation is wrong, or", "yaml"),
    "a tab": ("a: 1\n\tb: 2", "row 2: not readable as YAML: a tab", "yaml"),
    "a quote left open": ("a: '計画", "not readable as YAML: a quotation mark is not closed", "yaml"),
    "a control character": ("a: 1\nb: \x07", "row 2: not readable as YAML: there are characters", "yaml"),
}


@pytest.mark.parametrize("case", YAML)
def test_what_yaml_would_lose_or_change_is_said(case):
    text, words, kind = YAML[case]
    reader = Reader(None)
    reader.parsed("plan.yaml", text)
    (fault,) = reader.faults
    assert fault.kind == kind
    assert words in fault.says("en")
    assert fault.says("ja") != fault.says("en")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a:  # how\nb: 1", ""),
        ("a: 計画  # what it is called\nb: 1", "計画"),
        ('a: "計画 #2" # the second\nb: 1', "計画 #2"),
        ("a: 計画#2\nb: 1", "計画#2"),
        ("# a: 案\na: 計画\nb: 1", "計画"),
        ("a: '~'\nb: 1", "~"),
        ("a: |\n  計画 #2\n  案\nb: 1", "計画 #2\n  案".replace("  ", "")),
        ("a: '&x'\nb: 1", "&x"),
    ],
)
def test_remarks_and_quoted_texts_are_read_as_they_are_meant(text, value):
    reader = Reader(None)
    record = reader.parsed("plan.yaml", text)
    assert not reader.faults
    assert isinstance(record, Record)
    assert (record["a"], record["b"]) == (value, "1")


SOURCES = {
    "no list": "sources: 計画",
    "a mapping": "sources:\n  source_id: a",
    "a text in the list": "sources:\n  - 計画",
    "an empty mapping": "sources: {}",
}


@pytest.mark.parametrize("case", SOURCES)
def test_a_card_of_sources_is_a_list_of_mappings(tmp_path, case):
    (tmp_path / "source.yaml").write_text(SOURCES[case], encoding="utf-8")
    reader = Reader(tmp_path)
    assert reader.listed(tmp_path / "source.yaml", form("source.yaml", Folder.PLAN)) == []
    (fault,) = reader.faults
    assert "under 'sources' a list of `- key: value` is due" in fault.says("en")


@pytest.mark.parametrize(
    ("text", "kind"), [("", "empty_file"), ("# a\n", "empty_file"), ("- a", "yaml_mapping"), ("計画", "yaml_mapping")]
)
def test_a_card_is_a_mapping(tmp_path, text, kind):
    (tmp_path / "plan.yaml").write_text(text, encoding="utf-8")
    reader = Reader(tmp_path)
    assert reader.mapping(tmp_path / "plan.yaml", form("plan.yaml", Folder.PLAN)) is None
    assert [fault.kind for fault in reader.faults] == [kind]


def test_a_list_where_a_text_is_due_is_no_text():
    assert Record("plan.yaml", 1, {"a": ["x"]})["a"] == ""


def test_messages_of_files_are_not_those_of_others():
    assert all(EXPECTED[kind] is said for kind, said in OF_FILES.items())


def test_a_question_in_english_keeps_its_mark_in_shift_jis(tmp_path):
    (tmp_path / "errata.csv").write_bytes(f"{HEAD}\n{ROW.replace('誤り', 'Who owns one (by age)?')}\n".encode("cp932"))
    reader = Reader(tmp_path)
    (record,) = reader.sheet(tmp_path / "errata.csv", form("errata.csv", Folder.PLAN))
    assert (reader.faults, record["what"]) == ([], "Who owns one (by age)?")


@pytest.mark.parametrize(("raw", "kind"), [(b"PK\x03\x04", "other_file"), (b'a,b\n"1,2\n', "csv")])
def test_what_cannot_be_read_is_not_written_anew(tmp_path, raw, kind):
    (tmp_path / "a.csv").write_bytes(raw)
    with pytest.raises(DataFaults) as error:
        CsvFile(tmp_path / "a.csv")
    assert [fault.kind for fault in error.value.faults] == [kind]


def test_a_list_of_municipalities_that_has_lost_letters_is_one_line_of_every_command(tmp_path):
    data = Path(shutil.copytree(WORLD, tmp_path / "data"))
    towns = data / "raw" / "reference" / "municipalities.csv"
    towns.write_bytes(towns.read_bytes() + "函館".encode()[:-1])
    for command in (["check", "01202"], ["new", "01203", "--start", "2023"], ["review", "01202", "--by", "x"]):
        ended = CliRunner().invoke(main, [*command, "--data", str(data), "--lang", "en"])
        assert ended.exit_code == 1
        assert isinstance(ended.exception, SystemExit)
        assert "municipalities.csv" in ended.output
        assert "neither UTF-8" in ended.output


@pytest.mark.parametrize("encoding", ["cp932", "utf-8-sig", "utf-16"])
def test_a_city_is_found_by_its_plan_however_its_card_is_saved(tmp_path, encoding):
    data = Path(shutil.copytree(WORLD, tmp_path / "data"))
    card = data / "raw" / "01202_hakodate" / "plan.yaml"
    card.write_bytes(card.read_text(encoding="utf-8").encode(encoding))
    assert find(data, "hakodate-2023").name == "01202_hakodate"
