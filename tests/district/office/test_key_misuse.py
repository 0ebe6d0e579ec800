"""R03 on 今日: it stands there with whom to call until somebody has called, and comes anew."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.domain.plates import ReportChannels
from inspector_app.services.bundle_answers import MISUSE
from tests.district.office.district import District
from tests.district.office.test_courier import item, warnings
from tests.district.office.test_receipts import forge, put

Write = Callable[..., str]
FOREIGN = {"seq": 2, "digest": "f" * 64}


@pytest.fixture
def laptop(district: District, write: Write) -> Workbench:
    """The laptop of DX001, which has handed over one bundle."""
    district.office.share.make(district.share)
    made = district.laptops["DX001"]
    made.share.join(district.share)
    write("DX001")
    made.courier.walk()
    district.scan()
    made.courier.walk()
    return made


def told_of(
    district: District, laptop: Workbench, folder: Path, n: int = 2, **what: object
) -> None:
    """Let the laptop take a receipt that names a bundle that was not made here."""
    known = laptop.context.database.row("SELECT sha256 FROM receipt ORDER BY n DESC LIMIT 1")
    assert known is not None
    signed = forge(district, laptop, n=n, prev=known[0], items=(item(laptop, **what),))
    put(folder, signed)
    assert laptop.office_answers.take([folder]).new == 1


def test_a_bundle_that_was_not_made_here_stands_on_today_until_the_office_was_told(
    district: District, laptop: Workbench, tmp_path: Path
) -> None:
    assert laptop.today.page().misuse is None
    told_of(district, laptop, tmp_path / "x", **FOREIGN)
    found = laptop.today.page().misuse
    assert found is not None
    assert found.numbers == (2,)
    assert "第 2 包，不是本机做的" in found.sentence
    assert "马上打电话告诉督导室：" in found.remedy

    laptop.key_misuse.end()
    assert laptop.today.page().misuse is None
    assert warnings(laptop) == (MISUSE,)
    with pytest.raises(RefusedError, match="没有改动"):
        laptop.key_misuse.end()


def test_another_foreign_bundle_is_told_of_anew(
    district: District, laptop: Workbench, tmp_path: Path
) -> None:
    told_of(district, laptop, tmp_path / "x", **FOREIGN)
    laptop.key_misuse.end()
    told_of(district, laptop, tmp_path / "y", n=3, seq=3, digest="e" * 64)
    found = laptop.today.page().misuse
    assert found is not None
    assert found.numbers == (3,)


def test_the_alarm_ends_with_the_key(district: District, laptop: Workbench, tmp_path: Path) -> None:
    told_of(district, laptop, tmp_path / "x", **FOREIGN)
    laptop.trust_joining.request(tmp_path, device="新", new_keys=True)
    assert laptop.today.page().misuse is None


def test_the_telephone_of_the_office_stands_in_the_alarm(
    district: District, laptop: Workbench, tmp_path: Path
) -> None:
    told_of(district, laptop, tmp_path / "x", **FOREIGN)
    laptop.plates.set_channels(ReportChannels("0412-12345", "", ""))
    found = laptop.key_misuse.alarm()
    assert found is not None
    assert "电话 0412-12345" in found.remedy

    unit = laptop.register_edit.new("unit").uid
    laptop.register_edit.set_json(unit, "name", "区人民政府教育督导室")
    laptop.register_edit.set_json(unit, "start", "2026-01-01")
    laptop.register_edit.add_row(unit, "contacts", {"name": "管理员", "phone": "0412-54321"})
    laptop.registers.file(unit)
    found = laptop.key_misuse.alarm()
    assert found is not None
    assert "电话 0412-54321" in found.remedy


def test_a_bundle_that_was_made_here_alarms_nobody(laptop: Workbench) -> None:
    assert laptop.today.page().misuse is None
    assert laptop.key_misuse.alarm() is None
