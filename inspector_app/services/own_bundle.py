"""Whose records are handed over from this data folder: those of the person whose laptop it is.

A bundle, or a folder of 报送材料, says that he hands over. An office that made one in his name, or
a colleague's laptop that holds what it took over from him, would say that without him, and before
an office is joined it would leave unencrypted.
"""

from typing import Final

from inspector_app.base.errors import Problem, RefusedError
from inspector_app.services.context import Context, Role

BUNDLE: Final = "上报包"
MATERIALS: Final = "报送材料"


def not_his_own(context: Context, inspector_id: str, *, called: str = BUNDLE) -> Problem | None:
    """Return why nothing of a person is handed over here; ``None`` where it is his own laptop.

    A laptop of which nobody has said yet whose it is asks who hands over.
    """
    identity = context.identity
    if identity.role is Role.OFFICE:
        return Problem(
            where="这里是督导室",
            what=f"{called}只由督学本人在自己的电脑上做",
            remedy="请本人上报",
        )
    if identity.inspector_id and identity.inspector_id != inspector_id:
        return Problem(
            where=f"本机是{_called(context, identity.inspector_id)}的",
            what=f"不能替{_called(context, inspector_id)}上报",
            remedy="请本人在自己的电脑上上报",
        )
    return None


def refuse_others(context: Context, inspector_id: str, *, called: str = BUNDLE) -> None:
    """Refuse to hand over in somebody else's name (RefusedError)."""
    problem = not_his_own(context, inspector_id, called=called)
    if problem is not None:
        raise RefusedError(f"{problem.sentence()}。没有写出任何文件。", code="not-his-own")


def _called(context: Context, inspector_id: str) -> str:
    person = context.stores.people.find(inspector_id, on=context.today())
    return person.name if person else inspector_id
