"""Without a shared folder: one file each way, pasted into a messenger and dropped on the other."""

from collections.abc import Callable
from pathlib import Path

import pytest

from inspector_app.base.errors import NotFoundError, RefusedError
from inspector_app.exchange import parcel
from inspector_app.exchange.parcel import unpack
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
