"""扫描件 at the office: pages of paper are put in, looked at, and records are typed from them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.base.clock import local_datetime_text, parse_instant
from inspector_app.base.errors import InputError, RefusedError, disk_reason
from inspector_app.base.files import name_of, read_file
from inspector_app.base.ids import new_uid
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.scan import Scan, ScanPage, checked_pages
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint, RecordSource, VisitStatus
from inspector_app.services.context import Context, Role
from inspector_app.services.incoming_photos import IncomingPhoto, Prepared
from inspector_app.services.photos import PhotoService, insert_photo, photo_of
from inspector_app.storage.scans import ScanFile, ScanRecord, ScanUse

if TYPE_CHECKING:
    from inspector_app.services.visit_edit import NewVisit, VisitEditService

_LARGEST_FILE: Final = 64 * 2**20


class PaperRecord(NamedTuple):
    """A record to be typed: its fields, and the pages that it stands on."""

    fields: Mapping[str, Any]
    pages: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedScan:
    """Files whose pages are safely on the disk and whose rows are not yet written."""

    files: tuple[ScanFile, ...]
    pages: tuple[Prepared, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A scan that was put in, and the drafts that were made from it."""

    scan: Scan
    made: "tuple[NewVisit, ...]" = ()
    changes: Changes


class ScanService:
    """Keeps scans, and binds their pages to the records that are typed from them."""

    def __init__(
        self, context: Context, photos: PhotoService, visit_edit: "VisitEditService"
    ) -> None:
        self._context = context
        self._store = context.stores.scans
        self._photos, self._visit_edit = photos, visit_edit

    # -- reading ---------------------------------------------------------------------------------

    def current(self) -> tuple[Scan, ...]:
        """Return the scans of which something is still to be typed, the newest first."""
        with self._context.database.snapshot():
            return tuple(self._scan(row) for row in self._store.open())

    def done(self, *, limit: int) -> tuple[Scan, ...]:
        """Return the newest of the others, at most so many."""
        with self._context.database.snapshot():
            return tuple(self._scan(row) for row in self._store.done(limit))

    def count_done(self) -> int:
        """Return of how many scans nothing is left to type."""
        return self._store.count_done()

    def all(self) -> tuple[Scan, ...]:
        """Return every scan, those first of which something is still to be typed."""
        with self._context.database.snapshot():
            return (*self.current(), *self.done(limit=-1))

    def get(self, uid: str) -> Scan:
        """Return one scan (NotFoundError where there is none)."""
        with self._context.database.snapshot():
            return self._scan(self._store.get(uid))

    def of_visit(self, visit_uid: str) -> Scan | None:
        """Return the scan that a record was typed from last, if there is one."""
        with self._context.database.snapshot():
            uses = self._store.uses(visit_uid)
            return self._scan(self._store.get(uses[-1].scan_uid)) if uses else None

    def _scan(self, row: ScanRecord) -> Scan:
        numbers, blanks = self._store.typed(row.uid), self._store.blanks(row.uid)
        pages = self._context.stores.photos.of(PhotoOwner.SCAN, row.uid)
        return Scan(
            uid=row.uid,
            inspector_id=row.inspector_id,
            taken_at=row.taken_at,
            files=tuple(file.name for file in self._store.files(row.uid)),
            pages=tuple(
                ScanPage(
                    number=n,
                    photo_uid=page.uid,
                    records=tuple(numbers.get(n, ())),
                    blank=n in blanks,
                )
                for n, page in enumerate(pages, 1)
            ),
        )

    # -- putting in ------------------------------------------------------------------------------

    def prepare(self, paths: Sequence[Path]) -> PreparedScan:
        """Take files apart into pages and store them; safe to run beside other work.

        Raises:
            InputError: one of them is no scan; nothing is put in.
        """
        if not paths:
            raise InputError("没有选扫描件，没有放入。")
        files: list[ScanFile] = []
        pages: list[Prepared] = []
        for path in paths:
            data = _bytes_of(path)
            pages += self._pages_of(data, path.name)
            kept = self._context.attachments.put(data)
            files.append(ScanFile(name_of(path), kept.sha256, kept.size))
        return PreparedScan(files=tuple(files), pages=tuple(pages))

    def _pages_of(self, data: bytes, name: str) -> "list[Prepared]":
        from inspector_app.photos.errors import PhotoRefusedError
        from inspector_app.reports.scan_pages import UnreadableScanError, pages_in

        try:
            return [
                self._photos.prepare(IncomingPhoto(name=page, data=picture))
                for page, picture in pages_in(data, name=name)
            ]
        except PhotoRefusedError as error:
            # What is said of a photo among others is wrong of a scan: nothing of it is put in.
            raise UnreadableScanError(name, f"读不出来（{error.problems[0].what}）") from error

    def commit(self, who: str, prepared: PreparedScan) -> Entered:
        """Keep prepared pages as a scan of a 责任督学.

        Raises:
            RefusedError: this is no office.
            InputError: nobody of that number is on the roster.
        """
        return self.enter(who, prepared, records=())

    def enter(self, who: str, prepared: PreparedScan, *, records: Sequence[PaperRecord]) -> Entered:
        """Keep a scan and make the drafts that are typed from it, all or nothing.

        Args:
            who: number of the 责任督学.
            prepared: the pages.
            records: their fields, each with its pages.

        Raises:
            RefusedError: this is no office; a record is here already.
            InputError: nobody of that number is on the roster, or a field cannot be read.
        """
        self._refuse_laptop()
        with self._context.database.transaction():
            if who not in self._context.names():
                raise InputError(f"名册里没有编号是“{who}”的督学，扫描件没有放入。")
            self._refuse_twice(prepared)
            row = ScanRecord(
                new_uid(), who, self._context.now_text(), self._context.identity.device
            )
            self._store.add(row, prepared.files)
            for number, item in enumerate(prepared.pages, 1):
                page = photo_of(
                    item, owner=PhotoOwner.SCAN, owner_uid=row.uid, role=PhotoRole.SIGNED_PAGE
                )
                insert_photo(
                    self._context, replace(page, ordinal=number), thumbnail=item.picture.thumbnail
                )
            made = tuple(self.begin(row.uid, record) for record in records)
            return Entered(
                scan=self._scan(row), made=made,
                changes=_together(made) | Changes(photos=True),
            )  # fmt: skip

    def _refuse_twice(self, prepared: PreparedScan) -> None:
        """Refuse a file that is here: its records would be typed twice."""
        for file in prepared.files:
            known = self._store.scan_of_file(file.sha256)
            if known is not None:
                at = local_datetime_text(parse_instant(known.taken_at))
                raise RefusedError(
                    f"“{file.name}”在 {at} 放入过（扫描件 {known.uid[:8]}），没有再放一次；"
                    "要接着录，请打开那一份。"
                )

    def remove(self, uid: str) -> Changes:
        """Take a scan away that no record was typed from.

        Raises:
            RefusedError: a record was typed from it.
        """
        with self._context.database.transaction():
            scan = self._scan(self._store.get(uid))
            if self._store.uses_of_scan(scan.uid):
                listed = "、".join(scan.records) or "回收站里的草稿"
                raise RefusedError(f"{listed}是照这份扫描件录的，没有移走。")
            for page in scan.pages:
                self._context.stores.photos.mark_removed(
                    page.photo_uid, at=self._context.now_text()
                )
            self._store.remove(scan.uid)
            self._context.note("scan", scan.uid, {"note": "移走"})
        return Changes(photos=True)

    # -- typing from it --------------------------------------------------------------------------

    def go_on(self, uid: str, records: Sequence[PaperRecord]) -> Entered:
        """Make more drafts from a scan, all or nothing (errors as of ``begin``)."""
        with self._context.database.transaction():
            made = tuple(self.begin(uid, record) for record in records)
            return Entered(scan=self.get(uid), made=made, changes=_together(made))

    def begin(self, uid: str, record: PaperRecord) -> "NewVisit":
        """Begin a draft of the scan's 责任督学, with the pages it is typed from.

        Raises:
            RefusedError: the record is here already, with another content.
            InputError: a field cannot be read, or a page is not there.
        """
        self._refuse_laptop()
        with self._context.database.transaction():
            scan = self._scan(self._store.get(uid))
            checked_pages(record.pages, count=len(scan.pages))
            # What the clerk is used to write is not what the paper says: nothing is prefilled.
            made = self._visit_edit.new_from_json({"lead": scan.inspector_id, **record.fields})
            return replace(made, changes=made.changes | self.use(scan.uid, made.uid, record.pages))

    def use(self, uid: str, visit_uid: str, pages: Sequence[int]) -> Changes:
        """Say which pages of a scan a record was typed from; of a filed one more can be added.

        Raises:
            RefusedError: the record is not typed here, or pages of a filed one would be taken off.
            InputError: a page is not there.
        """
        with self._context.database.transaction():
            scan = self._scan(self._store.get(uid))
            wanted = checked_pages(pages, count=len(scan.pages))
            visit = self._context.stores.visits.get(visit_uid)
            self._refuse_foreign(visit)
            used = {u.page: u for u in self._store.uses(visit_uid) if u.scan_uid == scan.uid}
            for page in sorted(used.keys() - set(wanted)):
                self._take_off(visit, used[page])
            for page in wanted:
                if page not in used:
                    self._put_on(visit, scan, page)
        return Changes(photos=True, visits=True, visit_uids=frozenset({visit_uid}))

    def _put_on(self, visit: Visit, scan: Scan, number: int) -> None:
        photos = self._context.stores.photos
        page = photos.get(scan.pages[number - 1].photo_uid)
        copy = replace(
            page, uid=new_uid(), owner=PhotoOwner.VISIT, owner_uid=visit.uid, visit_uid=visit.uid,
            ordinal=photos.next_ordinal(PhotoOwner.VISIT, visit.uid), revision=visit.revision,
        )  # fmt: skip
        insert_photo(self._context, copy, thumbnail=photos.thumbnail(page.sha256))
        self._store.use(ScanUse(copy.uid, visit.uid, scan.uid, number))

    def _take_off(self, visit: Visit, use: ScanUse) -> None:
        photo = self._context.stores.photos.get(use.photo_uid)
        if visit.status is not VisitStatus.DRAFT or photo.revision != visit.revision:
            raise RefusedError(
                f"扫描件第 {use.page} 页是这份记录定稿时的依据，没有移走；放错了的请先“更正”，"
                "在更正说明里写明。"
            )
        self._context.stores.photos.mark_removed(photo.uid, at=self._context.now_text())
        self._context.note("photo", photo.uid, {"note": "移走"})

    def set_blank(self, uid: str, pages: Sequence[int]) -> Changes:
        """Say which pages hold nothing to type, all others do.

        Raises:
            InputError: a page is not there.
        """
        with self._context.database.transaction():
            scan = self._scan(self._store.get(uid))
            wanted = checked_pages(pages, count=len(scan.pages)) if pages else ()
            self._store.put_blanks(scan.uid, wanted)
            self._context.note("scan", scan.uid, {"note": "不用录的页", "pages": list(wanted)})
        return Changes(photos=True)

    def turn(self, photo_uid: str) -> Changes:
        """Turn a page a quarter to the right; drafts that stand on it show it so, too.

        Raises:
            InputError: the picture is damaged.
        """
        from inspector_app.photos.cropping import quarter_turned
        from inspector_app.photos.normalise import normalise

        photos = self._context.stores.photos
        page = photos.get(photo_uid)
        turned = quarter_turned(self._photos.content(photo_uid), name=page.file_name)
        picture = normalise(turned, name=page.file_name)
        kept = self._context.vault.put(picture.content)
        with self._context.database.transaction():
            for uid in (photo_uid, *self._drafts_on(page)):
                photos.update(
                    uid, sha256=kept.sha256, crc32=kept.crc32, size=kept.size,
                    width=picture.width, height=picture.height,
                    media_type=picture.format.media_type, fingerprint=picture.fingerprint,
                )  # fmt: skip
                photos.keep_thumbnail(kept.sha256, picture.thumbnail)
                self._context.note("photo", uid, {"note": "转正", "sha256": kept.sha256})
        return Changes(photos=True)

    def _drafts_on(self, page: Photo) -> list[str]:
        photos, visits = self._context.stores.photos, self._context.stores.visits
        found = []
        for use in self._store.uses_of_scan(page.owner_uid):
            photo, visit = photos.get(use.photo_uid), visits.get(use.visit_uid)
            same = use.page == page.ordinal and photo.revision == visit.revision
            if same and visit.status is VisitStatus.DRAFT:
                found.append(photo.uid)
        return found

    # -- who may ---------------------------------------------------------------------------------

    def _refuse_laptop(self) -> None:
        if self._context.identity.role is not Role.OFFICE:
            raise RefusedError(
                "代录只在督导室的电脑上做，这里是督学的电脑；自己的签字件请在记录的“签字”里放入。"
            )

    def _refuse_foreign(self, visit: Visit) -> None:
        known = self._context.stores.office_month.sources([visit.uid])
        if visit.joint is Joint.TAKEN or known.get(visit.uid) is not RecordSource.TYPED:
            raise RefusedError(f"{visit.number} 不是督导室代录的，没有放上扫描件。")


def _bytes_of(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise InputError(f"“{path.name}”超过 64 MB，没有放入任何一页；请分成几个文件。")
        return read_file(path)
    except OSError as error:
        raise InputError(
            f"“{path.name}”读不出来（{disk_reason(error)}），没有放入任何一页；请检查文件后再试。"
        ) from error


def _together(made: "Sequence[NewVisit]") -> Changes:
    found = Changes()
    for each in made:
        found |= each.changes
    return found
