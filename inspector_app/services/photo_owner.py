"""Which record a picture belongs to, whatever it hangs on."""

from dataclasses import dataclass
from typing import Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.photo import PhotoOwner
from inspector_app.domain.visit_options import VisitStatus
from inspector_app.services.context import Context

_RECORD_OF: Final = {
    PhotoOwner.VISIT: "SELECT uid, revision, status FROM visit WHERE uid = ?",
    PhotoOwner.ISSUE: "SELECT v.uid, v.revision, v.status FROM issue r"
    " LEFT JOIN visit v ON v.id = r.visit_id WHERE r.uid = ?",
    PhotoOwner.LESSON: "SELECT v.uid, v.revision, v.status FROM lesson r"
    " JOIN visit v ON v.id = r.visit_id WHERE r.uid = ?",
    PhotoOwner.FORM: "SELECT v.uid, v.revision, v.status FROM form_record r"
    " JOIN visit v ON v.id = r.visit_id WHERE r.uid = ?",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """The record behind an owner; empty and 0 where there is none."""

    visit_uid: str = ""
    revision: int = 0
    is_draft: bool = True


class OwnerFinder:
    """Finds the record behind an owner."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def home(self, owner: PhotoOwner, owner_uid: str) -> Home:
        """Return the record behind an owner.

        Raises:
            NotFoundError: the owner does not exist.
        """
        if owner is PhotoOwner.SCHOOL:
            self._context.stores.schools.get(owner_uid)
        elif owner is PhotoOwner.NOTE:
            self._context.stores.notes.get(owner_uid)
        if owner not in _RECORD_OF:
            return Home()
        found = self._context.database.row(_RECORD_OF[owner], owner_uid)
        if found is None:
            raise NotFoundError(
                "照片没有放入：要放到的记录、问题或听课已经不在了。请刷新页面后再放。"
            )
        if found[0] is None:
            # An issue of another source than a record.
            return Home()
        draft = found[2] == VisitStatus.DRAFT
        return Home(visit_uid=found[0], revision=found[1], is_draft=draft)
