"""What the office cannot decide by itself: two versions of one thing, one number for two."""

from collections.abc import Mapping

from inspector_app.office.revisions import Revision, Standing
from inspector_app.services.context import Context
from inspector_app.services.key_trust import trusted_roster

_SHOWN: int = 8


def note_standing(context: Context, uid: str, number: str, found: Standing) -> None:
    """Note that versions stand beside the one that counts, or forget that they did."""
    matters = context.stores.office_matters
    if not found.beside:
        matters.clear_conflict(uid, reason="revisions")
        return
    names = _laptops(context, found)
    others = "、".join(f"{_version(r)}（{names[r.chain]}）" for r in found.beside)
    said = (
        f"{number} 两台电脑各有一版：按{_version(found.counts)}"
        f"（{names[found.counts.chain]}）计，另有{others}"
    )
    matters.note_conflict(uid, reason="revisions", said=said, at=context.now_text())


def _version(revision: Revision) -> str:
    return f"第 {revision.number} 版" if revision.number else "一版"


def _laptops(context: Context, found: Standing) -> Mapping[str, str]:
    """Return what people call the laptops of versions."""
    roster = trusted_roster(context)
    named = {}
    for chain in {r.chain for r in (found.counts, *found.beside)}:
        holder = roster.holder(chain) if roster else None
        device = holder.key.device if holder else ""
        named[chain] = device or f"电脑 {chain[:_SHOWN]}"
    return named


def free_number(context: Context, table: str, *, uid: str, number: str) -> str:
    """Return a number, marked where another row of ``table`` has it: neither may be lost."""
    wanted, place = number, 1
    while context.database.row(
        f"SELECT 1 FROM {table} WHERE number = ? AND uid <> ?",  # noqa: S608 - tables of ours
        wanted,
        uid,
    ):
        place += 1
        wanted = f"{number}（重号{place}）"
    if place > 1:
        context.stores.office_matters.note_conflict(
            uid, reason="number", at=context.now_text(),
            said=f"{number} 已是另一份的编号，这一份记作 {wanted}",
        )  # fmt: skip
    return wanted
