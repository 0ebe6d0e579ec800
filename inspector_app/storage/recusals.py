"""回避, as declared."""

from typing import Any, Final

from inspector_app.base.errors import NotFoundError
from inspector_app.domain.recusal import Recusal, Relation
from inspector_app.storage.codec import DATE, PLAIN, Codec, decode, encode, member
from inspector_app.storage.database import Database

_CODECS: Final[dict[str, Codec]] = {
    "uid": PLAIN,
    "inspector_id": PLAIN,
    "school_code": PLAIN,
    "relation": member(Relation),
    "declared_on": DATE,
    "left_on": DATE,
    "ended_on": DATE,
    "note": PLAIN,
}
_SELECT: Final = f"SELECT {', '.join(_CODECS)} FROM recusal"  # noqa: S608 - columns of ours
_ORDER: Final = " ORDER BY school_code, inspector_id, declared_on, uid"


class RecusalStore:
    """Reads and writes declarations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Recusal, ...]:
        """Return every declaration, ended ones too."""
        return tuple(map(_recusal, self._database.rows(f"{_SELECT}{_ORDER}")))

    def at_school(self, code: str) -> tuple[Recusal, ...]:
        """Return the declarations about one school."""
        rows = self._database.rows(f"{_SELECT} WHERE school_code = ?{_ORDER}", code)
        return tuple(map(_recusal, rows))

    def get(self, uid: str) -> Recusal:
        """Return the declaration whose uid begins so (NotFoundError: none or several do)."""
        rows = self._database.rows(f"{_SELECT} WHERE substr(uid, 1, length(?1)) = ?1", uid)
        if not uid or len(rows) != 1:
            raise NotFoundError(f"没有编号为“{uid}”的回避申报；请用 recusal list 核对编号。")
        return _recusal(rows[0])

    def put(self, recusal: Recusal, *, origin: str) -> None:
        """Add a declaration, or set the end of the one with the uid."""
        from inspector_app.storage.tables import RecusalRow

        columns = encode(_CODECS, {name: getattr(recusal, name) for name in _CODECS})
        RecusalRow.insert(**columns, origin=origin).on_conflict(
            conflict_target=[RecusalRow.uid], update={"ended_on": columns["ended_on"]}
        ).execute(self._database.peewee)


def _recusal(row: tuple[Any, ...]) -> Recusal:
    return Recusal(**decode(_CODECS, dict(zip(_CODECS, row, strict=True))))
