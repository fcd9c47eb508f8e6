"""When each plan reaches each stage of each national item: the national deadlines, and the words of the result."""

import polars as pl
import pytest

from dxcompare import timeline
from dxcompare.present.slide import finding_of, slides_of
from dxcompare.questions.timeline.compute import _arrives as arrives
from tests.plans import NATIONAL, A, B, C, made, one, rows
from tests.questions.schedules import ACTS, MEASURE, found, steps
from tests.tiers import each

# deadlines: systems by the end of FY2025 (first version), online by the second quarter of FY2024 (second)


def decided(*values):
    return [dict(zip(("item_id", "measure_id", "phrase", "reach", "reason"), value, strict=True)) for value in values]


ARRIVES = decided(("systems", "a-2021/1", "移行", "arrives", "全て"), ("online", "b-2023/1", "開始", "arrives", "全て"))


def deadline(milestone, plan=A, item="systems", deadline_step=ARRIVES, **more):
    return one(found("deadlines", milestone, deadline_step=deadline_step, **more), plan_id=plan, item_id=item)


@pytest.mark.parametrize(
    ("fy", "quarter", "verdict"),
    each(
        3,
        [
            (2024, None, "in_time"),
            (2025, None, "in_time"),  # the deadline is the end of the year
            (2025, 4, "in_time"),
            (2026, 1, "late"),
            (2026, None, "late"),
        ],
    ),
)
def test_a_deadline_at_the_end_of_a_year(fy, quarter, verdict):
    row = deadline(steps((fy, quarter, "launch", "移行")))
    assert (row["verdict"], row["fy"], row["quarter"], row["step_text"]) == (verdict, fy, quarter, "移行")
    assert (row["deadline_fy"], row["deadline_quarter"], row["reason"]) == (2025, None, "全て")


@pytest.mark.parametrize(
    ("fy", "quarter", "verdict"),
    each(
        4,
        [
            (2023, None, "in_time"),
            (2023, 4, "in_time"),
            (2024, 1, "in_time"),
            (2024, 2, "in_time"),
            (2024, 3, "late"),
            (2024, None, "cannot_tell"),  # the year may be over before the step, or not
            (2025, 1, "late"),
            (2025, None, "late"),
        ],
    ),
)
def test_a_deadline_within_a_year(fy, quarter, verdict):
    assert deadline(steps((fy, quarter, "launch", "開始"), measure="b-2023/1"), B, "online")["verdict"] == verdict


def test_a_deadline_in_the_last_quarter_is_the_end_of_the_year():
    row = deadline(
        steps((2025, None, "launch", "移行"), measure="b-2023/1"),
        B,
        "core",
        decided(("core", "b-2023/1", "移行", "arrives", "r")),
        acts=[("b-2023/1", "core", "a")],
    )
    assert (row["deadline_quarter"], row["verdict"]) == (4, "in_time")


def test_the_earliest_step_that_arrives_decides():
    two = steps((2026, None, "launch", "移行"), (2025, 3, "launch", "移行"), (2025, None, "launch", "移行"))
    row = deadline(two)
    assert (row["verdict"], row["fy"], row["quarter"]) == (
        "in_time",
        2025,
        3,
    )  # a year without a quarter counts as its last


@pytest.mark.parametrize(
    ("lost", "known", "verdict", "fy"),
    [
        (2024, None, "cannot_tell", 2024),  # in FY2024 or later: before the deadline, FY2025, or after
        (2026, None, "late", 2026),
        (2024, 2025, "in_time", 2025),  # the other arrives in time for certain
        (2024, 2026, "cannot_tell", 2024),
    ],
)
def test_a_step_whose_span_is_lost_may_arrive_later(lost, known, verdict, fy):
    certain = [(known, None, "launch", "移行")] if known else []
    row = deadline(steps((lost, None, "launch", "移行", "lost"), *certain))
    assert (row["verdict"], row["fy"]) == (verdict, fy)


