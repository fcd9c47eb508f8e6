"""Charts of results. Importing this package teaches results to draw themselves."""

from dxcompare.charts import ages, ambition, coverage, overview, reference, survey, themes, trust
from dxcompare.charts.style import Chart

__all__ = ["Chart", "ages", "ambition", "coverage", "overview", "reference", "survey", "themes", "trust"]
