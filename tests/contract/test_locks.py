"""The lock files name one exact version with hashes for everything in pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
EXTRAS = PROJECT["optional-dependencies"]
WANTED = {
    "requirements.lock": [*PROJECT["dependencies"], *EXTRAS["setup"]],
    "requirements-dev.lock": [
        *PROJECT["dependencies"],
        *(each for extra, wanted in EXTRAS.items() if extra != "scale" for each in wanted),
    ],
    "scale.lock": [*PROJECT["dependencies"], *EXTRAS["setup"], *EXTRAS["scale"]],
}


def locked(name: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each package of a lock file."""
    text = (ROOT / "packaging" / name).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    found = {}
    for entry in entries:
        package, version = re.match(r"([\w.-]+)==(\S+)", entry).groups()
        found[canonicalize_name(package)] = (version, entry.count("--hash=sha256:"))
    return found


@pytest.mark.parametrize("name", sorted(WANTED))
def test_every_requirement_is_locked_within_its_range_and_with_hashes(name: str) -> None:
    lock = locked(name)
    for wanted in map(Requirement, WANTED[name]):
        version, hashes = lock[canonicalize_name(wanted.name)]
        assert wanted.specifier.contains(version), wanted
        assert hashes


@pytest.mark.parametrize("name", sorted(WANTED))
def test_no_locked_package_is_without_a_hash(name: str) -> None:
    assert not [package for package, (_, hashes) in locked(name).items() if not hashes]


@pytest.mark.parametrize("more", ["requirements-dev.lock", "scale.lock"])
def test_tests_run_on_the_versions_that_users_get(more: str) -> None:
    run_time, everything = locked("requirements.lock"), locked(more)
    assert {name: everything[name][0] for name in run_time} == {
        name: version for name, (version, _) in run_time.items()
    }