@pytest.mark.long
def test_only_a_decided_step_speaks_and_a_continuation_does_not():
    assert deadline(steps((2024, None, "launch", "更改")))["verdict"] == "no_step"
    assert deadline(steps((2024, None, "launch", "移行", "carried")))["verdict"] == "no_step"
    assert deadline(steps((2024, None, None, "移行")))["verdict"] == "in_time"  # whatever its stage
    spaced = deadline(steps((2024, None, "launch", "移　行")))
    assert (spaced["verdict"], spaced["step_text"]) == ("in_time", "移　行")


NOBODY = decided(("online", "b-2023/1", "開始", "arrives", "全て"))


def test_steps_on_which_nobody_decided_are_no_gap_of_the_plan():
    """A row on the measure and the item is a judgement, and one of `none` says that no step speaks for the deadline."""
    milestone = steps((2024, None, "launch", "移行"), (2025, None, None, "更改"))
    assert deadline(milestone, deadline_step=NOBODY)["verdict"] == "not_judged"
    assert deadline(milestone[1:], deadline_step=NOBODY)["verdict"] == "not_judged"  # whatever its stage
    none = decided(("systems", "a-2021/1", None, "none", "移行の範囲は別の計画にある"))
    assert deadline(milestone, deadline_step=[*none, *NOBODY])["verdict"] == "no_step"
    other = decided(("online", "a-2021/1", None, "none", "r"))
    assert deadline(milestone, deadline_step=other)["verdict"] == "not_judged"


def test_what_prints_no_step_of_the_item_needs_no_judgement():
    carried, of_none = steps((2024, None, "launch", "移行", "carried")), steps((2024, None, "launch", "移行"))
    of_none[0]["items"] = "none"
    for milestone in ([], carried, of_none):
        assert deadline(milestone, deadline_step=NOBODY)["verdict"] == "no_step"
    lost = {"erratum": [{"steps_lost": "a-2021/1"}]}
    assert deadline(of_none, deadline_step=NOBODY, **lost)["verdict"] == "illegible"


def test_every_measure_of_an_item_is_judged_or_the_deadline_is_not():
    """One measure without a step that speaks says nothing of the steps of another; one that arrives says enough."""
    measure = [*MEASURE, {"measure_id": "a-2021/2", "plan_id": A, "policy": None}]
    acts = [*ACTS, ("a-2021/2", "systems", "a")]
    milestone = [*steps((2024, None, "launch", "移行")), *steps((2025, None, "launch", "更改"), measure="a-2021/2")]
    none = decided(("systems", "a-2021/1", None, "none", "r"))
    for judged, verdict in ((none, "not_judged"), (ARRIVES, "in_time")):
        ds = made(acts, measure=measure, milestone=milestone, deadline_step=judged)
        assert one(timeline(ds).to_frame("deadlines"), plan_id=A, item_id="systems")["verdict"] == verdict


def test_a_step_of_a_project_speaks_for_its_measure():
    milestone = steps((2024, None, "launch", "移行"))
    milestone[0] |= {"measure_id": None, "project_id": "a-2021/p1", "track": "①"}
    mapped = [{"project_id": "a-2021/p1", "track": "①", "measure_id": "a-2021/1"}]
    row = deadline(milestone, project_measure=mapped)
    assert (row["verdict"], row["step_text"]) == ("in_time", "移行")
    assert deadline(milestone, deadline_step=NOBODY, project_measure=mapped)["verdict"] == "not_judged"
    assert deadline(milestone, deadline_step=NOBODY)["verdict"] == "no_step"  # of no measure of the item


