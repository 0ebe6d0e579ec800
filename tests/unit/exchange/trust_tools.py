"""Keys and a roster of a small district, for tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.key_roster import (
    KeyRoster,
    RosterInspector,
    RosterKey,
    RosterOffice,
)
from inspector_app.exchange.keys import DeviceKey

ROOT, SECOND_ROOT, OFFICE, LAPTOP, OTHER_LAPTOP = (DeviceKey(bytes([n]) * 32) for n in range(1, 6))
OFFICE_AGE, LAPTOP_AGE = AgeKey.generate(), AgeKey.generate()
ISSUED = datetime(2026, 11, 2, 1, tzinfo=UTC)


def roster_key(key: DeviceKey = LAPTOP, **changes: Any) -> RosterKey:
    """Return the keys of one laptop."""
    made: dict[str, Any] = {
        "sign": key.public, "encrypt": LAPTOP_AGE.recipient, "valid_from": date(2026, 11, 2),
        "valid_to": None, "revoked_from_seq": None, "device": "笔记本01",
    }  # fmt: skip
    return RosterKey(**made | changes)


def inspector(*keys: RosterKey, number: int = 1) -> RosterInspector:
    """Return one inspector with these laptops."""
    return RosterInspector(
        id=f"dx-{number:02}", name=f"督学{number:02}", zone="第一责任区", keys=keys
    )


def roster(**changes: Any) -> KeyRoster:
    """Return version 1 of a roster with one laptop."""
    made: dict[str, Any] = {
        "district": "220303", "version": 1, "prev": "0" * 64, "issued": ISSUED,
        "expires": ISSUED + timedelta(days=100), "root_keys": (ROOT.public,),
        "office": RosterOffice(
            id="220303-dds", name="示范区督导室", sign=(OFFICE.public,),
            encrypt=(OFFICE_AGE.recipient,),
        ),
        "inspectors": (inspector(roster_key()),),
    }  # fmt: skip
    return KeyRoster(**made | changes)
