"""A sealed file: opened by one key, refused after any change."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.exchange import canonical, sealed_file, sshsig
from inspector_app.exchange.sealed_file import (
    NAMESPACE,
    CannotOpenError,
    NotGenuineError,
    NotSealedError,
    SealingKey,
    SealingPublicKey,
    key_id_of,
    open_sealed,
    seal,
)
from tests.examples import examples
from tests.unit.exchange.bundle_tools import KEY

OFFICE = SealingKey(bytes(range(32)))
CONTENT = {"entry": {"account": "食堂饭菜不热。"}, "sealed": {"name": "反映人甲乙"}}
FILE = seal(CONTENT, to=OFFICE.public, signed_by=KEY)
HONEST = canonical.dumps({"to": OFFICE.public.id, "content": {}})
REFUSED = (NotSealedError, CannotOpenError, NotGenuineError)


def test_the_office_reads_what_was_sealed_and_knows_whose_signature_is_on_it() -> None:
    opened = open_sealed(FILE, key=OFFICE)
    assert (opened.content, opened.signer) == (CONTENT, KEY.public)
    assert key_id_of(FILE) == OFFICE.public.id


def test_nothing_of_the_content_can_be_read_from_outside() -> None:
    assert "反映人".encode() not in FILE
    assert seal(CONTENT, to=OFFICE.public, signed_by=KEY) != FILE


def test_another_key_does_not_open_it() -> None:
    with pytest.raises(CannotOpenError):
        open_sealed(FILE, key=SealingKey.generate())


@examples(60)
@given(st.integers(0, len(FILE) * 8 - 1))
def test_no_bit_can_be_changed(bit: int) -> None:
    changed = bytearray(FILE)
    changed[bit // 8] ^= 1 << bit % 8
    with pytest.raises(REFUSED):
        open_sealed(bytes(changed), key=OFFICE)


@given(st.integers(0, len(FILE) - 1))
def test_no_part_of_it_is_taken_for_the_whole(length: int) -> None:
    with pytest.raises(REFUSED):
        open_sealed(FILE[:length], key=OFFICE)


def encrypted(plain: bytes) -> bytes:
    """Encrypt to the office what an honest sender never would."""
    head = sealed_file._head(OFFICE.public.id)
    public = sealed_file.X25519PublicKey.from_public_bytes(OFFICE.public.raw)
    return head + sealed_file._suite().encrypt(plain, public, info=head)


def signed(body: bytes, *, namespace: str = NAMESPACE) -> bytes:
    signature = sshsig.sign(body, key=KEY, namespace=namespace).decode()
    return canonical.dumps({"body": body.decode(), "signature": signature})


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"[]",
        b"{}",
        b'{"body":1,"signature":1}',
        signed(canonical.dumps({"to": "somebody else", "content": {}})),
        signed(canonical.dumps({"to": OFFICE.public.id, "content": []})),
        signed(canonical.dumps({"to": OFFICE.public.id})),
        signed(b"[]"),
        signed(HONEST, namespace="dudao-bundle-v1"),
        signed(HONEST).replace(b"SSH", b"SSX", 1),
    ],
)  # fmt: skip
def test_what_was_not_signed_for_this_office_and_purpose_is_refused(plain: bytes) -> None:
    with pytest.raises(NotGenuineError):
        open_sealed(encrypted(plain), key=OFFICE)


@pytest.mark.parametrize("data", [b"", b"PK\3\4", b"inspector-app sealed file 1\n", b"x" * 99])
def test_other_files_are_no_sealed_files(data: bytes) -> None:
    with pytest.raises(NotSealedError):
        key_id_of(data)


def test_the_digits_of_a_key_are_six_groups_of_five_and_differ_from_key_to_key() -> None:
    digits = OFFICE.public.digits.split()
    assert [len(group) for group in digits] == [5] * 6
    assert all(map(str.isdecimal, digits))
    assert SealingKey.generate().public.digits.split() != digits
    with pytest.raises(ValueError, match="32 bytes"):
        SealingPublicKey(b"short")