def test_the_headline_says_how_many_deadlines_are_not_judged():
    """Of three plans one is in time, one prints no step, and of one nobody judged the steps; then of two; then of none."""
    milestone = [*steps((2025, None, "launch", "移行")), *steps((2023, None, "launch", "開始"), measure="b-2023/1")]
    acts = [(measure, item, "a") for measure, item, _ in ACTS]

    def said(deadline_step, lang):
        result = timeline(made(acts, measure=MEASURE, milestone=milestone, deadline_step=deadline_step))
        return finding_of(result, lang), result.to_frame("deadlines").filter(pl.col("verdict") != "past").height

    of_both = [*NOBODY, *decided(("systems", "a-2021/1", "移行", "arrives", "r"))]
    told, n = said(of_both, "ja")
    assert told == f"工程で測れる国の期限{n}件（計画×事項）のうち、期限に間に合う工程があるのは2件"
    told, n = said(NOBODY, "ja")
    assert (
        told == f"工程で測れる国の期限{n}件（計画×事項）のうち、期限に間に合う工程があるのは1件、判断していないのは1件"
    )
    told, n = said(NOBODY, "en")
    assert told.endswith("1 has a step in time and 1 is not judged yet")
    acts = acts[:2]
    told, n = said([], "ja")
    assert told.endswith(f"{n}件（計画×事項）のうち、期限に間に合う工程があるのは0件、判断していないのは2件")


def test_the_headline_counts_none_in_time_where_most_are_not_judged():
    """Who prints no step needs no judgement: what is left is no sample of all."""
    plan = rows("plan_id municipality_code start_fy framework_version end_fy", ("a-2022", "01001", 2022, "1", 2025))
    measure = [{"measure_id": "a-2022/1", "plan_id": "a-2022", "policy": None}]
    acts = [("a-2022/1", item, "a") for item in ("systems", "online")]
    milestone = steps((2023, None, "launch", "移行"), measure="a-2022/1")
    result = timeline(made(acts, plan=plan, measure=measure, milestone=milestone))
    assert set(result.to_frame("deadlines").filter(item_id="systems")["verdict"]) == {"not_judged"}
    assert "期限に間に合う" not in finding_of(result, "ja")
    assert "件は工程が応えるかを判断していない" in finding_of(result, "ja")
    assert "not judged yet" in finding_of(result, "en")


def test_a_start_is_no_arrival():
    starts = decided(("systems", "a-2021/1", "着手", "starts", "範囲の記載なし"))
    row = deadline(steps((2023, None, "build", "着手")), deadline_step=starts)
    assert (row["verdict"], row["fy"], row["reason"]) == ("started", 2023, "範囲の記載なし")
    both = deadline(
        steps((2023, None, "build", "着手"), (2027, None, "launch", "移行")), deadline_step=[*starts, *ARRIVES]
    )
    assert (both["verdict"], both["fy"]) == ("late", 2027)


def test_a_state_is_no_matter_of_steps():
    state = decided(("systems", None, None, "state", "普及の状態"))
    row = deadline(steps((2023, None, "launch", "移行")), deadline_step=[*state, *ARRIVES])
    assert (row["verdict"], row["fy"], row["reason"]) == ("state", None, "普及の状態")
    assert (
        deadline([], B, "card", decided(("card", None, None, "state", "r")))["verdict"] == "state"
    )  # before it is past


def test_a_deadline_before_the_plan_is_past():
    """The second plan begins in FY2023, after the card's deadline; the first in FY2021; a plan may begin in the year itself."""
    assert deadline([], B, "card")["verdict"] == "past"
    assert deadline([], A, "card")["verdict"] == "no_measure"
    same_year = rows(
        "plan_id municipality_code start_fy framework_version end_fy", ("a-2022", "01001", 2022, "1", 2025)
    )
    ds = made([("a-2022/1", "card", "a")], plan=same_year, measure=rows("measure_id", "a-2022/1"))
    assert one(timeline(ds).to_frame("deadlines"), item_id="card")["verdict"] == "no_step"


