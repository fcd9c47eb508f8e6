"""The tests of a printed table, where the question about a data set does not reach them; the rest is in questions/test_audit.py."""

import pytest

from dxcompare.methods.recovery import audit
from dxcompare.methods.recovery.audit import Table, verdict_of
from dxcompare.methods.recovery.audit import tests as put_to
from dxcompare.methods.recovery.solver import Unit
from tests.methods.recovery.test_survey import column


def found(**how):
    table = Table("q1", [column("q1", "a", [10, 12, 18], 40, base=40), column("q1", "b", [5, 6, 9], 20)], **how)
    return {(one.test, one.scope): (verdict_of(one), one.leans_on) for one in put_to(table, [])}


def known(certainty="recovered"):
    return {("age", "b"): Unit("age", "b", [], found=[20], certainty=certainty)}


def test_sums_are_tested_where_one_answer_is_known_to_be_allowed():
    assert found(single=True)["single_sum", "age"] == ("consistent", "printed")
    for single in (False, None):
        assert not {"single_sum", "no_answer"} & {test for test, _ in found(single=single)}
    assert ("no_answer", "age") in found(silent="o2")


def test_a_base_that_is_known_stands_in_for_one_that_is_not_printed():
    """Recovered under the stated total it cannot exceed it; against a printed total column it can."""
    assert found(asked=60)["groups_total", "age"] == ("untestable", None)
    assert found(known=known(), asked=60)["groups_total", "age"] == ("untestable", "recovered")
    assert found(known=known("heading"), asked=60)["groups_total", "age"] == ("consistent", "heading")
    assert found(known=known("heading"), asked=59)["groups_total", "age"] == ("inconsistent", "heading")
    assert found(known=known("likely"), asked=59)["groups_total", "age"] == ("untestable", None)


@pytest.mark.parametrize(
    ("tested", "failed", "verdict"), [(0, 0, "untestable"), (3, 0, "consistent"), (3, 1, "inconsistent")]
)
def test_the_verdict(tested, failed, verdict):
    assert verdict_of(audit.Tested("test", "table", tested, failed, None, None)) == verdict
