"""Making a bundle: what is demanded of it, and what is left behind when it cannot be made."""

import errno
import os
import stat
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from inspector_app.base import child
from inspector_app.base.errors import EnvironmentProblem, InputError
from inspector_app.exchange import bundle, layout, verify
from inspector_app.exchange.bundle import AttachmentMissingError, BundleTooLargeError, build_bundle
from inspector_app.exchange.canonical import NotCanonicalError
from inspector_app.exchange.layout import photo_path
from inspector_app.exchange.readme import readme
from inspector_app.exchange.statement import BundleType
from inspector_app.exchange.verify import verify_bundle
from tests.unit.exchange.bundle_tools import (
    KEY,
    PICTURE,
    attachment,
    build,
    content,
    entries_of,
    photo,
    records,
    report,
    sha256,
    statement,
)

# Several bundles' worth of pictures, so that other programs see more than one line each.
PICTURES = [b"\xff\xd8 picture %d \xff\xd9" % number for number in range(5)]


def _nothing_in(folder: Path) -> bool:
    return list(folder.iterdir()) == []


def _gone() -> bytes:
    raise FileNotFoundError(errno.ENOENT, "gone")


# --- what other programs say ----------------------------------------------------------------------


@pytest.fixture
def bag(tmp_path: Path) -> Path:
    """Return the base directory of a bundle that Python's own zipfile has extracted."""
    (tmp_path / "share").mkdir()
    built = build(tmp_path / "share", content(PICTURES))
    with zipfile.ZipFile(built.path) as archive:
        archive.extractall(tmp_path / "out")
    return tmp_path / "out" / layout.folder_name(chain=KEY.public.chain, seq=1)


def _in_folder(folder: Path, *command: str | Path, given: bytes = b"") -> child.Finished:
    return child.run(["env", "-C", folder, *command], given=given)


def test_ssh_keygen_accepts_the_signature(bag: Path, tmp_path: Path) -> None:
    signers = tmp_path / "allowed_signers"
    signers.write_text(f"{KEY.public.allowed_signers_line(namespace=layout.TO_OFFICE.namespace)}\n")
    options = ("-f", signers, "-I", KEY.public.chain, "-n", layout.TO_OFFICE.namespace)

    done = _in_folder(
        bag, "ssh-keygen", "-Y", "verify", *options, "-s", layout.SIGNATURE,
        given=(bag / layout.TAG_MANIFEST).read_bytes(),
    )  # fmt: skip

    assert done.code == 0, done.err


@pytest.mark.parametrize(("manifest", "lines"), [(layout.TAG_MANIFEST, 4), (layout.MANIFEST, 8)])
def test_sha256sum_accepts_both_manifests(bag: Path, manifest: str, lines: int) -> None:
    done = _in_folder(bag, "sha256sum", "-c", "--strict", manifest)

    assert done.code == 0, done.err
    assert done.out.count(b": OK\n") == lines


def test_bagit_validates_the_bag(bag: Path) -> None:
    done = child.run([sys.executable, "-m", "bagit", "--validate", bag], seconds=30)

    assert done.code == 0, done.err


def test_the_commands_on_the_readme_page_pass_as_they_stand(bag: Path) -> None:
    page = (bag / layout.README).read_text(encoding="utf-8")
    commands = [
        line.strip()
        for line in page.splitlines()
        if line.startswith("       ") and not line.strip().startswith(("unzip", "cd"))
    ]

    assert len(commands) == 4
    for command in commands:
        done = _in_folder(bag, "sh", "-c", command)
        assert done.code == 0, (command, done.err)


def test_the_readme_page_names_chain_fingerprint_and_month(bag: Path) -> None:
    page = (bag / layout.README).read_text(encoding="utf-8")

    for fact in (KEY.public.chain, KEY.public.fingerprint, "2026-11", "2026-11-22 16:00"):
        assert fact in page


def test_a_bundle_of_no_single_month_says_so(tmp_path: Path) -> None:
    plain = content()
    built = build(tmp_path, replace(plain, statement=replace(plain.statement, period=None)))

    page = dict(entries_of(built.path))[f"{built.verified.name.folder}/{layout.README}"]
    assert "不限月份" in page.decode()


def test_the_page_of_a_districts_month_speaks_of_offices_and_of_no_pictures() -> None:
    upwards = replace(content().statement, type=BundleType.DISTRICT)
    page = readme(upwards, signer=KEY.public).decode()
    assert "报给上级督导室的月统计" in page
    assert "由督导室再报一次" in page
    assert "data/photos" not in page


# --- the file -------------------------------------------------------------------------------------


