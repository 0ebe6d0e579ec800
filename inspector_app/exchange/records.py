"""What a reader may rely on in the records of a bundle before it knows any of their fields.

The records are one object. It names its schema, and every list that the statement counts stands in
it under the same name. Each row of ``photos`` names its picture by path and SHA-256, and the rows
name all the pictures of the bundle and no others.
"""

from collections.abc import Mapping
from typing import Final

from inspector_app.exchange.canonical import MAX_DEPTH, JsonLimits
from inspector_app.exchange.layout import MAX_RECORDS, is_photo
from inspector_app.exchange.statement import Statement

LIMITS: Final = JsonLimits(size=MAX_RECORDS, depth=MAX_DEPTH, containers=500_000)


def records_flaw(
    records: Mapping[str, object], *, statement: Statement, payload: Mapping[str, str]
) -> str | None:
    """Return in Chinese what contradicts the statement or the payload, None if nothing does.

    Args:
        records: what records.json holds.
        statement: the statement beside it.
        payload: path to SHA-256 of every file under ``data/``.
    """
    if records.get("schema") != statement.schema:
        return "记录的格式版本与声明不一致"
    for name, count in statement.counts.items():
        rows = records.get(name)
        if not isinstance(rows, list | tuple) or len(rows) != count:
            return f"{name} 的条数与声明不一致"
    return _photo_flaw(
        records.get("photos", ()), {path: payload[path] for path in payload if is_photo(path)}
    )


def _photo_flaw(rows: object, pictures: Mapping[str, str]) -> str | None:
    if not isinstance(rows, list | tuple) or not all(isinstance(row, Mapping) for row in rows):
        return "photos 的写法不符"
    named = [(row.get("file"), row.get("sha256")) for row in rows]
    unknown = [pair for pair in named if pair not in pictures.items()]
    unnamed = pictures.keys() - {file for file, _ in named}
    if unknown or unnamed:
        return "照片与记录中登记的照片不一致"
    return None
