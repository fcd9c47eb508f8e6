"""What is said of plans that are read against no version, and of items that are carried past one."""

from dxcompare import coverage, outcomes, timeline
from dxcompare.evidence.versions import passed_over, unread
from tests.plans import NATIONAL, A, B, made


def without(*plans):
    return [{**row, **({"framework_version": None} if row["plan_id"] in plans else {})} for row in NATIONAL["plan"]]


def test_plans_without_a_version_are_named():
    ds = made(plan=without(A, B))
    (said,) = unread(ds, "dx", "as_written")
    assert said.ja.startswith("甲市、乙市の計画は、国の計画より古いか、")
    assert said.en.startswith("Alpha, Beta: older than the national plan, ")
    assert unread(ds, "dx", "2") == unread(ds, "kanmin", "as_written") == unread(made(), "dx", "as_written") == []


def test_the_results_say_so():
    ds = made(plan=without(B))
    (said,) = unread(ds, "dx", "as_written")
    for result in (coverage(ds), timeline(ds), outcomes(ds)):
        assert said in result.caveats, type(result)
    assert said not in coverage(ds, version="1").caveats
    cells = coverage(ds).to_frame().filter(plan_id=B)
    assert cells.height
    assert set(cells["blank"].cast(str)) == {"not_applicable"}
    assert timeline(ds).to_frame("deadlines").filter(plan_id=B).is_empty()
    assert coverage(ds, version="2").to_frame().filter(plan_id=B)["blank"].drop_nulls().unique().len() > 0


def test_what_is_carried_past_a_version_is_named_with_it():
    """Telework is in the first and the third version; of the second nobody knows."""
    (said,) = passed_over(made(), "dx", "3")
    assert said.ja == "テレワークは、2版にあるか確かめられず、その版を飛ばして継いだ。"
    assert said.en == "Telework: no source tells whether 2 had it; carried past it."
    assert passed_over(made(), "dx", "1") == [said]  # and back
    assert passed_over(made(), "dx", "2") == passed_over(made(), "dx", "as_written") == []
    assert passed_over(made(), "kanmin", "2016") == []
    assert said in coverage(made(), version="3").caveats
