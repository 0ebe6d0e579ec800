"""Signs finished PDF files with the certificate of an office; no data folder is needed."""

from dataclasses import dataclass, field
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path

from inspector_app.base.errors import InputError, disk_reason
from inspector_app.base.files import read_file
from inspector_app.base.written import WrittenFile, write_document


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """A certificate with its private key, opened once; never kept, and no log shows it.

    Attributes:
        holder: whose it is, as it says itself.
    """

    pkcs12: bytes = field(repr=False)
    passphrase: str = field(repr=False)
    holder: str


def signing_installed() -> bool:
    """Say whether the optional part ``sign`` of the program is there."""
    return find_spec("pyhanko") is not None


def open_certificate(path: Path, *, passphrase: str, at: datetime) -> Certificate:
    """Open a certificate to sign with, and see that it may sign at an instant.

    Raises:
        InputError: the file cannot be read, the passphrase is wrong, it holds no key, or the
            certificate is not valid then.
        EnvironmentProblem: the optional part ``sign`` is not installed.
    """
    from inspector_app.reports.pdf_signature import holder_of

    pkcs12 = _content(path, "证书")
    holder = holder_of(pkcs12, passphrase, at=at)
    return Certificate(pkcs12=pkcs12, passphrase=passphrase, holder=holder)


def sign_content(content: bytes, certificate: Certificate, *, reason: str, place: str) -> bytes:
    """Return a PDF file with a signature over all of it.

    Args:
        content: a PDF file.
        certificate: whose signature it is.
        reason: why it is signed, kept in the signature.
        place: where it is signed, kept in the signature.

    Raises:
        InputError: it is no PDF file that can be signed.
    """
    from inspector_app.reports.pdf_signature import sign_pdf

    return sign_pdf(
        content,
        pkcs12=certificate.pkcs12,
        passphrase=certificate.passphrase,
        reason=reason,
        place=place,
    )


def sign_file(
    source: Path, certificate: Certificate, *, out: Path, reason: str = "", place: str = ""
) -> WrittenFile:
    """Write a signed copy of ``source``, which stays as it is.

    Args:
        source: a PDF file.
        certificate: whose signature it is.
        out: where the signed copy goes; beside it where that file is open elsewhere.
        reason: why it is signed, kept in the signature.
        place: where it is signed, kept in the signature.

    Raises:
        InputError: the file cannot be read, or it is no PDF file that can be signed.
        EnvironmentProblem: it could not be written.
    """
    content = _content(source, "PDF")
    return write_document(out, sign_content(content, certificate, reason=reason, place=place))


def _content(path: Path, label: str) -> bytes:
    try:
        return read_file(path)
    except OSError as error:
        raise InputError(
            f"{label}文件“{path}”读不出：{disk_reason(error)}。没有签名，也没有生成文件；"
            "请核对文件名和权限后再签。"
        ) from error
