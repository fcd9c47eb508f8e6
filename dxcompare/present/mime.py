"""What findings and charts are when they leave a kernel: people see their HTML, the report reads the data beside it."""

from __future__ import annotations

from typing import Any

#: A sentence: `ja`, `en`.
FINDING = "application/vnd.dxcompare.finding+json"


#: A chart: `id`, `title`, `alt`.
CHART = "application/vnd.dxcompare.chart+json"
HTML = "text/html"
#: MIME type → content, as Jupyter's messages carry what is displayed.
Bundle = dict[str, Any]
