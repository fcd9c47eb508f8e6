"""Charts of results. Importing this package teaches results to draw themselves."""

from dxcompare.charts import ages, agreement, ambition, coverage, overview, survey, themes, timing, trust
from dxcompare.charts.style import Chart

__all__ = ["Chart", "ages", "agreement", "ambition", "coverage", "overview", "survey", "themes", "timing", "trust"]
