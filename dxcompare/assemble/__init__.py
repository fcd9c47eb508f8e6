"""From records of printed text to tidy tables: assembled, checked, published.

:func:`build` assembles and checks. It reads no clock and no network and writes nothing.
"""

from __future__ import annotations

from pathlib import Path

import polars as pl

from dxcompare.assemble import check, claims, codes, national, plan, survey, targets
from dxcompare.assemble.assembly import Assembly
from dxcompare.sources import reader
from dxcompare.words.faults import DataFaults


def build(data: Path, lang: str | None = None) -> dict[str, pl.DataFrame]:
    """Build every tidy table from `data`/raw and `data`/mappings.

    Parameters
    ----------
    data : Path
        The folder that holds `raw/` and `mappings/`.
    lang : {"ja", "en"}, optional
        Language of the messages; by default that of the locale.

    Returns
    -------
    dict of str to polars.DataFrame
        One frame per table of :data:`dxcompare.tables.TIDY`, sorted by key.

    Raises
    ------
    DataFaults
        With every fault of the raw data and mappings.
    """
    source = reader.read(data)
    assembly = Assembly(source)
    national.assemble(assembly)
    for folder in source.plans:
        if folder.plan is not None:
            plan.assemble(assembly, folder)
            survey.assemble(assembly, folder)
            claims.assemble(assembly, folder)
    codes.assemble(assembly)
    survey.assemble_themes(assembly)
    targets.assemble(assembly)
    tables = check.tables(assembly)
    if assembly.faults:
        raise DataFaults(assembly.faults, lang)
    return tables
