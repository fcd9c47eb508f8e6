"""Reports of a few notebooks, without what takes long and is not what they are about."""

import pytest

from dxcompare.report import answers, brief, deck, start, workbook


@pytest.fixture
def pages_alone(monkeypatch):
    """A report without answers, sheets, deck and workbook; the deck says what it was given."""
    monkeypatch.setattr(answers, "kept", lambda *args: [])
    monkeypatch.setattr(brief, "kept", lambda *args: brief.Sheets({}, {}))
    monkeypatch.setattr(start, "_answers", lambda *args: ())
    monkeypatch.setattr(deck, "packed", lambda ds, lang, said, *more: repr(said).encode())
    monkeypatch.setattr(workbook, "packed", lambda ds, lang, ahead: lang.encode())
