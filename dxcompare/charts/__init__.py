"""Charts of results. Importing this package teaches results to draw themselves."""

from dxcompare.charts import ambition, coverage, overview, survey
from dxcompare.charts.style import Chart

__all__ = ["Chart", "ambition", "coverage", "overview", "survey"]
