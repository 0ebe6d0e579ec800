"""Frees the outbox of what the office has: its copy stands there, and has said so."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from inspector_app.base.clock import parse_instant
from inspector_app.base.errors import RefusedError
from inspector_app.services.context import Context

KEPT_FOR: Final = timedelta(days=30)
_ARRIVED: Final = frozenset({"accepted", "duplicate"})


def clear_outbox(context: Context) -> int:
    """Delete encrypted files that the office has confirmed more than 30 days ago; return how many.

    A file goes only where the office's newest receipt of its chain stands at or after its number,
    and its own digest was confirmed. What was in it stays in the records; the row stays, too.
    """
    bundles = context.stores.bundles
    before = context.clock.now() - KEPT_FOR
    heads = {row["chain"]: _head(context, row["chain"]) for row in bundles.all()}
    old = [
        row for row in bundles.all()
        if row["sealed_name"] and row["result"] in _ARRIVED
        and row["seq"] <= heads[row["chain"]] and parse_instant(row["created"]) < before
    ]  # fmt: skip
    freed = [row for row in old if _freed(context, row)]
    if freed:
        with context.database.transaction():
            numbers = [f"{row['chain'][:8]}-{row['seq']:06}" for row in freed]
            note = {"note": "督导室已收的上报包满 30 天，清理发件箱里的副本", "bundles": numbers}
            context.note("outbox", freed[0]["digest"], note)
    return len(freed)


def refuse_cleared(context: Context, row: Mapping[str, Any]) -> None:
    """Refuse to hand out a file that was freed, for the office has it (RefusedError)."""
    gone = not (context.folder.outbox / (row["sealed_name"] or row["file_name"])).is_file()
    if gone and row["result"] in _ARRIVED:
        raise RefusedError(
            f"第 {row['seq']} 包督导室已收，本机的副本满 30 天已清理，没有写出文件；不用再交，"
            "要改的更正记录后再上报。",
            code="cleared",
        )


def _freed(context: Context, row: dict[str, Any]) -> bool:
    path = context.folder.outbox / row["sealed_name"]
    if not path.is_file():
        return False
    path.unlink()
    return True


def _head(context: Context, chain: str) -> int:
    """Return up to which number the office has all of a chain, as its newest receipt says."""
    row = context.database.row(
        "SELECT content FROM receipt WHERE chain = ? ORDER BY n DESC LIMIT 1", chain
    )
    if row is None:
        return 0
    head = json.loads(row[0])["head"]
    own = context.database.row(
        "SELECT 1 FROM bundle WHERE chain = ? AND seq = ? AND digest = ?",
        chain, head["seq"], head["digest"],
    )  # fmt: skip
    return int(head["seq"]) if own else 0
