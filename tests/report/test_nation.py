"""Of many plans: an index that finds every one, a page of all together, pages of cities on demand; and what is made anew."""

import csv
import dataclasses
import json
import re
import shutil
from types import SimpleNamespace

import polars as pl
import pytest
from click.testing import CliRunner

import dxcompare
from benchmarks.nation import generate
from dxcompare.assemble import publish
from dxcompare.cli import main
from dxcompare.evidence.lineage import AS_WRITTEN
from dxcompare.evidence.versions import unread
from dxcompare.pipeline import run
from dxcompare.questions import registry
from dxcompare.report import answers, catalogue, deck, execute, folder, pack, start, workbook
from dxcompare.report.execute import Executed
from dxcompare.report.site import make
from dxcompare.report.tasks import COMMAND, alone, paged, tasks
from dxcompare.words.most import MOST
from dxcompare.words.unknown import UnknownName
from tests.conftest import without
from tests.report.checkouts import notebook

#: One more than stand by name; two whose pages are asked for, by reading and by code.
PLANS, CITY, OTHER = MOST + 1, "matsumoto-2026", "iga-2024"
OWN = notebook("import dxcompare as dx\none = dx.load().only(plan_id)", parameters=f"plan_id = '{CITY}'")
SHOWN = ("overview", "coverage", "shares")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """A checkout with the data of the nation, and the two notebooks that are of any plans."""
    root = tmp_path_factory.mktemp("nation")
    generate(root / "data", PLANS)
    run(root / "data")
    (root / "notebooks").mkdir()
    (root / "notebooks" / "city.ipynb").write_text(OWN, encoding="utf-8")
    (root / "notebooks" / "compare.ipynb").write_text(notebook("import dxcompare\ndxcompare.load()"), encoding="utf-8")
    return root / "data"


@pytest.fixture(scope="module")
def nation(data):
    return dxcompare.load(data)


class Report:
    """A report made again and again; what was executed on the data of which plans, what was said and is there."""

    def __init__(self, data):
        self.data, self.out, self.executed, self.said = data, data.parent / "reports", [], []

    def make(self, *cities):
        self.executed, self.said = [], []
        make(self.data, self.out, "both", self.said.append, cities)
        return self

    def execute(self, jobs, done, checkout):
        for job in jobs:
            known = [row["plan_id"] for row in _rows(job.data / "processed" / "plan.csv")]
            self.executed.append((job.name, job.lang, known if len(known) < PLANS else "all"))
            done(Executed(job, [[] for _ in range(3)], [], 0.0))

    def there(self):
        return {path.relative_to(self.out).as_posix(): path.read_bytes() for path in self.out.rglob("*.*")}


