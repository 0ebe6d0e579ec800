"""学校回复: a row each; what it says is JSON."""

import json
from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.reply import Reply, ReplyState
from inspector_app.domain.reply_json import reply_json, reply_of, whole_json
from inspector_app.storage.codec import DATE
from inspector_app.storage.database import Database

_SELECT: Final = "SELECT uid, number, school_code, state, received_on, content FROM reply"
_ORDER: Final = " ORDER BY received_on DESC, number DESC"


class ReplyStore:
    """Reads and writes replies; the caller holds the transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def insert(self, reply: Reply, *, at: str, origin: str) -> None:
        """Add a draft."""
        self._database.execute(
            "INSERT INTO reply (uid, number, school_code, state, received_on, content,"
            " created_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            reply.uid, reply.number, reply.school_code, reply.state.value,
            DATE.encode(reply.received_on), _content(reply), at, origin,
        )  # fmt: skip

    def insert_recorded(self, reply: Reply, *, at: str, origin: str) -> None:
        """Add a reply that was recorded elsewhere."""
        self._database.execute(
            "INSERT INTO reply (uid, number, school_code, state, received_on, content,"
            " created_at, recorded_at, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            reply.uid, reply.number, reply.school_code, reply.state.value,
            DATE.encode(reply.received_on), _content(reply), at, at, origin,
        )  # fmt: skip

    def update(self, reply: Reply, *, recorded_at: str | None = None) -> None:
        """Write what a reply says now and where it stands."""
        self._database.execute(
            "UPDATE reply SET state = ?, received_on = ?, content = ?, recorded_at = ?"
            " WHERE uid = ?",
            reply.state.value, DATE.encode(reply.received_on), _content(reply), recorded_at,
            reply.uid,
        )  # fmt: skip

    def get(self, uid: str) -> Reply:
        """Return one reply by its uid or its number (NotFoundError where there is none)."""
        row = self._database.row(f"{_SELECT} WHERE uid = ?1 OR number = ?1", uid)
        if row is None:
            raise NotFoundError(
                f"找不到学校回复“{uid}”；请核对回复编号，可用 reply list 列出全部。"
            )
        return _reply(row)

    # -- one part at a time ----------------------------------------------------------------------

    def value(self, _noun: str, uid: str, name: str) -> Any:
        """Return one part; ``answers/<issue>/done`` names a part of an answer."""
        said, part = _part_of(whole_json(self.get(uid)), name)
        return said[part]

    def write(self, _noun: str, uid: str, name: str, value: Any) -> None:
        """Write one part under its name."""
        reply = self.get(uid)
        whole = whole_json(reply)
        said, part = _part_of(whole, name)
        said[part] = value
        self.update(
            reply_of(
                whole, uid=reply.uid, number=reply.number, school_code=reply.school_code,
                state=reply.state, received_on=DATE.decode(whole["received_on"]),
            )
        )  # fmt: skip

    # -- lists -----------------------------------------------------------------------------------

    def listed(self, *, school_code: str | None = None) -> tuple[Reply, ...]:
        """Return the replies that were not discarded, the newest first."""
        where = " WHERE state <> 'discarded'"
        values: tuple[str, ...] = ()
        if school_code is not None:
            where, values = f"{where} AND school_code = ?", (school_code,)
        return tuple(map(_reply, self._database.rows(f"{_SELECT}{where}{_ORDER}", *values)))

    def shows(self, photo_uid: str, *, school_code: str) -> str:
        """Return the number of the recorded reply that a picture belongs to, or nothing."""
        for reply in self.listed(school_code=school_code):
            if reply.state is ReplyState.RECORDED and photo_uid in reply.all_photos():
                return reply.number
        return ""

    def highest_serial(self, prefix: str) -> int:
        """Return the greatest number given out under ``prefix``."""
        found = self._database.row(
            "SELECT max(CAST(substr(number, length(?1) + 1) AS INTEGER)) FROM reply"
            " WHERE number GLOB ?1 || '[0-9]*'",
            prefix,
        )
        return int(found[0]) if found and found[0] is not None else 0


def _content(reply: Reply) -> str:
    return json.dumps(reply_json(reply), ensure_ascii=False, separators=(",", ":"))


def _part_of(whole: dict[str, Any], name: str) -> tuple[dict[str, Any], str]:
    """Return what holds a part, and its name there."""
    field, _, rest = name.partition("/")
    if not rest:
        return whole, field
    issue, _, part = rest.partition("/")
    return next(each for each in whole[field] if each["issue"] == issue), part


def _reply(row: tuple[Any, ...]) -> Reply:
    uid, number, school_code, state, received_on, content = row
    return reply_of(
        json.loads(content),
        uid=uid,
        number=number,
        school_code=school_code,
        state=state,
        received_on=DATE.decode(received_on),
    )
