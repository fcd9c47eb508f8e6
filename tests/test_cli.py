"""The command as people meet it."""

import json
import re
import runpy
import shutil
import subprocess
import sys

import openpyxl
import pytest
from click.testing import CliRunner
from PIL import Image
from pptx import Presentation

from dxcompare.cli import COMMANDS, FORMER, main
from dxcompare.sources import writing
from tests.cities import TOMI
from tests.conftest import ROOT
from tests.extract import printed
from tests.few import copied
from tests.tiers import first


def run(*words, env=None):
    return CliRunner().invoke(
        main, [str(word) for word in words], env={"LC_ALL": "C", "DXCOMPARE_LANG": "", **(env or {})}
    )


@pytest.fixture
def one(tmp_path):
    """The data with one plan, to break."""
    return copied(tmp_path / "data", TOMI)


def test_help_teaches():
    text = run("--help").output
    for word in ("data/raw/", "data/mappings/", "data/README.md"):
        assert word in text
    shown = [line.split()[0] for line in text.partition("A city")[2].splitlines() if line.startswith("  ")]
    assert shown == [name for names in COMMANDS.values() for name in names]


SHOWN = [name for names in COMMANDS.values() for name in names]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_commands_are_in_three_groups_a_line_each(lang):
    text = run("--help", env={"DXCOMPARE_LANG": lang, "COLUMNS": "80"}).output
    headings = ["市:", "データ:", "調べる:"] if lang == "ja" else ["A city:", "The data:", "To look up:"]
    lines = text.partition(headings[0])[2].splitlines()
    assert [line for line in lines if line and not line.startswith(" ")] == headings[1:]
    assert [line.split()[0] for line in lines if line.startswith("  ")] == SHOWN  # no line is the rest of another
    assert not {*FORMER} & {*text.split()}


@pytest.mark.parametrize("words", [*map(str.split, SHOWN), ["compare"], ["reference", "add"], ["reference", "list"]])
def test_each_command_explains_itself_in_the_reader_s_language(words):
    japanese, english = run(*words, "--lang", "ja", "--help").output, run(*words, "--help").output
    assert run(*words, "--help", env={"LC_ALL": "ja_JP.UTF-8"}).output == japanese
    for text, own, other in ((japanese, "表示の言語", "Language of"), (english, "Language of", "の言語")):
        assert len(text.splitlines()) > 6
        if words != ["report"]:
            assert own in text
        assert other not in text
        assert "--data" in text
        assert "\x1f" not in text


@pytest.mark.parametrize(
    "words",
    [["new"], ["check", "--no-such"], ["extract"], ["value"], ["add", "nofile"], ["review"], ["export"]],
)
def test_usage_exits_with_2(words):
    assert run(*words).exit_code == 2


@pytest.mark.parametrize(("lang", "says"), [("ja", "この名前は次の版でなくなります。今は "), ("en", "This name goes ")])
def test_a_former_name_works_and_says_the_new_one(data, lang, says):
    tomi = data / "raw" / "20219_tomi"
    compared = run("compare", tomi, tomi, "--lang", lang)
    assert compared.stderr.startswith(says)
    assert f"--against {tomi}\n" in compared.stderr
    assert says not in compared.stdout
    there = run("reference", "list", "--data", data, "--lang", lang)
    assert there.exit_code == 0
    assert "reference(ds)" in there.stderr
    assert "population" in there.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("-10%", "sure: an amount, -10 %"),
        ("-h", "sure: words"),
        ("--5件", "proposed, a person decides: an amount, -5 件, (-), * the words before it may change its meaning"),
        ("約1,200件/年", "sure: an amount, about 1200 件, per year"),
    ],
)
def test_value_shows_how_a_text_is_read(text, said):
    shown = run("value", text)
    assert (shown.exit_code, shown.output) == (0, f"{said}\n")


def test_value_answers_a_line_of_json_for_each_line():
    texts = ["-5件", "", '"80％\\n70％"', "a\u2028b", "１０Ｏ％"]
    given = "\n".join(texts).encode()
    done = CliRunner().invoke(main, ["value", "--json", "-"], input=given)
    lines = [json.loads(line) for line in done.output.splitlines()]
    assert done.exit_code == 0
    assert [line["text"] for line in lines] == ["-5件", "", "80％\n70％", "a\u2028b", "１０Ｏ％"]
    assert [line["kind"] for line in lines] == ["amount", "missing", "several", "words", None]
    assert json.loads(run("value", "--json", "-5件").output) == lines[0]


def test_extract_writes_proposals_and_pictures(tmp_path):
    path = printed.pdf(tmp_path, printed.table(["指標", "現状値", "目標値"], ["利用率", "15.9%", "50.0%"]))
    out, pictures = tmp_path / "out.jsonl", tmp_path / "pictures"
    done = run("extract", path, "--json", out, "--pictures", pictures, "--lang", "ja")
    assert (done.exit_code, done.output) == (0, "案1件（指標1）。うち確認が要るもの0件。\n")
    assert json.loads(out.read_text(encoding="utf-8"))["row"]["baseline_text"] == "15.9%"
    assert [one.name for one in pictures.iterdir()] == ["page_001.png"]


