"""Notebooks in kernels: apart from each other, interrupted in time, and failing in the open."""

import base64
import html
import os
import re
import shutil
import signal
import subprocess
import sys
import time

import pytest

from dxcompare.report.execute import Job, execute
from dxcompare.report.notebook import ReportFailed
from dxcompare.report.site import make
from tests.report.checkouts import OLD, checkout, notebook


@pytest.mark.long
def test_notebooks_in_one_kernel_do_not_see_each_other(tmp_path, pages_alone):
    seen = "import os\n'left' in globals(), os.environ['DXCOMPARE_LANG']"
    data = checkout(tmp_path, **{name: notebook(seen, "left = 1") for name in "abcd"})
    make(data, tmp_path / "reports", "both")
    for name in "abcd":
        assert "(False, 'ja')" in (tmp_path / "reports" / f"{name}.html").read_text(encoding="utf-8").replace(
            "&#x27;", "'"
        )
        assert "(False, 'en')" in (tmp_path / "reports" / "en" / f"{name}.html").read_text(encoding="utf-8").replace(
            "&#x27;", "'"
        )


@pytest.mark.slow
def test_a_notebook_is_given_the_data_of_its_job_whatever_the_one_before_was_given(tmp_path):
    (tmp_path / "notebooks").mkdir()
    path = tmp_path / "notebooks" / "a.ipynb"
    path.write_text(notebook("import os\nprint(os.environ['DXCOMPARE_DATA'])"), encoding="utf-8")
    jobs = [Job(path, "ja", {}, f"{n}", tmp_path / f"{n % 3}") for n in range(6)]
    found = {}
    execute(jobs, lambda one: found.update({one.job.name: one.outputs[0][0]["text"].strip()}))
    assert found == {f"{n}": str(tmp_path / f"{n % 3}") for n in range(6)}


@pytest.mark.long
def test_beside_data_without_a_folder_of_notebooks_they_are_executed_in_the_folder_of_the_data(tmp_path):
    there, path = tmp_path / "elsewhere", tmp_path / "a.ipynb"
    there.mkdir()
    path.write_text(notebook("import os\nprint(os.getcwd())"), encoding="utf-8")
    found = []
    execute([Job(path, "ja", {}, "a")], lambda one: found.append(one.outputs[0][0]["text"].strip()), there)
    assert found == [str(there)]


@pytest.mark.long
def test_figures_of_the_author_are_on_the_page_and_their_style_is_not_for_the_next_notebook(tmp_path, pages_alone):
    """Of one kernel: the first is drawn in the house style, as SVG with its letters; the second as matplotlib does."""
    styled = "import dxcompare as dx, matplotlib.pyplot as plt\ndx.style()\nplt.bar(['北上市'], [1])\nplt.title('棒')"
    plain = "import matplotlib.pyplot as plt, seaborn as sns\nsns.barplot(x=['a'], y=[1])"
    data = checkout(tmp_path, a=notebook(styled), b=notebook(plain), c=notebook(styled), d=notebook(plain))
    make(data, tmp_path / "reports", "ja")
    for name, kind in zip("abcd", ["svg+xml", "png"] * 2, strict=True):
        page = (tmp_path / "reports" / f"{name}.html").read_text(encoding="utf-8")
        picture = re.search(r'<figure class="drawn"><img alt="([^"]+)" src="data:image/([^;]+);base64,([^"]+)"', page)
        assert picture[2] == kind
        assert "BarContainer" not in page
        if kind == "svg+xml":
            assert picture[1] == "棒"
            drawn = base64.b64decode(picture[3]).decode()
            assert "北上市</text>" in drawn
            assert "@font-face{font-family:'IPAexGothic'" in drawn


@pytest.mark.slow
@pytest.mark.parametrize(
    "second_kernel",
    ["", "import os, time\ntry: os.mkdir('first')\nexcept OSError: time.sleep(20)"],
    ids=["at work", "starting"],
)
def test_an_interrupt_ends_it_soon_and_leaves_the_old_pages(tmp_path, second_kernel):
    startup = tmp_path / "ipython" / "profile_default" / "startup"
    startup.mkdir(parents=True)
    (startup / "00.py").write_text(second_kernel)  # one kernel at work while the other is still starting
    slow = "import pathlib, time\npathlib.Path('begun').touch()\ntime.sleep(100)"
    data, out = checkout(tmp_path, a=notebook(slow), b=notebook(slow), c=notebook(slow)), tmp_path / "reports"
    out.mkdir()
    (out / "index.html").write_text(OLD)
    code = "from dxcompare.cli import main; main()"
    running = subprocess.Popen(
        [sys.executable, "-c", code, "report", "--data", str(data), "--out", str(out)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "IPYTHONDIR": str(tmp_path / "ipython")},
    )
    end = time.monotonic() + 60
    while not (tmp_path / "notebooks" / "begun").exists() and time.monotonic() < end:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    said = running.communicate(timeout=30)[0]
    assert running.returncode == 1
    assert said.strip() == "Aborted!"
    assert (out / "index.html").read_text() == OLD


@pytest.mark.long
def test_a_notebook_loads_the_data_of_its_report(tmp_path, pages_alone):
    """Whatever the folder is called, and whatever lies beside the notebooks."""
    data = checkout(tmp_path, a=notebook("", "import dxcompare\ndxcompare.load().folder.parent.name"))
    other = data.rename(tmp_path / "practice")
    shutil.copytree(other, data)
    make(other, tmp_path / "reports", "en")
    page = html.unescape((tmp_path / "reports" / "a.html").read_text(encoding="utf-8"))
    assert "'practice'" in page


