"""What must be said of survey cells that are not shown as printed: the committed data."""

from dxcompare import gradients, shares, themes
from dxcompare.dataset.notes import DASHED, RECOVERED
from tests.committed.surveys import K, N


def test_what_is_not_shown_as_printed_is_said(ds):
    assert {RECOVERED, DASHED} <= set(shares(ds, f"{K}/q1").caveats)
    assert not {RECOVERED, DASHED} & set(shares(ds, f"{N}/q15").caveats)  # prints its bases, and no dash
    assert DASHED in gradients(ds, "no_internet").caveats
    assert DASHED in themes(ds, "no_internet").caveats
