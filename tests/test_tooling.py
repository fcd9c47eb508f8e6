"""What is done before a commit and in a build, and under which terms: hooks, notebooks, the wheel, licences."""

import itertools
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import nbformat
import pytest
import yaml

import dxcompare
from dxcompare.present.cite import AUTHORS
from dxcompare.questions import registry
from scripts import licence
from tests.conftest import ROOT
from tests.test_dependencies import GROUPS, names

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
#: Command → the package it belongs to, where their names differ.
PACKAGES = {"lint-imports": "import-linter"}


def hooks():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    return {hook["id"]: hook for repo in config["repos"] for hook in repo["hooks"]}


def make(target):
    """The commands of a target of the Makefile."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    commands = re.search(rf"(?m)^{target}:.*\n((?:\t.*\n)+)", text)[1]
    return commands.replace("$(TESTS)", re.search("(?m)^TESTS := (.*)", text)[1]).replace("$(BIN)/", "").split("\n\t")


def test_hooks_run_what_is_locked_and_fetch_nothing():
    text = (ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    assert "://" not in text
    assert {repo["repo"] for repo in yaml.safe_load(text)["repos"]} == {"local"}
    for hook in hooks().values():
        program = Path(shlex.split(hook["entry"])[0])
        assert hook["language"] == "system"
        assert program.parent == Path(".venv/bin")
        assert PACKAGES.get(program.name, program.name) in names([*GROUPS["lint"], *GROUPS["test"]])


def test_lint_looks_at_layout_slips_types_and_rooms():
    said = [command.strip() for command in make("lint")]
    assert said == ["ruff format --check .", "ruff check .", "mypy", "lint-imports"]
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "make lint" in script.splitlines()


def test_what_is_skipped_is_said_at_the_end():
    """`-rs`, and one reason for each program: a fixture of conftest asks for it."""
    assert all("-rs" in shlex.split(make(target)[0]) for target in ("test", "long"))
    reasons = {
        str(path.relative_to(ROOT / "tests")): re.findall(r"skip\(\"(.*)\"\)", path.read_text(encoding="utf-8"))
        for path in (ROOT / "tests").rglob("*.py")
        if path.name != "test_tooling.py"
    }
    said = {path: found for path, found in reasons.items() if found}
    assert said == {
        "conftest.py": ["no chromium on this machine", "no LibreOffice on this machine"],
        "sources/test_official.py": ["the official files are not part of the project"],
    }


def test_each_test_is_of_one_command_and_two_of_them_run_before_a_report():
    chosen = [shlex.split(make(target)[0])[-1] for target in ("test", "long", "slow")]
    for marks in itertools.product((False, True), repeat=2):
        assert sum(eval(one, dict(zip(("long", "slow"), marks, strict=True))) for one in chosen) == 1, marks
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").split("rm -rf .venv\n")[1].splitlines() == [
        "make lint",
        "make test",
        "make long",
        "make report",
    ]


@pytest.fixture
def strip():
    program, *options = shlex.split(hooks()["notebooks"]["entry"])
    here = Path(sys.executable).parent / Path(program).name
    return lambda *paths: subprocess.run([here, *options, *paths], check=True)


@pytest.mark.long
def test_stripping_changes_no_notebook_that_is_committed(strip, tmp_path):
    paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
    copies = [Path(shutil.copy(path, tmp_path)) for path in paths]
    strip(*copies)
    assert len(copies) == 8
    assert [path.read_bytes() for path in copies] == [path.read_bytes() for path in paths]


@pytest.mark.long
def test_stripping_takes_away_what_running_a_notebook_left(strip, tmp_path):
    """As JupyterLab saves it: outputs, counts, times, what the kernel says of itself."""
    path = ROOT / "notebooks" / "00_start_here.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata["language_info"] |= {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
        "version": "3.11.7",
    }
    for n, cell in enumerate(cell for cell in notebook.cells if cell.cell_type == "code"):
        cell.execution_count = n
        cell.outputs = [nbformat.v4.new_output("stream", text="1\n")]
        cell.metadata["execution"] = {"iopub.execute_input": "2026-01-01T00:00:00Z"}
    used = tmp_path / "used.ipynb"
    nbformat.write(notebook, used)
    assert used.read_bytes() != path.read_bytes()
    strip(used)
    assert used.read_bytes() == path.read_bytes()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel, built from a copy without asking any network."""
    folder = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT / "dxcompare", folder / "dxcompare", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "LICENSE-DATA"):
        shutil.copy(ROOT / name, folder)
    code = "import sys; from setuptools import build_meta; print(build_meta.build_wheel(sys.argv[1]))"
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return zipfile.ZipFile(folder / done.stdout.split()[-1])


def test_the_wheel_holds_all_of_the_package(wheel):
    held = set(wheel.namelist())
    wanted = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "dxcompare").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {"dxcompare/py.typed", "dxcompare/report/templates/page.css"} <= wanted
    assert wanted <= held
    inside = f"dxcompare-{PROJECT['version']}.dist-info"
    assert {f"{inside}/licenses/{name}" for name in ("LICENSE", "LICENSE-DATA")} <= held
    assert "License-Expression: MIT\n" in wheel.read(f"{inside}/METADATA").decode()
    assert {name for name in held if not name.startswith(("dxcompare/", inside))} == set()


def test_the_terms_of_the_sources_are_those_of_the_data():
    text = (ROOT / "LICENSE-DATA").read_text(encoding="utf-8")
    assert text == licence.text(), "run: make docs"
    computed = [name for question in registry.questions() for name in question.derived]
    assert "claim_check" in computed
    assert [name for name in computed if name not in text] == []


def test_a_source_without_terms_is_seen(ds, monkeypatch):
    changed = dxcompare.Dataset({**ds.tables, "source": ds.source.head(1)}, ds.folder)
    monkeypatch.setattr(dxcompare, "load", lambda: changed)
    assert (ROOT / "LICENSE-DATA").read_text(encoding="utf-8") != licence.text()


def test_the_citation_is_of_this_version():
    card = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= set(card)
    assert (card["title"], card["version"], card["license"]) == (
        PROJECT["name"],
        PROJECT["version"],
        PROJECT["license"],
    )
    assert dxcompare.__version__ == PROJECT["version"]
    (data,) = card["references"]
    assert (data["type"], data["license"], data["version"]) == ("data", "CC-BY-4.0", card["version"])
    assert data["date-released"] == card["date-released"]
    assert [one["name"] for one in card["authors"]] == [one["name"] for one in data["authors"]] == [AUTHORS]
