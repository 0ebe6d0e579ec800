"""What no table of pyproject.toml can say: folders beside the package travel inside its wheel."""

from pathlib import Path
from shutil import copytree
from typing import Any

from setuptools import setup
from setuptools.command.build_py import build_py

# The names that inspector_app.base.paths looks for.
BESIDE = ("forms", "resources")


class BuildWithData(build_py):
    """Copies the forms and resources that ship into the package that is built."""

    def run(self) -> None:
        """Build the modules, then put the folders beside them; an editable install needs none."""
        super().run()
        if not self.editable_mode:
            for name in BESIDE:
                target = Path(self.build_lib) / "inspector_app" / "shipped" / name
                copytree(Path(__file__).parent / name, target, dirs_exist_ok=True)


commands: dict[str, Any] = {"build_py": BuildWithData}
setup(cmdclass=commands)
