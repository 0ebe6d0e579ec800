"""A bundle of photos: building against copying, checking against hashing, and the memory of both.

    python -m tests.bench.bundles [--photos N] [--runs N] [--json]

The files are random bytes of 3 MB, as incompressible as pictures are. Others may share the machine:
each run does every way once, one after the other, and only ratios within a run are told, the best
of them, in which neighbours have the least part. Where a limit is not kept yet, up to three times
as many runs are made: on a busy machine few of them are undisturbed.

*build* writes the archive in one pass, CRC and SHA-256 known from the rows of the photos, and makes
it durable; its yardstick copies the same files and makes each durable. *check* goes through every
step on the archive (headers, signature, statement, both manifests, CRC and SHA-256 of every file,
records) in several threads; its yardsticks are SHA-256 of the same file in one thread, ``bagit`` on
the unpacked bag, and ``tar | openssl dgst``. The whole way out (build, encrypt, open again, check)
and the whole way in (hash, decrypt, check) are told beside them, with the peak memory of a process
that does them.
"""

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from zlib import crc32

from inspector_app.base.child import run
from inspector_app.exchange.age_keys import AgeKey
from inspector_app.exchange.bundle import (
    Attachment,
    BundleContent,
    Seal,
    archive_writer,
    build_sealed,
)
from inspector_app.exchange.layout import BundleName, photo_path
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.exchange.statement import BundleType, Inspector
from inspector_app.exchange.verify import examine_archive
from tests.unit.exchange.bundle_tools import statement
from tests.unit.exchange.trust_tools import ISSUED, LAPTOP, inspector, roster, roster_key

ROOT = Path(__file__).resolve().parents[2]
PHOTO_BYTES = 3_000_000
BUILD_LIMIT = 0.9
CHECK_LIMIT = 0.75
MEMORY_LIMIT_MB = 64
_PATIENCE = 3
OFFICE_ID = "220303-dds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """Ratios of the best run, and what a second of it does."""

    megabytes: float
    build_of_copy: float
    check_of_sha256: float
    check_of_bagit: float
    check_of_tar_openssl: float
    out_mb_per_s: float
    in_mb_per_s: float
    peak_out_mb: float
    peak_in_mb: float


def make_photos(folder: Path, count: int) -> list[Path]:
    """Write files of random bytes; return them."""
    folder.mkdir()
    made = []
    for number in range(count):
        path = folder / f"{number:04}.jpg"
        path.write_bytes(os.urandom(PHOTO_BYTES))
        made.append(path)
    return made


def content_of(photos: list[Path]) -> BundleContent:
    """Return a bundle of pictures as the program makes them; hashes and CRCs are known before."""
    rows, files = [], []
    for path in photos:
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        place = photo_path(sha256, suffix="jpg")
        rows.append({"file": place, "sha256": sha256, "visit_uuid": "", "uuid": path.stem})
        files.append(
            Attachment(
                path=place, sha256=sha256, size=len(data), label=path.name, crc32=crc32(data),
                read=path.read_bytes, is_present=path.is_file,
            )
        )  # fmt: skip
    made = replace(
        statement(counts={"photos": len(rows)}, type=BundleType.PHOTOS),
        chain=LAPTOP.public.chain, to=OFFICE_ID, created=ISSUED + timedelta(days=3),
        inspector=Inspector(id="dx-01", name="督学01"),
    )  # fmt: skip
    records = {"schema": made.schema, "photos": rows}
    return BundleContent(statement=made, records=records, attachments=files)


def seconds(work: Callable[[], object]) -> float:
    """Return how long ``work`` takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def copy_all(photos: list[Path], target: Path) -> None:
    """Copy files and make each durable."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    for path in photos:
        copied = target / path.name
        shutil.copyfile(path, copied)
        with copied.open("rb+") as stream:
            os.fsync(stream.fileno())


def build(content: BundleContent, target: Path) -> None:
    """Write the archive of a bundle."""
    with target.open("wb") as stream:
        archive_writer(content, key=LAPTOP)(stream)


def check(archive: Path) -> None:
    """Check the archive of a bundle."""
    name = BundleName(chain8=LAPTOP.public.chain[:8], seq=1, sha12="0" * 12)
    with archive.open("rb") as stream:
        examine_archive(stream, name=name)


def hash_all(archive: Path) -> None:
    """Hash the same bytes in one thread."""
    with archive.open("rb") as stream:
        hashlib.file_digest(stream, "sha256")


def by_bagit(bag: Path) -> None:
    """Check the unpacked bag with bagit in this process."""
    import bagit

    bagit.Bag(str(bag)).validate()


def by_tar_and_openssl(bag: Path) -> None:
    """Hash a stream of all files."""
    command = f"tar -cf - -C '{bag.parent}' '{bag.name}' | openssl dgst -sha256"
    subprocess.run(["sh", "-c", command], check=True, capture_output=True)


def seal_out(content: BundleContent, key: AgeKey, folder: Path) -> Path:
    """Build, encrypt, open again and check; return the file."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    own = AgeKey.generate()
    seal = Seal(to=(key.recipient, own.recipient), own=own)
    return build_sealed(content, key=LAPTOP, seal=seal, folder=folder).path