def _rows(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def report(data):
    """Without kernels, of three questions, and with a workbook that takes no time."""
    made, patch = Report(data), pytest.MonkeyPatch()
    few = SimpleNamespace(
        questions=lambda: [registry.question(name) for name in SHOWN], names=lambda: SHOWN, question=registry.question
    )
    patch.setattr(execute, "execute", made.execute)
    patch.setattr(workbook, "packed", lambda ds, lang, ahead: " ".join(sorted(ds.plan["plan_id"])).encode())
    patch.setattr(deck, "packed", lambda ds, lang, *more: " ".join(sorted(ds.plan["plan_id"])).encode())
    patch.setattr(answers, "registry", few)
    patch.setattr("dxcompare.report.among.registry", few)
    yield made
    patch.undo()


@pytest.fixture(scope="module")
def first(report):
    """What a report without a choice leaves, and says."""
    report.make()
    return report.there(), list(report.executed), list(report.said)


@pytest.fixture(scope="module")
def second(report, first):
    """The same after pages of two cities were asked for."""
    report.make("まつもと", "24216")
    return report.there(), list(report.executed), list(report.said)


@pytest.fixture(scope="module")
def site(second, report):
    """For the browser; the report itself is made again by other tests."""
    shutil.copytree(report.out, report.out.parent / "copy")
    return report.out.parent / "copy"


def index(files, lang="ja"):
    return files["index.html" if lang == "ja" else "en/index.html"].decode()


# Which pages there are


def test_up_to_the_number_that_stand_by_name_every_plan_has_a_page_and_above_it_those_asked_for(tmp_path):
    (tmp_path / "data" / "processed").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    for name, text in (("city", OWN), ("compare", notebook("1"))):
        (tmp_path / "notebooks" / f"{name}.ipynb").write_text(text, encoding="utf-8")
    notebooks = sorted((tmp_path / "notebooks").iterdir())

    def named(count, *chosen):
        lines = [f"p{n:02},{n:05},2024" for n in range(count)]
        text = "\n".join(["plan_id,municipality_code,start_fy", *lines])
        (tmp_path / "data" / "processed" / "plan.csv").write_text(text, encoding="utf-8")
        return [(task.name, task.plans) for task in tasks(notebooks, tmp_path / "data", chosen)[0]]

    assert named(MOST, "p03") == [*((f"city-p{n:02}", ()) for n in range(MOST)), ("compare", ())]
    assert named(MOST + 1) == []
    assert named(MOST + 1, "p03", "gone") == [("city-p03", ("p03",))]
    assert named(MOST + 1, "p05", "p03") == [
        ("city-p03", ("p03",)),
        ("city-p05", ("p05",)),
        ("compare", ("p03", "p05")),
    ]
    assert "compare" in dict(named(99, *(f"p{n:02}" for n in range(MOST))))
    assert "compare" not in dict(named(99, *(f"p{n:02}" for n in range(MOST + 1))))


@pytest.mark.parametrize(
    ("source", "own"),
    [
        ("one = dx.load().only(plan_id)", True),
        ("ds = dxcompare.load().only(*PLANS)", True),
        ("one = dx.load().only(plan_id)\nall = dx.load()", False),
        ("ds = dx.load()\none = ds.only(plan_id)", False),
        ("one = dx.load().only('kitakami-2023')", False),
        ("from dxcompare import load as read\none = dx.load().only(plan_id)\nread()", False),
        ("one = dx.load().only(plan_id)\nread = dx.load", False),
        ("1 +", False),
        ("print(1)", False),
    ],
)
def test_a_notebook_is_given_its_own_plans_alone_only_if_it_loads_no_more(source, own):
    assert alone(json.loads(notebook(source))) is own


@pytest.mark.long
def test_pages_that_are_there_are_known_by_their_names(data):
    notebooks = sorted((data.parent / "notebooks").iterdir())
    names = {"index.html", "city-b-2021.html", "city-gone.html", "compare.html", "other-a.html", "city-c.pdf"}
    assert paged(notebooks, ["a", "b-2021", "c"], names) == ["b-2021"]


@pytest.mark.parametrize("name", ["松本市", "まつもとし", "Matsumoto", "20202", CITY])
def test_a_plan_is_asked_for_by_name_reading_code_or_id(nation, name):
    assert pack.plans_called(nation, name) == [CITY]


def test_a_city_with_several_editions_has_a_page_of_each(nation):
    again = nation.plan.with_columns(municipality_code=pl.col("municipality_code").replace("24216", "20202"))
    assert pack.plans_called(without(nation, plan=again), "松本市") == [OTHER, CITY]


@pytest.mark.parametrize(
    ("lang", "nobody", "elsewhere", "several"),
    [
        (
            "ja",
            "「ないし市」という市区町村はありません",
            "「上砂川町」という計画のある市区町村はありません",
            ("東京都府中市", "広島県府中市"),
        ),
        (
            "en",
            "no municipality 'ないし市'",
            "no municipality with a plan 'Kamisunagawa",
            ("府中市 (東京都)", "府中市 (広島県)"),
        ),
    ],
)
def test_a_name_that_is_of_no_plan_or_of_several_is_refused(nation, monkeypatch, lang, nobody, elsewhere, several):
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    with pytest.raises(UnknownName) as none:
        pack.plans_called(nation, "ないし市")
    assert str(none.value).startswith(nobody)
    with pytest.raises(UnknownName) as without_plan:
        pack.plans_called(nation, "01425")
    assert str(without_plan.value).startswith(elsewhere)
    two = nation.plan.with_columns(pl.col("municipality_code").replace({"20202": "13206", "24216": "34208"}))
    with pytest.raises(UnknownName) as both:
        pack.plans_called(without(nation, plan=two), "府中市")
    assert all(one in str(both.value) for one in several)
    one = nation.plan.with_columns(pl.col("municipality_code").replace({"20202": "13206"}))
    assert pack.plans_called(without(nation, plan=one), "府中市") == [CITY]


# The first report: index and pages of all


@pytest.mark.long
def test_without_a_choice_there_are_the_pages_of_all_plans_and_how_to_get_the_others_is_said(first):
    files, executed, said = first
    pages = {"index", "answers", "sources", "errata", "codebook"}
    assert set(files) == {
        *(f"{up}{page}.html" for up in ("", "en/") for page in pages),
        folder.MANIFEST,
    }
    assert executed == []
    assert f"{COMMAND} CITY" in said[-1]
    assert f"more than {MOST} plans ({PLANS})" in said[-1]


@pytest.mark.long
@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("ja", f"{MOST}計画まで（いまはないので作っていない）"),
        ("en", f"{MOST} at most (none now, so they are not made)"),
    ],
)
def test_the_index_has_every_plan_with_its_command_and_says_why_there_are_no_slides(first, nation, lang, words):
    html = index(first[0], lang)
    assert ("市区町村ごとのページはまだない。" if lang == "ja" else "No city has a page yet.") in html
    listed = dict(re.findall(r'<li data-find="([^"]+)" data-asked="([^"]+)">', html))
    assert sorted(listed.values()) == sorted(nation.plan["municipality_code"])
    assert all(asked in find.split() for find, asked in listed.items())
    assert f'data-command="{COMMAND}"' in html
    assert (
        html.count("<details><summary>")
        == nation.plan.join(nation.municipality, on="municipality_code")["prefecture_ja"].n_unique()
    )
    assert "city-" not in re.sub(r"<style>.*?</style>|<script>.*?</script>", "", html, flags=re.DOTALL)
    assert html.count(words) == 1
    assert "table.across" not in re.sub(r"<style>.*?</style>|<script>.*?</script>", "", html, flags=re.DOTALL)
    assert (f"{PLANS}市区町村の{PLANS}計画" if lang == "ja" else f"{PLANS} plans of {PLANS} municipalities") in html


