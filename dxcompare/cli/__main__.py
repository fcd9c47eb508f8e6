"""`python -m dxcompare.cli`."""

from dxcompare.cli import main

if __name__ == "__main__":
    main()
