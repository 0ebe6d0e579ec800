"""A district's month comes in whole, also when it is killed on the way, and within a minute."""

import os
from pathlib import Path

import pytest

from tests.bench import district_month

FULL_LENGTH = bool(os.environ.get("INSPECTOR_APP_FULL_LENGTH"))
LAPTOPS, RECORDS, RUNS, KILLS = (25, 10, 3, 8) if FULL_LENGTH else (2, 2, 1, 2)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux tells the peak")
def test_a_district_month_is_the_same_however_often_its_taking_in_was_killed(
    tmp_path: Path,
) -> None:
    district_month.build(tmp_path, laptops=LAPTOPS, records=RECORDS)
    result, month = district_month.measure(tmp_path, runs=RUNS)
    print(f"\n{result}")
    killed = district_month.month_after_kills(tmp_path, kills=KILLS, seconds=result.seconds)

    assert killed == month
    assert result.records == LAPTOPS * RECORDS
    assert result.pictures == result.records * district_month.PHOTOS_EACH
    assert result.peak_mb <= district_month.MEMORY_LIMIT_MB
    # A short run says nothing of the minute.
    assert not FULL_LENGTH or district_month.is_within(result), result