def test_a_plan_whose_municipality_has_several_is_asked_for_by_its_id(nation):
    again = nation.plan.with_columns(municipality_code=pl.col("municipality_code").replace("24216", "20202"))
    found = {one.plan_id: one for one in start.choices(without(nation, plan=again), "ja")}
    assert (found[CITY].asked, found[OTHER].asked) == (CITY, OTHER)
    assert {one.asked for one in found.values()} - {CITY, OTHER} <= set(nation.plan["municipality_code"])
    assert {one.answers for one in found.values()} == {()}


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_of_all_has_distributions_with_their_bases_and_no_plan_by_name(first, nation, lang):
    html = first[0]["answers.html" if lang == "ja" else "en/answers.html"].decode()
    parts = {one: html[html.index(f'<h2 id="{one}"') :].split("<h2")[1] for one in SHOWN}
    assert [part.count("<figure") for part in parts.values()] == [2, 1, 1]
    assert f"{PLANS}計画すべての分布" in html if lang == "ja" else f"distribution of all {PLANS} plans" in html
    assert "".join(parts.values()).count(">n</text>") == 3
    assert getattr(answers.EACH, lang) not in html  # no more surveys than stand together
    sources = nation.source.filter(pl.col("source_id").str.ends_with("-plan"))["title"]
    for part in (parts["overview"], parts["coverage"]):
        assert not any(title in part for title in sources)
        assert ("計画・調査などの文書" if lang == "ja" else "documents: plans, surveys and others") in part
    single = re.search(r"<details><summary>([^<]+) \((\d+)\)</summary><ul>(.*?)</ul>", parts["coverage"])
    assert (single[1], single[2]) == (getattr(answers.SINGLE, lang), "1")
    assert ("山元町" if lang == "ja" else "Yamamoto") in single[3]
    assert ("山元町" if lang == "ja" else "Yamamoto") not in parts["overview"]