def test_the_file_is_named_by_chain_number_and_its_own_hash(tmp_path: Path) -> None:
    built = build(tmp_path)

    expected = sha256(built.path.read_bytes())
    assert built.sha256 == expected
    assert built.path.name == f"dd1-{KEY.public.chain[:8]}-000001-{expected[:12]}.zip"
    assert list(tmp_path.iterdir()) == [built.path]


def test_the_same_export_gives_the_same_bytes_wherever_it_is_made(tmp_path: Path) -> None:
    bodies = set()
    for place in ("one", "two", "one"):
        (tmp_path / place).mkdir(exist_ok=True)
        bodies.add(build(tmp_path / place).path.read_bytes())

    assert len(bodies) == 1


def test_the_order_of_attachments_never_shows(tmp_path: Path) -> None:
    plain = content(PICTURES)
    turned = replace(plain, attachments=plain.attachments[::-1])

    assert build(tmp_path, plain).sha256 == build(tmp_path, turned).sha256


def test_a_picture_that_two_records_share_travels_once(tmp_path: Path) -> None:
    built = build(tmp_path, content([PICTURE, PICTURE]))

    assert [file.path for file in built.verified.payload].count(photo().path) == 1


def test_every_part_stands_in_its_fixed_place(tmp_path: Path) -> None:
    paths = [name.partition("/")[2] for name, _ in entries_of(build(tmp_path).path)]

    assert paths == [
        "bagit.txt",
        "bag-info.txt",
        "statement.json",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt",
        "signatures/01.sshsig",
        report().path,
        photo().path,
        "data/readme.txt",
        "data/records.json",
    ]


def test_the_digest_of_one_bundle_is_the_prev_of_the_next(tmp_path: Path) -> None:
    first = build(tmp_path)
    plain = content()
    later = statement(seq=2, prev=first.verified.digest, counts=plain.statement.counts)
    second = build(tmp_path, replace(plain, statement=later))

    assert verify_bundle(second.path).statement.prev == first.verified.digest
    assert second.path.name.startswith(f"dd1-{KEY.public.chain[:8]}-000002-")


def test_one_attachment_at_a_time_is_held_in_memory(tmp_path: Path) -> None:
    size = 2**20
    pictures = [bytes([number]) * size for number in range(12)]
    hashes = [sha256(each) for each in pictures]

    def reader(number: int) -> Callable[[], bytes]:
        return lambda: bytes([number]) * size

    attachments = [
        replace(
            attachment(photo_path(digest, suffix="jpg"), b""),
            sha256=digest,
            size=size,
            read=reader(number),
        )
        for number, digest in enumerate(hashes)
    ]
    what = content(pictures, attachments)
    del pictures
    tracemalloc.start()
    try:
        build(tmp_path, what)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 5 * size


# --- what cannot be made --------------------------------------------------------------------------


def test_a_missing_photo_stops_the_export_before_anything_is_written(tmp_path: Path) -> None:
    folder = tmp_path / "not there yet"
    gone = photo(label="督导记录 0007 的照片 2", is_present=lambda: False)

    with pytest.raises(AttachmentMissingError, match="督导记录 0007 的照片 2") as refused:
        build(folder, content(attachments=[gone, report()]))

    assert refused.value.missing == ("督导记录 0007 的照片 2",)
    assert refused.value.code == "attachment-missing"
    assert not folder.exists()


def test_a_photo_lost_while_the_file_is_written_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(AttachmentMissingError):
        build(tmp_path, content(attachments=[photo(read=_gone), report()]))

    assert _nothing_in(tmp_path)


@pytest.mark.parametrize("found", [PICTURE[::-1], PICTURE + b"x", b""])
def test_a_photo_whose_content_has_changed_leaves_nothing(tmp_path: Path, found: bytes) -> None:
    with pytest.raises(EnvironmentProblem, match="E90，data/photos/"):
        build(tmp_path, content(attachments=[photo(read=lambda: found), report()]))

    assert _nothing_in(tmp_path)


def test_an_error_of_the_program_leaves_nothing_and_stays_an_error(tmp_path: Path) -> None:
    def broken() -> bytes:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        build(tmp_path, content(attachments=[photo(read=broken), report()]))

    assert _nothing_in(tmp_path)


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, "磁盘已满"),
        (errno.EACCES, "没有权限"),
        (errno.EROFS, "介质是只读的"),
        (errno.EIO, "介质读写出错"),
        (None, "读写失败"),
    ],
)
def test_a_disk_fault_leaves_nothing_and_is_explained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int | None, reason: str
) -> None:
    def failing(_descriptor: int) -> None:
        raise OSError if number is None else OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", failing)

    with pytest.raises(EnvironmentProblem, match=reason):
        build(tmp_path)
    assert _nothing_in(tmp_path)


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem, match="文件夹不存在") as refused:
        build(tmp_path / "stick")

    assert str(tmp_path / "stick") in refused.value.sentence


