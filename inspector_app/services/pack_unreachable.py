"""Why nothing can be sent to a person, and what to do instead."""

from typing import TYPE_CHECKING, Final

from inspector_app.base.errors import NotFoundError, RefusedError, UserError
from inspector_app.domain.office_codes import is_below
from inspector_app.services.context import Context
from inspector_app.services.office_people import NO_COMPUTER

if TYPE_CHECKING:
    from inspector_app.exchange.key_roster import KeyRoster

_INSTEAD: Final = "请打印出来交给本人，或打电话告知，他的记录和答复由督导室代录"


def unreachable(context: Context, roster: "KeyRoster", person: str) -> UserError:
    """Return the refusal to send to somebody, named by id or name, who has no laptop in use."""
    known = (*context.names().items(), *((each.id, each.name) for each in roster.inspectors))
    found = {key: name for key, name in known if person in {key, name}}
    ids = frozenset(found)
    if not ids:
        return NotFoundError(f"名册里没有督学“{person}”，没有下发任何内容；请核对姓名或督学编号。")
    called = found[min(ids)]
    if any(is_below(each, context.identity.district) for each in ids):
        why = (
            f"{called}的电脑是下级督导室的，不接收下发，没有下发任何内容；"
            "要给下级督导室的文件，请另行发送，由他们发给各自的督学"
        )
        return RefusedError(f"{why}。", code="no-laptop")
    marks = context.stores.office_month.marks()
    if any(mark.kind == NO_COMPUTER and mark.inspector_id in ids for mark in marks):
        why = f"{called}不用电脑，不能下发给他，没有下发任何内容；{_INSTEAD}"
    elif any(holder.inspector.id in ids for holder in roster.holders()):
        why = (
            f"{called}登记的电脑已停用或已到期，没有下发任何内容；请先请他重新申请登记；"
            f"不再用电脑的，{_INSTEAD}"
        )
    else:
        why = (
            f"{called}还没有登记电脑，没有下发任何内容；请先在“人员与电脑登记”里登记；"
            f"没有电脑的，{_INSTEAD}"
        )
    return RefusedError(f"{why}。", code="no-laptop")
