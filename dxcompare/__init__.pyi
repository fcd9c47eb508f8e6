# Made by scripts/stub.py; `make docs` makes it anew.
from dxcompare.dataset import Dataset as Dataset
from dxcompare.dataset import load as load
from dxcompare.panel.tour import tour as tour
from dxcompare.panel.widgets import explore as explore
from dxcompare.present.finding import finding as finding
from dxcompare.present.house import style as style
from dxcompare.present.show import show as show
from dxcompare.questions.agreement import agreement as agreement
from dxcompare.questions.ambition import ambition as ambition
from dxcompare.questions.audit import audit as audit
from dxcompare.questions.bases import bases as bases
from dxcompare.questions.brief import brief as brief
from dxcompare.questions.claims import claims as claims
from dxcompare.questions.coverage import coverage as coverage
from dxcompare.questions.differences import differences as differences
from dxcompare.questions.gradients import gradients as gradients
from dxcompare.questions.matched import matched as matched
from dxcompare.questions.outcomes import outcomes as outcomes
from dxcompare.questions.overview import overview as overview
from dxcompare.questions.previous import previous as previous
from dxcompare.questions.recover import recover as recover
from dxcompare.questions.reference import reference as reference
from dxcompare.questions.shares import shares as shares
from dxcompare.questions.simulated import simulated as simulated
from dxcompare.questions.standardise import standardise as standardise
from dxcompare.questions.themes import themes as themes
from dxcompare.questions.timeline import timeline as timeline
from dxcompare.words.session import language as language

__version__: str
__all__ = [
    "Dataset",
    "agreement",
    "ambition",
    "audit",
    "bases",
    "brief",
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
    "recover",
    "reference",
    "shares",
    "show",
    "simulated",
    "standardise",
    "style",
    "themes",
    "timeline",
    "tour",
]
