"""上报: what would leave of a month, what would stay, and what prevents it."""

from collections.abc import Sequence
from typing import Final

from inspector_app.base.errors import Problem
from inspector_app.domain.month import Month
from inspector_app.domain.photo import Photo
from inspector_app.domain.views import VisitSummary
from inspector_app.domain.visit_options import COUNTED_STATUSES, Joint, VisitStatus
from inspector_app.services.addressee import office_roster
from inspector_app.services.bundle_views import (
    KEPT_BACK,
    HandOverPreview,
    hazard_cautions,
    picture_cautions,
    seal_cautions,
    under_correction,
)
from inspector_app.services.context import Context
from inspector_app.services.late_rows import LATE, late_rows
from inspector_app.services.months import MonthService
from inspector_app.services.own_bundle import not_his_own
from inspector_app.storage.visit_lists import VisitFilter

# A record made void leaves too, marked so: the office must learn that it counts no more.
_LEAVING: Final = COUNTED_STATUSES | {VisitStatus.VOIDED}


class HandOverReader:
    """Looks at one month of one person."""

    def __init__(self, context: Context, months: MonthService) -> None:
        self._context = context
        self._months = months

    def preview(self, inspector_id: str, month: Month) -> HandOverPreview:
        """Return what would leave and what would stay."""
        with self._context.database.snapshot():
            mine = self._own_visits(inspector_id, month)
            leaving = tuple(v for v in mine if v.status in _LEAVING and v.joint is None)
            joint = tuple(v for v in mine if v.status in _LEAVING and v.joint is not None)
            photos = self._photos_of(leaving, joint)
            last = self._last(inspector_id, month)
            told = late_rows(self._context, self._months.late(month), inspector_id=inspector_id)
            hazards = self._context.stores.issues.untold_hazards(person_id=inspector_id)
            roster = office_roster(self._context)
            left = self._context.stores.bundles.left("visits") if roster else frozenset()
            key = self._context.stores.bundles.key()
        office = roster.office.name if roster else ""
        staying = tuple(v for v in mine if v.status is VisitStatus.DRAFT)
        return HandOverPreview(
            leaving=leaving,
            joint=joint,
            staying=staying,
            late=len(told.get(LATE, ())),
            photos=len({p.sha256 for p in photos}),
            size=sum({p.sha256: p.size for p in photos}.values()),
            arrived=sum(v.uid in left for v in leaving),
            office=office,
            kept_back=KEPT_BACK,
            cautions=(
                *hazard_cautions(hazards),
                *under_correction(staying),
                *picture_cautions(photos, office),
                *seal_cautions(self._context, roster, key[0] if key else ""),
            ),
            obstacles=(
                *filter(None, [not_his_own(self._context, inspector_id)]),
                *self._obstacles(month, photos, found=bool(leaving or joint)),
            ),
            last=last,
        )

    def _own_visits(self, inspector_id: str, month: Month) -> tuple[VisitSummary, ...]:
        days = self._context.span(month)
        wanted = VisitFilter(start=days.start, end=days.end, person_id=inspector_id)
        found = self._context.stores.visit_lists.summaries(wanted)
        return tuple(
            v for v in found
            # What was taken over counts for whoever took it, and for nobody else asked about here.
            if (v.lead_id == inspector_id and v.joint is None)
            or (v.joint is not None and inspector_id == self._context.identity.inspector_id)
        )  # fmt: skip

    def _photos_of(
        self, leaving: Sequence[VisitSummary], joint: Sequence[VisitSummary]
    ) -> list[Photo]:
        entries = [v for v in joint if v.joint is Joint.ENTRY]
        return [
            photo
            for visit in (*leaving, *entries)
            for photo in self._context.stores.photos.of_visit(visit.uid)
        ]

    def _obstacles(
        self, month: Month, photos: Sequence[Photo], *, found: bool
    ) -> tuple[Problem, ...]:
        obstacles = [
            Problem(where=p.file_name, what="照片文件缺失", remedy="请先从备份恢复")
            for p in photos
            if not self._context.vault.has(p.sha256)
        ]
        if not found:
            obstacles.append(
                Problem(where=month.title, what="没有已定稿的记录", remedy="定稿后才能上报")
            )
        return tuple(obstacles)

    def _last(self, inspector_id: str, month: Month) -> str:
        found = self._context.database.row(
            "SELECT coalesce(nullif(sealed_name, ''), file_name) FROM bundle"
            " WHERE inspector_id = ? AND period = ? AND kind <> 'photos' ORDER BY seq DESC LIMIT 1",
            inspector_id,
            str(month),
        )
        return str(found[0]) if found else ""
