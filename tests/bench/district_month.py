"""A district's month taken in: 25 laptops, 250 records, 2,500 pictures, about 1 GB.

    python -m tests.bench.district_month [--laptops N] [--runs N] [--folder DIR] [--json]

Laptops file records with pictures, enrol with one office and hand over their months, encrypted; the
files are made once in a temporary folder (or in DIR, where they are found again). Then, in turn:

* *take in*: what an office does from a share to its tables: every step of the check, decryption,
  every picture decoded in another process, encrypted and made durable, rows, receipts;
* its yardstick: the same files hashed and copied, each copy made durable.

Seconds and their ratio are told with the load of the machine, and the peak memory of a process that
takes in. ``--kills N`` kills that process N times on its way and lets the next one go on; what it
comes to must be the same. The exit code is 1 when a limit is passed or anything differs.
"""

import argparse
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from PIL import Image

from inspector_app.base.clock import FixedClock
from inspector_app.base.ids import new_uid
from inspector_app.bootstrap import Workbench, init_folder, open_workbench
from inspector_app.domain.photo import Photo, PhotoOwner
from inspector_app.domain.school import Inspector, InspectorKind, School, SchoolKind
from inspector_app.services.context import Role
from inspector_app.services.office_scan import Outcome
from tests.district.office.district import (
    IN_USE,
    NOVEMBER,
    District,
    figures,
    opened,
    written,
)

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)
SECONDS_LIMIT = 60.0
MEMORY_LIMIT_MB = 150.0
RECORDS, PHOTOS_EACH = 10, 10
_MOTIFS, _GRAIN, _SIZE = 8, (512, 384), (2048, 1536)
_CONTRAST, _QUALITY = 0.06, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """What one look came to, and what it cost."""

    outcomes: dict[str, int]
    seconds: float
    processor_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The fastest of some runs beside the yardstick."""

    bundles: int
    records: int
    pictures: int
    megabytes: float
    seconds: float
    processor_seconds: float
    copy_seconds: float
    ratio: float
    peak_mb: float
    load: float


# -- making it -----------------------------------------------------------------------------------


def build(folder: Path, *, laptops: int, records: int = RECORDS) -> None:
    """Make the share and the office's folder, if they are not there yet."""
    if (folder / "made").exists():
        return
    clock = FixedClock(NOW)
    empty = folder / "empty"
    init_folder(empty, district="210304", inspector_id="DX001", clock=clock)
    with open_workbench(empty, clock=clock) as bench:
        _fill(bench, laptops)
    motifs = [_motif() for _ in range(_MOTIFS)]
    with ExitStack() as stack:
        district = _joined(empty, folder, laptops, clock, stack)
        for number, (name, bench) in enumerate(district.laptops.items()):
            for day in range(1, records + 1):
                _record(bench, name, motifs, school=_school(number), day=day)
            district.hand_over(name)
    for name in district.laptops:
        shutil.rmtree(folder / name)
    (folder / "made").touch()


def _fill(bench: Workbench, laptops: int) -> None:
    stores = bench.context.stores
    with bench.context.database.transaction():
        for number in range(laptops):
            school = School(
                code=_school(number), name=f"示范区第{number + 1}小学", kind=SchoolKind.PRIMARY,
                ownership="公办",
            )  # fmt: skip
            stores.schools.put(school, initials="", origin="bench")
            person = Inspector(
                id=_person(number), name=f"督学{number + 1:02}", kind=InspectorKind.PART_TIME
            )
            stores.people.put(person, origin="bench")


def _school(number: int) -> str:
    return f"21210{number + 1:05}"


def _person(number: int) -> str:
    return f"DX{number + 1:03}"


def _joined(
    empty: Path, folder: Path, laptops: int, clock: FixedClock, stack: ExitStack
) -> District:
    def bench(name: str, role: Role, person: str) -> Workbench:
        copied = shutil.copytree(empty, folder / name, ignore=IN_USE)
        made = opened(copied, clock, role=role, person=person, device=f"device-{name}")
        stack.callback(made.close)
        return made

    people = [_person(number) for number in range(laptops)]
    share = folder / "share"
    (share / "inbox").mkdir(parents=True)
    district = District(
        office=bench("office", Role.OFFICE, ""),
        laptops={person: bench(person, Role.LAPTOP, person) for person in people},
        share=share,
    )
    district.sign_roster()
    return district


