"""Who is left out of what goes to all: those without a laptop, who have to be told otherwise."""

from collections.abc import Sequence
from typing import Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.school import Inspector
from inspector_app.services.context import Context
from inspector_app.services.pack_kind import NothingToSendError, PackKind
from inspector_app.services.pack_sending import Laptop
from inspector_app.services.pack_typed import TYPED

_ASKS_NOBODY_ELSE: Final = frozenset({TYPED})
"""Who has no computer of his own need not confirm what was typed for him."""
_MOST_NAMED: Final = 10


def left_out(
    context: Context, kind: PackKind, wanted: Sequence[str], *, laptops: Sequence[Laptop]
) -> tuple[str, ...]:
    """Return the names of those for whom there is something, too, and who have no laptop in use."""
    if kind.kind in _ASKS_NOBODY_ELSE:
        return ()
    reached = {each.inspector_id for each in laptops}
    rest = (each for each in context.inspectors() if each.id not in reached)
    return tuple(x.name for x in rest if not kind.each_person or _has_some(kind, wanted, x))


def left_out_told(names: Sequence[str]) -> str:
    """Return in words who is left out and what to do, or nothing."""
    if not names:
        return ""
    more = f" 等 {len(names)} 人" if len(names) > _MOST_NAMED else ""
    listed = "、".join(names[:_MOST_NAMED])
    return f"没有可以收的电脑，收不到：{listed}{more}；请打印出来交给本人，或打电话告知"


def _has_some(kind: PackKind, wanted: Sequence[str], person: Inspector) -> bool:
    nowhere = Laptop(chain="", inspector_id=person.id, name=person.name, device="")
    try:
        kind.gather(wanted, to=(nowhere,))
    except (NothingToSendError, NotFoundError):
        return False
    return True
