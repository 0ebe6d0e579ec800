"""The shared folder: what stands where, how a file gets there, what is found and remarked."""

import errno
import hashlib
import os
import time
from pathlib import Path

import pytest

from inspector_app.base.errors import RefusedError
from inspector_app.exchange import share_check, share_found, share_publish
from inspector_app.exchange.share_check import Matter, check_folder
from inspector_app.exchange.share_found import found_in
from inspector_app.exchange.share_layout import (
    NAMESPACE,
    SHARE_FILE,
    Kind,
    NotOurShareError,
    Share,
    named_file,
    read_share,
    receipt_name,
    request_name,
    roster_name,
)
from inspector_app.exchange.share_publish import (
    OtherContentError,
    ReadBackError,
    make_places,
    place,
    sweep,
)
from inspector_app.exchange.signed_text import NotSignedTextError, SignedText
from tests.unit.exchange.trust_tools import LAPTOP, OFFICE, ROOT, roster

BUNDLE = "dd1-72asyext-000012-0123456789ab.zip.age"
SHARE = Share(id="0a" * 16, office="220303-dds", district="220303")


def put_share(folder: Path, share: Share = SHARE, key: object = OFFICE) -> None:
    for name, content in share.signed(key).files(SHARE_FILE).items():  # type: ignore[arg-type]
        (folder / name).write_bytes(content)


def put_roster(folder: Path, name: str = "{}") -> str:
    signed = roster().signed(ROOT)
    called = roster_name(version=1, sha256=signed.sha256)
    for each, content in signed.files(called).items():
        (folder / name.format(each)).write_bytes(content)
    return called


def sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_a_folder_signed_by_the_rosters_office_is_ours(tmp_path: Path) -> None:
    put_share(tmp_path)
    assert read_share(tmp_path, roster=roster()) == SHARE


def test_a_folder_that_a_laptop_signed_or_of_another_office_is_refused(tmp_path: Path) -> None:
    put_share(tmp_path, key=LAPTOP)
    with pytest.raises(NotOurShareError, match="不是本区督导室签名"):
        read_share(tmp_path, roster=roster())
    put_share(tmp_path, Share(id="0a" * 16, office="999999-dds", district="220303"))
    with pytest.raises(NotOurShareError, match="别的督导室"):
        read_share(tmp_path, roster=roster())


def test_a_changed_a_missing_and_an_unsigned_share_file_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotOurShareError, match="不是共享文件夹"):
        read_share(tmp_path, roster=roster())
    put_share(tmp_path)
    content = (tmp_path / SHARE_FILE).read_bytes()
    (tmp_path / SHARE_FILE).write_bytes(content.replace(b"0a0a", b"0b0b"))
    with pytest.raises(NotOurShareError, match="签名不符"):
        read_share(tmp_path, roster=roster())
    (tmp_path / f"{SHARE_FILE}.sig").unlink()
    with pytest.raises(NotOurShareError, match="不完整"):
        read_share(tmp_path, roster=roster())
    with pytest.raises(FileNotFoundError):
        read_share(tmp_path / "没有", roster=roster())


@pytest.mark.parametrize("words", ["{}", "{}.sync-conflict-20261122-080000-ABCDEFG", "副本 - {}"])
def test_a_name_is_found_within_the_words_of_a_copying_program(words: str) -> None:
    h = "0" * 64
    for kind, name in (
        (Kind.BUNDLE, BUNDLE),
        (Kind.ROSTER, roster_name(version=5, sha256=h)),
        (Kind.REQUEST, request_name(chain="72asyext" * 3, sha256=h)),
        (Kind.RECEIPT, receipt_name(chain="72asyext" * 3, n=3, sha256=h)),
    ):
        named = named_file(words.format(name))
        assert named is not None
        assert (named.kind, named.name) == (kind, name)


def test_a_file_is_placed_once_and_never_written_over(tmp_path: Path) -> None:
    home = make_places(tmp_path, "inbox/72asyext")
    assert make_places(tmp_path, "inbox/72asyext") == home
    source = tmp_path / "source"
    source.write_bytes(b"x" * 3_000_000)
    digest = sha(source.read_bytes())
    assert not place(home / BUNDLE, source, sha256=digest).already
    assert place(home / BUNDLE, source, sha256=digest).already
    with pytest.raises(OtherContentError):
        place(home / BUNDLE, b"other", sha256=sha(b"other"))
    assert sha((home / BUNDLE).read_bytes()) == digest
    assert [path.name for path in home.iterdir()] == [BUNDLE]


def test_what_is_read_back_otherwise_gets_no_final_name(tmp_path: Path) -> None:
    with pytest.raises(ReadBackError):
        place(tmp_path / BUNDLE, b"written", sha256=sha(b"meant"))
    assert list(tmp_path.iterdir()) == []


