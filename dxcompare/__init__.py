"""Compare the digital-transformation plans of Japanese municipalities.

>>> import dxcompare
>>> ds = dxcompare.load()
>>> ds.plan.select("plan_id", "status").rows()[0]
('imari-2021', 'adopted')
"""

from dxcompare.dataset import Dataset, load

__all__ = ["Dataset", "load"]
__version__ = "0.1.0"
