"""A transcription held against its document: what is found, where, and what is not."""

import os
import runpy
import shutil
from pathlib import Path

import pytest

from dxcompare.extract.blocks import CannotRead
from dxcompare.onboarding.against import Printed, against, published, read
from dxcompare.onboarding.against.document import folded
from dxcompare.report.typeset import pdf, quoted
from scripts import against as script
from tests.conftest import ROOT
from tests.onboarding.printed_city import CITY, PAGES, document, transcribed
from tests.test_cli import run

KNOWN = {"notation", "numbered"}


@pytest.fixture
def city(tmp_path):
    return transcribed(tmp_path)


def held(city, *pages, explained=""):
    mappings = city.parent.parent / "mappings" / CITY
    if explained:
        text = "file,column,text,kind,printed,reason\n" + explained
        (mappings / "unprinted.csv").write_text(text, encoding="utf-8", newline="\n")
    return against(city, read(document(city.parent.parent, *pages)), mappings)


def left(found):
    return {(one.cell.file, one.cell.column, one.cell.text, one.status) for one in found.answers} - {
        (one.cell.file, one.cell.column, one.cell.text, one.status)
        for one in found.answers
        if one.status in ("found", "differs")
    }


def change(city, file, before, after):
    text = (city / file).read_text(encoding="utf-8")
    assert before in text
    (city / file).write_text(text.replace(before, after, 1), encoding="utf-8", newline="\n")


def test_all_of_a_right_transcription_is_found(city):
    found = held(city)
    assert left(found) == set()
    assert found.right
    assert {one.kind for one in found.answers} == {"", *KNOWN}
    printed = {one.cell.text: one.printed for one in found.answers if one.kind in ("notation", "numbered")}
    assert printed["2023-07-01"] == "令和5年7月1日"
    assert (printed["2000"], printed["目標1-①"]) == ("2,000", "①")


def test_pages_and_sections_are_said(city):
    found = {(one.cell.file, one.cell.column): one for one in held(city).answers}
    assert found["kpis.csv", "target_text"].page == 1
    assert found["surveys/s/q1.csv", "男性"].page == 2
    assert found["schedules/yearly.csv", "令和7年度"].section == "第２章　進め方"


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("kpis.csv", "k01,オンライン申請の手続数,,5件", "k01,オンライン申請の手続数,,0件"),  # 0 is not found in 40
        ("kpis.csv", "15人", "5人"),  # nor 5 in 15
        ("kpis.csv", "0.5%", "5%"),
        ("kpis.csv", "5件,R5,40件", "40件,R5,5件"),  # the other way round than in the other rows
        ("kpis.csv", "120人", "40件"),  # of another row
        ("measures.csv", "目標1-②", "目標2-②"),
        ("measures.csv", "便利なまち,,窓口", "便利なむら,,窓口"),
        ("measures.csv", "スマホ教室の開催", "パソコン教室の開催"),
        ("schedules/yearly.csv", "検討,導入,運用", "導入,検討,運用"),
        ("schedules/yearly.csv", "準備,開催,", "準備,実施,"),
        ("surveys/s/q1.csv", "50.0,54.7,46.3", "54.7,50.0,46.3"),
        ("surveys/s/q1.csv", "-,9.4", "9.4,-"),
        ("surveys/s/q1.csv", "81.9", "81.8"),
        ("surveys/s/survey.yaml", "sampled: 2000", "sampled: 200"),
        ("surveys/s/survey.yaml", "2023-07-01", "2023-07-11"),
        ("plan.yaml", "令和8年度", "令和9年度"),
    ],
)
def test_an_error_is_not_found(city, file, before, after):
    change(city, file, before, after)
    found = held(city)
    assert not found.right
    assert file in {one.cell.file for one in found.answers if one.status == "missing"}


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [("measures.csv", "総務課", "総務"), ("kpis.csv", "100%", "100"), ("kpis.csv", "15人", "15")],
)
def test_a_part_of_a_longer_text_is_noted(city, file, before, after):
    change(city, file, before, after)
    assert [one.kind for one in held(city).answers if one.cell.text == after] == ["within"]


