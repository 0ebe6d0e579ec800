"""The files of an export: written month by month, listed with their digests, checked by them."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.base.files import open_file, read_file, write_atomic
from inspector_app.base.stable_json import stable_text
from inspector_app.domain.fact_rows import LASTING, MONTHLY, Column, Row
from inspector_app.domain.month import Month
from inspector_app.scale.parquet import Part, write_part
from inspector_app.services.fact_sources import FactSource

CONTENTS: Final = "export.json"
FORMAT: Final = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What was written.

    Attributes:
        rows: how many of each table.
        removed: files of an earlier export whose month holds nothing any more.
    """

    folder: Path
    districts: tuple[str, ...]
    months: tuple[str, ...]
    rows: Mapping[str, int]
    files: int
    size: int
    removed: int


class _File(NamedTuple):
    table: str
    path: str
    rows: Iterator[Row]
    columns: tuple[Column, ...]


def write_export(folder: Path, sources: Iterable[FactSource]) -> Exported:
    """Write what counts as Parquet, month by month; the same again is the same bytes.

    Raises:
        RefusedError: nothing was filed yet, or other files lie there, or pyarrow is not here.
        OSError: it could not be written; what stands there is whole, and can be written over.
    """
    _refuse_other(folder)
    told: list[dict[str, Any]] = []
    rows: dict[str, int] = {}
    size = 0
    for file in _files(sources):
        part = write_part(folder / file.path, file.rows, file.columns)
        told.append(_told(file.path, part))
        rows[file.table] = rows.get(file.table, 0) + part.rows
        size += part.size
    if not told:
        raise RefusedError("还没有已定稿的记录，没有可以导出的；没有写任何文件。")
    removed = _remove_others(folder, {each["path"] for each in told})
    content = {"format": FORMAT, "files": sorted(told, key=lambda each: str(each["path"]))}
    write_atomic(folder / CONTENTS, f"{stable_text(content)}\n".encode())
    parts = [Path(each["path"]).parts for each in told]
    return Exported(
        folder=folder, rows=rows, files=len(told), size=size, removed=removed,
        districts=_named("district=", parts), months=_named("month=", parts),
    )  # fmt: skip


def _files(sources: Iterable[FactSource]) -> Iterator[_File]:
    for source in sources:
        months = source.months()
        if months:
            yield from _lasting(source)
        for month in months:
            yield from _of_month(source, month)


def _lasting(source: FactSource) -> Iterator[_File]:
    for table, columns in LASTING.items():
        path = f"{table}/district={source.district}/part-0.parquet"
        yield _File(table, path, iter(source.lasting(table)), columns)


def _of_month(source: FactSource, month: Month) -> Iterator[_File]:
    for table, columns in MONTHLY.items():
        path = f"{table}/district={source.district}/month={month}/part-0.parquet"
        yield _File(table, path, iter(source.monthly(table, month)), columns)


def _refuse_other(folder: Path) -> None:
    if not folder.exists():
        return
    ours = {CONTENTS, *MONTHLY, *LASTING}
    left = set(_left_contents(folder))
    strange = sorted(p.name for p in folder.iterdir() if p.name not in ours and p not in left)
    if strange:
        raise RefusedError(
            f"“{folder}”里有别的文件（{'、'.join(strange[:3])}），没有导出；请换一个空文件夹。"
        )


def _left_contents(folder: Path) -> list[Path]:
    """Return what an export that was ended while it wrote its list left of it."""
    return list(folder.glob(f"{CONTENTS}.*.part"))


def _told(path: str, part: Part) -> dict[str, Any]:
    return {"path": path, "rows": part.rows, "sha256": _sha256(part.path)}


def _sha256(path: Path) -> str:
    with open_file(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _named(mark: str, paths: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    found = {part.removeprefix(mark) for path in paths for part in path if part.startswith(mark)}
    return tuple(sorted(found))


def _remove_others(folder: Path, kept: set[str]) -> int:
    """Remove files of an earlier export that this one did not write."""
    old = [
        path
        for table in (*MONTHLY, *LASTING)
        for path in (folder / table).rglob("*")
        if path.is_file() and path.relative_to(folder).as_posix() not in kept
    ]
    for path in (*old, *_left_contents(folder)):
        path.unlink()
        if not any(path.parent.iterdir()):
            path.parent.rmdir()
    return len(old)


def refuse_unwhole(folder: Path) -> None:
    """Refuse a folder that holds no whole export (NotFoundError, RefusedError)."""
    contents = folder / CONTENTS
    if not contents.is_file():
        raise NotFoundError(
            f"“{folder}”里没有导出的数据（缺 {CONTENTS}），没有核对；请先用 export parquet 导出。"
        )
    try:
        told = json.loads(read_file(contents))
        files = [(str(each["path"]), str(each["sha256"])) for each in told["files"]]
        known = told["format"] == FORMAT
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise RefusedError(f"“{contents}”内容不合规定，没有核对；请重新导出。") from error
    if not known:
        raise RefusedError("这份导出是更新版本的程序写的，没有核对；请先升级程序。")
    for path, sha256 in files:
        if not (folder / path).is_file() or _sha256(folder / path) != sha256:
            raise RefusedError(f"{path} 与导出清单不符，可能没有导完，没有核对；请重新导出。")
