"""Public names: they load when first used, and nothing that is imported meanwhile takes their place."""

import inspect
import pkgutil
import pydoc
import runpy
import subprocess
import sys

import pytest

import dxcompare
from dxcompare.questions import registry
from tests.conftest import ROOT


def run(code):
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_importing_the_package_imports_nothing_heavy():
    heavy = {
        "polars", "pandas", "numpy", "dataframely", "matplotlib", "seaborn", "statsmodels", "scipy", "pyarrow",
        "ipywidgets", "yaml", "jinja2", "pptx", "xlsxwriter",
    }  # fmt: skip
    loaded = run("import sys, dxcompare; dir(dxcompare); print(*{name.partition('.')[0] for name in sys.modules})")
    assert "dxcompare" in loaded.split()
    assert not heavy & set(loaded.split())


def test_every_question_is_a_public_function():
    assert set(registry.names()) < set(dxcompare.__all__) < set(dir(dxcompare))
    for name in registry.names():
        assert inspect.isfunction(getattr(dxcompare, name))
        assert getattr(dxcompare, name).__name__ == name


def test_import_star_brings_every_name():
    names = {}
    exec("from dxcompare import *", names)
    assert set(dxcompare.__all__) <= set(names)


def test_help_lists_every_name():
    said = pydoc.plain(pydoc.render_doc(dxcompare))
    for name in dxcompare.__all__:
        assert f"{name}(" in said or f"class {name}" in said


def test_no_public_name_is_that_of_a_room():
    """Importing `dxcompare.tour` would put the module in place of the function."""
    rooms = {one.name for one in pkgutil.iter_modules(dxcompare.__path__)}
    assert {"questions", "panel", "words"} <= rooms
    assert not rooms & set(dxcompare.__all__)


@pytest.mark.long
def test_names_stay_what_they_are_when_every_module_is_imported_before_them():
    code = """
import importlib, pkgutil, dxcompare
for one in pkgutil.walk_packages(dxcompare.__path__, "dxcompare."):
    importlib.import_module(one.name)
for name in dxcompare.__all__:
    print(name, type(getattr(dxcompare, name)).__name__)
"""
    kinds = dict(line.split() for line in run(code).splitlines())
    assert kinds.pop("Dataset") == "type"
    assert set(kinds) == set(dxcompare.__all__) - {"Dataset"}
    assert set(kinds.values()) == {"function"}


def test_a_mistyped_name_is_answered():
    with pytest.raises(AttributeError, match="no name 'coverge'; did you mean 'coverage'"):
        dxcompare.coverge  # noqa: B018


def test_a_name_that_python_asks_for_is_not_taken_for_a_mistyped_one():
    assert not hasattr(dxcompare, "__wrapped__")


def test_the_stub_is_current():
    made = runpy.run_path(str(ROOT / "scripts" / "stub.py"))
    assert made["STUB"].read_text(encoding="utf-8") == made["text"](), "run: make docs"
