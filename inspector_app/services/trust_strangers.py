"""Whom an office does not enrol, since it does not know who that is; what those are called."""

from typing import TYPE_CHECKING

from inspector_app.base.errors import RefusedError
from inspector_app.domain.office_codes import is_below
from inspector_app.services.context import Context
from inspector_app.services.reporters import reporters_here

if TYPE_CHECKING:
    from inspector_app.exchange.enrolment import EnrolRequest


def refuse_stranger(context: Context, request: "EnrolRequest") -> None:
    """Refuse whom the office does not know (RefusedError)."""
    district, who = context.identity.district, request.inspector
    if request.district != district:
        raise RefusedError(
            f"这台电脑的区划是 {request.district}，本区是 {district}，没有收下；"
            "请督学在“设置”里改好区划代码，重新写出申请。"
        )
    name = context.names().get(who.id)
    if name is None and is_below(who.id, district):
        raise RefusedError(
            f"下级里没有区划 {who.id}（{who.name}），没有收下；"
            "请先在“各区”里登记这个下级（districts add），或核对它的区划代码。"
        )
    if name is None:
        raise RefusedError(
            f"督学名册里没有编号 {who.id}（{who.name}），没有收下；"
            "请先导入有这个人的名册，或核对编号。"
        )
    # A laptop without a roster of people knows its person by number alone.
    if who.name not in {name, who.id} and is_below(who.id, district):
        raise RefusedError(
            f"下级 {who.id} 在这里登记的名称是{name}，申请上写的是{who.name}，没有收下；"
            "请核对名称：在“各区”里照申请上的名称再登记一次，或请它改好本室名称重新申请。"
        )
    if who.name not in {name, who.id}:
        raise RefusedError(
            f"编号 {who.id} 在名册里是{name}，申请上写的是{who.name}，没有收下；"
            "请核对是谁的电脑，改好“本机督学”后重新写出申请。"
        )


def asker(context: Context, code: str) -> str:
    """Return what somebody is called who asks to be enrolled."""
    return "这个下级督导室" if is_below(code, context.identity.district) else "督学"


def askers(context: Context) -> str:
    """Return what all are called who ask to be enrolled here."""
    return "下级督导室" if reporters_here(context).only_offices else "督学"
