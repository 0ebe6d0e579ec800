"""The project's own Python: `.venv` with the locked packages and the program itself.

Everything here is done once and recorded in a stamp; the second time only the stamp is read.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

from machine import StopError

ROOT: Final = Path(__file__).resolve().parents[1]
VENV: Final = ROOT / ".venv"
LOCK: Final = ROOT / "packaging" / "requirements.lock"
LOCK_DEV: Final = ROOT / "packaging" / "requirements-dev.lock"
LOCK_SCALE: Final = ROOT / "packaging" / "scale.lock"
# These two, for tests, exist as source only; every other package comes as a wheel or not at all.
SOURCE_ONLY: Final = "bagit,pyvips"
SCALE_SOURCE_ONLY: Final = "pyspark"

_SCRIPTS: Final = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON: Final = _SCRIPTS / ("python.exe" if os.name == "nt" else "python")


def tool(name: str) -> str:
    """Return the path of a program that is installed in the environment."""
    return str(_SCRIPTS / (f"{name}.exe" if os.name == "nt" else name))


def packages() -> list[str]:
    """Return the Debian packages without which the environment cannot be made."""
    if _usable() or importlib.util.find_spec("ensurepip") is not None:
        return []
    # Debian takes ensurepip out of Python and packs it apart.
    return [f"python{sys.version_info.major}.{sys.version_info.minor}-venv"]


def prepare(lock: Path) -> None:
    """Make the environment hold what ``lock`` names, and the program; do nothing if it does.

    Raises:
        StopError: something is missing that only the person can provide.
    """
    stamp = _stamp_of(lock)
    wanted = _fingerprint(lock)
    usable = _usable()
    if usable and stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    if not usable:
        _create()
    print("正在安装锁定的依赖包（只有第一次需要，约一到三分钟）……", flush=True)
    _install(lock)
    for old in VENV.glob("*.stamp"):
        old.unlink()
    stamp.write_text(wanted, encoding="utf-8")
    if lock == LOCK_DEV:
        # The larger set contains the smaller one.
        _stamp_of(LOCK).write_text(_fingerprint(LOCK), encoding="utf-8")


def add_scale() -> None:
    """Add to an environment that is ready what the optional part needs (StopError as above)."""
    stamp, wanted = _stamp_of(LOCK_SCALE), _fingerprint(LOCK_SCALE)
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print("正在安装 DuckDB、pyarrow 和 Spark（约 500 MB，只有第一次需要）……", flush=True)
    _pip(
        "--require-hashes", "--no-deps", "--no-build-isolation", "--only-binary=:all:",
        f"--no-binary={SCALE_SOURCE_ONLY}", "--requirement", str(LOCK_SCALE),
    )  # fmt: skip
    stamp.write_text(wanted, encoding="utf-8")


def _stamp_of(lock: Path) -> Path:
    return VENV / f"{lock.stem}.stamp"


def _fingerprint(lock: Path) -> str:
    digest = hashlib.sha256(f"{VENV}\n{sys.version_info[:2]}\n".encode())
    digest.update(lock.read_bytes())
    digest.update((ROOT / "pyproject.toml").read_bytes())
    return digest.hexdigest()


def _usable() -> bool:
    # Made without ensurepip it has a Python and no pip.
    folders = VENV.glob("lib/python3*/site-packages" if os.name != "nt" else "Lib/site-packages")
    return PYTHON.exists() and any(
        (folder / "pip" / "__init__.py").exists() and _whole(folder) for folder in folders
    )


def _whole(packages_folder: Path) -> bool:
    """Say whether every package there was written to its end.

    One whose writing was cut off stops pip with an error that says nothing of it, each time again.
    """
    return all((package / "METADATA").exists() for package in packages_folder.glob("*.dist-info"))


def _create() -> None:
    print("正在建立独立的 Python 环境 .venv ……", flush=True)
    command = [sys.executable, "-m", "venv", "--clear", str(VENV)]
    if subprocess.run(command, check=False).returncode != 0:
        msg = f"没能在 {VENV} 建立 Python 环境，原因见上。请排除后重新运行同一条命令。"
        raise StopError(msg)


def _install(lock: Path) -> None:
    locked = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement", str(lock)]
    if lock == LOCK_DEV:
        locked.append(f"--no-binary={SOURCE_ONLY}")
    _pip(*locked)
    _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))


def _pip(*arguments: str) -> None:
    pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    if subprocess.run([*pip, *arguments], check=False).returncode != 0:
        msg = (
            "依赖包没有装完，原因见上。常见原因是没有联网。\n"
            "已经装好的保留在 .venv 中；请联网后重新运行同一条命令。"
        )
        raise StopError(msg)
