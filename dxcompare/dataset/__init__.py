"""The loaded tables, and what is computed of them once."""

from dxcompare.dataset.loaded import Dataset
from dxcompare.dataset.read import load

__all__ = ["Dataset", "load"]
