"""Keys, a roster and sealed bundles of a small district, for tests."""

import hashlib
import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from inspector_app.exchange import age_file
from inspector_app.exchange.age_keys import AgeKey, AgeRecipient
from inspector_app.exchange.bundle import build_bundle
from inspector_app.exchange.key_roster import (
    KeyRoster,
    RosterInspector,
    RosterKey,
    RosterOffice,
)
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.layout import BundleName
from inspector_app.exchange.statement import Inspector
from tests.unit.exchange.bundle_tools import content

ROOT, SECOND_ROOT, OFFICE, LAPTOP, OTHER_LAPTOP = (DeviceKey(bytes([n]) * 32) for n in range(1, 6))
OFFICE_AGE, LAPTOP_AGE = AgeKey.generate(), AgeKey.generate()
OFFICE_ID = "220303-dds"
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
            id=OFFICE_ID, name="示范区督导室", sign=(OFFICE.public,),
            encrypt=(OFFICE_AGE.recipient,),
        ),
        "inspectors": (inspector(roster_key()),),
    }  # fmt: skip
    return KeyRoster(**made | changes)


def seal(plain: Path, *, to: Sequence[AgeRecipient]) -> Path:
    """Encrypt a plain bundle under the name that its new bytes demand; the plain one is removed."""
    target = io.BytesIO()
    with plain.open("rb") as source:
        age_file.encrypt(source, target, to=to)
    data = target.getvalue()
    name = BundleName.find(plain.name)
    assert name is not None
    named = replace(name, sha12=hashlib.sha256(data).hexdigest()[:12])
    path = plain.with_name(named.sealed_file_name)
    path.write_bytes(data)
    plain.unlink()
    return path


def sealed_bundle(
    folder: Path,
    *,
    key: DeviceKey = LAPTOP,
    to: AgeKey = OFFICE_AGE,
    addressee: str = OFFICE_ID,
    **statement: Any,
) -> Path:
    """Write a bundle of one record, encrypted; return its file."""
    made: dict[str, Any] = {
        "chain": key.public.chain, "to": addressee, "to_keys": (to.recipient.tag,),
        "inspector": Inspector(id="dx-01", name="督学01"), "created": ISSUED + timedelta(days=3),
    }  # fmt: skip
    plain = content()
    plain = replace(plain, statement=replace(plain.statement, **made | statement))
    return seal(build_bundle(plain, key=key, folder=folder).path, to=[to.recipient])
