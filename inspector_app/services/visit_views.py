"""A record with all that its page shows, put together in one look."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import Problem
from inspector_app.base.stable_json import stable_digest
from inspector_app.domain.calendar_words import record_hint
from inspector_app.domain.issue import Disposition, disposition_of
from inspector_app.domain.photo import Photo, PhotoRole
from inspector_app.domain.views import RevisionSummary, SigningCopy, VisitSummary
from inspector_app.domain.visit import Visit
from inspector_app.domain.visit_gaps import gaps
from inspector_app.domain.visit_hints import pupil_hints
from inspector_app.domain.visit_json import said_of_issue, visit_json
from inspector_app.domain.visit_options import Joint
from inspector_app.services.appointments import appointment_hints_of
from inspector_app.services.campaign_hints import campaign_hints_of
from inspector_app.services.context import Context
from inspector_app.services.record_sources import source_of
from inspector_app.services.recusals import record_warnings

if TYPE_CHECKING:
    from inspector_app.services.form_filing import FormFiling

# What a signature on paper is about: the content, not where the record stands.
_NOT_SIGNED: Final = frozenset(
    {
        "status",
        "revision",
        "reason",
        "filed_at",
        "created_at",
        "origin",
        "photos",
        "disposition",
        "interviews",
        "checklists",
        "forms",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord:
    """A record with everything that its page shows.

    Attributes:
        signed_as: the 送签稿 that signed pages hang on, if there are any.
        signed_matches: whether the content is still the one that was signed.
        day_hint: what is odd about its day while it can be changed: a day off, a vacation.
        hints: what is odd about it and can be filed all the same.
        warnings: who of its people must keep away from its school (回避); no gaps.
        has_tasks: whether there is a task that it could be made for.
        companions: of a record the 同行登记 that are about it, of a 同行登记 the record.
        source: at the office, where it is from, if not from its inspector's computer: 代录.
    """

    visit: Visit
    lead_name: str
    peer_names: tuple[str, ...]
    names: Mapping[str, str]
    photos: tuple[Photo, ...]
    disposition: Disposition
    gaps: tuple[Problem, ...]
    signing: tuple[SigningCopy, ...]
    revisions: tuple[RevisionSummary, ...]
    deleted: bool
    signed_as: SigningCopy | None
    signed_matches: bool
    day_hint: str
    hints: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    companions: tuple[VisitSummary, ...] = ()
    has_tasks: bool = False
    source: str = ""


def content_digest(visit: Visit) -> str:
    """Return the SHA-256 of what a signature on paper is about."""
    content = {k: v for k, v in visit_json(visit).items() if k not in _NOT_SIGNED}
    # What is printed is what counts; a talk itself is not told to the school that signs.
    content["methods"] = dict(visit.methods_counted._asdict())
    # Records that were signed before there were any must still be what was signed.
    for name in ("questionnaires", "draws"):
        if not content[name]:
            del content[name]
    content["issues"] = [said_of_issue(issue) for issue in content["issues"]]
    return stable_digest(content)


class VisitViews:
    """Reads records for their pages; changes nothing."""

    def __init__(self, context: Context, forms: "Callable[[], FormFiling]") -> None:
        """``forms`` gives what looks at forms, made when it is first asked for."""
        self._context, self._forms = context, forms

    def record(self, uid: str) -> VisitRecord:
        """Return a record with everything that its page shows."""
        with self._context.database.snapshot():
            stores = self._context.stores
            visit = stores.visits.get(uid)
            photos = stores.photos.of_visit(uid)
            signing = stores.history.signing_copies(uid)
            names = self._context.names()
            signed_as = _signed_as(photos, signing)
            form_gaps, form_hints = self._of_forms(visit)
            return VisitRecord(
                visit=visit,
                lead_name=names.get(visit.lead_id, visit.lead_id),
                peer_names=tuple(names.get(peer, peer) for peer in visit.peer_ids),
                names=names,
                photos=photos,
                disposition=disposition_of(visit.issues),
                gaps=(*gaps(visit, today=self._context.today()), *form_gaps),
                signing=signing,
                revisions=stores.history.revisions(uid),
                deleted=stores.visits.is_deleted(uid),
                signed_as=signed_as,
                signed_matches=signed_as is not None and signed_as.digest == content_digest(visit),
                day_hint=record_hint(visit, self._context.calendar()),
                hints=(*self._hints(visit, names), *form_hints),
                warnings=record_warnings(self._context, visit),
                companions=self._companions(visit),
                has_tasks=bool(visit.basis) or stores.tasks.any(),
                source=source_of(self._context, uid),
            )

    def _companions(self, visit: Visit) -> tuple[VisitSummary, ...]:
        joint = self._context.stores.joint
        if visit.joint is Joint.ENTRY:
            uids: tuple[str, ...] = (joint.merged_into(visit.uid),)
        else:
            uids = joint.entries_of(visit.uid)
        lines = [self._context.stores.visit_lists.summary(uid) for uid in uids if uid]
        return tuple(line for line in lines if line is not None)

    def _hints(self, visit: Visit, names: Mapping[str, str]) -> tuple[Problem, ...]:
        school, day = self._context.stores.schools.find(visit.school_code), visit.visited_on
        told = (
            *appointment_hints_of(self._context, visit, names),
            *pupil_hints(visit),
            *campaign_hints_of(self._context, visit),
        )
        if school is None or day is None or school.in_operation(on=day):
            return told
        from inspector_app.domain.visit_hints import closed_hint

        return (closed_hint(school, day), *told)

    def gaps(self, visit: Visit) -> tuple[Problem, ...]:
        """Return what 定稿 would miss."""
        return (*gaps(visit, today=self._context.today()), *self._of_forms(visit)[0])

    def _of_forms(self, visit: Visit) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
        """Return gaps and hints of a record's forms; a record without any loads nothing of them."""
        return self._forms().standing(visit) if visit.forms else ((), ())


def _signed_as(photos: tuple[Photo, ...], signing: tuple[SigningCopy, ...]) -> SigningCopy | None:
    numbers = {p.signing_no for p in photos if p.role is PhotoRole.SIGNED_PAGE}
    signed = [copy for copy in signing if copy.signing_no in numbers]
    return signed[-1] if signed else None
