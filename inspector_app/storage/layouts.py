"""Published layouts: a version is added and never changes again."""

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any, Final

from inspector_app.domain.layout import Layout, LayoutKind, Medium
from inspector_app.storage.database import Database

_ROW: Final = (
    "SELECT name, version, kind, medium, file_name, digest, published_at, actor FROM layout_version"
)


class LayoutStore:
    """Reads and adds versions; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Layout, ...]:
        """Return every version, the newest of a name last."""
        return tuple(map(_layout, self._database.rows(f"{_ROW} ORDER BY name, version")))

    def find(self, name: str, version: int | None) -> Layout | None:
        """Return one version, or the newest, if there is any."""
        row = self._database.row(
            f"{_ROW} WHERE name = ? AND (? IS NULL OR version = ?) ORDER BY version DESC LIMIT 1",
            name, version, version,
        )  # fmt: skip
        return None if row is None else _layout(row)

    def content(self, layout: Layout) -> tuple[bytes, Mapping[str, Any]]:
        """Return the file of a version and what its places mean."""
        row = self._database.row(
            "SELECT content, map FROM layout_version WHERE name = ? AND version = ?",
            layout.name, layout.version,
        )  # fmt: skip
        assert row is not None
        return bytes(row[0]), json.loads(row[1])

    def add(self, layout: Layout, content: bytes, places: str) -> None:
        """Keep a version."""
        self._database.execute(
            "INSERT INTO layout_version (name, version, kind, medium, file_name, digest,"
            " published_at, actor, map, content) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *layout, places, content,
        )  # fmt: skip

    def faults(self) -> Iterator[str]:
        """Yield a Chinese sentence for each version that is not what was published."""
        for name, version, digest, places, content in self._database.rows(
            "SELECT name, version, digest, map, content FROM layout_version ORDER BY id"
        ):
            if digest_of(content, places) != digest:
                yield f"表样“{name}”第{version}版的内容与发布时不同"


def digest_of(content: bytes, places: str) -> str:
    """Return the SHA-256 of a file together with what its places mean."""
    return sha256(content + b"\0" + places.encode()).hexdigest()


def _layout(row: tuple[Any, ...]) -> Layout:
    name, version, kind, medium, *rest = row
    return Layout(name, version, LayoutKind(kind), Medium(medium), *rest)
