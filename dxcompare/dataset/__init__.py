"""The loaded tables, and what is computed of them once."""

from dxcompare.dataset.loaded import Dataset, load

__all__ = ["Dataset", "load"]
