"""The house: who may import whom, what the files promise, what is never committed."""

import ast
import json
import re
import runpy
import subprocess
import tomllib
import xml.etree.ElementTree as ET

import pytest
import yaml
from importlinter.cli import lint_imports

from dxcompare.questions import registry
from tests.conftest import ROOT


def modules():
    return sorted((ROOT / "dxcompare").rglob("*.py"))


def test_the_contracts_of_the_layers_are_kept():
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True) == 0


@pytest.fixture(scope="module")
def drawn():
    return runpy.run_path(str(ROOT / "scripts" / "architecture.py"))


def test_what_the_documents_say_of_the_rooms_is_current(drawn):
    files = drawn["files"]()
    assert {path.name for path in files} == {
        "architecture.svg", "architecture.md", "README.md", "README.ja.md", "CONTRIBUTING.md"
    }  # fmt: skip
    for path, text in files.items():
        assert path.read_text(encoding="utf-8") == text, f"{path.name} is not current; run: make docs"


@pytest.mark.long
def test_the_list_has_every_room_with_its_purpose(drawn):
    there = {
        path.stem for path in (ROOT / "dxcompare").iterdir() if path.name[0] not in "_." and path.suffix != ".typed"
    }
    assert set(drawn["rooms"]()) == set(drawn["JAPANESE"]) == there
    for room in drawn["rooms"]():
        assert 10 < len(drawn["purpose"](room)) <= 80, room
        for lang in ("ja", "en"):
            assert f"- `{room}` — " in drawn["listed"](lang)


def test_the_picture_has_every_room_and_every_count(drawn):
    found = ET.fromstring(drawn["picture"]())
    texts = [node.text for node in found.iter("{http://www.w3.org/2000/svg}text")]
    assert set(drawn["rooms"]()) <= set(texts)
    counts = drawn["imports"]()
    assert counts["questions", "present"] > 30
    assert sorted(int(text) for text in texts if text.isdigit()) == sorted(counts.values())
    place = drawn["rooms"]().index
    assert all(place(up) < place(low) for up, low in counts)


def test_a_document_without_its_marks_is_told_so(drawn):
    with pytest.raises(ValueError, match="lacks <!-- rooms"):
        drawn["filled"]("no marks", "en")


def test_the_library_knows_no_city():
    names = re.compile(r"北上|東御|伊万里|那須|\bkitakami|\bimari|\btomi\b|\bnasukara", re.IGNORECASE)
    for path in modules():
        assert not names.search(path.read_text(encoding="utf-8")), path


def requirement(text):
    name, bounds = re.fullmatch(r"([A-Za-z0-9_-]+)\s*([^;]*)(?:;.*)?", text.strip()).groups()
    return {"matplotlib-base": "matplotlib"}.get(name, name), bounds.strip()


def test_environment_yml_equals_pyproject():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = dict(
        requirement(text)
        for text in [
            *project["project"]["dependencies"],
            *(one for extra in project["project"]["optional-dependencies"].values() for one in extra),
            *project["dependency-groups"]["test"],
            *project["dependency-groups"]["lint"],
        ]
    )
    conda = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))["dependencies"]
    listed = [text for text in conda if isinstance(text, str)]
    listed += next(item["pip"] for item in conda if isinstance(item, dict))
    got = dict(requirement(text) for text in listed if text not in ("pip", "-e ."))
    assert got.pop("python") == project["project"]["requires-python"]
    assert got == wanted


def test_the_required_packages_are_there():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement(text)[0] for text in [*project["dependencies"], *project["optional-dependencies"]["report"]]}
    assert {"jupyterlab", "pandas", "polars", "matplotlib", "seaborn", "japanize-matplotlib", "statsmodels"} <= names


def test_the_lock_has_hashes_and_no_addresses():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = re.findall(r"(?m)^[a-z0-9][a-z0-9._-]*==", lock)
    assert len(pinned) > 100
    assert lock.count("--hash=sha256:") >= len(pinned)
    assert "://" not in lock


@pytest.mark.parametrize("readme", ["README.md", "README.ja.md"])
def test_readme_names_both_commands_and_make_has_them(readme):
    text = (ROOT / readme).read_text(encoding="utf-8")
    targets = re.findall(r"(?m)^([a-z]+)(?=[^=\n]*:)", (ROOT / "Makefile").read_text(encoding="utf-8"))
    for command in ("report", "test", "lab"):
        assert f"make {command}" in text
        assert command in targets


def test_ci_runs_the_readme_commands():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.index("make test") < script.index("make report")


def committed():
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    return [ROOT / name for name in done.stdout.split("\0") if name]


def test_nothing_of_one_machine_is_committed():
    pattern = re.compile(r"(?:^|[\s\"'`(=])/(?:work|root|home|tmp)/")
    for path in committed():
        if path.suffix in {".py", ".md", ".yml", ".yaml", ".toml", ".ipynb", ".lock", ""} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert path.name == "test_architecture.py" or not pattern.search(text), path


def notebooks():
    return sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_notebooks_are_clean_essays(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    markdown = [cell for cell in cells if cell["cell_type"] == "markdown"]
    assert all(set(cell["metadata"]["tags"]) in ({"ja"}, {"en"}) for cell in markdown)
    assert sum("ja" in c["metadata"]["tags"] for c in markdown) == sum("en" in c["metadata"]["tags"] for c in markdown)
    for cell in cells:
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
            assert source.count("\n") < 14
            assert not re.search(r"(?m)^\s*(def|class) ", source)
    text = path.read_text(encoding="utf-8")
    assert text.count(".plot(") >= 2
    assert "dx.finding(" in text
    assert not re.search(r"from dxcompare\.(?!words\.)", text)  # what an essay needs of an answer is public


#: Rooms whose tests work their answers by hand, on rows that the tests state.
BY_HAND = ("questions", "evidence", "methods")


def test_a_question_and_a_module_have_the_test_of_their_name():
    questions = [ROOT / "tests" / "questions" / f"test_{name}.py" for name in registry.names()]
    modules_ = [
        ROOT / "tests" / path.relative_to(ROOT / "dxcompare").with_name(f"test_{path.name}")
        for room in BY_HAND[1:]
        for path in (ROOT / "dxcompare" / room).rglob("*.py")
        if path.name != "__init__.py"
    ]
    assert [str(path) for path in [*questions, *modules_] if not path.is_file()] == []


def test_answers_worked_by_hand_rest_on_no_committed_data():
    for path in (path for room in BY_HAND for path in (ROOT / "tests" / room).rglob("test_*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                asked = {argument.arg for argument in node.args.args}
                assert not asked & {"ds", "site"}, f"{path.name}: {node.name} belongs in tests/committed"
