"""ZIP files of one profile, and every other ZIP file refused."""

import io
import struct
import sys
import unicodedata
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base import child
from inspector_app.exchange.archive import ArchiveReader, ArchiveWriter, Entry
from inspector_app.exchange.refusal import BundleRefusedError
from tests.unit.exchange.bundle_tools import Entries, archive, foreign_zip

SEGMENT = st.text("abc09._-", max_size=9).map(lambda text: f"x{text}0")
NAME = st.lists(SEGMENT, min_size=2, max_size=5).map("/".join)
LONGEST = "/".join(["x" * 49, "x" * 50, "x" * 50, "x" * 48])
FILES = st.dictionaries(NAME, st.binary(max_size=100), max_size=8)


def _read(body: bytes) -> Entries:
    reader = ArchiveReader(io.BytesIO(body), size=len(body))
    return [(entry.name, reader.read(entry, at_most=2**20)) for entry in reader.entries]


def _code_of(body: bytes) -> str:
    with pytest.raises(BundleRefusedError) as refused:
        _read(body)
    return refused.value.code


@given(FILES)
def test_what_is_written_is_read_again(files: dict[str, bytes]) -> None:
    assert _read(archive(list(files.items()))) == list(files.items())


def test_other_programs_extract_the_same_files(tmp_path: Path) -> None:
    body = tmp_path / "a.zip"
    body.write_bytes(archive([("base/one.txt", b"one"), ("base/data/two.bin", bytes(range(256)))]))

    done = child.run([sys.executable, "-m", "zipfile", "-e", body, tmp_path / "out"])
    listed = child.run(["unzip", "-t", body])

    assert done.code == 0, done.err
    assert listed.code == 0, listed.out
    assert (tmp_path / "out/base/one.txt").read_bytes() == b"one"
    assert (tmp_path / "out/base/data/two.bin").read_bytes() == bytes(range(256))


def test_our_profile_written_by_hand_is_accepted() -> None:
    # The generator of the hostile files below must differ from ours in nothing but the hostility.
    files = [(b"base/a", b"1"), (b"base/b", b"2")]

    assert foreign_zip(files) == archive([(name.decode(), body) for name, body in files])


@pytest.mark.parametrize(
    "name",
    [
        "base/../x",
        "../x",
        "base/./x",
        "/base/x",
        "base//x",
        "base/x/",
        "base",
        "",
        "c:/x",
        "base/c:x",
        "base\\x",
        "base/x\\y",
        "base/x.",
        "base/x ",
        "base/ x",
        "base/.x",
        "base/-x",
        "base/X",
        "base/x\x00",
        "base/x\n",
        "base/x*",
        "base/con",
        "base/nul.txt",
        "aux/x",
        "base/com1.tar.gz",
        "base/lpt9",
        "base/prn",
        "a/b/c/d/e/f",
        f"base/{'x' * 81}",
        f"{LONGEST}x",
    ],
)
def test_a_name_that_could_harm_some_system_is_refused(name: str) -> None:
    assert _code_of(archive([("base/a", b""), (name, b"")])) == "E31"


@pytest.mark.parametrize(
    "name", ["base/console", "base/x.con", "base/com10", "base/a.b-c_d", "0/1"]
)
def test_a_name_that_only_resembles_a_harmful_one_is_accepted(name: str) -> None:
    assert _read(archive([(name, b"")])) == [(name, b"")]


@pytest.mark.parametrize(
    "names",
    [
        ["base/x", "base/X"],
        ["base/x", "base/x"],
        [f"base/{unicodedata.normalize(form, 'é')}" for form in ("NFC", "NFD")],
        ["base/\u8c48", "base/\uf900"],
    ],
    ids=["case pair", "duplicate", "NFC and NFD", "CJK compatibility pair"],
)
def test_two_names_that_some_system_takes_for_one_are_refused(names: list[str]) -> None:
    assert _code_of(foreign_zip([(name.encode(), b"") for name in names])) == "E31"


def test_names_flagged_as_utf_8_are_refused() -> None:
    assert _code_of(foreign_zip([("base/照片".encode(), b"")], flags=0x800)) == "E30"


GOOD = [(b"base/a", b"first"), (b"base/b", b"second")]


