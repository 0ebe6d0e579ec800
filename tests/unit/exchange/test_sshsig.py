"""Signatures that OpenSSH checks, and keys that no honest signer has."""

import base64
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from inspector_app.base import child
from inspector_app.exchange import sshsig
from inspector_app.exchange.keys import DeviceKey, PublicKey, wire_string
from inspector_app.exchange.sshsig import Flaw, SignatureFlawError
from tests.unit.exchange.bundle_tools import KEY

NAMESPACE = "dudao-bundle-v1"
MESSAGE = b"a list of files\n"
PRIME = 2**255 - 19


def _flaw_of(armoured: bytes, message: bytes = MESSAGE) -> Flaw:
    with pytest.raises(SignatureFlawError) as refused:
        sshsig.verify(armoured, message, namespace=NAMESPACE)
    return refused.value.flaw


def _armoured(blob: bytes) -> bytes:
    text = base64.b64encode(blob).decode()
    lines = "\n".join(re.findall(".{1,70}", text))
    return f"-----BEGIN SSH SIGNATURE-----\n{lines}\n-----END SSH SIGNATURE-----\n".encode()


def _blob(
    *,
    key: bytes = KEY.public.wire,
    namespace: bytes = NAMESPACE.encode(),
    reserved: bytes = b"",
    digest: bytes = b"sha512",
    signature: bytes = wire_string(b"ssh-ed25519") + wire_string(bytes(64)),
    head: bytes = b"SSHSIG\x00\x00\x00\x01",
) -> bytes:
    return head + b"".join(map(wire_string, (key, namespace, reserved, digest, signature)))


def test_a_signature_is_accepted_with_the_key_that_made_it() -> None:
    armoured = sshsig.sign(MESSAGE, key=KEY, namespace=NAMESPACE)

    assert sshsig.verify(armoured, MESSAGE, namespace=NAMESPACE) == KEY.public


def test_the_same_message_gives_the_same_signature() -> None:
    twice = {sshsig.sign(MESSAGE, key=KEY, namespace=NAMESPACE) for _ in range(2)}

    assert len(twice) == 1


def test_ssh_keygen_accepts_our_signature(tmp_path: Path) -> None:
    signers = tmp_path / "allowed"
    signers.write_text(f"{KEY.public.allowed_signers_line(namespace=NAMESPACE)}\n")
    armoured = tmp_path / "message.sig"
    armoured.write_bytes(sshsig.sign(MESSAGE, key=KEY, namespace=NAMESPACE))

    options = ("-f", signers, "-I", KEY.public.chain, "-n", NAMESPACE, "-s", armoured)
    done = child.run(["ssh-keygen", "-Y", "verify", *options], given=MESSAGE)

    assert done.code == 0, done.err
    assert KEY.public.fingerprint.encode() in done.out


def test_ssh_keygen_refuses_our_signature_under_another_purpose(tmp_path: Path) -> None:
    signers = tmp_path / "allowed"
    signers.write_text(f"{KEY.public.allowed_signers_line(namespace=NAMESPACE)}\n")
    armoured = tmp_path / "message.sig"
    armoured.write_bytes(sshsig.sign(MESSAGE, key=KEY, namespace="dudao-trust-v1"))

    options = ("-f", signers, "-I", KEY.public.chain, "-n", NAMESPACE, "-s", armoured)
    done = child.run(["ssh-keygen", "-Y", "verify", *options], given=MESSAGE)

    assert done.code != 0


def test_our_reader_accepts_what_ssh_keygen_signs(tmp_path: Path) -> None:
    secret, message = tmp_path / "id", tmp_path / "message"
    message.write_bytes(MESSAGE)
    made = child.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", secret])
    assert made.code == 0, made.err
    assert stat.S_IMODE(secret.stat().st_mode) == 0o600
    signed = child.run(["ssh-keygen", "-Y", "sign", "-f", secret, "-n", NAMESPACE, message])
    assert signed.code == 0, signed.err

    public = sshsig.verify((tmp_path / "message.sig").read_bytes(), MESSAGE, namespace=NAMESPACE)

    line = (tmp_path / "id.pub").read_text().split()
    assert public.openssh_line.split()[:2] == line[:2]


def test_ssh_keygen_prints_the_fingerprint_that_we_print(tmp_path: Path) -> None:
    public = tmp_path / "id.pub"
    public.write_text(f"{KEY.public.openssh_line}\n")

    done = child.run(["ssh-keygen", "-l", "-f", public])

    _bits, fingerprint, comment, _kind = done.out.decode().split()
    assert (fingerprint, comment) == (KEY.public.fingerprint, KEY.public.chain)


def test_another_message_or_another_purpose_is_told_apart() -> None:
    ours = sshsig.sign(MESSAGE, key=KEY, namespace=NAMESPACE)
    receipt = sshsig.sign(MESSAGE, key=KEY, namespace="dudao-receipt-v1")

    assert _flaw_of(ours, MESSAGE + b"\n") is Flaw.MISMATCH
    assert _flaw_of(receipt) is Flaw.NAMESPACE
    assert _flaw_of(_armoured(_blob())) is Flaw.MISMATCH


