"""A city to look at: three districts of which two have reported, the city, its province.

python -m tests.stories.city FOLDER
inspector-app --data FOLDER/210300
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.vault import passphrase
from tests.district.trust.districts import PASSPHRASE
from tests.stories.test_upwards import THIRD, district, done, join, joined, locked_and_sent

CITY: Final = "210300"
MONTH: Final = "2026-11"
DAY: Final = datetime(2026, 12, 2, 8, tzinfo=UTC)


def build(root: Path) -> None:
    """Make the folders of all of them below ``root``, each under its 区划."""
    clock = FixedClock(DAY)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase, "MEMORY_KIB", 8 * 1024)
        patch.setenv("INSPECTOR_APP_ROOT_PASSPHRASE", PASSPHRASE)
        lower, city, _ = joined(root, clock)
        lower[THIRD] = district(root, THIRD, clock)
        join(lower[THIRD], city, codes=(THIRD, CITY), root=root)
        post = root / "交市里"
        for code in ("210304", "210305"):
            locked_and_sent(lower[code], post)
        done(city, "office", "scan", post)
        done(lower["210304"], "upwards", "receipts", root / CITY / "receipts")
        done(lower[THIRD], "month", "lock", MONTH)


if __name__ == "__main__":
    where = Path(sys.argv[1])
    where.mkdir(parents=True)
    build(where)
