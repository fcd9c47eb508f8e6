"""One to N cities: everything works for any set of plans, and says of it only what is true."""

import itertools
import json
import re
import shutil
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

import dxcompare
from dxcompare.dataset.notes import edition_of, marked
from dxcompare.panel.state import Explorer, Refused, State
from dxcompare.present import style
from dxcompare.present.show import show
from dxcompare.present.slide import finding_of, slides_of
from dxcompare.questions import registry
from dxcompare.report import site, tasks
from dxcompare.report.brief import Sheets
from dxcompare.report.deck import deck
from dxcompare.report.notebook import filled
from dxcompare.report.pack import Pack
from dxcompare.report.workbook import workbook
from dxcompare.words.text import Text
from tests.cities import HERE, IMARI, KITAKAMI, NASUKARASUYAMA, TOMI, Copy, made
from tests.conftest import ROOT
from tests.tiers import first, long

#: Name → plans that are here, and copies. `bare` prints measures alone, `one` no survey; `older` is older than the
#: national plan; of the six two have one name,
#: and one prints measures alone in a prefecture without official figures.
SETS = {
    "bare": ([], [Copy(TOMI, "01203", bare=True)]),
    "one": ([IMARI], []),
    "two": ([KITAKAMI, NASUKARASUYAMA], []),
    "older": ([], [Copy(IMARI, "13206", older=True)]),
    "six": (HERE, [Copy(KITAKAMI, "13206"), Copy(TOMI, "34208", bare=True)]),
}
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
ESSAYS = [path.stem for path in NOTEBOOKS if path.stem[0].isdigit()]
CITY = ROOT / "notebooks" / "city.ipynb"
#: English that does not agree with one.
ODD = re.compile(r"\b1 (plans|measures|indicators|steps|items|rows|tests|statements|bases|pairs|are|have|do|go)\b")


@pytest.fixture(scope="session")
def data_of(tmp_path_factory):
    """A data folder by the name of its set, built when first asked for."""
    known: dict[str, Path] = {}

    def get(name):
        if name not in known:
            known[name] = made(tmp_path_factory.mktemp(name) / "data", *SETS[name])
        return known[name]

    return get


@pytest.fixture(
    params=[
        "bare",
        long("one"),
        long("older"),
        *(pytest.param(name, marks=pytest.mark.slow) for name in ("two", "six")),
    ]
)
def data(request, data_of):
    return data_of(request.param)


def names(ds, lang):
    return ds.plans()[f"name_{lang}"].to_list()


@pytest.mark.long
def test_copies_are_plans_of_their_own(data_of):
    ds = dxcompare.load(data_of("six"))
    assert ds.plan.height == 6
    assert [name for name in names(ds, "ja") if "府中" in name] == ["府中市（東京都）", "府中市（広島県）"]
    assert [name for name in names(ds, "en") if "Fuchu" in name] == ["Fuchu (Tokyo)", "Fuchu (Hiroshima)"]
    first, copy = (ds.only(plan) for plan in ("kitakami-2023", "fuchu-2023"))
    for table in ("measure", "kpi", "milestone", "response", "survey_base", "claim_check", "ambition", "erratum"):
        assert first[table].height == copy[table].height > 0, table
    assert copy.plan["municipality_code"].to_list() == ["13206"]
    assert ds.only("fuchu-2022").kpi.is_empty()


@pytest.mark.long
def test_only_leaves_out_the_sources_of_other_plans(data_of):
    sources = dxcompare.load(data_of("six")).only("kitakami-2023").source["source_id"].to_list()
    assert [name for name in sources if name.startswith("kitakami")] == ["kitakami-2023-plan", "kitakami-2023-summary"]
    assert not [name for name in sources if name.startswith(("fuchu", "imari", "tomi", "nasu"))]
    assert {"census-2020", "jichitai-dx-2.3", "municipalities"} <= set(sources)


def viewed(explorer, state):
    """What the panel shows, or says instead."""
    try:
        return explorer.view(explorer.settle(state))
    except Refused as why:
        return str(why)


