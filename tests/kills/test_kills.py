"""Commands that are killed at a few moments of every kind; `make stress` takes 200."""

import shutil

import pytest

from tests.kills.server import Ended, Moment, served
from tests.kills.trials import TRIALS, Trial, tree, tried


@pytest.fixture(scope="module")
def server():
    with served() as server:
        yield server


@pytest.mark.parametrize("name", ["table", "new"])
def test_what_is_left_is_the_old_or_the_new_and_the_next_run_works(name, server, tmp_path):
    counts, told = tried(name, tmp_path, server, 7)
    assert told == []
    assert counts == {"whole": 7}


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIALS)
def test_every_command_at_more_moments(name, server, tmp_path):
    assert tried(name, tmp_path, server, 20)[1] == []


def test_two_at_once(server, tmp_path):
    trial = TRIALS["table"](tmp_path, server).measure(server)
    assert trial.together(server) == ("whole", "")


# the judge itself


@pytest.fixture
def trial(tmp_path):
    """A change of two files, and of the next run nothing but what is asked for."""
    for state in ("old", "new"):
        for name in ("a.csv", "b.csv"):
            path = tmp_path / state / "raw" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"{state} {name}", encoding="utf-8")
    return Trial("made up", tmp_path, [], steps=[tree(tmp_path / "old"), tree(tmp_path / "new")])


class Next:
    """A next run that finishes the change, fails, or leaves something."""

    def __init__(self, trial, code=0, left=""):
        self.trial, self.code, self.left = trial, code, left

    def run(self, argv, within, moment=None, typed=""):
        shutil.copytree(self.trial.home / "new", within, dirs_exist_ok=True)
        if self.left:
            (within / self.left).touch()
        return Ended(self.code, "said")


@pytest.mark.parametrize(
    ("files", "code", "said", "more", "verdict"),
    [
        ({}, -9, "", {}, "whole"),
        ({"a.csv": "new a.csv", "b.csv": "new b.csv"}, -9, "", {}, "whole"),
        ({"a.csv": "new"}, -9, "", {}, "torn"),
        ({"c.csv": "new"}, -9, "", {}, "torn"),
        ({"a.csv": "new a.csv"}, -9, "", {}, "mixed"),
        ({}, -9, "", {"code": 1}, "next"),
        ({}, -9, "", {"left": ".dxcompare-new-1"}, "next"),
        ({}, -9, "", {"left": "x"}, "lost"),
        ({}, 1, "Traceback", {}, "said"),
    ],
)
def test_the_judge_tells_what_is_wrong(trial, files, code, said, more, verdict):
    trial.put_back()
    for name, text in files.items():
        (trial.data / "raw" / name).write_text(text, encoding="utf-8")
    assert trial.verdict(Next(trial, **more), Moment("fails", 1), Ended(code, said))[0] == verdict
