"""What a researcher meets: JupyterLab itself, in a browser, with data, a result, a chart and the panel."""

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from tests.conftest import ROOT

CELLS = ["import dxcompare as dx\nds = dx.load()", "dx.coverage(ds)", "dx.coverage(ds).plot()", "dx.explore(ds)", ""]
PATIENCE_MS = 40_000


def notebook():
    cells = [
        {"cell_type": "code", "id": f"c{i}", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
        for i, source in enumerate(CELLS)
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return json.dumps({"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5})


@pytest.fixture(scope="module")
def lab(tmp_path_factory, chromium):
    """The address of a JupyterLab of its own, with its settings in a folder of its own."""
    home = tmp_path_factory.mktemp("lab")
    (home / "work").mkdir()
    (home / "work" / "first.ipynb").write_text(notebook(), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    own = {
        name: str(home / name.lower())
        for name in (
            "JUPYTER_CONFIG_DIR",
            "JUPYTER_DATA_DIR",
            "JUPYTER_RUNTIME_DIR",
            "JUPYTERLAB_SETTINGS_DIR",
            "JUPYTERLAB_WORKSPACES_DIR",
            "IPYTHONDIR",
        )
    }
    with (home / "log").open("w") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                "--ip=127.0.0.1",
                f"--port={port}",
                "--ServerApp.port_retries=0",
                f"--IdentityProvider.token={token}",
                f"--ServerApp.root_dir={home / 'work'}",
                "--LabApp.news_url=None",
                "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
            ],
            env={**os.environ, **own, "PYTHONPATH": str(ROOT), "DXCOMPARE_LANG": "ja"},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(150):
            assert server.poll() is None, (home / "log").read_text()
            try:
                urllib.request.urlopen(f"{address}/api?token={token}", timeout=5).close()
                break
            except (urllib.error.URLError, ConnectionError):
                time.sleep(0.2)
        yield f"{address}/lab/tree/first.ipynb?token={token}"
    finally:
        server.terminate()
        server.wait(30)


@pytest.fixture(scope="module")
def page(lab, chromium):
    """The notebook, its cells run."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        # high enough for all cells: JupyterLab does not draw those out of sight
        page = browser.new_page(viewport={"width": 1400, "height": 6000})
        page.set_default_timeout(PATIENCE_MS)
        page.goto(lab)
        page.locator(".jp-Notebook .jp-CodeCell").nth(len(CELLS) - 1).wait_for()
        page.get_by_text("| Idle").wait_for()  # in the status bar; before that, a kernel takes no order
        page.locator(".jp-CodeCell").first.locator(".cm-content").click()
        for number in range(1, len(CELLS)):  # cell by cell, as a person does; the last is empty
            page.keyboard.press("Shift+Enter")
            page.locator(".jp-CodeCell").nth(number - 1).get_by_text(f"[{number}]:", exact=True).first.wait_for()
        page.locator(".dxcompare .drawing svg").wait_for()
        yield page
        browser.close()


def output(page, cell):
    return page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea-output")


def a_result_is_a_table_with_a_caption_and_headings_in_words(page):
    table = output(page, 1).locator("table.data")
    assert table.locator("caption").inner_text().startswith("各計画は国の取組事項のどれに取り組み、何を書いているか")
    assert table.locator("th").all_inner_texts()[0] == "国の事項"
    assert "■■■■■ 5/5" in table.locator("td").all_inner_texts()
    assert "出典：" in output(page, 1).inner_text()


def a_chart_is_a_picture_that_loads_and_has_words(page):
    picture = output(page, 2).locator(".drawing svg")
    assert picture.evaluate("drawn => drawn.getBoundingClientRect().width") > 100
    assert len(picture.get_attribute("aria-label")) > 20


def the_panel_reacts_to_a_choice(page):
    panel = page.locator(".dxcompare")
    before = panel.locator(".drawing svg").get_attribute("aria-label")
    assert panel.get_by_label("設問").is_hidden()
    panel.get_by_label("分析").select_option("住民調査の設問")
    panel.get_by_label("設問").wait_for()
    changed = "before => document.querySelector('.dxcompare .drawing svg').getAttribute('aria-label') !== before"
    page.wait_for_function(changed, arg=before)
    assert panel.locator(".drawing svg").evaluate("drawn => drawn.getBoundingClientRect().width") > 100
    page.wait_for_function(
        "() => document.querySelectorAll('.dxcompare table.data:not(.numbers *)').length === 1"
    )  # the evidence is gone
    question = panel.get_by_label("設問").locator("option").first.inner_text()
    assert panel.locator("table.data:not(.numbers *) caption").inner_text().split("（")[0] in question


def the_panel_is_usable_by_keyboard_and_tells_an_error(page):
    panel = page.locator(".dxcompare")
    panel.get_by_label("ファイル名").fill("chart.gif")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    panel.get_by_role("status").wait_for()
    assert ".svg" in panel.get_by_role("status").inner_text()


def axe_finds_nothing_wrong_with_the_panel(page):
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, context=".dxcompare").response
    assert len(found["passes"]) > 10
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in found["violations"]] == []


def tab_completes_the_names_of_tables(page):
    """JupyterLab gives a kernel a second to answer; on a busy machine a person presses Tab again, and so does this."""
    from playwright.sync_api import TimeoutError as Late

    cell = page.locator(".jp-CodeCell").nth(len(CELLS) - 1)
    page.get_by_text("| Idle").wait_for()
    cell.locator(".cm-content").click()
    page.keyboard.type("ds.milest")
    completed = "() => [...document.querySelectorAll('.jp-Completer-item, .cm-content')].some(e => e.innerText.includes('milestone'))"
    for _ in range(PATIENCE_MS // 4000):
        page.keyboard.press("Tab")
        try:
            page.wait_for_function(completed, timeout=4000)
            break
        except Late:
            cell.locator(".cm-content").click()
    assert page.evaluate(completed)


def no_cell_has_failed(page):
    assert page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
    assert "Traceback" not in page.locator(".jp-Notebook").inner_text()


@pytest.mark.long
@pytest.mark.long
def test_the_first_minutes_in_jupyterlab(page):
    """One test, since each step goes on from the last and a second JupyterLab would cost more than all of them."""
    a_result_is_a_table_with_a_caption_and_headings_in_words(page)
    a_chart_is_a_picture_that_loads_and_has_words(page)
    the_panel_reacts_to_a_choice(page)
    the_panel_is_usable_by_keyboard_and_tells_an_error(page)
    axe_finds_nothing_wrong_with_the_panel(page)
    tab_completes_the_names_of_tables(page)
    no_cell_has_failed(page)