def test_a_cell_on_another_page_is_found_elsewhere(city):
    change(city, "kpis.csv", "100%,R8,,,1,", "100%,R8,,,2,")
    found = held(city)
    assert {(text, status) for _, _, text, status in left(found)} >= {("100%", "elsewhere"), ("0.5%", "elsewhere")}
    assert next(one.page for one in found.answers if one.cell.text == "100%") == 1


def test_pages_are_compared_with_what_is_printed_on_them(city):
    """The file has a cover more than the pages say."""
    found = held(city, "表紙", *PAGES)
    assert left(found) == set()
    assert next(one.page for one in found.answers if one.cell.text == "100%") == 2


def test_without_page_breaks_no_page_is_said(city):
    found = held(city, "\n".join(PAGES))
    assert not found.paged
    assert {one.page for one in found.answers} == {None}
    assert left(found) == set()


@pytest.mark.parametrize(
    ("row", "status", "faults"),
    [
        ("kpis.csv,note_text,町の調べ,summary,,表の下の注", "explained", []),
        ("kpis.csv,note_text,町の調べ,summary,参加者数…15人,つないだ", "explained", []),
        ("kpis.csv,note_text,町の調べ,summary,市の調べ,文書にない", "missing", ["not_in_document"]),
        ("kpis.csv,note_text,別の注,summary,,どのセルでもない", "missing", ["not_needed"]),
    ],
)
def test_what_is_not_found_is_explained_by_what_is_printed(city, row, status, faults):
    change(city, "kpis.csv", "120人,R8,,,", "120人,R8,,町の調べ,")
    found = held(city, explained=row + "\n")
    assert [one.status for one in found.answers if one.cell.text == "町の調べ"] == [status]
    assert [fault.kind for fault in found.faults] == faults
    assert found.right == (status == "explained")


def test_an_explanation_of_what_is_found_is_a_fault(city):
    found = held(city, explained="kpis.csv,target_text,40件,summary,,いらない\n")
    assert [fault.kind for fault in found.faults] == ["not_needed"]


def test_a_pdf_is_read_page_by_page(city, tmp_path):
    from datetime import date

    pages = ["\n\n".join(f"#{quoted(line)}" for line in page.splitlines()) for page in PAGES]
    path = tmp_path / "machi.pdf"
    path.write_bytes(pdf("\n#pagebreak()\n".join(pages), date(2024, 4, 1)))
    found = against(city, read(path))
    assert found.paged
    assert left(found) == set()
    assert next(one.page for one in found.answers if one.cell.file == "surveys/s/q1.csv") == 2
    change(city, "kpis.csv", "120人", "129人")
    assert ("kpis.csv", "target_text", "129人", "missing") in left(against(city, read(path)))


def test_what_cannot_be_read_says_why(tmp_path):
    for name, content in (("a.pdf", b"%PDF-1.4 broken"), ("a.docm", b"x"), ("a.txt", b"\xff\xfe\xfd\x81")):
        (tmp_path / name).write_bytes(content)
        with pytest.raises(CannotRead):
            read(tmp_path / name)


@pytest.mark.parametrize(
    ("text", "printed", "found"),
    [
        ("5", "15", False),
        ("5", "1.5", False),
        ("5", "5.1", False),
        ("5", "5 1", True),
        ("5", "5。1", True),
        ("1200", "1 200", False),
        ("介護・子育関係２６手続", "介護・子育関係２\n６手続", True),  # broken over two lines of a cell
        ("①", "①窓口", True),
        ("1", "①窓口", False),
        ("－", "ICT－BCP", False),
        ("－", "「  －  」", True),
        ("ＤＸの推進", "DX\n※\nの推進", True),
        ("５年間で１組織\n※父母に限らない", "５年間で１組織\n※ 父母に限らない", True),
        ("行政手続", "<li>**行政**手続</li>", True),
    ],
)
def test_numbers_are_whole_and_signs_alone(text, printed, found):
    assert bool(list(Printed("a.txt", "", [printed]).find(folded(text)))) is found


