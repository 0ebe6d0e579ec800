"""A signature on a PDF file, made with a key of the test's own and checked with poppler."""

import sys
from collections.abc import Callable

import pytest

from inspector_app.reports.fonts import FontLibrary
from inspector_app.reports.letter import Letter
from inspector_app.reports.pdf import render
from inspector_app.reports.pdf_signature import (
    NotSignableError,
    SigningKeyError,
    SigningNotInstalledError,
    sign_pdf,
)
from tests.unit.certificates import PASSPHRASE, key_file

Tool = Callable[..., str]


@pytest.fixture
def letter(fonts: FontLibrary) -> bytes:
    return render([Letter(title="通知", body=())], fonts=fonts)


def signed(data: bytes, passphrase: str = PASSPHRASE) -> bytes:
    return sign_pdf(
        data, pkcs12=key_file(), passphrase=passphrase, reason="督导意见签发", place="示范区"
    )


def test_the_signature_is_valid_and_covers_the_whole_file(tool: Tool, letter: bytes) -> None:
    pytest.importorskip("pyhanko")
    result = signed(letter)
    assert result.startswith(letter)
    said = tool("pdfsig", result, "-nocert")
    assert "Signature is Valid" in said
    assert "Total document signed" in said
    assert "示范区督导室" in said
    assert "SHA-256" in said


def test_a_change_after_signing_is_seen(tool: Tool, letter: bytes) -> None:
    pytest.importorskip("pyhanko")
    result = signed(letter)
    changed = result.replace("督导意见签发".encode("utf-16-be"), "督导意见撤销".encode("utf-16-be"))
    changed = changed.replace(b"/Lang (zh-CN)", b"/Lang (zh-TW)")
    assert changed != result
    assert "Signature is Valid" not in tool("pdfsig", changed, "-nocert")


def test_a_wrong_passphrase_gives_a_sentence(letter: bytes) -> None:
    pytest.importorskip("pyhanko")
    with pytest.raises(SigningKeyError, match="密码不对"):
        signed(letter, passphrase="wrong")


def test_a_file_that_holds_no_key_gives_a_sentence(letter: bytes) -> None:
    pytest.importorskip("pyhanko")
    with pytest.raises(SigningKeyError, match="PKCS#12"):
        sign_pdf(letter, pkcs12=b"not a key", passphrase="", reason="", place="")


@pytest.mark.parametrize("length", [0, 40, 2000])
def test_a_damaged_file_is_not_signed(letter: bytes, length: int) -> None:
    pytest.importorskip("pyhanko")
    with pytest.raises(NotSignableError, match="没有签名"):
        signed(letter[:length])


def test_without_the_optional_part_a_sentence_says_what_is_missing(
    letter: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyhanko.sign", None)
    with pytest.raises(SigningNotInstalledError, match="没有安装"):
        signed(letter)