def test_no_measure_no_step_and_a_lost_schedule():
    lost = {"erratum": [{"steps_lost": "a-2021/1"}]}
    assert deadline([], acts=[("a-2021/1", "card", "a")])["verdict"] == "no_measure"
    assert deadline([])["verdict"] == "no_step"
    assert deadline([], **lost)["verdict"] == "illegible"
    assert deadline(steps((2024, None, "launch", "移行")), **lost)["verdict"] == "in_time"
    assert deadline([], acts=[("b-2023/1", "card", "a")], **lost)["verdict"] == "no_measure"


def test_steps_of_another_plan_or_item_do_not_decide():
    acts = [*ACTS, ("a-2021/1", "online", "a", "secondary")]
    table = found("deadlines", steps((2022, None, "launch", "移行")), acts, deadline_step=ARRIVES)
    assert {(row["plan_id"], row["item_id"]): row["verdict"] for row in table.iter_rows(named=True)} == {
        (A, "card"): "no_measure",
        (A, "online"): "not_judged",  # the step of the measure is of both its items, and was judged for one
        (A, "systems"): "in_time",
        (B, "card"): "past",
        (B, "online"): "no_step",
        (B, "core"): "no_measure",
        (C, "ai"): "no_step",
        (C, "core"): "no_measure",
    }


def test_deadlines_are_those_of_the_version_asked_for():
    table = found("deadlines", [], choices={"version": "3"})
    assert table.filter(plan_id=A).select("version", "item_id", "deadline_fy", "deadline_quarter").rows() == [
        ("3", "ai", 2026, 2),
        ("3", "core", 2027, None),
    ]


def test_targets_of_the_item_stand_beside_its_deadline():
    """Of the indicators decided to measure it, with a year; the target is not repeated where it is the name. Another
    indicator of its measure is none of the item's."""
    kpi = rows(
        "kpi_id plan_id name_ja kind target_text target_fy",
        ("b-2023/k2", B, "割合", "qualitative", "100%", 2025),
        ("b-2023/k1", B, "システムの導入", "qualitative", "システムの導入", 2024),
        ("b-2023/k3", B, "件数", "qualitative", "5件", None),
        ("b-2023/k4", B, "残業", "qualitative", "0時間", 2025),
    )
    numbers = ("k1", "k2", "k3", "k4")
    speaks = [
        ("kpi", f"b-2023/{number}", item) for number, item in zip(numbers, ["online"] * 3 + ["none"], strict=True)
    ]
    tables = {"kpi": kpi, "kpi_measure": rows("kpi_id measure_id", *((f"b-2023/{n}", "b-2023/1") for n in numbers))}
    row = deadline([], B, "online", speaks=speaks, **tables)
    assert row["targets"] == "システムの導入 (2024); 割合 100% (2025)"
    assert deadline([], A, speaks=speaks, **tables)["targets"] is None


# words


def test_the_method_says_through_what_and_whose_deadlines():
    ds = made([*ACTS, ("a-2021/1", "kanmin_online", "plan")], measure=MEASURE)
    assert timeline(ds).method.en.endswith(
        "act on (tags of the plan or the codes of coder a). Deadlines are those of the version in force."
    )
    assert timeline(ds, version="2").method.ja.endswith("期限は2版による。")
    assert timeline(ds, framework="kanmin").method.en.endswith("the plans state on their measures.")
    assert timeline(ds).sources.select("source_id", "title", "national").rows() == [("s", "資料", False)]


def test_the_documents_that_tell_of_deadlines_and_of_their_changes_are_sources():
    """Of those that plans face: not of items without a deadline, nor of the third version where it is not asked for."""
    source = rows("source_id title", *((one, one) for one in ("s", "v1", "v2", "v3", "none", "law", "other")))
    item = [{**row, "source_id": f"v{row['version']}" if row["deadline_fy"] else "none"} for row in NATIONAL["item"]]
    change = rows(
        "item_id since status text_ja text_en source_id",
        ("systems", "2024-12", "revised", "五年のばす", "five years more", "law"),
        ("telework", "2024-12", "revised", "のばす", "more", "other"),
    )
    ds = made(ACTS, measure=MEASURE, source=source, item=item, deadline_change=change)
    assert timeline(ds).sources["source_id"].to_list() == ["s", "v1", "v2", "v3", "law"]
    assert timeline(ds.only(A)).sources["source_id"].to_list() == ["s", "v1", "law"]
    assert timeline(ds, framework="kanmin").sources["source_id"].to_list() == ["s"]


