"""An electronic signature on a finished PDF file (PAdES), for offices that have certificates.

It needs pyHanko, the optional part ``sign`` of the program. The signature covers the whole file and
shows nothing on the pages: a stamp that anybody can draw would prove less than what readers say.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from inspector_app.base.clock import local_datetime_text
from inspector_app.base.errors import EnvironmentProblem, InputError

if TYPE_CHECKING:
    from pyhanko.sign.signers import SimpleSigner

_FIELD: Final = "签名"
_NOT_SIGNED: Final = "文件没有签名，也没有改变。"


class SigningNotInstalledError(EnvironmentProblem):
    """The optional part that signs is not installed."""

    code = "signing-not-installed"

    def __init__(self) -> None:
        super().__init__(
            "这台电脑上没有安装 PDF 电子签名组件（pyHanko）。"
            f"{_NOT_SIGNED}请安装带签名组件的版本（可选组件 sign），或打印后手签。"
        )


class SigningKeyError(InputError):
    """A PKCS#12 file cannot be opened with the passphrase, or is none."""

    code = "signing-key"

    def __init__(self) -> None:
        super().__init__(
            "证书文件打不开：密码不对，或它不是带私钥的 PKCS#12（.p12、.pfx）文件。"
            f"{_NOT_SIGNED}请核对密码和文件后再签。"
        )


class CertificateDatesError(InputError):
    """A certificate is not valid yet, or not any more."""

    code = "certificate-dates"

    def __init__(self, name: str, first: datetime, last: datetime) -> None:
        dates = f"{local_datetime_text(first)} 到 {local_datetime_text(last)}"
        super().__init__(
            f"“{name}”的证书不在有效期内（{dates}），用它签名不会被认可。{_NOT_SIGNED}"
            "请换用有效的证书；如果今天的日期不对，请先校正电脑的时间。"
        )


class NotSignableError(InputError):
    """The bytes are not a PDF file that can be signed."""

    code = "not-signable"

    def __init__(self) -> None:
        super().__init__(
            f"这份 PDF 不能签名：它不完整、加了密、不许再签或已损坏。{_NOT_SIGNED}请重新生成。"
        )


def sign_pdf(data: bytes, *, pkcs12: bytes, passphrase: str, reason: str, place: str) -> bytes:
    """Return ``data`` with an invisible signature over all of it, beside those it has.

    Args:
        data: a finished PDF file; its bytes stay the first part of the result.
        pkcs12: certificate and private key as a PKCS#12 file.
        passphrase: what opens that file.
        reason: why it is signed ("督导意见签发"), kept in the signature.
        place: where it is signed, kept in the signature; empty for none.

    Raises:
        SigningNotInstalledError: pyHanko is not there.
        SigningKeyError: the passphrase is wrong, or the file is no PKCS#12 file with a key.
        NotSignableError: ``data`` is not a readable PDF file, or forbids another signature.
    """
    try:
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import signers
        from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
    except ImportError as error:
        raise SigningNotInstalledError from error
    signer = _signer(pkcs12, passphrase)
    try:
        writer = IncrementalPdfFileWriter(BytesIO(data))
        facts = signers.PdfSignatureMetadata(
            field_name=_free_field(name for name, *_ in enumerate_sig_fields(writer)),
            reason=reason or None,
            location=place or None,
            md_algorithm="sha256",
            subfilter=SigSeedSubFilter.PADES,
        )
        signed = signers.PdfSigner(facts, signer=signer).sign_pdf(writer)
    except Exception as error:  # a damaged file can break its reader in any way
        raise NotSignableError from error
    signed.seek(0)
    return bytes(signed.read())


def _free_field(names: Iterable[str]) -> str:
    """Return the name of a field that nobody has signed in yet."""
    taken = set(names)
    numbered = (f"{_FIELD}{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (_FIELD, *numbered) if name not in taken)


def holder_of(pkcs12: bytes, passphrase: str, *, at: datetime) -> str:
    """Return whose certificate a PKCS#12 file holds, if it may sign at an instant.

    Raises:
        SigningNotInstalledError: pyHanko is not there.
        SigningKeyError: the passphrase is wrong, or the file is no PKCS#12 file with a key.
        CertificateDatesError: it is not valid yet, or not any more.
    """
    try:
        signer = _signer(pkcs12, passphrase)
    except ImportError as error:
        raise SigningNotInstalledError from error
    certificate = signer.signing_cert
    if certificate is None:
        raise SigningKeyError
    name = str(certificate.subject.native.get("common_name", certificate.subject.human_friendly))
    if not certificate.not_valid_before <= at <= certificate.not_valid_after:
        raise CertificateDatesError(name, certificate.not_valid_before, certificate.not_valid_after)
    return name


def _signer(pkcs12: bytes, passphrase: str) -> "SimpleSigner":
    from pyhanko.sign.signers import SimpleSigner

    try:
        signer: SimpleSigner = SimpleSigner.load_pkcs12_data(
            pkcs12, other_certs=(), passphrase=passphrase.encode()
        )
    except (ValueError, TypeError, AttributeError) as error:
        # The latter two: the file opens but holds a certificate without a key, or a key alone.
        raise SigningKeyError from error
    return signer
