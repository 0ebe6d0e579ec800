"""Who works here, 我的常用, and the state of the window."""

from dataclasses import replace
from typing import Any, Final, NamedTuple

from inspector_app.base.changes import Changes
from inspector_app.domain.visit_options import Announcement, MethodCounts, Session, VisitType
from inspector_app.services.context import (
    IDENTITY_KEY,
    Context,
    Identity,
    Role,
    checked_district,
)

_PREFERENCES: Final = "preferences"


class Preferences(NamedTuple):
    """我的常用: what a new record is prefilled with.

    ``methods`` names the usual methods; each is prefilled with the count 1.
    """

    type: VisitType | None = VisitType.ROUTINE
    announcement: Announcement | None = Announcement.UNANNOUNCED
    session: Session | None = None
    showed_id: bool = True
    methods: tuple[str, ...] = ("campus_walks", "documents_read")

    def visit_values(self) -> dict[str, Any]:
        """Return the attributes of a record that begins."""
        return {
            "type": self.type,
            "announcement": self.announcement,
            "session": self.session,
            "showed_id": self.showed_id,
            "methods": MethodCounts(**dict.fromkeys(self.methods, 1)),
        }

    def prefilled_fields(self) -> frozenset[str]:
        """Return the attributes that are to be shown as prefilled."""
        empty = {None, False, MethodCounts()}
        return frozenset(name for name, value in self.visit_values().items() if value not in empty)


class SettingsService:
    """Reads and writes what belongs to the folder rather than to a record."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def identity(self) -> Identity:
        """Return who works here."""
        return self._context.identity

    def set_identity(self, *, role: Role, district: str, inspector_id: str) -> Changes:
        """Say who works here; records keep the origin they were made with.

        Raises:
            InputError: the district is not six digits; nothing was saved.
        """
        identity = replace(
            self._context.identity,
            role=role,
            district=checked_district(district, kept="没有改动"),
            inspector_id=inspector_id,
        )
        with self._context.database.transaction():
            value = {name: getattr(identity, name) for name in Identity.__slots__}
            self._context.stores.settings.put(IDENTITY_KEY, {**value, "role": role.value})
        self._context.identity = identity
        return Changes(settings=True)

    def preferences(self) -> Preferences:
        """Return 我的常用."""
        saved = self._context.stores.settings.get(_PREFERENCES)
        if saved is None:
            return Preferences()
        return Preferences(
            type=saved["type"] and VisitType(saved["type"]),
            announcement=saved["announcement"] and Announcement(saved["announcement"]),
            session=saved["session"] and Session(saved["session"]),
            showed_id=saved["showed_id"],
            methods=tuple(saved["methods"]),
        )

    def set_preferences(self, preferences: Preferences) -> Changes:
        """Save 我的常用; records that exist are not touched."""
        value = {
            "type": preferences.type,
            "announcement": preferences.announcement,
            "session": preferences.session,
            "showed_id": preferences.showed_id,
            "methods": list(preferences.methods),
        }
        with self._context.database.transaction():
            self._context.stores.settings.put(_PREFERENCES, value)
        return Changes(settings=True)

    def get(self, key: str, default: Any = None) -> Any:
        """Return a value that the window keeps."""
        return self._context.stores.settings.get(f"ui.{key}", default)

    def put(self, key: str, value: Any) -> None:
        """Keep a value for the window."""
        with self._context.database.transaction():
            self._context.stores.settings.put(f"ui.{key}", value)
