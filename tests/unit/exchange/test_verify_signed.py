"""What a signature does not excuse: bundles that their own device has sealed."""

import hashlib
from pathlib import Path
from typing import Any

import pytest

from inspector_app.exchange import canonical, layout, sshsig
from inspector_app.exchange.keys import DeviceKey
from inspector_app.exchange.refusal import WHAT_AND_REMEDY, BundleRefusedError, Refusal
from inspector_app.exchange.verify import verify_bundle
from tests.unit.exchange.bundle_tools import (
    KEY,
    PICTURE,
    VISIT,
    Sealer,
    archive,
    code_of,
    payload,
    photo,
    photo_row,
    put,
    records,
    sha256,
    statement,
)

OTHER_KEY = DeviceKey(b"\x07" * 32)
PLAIN = payload()
TAGS = {
    path.partition("/")[2]: body
    for path, body in Sealer(payload=PLAIN).entries()
    if "/data/" not in path
}


def _manifest(*lines: tuple[str, str]) -> bytes:
    return "".join(f"{digest}  {path}\n" for path, digest in lines).encode()


def _lines_of(manifest: bytes) -> list[tuple[str, str]]:
    pairs = (line.split("  ") for line in manifest.decode().splitlines())
    return [(path, digest) for digest, path in pairs]


TAG_LINES = _lines_of(TAGS[layout.TAG_MANIFEST])
PAYLOAD_LINES = _lines_of(TAGS[layout.MANIFEST])


def _with_records(**changes: Any) -> dict[str, bytes]:
    return PLAIN | {layout.RECORDS: canonical.dumps(records() | changes)}


def _with_raw_records(body: bytes) -> dict[str, bytes]:
    return PLAIN | {layout.RECORDS: body}


def _with_file(path: str, body: bytes = b"x") -> dict[str, bytes]:
    return PLAIN | {path: body}


def test_an_honestly_sealed_bundle_is_accepted(tmp_path: Path) -> None:
    assert verify_bundle(Sealer(payload=PLAIN).put(tmp_path)).statement == statement()


WRONG_TAG_MANIFESTS = {
    "a line less": _manifest(*TAG_LINES[1:]),
    "a line more": _manifest(*sorted([*TAG_LINES, ("data/records.json", "0" * 64)])),
    "another order": _manifest(*reversed(TAG_LINES)),
    "one space": TAGS[layout.TAG_MANIFEST].replace(b"  ", b" "),
    "star": TAGS[layout.TAG_MANIFEST].replace(b"  ", b" *"),
    "capitals": TAGS[layout.TAG_MANIFEST].upper(),
    "carriage returns": TAGS[layout.TAG_MANIFEST].replace(b"\n", b"\r\n"),
    "no last newline": TAGS[layout.TAG_MANIFEST][:-1],
    "a comment": b"# list\n" + TAGS[layout.TAG_MANIFEST],
    "twice": TAGS[layout.TAG_MANIFEST] * 2,
    "not ascii": "清单\n".encode(),
}


@pytest.mark.parametrize("tag_manifest", WRONG_TAG_MANIFESTS.values(), ids=WRONG_TAG_MANIFESTS)
def test_a_tag_manifest_of_another_form_is_e42(tag_manifest: bytes, tmp_path: Path) -> None:
    assert code_of(Sealer(payload=PLAIN, tag_manifest=tag_manifest).put(tmp_path)) == "E42"


def test_a_tag_manifest_with_the_hash_of_another_file_is_e41(tmp_path: Path) -> None:
    wrong = [(path, "0" * 64) for path, _ in TAG_LINES]

    assert code_of(Sealer(payload=PLAIN, tag_manifest=_manifest(*wrong)).put(tmp_path)) == "E41"


def test_another_bagit_declaration_is_e42(tmp_path: Path) -> None:
    bagit = layout.BAGIT_TEXT.replace(b"1.0", b"0.97")

    assert code_of(Sealer(payload=PLAIN, bagit=bagit).put(tmp_path)) == "E42"


WRONG_MANIFESTS = {
    "a line less": (_manifest(*PAYLOAD_LINES[1:]), "E43"),
    "a line more": (_manifest(*sorted([*PAYLOAD_LINES, ("data/x", "0" * 64)])), "E43"),
    "an escape": (_manifest(("../x", "0" * 64), *PAYLOAD_LINES), "E43"),
    "another order": (_manifest(*reversed(PAYLOAD_LINES)), "E42"),
    "another name": (TAGS[layout.MANIFEST].replace(b"readme", b"README"), "E42"),
    "another hash": (_manifest(*((path, "0" * 64) for path, _ in PAYLOAD_LINES)), "E43"),
    "empty": (b"", "E43"),
}


