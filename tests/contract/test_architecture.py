"""docs/ARCHITECTURE.md, the contracts and the tree tell of the same packages."""

import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "inspector_app"
DOCUMENT = ROOT / "docs" / "ARCHITECTURE.md"


def existing() -> set[str]:
    """Packages and modules directly under the program."""
    packages = {path.parent.name for path in PROGRAM.glob("*/__init__.py")}
    modules = {path.stem for path in PROGRAM.glob("*.py")} - {"__init__"}
    return packages | modules


def in_the_table_of_layers() -> list[set[str]]:
    """The names in the second column of the rows that begin with the number of a layer."""
    rows = re.findall(r"^\| *\d+[a-z]? *\|([^|]+)\|", DOCUMENT.read_text("utf-8"), re.MULTILINE)
    # What stands in parentheses behind a package are its folders.
    bare = [re.sub(r"\([^)]*\)|（[^）]*）", "", row) for row in rows]
    return [set(re.findall(r"`(\w+)`", row)) for row in bare]


def in_the_contract() -> list[set[str]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    layers = next(c["layers"] for c in contracts if c["id"] == "layers")
    return [set(re.findall(r"\w+", layer)) for layer in layers]


def test_every_package_is_named_in_the_document_and_every_named_one_exists() -> None:
    named = set().union(*in_the_table_of_layers())
    assert named == existing()


def test_the_document_orders_the_packages_as_the_contract_does() -> None:
    order = {name: rank for rank, layer in enumerate(in_the_contract()) for name in layer}
    ranks = [order[name] for row in in_the_table_of_layers() for name in sorted(row)]
    assert ranks == sorted(ranks)


def test_no_package_of_the_contract_is_optional_once_it_exists() -> None:
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    optional = set(re.findall(r"\((\w+)\)", text[text.index("layers = [") :]))
    assert not optional & existing()