def test_what_is_asked_survey_by_survey_is_left_to_the_pages_of_cities(nation, monkeypatch):
    monkeypatch.setattr(answers, "results_of", lambda ds, name: [None] * (MOST + 1))
    monkeypatch.setattr(answers, "registry", SimpleNamespace(questions=lambda: [registry.question("shares")]))
    body = answers.pages(nation, "ja")[0].body
    assert answers.EACH.ja in body
    assert "<figure" not in body


def test_a_chart_of_plans_by_name_is_named_and_not_drawn(nation):
    result = registry.question("coverage").made(nation)
    spread = type(result).spreads.pop((type(result), "matrix"))
    try:
        parts = list(answers._distributions(result, "en"))
    finally:
        type(result).spreads[type(result), "matrix"] = spread
    assert parts == [f'<p class="quiet">{answers.UNDRAWN.en}Matrix</p>']


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_sources_and_errata_of_single_plans_are_counted_and_those_of_all_listed(nation, lang):
    sources, errata, _ = catalogue.pages(nation, lang)
    own = {*nation.plan["source_id"], *nation.survey["source_id"]}
    assert {one for one in nation.source["source_id"] if f">{one}<" in sources.body} == {
        *nation.source["source_id"]
    } - own
    assert f"{len(own):,}" in sources.lead
    counts = nation.erratum.group_by("nature", "kind", maintain_order=True).agg(pl.len())
    assert errata.body.count("<tr") - errata.body.count("<thead>") == counts.height
    assert errata.title == catalogue.errata(nation.only(CITY), lang).title
    thrice = without(nation, erratum=pl.concat([nation.erratum] * 3))
    rows = re.findall(r"<tr[^>]*>(.*?)</tr>", catalogue.errata(thrice, lang).body, re.DOTALL)[1:]
    numbers = sorted([int(one) for one in re.findall(r"<td[^>]*>([\d,]+)</td>", row)] for row in rows)
    documents = nation.erratum.group_by("nature", "kind", maintain_order=True).agg(pl.col("source_id").n_unique())[
        "source_id"
    ]
    assert numbers == sorted([3 * notes, of] for notes, of in zip(counts["len"], documents, strict=True))


# Cities on demand, and what is made anew


@pytest.mark.long
def test_pages_that_are_asked_for_are_added_and_the_index_knows_them(first, second):
    before, (files, executed, said) = first[0], second
    assert set(files) - set(before) == {
        f"{up}{page}"
        for up in ("", "en/")
        for page in (*(f"city-{one}.{end}" for one in (CITY, OTHER) for end in ("html", "pdf")), "compare.html")
    } | {f"pack/{name}_{lang}.{end}" for name, end in (("deck", "pptx"), ("workbook", "xlsx")) for lang in ("ja", "en")}
    assert {content.decode() for name, content in files.items() if name.startswith("pack/")} == {f"{OTHER} {CITY}"}
    assert executed == [
        (name, lang, plans)
        for name, plans in (("compare", [OTHER, CITY]), (f"city-{CITY}", [CITY]), (f"city-{OTHER}", [OTHER]))
        for lang in ("ja", "en")
    ]
    for lang in ("ja", "en"):
        html = index(files, lang)
        assert set(re.findall(r'<li data-find="[^"]+" data-asked="[^"]+"><a href="([^"]+)"', html)) == {
            f"city-{CITY}.html",
            f"city-{OTHER}.html",
        }
        assert "compare.html" in html
        assert ("名前に下線のある計画だけ" if lang == "ja" else "Only plans whose name is a link") in html
        assert html.count("pack/") == 4
        assert (f"{MOST}計画まで（いま2計画）" if lang == "ja" else f"{MOST} at most (2 now)") in html
    assert "(2 now)" in said[-1]


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_the_page_of_a_city_ends_with_its_peers_and_its_place_among_all(second, lang):
    html = second[0][f"{'' if lang == 'ja' else 'en/'}city-{CITY}.html"].decode()
    beside, among = html[html.index('<h2 id="beside"') :].split('<h2 id="among"')
    assert beside.count("<figure") == 1
    assert ("人口が最も近い" if lang == "ja" else "nearest in population") in beside
    assert among.count("<figure") == 3
    assert among.count("◆ 松本市" if lang == "ja" else "◆ Matsumoto") >= 2
    assert ("順位でも評価でもない" if lang == "ja" else "neither a rank nor a judgement") in among


