"""Settings of the data folder and the state of the window, as JSON values by key."""

import json
from typing import Any

from inspector_app.storage.database import Database


class SettingStore:
    """Small values by key."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, key: str, default: Any = None) -> Any:
        """Return the value of ``key``, or ``default``."""
        found = self._database.row("SELECT value FROM setting WHERE key = ?", key)
        return default if found is None else json.loads(found[0])

    def put(self, key: str, value: Any) -> None:
        """Store ``value`` (anything JSON holds) under ``key``."""
        from inspector_app.storage.tables import SettingRow

        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        SettingRow.replace(key=key, value=text).execute(self._database.peewee)