def test_the_command_says_what_became_of_the_cells(city):
    data = city.parent.parent
    path = document(data)
    for target in (path, data):
        done = run("check", CITY, "--against", target, "--data", data, "--lang", "en")
        assert done.exit_code == 0
        assert "kpis.csv: 15 cells (found as stated 15)" in done.output
        assert "ids, codes and closed lists" in done.output
    change(city, "kpis.csv", "120人", "129人")
    done = run("check", CITY, "--against", path, "--data", data, "--lang", "ja")
    assert done.exit_code == 1
    assert "kpis.csv 3行目 target_text 「129人」: 見つからない" in done.output


def test_the_command_compares_with_a_second_transcription(city, tmp_path):
    data, second = city.parent.parent, tmp_path / "second"
    shutil.copytree(city, second)
    assert run("check", CITY, "--against", second, "--data", data, "--lang", "en").output.endswith(", 0 differ\n")
    change(second, "kpis.csv", "120人", "129人")
    done = run("check", CITY, "--against", second, "--data", data, "--lang", "ja")
    assert done.exit_code == 1
    assert done.output.startswith("kpis.csv 3行目 target_text: '120人' ≠ '129人'\n")


def test_the_command_says_which_cities_and_documents_there_are(city, tmp_path):
    data = city.parent.parent
    done = run("check", "nowhere", "--against", document(data), "--data", data, "--lang", "en")
    assert (done.exit_code, CITY in done.output) == (2, True)
    (tmp_path / "empty").mkdir()
    done = run("check", CITY, "--against", tmp_path / "empty", "--data", data, "--lang", "en")
    assert (done.exit_code, "machi.txt" in done.output) == (1, True)


def test_the_published_result_is_of_the_files_as_they_are(tmp_path):
    rows = published.read(script.TARGET / "files.csv")
    assert published.stale(ROOT / "data", rows) == []
    assert sum(int(row["missing"]) for row in rows) == 0
    assert {row["city"] for row in rows} == {path.parent.name for path in (ROOT / "data/raw").glob("*/plan.yaml")}
    shutil.copytree(ROOT / "data", tmp_path / "data", ignore=shutil.ignore_patterns("processed"))
    kpis = tmp_path / "data/raw/20219_tomi/kpis.csv"
    kpis.write_text(kpis.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="\n")
    (tmp_path / "data/mappings/20219_tomi/unprinted.csv").unlink()
    changed = published.stale(tmp_path / "data", rows)
    assert [Path(path).name for path in changed] == ["unprinted.csv", "kpis.csv"] or {
        Path(path).name for path in changed
    } == {"unprinted.csv", "kpis.csv"}
    assert published.stale(ROOT / "data", rows, tmp_path)  # a document that is not the one


def test_the_readme_has_the_published_sums():
    for lang, name in (("ja", "README.ja.md"), ("en", "README.md")):
        assert script.text(lang) == (ROOT / "data" / name).read_text(encoding="utf-8")


def test_every_cell_that_differs_is_published():
    rows, cells = published.read(script.TARGET / "files.csv"), published.read(script.TARGET / "cells.csv")
    for status in ("differs", "elsewhere", "explained", "missing"):
        assert sum(int(row[status]) for row in rows) == sum(cell["status"] == status for cell in cells)
    assert all(cell["reason"] for cell in cells)


def test_errors_are_tried_on_every_city():
    bench = runpy.run_path(str(ROOT / "benchmarks" / "against.py"))
    rows = published.read(script.TARGET / "power.csv")
    assert {row["error"] for row in rows} == {*bench["KINDS"]}
    for row in rows:
        assert int(row["tried"]) == sum(int(row[what]) for what in ("found", "noted", "missed")) > 50


if os.environ.get("DXCOMPARE_DOCUMENTS"):

    def test_the_published_result_is_that_of_the_documents():
        """Only where the documents are; they are no part of the repository."""
        documents = Path(os.environ["DXCOMPARE_DOCUMENTS"])
        rows = published.read(script.TARGET / "files.csv")
        assert published.stale(ROOT / "data", rows, documents) == []
        made = [row for found in script.held(documents) for row in script.rows(found)]
        assert [{name: str(value) for name, value in row.items()} for row in made] == [
            {name: value for name, value in row.items() if name != "unprinted_sha256"} for row in rows
        ]
