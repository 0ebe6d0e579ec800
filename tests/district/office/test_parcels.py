"""Without a shared folder: one file each way, pasted into a messenger and dropped on the other."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from inspector_app.base.clock import FixedClock
from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.exchange import parcel
from inspector_app.exchange.parcel import unpack
from inspector_app.services import parcels
from inspector_app.services.parcels import Reach
from tests.district.office.district import District, outcomes

Write = Callable[..., str]


@pytest.fixture
def chat(tmp_path: Path) -> Path:
    """What a messenger has downloaded."""
    folder = tmp_path / "下载"
    folder.mkdir()
    return folder


def test_a_parcel_goes_to_the_office_and_its_answer_comes_back_in_one(
    district: District, write: Write, chat: Path
) -> None:
    laptop = district.laptops["DX001"]
    for day in ("2026-11-12", "2026-11-13"):
        write("DX001", date=day)
        laptop.bundles.make_news(inspector_id="DX001")
    made = laptop.parcels.make(chat)
    assert (made.files, made.apart) == (2, ())
    assert made.path is not None
    assert made.path.name.startswith("pk1-")
    assert outcomes(district.scan(made.path)) == ["taken", "taken"]
    assert outcomes(district.scan(chat)) == ["known", "known"]
    assert list(district.office.context.folder.quarantine.glob("parcels.*")) == []

    back = district.office.parcels.make(chat)
    assert back.path is not None
    assert {"json", "sig"} <= {name.rpartition(".")[2] for name, _ in unpack(back.path)}
    taken = laptop.collecting.take([back.path])
    assert "新的回执 1 份。" in taken.lines
    states = {row["state_label"] for row in laptop.bundles.outbox_board().rows}
    assert states == {"督导室已收"}
    with pytest.raises(RefusedError, match=r"没有等着交出的文件.*先上报.*再打"):
        laptop.parcels.make(chat)


def test_the_same_content_is_the_same_parcel_and_more_is_the_next_one(
    district: District, write: Write, chat: Path
) -> None:
    laptop = district.laptops["DX001"]
    write("DX001")
    laptop.bundles.make_news(inspector_id="DX001")
    first, again = laptop.parcels.make(chat), laptop.parcels.make(chat)
    assert first.path == again.path
    write("DX001", date="2026-11-13")
    laptop.bundles.make_news(inspector_id="DX001")
    second = laptop.parcels.make(chat)
    assert second.path is not None
    assert "-000002-" in second.path.name
    assert len(list(laptop.context.folder.outbox.glob("pk1-*"))) == 1


def test_large_bundles_go_beside_the_parcel(
    district: District, write: Write, chat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    laptop = district.laptops["DX001"]
    write("DX001")
    laptop.bundles.make_news(inspector_id="DX001")
    monkeypatch.setattr(parcel, "MOST_FILE", 10)
    made = laptop.parcels.make(chat)
    assert made.path is None
    assert [path.suffix for path in made.apart] == [".age"]
    assert outcomes(district.scan(*made.all)) == ["taken"]


def test_a_damaged_parcel_is_told_and_keeps_nothing_else_back(
    district: District, write: Write, chat: Path
) -> None:
    first, second = district.laptops["DX001"], district.laptops["DX002"]
    for name, bench in (("DX001", first), ("DX002", second)):
        write(name)
        bench.bundles.make_news(inspector_id=name)
        bench.parcels.make(chat)
    damaged = min(chat.iterdir())
    damaged.write_bytes(damaged.read_bytes()[:-3])
    scan = district.scan(chat)
    assert outcomes(scan) == ["taken"]
    assert any("P01" in warning for warning in scan.warnings)
    taken = district.office.collecting.take([chat])
    assert taken.lines == ("上报包：已收过 1。",)
    assert any("P01" in sentence for sentence in taken.refused)


def test_what_is_for_the_other_side_is_named_and_left_alone(
    district: District, write: Write, chat: Path
) -> None:
    laptop = district.laptops["DX001"]
    write("DX001")
    laptop.bundles.make_news(inspector_id="DX001")
    made = laptop.parcels.make(chat)
    (chat / "photo.exe").write_bytes(b"MZ")
    taken = laptop.collecting.take([*made.all, chat / "photo.exe"])
    assert taken.refused == ("可疑，没有打开：photo.exe", "上报包 1 个是交督导室的，这里不收。")
    with pytest.raises(NotFoundError):
        laptop.collecting.take([chat / "没有"])


def test_what_the_office_sent_in_a_parcel_is_kept_until_somebody_looks(
    district: District, chat: Path
) -> None:
    laptop = district.laptops["DX001"]
    (kind, *_) = [offer.kind for offer in district.office.pack_desk.kinds()]
    stick = chat.parent / "U盘"
    stick.mkdir()
    district.office.pack_desk.send(kind, into=stick)
    back = district.office.parcels.make(chat)
    assert back.path is not None
    taken = laptop.collecting.take([back.path])
    assert taken.packs == laptop.context.folder.arrived
    back.path.unlink()
    assert len(laptop.pack_taking.look().open) == 1


def test_a_parcel_on_the_clipboard_is_noted_as_copied(district: District, write: Write) -> None:
    laptop = district.laptops["DX001"]
    write("DX001")
    laptop.bundles.make_news(inspector_id="DX001")
    made = laptop.parcels.copy()
    assert made.path is not None
    assert made.path.parent == laptop.context.folder.outbox
    assert laptop.bundles.outbox()[0]["state_label"] == "已复制，等回执"


# -- what a parcel of the office leaves out --------------------------------------------------------


def names_in(district: District, chat: Path, reach: Reach = Reach.OPEN) -> list[str]:
    """Return what kinds of files the office packs now: receipts and packs, by their beginnings."""
    made = district.office.parcels.make(chat, reach=reach)
    assert made.path is not None
    return sorted(
        name[:3] for name, _ in unpack(made.path)
        if name.startswith(("rc1", "op1")) and not name.endswith(".sig")
    )  # fmt: skip


def told_in_parcels(district: District, write: Write, chat: Path) -> None:
    """Let a laptop report, be answered, take the answer, and say so with its next report."""
    laptop = district.laptops["DX001"]
    write("DX001", date="2026-11-12")
    laptop.bundles.make_news(inspector_id="DX001")
    district.scan(*laptop.parcels.make(chat).all)
    (kind, *_) = [offer.kind for offer in district.office.pack_desk.kinds()]
    district.office.pack_desk.send(kind, to=["DX001"], into=chat)
    back = district.office.parcels.make(chat)
    assert back.path is not None
    laptop.collecting.take([back.path])
    laptop.pack_taking.take()
    write("DX001", date="2026-11-13")
    laptop.bundles.make_news(inspector_id="DX001")
    district.scan(*laptop.parcels.make(chat).all)


def test_what_a_laptop_says_it_has_is_left_out_and_counted(
    district: District, write: Write, chat: Path
) -> None:
    told_in_parcels(district, write, chat)
    made = district.office.parcels.make(chat)
    assert made.left_out == 2
    # The receipt of the second report is all that is new.
    assert names_in(district, chat) == ["rc1"]


def test_everything_goes_where_that_is_asked(district: District, write: Write, chat: Path) -> None:
    told_in_parcels(district, write, chat)
    assert names_in(district, chat, Reach.ALL) == ["op1", "rc1", "rc1"]
    assert district.office.parcels.make(chat, reach=Reach.ALL).left_out == 0


def test_a_pack_stays_until_each_of_its_people_has_it(
    district: District, write: Write, chat: Path
) -> None:
    told_in_parcels(district, write, chat)
    (kind, *_) = [offer.kind for offer in district.office.pack_desk.kinds()]
    district.office.pack_desk.send(kind, into=chat)
    assert names_in(district, chat).count("op1") == 1


def test_what_nobody_answered_for_two_months_is_left_out(
    district: District, write: Write, chat: Path, clock: FixedClock
) -> None:
    laptop = district.laptops["DX001"]
    write("DX001", date="2026-11-12")
    laptop.bundles.make_news(inspector_id="DX001")
    district.scan(*laptop.parcels.make(chat).all)
    assert names_in(district, chat) == ["rc1"]
    clock.advance(timedelta(days=61))
    assert names_in(district, chat) == []
    assert names_in(district, chat, Reach.ALL) == ["rc1"]


def test_a_parcel_holds_the_newest_where_there_is_more_than_it_takes(
    district: District, write: Write, chat: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told_in_parcels(district, write, chat)
    monkeypatch.setattr(parcels, "_MOST_RECEIPTS", 1)
    made = district.office.parcels.make(chat, reach=Reach.ALL)
    assert made.path is not None
    assert [name for name, _ in unpack(made.path) if "-000002-" in name and "rc1" in name]
    assert not [name for name, _ in unpack(made.path) if "-000001-" in name and "rc1" in name]
    assert made.left_out == 1