def drawn():
    """The first plan (FY2021–2025) launches in FY2023 or later, the second (FY2023–2026) in FY2024; the third ends in FY2028."""
    lost, known = (2023, None, "launch", "移行", "lost"), (2024, 1, "launch", "開始")
    milestone = [*steps(lost), *steps(known, measure="b-2023/1")]
    return timeline(made(ACTS, measure=MEASURE, milestone=milestone))


def test_a_lower_bound_is_said_in_chart_slide_and_sheet():
    result = drawn()
    [dot] = [line for line in result.plot(lang="ja").figure.axes[0].lines if line.get_marker() == "o"]
    assert 2023 < dot.get_xdata()[0] < 2024
    cells = {
        (row["item"], row["plan_id"]): row["says"] for row in slides_of(result, "en")[-1].frame.iter_rows(named=True)
    }
    assert cells["Systems", "Alpha"] == "launch 2023 or later"
    assert cells["Online", "Beta"] == "launch 2024"
    read = result.read("first_use", lang="ja")
    assert dict(zip(read.frame["fy"], read.frame["span_known"], strict=True)) == {
        2023: "その年度かそれより後",
        2024: "その年度",
        None: None,
    }


def test_the_chart_names_plans_and_ends_with_the_last_year_of_the_last_plan():
    chart = drawn().plot(lang="en")
    assert "a-2021" not in chart.alt
    assert chart.figure.axes[0].get_xlim() == (2021, 2029)
    assert [label.get_text() for label in chart.figure.axes[0].get_xticklabels()][-1] == "FY2028"


def test_a_deadline_after_the_chart_is_left_to_the_table_and_said():
    """The first plan alone ends in FY2025; the third version has deadlines in FY2026 and FY2027."""
    acts = [("a-2021/1", "ai", "a"), ("b-2023/1", "ai", "a")]
    ds = made(acts, measure=MEASURE, milestone=steps((2023, None, "launch", "移行"))).only(A)
    said = [[text.get_text() for text in timeline(ds, version=v).plot(lang="en").figure.texts][1] for v in ("1", "3")]
    assert ["Deadlines after the last year" in text for text in said] == [False, True]


def optional(item="core", version="2"):
    """The items, one deadline of which is for each body to decide about."""
    chosen = {"deadline_status": "optional"}
    return [
        {**row, **(chosen if (row["item_id"], row["version"]) == (item, version) else {})} for row in NATIONAL["item"]
    ]


def test_silence_about_an_optional_item_is_no_gap():
    core = {"plan_id": B, "item_id": "core"}
    row = one(found("deadlines", [], item=optional()), **core)
    assert (row["deadline_status"], row["verdict"]) == ("optional", "optional")
    assert deadline([], B, "core")["verdict"] == "no_measure"
    assert deadline([], B, "core")["deadline_status"] == "original"
    acts = [("b-2023/1", "core", "a")]
    assert one(found("deadlines", [], acts, item=optional()), **core)["verdict"] == "optional"  # a measure, no step
    lost = {"erratum": [{"steps_lost": "b-2023/1"}]}
    assert one(found("deadlines", [], acts, item=optional(), **lost), **core)["verdict"] == "illegible"


