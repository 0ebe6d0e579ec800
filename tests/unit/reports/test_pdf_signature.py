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


def test_a_pdf_whose_description_is_of_another_kind_is_told_in_a_sentence() -> None:
    pytest.importorskip("pyhanko")
    described = b"<a/>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Metadata 4 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Type/Metadata/Subtype/XML/Length %d>>stream\n%s\nendstream"
        % (len(described), described),
    )
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    data += b"xref\n0 5\n0000000000 65535 f \n%strailer<</Root 1 0 R/Size 5>>\n" % table
    data += b"startxref\n%d\n%%%%EOF\n" % data.index(b"xref\n0 5")

    with pytest.raises(NotSignableError, match="没有签名"):
        sign_pdf(data, pkcs12=key_file(), passphrase=PASSPHRASE, reason="", place="")
