"""What a reader may rely on in the records of a bundle before it knows any of their fields.

The records are one object. It names its schema, and every list that the statement counts stands in
it under the same name. Each row of ``photos`` names its picture by path and SHA-256, and the rows
name all the pictures of the bundle and no others. Each row of ``late`` and ``late_figures`` belongs
to a month before the one that is handed over. Rows of ``following`` name pictures that come in
later bundles, by SHA-256 alone. A bundle of pictures holds no records: the rows say whose they are.
"""

import re
from collections.abc import Mapping
from typing import Final

from inspector_app.exchange.canonical import MAX_DEPTH, JsonLimits
from inspector_app.exchange.layout import MAX_RECORDS, is_photo
from inspector_app.exchange.shapes import is_sha256
from inspector_app.exchange.statement import BundleType, Statement

LIMITS: Final = JsonLimits(size=MAX_RECORDS, depth=MAX_DEPTH, containers=500_000)

_OF_EARLIER_MONTHS: Final = ("late", "late_figures")
_MONTH: Final = re.compile("[0-9]{4}-(?:0[1-9]|1[0-2])")


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
    for name in _OF_EARLIER_MONTHS:
        if not _are_earlier(records.get(name, ()), statement.period):
            return f"{name} 的月份不在所报月份之前"
    rows = records.get("photos", ())
    flaw = _photo_flaw(rows, {path: payload[path] for path in payload if is_photo(path)})
    if flaw is None and statement.type is BundleType.PHOTOS:
        flaw = _pictures_only_flaw(records)
    return flaw or _following_flaw(records.get("following", ()))


def _pictures_only_flaw(records: Mapping[str, object]) -> str | None:
    if records.keys() != {"schema", "photos"}:
        return "照片包里只应当有照片"
    rows = records["photos"]
    assert isinstance(rows, list | tuple)
    if not all(isinstance(row.get("visit_uuid"), str) for row in rows):
        return "照片没有写明是哪份记录的"
    return None


def _following_flaw(rows: object) -> str | None:
    if not isinstance(rows, list | tuple):
        return "following 的写法不符"
    for row in rows:
        if not isinstance(row, Mapping) or "file" in row or not is_sha256(row.get("sha256")):
            return "随后送到的照片没有按规定登记"
    return None


def _are_earlier(rows: object, period: str | None) -> bool:
    return isinstance(rows, list | tuple) and all(
        isinstance(row, Mapping)
        and isinstance(month := row.get("month"), str)
        and _MONTH.fullmatch(month) is not None
        and month < (period or "")
        for row in rows
    )


def _photo_flaw(rows: object, pictures: Mapping[str, str]) -> str | None:
    if not isinstance(rows, list | tuple):
        return "photos 的写法不符"
    named = set()
    for row in rows:
        file = row.get("file") if isinstance(row, Mapping) else None
        if not isinstance(file, str) or file not in pictures or row.get("sha256") != pictures[file]:
            return "记录中登记的照片不在包内或内容不同"
        named.add(file)
    if named != pictures.keys():
        return "包内有记录没有登记的照片"
    return None