def take_in(path: Path, key: AgeKey) -> None:
    """Do what the office does with a file."""
    known = roster(inspectors=(inspector(roster_key(valid_from=date(2026, 1, 1))),))
    reader = RosterReader(roster=known, office=OFFICE_ID)
    with received(path, keys=[key], reader=reader, scratch=path.parent):
        pass


def peak_mb(act: str, work: Path, key: AgeKey) -> float:
    """Return the peak resident memory of a fresh process that does ``act`` in ``work``."""
    code = (
        "import pathlib, sys; sys.path.insert(0, sys.argv[1]);"
        "from tests.bench import bundles;"
        "bundles.child(sys.argv[2], pathlib.Path(sys.argv[3]), sys.stdin.read());"
        "print(pathlib.Path('/proc/self/status').read_text())"
    )
    done = run(
        [sys.executable, "-c", code, str(ROOT), act, str(work)],
        given=key.secret.encode(), seconds=600,
    )  # fmt: skip
    if done.code:
        raise AssertionError(done.err.decode())
    # Not getrusage: its peak is inherited from the process that started this one.
    (line,) = [line for line in done.out.decode().splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) / 1024, 1)


def child(act: str, work: Path, secret: str) -> None:
    """Do one way whole: ``out`` or ``in``."""
    key = AgeKey(secret)
    if act == "out":
        seal_out(content_of(sorted((work / "photos").iterdir())), key, work / "child")
    else:
        (sealed,) = (work / "child").iterdir()
        take_in(sealed, key)


def compare(work: Path, *, count: int, runs: int) -> Result:
    """Return the ratios of ``count`` photos."""
    photos = make_photos(work / "photos", count)
    size = count * PHOTO_BYTES / 1e6
    content, archive, key = content_of(photos), work / "x.zip", AgeKey.generate()
    build(content, archive)
    shutil.unpack_archive(archive, work / "bag")
    (bag,) = (work / "bag").iterdir()
    outbox = work / "outbox"
    best: dict[str, float] = {}
    for run_number in range(_PATIENCE * runs):
        if run_number >= runs and _ratios_are_kept(best):
            break
        took = {
            "copy": seconds(lambda: copy_all(photos, work / "copied")),
            "build": seconds(lambda: build(content, archive)),
            "sha256": seconds(lambda: hash_all(archive)),
            "check": seconds(lambda: check(archive)),
            "bagit": seconds(lambda: by_bagit(bag)),
            "tar": seconds(lambda: by_tar_and_openssl(bag)),
        }
        _keep_best(best, took)
    best["out"] = seconds(lambda: seal_out(content, key, outbox))
    (sealed,) = outbox.iterdir()
    best["in"] = seconds(lambda: take_in(sealed, key))
    shutil.rmtree(outbox)
    return Result(
        megabytes=size,
        build_of_copy=round(best["build of copy"], 2),
        check_of_sha256=round(best["check of sha256"], 2),
        check_of_bagit=round(best["check of bagit"], 2),
        check_of_tar_openssl=round(best["check of tar"], 2),
        out_mb_per_s=round(size / best["out"]),
        in_mb_per_s=round(size / best["in"]),
        peak_out_mb=peak_mb("out", work, key),
        peak_in_mb=peak_mb("in", work, key),
    )


def _ratios_are_kept(best: Mapping[str, float]) -> bool:
    return (
        best["build of copy"] >= BUILD_LIMIT
        and best["check of sha256"] >= CHECK_LIMIT
        and min(best["check of bagit"], best["check of tar"]) >= 1
    )


def _keep_best(best: dict[str, float], took: Mapping[str, float]) -> None:
    """Keep the best ratio of each pair: how much faster ours is than the yardstick, of one run."""
    for ours, other in (
        ("build", "copy"), ("check", "sha256"), ("check", "bagit"), ("check", "tar"),
    ):  # fmt: skip
        name = f"{ours} of {other}"
        best[name] = max(best.get(name, 0.0), took[other] / took[ours])


def main() -> int:
    """Print the figures; return 1 if a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=350)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        result = compare(Path(work), count=options.photos, runs=options.runs)
    if options.json:
        print(json.dumps(asdict(result)))
    else:
        print(
            f"{result.megabytes:.0f} MB; build {result.build_of_copy} of copy + fsync (limit"
            f" {BUILD_LIMIT}); check {result.check_of_sha256} of SHA-256 (limit {CHECK_LIMIT}),"
            f" {result.check_of_bagit} of bagit, {result.check_of_tar_openssl} of tar | openssl;"
            f" whole way out {result.out_mb_per_s} MB/s, in {result.in_mb_per_s} MB/s; peak"
            f" {result.peak_out_mb} and {result.peak_in_mb} MB (limit {MEMORY_LIMIT_MB})"
        )
    return int(not is_within(result))


def is_within(result: Result) -> bool:
    """Say whether every limit is kept."""
    return (
        result.build_of_copy >= BUILD_LIMIT
        and result.check_of_sha256 >= CHECK_LIMIT
        and min(result.check_of_bagit, result.check_of_tar_openssl) >= 1
        and max(result.peak_out_mb, result.peak_in_mb) <= MEMORY_LIMIT_MB
    )


if __name__ == "__main__":
    raise SystemExit(main())
