"""Encrypted files: the age command opens ours, and hostile ones are refused by their header."""

import errno
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspector_app.base import child
from inspector_app.exchange import age_file
from inspector_app.exchange.age_keys import AgeKey, AgeRecipient
from inspector_app.exchange.refusal import BundleRefusedError, Refusal
from tests.examples import examples

KEY, OTHER = AgeKey.generate(), AgeKey.generate()
CONTENT = "一个包".encode() * 30_000


def _encrypted(*to: AgeKey, content: bytes = CONTENT) -> bytes:
    target = io.BytesIO()
    age_file.encrypt(io.BytesIO(content), target, to=[key.recipient for key in to])
    return target.getvalue()


def _opened(data: bytes, *keys: AgeKey) -> bytes:
    target = io.BytesIO()
    age_file.decrypt(io.BytesIO(data), target, keys=keys)
    return target.getvalue()


def _refusal(data: bytes, *keys: AgeKey) -> Refusal:
    with pytest.raises(BundleRefusedError) as refused:
        _opened(data, *(keys or (KEY,)))
    return refused.value.refusal


def test_each_recipient_opens_the_file_and_nobody_else() -> None:
    data = _encrypted(KEY, OTHER)

    assert _opened(data, KEY) == _opened(data, OTHER) == CONTENT
    assert _refusal(data, AgeKey.generate()) is Refusal.NOT_FOR_US


def test_the_age_command_opens_our_file_and_we_open_its(tmp_path: Path) -> None:
    keys, ours, theirs = (tmp_path / name for name in ("key.txt", "ours.age", "theirs.age"))
    keys.write_text(KEY.secret + "\n")
    ours.write_bytes(_encrypted(KEY))
    plain = tmp_path / "plain"
    plain.write_bytes(CONTENT)

    opened = child.run(["age", "-d", "-i", str(keys), str(ours)])
    child.run(["age", "-r", KEY.recipient.text, "-o", str(theirs), str(plain)])

    assert opened.out == CONTENT
    assert _opened(theirs.read_bytes(), KEY) == CONTENT


@examples()
@given(st.data())
def test_a_changed_cut_or_lengthened_file_is_refused(data: st.DataObject) -> None:
    whole = _ENCRYPTED
    at = data.draw(st.integers(0, len(whole) - 1))
    bit = 1 << data.draw(st.integers(0, 7))

    for bad in (
        whole[:at] + bytes([whole[at] ^ bit]) + whole[at + 1 :],
        whole[:at],
        whole[:at] + b"a" + whole[at:],
        whole + b"\n",
    ):
        assert _refusal(bad) in {
            Refusal.NOT_ENCRYPTED, Refusal.NOT_FOR_US, Refusal.UNDECIPHERABLE,
        }  # fmt: skip


_ENCRYPTED = _encrypted(KEY, content=b"short")


def _header(*lines: bytes) -> bytes:
    return b"\n".join((b"age-encryption.org/v1", *lines, b"--- " + b"A" * 43, b"")) + bytes(48)


STANZA = (b"-> X25519 " + b"A" * 43, b"A" * 43)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        b"age-encryption.org/v2\n",
        b"-----BEGIN AGE ENCRYPTED FILE-----\n",
        _header(b"-> scrypt AAAAAAAAAAAAAAAAAAAAAA 22", b"A" * 43),
        _header(b"-> X25519 " + b"A" * 43),
        _header(*STANZA * 33),
        _header(STANZA[0], *(b"A" * 64,) * 70, b"A"),
        _header(STANZA[0], b"!" * 43),
        _header(b"-> "),
        _header(b"-> X25519 " + b"A" * 5000, b"A" * 43),
        b"age-encryption.org/v1\n" + b"\n".join(STANZA) + b"\n---\n",
        b"age-encryption.org/v1\n",
    ],
)
def test_a_header_of_another_form_is_refused_before_anything_is_decrypted(data: bytes) -> None:
    assert _refusal(data) is Refusal.NOT_ENCRYPTED


@pytest.mark.parametrize(("recipients", "fits"), [(31, True), (32, False)])
def test_as_many_stanzas_as_may_be_are_read_and_not_one_more(
    *, recipients: int, fits: bool
) -> None:
    # pyrage writes one stanza more than there are recipients.
    data = _encrypted(KEY, *(OTHER,) * (recipients - 1), content=b"short")
    assert data.count(b"\n-> ") == recipients + 1

    if fits:
        assert _opened(data, KEY) == b"short"
    else:
        assert _refusal(data) is Refusal.NOT_ENCRYPTED


@pytest.mark.parametrize(
    "text",
    ["", "age1", KEY.recipient.text.upper(), KEY.recipient.text[:-1], KEY.secret],
    ids=["nothing", "prefix alone", "capitals", "cut", "a secret key"],
)
def test_another_spelling_is_no_recipient(text: str) -> None:
    with pytest.raises(ValueError, match="recipient"):
        AgeRecipient(text)


def test_a_disk_that_is_full_while_encrypting_is_told_as_such() -> None:
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    with pytest.raises(OSError, match="No space left") as told:
        age_file.encrypt(io.BytesIO(CONTENT), Full(), to=[KEY.recipient])
    assert told.value.errno == errno.ENOSPC
