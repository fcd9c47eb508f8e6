"""What pyproject.toml cannot say: the processed tables travel inside the wheel.

They are copied while it is built; in the repository they are in data/processed alone, and an editable installation
reads them there.
"""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

#: Within the package; `dxcompare.dataset.read` looks there.
INSIDE = Path("dxcompare", "processed")


class WithTables(build_py):
    """Copies the package, and the tables into it."""

    def tables(self) -> dict[Path, Path]:
        """Where a file lies → where it goes."""
        here = Path(__file__).parent / "data" / "processed"
        files = [*sorted(here.glob("*.csv")), here / "datapackage.json"]
        return {} if self.editable_mode else {one: Path(self.build_lib, INSIDE, one.name) for one in files}

    def run(self) -> None:
        super().run()
        for old, new in self.tables().items():
            self.mkpath(str(new.parent))
            self.copy_file(str(old), str(new))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        return [*super().get_outputs(include_bytecode), *map(str, self.tables().values())]


setup(cmdclass={"build_py": WithTables})
