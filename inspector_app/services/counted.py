"""Only records that count have issues in the 台账; letters about others are refused."""

from collections.abc import Iterable

from inspector_app.base.errors import RefusedError
from inspector_app.domain.visit_options import COUNTED_STATUSES
from inspector_app.services.context import Context


def check_counted(context: Context, visit_uids: Iterable[str], *, letter: str) -> None:
    """Refuse to print ``letter`` about a record that is no longer or not yet filed.

    Raises:
        RefusedError: the sentence names the record.
    """
    # An issue of another source has no record; it is in the 台账 from the start.
    for uid in sorted(set(visit_uids) - {""}):
        visit = context.stores.visits.get(uid)
        if visit.status not in COUNTED_STATUSES:
            raise RefusedError(
                f"记录 {visit.number} 还没有定稿（或已作废），台账里没有它的问题，"
                f"没有打印{letter}；请先定稿。"
            )