def test_extract_says_why_a_document_is_refused(tmp_path):
    Image.new("RGB", (400, 500), "white").save(tmp_path / "scan.pdf")
    for lang, word in (("ja", "画像"), ("en", "a scan")):
        done = run("extract", tmp_path / "scan.pdf", "--json", tmp_path / "out.jsonl", "--lang", lang)
        assert done.exit_code == 1
        assert word in done.output
        assert done.output.startswith("scan.pdf: ")
    assert not (tmp_path / "out.jsonl").exists()
    assert run("extract", tmp_path / "scan.pdf").exit_code == 2


def every(group, *names):
    """Every command, the groups before what is in them."""
    yield names
    own = {name: group.get_command(None, name) for name in hidden(group)} or getattr(group, "commands", {})
    for name, command in own.items():
        yield from every(command, *names, name)


def hidden(group):
    """Names of all commands of the first group, those that are not shown with them."""
    return (*group.list_commands(None), *FORMER) if group is main else ()


def test_help_is_there_without_docstrings():
    """`python -OO` drops docstrings; each command says all that it says otherwise, and so does each option."""
    commands = list(every(main))
    assert ("reference", "add") in commands
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom dxcompare.cli import main\n"
        "__debug__ and sys.exit('docstrings are there')\n"
        "for words in sys.argv[1:]:\n    print(CliRunner().invoke(main, [*words.split(), '--help']).output)\n"
    )
    names = [" ".join(words) for words in commands]
    done = subprocess.run(
        [sys.executable, "-OO", "-c", code, *names], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == "".join(run(*words, "--help").output for words in commands).split()


def test_the_module_is_the_command(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["dxcompare", "check", "-h"])
    monkeypatch.delitem(sys.modules, "dxcompare.cli")
    with pytest.raises(SystemExit, match="0"):
        runpy.run_module("dxcompare.cli", run_name="__main__")
    assert "Validate the data: what is wrong, what is to do, the errata." in capsys.readouterr().out


@pytest.mark.long
def test_check_reports_zero_faults_and_lists_the_errata():
    done = run("check", "--data", ROOT / "data", "--lang", "en")
    assert done.exit_code == 0
    lines = done.output.splitlines()
    assert lines[-1].startswith("0 faults in ")
    faults, silent, unread = (
        sum(f" [{said}" in line for line in lines)
        for said in ("error in the source", "not stated in the source", "limit of our reading")
    )
    assert faults + silent + unread == len(lines) - 1
    assert lines[-1].endswith(
        f"{len(lines) - 1} notes on the sources: {faults} errors in the sources, {silent} things not stated, "
        f"{unread} limits of our reading."
    )


def test_messages_follow_the_locale(one):
    (one / "raw" / "20219_tomi" / "kpis.csv").unlink()
    japanese = run("check", "--data", one, env={"LC_ALL": "ja_JP.UTF-8"})
    english = run("check", "--data", one)
    forced = run("check", "--data", one, "--lang", "ja")
    assert "誤りがあります" in japanese.stderr
    assert "1 fault in 1 file; nothing was written." in english.stderr
    assert forced.stderr == japanese.stderr
    assert {done.exit_code for done in (japanese, english, forced)} == {1}


@pytest.mark.long
def test_check_says_when_processed_is_stale(data):
    shutil.copytree(ROOT / "data" / "processed", data / "processed")
    path = data / "processed" / "plan.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("draft", "adopted"), encoding="utf-8")
    done = run("check", "--data", data, "--lang", "en")
    assert done.exit_code == 1
    assert "plan.csv: differs from what the raw data builds; run `dxcompare build`" in done.stderr
    assert run("build", "--data", data).exit_code == 0
    assert run("check", "--data", data).exit_code == 0


def test_check_says_that_a_change_was_cut_short_and_writes_nothing(data):
    """And `build` finishes it: :mod:`tests.kills`."""
    ready = data / writing.READY
    ready.mkdir()
    (ready / "0").write_text("a", encoding="utf-8")
    move = {"file": "raw/new.csv", "number": 0, "before": "", "after": "x"}
    (data / writing.JOURNAL).write_text(json.dumps([move]), encoding="utf-8")
    before = sorted(data.rglob("*"))
    done = run("check", "--data", data, "--lang", "ja")
    assert done.exit_code == 1
    assert "書き込みが途中で止まっている。`dxcompare build` を実行する" in done.stderr
    assert sorted(data.rglob("*")) == before


@pytest.mark.long
def test_build_with_faults_writes_nothing(one):
    (one / "raw" / "20219_tomi" / "kpis.csv").unlink()
    done = run("build", "--data", one, "--lang", "en")
    assert done.exit_code == 1
    assert not (one / "processed").exists()


def test_compare_lists_what_differs(data):
    first, second = data / "raw" / "20219_tomi", data / "second"
    shutil.copytree(first, second)
    assert run("compare", first, second, "--lang", "en").output.endswith("cells compared, 0 differ\n")
    path = second / "kpis.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("40%", "41%").replace("My Number", "MyNumber"), encoding="utf-8"
    )
    done = run("compare", first, second, "--lang", "en")
    assert done.exit_code == 1
    assert "kpis.csv, row 3 baseline_text: '40%' ≠ '41%'" in done.output
    assert done.output.endswith("1 differ\n")


