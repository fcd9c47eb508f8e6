"""How surely do the tests of the survey tables find an error? The power that the audit states, with more errors.

Other errors than those are seeded into the tables of the data set as they are, a thousand of each kind for each breakdown of each table,
and the shares found are printed beside those that the table states.

    python benchmarks/audit_power.py [errors of a kind]
"""

from __future__ import annotations

import sys

import polars as pl

import dxcompare
from dxcompare.dataset.surveys import printed
from dxcompare.methods.recovery.power import ERRORS, Power, power

SEEDS, SEED = 1000, 1


def main(seeds: int = SEEDS) -> None:
    ds = dxcompare.load()
    found = [one for row in ds.survey.iter_rows(named=True) for one in power(printed(ds, row), seeds, SEED)]
    again = shares(pl.DataFrame(found, schema=list(Power._fields), orient="row"))
    stated = shares(
        dxcompare.audit(ds).to_frame("seeded").with_columns(pl.col("scope", "test", "error").cast(pl.String))
    )
    rows = again.join(stated, on=["survey", "scope", "test", "error"], suffix="_stated")
    print(f"{seeds:,} errors of a kind, in brackets what the audit states, in percent\n")
    print(f"{'':56}" + "".join(f"{error:>14}" for error in ERRORS))
    for (survey, scope, test), mine in rows.group_by("survey", "scope", "test", maintain_order=True):
        at = {row["error"]: row for row in mine.iter_rows(named=True)}
        cells = (f"{at[one]['share']:7.1f} ({at[one]['share_stated']:3.0f})" if one in at else "" for one in ERRORS)
        print(f"{survey!s:26}{scope!s:12}{test!s:18}" + "".join(f"{cell:>14}" for cell in cells))


def shares(frame: pl.DataFrame) -> pl.DataFrame:
    """By survey, breakdown, test and kind of error: the percentage found."""
    keys = ["survey", "scope", "test", "error"]
    return (
        frame.with_columns(
            survey=pl.col("question_id" if "question_id" in frame.columns else "question").str.split("/").list[0]
        )
        .group_by(keys)
        .agg(share=100 * pl.col("found").sum() / pl.col("seeded").sum())
        .sort(keys)
    )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