@pytest.mark.parametrize(("manifest", "code"), WRONG_MANIFESTS.values(), ids=WRONG_MANIFESTS)
def test_a_payload_manifest_that_lies_is_refused(
    manifest: bytes, code: str, tmp_path: Path
) -> None:
    assert code_of(Sealer(payload=PLAIN, manifest=manifest).put(tmp_path)) == code


@pytest.mark.parametrize("path", [layout.RECORDS, layout.README])
def test_a_bundle_without_records_or_readme_is_e40(path: str, tmp_path: Path) -> None:
    left = {each: body for each, body in PLAIN.items() if each != path}

    assert code_of(Sealer(payload=left).put(tmp_path)) == "E40"


@pytest.mark.parametrize(
    "path",
    [
        "data/setup.exe",
        "data/photos/picture.jpg",
        f"data/photos/{sha256(b'x')[:32]}.svg",
        f"data/photos/{'0' * 32}.jpg",
        "data/docs/report.pdf",
        f"data/docs/{VISIT}.docx",
        f"data/photos/more/{sha256(b'x')[:32]}.jpg",
        f"data/photos/{sha256(b'x')[:32]}.jpg.exe",
        f"data/docs/{VISIT}.pdf.exe",
        "data/readme.txt.exe",
    ],
)
def test_a_listed_file_that_has_no_place_in_a_bundle_is_e43(path: str, tmp_path: Path) -> None:
    assert code_of(Sealer(payload=_with_file(path)).put(tmp_path)) == "E43"


def test_a_photo_a_document_or_records_above_their_size_are_e32(tmp_path: Path) -> None:
    large = bytes(20 * 2**20 + 1)
    picture = _with_file(f"data/photos/{sha256(large)[:32]}.png", large)
    document = _with_file(f"data/docs/{VISIT}.pdf", bytes(80 * 2**20 + 1))
    text = _with_raw_records(b"[" + b"1," * 7_500_000 + b"1]")

    for hostile in (picture, document, text):
        path = Sealer(payload=hostile).put(tmp_path)
        assert code_of(path) == "E32"
        path.unlink()


@pytest.mark.parametrize(("path", "limit"), layout.TAG_FILE_LIMITS.items())
def test_a_tag_file_above_its_size_is_e32(path: str, limit: int, tmp_path: Path) -> None:
    folder = layout.folder_name(chain=KEY.public.chain, seq=1)
    bodies = TAGS | {path: bytes(limit + 1)} | dict(sorted(PLAIN.items()))
    body = archive([(f"{folder}/{each}", content) for each, content in bodies.items()])

    assert code_of(put(tmp_path, body)) == "E32"


def test_a_damaged_byte_under_the_old_crc_is_e33(tmp_path: Path) -> None:
    body = archive(Sealer(payload=PLAIN).entries())

    for damaged in (body.replace(PICTURE, PICTURE[::-1]), body.replace(b"BagIt-V", b"bagIt-V")):
        assert code_of(put(tmp_path, damaged)) == "E33"


def test_a_signature_for_another_purpose_is_e61(tmp_path: Path) -> None:
    assert code_of(Sealer(payload=PLAIN, namespace="dudao-trust-v1").put(tmp_path)) == "E61"


def test_a_signature_over_other_bytes_is_e65(tmp_path: Path) -> None:
    other = sshsig.sign(b"something else", key=KEY, namespace=layout.TO_OFFICE.namespace)

    assert code_of(Sealer(payload=PLAIN, signature=other).put(tmp_path)) == "E65"


def test_a_bundle_signed_anew_by_another_key_is_e66(tmp_path: Path) -> None:
    assert code_of(Sealer(payload=PLAIN, key=OTHER_KEY).put(tmp_path)) == "E66"


def test_a_statement_of_another_number_than_the_folder_is_e66(tmp_path: Path) -> None:
    second = statement(seq=2, prev="ab" * 32).to_bytes()

    assert code_of(Sealer(payload=PLAIN, statement=second).put(tmp_path)) == "E66"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"format":1}', "E50"),
        (b"[" * 60_000, "E50"),
        (b'{"format":' + b"1" * 60_000 + b"}", "E50"),
        (b'{"format":2}', "E51"),
    ],
)
def test_a_statement_is_judged_after_its_signature(body: bytes, code: str, tmp_path: Path) -> None:
    assert code_of(Sealer(payload=PLAIN, statement=body).put(tmp_path)) == code


@pytest.mark.parametrize(
    "bag_info", [b"", b"Payload-Oxum: 1.1\n", b"Payload-Oxum: 317.3 \n", b"Payload-Oxum:317.3\n"]
)
def test_a_payload_total_that_is_wrong_is_e100(bag_info: bytes, tmp_path: Path) -> None:
    assert code_of(Sealer(payload=PLAIN, bag_info=bag_info).put(tmp_path)) == "E100"


