"""Deck and workbook beside the pages: made of what the notebooks gave, once, and listed in the index."""

import re

import pypdf
import pytest
from click.testing import CliRunner
from pptx import Presentation

from dxcompare.cli import main
from dxcompare.report import deck, pack, workbook
from dxcompare.report.cache import Store
from dxcompare.report.notebook import ReportFailed
from dxcompare.report.site import findings
from dxcompare.words.faults import PackageMissing
from dxcompare.words.unknown import UnknownName
from tests.conftest import ROOT
from tests.report.checkouts import checkout, notebook, run

SAID = "import dxcompare as dx\nfrom pathlib import Path\nwith open('ran', 'a') as ran: print(file=ran)\n" + (
    "dx.finding(dx.load().plan.height == 4, ja='四つある。', en='There are four.')"
)


@pytest.mark.long
def test_the_pack_is_in_every_language_and_linked_from_every_index(site):
    made = {path.name for path in (site / "pack").iterdir()}
    assert made == {"deck_ja.pptx", "deck_en.pptx", "workbook_ja.xlsx", "workbook_en.xlsx"}
    for lang, words in (("ja", "市"), ("en", "plan")):
        pages = Presentation(site / "pack" / f"deck_{lang}.pptx").slides
        said = "".join(shape.text_frame.text for page in pages for shape in page.shapes if shape.has_text_frame)
        assert words in said
    for index, up, lang in ((site / "index.html", "", "ja"), (site / "en" / "index.html", "../", "en")):
        links = re.findall(r'href="([^"]*pack/[^"]+)">', index.read_text(encoding="utf-8"))
        assert set(links) == {f"{up}pack/{name}" for name in made}
        assert all(f"_{lang}." in link for link in links[:2])  # those in the page's language come first


def test_the_pack_has_the_findings_and_nothing_is_executed_for_it(tmp_path, pages_alone):
    data, out, ran = checkout(tmp_path, a=notebook(SAID)), tmp_path / "reports", tmp_path / "notebooks" / "ran"
    run(data, out)
    made = {path.name: path.read_text() for path in (out / "pack").iterdir()}
    assert made == {"deck_ja.pptx": "[('a', ['四つある。'])]", "workbook_ja.xlsx": "ja"}
    (out / "pack" / "deck_ja.pptx").unlink()
    run(data, out)
    assert {path.name: path.read_text() for path in (out / "pack").iterdir()} == made
    assert ran.read_text() == "\n"


@pytest.mark.long
def test_there_is_no_pack_of_what_is_no_longer_true(tmp_path, pages_alone):
    data, out = checkout(tmp_path, a=notebook(SAID.replace("== 4", "== 5"))), tmp_path / "reports"
    with pytest.raises(ReportFailed, match="no longer true"):
        run(data, out)
    assert not (out / "pack").exists()
    assert pack.FAILED.ja in (out / "index.html").read_text(encoding="utf-8")


def test_without_its_package_the_pack_is_left_out_and_says_why(ds, tmp_path, monkeypatch):
    def missing(*args):
        raise PackageMissing("XlsxWriter", "export", "ja")

    monkeypatch.setattr(deck, "packed", lambda *args: b"")
    monkeypatch.setattr(workbook, "packed", missing)
    packed = pack.kept(ds, {"ja": []}, Store(tmp_path), "key")
    assert packed.files == {}
    assert "XlsxWriter が要る。`pip install 'dxcompare[export]'`" in packed.missing.ja
    assert "needs XlsxWriter" in packed.missing.en


@pytest.mark.long
def test_the_pack_of_a_city_is_of_its_plans_alone(ds, tmp_path, pages_alone, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run_in = ["export", "--city", "なすからすやま", "--no-findings", "--data", str(ROOT / "data")]
    assert CliRunner().invoke(main, run_in).exit_code == 0
    made = tmp_path / "pack-09215"
    names = {f"{one}_{lang}" for lang in ("ja", "en") for one in ("city-nasukarasuyama-2024", "deck", "workbook")}
    assert {path.stem for path in made.iterdir()} == {*names, "manifest"}
    assert len(pypdf.PdfReader(made / "city-nasukarasuyama-2024_ja.pdf").pages) == 1
    (made / "deck_ja.pptx").write_text("with our logo")
    (made / "deck_en.pptx").unlink()
    done = CliRunner().invoke(main, run_in)
    assert done.exit_code == 1
    assert "deck_ja.pptx" in done.output
    assert (made / "deck_ja.pptx").read_text() == "with our logo"
    assert not (made / "deck_en.pptx").exists()
    assert CliRunner().invoke(main, [*run_in, "--lang", "en", "only"]).exit_code == 0
    assert {path.suffix for path in (tmp_path / "only").iterdir()} == {".pdf", ".pptx", ".xlsx", ".json"}
    assert len([*(tmp_path / "only").iterdir()]) == 4


def test_a_city_without_a_plan_has_no_pack(ds):
    with pytest.raises(UnknownName, match=r"no municipality with a plan 'Hakodate City'.*Kitakami"):
        pack.plans_of(ds, "01202")


@pytest.mark.long
def test_the_findings_of_a_city_are_those_of_its_page(tmp_path):
    city = notebook(SAID, parameters="plan_id = 'tomi-2022'").replace("code_cell", "code")
    data = checkout(tmp_path, city=city, a=notebook(SAID.replace("四つ", "五つ")))
    assert [said for _, said in findings(data, "ja", ["imari-2021"])] == [["四つある。"]]
    assert (tmp_path / "notebooks" / "ran").read_text() == "\n"


@pytest.mark.slow
@pytest.mark.parametrize("plan", ["kitakami-2023", "nasukarasuyama-2024", "tomi-2022", "imari-2021"])
def test_every_plan_alone_has_a_pack(ds, plan):
    for lang in ("ja", "en"):
        assert len(pack.of_city(ds, [plan], lang, [])) == 3
