"""Which shared folder was joined here: a setting, read without anything that walks there."""

from pathlib import Path
from typing import Final

from inspector_app.services.context import Context

SHARE_SETTING: Final = "share"


def joined_share(context: Context) -> Path | None:
    """Return the shared folder that was joined or made here; None while there is none."""
    known = context.stores.settings.get(SHARE_SETTING)
    return Path(known["path"]) if known else None
