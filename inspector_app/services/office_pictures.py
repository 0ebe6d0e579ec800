"""Puts the pictures and papers of a bundle on the disk, before anything of it stands in a table."""

from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from inspector_app.base.ahead import done_ahead
from inspector_app.domain.photo import Photo
from inspector_app.services.context import Context
from inspector_app.services.office_reading import ReadBundle
from inspector_app.services.office_rows import Stored

if TYPE_CHECKING:
    from inspector_app.exchange.verify import Verified
    from inspector_app.photos.examine import Examined
    from inspector_app.vault.files import StoredFile

# A disk makes several files durable in little more time than one.
_WRITERS: Final = 4


def store_files(
    context: Context, bundle: ReadBundle, *, archive: Path, verified: "Verified"
) -> Stored:
    """Store the files of a bundle for good.

    Safe to do again after a crash: the same bytes are kept once.

    Raises:
        EnvironmentProblem: the disk does not allow it; nothing was taken in.
    """
    found: dict[str, tuple[Photo, bytes]] = {}
    unreadable: dict[str, str] = {}
    for photo, stored, looked in _looked_at(context, bundle, archive, verified):
        if looked is None:
            unreadable[photo.uid] = stored.sha256
            continue
        row = replace(
            photo, crc32=stored.crc32, size=stored.size, width=looked.width, height=looked.height,
            fingerprint=looked.fingerprint,
        )  # fmt: skip
        found[photo.uid] = (row, looked.thumbnail)
    return Stored(
        pictures=found,
        unreadable=unreadable,
        documents=_documents(context, bundle.documents, archive, verified),
    )


def _looked_at(
    context: Context, bundle: ReadBundle, archive: Path, verified: "Verified"
) -> "Iterator[tuple[Photo, StoredFile, Examined | None]]":
    from inspector_app.exchange.verify import payload_contents
    from inspector_app.photos.examine import examined

    paths = [bundle.files[photo.uid] for photo in bundle.photos]
    stored: deque[Future[StoredFile]] = deque()
    with ThreadPoolExecutor(_WRITERS) as writers:

        def kept() -> Iterator[bytes]:
            for content in payload_contents(archive, verified, paths):
                stored.append(writers.submit(context.vault.put, content))
                yield content

        for photo, looked in zip(bundle.photos, examined(kept()), strict=True):
            yield photo, stored.popleft().result(), looked


def _documents(
    context: Context, documents: Mapping[str, str], archive: Path, verified: "Verified"
) -> Mapping[str, tuple[str, int]]:
    from inspector_app.exchange.verify import payload_contents

    uids = list(documents)
    contents = payload_contents(archive, verified, [documents[uid] for uid in uids])
    stored = done_ahead(context.attachments.put, contents, threads=_WRITERS)
    return {uid: (each.sha256, each.size) for uid, each in zip(uids, stored, strict=True)}