FALSE = "import dxcompare as dx\ndx.finding(1 > 2, ja='いつわり', en='false')"


@pytest.fixture
def in_english(monkeypatch):
    monkeypatch.setenv("DXCOMPARE_LANG", "en")


def failed(data, out, lang="both"):
    """What is said of a report that fails."""
    with pytest.raises(ReportFailed) as caught:
        make(data, out, lang)
    return str(caught.value)


def page(out, name):
    return (out / f"{name}.html").read_text(encoding="utf-8")


@pytest.mark.long
@pytest.mark.parametrize(
    ("source", "message"),
    [
        (FALSE, "only.ipynb, code cell 2, line 2: FindingFalse: no longer true: false / もう成り立たない：いつわり"),
        ("1 / 0", "only.ipynb, code cell 2, line 1: ZeroDivisionError: division by zero"),
        ("import warnings\nwarnings.warn('old')", "only.ipynb, code cell 2: stderr: line 2: UserWarning: old"),
        ("import os\nos._exit(3)", "only.ipynb, code cell 2: DeadKernelError"),
    ],
    ids=["false", "raises", "warns", "dies"],
)
def test_what_fails_is_named_and_said_in_its_place_and_the_others_are_written(
    tmp_path, in_english, source, message, pages_alone
):
    data, out = checkout(tmp_path, only=notebook("", source, "3 + 4"), other=notebook("5 + 6")), tmp_path / "reports"
    out.mkdir()
    (out / "index.html").write_text(OLD)
    said = failed(data, out)
    assert message in said
    assert said.count("\n- ") == 1  # once for both languages
    assert "<pre>11</pre>" in page(out, "other")
    for index, mark in (("index", "成り立たない箇所が1か所"), ("en/index", "On this page 1 could not")):
        assert page(out, index).count(mark) == 1
    goes_on = "ZeroDivision" not in message and "Dead" not in message
    for name, notice in (("only", "2番目のコードセル"), ("en/only", "ode cell 2")):
        html = page(out, name)
        assert html.count('class="failed"') == 1
        assert notice in html
        assert message.split(": ")[1] in html
        assert ("<pre>7</pre>" in html) == goes_on


@pytest.mark.long
def test_several_failures_are_all_named(tmp_path, in_english, pages_alone):
    data, out = checkout(tmp_path, a=notebook(FALSE, FALSE, "1 / 0", FALSE), b=notebook("x")), tmp_path / "reports"
    lines = failed(data, out, "ja").split("\n- ")
    assert lines[0].startswith("4 could not be made or no longer true")
    assert [line.split(": ")[:2] for line in lines[1:]] == [
        ["a.ipynb, code cell 1, line 2", "FindingFalse"],
        ["a.ipynb, code cell 2, line 2", "FindingFalse"],
        ["a.ipynb, code cell 3, line 1", "ZeroDivisionError"],  # and there it ends
        ["b.ipynb, code cell 1, line 1", "NameError"],
    ]
    assert page(out, "a").count('class="failed"') == 3


@pytest.mark.long
def test_what_fails_in_one_language_is_said_to(tmp_path, in_english, pages_alone):
    data = checkout(tmp_path, a=notebook("import os\n1 / (os.environ['DXCOMPARE_LANG'] == 'ja')"))
    assert failed(data, tmp_path / "reports").endswith("division by zero (en)")
    assert 'class="failed"' not in page(tmp_path / "reports", "a")
    assert 'class="failed"' in page(tmp_path / "reports" / "en", "a")


@pytest.mark.long
def test_a_failed_notebook_with_parameters_names_them(tmp_path, in_english, pages_alone):
    data = checkout(tmp_path, city=notebook("1 / (plan_id == 'tomi-2022')", parameters="plan_id = ''"))
    assert "city.ipynb (imari-2021), code cell 2, line 1: ZeroDivisionError" in failed(data, tmp_path / "reports")
    assert page(tmp_path / "reports", "index").count('class="failed"') == 3


@pytest.mark.slow
def test_the_command_ends_with_an_error_and_says_what_failed_in_either_language(tmp_path):
    data = checkout(tmp_path, only=notebook(FALSE))
    options = ("--lang=ja", f"--out={tmp_path / 'reports'}")
    for lang, words in (
        ("ja", "only.ipynb, 1番目のコードセルの2行目: FindingFalse"),
        ("en", "only.ipynb, code cell 1, line 2: Finding"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", "from dxcompare.cli import main; main()", "report", f"--data={data}", *options],
            capture_output=True,
            text=True,
            env={**os.environ, "DXCOMPARE_LANG": lang},
            check=False,
        )
        assert done.returncode == 1
        assert words in done.stderr
        assert "index.html" not in done.stdout


@pytest.mark.long
def test_outputs_saved_in_a_notebook_are_not_taken_for_what_it_gives(tmp_path, pages_alone):
    saved = notebook("", "6 * 7").replace(  # a cell without code is not executed, and keeps what it has
        '"outputs": []', '"outputs": [{"output_type": "stream", "name": "stdout", "text": "old"}]'
    )
    make(checkout(tmp_path, a=saved), tmp_path / "reports", "ja")
    assert "<pre>42</pre>" in page(tmp_path / "reports", "a")
    assert "old</pre>" not in page(tmp_path / "reports", "a")
