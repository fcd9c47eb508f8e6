"""A number that stands in two places is the same: in the title of a slide, its table, the chart's CSV and the findings.

Each question recounts the numbers of its title from what is drawn: from the frame of the slide, and from the data of the
chart. Titles in both languages must hold these numbers and no others; findings of the essays must hold those they share.
"""

import json
import re
import types
from collections import Counter
from importlib import import_module
from importlib.util import find_spec

import polars as pl
import pytest

import dxcompare
from dxcompare.present.result import Result
from dxcompare.present.slide import HEADLINES, headline_of, slides_of
from dxcompare.questions import registry
from dxcompare.questions.timeline.tables import DEADLINES
from dxcompare.tables import vocabularies
from dxcompare.words.text import Text
from tests.conftest import ROOT
from tests.tiers import each

NUMBER = re.compile(r"(?<![\d.])\d[\d,]*(?:\.\d+)?")
#: What is no number of a title: texts of plans in quotes, and the names of ages.
NO_NUMBER = re.compile(r"「[^」]*」|“[^”]*”|\"[^\"]*\"|\d+歳代以上|\d+歳代|\d+s\b|\d+ and over")


def numbers(text):
    return Counter(float(found.replace(",", "")) for found in NUMBER.findall(NO_NUMBER.sub("", text)))


def total(frame, value, **where):
    return int(frame.filter(**where)[value].sum())


def overview(slide, chart):
    for frame in (slide[0], chart("contents")):
        words = {
            text.ja: code
            for code, text in {
                "measures": Text("施策", ""),
                "kpis": Text("指標", ""),
                "steps": Text("工程", ""),
            }.items()
        }
        what = frame.with_columns(pl.col("what").cast(pl.String).replace(words))
        yield [what["plan_id"].n_unique(), *(total(what, "count", what=code) for code in ("measures", "kpis", "steps"))]


def coverage(slide, chart):
    frame = chart("matrix")
    seen = frame.group_by("item_id").agg(
        read=(pl.col("has_measure").is_not_null() & ~pl.col("in_doubt")).all(), all=pl.col("has_measure").all()
    )
    yield [seen["read"].sum(), frame["plan_id"].n_unique(), seen.filter("read", "all").height]
    cells = slide[0].with_columns(mark=pl.col("signs").str.slice(0, 1))
    by_item = cells.group_by("item_id").agg(
        read=(pl.col("has_measure").is_not_null() & ~pl.col("in_doubt")).all(), all=(pl.col("mark") == "■").all()
    )
    yield [by_item["read"].sum(), cells["plan_id"].n_unique(), by_item.filter("read", "all").height]


def timeline(slide, chart):
    due = next(frame for frame in slide if "計画の工程" in frame.columns)
    said = Counter(due["計画の工程"])
    words = {code: text.ja for code, text in DEADLINES.items()}
    free = due.filter(pl.col("期限の種類") == vocabularies.DEADLINE_STATUS["optional"].ja)
    free = free.filter(~pl.col("計画の工程").is_in([words["state"], words["past"]]))
    unread = said[words["illegible"]] - free.filter(pl.col("計画の工程") == words["illegible"]).height
    faced = due.height - said[words["state"]] - said[words["past"]] - free.height - unread
    yield [faced, said[words["in_time"]], unread, free.height]


def previous(slide, chart):
    table = slide[0]
    every, undone = [], []
    for plan in table["plan_id"].unique(maintain_order=True):
        every.append(total(table, "n", plan_id=plan))
        undone += [n for name in ("一部実施", "未達成") if (n := total(table, "n", plan_id=plan, verdict=name))]
    yield every + undone
    drawn = chart("verdicts")
    yield [
        *(int(mine[["done", "partly", "not_done"]].sum().sum_horizontal()[0]) for _, mine in drawn.group_by("plan_id")),
        *(
            n
            for _, mine in drawn.group_by("plan_id")
            for name in ("partly", "not_done")
            if (n := int(mine[name].sum()))
        ),
    ]


def ambition(slide, chart):
    for frame, words in ((slide[0], True), (chart("classes"), False)):
        moving = [vocabularies.TARGET_CLASSES[one].ja if words else one for one in ("change", "bound")]
        yield [
            int(frame["kpis"].sum()),
            int(frame.filter(pl.col("target_class").cast(pl.String).is_in(moving))["kpis"].sum()),
        ]


