"""同行 through the shared folder: sealed to the laptops of those who went along, no others."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.bootstrap import Workbench
from inspector_app.services.joint_take_over import News
from inspector_app.services.key_trust import age_key
from tests.district.office.district import District, outcomes

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


def files(district: District) -> list[Path]:
    return sorted((district.share / "peers").rglob("*.age"))


def test_a_record_goes_to_the_peers_laptop_and_is_taken_without_a_question(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    sent = lead.joint_sharing.send(uid)
    assert (len(sent.peers), sent.without, sent.problem) == (1, (), "")
    assert [path.name for path in files(joined)] == [sent.file]

    (found,) = peer.joint_sharing.take().files
    assert found.taken is not None
    assert (found.taken.news, found.taken.counts) == (News.NEW, True)
    assert peer.visits.get(uid).number == lead.visits.get(uid).number
    assert peer.joint_sharing.take().files == ()
    assert list(peer.context.folder.quarantine.iterdir()) == []


def test_a_third_laptop_and_the_office_take_nothing_of_it(
    joined: District, lead: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    third = joined.laptops["DX003"]
    assert third.joint_sharing.take().files == ()
    assert third.visits.list() == ()
    assert outcomes(joined.scan()) == []


def test_the_peers_own_key_opens_the_file_with_the_stock_tool(
    joined: District, lead: Workbench, peer: Workbench, write: Write, tmp_path: Path
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    secret = tmp_path / "key"
    secret.write_text(age_key(peer.context).secret)
    (path,) = files(joined)
    run = subprocess.run(["age", "-d", "-i", secret, path], capture_output=True, check=True)
    assert run.stdout.startswith(b"PK\x03\x04")


def test_the_same_record_is_the_same_file_and_a_new_laptop_makes_another(
    joined: District, lead: Workbench, peer: Workbench, write: Write, tmp_path: Path
) -> None:
    uid = write("DX001", peers=["DX002"])
    first = lead.joint_sharing.send(uid)
    assert lead.joint_sharing.send(uid).file == first.file
    peer.trust_joining.request(tmp_path, device="新电脑", new_keys=True)
    joined.sign_roster()
    assert lead.joint_sharing.send(uid).file != first.file
    assert len(files(joined)) == 2


def test_a_correction_reaches_the_peer_as_the_newer_one(
    lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    peer.joint_sharing.take()
    lead.visits.correct(uid, reason="写错了")
    lead.visits.file(uid)
    lead.joint_sharing.send(uid)
    (found,) = peer.joint_sharing.take().files
    assert found.taken is not None
    assert found.taken.news is News.NEWER


def test_a_peer_without_a_laptop_gets_the_file_by_hand(
    joined: District, lead: Workbench, write: Write
) -> None:
    joined.leave_out.add("DX003")
    joined.sign_roster()
    sent = lead.joint_sharing.send(write("DX001", peers=["DX002", "DX003"]))
    assert len(sent.without) == 1
    with pytest.raises(RefusedError, match="当面或用聊天软件交"):
        lead.joint_sharing.send(write("DX001", date="2026-11-13", peers=["DX003"]))


def test_a_record_for_a_folder_that_is_away_is_put_there_with_the_next_walk(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    away = joined.share.with_name("远处")
    joined.share.rename(away)
    sent = lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    assert "打不开" in sent.problem
    away.rename(joined.share)
    brought = lead.courier.walk()
    assert brought is not None
    assert brought.placed == 1
    assert len(peer.joint_sharing.take().files) == 1


def test_a_laptop_that_was_revoked_is_not_believed(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    uid = write("DX001", peers=["DX002"])
    lead.joint_sharing.send(uid)
    joined.revoked["DX001"] = 1
    joined.sign_roster()
    (found,) = peer.joint_sharing.take().files
    assert found.taken is None
    assert "没有登记或已停用" in found.sentence
    del joined.revoked["DX001"]
    joined.sign_roster()
    (found,) = peer.joint_sharing.take().files
    assert found.taken is not None


def test_a_damaged_file_is_named_and_looked_at_again_when_it_is_whole(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    (path,) = files(joined)
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    (found,) = peer.joint_sharing.take().files
    assert "E02" in found.sentence
    path.write_bytes(whole)
    (found,) = peer.joint_sharing.take().files
    assert found.taken is not None


def test_by_hand_a_laptop_of_the_roster_is_known_and_another_one_waits_for_a_person(
    joined: District, lead: Workbench, peer: Workbench, write: Write, tmp_path: Path
) -> None:
    uid = write("DX001", peers=["DX002"])
    made = lead.joint_hand_over.write(uid, tmp_path)
    assert peer.joint_take_over.read(made.path).known_key is True
    lead.trust_joining.request(tmp_path, device="新电脑", new_keys=True)
    lead.visits.correct(uid, reason="写错了")
    lead.visits.file(uid)
    other = lead.joint_hand_over.write(uid, tmp_path)
    assert peer.joint_take_over.read(other.path).known_key is False


def test_a_sealed_file_is_not_read_as_one_that_went_by_hand(
    joined: District, lead: Workbench, peer: Workbench, write: Write
) -> None:
    lead.joint_sharing.send(write("DX001", peers=["DX002"]))
    (path,) = files(joined)
    with pytest.raises(RefusedError, match="peers take"):
        peer.joint_take_over.read(path)
    (found,) = peer.joint_sharing.take([path]).files
    assert found.taken is not None