@pytest.mark.parametrize(
    "blob",
    [
        _blob(head=b"SSHSIG\x00\x00\x00\x02"),
        _blob(head=b"SSHSIX\x00\x00\x00\x01"),
        _blob(head=b""),
        _blob(key=b""),
        _blob(key=KEY.public.raw),
        _blob(key=wire_string(b"ssh-rsa") + wire_string(KEY.public.raw)),
        _blob(key=KEY.public.wire + KEY.public.raw),
        _blob(key=wire_string(b"ssh-ed25519") + wire_string(KEY.public.raw[:-1])),
        _blob(reserved=b"x"),
        _blob(digest=b"sha256"),
        _blob(signature=b""),
        _blob(signature=wire_string(b"ssh-ed25519") + wire_string(bytes(63))),
        _blob(signature=wire_string(b"ssh-ed25519") + wire_string(bytes(65))),
        _blob(signature=wire_string(b"sk-ssh-ed25519") + wire_string(bytes(64))),
        _blob() + b"x",
        _blob() + wire_string(b""),
        _blob()[:-1],
        b"",
        b"SSHSIG",
        b"\x00" * 4000,
        b"\xff" * 4000,
    ],
)
def test_a_signature_of_any_other_shape_is_refused(blob: bytes) -> None:
    assert _flaw_of(_armoured(blob)) is Flaw.FORM


def _other_armours() -> Iterator[bytes]:
    good = sshsig.sign(MESSAGE, key=KEY, namespace=NAMESPACE)
    yield good[:-1]
    yield good + b"\n"
    yield b"\n" + good
    yield good.replace(b"\n", b"\r\n")
    yield good.replace(b"BEGIN", b"begin")
    yield good.replace(b"=\n", b"\n")
    yield good.replace(b"U1NI", b"U1N\nI", 1)
    yield good.replace(b"U1NI", b"U1 NI", 1)
    yield good.replace(b"U1NI", b"U1\xffNI", 1)
    yield b""
    yield b"\n"


@pytest.mark.parametrize("armoured", list(_other_armours()))
def test_armour_that_ssh_keygen_would_not_write_is_refused(armoured: bytes) -> None:
    assert _flaw_of(armoured) is Flaw.FORM


def _add(one: tuple[int, int], two: tuple[int, int]) -> tuple[int, int]:
    """Add two points of the curve, by its affine formula."""
    (x1, y1), (x2, y2) = one, two
    product = -121665 * pow(121666, -1, PRIME) * x1 * x2 * y1 * y2 % PRIME
    x = (x1 * y2 + x2 * y1) * pow(1 + product, -1, PRIME) % PRIME
    y = (y1 * y2 + x1 * x2) * pow(1 - product, -1, PRIME) % PRIME
    return x, y


def _root(square: int) -> int | None:
    candidate = pow(square, (PRIME + 3) // 8, PRIME)
    for root in (candidate, candidate * pow(2, (PRIME - 1) // 4, PRIME) % PRIME):
        if root * root % PRIME == square % PRIME:
            return root
    return None


def _point(y: int) -> tuple[int, int] | None:
    constant = -121665 * pow(121666, -1, PRIME)
    x = _root((y * y - 1) * pow(constant * y * y + 1, -1, PRIME) % PRIME)
    return None if x is None else (x, y)


def _low_order_points() -> set[tuple[int, int]]:
    """Return the small subgroup: any point times the order of the large one generates it."""
    order = 2**252 + 27742317777372353535851937790883648493
    for y in range(2, 100):
        point = _point(y)
        if point is None:
            continue
        small = (0, 1)
        for bit in f"{order:b}":
            small = _add(small, small)
            small = _add(small, point) if bit == "1" else small
        multiples, found = small, {(0, 1)}
        while multiples not in found:
            found.add(multiples)
            multiples = _add(multiples, small)
        if len(found) == 8:
            return found
    raise AssertionError


def test_every_point_of_low_order_is_refused_as_a_key() -> None:
    points = _low_order_points()

    assert len(points) == 8
    for x, y in points:
        for sign in {x & 1, 1 - (x & 1)}:
            with pytest.raises(ValueError, match="sound"):
                PublicKey((y | sign << 255).to_bytes(32, "little"))


@pytest.mark.parametrize("above", range(19))
def test_a_second_spelling_of_a_point_is_refused_as_a_key(above: int) -> None:
    with pytest.raises(ValueError, match="sound"):
        PublicKey((PRIME + above).to_bytes(32, "little"))


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_key_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="sound"):
        PublicKey(b"\x05" * length)


def test_a_signature_under_a_weak_key_is_refused_as_malformed() -> None:
    weak = wire_string(b"ssh-ed25519") + wire_string((1).to_bytes(32, "little"))

    assert _flaw_of(_armoured(_blob(key=weak))) is Flaw.FORM


def test_a_stored_key_is_the_key_that_was_generated() -> None:
    fresh = DeviceKey.generate()
    again = DeviceKey(fresh.private_bytes)

    assert len(fresh.private_bytes) == 32
    assert again.public == fresh.public
    assert DeviceKey.generate().public != fresh.public


def test_a_private_key_never_shows_in_a_message() -> None:
    assert KEY.private_bytes.hex() not in repr(KEY)
    assert str(KEY.private_bytes) not in repr(KEY)


def test_the_chain_id_is_26_characters_safe_in_any_file_name() -> None:
    assert re.fullmatch("[a-z2-7]{26}", DeviceKey.generate().public.chain)