@pytest.mark.slow
def test_every_question_settles_and_draws_in_the_panel(data):
    """And what cannot be drawn says so: of a kind in the panel's message, of a question by refusing it."""
    explorer = Explorer(dxcompare.load(data))
    drawn = refused = 0
    for question in registry.questions():
        for lang in ("ja", "en") if question.of_data else ():
            state = explorer.settle(State(lang, analysis=question.name))
            for _, kind in explorer.options("kind", state) or [("", None)]:
                view = viewed(explorer, State(lang, analysis=question.name, kind=kind))
                if isinstance(view, str):
                    refused += 1
                    assert view.startswith({"ja": "選んだ計画には", "en": "The chosen plans have nothing"}[lang])
                    continue
                assert view.table.frame.height
                assert (view.chart is None) == (kind is None or view.note.endswith(("がない）", "of the kind"))), kind
                if view.chart:
                    drawn += 1
                    assert not view.chart.data.is_empty()
                    assert len(view.chart.alt) > 10
                    for text in (view.chart.alt, *(note.to(lang) for note in view.result.caveats)):
                        assert not ODD.search(text), text
    assert drawn > 5
    assert bool(refused) == data.parent.name.startswith(("bare", "one", "older"))  # two have all there is to ask of


@pytest.mark.long
def test_no_text_of_six_plans_leaves_its_picture_or_its_column(data_of):
    ds = dxcompare.load(data_of("six"))
    for name, kind in (
        ("coverage", "matrix"),
        ("overview", "contents"),
        ("ambition", "classes"),
        ("outcomes", "promised"),
    ):
        for lang in ("ja", "en"):
            figure = getattr(dxcompare, name)(ds).plot(kind, lang=lang).figure
            with style.house():
                figure.draw_without_rendering()
                heads = []
                for text in figure.findobj(lambda artist: hasattr(artist, "get_text")):
                    if text.get_text().strip() and text.get_visible():
                        area = text.get_window_extent()
                        assert figure.bbox.x0 - 1 < area.x0 <= area.x1 < figure.bbox.x1 + 1, (name, text.get_text())
                        if any(
                            "".join(text.get_text().split()).startswith("".join(city.split()))
                            for city in names(ds, lang)
                        ):
                            heads.append(area)
                heads.sort(key=lambda area: area.x0)
                assert len(heads) == 6
                assert all(one.x1 < other.x0 + 1 for one, other in itertools.pairwise(heads)), (name, lang)


