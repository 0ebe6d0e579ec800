"""One Chinese term, one English name: docs/glossary.md, the labels and the code agree."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

import inspector_app.domain
from tests.label_maps import label_maps

ROOT = Path(__file__).parents[2]
PROGRAM = ROOT / "inspector_app"
GLOSSARY = ROOT / "docs" / "glossary.md"
PINYIN = {
    "baosong", "bianhao", "chaxun", "dd", "dudao", "duxue", "dx", "fankui", "huifang", "jilu", "lh",
    "ruxiao", "shangbao", "taizhang", "tingke", "tongji", "wenti", "wt", "xiaohao", "xuexiao", "yx",
    "zeren", "zg", "zhaopian", "zhenggai", "zrq",
}  # fmt: skip


def enums() -> Iterator[type[StrEnum]]:
    for module in pkgutil.iter_modules(inspector_app.domain.__path__, "inspector_app.domain."):
        for value in vars(importlib.import_module(module.name)).values():
            ours = isinstance(value, type) and value.__module__ == module.name
            if ours and issubclass(value, StrEnum):
                yield value


def identifiers(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name) | ast.Attribute(attr=name):
                yield name
            case _:
                pass


def words(identifier: str) -> set[str]:
    parts = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)
    return {part.lower() for part in parts}


def rows() -> list[tuple[str, list[str]]]:
    """Chinese term and English identifiers of each row of the glossary."""
    table = re.findall(r"^\|([^|]+)\|([^|]+)\|", GLOSSARY.read_text("utf-8"), re.MULTILINE)
    found = [(term.strip(), re.findall(r"`(\w+)`", names)) for term, names in table]
    return [(term, names) for term, names in found if names]


@pytest.mark.parametrize("kind", sorted(enums(), key=lambda kind: kind.__name__))
def test_every_member_of_an_enumeration_has_a_label(kind: type[StrEnum]) -> None:
    # Equal strings of two enumerations are equal keys: the map must be this enumeration's own.
    own = [m for m in label_maps().values() if any(isinstance(key, kind) for key in m)]
    assert len(own) == 1
    assert set(own[0]) == set(kind)


def test_every_label_occurs_in_the_glossary() -> None:
    text = GLOSSARY.read_text("utf-8")
    assert not [label for m in label_maps().values() for label in m.values() if label not in text]


def test_no_identifier_of_the_domain_is_pinyin() -> None:
    found = {
        (path.name, name)
        for path in PROGRAM.glob("domain/**/*.py")
        for name in identifiers(path)
        if words(name) & PINYIN
    }
    assert not found


def test_every_identifier_of_the_glossary_occurs_in_the_code() -> None:
    code = {
        word.lower()
        for path in PROGRAM.rglob("*.py")
        for word in re.findall(r"\w+", path.read_text("utf-8"))
    }
    missing = [(t, n) for t, names in rows() for n in names if not _occurs(n, code)]
    assert rows()
    assert not missing


def _occurs(name: str, code: set[str]) -> bool:
    # `half_day` is also there as HALF_DAYS or HalfDay.
    plain = name.lower()
    return any(plain in word or plain.replace("_", "") in word for word in code)
