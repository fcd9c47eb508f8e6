"""The documents are true: their code runs, what is generated is current, names explain themselves."""

import inspect
import re

import pytest

import dxcompare
from dxcompare.panel.tour import steps, tour
from dxcompare.present.result import Result
from dxcompare.questions import registry
from dxcompare.tables.codebook import markdown
from tests.conftest import ROOT

DOCS = ROOT / "docs"
GALLERY_BYTES = 1_500_000
READMES = ("README.md", "README.ja.md")
#: What commands make, and git does not hold.
MADE = {"reports/en/", "pack/", "reports/index.html", ".cache/report", "en/"}


def code_of(name):
    return re.findall(r"```python\n(.*?)```", (DOCS / name).read_text(encoding="utf-8"), re.DOTALL)


@pytest.mark.long
def test_the_code_of_the_guide_runs_and_is_the_same_in_both_languages():
    blocks = code_of("guide.md")
    assert len(blocks) > 5
    assert blocks == code_of("guide.ja.md")
    names = {}
    for block in blocks:
        exec(block, names)
    assert names["mine"].height > 0


@pytest.mark.long
def test_the_code_of_the_readme_runs_and_is_the_same_in_both_languages(tmp_path, monkeypatch):
    blocks = [re.findall(r"```python\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL) for name in READMES]
    plain, japanese = ([re.sub(r" +#.*", "", block) for block in found] for found in blocks)
    assert plain == japanese
    monkeypatch.chdir(tmp_path)
    names = {}
    for block in plain:
        exec(block, names)
    assert {path.suffix for path in tmp_path.iterdir()} == {".pdf", ".csv", ".json", ".xlsx", ".pptx"}
    assert set(names["coverage"].to_frame()["plan_id"]) == set(names["ds"].plan["plan_id"])


@pytest.mark.parametrize(
    "name", ["README.md", "README.ja.md", "CONTRIBUTING.md", "data/README.md", "data/README.ja.md", "docs/decisions.md"]
)
def test_what_documents_name_is_there(name):
    """Files and folders of the repository, named from its root or from a folder in which they are spoken of."""
    text = (ROOT / name).read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z.][\w.-]*/(?:[\w./-]*(?:/|\.[a-z]+))?)`", text)) - MADE
    folders = [ROOT, *(ROOT / one for one in ("dxcompare", "data", "data/raw", "data/mappings"))]
    assert named
    assert [one for one in named if not any((folder / one).exists() for folder in folders)] == []


def test_the_tables_that_are_computed_are_named():
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    paragraph = re.search(r"those computed from them: (.*)", text)[1]
    computed = {name for question in registry.questions() for name in question.derived}
    assert set(re.findall(r"`(\w+)` \(", paragraph)) == computed


def test_what_is_not_sourced_is_told_as_the_data_have_it(ds):
    """The paragraph on national items: absent and unsourced are different blanks, and 1.0 alone has items of low confidence."""
    low = ds.item.filter(confidence="low").select("version", "item_id").rows()
    assert sorted(low) == [("1.0", "bpr"), ("1.0", "open_data")]
    assert ds.item.filter(version="2.0", item_id="telework")["confidence"].to_list() == ["medium"]
    text = (DOCS / "decisions.md").read_text(encoding="utf-8")
    paragraph = next(line for line in text.splitlines() if "`unsourced`" in line)
    assert {"`not_assessed`", "`not_applicable`", "`low`", "BPR", "telework"} <= set(
        re.findall(r"`\w+`|\w+", paragraph)
    )


@pytest.mark.parametrize(("name", "between"), [("guide.md", ", "), ("guide.ja.md", "、")])
def test_the_guides_name_the_questions_whose_charts_become_distributions(name, between):
    registry.charts()
    for result in {result for result, _ in Result.plots}:
        result.load("spread")
    folders = {
        result.__module__.split(".")[2] for result, _ in Result.spreads if result.__module__.startswith("dxcompare")
    }
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    said = re.search(r"[（(](?:charts of )?(`overview`.+?) ?(?:do\)|の図）)", text)[1].replace(" and ", between)
    assert [one.strip("`") for one in said.split(between)] == [one for one in registry.names() if one in folders]


@pytest.mark.parametrize(
    "told",
    ["REPORT_CITY", 'dx.load("', "DXCOMPARE_DATA", 'ds.only("長野県")', '.sort("has_measure")', "(`status`|（`status`"],
)
def test_what_one_guide_tells_the_other_tells_too(told):
    for name in ("guide.md", "guide.ja.md"):
        assert any(one in (DOCS / name).read_text(encoding="utf-8") for one in told.split("|"))


