"""Official tables as ministries publish them, brought into `data/raw/reference/`."""

from dxcompare.sources.official.store import Added, add, listed

__all__ = ["Added", "add", "listed"]
