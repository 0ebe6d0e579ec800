"""Writes rows as Parquet: each file whole or not at all, the same rows as the same bytes."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, Final, NamedTuple

from inspector_app.base.files import make_folder, write_atomic
from inspector_app.domain.fact_rows import Column, Row
from inspector_app.scale.extra import needed

BATCH: Final = 20_000
"""So many rows are in memory at once."""
_COMPRESSION: Final = "zstd"


class Part(NamedTuple):
    """A file that was written."""

    path: Path
    rows: int
    size: int


def write_part(path: Path, rows: Iterable[Row], columns: Sequence[Column]) -> Part:
    """Write rows into one file.

    Raises:
        RefusedError: pyarrow is not installed.
        OSError: nothing under the final name has changed.
    """
    with needed("pyarrow"):
        import pyarrow as pa
        from pyarrow import parquet
    schema = _schema(pa, columns)
    written = 0

    def write(stream: Any) -> None:
        nonlocal written
        with parquet.ParquetWriter(stream, schema, compression=_COMPRESSION) as writer:
            for batch in _batches(rows):
                arrays = [
                    pa.array(values, type=field.type)
                    for values, field in zip(zip(*batch, strict=True), schema, strict=True)
                ]
                writer.write_batch(pa.record_batch(arrays, schema=schema))
                written += len(batch)

    make_folder(path.parent)
    write_atomic(path, write)
    return Part(path, written, path.stat().st_size)


def _batches(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    left = iter(rows)
    while batch := tuple(islice(left, BATCH)):
        yield batch


def _schema(arrow: Any, columns: Sequence[Column]) -> Any:
    kinds = {
        str: arrow.string(),
        int: arrow.int32(),
        date: arrow.date32(),
        bool: arrow.bool_(),
    }
    return arrow.schema([arrow.field(c.name, kinds[c.kind], nullable=c.may_lack) for c in columns])
