"""The loaded tables: what every question starts from."""

from dxcompare.dataset.loaded import Dataset, load

__all__ = ["Dataset", "load"]
