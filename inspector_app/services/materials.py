"""报送材料: what one who works alone hands over, as ordinary files in a folder."""

import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from inspector_app.base.errors import EnvironmentProblem, NotFoundError, RefusedError, disk_reason
from inspector_app.base.files import (
    OLD_PART,
    as_file_name,
    fsync_directory,
    make_folder,
    write_atomic,
)
from inspector_app.domain.alias import outgoing_photos
from inspector_app.domain.month import Month
from inspector_app.domain.photo import PhotoRole
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint
from inspector_app.services.context import Context
from inspector_app.services.documents import DocumentService
from inspector_app.services.own_bundle import MATERIALS, refuse_others
from inspector_app.services.tables import TableService
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import Copy, RecordsPrint

_MOST_NAMES: Final = 99
_NAME: Final = "报送材料"
_PART: Final = re.compile(rf"\.{_NAME}-\d{{4}}-\d\d\.[0-9a-f]{{8}}\.part", re.ASCII)


class MaterialsService:
    """Makes the folder of a month."""

    def __init__(
        self,
        context: Context,
        *,
        documents: DocumentService,
        tables: TableService,
        visits: VisitService,
    ) -> None:
        self._context = context
        self._documents = documents
        self._tables = tables
        self._visits = visits

    def write(self, *, month: Month, folder: Path, inspector_id: str = "") -> Path:
        """Write 月统计表.xlsx, 督导记录.pdf, 台账.xlsx and the photos by school.

        Pictures with the faces of minors and the originals stay here. The folder appears complete
        or not at all; one that is there already is left alone and a second name is used.

        Raises:
            RefusedError: the month has no filed record, or somebody is named whose laptop this is
                not; nothing was written.
            NotFoundError: ``folder`` does not exist.
            EnvironmentProblem: the disk does not allow it; nothing is left behind.
        """
        if not folder.is_dir():
            raise NotFoundError(f"文件夹“{folder}”不存在，没有写出材料；请先建好或换一个文件夹。")
        if inspector_id:
            refuse_others(self._context, inspector_id, called=MATERIALS)
        person = inspector_id or self._context.identity.inspector_id or None
        visits = self._visits.list(month=month, inspector_id=person, statuses=COUNTED_STATUSES)
        if not visits:
            raise RefusedError(f"{month.title}没有已定稿的记录，没有写出材料；定稿后再试。")
        _sweep(folder)
        part = folder / f".{_NAME}-{month}.{secrets.token_hex(4)}.part"
        try:
            make_folder(part)
            self._fill(part, month, visits, person)
            target = _free_name(folder, f"{_NAME}-{month}")
            part.rename(target)
            fsync_directory(folder)
        except OSError as error:
            raise EnvironmentProblem(
                f"报送材料没有写成：{disk_reason(error)}。没有留下不完整的文件；请检查磁盘空间和权限后重试。"
            ) from error
        finally:
            shutil.rmtree(part, ignore_errors=True)
        return target

    def _fill(
        self, part: Path, month: Month, visits: tuple[VisitSummary, ...], person: str | None
    ) -> None:
        ordered = sorted(visits, key=lambda v: (v.visited_on or month.period.start, v.number))
        self._tables.month_xlsx(part / "月统计表.xlsx", month, sources_of=person)
        self._tables.ledger_xlsx(part / "台账.xlsx", month=month, inspector_id=person)
        records = RecordsPrint(month=month, inspector_id=person, copy=Copy.MATERIALS)
        pdf = self._documents.issue_pdf(records)
        write_atomic(part / "督导记录.pdf", pdf)
        for visit in (v for v in ordered if v.joint is not Joint.TAKEN):
            self._photos(part / "照片", visit)

    def _photos(self, folder: Path, visit: VisitSummary) -> None:
        stores = self._context.stores
        found = stores.photos.of_visit(visit.uid)
        photos = [
            photo
            for photo in outgoing_photos(stores.visits.get(visit.uid), found)
            if not photo.shows_minors and photo.role is not PhotoRole.SIGNATURE
        ]
        for photo in photos:
            school = folder / as_file_name(visit.school_name or visit.number)
            make_folder(school)
            # Two records of one day at one school go on counting in the same folder.
            number = sum(1 for _ in school.iterdir()) + 1
            caption = f"-{as_file_name(photo.caption)[:30]}" if photo.caption else ""
            name = f"{visit.visited_on}-{number:02d}{caption}.{photo.suffix}"
            write_atomic(school / name, self._context.vault.get(photo.sha256))


def _sweep(folder: Path) -> None:
    """Remove what a program that was ended left of such a folder more than a day ago."""
    before = time.time() - OLD_PART
    # What cannot be tidied up does not keep the folder from being made.
    with suppress(OSError):
        for path in folder.iterdir():
            if _PART.fullmatch(path.name) and path.is_dir() and path.stat().st_mtime < before:
                shutil.rmtree(path, ignore_errors=True)


def _free_name(folder: Path, name: str) -> Path:
    candidates = [folder / name, *(folder / f"{name}（{n}）" for n in range(2, _MOST_NAMES))]
    return next(path for path in candidates if not path.exists())