def test_compare_finds_a_row_that_one_lacks(data):
    first, second = data / "raw" / "20219_tomi", data / "second"
    shutil.copytree(first, second)
    path = second / "kpis.csv"
    path.write_text(
        "\n".join(line for line in path.read_text(encoding="utf-8").split("\n") if not line.startswith("k02")),
        encoding="utf-8",
    )
    done = run("compare", first, second, "--lang", "en")
    assert "kpis.csv, row 3 kpi: 'k02' ≠ ''" in done.output
    assert "k03" not in done.output


def test_outside_a_checkout_it_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr("dxcompare.sources.folder.__file__", str(tmp_path / "a" / "b" / "dataset.py"))
    monkeypatch.chdir(tmp_path)
    done = run("check")
    assert done.exit_code == 1
    assert "no data/raw folder here or above" in done.stderr


@pytest.mark.slow
def test_export_writes_slides_and_a_workbook(tmp_path):
    for name in ("all.xlsx", "all.pptx"):
        done = run("export", tmp_path / name, "--data", ROOT / "data", "--lang", "en", "--no-findings")
        assert (done.exit_code, done.stdout) == (0, f"{tmp_path / name}\n"), done.stderr
    assert openpyxl.load_workbook(tmp_path / "all.xlsx").sheetnames[0] == "Read me"
    assert Presentation(tmp_path / "all.pptx").slides[0].shapes.title.text_frame.text == "Comparing municipal DX plans"


@pytest.mark.long
def test_export_quotes_the_findings(ds, tmp_path):
    done = run("export", tmp_path / "x.pptx", "--data", ROOT / "data", "--lang", "en")
    assert done.exit_code == 0, done.stderr
    pages = Presentation(tmp_path / "x.pptx").slides
    said = [shape.text_frame.text for page in pages for shape in page.shapes if shape.has_text_frame]
    assert len([text for text in said if text.startswith("Findings in full: ")]) >= 3


@pytest.mark.parametrize(
    ("name", "says"), [("x.docx", "x.docx should end in .pptx or .xlsx"), ("no/x.xlsx", "there is no folder")]
)
def test_export_says_what_is_wrong_with_a_path(tmp_path, name, says):
    done = run("export", tmp_path / name, "--data", ROOT / "data", "--lang", "en")
    assert done.exit_code == 2
    assert says in re.sub(r"[\s│]+", " ", done.stderr)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("words", "module", "extra"),
    first(
        [
            (["report", "--lang", "en", "--out", "out"], "nbclient", "report"),
            (["export", "x.pptx", "--lang", "en"], "nbclient", "report"),
            (["export", "x.pptx", "--lang", "en", "--no-findings"], "pptx", "export"),
            (["export", "x.xlsx", "--lang", "en"], "xlsxwriter", "export"),
            (["export", "--city", "03206", "--lang", "en", "--no-findings"], "typst", "report"),
            (["new", "01202", "--start", "2023", "--lang", "en", "--workbook", "x.xlsx"], "xlsxwriter", "export"),
            (["extract", "x.pdf", "--json", "x.jsonl", "--lang", "en"], "pdfplumber", "extract"),
            (["add", "x.xlsx", "--lang", "en"], "openpyxl", "export"),
        ],
    ),
)
def test_a_command_names_the_extra_that_is_missing(words, module, extra, data, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "data" / "processed", data / "processed", ignore=shutil.ignore_patterns("*.parquet"))
    if words[0] == "extract":
        (tmp_path / words[1]).write_bytes(b"%PDF-1.4")
    if words[0] == "add":
        openpyxl.Workbook().save(tmp_path / words[1])
    there = {path for path in tmp_path.rglob("*") if path.suffix in (".xlsx", ".pptx", ".pdf", ".html")}
    monkeypatch.setitem(sys.modules, module, None)
    done = run(*words, *([] if words[0] == "extract" else ["--data", data]), env={"DXCOMPARE_LANG": "en"})
    assert done.exit_code == 1
    assert f"pip install 'dxcompare[{extra}]'" in done.output + done.stderr
    assert {path for path in tmp_path.rglob("*") if path.suffix in (".xlsx", ".pptx", ".pdf", ".html")} == there


@pytest.mark.long
@pytest.mark.parametrize(("lang", "says"), first([("ja", "次は dxcompare build"), ("en", "Next: dxcompare build")]))
def test_a_city_with_nothing_left_to_do_is_told_what_comes_next(lang, says):
    done = run("check", "20219", "--lang", lang)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, says)