def _record(
    bench: Workbench, person: str, motifs: Sequence[bytes], *, school: str, day: int
) -> None:
    uid = written(
        bench, lead=person, school=school, date=f"2026-11-{day + 1:02}", issues=[],
        no_issues_found=True,
    )  # fmt: skip
    with bench.context.database.transaction():
        for place in range(PHOTOS_EACH):
            _add(bench, uid, _picture(motifs[(day + place) % _MOTIFS]), place)


def _motif() -> bytes:
    """Return a picture of grain as large as the program keeps them, about 230 kB."""
    width, height = _GRAIN
    grain = Image.frombytes("RGB", _GRAIN, os.urandom(width * height * 3))
    large = grain.resize(_SIZE, Image.Resampling.BICUBIC)
    soft = Image.blend(Image.new("RGB", _SIZE, (128, 128, 128)), large, _CONTRAST)
    stream = io.BytesIO()
    soft.save(stream, "JPEG", quality=_QUALITY)
    return stream.getvalue()


def _picture(motif: bytes) -> bytes:
    """Return the motif as a file that no other is equal to: with a comment of its own."""
    comment = os.urandom(16)
    return motif[:2] + b"\xff\xfe" + (len(comment) + 2).to_bytes(2) + comment + motif[2:]


def _add(bench: Workbench, visit_uid: str, data: bytes, place: int) -> None:
    """Hang a picture on a record, without the shrinking that made it one of ours."""
    stored = bench.context.vault.put(data)
    photo = Photo(
        uid=new_uid(), owner=PhotoOwner.VISIT, owner_uid=visit_uid, visit_uid=visit_uid,
        ordinal=place, sha256=stored.sha256, original_sha256=stored.sha256, crc32=stored.crc32,
        size=stored.size, width=_SIZE[0], height=_SIZE[1], media_type="image/jpeg",
    )  # fmt: skip
    bench.context.stores.photos.insert(
        photo, thumbnail=b"", added_at=bench.context.now_text(), origin="bench"
    )


# -- taking it in --------------------------------------------------------------------------------


def sealed_files(folder: Path) -> list[Path]:
    """Return the files that the laptops have handed over."""
    return sorted((folder / "share" / "inbox").rglob("*.zip.age"))


def copy_and_hash(files: Sequence[Path], target: Path) -> None:
    """Do the least that anybody must do who keeps these files: read, hash, write durably."""
    target.mkdir()
    for path in files:
        digest = hashlib.sha256()
        with path.open("rb") as source, (target / path.name).open("wb") as copied:
            while block := source.read(1 << 20):
                digest.update(block)
                copied.write(block)
            copied.flush()
            os.fsync(copied.fileno())
    shutil.rmtree(target)


def take_in(office: Path, inbox: Path) -> Taking:
    """Let an office look at an in-tray, in this process."""
    before = _processor_seconds()
    with open_workbench(office, clock=FixedClock(NOW)) as bench:
        start = time.perf_counter()
        scan = bench.office_desk.scan([inbox])
        seconds = time.perf_counter() - start
        outcomes = {outcome.value: scan.count(outcome) for outcome in Outcome}
    return Taking(
        outcomes={name: count for name, count in outcomes.items() if count},
        seconds=round(seconds, 2),
        processor_seconds=round(_processor_seconds() - before, 2),
        peak_mb=_peak_mb(),
    )