def test_the_headline_counts_what_a_step_can_meet_and_names_the_rest():
    """Seven deadlines that are not past; then one of them is of a lost schedule and one is optional."""
    tables = {"milestone": steps((2024, None, "launch", "移行")), "deadline_step": ARRIVES, "measure": MEASURE}
    ds = made(ACTS, **tables)
    assert finding_of(timeline(ds), "en") == (
        "Of 7 national deadlines that a step can meet (plan by item), 1 has a step in time"
    )
    ds = made(ACTS, **tables, item=optional(), erratum=[{"steps_lost": "b-2023/1"}])
    assert finding_of(timeline(ds), "en") == (
        "Of 5 national deadlines that a step can meet (plan by item), 1 has a step in time "
        "(apart from these, 1 is not legible and 1 is for each body to decide)"
    )
    assert finding_of(timeline(ds), "ja") == (
        "工程で測れる国の期限5件（計画×事項）のうち、期限に間に合う工程があるのは1件"
        "（ほか1件は工程が資料から読み取れない、1件は取り組むかが各団体の判断である）"
    )


def test_what_was_decided_elsewhere_stands_beside_the_deadline():
    change = rows(
        "item_id since status text_ja text_en deadline_fy",
        ("systems", "2024-12", "revised", "五年のばす", "five years more", 2030),
        ("systems", "2023-09", "exception", "例外を認める", "exceptions", None),
    )
    row = deadline([], deadline_change=change)
    assert row["elsewhere_ja"] == "2023-09：例外を認める。2024-12：五年のばす"
    assert row["elsewhere_en"] == "2023-09: exceptions; 2024-12: five years more"
    assert row["deadline_fy"] == 2025  # the plan is held against the version it was written under
    ds = made(ACTS, measure=MEASURE, deadline_change=change)
    said = [note.en for note in timeline(ds).caveats]
    assert "Of the deadline of Systems: 2023-09: exceptions; 2024-12: five years more." in said
    assert not any("deadline of" in note for note in (note.en for note in timeline(ds.only(C)).caveats))
    assert deadline([], B, "online", deadline_change=change)["elsewhere_ja"] is None


def test_the_slide_shows_the_status_of_a_deadline_in_words():
    ds = made(ACTS, measure=MEASURE, item=optional())
    table = slides_of(timeline(ds), "en")[1].frame
    assert "optional: for each body to decide" in table["Status of the deadline"].to_list()
    assert any("it is for each body to decide, so that is no gap" in said for said in table["The plan's steps"])


def test_steps_of_lost_spans_are_points_year_by_year():
    """Two years of one stage are a bar where the spans are known, two points where they are lost."""
    two = [(2023, None, "launch", "a"), (2024, None, "launch", "b")]
    for how, bars, points in (((), 1, 0), (("lost",), 0, 2)):
        milestone = steps(*((*one, *how) for one in two))
        axes = timeline(made(ACTS, measure=MEASURE, milestone=milestone)).plot(lang="en").figure.axes[0]
        assert (len(axes.patches), len([line for line in axes.lines if line.get_marker() == "o"])) == (bars, points)


@pytest.mark.parametrize(
    ("span", "by", "verdict"),
    [
        ((2025, None, None, None, False), (2025, None), "in_time"),
        ((2025, None, None, None, False), (2025, 2), "cannot_tell"),
        ((2025, 2, None, None, False), (2025, 2), "in_time"),
        ((2025, 3, None, None, False), (2025, 2), "late"),
        ((2026, None, None, None, False), (2025, None), "late"),
        ((2024, None, 2025, None, False), (2025, None), "in_time"),
        ((2025, None, 2026, None, False), (2025, None), "cannot_tell"),
        ((2025, 1, 2025, 2, False), (2025, 2), "in_time"),
        ((2025, 1, 2025, 2, False), (2025, 1), "cannot_tell"),
        ((2025, None, None, None, True), (2026, None), "cannot_tell"),
        ((2026, None, None, None, True), (2025, None), "late"),
    ],
)
def test_a_period_arrives_in_time_if_its_end_does(span, by, verdict):
    step = dict(zip(("fy", "quarter", "until_fy", "until_quarter", "open_ended"), span, strict=True))
    due = {"deadline_fy": by[0], "deadline_quarter": by[1]}
    assert arrives(due, {**step, "span_known": True}) == verdict