def test_an_own_part_of_yesterday_is_swept_and_others_stay(tmp_path: Path) -> None:
    for name in (f"{BUNDLE}.0123abcd.part", f"{BUNDLE}.0123abce.part", "theirs.part"):
        (tmp_path / name).write_bytes(b"x")
    for name in (f"{BUNDLE}.0123abcd.part", "theirs.part"):
        os.utime(tmp_path / name, (1, 1))
    assert sweep(tmp_path) == 1
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [f"{BUNDLE}.0123abce.part", "theirs.part"]


def test_a_folder_that_is_not_there_is_not_made_up(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        make_places(tmp_path / "未连接", "inbox/72asyext")


def test_a_dropped_folder_is_sorted_by_kind(tmp_path: Path) -> None:
    home = make_places(tmp_path, "inbox/72asyext")
    (home / BUNDLE).write_bytes(b"x")
    (home / f"{BUNDLE}.0123abcd.part").write_bytes(b"x")
    (tmp_path / "说明.docx").write_bytes(b"x")
    put_share(tmp_path)
    name = put_roster(tmp_path)
    found = found_in(tmp_path)
    assert found.bundles == (home / BUNDLE,)
    assert [each.name for each in found.rosters] == [name]
    assert found.unknown == (tmp_path / "说明.docx",)
    assert found.unfinished == (home / f"{BUNDLE}.0123abcd.part",)


def test_a_single_dropped_text_brings_its_signature(tmp_path: Path) -> None:
    name = put_roster(tmp_path)
    (each,) = found_in(tmp_path / name).rosters
    assert each.read() == roster().signed(ROOT)


def test_renamed_copies_of_a_text_and_its_signature_find_each_other(tmp_path: Path) -> None:
    name = put_roster(tmp_path, "副本 - {}")
    text = tmp_path / f"副本 - {name}"
    text.rename(tmp_path / f"(2){name}")
    (tmp_path / name).write_bytes(b"half")
    (each,) = found_in(tmp_path).rosters
    assert each.read() == roster().signed(ROOT)
    (tmp_path / f"(2){name}").unlink()
    (each,) = found_in(tmp_path).rosters
    with pytest.raises(NotSignedTextError):
        each.read()


def test_a_folder_beside_a_shortcut_of_its_name_is_named_and_never_opened(tmp_path: Path) -> None:
    hidden = tmp_path / "督导共享"
    hidden.mkdir(mode=0)
    (tmp_path / "督导共享.lnk").write_bytes(b"L")
    (tmp_path / "autorun.inf").write_bytes(b"[autorun]")
    found = found_in(tmp_path)
    assert {path.name for path in found.suspicious} == {"督导共享", "督导共享.lnk", "autorun.inf"}
    hidden.chmod(0o700)
    assert Matter.SUSPICIOUS in {remark.matter for remark in check_folder(tmp_path)}


def test_a_folder_that_is_a_link_is_followed_and_links_inside_it_are_named_and_left_alone(
    tmp_path: Path,
) -> None:
    real, elsewhere = tmp_path / "real", tmp_path / "elsewhere"
    for folder in (real, elsewhere):
        folder.mkdir()
        (folder / BUNDLE).write_bytes(b"x")
    (real / "away").symlink_to(elsewhere)
    (real / f"(1){BUNDLE}").symlink_to(elsewhere / BUNDLE)
    mounted = tmp_path / "mounted"
    mounted.symlink_to(real)
    found = found_in(mounted)
    assert found.bundles == (mounted / BUNDLE,)
    assert set(found.links) == {mounted / "away", mounted / f"(1){BUNDLE}"}
    assert found.suspicious == ()
    told = {(r.matter, r.where) for r in check_folder(mounted) if r.where}
    assert told == {(Matter.LINK, "away"), (Matter.LINK, f"(1){BUNDLE}")}


def test_what_is_wrong_in_a_folder_is_remarked_each_by_its_kind(tmp_path: Path) -> None:
    assert [r for r in check_folder(tmp_path) if r.where] == []
    home = make_places(tmp_path, "inbox/72asyext")
    put_roster(tmp_path)
    conflict = BUNDLE.replace(".zip", ".sync-conflict-20261122-080000-ABCDEFG.zip")
    long_name = "长" * 80
    for name in (conflict, f"{BUNDLE}.0123abcd.part", "a.txt", "A.txt", "inspector.db", long_name):
        (home / name).write_bytes(b"x")
    told = {(r.matter, r.where.rpartition("/")[2]) for r in check_folder(tmp_path) if r.where}
    assert {
        (Matter.CONFLICT, conflict),
        (Matter.UNFINISHED, f"{BUNDLE}.0123abcd.part"),
        (Matter.CASE, "a.txt"),
        (Matter.DATABASE, "inspector.db"),
        (Matter.LONG_NAME, long_name),
    } <= told


def test_a_share_of_a_newer_program_or_with_another_content_is_refused(tmp_path: Path) -> None:
    usual = {
        "format": 1, "type": "share", "share": "0a" * 16, "office": "220303-dds",
        "district": "220303",
    }  # fmt: skip
    for change, said in (({"format": 2}, "升级软件"), ({"share": "x"}, "不合规定")):
        signed = SignedText.make(usual | change, keys=[OFFICE], namespace=NAMESPACE)
        for name, content in signed.files(SHARE_FILE).items():
            (tmp_path / name).write_bytes(content)
        with pytest.raises(NotOurShareError, match=said):
            read_share(tmp_path, roster=roster())


def test_a_rival_that_was_faster_with_the_same_content_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = share_publish._write

    def slow(part: Path, content: Path | bytes) -> None:
        write(part, content)
        (tmp_path / BUNDLE).write_bytes(b"same")

    monkeypatch.setattr(share_publish, "_write", slow)
    assert place(tmp_path / BUNDLE, b"same", sha256=sha(b"same")).already
    assert [path.name for path in tmp_path.iterdir()] == [BUNDLE]


def test_a_stick_without_fsync_of_folders_is_taken_and_a_failing_one_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(code: int) -> None:
        def refusing(_: Path) -> None:
            raise OSError(code, "fsync")

        monkeypatch.setattr(share_publish, "fsync_directory", refusing)

    refuse(errno.EINVAL)
    assert not place(tmp_path / BUNDLE, b"x", sha256=sha(b"x")).already
    refuse(errno.EIO)
    with pytest.raises(OSError, match="fsync"):
        place(tmp_path / BUNDLE, b"x", sha256=sha(b"x"))


def test_a_text_without_a_signature_and_a_signature_without_a_text_are_no_text(
    tmp_path: Path,
) -> None:
    name = put_roster(tmp_path)
    signature = tmp_path / f"{name}.sig"
    kept = signature.read_bytes()
    signature.unlink()
    (each,) = found_in(tmp_path).rosters
    with pytest.raises(NotSignedTextError):
        each.read()
    signature.write_bytes(kept)
    (tmp_path / name).unlink()
    assert found_in(tmp_path).rosters == ()
    assert found_in(tmp_path).unknown == (signature,)


def test_what_systems_keep_for_themselves_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "System Volume Information").mkdir()
    (tmp_path / "System Volume Information" / BUNDLE).write_bytes(b"x")
    assert found_in(tmp_path).bundles == ()


