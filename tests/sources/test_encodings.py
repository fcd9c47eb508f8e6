"""Files as spreadsheet programs save them: read, and said."""

import codecs

import pytest

from dxcompare.assemble import build
from dxcompare.onboarding import progress
from dxcompare.sources.encodings import decoded
from dxcompare.sources.files import CsvFile
from dxcompare.words.faults import DataFaults
from tests.assemble.breaking import bom, encode, ends
from tests.cities import HERE, TOMI
from tests.few import copied, few

FILE = "data/raw/20219_tomi/measures.csv"
SAVED = {
    "bom": (bom, "read as BOM (the standard is UTF-8 without a BOM)"),
    "shift_jis": (encode("cp932"), "read as Shift_JIS (the standard is UTF-8 without a BOM)"),
    "utf-16": (encode("utf-16"), "read as UTF-16 (the standard is UTF-8 without a BOM)"),
    "crlf": (ends(b"\r\n"), "read with lines that end in CRLF (the standard is LF)"),
    "cr": (ends(b"\r"), "read with lines that end in CR (the standard is LF)"),
}


@pytest.fixture(scope="module")
def measures():
    """As the file that is here makes them."""
    return build(few(*HERE))["measure"]


@pytest.mark.long
@pytest.mark.parametrize("way", SAVED)
def test_however_a_file_is_saved_it_builds_the_same_and_is_noted(tmp_path, measures, way):
    data = copied(tmp_path / "data")
    save, said = SAVED[way]
    path = data / "raw" / TOMI / "measures.csv"
    rows = CsvFile(path).rows
    save(path)
    notes = []
    tables = build(data, "en", notes)
    assert [note.says("en") for note in notes] == [f"{FILE}: {said}"]
    assert tables["measure"].equals(measures)
    state = progress.state(data, TOMI)
    assert (state.wrong, state.to_do, state.notes) == ([], [], notes)
    assert f"note: {FILE}: {said}" in progress.says(state, "en")
    assert CsvFile(path).rows == rows


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "cp932", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("text", ["", "n,764\n", "選択肢,20代\nはい,50.0\n", "①〜Ⅲ－％髙﨑"])
def test_every_encoding_gives_the_text_back(codec, text):
    mark = codecs.BOM_UTF16_BE if codec == "utf-16-be" else b""
    if codec == "cp932":
        text = text.replace("〜", "～")  # of the two waves, Windows has this one
    assert decoded(mark + text.encode(codec))[0] == text


@pytest.mark.parametrize(
    "text", ["見出し\n計画の表", "kpi,reason\nk1,割"]
)  # the second has the letter that is cut alone
def test_a_file_that_has_lost_bytes_is_not_taken_for_shift_jis(tmp_path, text):
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode()[:-1])
    with pytest.raises(DataFaults, match="have some bytes been lost"):
        CsvFile(path)
