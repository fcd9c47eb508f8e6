"""A report that is killed leaves the old one or the new one, or what the next run makes the new one."""

import json
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.report.killed import NEW, OLD


@pytest.fixture(scope="module")
def killed(tmp_path_factory):
    line = [sys.executable, "-m", "tests.report.killed", str(tmp_path_factory.mktemp("killed"))]
    done = subprocess.run(line, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def pages(tree):
    return {name: text.encode() for name, text in tree.items() if name != "manifest.json"}


@pytest.mark.long
def test_a_report_that_is_killed_is_the_old_or_the_new_one_for_the_next_run(killed):
    assert len(killed["report"]) > 20
    for _, then, intact in killed["report"]:
        assert pages(then) in (OLD, NEW)
        assert intact
    assert [pages(then) for _, then, _ in killed["report"]] == sorted(
        (pages(then) for _, then, _ in killed["report"]), key=lambda one: one == NEW
    )


@pytest.mark.long
def test_until_then_files_are_mixed_only_while_they_take_their_names(killed):
    mixed = [pages(after) for after, _, _ in killed["report"] if pages(after) not in (OLD, NEW)]
    assert 0 < len(mixed) <= len(OLD) + 1
    assert all(content in (b"old", b"new", b"same") for one in mixed for content in one.values())


@pytest.mark.long
def test_a_cache_holds_the_old_outcome_or_the_new_one(killed):
    assert len(killed["outcomes"]) >= 3
    assert set(killed["outcomes"]) <= {"old", "new"}