def test_a_folder_within_too_many_is_named(tmp_path: Path) -> None:
    deep = tmp_path.joinpath(*"abcdefgh")
    deep.mkdir(parents=True)
    assert found_in(tmp_path).too_deep == (deep,)
    assert Matter.TOO_DEEP in {remark.matter for remark in check_folder(tmp_path)}


def test_a_folder_of_more_files_than_any_district_has_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(share_found, "MOST_ENTRIES", 2)
    for name in "abc":
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(RefusedError, match="超过 2 个"):
        found_in(tmp_path)


def test_a_wrong_clock_is_told_with_its_direction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = time.time
    monkeypatch.setattr(share_check.time, "time", lambda: real() - 6000)
    told = [r.sentence for r in check_folder(tmp_path) if r.matter is Matter.CLOCK]
    assert told == ["本机时钟比共享文件夹所在的电脑慢 100 分钟，请校准"]
    assert list(tmp_path.iterdir()) == []


def test_a_full_folder_that_takes_no_file_is_told() -> None:
    system = Path("/proc/sys/fs/inotify")
    if not system.is_dir():
        pytest.skip("这里没有一个谁也不能写的文件夹")
    told = {remark.matter for remark in check_folder(system)}
    assert {Matter.SPACE, Matter.READ_ONLY, Matter.FOREIGN} <= told


def test_a_remark_on_a_file_begins_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "报告 (1).docx").write_bytes(b"x")
    (remark,) = (r for r in check_folder(tmp_path) if r.where)
    assert remark.matter is Matter.CONFLICT
    assert remark.sentence.startswith("报告 (1).docx：")


def test_a_text_of_another_name_says_nothing() -> None:
    assert named_file("别的.json") is None


def test_a_pack_of_the_office_is_found_by_its_name_and_a_copy_of_it_is_remarked(
    tmp_path: Path,
) -> None:
    name = "op1-72asyext-000012-0123456789ab.zip.age"
    put_share(tmp_path)
    packs = tmp_path / "packs"
    packs.mkdir()
    for each in (name, name.replace(".zip", " (1).zip")):
        (packs / each).write_bytes(b"x")
    found = found_in(tmp_path)
    assert len(found.packs) == 2
    assert found.unknown == ()
    copies = [remark.where for remark in check_folder(tmp_path) if remark.matter is Matter.CONFLICT]
    assert copies == ["packs/op1-72asyext-000012-0123456789ab (1).zip.age"]