@pytest.mark.long
def test_a_run_without_a_choice_keeps_them_and_where_nothing_changed_makes_nothing(second, report, monkeypatch):
    monkeypatch.setattr(answers, "kept", lambda *given: pytest.fail("made anew"))
    report.make()
    assert report.executed == []
    assert sorted(line.split() for line in report.said) == [
        [name, "unchanged"] for name in (f"city-{OTHER}", f"city-{CITY}", "compare")
    ]
    assert report.there() == second[0]


@pytest.mark.slow
def test_a_change_of_one_plan_executes_its_pages_alone(second, report):
    tables = dict(dxcompare.load(report.data).tables)
    another = next(plan for plan in tables["plan"]["plan_id"] if plan not in (CITY, OTHER))

    def entitled(plan, title):
        changed = pl.when(plan_id=plan).then(pl.lit(title)).otherwise("title_ja").alias("title_ja")
        publish.write({**tables, "plan": tables["plan"].with_columns(changed)}, report.data / "processed")
        return report.make()

    assert entitled(another, "改めた計画").executed == []
    assert {name for name, _, _ in entitled(OTHER, "改めた計画").executed} == {f"city-{OTHER}", "compare"}
    html = (report.out / f"city-{OTHER}.html").read_text(encoding="utf-8")
    assert "改めた計画" in html
    publish.write(tables, report.data / "processed")
    assert report.make().there() == second[0]


@pytest.mark.long
def test_a_page_that_was_taken_away_is_not_made_again(second, report):
    for path in report.out.rglob(f"city-{OTHER}.*"):
        path.unlink()
    report.make()
    assert {name for name in report.there() if OTHER in name} == set()
    assert f"city-{CITY}.html" in report.there()
    report.make(OTHER)
    assert report.there() == second[0]


# In a browser


@pytest.mark.long
@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize("name", ["index", "answers", f"city-{CITY}"])
def test_no_request_and_no_barrier(site, page, name, lang):
    from axe_playwright_python.sync_playwright import Axe

    asked = []
    page.on("request", lambda request: asked.append(request.url))
    where = ((site if lang == "ja" else site / lang) / f"{name}.html").as_uri()
    for width in (1200, 400):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(where)
        page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")
        found = Axe().run(page).response["violations"]
        assert [
            (one["id"], one["nodes"][0]["html"][:200]) for one in found if one["impact"] in ("serious", "critical")
        ] == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [url for url in asked if not url.startswith(("data:", "blob:")) and url != where] == []


@pytest.mark.long
@pytest.mark.parametrize("words", ["山元", "やまもと", "ヤマモトちょう", "yamamoto", "０４３６２", "宮城県"])
def test_a_plan_is_found_and_what_makes_its_page_is_said(site, page, words):
    page.goto((site / "index.html").as_uri())
    assert page.locator(".search:visible").count() == 1
    assert page.locator(".directory li:visible").count() == 0
    page.locator(".directory input").fill(words)
    found = [one for one in page.locator(".directory li").all() if one.is_visible()]
    assert [one.locator("code").inner_text() for one in found] == [f"{COMMAND} 04362"]
    assert page.locator(".directory [role=status]").inner_text() == f"{PLANS}計画のうち1"
    page.locator(".directory input").fill("")
    assert page.locator(".directory li:visible").count() == 0
    assert page.locator("summary:visible", has_text="県").count() > 5


@pytest.mark.long
def test_a_plan_with_a_page_is_opened_by_the_keyboard(site, page):
    page.goto((site / "en" / "index.html").as_uri())
    page.locator(".directory input").fill("matsumoto")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/en/city-{CITY}.html*")
    page.goto((site / "en" / "index.html").as_uri())
    page.locator(".directory input").fill("nowhere")
    page.keyboard.press("Enter")
    assert page.locator(".directory [role=status]").inner_text() == "No such plan."
    assert page.locator(".directory details:visible", has=page.locator("li")).count() == 0


def test_without_scripts_every_plan_is_in_its_prefecture(site, browser):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())
    page.locator("summary", has_text="宮城県").click()
    assert [one.inner_text() for one in page.locator(".directory li:visible").all()] == [
        "山元町 04362　2020–2025（計画期間終了）"
    ]
    assert f"{COMMAND} " in page.locator(".directory p code").inner_text()
    context.close()


