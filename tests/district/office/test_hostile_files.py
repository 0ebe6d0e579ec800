"""Files that are made to harm: refused by code, kept as they came, and nothing else has changed."""

import io
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from inspector_app.domain.photo import PhotoOwner
from inspector_app.exchange import age_file, layout
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.receiving import RosterReader, received
from inspector_app.photos.examine import examined
from inspector_app.services.device_keys import device_key
from inspector_app.services.key_trust import age_keys, trusted_roster
from tests.district.office.district import OFFICE_ID, District, figures, outcomes
from tests.unit.exchange.bundle_tools import Entries, entries_of, sha256
from tests.unit.exchange.hostile import (
    ARCHIVES,
    PICTURES,
    RECORDS,
    SOUND,
    STATEMENTS,
    signed_anew,
)
from tests.unit.services.conftest import COMPLETE

Write = Callable[..., str]
# Of the processor, for all of them together.
MOST_SECONDS = 20.0


def drop(district: District, folder: Path, bodies: Mapping[str, bytes]) -> dict[str, str]:
    """Put archives, encrypted for the office, where a laptop's bundles come; return their cases."""
    folder.mkdir()
    chain = device_key(district.laptops["DX001"].context).public.chain
    cases = {}
    for case, body in bodies.items():
        sealed = io.BytesIO()
        (key, *_) = age_keys(district.office.context)
        age_file.encrypt(io.BytesIO(body), sealed, to=[key.recipient])
        stem = layout.folder_name(chain=chain, seq=1)
        path = folder / f"{stem}-{sha256(sealed.getvalue())[:12]}.zip.age"
        path.write_bytes(sealed.getvalue())
        cases[path.name] = case
    return cases


def refused_as(district: District, folder: Path, cases: Mapping[str, str]) -> dict[str, str]:
    """Let the office look; return the code of each case."""
    before, start = _rows(district), time.process_time()
    found = district.scan(folder)
    spent = time.process_time() - start
    assert outcomes(found) == ["refused"] * len(cases)
    assert spent < MOST_SECONDS
    assert _rows(district) == before
    kept = {each.read_bytes() for each in district.office.context.folder.quarantine.iterdir()}
    assert kept == {path.read_bytes() for path in folder.iterdir()}
    return {cases[line.file]: line.code for line in found.lines}


def _rows(district: District) -> list[object]:
    tables = ("visit", "issue", "photo", "office_bundle", "office_revision")
    database = district.office.context.database
    return [database.row(f"SELECT count(*) FROM {table}") for table in tables]


@pytest.fixture
def honest(district: District, write: Write, tmp_path: Path) -> Path:
    write("DX001")
    return district.hand_over("DX001", into=tmp_path / "honest")


@pytest.fixture
def opened(district: District, honest: Path, tmp_path: Path) -> tuple[Entries, DeviceKey]:
    """What is in the honest bundle, and the key that has signed it."""
    roster = trusted_roster(district.office.context)
    assert roster is not None
    reader = RosterReader(roster=roster, office=OFFICE_ID)
    keys = age_keys(district.office.context)
    with received(honest, keys=keys, reader=reader, scratch=tmp_path) as found:
        return entries_of(found.archive), device_key(district.laptops["DX001"].context)


def test_no_hostile_archive_is_taken_in_and_the_honest_one_is_afterwards(
    district: District, honest: Path, tmp_path: Path
) -> None:
    cases = drop(district, tmp_path / "in", {case: body for case, (body, _) in ARCHIVES.items()})

    assert refused_as(district, tmp_path / "in", cases) == {
        case: code for case, (_, code) in ARCHIVES.items()
    }
    assert outcomes(district.scan(honest)) == ["taken"]
    assert figures(district.office)["district"]["visits"] == 1


@pytest.mark.parametrize(
    ("path", "texts"),
    [(layout.RECORDS, RECORDS), (layout.STATEMENT, STATEMENTS)],
    ids=["records", "statement"],
)
def test_no_hostile_text_is_taken_in_though_an_enrolled_laptop_has_signed_it(
    district: District, honest: Path, opened: tuple[Entries, DeviceKey], tmp_path: Path,
    path: str, texts: Mapping[str, tuple[bytes, str]],
) -> None:  # fmt: skip
    entries, key = opened
    bodies = {
        case: signed_anew(entries, key=key, changed={path: text})
        for case, (text, _) in texts.items()
    }
    cases = drop(district, tmp_path / "in", bodies)

    assert refused_as(district, tmp_path / "in", cases) == {
        case: code for case, (_, code) in texts.items()
    }
    # What was refused for its records is judged once more when others have come.
    found = outcomes(district.scan(honest))
    assert found.count("taken") == 1
    assert set(found) <= {"taken", "refused"}


def test_a_bundle_that_is_signed_anew_with_nothing_changed_is_taken_in(
    district: District, opened: tuple[Entries, DeviceKey], tmp_path: Path
) -> None:
    entries, key = opened
    drop(district, tmp_path / "in", {"unchanged": signed_anew(entries, key=key, changed={})})

    assert outcomes(district.scan(tmp_path / "in")) == ["taken"]


def test_no_hostile_picture_is_decoded_and_the_ones_beside_it_are() -> None:
    given = [each for bad in PICTURES.values() for each in (bad, SOUND)]

    found = list(examined(given))

    assert dict(zip(PICTURES, found[::2], strict=True)) == dict.fromkeys(PICTURES)
    assert all(found[1::2])


def test_hostile_pictures_are_left_out_one_by_one_and_their_record_is_kept(
    district: District, photo_file: Callable[..., object], tmp_path: Path
) -> None:
    bench = district.laptops["DX001"]
    uid = bench.visit_edit.new_from_json({**COMPLETE, "issues": [], "no_issues_found": True}).uid
    files = [photo_file(f"{number}.jpg") for number in range(len(PICTURES) + 1)]
    bench.photos.add(PhotoOwner.VISIT, uid, files=files)
    bench.visits.file(uid)
    good, *spoilt = bench.context.stores.photos.of_visit(uid)
    with bench.context.database.transaction():
        for photo, data in zip(spoilt, PICTURES.values(), strict=True):
            kept = bench.context.vault.put(data)
            bench.context.stores.photos.update(
                photo.uid, sha256=kept.sha256, crc32=kept.crc32, size=kept.size
            )
    bench.bundles._prints.of = lambda _visits, sealed: ({}, ())

    found = district.scan(district.hand_over("DX001", into=tmp_path / "in").parent)

    assert outcomes(found) == ["taken", "taken"]
    (said,) = [line.sentence for line in found.lines if line.code]
    assert said.startswith(f"{len(PICTURES)} 张照片打不开")
    here = district.office.context.stores.photos.of_visit(uid)
    assert [photo.uid for photo in here] == [good.uid]
    assert district.office.visits.get(uid).visited_on.isoformat() == COMPLETE["date"]
