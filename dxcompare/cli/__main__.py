"""`python -m dxcompare.cli`."""

from dxcompare.cli import main

main()
