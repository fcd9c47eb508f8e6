"""Compare the digital-transformation plans of Japanese municipalities.

>>> import dxcompare
>>> ds = dxcompare.load()
>>> dxcompare.coverage(ds).to_frame()["depth"].max()
5
"""

from dxcompare.analysis.ages import gradients
from dxcompare.analysis.agreement import agreement
from dxcompare.analysis.ambition import ambition
from dxcompare.analysis.audit import audit
from dxcompare.analysis.bases import bases
from dxcompare.analysis.claims import claims
from dxcompare.analysis.coverage import coverage
from dxcompare.analysis.matched import matched
from dxcompare.analysis.outcomes import outcomes
from dxcompare.analysis.overview import overview
from dxcompare.analysis.previous import previous
from dxcompare.analysis.reference import reference
from dxcompare.analysis.simulation import simulated
from dxcompare.analysis.survey import differences, shares
from dxcompare.analysis.themes import standardise, themes
from dxcompare.analysis.timing import timeline
from dxcompare.dataset import Dataset, load
from dxcompare.panel.widgets import explore
from dxcompare.result import finding
from dxcompare.show import show
from dxcompare.text import language
from dxcompare.tour import tour

__all__ = [
    "Dataset",
    "agreement",
    "ambition",
    "audit",
    "bases",
    "claims",
    "coverage",
    "differences",
    "explore",
    "finding",
    "gradients",
    "language",
    "load",
    "matched",
    "outcomes",
    "overview",
    "previous",
    "reference",
    "shares",
    "show",
    "simulated",
    "standardise",
    "themes",
    "timeline",
    "tour",
]
__version__ = "0.1.0"


def __dir__() -> list[str]:
    """What completion offers: the analyses, not the rooms they are made in."""
    return [*__all__, "__version__"]
