"""What the office puts into the shared folder and parcels when its roots changed twice."""

from pathlib import Path

import pytest

from inspector_app.bootstrap import Workbench
from inspector_app.services.parcels import Reach
from inspector_app.services.trust_signing import RootFile
from tests.district.trust.districts import PASSPHRASE, District

OTHER = "另一句更长的口令"


@pytest.fixture
def away(district: District) -> Workbench:
    """A laptop that is away while a second root is made and the first one is rotated."""
    laptop = district.joined()
    district.office.share.make(district.share)
    signing = district.office.trust_signing
    signing.add_root(district.new_root(), district.stick, passphrase=OTHER, to=None)
    made = signing.rotate(district.new_root(), district.stick, passphrase=OTHER, to=None)
    assert made.root is not None
    district.later(days=1)
    signing.sign(RootFile(made.root, OTHER), to=None)
    return laptop


def test_the_shared_folder_holds_each_roster_on_the_way_to_the_newest(
    district: District, away: Workbench
) -> None:
    district.office.office_desk.scan([district.share])
    assert away.trust_joining.take(district.share).versions == (2, 3, 4)
    district.office.office_desk.scan([district.share])
    assert len(district.rosters()) == 4


def test_a_parcel_holds_each_roster_on_the_way_to_the_newest(
    district: District, away: Workbench, tmp_path: Path
) -> None:
    chat = tmp_path / "聊天"
    chat.mkdir()
    district.office.parcels.make(chat, reach=Reach.OPEN)
    away.collecting.take(list(chat.iterdir()))
    assert away.trust_state.view().version == 4


def test_rosters_that_changed_no_root_are_left_out(district: District) -> None:
    district.joined()
    district.office.share.make(district.share)
    for _ in range(2):
        district.later(days=1)
        district.office.trust_signing.sign(RootFile(district.new_root().path, PASSPHRASE), to=None)
    district.office.office_desk.scan([district.share])
    assert [path.name[:13] for path in district.rosters()] == ["roster-000001", "roster-000003"]