MISSING_SCHEMA = canonical.dumps({k: v for k, v in records().items() if k != "schema"})
WRONG_RECORDS = {
    "empty": _with_raw_records(b""),
    "not json": _with_raw_records(b"{"),
    "a list": _with_raw_records(b"[]"),
    "spaces": _with_raw_records(canonical.dumps(records()).replace(b":", b": ")),
    "nested": _with_raw_records(b"[" * 100_000),
    "nested objects": _with_raw_records(b'{"a":' * 100_000),
    "digits": _with_raw_records(b'{"a":' + b"1" * 1_000_000 + b"}"),
    "a float": _with_raw_records(b'{"a":1.5}'),
    "NaN": _with_raw_records(b'{"a":NaN}'),
    "duplicate key": _with_raw_records(b'{"a":1,"a":1}'),
    "surrogate": _with_raw_records(b'{"a":"\\ud800"}'),
    "NUL": _with_raw_records(b'{"a":"\\u0000"}'),
    "no schema": _with_raw_records(MISSING_SCHEMA),
    "other schema": _with_records(schema="dudao-records/2"),
    "more visits than stated": _with_records(visits=[{}, {}]),
    "visits no list": _with_records(visits="v"),
    "no issues": _with_raw_records(canonical.dumps({**records(), "issues": None})),
    "photo rows no objects": _with_records(photos=["x"]),
    "a photo of another hash": _with_records(photos=[photo_row() | {"sha256": "0" * 64}]),
    "a late row of the month itself": _with_records(late=[{"month": "2026-11"}]),
    "a late row without a month": _with_records(late=[{"word": "补报"}]),
    "late figures that are no list": _with_records(late_figures={"month": "2026-10"}),
    "a photo of another place": _with_records(photos=[photo_row() | {"file": "photos/x.jpg"}]),
    "a photo without a place": _with_records(photos=[{"caption": "课堂"}]),
    "a photo place that is a list": _with_records(photos=[photo_row() | {"file": [], "x": 1}]),
}


@pytest.mark.parametrize("hostile", WRONG_RECORDS.values(), ids=WRONG_RECORDS)
def test_records_that_contradict_their_form_or_statement_are_e100(
    hostile: dict[str, bytes], tmp_path: Path
) -> None:
    assert code_of(Sealer(payload=hostile).put(tmp_path)) == "E100"


def test_a_picture_that_no_record_names_is_e100(tmp_path: Path) -> None:
    other = photo(b"\xff\xd8 other \xff\xd9")
    extra = _with_file(other.path, other.read())

    assert code_of(Sealer(payload=extra).put(tmp_path)) == "E100"


@pytest.mark.parametrize("photos", [{}, {"photos": None}, {"photos": {"file": "x"}}])
def test_pictures_without_a_photo_list_are_e100(photos: dict[str, Any], tmp_path: Path) -> None:
    body = canonical.dumps({"schema": "dudao-records/1", **photos})
    uncounted = statement(counts={}).to_bytes()
    hostile = Sealer(payload=_with_raw_records(body), statement=uncounted)

    assert code_of(hostile.put(tmp_path)) == "E100"


def test_records_keep_keys_that_this_program_does_not_know(tmp_path: Path) -> None:
    newer = Sealer(payload=_with_records(novelty={"kept": True})).put(tmp_path)

    assert verify_bundle(newer).records["novelty"] == {"kept": True}


def test_two_records_may_share_one_picture(tmp_path: Path) -> None:
    shared = Sealer(
        payload=_with_records(photos=[photo_row(), photo_row()]),
        statement=statement(counts={"photos": 2}).to_bytes(),
    )

    assert len(verify_bundle(shared.put(tmp_path)).payload) == len(PLAIN)


# --- sentences ------------------------------------------------------------------------------------


@pytest.mark.parametrize("refusal", Refusal)
def test_every_code_says_what_happened_what_is_kept_and_what_to_do(refusal: Refusal) -> None:
    what, remedy = WHAT_AND_REMEDY[refusal]
    error = BundleRefusedError(refusal, "data/records.json")

    assert error.code == refusal.value
    assert error.sentence == (
        f"上报包未通过核验，{refusal.value}：{what}（data/records.json）。"
        f"文件原样保留，没有采用其中任何内容；{remedy}。"
    )


@pytest.mark.parametrize("refusal", Refusal)
def test_a_sentence_says_once_that_nothing_was_taken(refusal: Refusal) -> None:
    assert BundleRefusedError(refusal).sentence.count("采用其中") == 1


def test_the_digest_is_that_of_the_signed_bytes(tmp_path: Path) -> None:
    verified = verify_bundle(Sealer(payload=PLAIN).put(tmp_path))

    assert verified.digest == hashlib.sha256(TAGS[layout.TAG_MANIFEST]).hexdigest()
