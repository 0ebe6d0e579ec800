"""What is built to be installed brings along what ships: forms, their sheets, fonts, packs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ASK = (
    "from inspector_app.services.shipped_sources import shipped_forms\n"
    "from inspector_app.base.paths import forms, resources\n"
    "import inspector_app\n"
    "print(inspector_app.__file__)\n"
    "print(*(form.form_id for form in shipped_forms()))\n"
    "print(forms(), resources())\n"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tree of a wheel, as it lies in site-packages after an install."""
    target = tmp_path_factory.mktemp("built")
    words = ["-q", "build_py", "--build-lib", str(target)]
    base = tmp_path_factory.mktemp("scratch")
    egg = ["egg_info", "--egg-base", str(base)]
    done = subprocess.run(
        [sys.executable, "setup.py", *egg, *words], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return target


def files_of(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["forms", "resources"])
def test_every_file_that_ships_is_in_the_wheel(built: Path, name: str) -> None:
    assert files_of(built / "inspector_app" / "shipped" / name) == files_of(ROOT / name)


@pytest.mark.slow
def test_an_installed_program_finds_its_forms_inside_itself(built: Path, tmp_path: Path) -> None:
    asked = subprocess.run(
        [sys.executable, "-c", _ASK],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(built)}, capture_output=True,
        check=True, text=True, encoding="utf-8",
    )  # fmt: skip
    where, listed, folders = asked.stdout.splitlines()
    assert where.startswith(str(built))
    assert {"dudao", "gongzi", "youeryuan"} < set(listed.split())
    assert folders.count(str(built)) == 2
