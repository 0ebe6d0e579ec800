"""The content trees of records: the record itself, its lessons, and the papers to be signed."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.alias import outgoing, outgoing_photos
from inspector_app.domain.photo import Photo, PhotoOwner, PhotoRole
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_options import Joint
from inspector_app.services.context import Context
from inspector_app.services.signing_paper import signature_of, unchanged_copy
from inspector_app.services.visits import VisitService
from inspector_app.services.wishes import BlankLessonPrint, Copy, LessonsPrint, SigningPrint

if TYPE_CHECKING:
    from inspector_app.reports.document import Document
    from inspector_app.reports.letter import Printable
    from inspector_app.reports.photo_blocks import PrintedPhoto

_PRINTED_ROLES: Final = frozenset({PhotoRole.SITE, PhotoRole.LESSON_PAPER})


class RecordTrees:
    """Gathers what papers of one record say (errors as of ``DocumentTrees.of``)."""

    def __init__(self, context: Context, *, visits: VisitService) -> None:
        self._context = context
        self._visits = visits

    def signing(self, wish: SigningPrint) -> "Document":
        """Return a 送签稿: a new one, or one that was printed as it was."""
        if wish.signing_no:
            number = unchanged_copy(self._context, wish.uid, wish.signing_no).signing_no
        else:
            number = len(self._context.stores.history.signing_copies(wish.uid)) + 1
        return self.visit(wish.uid, copy=Copy.SCHOOL, signing_no=number)

    def visit(self, uid: str, *, copy: Copy, signing_no: int = 0) -> "Document":
        """Return a record as that copy of it says it."""
        from inspector_app.reports.talk_blocks import Talks
        from inspector_app.reports.visit_report import Signing, visit_report
        from inspector_app.services.form_prints import with_questions

        told = Talks.UNSAID if copy is Copy.SCHOOL else Talks.NONE
        if copy.tells_talks:
            told = Talks.ALL if copy is Copy.FULL else Talks.OPEN
        record = self._visits.record(uid)
        visit = record.visit
        photos = with_questions(self._context, visit, record.photos)
        if not copy.names_teachers:
            visit, photos = outgoing(visit), outgoing_photos(visit, photos)
        if visit.joint is Joint.ENTRY:
            return self._entry(visit, record.names)
        signature = signature_of(record)
        return visit_report(
            visit,
            inspector_names=record.names,
            photos=self._printed(
                photo
                for photo in photos
                if photo.role in _PRINTED_ROLES and (copy.shows_minors or not photo.shows_minors)
            ),
            signing=Signing(
                number=signing_no,
                signature=None if signature is None else self._context.vault.get(signature.sha256),
            ),
            talks=told,
            source=record.source,
        )

    def _entry(self, visit: Visit, names: Mapping[str, str]) -> "Document":
        from inspector_app.reports.joint_entry_report import joint_entry_report

        merged = self._context.stores.joint.merged_into(visit.uid)
        line = self._context.stores.visit_lists.summary(merged) if merged else None
        return joint_entry_report(
            visit,
            inspector_names=names,
            record_number=line.number if line else "",
        )

    def lessons(self, wish: LessonsPrint) -> "tuple[Printable, ...]":
        """Return one lesson of a record, or each of them."""
        from inspector_app.reports.lesson_report import lesson_report

        record = self._visits.record(wish.uid)
        lessons, place = record.visit.lessons, wish.lesson
        if place is not None:
            lessons = lessons[place - 1 : place] if place > 0 else ()
        if not lessons:
            raise NotFoundError(
                f"记录 {record.visit.number} 有 {len(record.visit.lessons)} 节听课，"
                f"没有{'可打印的' if place is None else f'第 {place} 节'}；没有生成文件。"
            )
        return tuple(
            lesson_report(
                record.visit,
                lesson,
                inspector_names=record.names,
                photos=self._printed(_papers(record.photos, lesson.uid)),
            )
            for lesson in lessons
        )

    def blank_lesson(self, wish: BlankLessonPrint) -> "Document":
        """Return a sheet to write a lesson on, with the head of a record where one is named."""
        from inspector_app.reports.blank_lesson_report import blank_lesson_report

        if not wish.uid:
            return blank_lesson_report(None, inspector_names={})
        record = self._visits.record(wish.uid)
        return blank_lesson_report(record.visit, inspector_names=record.names)

    def _printed(self, photos: Iterable[Photo]) -> list["PrintedPhoto"]:
        from inspector_app.reports.photo_blocks import PrintedPhoto

        vault = self._context.vault
        return [PrintedPhoto(facts=photo, image=vault.get(photo.sha256)) for photo in photos]


def _papers(photos: Iterable[Photo], lesson_uid: str) -> Iterable[Photo]:
    """Return the pages of the 听课本 that belong to a lesson."""
    return (
        photo
        for photo in photos
        if photo.role is PhotoRole.LESSON_PAPER
        and (photo.owner, photo.owner_uid) == (PhotoOwner.LESSON, lesson_uid)
    )