def said_in(path):
    """Texts of a deck: those on its slides, and those in their notes."""
    pages = Presentation(path).slides
    shown = [[shape.text_frame.text for shape in page.shapes if shape.has_text_frame] for page in pages]
    return shown, [page.notes_slide.notes_text_frame.text for page in pages if page.has_notes_slide]


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", long("en")])
def test_deck_and_workbook_say_which_plans_they_are_about(data, tmp_path, lang):
    ds = dxcompare.load(data)
    (cover, *others), notes = said_in(deck(ds, tmp_path / "deck.pptx", lang))
    count = ds.plan.height
    which = next(
        line
        for line in "\n".join(cover).split("\n")
        if re.search({"ja": rf"の{count}計画$", "en": rf"^{count} plans?: "}[lang], line)
    )
    assert all(name in which for name in names(ds, lang))
    shown = cover + [text for page in others for text in page]
    for text in shown + notes:
        assert not ODD.search(text), text
    everything = "\n".join(shown)
    absent = {"ja": {"北上市", "伊万里市"}, "en": {"Kitakami", "Imari"}}[lang] - set(names(ds, lang))
    assert not [city for city in absent if city in everything]
    alone = ("市の間", "市をまたい", "across cities", "between cities", "自治体DX計画の比較", "Comparing")
    if count == 1:
        assert not [words for words in alone if words in everything]
    if ds.evaluation.is_empty():  # what nobody judged was not done well
        assert not any("前の計画" in text or "previous plans" in text for text in shown)
    book = openpyxl.load_workbook(workbook(ds, tmp_path / "book.xlsx", lang), read_only=True)
    index = [cell for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert which in index
    assert not [text for text in index if ODD.search(str(text))]
    if count == 1:
        assert index[0].startswith({"ja": f"{names(ds, 'ja')[0]}のDX計画", "en": "The DX plan of "}[lang])


@pytest.mark.long
def test_headlines_hold_for_one_plan_and_for_none_of_the_kind(data_of):
    one, bare, two = (dxcompare.load(data_of(name)) for name in ("one", "bare", "two"))
    assert finding_of(dxcompare.overview(bare), "en") == "The plan of Otaru: 14 measures, 0 indicators, 0 dated steps"
    assert finding_of(dxcompare.outcomes(bare), "en") is None
    assert finding_of(dxcompare.coverage(two), "en").endswith("a numbered measure in both")
    assert finding_of(dxcompare.timeline(one), "en").endswith(", 1 has a step in time")
    assert len(slides_of(dxcompare.ambition(bare), "en")) == 1  # no scales without a move


@pytest.mark.long
def test_titles_claim_only_what_the_plans_bear_out(data_of):
    two = dxcompare.load(data_of("two"))
    alone = two.only("kitakami-2023")
    assert dxcompare.ambition(two).plot("scales", lang="ja").title == "四つの尺度で見た目標の大きさ"
    for some in (two, alone):  # no pair of options asks one thing, so cities are not compared
        assert dxcompare.gradients(some).title.ja == "年齢とともにどう変わるか"
    for result in (dxcompare.themes(alone), dxcompare.standardise(alone), dxcompare.previous(alone)):
        words = [
            result.title.en,
            *(note.en for note in result.caveats),
            *(slide.reading for slide in slides_of(result, "en")),
        ]
        assert not [text for text in words if "cities" in text]


@pytest.mark.long
def test_a_city_without_official_figures_is_a_blank(data_of):
    ds = dxcompare.load(data_of("six"))
    chart = dxcompare.reference(ds, "dx_ai").plot(lang="en")
    assert chart.alt.startswith("AI in use: 4 of 6 cities have a figure")
    drawn = re.findall(r">([^<>]+)</text>", chart.svg())
    assert drawn.count("no figure") == 2
    assert {"Fuchu (Tokyo)", "Fuchu (Hiroshima)"} <= set(drawn)


# The pages


def pages(data, lang, notebooks=NOTEBOOKS):
    """The pages as they are before any notebook is executed: name → HTML."""
    todo, left_out = tasks.tasks(notebooks, data)
    blank = {
        (task.name, lang): site.Outcome(
            [[] for cell in filled(task.notebook, {})["cells"] if cell["cell_type"] == "code"]
        )
        for task in todo
    }
    return site._pages(todo, left_out, blank, lang, None, dxcompare.load(data), [], Pack(), Sheets({}, {}))


@pytest.mark.parametrize("lang", first(["ja", "en"]))
def test_the_index_says_how_many_plans_and_which(data, lang):
    ds, made = dxcompare.load(data), pages(data, lang)
    index = made["index.html"]
    lead = re.search("<h1>(.*?)</h1>\n<p>(.*?)</p>", index, re.DOTALL)
    if ds.plan.height == 1:
        assert lead[1] == {"ja": f"{names(ds, 'ja')[0]}のDX計画", "en": f"The DX plan of {names(ds, 'en')[0]}"}[lang]
    assert re.search({"ja": f"の{ds.plan.height}計画を", "en": f"^{ds.plan.height} plans?: "}[lang], lead[2])
    assert all(name in lead[2] for name in names(ds, lang))
    assert {f"city-{plan}.html" for plan in ds.plan["plan_id"]} <= set(made)
    edition = edition_of(ds).to(lang)
    assert edition.endswith({"ja": "（2026-11-26現在）", "en": ", as of 2026-11-26"}[lang])
    assert all(f" {edition}</p>\n</footer>" in page for page in made.values())
    for row in ds.plans().iter_rows(named=True):  # listed, and at the head of its page
        name = marked(Text(row["name_ja"], row["name_en"]), row).to(lang)
        assert name.endswith({"ja": "（計画期間終了）", "en": " (period ended)"}[lang]) == (row["end_fy"] < 2026)
        assert f">{name}</a>" in index
        assert f"<h1>{name}" in made[f"city-{row['plan_id']}.html"]
    assert not ODD.search(re.sub("<[^>]*>", "", "\n".join(made.values())))


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_essays_stand_where_their_plans_are_and_say_so_where_there_are_more(data_of, lang):
    alone = {
        "ja": "4計画だけについての文章である（ここにはほかに2計画がある）",
        "en": " alone; there are 2 more here.",
    }[lang]
    left_out = {"ja": "ここにない計画についてのものなので載せていない", "en": "about plans that are not here"}[lang]
    six, two, four = pages(data_of("six"), lang), pages(data_of("two"), lang), pages(ROOT / "data", lang)
    for essay in ESSAYS:
        assert alone in six[f"{essay}.html"]
        assert alone not in four[f"{essay}.html"]
        assert f"{essay}.html" not in two
    assert [left_out in made["index.html"] for made in (six, four, two)] == [False, False, True]
    assert six["index.html"].count(alone) == len(ESSAYS) - 1
    quiet = re.search('<p class="quiet">(.*?)</p>', two["index.html"], re.DOTALL)[1]
    assert quiet.count({"ja": "「", "en": "“"}[lang]) == len(ESSAYS)


@pytest.mark.long
def test_sources_and_errata_say_only_what_holds(data_of):
    bare, two = (pages(data_of(name), "en", []) for name in ("bare", "two"))
    assert "None is recorded." in bare["errata.html"]
    assert "the cells concerned are not used" in two["errata.html"]
    assert "transcribed twice" in two["sources.html"]


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_of_a_city_holds_for_any_plan(data, lang, monkeypatch):
    """Its cells, one after the other, as a kernel would execute them."""
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    ds = dxcompare.load(data)
    monkeypatch.setattr(dxcompare, "load", lambda: ds)
    for plan in ds.plan["plan_id"]:
        shown, said, captions = [], [], []
        monkeypatch.setattr(dxcompare, "finding", lambda holds, ja, en, s=said: s.append((holds, {"ja": ja, "en": en})))
        monkeypatch.setattr(dxcompare, "show", lambda *a, s=captions, **k: s.append(show(*a, **k).caption))
        space = {"display": shown.append}
        for cell in filled(CITY, {"plan_id": plan})["cells"]:
            if cell["cell_type"] == "code":
                exec(compile(cell["source"], str(CITY), "exec"), space)
        assert len(said) == 3
        assert any(text.startswith({"ja": "設問", "en": "Questions"}[lang]) for text in captions)
        assert not [text for text in captions if "（）" in text or "()" in text]
        for holds, text in said:
            assert holds, (plan, text)
            assert not ODD.search(text["en"])
        if ds.only(plan).kpi.is_empty():
            assert said[-1][1] == {"ja": "この計画に指標は記載されていない。", "en": "The plan states no indicator."}


@pytest.mark.slow
def test_a_report_of_one_plan(data_of, tmp_path):
    """Executed: the pages of one plan that prints measures alone, without an essay."""
    report(data_of("bare"), tmp_path, ["city-otaru-2022"])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["one", "two", "six"])
def test_a_report_of_any_plans(data_of, tmp_path, name):
    data = data_of(name)
    cities = [f"city-{plan}" for plan in dxcompare.load(data).plan["plan_id"]]
    report(data, tmp_path, cities + (ESSAYS if name == "six" else []))


def report(data, tmp_path, expected):
    shutil.copytree(ROOT / "notebooks", data.parent / "notebooks", dirs_exist_ok=True)
    made = site.make(data, tmp_path / "reports", "both")
    found = {path.relative_to(tmp_path / "reports").as_posix() for path in made}
    pages = {f"{name}.html" for name in ["index", *expected, "answers", "sources", "errata", "codebook"]}
    assert found == pages | {f"en/{name}" for name in pages}
    for path in made:
        assert 'class="failed"' not in path.read_text(encoding="utf-8")


def test_essays_declare_the_plans_they_speak_of():
    for path in NOTEBOOKS:
        text = "".join("".join(cell["source"]) for cell in json.loads(path.read_text(encoding="utf-8"))["cells"])
        if path.stem in ESSAYS:
            assert text.count("dx.load()") == text.count("dx.load().only(*PLANS)") == 1, path.name
        else:
            assert "PLANS" not in text
