"""Records of peers come by themselves with every look, and wait until a person has decided."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import EnvironmentProblem, NotFoundError
from inspector_app.bootstrap import Workbench
from inspector_app.exchange.age_file import is_for
from inspector_app.services.courier import Brought
from inspector_app.services.joint_take_over import News
from inspector_app.services.key_trust import age_keys
from inspector_app.services.peers_arrived import home_of
from tests.district.office.district import District

Write = Callable[..., str]


@pytest.fixture
def joined(district: District) -> District:
    district.office.share.make(district.share)
    for bench in district.laptops.values():
        bench.share.join(district.share)
        bench.courier.end_automatic()
    return district


@pytest.fixture
def lead(joined: District) -> Workbench:
    return joined.laptops["DX001"]


@pytest.fixture
def peer(joined: District) -> Workbench:
    return joined.laptops["DX002"]


def walk(bench: Workbench) -> Brought:
    brought = bench.courier.walk()
    assert brought is not None
    return brought


def kept(bench: Workbench) -> list[str]:
    home = home_of(bench.context)
    return sorted(path.name for path in home.iterdir()) if home.is_dir() else []


def test_a_record_that_a_peer_has_put_there_waits_on_today_and_is_not_merged(
    lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    brought = walk(peer)
    assert (brought.peers, brought.sentence) == (1, "收到同行记录 1 份，看过再收取。")
    assert peer.context.stores.visits.find(uid) is None
    (waiting,) = peer.today.page().peers
    assert waiting.number == lead.visits.get(uid).number
    assert "2026-11-20" in waiting.words
    assert walk(peer).peers == 0
    assert len(peer.today.page().peers) == 1
    assert list(peer.context.folder.quarantine.iterdir()) == []


def test_what_came_can_be_looked_at_and_taken_while_the_folder_is_away(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    walk(peer)
    joined.share.rename(joined.share.with_name("远处"))
    number = lead.visits.get(uid).number
    assert peer.peers_arrived.look(number).visit.uid == uid
    (found,) = peer.joint_sharing.take([peer.peers_arrived.path(number)]).files
    assert found.taken is not None
    assert found.taken.news is News.NEW
    assert (peer.today.page().peers, kept(peer)) == ((), [])


def test_everything_that_waits_is_taken_at_once_and_a_folder_that_is_away_is_told(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    walk(peer)
    joined.share.rename(joined.share.with_name("远处"))
    taken = peer.joint_sharing.take()
    assert len(taken.files) == 1
    assert "打不开" in taken.sentence
    with pytest.raises(EnvironmentProblem, match="打不开"):
        peer.joint_sharing.take()


def test_what_is_for_others_is_not_copied_and_not_looked_at_again(
    joined: District, lead: Workbench, write: Write
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    third = joined.laptops["DX003"]
    assert walk(third).peers == 0
    assert kept(third) == []
    assert third.today.page().peers == ()
    (path,) = (joined.share / "peers").rglob("*.age")
    path.unlink()
    path.mkdir()
    assert walk(third).problem == ""


def test_a_file_that_is_still_on_its_way_is_fetched_once_it_is_whole(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    (path,) = (joined.share / "peers").rglob("*.age")
    whole = path.read_bytes()
    for part in (b"", whole[:40], whole[:-30]):
        path.write_bytes(part)
        assert walk(peer).peers == 0
        assert kept(peer) == []
    path.write_bytes(whole)
    assert walk(peer).peers == 1


def test_a_correction_that_came_says_so_and_a_record_that_is_here_does_not_wait(
    lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    assert len(peer.joint_sharing.take().files) == 1
    assert walk(peer).peers == 0
    lead.visits.correct(uid, reason="写错了")
    lead.visits.file(uid)
    lead.joint_sharing.send(uid)
    assert walk(peer).peers == 1
    (waiting,) = peer.today.page().peers
    assert "更正（第 2 版）" in waiting.words


def test_what_is_not_wanted_waits_no_more_and_can_still_be_taken_by_its_file(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    walk(peer)
    peer.peers_arrived.decline(lead.visits.get(uid).number)
    assert (peer.today.page().peers, kept(peer)) == ((), [])
    assert walk(peer).peers == 0
    assert peer.joint_sharing.take().files == ()
    with pytest.raises(NotFoundError, match="peers list"):
        peer.peers_arrived.look(lead.visits.get(uid).number)
    (path,) = (joined.share / "peers").rglob("*.age")
    (found,) = peer.joint_sharing.take([path]).files
    assert found.taken is not None


def test_a_laptop_that_was_revoked_waits_with_the_reason(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    joined.revoked["DX001"] = 1
    joined.sign_roster()
    walk(peer)
    (waiting,) = peer.today.page().peers
    assert "没有登记或已停用" in waiting.problem


def test_the_office_fetches_none(joined: District, lead: Workbench, write: Write) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    errand = joined.office.share.errand()
    assert errand is not None
    assert errand.peers is None


def test_who_can_open_a_file_is_told_by_its_head_alone(
    joined: District, lead: Workbench, peer: Workbench, write: Write, tmp_path: Path
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    (path,) = (joined.share / "peers").rglob("*.age")
    head = tmp_path / "head"
    shutil.copy(path, head)
    with head.open("r+b") as stream:
        stream.truncate(600)
    third = joined.laptops["DX003"]
    with head.open("rb") as source:
        assert is_for(source, keys=age_keys(peer.context)) is True
        assert is_for(source, keys=age_keys(third.context)) is False
    head.write_bytes(b"PK\x03\x04")
    with head.open("rb") as source:
        assert is_for(source, keys=age_keys(peer.context)) is None


def test_a_file_that_was_let_go_and_is_brought_by_hand_waits_again(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    (path,) = (joined.share / "peers").rglob("*.age")
    assert "1 份等着收取" in peer.collecting.take([path]).sentence
    peer.peers_arrived.decline(lead.visits.get(uid).number)
    assert "1 份等着收取" in peer.collecting.take([path]).sentence
    assert len(peer.joint_sharing.take().files) == 1
    assert "没有新的是交给本机的" in peer.collecting.take([path]).sentence
    assert kept(peer) == []