def matched(slide, chart):
    yield [slide[0].height, slide[0].filter(pl.col("比べられる") == "比較可").height]
    yield [chart("pairs").height, int(chart("pairs")["comparable"].sum())]


def outcomes(slide, chart):
    drawn = chart("promised").filter(pl.col("kpi_id").is_not_null())
    told = drawn.filter(pl.col("indicator_id").is_not_null())
    yield [drawn["kpi_id"].n_unique(), told["kpi_id"].n_unique(), told.filter(relation="same")["kpi_id"].n_unique()]


def bases(slide, chart):
    words = {code: vocabularies.CERTAINTY[code].ja for code in ("recovered", "likely", "ambiguous", "inconsistent")}
    counts = [total(slide[0], "columns", certainty=word) for word in words.values()]
    yield [sum(counts), counts[0], counts[1], counts[2] + counts[3]]


def audit(slide, chart):
    drawn = chart("matrix")
    yield [drawn.height, drawn.filter(verdict="inconsistent").height]
    yield [drawn.height, slide[0].height]


def claims(slide, chart):
    words = [vocabularies.CLAIM_VERDICTS[code].ja for code in ("contradicted", "depends_on_reading")]
    yield [int(slide[0]["claims"].sum()), *(total(slide[0], "claims", verdict=word) for word in words)]
    drawn = chart("verdicts")
    yield [
        int(drawn["claims"].sum()),
        *(total(drawn, "claims", verdict=code) for code in ("contradicted", "depends_on_reading")),
    ]


def shares(slide, chart):
    frame = slide[0].filter(option_id="smartphone").filter(pl.col("n") >= 30, pl.col("age_min").is_not_null())
    yield [frame["percent"].max(), frame["percent"].min()]


def agreement(slide, chart):
    row = slide[0].row(0, named=True)
    yield [row["判定者だけ"] + row["相手だけ"], row["判定者だけ"], row["相手だけ"]]


def gradients(slide, chart):
    drawn = chart("forest")
    assert slide[0]["name"].n_unique() == drawn.height
    shapes = drawn["shape"].cast(pl.String)
    yield [drawn.height, shapes.str.starts_with("rises").sum(), shapes.str.starts_with("falls").sum()]


def themes(slide, chart):
    asked = slide[0].filter(status="asked").group_by("theme").len()
    drawn = chart("multiples").filter(pl.col("comparability").is_not_null(), pl.col("comparability") != "d")
    yield [slide[0]["theme"].n_unique(), asked.filter(pl.col("len") > 1).height, drawn["theme_id"].n_unique()]


def standardise(slide, chart):
    for frame, own in ((slide[0], "その市の年齢構成"), (chart("populations"), "own")):
        keys = ["theme_id", "plan_id", "question_id", "option_id"]
        frame = frame.with_columns(own=pl.col("population").cast(pl.String) == own)
        answered = frame.filter(pl.col("population").cast(pl.String).is_in(["回答者のまま", "respondents"]))
        both = frame.filter("own").join(answered, on=keys, suffix="_answered")
        yield [round((both["percent"] - both["percent_answered"]).abs().max(), 1)]


#: Questions whose title is recounted.
RECOUNTED = [
    overview,
    coverage,
    timeline,
    previous,
    ambition,
    matched,
    outcomes,
    bases,
    audit,
    claims,
    shares,
    agreement,
    gradients,
    themes,
    standardise,
]
SLOW = {"agreement", "themes"}
#: Questions whose title is of all that there is, and not of the example.
WHOLE = {"themes"}


def found(ds, name):
    return registry.question(name).ask(ds, **({} if name in WHOLE else registry.question(name).example(ds)))


@pytest.mark.parametrize(
    "recount", each(5, [pytest.param(one, marks=[pytest.mark.slow] * (one.__name__ in SLOW)) for one in RECOUNTED])
)
def test_the_title_of_a_slide_says_what_its_table_and_chart_hold(ds, recount):
    result = found(ds, recount.__name__)
    drawn = {}

    def chart(kind):
        return drawn.setdefault(kind, result.plot(kind, lang="ja").data)

    slides = [slide.frame for slide in slides_of(result, "ja")]
    title = headline_of(result, "ja")
    counts = list(recount(slides, chart))
    assert counts
    for count in counts:
        assert numbers(title.ja) == numbers(title.en) == Counter(map(float, count))