def _processor_seconds() -> float:
    """Return what this process and its children have used so far."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _peak_mb() -> float:
    # Not getrusage: its peak is inherited from the process that started this one.
    status = Path("/proc/self/status").read_text("utf-8")
    (line,) = [line for line in status.splitlines() if line.startswith("VmHWM")]
    return round(int(line.split()[1]) / 1024, 1)


def _start(office: Path, inbox: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "tests.bench.district_month", "--take-in", office, inbox]
    return subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )


def taken_by_another_process(office: Path, inbox: Path) -> Taking:
    """Let an office look at an in-tray, in a process of its own."""
    with _start(office, inbox) as process:
        told, _ = process.communicate()
    assert process.returncode == 0, told
    return Taking(**json.loads(told))


def kill_after(seconds: float, office: Path, inbox: Path) -> None:
    """Let an office look at an in-tray until it is killed."""
    with _start(office, inbox) as process:
        try:
            process.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            process.kill()


def month_of(office: Path) -> dict[str, Any]:
    """Return the district's month as the office compiles it, and what it holds."""
    with open_workbench(office, clock=FixedClock(NOW)) as bench:
        database = bench.context.database
        tables = ("photo", "visit", "office_bundle", "office_answer")
        counts = {name: database.row(f"SELECT count(*) FROM {name}") for name in tables}
        unread = [
            sha256
            for (sha256,) in database.rows("SELECT sha256 FROM photo")
            if hashlib.sha256(bench.context.vault.get(sha256)).hexdigest() != sha256
        ]
        return {
            **figures(bench, NOVEMBER), **counts, "unread": unread,
            "faults": list(bench.context.stores.journal.faults()),
        }  # fmt: skip


@contextmanager
def fresh_office(folder: Path) -> Iterator[Path]:
    """Give out the office's folder as it was before anything came."""
    office = shutil.copytree(folder / "office", folder / "at-work", ignore=IN_USE)
    yield office
    shutil.rmtree(office)
    shutil.rmtree(folder / "share" / "receipts", ignore_errors=True)


def measure(folder: Path, *, runs: int) -> tuple[Result, dict[str, Any]]:
    """Return the fastest of some runs, and the month that each of them came to."""
    files, inbox = sealed_files(folder), folder / "share" / "inbox"
    copies, takings, months = [], [], []
    for _ in range(runs):
        start = time.perf_counter()
        copy_and_hash(files, folder / "copied")
        copies.append(time.perf_counter() - start)
        with fresh_office(folder) as office:
            takings.append(taken_by_another_process(office, inbox))
            months.append(month_of(office))
    assert all(month == months[0] for month in months)
    best = min(takings, key=lambda taking: taking.seconds)
    assert best.outcomes == {"taken": len(files)}, best
    result = Result(
        bundles=len(files),
        records=months[0]["district"]["visits"],
        pictures=months[0]["photo"][0],
        megabytes=round(sum(path.stat().st_size for path in files) / 1e6),
        seconds=best.seconds,
        processor_seconds=best.processor_seconds,
        copy_seconds=round(min(copies), 2),
        ratio=round(best.seconds / min(copies), 1),
        peak_mb=best.peak_mb,
        load=round(os.getloadavg()[0], 1),
    )
    return result, months[0]


def month_after_kills(folder: Path, *, kills: int, seconds: float) -> dict[str, Any]:
    """Return the month of an office whose program was killed so often on its way."""
    inbox = folder / "share" / "inbox"
    with fresh_office(folder) as office:
        for _ in range(kills):
            kill_after(seconds / (kills + 1), office, inbox)
        taken_by_another_process(office, inbox)
        return month_of(office)


def main() -> int:
    """Print the figures; return 1 if a limit is passed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--laptops", type=int, default=25)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--kills", type=int, default=0)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--take-in", type=Path, nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.take_in:
        print(json.dumps(asdict(take_in(*options.take_in))))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.folder or Path(scratch)
        build(folder, laptops=options.laptops)
        result, month = measure(folder, runs=options.runs)
        print(json.dumps(asdict(result)) if options.json else result)
        if options.kills:
            again = month_after_kills(folder, kills=options.kills, seconds=result.seconds)
            same = again == month
            print(f"killed {options.kills} times on the way: {'the same' if same else 'DIFFERENT'}")
            return int(not same or not is_within(result))
    return int(not is_within(result))


def is_within(result: Result) -> bool:
    """Say whether every limit is kept."""
    return result.seconds <= SECONDS_LIMIT and result.peak_mb <= MEMORY_LIMIT_MB


if __name__ == "__main__":
    raise SystemExit(main())
