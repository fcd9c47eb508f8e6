"""What is executed again, and what is not."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import dxcompare
from dxcompare.assemble import publish
from dxcompare.report import cache
from dxcompare.report.notebook import ReportFailed
from tests.report.checkouts import checkout, notebook, run


@pytest.mark.long
def test_only_what_changed_is_executed(tmp_path, pages_alone):
    data, out = checkout(tmp_path, a=notebook("1 + 1"), b=notebook("2 + 2")), tmp_path / "reports"
    assert run(data, out) == [["a", "executed"], ["b", "executed"]]
    assert run(data, out) == [["a", "unchanged"], ["b", "unchanged"]]
    (tmp_path / "notebooks" / "a.ipynb").write_text(notebook("3 + 4"), encoding="utf-8")
    assert run(data, out) == [["a", "executed"], ["b", "unchanged"]]
    assert "<pre>7</pre>" in (out / "a.html").read_text(encoding="utf-8")
    (out / "b.html").unlink()
    assert run(data, out) == [["a", "unchanged"], ["b", "unchanged"]]
    assert (out / "b.html").is_file()


@pytest.mark.parametrize(
    "damage",
    [
        lambda content: content[:-5],
        lambda content: b"",
        lambda content: content.replace(b"7", b"8"),
        lambda content: b"\xff" + content,
        lambda content: content + b"\n",
    ],
)
def test_a_damaged_entry_of_the_cache_is_not_there(tmp_path, damage):
    store = cache.Store(tmp_path)
    store.put("page", "key", ["7"])
    assert store.get("page", "key") == ["7"]
    assert store.get("page", "other") is None
    path = tmp_path / "page.json"
    path.write_bytes(damage(path.read_bytes()))
    assert store.get("page", "key") is None


def test_nothing_is_kept_of_what_no_longer_holds(tmp_path):
    holds = iter([True, False])
    store = cache.Store(tmp_path, lambda: next(holds))
    store.put("page", "key", ["7"])
    store.put("page", "key", ["8"])  # the library was replaced meanwhile: the outcome may be of the new one
    assert store.get("page", "key") == ["7"]


def test_a_cache_that_cannot_be_written_to_is_said_and_no_failure(tmp_path):
    (tmp_path / ".cache").write_text("a file")
    store = cache.Store(tmp_path / ".cache" / "report")
    assert store.amiss() is None
    store.put("page", "key", ["7"])
    assert store.get("page", "key") is None
    said = store.amiss()
    assert f"{store.folder} cannot be written to (" in said.en
    assert f"{store.folder} に書けないため" in said.ja


def test_nothing_is_kept_once_a_line_of_the_library_has_changed(tmp_path, monkeypatch):
    texts = iter(["a", "a", "a", "b"])
    monkeypatch.setattr(cache, "library", lambda seen_by_notebooks: next(texts))
    (tmp_path / "processed").mkdir()
    store, _ = cache.kept(tmp_path)
    assert store.holds()
    assert not store.holds()


@pytest.mark.long
def test_a_build_during_a_report_is_for_the_next_one(tmp_path, pages_alone):
    source = (
        "import dxcompare as dx\nfrom pathlib import Path\nfrom dxcompare.assemble import publish\n"
        "before = dx.load().kpi_pair.height\n"
        "here = Path('../data')\n"
        "tables = dict(dx.load(here).tables)\n"
        "publish.write({**tables, 'kpi_pair': tables['kpi_pair'].head(-1)}, here / 'processed')\n"
        "print(before, dx.load().kpi_pair.height, dx.load(here).kpi_pair.height)"
    )
    data, out = checkout(tmp_path, a=notebook(source)), tmp_path / "reports"
    pairs = dxcompare.load(data).kpi_pair.height
    for gone in (0, 1):
        assert run(data, out) == [["a", "executed"]]
        said = f"<pre>{pairs - gone} {pairs - gone} {pairs - gone - 1}\n</pre>"
        assert said in (out / "a.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_damaged_entry_is_made_again(tmp_path, pages_alone):
    data, out = checkout(tmp_path, a=notebook("3 + 4")), tmp_path / "reports"
    run(data, out)
    entry = tmp_path / ".cache" / "report" / "a.ja.json"
    entry.write_bytes(entry.read_bytes()[:-3])
    (out / "index.html").unlink()
    assert run(data, out) == [["a", "executed"]]
    assert "<pre>7</pre>" in (out / "a.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_an_unchanged_report_loads_no_machinery(tmp_path):
    data, out = checkout(tmp_path, a=notebook("1")), tmp_path / "reports"
    run(data, out)
    code = (
        "import sys; from pathlib import Path; from dxcompare.report.site import make; "
        "make(Path(sys.argv[1]), Path(sys.argv[2]), 'ja', print); "
        "print([name for name in ('nbclient', 'nbformat', 'jinja2', 'mistune', 'zmq', 'matplotlib') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code, str(data), str(out)], capture_output=True, text=True, check=True)
    assert [line.split() for line in done.stdout.splitlines()] == [["a", "unchanged"], ["[]"]]


@pytest.mark.long
def test_a_finding_that_became_false_is_not_answered_from_the_cache(tmp_path, pages_alone):
    source = "import dxcompare as dx\ndx.finding(dx.load().kpi_pair.height == 17, ja='四つ', en='four')"
    data, out = checkout(tmp_path, only=notebook(source), other=notebook("1")), tmp_path / "reports"
    assert run(data, out) == [["only", "executed"], ["other", "executed"]]
    before = dict(dxcompare.load(data).tables)
    publish.write({**before, "kpi_pair": before["kpi_pair"].head(-1)}, data / "processed")
    for _ in range(2):  # nor is the failure
        with pytest.raises(ReportFailed, match="no longer true: four"):
            run(data, out)
    assert 'class="failed"' in (out / "only.html").read_text(encoding="utf-8")
    publish.write(before, data / "processed")
    assert run(data, out)[0][0] == "only"
    assert 'class="failed"' not in (out / "only.html").read_text(encoding="utf-8")


@pytest.mark.long
def test_a_mended_notebook_alone_is_executed_again(tmp_path, pages_alone):
    data, out = checkout(tmp_path, a=notebook("1 / 0"), b=notebook("2")), tmp_path / "reports"
    with pytest.raises(ReportFailed):
        run(data, out)
    (tmp_path / "notebooks" / "a.ipynb").write_text(notebook("1 / 1"), encoding="utf-8")
    assert run(data, out) == [["a", "executed"], ["b", "unchanged"]]


@pytest.mark.long
def test_a_change_of_any_room_that_notebooks_see_executes_them_again(tmp_path, monkeypatch):
    package = tmp_path / "dxcompare"
    shutil.copytree(Path(dxcompare.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(dxcompare, "__file__", str(package / "__init__.py"))
    rooms = {path.relative_to(package).parts[0] for path in package.rglob("*.py")}
    assert {"questions", "present", "panel", "dataset", "words", "report", "cli", "onboarding"} <= rooms
    for room in rooms:
        file = package / room if room.endswith(".py") else next((package / room).rglob("*.py"))
        before, text = [cache.library(seen) for seen in (True, False)], file.read_text(encoding="utf-8")
        file.write_text(text + "\n", encoding="utf-8")
        after = [cache.library(seen) for seen in (True, False)]
        assert after[1] != before[1], room
        assert (after[0] == before[0]) == (room in ("report", "cli", "onboarding")), room
        file.write_text(text, encoding="utf-8")
    seen = cache.library(True)
    (package / "questions" / "new.py").write_text("", encoding="utf-8")
    assert cache.library(True) != seen