def test_every_question_with_a_title_of_numbers_is_recounted(ds):
    """A new title of numbers must come with its recount; that of `brief` stands in test_brief_slides.py."""
    for name in registry.names():
        if find_spec(f"dxcompare.questions.{name}.slide"):
            import_module(f"dxcompare.questions.{name}.slide")
    named = {name for name in registry.names() if any(kind.__module__.split(".")[2] == name for kind in HEADLINES)}
    assert named - {recount.__name__ for recount in RECOUNTED} == {"brief"}  # by plan: `test_brief_slides.py`


#: Findings that say what a title says: the essay, the pattern of the numbers in both languages, and which of the title's they are.
SAID = [
    ("02_ambition", "ambition", r"^指標(\d+)件のうち、特定", r"^Of (\d+) indicators \d+ are specific", [0]),
    (
        "02_ambition",
        "matched",
        r"^似た指標(\d+)組のうち、比べられるのは(\d+)組",
        r"^Of (\d+) look-alike pairs only (\d+) compare",
        [0, 1],
    ),
    (
        "02_ambition",
        "outcomes",
        r"指標(\d+)件のうち、公的統計と並べられるのは(\d+)件で、同じ量なのは(\d+)件",
        r"^Of (\d+) indicators on national items, (\d+) can stand",
        [0, 1, 2],
    ),
    (
        "04_trust",
        "bases",
        r"で(\d+)列ある。(\d+)列を復元し、(\d+)列はほぼ確か.*残る(\d+)列",
        r"^(\d+) bases .* (\d+) were recovered, (\d+) are likely .* and (\d+) stay open",
        [0, 1, 2, 3],
    ),
    ("04_trust", "audit", r"^(\d+)件の点検のうち合わないのは(\d+)件", r"^Of (\d+) tests (\d+) fail", [0, 1]),
    (
        "04_trust",
        "claims",
        r"述べた(\d+)件のうち.*表と合わないのは(\d+)件",
        r"^Of (\d+) statements .* (\d+) is contradicted",
        [0, 1],
    ),
    (
        "05_timeline",
        "previous",
        r"北上市は(\d+)件のうち(\d+)件を一部実施、那須烏山市は(\d+)件のうち(\d+)件を未達成",
        r"Kitakami calls (\d+) of (\d+) partly done, Nasukarasuyama (\d+) of (\d+) not done",
        [0, 1, 2, 3],
    ),
]


@pytest.fixture(scope="session")
def findings():
    """Essay → its findings in both languages; nothing is drawn."""
    kept = {}
    quiet = types.SimpleNamespace(**{name: getattr(dxcompare, name) for name in dir(dxcompare) if name[0] != "_"})
    quiet.show = lambda *args, **kwargs: None
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Result, "plot", lambda *args, **kwargs: None)
        for essay in {essay for essay, *_ in SAID}:
            cells = json.loads((ROOT / "notebooks" / f"{essay}.ipynb").read_text(encoding="utf-8"))["cells"]
            code = "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
            texts = kept.setdefault(essay, [])
            quiet.finding = lambda holds, ja, en, texts=texts: texts.append(Text(ja, en))
            exec(code.replace("import dxcompare as dx", ""), {"dx": quiet, "display": lambda *args: None})
    return kept


@pytest.mark.slow
@pytest.mark.parametrize(("essay", "name", "ja", "en", "which"), SAID, ids=[f"{one[0]}-{one[1]}" for one in SAID])
def test_a_finding_says_what_the_title_says(ds, findings, essay, name, ja, en, which):
    title = headline_of(found(ds, name), "ja").ja
    theirs = [float(one.replace(",", "")) for one in NUMBER.findall(title)]
    for pattern, said in ((ja, [text.ja for text in findings[essay]]), (en, [text.en for text in findings[essay]])):
        (groups,) = (match.groups() for text in said if (match := re.search(pattern, text)))
        assert sorted(map(float, groups)) == sorted(theirs[place] for place in which[: len(groups)])