def test_the_file_is_durable_and_read_back_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    fsync, replace_ = os.fsync, Path.replace

    def noted(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def noting(*args: Any, **named: Any) -> Any:
            steps.append(name)
            return call(*args, **named)

        return noting

    def fsync_noted(descriptor: int) -> None:
        is_folder = stat.S_ISDIR(os.fstat(descriptor).st_mode)
        steps.append("fsync folder" if is_folder else "fsync file")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync_noted)
    monkeypatch.setattr(bundle, "examine_archive", noted("read back", verify.examine_archive))
    monkeypatch.setattr(Path, "replace", noted("rename", replace_))
    build(tmp_path)

    assert steps == ["fsync file", "read back", "rename", "fsync folder"]


def test_what_a_crash_left_of_the_same_bundle_is_removed(tmp_path: Path) -> None:
    stem = layout.folder_name(chain=KEY.public.chain, seq=1)
    leftover = tmp_path / f"{stem}.0123abcd.part"
    foreign = tmp_path / f"{stem[:-1]}2.0123abcd.part"
    leftover.write_bytes(b"half")
    foreign.write_bytes(b"another bundle's half")

    built = build(tmp_path)

    assert sorted(tmp_path.iterdir()) == sorted([built.path, foreign])


def test_a_second_export_of_the_same_content_replaces_a_damaged_copy(tmp_path: Path) -> None:
    first = build(tmp_path)
    body = first.path.read_bytes()
    first.path.write_bytes(body[:-1])

    assert build(tmp_path).path.read_bytes() == body


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"size": 21 * 2**20}, "照片一有 21 MiB"),
        ({"size": 20 * 2**20 + 1}, "照片一有 20 MiB"),
    ],
)
def test_a_photo_above_the_limit_is_named_before_anything_is_written(
    tmp_path: Path, changes: dict[str, Any], what: str
) -> None:
    large = photo(label="照片一", **changes)

    with pytest.raises(BundleTooLargeError, match=what):
        build(tmp_path, content(attachments=[large, report()]))
    assert _nothing_in(tmp_path)


def test_more_than_one_bundle_can_hold_is_refused_before_anything_is_written(
    tmp_path: Path,
) -> None:
    def pictures(count: int, size: int) -> list[bundle.Attachment]:
        hashes = [sha256(str(number).encode()) for number in range(count)]
        return [
            replace(photo(), path=photo_path(each, suffix="png"), sha256=each, size=size)
            for each in hashes
        ]

    with pytest.raises(BundleTooLargeError, match="附件共 1993 个"):
        build(tmp_path, content(attachments=pictures(1993, 1)))
    with pytest.raises(BundleTooLargeError, match="附件共 2060 MiB"):
        build(tmp_path, content(attachments=pictures(103, 20 * 2**20)))
    with pytest.raises(BundleTooLargeError, match="记录文字共 9 MiB"):
        build(tmp_path, replace(content(), records=records() | {"notes": "字" * (3 * 2**20)}))
    assert _nothing_in(tmp_path)


def test_as_many_attachments_as_allowed_make_an_acceptable_bundle(tmp_path: Path) -> None:
    pictures = [b"picture %d" % number for number in range(1991)]

    built = build(tmp_path, content(pictures))

    assert len(built.verified.payload) == 1994


@pytest.mark.parametrize("value", ["a\x00b", "\ud83d", 1.5, 2**53])
def test_a_record_value_that_cannot_travel_is_named_by_its_place(
    tmp_path: Path, value: object
) -> None:
    wrong = records() | {"visits": [{"advice": value}]}

    with pytest.raises(InputError, match=r"visits\.0\.advice"):
        build(tmp_path, replace(content(), records=wrong))
    assert _nothing_in(tmp_path)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (replace(content(), attachments=[attachment("data/x.exe", b"x")]), "data/x.exe"),
        (replace(content(), attachments=[replace(photo(), sha256="0" * 64)]), "data/photos"),
        (replace(content(), attachments=[]), "照片不在包内"),
        (replace(content(), records=records() | {"visits": []}), "visits 的条数"),
        (replace(content(), records=records([b"another"])), "照片不在包内"),
        (replace(content(), statement=statement(chain="a" * 26)), "another key's chain"),
    ],
)
def test_content_that_contradicts_itself_is_a_fault_of_the_program(
    tmp_path: Path, wrong: bundle.BundleContent, why: str
) -> None:
    with pytest.raises(ValueError, match=why):
        build(tmp_path, wrong)
    assert _nothing_in(tmp_path)


def test_a_statement_that_no_reader_takes_is_a_fault_of_the_program(tmp_path: Path) -> None:
    with pytest.raises(NotCanonicalError):
        build_bundle(replace(content(), statement=statement(seq=2)), key=KEY, folder=tmp_path)
    assert _nothing_in(tmp_path)
