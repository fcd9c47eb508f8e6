"""The sheet of `audit`: the tests, each with how surely it finds an error where there are few surveys."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dxcompare.present.worksheet import Sheet, sheet_of, sheets
from dxcompare.questions.audit.compute import Audit
from dxcompare.questions.audit.tables import Tests
from dxcompare.words.most import MOST


@sheets(Audit)
def _sheets(result: Audit, lang: str) -> Iterable[Sheet]:
    sheet = sheet_of(result, "tests_power" if result.count() <= MOST else None, lang)
    yield replace(sheet, name=Tests.called.to(lang))  # in the place of the main table
