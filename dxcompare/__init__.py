"""Compare the digital-transformation plans of Japanese municipalities.

>>> import dxcompare
>>> ds = dxcompare.load()
>>> dxcompare.coverage(ds).to_frame()["depth"].max()
5
"""

from dxcompare.analysis.ambition import ambition
from dxcompare.analysis.coverage import coverage
from dxcompare.analysis.overview import overview
from dxcompare.analysis.survey import shares
from dxcompare.dataset import Dataset, load
from dxcompare.result import finding
from dxcompare.show import show
from dxcompare.text import language

__all__ = ["Dataset", "ambition", "coverage", "finding", "language", "load", "overview", "shares", "show"]
__version__ = "0.1.0"