def test_the_guides_say_what_not_to_conclude():
    for name, heading, words in (
        ("guide.md", r"(?m)^## For a", "**Do not conclude**"),
        ("guide.ja.md", r"(?m)^## (?:研究者|コンサルタント|市の職員)$", "**結論してはならないこと**"),
    ):
        text = (DOCS / name).read_text(encoding="utf-8")
        assert len(re.findall(heading, text)) == text.count(words) == 3


@pytest.mark.parametrize(
    "name",
    [
        "guide.md",
        "guide.ja.md",
        "tutorial.md",
        "tutorial.ja.md",
        "gallery.md",
        "codebook.md",
        "codebook.ja.md",
        "architecture.md",
    ],
)
def test_links_lead_somewhere(name):
    text = (DOCS / name).read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        assert (DOCS / target).is_file(), target


@pytest.mark.parametrize(("name", "lang"), [("codebook.md", "en"), ("codebook.ja.md", "ja")])
def test_the_code_book_is_current(name, lang):
    assert (DOCS / name).read_text(encoding="utf-8") == markdown(lang), "run: make docs"


def test_the_gallery_shows_every_kind_of_chart():
    text = (DOCS / "gallery.md").read_text(encoding="utf-8")
    pictures = set(re.findall(r"\]\(gallery/(.+?)\)", text))
    assert pictures == {f"{name}-{kind}.png" for name, kinds in registry.charts().items() for kind in kinds}, (
        "run: make docs"
    )
    files = list((DOCS / "gallery").glob("*"))
    assert {path.name for path in files} == pictures
    assert sum(path.stat().st_size for path in files) < GALLERY_BYTES
    assert all(len(alt) > 20 for alt in re.findall(r"!\[(.*?)\]", text))


@pytest.mark.long
def test_the_tour_runs_from_top_to_bottom():
    names = {}
    for step in steps():
        *lines, last = step.code.split("\n")
        exec("\n".join(lines), names)
        shown = eval(last, names)  # as Jupyter shows the last line of a cell
        assert shown is not None, step.title.en


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_tour_reads_as_text_and_as_a_page(lang):
    text, html = str(tour(lang)), tour(lang)._repr_html_()
    for step in steps():
        assert step.title.to(lang) in text
        assert step.code.split("\n")[0] in text
        assert html.count("<pre>") == len(steps())
        assert "<script" not in html
    assert bool(re.search("[ぁ-ん]", text)) == (lang == "ja")


@pytest.mark.parametrize(
    "name", [n for n in dxcompare.__all__ if n[0].islower() and inspect.isfunction(getattr(dxcompare, n))]
)
def test_public_functions_explain_themselves(name):
    """numpydoc: a summary, every parameter by name, what comes back, and types in the signature."""
    function = getattr(dxcompare, name)
    doc, signature = inspect.getdoc(function), inspect.signature(function)
    assert re.match(r".+[.?]\n", doc + "\n"), "the first line is a sentence"
    sections = dict(re.findall(r"(?m)^(\w+)\n-{3,}\n((?:.*\n?)*?)(?=^\w+\n-{3,}\n|\Z)", doc))
    assert "Returns" in sections
    listed = [
        n.strip()
        for line in re.findall(r"(?m)^(\S.*?)(?: : .*)?$", sections.get("Parameters", ""))
        for n in line.split(",")
    ]
    assert listed == [f"*{n}" if p.kind is p.VAR_POSITIONAL else n for n, p in signature.parameters.items()]
    assert all(p.annotation is not p.empty for p in signature.parameters.values())
    assert signature.return_annotation is not signature.empty


def test_tab_completes_the_names_of_tables(ds):
    assert set(ds.tables) <= set(dir(ds))
    assert {"only", "codebook", "plans"} <= set(dir(ds))


@pytest.mark.parametrize(
    "ask",
    [
        lambda ds: ds["mesure"],
        lambda ds: ds.to_pandas("mesure"),
        lambda ds: ds.codebook("mesure"),
        lambda ds: ds.mesure,
    ],
)
def test_a_mistyped_table_is_answered(ds, ask):
    with pytest.raises((KeyError, AttributeError), match="did you mean 'measure'"):
        ask(ds)


def test_a_mistyped_column_is_answered(ds):
    with pytest.raises(KeyError, match="no column 'titel_ja'; did you mean 'title_ja'"):
        dxcompare.show(ds.measure, {"titel_ja": ("施策", "Measure")})
    with pytest.raises(Exception, match=r"valid columns.*title_ja"):
        ds.measure.select("titel_ja")


def test_a_mistyped_plan_or_table_of_a_result_is_answered(ds):
    with pytest.raises(KeyError, match="did you mean 'evidence'"):
        dxcompare.coverage(ds).to_frame("evidense")
    with pytest.raises(KeyError, match="did you mean 'tomi-2022'"):
        ds.only("tomi-2020")


def test_public_names_exist():
    for name in dxcompare.__all__:
        assert hasattr(dxcompare, name)