@pytest.mark.parametrize("count", [0, 2, MOST, MOST + 1])
def test_the_limit_of_slides_and_workbook_is_said_before_it_is_met(count):
    said = pack.chosen(count)
    assert f"{MOST}計画まで" in said.ja
    assert f"{MOST} at most" in said.en
    assert ("作っていない" in said.ja) == ("not made" in said.en) == (not 0 < count <= MOST)
    assert "dxcompare export" in said.ja
    assert "dxcompare export" in said.en


@pytest.mark.parametrize(
    ("lang", "words"),
    [("ja", "「ないし市」という市区町村はありません"), ("en", "no municipality 'ないし市'")],
)
def test_the_command_refuses_a_city_that_is_not_there_and_writes_nothing(data, tmp_path, monkeypatch, lang, words):
    monkeypatch.setenv("DXCOMPARE_LANG", lang)
    given = ["report", "--data", str(data), "--out", str(tmp_path / "out"), "--city", "20202", "--city", "ないし市"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 2
    assert "--city" in done.stderr
    assert words in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_page_that_no_notebook_can_make_is_refused_and_not_left_out(data, tmp_path, monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "ja")
    shutil.copytree(data / "processed", tmp_path / "data" / "processed")
    (tmp_path / "notebooks").mkdir()
    given = ["report", "--data", str(tmp_path / "data"), "--out", str(tmp_path / "out"), "--city", "20202"]
    done = CliRunner().invoke(main, given)
    assert done.exit_code == 1
    assert f"{tmp_path / 'notebooks'} にありません" in done.stderr
    assert not (tmp_path / "out").exists()


def test_many_plans_that_are_read_against_no_version_are_counted_and_few_are_named(nation):
    def said(count):
        old = pl.when(pl.int_range(pl.len()) < count).then(None).otherwise(pl.lit("1.0"))
        return unread(without(nation, plan=nation.plan.with_columns(framework_version=old)), "dx", AS_WRITTEN)[0]

    assert said(1).ja.startswith(nation.plans().filter(plan_id=nation.plan["plan_id"][0])["name_ja"][0])
    assert said(MOST).ja.split("の計画は")[0].count("、") == MOST - 1
    assert said(PLANS).ja.startswith(f"{PLANS}計画は、国の計画より古いか")
    assert said(PLANS).en.startswith(f"{PLANS} plans: older than the national plan")


@pytest.mark.parametrize(("documents", "listed"), [(2 * MOST, True), (2 * MOST + 1, False)])
def test_the_source_line_of_few_plans_lists_two_documents_for_each_that_stands_by_name(plain, documents, listed):
    sources = pl.DataFrame(
        {"source_id": [f"{n}" for n in range(documents)], "title": [f"T{n}" for n in range(documents)]}
    )
    said = dataclasses.replace(plain, sources=sources).source_line("en")
    assert ("T0, T1, " in said) == listed
    assert (f"{documents} documents: plans, surveys and others" in said) != listed


def test_no_more_surveys_are_asked_than_stand_together(nation, monkeypatch):
    asked = []
    monkeypatch.setattr("dxcompare.questions.shares.first_questions", lambda ds: range(1000))
    monkeypatch.setattr("dxcompare.questions.shares.shares", lambda ds, one: asked.append(one))
    assert len(answers.results_of(without(nation), "shares")) == len(asked) == MOST + 1


@pytest.mark.parametrize(("codes", "prefecture"), [("24216+24215", "三重県"), ("24216+20202", "")])
def test_a_joint_plan_is_found_by_each_of_its_municipalities(nation, codes, prefecture):
    joint = nation.plan.with_columns(municipality_code=pl.col("municipality_code").replace("24216", codes))
    found = next(one for one in start.choices(without(nation, plan=joint), "ja") if one.plan_id == OTHER)
    kana = nation.municipality.filter(pl.col("municipality_code").is_in(codes.split("+")))["name_kana"]
    assert {*codes.split("+"), *kana} <= {*found.find.split()}
    assert (found.prefecture, found.asked) == (prefecture, OTHER)