@pytest.mark.parametrize(
    "body",
    [
        foreign_zip([(b"base/zeros", bytes(10_000_000))], method=8),
        foreign_zip(GOOD, mode=0o120777),
        foreign_zip(GOOD, mode=0o104755),
        foreign_zip(GOOD, offset_of={1: 0}),
        foreign_zip(GOOD, offset_of={1: 10}),
        foreign_zip(GOOD, extra=b"\x01\x00\x00\x00"),
        foreign_zip(GOOD, comment=b"hello"),
        foreign_zip(GOOD, flags=1),
        foreign_zip(GOOD, flags=8),
        b"MZ" + foreign_zip(GOOD),
        foreign_zip(GOOD) + b"\x00",
        foreign_zip(GOOD) + foreign_zip(GOOD),
        foreign_zip(GOOD[:1]) + foreign_zip(GOOD),
        foreign_zip(GOOD)[:-1],
        foreign_zip(GOOD)[1:],
        foreign_zip(GOOD)[:-22],
        b"",
        b"PK",
        b"PK\x05\x06" + bytes(18) + bytes(22),
    ],
    ids=[
        "bomb", "symlink", "setuid", "overlap", "partial overlap", "extra", "comment", "encrypted",
        "descriptor", "prefix", "suffix", "twice", "other before", "cut", "headless", "no end",
        "empty", "two bytes", "end not last",
    ],
)  # fmt: skip
def test_a_zip_that_is_not_of_the_profile_is_refused(body: bytes) -> None:
    assert _code_of(body) == "E30"


def test_a_gap_that_no_entry_covers_is_refused() -> None:
    body = foreign_zip(GOOD)
    directory = body.index(b"PK\x01\x02")
    end = struct.unpack("<4s4H2IH", body[-22:])
    moved = struct.pack("<4s4H2IH", *end[:6], end[6] + 3, end[7])

    assert _code_of(body[:directory] + b"gap" + body[directory:-22] + moved) == "E30"


def test_a_second_copy_of_the_directory_is_refused() -> None:
    body = foreign_zip(GOOD)
    directory = body[body.index(b"PK\x01\x02") : -22]

    assert _code_of(body[:-22] + directory + body[-22:]) == "E30"


def test_a_local_header_that_contradicts_the_directory_is_refused() -> None:
    body = archive([("base/a", b"first")])

    assert _code_of(body.replace(b"base/a", b"base/b", 1)) == "E30"


def test_a_directory_cut_inside_a_header_is_refused() -> None:
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 1, 1, 10, 0, 0)

    assert _code_of(b"PK\x01\x02" + bytes(6) + end) == "E30"


@pytest.mark.parametrize(("count", "length"), [(2001, 0), (0xFFFF, 0xFFFFFFFF), (1, 2**20 + 1)])
def test_more_entries_than_a_bundle_may_have_are_refused_unread(count: int, length: int) -> None:
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, length, 0, 0)

    assert _code_of(end) == "E32"


def test_content_that_contradicts_its_crc_is_refused() -> None:
    assert _code_of(archive([("base/a", b"first")]).replace(b"first", b"worst")) == "E33"


def test_an_entry_exactly_at_its_limit_is_read() -> None:
    body = archive([("base/a", b"first")])
    reader = ArchiveReader(io.BytesIO(body), size=len(body))

    assert reader.read(reader.entries[0], at_most=5) == b"first"


def test_an_entry_above_its_limit_is_refused_unread() -> None:
    body = archive([("base/a", b"first")])
    reader = ArchiveReader(io.BytesIO(body), size=len(body))

    for ask in (reader.read, reader.sha256):
        with pytest.raises(BundleRefusedError, match="E32"):
            ask(reader.entries[0], at_most=4)


def test_a_file_cut_short_while_it_is_read_is_refused() -> None:
    stream = io.BytesIO(archive([("base/a", bytes(3_000_000))]))
    reader = ArchiveReader(stream, size=len(stream.getvalue()))
    stream.truncate(1_500_000)

    with pytest.raises(BundleRefusedError, match="E33"):
        reader.sha256(reader.entries[0], at_most=2**30)


def test_the_same_entries_give_the_same_bytes() -> None:
    files = [("base/a", b"first"), ("base/b", b"second")]

    assert archive(files) == archive(list(files))


def test_headers_carry_no_trace_of_the_machine() -> None:
    entry = Entry(name="base/a", size=5, crc32=zlib.crc32(b"first"), offset=0)
    version_flags_method_time_date = "0a00 0000 0000 0000 2100"
    crc = zlib.crc32(b"first").to_bytes(4, "little").hex()
    sizes_and_lengths = "05000000 05000000 0600 0000"

    assert entry.local_header() == bytes.fromhex(
        f"504b0304 {version_flags_method_time_date} {crc} {sizes_and_lengths} 626173652f61"
    )


def test_an_entry_is_written_out_when_it_is_added() -> None:
    sink = io.BytesIO()
    writer = ArchiveWriter(sink)
    for number in range(3):
        writer.add(f"base/{number}", b"x" * 1000)
        assert sink.tell() == (number + 1) * (1000 + 30 + len("base/0"))
